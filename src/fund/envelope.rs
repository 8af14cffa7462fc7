//! The envelope, its parts and their exact shares.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{SpecificObjective, page};
use super::{euros, percent};
use crate::law::{Act, Basis, Citation, Cited};
use crate::money::{Eur, Rate};

/// A part of a whole as an exact ratio of two amounts.
///
/// ```
/// use amif::fund::Fund;
///
/// let fund = Fund::amif_2021_2027();
/// let share = fund.share("programmes").ok_or("no such part")?;
/// assert_eq!(share.reduced(), (1045, 1647));
/// assert_eq!(share.percent(4), "63.4487");
/// assert_eq!(share.percent(1), "63.4", "not the 63.5 of the public page");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: Eur,
    whole: Eur,
}

impl Share {
    /// The share of a part in a whole; `None` unless the whole is above zero and the part not below.
    ///
    /// ```
    /// use amif::{Eur, fund::Share};
    ///
    /// assert!(Share::new("1".parse()?, Eur::ZERO).is_none());
    /// assert_eq!(Share::new("1".parse()?, "3".parse()?).map(|share| share.percent(2)).as_deref(), Some("33.33"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(part: Eur, whole: Eur) -> Option<Self> {
        (part >= Eur::ZERO && whole > Eur::ZERO).then_some(Share { part, whole })
    }

    /// Numerator and denominator in lowest terms.
    ///
    /// ```
    /// let share = amif::fund::Share::new("25".parse()?, "100".parse()?);
    /// assert_eq!(share.map(|share| share.reduced()), Some((1, 4)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reduced(self) -> (u64, u64) {
        let (part, whole) = (self.part.cents().unsigned_abs(), self.whole.cents().unsigned_abs());
        let (mut a, mut b) = (part, whole);
        while let Some(rest) = a.checked_rem(b) {
            (a, b) = (b, rest);
        }
        (part.checked_div(a).unwrap_or(part), whole.checked_div(a).unwrap_or(whole))
    }

    /// The number of per cent, rounded half up at so many decimals (at most nine).
    ///
    /// ```
    /// let share = amif::fund::Share::new("2".parse()?, "3".parse()?).ok_or("no share")?;
    /// assert_eq!((share.percent(0).as_str(), share.percent(3).as_str()), ("67", "66.667"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn percent(self, decimals: u8) -> String {
        let decimals = usize::from(decimals.min(9));
        let scale = (0..decimals).fold(100i128, |scale, _| scale.saturating_mul(10));
        let (part, whole) = (i128::from(self.part.cents()), i128::from(self.whole.cents()));
        let doubled = part.saturating_mul(scale).saturating_mul(2).saturating_add(whole);
        let rounded = doubled.checked_div(whole.saturating_mul(2)).unwrap_or(0);
        let digits = format!("{rounded:0>width$}", width = decimals.saturating_add(1));
        match digits.split_at_checked(digits.len().saturating_sub(decimals)) {
            Some((units, "")) => units.to_owned(),
            Some((units, fraction)) => format!("{units}.{fraction}"),
            None => digits,
        }
    }
}

impl fmt::Display for Share {
    /// The per cent at four decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} %", self.percent(4)))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (part, whole) = self.reduced();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("ratio", &format!("{part}/{whole}"))?;
        map.serialize_entry("percent", &self.percent(4))?;
        map.end()
    }
}

/// An amount of the budget and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetLine {
    /// A short name to look it up by.
    pub id: &'static str,
    /// What it is for.
    pub name: &'static str,
    /// How much, in current prices.
    pub amount: Eur,
    /// Where it stands.
    pub source: &'static [Citation],
    /// What it is made of; empty where the law does not split it.
    pub parts: &'static [BudgetLine],
}

impl BudgetLine {
    /// The line with this id, itself or one below it.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// let line = Fund::amif_2021_2027().envelope.find("thematic-facility").ok_or("no such line")?;
    /// assert!(line.amount > amif::Eur::ZERO);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&BudgetLine> {
        if self.id == id { Some(self) } else { self.parts.iter().find_map(|part| part.find(id)) }
    }

    /// The line and all below it, each before its parts, with how deep it lies.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// let lines = Fund::amif_2021_2027().envelope.lines();
    /// let (depth, whole) = lines[0];
    /// assert_eq!((depth, whole.id), (0, "envelope"));
    /// ```
    #[must_use]
    pub fn lines(&self) -> Vec<(usize, &BudgetLine)> {
        let below = self.parts.iter().flat_map(BudgetLine::lines);
        std::iter::once((0, self)).chain(below.map(|(depth, line)| (depth.saturating_add(1), line))).collect()
    }
}

