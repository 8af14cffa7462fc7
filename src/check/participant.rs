//! Rules on one participant in its role.

use chrono::{Months, NaiveDate};

use super::facts::Setting;
use super::seat::country_outcomes;
use crate::call::{Bar, Call, Point, Standing};
use crate::country::Country;
use crate::organisation::{Declaration, LegalForm, LegalForms, Role, Status, Statuses};
use crate::outcome::Outcomes;
use crate::proposal::Participant;

pub(crate) const FUNDED: [Role; 3] = [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity];

/// The outcomes of a rule that concerns some roles, where the role may be unknown.
#[inline]
pub(crate) fn by_role(
    entry: &Participant,
    concerned: &[Role],
    mut outcomes: impl FnMut(Role) -> Outcomes,
) -> Outcomes {
    match entry.role {
        Some(role) if concerned.contains(&role) => outcomes(role),
        Some(_) => Outcomes::NOT_APPLICABLE,
        // There are roles that no rule on participants concerns.
        None => concerned.iter().fold(Outcomes::NOT_APPLICABLE, |all, role| all.or(outcomes(*role))),
    }
}

/// The legal form is admitted to the role.
#[inline]
pub(crate) fn legal_form(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    form_among(entry.applicant.possible_forms(), entry, setting)
}

/// The same if it had one of these forms.
#[inline]
pub(crate) fn form_among(forms: LegalForms, entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let statuses = entry.applicant.settled_statuses();
    by_role(entry, &FUNDED, |role| {
        if setting.is_plain() {
            return setting.terms.form_outcomes(role, forms, statuses);
        }
        forms.iter().fold(Outcomes::NONE, |all, form| {
            let both = setting.terms.form_decides(role, form, statuses);
            let answered = both.map(|both| both.answered(|point| setting.answered(point)));
            all.or(answered.map_or(Outcomes::NOT_APPLICABLE, |both| both.outcomes()))
        })
    })
}

/// Who holds the role is of a kind that the call admits to it, beside the legal form.
#[inline]
pub(crate) fn kind(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let who = &entry.applicant;
    let statuses = who.settled_statuses();
    by_role(entry, &FUNDED, |role| {
        who.possible_forms().iter().fold(Outcomes::NONE, |all, form| {
            let answered = |p| setting.answered(p);
            let terms = setting.terms;
            all.or(terms.kind_outcomes(role, form, statuses, who.organisation_type, answered))
        })
    })
}

/// What is asked of the legal form: by the call, or where that states none of natural persons alone, of whom the act
/// speaks. `None` where nothing is.
pub(crate) fn form_asked(entry: &Participant, setting: &Setting<'_>) -> Option<Outcomes> {
    if setting.call.roles().is_some() {
        return Some(legal_form(entry, setting));
    }
    setting.call.roles_beneath()?;
    let forms = entry.applicant.possible_forms();
    let natural = LegalForms::from(LegalForm::NaturalPerson);
    let other = Outcomes::NOT_APPLICABLE.when(forms.known().is_none());
    forms.may_be(LegalForm::NaturalPerson).then(|| other.or(form_among(natural, entry, setting)))
}

/// The country is eligible; international organisations are left alone where the call says so.
#[inline]
pub(crate) fn country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let forms = entry.applicant.possible_forms();
    let union = entry.applicant.statuses.created_under_union_law();
    let home = |country| setting.terms.standing(country) == Standing::Member(Point::Settled(true));
    if entry.role.is_some_and(Role::is_funded)
        && !forms.may_be(LegalForm::InternationalOrganisation)
        && !union
        && entry.applicant.country.is_some_and(home)
    {
        // By far the most.
        return Outcomes::MET;
    }
    any_country(entry, setting)
}

#[inline(never)]
fn any_country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let forms = entry.applicant.possible_forms();
    if setting.terms.union_exempt && entry.applicant.statuses.created_under_union_law() {
        return by_role(entry, &FUNDED, |_| Outcomes::NOT_APPLICABLE);
    }
    let may_be_international = forms.may_be(LegalForm::InternationalOrganisation);
    let exempt = match may_be_international {
        true => setting.answered(setting.terms.international_exempt),
        false => Point::Settled(false),
    };
    let free = exempt.possible() && may_be_international;
    let bound = !free || forms.known().is_none() || !exempt.certain();
    by_role(entry, &FUNDED, |role| {
        Outcomes::NOT_APPLICABLE.when(free).or(if bound {
            country_outcomes(entry.applicant.country, role, setting)
        } else {
            Outcomes::NONE
        })
    })
}

