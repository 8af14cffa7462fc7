//! Rules on one participant in its role.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};

use super::facts::{Dossier, Setting};
use crate::call::{Bar, Call, Negotiation, Point, Standing};
use crate::country::Country;
use crate::id::Pic;
use crate::organisation::{LegalForm, Role};
use crate::outcome::Outcomes;
use crate::proposal::Participant;
use crate::time::Instant;

const FUNDED: [Role; 3] = [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity];

/// The outcomes of a rule that concerns some roles, where the role may be unknown.
#[inline]
fn by_role(entry: &Participant, concerned: &[Role], mut outcomes: impl FnMut(Role) -> Outcomes) -> Outcomes {
    match entry.role {
        Some(role) if concerned.contains(&role) => outcomes(role),
        Some(_) => Outcomes::NOT_APPLICABLE,
        // There are roles that no rule on participants concerns.
        None => concerned.iter().fold(Outcomes::NOT_APPLICABLE, |all, role| all.or(outcomes(*role))),
    }
}

/// The legal form is admitted to the role.
#[inline]
pub(super) fn legal_form(entry: &Participant, terms: &crate::call::Terms) -> Outcomes {
    let forms = entry.applicant.possible_forms();
    by_role(entry, &FUNDED, |role| terms.form_outcomes(role, forms))
}

/// The country is eligible; international organisations are left alone where the call says so.
#[inline]
pub(super) fn country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let forms = entry.applicant.possible_forms();
    let home = |country| setting.terms.standing(country) == Standing::Member(Point::Settled(true));
    if entry.role.is_some_and(Role::is_funded)
        && !forms.may_be(LegalForm::InternationalOrganisation)
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
    let exempt = setting.answered(setting.terms.international_exempt);
    let free = exempt.possible() && forms.may_be(LegalForm::InternationalOrganisation);
    let bound = !free || forms.known().is_none() || !exempt.certain();
    by_role(entry, &FUNDED, |role| {
        Outcomes::NOT_APPLICABLE.when(free).or(if bound {
            country_outcomes(entry.applicant.country, role, setting)
        } else {
            Outcomes::NONE
        })
    })
}

/// What the call makes of a country, or of every country where it is unknown.
#[inline]
pub(super) fn country_outcomes(country: Option<Country>, role: Role, setting: &Setting<'_>) -> Outcomes {
    match country {
        // By far the most.
        Some(country) if setting.terms.standing(country) == Standing::Member(Point::Settled(true)) => {
            Outcomes::MET
        }
        _ => any_country_outcomes(country, role, setting),
    }
}

#[inline(never)]
fn any_country_outcomes(country: Option<Country>, role: Role, setting: &Setting<'_>) -> Outcomes {
    match country {
        Some(country) => standing_outcomes(setting.terms.standing(country), role, setting),
        None => setting.terms.samples.iter().fold(Outcomes::NONE, |all, sample| {
            all.or(standing_outcomes(setting.terms.standing(*sample), role, setting))
        }),
    }
}

fn standing_outcomes(standing: Standing, role: Role, setting: &Setting<'_>) -> Outcomes {
    match standing {
        Standing::Member(point) | Standing::Hinges(point) | Standing::Territory(_, point) => {
            setting.answered(point).outcomes()
        }
        Standing::Unfunded(roles) if roles >> (role as u8) & 1 == 1 => Outcomes::MET,
        Standing::Negotiating(at) => setting
            .terms
            .negotiating
            .get(usize::from(at))
            .map_or(Outcomes::NOT_MET, |n| negotiation(n, setting)),
        Standing::Unfunded(_) | Standing::Outside => Outcomes::NOT_MET,
    }
}

/// The agreement has to be in force before the grant is signed, and nothing is signed before the deadline.
fn negotiation(negotiation: &Negotiation, setting: &Setting<'_>) -> Outcomes {
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.deadline().map(|d| d.value);
    match (negotiation.in_force.filter(|day| *day <= today), setting.signature) {
        (Some(day), _) if deadline.is_some_and(|d| day <= d.local().date()) => Outcomes::MET,
        (Some(day), Some(signature)) if day < signature => Outcomes::MET,
        (Some(_), Some(_)) => Outcomes::NOT_MET,
        (Some(_), None) => Outcomes::MET_OR_NOT,
        (None, _) if deadline.is_some_and(|d| setting.as_of <= d.instant()) => Outcomes::CONDITIONAL,
        (None, Some(signature)) if signature > today => Outcomes::CONDITIONAL,
        (None, Some(_)) => Outcomes::NOT_MET,
        (None, None) => Outcomes::CONDITIONAL.or(Outcomes::NOT_MET),
    }
}