impl Serialize for BudgetLine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("id", self.id)?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("amount", &self.amount)?;
        map.serialize_entry("source", self.source)?;
        map.serialize_entry("parts", self.parts)?;
        map.end()
    }
}

pub(super) const ENVELOPE_2021: BudgetLine = BudgetLine {
    id: "envelope",
    name: "financial envelope 2021-2027",
    amount: euros(9_882_000_000),
    source: &[Citation::act_noted(
        Act::Amif2021,
        "Art. 10(1)",
        Basis::Inferred,
        "the sum of its two parts, and the summary on EUR-Lex; the sentence itself was not seen",
    )],
    parts: &[
        BudgetLine {
            id: "programmes",
            name: "programmes of the Member States",
            amount: euros(6_270_000_000),
            source: &[Citation::act(Act::Amif2021, "Art. 10(2)(a)", Basis::Act)],
            parts: &[
                BudgetLine {
                    id: "initial-allocation",
                    name: "initial allocation under Annex I",
                    amount: euros(5_225_000_000),
                    source: &[Citation::act(Act::Amif2021, "Art. 13(1)(a)", Basis::Act)],
                    parts: &[],
                },
                BudgetLine {
                    id: "mid-term-adjustment",
                    name: "adjustment at the mid-term review",
                    amount: euros(1_045_000_000),
                    source: &[Citation::act(Act::Amif2021, "Art. 13(1)(b)", Basis::Act)],
                    parts: &[],
                },
            ],
        },
        BudgetLine {
            id: "thematic-facility",
            name: "thematic facility",
            amount: euros(3_612_000_000),
            source: &[Citation::act(Act::Amif2021, "Art. 10(2)(b)", Basis::Act)],
            parts: &[],
        },
    ],
};

pub(super) const ENVELOPE_2014: BudgetLine = BudgetLine {
    id: "envelope",
    name: "global resources 2014-2020",
    amount: euros(3_137_000_000),
    source: &[Citation::act(Act::Amif2014, "Art. 14(1)", Basis::Act)],
    parts: &[
        BudgetLine {
            id: "programmes",
            name: "national programmes",
            amount: euros(2_752_000_000),
            source: &[Citation::act(Act::Amif2014, "Art. 14(6)(a)", Basis::Act)],
            parts: &[
                BudgetLine {
                    id: "basic-allocation",
                    name: "basic allocation under Annex I",
                    amount: euros(2_392_000_000),
                    source: &[Citation::act(Act::Amif2014, "Art. 15(1)(a)", Basis::Act)],
                    parts: &[
                        BudgetLine {
                            id: "fixed-minimum",
                            name: "fixed minimum of 5 million for each of 25 Member States, 10 million for Cyprus and Malta",
                            amount: euros(145_000_000),
                            source: &[Citation::act_noted(
                                Act::Amif2014,
                                "Annex I",
                                Basis::Inferred,
                                "27 Member States, all but Denmark; the sum is computed",
                            )],
                            parts: &[],
                        },
                        BudgetLine {
                            id: "by-earlier-allocations",
                            name: "shared out by the allocations of 2011-2013",
                            amount: euros(2_247_000_000),
                            source: &[Citation::act(Act::Amif2014, "Annex I", Basis::Act)],
                            parts: &[],
                        },
                    ],
                },
                BudgetLine {
                    id: "specific-actions",
                    name: "specific actions, resettlement and transfers",
                    amount: euros(360_000_000),
                    source: &[Citation::act(Act::Amif2014, "Art. 15(1)(b)", Basis::Act)],
                    parts: &[],
                },
            ],
        },
        BudgetLine {
            id: "union-actions",
            name: "Union actions, emergency assistance, European Migration Network, technical assistance of the Commission",
            amount: euros(385_000_000),
            source: &[Citation::act(Act::Amif2014, "Art. 14(6)(b)", Basis::Act)],
            parts: &[],
        },
    ],
};

/// A share that a public page states otherwise than the law, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublicClaim {
    /// The budget line.
    pub line: &'static str,
    /// The share as the public states it.
    pub claimed: Rate,
    /// What that share of the enacted envelope would be.
    pub would_be: Eur,
    /// By how much that differs from the enacted amount.
    pub difference: Eur,
    /// Why the two differ.
    pub explanation: &'static str,
    /// Where it is claimed.
    pub source: &'static [Citation],
}

