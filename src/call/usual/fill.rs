//! A call under the usual terms: its silence filled, everything that it states left as it is.

use std::sync::Arc;

use super::{Asks, Presumption, Procedure, UsualTerms, Value, Whose};
use crate::call::condition::{Condition, CountingBasis, Countries, GrantRange, Minimum, Roles, Sourced};
use crate::call::point::Point;
use crate::call::question::{OpenQuestion, Reading};
use crate::call::{Call, Made};
use crate::fund::ProgrammingPeriod;
use crate::input::{InputError, Problem};
use crate::law::{Basis, Citation};

/// Finds the nearest term of what is wanted.
type Find<'a> = &'a dyn Fn(&dyn Fn(Asks) -> bool) -> Option<Arc<Presumption>>;

/// Which of the minima of other calls it is.
const USUAL_MINIMA: &str = "usual-minima";

impl Call {
    /// How applicants come to a grant under the call; `None` where the file does not say.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.procedure(), Some(amif::call::Procedure::OpenCall));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn procedure(&self) -> Option<Procedure> {
        self.procedure
    }

    /// The same call with what it does not state presumed as other calls have it; reports and proofs made with it
    /// record every presumption. What the call states, and its open questions, stay as they are, and so does what no
    /// other call tells: amounts, durations, dates. Where other calls give several values, an open question decides
    /// between them.
    ///
    /// Only open calls are concerned whose document was not read: of a document that was read, silence is silence.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// assert!(call.roles().is_none() && call.minimum_applicants().is_none());
    /// let presumed = call.with_usual_terms();
    /// assert!(presumed.roles().is_some());
    /// assert_eq!(presumed.minimum_applicants().map(|m| m.value.at_least), Some(5));
    /// assert!(presumed.presumed().any(|p| p.to_string().contains("3 from 3")));
    /// // A call that states everything has nothing presumed of it.
    /// let seed = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(&seed.with_usual_terms(), seed);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn with_usual_terms(&self) -> Call {
        let mut call = self.filled(UsualTerms::shipped()).unwrap_or_else(|| self.clone());
        call.later = self.later.iter().map(Call::with_usual_terms).collect();
        call
    }

    /// What is presumed of the call by usual terms.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// assert_eq!(call.presumed().count(), 0);
    /// assert!(call.with_usual_terms().presumed().count() > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn presumed(&self) -> impl Iterator<Item = &Presumption> {
        self.presumed.iter().map(|term| &**term)
    }

    /// Whether the minima are those of other calls.
    pub(crate) fn presumes_minima(&self) -> bool {
        self.presumed().any(|term| term.asks.of_minima())
    }

    /// Whether one of the minima is that of other calls.
    pub(crate) fn presumes_minimum(&self, minimum: &Condition<Minimum>) -> bool {
        self.presumed().any(|term| term.asks.of_minima() && term.source == minimum.stated().source)
    }

    /// The question that only the usual terms raise, where they are not presumed yet.
    pub(in crate::call) fn usual_question(&self) -> Option<&OpenQuestion> {
        if self.presumes_minima() {
            return None;
        }
        self.under_usual_terms()?.questions.iter().find(|question| question.id == USUAL_MINIMA)
    }

    /// Whether a question is which of the minima of other calls the call has.
    pub(crate) fn asks_for_usual_minima(&self, question: &OpenQuestion) -> bool {
        question.id == USUAL_MINIMA && self.presumes_minima()
    }

    /// The call for the answer under the usual terms: with what no other call tells left out. `None` where usual
    /// terms are not presumed of the call.
    pub(crate) fn under_usual_terms(&self) -> Option<&Call> {
        let made = self.made.under_usual.get_or_init(|| {
            let mut call = self.filled(UsualTerms::shipped())?;
            let grants = &mut call.conditions.grant;
            if let Some(condition) = grants.stated.as_mut() {
                let stated = |range: &GrantRange| GrantRange::stated(range.min, range.max);
                *condition = condition.map(stated);
            }
            grants
                .by_targets
                .iter_mut()
                .for_each(|row| row.range = GrantRange::stated(row.range.min, row.range.max));
            call.pin();
            Some(Box::new(call))
        });
        made.as_deref()
    }

    /// Whether usual terms may be presumed at all: of an open call whose document was not read.
    fn leaves_room(&self) -> bool {
        let conditions = &self.conditions;
        let read = |source: &[Citation]| source.iter().any(|c| c.basis() == Basis::CallDocument);
        let document_read = conditions.roles.as_ref().is_some_and(|c| read(&c.source))
            || conditions.countries.as_ref().is_some_and(|c| read(&c.source))
            || [&conditions.minimum_applicants, &conditions.minimum_countries]
                .into_iter()
                .flatten()
                .any(|c| read(&c.stated().source))
            || conditions.funding_rate.as_ref().is_some_and(|c| read(&c.stated().source))
            || conditions.duration.as_ref().is_some_and(|c| read(&c.stated().source))
            || conditions.grant.stated.as_ref().is_some_and(|c| read(&c.stated().source));
        self.procedure == Some(Procedure::OpenCall) && !document_read
    }

    /// The call with its silence filled; `None` where no set of terms is for it.
    fn filled(&self, sets: &[UsualTerms]) -> Option<Call> {
        let opening = self.opening().map(|o| o.value);
        let day = opening.or_else(|| self.deadline().map(|d| d.value.local().date()))?;
        let sets: Vec<&UsualTerms> = sets.iter().filter(|set| set.is_for(self, day)).collect();
        if sets.is_empty() || !self.leaves_room() {
            return None;
        }
        let find = |asks: &dyn Fn(Asks) -> bool| {
            sets.iter().flat_map(|set| &set.terms).find(|term| asks(term.asks)).map(Arc::clone)
        };
        let mut call = Call { later: Vec::new(), usual_minima: None, ..self.clone() };
        call.presume_roles(&find);
        let is = |wanted: Asks| find(&move |asks| asks == wanted);
        if let Some(term) = is(Asks::Affiliated)
            && call.is_silence(call.conditions.counting.affiliated_entities)
            && let Some(counts) = term.is()
        {
            call.conditions.counting.affiliated_entities = Point::Settled(counts);
            call.presumed.push(term);
        }
        if let Some(term) = is(Asks::Minima)
            && (call.conditions.minimum_applicants.is_none() || call.conditions.minimum_countries.is_none())
        {
            call.presume_minima(term, self.usual_minima);
        }
        if let Some(term) = is(Asks::Countries)
            && call.conditions.countries.is_none()
        {
            call.presume_countries(term, day);
        }
        if let Some(term) = is(Asks::Rate)
            && call.conditions.funding_rate.is_none()
            && let Some(Value::Rate(rate)) = term.readings.first().map(|reading| reading.value)
        {
            let source = term.source.clone();
            call.conditions.funding_rate = Some(Condition::new(Sourced { value: rate, source }, None));
            call.presumed.push(term);
        }
        call.pin();
        Some(call)
    }

    /// Whether a point depends on a question that the call's silence raises, and not on one that its sources ask.
    fn is_silence(&self, point: Point) -> bool {
        match point {
            Point::Open(question) => {
                let question = usize::from(question);
                (self.own_questions..self.stated_questions).contains(&question)
                    && self.pinned(question).is_none()
            }
            Point::Settled(_) => false,
        }
    }

    fn presume_roles(&mut self, find: Find<'_>) {
        let stated = self.conditions.roles.clone();
        let silent = self.silent_roles.unwrap_or(Point::Settled(false));
        let mut roles =
            stated.unwrap_or_else(|| Sourced { value: Roles::silent(silent), source: Vec::new() });
        let mut used: Vec<Arc<Presumption>> = Vec::new();
        for (role, form, point) in &mut roles.value.rows {
            let same =
                |asks: Asks| matches!(asks, Asks::Form { role: r, form: f, .. } if (r, f) == (*role, *form));
            if let Some(term) = find(&same)
                && self.is_silence(*point)
                && let Some(admitted) = term.is()
            {
                *point = Point::Settled(admitted);
                used.push(term);
            }
        }
        if used.is_empty() {
            return;
        }
        for citation in used.iter().flat_map(|term| &term.source) {
            if !roles.source.contains(citation) {
                roles.source.push(citation.clone());
            }
        }
        self.conditions.roles = Some(roles);
        self.presumed.extend(used);
    }

    /// What holds under the smallest minima of other calls, and under the largest, holds under those between. Of a call
    /// that states one of the two the other is presumed, and never more countries than applicants.
    fn presume_minima(&mut self, term: Arc<Presumption>, answer: Option<Reading>) {
        let of = |reading: Option<&super::UsualReading>| reading.and_then(super::UsualReading::minima);
        let Some((least, most)) = of(term.readings.first()).zip(of(term.readings.last())) else { return };
        let place = self.questions.len();
        let Some(question) = u8::try_from(place).ok().filter(|place| *place < 64) else { return };
        let numbers = |minimum: &Condition<Minimum>| -> Vec<u32> {
            minimum.values().map(|minimum| minimum.at_least).collect()
        };
        let applicants = self.conditions.minimum_applicants.as_ref();
        let countries = self.conditions.minimum_countries.as_ref();
        let stated_counting = applicants.or(countries).map(|minimum| minimum.stated().value.counting);
        let (asks, least, most) = match (applicants.map(numbers), countries.map(numbers)) {
            (Some(_), Some(_)) => return,
            (None, None) => (Asks::Minima, least, most),
            (Some(stated), None) => {
                let within = |from: u32| stated.iter().fold(from, |from, number| from.min(*number));
                (Asks::MinimumCountries, (least.0, within(least.1)), (least.0, within(most.1)))
            }
            (None, Some(stated)) => {
                let beyond = |number: u32| stated.iter().fold(number, |number, from| number.max(*from));
                (Asks::MinimumApplicants, (beyond(least.0), least.1), (beyond(most.0), least.1))
            }
        };
        let term = match asks == term.asks {
            true => term,
            false => Arc::new(Presumption { asks, ..Presumption::clone(&term) }),
        };
        if least != most {
            let words = |(applicants, countries): (u32, u32)| match asks {
                Asks::MinimumApplicants => format!("{applicants} applicants"),
                Asks::MinimumCountries => format!("applicants from {countries} countries"),
                Asks::Minima | Asks::Form { .. } | Asks::Affiliated | Asks::Countries | Asks::Rate => {
                    format!("{applicants} applicants from {countries} countries")
                }
            };
            let (fewer, more) = (words(least), words(most));
            let upper = |text: &str| {
                text.replacen("applicants from", "Applicants from", usize::from(text.starts_with('a')))
            };
            let ask = OpenQuestion {
                id: USUAL_MINIMA.to_owned(),
                question: format!("Do {fewer} suffice? The sources do not say; {}.", term.minima_in_words()),
                yes: format!("{} suffice.", upper(&fewer)),
                no: format!("More may be needed: up to {more}."),
                source: term.source.clone(),
            };
            Arc::make_mut(&mut self.questions).push(ask);
            self.assumed.extend(answer.map(|reading| (place, reading)));
        }
        let counting = stated_counting.unwrap_or(match term.period {
            Some(ProgrammingPeriod::From2014) => CountingBasis::MemberStatesExceptDenmark,
            Some(ProgrammingPeriod::From2021) | None => CountingBasis::ParticipatingMemberStates,
        });
        let sourced =
            |at_least| Sourced { value: Minimum { at_least, counting }, source: term.source.clone() };
        let condition = |fewer, more| {
            let yes = (fewer != more).then(|| (question, sourced(fewer)));
            Condition::new(sourced(more), yes)
        };
        let minima = &mut self.conditions;
        minima.minimum_applicants.get_or_insert_with(|| condition(least.0, most.0));
        minima.minimum_countries.get_or_insert_with(|| condition(least.1, most.1));
        self.presumed.push(term);
    }

    /// Member States of the day without Denmark, and the United Kingdom, which counted while it was one of them.
    fn presume_countries(&mut self, term: Arc<Presumption>, day: chrono::NaiveDate) {
        let (Ok(denmark), Ok(britain), Ok(greenland)) = ("DK".parse(), "GB".parse(), "GL".parse()) else {
            return;
        };
        let open = self.silent_countries.unwrap_or(Point::Settled(false));
        let member = crate::country::Country::is_member_state_on(britain, day);
        let mut value = Countries {
            except: vec![denmark],
            overseas_territories: open,
            international_organisations_exempt: open,
            points: vec![(britain, Point::Settled(true)), (greenland, open)],
            negotiating: Vec::new(),
            counted: vec![(
                britain,
                if member { Point::Settled(true) } else { self.silent_britain.unwrap_or(open) },
            )],
            without_funding: Vec::new(),
            with_britain: Vec::new(),
            third_countries: None,
            coordinator: Vec::new(),
        };
        if self.period() == Some(ProgrammingPeriod::From2014) {
            value.leave_british_places(day, open);
        }
        self.conditions.countries = Some(Sourced { value, source: term.source.clone() });
        self.presumed.push(term);
    }
}

