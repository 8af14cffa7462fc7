//! What is presumed of who is who, written plainly: entries of one code have one name and one country, and
//! whoever is named by a stated code is whoever states it.

use amif::Proposal;

/// Whether a completion of a draft contradicts it.
pub(crate) fn contradicts(completed: &Proposal, draft: &Proposal) -> bool {
    let all = &completed.consortium.participants;
    let stated = |k: usize| draft.consortium.participants.get(k).map(|e| e.applicant.pic.is_some());
    all.iter().enumerate().any(|(i, a)| {
        all[..i].iter().enumerate().any(|(j, b)| {
            let same = a.applicant.pic.is_some() && a.applicant.pic == b.applicant.pic;
            let apart = match (a.applicant.country, b.applicant.country) {
                (Some(a), Some(b)) => a.state() != b.state(),
                _ => false,
            };
            let named = all.iter().any(|e| e.affiliated_to.is_some() && e.affiliated_to == a.applicant.pic);
            let other = apart || !a.applicant.name.same_as(&b.applicant.name);
            same && (other || (named && stated(i) != stated(j)))
        })
    })
}
