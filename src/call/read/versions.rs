//! A call as its document stood in each version.

use std::sync::Arc;

use super::citation::Raw;
use super::head::Head;
use super::resolve::Resolve;
use super::silence;
use super::table::{Conditions, RawConditions};
use super::version::Version;
use crate::call::{Call, CountingBasis, Documents, Fault, Made, Point, beneath, opened};
use crate::country::Country;
use crate::fund::ProgrammingPeriod;
use crate::id::TopicId;
use crate::input::Cx;

/// A call as read, with the faults in which it contradicts itself.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) call: Call,
    pub(crate) faults: Vec<Fault>,
}

/// Puts a call together, with each of its later versions, and finds where it contradicts itself. Where the topic is not
/// known, whatever else is wrong is found as in a call of no topic.
pub(super) fn call_of(
    topic: Option<TopicId>,
    mut head: Box<Head>,
    conditions: Box<RawConditions>,
    cx: &mut Cx,
) -> Option<Box<Read>> {
    let topic = topic.or_else(|| STAND_IN.parse().ok())?;
    let versions = head.versions.take().unwrap_or_default();
    let first = head.published.as_ref().map(|p| p.value);
    let mut day = first;
    for version in versions.iter().map(|version| &version.value) {
        // Of two versions of one day the order of the list tells which came later.
        if day.is_some_and(|before| version.published < before) {
            cx.problem_at_mark(version.dated, || {
                format!("version {} must not be earlier than the one before it", version.name)
            });
        }
        day = Some(version.published);
    }
    // A version that changes no recorded condition is the one before it under another name.
    if versions.iter().all(|version| version.value.changes.places.is_empty()) {
        let documents = if versions.is_empty() { None } else { head.documents.clone() };
        let mut call = put_together(topic, head, conditions, cx)?;
        let resolve = Resolve::new(documents.unwrap_or_default(), Vec::new());
        let later = versions.into_iter().map(|raw| Call {
            version: raw.value.name,
            published: Some(raw.value.published),
            version_source: resolve.citations(raw.source),
            ..call.clone()
        });
        let later: Vec<Call> = later.collect();
        let faults = call.validate();
        call.later = later;
        return Some(Box::new(Read { call, faults }));
    }
    let mut call = put_together(topic.clone(), head.clone(), conditions.clone(), cx)?;
    let mut standing = conditions;
    for version in versions {
        let Raw { value: Version { name, published, changes, .. }, source } = version;
        standing.replace(&changes.places, &changes.conditions);
        // What is wrong with the first version is told once.
        let later = cx.nothing_twice(|cx| {
            let mut later = put_together(topic.clone(), head.clone(), standing.clone(), cx)?;
            later.version = name;
            later.published = Some(published);
            let names = Call::condition_names().iter().enumerate();
            later.text.changes =
                names.filter(|(at, _)| changes.places.contains(at)).map(|(_, name)| *name).collect();
            let resolve = Resolve::new(head.documents.clone().unwrap_or_default(), Vec::new());
            later.version_source = resolve.citations(source);
            Some(later)
        });
        call.later.extend(later);
    }
    let faults = call.validate();
    Some(Box::new(Read { call, faults }))
}

/// In the place of a topic that is missing or none.
const STAND_IN: &str = "EXAMPLE-01";

