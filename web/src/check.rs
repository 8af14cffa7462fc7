//! The check of a draft: verdict, reasons, picture and the next question.

use amif::ask::NextQuestion;
use amif::call::CallStatus;
use amif::report::{Answerer, Page, Question};
use amif::{Call, Consequence, Fact, Instant, Outcome, Proposal, Report, Status, Verdict};
use serde::Serialize;

use crate::answer::Trouble;
use crate::draft::{Draft, Readable};

/// So many questions are handed over.
const ASKED: usize = 20;

/// What a check tells the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// The verdict.
    pub verdict: Verdict,
    /// The report for people: the headline, why, and everything else in its order.
    pub page: Page,
    /// The consortium as SVG; empty where nobody takes part.
    pub picture: String,
    /// What to ask next, the first thing first: who cannot answer one is asked the one after it. Empty where nothing
    /// that is unknown keeps the verdict open.
    pub questions: Vec<Asked>,
    /// What was typed and could not be read; it counts as unknown.
    pub unread: Vec<Trouble>,
    /// What is wrong with single participants: conditions that reject and are not met.
    pub failing: Vec<Trouble>,
    /// The call that was checked against.
    pub call: About,
    /// As of when.
    pub as_of: AsOf,
}

/// The call, as the page shows it beside the choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    /// The topic.
    pub topic: String,
    /// Its title, where it is known.
    pub title: Option<String>,
    /// The deadline in words, where it is stated.
    pub deadline: Option<String>,
    /// Where the call stands today.
    pub status: Option<CallStatus>,
}

/// The instant that selects what was known, and why that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AsOf {
    /// The submission that is stated.
    Submission,
    /// The last day of a call that is closed.
    LastDay,
    /// Now.
    Today,
}

/// The next question, as the page asks it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asked {
    /// Who coordinates.
    Coordinator {
        /// In words.
        question: String,
    },
    /// Who else is a beneficiary.
    Beneficiary {
        /// In words.
        question: String,
    },
    /// Who else takes part.
    Participant {
        /// In words.
        question: String,
    },
    /// Something that the page has no control for.
    Told {
        /// In words.
        question: String,
    },
    /// A fact.
    Fact(Question),
    /// Whether a participant has a status.
    Status {
        /// Where its statuses stand.
        fact: Fact,
        /// In words.
        question: String,
        /// Who can answer.
        who: Answerer,
        /// The document that shows it.
        document: String,
        /// The status.
        status: Status,
    },
    /// An open question of the call.
    Open {
        /// Its id.
        id: String,
        /// In words.
        question: String,
        /// What follows from yes.
        yes: String,
        /// What follows from no.
        no: String,
    },
}

/// A draft with all that a check needs.
pub struct Ready {
    pub(crate) call: Call,
    pub(crate) readable: Readable,
    pub(crate) at: Instant,
    as_of: AsOf,
}

impl Ready {
    /// Reads a draft. `now` is the page's clock.
    ///
    /// # Errors
    /// When no call is chosen, or the draft is none.
    pub fn of(draft: &Draft, now: Instant) -> Result<Self, Vec<Trouble>> {
        let call = draft.call()?;
        let readable = draft.read()?;
        let (at, as_of) = as_of(&call, &readable.proposal, now);
        Ok(Ready { call, readable, at, as_of })
    }

    /// Checks it.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        self.readable.proposal.check(&self.call, self.at)
    }

    /// What the page is told.
    #[must_use]
    pub fn checked(&self, now: Instant) -> Checked {
        let report = self.report();
        let text = report.text();
        Checked {
            verdict: report.verdict(),
            page: text.page(),
            picture: text.picture(),
            questions: report.next_questions().into_iter().take(ASKED).map(asked).collect(),
            unread: self.readable.unread.clone(),
            failing: failing(&report),
            call: About {
                topic: self.call.topic().to_string(),
                title: self.call.description().title.as_ref().map(|title| title.value.clone()),
                deadline: self.call.deadline().map(|deadline| deadline.value.to_string()),
                status: self.call.status(now),
            },
            as_of: self.as_of,
        }
    }
}

