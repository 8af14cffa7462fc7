//! What edits cost: the order in which remedies are told.

use super::edit::Remedy;
use crate::organisation::Role;

/// The costs of edits.
pub(super) struct Costs {
    /// Submitting in time, requesting another grant, planning another duration.
    pub(super) of_project: u32,
    state_role: u32,
    change_lead: u32,
    to_associated_partner: u32,
    from_role_that_does_not_count: u32,
    to_affiliated_entity: u32,
    pub(super) add: u32,
    to_subcontractor: u32,
    pub(super) remove: u32,
    /// For each condition that is corrected or clarified and is no longer met by an edit alone.
    pub(super) blemish: u32,
}

/// The table; [`Remedy::cost`] lists it for readers.
pub(super) const COSTS: Costs = Costs {
    of_project: 1,
    state_role: 1,
    change_lead: 2,
    to_associated_partner: 3,
    from_role_that_does_not_count: 3,
    to_affiliated_entity: 4,
    add: 5,
    to_subcontractor: 6,
    remove: 7,
    blemish: 10,
};

impl Costs {
    /// What a change of role costs.
    pub(super) const fn of_role(&self, from: Option<Role>, to: Role) -> u32 {
        match (from, to) {
            (None, _) => self.state_role,
            (_, Role::Subcontractor) => self.to_subcontractor,
            (_, Role::AffiliatedEntity) => self.to_affiliated_entity,
            (_, Role::AssociatedPartner) => self.to_associated_partner,
            (Some(Role::Coordinator | Role::Beneficiary), _) => self.change_lead,
            (Some(_), _) => self.from_role_that_does_not_count,
        }
    }
}

impl Remedy {
    /// What the edits cost together, by which remedies of as many edits are ordered.
    ///
    /// | edit | cost |
    /// |---|---|
    /// | submit in time, request another grant, plan another duration, state an unknown role | 1 |
    /// | a change between coordinator and beneficiary | 2 |
    /// | to associated partner; from a role that does not count to coordinator or beneficiary | 3 |
    /// | to affiliated entity | 4 |
    /// | add somebody | 5 |
    /// | to subcontractor | 6 |
    /// | remove somebody | 7 |
    /// | for each condition that is corrected or clarified and no longer met by the edit alone | 10 more |
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert!(remedies.all().iter().zip(&remedies.all()[1..]).all(|(a, b)| a.cost() <= b.cost()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cost(&self) -> u32 {
        self.cost
    }
}
