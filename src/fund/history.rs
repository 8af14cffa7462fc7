//! Acts, amendments and days.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::annex::{CHANGE_EARLIER, CHANGE_LATER, DISPUTED};
use super::page;
use crate::law::{Act, Basis, Citation};
use crate::time::day;

/// From when something applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effective {
    /// From this day.
    On(NaiveDate),
    /// From one of these two days; the sources differ.
    Disputed(NaiveDate, NaiveDate),
    /// Not stated in the sources at hand.
    NotStated,
}

impl Effective {
    /// Whether it applies on a day; `None` where that cannot be told.
    ///
    /// ```
    /// use amif::fund::Effective;
    ///
    /// let day = |text: &str| text.parse().unwrap_or_default();
    /// let disputed = Effective::Disputed(day("2026-06-12"), day("2026-07-01"));
    /// assert_eq!(disputed.by(day("2026-06-11")), Some(false));
    /// assert_eq!(disputed.by(day("2026-06-12")), None);
    /// assert_eq!(disputed.by(day("2026-07-01")), Some(true));
    /// ```
    #[must_use]
    pub fn by(self, date: NaiveDate) -> Option<bool> {
        match self {
            Effective::On(day) => Some(day <= date),
            Effective::Disputed(earlier, _) if date < earlier => Some(false),
            Effective::Disputed(_, later) if date >= later => Some(true),
            Effective::Disputed(..) | Effective::NotStated => None,
        }
    }
}

impl std::fmt::Display for Effective {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Effective::On(day) => write!(f, "{day}"),
            Effective::Disputed(earlier, later) => write!(f, "{earlier} or {later}, the sources differ"),
            Effective::NotStated => f.write_str("not stated"),
        }
    }
}

/// An act that founds or changes the Fund, or a corrigendum to one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LegalAct {
    /// The act; of a corrigendum, the act that it corrects.
    pub act: Act,
    /// Where it was published; empty where the sources at hand do not say.
    pub published: &'static str,
    /// From when it, or its change of the Fund, applies.
    pub effective: Effective,
    /// What it does to the Fund.
    pub does: &'static str,
    /// Where that stands.
    pub source: &'static [Citation],
}

impl Serialize for LegalAct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("act", self.act.title())?;
        map.serialize_entry("celex", &self.act.celex())?;
        map.serialize_entry("published", self.published)?;
        map.serialize_entry("effective", &self.effective)?;
        map.serialize_entry("does", self.does)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

/// Something that happened, or falls due, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The day.
    pub date: NaiveDate,
    /// What happens.
    pub what: &'static str,
    /// Where that stands.
    pub source: &'static [Citation],
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("date", &self.date.to_string())?;
        map.serialize_entry("what", self.what)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

