//! What would remove the obstacles: the smallest sets of edits after which a proposal is not ineligible.
//!
//! Every remedy was judged by the check itself, with every choice that it allows.

mod costs;
mod edit;
mod json;
mod kept;
mod kind;
mod newcomer;
mod project;
mod search;
mod sign;
mod span;
mod step;
mod trial;
mod widen;
mod words;
mod written;

use std::fmt;

use chrono::{Days, NaiveDate};

use crate::call::Call;
use crate::check::steps::Steps;
use crate::check::{FactKind, Subject};
use crate::law::Citation;
use crate::next::{STEPS, Within};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::Proposal;
use crate::report::Report;
use crate::rule::RuleId;
use crate::rule::life::AFTER_AWARD;
use crate::time::{Deadline, Instant};
use costs::COSTS;
use kind::Kind;
use search::{Answer, Candidate, Search};
use sign::{Standard, Trouble, Who};
use span::Planned;
use step::Step;
use trial::Trial;

pub use crate::next::invented::Profile;
use edit::Choice;
pub use edit::{Choices, Edit, Remedy};

/// The most remedies that are told.
const MOST: usize = 16;
/// Up to so many participants, everybody may be changed in every way.
const EVERYBODY: usize = 64;

/// What would remove the obstacles to a proposal. Prints as text and serialises as `amif-remedy/1`.
///
/// ```
/// use amif::{Proposal, Verdict, catalogue};
///
/// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// let proposal = Proposal::from_json(r#"{
///     "submitted_at": "2024-08-20T16:30:00+02:00",
///     "duration_months": 24,
///     "requested_grant": 1200000,
///     "participants": [
///         {"name": "Payoke", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "non_profit_private"},
///         {"name": "Stadt Wien", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
///         {"name": "Differenza Donna", "pic": "999000003", "role": "associated_partner", "country": "IT", "legal_form": "non_profit_private"}
///     ]
/// }"#)?;
/// let as_of = "2024-08-20T16:30:00+02:00".parse()?;
/// let remedies = proposal.remedies(call, as_of);
/// let cheapest = &remedies.all()[0];
/// let edits: Vec<String> = cheapest.edits().iter().map(ToString::to_string).collect();
/// assert_eq!(edits, [
///     "Request EUR 500 000 to 1 000 000 (requested: EUR 1 200 000).",
///     "Make Differenza Donna beneficiary (now associated partner).",
/// ]);
/// assert_eq!(cheapest.apply(&proposal).verdict(call, as_of), Verdict::Eligible);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Remedies<'a> {
    call: &'a Call,
    as_of: Instant,
    verdict: Verdict,
    all: Vec<Remedy>,
    smallest: bool,
    none: Option<NoRemedy>,
}

/// Why there is no remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoRemedy {
    /// The proposal is not ineligible.
    NotNeeded,
    /// The deadline has passed: what was submitted stands as it is.
    AfterDeadline {
        /// The deadline.
        deadline: Deadline,
        /// The last of the four calendar days in which a failure on the portal's side can be complained of; `None` where the
        /// proposal was submitted in time, so that there is nothing of the kind to complain of.
        complaint_until: Option<NaiveDate>,
        /// Whether that day is past.
        complaint_over: bool,
    },
    /// What stands in the way arises with the signature of the grant: what was submitted would do.
    AtSignature {
        /// The day of signature.
        signed: NaiveDate,
    },
    /// Nothing that the applicants decide brings about what a condition asks, or nothing was found that does.
    OutOfReach {
        /// The condition.
        rule: RuleId,
        /// What was found for it, in a sentence; with what each edit breaks that brings it nearer.
        found: String,
        /// Whether it is certain that no edits do; else none were found, and not everything was tried.
        certain: bool,
    },
}

