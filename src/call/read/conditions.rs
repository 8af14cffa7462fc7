//! The conditions of a call, each with its source.

use chrono::{NaiveDate, NaiveTime};

use super::citation::{CiteList, Cites, Raw, Reading, Varying, raw};
use super::point::{PointShape, RawPoint};
use crate::call::{CountingBasis, Duration, GrantRange, Minimum, RangeByTargets, Rounds};
use crate::input::{Cx, List, Mark, Parsed, PlainText, SomeText, Whole, checked, fields, object, unknown};
use crate::money::{Eur, Rate};
use crate::shape::{Amount, Clock, Day};
use crate::time::Deadline;

/// A date, a time where it is stated, and where the two stand.
pub(super) type RawDeadline = (NaiveDate, Option<Deadline>, Mark);

fn deadline(date: Option<NaiveDate>, time: Option<NaiveTime>, cx: &mut Cx) -> Option<RawDeadline> {
    let at = time
        .map(|time| Deadline::brussels(date?, time).map_err(|e| cx.problem_at("time", e.to_string())).ok());
    Some((date?, at.flatten(), cx.mark()))
}

varying_fields! {
    /// The deadline for submission.
    DeadlineFields / OtherDeadline -> (RawDeadline, Rounds), "a deadline with \"date\" and \"time\"" {
        /// The day of the deadline; of several rounds the last one's.
        date: NaiveDate = Day,
        /// The time on the clocks of Brussels. Left out where it is not stated: the day before is then in
        /// time, the day itself is an open question.
        time: NaiveTime = Clock,
        /// Earlier dates on which what was submitted so far is evaluated, oldest first.
        cut_offs: Vec<Deadline> = List("a list of cut-offs", object::<RoundFields>),
        /// Of a call in two stages: the deadline of the second.
        second_stage: Deadline = object::<RoundFields>(),
    }
    finish |this, cx, wrong| {
        let date = cx.required(this.date, "date", wrong);
        let rounds = Rounds { cut_offs: this.cut_offs.unwrap_or_default(), second_stage: this.second_stage };
        deadline(date, this.time, cx).map(|d| (d, rounds))
    }
}

fields! {
    /// A further date to submit by.
    RoundFields -> Deadline, "an object with \"date\" and \"time\"" {
        /// The day.
        date: NaiveDate = Day,
        /// The time on the clocks of Brussels.
        time: NaiveTime = Clock,
    }
    finish |this, cx, wrong| {
        let date = cx.required(this.date, "date", wrong);
        let time = cx.required(this.time, "time", wrong);
        deadline(Some(date?), Some(time?), cx)?.1
    }
}

sourced_fields! {
    /// A day with its source.
    DayFields -> NaiveDate, "an object with \"date\"" {
        /// The day.
        date: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.date, "date", wrong) }
}

varying_fields! {
    /// The day on which the call opens.
    OpeningFields / OtherOpening -> NaiveDate, "an opening with \"date\"" {
        /// The day.
        date: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.date, "date", wrong) }
}

sourced_fields! {
    /// An amount with its source.
    AmountFields -> Eur, "a budget with \"amount\"" {
        /// The amount in euro.
        amount: Eur = Amount,
    }
    finish |this, cx, wrong| { cx.required(this.amount, "amount", wrong) }
}

varying_fields! {
    /// A minimum number of applicants or of countries.
    MinimumFields / OtherMinimum -> Minimum, "a minimum with \"at_least\"" {
        /// The number.
        at_least: u32 = Whole::of("a whole number from 0"),
        /// Where an applicant must be established to count. Left out: in a participating Member State.
        counting: CountingBasis = Parsed::of("a counting basis"),
    }
    finish |this, cx, wrong| {
        let basis = this.counting.unwrap_or(CountingBasis::ParticipatingMemberStates);
        cx.required(this.at_least, "at_least", wrong).map(|at_least| Minimum { at_least, counting: basis })
    }
}

varying_fields! {
    /// The largest share of the eligible costs that the grant may cover.
    RateFields / OtherRate -> Rate, "a rate with \"at_most\", in per cent" {
        /// The share, in per cent, as text.
        at_most: Rate = Parsed::of("a number of per cent as text, such as \"90\""),
    }
    finish |this, cx, wrong| {
        if this.at_most.is_some_and(|rate| rate > Rate::WHOLE || rate == Rate::ZERO) {
            cx.problem_at("at_most", "a funding rate must be above 0 and at most 100 per cent".to_owned());
        }
        cx.required(this.at_most, "at_most", wrong)
    }
}

