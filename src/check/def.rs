//! What a rule is: one value with all its parts. The engine reads these parts and knows no rule by name.

use std::cell::{Cell, OnceCell};
use std::ops::ControlFlow;
use std::sync::OnceLock;

use super::Because;
use super::because::Awaited;
use super::budget::ledger::Ledger;
use super::budget::{Finding, Sheet};
use super::completions::{self, Completed};
use super::counting::Counted as CountedAs;
use super::dependence::Dependence;
use super::fact::FactKind;
use super::facts::{ALL, Facts, Raw, Scope, Setting, is_removable};
use super::first_look::FirstLook;
use super::identity::{Codes, Identity, ON_STACK};
use super::links::Links;
use super::operands::{Found, OtherReading, Required};
use super::participant::declares;
use super::removal;
use super::sieve::{Sieve, Visitor};
use super::subject::Subject;
use super::tally::{self, Bounds};
use crate::budget::Row;
use crate::call::{Call, Condition, Sourced};
use crate::law::{Citation, in_force};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;

/// A rule that looks at a value of type `A`, which a call states or the law has.
#[derive(Debug)]
pub(crate) struct RuleDef<A: ?Sized + 'static> {
    /// What `explain_rule` prints, beside the id, which the list of rules gives.
    pub(crate) about: About,
    /// The condition with its sources; `None` where it is not stated, and the rule is not looked at.
    pub(crate) asked: for<'c> fn(&'c Call) -> Option<Asked<'c, A>>,
    /// What it is looked at for, and what it comes to there for one value of the condition. Where sources
    /// disagree the engine asks for both.
    pub(crate) judge: Judge<A>,
    pub(crate) shown: Shown<A>,
    pub(crate) depends: DependsOn<A>,
}

/// What a rule asks, why, and how it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct About {
    /// What it asks, in a line.
    pub(crate) title: &'static str,
    /// What it reads, how it counts, what each outcome means, and where its text is silent.
    pub(crate) explanation: &'static str,
    pub(crate) since: &'static str,
    pub(crate) stage: Stage,
    pub(crate) consequence: Consequence,
    /// The law behind it; the numbers and lists are the call's.
    pub(crate) citations: &'static [Citation],
    /// The facts it reads. Changing any other fact changes none of its outcomes.
    pub(crate) facts: &'static [FactKind],
}

/// A condition with its second reading, while sources disagree, and its sources.
#[derive(Debug)]
pub(crate) struct Asked<'c, A: ?Sized> {
    pub(crate) value: &'c A,
    /// The open question with the value that holds where it is answered yes.
    pub(crate) other: Option<(usize, &'c A)>,
    /// `None`: the law alone, which is the rule's.
    pub(crate) source: Option<&'c [Citation]>,
}

impl<A: ?Sized> Clone for Asked<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: ?Sized> Copy for Asked<'_, A> {}

impl<'c, A> Asked<'c, A> {
    #[inline]
    pub(crate) fn stated(stated: &'c Sourced<A>) -> Self {
        Asked { value: &stated.value, other: None, source: Some(&stated.source) }
    }

    /// A condition on which sources may disagree.
    #[inline]
    pub(crate) fn either(condition: &'c Condition<A>) -> Self {
        let stated = condition.stated();
        Asked { value: &stated.value, other: condition.other(), source: Some(&stated.source) }
    }
}

impl<'c, A: ?Sized> Asked<'c, A> {
    /// What the law asks, whatever the call says.
    #[inline]
    pub(crate) const fn always(value: &'c A) -> Self {
        Asked { value, other: None, source: None }
    }

    /// A list whose items have sources of their own; `None` where it is empty. The first item's are the rule's.
    #[inline]
    pub(crate) fn some(value: &'c A, first: Option<&'c Vec<Citation>>) -> Option<Self> {
        Some(Asked { value, other: None, source: Some(first?) })
    }

    /// Both values while a question is open, else the one.
    pub(crate) fn values(self) -> impl Iterator<Item = &'c A> {
        std::iter::once(self.value).chain(self.other.map(|(_, other)| other))
    }

    #[inline]
    fn under_each(self, mut judge: impl FnMut(&'c A) -> Outcomes) -> Outcomes {
        let first = judge(self.value);
        match self.other {
            None => first,
            Some((_, other)) => first.or(judge(other)),
        }
    }
}