/// As of when: the submission, where it lies in the past; else now, or the last day of a call that is closed, so that a
/// draft for it can still be looked at.
fn as_of(call: &Call, proposal: &Proposal, now: Instant) -> (Instant, AsOf) {
    let last_day = || {
        let closed = call.status(now) == Some(CallStatus::Closed);
        let deadline = call.deadline().filter(|_| closed)?;
        Instant::start_of_day(deadline.value.local().date())
    };
    match proposal.submitted_at {
        Some(at) if at <= now => (at, AsOf::Submission),
        Some(_) => (now, AsOf::Today),
        None => last_day().map_or((now, AsOf::Today), |at| (at, AsOf::LastDay)),
    }
}

fn asked(next: NextQuestion) -> Asked {
    let question = next.to_string();
    match next {
        NextQuestion::Coordinator(_) => Asked::Coordinator { question },
        NextQuestion::Beneficiary(_) => Asked::Beneficiary { question },
        NextQuestion::Participant(_) => Asked::Participant { question },
        NextQuestion::Fact(question) => Asked::Fact(question),
        NextQuestion::Status(Question { fact, question, who, document, .. }, status) => {
            Asked::Status { fact, question, who, document, status }
        }
        NextQuestion::Open(open) => Asked::Open { id: open.id, question, yes: open.yes, no: open.no },
        // The list may grow in a later version of the crate.
        _ => Asked::Told { question },
    }
}

/// What is wrong with single participants.
fn failing(report: &Report<'_>) -> Vec<Trouble> {
    report
        .assessments()
        .filter(|a| a.outcome() == Outcome::NotMet && a.consequence() == Consequence::Reject)
        .filter(|a| a.participant().is_some())
        .map(|a| Trouble::at(&a.subject().to_string(), a.message()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: &str = "2026-11-28T12:00:00Z";

    fn checked(proposal: Value, now: &str) -> Checked {
        let now = now.parse().unwrap();
        Ready::of(&Draft::new(proposal), now).unwrap().checked(now)
    }

    fn eligible() -> Value {
        serde_json::from_str(include_str!("../../examples/data/eligible.json")).unwrap()
    }

    #[test]
    fn a_whole_proposal_is_judged() {
        let answer = checked(eligible(), NOW);
        assert_eq!((answer.verdict, answer.as_of), (Verdict::Eligible, AsOf::Submission));
        assert_eq!(answer.questions, []);
        assert_eq!((answer.unread, answer.failing), (Vec::new(), Vec::new()));
        assert!(answer.page.verdict.starts_with("ELIGIBLE"));
        assert_eq!(answer.picture.matches("<g>").count(), 3);
        assert_eq!(answer.call.topic, "AMIF-2024-TF2-AG-THB-01");
        assert_eq!(answer.call.status, Some(CallStatus::Closed));
    }

    #[test]
    fn who_fails_is_named_at_the_place() {
        let mut proposal = eligible();
        proposal["participants"][1]["country"] = "US".into();
        let answer = checked(proposal, NOW);
        assert_eq!(answer.verdict, Verdict::Ineligible);
        assert!(answer.failing.iter().any(|trouble| trouble.at == "/participants/1"), "{:?}", answer.failing);
    }

    #[test]
    fn an_empty_draft_is_asked_who_coordinates() {
        let draft =
            json!({ "topic": "AMIF-2024-TF2-AG-THB-01", "participants": [], "participants_complete": false });
        let answer = checked(draft.clone(), NOW);
        assert!(matches!(answer.questions[..], [Asked::Coordinator { .. }, ..]), "{:?}", answer.questions);
        assert_eq!((answer.picture.as_str(), answer.as_of), ("", AsOf::LastDay));
        assert_eq!(checked(draft, "2024-06-01T12:00:00Z").as_of, AsOf::Today);
    }

    #[test]
    fn a_submission_that_is_planned_is_looked_at_today() {
        let mut proposal = eligible();
        assert_eq!(checked(proposal.clone(), "2024-06-01T12:00:00Z").as_of, AsOf::Today);
        proposal["submitted_at"] = Value::Null;
        assert_eq!(checked(proposal, NOW).as_of, AsOf::LastDay);
    }

    #[test]
    fn without_a_call_there_is_no_verdict() {
        let now = NOW.parse().unwrap();
        assert_eq!(Ready::of(&Draft::new(json!({})), now).err().unwrap()[0].at, "/topic");
    }
}
