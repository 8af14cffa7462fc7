//! Whether a participant is ineligible for what is asked of it alone, whoever else there is.

use chrono::NaiveDate;

use super::completions::{self, Completed};
use super::dependence::Dependence;
use super::fact::FactKind;
use super::facts::{Setting, is_removable};
use super::fate::Fate;
use super::ground::wide;
use super::participant::{
    barred, country_asked, form_asked, kind, legal_entity, signatures_under, third_country, union_body,
};
use super::seat::signatures_of_negotiations;
use crate::organisation::{Declaration, Role};
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// More ways than this to complete what is unknown of somebody are not looked at one by one.
const WAYS: u64 = 256;

/// What becomes of a participant for what is asked of it alone, whoever else there is.
pub(crate) fn alone(entry: &Participant, setting: &Setting<'_>) -> Fate {
    let outcomes = eligible(entry, setting);
    let undecided = outcomes.may_be(Outcomes::NOT_MET) && outcomes != Outcomes::NOT_MET;
    if !undecided {
        return Fate::of(outcomes);
    }
    // One fact may fail one rule, or else another.
    let terms = setting.terms;
    let countries = match entry.applicant.country {
        Some(country) => vec![country],
        None => terms.samples.clone(),
    };
    let ways = completions::count(entry, terms).saturating_mul(wide(countries.len()));
    if !(2..=WAYS).contains(&ways) {
        return Fate::of(outcomes);
    }
    let mut scratch = entry.clone();
    let mut all = Outcomes::NONE;
    for kind in completions::completions(entry, terms) {
        for country in &countries {
            kind.apply(&mut scratch);
            scratch.applicant.country = Some(*country);
            all = all.or(eligible(&scratch, setting));
        }
    }
    Fate::of(all)
}

/// What the rules on a participant alone that lead to rejection come to together: met, not met, or either. Whoever
/// coordinates is not removed.
fn eligible(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let Some(role) = entry.role else {
        let removable = Role::ALL.iter().filter(|role| **role != Role::Coordinator);
        let each =
            removable.map(|role| eligible(&Participant { role: Some(*role), ..entry.clone() }, setting));
        return each.fold(Outcomes::MET, Outcomes::or);
    };
    if !is_removable(entry) {
        return Outcomes::MET;
    }
    let statuses = entry.applicant.statuses;
    if entry.applicant.declarations.contains(Declaration::RestrictiveMeasures) {
        return Outcomes::NOT_MET;
    }
    let each = [
        form_asked(entry, setting).unwrap_or(Outcomes::NOT_APPLICABLE),
        kind(entry, setting),
        country_asked(entry, setting),
        third_country(entry, setting),
        barred(entry, setting),
        legal_entity(role, entry),
        union_body(role, statuses, setting),
    ];
    let fails =
        |one: &Outcomes| *one == Outcomes::NOT_MET || (setting.lapsed && *one == Outcomes::CONDITIONAL);
    let failing =
        if setting.lapsed { Outcomes::NOT_MET.or(Outcomes::CONDITIONAL) } else { Outcomes::NOT_MET };
    let may_fail = each.iter().any(|one| one.may_be(failing));
    let fails = each.iter().any(fails);
    Outcomes::MET.when(!fails).or(Outcomes::NOT_MET.when(may_fail))
}

/// The facts and questions that decide whether the call removes somebody for what is asked of it alone, in some roles.
pub(super) fn depends(
    (place, entry): (usize, &Participant),
    concerned: impl Fn(Role) -> bool,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) {
    let judged = |setting: &Setting<'_>, entry: &Participant| match entry.role {
        Some(role) if !concerned(role) => Outcomes::MET,
        _ => eligible(entry, setting),
    };
    turning((place, entry), judged, setting, dependence);
}

/// The facts and questions that turn a judgement of a participant alone which rests on whether the call removes it.
pub(crate) fn turning(
    who: (usize, &Participant),
    judged: impl Fn(&Setting<'_>, &Participant) -> Outcomes,
    setting: &Setting<'_>,
    dependence: &mut Dependence,
) {
    const READ: Completed = Completed {
        facts: &[
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::OrganisationType,
            FactKind::GrantSignature,
        ],
        signatures,
    };
    completions::turning(&READ, who, setting, judged, dependence);
}

/// Days of signature that make a difference to some bar or some negotiation on record.
fn signatures(setting: &Setting<'_>) -> Vec<NaiveDate> {
    let bars = setting.call.bars_in_force().flat_map(|bar| signatures_under(bar, setting));
    let mut days: Vec<NaiveDate> = signatures_of_negotiations(setting).chain(bars).collect();
    days.sort_unstable();
    days.dedup();
    days
}
