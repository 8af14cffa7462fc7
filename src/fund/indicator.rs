//! Performance indicators, Annexes V and VIII.

use super::SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
use super::annex::Belongs::To;
use super::annex::{Row, coded};
use crate::law::{Act, Basis, Citation};

coded! {
    /// An output or result indicator, Annex VIII; the thirteen result indicators are those of Annex V as well,
    /// and no output is.
    ///
    /// The Regulation numbers them by objective. Codes such as `R.1.5` follow the templates of programmes and
    /// were not seen in the act. Indicators on persons are reported by age bracket (under 18, 18 to 60, over
    /// 60) and by gender.
    ///
    /// ```
    /// let resettled: amif::fund::Indicator = "R.4.4".parse()?;
    /// assert_eq!(resettled.label(), "Persons resettled");
    /// assert!(resettled.is_core());
    /// # Ok::<(), amif::fund::ParseCodeError>(())
    /// ```
    pub struct Indicator("indicator", INDICATORS, &[("VIII", |_| true), ("V", result)], &[], source);
}

impl Indicator {
    /// Whether it measures a result rather than an output.
    ///
    /// ```
    /// use amif::fund::Indicator;
    ///
    /// assert!("R.4.4".parse::<Indicator>()?.is_result());
    /// assert!(!"O.2.1".parse::<Indicator>()?.is_result());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_result(self) -> bool {
        result(self.0)
    }

    /// Whether it is one of the core performance indicators of Annex V: the thirteen result indicators.
    ///
    /// ```
    /// use amif::fund::Indicator;
    ///
    /// assert_eq!(Indicator::all().filter(|indicator| indicator.is_core()).count(), 13);
    /// ```
    #[must_use]
    pub const fn is_core(self) -> bool {
        self.is_result()
    }

    /// The number in Annex V, which counts from 1 under each objective; `None` for outputs, which are not in
    /// that annex.
    ///
    /// ```
    /// use amif::fund::Indicator;
    ///
    /// let number = |code: &str| code.parse().map(Indicator::annex_v_number);
    /// assert_eq!(number("Annex V, R.2.11")?, Some(4));
    /// assert_eq!(number("O.2.1")?, None);
    /// assert!(number("Annex V, O.2.1").is_err());
    /// # Ok::<(), amif::fund::ParseCodeError>(())
    /// ```
    #[must_use]
    pub const fn annex_v_number(self) -> Option<u8> {
        match self.0.key.as_bytes() {
            b"r15" | b"r28" | b"r36" | b"r43" => Some(1),
            b"r16" | b"r29" | b"r37" | b"r44" => Some(2),
            b"r17" | b"r210" | b"r38" | b"r45" => Some(3),
            b"r211" => Some(4),
            _ => None,
        }
    }
}

const fn result(row: &Row) -> bool {
    matches!(row.key.as_bytes(), [b'r', ..])
}

fn source(row: &Row) -> &'static [Citation] {
    if result(row) { RESULTS } else { OUTPUTS }
}

/// The codes are those of templates that were not read.
pub(crate) const CODES: Citation =
    Citation::document("Programme templates", "codes of indicators", Basis::Unverified);
static OUTPUTS: &[Citation] = &[Citation::act(Act::Amif2021, "Annex VIII", Basis::Act), CODES];
static RESULTS: &[Citation] = &[
    Citation::act(Act::Amif2021, "Annex VIII", Basis::Act),
    Citation::act(Act::Amif2021, "Annex V", Basis::Act),
    CODES,
];

