//! The conditions of a call, each with its source.

use chrono::{NaiveDate, NaiveTime};
use serde::de::MapAccess;

use super::citation::{CiteList, Cites, Raw, Reading, Varying, raw};
use crate::call::{CountingBasis, Duration, GrantRange, Minimum, RangeByTargets, Rounds};
use crate::input::{Cx, Fields, List, Object, Parsed, PlainText, Whole, Wrong, unknown};
use crate::money::{Eur, Rate};
use crate::shape::{Amount, Clock, Day};
use crate::time::Deadline;

/// A date, and a time where it is stated.
pub(super) type RawDeadline = (NaiveDate, Option<Deadline>);

fn deadline(date: Option<NaiveDate>, time: Option<NaiveTime>, cx: &mut Cx) -> Option<RawDeadline> {
    let at = time
        .map(|time| Deadline::brussels(date?, time).map_err(|e| cx.problem_at("time", e.to_string())).ok());
    Some((date?, at.flatten()))
}

varying_fields! {
    DeadlineFields / OtherDeadline -> (RawDeadline, Rounds), "a deadline with \"date\" and \"time\"" {
        "date" => date: NaiveDate = Day,
        "time" => time: NaiveTime = Clock,
        "cut_offs" => cut_offs: Vec<Deadline> = List("a list of cut-offs", || Object(RoundFields::default())),
        "second_stage" => second_stage: Deadline = Object(RoundFields::default()),
    }
    finish |this, cx, wrong| {
        let date = cx.required(this.date, "date", wrong);
        let rounds = Rounds { cut_offs: this.cut_offs.unwrap_or_default(), second_stage: this.second_stage };
        deadline(date, this.time, cx).map(|d| (d, rounds))
    }
}

/// A further date to submit by.
#[derive(Default)]
pub(super) struct RoundFields {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
}

impl<'de> Fields<'de> for RoundFields {
    type Out = Deadline;
    const EXPECTED: &'static str = "an object with \"date\" and \"time\"";
    const NAMES: &'static [&'static str] = &["date", "time"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.date = cx.value(map, Day)?,
            _ => self.time = cx.value(map, Clock)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Deadline> {
        let date = cx.required(self.date, "date", wrong);
        let time = cx.required(self.time, "time", wrong);
        deadline(Some(date?), Some(time?), cx)?.1
    }
}

sourced_fields! {
    DayFields -> NaiveDate, "an object with \"date\"" {
        "date" => date: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.date, "date", wrong) }
}

sourced_fields! {
    AmountFields -> Eur, "a budget with \"amount\"" {
        "amount" => amount: Eur = Amount,
    }
    finish |this, cx, wrong| { cx.required(this.amount, "amount", wrong) }
}

varying_fields! {
    MinimumFields / OtherMinimum -> Minimum, "a minimum with \"at_least\"" {
        "at_least" => at_least: u32 = Whole::of("a whole number from 0"),
        "counting" => counting: CountingBasis = Parsed::of("a counting basis"),
    }
    finish |this, cx, wrong| {
        let basis = this.counting.unwrap_or(CountingBasis::ParticipatingMemberStates);
        cx.required(this.at_least, "at_least", wrong).map(|at_least| Minimum { at_least, counting: basis })
    }
}

varying_fields! {
    RateFields / OtherRate -> Rate, "a rate with \"at_most\", in per cent" {
        "at_most" => at_most: Rate = Parsed::of("a number of per cent as text, such as \"90\""),
    }
    finish |this, cx, wrong| {
        if this.at_most.is_some_and(|rate| rate > Rate::WHOLE || rate == Rate::ZERO) {
            cx.problem_at("at_most", "a funding rate is above 0 and at most 100 per cent".to_owned());
        }
        cx.required(this.at_most, "at_most", wrong)
    }
}

/// A range, the bounds that the sources leave unsaid, and ranges by the number of target countries.
pub(super) type RawGrant = (GrantRange, Vec<String>, Vec<RangeByTargets>);

