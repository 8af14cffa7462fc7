//! The next question to ask, without a search; and what is unknown and decides nothing.

use std::collections::BTreeSet;
use std::fmt;

use super::unknown::statuses_asked;
use super::{Asked, Deciding};
use crate::call::OpenQuestion;
use crate::check::{Answerer, Fact, FactKind, Found, Question, Required, yes_or_no};
use crate::country::Country;
use crate::id::Pic;
use crate::input::{InputError, plain, quoted};
use crate::next::Within;
use crate::organisation::{LegalForms, Name, Role, Status, Statuses};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::{Applicant, Participant, Proposal};
use crate::report::{Report, UsualVerdict};
use crate::rule::RuleId;

/// Listing on what the conditions depend may take so many steps: a few milliseconds.
pub(super) const LISTING: u64 = 200_000;

/// What to ask next; from [`Report::next_question`]. Prints as the question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextQuestion {
    /// Nobody coordinates yet. The answer is the name of who does.
    Coordinator(Question),
    /// Too few applicants are certain, and more may join. The answer is the name of one who takes part as a beneficiary,
    /// or nothing where there is none.
    Beneficiary(Question),
    /// More participants may join. The answer is the name of one, or nothing where that is everybody.
    Participant(Question),
    /// A fact that is not stated.
    Fact(Question),
    /// Whether a participant has a status. The answer is yes or no.
    Status(Question, Status),
    /// An open question of the call, which the granting authority can answer; [`Call::assume`](crate::Call::assume) takes the answer.
    Open(OpenQuestion),
}

