//! What would decide an undetermined verdict: the facts and open questions to ask for, or the conditions that
//! no way to complete the proposal can meet together.

mod asking;
mod conflict;
mod question;
mod search;
mod unknown;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{STEPS, Within};
use crate::budget::{Ceilings, Limit};
use crate::call::OpenQuestion;
use crate::check::{Fact, FactKind, Found as Stated, Required, Steps, Subject};
use crate::organisation::LegalForms;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::report::{Condition, Live, Report};
use crate::rule::RuleId;
pub use asking::{Decisive, Questions};
use conflict::Core;
pub use question::NextQuestion;
use search::{Found, Listing, Search};
use unknown::{Facet, Unknown, smallest_costs};

/// What would decide the verdict of a report; from [`Report::deciding`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deciding<'r> {
    /// The verdict is the same whatever the missing facts and open questions turn out to be.
    Decided(Verdict),
    /// Facts and questions are to be asked for.
    Ask(Asks<'r>),
    /// However the missing facts and open questions turn out, the proposal is ineligible, although no
    /// condition is known to fail by itself: these cannot be met together.
    NoEligibleCompletion {
        /// Conflicts that share no condition, at most 16. Every completion fails a condition of each.
        conflicts: Vec<Conflict>,
    },
    /// The call's sources leave core conditions unstated, so that no answer makes the proposal eligible.
    CannotBeEligible {
        /// The core conditions that are not stated.
        not_stated: Vec<&'static str>,
        /// What decides whether the conditions that are stated are met. Empty where they are.
        asks: Asks<'r>,
    },
}

impl<'r> Deciding<'r> {
    /// What is to be asked for; nothing where nothing is.
    fn asked(&self) -> &[Ask<'r>] {
        match self {
            Deciding::Ask(asks) | Deciding::CannotBeEligible { asks, .. } => &asks.order,
            Deciding::Decided(_) | Deciding::NoEligibleCompletion { .. } => &[],
        }
    }
}

/// What to ask for, in the order worth asking.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asks<'r> {
    /// Each fact or question once.
    pub order: Vec<Ask<'r>>,
    /// Whether every one of them was found to be needed. If not, some may turn out not to matter.
    pub smallest: bool,
    /// Conditions that cannot be met together, one of them of those that lead to a correction: whatever the
    /// answers, an eligible proposal will have to be corrected.
    pub corrections: Vec<Conflict>,
}

/// One thing to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask<'r> {
    /// The fact or question.
    pub what: Asked<'r>,
    /// The conditions with consequence [`Consequence::Reject`] that depend on it, in the order of the report. Not
    /// listed for more than 256 participants.
    pub conditions: Vec<(RuleId, Subject)>,
    /// Whether an answer to it can decide by itself: the verdict, or, where the call does not state core conditions, whether
    /// those that it states are met.
    pub may_settle: bool,
    /// For a legal form: those that remain possible.
    pub among: Option<LegalForms>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asked<'r> {
    /// A missing fact. Several where entries of one organisation leave its country open together.
    Facts(Vec<Fact>),
    /// An open question of the call.
    Question(&'r OpenQuestion),
}

/// Conditions of which no completion meets all; without any one of them, some completion would.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// What each of them asks.
    pub clauses: Vec<Clause>,
    /// Whether the conflict bars eligibility: all of them reject. If not, one of them leads to a correction.
    pub bars: bool,
    /// Whether each of them was found to be needed.
    pub smallest: bool,
}

/// One condition of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clause {
    /// The rule.
    pub rule: RuleId,
    /// What it is looked at for.
    pub subject: Subject,
    /// What follows when it is not met.
    pub consequence: Consequence,
    /// What is known and asked, in a sentence.
    pub message: String,
}