fn put_together(topic: TopicId, head: Box<Head>, mut raw: Box<RawConditions>, cx: &mut Cx) -> Option<Call> {
    let documents = head.documents.unwrap_or_default();
    let mut resolve = Resolve::new(Arc::clone(&documents), head.open_questions.unwrap_or_default());
    resolve.topic = Some(topic.clone());
    resolve.day = raw.day();
    resolve.counts_eligible = raw.counts_eligible();
    let own_questions = resolve.questions.len();
    // Those on budgets come last: they have questions of their own, whatever else is open.
    let budget_rules = raw.budget_rules.take().unwrap_or_default();
    let conditions = Conditions::stated(*raw, &mut resolve, cx);
    let published = head.published.map(|raw| resolve.sourced(raw));
    let mut call = Call {
        call: match head.call {
            Some(call) => call,
            None => topic.as_str().parse().ok()?,
        },
        topic,
        version: head.version.unwrap_or_else(|| "not stated".to_owned()),
        published: published.as_ref().map(|p| p.value),
        version_source: published.map(|p| p.source).unwrap_or_default(),
        completeness: head.completeness,
        procedure: head.procedure,
        documents: Documents(documents),
        description: resolve.description(head.description.unwrap_or_default()),
        conditions,
        questions: Arc::default(),
        own_questions,
        stated_questions: 0,
        not_stated: head.not_stated.unwrap_or_default(),
        differences: resolve.differences(head.source_differences.unwrap_or_default()),
        silent_roles: None,
        silent_countries: None,
        silent_britain: None,
        beneath: None,
        assumed: Vec::new(),
        usual_minima: None,
        supposed: Vec::new(),
        presumed: Vec::new(),
        made: Made::default(),
        later: Vec::new(),
        text: Default::default(),
    };
    if call.conditions.roles.is_none() {
        call.silent_roles = Some(resolve.silent(&silence::LEGAL_FORMS));
    }
    if call.conditions.countries.is_none() {
        let under_the_act = call.is_under_article_24();
        let silence = if under_the_act { &silence::COUNTRIES_OF_THE_ACT } else { &silence::COUNTRIES };
        let silent = resolve.silent(silence);
        call.silent_countries = Some(silent);
        if under_the_act {
            let unbound = resolve.silent(&silence::UNBOUND);
            call.beneath = call.countries_of_the_act(silent, unbound);
        }
    }
    call.let_british_bodies_in(&mut resolve);
    call.leave_british_places_open(&mut resolve);
    let stated = resolve.questions.len();
    call.conditions.budget_rules = resolve.budget_rules(budget_rules, stated);
    call.stated_questions = stated;
    let on_support = call.leaves_emergency_support_open().then(|| beneath::ON_EMERGENCY_SUPPORT.clone());
    let own = opened::QUESTIONS
        .saturating_add(beneath::QUESTIONS)
        .saturating_add(usize::from(on_support.is_some()));
    let most = 64usize.saturating_sub(own);
    if stated > most {
        cx.problem_at("open_questions", format!("a call must not have more than {most} open questions, those included that its silence leaves open (found {stated})"));
        return None;
    }
    resolve.questions.extend_from_slice(&*opened::ASKED);
    resolve.questions.extend_from_slice(beneath::asked(call.day()));
    resolve.questions.extend(on_support);
    call.questions = Arc::new(resolve.questions);
    call.pin();
    Some(call)
}

impl RawConditions {
    /// The day of the opening, or of the deadline where no opening is stated.
    fn day(&self) -> Option<chrono::NaiveDate> {
        let opening = self.opening.as_ref().map(|opening| opening.no.value);
        opening.or_else(|| self.deadline.as_ref().map(|deadline| deadline.no.value.0.0))
    }

    /// Whether a minimum counts eligible countries.
    fn counts_eligible(&self) -> bool {
        let stated = [&self.minimum_applicants, &self.minimum_countries];
        let mut minima = stated.into_iter().chain([&self.least_applicants, &self.least_countries]).flatten();
        minima.any(|minimum| minimum.no.value.counting == CountingBasis::EligibleCountries)
    }
}

impl Call {
    /// In calls of 2014–2020 that open after the withdrawal British bodies stay eligible under the Withdrawal
    /// Agreement, unless the call says otherwise; whether they count to the minima is open.
    fn let_british_bodies_in(&mut self, resolve: &mut Resolve) {
        let Ok(state) = "GB".parse::<Country>() else { return };
        if self.period() != Some(ProgrammingPeriod::From2014) || self.takes_as_member_state(state) {
            return;
        }
        let Some(countries) = self.conditions.countries.as_mut() else {
            // Whether it is eligible at all is the question on every country then.
            self.silent_britain = Some(resolve.silent(&silence::UNITED_KINGDOM));
            return;
        };
        let countries = &mut countries.value;
        if countries.except.contains(&state) || countries.points.iter().any(|(c, _)| *c == state) {
            return;
        }
        countries.points.push((state, Point::Settled(true)));
        let counts = resolve.silent(&silence::UNITED_KINGDOM);
        countries.counted.push((state, counts));
    }

    /// Whether places go with the United Kingdom in a call of 2014–2020 that names them nowhere is open, unless the call
    /// leaves the United Kingdom out.
    fn leave_british_places_open(&mut self, resolve: &mut Resolve) {
        let Ok(state) = "GB".parse::<Country>() else { return };
        let day = self.day().filter(|_| self.period() == Some(ProgrammingPeriod::From2014));
        let Some((day, countries)) = day.zip(self.conditions.countries.as_mut()) else { return };
        let countries = &mut countries.value;
        let barred = countries.points.iter().any(|(c, p)| *c == state && *p == Point::Settled(false));
        if barred || countries.except.contains(&state) {
            return;
        }
        let goes = resolve.silent(&silence::BRITISH_TERRITORIES);
        countries.leave_british_places(day, goes);
    }
}
