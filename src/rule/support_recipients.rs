//! Support goes only to recipients whom the call admits.

use super::parts::{STATED, codes, known, texts};
use crate::call::Recipients;
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::law::{COMMITTED, of_2018, of_2024};
use crate::organisation::LegalForm;
use crate::outcome::{Consequence, Outcomes, Stage};
use crate::proposal::Application;

pub(super) const SUPPORT_RECIPIENTS: RuleDef<Recipients> = RuleDef {
    about: About {
        title: "Financial support goes only to recipients whom the call admits.",
        explanation: "\
Compares the legal forms and the countries of those who are to receive financial support to third parties with those
that the call admits and bars. Whoever is neither listed nor barred is admitted, unless the call lists the only ones.
An empty list says that nobody is supported: what the other list would say is then not asked, and goes against it only
where it names somebody.",
        since: STATED,
        stage: Stage::Eligibility,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 207", COMMITTED), of_2018("Art. 204")],
        facts: &[FactKind::SupportLegalForms, FactKind::SupportCountries],
    },
    asked: |call| call.support_recipients().map(Asked::stated),
    judge: Judge::Proposal(FactKind::SupportLegalForms, |asked, at| {
        let stated = at.facts.application();
        if is_nobody(stated) {
            return Outcomes::MET;
        }
        let by_form = match asked.by_form() {
            true => known(stated.support_legal_forms.as_ref(), |forms| {
                forms.iter().all(|form| asked.admits_form(*form))
            }),
            false => Outcomes::MET,
        };
        let by_country = match asked.countries.is_empty() {
            true => Outcomes::MET,
            false => known(stated.support_countries.as_ref(), |countries| {
                countries.iter().all(|country| asked.admits_country(*country))
            }),
        };
        let met = by_form.may_be(Outcomes::MET) && by_country.may_be(Outcomes::MET);
        let fails = by_form.may_be(Outcomes::NOT_MET) || by_country.may_be(Outcomes::NOT_MET);
        Outcomes::MET.when(met).or(Outcomes::NOT_MET.when(fails))
    }),
    shown: Shown {
        required: |asked, _| {
            Some(match (asked.by_form(), asked.countries.is_empty()) {
                (true, true) => {
                    Required::Forms(LegalForm::ALL.iter().copied().filter(|f| asked.admits_form(*f)).collect())
                }
                (true, false) => Required::AllOf(says(asked)),
                _ => Required::OneOf(asked.countries.clone()),
            })
        },
        found: |seen| Some(Found::Named(named(seen.facts.application()))),
        words,
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Some(|asked, fact| match fact {
        FactKind::SupportLegalForms => asked.by_form(),
        _ => !asked.countries.is_empty(),
    }),
};

/// Whether it is stated that nobody is supported: a list of those who are is empty, and none names anybody.
fn is_nobody(stated: &Application) -> bool {
    let lists = [
        stated.support_legal_forms.as_deref().map(<[_]>::is_empty),
        stated.support_countries.as_deref().map(<[_]>::is_empty),
    ];
    lists.contains(&Some(true)) && !lists.contains(&Some(false))
}

/// Legal forms and countries that are stated.
fn named(stated: &Application) -> Option<Vec<String>> {
    let forms = stated.support_legal_forms.as_ref();
    let forms = forms.map(|forms| forms.iter().map(ToString::to_string).collect::<Vec<_>>());
    let countries = stated.support_countries.as_deref().map(codes);
    match (forms, countries) {
        (None, None) => None,
        (forms, countries) => Some(forms.into_iter().chain(countries).flatten().collect()),
    }
}

fn forms(forms: &[LegalForm]) -> String {
    texts(&forms.iter().map(|f| f.words().to_owned()).collect::<Vec<_>>())
}

/// What the call asks of whoever receives support.
fn says(asked: &Recipients) -> Vec<String> {
    let mut says: Vec<String> = Vec::new();
    if !asked.legal_forms.is_empty() {
        says.push(format!("only {}", forms(&asked.legal_forms)));
    }
    if !asked.barred_forms.is_empty() {
        says.push(format!("no {}", forms(&asked.barred_forms)));
    }
    if !asked.countries.is_empty() {
        says.push(format!("only in {}", texts(&codes(&asked.countries))));
    }
    says
}

fn words(asked: &Recipients, seen: &Seen<'_>) -> String {
    let stated = seen.facts.application();
    let says = says(asked).join("; ");
    if is_nobody(stated) {
        return format!("Nobody is to receive support; the call asks: {says}.");
    }
    let wrong: Vec<LegalForm> = stated.support_legal_forms.iter().flatten().copied().collect();
    let wrong: Vec<LegalForm> = wrong.into_iter().filter(|form| !asked.admits_form(*form)).collect();
    let outside = stated.support_countries.iter().flatten().copied();
    let outside: Vec<_> = outside.filter(|country| !asked.admits_country(*country)).collect();
    let mut against: Vec<String> = Vec::new();
    if !wrong.is_empty() {
        against.push(forms(&wrong));
    }
    if !outside.is_empty() {
        against.push(format!("in {}", texts(&codes(&outside))));
    }
    let silent = [
        (asked.by_form() && stated.support_legal_forms.is_none()).then_some("of which legal forms they are"),
        (!asked.countries.is_empty() && stated.support_countries.is_none())
            .then_some("in which countries they are"),
    ];
    let silent = silent.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    match (against.as_slice(), silent.as_str()) {
        ([], "") => format!("Recipients of support are as the call asks: {says}."),
        ([], silent) => format!("Who is to receive support is not stated, {silent}; the call asks: {says}."),
        (against, _) => format!("Support is to go to: {}; the call asks: {says}.", texts(against)),
    }
}