pub(super) const ACTS_2021: &[LegalAct] = &[
    LegalAct {
        act: Act::Amif2021,
        published: "OJ L 251, 15.7.2021, p. 1",
        effective: Effective::On(day(2021, 1, 1)),
        does: "founds the Fund for 2021-2027; of 7 July 2021, in force on the day of publication, 15 July 2021, and applied from 1 January 2021; under Art. 78(2), 79(2) and 79(4) TFEU",
        source: &[Citation::act(Act::Amif2021, "Art. 40", Basis::Act)],
    },
    LegalAct {
        act: Act::Amending2022,
        published: "OJ L 112, 11.4.2022, p. 1",
        effective: Effective::On(day(2022, 4, 12)),
        does: "adds Art. 10(5): contributions of Member States and other donors",
        source: &[Citation::act(Act::Amending2022, "Art. 3", Basis::Act)],
    },
    LegalAct {
        act: Act::ResettlementFramework,
        published: "",
        effective: Effective::On(day(2024, 6, 11)),
        does: "replaces Art. 2(5), 2(8) and 19(1) to (3): definitions and amounts of resettlement and humanitarian admission",
        source: &[Citation::act(Act::ResettlementFramework, "Art. 14", Basis::Act)],
    },
    LegalAct {
        act: Act::MigrationManagement,
        published: "",
        effective: Effective::Disputed(CHANGE_EARLIER, CHANGE_LATER),
        does: "replaces definitions of Art. 2 and the whole of Art. 20; adds Art. 2(15), 15(6a), 35(2)(ha), point 4(c) of Annex II, and five codes of Annex VI",
        source: DISPUTED,
    },
    LegalAct {
        act: Act::Crisis,
        published: "",
        effective: Effective::Disputed(CHANGE_EARLIER, CHANGE_LATER),
        does: "adds Art. 31(1)(ba): emergency assistance in a crisis",
        source: &[
            Citation::act_noted(
                Act::Crisis,
                "Art. 20",
                Basis::Act,
                "a later stored text applies from 12 June 2026",
            ),
            Citation::act_noted(Act::Crisis, "Art. 20", Basis::Summary, "listed with 1 July 2026 on EUR-Lex"),
        ],
    },
    LegalAct {
        act: Act::Amif2021,
        published: "OJ L 455, 20.12.2021, p. 37",
        effective: Effective::NotStated,
        does: "corrigendum to some language versions; content not seen",
        source: &[Citation::act_noted(
            Act::Amif2021,
            "corrigendum, OJ L 455, 20.12.2021, p. 37",
            Basis::Summary,
            "listed in the headers of the French, Danish, Dutch and a German edition, not of the English and Romanian; content not seen",
        )],
    },
    LegalAct {
        act: Act::Crisis,
        published: "OJ L, 2025/90921, 25.11.2025",
        effective: Effective::NotStated,
        does: "corrigendum; content not seen, so whether it moved the days of 2026 is unknown",
        source: &[Citation::act_noted(
            Act::Crisis,
            "corrigendum, OJ L, 2025/90921, 25.11.2025",
            Basis::Summary,
            "listed in a register of the Official Journal; content not seen",
        )],
    },
];

pub(super) const ACTS_2014: &[LegalAct] = &[
    LegalAct {
        act: Act::Amif2014,
        published: "OJ L 150, 20.5.2014, p. 168",
        effective: Effective::On(day(2014, 1, 1)),
        does: "founds the Fund for 2014-2020; of 16 April 2014, in force on 21 May 2014, applied from 1 January 2014",
        source: &[Citation::act(Act::Amif2014, "Art. 32", Basis::Act)],
    },
    LegalAct {
        act: Act::HomeAffairs2014,
        published: "",
        effective: Effective::NotStated,
        does: "general provisions: co-financing, eligibility of expenditure, closure",
        source: &[
            Citation::act_noted(Act::HomeAffairs2014, "Art. 16", Basis::Summary, "read in a national scheme"),
            Citation::act(Act::HomeAffairs2014, "Art. 17(3)", Basis::Act),
        ],
    },
    LegalAct {
        act: Act::Amending2018,
        published: "",
        effective: Effective::NotStated,
        does: "amends the Regulation; content not read",
        source: &[Citation::act_noted(
            Act::Amending2018,
            "as a whole",
            Basis::Act,
            "named in the headers of the consolidated text",
        )],
    },
    LegalAct {
        act: Act::Delegated2020,
        published: "",
        effective: Effective::NotStated,
        does: "amends the Regulation; content not read",
        source: &[Citation::act_noted(
            Act::Delegated2020,
            "as a whole",
            Basis::Act,
            "named in the headers of the consolidated text",
        )],
    },
    LegalAct {
        act: Act::Amending2022,
        published: "OJ L 112, 11.4.2022, p. 1",
        effective: Effective::On(day(2022, 4, 12)),
        does: "prolongs the eligibility of expenditure to 30 June 2024 and lets earmarked amounts go to other actions in new circumstances",
        source: &[
            Citation::act(Act::Amending2022, "Art. 1", Basis::Act),
            Citation::act(Act::Amending2022, "Art. 2", Basis::Act),
        ],
    },
];

/// The acts that the Fund of 2014–2020 replaced.
pub(super) const REPLACED_2014: &[Act] = &[Act::RefugeeFund, Act::ReturnFund, Act::IntegrationFund];