/// The same where the call or the law says which countries are eligible.
pub(crate) fn country_asked(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let asked = setting.call.countries().is_some() || setting.call.countries_beneath().is_some();
    if asked { country(entry, setting) } else { Outcomes::NOT_APPLICABLE }
}

/// The coordinator is established where the call lets it be.
#[inline]
pub(crate) fn coordinator_country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    by_role(entry, &[Role::Coordinator], |_| {
        let sits = |country: Country| {
            if setting.terms.coordinator_may_sit(country) { Outcomes::MET } else { Outcomes::NOT_MET }
        };
        match entry.applicant.country {
            Some(country) => sits(country),
            None => setting.terms.samples.iter().fold(Outcomes::NONE, |all, sample| all.or(sits(*sample))),
        }
    })
}

/// A body of a third country holds a role, and has a legal form, that the call takes from there.
pub(crate) fn third_country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let terms = setting.terms;
    if terms.third.is_none() || (terms.union_exempt && entry.applicant.statuses.created_under_union_law()) {
        return Outcomes::NOT_APPLICABLE;
    }
    by_role(entry, &FUNDED, |role| {
        let of_forms = || {
            entry.applicant.possible_forms().iter().fold(Outcomes::NONE, |all, form| {
                all.or(match (form, terms.takes_from_third(role, form)) {
                    (LegalForm::InternationalOrganisation, _) => Outcomes::NOT_APPLICABLE,
                    (_, true) => Outcomes::MET,
                    (_, false) => Outcomes::NOT_MET,
                })
            })
        };
        let of = |country: Country| {
            if terms.is_third(country) { of_forms() } else { Outcomes::NOT_APPLICABLE }
        };
        match entry.applicant.country {
            Some(country) => of(country),
            None => terms.samples.iter().fold(Outcomes::NONE, |all, sample| all.or(of(*sample))),
        }
    })
}

/// An entity without legal personality takes part only if its representatives can bind it and it offers equivalent
/// guarantees. A natural person is no such entity.
pub(crate) fn legal_entity(role: Role, entry: &Participant) -> Outcomes {
    let (forms, statuses) = (entry.applicant.possible_forms(), entry.applicant.statuses);
    if !role.is_funded() || forms.known() == Some(LegalForm::NaturalPerson) {
        return Outcomes::NOT_APPLICABLE;
    }
    let person = Outcomes::NOT_APPLICABLE.when(forms.may_be(LegalForm::NaturalPerson));
    let entity = match (statuses.get(Status::LegalPersonality), statuses.get(Status::EquivalentGuarantees)) {
        (None, _) => Outcomes::NOT_APPLICABLE,
        (Some(true), _) | (Some(false), Some(true)) => Outcomes::MET,
        (Some(false), Some(false)) => Outcomes::NOT_MET,
        (Some(false), None) => Outcomes::MET_OR_NOT,
    };
    if statuses.get(Status::LegalPersonality).is_some() { person.or(entity) } else { entity }
}

/// Whether law may let whoever has some statuses take part with a legal form: without legal personality and equivalent
/// guarantees it lets a natural person.
pub(crate) fn may_be_lawful_as(form: LegalForm, statuses: Statuses) -> bool {
    let [personality, guarantees] =
        [Status::LegalPersonality, Status::EquivalentGuarantees].map(|status| statuses.get(status));
    form == LegalForm::NaturalPerson || personality != Some(false) || guarantees != Some(false)
}

/// Whether the call takes a body of the Union is a question; of an entity created under Union law it may not be known
/// whether it is one.
pub(crate) fn union_body(role: Role, statuses: Statuses, setting: &Setting<'_>) -> Outcomes {
    if !role.is_funded() {
        return Outcomes::NOT_APPLICABLE;
    }
    // Where the call says itself whether it takes them, nothing is open.
    let stated = setting.terms.admits_union_bodies(role);
    let admitted = || setting.answered(stated.unwrap_or(setting.terms.union_bodies)).outcomes();
    match (statuses.get(Status::EuBody), statuses.get(Status::CreatedUnderUnionLaw)) {
        (Some(true), _) => admitted(),
        (Some(false), _) => Outcomes::MET,
        (None, Some(true)) => Outcomes::MET.or(admitted()),
        (None, _) => Outcomes::NOT_APPLICABLE,
    }
}

/// Whether law lets an entry take part in a role, beside its form and country, for certain and perhaps: what each of
/// the conditions of its own comes to that bar it.
pub(crate) fn lawful(
    role: Role,
    entry: &Participant,
    statuses: Statuses,
    setting: &Setting<'_>,
) -> (bool, bool) {
    if entry.applicant.declarations.contains(Declaration::RestrictiveMeasures) {
        return (false, false);
    }
    let barred = if entry.applicant.declarations.is_empty() {
        Outcomes::NOT_APPLICABLE
    } else {
        barred_in(role, entry, setting)
    };
    let all = [barred, legal_entity(role, entry), union_body(role, statuses, setting)];
    (all.iter().all(|one| !one.may_be(Outcomes::NOT_MET)), all.iter().all(|one| *one != Outcomes::NOT_MET))
}

