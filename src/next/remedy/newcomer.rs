//! Whom one could add: roles, legal forms and countries, told apart by what they do to the conditions.

use super::edit::Choice;
use super::kind::Kind;
use super::sign::{Gauge, Sign, Standard, Who};
use super::trial::{Trial, Undo};
use crate::country::Country;
use crate::next::invented::Profile;
use crate::organisation::{LegalForm, Role};
use crate::outcome::Outcome;

/// The choices of country and legal form with which a newcomer breaks no rule of its own: eligible seats,
/// and forms admitted for certain where there is any.
pub(super) fn choices(trial: &mut Trial<'_>, role: Role) -> Vec<Choice> {
    let Some(somewhere) = Country::all().next() else { return Vec::new() };
    let profile = Profile::of(trial.call, role);
    let mut entry = trial.newcomer(0, role, somewhere, LegalForm::PublicBody);
    let mut suits = |country, form: LegalForm, standard| {
        entry.applicant.country = Some(country);
        entry.applicant.legal_form = Some(form.into());
        profile.suit(&mut entry.applicant, form);
        trial.suits(&entry, standard)
    };
    // A seat is eligible where a form that the country rule concerns passes with it.
    for (seat, standard) in [(Standard::Established, Standard::Sound), (Standard::Free, Standard::Free)] {
        for form in LegalForm::ALL {
            let seats: Vec<Country> = Country::all().filter(|c| suits(*c, *form, seat)).collect();
            if !seats.is_empty() {
                let all = seats.iter().flat_map(|c| LegalForm::ALL.iter().map(|f| (*c, *f)));
                return all.filter(|(c, f)| suits(*c, *f, standard)).collect();
            }
        }
    }
    Vec::new()
}

/// Every kind of newcomer that does something for some condition, and more than any other kind.
pub(super) fn kinds(trial: &mut Trial<'_>, choices: &[(Role, Vec<Choice>)]) -> Vec<Kind> {
    let before = trial.signs();
    let stated: Vec<Country> =
        trial.proposal.consortium.participants.iter().filter_map(|p| p.applicant.country).collect();
    let mut all: Vec<Kind> = Vec::new();
    for (role, choices) in choices {
        // Outermost regions are their State here.
        let mut forms: Vec<LegalForm> = choices.iter().map(|(_, form)| *form).collect();
        forms.sort_unstable();
        forms.dedup();
        let mut groups: Vec<Kind> = Vec::new();
        if let Some(form) = forms.first() {
            let mut sites: Vec<Country> =
                choices.iter().filter(|(c, f)| f == form && c.state() == *c).map(|(c, _)| *c).collect();
            // Whoever is from elsewhere counts, whatever becomes of those who are stated.
            sites.sort_by_key(|c| (stated.iter().any(|s| s.state() == *c), c.states_first()));
            for first in sites {
                let signs = tried(trial, *role, first, *form);
                match groups.iter_mut().find(|g| g.signs == signs) {
                    Some(group) => group.others.push(first),
                    None => groups.push(Kind { role: *role, form: *form, first, others: Vec::new(), signs }),
                }
            }
        }
        for form in forms.iter().skip(1) {
            let mut others = Vec::new();
            for group in &groups {
                let mut sites = group.sites().filter(|c| choices.contains(&(*c, *form)));
                if let Some(first) = sites.next() {
                    let signs = tried(trial, *role, first, *form);
                    others.push(Kind { role: *role, form: *form, first, others: sites.collect(), signs });
                }
            }
            all.append(&mut others);
        }
        all.append(&mut groups);
    }
    all.sort_by_key(|k| (k.role, k.form));
    let mut kept: Vec<Kind> = Vec::new();
    for kind in all {
        let helps = !at_least_as_good(trial, &before, &kind.signs);
        let better = |a: &Kind, b: &Kind| a.role == b.role && at_least_as_good(trial, &a.signs, &b.signs);
        if helps && !kept.iter().any(|k| better(k, &kind)) {
            kept.retain(|k| !better(&kind, k));
            kept.push(kind);
        }
    }
    kept
}

fn tried(trial: &mut Trial<'_>, role: Role, country: Country, form: LegalForm) -> Vec<Sign> {
    trial.join(role, country, form);
    let mut signs = trial.signs();
    trial.undo(Undo::Pop);
    // With nobody before, rules on participants stood once, as not applicable.
    signs.retain(|s| s.who != Who::Newcomer);
    signs
}

/// Whether the first is nowhere worse than the second, looking at the same conditions.
fn at_least_as_good(trial: &Trial<'_>, first: &[Sign], second: &[Sign]) -> bool {
    let rank = |outcome| match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Conditional => 1,
        Outcome::Unknown => 2,
        Outcome::NotMet => 3,
    };
    let no_worse = |a: &Sign, b: &Sign| {
        rank(a.outcome) <= rank(b.outcome)
            && match trial.gauge(b.rule) {
                Some(Gauge::AtLeast(_)) => a.count.0 >= b.count.0 && a.count.1 >= b.count.1,
                _ => a.count == b.count,
            }
    };
    let same = |a: &Sign, b: &Sign| a.rule == b.rule && a.who == b.who;
    // With nobody stated, the first newcomer takes the place of an assessment of nobody.
    let aligned = first.len() == second.len() && first.iter().zip(second).all(|(a, b)| same(a, b));
    if aligned {
        return first.iter().zip(second).all(|(a, b)| no_worse(a, b));
    }
    second.iter().all(|b| first.iter().filter(|a| same(a, b)).all(|a| no_worse(a, b)))
}
