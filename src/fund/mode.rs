//! How the Fund is spent: management modes, instruments, the thematic facility.

use crate::input::named_enum;
use crate::law::{Act, Basis, Citation, Cited, of_2018};

use super::page;

named_enum! {
    /// Who manages the money.
    pub enum ManagementMode("management mode") {
        /// By the Commission together with the authorities of the Member States, through their programmes.
        Shared = "shared",
        /// By the Commission itself.
        Direct = "direct",
        /// By bodies that the Commission entrusts, such as international organisations and agencies.
        Indirect = "indirect",
    }
}

named_enum! {
    /// How money reaches those who act.
    pub enum Instrument("instrument") {
        /// Grants after a call for proposals.
        CallForProposals = "call_for_proposals",
        /// A work contract after a call for tenders.
        WorkContract = "work_contract",
        /// A supply contract after a call for tenders.
        SupplyContract = "supply_contract",
        /// A service contract after a call for tenders.
        ServiceContract = "service_contract",
        /// A prize.
        Prize = "prize",
        /// A grant without a call.
        DirectAward = "direct_award",
        /// A contribution to a body that the Commission entrusts with tasks.
        Contribution = "contribution",
    }
}

named_enum! {
    /// The parts of the thematic facility, Art. 11(1).
    pub enum Component("component of the thematic facility") {
        /// (a) Specific actions, earmarked additions to programmes.
        SpecificActions = "specific_actions",
        /// (b) Union actions.
        UnionActions = "union_actions",
        /// (c) Emergency assistance.
        EmergencyAssistance = "emergency_assistance",
        /// (d) Resettlement and humanitarian admission.
        ResettlementAndAdmission = "resettlement_and_humanitarian_admission",
        /// (e) Support to Member States for transfers as part of solidarity efforts.
        Transfers = "transfers",
        /// (f) The European Migration Network.
        MigrationNetwork = "european_migration_network",
    }
}

/// Whether something may be used under a management mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Use {
    /// It may.
    Allowed,
    /// It may not.
    Excluded,
    /// The sources at hand do not say.
    NotStated,
}

static BY_SHARED: Cited<&str> = Cited {
    value: "the Commission together with national and regional authorities of the Member States, which choose the projects and answer for the daily management",
    source: &[page("How to apply? step 3")],
};
static BY_DIRECT: Cited<&str> = Cited {
    value: "the Commission, by its Directorate-General for Migration and Home Affairs",
    source: &[page("How is the funding programme structured?")],
};
static BY_INDIRECT: Cited<&str> = Cited {
    value: "bodies that the Commission entrusts with the task",
    source: &[Citation::act_noted(
        Act::Financial2018,
        "Art. 62(1)(c)",
        Basis::Unverified,
        "implementation by entrusted bodies, recast in 2024; the text was not seen",
    )],
};
static PAGE_CALLS: &[Citation] = &[page("How to apply?")];
const ARTICLE_25: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 25",
    Basis::Unverified,
    "forms such as grants, prizes and procurement; the text was not seen",
);
static PROCUREMENT: &[Citation] = &[page("How to apply?"), ARTICLE_25];
static PRIZES: &[Citation] = &[ARTICLE_25];
static NO_CALL: &[Citation] = &[
    Citation::act_noted(
        Act::Financial2024,
        "Art. 198",
        Basis::Act,
        "grants without a call in the cases listed there; for legal commitments since 30 September 2024",
    ),
    of_2018("Art. 195"),
];
static NATIONAL_AWARD: &[Citation] = &[Citation::document_noted(
    "Poland, programme for border management and visa policy, 2021-2027",
    "direct award",
    Basis::OfficialPage,
    "managing authorities award without a call too",
)];
static NATIONAL_PRIZE: &[Citation] = &[Citation::act_noted(
    Act::CommonProvisions,
    "Art. 52",
    Basis::Unverified,
    "forms of support to beneficiaries; the text was not seen",
)];
static INDIRECT: &[Citation] = &[
    Citation::act_noted(
        Act::Financial2018,
        "Art. 62(1)(c)",
        Basis::Unverified,
        "implementation by entrusted bodies, recast in 2024; contribution agreements from general knowledge",
    ),
    Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
];
static INDIRECT_FORMS: &[Citation] = &[Citation::act_noted(
    Act::Amif2021,
    "Art. 23",
    Basis::Act,
    "says only that support is implemented indirectly; what an entrusted body uses is for its agreement",
)];

