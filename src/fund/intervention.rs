//! Types of intervention, Annex VI.

use super::SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
use super::annex::Belongs::{To, ToEvery, ToNone};
use super::annex::{Row, coded};
use crate::law::{Act, Basis, Citation};

coded! {
    /// A type of intervention, Annex VI of Regulation (EU) 2021/1147.
    ///
    /// Codes restart in every part, so a code names its table, its part and its number: `1.II.004`. Table 1
    /// is also read without its number, as in `II-004`.
    ///
    /// ```
    /// use amif::fund::{Belongs, InterventionType, SpecificObjective};
    ///
    /// let language: InterventionType = "II-004".parse()?;
    /// assert_eq!(language.code(), "1.II.004");
    /// assert_eq!(language.label(), "Integration measures: language training");
    /// assert_eq!(language.belongs(), Belongs::To(SpecificObjective::LegalMigration));
    /// // A bare number is several things, and taken for none of them.
    /// assert!("009".parse::<InterventionType>().unwrap_err().choices().len() > 2);
    /// # Ok::<(), amif::fund::ParseCodeError>(())
    /// ```
    pub struct InterventionType("type of intervention", TYPES, &[("VI", |_| true)], &["table"], |_| ANNEX_VI);
}

/// The tables of Annex VI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InterventionTable {
    /// Table 1: the field of intervention, by objective.
    Field,
    /// Table 2: the type of action.
    Action,
    /// Table 3: how the action is implemented, and so its co-financing.
    Implementation,
    /// Table 4: particular themes.
    Theme,
}

impl InterventionType {
    /// The table that the code is in. The titles of the tables were not seen in the text.
    ///
    /// ```
    /// use amif::fund::{InterventionTable, InterventionType};
    ///
    /// assert_eq!("1.II.004".parse::<InterventionType>()?.table(), InterventionTable::Field);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn table(self) -> InterventionTable {
        match self.0.key.as_bytes() {
            [b'1', ..] => InterventionTable::Field,
            [b'2', ..] => InterventionTable::Action,
            [b'3', ..] => InterventionTable::Implementation,
            _ => InterventionTable::Theme,
        }
    }
}

static ANNEX_VI: &[Citation] = &[Citation::act(Act::Amif2021, "Annex VI", Basis::Act)];

