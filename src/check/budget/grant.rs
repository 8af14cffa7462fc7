//! What the size of a grant is held against: the costs that count under a call.

use super::Ledger;
use crate::budget::{Budget, Category, Ceilings, INDIRECT_AT_MOST, LargestGrant, Row, indirect_costs};
use crate::call::{Call, GrantRange, Point};
use crate::check::project;
use crate::check::targets::Targets;
use crate::money::{Eur, Rate};
use crate::proposal::Proposal;

impl Budget {
    /// What the size of the grant is held against: the costs that count under a call, of a proposal that has this
    /// budget.
    ///
    /// Only rows of participants in a funded role count, and only categories that the call opens; the
    /// indirect costs no further than the call's flat rate on what counts, or, where the call states none, than
    /// the law's 7 %, above which they need a reasoned decision of the Commission. Rows that are
    /// still missing are not made up for.
    ///
    /// `None` while that cannot be told: costs are unknown, or are entered in a category that the call's
    /// sources neither open nor close, or in a row of somebody whose role is not known; or a participant has
    /// more than one row. So it is where no grant passes under every reading of the call's amounts, for any number of
    /// target countries, or for the rows that are there, and one may under some of them, or once all rows are.
    ///
    /// ```
    /// use amif::{Proposal, budget::Limit, catalogue};
    ///
    /// let text = r#"{
    ///   "participants": [{"name": "Payoke", "role": "coordinator"}, {"name": "B", "role": "associated_partner"}],
    ///   "budget": {"rows": [{"participant": 0, "costs": {"A.1": 1200000, "E": 84000}},
    ///                       {"participant": 1, "costs": {"A.1": 500000, "E": 0}}]}
    /// }"#;
    /// let proposal = Proposal::from_json(text)?;
    /// let budget = proposal.budget.as_ref().ok_or("no budget")?;
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let ceilings = budget.ceilings(call, &proposal).ok_or("cannot be told")?;
    /// assert_eq!(ceilings.costs, "1284000".parse()?); // the associated partner bears its own
    /// let largest = ceilings.largest_grant().ok_or("no grant passes")?;
    /// assert_eq!((largest.grant, largest.binding), ("1000000".parse()?, Limit::Maximum));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ceilings(&self, call: &Call, proposal: &Proposal) -> Option<Ceilings> {
        let consortium = &proposal.consortium;
        let ledger = Ledger::of(self, &consortium.participants, &[], consortium.complete, call.terms());
        let mut ceilings = Ceilings::new(Eur::ZERO);
        for (at, row) in self.rows().iter().enumerate() {
            let standing = ledger.standing(ledger.party(at));
            if !standing.funded {
                continue;
            }
            let empty = row.costs.total().exact() == Some(Eur::ZERO);
            if !empty && (!standing.surely_funded() || ledger.repeats(at)) {
                return None;
            }
            let (costs, volunteers) = counting(row, call)?;
            ceilings.costs = ceilings.costs.checked_add(costs)?;
            ceilings.volunteers = ceilings.volunteers.checked_add(volunteers)?;
        }
        // What passes has to pass under every reading, and where the target countries are unknown, for any number of them.
        let targets = Targets::of(&proposal.application, call);
        let rates = || call.rate_asked().into_iter().flat_map(|rate| rate.values().copied());
        let ranges =
            || call.grant_asked().into_iter().flat_map(|condition| project::ranges(call, condition, targets));
        let costs = ceilings;
        ceilings.rate = rates().min();
        ceilings.minimum = ranges().filter_map(|range| range.min).max();
        ceilings.maximum = ranges().filter_map(|range| range.max).min();
        if ceilings.largest_grant().is_some() {
            return Some(ceilings);
        }
        // Where none passes under all of them, one may under each, or once every row is there.
        let may_pass = |rate: Option<Rate>, range: Option<GrantRange>| {
            let (minimum, maximum) = range.map_or((None, None), |range| (range.min, range.max));
            Ceilings { rate, minimum, maximum, ..costs }.largest_grant().is_some()
        };
        let each_rate = || rates().map(Some).chain(rates().next().is_none().then_some(None));
        let each_range = || ranges().map(Some).chain(ranges().next().is_none().then_some(None));
        let some_pass = each_rate().any(|rate| each_range().any(|range| may_pass(rate, range)));
        let lacks_rows = !consortium.complete || ledger.without_row.1 > 0;
        (!some_pass && !lacks_rows).then_some(ceilings)
    }

    /// The largest grant that passes for the costs that count under a call, the other resources paying the
    /// rest; `None` where [`Budget::ceilings`] cannot be told, and where no grant passes.
    ///
    /// Amounts that the call does not state limit nothing here: the result is what the recorded conditions
    /// allow.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = amif::Proposal::from_json(&std::fs::read_to_string("examples/data/budget.json")?)?;
    /// let budget = proposal.budget.as_ref().ok_or("no budget")?;
    /// let most = budget.largest_grant(call, &proposal).ok_or("no grant passes")?;
    /// assert!(most.grant < budget.total_costs().known);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn largest_grant(&self, call: &Call, proposal: &Proposal) -> Option<LargestGrant> {
        self.ceilings(call, proposal)?.largest_grant()
    }
}

/// The costs of a row that count, and the volunteers' work in them; `None` where that cannot be told.
fn counting(row: &Row, call: &Call) -> Option<(Eur, Eur)> {
    let flat = call.budget_rules().indirect_costs.as_ref().map(|rules| &rules.value);
    let (mut costs, mut base, mut volunteers) = (Eur::ZERO, Eur::ZERO, Eur::ZERO);
    for category in Category::direct() {
        let cell = row.costs.get(category);
        match call.opens(category) {
            // Whatever stands there does not count.
            Point::Settled(false) => continue,
            Point::Open(_) if cell != Some(Eur::ZERO) => return None,
            _ => {}
        }
        costs = costs.checked_add(cell?)?;
        if flat.is_none_or(|rules| !rules.excluded.contains(&category)) {
            base = base.checked_add(cell?)?;
        }
        if category == Category::Volunteers {
            volunteers = cell?;
        }
    }
    let charged = row.costs.get(Category::Indirect)?;
    let most = match flat {
        Some(rules) => indirect_costs(base, rules.rate)?,
        None => INDIRECT_AT_MOST.exact_part(base)?,
    };
    let indirect = charged.min(most);
    Some((costs.checked_add(indirect)?, volunteers))
}
