//! In what amounts are counted, where a sheet says that it is not the euro: by a title, a note, a row of units, a column of
//! currencies, the sign of a heading or the number format of a cell.
//!
//! What says so in a text of several words is told from what only mentions a currency: "all amounts in PLN" does, "1 EUR =
//! 4.25 PLN" does not. What words may be is in [`words`]; where one that is also a name counts as a unit, in [`text`].

#[cfg(feature = "tables")]
mod format;
#[cfg(test)]
mod tests;
mod text;
mod words;

use crate::input::quoted;

#[cfg(feature = "tables")]
pub(super) use format::shown;
pub(super) use text::{
    bare, is_euro, of_column, of_shares, said, said_in, said_of, signs, without, without_euro,
};

/// Something other than one euro that amounts are counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The text that says so.
    pub(super) said: String,
    /// The part of the text by which it says so.
    part: String,
    pub(super) is: Is,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// A currency, by its code of ISO 4217.
    Currency(&'static str),
    /// One of several currencies that are called so.
    OneOf(&'static [&'static str]),
    /// Thousands, or what nobody knows.
    Other,
    /// Parts of a hundred.
    Share,
    /// A length of time, or a time of day.
    #[cfg_attr(not(feature = "tables"), expect(dead_code, reason = "only workbooks tell times from numbers"))]
    Time,
}

impl Unit {
    fn new(said: &str, is: Is) -> Self {
        Unit::by(said, said, is)
    }

    fn by(said: &str, part: &str, is: Is) -> Self {
        Unit { said: said.trim().to_owned(), part: part.trim().to_owned(), is }
    }

    /// A length of time, or a time of day, as a workbook counts it.
    #[cfg(feature = "tables")]
    pub(super) fn time() -> Self {
        Unit::new("a time", Is::Time)
    }

    /// Whether it may be that currency, told by its code. What several are called may be each of them.
    #[cfg(feature = "programme")]
    pub(super) fn may_be(&self, code: &str) -> bool {
        match self.is {
            Is::Currency(other) => other == code,
            Is::OneOf(codes) => codes.contains(&code),
            Is::Other => self.said.trim().eq_ignore_ascii_case(code),
            Is::Share | Is::Time => false,
        }
    }

    /// Whether what is counted in it may be money.
    pub(super) fn may_be_money(&self) -> bool {
        matches!(self.is, Is::Currency(_) | Is::OneOf(_) | Is::Other)
    }

    /// What is told of a text that says another unit than the amounts have.
    pub(super) fn refused(&self, currency: &str) -> String {
        let found = quoted(&self.said);
        let out = if self.part == self.said {
            "take out what says otherwise".to_owned()
        } else {
            format!("take out {}, which says otherwise", quoted(&self.part))
        };
        format!("found {found}; amounts are read in {currency}: convert them, and {out}")
    }
}

/// What is told of a text that is no unit that is known, and not the euro.
pub(super) fn refused(text: &str, currency: &str) -> String {
    Unit::new(text, Is::Other).refused(currency)
}

impl Is {
    /// What two names of one unit say together.
    fn and(self, other: Is) -> Is {
        match (self, other) {
            (Is::Currency(code), Is::OneOf(codes)) | (Is::OneOf(codes), Is::Currency(code))
                if codes.contains(&code) =>
            {
                Is::Currency(code)
            }
            _ if self == other => self,
            _ => Is::Other,
        }
    }
}