/// The last day on which an awaited agreement may enter into force, and whether that is the normal limit: the
/// day of signature where it is stated, else nine months after the deadline. Nothing is signed before the
/// deadline, so a day before it is not taken for one.
pub(super) fn awaited_until(setting: &Setting<'_>) -> (Option<NaiveDate>, bool) {
    let deadline = setting.call.deadline().map(|d| d.value.local().date());
    match setting.signature.filter(|day| deadline.is_none_or(|d| *day > d)) {
        Some(day) => (Some(day), false),
        None => (deadline.and_then(|d| d.checked_add_months(Months::new(9))), true),
    }
}

/// Who holds the role is of a kind that the call admits to it, beside the legal form.
#[inline]
pub(super) fn kind(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    let who = &entry.applicant;
    by_role(entry, &FUNDED, |role| {
        who.possible_forms().iter().fold(Outcomes::NONE, |all, form| {
            let answered = |p| setting.answered(p);
            let terms = setting.terms;
            all.or(terms.kind_outcomes(role, form, who.statuses, who.organisation_type, answered))
        })
    })
}

/// The coordinator is established where the call lets it be.
#[inline]
pub(super) fn coordinator_country(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
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

/// Whom a legal measure bars from a role may apply, and must not be in it when the grant is signed.
pub(super) fn barred(entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    match entry.role {
        Some(role) => barred_in(role, entry, setting),
        None => Role::ALL.iter().fold(Outcomes::NONE, |all, role| all.or(barred_in(*role, entry, setting))),
    }
}

/// The same, if it held a role.
pub(super) fn barred_in(role: Role, entry: &Participant, setting: &Setting<'_>) -> Outcomes {
    match bar_on(entry, setting.call) {
        Some(bar) if bar.roles.contains(&role) => under_bar(bar, setting),
        _ => Outcomes::NOT_APPLICABLE,
    }
}

/// The measure that concerns what an entry declares.
pub(super) fn bar_on<'a>(entry: &Participant, call: &'a Call) -> Option<&'a Bar> {
    call.bars().iter().find(|bar| entry.applicant.declarations.contains(bar.declaration))
}

/// A measure that came later than what is looked at was not known then.
fn under_bar(bar: &Bar, setting: &Setting<'_>) -> Outcomes {
    let today = setting.as_of.brussels_date();
    if today < bar.from {
        return Outcomes::NOT_APPLICABLE;
    }
    let stands_on = |day: NaiveDate| day >= bar.from && bar.until.is_none_or(|until| day <= until);
    let signed = |day: NaiveDate| match (stands_on(day), day <= today) {
        (false, _) => Outcomes::MET,
        (true, true) => Outcomes::NOT_MET,
        (true, false) => Outcomes::CONDITIONAL,
    };
    match setting.signature {
        Some(day) => signed(day),
        None => signatures_under(bar, setting).fold(Outcomes::NONE, |all, day| all.or(signed(day))),
    }
}

/// Days of signature that make a difference under a bar. Nothing is signed before the deadline.
pub(super) fn signatures_under(bar: &Bar, setting: &Setting<'_>) -> impl Iterator<Item = NaiveDate> {
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.deadline().map(|d| d.value.local().date());
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
    days.into_iter().flatten().filter(move |day| deadline.is_none_or(|d| *day > d))
}

