//! How one organisation can count to a minimum, over the ways to complete its entries, when one thing is
//! varied and all else stays.

use super::completions::{self, Kind, Part};
use super::facts::Setting;
use super::tally::CountsAs;
use crate::call::{Basis, Standing};
use crate::country::Country;
use crate::organisation::Role;
use crate::proposal::Participant;

/// Above so many ways to complete one organisation's entries, all its unknown facts are listed.
const TRIED: usize = 100_000;

/// Where an organisation counts: in one of these places, one bit each. Several bits: the country is unknown and may
/// be any of these. Zero: it counts nowhere.
pub(crate) type Counts = u64;

/// What is varied between two completions of an organisation.
#[derive(Clone, Copy)]
pub(crate) enum Vary<'s> {
    /// One fact of the entry at a place in the group.
    Fact(usize, Part),
    /// Whether the entry at a place in the group stays or is removed: for whom it names as an affiliated entity, or in
    /// any role.
    Removal(usize, ForWhat),
    /// Readings, or the day of signature: from what they are to these.
    Setting(Setting<'s>),
}

/// One completion of one entry: how it would count, and the country it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Concrete {
    counts: CountsAs,
    country: Country,
    /// The places that the country stands for, being unknown.
    alike: u64,
}

/// For what an entry is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForWhat {
    /// The link that it names, as only an affiliated entity does.
    Link,
    /// What is asked of it alone, which nobody who coordinates is removed for.
    Itself,
}

/// What of an entry is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Varied {
    Part(Part),
    Removal(ForWhat),
}

/// The pairs of ways to count that an organisation can have when one thing is varied and all else is
/// completed alike; `None` where there are too many ways to try.
pub(crate) fn switches(
    entries: &[(usize, &Participant)],
    setting: &Setting<'_>,
    basis: &Basis,
    vary: Vary<'_>,
) -> Option<Vec<(Counts, Counts)>> {
    let after = match vary {
        Vary::Fact(..) | Vary::Removal(..) => *setting,
        Vary::Setting(after) => after,
    };
    let mut domains: Vec<Vec<(Concrete, Concrete)>> = Vec::new();
    let mut ways = entries.len();
    for (place, (_, entry)) in entries.iter().enumerate() {
        let varied = match vary {
            Vary::Fact(at, part) if at == place => Some(Varied::Part(part)),
            Vary::Removal(at, what) if at == place => Some(Varied::Removal(what)),
            _ => None,
        };
        let domain = domain(entry, setting, &after, basis, varied);
        // Beside other entries, the country of one matters though it does not count by itself.
        let alone = entries.len() == 1 || matches!(varied, Some(Varied::Part(part)) if part != Part::Country);
        if varied.is_some() && alone && domain.iter().all(|(a, b)| a == b) {
            return Some(Vec::new());
        }
        ways = ways.checked_mul(domain.len())?;
        domains.push(domain);
    }
    if ways > TRIED {
        return None;
    }
    let torn = matches!(vary, Vary::Fact(_, Part::Country)) && entries.len() > 1;
    let mut pairs = Vec::new();
    let mut chosen: Vec<(Concrete, Concrete)> = Vec::new();
    combine(&domains, &mut chosen, &mut |chosen| {
        for seat in 0..chosen.len() {
            let count = |side: fn(&(Concrete, Concrete)) -> Concrete, seat: usize, setting: &Setting<'_>| {
                counts(chosen.iter().map(side), chosen.get(seat).map(side), setting, basis)
            };
            let before = count(|c| c.0, seat, setting);
            // Where entries state different countries, the one that is right may be any of them.
            let removed = matches!(vary, Vary::Removal(at, _) if at == seat);
            for other in if torn || removed { 0..chosen.len() } else { seat..seat.saturating_add(1) } {
                if removed && other == seat && chosen.len() > 1 {
                    continue;
                }
                let pair = (before, count(|c| c.1, other, &after));
                if pair.0 != pair.1 && !pairs.contains(&pair) {
                    pairs.push(pair);
                }
                let same = (before, before);
                if matches!(vary, Vary::Setting(_)) && pair.0 == pair.1 && !pairs.contains(&same) {
                    pairs.push(same);
                }
            }
        }
    });
    Some(pairs)
}