impl Serialize for PublicClaim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("line", self.line)?;
        map.serialize_entry("claimed_percent", &self.claimed)?;
        map.serialize_entry("would_be", &self.would_be)?;
        map.serialize_entry("difference", &self.difference)?;
        map.serialize_entry("explanation", self.explanation)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

pub(super) const CLAIMS_2021: &[PublicClaim] = &[
    PublicClaim {
        line: "programmes",
        claimed: percent(6_350),
        would_be: euros(6_275_070_000),
        difference: euros(5_070_000),
        explanation: "The pair 63.5 and 36.5 per cent comes from the political agreement of December 2020 and was repeated since. The enacted amounts are 6 270 and 3 612 of 9 882 million euro, so 63.4487 and 36.5513 per cent, which round to 63.4 and 36.6.",
        source: &[
            page("How is the funding programme structured?"),
            Citation::document("European Parliament, press release of December 2020", "", Basis::Summary),
        ],
    },
    PublicClaim {
        line: "thematic-facility",
        claimed: percent(3_650),
        would_be: euros(3_606_930_000),
        difference: euros(-5_070_000),
        explanation: "The rest of 63.5 per cent. The page calls it directly managed by the Commission; by the sister act, and so probably here, it is spent under shared, direct and indirect management [unverified], and parts of it flow into programmes (Art. 2(10), 19 and 20).",
        source: &[
            page("How is the funding programme structured?"),
            Citation::document("European Parliament, press release of December 2020", "", Basis::Summary),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 11",
                Basis::Unverified,
                "shared, direct and indirect management was read in the sister act, Regulation (EU) 2021/1149, Art. 8(1)",
            ),
            Citation::act(Act::Amif2021, "Art. 2(10)", Basis::Act),
            Citation::act(Act::Amif2021, "Art. 19", Basis::Act),
            Citation::act(Act::Amif2021, "Art. 20", Basis::Act),
        ],
    },
];

/// Other totals that were published, in the words of their sources; none changes the law.
pub(super) const OTHER_TOTALS_2021: &[Cited<(&str, Eur)>] = &[
    Cited {
        value: ("the public page, rounded to billions with two decimals", euros(9_880_000_000)),
        source: &[page("Overall budget available")],
    },
    Cited {
        value: (
            "programmed by the Commission, edition of its performance statement for 2021",
            euros(10_068_700_000),
        ),
        source: &[Citation::document("Programme performance statement", "AMIF", Basis::Summary)],
    },
    Cited {
        value: ("programmed by the Commission, edition with data to 2022", euros(10_135_800_000)),
        source: &[Citation::document("Programme performance statement", "AMIF", Basis::Summary)],
    },
    Cited {
        value: (
            "programmed by the Commission, edition with data to 2023: 1 051.9 million over the legal basis; the total is computed, and the statement prints +13 % where that is 10.6 %",
            euros(10_933_900_000),
        ),
        source: &[
            Citation::document(
                "Programme performance statement",
                "AMIF: EUR 1 051.9 million over the legal basis; the total is computed",
                Basis::Inferred,
            ),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 10(1)",
                Basis::Inferred,
                "the enacted amount added to it",
            ),
        ],
    },
    Cited {
        value: (
            "announced on 9 May 2025 for the Pact on Migration and Asylum and for Ukraine: added to this Fund and to the instrument for borders and visas together",
            euros(3_000_000_000),
        ),
        source: &[Citation::document(
            "Commission, press release of 9 May 2025, as reprinted",
            "",
            Basis::Summary,
        )],
    },
    Cited {
        value: ("this Fund's part of what was announced on 9 May 2025", euros(1_500_000_000)),
        source: &[Citation::document_noted(
            "Federal Office for Migration and Refugees, managing authority of Germany",
            "4 September 2025",
            Basis::OfficialPage,
            "in its words; the Commission's text was not seen to say it",
        )],
    },
];

pub(super) const OTHER_TOTALS_2014: &[Cited<(&str, Eur)>] = &[
    Cited {
        value: ("about, after additions; the lower of two published figures", euros(6_900_000_000)),
        source: &[Citation::document(
            "European Parliament, legislative train, and an article on it",
            "total after additions; which figure is whose was not recorded",
            Basis::Summary,
        )],
    },
    Cited {
        value: ("about, after additions; the higher of two published figures", euros(7_300_000_000)),
        source: &[Citation::document(
            "European Parliament, legislative train, and an article on it",
            "total after additions; which figure is whose was not recorded",
            Basis::Summary,
        )],
    },
];

