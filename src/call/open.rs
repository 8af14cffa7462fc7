//! What a call leaves open: by condition, and which of its questions it answers itself.

use std::fmt;

use super::condition::{Counting, Countries, Roles};
use super::opened::QUESTIONS;
use super::point::Point;
use super::question::OpenQuestion;
use super::{BudgetRules, Call};
use crate::organisation::Role;
use crate::value::UnknownNameError;

impl Roles {
    /// Tells every point.
    pub(super) fn each_point(&self, told: &mut dyn FnMut(Point)) {
        self.rows.iter().for_each(|(.., point)| told(*point));
        for (_, kinds) in &self.kinds {
            kinds
                .statuses
                .iter()
                .map(|row| row.waived)
                .chain(kinds.types.iter().copied())
                .for_each(&mut *told);
        }
    }
}

impl Countries {
    /// Tells every point.
    pub(super) fn each_point(&self, told: &mut dyn FnMut(Point)) {
        told(self.overseas_territories);
        told(self.international_organisations_exempt);
        self.points.iter().chain(&self.counted).for_each(|(_, point)| told(*point));
    }
}

impl Counting {
    /// Tells every point.
    pub(super) fn each_point(&self, told: &mut dyn FnMut(Point)) {
        self.international_organisations.points().into_iter().for_each(&mut *told);
        [self.overseas_territories, self.affiliated_entities].into_iter().for_each(told);
    }
}

impl BudgetRules {
    /// The points that answer the questions on budgets, in the order of those.
    fn points(&self) -> [Point; QUESTIONS] {
        [self.volunteers.point, self.third_parties.point, self.specific]
    }

    /// Tells every point.
    pub(super) fn each_point(&self, told: &mut dyn FnMut(Point)) {
        self.points().into_iter().for_each(told);
    }
}

impl Call {
    /// The questions on which a condition depends, by its name: those that the file asks, and those that its silence
    /// leaves open. One that is answered by assumption is none of them.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let ids = |condition| call.questions_on(condition).map(|question| question.id.as_str()).collect::<Vec<_>>();
    /// assert!(ids("countries").contains(&"greenland"));
    /// assert!(ids("duration").is_empty());
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    pub fn questions_on(&self, condition: &str) -> impl Iterator<Item = &OpenQuestion> {
        let mut on = 0u64;
        self.points_of(condition, &mut |point| {
            if let Point::Open(question) = point {
                on |= 1u64 << (question & 63);
            }
        });
        let open = (0..64usize).filter(move |place| on >> place & 1 == 1);
        open.filter(|place| self.pinned(*place).is_none()).filter_map(|place| self.questions.get(place))
    }

    /// Tells the points of a condition, by its name.
    fn points_of(&self, condition: &str, told: &mut dyn FnMut(Point)) {
        self.conditions.asks(condition, told);
        match condition {
            "roles" => self.silent_roles.into_iter().for_each(told),
            "countries" => {
                self.silent_countries.into_iter().chain(self.silent_britain).for_each(&mut *told);
                self.beneath.iter().for_each(|beneath| beneath.each_point(told));
            }
            _ => {}
        }
    }

    /// Whether some condition depends on a question, answered by assumption or not.
    fn depends_on(&self, place: usize) -> bool {
        let mut found = false;
        let mut look = |point| found |= matches!(point, Point::Open(at) if usize::from(at) == place);
        Call::condition_names().iter().for_each(|condition| self.points_of(condition, &mut look));
        found
    }

    /// The place of a question that this version of the call leaves open. One that its conditions do not come to is not,
    /// if those of another version do.
    pub(super) fn place_of(&self, question: &str, of_another_version: bool) -> Option<usize> {
        let place = self.questions.iter().position(|q| q.id == question)?;
        let open = self.answer_to(place).is_none() && (!of_another_version || self.depends_on(place));
        open.then_some(place)
    }

    /// Whether the conditions of some version depend on a question.
    pub(super) fn any_version_depends_on(&self, question: &str) -> bool {
        // Of one version alone nothing is told apart.
        !self.later.is_empty()
            && self.versions().any(|version| {
                let place = version.questions.iter().position(|q| q.id == question);
                place.is_some_and(|place| version.depends_on(place))
            })
    }

    /// What the call itself says where one of the crate's own questions would ask; `None` where it leaves the question
    /// open.
    pub(super) fn answer_to(&self, place: usize) -> Option<String> {
        let nth = place.checked_sub(self.stated_questions)?;
        if let Some(point) = self.conditions.budget_rules.points().get(nth) {
            return self.answer_on_budgets(nth, *point);
        }
        // Of the questions of law a call's roles answer the first.
        let funded = Role::ALL.iter().filter(|role| role.is_funded());
        let says =
            nth == QUESTIONS && funded.clone().all(|role| self.terms().admits_union_bodies(*role).is_some());
        says.then(|| "each of its roles says whether it takes bodies of the Union".to_owned())
    }