fn range(min: Option<Eur>, max: Option<Eur>, cx: &mut Cx) -> GrantRange {
    if min.is_some_and(|min| min < Eur::ZERO) {
        cx.problem_at("min", "the minimum grant is below zero".to_owned());
    }
    // That the minimum is above the maximum is a fault of the whole call.
    GrantRange::stated(min, max)
}

varying_fields! {
    GrantFields / OtherGrant -> RawGrant, "a grant range with \"min\", \"max\" or both" {
        "min" => min: Eur = Amount,
        "max" => max: Eur = Amount,
        "not_stated" => unsaid: Vec<String> = List("a list of \"min\" and \"max\"", || PlainText),
        "by_target_countries" => by_targets: Vec<RangeByTargets> =
            List("a list of ranges", || Object(TargetRangeFields::default())),
    }
    finish |this, cx, wrong| {
        let by_targets = this.by_targets.unwrap_or_default();
        let unsaid = this.unsaid.unwrap_or_default();
        if this.min.is_none() && this.max.is_none() && by_targets.is_empty() && !wrong.any() {
            cx.problem("a grant range has \"min\", \"max\" or both".to_owned());
        }
        for bound in &unsaid {
            let stated = match bound.as_str() {
                "min" => this.min.is_some(),
                "max" => this.max.is_some(),
                _ => {
                    cx.problem_at("not_stated", unknown("the bound", bound, ["min", "max"].into_iter()));
                    false
                }
            };
            if stated {
                cx.problem_at("not_stated", format!("{bound:?} is stated"));
            }
        }
        Some((range(this.min, this.max, cx), unsaid, by_targets))
    }
}

/// A range for projects with so many target third countries.
#[derive(Default)]
pub(super) struct TargetRangeFields {
    from: Option<u32>,
    to: Option<u32>,
    min: Option<Eur>,
    max: Option<Eur>,
}

impl<'de> Fields<'de> for TargetRangeFields {
    type Out = RangeByTargets;
    const EXPECTED: &'static str = "a range with \"from\", and \"to\", \"min\", \"max\"";
    const NAMES: &'static [&'static str] = &["from", "to", "min", "max"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.from = cx.value(map, Whole::of("a whole number of countries"))?,
            1 => self.to = cx.optional(map, Whole::of("a whole number of countries"))?,
            2 => self.min = cx.optional(map, Amount)?,
            _ => self.max = cx.optional(map, Amount)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<RangeByTargets> {
        let from = cx.required(self.from, "from", wrong)?;
        if self.to.is_some_and(|to| to < from) {
            cx.problem_at("to", format!("found a range that ends before it starts, at {from}"));
        }
        Some(RangeByTargets { from, to: self.to, range: range(self.min, self.max, cx) })
    }
}

varying_fields! {
    DurationFields / OtherDuration -> Duration, "a duration with \"exactly\", or \"min\" and \"max\", in months" {
        "exactly" => exactly: i64 = Whole::of("a whole number of months"),
        "min" => min: i64 = Whole::of("a whole number of months"),
        "max" => max: i64 = Whole::of("a whole number of months"),
    }
    finish |this, cx, wrong| {
        let bounds = (this.exactly, this.min, this.max);
        match bounds {
            (Some(months), None, None) => {
                Some(Duration { min: Some(months), max: Some(months) })
            },
            (None, min, max) if min.is_some() || max.is_some() => {
                if let (Some(min), Some(max)) = (min, max) && min > max {
                    cx.problem(format!("the minimum of {min} months is above the maximum of {max}"));
                }
                Some(Duration { min, max })
            }
            _ => {
                if !wrong.any() {
                    cx.problem("a duration has \"exactly\", or \"min\", \"max\" or both".to_owned());
                }
                None
            }
        }
    }
}

sourced_fields! {
    TextFields -> String, "a text with \"text\"" {
        "text" => text: String = PlainText,
    }
    finish |this, cx, wrong| { cx.required(this.text, "text", wrong) }
}