/// How Annex I shares out what is left after the fixed amounts, by area.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllocationKey {
    /// The area: asylum, legal migration and integration, or return.
    pub area: SpecificObjective,
    /// Its weight in the remaining resources.
    pub weight: Rate,
    /// The criteria within it, with their weights.
    pub criteria: &'static [(&'static str, Rate)],
    /// Where it stands.
    pub source: &'static [Citation],
}

impl Serialize for AllocationKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("area", &self.area)?;
        map.serialize_entry("percent", &self.weight)?;
        map.serialize_entry("criteria", self.criteria)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

/// Annex I of Regulation (EU) 2021/1147: fixed amounts and keys.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllocationRule {
    /// The fixed amount of a Member State.
    pub fixed: Cited<Eur>,
    /// The fixed amount of Cyprus, Malta and Greece, each.
    pub fixed_higher: Cited<Eur>,
    /// How many Member States get the one and the other, counted with 26 taking part.
    pub counted: Cited<(u32, u32)>,
    /// Which Member States get the higher amount.
    pub higher_for: Cited<&'static [&'static str]>,
    /// The keys for the rest.
    pub keys: &'static [AllocationKey],
    /// The years of the statistics for the initial allocation.
    pub initial_data: Cited<[u16; 3]>,
    /// The years of the statistics for the mid-term review.
    pub mid_term_data: Cited<[u16; 3]>,
    /// The first residence permits that point 3(b) leaves out, in the crate's own words.
    pub excluded_permits: Cited<&'static [&'static str]>,
}

impl AllocationRule {
    /// All fixed amounts together.
    ///
    /// ```
    /// use amif::fund::Fund;
    ///
    /// let rule = Fund::amif_2021_2027().allocation.as_ref().ok_or("no rule")?;
    /// assert!(rule.fixed_total().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fixed_total(&self) -> Option<Eur> {
        let (normal, higher) = self.counted.value;
        let cents = |amount: Eur, states: u32| amount.cents().checked_mul(i64::from(states));
        let sum = cents(self.fixed.value, normal)?.checked_add(cents(self.fixed_higher.value, higher)?)?;
        Eur::from_cents(sum)
    }

    /// What an area gets of an initial allocation, to the cent; `None` where the fixed amounts exceed the
    /// allocation or a cent would have to be split.
    ///
    /// ```
    /// use amif::fund::{Fund, SpecificObjective};
    ///
    /// let fund = Fund::amif_2021_2027();
    /// let rule = fund.allocation.as_ref();
    /// let initial = fund.line("initial-allocation").map(|l| l.amount);
    /// let asylum = rule.zip(initial).and_then(|(r, i)| r.area(SpecificObjective::Asylum, i));
    /// assert_eq!(asylum.map(|a| a.to_string()).as_deref(), Some("1734950000.00"));
    /// ```
    #[must_use]
    pub fn area(&self, area: SpecificObjective, initial: Eur) -> Option<Eur> {
        let rest = initial.checked_sub(self.fixed_total()?).filter(|rest| *rest >= Eur::ZERO)?;
        let part = self.keys.iter().find(|k| k.area == area)?.weight.millionths();
        let whole = Rate::WHOLE.millionths();
        let product = rest.cents().checked_mul(i64::from(part))?;
        let exact = product.checked_rem(i64::from(whole))? == 0;
        if exact { Eur::from_cents(product.checked_div(i64::from(whole))?) } else { None }
    }
}

