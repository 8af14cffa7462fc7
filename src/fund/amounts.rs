//! The amounts per person: resettlement and humanitarian admission (Art. 19), transfers (Art. 20).

use chrono::NaiveDate;

use super::annex::{CHANGE_EARLIER, CHANGE_LATER, DISPUTED, FIRST, LAST};
use super::euros;
use super::parameter::{FIRST_2014, LAST_2020};
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation, Dated, Entry, State, dated, entry};
use crate::money::Eur;
use crate::time::day;

/// Art. 19 was replaced by Art. 14 of Regulation (EU) 2024/1350 on this day.
const FRAMEWORK: NaiveDate = day(2024, 6, 11);

named_enum! {
    /// On what ground a Member State gets an amount for a person.
    pub enum Ground("ground") {
        /// Admitted through resettlement; since 11 June 2024 under the Union Framework: Art. 19(1).
        Resettlement = "resettlement",
        /// Admitted through humanitarian admission; since 11 June 2024 under the Union Framework: Art. 19(2).
        HumanitarianAdmission = "humanitarian_admission",
        /// Admitted under a national resettlement scheme: Art. 19(2).
        NationalResettlement = "national_resettlement",
        /// An applicant for international protection relocated to the Member State: Art. 20. Until the
        /// change of 2026 under Art. 17 of Regulation (EU) No 604/2013 or similar forms of relocation, since
        /// then under Art. 67 and 68 of Regulation (EU) 2024/1351.
        RelocatedApplicant = "relocated_applicant",
        /// A beneficiary of international protection relocated to the Member State: Art. 20.
        RelocatedBeneficiary = "relocated_beneficiary",
        /// A family member transferred for family unity: Art. 20(2) and (4) before the change of 2026.
        RelocatedFamilyMember = "relocated_family_member",
        /// Sent to another Member State by relocation; the amount covers the transfer.
        RelocationTransfer = "relocation_transfer",
        /// Sent to the Member State responsible under the responsibility rules; the amount covers the
        /// transfer: Art. 20(3) since the change of 2026.
        ResponsibilityTransfer = "responsibility_transfer",
    }
}

const fn read(place: &'static str) -> Citation {
    Citation::act(Act::Amif2021, place, Basis::Act)
}

const fn german(place: &'static str) -> Citation {
    Citation::act_noted(Act::Amif2021, place, Basis::Act, "as enacted in 2021; read in German")
}

const fn press(note: &'static str, basis: Basis) -> Citation {
    Citation::act_noted(Act::Amif2021, "Art. 19", basis, note)
}

const PRESS: &str = "as enacted in 2021 and applied from 1 January 2021; known from a press release of the European Parliament";

macro_rules! amounts {
    ($name:ident, $what:literal, [$($entry:expr),+ $(,)?]) => {
        static $name: Dated<Eur> = dated!($what, &[$($entry),+], LAST);
    };
}

const fn value(amount: i64) -> State<Eur> {
    State::Value(euros(amount))
}

amounts!(
    RESETTLEMENT,
    "amount per resettled person",
    [
        entry!(FIRST, value(10_000), &[press(PRESS, Basis::Summary)]),
        entry!(FRAMEWORK, value(10_000), &[read("Art. 19(1)")]),
    ]
);
amounts!(
    HUMANITARIAN,
    "amount per person of humanitarian admission",
    [
        entry!(FIRST, value(6_000), &[press(PRESS, Basis::Summary)]),
        entry!(FRAMEWORK, value(6_000), &[read("Art. 19(2)")]),
    ]
);
amounts!(
    HUMANITARIAN_VULNERABLE,
    "amount per vulnerable person of humanitarian admission",
    [
        entry!(FIRST, value(8_000), &[press(PRESS, Basis::Summary)]),
        entry!(FRAMEWORK, value(8_000), &[read("Art. 19(3)")]),
    ]
);
const NATIONAL_BEFORE: &str =
    "as enacted in 2021; that purely national schemes were in the bracket of 10 000 is concluded, not read";