impl NoRemedy {
    /// The stable name of the reason.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let none = proposal.remedies(call, as_of).why_none().map(|why| why.as_str());
    /// assert_eq!(none, Some("not_needed"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            NoRemedy::NotNeeded => "not_needed",
            NoRemedy::AfterDeadline { .. } => "after_deadline",
            NoRemedy::AtSignature { .. } => "at_signature",
            NoRemedy::OutOfReach { .. } => "out_of_reach",
        }
    }

    /// The text that the reason rests on.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let late = "2024-09-01T12:00:00+02:00".parse()?;
    /// proposal.submitted_at = Some(late);
    /// let remedies = proposal.remedies(call, late);
    /// let why = remedies.why_none().ok_or("there is one")?;
    /// assert_eq!(why.as_str(), "after_deadline");
    /// assert!(!why.source().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &'static [Citation] {
        match self {
            NoRemedy::NotNeeded => &[],
            NoRemedy::AfterDeadline { .. } => RuleId::SubmittedByDeadline.rule().citations,
            NoRemedy::AtSignature { .. } => AFTER_AWARD,
            NoRemedy::OutOfReach { rule, .. } => rule.rule().citations,
        }
    }
}

impl<'a> Remedies<'a> {
    /// The call.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert_eq!(proposal.remedies(call, as_of).call().topic(), call.topic());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call(&self) -> &'a Call {
        self.call
    }

    /// The instant at which the proposal was looked at.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert_eq!(proposal.remedies(call, as_of).as_of(), as_of);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The verdict on the proposal as stated.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// assert_eq!(proposal.remedies(call, as_of).verdict(), Verdict::Ineligible, "as it stands");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The remedies, the cheapest first, 16 at most. All have the same number of edits.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert!(proposal.remedies(call, as_of).all().is_empty(), "nothing to mend");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn all(&self) -> &[Remedy] {
        &self.all
    }

    /// Whether it is certain that no remedy has fewer edits.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// assert!(proposal.remedies(call, as_of).are_smallest());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn are_smallest(&self) -> bool {
        self.smallest
    }

    /// Why there is none.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// assert!(proposal.remedies(call, as_of).why_none().is_none(), "there is one");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why_none(&self) -> Option<&NoRemedy> {
        self.none.as_ref()
    }

    /// The remedies in the format `amif-remedy/1`, on one line.
    ///
    /// | field | value |
    /// |---|---|
    /// | `schema`, `crate`, `topic`, `call_version`, `as_of` | as in a report |
    /// | `verdict` | on the proposal as stated |
    /// | `smallest` | whether it is certain that no remedy has fewer edits |
    /// | `remedies` | list, the cheapest first, 16 at most |
    /// | `none` | `null`, or why there is none: `reason` (`not_needed`, `after_deadline`, `at_signature`, `out_of_reach`), `message`, `source`, and by reason `deadline`, `complaint_until`, `complaint_over`, `signed`, `rule`, `certain` |
    /// | *remedy* `verdict_after` | with the choices made unasked |
    /// | `cost` | what the edits cost; see [`Remedy::cost`] |
    /// | `then_to_correct` | ids of conditions that are corrected or clarified, and that the edits break; see [`Remedy::then_to_correct`] |
    /// | `still_to_correct` | those that are so before the edits and after them; see [`Remedy::still_to_correct`] |
    /// | `newcomers_apart` | whether those who are added have to come from different Member States |
    /// | `edits` | list |
    /// | `sentences` | the edits for people; a change of coordinator is one |
    /// | *edit* `edit` | `submit`, `grant`, `duration`, `change_role`, `remove`, `add` |
    /// | `subject` | what is edited, as a JSON Pointer into the proposal as stated |
    /// | `message` | in a sentence |
    /// | *submit* | `stated`, `from`, `by`, `choice`: instants |
    /// | *grant* | `stated`, `min`, `max`, `choice`: amounts as text; `max` is `null` where nothing limits it |
    /// | *duration* | `stated`, `min`, `max`, `choice`: months |
    /// | *change_role* | `participant` (place from 0), `name`, `stated` (role or `null`), `choice` (role) |
    /// | *remove* | `participant`, `name`, `role` |
    /// | *add* | `role`, `any_of` (list of `legal_forms` with `countries`: any pair of one entry will do), `choice` (`country`, `legal_form`), `statuses` and `organisation_type` of whatever form, and where they depend on the form `statuses_of_forms` (form, status, whether held) and `types_of_forms` (form, type) |
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// assert!(proposal.remedies(call, as_of).to_json().starts_with(r#"{"schema":"amif-remedy/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Proposal {
    /// The smallest sets of edits after which the proposal is not ineligible.
    ///
    /// An edit states or changes what applicants decide: the requested grant, the duration, the submission
    /// by the deadline, a participant's role, who takes part. Country, legal form, PIC, links, costs and the rows of a budget are
    /// facts and stay. Whatever choice a remedy allows, with all its edits the proposal is not ineligible; with fewer of
    /// them it is. What it is then, [`Remedy::verdict_after`] tells: a remedy may leave something open.
    ///
    /// Fewer edits come first; then what costs less ([`Remedy::cost`] has the table); then the order of kinds, and of
    /// participants.
    ///
    /// Nobody is made an affiliated entity who states no link. Whoever is added is coordinator or beneficiary, or in the
    /// role in which the call makes a member compulsory, affiliated entities aside.
    ///
    /// Up to 64 participants every edit is considered. Beyond, only participants whom a failing condition
    /// names, coordinators, those with an unknown role, and the first 64 are, without a look at what is corrected
    /// or clarified; and in any case the search ends after [`STEPS`] steps of work. Where it did not see everything,
    /// [`Remedies::are_smallest`] is `false`.
    ///
    /// `as_of` tells whether submitting in time is still possible; after the deadline there is no remedy.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// let sentences = remedies.all()[0].sentences(call);
    /// assert!(sentences[0].contains("24"), "{sentences:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remedies<'a>(&self, call: &'a Call, as_of: Instant) -> Remedies<'a> {
        self.remedies_within(call, as_of, STEPS).answer
    }

    /// The same within so many steps of work, and how many it took.
    ///
    /// ```
    /// # use amif::{Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/ineligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let found = proposal.remedies_within(call, as_of, amif::remedy::STEPS);
    /// assert!(found.answer.are_smallest() && found.steps < amif::remedy::STEPS);
    /// assert!(!proposal.remedies_within(call, as_of, 1_000).answer.are_smallest(), "too few to see everything");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remedies_within<'a>(&self, call: &'a Call, as_of: Instant, steps: u64) -> Within<Remedies<'a>> {
        self.remedied(call, as_of, MOST, steps)
    }

    /// The first of [`Proposal::remedies`], which is quicker to find than all of them.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let cheapest = proposal.cheapest_remedy(call, as_of);
    /// assert_eq!(cheapest.all().first(), proposal.remedies(call, as_of).all().first());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cheapest_remedy<'a>(&self, call: &'a Call, as_of: Instant) -> Remedies<'a> {
        self.remedied(call, as_of, 1, STEPS).answer
    }

    /// The day of signature, where nothing would stand in the way for certain were it not for that day.
    fn signed_in_the_way(&self, call: &Call, as_of: Instant) -> Option<NaiveDate> {
        let signed = call.first_signed_on(self.grant_signature?);
        let unsigned = Proposal { grant_signature: None, ..self.clone() };
        (unsigned.verdict(call, as_of) != Verdict::Ineligible).then_some(signed)
    }

    fn remedied<'a>(&self, call: &'a Call, as_of: Instant, most: usize, steps: u64) -> Within<Remedies<'a>> {
        let call = call.governing(as_of);
        let report = self.check(call, as_of);
        let verdict = report.verdict();
        let none = |none| {
            let all = Vec::new();
            Within {
                answer: Remedies { call, as_of, verdict, all, smallest: true, none: Some(none) },
                steps: 0,
            }
        };
        if verdict != Verdict::Ineligible {
            return none(NoRemedy::NotNeeded);
        }
        if let Some(signed) = self.signed_in_the_way(call, as_of) {
            return none(NoRemedy::AtSignature { signed });
        }
        // Where sources differ on the deadline, it has passed once it has by each.
        let stage = self.application.submission_stage;
        if let Some(deadline) = call.due(stage).next()
            && call.due(stage).all(|deadline| deadline.is_passed_at(as_of) == Some(true))
        {
            let submitted = Subject::Fact(FactKind::SubmittedAt);
            let in_time = report
                .assessment(RuleId::SubmittedByDeadline, submitted)
                .is_some_and(|a| a.outcome() == Outcome::Met);
            let last = deadline.local().date().checked_add_days(Days::new(4));
            let complaint_until = last.filter(|_| !in_time);
            let complaint_over = complaint_until.is_some_and(|last| as_of.brussels_date() > last);
            return none(NoRemedy::AfterDeadline { deadline, complaint_until, complaint_over });
        }
        let mut trial = Trial::new(self, call, &report, Steps::new(steps));
        let (answer, candidates, kinds, choices) = searched(&mut trial, most);
        let mut all: Vec<Remedy> = Vec::new();
        for set in &answer.sets {
            let steps = set.steps.iter().filter_map(|at| candidates.get(*at)).map(|c| c.step);
            let remedy = written::remedy(&mut trial, (steps, set.cost), &kinds, &choices);
            // The check has the last word.
            if let Some(remedy) = remedy
                && !all.iter().any(|known| known.is_alike(&remedy))
            {
                all.push(remedy);
            }
        }
        let better: Vec<bool> =
            all.iter().map(|one| !all.iter().any(|other| other.is_part_of(one))).collect();
        let mut better = better.into_iter();
        all.retain(|_| better.next().unwrap_or(true));
        let none = match all.first() {
            Some(_) => None,
            None => Some(out_of_reach(&report, &answer)),
        };
        // Where nothing is left, the choices of newcomers were not all looked at.
        let smallest = answer.smallest && !trial.steps.are_spent();
        Within { answer: Remedies { call, as_of, verdict, all, smallest, none }, steps: trial.steps.taken() }
    }
}