/// A range of grants as it is read.
#[derive(Clone)]
pub(super) struct RawGrant {
    pub(super) range: GrantRange,
    /// The bounds that the sources leave unstated.
    pub(super) unsaid: Vec<String>,
    /// Ranges by the number of target countries.
    pub(super) by_targets: Vec<RangeByTargets>,
    /// Whether target countries outside the call's list count for them.
    pub(super) unlisted_count: Option<RawPoint>,
}

fn range(min: Option<Eur>, max: Option<Eur>, cx: &mut Cx) -> GrantRange {
    if min.is_some_and(|min| min < Eur::ZERO) {
        cx.problem_at("min", "the minimum grant must not be below zero".to_owned());
    }
    if max.is_some_and(|max| max < Eur::ZERO) {
        cx.problem_at("max", "the maximum grant must not be below zero".to_owned());
    }
    // That the minimum is above the maximum is a fault of the whole call.
    GrantRange::stated(min, max)
}

/// What is wrong with a bound that is none.
fn no_bound(bound: &str) -> Option<String> {
    let known = ["min", "max"];
    (!known.contains(&bound)).then(|| unknown("the bound", bound, known.into_iter()))
}

varying_fields! {
    /// The range of the EU grant of one project.
    GrantFields / OtherGrant -> RawGrant, "a grant range with \"min\", \"max\" or both" {
        /// The smallest grant in euro; left out where the call sets none.
        min: Eur = Amount,
        /// The largest grant in euro; left out where the call sets none.
        max: Eur = Amount,
        /// Bounds that exist and that the sources do not state: min, max. Each becomes an open question. A number beside one
        /// is the widest that it can be, such as that of the call for all of its topics: beyond it no amount keeps to it.
        not_stated: Vec<String> = List("a list of \"min\" and \"max\"", || checked(PlainText, |bound: &String| no_bound(bound))),
        /// Other ranges for projects with so many target third countries.
        by_target_countries: Vec<RangeByTargets> =
            List("a list of ranges", object::<TargetRangeFields>),
        /// Whether, beside a target country on the call's list, others count where the number chooses the range. Left out:
        /// where the sources say that others may be named alone.
        unlisted_count: RawPoint = PointShape,
    }
    finish |this, cx, wrong| {
        let by_targets = this.by_target_countries.unwrap_or_default();
        let unsaid = this.not_stated.unwrap_or_default();
        let nothing = this.min.is_none() && this.max.is_none() && by_targets.is_empty();
        if nothing && !wrong.of(&["min", "max", "by_target_countries"]) {
            cx.problem("a grant range must have \"min\", \"max\" or both".to_owned());
        }
        let unlisted_count = this.unlisted_count;
        if unlisted_count.is_some() && by_targets.is_empty() && !wrong.of(&["by_target_countries"]) {
            cx.problem_at("unlisted_count", "it is for a grant with \"by_target_countries\"".to_owned());
        }
        Some(RawGrant { range: range(this.min, this.max, cx), unsaid, by_targets, unlisted_count })
    }
}

fields! {
    /// A range for projects with so many target third countries.
    TargetRangeFields -> RangeByTargets, "a range with \"from\", and \"to\", \"min\", \"max\"" {
        /// The smallest number of countries.
        from: u32 = Whole::of("a whole number of countries"),
        /// The largest; left out where there is no end.
        to: u32 = Whole::of("a whole number of countries"),
        /// The smallest grant in euro.
        min: Eur = Amount,
        /// The largest grant in euro.
        max: Eur = Amount,
    }
    finish |this, cx, wrong| {
        let from = cx.required(this.from, "from", wrong);
        if let Some(from) = from.filter(|from| this.to.is_some_and(|to| to < *from)) {
            cx.problem_at("to", format!("a range must not end before it starts, at {from}"));
        }
        let range = range(this.min, this.max, cx);
        Some(RangeByTargets { from: from?, to: this.to, range })
    }
}

varying_fields! {
    /// The duration of a project in months: exactly, or between.
    DurationFields / OtherDuration -> Duration, "a duration with \"exactly\", or \"min\" and \"max\", in months" {
        /// So many months, and neither min nor max.
        exactly: i64 = Whole::of("a whole number of months"),
        /// The fewest months.
        min: i64 = Whole::of("a whole number of months"),
        /// The most months.
        max: i64 = Whole::of("a whole number of months"),
    }
    finish |this, cx, wrong| {
        let bounds = (this.exactly, this.min, this.max);
        match bounds {
            (Some(months), None, None) => {
                Some(Duration { min: Some(months), max: Some(months) })
            },
            (None, min, max) if min.is_some() || max.is_some() => {
                if let (Some(min), Some(max)) = (min, max) && min > max {
                    cx.problem(format!("the minimum must not be above the maximum (found {min} and {max} months)"));
                }
                Some(Duration { min, max })
            }
            _ => {
                if !wrong.of(&["exactly", "min", "max"]) {
                    cx.problem("a duration must have \"exactly\", or else \"min\", \"max\" or both".to_owned());
                }
                None
            }
        }
    }
}