static TYPES: &[Row] = &[
    Row { key: "1i001", code: "1.I.001", label: "Reception conditions", belongs: To(Asylum), added: false },
    Row { key: "1i002", code: "1.I.002", label: "Asylum procedures", belongs: To(Asylum), added: false },
    Row {
        key: "1i003",
        code: "1.I.003",
        label: "Implementation of the Union acquis",
        belongs: To(Asylum),
        added: false,
    },
    Row { key: "1i004", code: "1.I.004", label: "Children in migration", belongs: To(Asylum), added: false },
    Row {
        key: "1i005",
        code: "1.I.005",
        label: "Persons with special reception and procedural needs",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "1i006",
        code: "1.I.006",
        label: "Union resettlement programmes or national resettlement and humanitarian admission schemes (Annex III, point 2(g))",
        belongs: To(Asylum),
        added: false,
    },
    Row { key: "1i007", code: "1.I.007", label: "Operating support", belongs: To(Asylum), added: false },
    Row {
        key: "1ii001",
        code: "1.II.001",
        label: "Development of integration strategies",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii002",
        code: "1.II.002",
        label: "Victims of trafficking in human beings",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii003",
        code: "1.II.003",
        label: "Integration measures: information and orientation, one-stop shops",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii004",
        code: "1.II.004",
        label: "Integration measures: language training",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii005",
        code: "1.II.005",
        label: "Integration measures: civics and other training",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii006",
        code: "1.II.006",
        label: "Integration measures: introduction, participation, exchanges host society",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii007",
        code: "1.II.007",
        label: "Integration measures: basic needs",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii008",
        code: "1.II.008",
        label: "Pre-departure measures",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii009",
        code: "1.II.009",
        label: "Mobility schemes",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii010",
        code: "1.II.010",
        label: "Acquisition of legal residence",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii011",
        code: "1.II.011",
        label: "Vulnerable persons, including unaccompanied minors",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1ii012",
        code: "1.II.012",
        label: "Operating support",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "1iii001",
        code: "1.III.001",
        label: "Alternatives to detention",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii002",
        code: "1.III.002",
        label: "Reception/detention conditions",
        belongs: To(Return),
        added: false,
    },
    Row { key: "1iii003", code: "1.III.003", label: "Return procedures", belongs: To(Return), added: false },
    Row {
        key: "1iii004",
        code: "1.III.004",
        label: "Assisted voluntary return",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii005",
        code: "1.III.005",
        label: "Reintegration assistance",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii006",
        code: "1.III.006",
        label: "Removal/Return operations",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii007",
        code: "1.III.007",
        label: "Forced-return monitoring system",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii008",
        code: "1.III.008",
        label: "Vulnerable persons, including unaccompanied minors",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "1iii009",
        code: "1.III.009",
        label: "Measures addressing incentives for irregular migration",
        belongs: To(Return),
        added: false,
    },
    Row { key: "1iii010", code: "1.III.010", label: "Operating support", belongs: To(Return), added: false },
    Row {
        key: "1iv001",
        code: "1.IV.001",
        label: "Transfers to another Member State (\"relocation\")",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv002",
        code: "1.IV.002",
        label: "Support by a Member State to another Member State, including support provided to EASO",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv003",
        code: "1.IV.003",
        label: "Resettlement (Article 19)",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv004",
        code: "1.IV.004",
        label: "Humanitarian admission (Article 19)",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv005",
        code: "1.IV.005",
        label: "Support, in terms of reception infrastructure, to another Member State",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv006",
        code: "1.IV.006",
        label: "Operating support",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "1iv007",
        code: "1.IV.007",
        label: "Solidarity Actions",
        belongs: To(Solidarity),
        added: true,
    },
    Row {
        key: "1v001",
        code: "1.V.001",
        label: "Information and communication",
        belongs: ToNone,
        added: false,
    },
    Row {
        key: "1v002",
        code: "1.V.002",
        label: "Preparation, implementation, monitoring and control",
        belongs: ToNone,
        added: false,
    },
    Row {
        key: "1v003",
        code: "1.V.003",
        label: "Evaluation and studies, data collection",
        belongs: ToNone,
        added: false,
    },
    Row { key: "1v004", code: "1.V.004", label: "Capacity building", belongs: ToNone, added: false },
    Row {
        key: "2001",
        code: "2.001",
        label: "Development of national strategies",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "2002", code: "2.002", label: "Capacity building", belongs: ToEvery, added: false },
    Row {
        key: "2003",
        code: "2.003",
        label: "Education and training for third-country nationals",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2004",
        code: "2.004",
        label: "Development of statistical tools, methods and indicators",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2005",
        code: "2.005",
        label: "Exchange of information and best practices",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2006",
        code: "2.006",
        label: "Joint actions/operations between Member States",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "2007", code: "2.007", label: "Campaigns and information", belongs: ToEvery, added: false },
    Row {
        key: "2008",
        code: "2.008",
        label: "Exchange and secondment of experts",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2009",
        code: "2.009",
        label: "Studies, pilot projects, risk assessments",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2010",
        code: "2.010",
        label: "Preparatory, monitoring, administrative and technical activities",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "2011",
        code: "2.011",
        label: "Provision of assistance and support services to third-country nationals",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "2012", code: "2.012", label: "Infrastructure", belongs: ToEvery, added: false },
    Row { key: "2013", code: "2.013", label: "Equipment", belongs: ToEvery, added: false },
    Row {
        key: "3001",
        code: "3.001",
        label: "Actions covered by Article 15(1)",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "3002", code: "3.002", label: "Specific actions", belongs: ToEvery, added: false },
    Row { key: "3003", code: "3.003", label: "Actions listed in Annex IV", belongs: ToEvery, added: false },
    Row { key: "3004", code: "3.004", label: "Operating support", belongs: ToEvery, added: false },
    Row { key: "3005", code: "3.005", label: "Emergency assistance", belongs: ToEvery, added: false },
    Row {
        key: "3006",
        code: "3.006",
        label: "Resettlement and humanitarian admissions",
        belongs: ToEvery,
        added: true,
    },
    Row {
        key: "3007",
        code: "3.007",
        label: "International protection (transfers in)",
        belongs: ToEvery,
        added: true,
    },
    Row {
        key: "3008",
        code: "3.008",
        label: "International protection (transfers out)",
        belongs: ToEvery,
        added: true,
    },
    Row { key: "3009", code: "3.009", label: "Solidarity Actions", belongs: ToEvery, added: true },
    Row {
        key: "4001",
        code: "4.001",
        label: "Cooperation with third countries",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "4002",
        code: "4.002",
        label: "Actions in or in relation to third countries",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "4003", code: "4.003", label: "None of the above", belongs: ToEvery, added: false },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::annex::tests::sound;

    #[test]
    fn the_rows_are_sound_and_all_there() {
        sound(TYPES);
        let of = |table| InterventionType::all().filter(|t| t.table() == table).count();
        assert_eq!(of(InterventionTable::Field), 40);
        assert_eq!(of(InterventionTable::Action), 13);
        assert_eq!(of(InterventionTable::Implementation), 9);
        assert_eq!(of(InterventionTable::Theme), 3);
    }

    #[test]
    fn the_2026_additions_are_marked_and_dated() {
        let added: Vec<_> =
            InterventionType::all().filter(|t| t.0.added).map(InterventionType::code).collect();
        assert_eq!(added, ["1.IV.007", "3.006", "3.007", "3.008", "3.009"]);
        let code: InterventionType = "IV-007".parse().unwrap();
        let on = |day: &str| code.in_force().at(day.parse().unwrap()).copied().ok();
        assert_eq!(on("2026-06-11"), Some(false));
        assert_eq!(on("2026-06-12"), None);
        assert_eq!(on("2026-06-30"), None);
        assert_eq!(on("2026-07-01"), Some(true));
    }

    #[test]
    fn codes_are_read_in_every_spelling() {
        for text in ["1.IV.007", "IV-007", "iv 007", "Annex VI, Table 1, IV-007"] {
            assert_eq!(text.parse::<InterventionType>().unwrap().code(), "1.IV.007", "{text}");
        }
        assert_eq!("Table 3, 006".parse::<InterventionType>().unwrap().code(), "3.006");
        for text in ["", "VI-001", "1.IV.008", "2.014"] {
            assert!(text.parse::<InterventionType>().is_err(), "{text:?}");
        }
    }
}
