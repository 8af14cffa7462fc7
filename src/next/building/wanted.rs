//! Which kinds of partner help.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ground::{Ground, Standing};
use super::{PartnerKind, PartnersWanted, Shortfall};
use crate::check::{Found, Required};
use crate::country::Country;
use crate::organisation::{LegalForm, LegalForms, Role};
use crate::outcome::{Outcome, Verdict};
use crate::report::Condition;
use crate::report::Report;
use crate::rule::members_served;

/// What one more partner does: the conditions that it helps, and the verdict reached.
type Help = (BTreeSet<Condition>, Verdict);

/// The kinds that help, told apart by role and by what they do, with the countries and their legal forms.
type Kinds = BTreeMap<(Role, u8, BTreeSet<Condition>), (Verdict, BTreeMap<Country, Vec<LegalForm>>)>;

impl Report<'_> {
    pub(super) fn wanted(&self, ground: &mut Ground<'_>) -> PartnersWanted {
        let before = ground.standing();
        let shortfalls = self.shortfalls(before.as_ref());
        let Some(before) = before else {
            return PartnersWanted { shortfalls, kinds: Vec::new(), beyond: Vec::new(), complete: false };
        };
        let (found, complete) =
            if before.unmet.is_empty() { (Kinds::new(), true) } else { tried(ground, &before) };
        let mut helped = BTreeSet::new();
        let mut kinds = Vec::new();
        for ((role, _, helps), (verdict, countries)) in found {
            let mut by_forms: BTreeMap<LegalForms, Vec<Country>> = BTreeMap::new();
            for (country, forms) in countries {
                if let Some(forms) = LegalForms::one_of(forms) {
                    by_forms.entry(forms).or_default().push(country);
                }
            }
            for (legal_forms, countries) in by_forms {
                kinds.push(PartnerKind { role, legal_forms, countries, helps: self.named(&helps), verdict });
            }
            helped.extend(helps);
        }
        kinds.sort_by_key(|kind| {
            (kind.verdict as u8, Reverse(kind.helps.len()), Reverse(kind.countries.len()))
        });
        let beyond = before.unmet.iter().map(|u| u.condition).filter(|c| !helped.contains(c)).collect();
        PartnersWanted { shortfalls, kinds, beyond: self.named(&beyond), complete }
    }

    fn shortfalls(&self, before: Option<&Standing>) -> Vec<Shortfall> {
        let open = self.live().filter(|a| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable));
        open.filter_map(|a| {
            let (Required::AtLeast(least), Found::Count { certain, possible }) = (a.required()?, a.found()?)
            else {
                return None;
            };
            let alone = before.and_then(|s| s.unmet.iter().find(|u| u.condition == a.condition()));
            let possible = possible.or(alone.map(|u| u.count.1)).unwrap_or(least);
            let (lacking, lacking_at_best) = (least.saturating_sub(certain), least.saturating_sub(possible));
            Some(Shortfall { rule: a.rule(), subject: a.subject(), lacking, lacking_at_best })
        })
        .collect()
    }
}

/// Every role with every legal form and every country; whether all of them were tried. Partners who are alike to the
/// conditions are tried once.
fn tried(ground: &mut Ground<'_>, before: &Standing) -> (Kinds, bool) {
    let mut kinds = Kinds::new();
    for alike in alike(ground) {
        let Some(first) = alike.first().copied() else { continue };
        for role in Role::ALL {
            let mut known: HashMap<_, Help> = HashMap::new();
            for form in LegalForm::ALL {
                let partner = ground.newcomer(*role, *form, first);
                let Some(signs) = ground.alone(partner.clone()) else { return (kinds, false) };
                if signs.fails {
                    continue;
                }
                let key = (signs, members_served(&partner, ground.call()));
                let (helps, verdict) = match known.get(&key) {
                    Some(known) => known.clone(),
                    None => {
                        let Some(after) = ground.standing_with(partner) else { return (kinds, false) };
                        let help = (ground.helped(before, &after), ground.verdict(&after));
                        known.insert(key, help.clone());
                        help
                    }
                };
                if !helps.is_empty() {
                    let (_, countries) = kinds
                        .entry((*role, verdict as u8, helps))
                        .or_insert_with(|| (verdict, BTreeMap::new()));
                    for country in &alike {
                        countries.entry(*country).or_default().push(*form);
                    }
                }
            }
        }
    }
    (kinds, true)
}

/// The countries, those together that are alike to the conditions: the call says the same of them, and no participant
/// is in them, or they are of one State.
fn alike(ground: &Ground<'_>) -> Vec<Vec<Country>> {
    let terms = ground.call().terms();
    let state = |country: Country| country.overseas_territory_of().unwrap_or(country.state());
    let stated: BTreeSet<Country> =
        ground.stated().iter().filter_map(|e| e.applicant.country).map(state).collect();
    let taken = |country: Country| Some(state(country)).filter(|state| stated.contains(state));
    let members = || ground.call().required_members().iter();
    let listed = |country: Country| {
        members().map(move |kind| {
            let listed = &kind.value.countries;
            listed.contains(&country) || listed.contains(&country.state())
        })
    };
    let mut all: Vec<Vec<Country>> = Vec::new();
    for country in Country::all() {
        let same = |known: &&mut Vec<Country>| {
            known.first().is_some_and(|first| {
                taken(*first) == taken(country)
                    && terms.alike(*first, country)
                    && listed(*first).eq(listed(country))
            })
        };
        match all.iter_mut().find(same) {
            Some(known) => known.push(country),
            None => all.push(vec![country]),
        }
    }
    all
}