type Searched = (Answer, Vec<Candidate>, Vec<Kind>, widen::Newcomers);

/// Everything that may be done, and the smallest sets of it.
fn searched(trial: &mut Trial<'_>, most: usize) -> Searched {
    let troubles = trial.troubles();
    let participants = &trial.proposal.consortium.participants;
    let everybody = participants.len() <= EVERYBODY;
    // What rows ask for is no matter of edits, and nobody leaves or joins for a row that goes or is yet to come.
    let rows = troubles.iter().find(|t| t.rule.rule().facts.contains(&FactKind::Requested));
    let mut candidates = project::candidates(trial, &troubles);
    if let Some(never) = rows.copied().or_else(|| project::never_cured(trial, &troubles, &candidates)) {
        return (Answer::stuck(never, true), candidates, Vec::new(), Vec::new());
    }
    // Rules on the project alone are no matter of who takes part.
    let of_project = |t: &Trouble| t.rule.rule().facts.iter().all(Planned::is_one);
    let mut kinds = Vec::new();
    let mut choices: widen::Newcomers = Vec::new();
    if !troubles.iter().all(of_project) {
        let mut named: Vec<usize> = troubles.iter().filter_map(|t| t.who.place()).collect();
        named.sort_unstable();
        let stated = participants.iter().enumerate().filter(|(place, entry)| {
            everybody
                || *place < EVERYBODY
                || entry.role.is_none_or(|r| r == Role::Coordinator)
                || named.binary_search(place).is_ok()
        });
        let places: Vec<usize> = stated.map(|(place, _)| place).collect();
        consortium_candidates(trial, &places, &mut candidates);
        for role in Role::ALL.iter().filter(|r| r.counts() || alone_asked_for(trial.call, **r)) {
            // A link cannot be invented.
            if *role != Role::AffiliatedEntity {
                choices.push((*role, newcomer::choices(trial, *role)));
            }
        }
        kinds = newcomer::kinds(trial, &choices);
        candidates.extend((0..kinds.len()).map(|kind| Candidate { step: Step::Add(kind), cost: COSTS.add }));
    }
    candidates.sort_by_key(|c| (c.cost, c.step.order()));
    let shared = shared_identity(trial.proposal);
    let answer = Search::new(trial, &candidates, &kinds, &shared, most).run(everybody);
    (answer, candidates, kinds, choices)
}

