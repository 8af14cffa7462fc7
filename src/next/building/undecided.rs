//! Candidates of whom it cannot be told whether they count, and on what that depends.

use std::collections::HashMap;

use super::Undecided;
use super::ground::Ground;
use super::search::once_each;
use crate::check::FactKind;
use crate::next::looks;
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::{Applicant, Consortium};

/// Listing what one candidate depends on takes about so many looks at it.
const LISTING: u64 = 64;

/// What it depends on whether a candidate counts: facts, and places in the call's list of questions.
type Reasons = (Vec<FactKind>, Vec<usize>);

/// The undecided among some candidates, as far as the steps go.
pub(super) fn of(candidates: &[Applicant], ground: &mut Ground<'_>) -> Vec<Undecided> {
    let mut known: HashMap<_, Option<Reasons>> = HashMap::new();
    let mut found = Vec::new();
    for (candidate, who) in once_each(candidates) {
        let Applicant {
            name: _,
            pic: _,
            country,
            legal_form,
            statuses,
            organisation_type,
            member_kinds,
            declarations,
        } = who;
        let stated = (country, legal_form, statuses, organisation_type, member_kinds, declarations);
        let reasons = match known.get(&stated) {
            Some(known) => known.clone(),
            None => {
                let roles = [Role::Beneficiary, Role::Coordinator];
                let entry = ground.joining(who, Role::Beneficiary);
                let cost = looks::at(&entry, ground.call()).saturating_mul(LISTING);
                if !ground.steps.take(cost) {
                    return found;
                }
                let each = roles.into_iter().filter_map(|role| reasons(who, role, ground));
                let fewest = each.min_by_key(|(missing, open)| missing.len().saturating_add(open.len()));
                known.insert(stated, fewest.clone());
                fewest
            }
        };
        if let Some((missing, open)) =
            reasons.filter(|(missing, open)| !missing.is_empty() || !open.is_empty())
        {
            let id = |at: &usize| ground.call().question(*at).map(|q| q.id.clone());
            found.push(Undecided { candidate, missing, open: open.iter().filter_map(id).collect() });
        }
    }
    found
}

/// What is open of a candidate in a role, as the first of a consortium; `None` where it fails.
fn reasons(who: &Applicant, role: Role, ground: &Ground<'_>) -> Option<Reasons> {
    let mut alone = Consortium::new([ground.joining(who, role)]);
    alone.complete = false;
    let report = alone.check(ground.call(), ground.as_of(), ground.signature());
    let (mut missing, mut open) = (Vec::new(), Vec::new());
    for a in report.live().filter(|a| a.consequence() == Consequence::Reject) {
        match a.outcome() {
            Outcome::NotMet => return None,
            Outcome::Unknown => {
                let depends = a.dependence();
                missing.extend(depends.facts.iter().filter(|f| f.participant().is_some()).map(|f| f.kind()));
                open.extend(depends.questions);
            }
            Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => {}
        }
    }
    missing.sort_unstable();
    missing.dedup();
    open.sort_unstable();
    open.dedup();
    Some((missing, open))
}