pub(super) const ANNEX_I: AllocationRule = AllocationRule {
    fixed: Cited {
        value: euros(8_000_000),
        source: &[Citation::act(Act::Amif2021, "Annex I, point 1(a)", Basis::Act)],
    },
    fixed_higher: Cited {
        value: euros(28_000_000),
        source: &[Citation::act(Act::Amif2021, "Annex I, point 1(a)", Basis::Act)],
    },
    counted: Cited {
        value: (23, 3),
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Annex I, point 1(a)",
            Basis::Inferred,
            "all 27 Member States but Denmark",
        )],
    },
    higher_for: Cited {
        value: &["CY", "GR", "MT"],
        source: &[Citation::act(Act::Amif2021, "Annex I, point 1(a)", Basis::Act)],
    },
    keys: &[
        AllocationKey {
            area: SpecificObjective::Asylum,
            weight: percent(3_500),
            criteria: &[
                ("persons with refugee status, subsidiary or temporary protection", percent(3_000)),
                ("applicants for international protection", percent(6_000)),
                ("persons resettled", percent(1_000)),
            ],
            source: &[Citation::act(Act::Amif2021, "Annex I, point 2", Basis::Act)],
        },
        AllocationKey {
            area: SpecificObjective::LegalMigration,
            weight: percent(3_000),
            criteria: &[
                ("third-country nationals residing legally", percent(5_000)),
                ("third-country nationals with a first residence permit", percent(5_000)),
            ],
            source: &[Citation::act(Act::Amif2021, "Annex I, point 3", Basis::Act)],
        },
        AllocationKey {
            area: SpecificObjective::Return,
            weight: percent(3_500),
            criteria: &[
                ("persons subject to a return decision", percent(7_000)),
                ("persons who left after an order to leave", percent(3_000)),
            ],
            source: &[Citation::act(Act::Amif2021, "Annex I, point 4", Basis::Act)],
        },
    ],
    initial_data: Cited {
        value: [2017, 2018, 2019],
        source: &[Citation::act_noted(
            Act::Amif2021,
            "Annex I, point 5",
            Basis::Act,
            "of Eurostat; provisional data as soon as possible where data are missing",
        )],
    },
    mid_term_data: Cited {
        value: [2021, 2022, 2023],
        source: &[Citation::act(Act::Amif2021, "Annex I, point 5", Basis::Act)],
    },
    excluded_permits: Cited {
        value: &[
            "related to work and valid for less than 12 months",
            "of students, pupils on exchange, unpaid trainees and volunteers under Directive 2004/114/EC or (EU) 2016/801",
            "of researchers under Directive 2005/71/EC or (EU) 2016/801",
        ],
        source: &[Citation::act(Act::Amif2021, "Annex I, point 3(b)", Basis::Act)],
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Percent;

    #[test]
    fn a_computed_total_and_an_unread_sentence_bear_their_marks() {
        let computed = &OTHER_TOTALS_2021[3];
        let excess = computed.value.1.checked_sub(ENVELOPE_2021.amount).unwrap();
        assert_eq!(excess, euros(1_051_900_000));
        assert_eq!(Percent::of(excess, ENVELOPE_2021.amount).map(Percent::hundredths), Some(1_064));
        assert!(computed.source.iter().all(|c| c.basis() == Basis::Inferred));
        assert!(computed.value.0.contains("+13 %") && computed.value.0.contains("10.6 %"));
        let facility = &CLAIMS_2021[1];
        assert!(facility.explanation.contains("[unverified]"));
        let article = facility.source.iter().find(|c| c.section() == "Art. 11").unwrap();
        assert_eq!(article.basis(), Basis::Unverified);
    }

    #[test]
    fn shares_are_exact_and_round_half_up() {
        let share = |p, w| Share::new(euros(p), euros(w)).unwrap();
        assert_eq!(share(6_270_000_000, 9_882_000_000).reduced(), (1045, 1647));
        assert_eq!(share(3_612_000_000, 9_882_000_000).percent(4), "36.5513");
        assert_eq!(share(2_752, 3_137).percent(1), "87.7");
        assert_eq!(share(1, 8).percent(2), "12.50");
        assert_eq!(share(1, 8).percent(0), "13");
        assert_eq!(share(0, 8).percent(2), "0.00");
        assert_eq!(share(0, 8).reduced(), (0, 1));
        assert_eq!(share(1, 1).to_string(), "100.0000 %");
        assert_eq!(share(5_225, 6_270).reduced(), (5, 6));
        assert_eq!(Share::new(euros(1), Eur::ZERO), None);
        assert_eq!(Share::new(euros(-1), euros(1)), None);
    }

    #[test]
    fn the_keys_of_annex_i_come_out_to_the_cent() {
        assert_eq!(ANNEX_I.fixed_total(), Some(euros(268_000_000)));
        assert_eq!(ANNEX_I.initial_data.value, [2017, 2018, 2019]);
        assert_eq!(ANNEX_I.mid_term_data.value, [2021, 2022, 2023]);
        assert_eq!(ANNEX_I.excluded_permits.source[0].section(), "Annex I, point 3(b)");
        let initial = euros(5_225_000_000);
        let area = |a| ANNEX_I.area(a, initial);
        assert_eq!(area(SpecificObjective::Asylum), Some(euros(1_734_950_000)));
        assert_eq!(area(SpecificObjective::LegalMigration), Some(euros(1_487_100_000)));
        assert_eq!(area(SpecificObjective::Return), Some(euros(1_734_950_000)));
        assert_eq!(area(SpecificObjective::Solidarity), None);
        assert_eq!(ANNEX_I.area(SpecificObjective::Asylum, euros(1)), None);
    }
}
