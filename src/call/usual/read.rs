//! Reading `amif-usual/1`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Asks, Presumption, Strength, UsualReading, UsualTerms, Value, Whose, cited};
use crate::fund::ProgrammingPeriod;
use crate::id::{CallId, TopicId};
use crate::input::{Cx, Flag, List, Object, Parsed, PlainText, Shape, Whole, fields, object, unknown};
use crate::money::Rate;
use crate::organisation::{LegalForm, Role};
use crate::shape::{Day, Schema};

pub(super) fn terms() -> impl Shape<Out = UsualTerms> {
    Object(TermsFields::default())
}

/// The conditions that have no legal form in their name.
const PLAIN: [(&str, Asks); 4] = [
    ("counting/affiliated_entities", Asks::Affiliated),
    ("minima", Asks::Minima),
    ("countries", Asks::Countries),
    ("funding_rate", Asks::Rate),
];

/// A condition by its name: `roles/ROLE/FORM`, or one of the [`PLAIN`] ones.
fn condition(name: &str) -> Option<Asks> {
    if let Some((_, asks)) = PLAIN.iter().find(|(plain, _)| *plain == name) {
        return Some(*asks);
    }
    let (role, form) = name.strip_prefix("roles/")?.split_once('/')?;
    let role = role.parse().ok().filter(|role: &Role| role.is_funded())?;
    Some(Asks::Form { role, form: form.parse().ok()?, by: None })
}

fn allowed() -> impl Iterator<Item = &'static str> {
    PLAIN.iter().map(|(name, _)| *name).chain(["roles/coordinator/public_body"])
}

/// A term before it is known whose it is.
pub(super) struct RawTerm {
    name: String,
    asks: Asks,
    readings: Vec<UsualReading>,
}

fields! {
    /// One of the values that calls give a condition.
    pub(super) ReadingFields -> UsualReading, "a reading with its value, \"topics\" and \"calls\"" {
        /// Whether the role admits the form, or the entities count.
        value: bool = Flag,
        /// How many applicants at least.
        applicants: u32 = Whole::of("a whole number from 1"),
        /// From how many countries at least.
        countries: u32 = Whole::of("a whole number from 1"),
        /// The highest funding rate, in per cent.
        percent: Rate = Parsed::of("a number of per cent such as \"90\""),
        /// The topics that state it.
        topics: Vec<TopicId> = List("a list of topics", || Parsed::of("a topic identifier")),
        /// How many calls they are of.
        calls: u32 = Whole::of("a whole number from 1"),
    }
    finish |this, cx, wrong| {
        let topics = cx.required(this.topics, "topics", wrong)?;
        let calls = cx.required(this.calls, "calls", wrong)?;
        let value = match (this.value, this.applicants.zip(this.countries), this.percent) {
            (Some(yes), None, None) => Value::Is(yes),
            (None, Some((applicants, countries)), None) => Value::Minima { applicants, countries },
            (None, None, Some(rate)) => Value::Rate(rate),
            _ => {
                cx.problem("a reading must have \"value\", or \"applicants\" and \"countries\", or \"percent\"".to_owned());
                return None;
            }
        };
        if calls == 0 || topics.len() < usize::try_from(calls).unwrap_or(usize::MAX) {
            cx.problem_at("calls", format!("the calls must be from 1 to {}, the number of topics", topics.len()));
        }
        Some(UsualReading { value, topics, calls })
    }
}

fields! {
    /// A condition with the values that calls give it.
    pub(super) TermFields -> RawTerm, "a term with \"condition\" and \"readings\"" {
        /// The condition.
        condition: String = PlainText,
        /// The role that calls say it of, where they say nothing of the role that it is presumed of.
        by: Role = Parsed::of("a role"),
        /// The values, the one that admits most first.
        readings: Vec<UsualReading> = List("a list of readings", object::<ReadingFields>),
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.condition, "condition", wrong)?;
        let readings = cx.required(this.readings, "readings", wrong)?;
        let Some(mut asks) = condition(&name) else {
            let message = unknown("the condition", &name, allowed());
            cx.problem_at("condition", format!("{message}; a usual term must be of one of these, and never of an amount, a date, a duration, an annex or an activity"));
            return None;
        };
        if let Asks::Form { by, .. } = &mut asks {
            *by = this.by;
        }
        judge(asks, &readings, cx);
        Some(RawTerm { name, asks, readings })
    }
}

