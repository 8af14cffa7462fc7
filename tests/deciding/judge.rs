//! How a completion is judged, written plainly: whether it is one, and what it comes to.

use std::collections::BTreeSet;

use amif::{Consequence, Outcome, Participant, Pic, Proposal, Report, Verdict};

/// Whether a completion of a draft contradicts what is presumed of who is who: entries of one code have one
/// name and one country, and whoever is named by a stated code is whoever states it.
pub(crate) fn contradicts(completed: &Proposal, draft: &Proposal) -> bool {
    let all = &completed.consortium.participants;
    // A text that is no code is as if left out.
    let code = |e: &Participant| e.applicant.pic.clone().filter(Pic::is_well_formed);
    let stated = |k: usize| draft.consortium.participants.get(k).map(|e| code(e).is_some());
    all.iter().enumerate().any(|(i, a)| {
        all[..i].iter().enumerate().any(|(j, b)| {
            let same = code(a).is_some() && code(a) == code(b);
            let apart = match (a.applicant.country, b.applicant.country) {
                (Some(a), Some(b)) => a.state() != b.state(),
                _ => false,
            };
            let named = all.iter().any(|e| e.affiliated_to.is_some() && e.affiliated_to == code(a));
            let other = apart || !a.applicant.name.same_as(&b.applicant.name);
            same && (other || (named && stated(i) != stated(j)))
        })
    })
}

/// The verdict by what is stated, where core conditions that are not stated keep every verdict open.
pub(crate) fn by_outcomes(report: &Report<'_>) -> Verdict {
    let rejecting = report.assessments().filter(|a| a.consequence() == Consequence::Reject);
    let outcomes: BTreeSet<Outcome> = rejecting.map(|a| a.outcome()).collect();
    if outcomes.contains(&Outcome::NotMet) {
        Verdict::Ineligible
    } else if outcomes.contains(&Outcome::Unknown) {
        Verdict::Undetermined
    } else if outcomes.contains(&Outcome::Conditional) {
        Verdict::Conditional
    } else {
        Verdict::Eligible
    }
}