sourced_fields! {
    /// A text with its source.
    TextFields -> String, "a text with \"text\"" {
        /// The text.
        text: String = SomeText,
    }
    finish |this, cx, wrong| { cx.required(this.text, "text", wrong) }
}

sourced_fields! {
    /// A list of texts with its source.
    ItemsFields -> Vec<String>, "a list of texts with \"items\"" {
        /// The texts.
        items: Vec<String> = List("a list of texts", || SomeText),
    }
    finish |this, cx, wrong| { cx.required(this.items, "items", wrong) }
}

/// Id, question, what follows from yes, what follows from no.
pub(super) type RawQuestion = (String, String, String, String);

/// What is wrong with the id of a question that is one of the crate's own.
fn own_id(id: &str) -> Option<String> {
    let own = ["budget-", "law-"].into_iter().find(|own| id.starts_with(own))?;
    Some(format!("an id must not start with {own:?}: those are the crate's own"))
}

/// What is wrong with a question whose id another one has.
pub(super) fn same_id(before: &[Raw<RawQuestion>], question: &Raw<RawQuestion>) -> Option<String> {
    let id = &question.value.0;
    let twice = before.iter().any(|other| other.value.0 == *id);
    twice.then(|| format!("each question must have an id of its own (found {id:?} twice)"))
}

sourced_fields! {
    /// A point that the sources leave open, asked so that yes never admits less than no.
    QuestionFields -> RawQuestion, "an open question with \"id\", \"question\", \"yes\" and \"no\"" {
        /// A short name, by which points refer to it and callers pin a reading.
        id: String = checked(SomeText, |id: &String| own_id(id)),
        /// The question, in one sentence.
        question: String = SomeText,
        /// What follows from yes.
        yes: String = SomeText,
        /// What follows from no.
        no: String = SomeText,
    }
    finish |this, cx, wrong| {
        let id = cx.required(this.id, "id", wrong);
        let question = cx.required(this.question, "question", wrong);
        let yes = cx.required(this.yes, "yes", wrong);
        let no = cx.required(this.no, "no", wrong);
        // One with a fault is asked all the same: what names it has none.
        id.map(|id| (id, question.unwrap_or_default(), yes.unwrap_or_default(), no.unwrap_or_default()))
    }
}

fields! {
    /// Something on which the sources differ and no outcome depends.
    pub(super) DifferenceFields -> (String, Vec<Raw<String>>), "a difference with \"about\" and \"values\"" {
        /// What they differ on.
        about: String = SomeText,
        /// What each of them says.
        values: Vec<Raw<String>> = List("a list of values", object::<TextFields>),
    }
    finish |this, cx, wrong| {
        let about = cx.required(this.about, "about", wrong);
        let values = cx.required(this.values, "values", wrong);
        Some((about?, values?))
    }
}

fields! {
    /// What the call says of itself. No outcome depends on it.
    #[derive(Clone)]
    pub(super) DescriptionFields -> DescriptionFields, "what the call says of itself, an object" {
        /// The title of the topic.
        title: Raw<String> = object::<TextFields>(),
        /// The programme.
        programme: Raw<String> = object::<TextFields>(),
        /// What the topic is for, in a sentence.
        overview: Raw<String> = object::<TextFields>(),
        /// What projects are expected to contribute.
        contribution: Raw<String> = object::<TextFields>(),
        /// The objectives.
        objectives: Raw<Vec<String>> = object::<ItemsFields>(),
        /// Activities that can be funded.
        activities: Raw<Vec<String>> = object::<ItemsFields>(),
        /// Who can apply, in words.
        eligibility: Raw<Vec<String>> = object::<ItemsFields>(),
        /// How to apply.
        how_to_apply: Raw<Vec<String>> = object::<ItemsFields>(),
        /// Remarks on the record.
        notes: Raw<Vec<String>> = object::<ItemsFields>(),
        /// The procedure, such as submission in one stage.
        procedure: Raw<String> = object::<TextFields>(),
        /// The specific objective of the Fund that it serves.
        specific_objective: Raw<String> = object::<TextFields>(),
    }
    finish |this, _cx, _wrong| {
        Some(this)
    }
}
