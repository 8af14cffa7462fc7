//! Reading `amif-usual/1`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Asks, Presumption, Strength, UsualReading, UsualTerms, Value, Whose, cited};
use crate::fund::ProgrammingPeriod;
use crate::id::{CallId, TopicId};
use crate::input::{
    Cx, Distinct, Flag, List, Mark, Object, Parsed, PlainText, Shape, Whole, checked, fields, object, placed,
    unknown,
};
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
    /// Where that stands.
    at: Mark,
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
        let topics = cx.required(this.topics, "topics", wrong);
        let calls = cx.required(this.calls, "calls", wrong);
        let value = match (this.value, this.applicants.zip(this.countries), this.percent) {
            (Some(yes), None, None) => Some(Value::Is(yes)),
            (None, Some((applicants, countries)), None) => Some(Value::Minima { applicants, countries }),
            (None, None, Some(rate)) => Some(Value::Rate(rate)),
            _ => {
                if !wrong.of(&["value", "applicants", "countries", "percent"]) {
                    cx.problem("a reading must have \"value\", or \"applicants\" and \"countries\", or \"percent\"".to_owned());
                }
                None
            }
        };
        if let (Some(topics), Some(calls)) = (&topics, calls)
            && (calls == 0 || topics.len() < usize::try_from(calls).unwrap_or(usize::MAX))
            && !wrong.of(&["topics"])
        {
            cx.problem_at("calls", format!("the calls must be from 1 to {}, the number of topics", topics.len()));
        }
        Some(UsualReading { value: value?, topics: topics?, calls: calls? })
    }
}

fields! {
    /// A condition with the values that calls give it.
    pub(super) TermFields -> RawTerm, "a term with \"condition\" and \"readings\"" {
        /// The condition.
        condition: (Mark, String) = placed(checked(PlainText, |name: &String| no_condition(name))),
        /// The role that calls say it of, where they say nothing of the role that it is presumed of.
        by: Role = Parsed::of("a role"),
        /// The values, the one that admits most first.
        readings: Vec<(Mark, UsualReading)> =
            List("a list of readings", || placed(object::<ReadingFields>())),
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.condition, "condition", wrong);
        let readings = cx.required(this.readings, "readings", wrong);
        let ((at, name), readings) = (name?, readings?);
        let mut asks = condition(&name)?;
        if let Asks::Form { by, .. } = &mut asks {
            *by = this.by;
        }
        judge(asks, &readings, wrong.of(&["readings"]), cx);
        Some(RawTerm { name, at, asks, readings: readings.into_iter().map(|(_, reading)| reading).collect() })
    }
}

/// What is wrong with the name of a condition of which no term is one.
fn no_condition(name: &str) -> Option<String> {
    let none = condition(name).is_none();
    none.then(|| {
        let message = unknown("the condition", name, allowed());
        format!(
            "{message}; a usual term must be of one of these, and never of an amount, a date, a duration, an annex or an activity"
        )
    })
}

/// What is wrong with a term of whose condition there was one before.
fn same_condition(before: &[RawTerm], term: &RawTerm) -> Option<String> {
    let name = &term.name;
    let twice = before.iter().any(|other| other.name == *name);
    twice.then(|| format!("two terms for {name:?}; a condition must have one"))
}

/// What must hold of a term whoever it is presumed of. Where some reading could not be read, how many there are is not
/// known.
fn judge(asks: Asks, readings: &[(Mark, UsualReading)], unread: bool, cx: &mut Cx) {
    let fits = |value: Value| match asks {
        Asks::Form { .. } | Asks::Affiliated | Asks::Countries => matches!(value, Value::Is(_)),
        Asks::Minima | Asks::MinimumApplicants | Asks::MinimumCountries => {
            matches!(value, Value::Minima { .. })
        }
        Asks::Rate => matches!(value, Value::Rate(_)),
    };
    for (at, _) in readings.iter().filter(|(_, reading)| !fits(reading.value)) {
        cx.problem_at_mark(*at, || "a reading must have the value that its condition has".to_owned());
    }
    if !asks.of_minima() && readings.len() != 1 && !unread {
        let message = "a term must have one reading: where calls differ, nothing is presumed".to_owned();
        cx.problem_at("readings", message);
    }
    if readings.is_empty() && !unread {
        cx.problem_at("readings", "a term must have a reading".to_owned());
    }
    if let Asks::Form {
        form: form @ (LegalForm::ProfitMaking | LegalForm::InternationalOrganisation), ..
    } = asks
    {
        for (at, _) in readings.iter().filter(|(_, reading)| reading.value == Value::Is(false)) {
            cx.problem_at_mark(*at, || format!("a usual term must not bar a {}", form.words()));
        }
    }
    for pair in readings.windows(2) {
        if let [(_, before), (at, next)] = pair
            && before.minima() >= next.minima()
        {
            cx.problem_at_mark(*at, || "minima must be listed once each, the smallest first".to_owned());
        }
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
        terms: Vec<RawTerm> = Distinct("a list of terms", object::<TermFields>, same_condition),
    }
    finish |this, cx, wrong| {
        cx.required(this.schema, "schema", wrong);
        let strength = cx.required(this.strength, "strength", wrong);
        let seen_until = cx.required(this.seen_until, "seen_until", wrong);
        let ends = cx.required(this.ends, "ends", wrong);
        let raw = cx.required(this.terms, "terms", wrong);
        let unread = wrong.of(&["call", "period"]);
        let whose = match (strength, this.call, this.period) {
            (Some(Strength::SameCall), Some(call), None) => {
                let whose = format!("the call {call}");
                Some((Whose::Call(call), whose))
            }
            (Some(Strength::Period), None, Some(period)) => {
                Some((Whose::Period(period), format!("calls of {period}")))
            }
            (Some(Strength::SameCall), ..) if !unread => {
                cx.problem("terms of the same call must name their \"call\" and no \"period\"".to_owned());
                None
            }
            (Some(Strength::Period), ..) if !unread => {
                cx.problem("terms of a period must name its \"period\" and no \"call\"".to_owned());
                None
            }
            _ => None,
        };
        let first = ProgrammingPeriod::From2014.first_day();
        for (field, day) in [("seen_until", seen_until), ("ends", ends)] {
            if day.is_some_and(|day| day < first) {
                cx.problem_at(field, format!("the day must not be before {first}, when the Fund began"));
            }
        }
        for RawTerm { name, at, readings, .. } in raw.iter().flatten() {
            let calls = readings.iter().map(|reading| reading.calls).max().unwrap_or_default();
            if strength == Some(Strength::Period) && calls < 2 {
                cx.problem_at_mark(*at, || {
                    format!("the term for {name:?} rests on {calls} calls; one of a period must rest on two at least")
                });
            }
        }
        let (strength, (of, whose), seen_until, ends) = (strength?, whose?, seen_until?, ends?);
        let mut terms: Vec<Arc<Presumption>> = Vec::new();
        for RawTerm { asks, readings, .. } in raw? {
            let source = cited(&whose, &readings);
            let (whose, period) = (whose.clone(), this.period);
            terms.push(Arc::new(Presumption { asks, strength, whose, period, seen_until, ends, readings, source }));
        }
        Some(UsualTerms { strength, of, seen_until, ends, terms })
    }
}
