//! The amounts known, by Member State.

use super::{Allocation, Announcement, Approval, Figure, FigureKind};
use crate::country::Country;
use crate::fund::answer::DayRange;
use crate::fund::sources as s;
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;
use crate::time::day;

const PATTERN: Citation = Citation::document("Pattern of the programme numbers read", "", Basis::Unverified);
static ANNEX_I: [Citation; 1] = [Citation::act(Act::Amif2021, "Annex I, point 1(a)", Basis::Act)];
static MALTA: &[Citation] = &[
    Citation::document("Official page on the programme of Malta, 7 September 2022", "", Basis::OfficialPage),
    s::MT.cite(Basis::Summary),
];
static TABLE_OF_2025: [Citation; 1] = [s::ALLOC25.cite(Basis::Summary)];

const fn c(code: &[u8; 2]) -> Country {
    Country::known(*code)
}

/// An amount in cents, for this table; one out of range stops the build.
#[expect(clippy::panic, reason = "evaluated while the crate is built, in constants only")]
const fn cents(cents: i64) -> Eur {
    match Eur::from_cents(cents) {
        Some(amount) => amount,
        None => panic!("beyond the range of amounts"),
    }
}

const fn fixed(amount: i64) -> Figure {
    Figure {
        kind: FigureKind::FixedAmount,
        amount: cents(amount),
        state: None,
        note: "",
        citations: &ANNEX_I,
    }
}

/// A row of the Commission's table of 5 May 2025.
const fn total(amount: i64) -> Figure {
    Figure {
        kind: FigureKind::Total,
        amount: cents(amount),
        state: Some(DayRange::on(day(2025, 5, 5))),
        note: "whether the mid-term amount is included is not stated",
        citations: &TABLE_OF_2025,
    }
}

