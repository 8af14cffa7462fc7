//! What a call asks of an application beside consortium, budget and dates.

use super::citation::{CiteList, Cites, Raw, Reading, Varying, raw};
use super::countries::{Place, PlaceShape};
use super::roles::{FormList, forms};
use crate::call::{
    Annexes, AnnexesOfSome, Completeness, CountryGroup, Declared, Extension, IneligibleParticipantEffect,
    Others,
};
use crate::country::Country;
use crate::input::{Cx, Distinct, Flag, List, Mark, Parsed, SomeText, Whole, fields, object, same};
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, Role};
use crate::shape::Amount;

/// A list of annexes that must not be empty.
fn some_annexes(names: Option<&Vec<String>>, cx: &mut Cx) {
    if names.is_some_and(Vec::is_empty) {
        cx.problem_at("mandatory", "the list must name at least one annex (found none)".to_owned());
    }
}

sourced_fields! {
    /// The mandatory annexes.
    AnnexFields -> Annexes, "annexes with \"mandatory\", \"of_some\" or both" {
        /// Their names, which proposals use. Case and blanks aside, the same text is the same annex.
        mandatory: Vec<String> = List("a list of annexes", || SomeText),
        /// Annexes of some applications only: by the amount requested, or by who takes part.
        of_some: Vec<AnnexesOfSome> = List("a list of annexes of some applications", object::<AnnexesOfSomeFields>),
    }
    finish |this, cx, wrong| {
        some_annexes(this.mandatory.as_ref(), cx);
        let nothing = this.mandatory.is_none() && this.of_some.as_ref().is_none_or(Vec::is_empty);
        if nothing && !wrong.of(&["mandatory", "of_some"]) {
            cx.problem("annexes must have \"mandatory\", \"of_some\" or both".to_owned());
        }
        Some(Annexes::new(this.mandatory.unwrap_or_default(), this.of_some.unwrap_or_default()))
    }
}

fields! {
    /// Annexes that are mandatory where all that is stated here holds.
    AnnexesOfSomeFields -> AnnexesOfSome, "annexes with \"mandatory\" and when they are" {
        /// Their names.
        mandatory: Vec<String> = List("a list of annexes", || SomeText),
        /// Where more euro than this are requested.
        requested_above: Eur = Amount,
        /// Where a participant has one of these legal forms.
        legal_forms: Vec<LegalForm> = FormList,
        /// Where that participant holds one of these roles; left out: any.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
    }
    finish |this, cx, wrong| {
        some_annexes(this.mandatory.as_ref(), cx);
        let (forms, roles) = (this.legal_forms.unwrap_or_default(), this.roles.unwrap_or_default());
        let always = this.requested_above.is_none() && forms.is_empty() && roles.is_empty();
        if always && !wrong.of(&["requested_above", "legal_forms", "roles"]) {
            let message = "annexes of some applications must have \"requested_above\", \"legal_forms\" or \"roles\"; list those of all under \"mandatory\"";
            cx.problem(message.to_owned());
        }
        if this.requested_above.is_some_and(|amount| amount < Eur::ZERO) {
            cx.problem_at("requested_above", "the amount must not be below zero".to_owned());
        }
        let mandatory = cx.required(this.mandatory, "mandatory", wrong)?;
        let requested_above = this.requested_above;
        Some(AnnexesOfSome { requested_above, legal_forms: forms, roles, ..AnnexesOfSome::new(mandatory) })
    }
}

/// The legal forms of recipients, those barred, and their countries.
pub(super) type RawRecipients = (Vec<LegalForm>, Vec<LegalForm>, Vec<Place>);

sourced_fields! {
    /// Who may receive financial support to third parties. What is left out asks nothing.
    RecipientFields -> RawRecipients, "recipients with \"legal_forms\", \"barred_forms\" or \"countries\"" {
        /// Only recipients of these legal forms. International organisations are public bodies.
        legal_forms: Vec<LegalForm> = FormList,
        /// No recipients of these legal forms.
        barred_forms: Vec<(Mark, LegalForm)> = forms(),
        /// Only recipients in these countries, by code or by the words member_states and any_third_country.
        countries: Vec<Place> = List("a list of countries", || {
            PlaceShape(&[CountryGroup::MemberStates, CountryGroup::AnyThirdCountry])
        }),
    }
    finish |this, cx, wrong| {
        let (forms, barred) = (this.legal_forms.unwrap_or_default(), this.barred_forms.unwrap_or_default());
        let countries = this.countries.unwrap_or_default();
        let nothing = forms.is_empty() && barred.is_empty() && countries.is_empty();
        if nothing && !wrong.of(&["legal_forms", "barred_forms", "countries"]) {
            cx.problem("recipients must have \"legal_forms\", \"barred_forms\" or \"countries\"".to_owned());
        }
        for (at, form) in barred.iter().filter(|(_, form)| forms.contains(form)) {
            cx.problem_at_mark(*at, || format!("the legal form {form} must not be admitted and barred"));
        }
        Some((forms, barred.into_iter().map(|(_, form)| form).collect(), countries))
    }
}

sourced_fields! {
    /// A largest number.
    MostFields -> u32, "a limit with \"at_most\"" {
        /// The number.
        at_most: u32 = Whole::of("a whole number"),
    }
    finish |this, cx, wrong| { cx.required(this.at_most, "at_most", wrong) }
}