amounts!(
    NATIONAL,
    "amount per person of a national resettlement scheme",
    [
        entry!(FIRST, value(10_000), &[press(NATIONAL_BEFORE, Basis::Unverified)]),
        entry!(FRAMEWORK, value(6_000), &[read("Art. 19(2)")]),
    ]
);
amounts!(
    NATIONAL_VULNERABLE,
    "amount per vulnerable person of a national resettlement scheme",
    [
        entry!(FIRST, value(10_000), &[press(NATIONAL_BEFORE, Basis::Unverified)]),
        entry!(FRAMEWORK, value(8_000), &[read("Art. 19(3)")]),
    ]
);
amounts!(
    APPLICANT,
    "amount per relocated applicant",
    [
        entry!(FIRST, value(10_000), &[german("Art. 20(1)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, value(10_000), &[read("Art. 20(1)(a)")]),
    ]
);
amounts!(
    BENEFICIARY,
    "amount per relocated beneficiary of international protection",
    [
        entry!(FIRST, value(10_000), &[german("Art. 20(3)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, value(10_000), &[read("Art. 20(1)(b)")]),
    ]
);
amounts!(
    APPLICANT_MINOR,
    "amount per relocated applicant who is an unaccompanied minor",
    [
        entry!(FIRST, value(10_000), &[german("Art. 20(1)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, value(12_000), &[read("Art. 20(1), second subparagraph")]),
    ]
);
amounts!(
    BENEFICIARY_MINOR,
    "amount per relocated beneficiary who is an unaccompanied minor",
    [
        entry!(FIRST, value(10_000), &[german("Art. 20(3)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, value(12_000), &[read("Art. 20(1), second subparagraph")]),
    ]
);
amounts!(
    FAMILY,
    "amount per family member transferred for family unity",
    [
        entry!(FIRST, value(10_000), &[german("Art. 20(2)"), german("Art. 20(4)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, State::NotProvided, &[read("Art. 20(1)")]),
    ]
);
amounts!(
    TRANSFER,
    "contribution to the cost of a transfer by relocation",
    [
        entry!(FIRST, value(500), &[german("Art. 20(5)")]),
        entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
        entry!(CHANGE_LATER, value(500), &[read("Art. 20(2)")]),
    ]
);
static RESPONSIBILITY_ENTRIES: &[Entry<Eur>] = &[
    entry!(FIRST, State::NotProvided, &[german("Art. 20")]),
    entry!(CHANGE_EARLIER, State::SourcesDiffer, DISPUTED),
    entry!(CHANGE_LATER, value(500), &[read("Art. 20(3)")]),
];
static RESPONSIBILITY: Dated<Eur> =
    dated!("contribution to the cost of a transfer to the State responsible", RESPONSIBILITY_ENTRIES, LAST,);

impl Ground {
    /// The amount for a person, by date. `increased` is the case of the higher amount: a vulnerable person
    /// of humanitarian admission or of a national scheme (Art. 19(3)), a relocated unaccompanied minor.
    /// The 10 000 of national schemes before 11 June 2024 are concluded, not read, as their citation says;
    /// [`person_amounts`](super::person_amounts) takes them for one of two bounds.
    ///
    /// ```
    /// use amif::fund::Ground;
    ///
    /// let amounts = Ground::RelocatedApplicant.amount(true);
    /// let on = |day: &str| amounts.at(day.parse().unwrap_or_default());
    /// assert_eq!(on("2026-06-11")?.to_string(), "10000.00");
    /// assert!(on("2026-06-12").is_err(), "12 June or 1 July: the sources differ");
    /// assert_eq!(on("2026-07-01")?.to_string(), "12000.00");
    /// # Ok::<(), amif::law::DatedError>(())
    /// ```
    #[must_use]
    pub fn amount(self, increased: bool) -> &'static Dated<Eur> {
        match (self, increased) {
            (Ground::Resettlement, _) => &RESETTLEMENT,
            (Ground::HumanitarianAdmission, false) => &HUMANITARIAN,
            (Ground::HumanitarianAdmission, true) => &HUMANITARIAN_VULNERABLE,
            (Ground::NationalResettlement, false) => &NATIONAL,
            (Ground::NationalResettlement, true) => &NATIONAL_VULNERABLE,
            (Ground::RelocatedApplicant, false) => &APPLICANT,
            (Ground::RelocatedApplicant, true) => &APPLICANT_MINOR,
            (Ground::RelocatedBeneficiary, false) => &BENEFICIARY,
            (Ground::RelocatedBeneficiary, true) => &BENEFICIARY_MINOR,
            (Ground::RelocatedFamilyMember, _) => &FAMILY,
            (Ground::RelocationTransfer, _) => &TRANSFER,
            (Ground::ResponsibilityTransfer, _) => &RESPONSIBILITY,
        }
    }

    /// The lump sums of 2014–2020 that may be due on this ground, and whether it is sure that one of them is.
    pub(super) fn lump_sums_2014(self) -> (&'static [Dated<Eur>], bool) {
        let (resettled, transferred) = LUMP_SUMS_2014.split_at(2);
        match self {
            Ground::Resettlement => (resettled, true),
            // Whether such a scheme counts as resettlement in the Regulation was not read.
            Ground::HumanitarianAdmission | Ground::NationalResettlement => (resettled, false),
            Ground::RelocatedApplicant | Ground::RelocatedBeneficiary => (transferred, true),
            // Art. 17 lets family members count; whether Art. 18 does was not read.
            Ground::RelocatedFamilyMember => (transferred, false),
            Ground::RelocationTransfer | Ground::ResponsibilityTransfer => (&[], false),
        }
    }

    /// Whether the amount stands in Art. 19, of which alone it is said that it is due once.
    pub(crate) const fn is_admission(self) -> bool {
        matches!(self, Ground::Resettlement | Ground::HumanitarianAdmission | Ground::NationalResettlement)
    }

    /// Whether the amount covers the cost of sending a person elsewhere, rather than receiving the person.
    ///
    /// ```
    /// use amif::fund::Ground;
    ///
    /// assert!(Ground::RelocationTransfer.is_transfer_cost());
    /// assert!(!Ground::Resettlement.is_transfer_cost());
    /// ```
    #[must_use]
    pub const fn is_transfer_cost(self) -> bool {
        matches!(self, Ground::RelocationTransfer | Ground::ResponsibilityTransfer)
    }
}

/// The lump sums of 2014–2020: for a resettled person, for one of a common priority or vulnerable group, and
/// for a transferred person.
pub static LUMP_SUMS_2014: [Dated<Eur>; 3] = [
    dated!(
        "lump sum per resettled person of 2014-2020",
        &[entry!(
            FIRST_2014,
            State::Value(euros(6_000)),
            &[Citation::act_noted(
                Act::Amif2014,
                "Art. 17(1)",
                Basis::Act,
                "every two years; paid once per person, and only if effectively resettled (Art. 17(6), 25(b))",
            )],
        )],
        LAST_2020,
    ),
    dated!(
        "lump sum per resettled person of a common priority or vulnerable group of 2014-2020",
        &[entry!(
            FIRST_2014,
            State::Value(euros(10_000)),
            &[Citation::act_noted(
                Act::Amif2014,
                "Art. 17(2)",
                Basis::Act,
                "common priorities of Annex III and vulnerable groups; only if effectively resettled (Art. 25(b))",
            )],
        )],
        LAST_2020,
    ),
    dated!(
        "lump sum per transferred applicant or beneficiary of 2014-2020",
        &[entry!(
            FIRST_2014,
            State::Value(euros(6_000)),
            &[Citation::act_noted(
                Act::Amif2014,
                "Art. 18(1)",
                Basis::Act,
                "from another Member State; only if effectively transferred (Art. 25(b))",
            )],
        )],
        LAST_2020,
    ),
];