impl NextQuestion {
    /// The question with its possible answers, who can answer it and the document that shows it. `None` for an open
    /// question of the call, which is answered with yes or no.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        match self {
            NextQuestion::Coordinator(question)
            | NextQuestion::Beneficiary(question)
            | NextQuestion::Participant(question)
            | NextQuestion::Fact(question)
            | NextQuestion::Status(question, _) => Some(question),
            NextQuestion::Open(_) => None,
        }
    }

    /// The role of the organisation that is asked for.
    fn role(&self) -> Option<Role> {
        match self {
            NextQuestion::Coordinator(_) => Some(Role::Coordinator),
            NextQuestion::Beneficiary(_) => Some(Role::Beneficiary),
            NextQuestion::Participant(_)
            | NextQuestion::Fact(_)
            | NextQuestion::Status(..)
            | NextQuestion::Open(_) => None,
        }
    }

    /// States an answer in a proposal, given as a person types it; see [`Proposal::set`]. Naming a participant adds it at
    /// the end of the list, to which more may then be added; no name, where everybody is asked for, completes the list.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let mut draft = Proposal::from_json(r#"{"participants": []}"#)?;
    /// for answer in ["Payoke", "public_body", "BE"] {
    ///     let next = draft.check(call, as_of).next_question().ok_or("nothing to ask")?;
    ///     next.answer(&mut draft, answer)?;
    /// }
    /// let next = draft.check(call, as_of).next_question().ok_or("nothing to ask")?;
    /// assert_eq!(next.to_string(), "Which other organisation is a beneficiary? The call asks for at least 2 more applicants.");
    /// next.answer(&mut draft, "Stadt Wien")?;
    /// let next = draft.check(call, as_of).next_question().ok_or("nothing to ask")?;
    /// let error = next.answer(&mut draft, "city").unwrap_err().to_string();
    /// assert!(error.contains("public_body, non_profit_private, profit_making"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Proposal::set`]; but where legal form and statuses contradict each other, the legal form that is answered
    /// stands, and the statuses that it contradicts are withdrawn. An answer that is none of [`Question::answers`] is refused with their names, and so is a blank
    /// one, all at the place of the fact. An open question of the call is no fact of a proposal. The proposal is then as it was.
    pub fn answer(&self, proposal: &mut Proposal, text: &str) -> Result<(), InputError> {
        let refuse = |fact: &Fact, message: String| Err(InputError::at(fact.to_string(), message));
        match self {
            NextQuestion::Beneficiary(_) | NextQuestion::Participant(_) if text.trim().is_empty() => {
                proposal.consortium.complete = true;
            }
            NextQuestion::Coordinator(question)
            | NextQuestion::Beneficiary(question)
            | NextQuestion::Participant(question) => {
                let name = match text.parse::<Name>() {
                    Ok(name) => name,
                    Err(error) => return refuse(&question.fact, error.to_string()),
                };
                let mut entry = Participant::new(Applicant::new(name));
                entry.role = self.role();
                proposal.consortium.participants.push(entry);
                proposal.consortium.complete = false;
            }
            NextQuestion::Fact(question) => {
                let Question { fact, answers, form, .. } = question;
                if text.trim().is_empty() {
                    return refuse(fact, format!("no answer; expected {form}{}", listed(answers)));
                }
                let mut stated = proposal.clone();
                // The answer stands, and what contradicts it is withdrawn.
                let torn = torn(*fact, &stated);
                if let Some(entry) = entry_of(*fact, &mut stated).filter(|_| torn.is_some()) {
                    entry.applicant.statuses = Statuses::default();
                }
                stated.set(*fact, &spelt(question, text))?;
                one_seat(*fact, &mut stated);
                if let (Some(torn), Some(entry)) = (torn, entry_of(*fact, &mut stated)) {
                    let forms = entry.applicant.legal_form.unwrap_or(LegalForms::ANY);
                    entry.applicant.statuses = torn.statuses_under(forms);
                }
                // A file may hold any text in the place of a code; who is asked for one is told that it is none.
                let is_code = matches!(fact.kind(), FactKind::Pic | FactKind::AffiliatedTo);
                if is_code && text.parse().is_ok_and(|code: Pic| code.number().is_none()) {
                    return refuse(fact, format!("found {}; expected {form}", quoted(text.trim())));
                }
                // A word for several legal forms narrows them down, and the next question asks which one it is.
                let narrowed = narrows(*fact, proposal, &stated);
                let among = |given: String| !question.is_choice() || narrowed || answers.contains(&given);
                if !stated.get(*fact).is_some_and(among) {
                    return refuse(fact, format!("found {}{}", quoted(text.trim()), listed(answers)));
                }
                *proposal = stated;
            }
            NextQuestion::Status(question, status) => {
                let Question { fact, answers, .. } = question;
                let Some(held) = yes_or_no(text) else {
                    return refuse(fact, format!("found {}{}", quoted(text.trim()), listed(answers)));
                };
                let entry = fact.participant().and_then(|at| proposal.consortium.participants.get(at));
                let known = entry.map(|entry| entry.applicant.settled_statuses()).unwrap_or_default();
                proposal.set(*fact, &stated(known.with(*status, held)))?;
            }
            NextQuestion::Open(question) => {
                let id = &question.id;
                return Err(InputError::one(format!(
                    "{id} is a question about the call; answer it with Call::assume, yes or no"
                )));
            }
        }
        Ok(())
    }
}

/// An answer in the spelling of the files, where it is one of the possible answers but for capitals and blanks, or the
/// name of one country.
fn spelt(question: &Question, text: &str) -> String {
    let among = question.answers.iter().find(|answer| plain(answer) == plain(text.trim()));
    match among {
        Some(answer) => answer.clone(),
        None if question.fact.kind() == FactKind::Country => {
            Country::named(text).map_or_else(|_| text.to_owned(), |country| country.to_string())
        }
        None => text.to_owned(),
    }
}

/// An organisation has one seat: where the country of an entry is answered, its other entries that state another take the
/// answer.
fn one_seat(fact: Fact, proposal: &mut Proposal) {
    let Some(entry) = entry_of(fact, proposal).filter(|_| fact.kind() == FactKind::Country) else { return };
    let (code, country) = (entry.applicant.code().cloned(), entry.applicant.country);
    for other in &mut proposal.consortium.participants {
        let same = code.is_some() && other.applicant.code() == code.as_ref();
        if same && other.applicant.country.is_some() {
            other.applicant.country = country;
        }
    }
}

