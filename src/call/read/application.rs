//! What a call asks of an application beside consortium, budget and dates.

use super::citation::{CiteList, Cites, Raw, raw};
use crate::call::{Completeness, Declared, Extension, IneligibleParticipantEffect};
use crate::country::Country;
use crate::input::{Cx, Flag, List, Parsed, PlainText, Whole};
use crate::money::Rate;

sourced_fields! {
    /// The mandatory annexes.
    AnnexFields -> Vec<String>, "annexes with \"mandatory\"" {
        /// Their names, which proposals use. Case and blanks aside, the same text is the same annex.
        mandatory: Vec<String> = List("a list of annexes", || PlainText),
    }
    finish |this, cx, wrong| {
        if this.mandatory.as_ref().is_some_and(Vec::is_empty) {
            cx.problem_at("mandatory", "the list must name at least one annex (found none)".to_owned());
        }
        cx.required(this.mandatory, "mandatory", wrong)
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
    or_routes: bool,
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
        cx.problem("\"at_most\" must not be below \"at_least\"".to_owned());
    }
    if !of.is_empty() && u32::try_from(of.len()).is_ok_and(|all| all < at_least) {
        cx.problem_at(
            "at_least",
            format!("the number must not be above the {} listed (found {at_least})", of.len()),
        );
    }
    Declared { of, at_least, at_most, or_routes }
}

sourced_fields! {
    /// Objectives of the topic of which a proposal must name some.
    ObjectivesFields -> Declared<String>, "objectives to declare" {
        /// Their names, which proposals use; left out or empty: any.
        of: Vec<String> = List("a list of objectives", || PlainText),
        /// How many at least; 1 where left out.
        at_least: u32 = Whole::of("a whole number"),
        /// How many at most; left out where there is no limit.
        at_most: u32 = Whole::of("a whole number"),
    }
    finish |this, cx, _wrong| { Some(declared(this.of, (this.at_least, this.at_most), false, cx)) }
}

sourced_fields! {
    /// Third countries of which a proposal must target some.
    TargetFields -> Declared<Country>, "target third countries to name" {
        /// The countries; left out or empty: any.
        of: Vec<Country> = List("a list of countries", || Parsed::of("a country code")),
        /// How many at least; 1 where left out.
        at_least: u32 = Whole::of("a whole number"),
        /// How many at most; left out where there is no limit.
        at_most: u32 = Whole::of("a whole number"),
        /// Whether naming a migratory route will do instead.
        or_routes: bool = Flag,
    }
    finish |this, cx, _wrong| {
        let routes = this.or_routes.unwrap_or(false);
        Some(declared(this.of, (this.at_least, this.at_most), routes, cx))
    }
}

/// How much of a call is known.
pub(super) fn completeness<'de>() -> impl crate::input::Shape<'de, Out = Completeness> {
    Parsed::of("\"good\", \"partial\" or \"thin\"")
}