/// Whether the call makes members compulsory that do not count, in this role.
fn alone_asked_for(call: &Call, role: Role) -> bool {
    let kinds = call.required_members().iter().map(|kind| &kind.value.roles);
    kinds.into_iter().any(|roles| roles.contains(&role) && !roles.iter().any(|other| other.counts()))
}

/// Changes of role that break none of the participant's own rules, and departures.
fn consortium_candidates(trial: &mut Trial<'_>, places: &[usize], candidates: &mut Vec<Candidate>) {
    let before = trial.blemishes();
    let few = trial.proposal.consortium.participants.len() <= EVERYBODY;
    let mut add = |trial: &mut Trial<'_>, step, cost: u32| {
        let mut more = 0;
        if few {
            let undo = trial.apply(step, &[]);
            more = trial.blemishes().saturating_sub(before);
            trial.undo(undo);
        }
        candidates.push(Candidate { step, cost: cost.saturating_add(more.saturating_mul(COSTS.blemish)) });
    };
    for place in places {
        let Some(entry) = trial.proposal.consortium.participants.get(*place) else { continue };
        let mut changed = entry.clone();
        for role in Role::ALL.iter().filter(|r| entry.role != Some(**r)) {
            changed.role = Some(*role);
            // A link cannot be invented.
            let linked = *role != Role::AffiliatedEntity || entry.link().is_some();
            if linked && trial.suits(&changed, Standard::Free) {
                add(trial, Step::Role(*place, *role), COSTS.of_role(entry.role, *role));
            }
        }
        add(trial, Step::Remove(*place), COSTS.remove);
    }
}

