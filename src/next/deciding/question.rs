//! The next question to ask, without a search; and what is unknown and decides nothing.

use std::collections::BTreeSet;
use std::fmt;

use super::{Asked, Deciding};
use crate::call::OpenQuestion;
use crate::check::{Fact, FactKind, Found, Question, Required};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::report::Report;

/// Listing on what the conditions depend may take so many steps: a few milliseconds.
const LISTING: u64 = 200_000;

/// What to ask next; from [`Report::next_question`]. Prints as the question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextQuestion<'r> {
    /// Nobody coordinates, and more participants may join. The answer is a participant with that role.
    Coordinator,
    /// More participants may join. The answer is a participant, or that there are no more
    /// (`participants_complete`).
    Participant,
    /// A fact that is not stated.
    Fact(Question),
    /// An open question of the call, which the granting authority can answer.
    Open(&'r OpenQuestion),
}

impl fmt::Display for NextQuestion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NextQuestion::Coordinator => f.write_str("Which organisation coordinates the project?"),
            NextQuestion::Participant => {
                f.write_str("Which other organisation takes part, or is that everybody?")
            }
            NextQuestion::Fact(question) => f.write_str(&question.question),
            NextQuestion::Open(question) => f.write_str(&question.question),
        }
    }
}

impl Report<'_> {
    /// The question to ask next, for programs that ask one after the other. It takes a few milliseconds at most and
    /// needs no search; [`Report::deciding`] finds the smallest set of questions instead.
    ///
    /// Asked is what the conditions depend on that keep the verdict open, in an order in which people know the
    /// answers: who coordinates and the other roles; legal forms, countries, and what else is asked of participants;
    /// who else takes part, while too few do; dates, months and money; what else is asked of the application; who else
    /// takes part; the open questions of the call. What is answered is not asked again: who states that more participants may join is asked for
    /// the next participant, and never whether more may join.
    ///
    /// `None` where nothing unknown keeps the verdict open: where it is [`Verdict::Undetermined`] all the same, the
    /// call leaves core conditions unstated ([`Report::not_stated`]).
    ///
    /// ```
    /// use amif::{Proposal, ask::NextQuestion, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let next = |text: &str| -> Result<String, Box<dyn std::error::Error>> {
    ///     let draft = Proposal::from_json(text)?;
    ///     let report = draft.check(call, as_of);
    ///     Ok(report.next_question().map(|question| question.to_string()).unwrap_or_default())
    /// };
    /// assert_eq!(
    ///     next(r#"{"participants": [], "participants_complete": false}"#)?,
    ///     "Which organisation coordinates the project?"
    /// );
    /// assert_eq!(
    ///     next(r#"{"participants": [{"name": "Payoke", "role": "coordinator"}], "participants_complete": false}"#)?,
    ///     "What is the legal form of Payoke?"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_question(&self) -> Option<NextQuestion<'_>> {
        if self.verdict() != Verdict::Undetermined {
            return None;
        }
        let (mut facts, mut questions) = (BTreeSet::new(), BTreeSet::new());
        let mut short = false;
        for a in
            self.live().filter(|a| a.consequence() == Consequence::Reject && a.outcome() == Outcome::Unknown)
        {
            if let (Some(Required::AtLeast(least)), Some(Found::Count { certain, .. })) =
                (a.required(), a.found())
            {
                short |= certain < least;
            }
            let depends = a.hinges_within(LISTING);
            facts.extend(depends.facts);
            questions.extend(depends.questions);
        }
        let may_join = facts.remove(&Fact::of_proposal(FactKind::ParticipantsComplete));
        let all = self.participants();
        let led = all.iter().any(|e| e.role.is_none_or(|role| role == Role::Coordinator));
        if may_join && !led {
            return Some(NextQuestion::Coordinator);
        }
        let first = facts.into_iter().min_by_key(order);
        let rank = first.as_ref().map_or(OPEN, |fact| order(fact).0);
        if may_join && ((short && rank >= PROJECT) || rank == OPEN) {
            return Some(NextQuestion::Participant);
        }
        match first {
            Some(fact) => Some(NextQuestion::Fact(Question::about(fact, all).put_by(self.call(), all))),
            None => questions.into_iter().find_map(|at| self.call().question(at)).map(NextQuestion::Open),
        }
    }

    /// The questions about all facts that are unknown and that [`Report::deciding`] does not ask for, in the order of
    /// [`Report::next_question`]: they do not decide the verdict, and some of them decide what will be corrected or
    /// clarified.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, ask::Deciding, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// let mut proposal = Proposal::from_json(&text)?;
    /// proposal.total_eligible_costs = None;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let deciding = report.deciding();
    /// assert_eq!(deciding, Deciding::Decided(Verdict::Eligible));
    /// // Whether the grant keeps to the funding rate cannot be told.
    /// let facts: Vec<String> = report.unknown_besides(&deciding).iter().map(|q| q.fact.to_string()).collect();
    /// assert_eq!(facts, ["/total_eligible_costs"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unknown_besides(&self, deciding: &Deciding<'_>) -> Vec<Question> {
        let asks = match deciding {
            Deciding::Ask(asks) | Deciding::CannotBeEligible { asks, .. } => asks.order.as_slice(),
            Deciding::Decided(_) | Deciding::NoEligibleCompletion { .. } => &[],
        };
        let asked = asks.iter().flat_map(|ask| match &ask.what {
            Asked::Facts(facts) => facts.as_slice(),
            Asked::Question(_) => &[],
        });
        let asked: BTreeSet<Fact> = asked.copied().collect();
        let unknown = self.live().filter(|a| a.outcome() == Outcome::Unknown);
        let facts: BTreeSet<Fact> = unknown.flat_map(|a| a.hinges().facts).collect();
        let mut rest: Vec<Fact> = facts.difference(&asked).copied().collect();
        rest.sort_by_key(order);
        let (call, all) = (self.call(), self.participants());
        rest.into_iter().map(|fact| Question::about(fact, all).put_by(call, all)).collect()
    }
}

/// The facts of participants in the order in which they are asked for.
const OF_PARTICIPANTS: [FactKind; 7] = [
    FactKind::Role,
    FactKind::LegalForm,
    FactKind::Country,
    FactKind::Statuses,
    FactKind::OrganisationType,
    FactKind::MemberKinds,
    FactKind::AffiliatedTo,
];
/// The facts of the project, before what only some calls ask of an application.
const OF_PROJECT: [FactKind; 6] = [
    FactKind::SubmittedAt,
    FactKind::StartDate,
    FactKind::DurationMonths,
    FactKind::GrantSignature,
    FactKind::RequestedGrant,
    FactKind::TotalEligibleCosts,
];
/// The facts that come after all others.
const LAST: [FactKind; 3] = [FactKind::Pic, FactKind::ParticipantsComplete, FactKind::Participants];

/// The order in which facts are asked for: by kind, then by participant.
fn order(fact: &Fact) -> (usize, Option<usize>, FactKind) {
    let kind = fact.kind();
    let place = |list: &[FactKind]| list.iter().position(|known| *known == kind);
    let others = PROJECT.saturating_add(OF_PROJECT.len());
    let rank = place(&OF_PARTICIPANTS)
        .or_else(|| Some(place(&OF_PROJECT)?.saturating_add(PROJECT)))
        .or_else(|| Some(place(&LAST)?.saturating_add(others).saturating_add(1)))
        .unwrap_or(others);
    (rank, fact.participant(), kind)
}

/// Facts of the project come from this rank on.
const PROJECT: usize = OF_PARTICIPANTS.len();
/// What comes after every fact.
const OPEN: usize = usize::MAX;
