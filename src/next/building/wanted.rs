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

/// What one more partner does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Help {
    verdict: Verdict,
    /// The conditions that it helps.
    conditions: BTreeSet<Condition>,
    /// What is left of them: how many count for certain, and how many at most.
    left: Vec<(Condition, (u32, u32))>,
}

impl Help {
    fn of(ground: &Ground<'_>, before: &Standing, after: &Standing) -> Self {
        let conditions = ground.helped(before, after);
        let left = after.unmet.iter().filter(|unmet| conditions.contains(&unmet.condition));
        let left = left.map(|unmet| (unmet.condition, unmet.count)).collect();
        Help { verdict: ground.verdict(after), conditions, left }
    }

    /// How many conditions are met with it, and how many count for certain to the others.
    fn for_certain(&self) -> (usize, u32) {
        let certain = self.left.iter().fold(0u32, |all, (_, count)| all.saturating_add(count.0));
        (self.conditions.len().saturating_sub(self.left.len()), certain)
    }
}

/// The kinds that help, told apart by role and by what they do, with the countries and their legal forms.
type Kinds = BTreeMap<(Role, Help), BTreeMap<Country, Vec<LegalForm>>>;

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
        for ((role, help), countries) in found {
            let mut by_forms: BTreeMap<LegalForms, Vec<Country>> = BTreeMap::new();
            for (country, forms) in countries {
                if let Some(forms) = LegalForms::one_of(forms) {
                    by_forms.entry(forms).or_default().push(country);
                }
            }
            for (legal_forms, mut countries) in by_forms {
                countries.sort_by_key(|country| country.states_first());
                let helps = self.named(&help.conditions);
                let first = legal_forms.iter().next().zip(countries.first().copied());
                let partner = first.map(|(form, country)| ground.newcomer(role, form, country));
                let verdict = ground.whole_with(partner).map_or(help.verdict, |(verdict, _)| verdict);
                let (profile, affiliated_to) = ground.asked_of(role);
                let kind =
                    PartnerKind { role, legal_forms, countries, profile, affiliated_to, helps, verdict };
                kinds.push((help.for_certain(), kind));
            }
            helped.extend(help.conditions);
        }
        kinds.sort_by_key(|(certain, kind)| {
            let most = (kind.helps.len(), *certain, kind.countries.len());
            (kind.verdict as u8, Reverse(most))
        });
        let kinds = kinds.into_iter().map(|(_, kind)| kind).collect();
        let mut beyond = ground.whole_with([]).map_or_else(|| before.conditions(), |(_, rest)| rest);
        beyond.retain(|condition| !helped.contains(condition));
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
                let help = match known.get(&key) {
                    Some(known) => known.clone(),
                    None => {
                        let Some(after) = ground.standing_with(partner) else { return (kinds, false) };
                        let help = Help::of(ground, before, &after);
                        known.insert(key, help.clone());
                        help
                    }
                };
                if !help.conditions.is_empty() {
                    let countries = kinds.entry((*role, help)).or_default();
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
    let state = |country: Country| ground.call().linked_to(country).unwrap_or(country.state());
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