    fn answer_on_budgets(&self, nth: usize, point: Point) -> Option<String> {
        let rules = &self.conditions.budget_rules;
        let what = match nth {
            0 => "volunteers' work",
            1 => "financial support to third parties",
            _ => {
                let open: Vec<String> =
                    rules.specific_categories.as_ref()?.value.iter().map(ToString::to_string).collect();
                let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
                return Some(format!("of the specific categories it opens {open}"));
            }
        };
        match point {
            Point::Settled(true) => Some(format!("it allows {what}")),
            Point::Settled(false) => Some(format!("it does not allow {what}")),
            Point::Open(question) => {
                let question = usize::from(question);
                let other = self.questions.get(question).filter(|_| question < self.stated_questions)?;
                Some(format!("it asks the question {:?} instead", other.id))
            }
        }
    }

    /// Why a question cannot be answered by assumption that no version leaves open.
    pub(super) fn not_open(&self, question: &str) -> AssumptionError {
        let answered = self.versions().find_map(|version| {
            let place = version.questions.iter().position(|q| q.id == question)?;
            version.answer_to(place)
        });
        match answered {
            Some(says) => AssumptionError::Answered { question: question.to_owned(), says },
            None => {
                let known = self.distinct_ids().into_iter();
                AssumptionError::Unknown(UnknownNameError::new("open question", question, known))
            }
        }
    }
}

/// Why a question cannot be answered by assumption.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AssumptionError {
    /// The call asks no such question.
    Unknown(UnknownNameError),
    /// The call answers the question itself; only what it leaves open can be assumed.
    Answered {
        /// The id of the question.
        question: String,
        /// What the call says.
        says: String,
    },
}

impl fmt::Display for AssumptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssumptionError::Unknown(error) => error.fmt(f),
            AssumptionError::Answered { question, says } => {
                write!(f, "the call answers {question:?}: {says}; only what it leaves open can be assumed")
            }
        }
    }
}

impl std::error::Error for AssumptionError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Reading;

    fn call(fields: &str) -> Call {
        let text = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01",
            "documents": {"a": {"title": "A", "basis": "call_document"}},
            "open_questions": [{"id": "q", "question": "Is it so?", "yes": "It is.", "no": "It is not.",
                "source": [{"document": "a"}]}], FIELDS "published": {"date": "2027-01-01", "source": [{"document": "a"}]}}"#;
        let text = text.replace("FIELDS", fields).replace("SOURCE", r#""source": [{"document": "a"}]"#);
        Call::from_json(&text).unwrap()
    }

    fn refused(call: &Call, question: &str) -> String {
        let error = call.assume(question, Reading::Yes).unwrap_err().to_string();
        let text = call.assume_text(&format!("{question}=no")).unwrap_err().to_string();
        assert_eq!(text, error);
        error
    }

    #[test]
    fn what_the_call_answers_is_not_assumed() {
        let silent = call("");
        for question in silent.budget_questions().chain(silent.law_questions()) {
            assert_eq!(silent.assume(&question.id, Reading::No).unwrap().assumed().count(), 1);
        }
        let says = call(
            r#""budget_rules": {"volunteers": {"allowed": true, SOURCE}, "third_party_support": {"allowed": {"open": "q"}, SOURCE},
                "specific_categories": {"open": ["D.2", "D.4"], SOURCE}},
               "roles": {"coordinator": {"admitted": ["public_body"], "statuses": {"eu_body": false}},
                "beneficiary": {"statuses": {"eu_body": false}}, "affiliated_entity": {"statuses": {"eu_body": false}}, SOURCE},"#,
        );
        for (question, answer) in [
            ("budget-volunteers", "it allows volunteers' work"),
            ("budget-third-party-support", "it asks the question \"q\" instead"),
            ("budget-specific-categories", "of the specific categories it opens D.2, D.4"),
            ("law-union-body-admitted", "each of its roles says whether it takes bodies of the Union"),
        ] {
            let said =
                format!("the call answers {question:?}: {answer}; only what it leaves open can be assumed");
            assert_eq!(refused(&says, question), said);
        }
        assert_eq!(says.budget_questions().count(), 0);
        // None of them is among those that are open.
        let unknown = says.assume("nope", Reading::Yes).unwrap_err().to_string();
        assert!(unknown.contains("law-deadline-second") && !unknown.contains("budget-"), "{unknown}");
        let none = call(
            r#""budget_rules": {"volunteers": {"allowed": false, SOURCE}, "specific_categories": {"open": [], SOURCE}},"#,
        );
        assert!(refused(&none, "budget-volunteers").contains("it does not allow volunteers' work"));
        assert!(refused(&none, "budget-specific-categories").contains("it opens none"));
    }

    #[test]
    fn a_version_that_answers_a_question_does_not_record_an_assumption() {
        let fields = r#""duration": {"max": 30, "or": {"open": "q", "max": 36}, SOURCE},
            "versions": [{"version": "2", "published": "2027-02-01", SOURCE, "changes": {"duration": {"max": 36, SOURCE},
                "budget_rules": {"volunteers": {"allowed": true, SOURCE}}}}],"#;
        let call = call(fields);
        for question in ["q", "budget-volunteers"] {
            let pinned = call.assume(question, Reading::No).unwrap();
            let each: Vec<usize> = pinned.versions().map(|version| version.assumed().count()).collect();
            assert_eq!(each, [1, 0], "{question}");
            assert_eq!(Call::from_json(&pinned.to_json()).as_ref(), Ok(&pinned));
        }
        assert_eq!(call.questions_on("duration").count(), 1);
        assert!(call.versions().last().unwrap().questions_on("duration").next().is_none());
    }
}
