//! Sets of edits by plain enumeration, over all roles and legal forms and some countries of each standing.

use std::collections::BTreeSet;

use amif::{
    Applicant, Call, Instant, LegalForm, Participant, Proposal, Role,
    remedy::{Edit, Remedy},
};

/// One edit, in words, so that sets of them compare.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    Submit(Instant),
    Grant(i64),
    Duration(i64),
    Role(usize, Role),
    Remove(usize),
    Add(Role, LegalForm, &'static str),
}

impl Change {
    fn word(&self) -> String {
        match self {
            Change::Submit(_) => "submit".into(),
            Change::Grant(_) => "grant".into(),
            Change::Duration(_) => "duration".into(),
            Change::Role(place, role) => format!("{place} {role}"),
            Change::Remove(place) => format!("{place} removed"),
            Change::Add(role, ..) => format!("new {role}"),
        }
    }

    fn place(&self) -> Option<usize> {
        match self {
            Change::Role(place, _) | Change::Remove(place) => Some(*place),
            _ => None,
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Change::Submit(_) => 0,
            Change::Grant(_) => 1,
            Change::Duration(_) => 2,
            _ => 3,
        }
    }
}

fn changes(p: &Proposal, call: &Call, at: Instant, size: usize) -> Vec<Change> {
    let mut all = Vec::new();
    let deadline = call.deadline().unwrap().value.instant();
    if at <= deadline {
        all.push(Change::Submit(deadline));
    }
    // Larger sets are taken from fewer edits.
    let few = size > 2;
    all.extend(
        [50_000_000, 0, 75_000_000, 100_000_000].into_iter().take(if few { 1 } else { 4 }).map(Change::Grant),
    );
    all.extend([24, 23, 25].into_iter().take(if few { 1 } else { 3 }).map(Change::Duration));
    for (place, entry) in p.consortium.participants.iter().enumerate() {
        for role in Role::ALL {
            if entry.role != Some(*role) {
                all.push(Change::Role(place, *role));
            }
        }
        all.push(Change::Remove(place));
    }
    for role in Role::ALL.iter().take(if few { 2 } else { 5 }) {
        for form in LegalForm::ALL
            .iter()
            .filter(|f| !few || matches!(f, LegalForm::PublicBody | LegalForm::InternationalOrganisation))
        {
            let countries = ["PL", "SE", "BE", "CZ", "AT", "NC", "NO", "DK"];
            for country in countries.into_iter().take(if few { 4 } else { 8 }) {
                all.push(Change::Add(*role, *form, country));
            }
        }
    }
    all
}

fn made(p: &Proposal, changes: &[&Change]) -> Proposal {
    let mut after = p.clone();
    let mut gone = Vec::new();
    for (nth, change) in changes.iter().enumerate() {
        match change {
            Change::Submit(at) => after.submitted_at = Some(*at),
            Change::Grant(cents) => after.requested_grant = amif::Eur::from_cents(*cents),
            Change::Duration(months) => after.duration_months = Some(*months),
            Change::Role(place, role) => after.consortium.participants[*place].role = Some(*role),
            Change::Remove(place) => gone.push(*place),
            Change::Add(role, form, country) => {
                let a = Applicant::new(format!("Newcomer {nth}").parse().unwrap())
                    .pic(&format!("{}", 111_111_111 * (nth + 1)))
                    .country(country.parse().unwrap())
                    .legal_form(*form);
                after.consortium.participants.push(Participant::new(a).role(*role));
            }
        }
    }
    gone.sort_unstable();
    for place in gone.into_iter().rev() {
        after.consortium.participants.remove(place);
    }
    after
}

/// Every set of so many edits after which the test holds, in words.
pub(crate) fn sets(
    p: &Proposal,
    call: &Call,
    at: Instant,
    size: usize,
    good: impl Fn(&Proposal) -> bool,
) -> BTreeSet<Vec<String>> {
    let all = changes(p, call, at, size);
    let mut found = BTreeSet::new();
    search(p, &all, 0, size, &mut Vec::new(), &good, &mut found);
    found
}

fn search<'c>(
    p: &Proposal,
    all: &'c [Change],
    from: usize,
    size: usize,
    chosen: &mut Vec<&'c Change>,
    good: &impl Fn(&Proposal) -> bool,
    found: &mut BTreeSet<Vec<String>>,
) {
    if size == 0 {
        if good(&made(p, chosen)) {
            let mut words: Vec<String> = chosen.iter().map(|c| c.word()).collect();
            words.sort();
            found.insert(words);
        }
        return;
    }
    for (at, change) in all.iter().enumerate().skip(from) {
        let clash = chosen.iter().any(|c| {
            (c.place().is_some() && c.place() == change.place())
                || (c.kind() < 3 && c.kind() == change.kind())
        });
        if !clash {
            chosen.push(change);
            // Two newcomers may be alike.
            let next = if matches!(change, Change::Add(..)) { at } else { at + 1 };
            search(p, all, next, size - 1, chosen, good, found);
            chosen.pop();
        }
    }
}

/// A remedy in the same words.
pub(crate) fn told(remedy: &Remedy) -> Vec<String> {
    let word = |edit: &Edit| match edit {
        Edit::Submit { .. } => "submit".to_owned(),
        Edit::Grant { .. } => "grant".to_owned(),
        Edit::Duration { .. } => "duration".to_owned(),
        Edit::ChangeRole { participant, to, .. } => format!("{participant} {to}"),
        Edit::Remove { participant, .. } => format!("{participant} removed"),
        Edit::Add { role, .. } => format!("new {role}"),
        _ => "something else".to_owned(),
    };
    let mut words: Vec<String> = remedy.edits().iter().map(word).collect();
    words.sort();
    words
}