sourced_fields! {
    ItemsFields -> Vec<String>, "a list of texts with \"items\"" {
        "items" => items: Vec<String> = List("a list of texts", || PlainText),
    }
    finish |this, cx, wrong| { cx.required(this.items, "items", wrong) }
}

/// Question, what follows from yes, what follows from no.
pub(super) type RawQuestion = (String, String, String, String);

sourced_fields! {
    QuestionFields -> RawQuestion, "an open question with \"id\", \"question\", \"yes\" and \"no\"" {
        "id" => id: String = PlainText,
        "question" => question: String = PlainText,
        "yes" => yes: String = PlainText,
        "no" => no: String = PlainText,
    }
    finish |this, cx, wrong| {
        let id = cx.required(this.id, "id", wrong);
        let question = cx.required(this.question, "question", wrong);
        let yes = cx.required(this.yes, "yes", wrong);
        let no = cx.required(this.no, "no", wrong);
        match (id, question, yes, no) {
            (Some(id), Some(question), Some(yes), Some(no)) => Some((id, question, yes, no)),
            _ => None,
        }
    }
}

#[derive(Default)]
pub(super) struct DifferenceFields {
    pub(super) about: Option<String>,
    pub(super) values: Option<Vec<Raw<String>>>,
}

impl<'de> Fields<'de> for DifferenceFields {
    type Out = (String, Vec<Raw<String>>);
    const EXPECTED: &'static str = "a difference with \"about\" and \"values\"";
    const NAMES: &'static [&'static str] = &["about", "values"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.about = cx.value(map, PlainText)?,
            _ => self.values = cx.value(map, List("a list of values", || Object(TextFields::default())))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out> {
        let about = cx.required(self.about, "about", wrong);
        let values = cx.required(self.values, "values", wrong);
        Some((about?, values?))
    }
}

#[derive(Default, Clone)]
pub(super) struct DescriptionFields {
    pub(super) title: Option<Raw<String>>,
    pub(super) programme: Option<Raw<String>>,
    pub(super) overview: Option<Raw<String>>,
    pub(super) contribution: Option<Raw<String>>,
    pub(super) objectives: Option<Raw<Vec<String>>>,
    pub(super) activities: Option<Raw<Vec<String>>>,
    pub(super) eligibility: Option<Raw<Vec<String>>>,
    pub(super) how_to_apply: Option<Raw<Vec<String>>>,
    pub(super) notes: Option<Raw<Vec<String>>>,
    pub(super) procedure: Option<Raw<String>>,
    pub(super) specific_objective: Option<Raw<String>>,
}

impl<'de> Fields<'de> for DescriptionFields {
    type Out = DescriptionFields;
    const EXPECTED: &'static str = "what the call says of itself, an object";
    const NAMES: &'static [&'static str] = &[
        "title",
        "programme",
        "overview",
        "contribution",
        "objectives",
        "activities",
        "eligibility",
        "how_to_apply",
        "notes",
        "procedure",
        "specific_objective",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.title = cx.optional(map, Object(TextFields::default()))?,
            1 => self.programme = cx.optional(map, Object(TextFields::default()))?,
            2 => self.overview = cx.optional(map, Object(TextFields::default()))?,
            3 => self.contribution = cx.optional(map, Object(TextFields::default()))?,
            4 => self.objectives = cx.optional(map, Object(ItemsFields::default()))?,
            5 => self.activities = cx.optional(map, Object(ItemsFields::default()))?,
            6 => self.eligibility = cx.optional(map, Object(ItemsFields::default()))?,
            7 => self.how_to_apply = cx.optional(map, Object(ItemsFields::default()))?,
            8 => self.notes = cx.optional(map, Object(ItemsFields::default()))?,
            9 => self.procedure = cx.optional(map, Object(TextFields::default()))?,
            _ => self.specific_objective = cx.optional(map, Object(TextFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self> {
        Some(self)
    }
}