impl Report<'_> {
    /// What would decide the verdict.
    ///
    /// A *completion* states every missing fact and reads every open question one way, keeping what is stated
    /// and the recorded presumptions: on who is the same organisation, and that whoever is named by a code that
    /// is stated is whoever states it; an organisation that is entered more than once has one country. Under a completion every condition is decided, and so is the verdict.
    /// A set of facts and questions *decides* where no two completions that agree on it have different
    /// verdicts.
    ///
    /// There is one smallest such set, and every other contains it: the facts and questions each of which
    /// turns the verdict in some completion of everything else. [`Deciding::Ask`] lists it. (An organisation's legal form
    /// and its statuses exclude each other here and there. Where either would do, the legal form is listed.) It is never more
    /// than what the undetermined conditions depend on ([`crate::Assessment::missing`],
    /// [`crate::Assessment::open`]), and less where a fact matters to a condition only in completions that fail another
    /// one. When all of it is answered, the verdict is no longer undetermined, or `deciding` says
    /// [`Deciding::NoEligibleCompletion`]; and one answer may already make the proposal ineligible.
    ///
    /// The order: facts before open questions, which the applicant cannot answer; first what can decide by
    /// itself; then what more conditions depend on; then the order of the report.
    ///
    /// A condition with consequence [`Consequence::Correct`] never changes the verdict, so it bars nothing.
    /// Where one of them cannot be met together with those that reject, [`Asks::corrections`] says it. Rules
    /// on the detailed budget are left out of this.
    ///
    /// Whoever may still join is taken to have no fault of its own, and a question that only newcomers raise is
    /// taken to be read in their favour.
    ///
    /// The search uses the check itself as judge, and stands for whole kinds of facts by one of each. Its work is
    /// bounded by [`STEPS`](crate::ask::STEPS). That is enough for ordinary drafts; where it is not, what was not found to
    /// be idle is listed, which decides but may be more than is needed, and [`Asks::smallest`] is `false`.
    /// [`Report::next_question`] needs no search.
    ///
    /// ```
    /// use amif::{Proposal, ask::Deciding, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{
    ///     "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24,
    ///     "total_eligible_costs": 400000,
    ///     "participants": [
    ///         {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    ///         {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
    ///         {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}
    ///     ]}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let Deciding::Ask(asks) = report.deciding() else { return Err("nothing to ask".into()) };
    /// assert_eq!(asks.order[0].what.to_string(), "/requested_grant");
    /// assert!(asks.smallest && asks.order.len() == 1);
    /// // The range wants at least 500 000, the rate at most 90 % of 400 000: the grant will be corrected.
    /// let rules: Vec<&str> = asks.corrections[0].clauses.iter().map(|c| c.rule.as_str()).collect();
    /// assert_eq!(rules, ["grant/within-range", "grant/funding-rate"]);
    /// assert!(!asks.corrections[0].bars);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// No completion makes a coordinator in a third country eligible: an international organisation may
    /// sit there, and may not coordinate.
    ///
    /// ```
    /// # use amif::{Proposal, ask::Deciding, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants_complete": false, "participants": [
    ///     {"name": "A", "pic": "999000001", "role": "coordinator", "country": "US"}]}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let Deciding::NoEligibleCompletion { conflicts } = report.deciding() else { return Err("it may be".into()) };
    /// let rules: Vec<&str> = conflicts[0].clauses.iter().map(|c| c.rule.as_str()).collect();
    /// assert_eq!(rules, ["participant/legal-form", "participant/country"]);
    /// assert!(conflicts[0].bars);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn deciding(&self) -> Deciding<'_> {
        self.deciding_within(STEPS).answer
    }

    /// [`Report::deciding`] with no more than so many steps of work, but for what it takes to name every unknown fact
    /// once.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// use amif::ask::Deciding;
    ///
    /// let within = report.deciding_within(1_000_000);
    /// assert_eq!(within.answer, report.deciding());
    /// assert!(matches!(within.answer, Deciding::Decided(Verdict::Ineligible)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn deciding_within(&self, steps: u64) -> Within<Deciding<'_>> {
        if self.verdict() != Verdict::Undetermined {
            return Within { answer: Deciding::Decided(self.verdict()), steps: 0 };
        }
        let listing = Listing::of(self, steps / 4);
        let left = steps.saturating_sub(listing.taken);
        // What cannot be met together with what leads to a correction is looked for at the end.
        let mut search = Search::of(self, &listing, false, Steps::new((left / 4).saturating_mul(3)));
        let (answer, corrections) = self.decided(&mut search, &listing, left / 4);
        let taken = listing.taken.saturating_add(search.steps.taken()).saturating_add(corrections);
        Within { answer, steps: taken }
    }

    /// What would decide the verdict, and the steps taken for corrections, of so many.
    fn decided<'a>(&'a self, search: &mut Search<'a>, listing: &Listing, rest: u64) -> (Deciding<'a>, u64) {
        let not_stated = self.gaps();
        let mut asked = search.everything();
        let mut smallest = false;
        if search.is_feasible() {
            match search.passing(&None) {
                Found::Yes(passing) => {
                    (asked, smallest) = search.needed(&passing);
                    smallest &= search.is_whole();
                    if asked.is_empty() && not_stated.is_empty() {
                        if passing.is_conditional(search) {
                            return (Deciding::Decided(Verdict::Conditional), 0);
                        }
                        // Something is unknown, so something matters: what, was not found.
                        (asked, smallest) = (search.everything(), false);
                    }
                }
                Found::No(_) if search.is_whole() => {
                    let cores = conflict::cores(search);
                    if !cores.is_empty() {
                        return (Deciding::NoEligibleCompletion { conflicts: self.conflicts(cores) }, 0);
                    }
                }
                Found::No(_) | Found::GaveUp => {}
            }
        }
        let alone = asked.len() == 1 && not_stated.is_empty() && search.is_whole();
        smallest |= alone;
        let (corrections, taken) =
            if search.is_feasible() { self.corrections(listing, rest) } else { (Vec::new(), 0) };
        let asks = Asks { order: self.order(search, &asked, alone), smallest, corrections };
        let answer = if not_stated.is_empty() {
            Deciding::Ask(asks)
        } else {
            Deciding::CannotBeEligible { not_stated, asks }
        };
        (answer, taken)
    }

    fn order<'a>(&'a self, search: &mut Search<'a>, asked: &[(usize, Facet)], alone: bool) -> Vec<Ask<'a>> {
        // For each fact and question, the conditions that depend on it, with their places in the report.
        let mut by_fact: BTreeMap<Fact, Vec<Placed>> = BTreeMap::new();
        let mut by_place: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
        for (place, a) in self.live().enumerate() {
            let placed = (place, (a.rule(), a.subject()));
            for at in search.dependence.get(&a.condition()).into_iter().flatten() {
                by_place.entry(*at).or_default().push(placed);
            }
            for fact in search.facts_of(a.condition()) {
                by_fact.entry(fact).or_default().push(placed);
            }
        }
        let mut order = Vec::new();
        for (at, facet) in asked.iter().copied() {
            let Some(unknown) = search.unknowns.get(at).cloned() else { continue };
            let facts = search.asked_facts(at, facet);
            let form = match unknown {
                Unknown::Kind(entry) if facts.iter().any(|f| f.kind() == FactKind::LegalForm) => Some(entry),
                _ => None,
            };
            let among = form
                .and_then(|entry| self.participants().get(entry))
                .map(|entry| entry.applicant.possible_forms());
            let (what, mut dependent) = match &unknown {
                Unknown::Question(question) => match self.call().question(*question) {
                    Some(question) => (Asked::Question(question), by_place.remove(&at).unwrap_or_default()),
                    None => continue,
                },
                _ => {
                    let dependent = facts.iter().filter_map(|fact| by_fact.get(fact)).flatten().copied();
                    let dependent = dependent.collect();
                    (Asked::Facts(facts), dependent)
                }
            };
            dependent.sort_unstable_by_key(|(place, _)| *place);
            dependent.dedup_by_key(|(place, _)| *place);
            let first = dependent.first().map_or(usize::MAX, |(place, _)| *place);
            let conditions: Vec<_> = dependent.into_iter().map(|(_, condition)| condition).collect();
            // Where nothing else is unknown, an answer settles it, whether or not its answers can be tried.
            let may_settle = alone || (search.is_feasible() && search.settles(at, facet));
            let is_question = matches!(what, Asked::Question(_));
            let key = (is_question, !may_settle, Reverse(conditions.len()), first, at);
            order.push((key, Ask { what, conditions, may_settle, among }));
        }
        order.sort_by_key(|(key, _)| *key);
        order.into_iter().map(|(_, ask)| ask).collect()
    }

    /// Conflicts between conditions that reject and conditions that lead to a correction.
    fn corrections(&self, listing: &Listing, steps: u64) -> (Vec<Conflict>, u64) {
        let mut search = Search::of(self, listing, true, Steps::new(steps));
        let corrects = |c: &Condition| c.0.rule().consequence == Consequence::Correct;
        if !search.is_feasible() || !search.dependence.keys().any(corrects) {
            return (Vec::new(), 0);
        }
        let cores = conflict::cores(&mut search);
        let conflicts = if search.is_whole() { self.conflicts(cores) } else { Vec::new() };
        (conflicts.into_iter().filter(|conflict| !conflict.bars).collect(), search.steps.taken())
    }

    fn conflicts(&self, cores: Vec<Core>) -> Vec<Conflict> {
        cores
            .into_iter()
            .map(|core| {
                let clauses: Vec<Clause> = self
                    .live()
                    .filter(|a| a.outcome() == Outcome::Unknown && core.conditions.contains(&a.condition()))
                    .map(|a| Clause {
                        rule: a.rule(),
                        subject: a.subject(),
                        consequence: a.consequence(),
                        message: message(&a),
                    })
                    .collect();
                let bars = clauses.iter().all(|c| c.consequence == Consequence::Reject);
                Conflict { clauses, bars, smallest: core.smallest }
            })
            .collect()
    }
}

/// A condition with its place in the report.
type Placed = (usize, (RuleId, Subject));

/// The sentence of the report, with what a funding rate comes to in euro.
fn message(a: &Live<'_>) -> String {
    let mut text = a.message();
    let (Some(Required::Rate(rate)), Some(Stated::Rate { requested, costs, .. })) = (a.required(), a.found())
    else {
        return text;
    };
    let more = match (requested, costs) {
        (None, Some(costs)) => {
            let mut ceilings = Ceilings::new(costs);
            ceilings.rate = Some(rate);
            ceilings.largest_grant().and_then(|largest| {
                let exact = largest.at_exact_rate?;
                let (_, most) = *largest.limits.iter().find(|(limit, _)| *limit == Limit::FundingRate)?;
                Some(format!(
                    " Of EUR {} that is EUR {}; up to EUR {} rounds to it.",
                    costs.grouped(),
                    exact.grouped(),
                    most.grouped()
                ))
            })
        }
        (Some(grant), None) => smallest_costs(grant, rate)
            .map(|costs| format!(" For EUR {} they are at least EUR {}.", grant.grouped(), costs.grouped())),
        _ => None,
    };
    text.push_str(&more.unwrap_or_default());
    text
}