sourced_fields! {
    /// A condition that says all with its name.
    SimpleFields -> (), "an object with \"source\"" {
    }
    finish |_this, _cx, _wrong| { Some(()) }
}

sourced_fields! {
    /// The pre-financing that the call announces. No outcome depends on it.
    AdvanceFields -> Rate, "an advance with \"percent\"" {
        /// The share of the grant, in per cent, as text.
        percent: Rate = Parsed::of("a number of per cent as text, such as \"80\""),
    }
    finish |this, cx, wrong| {
        if this.percent.is_some_and(|rate| rate > Rate::WHOLE) {
            cx.problem_at("percent", "an advance must be at most 100 per cent".to_owned());
        }
        cx.required(this.percent, "percent", wrong)
    }
}

sourced_fields! {
    /// What becomes of the proposal where a participant other than the coordinator is ineligible.
    EffectFields -> IneligibleParticipantEffect, "an effect with \"effect\"" {
        /// Left out with the whole condition, the proposal is taken to be rejected.
        effect: IneligibleParticipantEffect = Parsed::of("\"reject\" or \"remove\""),
    }
    finish |this, cx, wrong| { cx.required(this.effect, "effect", wrong) }
}

sourced_fields! {
    /// Whether the duration may be extended later.
    ExtensionFields -> Extension, "an extension with \"by_amendment\" and \"justified\"" {
        /// Whether an amendment of the grant agreement can extend it.
        by_amendment: bool = Flag,
        /// Whether the extension must be justified.
        justified: bool = Flag,
    }
    finish |this, cx, wrong| {
        let by_amendment = cx.required(this.by_amendment, "by_amendment", wrong);
        let justified = cx.required(this.justified, "justified", wrong);
        by_amendment.zip(justified).map(|(by_amendment, justified)| Extension { by_amendment, justified })
    }
}

fn declared<T>(
    of: Option<Vec<T>>,
    (at_least, at_most): (Option<u32>, Option<u32>),
    (or_routes, others): (bool, Others),
    cx: &mut Cx,
) -> Declared<T> {
    let of = of.unwrap_or_default();
    let at_least = at_least.unwrap_or(1);
    if at_least == 0 {
        cx.problem_at(
            "at_least",
            "the number must be at least 1 (found 0); a call that asks for none states no such condition"
                .to_owned(),
        );
    }
    if at_most.is_some_and(|most| most < at_least) {
        cx.problem_at("at_most", "\"at_most\" must not be below \"at_least\"".to_owned());
    }
    if !of.is_empty() && u32::try_from(of.len()).is_ok_and(|all| all < at_least) {
        cx.problem_at(
            "at_least",
            format!("the number must not be above the {} listed (found {at_least})", of.len()),
        );
    }
    if others != Others::Disregard && of.is_empty() {
        cx.problem_at("others", "\"others\" must not be stated without a list in \"of\"".to_owned());
    }
    Declared { of, at_least, at_most, or_routes, others }
}

sourced_fields! {
    /// Objectives of the topic of which a proposal must name some.
    ObjectivesFields -> Declared<String>, "objectives to declare" {
        /// Their names, which proposals use; left out or empty: any.
        of: Vec<String> = Distinct("a list of objectives", || SomeText, |before: &[String], name: &String| {
            let twice = before.iter().any(|other| same(other, name));
            twice.then(|| format!("{name:?} must be listed once"))
        }),
        /// How many at least; 1 where left out.
        at_least: u32 = Whole::of("a whole number"),
        /// How many at most; left out where there is no limit.
        at_most: u32 = Whole::of("a whole number"),
    }
    finish |this, cx, _wrong| { Some(declared(this.of, (this.at_least, this.at_most), (false, Others::default()), cx)) }
}

fn country() -> Parsed<Country> {
    Parsed::of("a country code")
}

varying_fields! {
    /// Third countries of which a proposal must target some.
    TargetFields / OtherTargets -> Declared<Country>, "target third countries to name" {
        /// The countries, each of them a third country on the day of the call: no Member State, nor an overseas country or
        /// territory of one. Left out or empty: any third country.
        of: Vec<Country> = Distinct("a list of countries", country, |before: &[Country], country: &Country| {
            before.contains(country).then(|| format!("{country} must be listed once"))
        }),
        /// How many at least; 1 where left out.
        at_least: u32 = Whole::of("a whole number"),
        /// How many at most; left out where there is no limit.
        at_most: u32 = Whole::of("a whole number"),
        /// Whether naming a migratory route will do instead.
        or_routes: bool = Flag,
        /// What becomes of target countries outside the list. Left out: they are disregarded.
        others: Others = Parsed::of("\"disregard\", \"correct\" or \"reject\""),
    }
    finish |this, cx, _wrong| {
        let more = (this.or_routes.unwrap_or(false), this.others.unwrap_or_default());
        Some(declared(this.of, (this.at_least, this.at_most), more, cx))
    }
}

/// How much of a call is known.
pub(super) fn completeness() -> impl crate::input::Shape<Out = Completeness> {
    Parsed::of("\"good\", \"partial\" or \"thin\"")
}