/// Visits every choice of one item from each list.
fn combine<T: Copy>(lists: &[Vec<T>], chosen: &mut Vec<T>, visit: &mut impl FnMut(&[T])) {
    match lists.split_first() {
        None => visit(chosen),
        Some((first, rest)) => {
            for item in first {
                chosen.push(*item);
                combine(rest, chosen, visit);
                chosen.pop();
            }
        }
    }
}

/// The completions of one entry, each with its like under the variation.
fn domain(
    entry: &Participant,
    before: &Setting<'_>,
    after: &Setting<'_>,
    basis: &Basis,
    varied: Option<Varied>,
) -> Vec<(Concrete, Concrete)> {
    let terms = before.terms;
    let roles: Vec<Role> = match (varied, entry.role) {
        (Some(Varied::Removal(ForWhat::Link)), _) => vec![Role::AffiliatedEntity],
        (Some(Varied::Removal(ForWhat::Itself)), None) => {
            Role::ALL.iter().copied().filter(|role| *role != Role::Coordinator).collect()
        }
        (_, Some(role)) => vec![role],
        (_, None) => Role::ALL.to_vec(),
    };
    let kinds = completions::completions(entry, terms);
    let countries: Vec<(Country, u64)> = match entry.applicant.country {
        Some(country) => vec![(country, 0)],
        None => terms.samples.iter().map(|c| (*c, terms.places_alike(*c, basis))).collect(),
    };
    let mut found: Vec<(Concrete, Concrete)> = Vec::new();
    let mut push = |a: Concrete, b: Concrete| {
        if !found.contains(&(a, b)) {
            found.push((a, b));
        }
    };
    let mut completed = entry.clone();
    let mut of = |role: Role, kind: &Kind, (country, alike): (Country, u64), setting: &Setting<'_>| {
        completed.role = Some(role);
        completed.applicant.country = Some(country);
        kind.apply(&mut completed);
        Concrete { counts: CountsAs::of(&completed, setting), country, alike }
    };
    for role in &roles {
        for kind in &kinds {
            for country in &countries {
                let one = of(*role, kind, *country, before);
                match varied {
                    None => push(one, of(*role, kind, *country, after)),
                    Some(Varied::Removal(_)) => {
                        let counts = CountsAs { international: false, other: false };
                        push(one, Concrete { counts, ..one });
                    }
                    Some(Varied::Part(Part::Role)) => {
                        roles.iter().for_each(|r| push(one, of(*r, kind, *country, after)));
                    }
                    Some(Varied::Part(Part::Country)) => {
                        countries.iter().for_each(|c| push(one, of(*role, kind, *c, after)));
                    }
                    Some(Varied::Part(
                        part @ (Part::LegalForm | Part::Statuses | Part::OrganisationType),
                    )) => {
                        let alike = kinds.iter().filter(|other| kind.differs_in(part, other));
                        alike.for_each(|other| push(one, of(*role, other, *country, after)));
                    }
                }
            }
        }
    }
    found
}

/// How an organisation counts whose entries are completed and whose country is that of one of them.
fn counts(
    entries: impl Iterator<Item = Concrete> + Clone,
    seat: Option<Concrete>,
    setting: &Setting<'_>,
    basis: &Basis,
) -> Counts {
    let Some(seat) = seat else { return 0 };
    let any = |counts: fn(&CountsAs) -> bool| entries.clone().any(|entry| counts(&entry.counts));
    let together = CountsAs { international: any(|c| c.international), other: any(|c| c.other) };
    let place = together.place(seat.country, setting, basis);
    match setting.terms.standing(seat.country) {
        // The State that it is linked to.
        Standing::Territory(..) => place,
        Standing::Member(_)
        | Standing::Depends(_)
        | Standing::Negotiating(_)
        | Standing::Unfunded(_)
        | Standing::Outside => {
            if place != 0 && seat.alike != 0 {
                seat.alike
            } else {
                place
            }
        }
    }
}