/// What a rule is looked at for, with the function that looks: the outcomes over everything unknown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Judge<A: ?Sized + 'static> {
    /// The proposal, which has this fact.
    Proposal(FactKind, fn(&A, &At<'_>) -> Outcomes),
    /// The proposal, which has this fact, in two grades: what the first outcomes fail is the rule's consequence; where
    /// they are met, what the second fail is to be corrected. `None` where the fact is presumed.
    Graded(FactKind, fn(&A, &At<'_>) -> Option<(Outcomes, Outcomes)>),
    /// Each participant, whoever else there is.
    Participants(fn(&A, &At<'_>, &Participant) -> Outcomes),
    /// Each participant among the others.
    Together(fn(&A, &At<'_>, &Participant) -> Outcomes),
    /// Each participant who declares, or states in a status on which the law looks, what the rule concerns; `None` for
    /// the others, of whom nothing is said.
    Declared(fn(&A, &At<'_>, &Participant) -> Option<Outcomes>),
    /// Each participant where the call states the condition; where the law alone has it, as for those who declare. The
    /// second function says whether it is the law beneath a call that decides of whom the call says nothing.
    StatedOrDeclared(fn(&A, &At<'_>, &Participant) -> Option<Outcomes>, fn(&Seen<'_>) -> bool),
    /// The consortium as a whole. The first function says whether a first look at the participants shows that the rule
    /// passes; it may say no where the rule passes all the same.
    Consortium(fn(&A, &At<'_>) -> bool, fn(&A, &At<'_>) -> Counted),
    /// The budget as a whole, where there is one, shown at a part of it.
    Budget(Part, fn(&A, &Sheet<'_>) -> Finding),
    /// Each row of the budget.
    Rows(fn(&A, &Sheet<'_>, usize, &Row) -> Finding),
}

/// At which part of a budget a rule on all of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The budget itself.
    Whole,
    /// Its rows, all together.
    Rows,
    /// Its stated totals.
    Totals,
}

/// Outcomes with what was counted: how many for certain, and how many at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) outcomes: Outcomes,
    pub(crate) count: (u32, u32),
}

impl Counted {
    /// Where nothing is counted.
    pub(crate) fn nothing(outcomes: Outcomes) -> Self {
        Counted { outcomes, count: (0, 0) }
    }
}

/// What a rule is looked at for, without the function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Proposal(FactKind),
    Participants,
    Consortium,
    Budget(Part),
    Rows,
}

impl Over {
    /// Whether it is a budget, or a row of one.
    #[cfg(feature = "next")]
    pub(crate) const fn is_budget(self) -> bool {
        matches!(self, Over::Budget(_) | Over::Rows)
    }
}

impl<A: ?Sized> RuleDef<A> {
    /// Whether what it finds may lead to rejection.
    pub(crate) const fn rejects(&self) -> bool {
        matches!(self.about.consequence, Consequence::Reject)
    }

    /// Whether it leads to rejection and looks at participants alone, of whom the first look tells that they pass.
    pub(crate) const fn is_looked_ahead(&self) -> bool {
        let alone =
            matches!(self.judge, Judge::Participants(_) | Judge::Declared(_) | Judge::StatedOrDeclared(..));
        self.rejects() && alone
    }
}

impl<A: ?Sized> Judge<A> {
    /// What a rule on participants comes to for one; nothing for a rule on anything else.
    fn of_entry(&self, value: &A, at: &At<'_>, entry: &Participant) -> Outcomes {
        match self {
            Judge::Participants(judge) | Judge::Together(judge) => judge(value, at, entry),
            Judge::Declared(judge) | Judge::StatedOrDeclared(judge, _) => {
                judge(value, at, entry).unwrap_or(Outcomes::NOT_APPLICABLE)
            }
            Judge::Proposal(..)
            | Judge::Graded(..)
            | Judge::Consortium(..)
            | Judge::Budget(..)
            | Judge::Rows(_) => Outcomes::NONE,
        }
    }

    pub(crate) const fn over(&self) -> Over {
        match self {
            Judge::Proposal(fact, _) | Judge::Graded(fact, _) => Over::Proposal(*fact),
            Judge::Participants(_)
            | Judge::Together(_)
            | Judge::Declared(_)
            | Judge::StatedOrDeclared(..) => Over::Participants,
            Judge::Consortium(..) => Over::Consortium,
            Judge::Budget(part, _) => Over::Budget(*part),
            Judge::Rows(_) => Over::Rows,
        }
    }
}

/// The parts of a report's line, each made on demand.
#[derive(Debug)]
pub(crate) struct Shown<A: ?Sized + 'static> {
    pub(crate) required: fn(&A, &Seen<'_>) -> Option<Required>,
    pub(crate) found: for<'r> fn(&Seen<'r>) -> Option<Found>,
    /// The sentence with the numbers compared.
    pub(crate) words: fn(&A, &Seen<'_>) -> String,
    /// What the other reading asks, in words, where sources disagree.
    pub(crate) reading: fn(&A) -> Option<String>,
    /// Why the rule does not concern a participant.
    pub(crate) because: fn(&Seen<'_>) -> Because,
    /// What a conditional outcome waits for.
    pub(crate) awaits: fn(&Seen<'_>) -> Vec<Awaited>,
    /// What is to be said of a participant whom the rule does not concern.
    pub(crate) note: fn(&Seen<'_>) -> Option<&'static str>,
    /// Who was counted, and why the others were not; `None` where the report does not list them.
    pub(crate) counted: fn(&Seen<'_>) -> Option<Vec<CountedAs>>,
}

/// A condition has one reading, or says nothing of another.
pub(crate) fn no_reading<A: ?Sized>(_: &A) -> Option<String> {
    None
}

/// The role is not concerned.
pub(crate) fn by_role(seen: &Seen<'_>) -> Because {
    match seen.entry {
        None => Because::NoParticipant,
        Some(entry) => entry.role.map_or(Because::InAnyCase, Because::Role),
    }
}

/// Nothing is awaited: no outcome is conditional.
pub(crate) fn nothing(_: &Seen<'_>) -> Vec<Awaited> {
    Vec::new()
}

/// Nothing is to be said.
pub(crate) fn no_note(_: &Seen<'_>) -> Option<&'static str> {
    None
}

/// Nobody is counted, or who is counted is not listed.
pub(crate) fn no_list(_: &Seen<'_>) -> Option<Vec<CountedAs>> {
    None
}

/// On which unknown facts and open questions an unknown outcome depends.
#[derive(Debug)]
pub(crate) enum DependsOn<A: ?Sized + 'static> {
    /// Every unknown fact that the rule reads.
    Facts,
    /// Those of them that matter under the condition.
    Some(fn(&A, FactKind) -> bool),
    /// For a rule on participants: those that turn the rule's own judgement, while the others are completed in every
    /// way.
    Completed(Completed),
    /// What the function finds.
    Found(fn(Asked<'_, A>, &Seen<'_>, &mut Dependence)),
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) shared: &'a Shared,
}

/// What several rules look at, made by the first that does.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    declared: Cell<Option<bool>>,
    first_look: OnceCell<FirstLook>,
    identity: Cell<Option<Identity>>,
    codes: OnceCell<Codes>,
    bounds: Cell<Option<Bounds>>,
    links: OnceCell<Links>,
    ledger: OnceCell<Option<Box<Ledger>>>,
    waiting: Cell<Option<bool>>,
}

/// A small value made by the first who asks. Unlike `OnceCell` it is made in line.
#[inline]
fn once<T: Copy>(cell: &Cell<Option<T>>, make: impl FnOnce() -> T) -> T {
    match cell.get() {
        Some(made) => made,
        None => {
            let made = make();
            cell.set(Some(made));
            made
        }
    }
}

impl At<'_> {
    /// What a first look at the participants tells for certain.
    #[inline]
    pub(crate) fn first_look(&self) -> &FirstLook {
        self.shared.first_look.get_or_init(|| FirstLook::of(self.facts, self.setting))
    }

    /// Whether anybody declares something, or states a status on which the law looks.
    #[inline]
    fn declared(&self) -> bool {
        once(&self.shared.declared, || self.facts.participants.iter().any(declares))
    }

    /// Whether the entries can be told apart.
    #[inline]
    pub(crate) fn identity(&self) -> Identity {
        once(&self.shared.identity, || match self.codes() {
            Some(codes) => Identity::told(self.facts.participants, codes.distinct),
            None => Identity::of(self.facts.participants),
        })
    }

    /// Who states which code, where there are more participants than are looked through one by one.
    #[inline]
    pub(crate) fn codes(&self) -> Option<&Codes> {
        let all = self.facts.participants;
        (all.len() > ON_STACK).then(|| self.shared.codes.get_or_init(|| Codes::of(all)))
    }

    /// Who counts to the minima.
    #[inline]
    pub(crate) fn bounds(&self) -> Bounds {
        once(&self.shared.bounds, || match self.setting.call.removes_ineligible() {
            true => removal::bounds(self.facts.participants, self.setting, self.links()),
            false => tally::bounds(self.facts.participants, self.setting, &self.identity()),
        })
    }

    /// The budget added up, where there is one.
    pub(crate) fn sheet(&self) -> Option<Sheet<'_>> {
        let budget = self.facts.budget()?;
        let make = || removal::ledger(self.facts, self.setting).map(Box::new);
        let made = || self.shared.ledger.get_or_init(make).as_deref();
        let ledger = self.facts.ledger.or_else(made)?;
        Some(Sheet::new(budget, ledger, self.facts, self.setting.call))
    }

    /// Whether somebody whom the call may yet remove waits for a later event.
    fn anybody_waits(&self) -> bool {
        once(&self.shared.waiting, || removal::those_who_wait(self.facts, self.setting).next().is_some())
    }

    /// Who states which code.
    #[inline]
    pub(crate) fn links(&self) -> &Links {
        self.shared.links.get_or_init(|| Links::of(self.facts, self.setting))
    }
}

/// One rule looked at for one subject, with the outcome: what its parts are shown of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'r> {
    pub(crate) facts: Facts<'r>,
    pub(crate) setting: Setting<'r>,
    links: &'r OnceLock<Links>,
    pub(crate) outcome: Outcome,
    pub(crate) count: (u32, u32),
    pub(crate) place: usize,
    pub(crate) entry: Option<&'r Participant>,
    /// Of a rule on budgets: what it found, with the numbers compared.
    pub(crate) finding: Option<Finding>,
}

impl<'r> Seen<'r> {
    pub(crate) fn of<R>(
        raw: &Raw<R>,
        facts: Facts<'r>,
        setting: Setting<'r>,
        links: &'r OnceLock<Links>,
    ) -> Self {
        let place = raw.participant as usize;
        let entry = facts.participants.get(place).filter(|_| raw.participant != ALL);
        Seen { facts, setting, links, outcome: raw.outcome, count: raw.count, place, entry, finding: None }
    }

    /// Who states which code: made once for a report.
    pub(crate) fn links(&self) -> &'r Links {
        self.links.get_or_init(|| Links::of(&self.facts, &self.setting))
    }

    /// The budget with what its rules read, where there is one.
    pub(crate) fn sheet(&self) -> Option<Sheet<'r>> {
        Sheet::of(&self.facts, self.setting.call)
    }

    /// The row of the budget that it was looked at for, where it was one.
    pub(crate) fn row(&self) -> Option<&'r Row> {
        self.facts.budget()?.rows().get(self.place)
    }

    /// The name of the participant whose row it was looked at for, or which row it is, counted from 1.
    pub(crate) fn row_name(&self) -> String {
        let name = self.sheet().and_then(|s| s.name(self.place).map(crate::input::printable));
        name.unwrap_or_else(|| nth_row(self.place))
    }

    /// Why no country is asked of an international organisation.
    pub(crate) fn wherever_it_sits(&self) -> Because {
        // Where the act lies beneath the call, it admits both.
        match self.setting.terms.union_exempt {
            true => Because::InternationalOrganisation,
            false => Because::InternationalOrganisationOfCall,
        }
    }

    /// The name of the participant.
    pub(crate) fn name(&self) -> String {
        self.entry.map(|p| p.applicant.name.printable()).unwrap_or_default()
    }
}

/// Which row of a budget it is, for people: counted from 1, and from 0 in a pointer.
pub(crate) fn nth_row(place: usize) -> String {
    format!("Row {}", place.saturating_add(1))
}

/// Looks at one rule for whatever it is looked at for.
#[inline(always)]
pub(crate) fn look<A: ?Sized + 'static, R: Copy>(
    id: R,
    def: &RuleDef<A>,
    at: &At<'_>,
    sieve: Sieve,
    visit: &mut Visitor<'_, R>,
) -> ControlFlow<()> {
    let call = at.setting.call;
    let consequence = def.about.consequence;
    match def.judge {
        Judge::Proposal(_, judge) => {
            if at.facts.scope == Scope::Proposal
                && sieve.has(consequence)
                && let Some(asked) = (def.asked)(call)
            {
                sieve.tell(
                    visit,
                    Raw::new(id, consequence, asked.under_each(|value| judge(value, at)).fold()),
                )?;
            }
        }
        Judge::Graded(_, judge) => {
            if at.facts.scope == Scope::Proposal
                && (sieve.has(consequence) || sieve.has(Consequence::Correct))
                && let Some(asked) = (def.asked)(call)
                && let Some((whole, rest)) = judge(asked.value, at)
            {
                let (follows, outcomes) = match whole {
                    Outcomes::MET => (Consequence::Correct, rest),
                    whole => (consequence, whole),
                };
                if sieve.has(follows) {
                    sieve.tell(visit, Raw::new(id, follows, outcomes.fold()))?;
                }
            }
        }
        Judge::Consortium(surely, judge) => {
            if at.facts.scope != Scope::Applicant
                && sieve.has(consequence)
                && let Some(asked) = (def.asked)(call)
            {
                if !sieve.has_passing() && asked.values().all(|value| surely(value, at)) {
                    debug_assert!(passing(asked.under_each(|value| judge(value, at).outcomes)));
                    return ControlFlow::Continue(());
                }
                let mut count = (0, 0);
                let outcomes = asked.under_each(|value| {
                    let counted = judge(value, at);
                    count = counted.count;
                    counted.outcomes
                });
                let outcomes = waiting(outcomes, consequence, at, |at| {
                    asked.under_each(|value| judge(value, at).outcomes)
                });
                sieve.tell(visit, Raw { count, ..Raw::new(id, consequence, outcomes.fold()) })?;
            }
        }
        Judge::Budget(_, judge) => {
            if sieve.has(consequence)
                && let Some(asked) = (def.asked)(call)
                && let Some(sheet) = at.sheet()
            {
                let outcomes = asked.under_each(|value| judge(value, &sheet).outcomes);
                let outcomes = waiting(outcomes, consequence, at, |at| match at.sheet() {
                    Some(sheet) => asked.under_each(|value| judge(value, &sheet).outcomes),
                    None => outcomes,
                });
                sieve.tell(visit, Raw::of_budget(id, consequence, outcomes.fold(), None))?;
            }
        }
        Judge::Rows(judge) => {
            if sieve.has(consequence)
                && let Some(asked) = (def.asked)(call)
                && let Some(sheet) = at.sheet()
            {
                if sheet.budget.rows().is_empty() {
                    sieve.tell(visit, Raw::of_budget(id, consequence, Outcome::NotApplicable, None))?;
                }
                for (place, row) in sheet.budget.rows().iter().enumerate() {
                    let outcomes = asked.under_each(|value| judge(value, &sheet, place, row).outcomes);
                    sieve.tell(visit, Raw::of_budget(id, consequence, outcomes.fold(), Some(place)))?;
                }
            }
        }
        Judge::Participants(judge) => {
            let judge = |value: &A, entry: &Participant| Some(judge(value, at, entry));
            each(id, def, at, sieve, visit, (true, alone(sieve, consequence)), judge)?;
        }
        Judge::Together(judge) => {
            if at.facts.scope != Scope::Applicant {
                let judge = |value: &A, entry: &Participant| Some(judge(value, at, entry));
                each(id, def, at, sieve, visit, (true, false), judge)?;
            }
        }
        Judge::Declared(judge) => {
            if at.declared() {
                let judge = |value: &A, entry: &Participant| judge(value, at, entry);
                each(id, def, at, sieve, visit, (false, alone(sieve, consequence)), judge)?;
            }
        }
        Judge::StatedOrDeclared(judge, _) => {
            let stated = (def.asked)(call).is_some_and(|asked| asked.source.is_some());
            let judge = |value: &A, entry: &Participant| judge(value, at, entry);
            each(id, def, at, sieve, visit, (stated, alone(sieve, consequence)), judge)?;
        }
    }
    ControlFlow::Continue(())
}

/// What a rule comes to that passes as long as nobody goes: where the call removes whoever is ineligible, and somebody
/// stays only if a later event comes, it waits for that event if without them it does not pass.
#[inline]
fn waiting(
    outcomes: Outcomes,
    consequence: Consequence,
    at: &At<'_>,
    judge: impl FnOnce(&At<'_>) -> Outcomes,
) -> Outcomes {
    let waits = consequence != Consequence::Correct && at.setting.call.removes_ineligible();
    if !waits || at.setting.lapsed || !passing(outcomes) || !at.anybody_waits() {
        return outcomes;
    }
    let setting = Setting { lapsed: true, ..*at.setting };
    let facts = Facts { ledger: None, ..*at.facts };
    let shared = Shared::default();
    let without = judge(&At { facts: &facts, setting: &setting, shared: &shared });
    let (passes, waits) = (without.may_be(PASSING), without.may_be(Outcomes::NOT_MET));
    outcomes.when(passes).or(Outcomes::CONDITIONAL.when(waits))
}

/// Whether what the first look shows to pass is passed over, of rules on participants alone.
#[inline(always)]
fn alone(sieve: Sieve, consequence: Consequence) -> bool {
    !sieve.has_passing() && consequence == Consequence::Reject
}

/// Whether outcomes say that a rule passes, for certain.
fn passing(outcomes: Outcomes) -> bool {
    matches!(outcomes.fold(), Outcome::Met | Outcome::NotApplicable)
}

const PASSING: Outcomes = Outcomes::MET.or(Outcomes::NOT_APPLICABLE);

/// Looks at a rule for every participant of whom it says something; once, as not applicable, where there is nobody
/// and the rule is on everybody. Over whom the first look shows to pass it is passed, if so.
#[inline(always)]
fn each<A: ?Sized + 'static, R: Copy>(
    id: R,
    def: &RuleDef<A>,
    at: &At<'_>,
    sieve: Sieve,
    visit: &mut Visitor<'_, R>,
    (everybody, passed_over): (bool, bool),
    judge: impl Fn(&A, &Participant) -> Option<Outcomes>,
) -> ControlFlow<()> {
    let first_look = passed_over.then(|| at.first_look());
    let (call, consequence) = (at.setting.call, def.about.consequence);
    // Where a call removes whoever is ineligible, only the coordinator's faults reject the proposal.
    let removes = consequence == Consequence::Reject && call.removes_ineligible();
    let (stated, corrected) = (sieve.has(consequence), removes && sieve.has(Consequence::Correct));
    if !stated && !corrected {
        return ControlFlow::Continue(());
    }
    let Some(asked) = (def.asked)(call) else { return ControlFlow::Continue(()) };
    let all = at.facts.participants;
    if all.is_empty() && everybody {
        sieve.tell(visit, Raw::new(id, consequence, Outcome::NotApplicable))?;
    }
    for (participant, entry) in (0u32..).zip(all) {
        let removed = removes && is_removable(entry);
        if if removed { corrected } else { stated } {
            if first_look.is_some_and(|look| look.passes(participant)) {
                debug_assert!(asked.values().all(|value| judge(value, entry).is_none_or(passing)));
                continue;
            }
            let Some(first) = judge(asked.value, entry) else { continue };
            let outcomes = match asked.other {
                None => first,
                Some((_, other)) => first.or(judge(other, entry).unwrap_or(Outcomes::NONE)),
            };
            let consequence = if removed { Consequence::Correct } else { consequence };
            sieve.tell(visit, Raw { participant, ..Raw::new(id, consequence, outcomes.fold()) })?;
        }
    }
    ControlFlow::Continue(())
}

/// A rule whatever the type of its condition: the parts that reports ask for.
pub(crate) trait AnyRule: Sync {
    fn over(&self) -> Over;
    /// What the rule was looked at for: [`ALL`], or an entry or row by its place.
    fn subject(&self, place: u32) -> Subject {
        match self.over() {
            Over::Proposal(fact) => Subject::Fact(fact),
            Over::Budget(Part::Whole) => Subject::Budget,
            Over::Budget(Part::Totals) => Subject::BudgetTotals,
            Over::Budget(Part::Rows) => Subject::BudgetRows,
            Over::Rows if place == ALL => Subject::BudgetRows,
            Over::Rows => Subject::BudgetRow(place as usize),
            Over::Consortium => Subject::Participants,
            Over::Participants if place == ALL => Subject::Participants,
            Over::Participants => Subject::Participant(place as usize),
        }
    }
    /// Whether the call states the condition; else the law does.
    fn is_stated(&self, seen: &Seen<'_>) -> bool;
    /// The call's sources, or the rule's where every call has it: of two Financial Regulations the one that
    /// governs the grant, or both where that cannot be told.
    fn source<'c>(&'c self, seen: &Seen<'c>) -> &'c [Citation];
    fn required(&self, seen: &Seen<'_>) -> Option<Required>;
    fn found<'r>(&self, seen: &Seen<'r>) -> Option<Found>;
    fn words(&self, seen: &Seen<'_>) -> String;
    /// What the other reading asks, where sources disagree.
    fn other_required(&self, seen: &Seen<'_>) -> Option<OtherReading>;
    /// The question on which sources disagree, with what the other reading asks, in words.
    fn reading(&self, call: &Call) -> Option<(usize, String)>;
    fn because(&self, seen: &Seen<'_>) -> Because;
    fn awaits(&self, seen: &Seen<'_>) -> Vec<Awaited>;
    fn note(&self, seen: &Seen<'_>) -> Option<&'static str>;
    fn counted(&self, seen: &Seen<'_>) -> Option<Vec<CountedAs>>;
    fn depends(&self, seen: &Seen<'_>, dependence: &mut Dependence);
    /// What a rule on the consortium, or on a budget as a whole, comes to; nothing for any other.
    fn together(&self, facts: &Facts<'_>, setting: &Setting<'_>) -> Outcomes;
}

impl<A: ?Sized + 'static> RuleDef<A> {
    /// The call's sources, where it is the call that decides.
    fn stated<'c>(&self, seen: &Seen<'c>) -> Option<&'c [Citation]> {
        let beneath = match self.judge {
            Judge::StatedOrDeclared(_, beneath) => beneath(seen),
            Judge::Proposal(..)
            | Judge::Graded(..)
            | Judge::Participants(_)
            | Judge::Together(_)
            | Judge::Declared(_)
            | Judge::Consortium(..)
            | Judge::Budget(..)
            | Judge::Rows(_) => false,
        };
        (self.asked)(seen.setting.call).and_then(|asked| asked.source).filter(|_| !beneath)
    }

    /// With what the rule found in the budget; the function that made the outcome makes it again.
    fn again<'r>(&self, value: &A, seen: &Seen<'r>) -> Seen<'r> {
        let finding = || {
            let sheet = Sheet::of(&seen.facts, seen.setting.call)?;
            match self.judge {
                Judge::Budget(_, judge) => Some(judge(value, &sheet)),
                Judge::Rows(judge) => Some(match sheet.budget.rows().get(seen.place) {
                    Some(row) => judge(value, &sheet, seen.place, row),
                    None => Finding::not_applicable(Because::NoRow),
                }),
                Judge::Proposal(..)
                | Judge::Graded(..)
                | Judge::Participants(_)
                | Judge::Together(_)
                | Judge::Declared(_)
                | Judge::StatedOrDeclared(..)
                | Judge::Consortium(..) => None,
            }
        };
        Seen { finding: finding(), ..*seen }
    }
}

impl<A: ?Sized + 'static + Sync> AnyRule for RuleDef<A> {
    fn over(&self) -> Over {
        self.judge.over()
    }

    fn source<'c>(&'c self, seen: &Seen<'c>) -> &'c [Citation] {
        let law = || in_force(self.about.citations, seen.setting.committed());
        self.stated(seen).unwrap_or_else(law)
    }

    fn is_stated(&self, seen: &Seen<'_>) -> bool {
        self.stated(seen).is_some()
    }

    fn required(&self, seen: &Seen<'_>) -> Option<Required> {
        let value = (self.asked)(seen.setting.call)?.value;
        (self.shown.required)(value, &self.again(value, seen))
    }

    fn other_required(&self, seen: &Seen<'_>) -> Option<OtherReading> {
        let asked = (self.asked)(seen.setting.call)?;
        let (question, other) = asked.other?;
        let required = |value| (self.shown.required)(value, &self.again(value, seen));
        let other = required(other).filter(|other| required(asked.value).as_ref() != Some(other))?;
        Some(OtherReading { open: seen.setting.call.question(question)?.id.clone(), required: other })
    }

    fn found<'r>(&self, seen: &Seen<'r>) -> Option<Found> {
        let value = (self.asked)(seen.setting.call)?.value;
        (self.shown.found)(&self.again(value, seen))
    }

    fn words(&self, seen: &Seen<'_>) -> String {
        (self.asked)(seen.setting.call)
            .map(|asked| (self.shown.words)(asked.value, &self.again(asked.value, seen)))
            .unwrap_or_default()
    }

    fn reading(&self, call: &Call) -> Option<(usize, String)> {
        let (question, other) = (self.asked)(call)?.other?;
        Some((question, (self.shown.reading)(other)?))
    }

    fn because(&self, seen: &Seen<'_>) -> Because {
        match (self.asked)(seen.setting.call) {
            Some(asked) => (self.shown.because)(&self.again(asked.value, seen)),
            None => (self.shown.because)(seen),
        }
    }

    fn awaits(&self, seen: &Seen<'_>) -> Vec<Awaited> {
        match seen.outcome {
            Outcome::Conditional => (self.shown.awaits)(seen),
            _ => Vec::new(),
        }
    }

    fn note(&self, seen: &Seen<'_>) -> Option<&'static str> {
        (self.shown.note)(seen)
    }

    fn counted(&self, seen: &Seen<'_>) -> Option<Vec<CountedAs>> {
        (self.shown.counted)(seen)
    }

    fn together(&self, facts: &Facts<'_>, setting: &Setting<'_>) -> Outcomes {
        let shared = Shared::default();
        let at = At { facts, setting, shared: &shared };
        let Some(asked) = (self.asked)(setting.call) else { return Outcomes::NONE };
        match self.judge {
            Judge::Consortium(_, judge) => asked.under_each(|value| judge(value, &at).outcomes),
            Judge::Budget(_, judge) => at
                .sheet()
                .map_or(Outcomes::NONE, |sheet| asked.under_each(|value| judge(value, &sheet).outcomes)),
            Judge::Proposal(..)
            | Judge::Graded(..)
            | Judge::Participants(_)
            | Judge::Together(_)
            | Judge::Declared(_)
            | Judge::StatedOrDeclared(..)
            | Judge::Rows(_) => Outcomes::NONE,
        }
    }

    fn depends(&self, seen: &Seen<'_>, dependence: &mut Dependence) {
        if seen.outcome != Outcome::Unknown {
            return;
        }
        let Some(asked) = (self.asked)(seen.setting.call) else { return };
        match self.depends {
            DependsOn::Found(find) => find(asked, &self.again(asked.value, seen), dependence),
            DependsOn::Completed(completed) => {
                let Some(entry) = seen.entry else { return };
                let shared = Shared::default();
                let judged = |setting: &Setting<'_>, entry: &Participant| {
                    let at = At { facts: &seen.facts, setting, shared: &shared };
                    asked.under_each(|value| self.judge.of_entry(value, &at, entry))
                };
                completions::turning(&completed, (seen.place, entry), &seen.setting, judged, dependence);
            }
            DependsOn::Facts => unknown_facts(self.about.facts, seen, |_| true, dependence),
            DependsOn::Some(reads) => {
                unknown_facts(self.about.facts, seen, |fact| reads(asked.value, fact), dependence);
            }
        }
        if let Some((question, _)) = asked.other
            && !matches!(self.depends, DependsOn::Found(_))
        {
            dependence.question(question);
        }
    }
}

fn unknown_facts(
    kinds: &[FactKind],
    seen: &Seen<'_>,
    reads: impl Fn(FactKind) -> bool,
    dependence: &mut Dependence,
) {
    let entry = seen.entry.map(|entry| (seen.place, entry));
    let unknown = kinds.iter().copied().filter(|kind| reads(*kind));
    dependence.facts.extend(unknown.filter_map(|kind| seen.facts.unknown(kind, entry)));
}