/// The participants that are, or may be, the same organisation as another entry.
fn shared_identity(proposal: &Proposal) -> Vec<usize> {
    let mut keys: Vec<(String, bool, usize)> = Vec::new();
    for (place, entry) in proposal.consortium.participants.iter().enumerate() {
        let applicant = &entry.applicant;
        keys.push((format!("n{}", applicant.name.key()), applicant.code().is_none(), place));
        if let Some(pic) = applicant.code() {
            keys.push((format!("p{pic}"), true, place));
        }
    }
    keys.sort_unstable();
    // A name matters only where somebody of that name has no code.
    let alike = keys.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1 && g.iter().any(|k| k.1));
    let mut places: Vec<usize> = alike.flatten().map(|k| k.2).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn out_of_reach(report: &Report<'_>, answer: &Answer) -> NoRemedy {
    let stuck = answer.stuck;
    let about = |t: Trouble, subject: Subject| match t.who {
        Who::Stated(place) => subject == Subject::Participant(place),
        Who::All | Who::Newcomer => true,
    };
    // What a step breaks is met as things are stated.
    let failing = || report.live().filter(|a| a.outcome() == Outcome::NotMet);
    let found = stuck
        .and_then(|t| failing().find(|a| a.rule() == t.rule && about(t, a.subject())))
        .or_else(|| failing().find(|a| a.consequence() == Consequence::Reject))
        .or_else(|| failing().next());
    let breaks = answer.breaks.map(|rule| format!(" Each edit tried that brings it nearer breaks {rule}."));
    NoRemedy::OutOfReach {
        rule: found.map_or(RuleId::OneCoordinator, |a| a.rule()),
        found: found.map(|a| a.message()).unwrap_or_default() + &breaks.unwrap_or_default(),
        // Who is to be an affiliated entity may be added with a link, which is no edit.
        certain: answer.smallest
            && stuck.is_some_and(|t| {
                t.rule != RuleId::CompulsoryMembers || !alone_asked_for(report.call(), Role::AffiliatedEntity)
            }),
    }
}

impl fmt::Display for Remedies<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words::remedies(self, f)
    }
}
