//! The code that the Commission gives a programme.

use std::fmt;
use std::str::FromStr;

use super::record::text_datum;
use crate::country::Country;
use crate::fund::Allocation;
use crate::input::{Cx, Shape, named_enum, quoted, text_serde};

named_enum! {
    /// The home-affairs funds, which share the sequence `65` of programme codes.
    pub enum HomeAffairsFund("fund") {
        /// The Asylum, Migration and Integration Fund.
        Amif = "AMPR",
        /// The Internal Security Fund.
        Isf = "ISPR",
        /// The Instrument for Border Management and Visa Policy.
        Bmvi = "BVPR",
    }
}

/// The code of a programme of 2021–2027 (CCI): fifteen characters that give period, Member State and fund.
///
/// ```
/// use amif::programme::{Cci, HomeAffairsFund};
///
/// let cci: Cci = "2021LU65AMPR009".parse()?;
/// assert_eq!(cci.country().as_str(), "LU");
/// assert_eq!(cci.fund(), HomeAffairsFund::Amif);
/// let greek: Cci = "2021EL65AMPR001".parse()?;
/// assert_eq!(greek.country().as_str(), "GR");
/// // Denmark takes no part in the Fund.
/// let error = "2021DK65AMPR001".parse::<Cci>().unwrap_err();
/// assert!(error.to_string().contains("\"DK\""));
/// # Ok::<(), amif::programme::ParseCciError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cci {
    country: Country,
    fund: HomeAffairsFund,
    number: u16,
}

impl Cci {
    /// The Member State.
    ///
    /// ```
    /// let greek: amif::programme::Cci = "2021EL65AMPR001".parse()?;
    /// assert_eq!(greek.country(), "GR".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(self) -> Country {
        self.country
    }

    /// The fund.
    ///
    /// ```
    /// use amif::programme::{Cci, HomeAffairsFund};
    ///
    /// assert_eq!("2021EL65AMPR001".parse::<Cci>()?.fund().as_str(), "AMPR");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fund(self) -> HomeAffairsFund {
        self.fund
    }
}

impl fmt::Display for Cci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "2021{}65{}{:03}", self.country.eu_code(), self.fund, self.number)
    }
}

/// Why a text is not the code of a programme; the message names the part that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseCciError {
    found: String,
    why: String,
}

impl fmt::Display for ParseCciError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the programme code {}: {}", quoted(&self.found), self.why)
    }
}

impl std::error::Error for ParseCciError {}

impl FromStr for Cci {
    type Err = ParseCciError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let error = |why: String| ParseCciError { found: s.to_owned(), why };
        let text = s.trim();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        if text.len() != 15 || !text.is_ascii() {
            return Err(error(
                "a code has fifteen characters, such as \"2021LU65AMPR001\": 2021, the Member State, 65, the fund, \
                 three digits"
                    .to_owned(),
            ));
        }
        if part(0, 4) != "2021" {
            return Err(error(format!("it begins with {}; the period is \"2021\"", quoted(part(0, 4)))));
        }
        let (state, sequence) = (part(4, 6), part(6, 8));
        let country: Country =
            state.parse().map_err(|e| error(format!("{} is no Member State: {e}", quoted(state))))?;
        if Allocation::of(country).is_none_or(|a| a.country() != country) {
            return Err(error(format!(
                "{} is no Member State that takes part in the Fund in 2021-2027",
                quoted(state)
            )));
        }
        if sequence != "65" {
            return Err(error(format!(
                "{} stands where the home-affairs funds have \"65\"",
                quoted(sequence)
            )));
        }
        let fund = part(8, 12).parse().map_err(|e: crate::value::UnknownNameError| error(e.to_string()))?;
        let digits = part(12, 15);
        let number = digits
            .parse()
            .ok()
            .filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
            .ok_or_else(|| error(format!("{} is not three digits", quoted(digits))))?;
        Ok(Cci { country, fund, number })
    }
}

text_serde!(Cci, "a programme code, such as \"2021LU65AMPR001\"");

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Cci {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cci".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The code of a programme: 2021, the Member State, 65, the fund, three digits.",
            "type": "string",
            "pattern": "^2021[A-Z]{2}65AMPR[0-9]{3}$"
        })
    }
}

/// A programme code of this Fund.
struct CciShape;

impl Shape for CciShape {
    type Out = Cci;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "a programme code, such as \"2021LU65AMPR001\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Cci> {
        let cci: Cci = text.parse().map_err(|e: ParseCciError| cx.problem(e.to_string())).ok()?;
        if cci.fund() != HomeAffairsFund::Amif {
            cx.problem(format!(
                "found the programme code {}: the fund is {}; the Asylum, Migration and Integration Fund has AMPR",
                quoted(text),
                cci.fund()
            ));
            return None;
        }
        Some(cci)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Cci>()
    }
}

text_datum! {
    Cci, CciShape, |v| &v.to_string(), |t| t.parse().ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_named_where_it_is_wrong() {
        for (text, says) in [
            ("2021DK65AMPR001", "\"DK\" is no Member State that takes part"),
            ("2021CH65AMPR001", "\"CH\" is no Member State that takes part"),
            ("2021QQ65AMPR001", "\"QQ\" is no Member State"),
            ("2014LU65AMPR001", "begins with \"2014\""),
            ("2021LU16AMPR001", "\"16\" stands where"),
            ("2021LU65AMPX001", "did you mean \"AMPR\"?"),
            ("2021LU65AMPR0x1", "\"0x1\" is not three digits"),
            ("2021LU65AMPR+01", "\"+01\" is not three digits"),
            ("2021LU65AMPR01", "fifteen characters"),
            ("", "fifteen characters"),
        ] {
            let message = text.parse::<Cci>().unwrap_err().to_string();
            assert!(message.contains(says), "{text}: {message}");
        }
    }

    #[test]
    fn codes_of_all_three_funds_and_of_greece_survive_both_ways() {
        for text in ["2021ES65AMPR001", "2021EL65AMPR001", "2021CY65BVPR001", "2021CY65ISPR001"] {
            assert_eq!(text.parse::<Cci>().unwrap().to_string(), text);
        }
    }
}