/// Who states legal form and statuses that contradict each other, where the legal form is asked for.
fn torn(fact: Fact, proposal: &Proposal) -> Option<Applicant> {
    let entry = proposal.consortium.participants.get(fact.participant()?)?;
    let asked = fact.kind() == FactKind::LegalForm && entry.applicant.contradicts_itself();
    asked.then(|| entry.applicant.clone())
}

/// The participant that a fact is of.
fn entry_of(fact: Fact, proposal: &mut Proposal) -> Option<&mut Participant> {
    proposal.consortium.participants.get_mut(fact.participant()?)
}

/// Whether of the legal forms that were possible some are left, more than one and not all.
fn narrows(fact: Fact, before: &Proposal, after: &Proposal) -> bool {
    let forms = |proposal: &Proposal| {
        let entry = proposal.consortium.participants.get(fact.participant()?)?;
        Some(entry.applicant.possible_forms())
    };
    let (FactKind::LegalForm, Some(before), Some(after)) = (fact.kind(), forms(before), forms(after)) else {
        return false;
    };
    let left = after.iter().count();
    left > 1 && left < before.iter().count() && after.iter().all(|form| before.iter().any(|b| b == form))
}

/// Statuses as a file has them.
fn stated(statuses: Statuses) -> String {
    serde_json::to_string(&statuses).unwrap_or_default()
}

/// The possible answers, where they can be listed.
fn listed(answers: &[String]) -> String {
    if answers.is_empty() { String::new() } else { format!("; possible answers: {}", answers.join(", ")) }
}

impl fmt::Display for NextQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NextQuestion::Coordinator(question)
            | NextQuestion::Beneficiary(question)
            | NextQuestion::Participant(question)
            | NextQuestion::Fact(question)
            | NextQuestion::Status(question, _) => f.write_str(&question.question),
            NextQuestion::Open(question) => f.write_str(&question.question),
        }
    }
}

