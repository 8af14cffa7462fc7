//! What a call asks of an application beside consortium, budget and dates.

use serde::de::MapAccess;

use super::citation::{CiteList, Cites, Raw, raw};
use crate::call::{Completeness, Declared, Extension, IneligibleParticipantEffect};
use crate::country::Country;
use crate::input::{Cx, Fields, Flag, List, Parsed, PlainText, Whole, Wrong};
use crate::money::Rate;

sourced_fields! {
    AnnexFields -> Vec<String>, "annexes with \"mandatory\"" {
        "mandatory" => mandatory: Vec<String> = List("a list of annexes", || PlainText),
    }
    finish |this, cx, wrong| {
        if this.mandatory.as_ref().is_some_and(Vec::is_empty) {
            cx.problem_at("mandatory", "the list is empty".to_owned());
        }
        cx.required(this.mandatory, "mandatory", wrong)
    }
}

sourced_fields! {
    MostFields -> u32, "a limit with \"at_most\"" {
        "at_most" => at_most: u32 = Whole::of("a whole number"),
    }
    finish |this, cx, wrong| { cx.required(this.at_most, "at_most", wrong) }
}

sourced_fields! {
    SimpleFields -> (), "an object with \"source\"" {}
    finish |_this, _cx, _wrong| { Some(()) }
}

sourced_fields! {
    AdvanceFields -> Rate, "an advance with \"percent\"" {
        "percent" => percent: Rate = Parsed::of("a number of per cent as text, such as \"80\""),
    }
    finish |this, cx, wrong| {
        if this.percent.is_some_and(|rate| rate > Rate::WHOLE) {
            cx.problem_at("percent", "an advance is at most 100 per cent".to_owned());
        }
        cx.required(this.percent, "percent", wrong)
    }
}

sourced_fields! {
    EffectFields -> IneligibleParticipantEffect, "an effect with \"effect\"" {
        "effect" => effect: IneligibleParticipantEffect = Parsed::of("\"reject\" or \"remove\""),
    }
    finish |this, cx, wrong| { cx.required(this.effect, "effect", wrong) }
}

sourced_fields! {
    ExtensionFields -> Extension, "an extension with \"by_amendment\" and \"justified\"" {
        "by_amendment" => by_amendment: bool = Flag,
        "justified" => justified: bool = Flag,
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
        cx.problem_at("at_least", "found 0; a call that asks for none states no such condition".to_owned());
    }
    if at_most.is_some_and(|most| most < at_least) {
        cx.problem(format!("at least {at_least} and fewer at most"));
    }
    if !of.is_empty() && u32::try_from(of.len()).is_ok_and(|all| all < at_least) {
        cx.problem_at("at_least", format!("found {at_least} of a list of {}", of.len()));
    }
    Declared { of, at_least, at_most, or_routes }
}

sourced_fields! {
    ObjectivesFields -> Declared<String>, "objectives to declare" {
        "of" => of: Vec<String> = List("a list of objectives", || PlainText),
        "at_least" => at_least: u32 = Whole::of("a whole number"),
        "at_most" => at_most: u32 = Whole::of("a whole number"),
    }
    finish |this, cx, _wrong| { Some(declared(this.of, (this.at_least, this.at_most), false, cx)) }
}

sourced_fields! {
    TargetFields -> Declared<Country>, "target third countries to name" {
        "of" => of: Vec<Country> = List("a list of countries", || Parsed::of("a country code")),
        "at_least" => at_least: u32 = Whole::of("a whole number"),
        "at_most" => at_most: u32 = Whole::of("a whole number"),
        "or_routes" => or_routes: bool = Flag,
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