impl UsualTerms {
    fn is_for(&self, call: &Call, day: chrono::NaiveDate) -> bool {
        let own = match &self.of {
            Whose::Call(id) => id == call.call(),
            Whose::Period(period) => (period.first_day()..=period.last_day()).contains(&day),
        };
        own && day <= self.ends
    }

    /// Whether a call that the terms are for states the contrary of one. Such a term is no usual one; the call is
    /// untouched by it all the same.
    ///
    /// ```
    /// use amif::{catalogue, usual::UsualTerms};
    ///
    /// assert!(catalogue::calls().all(|call| UsualTerms::shipped().iter().all(|terms| terms.check(call).is_ok())));
    /// ```
    ///
    /// # Errors
    /// Every term that the call contradicts.
    pub fn check(&self, call: &Call) -> Result<(), InputError> {
        let day = call.opening().map(|o| o.value).or_else(|| call.deadline().map(|d| d.value.local().date()));
        if !day.is_some_and(|day| self.is_for(call, day)) {
            return Ok(());
        }
        let rows =
            call.conditions.roles.as_ref().map(|roles| roles.value.rows.as_slice()).unwrap_or_default();
        let contrary = |term: &&Arc<Presumption>| {
            let Some(value) = term.is() else { return false };
            match term.asks {
                Asks::Form { role, form, .. } => rows.contains(&(role, form, Point::Settled(!value))),
                Asks::Affiliated => call.conditions.counting.affiliated_entities == Point::Settled(!value),
                Asks::Minima
                | Asks::MinimumApplicants
                | Asks::MinimumCountries
                | Asks::Countries
                | Asks::Rate => false,
            }
        };
        let problems: Vec<Problem> = self
            .terms
            .iter()
            .filter(contrary)
            .map(|term| {
                let message = format!(
                    "{}: the call {} states the contrary; a usual term must not contradict a call that it is for",
                    term.condition(),
                    call.topic()
                );
                Problem { path: String::new(), position: None, message }
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(InputError::many(problems)) }
    }
}

impl Call {
    /// Undone by whatever changes the call.
    pub(in crate::call) fn forget_terms(&mut self) {
        self.made = Made::default();
    }
}