impl Report<'_> {
    /// The question to ask next, for programs that ask one after the other: the first of [`Report::next_questions`].
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let next = |text: &str| -> Result<String, Box<dyn std::error::Error>> {
    ///     let draft = Proposal::from_json(text)?;
    ///     let report = draft.check(call, as_of);
    ///     Ok(report.next_question().map(|question| question.to_string()).unwrap_or_default())
    /// };
    /// assert_eq!(next(r#"{"participants": []}"#)?, "Which organisation coordinates the project?");
    /// assert_eq!(
    ///     next(r#"{"participants": [{"name": "Payoke", "role": "coordinator"}], "participants_complete": false}"#)?,
    ///     "What is the legal form of Payoke?"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_question(&self) -> Option<NextQuestion> {
        self.next_questions().into_iter().next()
    }

    /// What there is to ask now, the first thing first. It takes a few milliseconds at most and needs no search;
    /// [`Report::deciding`] finds the smallest set of questions instead. Who cannot answer one asks the one after it.
    ///
    /// Asked is what the conditions depend on that keep the verdict open, in an order in which people know the
    /// answers: who coordinates and the other roles; legal forms, countries, and what else is asked of participants;
    /// the next beneficiary, while too few applicants are certain; dates, months and money; what else is asked of the
    /// application; who else takes part; the open questions of the call. Where the call is silent and usual terms are presumed of it
    /// ([`Report::usual`]), what their answer depends on is asked too.
    ///
    /// What is answered is not asked again: who states that more participants may join is asked for the next participant,
    /// and never whether more may join. A list without anybody is asked for its coordinator, whatever is said of it.
    ///
    /// Empty where nothing unknown keeps the verdict open: where it is [`Verdict::Undetermined`] all the same, the
    /// call leaves core conditions unstated ([`Report::not_stated`]).
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke"}], "participants_complete": false}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let questions: Vec<String> = report.next_questions().iter().map(|question| question.to_string()).collect();
    /// assert_eq!(questions[..2], ["Which role does Payoke have?", "What is the legal form of Payoke?"]);
    /// assert!(questions.contains(&"How many months does the project last?".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_questions(&self) -> Vec<NextQuestion> {
        self.next_questions_within(LISTING).answer
    }

    /// [`Report::next_questions`] with about so many steps of work for listing on what the conditions depend. Where they
    /// are spent, more is asked than is needed.
    #[must_use]
    pub fn next_questions_within(&self, steps: u64) -> Within<Vec<NextQuestion>> {
        self.asked_and_whether_usual(steps).0
    }

    /// The same, with whether it is what the answer under the usual terms depends on.
    pub(super) fn asked_and_whether_usual(&self, steps: u64) -> (Within<Vec<NextQuestion>>, bool) {
        if self.participants().is_empty() {
            let coordinator = NextQuestion::Coordinator(joining(COORDINATES, 0));
            return (Within { answer: vec![coordinator], steps: 0 }, false);
        }
        if self.verdict() != Verdict::Undetermined {
            return (Within { answer: Vec::new(), steps: 0 }, false);
        }
        let usual = self.usual().filter(|usual| usual.verdict() == UsualVerdict::Open);
        let under = usual.map(|usual| usual.report().depended_on(steps / 2));
        match under {
            Some(under) if !under.answer.is_empty() => (under, true),
            _ => (self.depended_on(steps / 2), false),
        }
    }

    /// The questions on which the conditions depend that lead to rejection and cannot be told.
    fn depended_on(&self, steps: u64) -> Within<Vec<NextQuestion>> {
        let (mut facts, mut questions) = (BTreeSet::new(), BTreeSet::new());
        let (mut applicants, mut states, mut taken) = (0u32, 0u32, 0u64);
        for a in
            self.live().filter(|a| a.consequence() == Consequence::Reject && a.outcome() == Outcome::Unknown)
        {
            if let (Some(Required::AtLeast(least)), Some(Found::Count { certain, .. })) =
                (a.required(), a.found())
            {
                if a.rule() == RuleId::MinimumApplicants {
                    applicants = least.saturating_sub(certain);
                } else if a.rule() == RuleId::MinimumCountries {
                    states = least.saturating_sub(certain);
                }
            }
            let depends = a.dependence_within(steps);
            taken = taken.saturating_add(depends.steps.taken());
            facts.extend(depends.facts);
            questions.extend(depends.questions);
        }
        let may_join = facts.remove(&Fact::of_proposal(FactKind::ParticipantsComplete));
        let all = self.participants();
        // Of a contradiction the legal form is asked for: its answer takes the statuses along.
        facts.retain(|fact| {
            let entry = fact.participant().and_then(|at| all.get(at));
            fact.kind() != FactKind::Statuses
                || !entry.is_some_and(|entry| entry.applicant.contradicts_itself())
        });
        let led = all.iter().any(|e| e.role.is_none_or(|role| role == Role::Coordinator));
        let mut facts: Vec<Fact> = facts.into_iter().collect();
        // Of the entries of one organisation those are asked for their country that state none.
        let seat = |fact: &Fact| {
            let of_country = (fact.kind() == FactKind::Country).then_some(fact.participant()).flatten();
            of_country
                .and_then(|at| all.get(at))
                .map(|entry| (entry.applicant.code(), entry.applicant.country))
        };
        let silent: Vec<_> =
            facts.iter().filter_map(seat).filter(|(code, seat)| code.is_some() && seat.is_none()).collect();
        facts.retain(|fact| {
            let stated = seat(fact).filter(|(_, country)| country.is_some());
            !stated.is_some_and(|(code, _)| silent.contains(&(code, None)))
        });
        facts.sort_by_key(order);
        let of_project = facts.split_off(facts.partition_point(|fact| order(fact).0 < PROJECT));
        let about = |fact| self.asked_next(fact);
        let mut asked = Vec::new();
        if may_join && !led {
            asked.push(NextQuestion::Coordinator(joining(COORDINATES, all.len())));
        }
        asked.extend(facts.into_iter().map(about));
        let lacking = applicants > 0 || states > 0;
        if may_join && led && lacking {
            let call = self.call();
            let of = if applicants > 0 { call.applicants_asked() } else { call.countries_asked() };
            let presumed = of.is_some_and(|minimum| call.presumes_minimum(minimum));
            let whose = if presumed { "Other calls usually ask" } else { "The call asks" };
            let words =
                format!("Which other organisation is a beneficiary?{}", lack(whose, applicants, states));
            asked.push(NextQuestion::Beneficiary(another(&words, all.len())));
        }
        asked.extend(of_project.into_iter().map(about));
        if may_join && led && !lacking {
            asked.push(NextQuestion::Participant(another(TAKES_PART, all.len())));
        }
        let open = questions.into_iter().filter_map(|at| self.call().question(at));
        asked.extend(open.cloned().map(NextQuestion::Open));
        Within { answer: asked, steps: taken }
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
        let asked = deciding.asked().iter().flat_map(|ask| match &ask.what {
            Asked::Facts(facts) => facts.as_slice(),
            Asked::Question(_) => &[],
        });
        let asked: BTreeSet<Fact> = asked.copied().collect();
        let unknown = self.live().filter(|a| a.outcome() == Outcome::Unknown);
        let facts: BTreeSet<Fact> = unknown.flat_map(|a| a.dependence().facts).collect();
        let mut rest: Vec<Fact> = facts.difference(&asked).copied().collect();
        rest.sort_by_key(order);
        rest.into_iter().map(|fact| self.question_about(fact)).collect()
    }

    /// What to ask of a fact next: of statuses one by one.
    fn asked_next(&self, fact: Fact) -> NextQuestion {
        let mut question = self.question_about(fact);
        let first = question.answers.first().filter(|_| fact.kind() == FactKind::Statuses);
        let Some(status) = first.and_then(|name| name.parse::<Status>().ok()) else {
            return NextQuestion::Fact(question);
        };
        let entry = fact.participant().and_then(|at| self.participants().get(at));
        let name = entry.map(|entry| entry.applicant.name.printable()).unwrap_or_default();
        question.question = status.question().replace("{}", &name);
        question.answers = vec!["yes".to_owned(), "no".to_owned()];
        question.form = "yes or no".to_owned();
        NextQuestion::Status(question, status)
    }

    /// The question about a fact, with the answers that the call knows.
    pub(super) fn question_about(&self, fact: Fact) -> Question {
        let mut question = Question::about(fact, self.participants(), self.is_led())
            .put_by(self.call(), self.participants());
        let entry = fact.participant().and_then(|at| self.participants().get(at));
        if let (FactKind::Statuses, Some(entry)) = (fact.kind(), entry) {
            // Only those that are asked for and not stated.
            let asked = statuses_asked(entry, self.call()).into_iter();
            let stated = entry.applicant.settled_statuses();
            let open = asked.filter(|status| stated.get(*status).is_none());
            question.answers = open.map(|status| status.as_str().to_owned()).collect();
        }
        question
    }
}

const COORDINATES: &str = "Which organisation coordinates the project?";
const TAKES_PART: &str = "Which other organisation takes part, or is that everybody?";

/// The question about somebody who is not in the list yet.
fn joining(words: &str, place: usize) -> Question {
    let mut question = Question::about(Fact::of_participant(place, FactKind::Name), &[], false);
    question.question = words.to_owned();
    question.who = Answerer::Applicant;
    question
}

/// The question whether there is somebody else.
fn another(words: &str, place: usize) -> Question {
    let mut question = joining(words, place);
    question.form = "a name, or nothing where that is everybody".to_owned();
    question
}

/// What is lacking to the minima, of applicants or else of their States.
fn lack(whose: &str, applicants: u32, states: u32) -> String {
    let of = |count: u32, one: &str, many: &str| match count {
        1 => format!(" {whose} for at least one more {one}."),
        count => format!(" {whose} for at least {count} more {many}."),
    };
    match (applicants, states) {
        (0, 0) => String::new(),
        (0, states) => of(states, "country", "countries"),
        (applicants, _) => of(applicants, "applicant", "applicants"),
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