/// What must hold of a term whoever it is presumed of.
fn judge(asks: Asks, readings: &[UsualReading], cx: &mut Cx) {
    let fits = |value: Value| match asks {
        Asks::Form { .. } | Asks::Affiliated | Asks::Countries => matches!(value, Value::Is(_)),
        Asks::Minima => matches!(value, Value::Minima { .. }),
        Asks::Rate => matches!(value, Value::Rate(_)),
    };
    if !readings.iter().all(|reading| fits(reading.value)) {
        cx.problem_at("readings", "a reading must have the value that its condition has".to_owned());
    }
    if asks != Asks::Minima && readings.len() != 1 {
        let message = "a term must have one reading: where calls differ, nothing is presumed".to_owned();
        cx.problem_at("readings", message);
    }
    if readings.is_empty() {
        cx.problem_at("readings", "a term must have a reading".to_owned());
    }
    if let Asks::Form {
        form: form @ (LegalForm::ProfitMaking | LegalForm::InternationalOrganisation), ..
    } = asks
        && readings.iter().any(|reading| reading.value == Value::Is(false))
    {
        cx.problem_at("readings", format!("a usual term must not bar a {}", form.words()));
    }
    let rising = |pair: &[UsualReading]| match pair {
        [a, b] => a.minima() < b.minima(),
        _ => true,
    };
    if !readings.windows(2).all(rising) {
        cx.problem_at("readings", "minima must be listed once each, the smallest first".to_owned());
    }
}

fields! {
    /// Usual terms: what other calls say.
    pub(super) TermsFields -> UsualTerms, "usual terms, an object" {
        /// The name of the format.
        schema: () = Schema("amif-usual/1"),
        /// How near the terms are to the calls that they are presumed of.
        strength: Strength = Parsed::of("a strength"),
        /// The call whose topics share them.
        call: CallId = Parsed::of("a call identifier"),
        /// The programming period whose calls share them.
        period: ProgrammingPeriod = Parsed::of("a programming period"),
        /// The last deadline of the calls that were looked at.
        seen_until: NaiveDate = Day,
        /// The last day on which a call may open for the terms to be presumed of it.
        ends: NaiveDate = Day,
        /// The terms.
        terms: Vec<RawTerm> = List("a list of terms", object::<TermFields>),
    }
    finish |this, cx, wrong| {
        cx.required(this.schema, "schema", wrong);
        let strength = cx.required(this.strength, "strength", wrong)?;
        let (of, whose) = match (strength, this.call, this.period) {
            (Strength::SameCall, Some(call), None) => {
                let whose = format!("the call {call}");
                (Whose::Call(call), whose)
            }
            (Strength::Period, None, Some(period)) => (Whose::Period(period), format!("calls of {period}")),
            (Strength::SameCall, ..) => {
                cx.problem("terms of the same call must name their \"call\" and no \"period\"".to_owned());
                return None;
            }
            (Strength::Period, ..) => {
                cx.problem("terms of a period must name its \"period\" and no \"call\"".to_owned());
                return None;
            }
        };
        let seen_until = cx.required(this.seen_until, "seen_until", wrong)?;
        let ends = cx.required(this.ends, "ends", wrong)?;
        let first = ProgrammingPeriod::From2014.first_day();
        for (field, day) in [("seen_until", seen_until), ("ends", ends)] {
            if day < first {
                cx.problem_at(field, format!("the day must not be before {first}, when the Fund began"));
            }
        }
        let raw = cx.required(this.terms, "terms", wrong)?;
        let mut terms: Vec<Arc<Presumption>> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for RawTerm { name, asks, readings } in raw {
            if names.contains(&name) {
                cx.problem_at("terms", format!("two terms for {name:?}; a condition must have one"));
                continue;
            }
            let calls = readings.iter().map(|reading| reading.calls).max().unwrap_or_default();
            if strength == Strength::Period && calls < 2 {
                cx.problem_at("terms", format!("the term for {name:?} rests on {calls} calls; one of a period must rest on two at least"));
            }
            names.push(name);
            let source = cited(&whose, &readings);
            let (whose, period) = (whose.clone(), this.period);
            terms.push(Arc::new(Presumption { asks, strength, whose, period, seen_until, ends, readings, source }));
        }
        Some(UsualTerms { strength, of, seen_until, ends, terms })
    }
}