/// Where the day of signature is not stated and something on record hangs on it: days that make a
/// difference to a bar or a negotiation.
pub(super) fn signature_days(setting: &Setting<'_>) -> Vec<NaiveDate> {
    let (bars, records) = (setting.call.bars(), &setting.terms.negotiating);
    if setting.signature.is_some() || (bars.is_empty() && records.is_empty()) {
        return Vec::new();
    }
    let today = setting.as_of.brussels_date();
    let deadline = setting.call.deadline().map(|d| d.value.local().date());
    let events = records.iter().filter_map(|n| n.in_force).chain([today]).chain(deadline);
    let after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let mut days: Vec<NaiveDate> = events
        .flat_map(|day| [day, after(day)])
        .filter(|day| deadline.is_none_or(|deadline| *day > deadline))
        .chain(bars.iter().flat_map(|bar| signatures_under(bar, setting)))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The same for a report at an instant, in which the day of signature is not stated.
pub(crate) fn signatures_told_apart(call: &Call, as_of: Instant) -> Vec<NaiveDate> {
    signature_days(&Setting::new(call, as_of, None))
}

/// The code is nine digits, for all who register.
#[inline]
pub(super) fn pic(entry: &Participant) -> Outcomes {
    const REGISTERED: [Role; 4] =
        [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity, Role::AssociatedPartner];
    let outcomes = match &entry.applicant.pic {
        Some(pic) if pic.is_well_formed() => Outcomes::MET,
        Some(_) => Outcomes::NOT_MET,
        None => Outcomes::MET_OR_NOT,
    };
    by_role(entry, &REGISTERED, |_| outcomes)
}

/// Who states which code in which role, as far as affiliation asks. Made once for a consortium.
#[derive(Debug, Clone)]
pub(super) struct Links {
    complete: bool,
    /// Entries that may be coordinator or beneficiary.
    may_count: usize,
    /// Those of them without a code.
    nameless: usize,
    /// By code; only for consortia so large that scanning them for every entry would cost.
    index: Option<HashMap<Pic, Vec<usize>>>,
}

/// Above so many participants, codes are looked up in a table instead of by scanning.
const SCANNED: usize = 64;

impl Links {
    pub(super) fn of(dossier: &Dossier<'_>) -> Self {
        let participants = dossier.participants;
        let mut links = Links { complete: dossier.complete, may_count: 0, nameless: 0, index: None };
        for entry in participants.iter().filter(|p| p.may_count()) {
            links.may_count = links.may_count.saturating_add(1);
            links.nameless = links.nameless.saturating_add(usize::from(entry.applicant.pic.is_none()));
        }
        if participants.len() > SCANNED {
            let mut index: HashMap<Pic, Vec<usize>> = HashMap::new();
            for (at, entry) in participants.iter().enumerate() {
                if let Some(pic) = &entry.applicant.pic {
                    index.entry(pic.clone()).or_default().push(at);
                }
            }
            links.index = Some(index);
        }
        links
    }

    /// The entries other than one that state a code, with their places.
    pub(super) fn stating<'a>(
        &'a self,
        all: &'a [Participant],
        except: &'a Participant,
        pic: &'a Pic,
    ) -> impl Iterator<Item = (usize, &'a Participant)> {
        let listed = self.index.as_ref().map(|index| index.get(pic).map_or(&[][..], Vec::as_slice));
        let scanned = if listed.is_none() { all } else { &[] };
        let by_scan = scanned.iter().enumerate().filter(move |(_, e)| e.applicant.pic.as_ref() == Some(pic));
        let by_index = listed.into_iter().flatten().filter_map(|at| Some((*at, all.get(*at)?)));
        by_scan.chain(by_index).filter(move |(_, e)| !std::ptr::eq(*e, except))
    }

    /// Whether somebody else may be coordinator or beneficiary; without a code, if that is asked.
    pub(super) fn anybody_else(&self, entry: &Participant, nameless: bool) -> bool {
        let own = usize::from(entry.may_count() && (!nameless || entry.applicant.pic.is_none()));
        let all = if nameless { self.nameless } else { self.may_count };
        !self.complete || all > own
    }
}

/// An affiliated entity names a coordinator or beneficiary by its code.
#[inline]
pub(super) fn affiliation(entry: &Participant, all: &[Participant], links: &Links) -> Outcomes {
    by_role(entry, &[Role::AffiliatedEntity], |_| match &entry.affiliated_to {
        None => Outcomes::NOT_MET.or(Outcomes::MET.when(links.anybody_else(entry, false))),
        Some(pic) => {
            let (mut stated, mut may, mut certain) =
                (entry.applicant.pic.as_ref() == Some(pic), false, false);
            for (_, other) in links.stating(all, entry, pic) {
                stated = true;
                may |= other.may_count();
                certain |= other.role.is_some_and(Role::counts);
            }
            match (certain, may, stated) {
                (true, ..) => Outcomes::MET,
                (false, true, _) => Outcomes::MET_OR_NOT,
                (false, false, true) => Outcomes::NOT_MET,
                (false, false, false) if links.anybody_else(entry, true) => Outcomes::MET_OR_NOT,
                (false, false, false) => Outcomes::NOT_MET,
            }
        }
    })
}