static INDICATORS: &[Row] = &[
    Row {
        key: "o11",
        code: "O.1.1",
        label: "Participants supported: 1.1 legal assistance; 1.2 other support, including information and assistance throughout the asylum procedure; 1.3 vulnerable participants assisted",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "o12",
        code: "O.1.2",
        label: "Participants in training activities",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "o13",
        code: "O.1.3",
        label: "Newly created reception places in line with the acquis: 3.1 for unaccompanied minors",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "o14",
        code: "O.1.4",
        label: "Renovated or refurbished reception places in line with the acquis: 4.1 for unaccompanied minors",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "o21",
        code: "O.2.1",
        label: "Participants in pre-departure measures",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o22",
        code: "O.2.2",
        label: "Local and regional authorities supported to implement integration measures",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o23",
        code: "O.2.3",
        label: "Participants supported: 3.1 language course; 3.2 civic orientation course; 3.3 personalised professional guidance",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o24",
        code: "O.2.4",
        label: "Information packages and campaigns on legal migration channels",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o25",
        code: "O.2.5",
        label: "Participants receiving information or assistance for family reunification",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o26",
        code: "O.2.6",
        label: "Participants benefitting from mobility schemes",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o27",
        code: "O.2.7",
        label: "Integration projects where local and regional authorities are the beneficiary",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "o31",
        code: "O.3.1",
        label: "Participants in training activities",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "o32",
        code: "O.3.2",
        label: "Items of equipment purchased, including ICT systems purchased or updated",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "o33",
        code: "O.3.3",
        label: "Returnees who received reintegration assistance",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "o34",
        code: "O.3.4",
        label: "Places in detention centres created",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "o35",
        code: "O.3.5",
        label: "Places in detention centres refurbished or renovated",
        belongs: To(Return),
        added: false,
    },
    Row { key: "o41", code: "O.4.1", label: "Staff trained", belongs: To(Solidarity), added: false },
    Row {
        key: "o42",
        code: "O.4.2",
        label: "Participants who received pre-departure support",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "r15",
        code: "R.1.5",
        label: "Participants who consider the training useful for their work",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "r16",
        code: "R.1.6",
        label: "Participants who report three months after training that they use the skills acquired",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "r17",
        code: "R.1.7",
        label: "Persons placed in alternatives to detention: 7.1 unaccompanied minors; 7.2 families",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "r210",
        code: "R.2.10",
        label: "Participants who applied for recognition or assessment of third-country qualifications or skills",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "r211",
        code: "R.2.11",
        label: "Participants who applied for long-term residence status",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "r28",
        code: "R.2.8",
        label: "Language-course participants who improved by at least one CEFR level (or national equivalent)",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "r29",
        code: "R.2.9",
        label: "Participants who report that the activity helped their integration",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "r36",
        code: "R.3.6",
        label: "Returnees voluntarily returned",
        belongs: To(Return),
        added: false,
    },
    Row { key: "r37", code: "R.3.7", label: "Returnees who were removed", belongs: To(Return), added: false },
    Row {
        key: "r38",
        code: "R.3.8",
        label: "Returnees subject to alternatives to detention",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "r43",
        code: "R.4.3",
        label: "Applicants and beneficiaries transferred from one Member State to another",
        belongs: To(Solidarity),
        added: false,
    },
    Row { key: "r44", code: "R.4.4", label: "Persons resettled", belongs: To(Solidarity), added: false },
    Row {
        key: "r45",
        code: "R.4.5",
        label: "Persons admitted through humanitarian admission",
        belongs: To(Solidarity),
        added: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::SpecificObjective;
    use crate::fund::annex::tests::sound;

    #[test]
    fn the_rows_are_sound_and_all_there() {
        sound(INDICATORS);
        let counts = |core: bool| {
            SpecificObjective::ALL
                .iter()
                .map(|o| Indicator::all().filter(|i| i.is_core() == core && i.belongs().includes(*o)).count())
                .collect::<Vec<_>>()
        };
        assert_eq!(counts(true), [3, 4, 3, 3]);
        assert_eq!(counts(false), [4, 7, 5, 2]);
    }

    #[test]
    fn annex_v_has_the_results_numbered_by_objective_and_no_output() {
        for objective in SpecificObjective::ALL.iter().copied() {
            let of = Indicator::all().filter(|i| i.belongs().includes(objective));
            let mut numbers: Vec<u8> = of.filter_map(Indicator::annex_v_number).collect();
            numbers.sort_unstable();
            assert!(numbers.iter().copied().eq(1..=if objective == LegalMigration { 4 } else { 3 }));
        }
        assert_eq!(Indicator::all().filter(|i| i.annex_v_number().is_some()).count(), 13);
        for indicator in Indicator::all() {
            let cited = indicator.source().iter().any(|c| c.section() == "Annex V");
            assert_eq!(cited, indicator.is_result(), "{indicator}");
            assert_eq!(indicator.annex_v_number().is_some(), indicator.is_result(), "{indicator}");
            let named = |annex: &str| format!("{annex}, {indicator}").parse::<Indicator>().is_ok();
            assert!(named("Annex VIII") && !named("Annex VI"), "{indicator}");
            assert_eq!(named("Annex V"), indicator.is_result(), "{indicator}");
        }
    }
}