impl ManagementMode {
    /// The name in words, for sentences.
    ///
    /// ```
    /// assert_eq!(amif::fund::ManagementMode::Shared.words(), "shared management");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            ManagementMode::Shared => "shared management",
            ManagementMode::Direct => "direct management",
            ManagementMode::Indirect => "indirect management",
        }
    }

    /// Who manages the money, in the crate's own words.
    ///
    /// ```
    /// use amif::fund::ManagementMode;
    ///
    /// let by = ManagementMode::Shared.managed_by();
    /// assert!(by.value.contains("national and regional authorities of the Member States"));
    /// ```
    #[must_use]
    pub fn managed_by(self) -> &'static Cited<&'static str> {
        match self {
            ManagementMode::Shared => &BY_SHARED,
            ManagementMode::Direct => &BY_DIRECT,
            ManagementMode::Indirect => &BY_INDIRECT,
        }
    }

    /// Whether an instrument may be used under this mode, and where that is known from.
    ///
    /// ```
    /// use amif::fund::{Instrument, ManagementMode, Use};
    ///
    /// assert_eq!(ManagementMode::Direct.instrument(Instrument::Prize).0, Use::Allowed);
    /// assert_eq!(ManagementMode::Direct.instrument(Instrument::Contribution).0, Use::Excluded);
    /// ```
    #[must_use]
    pub fn instrument(self, instrument: Instrument) -> (Use, &'static [Citation]) {
        use Instrument as I;
        use ManagementMode as M;
        match (self, instrument) {
            (M::Shared | M::Direct, I::CallForProposals) => (Use::Allowed, PAGE_CALLS),
            (M::Direct, I::WorkContract | I::SupplyContract | I::ServiceContract) => {
                (Use::Allowed, PROCUREMENT)
            }
            (M::Direct, I::Prize) => (Use::Allowed, PRIZES),
            (M::Direct, I::DirectAward) => (Use::Allowed, NO_CALL),
            (M::Shared, I::WorkContract | I::SupplyContract | I::ServiceContract) => {
                (Use::NotStated, PAGE_CALLS)
            }
            (M::Shared, I::DirectAward) => (Use::Allowed, NATIONAL_AWARD),
            (M::Shared, I::Prize) => (Use::NotStated, NATIONAL_PRIZE),
            (M::Indirect, I::Contribution) => (Use::Allowed, INDIRECT),
            (M::Shared | M::Direct, I::Contribution) => (Use::Excluded, INDIRECT),
            (M::Indirect, _) => (Use::NotStated, INDIRECT_FORMS),
        }
    }
}

static SPECIFIC_ACTIONS: &[Citation] = &[
    Citation::act(Act::Amif2021, "Art. 2(10)", Basis::Act),
    Citation::act_noted(Act::Amif2021, "Art. 18", Basis::Unverified, "the text was not seen"),
];
static UNION_ACTIONS: &[Citation] = &[
    Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
    Citation::act_noted(Act::Amif2021, "Art. 25", Basis::Unverified, "the text was not seen"),
];
static EMERGENCY: &[Citation] = &[Citation::act_noted(
    Act::Amif2021,
    "Art. 31",
    Basis::Unverified,
    "direct grants to agencies, additions to programmes: read in the sister act, Regulation (EU) 2021/1149, Art. 25",
)];
static ADMISSION: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 19", Basis::Act)];
static TRANSFERS: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 20", Basis::Act)];
static NETWORK: &[Citation] = &[
    Citation::act_noted(
        Act::Amif2021,
        "Art. 26",
        Basis::Unverified,
        "grants to national contact points and procurement; the text was not seen",
    ),
    Citation::act(Act::MigrationNetwork, "as a whole", Basis::Unverified),
    Citation::document_noted(
        "Pages on grants to national contact points",
        "Hungary 2021-2022, Portugal 2023-2025",
        Basis::OfficialPage,
        "both at 95 %, Portugal's EUR 936 321.53 of 985 601.61: the 90 % of calls for proposals is no ceiling of direct management",
    ),
];