pub(super) const EVENTS_2014: &[Event] = &[
    Event {
        date: day(2014, 1, 1),
        what: "the Fund of 2014-2020 applies; the refugee, return and integration funds are repealed",
        source: &[
            Citation::act(Act::Amif2014, "Art. 30", Basis::Act),
            Citation::act(Act::Amif2014, "Art. 32", Basis::Act),
        ],
    },
    Event {
        date: day(2014, 4, 16),
        what: "the Regulation on the Fund of 2014-2020 is adopted; the public page says drafted",
        source: &[Citation::act(Act::Amif2014, "title", Basis::Act), page("History of the programme")],
    },
    Event {
        date: day(2014, 5, 21),
        what: "it enters into force, the day after its publication",
        source: &[Citation::act(Act::Amif2014, "Art. 32", Basis::Act)],
    },
    Event {
        date: day(2020, 12, 31),
        what: "the period of 2014-2020 ends",
        source: &[Citation::act(Act::Amif2014, "Art. 1(1)", Basis::Act)],
    },
    Event {
        date: day(2024, 6, 30),
        what: "last day on which expenditure of 2014-2020 is eligible",
        source: &[Citation::act(Act::HomeAffairs2014, "Art. 17(3)", Basis::Act)],
    },
    Event {
        date: day(2024, 12, 31),
        what: "final report and documents for the closure of 2014-2020",
        source: &[Citation::act(Act::HomeAffairs2014, "Art. 40", Basis::Act)],
    },
];

pub(super) const EVENTS_2021: &[Event] = &[
    Event {
        date: day(2021, 1, 1),
        what: "the Fund of 2021-2027 applies, looking back",
        source: &[Citation::act(Act::Amif2021, "Art. 40", Basis::Act)],
    },
    Event {
        date: day(2021, 1, 1),
        what: "no expenditure of emergency assistance before this day is eligible, also where it precedes the application",
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Art. 31",
            Basis::Unverified,
            "read in the sister act, Regulation (EU) 2021/1149, Art. 25",
        )],
    },
    Event {
        date: day(2021, 7, 15),
        what: "its Regulation enters into force on the day of publication",
        source: &[Citation::act(Act::Amif2021, "Art. 40", Basis::Act)],
    },
    Event {
        date: day(2023, 2, 15),
        what: "first annual performance report, covering from 1 January 2021; one every 15 February after",
        source: &[Citation::act(Act::Amif2021, "Art. 35(1)", Basis::Act)],
    },
    Event {
        date: day(2024, 2, 15),
        what: "annual performance report in which a Member State reports on phased projects of 2014-2020",
        source: &[Citation::act(Act::Amif2021, "Art. 39(4)", Basis::Act)],
    },
    Event {
        date: day(2024, 12, 31),
        what: "mid-term evaluation by the Commission",
        source: &[Citation::act(Act::Amif2021, "Art. 34(1)", Basis::Act)],
    },
    Event {
        date: day(2025, 1, 1),
        what: "the mid-term adjustment, allocated in 2024 on data of 2021 to 2023, takes effect; the thematic facility takes account of progress",
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Art. 17",
            Basis::Unverified,
            "the date is from a record of key dates; the wording was read in the sister acts alone",
        )],
    },
    Event {
        date: day(2027, 12, 31),
        what: "the period ends, and with it the Commission's delegated powers",
        source: &[
            Citation::act(Act::Amif2021, "Art. 1", Basis::Act),
            Citation::act_noted(Act::Amif2021, "Art. 37(2)", Basis::Summary, "from a record of key dates"),
        ],
    },
    Event {
        date: day(2031, 2, 15),
        what: "last annual performance report",
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Art. 35(1)",
            Basis::Unverified,
            "one every 15 February was read, the last year not",
        )],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrigenda_are_listed_and_say_that_nobody_read_them() {
        for place in ["OJ L 455, 20.12.2021, p. 37", "OJ L, 2025/90921, 25.11.2025"] {
            let found = ACTS_2021.iter().find(|a| a.published == place).unwrap();
            assert!(found.does.contains("corrigendum") && found.does.contains("content not seen"));
            assert_eq!(found.effective, Effective::NotStated);
            assert!(found.source[0].basis() != Basis::Act);
        }
    }

    #[test]
    fn days_not_read_bear_their_mark() {
        let unverified = |what: &str| {
            let event = EVENTS_2021.iter().find(|e| e.what.contains(what)).unwrap();
            event.source[0].basis() == Basis::Unverified
        };
        assert!(unverified("no expenditure of emergency assistance") && unverified("last annual"));
        assert!(!unverified("phased projects"));
    }
}