/// Whether somebody declares something, or states a status on which the law looks.
#[inline]
pub(crate) fn declares(entry: &Participant) -> bool {
    !entry.applicant.declarations.is_empty() || entry.applicant.statuses.concern_law()
}

/// Whom a legal measure bars from a role may apply, and must not be in it when the grant is signed.
#[inline]
pub(crate) fn barred(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    match entry.role {
        _ if entry.applicant.declarations.is_empty() => Outcomes::NOT_APPLICABLE,
        Some(role) => barred_in(role, entry, setting),
        None => Role::ALL.iter().fold(Outcomes::NONE, |all, role| all.or(barred_in(*role, entry, setting))),
    }
}

/// The same, if it held a role: of several measures the strictest stands.
pub(crate) fn barred_in(role: Role, entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let bars: Vec<&Bar> = bars_on(entry, setting.call).filter(|bar| bar.roles.contains(&role)).collect();
    under_bars(&bars, setting)
}

/// The measures that concern what an entry declares: the call's, and beneath it those of law.
pub(crate) fn bars_on<'a>(entry: &Participant, call: &'a Call) -> impl Iterator<Item = &'a Bar> {
    let declared = entry.applicant.declarations;
    call.bars_in_force().filter(move |bar| declared.contains(bar.declaration))
}

/// What measures come to together: a grant is signed on one day, and each of them looks at that day. One that came
/// later than what is looked at was not known then.
pub(crate) fn under_bars(bars: &[&Bar], setting: &Setting<'_>) -> Outcomes {
    let today = setting.as_of.brussels_date();
    let known = || bars.iter().filter(|bar| today >= bar.from);
    if known().next().is_none() {
        return Outcomes::NOT_APPLICABLE;
    }
    let stands_on =
        |day: NaiveDate| known().any(|bar| day >= bar.from && bar.until.is_none_or(|until| day <= until));
    let signed = |day: NaiveDate| match (stands_on(day), day <= today) {
        (false, _) => Outcomes::MET,
        (true, true) => Outcomes::NOT_MET,
        (true, false) => Outcomes::CONDITIONAL,
    };
    match setting.signature {
        Some(day) => signed(day),
        None => known()
            .flat_map(|bar| signatures_under(bar, setting))
            .fold(Outcomes::NONE, |all, day| all.or(signed(day))),
    }
}

/// Days of signature that make a difference under a bar. Nothing is signed before the first deadline.
pub(crate) fn signatures_under(bar: &Bar, setting: &Setting<'_>) -> impl Iterator<Item = NaiveDate> {
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.signed_after();
    let after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let days = [
        bar.from.pred_opt(),
        Some(bar.from),
        bar.until,
        bar.until.map(after),
        Some(today),
        Some(after(today)),
        deadline.map(after),
        // Later than all of these.
        [Some(today), deadline, bar.until]
            .into_iter()
            .flatten()
            .max()
            .and_then(|d| d.checked_add_months(Months::new(1))),
    ];
    let call = setting.call;
    days.into_iter().flatten().filter(move |day| call.may_be_signed_on(*day))
}

/// Where the day of signature is not stated and something on record depends on it: days that make a
/// difference to a negotiation, or to a bar that concerns what somebody declares.
pub(crate) fn signature_days(participants: &[Participant], setting: &Setting<'_>) -> Vec<NaiveDate> {
    let records = &setting.terms.negotiating;
    if setting.signature.is_some() || (records.is_empty() && !any_declares(participants)) {
        return Vec::new();
    }
    let declared =
        |bar: &&Bar| participants.iter().any(|entry| entry.applicant.declarations.contains(bar.declaration));
    let bars: Vec<&Bar> = setting.call.bars_in_force().filter(declared).collect();
    if records.is_empty() && bars.is_empty() {
        return Vec::new();
    }
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.signed_after();
    let events = records.iter().filter_map(|n| n.in_force).chain([today]).chain(deadline);
    let after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let mut days: Vec<NaiveDate> = events
        .flat_map(|day| [day, after(day)])
        .filter(|day| setting.call.may_be_signed_on(*day))
        .chain(bars.iter().flat_map(|bar| signatures_under(bar, setting)))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn any_declares(participants: &[Participant]) -> bool {
    participants.iter().any(|entry| !entry.applicant.declarations.is_empty())
}