impl Component {
    /// The point of Art. 11(1): 'a' to 'f'.
    ///
    /// ```
    /// assert_eq!(amif::fund::Component::EmergencyAssistance.letter(), 'c');
    /// ```
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Component::SpecificActions => 'a',
            Component::UnionActions => 'b',
            Component::EmergencyAssistance => 'c',
            Component::ResettlementAndAdmission => 'd',
            Component::Transfers => 'e',
            Component::MigrationNetwork => 'f',
        }
    }

    /// Where the component stands.
    ///
    /// ```
    /// let places = amif::fund::Component::EmergencyAssistance.source();
    /// assert_eq!(places[0].to_string(), "Regulation (EU) 2021/1147, Art. 11(1)");
    /// ```
    #[must_use]
    pub fn source(self) -> &'static [Citation] {
        static LISTED: &[Citation] = &[Citation::act(Act::Amif2021, "Art. 11(1)", Basis::Act)];
        LISTED
    }

    /// Whether the component may be spent under a management mode, and where that is known from.
    ///
    /// ```
    /// use amif::fund::{Component, ManagementMode, Use};
    ///
    /// assert_eq!(Component::SpecificActions.under(ManagementMode::Shared).0, Use::Allowed);
    /// assert_eq!(Component::UnionActions.under(ManagementMode::Shared).0, Use::Excluded);
    /// ```
    #[must_use]
    pub fn under(self, mode: ManagementMode) -> (Use, &'static [Citation]) {
        use Component as C;
        use ManagementMode as M;
        match (self, mode) {
            // Earmarked in programmes.
            (C::SpecificActions, M::Shared) => (Use::Allowed, SPECIFIC_ACTIONS),
            (C::SpecificActions, _) => (Use::Excluded, SPECIFIC_ACTIONS),
            (C::UnionActions, M::Shared) => (Use::Excluded, UNION_ACTIONS),
            (C::UnionActions, _) => (Use::Allowed, UNION_ACTIONS),
            (C::EmergencyAssistance, M::Shared | M::Direct) => (Use::Allowed, EMERGENCY),
            (C::EmergencyAssistance, M::Indirect) => (Use::NotStated, EMERGENCY),
            // Amounts per person go to programmes.
            (C::ResettlementAndAdmission, M::Shared) => (Use::Allowed, ADMISSION),
            (C::ResettlementAndAdmission, _) => (Use::NotStated, ADMISSION),
            (C::Transfers, M::Shared) => (Use::Allowed, TRANSFERS),
            (C::Transfers, _) => (Use::NotStated, TRANSFERS),
            (C::MigrationNetwork, M::Direct) => (Use::Allowed, NETWORK),
            (C::MigrationNetwork, _) => (Use::NotStated, NETWORK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_an_answer_with_a_citation() {
        for mode in ManagementMode::ALL.iter().copied() {
            let instruments = Instrument::ALL.iter().map(|i| mode.instrument(*i));
            let components = Component::ALL.iter().map(|c| c.under(mode));
            assert!(instruments.chain(components).all(|(_, source)| !source.is_empty()), "{mode}");
        }
    }

    #[test]
    fn every_instrument_and_component_may_be_used_somewhere() {
        for instrument in Instrument::ALL {
            assert!(ManagementMode::ALL.iter().any(|m| m.instrument(*instrument).0 == Use::Allowed));
        }
        for component in Component::ALL {
            assert!(ManagementMode::ALL.iter().any(|m| component.under(*m).0 == Use::Allowed));
            assert_eq!(component.letter() as usize - 'a' as usize, *component as usize);
        }
    }
}