pub(super) static ALLOCATIONS: [Allocation; 26] = [
    Allocation {
        country: c(b"AT"),
        cci: "2021AT65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000), total(15_702_367_900)],
        announcements: &[Announcement {
            text: "about EUR 157 million: 88 for asylum, return and migration, 69 for integration",
            citations: &[s::AT.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::On(day(2022, 8, 25)),
        approval_citations: &[s::AT.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"BE"),
        cci: "2021BE65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000), total(21_673_244_759)],
        announcements: &[Announcement {
            text: "EUR 233 million (estimate of 2021)",
            citations: &[s::BE3.cite(Basis::Summary)],
        }],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"BG"),
        cci: "2021BG65AMPR001",
        cci_citations: &[s::CCI_BG.cite(Basis::Summary)],
        figures: &[fixed(800_000_000), total(5_346_824_986)],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"CY"),
        cci: "2021CY65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(2_800_000_000), total(8_215_926_014)],
        announcements: &[Announcement {
            text: "EUR 59.127 million expected (2020)",
            citations: &[s::CY2.cite(Basis::Summary)],
        }],
        decision: None,
        approval: Approval::On(day(2023, 1, 19)),
        approval_citations: &[s::CY.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"CZ"),
        cci: "2021CZ65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000), total(8_524_715_300)],
        announcements: &[Announcement {
            text: "about EUR 70 million (CZK 1.7 billion)",
            citations: &[s::CZ.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::NotAfter(day(2022, 8, 18)),
        approval_citations: &[s::CZ.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"DE"),
        cci: "2021DE65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000), total(177_705_866_700)],
        announcements: &[
            Announcement {
                text: "about EUR 1.5 billion (May 2022)",
                citations: &[s::DE2.cite(Basis::OfficialPage)],
            },
            Announcement {
                text: "EUR 2 billion (page in easy language)",
                citations: &[s::DE4.cite(Basis::OfficialPage)],
            },
            Announcement {
                text: "EUR 208 million more at the mid-term (condition met by 31 December 2024) and about EUR 257 million for the Pact and Ukraine, of which 3.7 million moved from the border fund; the monitoring committee approved the amended programme on 20 August 2025",
                citations: &[s::DE3.cite(Basis::OfficialPage)],
            },
        ],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"EE"),
        cci: "2021EE65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[
            fixed(800_000_000),
            Figure {
                kind: FigureKind::AnnexI,
                amount: cents(2_114_190_600),
                state: None,
                note: "",
                citations: &[s::EE.cite(Basis::Summary)],
            },
            Figure {
                kind: FigureKind::FirstAdoption,
                amount: cents(2_114_190_600),
                state: Some(DayRange::on(day(2022, 10, 10))),
                note: "",
                citations: &[s::EE.cite(Basis::Summary)],
            },
            total(2_114_190_600),
            Figure {
                kind: FigureKind::NationalShare,
                amount: cents(664_839_800),
                state: None,
                note: "national money, not of the Union",
                citations: &[s::EE.cite(Basis::Summary)],
            },
        ],
        announcements: &[Announcement {
            text: "about EUR 24.0 million more for specific actions (file of July 2025, last digits cut off)",
            citations: &[s::EE2.cite(Basis::Summary)],
        }],
        decision: Some("C(2022) 7201"),
        approval: Approval::On(day(2022, 10, 10)),
        approval_citations: &[s::EE2.cite(Basis::Summary), s::EE.cite(Basis::Summary)],
    },
    Allocation {
        country: c(b"ES"),
        cci: "2021ES65AMPR001",
        cci_citations: &[s::COHES.cite(Basis::Summary)],
        figures: &[
            fixed(800_000_000),
            Figure {
                kind: FigureKind::AnnexI,
                amount: cents(48_234_179_300),
                state: None,
                note: "",
                citations: &[s::ES.cite(Basis::OfficialPage)],
            },
            Figure {
                kind: FigureKind::FirstAdoption,
                amount: cents(51_434_179_300),
                state: None,
                note: "",
                citations: &[s::ES.cite(Basis::OfficialPage)],
            },
            Figure {
                kind: FigureKind::Adopted,
                amount: cents(53_130_179_300),
                state: Some(DayRange::between(day(2023, 1, 1), day(2023, 12, 31))),
                note: "latest adopted amount in the payment data of 2023",
                citations: &[s::COHES.cite(Basis::Summary)],
            },
        ],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"FI"),
        cci: "2021FI65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000), total(11_325_684_200)],
        announcements: &[Announcement {
            text: "EUR 67.9 million, of which 62.4 million for grants",
            citations: &[s::FI.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"FR"),
        cci: "2021FR65AMPR001",
        cci_citations: &[s::COHES.cite(Basis::Summary)],
        figures: &[
            fixed(800_000_000),
            Figure {
                kind: FigureKind::FirstAdoption,
                amount: cents(91_048_539_100),
                state: Some(DayRange::on(day(2022, 9, 21))),
                note: "",
                citations: &[s::COHES.cite(Basis::Summary)],
            },
            Figure {
                kind: FigureKind::Adopted,
                amount: cents(92_638_539_100),
                state: Some(DayRange::between(day(2023, 1, 1), day(2023, 12, 31))),
                note: "latest adopted amount in the payment data of 2023",
                citations: &[s::COHES.cite(Basis::Summary)],
            },
            total(96_437_579_100),
        ],
        announcements: &[Announcement {
            text: "EUR 845 million (2021, before adoption)",
            citations: &[s::FR2.cite(Basis::Summary)],
        }],
        decision: None,
        approval: Approval::On(day(2022, 9, 21)),
        approval_citations: &[s::FR.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"GR"),
        cci: "2021EL65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(2_800_000_000), total(43_426_639_150)],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"HR"),
        cci: "2021HR65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[
            fixed(800_000_000),
            Figure {
                kind: FigureKind::Stated,
                amount: cents(4_731_633_500),
                state: None,
                note: "on the ministry site, undated; whether it is the amount first adopted is not said",
                citations: &[s::HR.cite(Basis::OfficialPage)],
            },
            total(4_768_733_500),
        ],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"HU"),
        cci: "2021HU65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::On(day(2022, 12, 22)),
        approval_citations: &[s::HU.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"IE"),
        cci: "2021IE65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[
            Announcement {
                text: "EUR 45.1 million (Commission, July 2024)",
                citations: &[s::IE_COM.cite(Basis::Summary)],
            },
            Announcement {
                text: "EUR 63.53 million, period unclear (Seanad, 26 November 2025)",
                citations: &[s::IE_SEA.cite(Basis::Summary)],
            },
        ],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"IT"),
        cci: "2021IT65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[Announcement {
            text: "EUR 512.623 million, of which 222.2 for asylum and 199.626 for legal migration and integration",
            citations: &[s::IT2.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::NotAfter(day(2022, 12, 27)),
        approval_citations: &[s::IT2.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"LT"),
        cci: "2021LT65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::On(day(2022, 9, 5)),
        approval_citations: &[s::LT.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"LU"),
        cci: "2021LU65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"LV"),
        cci: "2021LV65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[Announcement {
            text: "EUR 41.8 million, raised to 46.3 million in early 2024; the share of national money is not stated",
            citations: &[s::LV2.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::NotAfter(day(2022, 12, 31)),
        approval_citations: &[s::LV2.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"MT"),
        cci: "2021MT65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(2_800_000_000)],
        announcements: &[Announcement { text: "EUR 52.3 million", citations: MALTA }],
        decision: None,
        approval: Approval::On(day(2022, 9, 7)),
        approval_citations: MALTA,
    },
    Allocation {
        country: c(b"NL"),
        cci: "2021NL65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[
            fixed(800_000_000),
            Figure {
                kind: FigureKind::Stated,
                amount: cents(27_252_645_383),
                state: None,
                note: "with technical assistance and thematic facility; status not said",
                citations: &[s::NL.cite(Basis::OfficialPage)],
            },
        ],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"PL"),
        cci: "2021PL65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
    Allocation {
        country: c(b"PT"),
        cci: "2021PT65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[
            Announcement { text: "EUR 72.2 million", citations: &[s::PT.cite(Basis::OfficialPage)] },
            Announcement {
                text: "EUR 32.7 million more in the reprogramming announced on 13 February 2026",
                citations: &[s::PT2.cite(Basis::OfficialPage)],
            },
        ],
        decision: None,
        approval: Approval::NotAfter(day(2023, 4, 20)),
        approval_citations: &[s::PT3.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"RO"),
        cci: "2021RO65AMPR001",
        cci_citations: &[s::RO.cite(Basis::Summary)],
        figures: &[fixed(800_000_000)],
        announcements: &[Announcement {
            text: "EUR 37.6 million of the Union, of EUR 46.1 million in all",
            citations: &[s::RO2.cite(Basis::Summary)],
        }],
        decision: Some("C(2022) 8464"),
        approval: Approval::On(day(2022, 11, 21)),
        approval_citations: &[s::RO.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"SE"),
        cci: "2021SE65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::On(day(2022, 7, 19)),
        approval_citations: &[s::SE2.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"SI"),
        cci: "2021SI65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[Announcement {
            text: "EUR 183 million for this Fund and those for borders and internal security together",
            citations: &[s::SI.cite(Basis::OfficialPage)],
        }],
        decision: None,
        approval: Approval::NotAfter(day(2023, 5, 31)),
        approval_citations: &[s::SI.cite(Basis::OfficialPage)],
    },
    Allocation {
        country: c(b"SK"),
        cci: "2021SK65AMPR001",
        cci_citations: &[PATTERN],
        figures: &[fixed(800_000_000)],
        announcements: &[],
        decision: None,
        approval: Approval::Unknown,
        approval_citations: &[],
    },
];
