//! Rules of other worlds than calls: the life of a project, the Fund, national programmes.
//!
//! A rule of a call is a [`RuleDef`](crate::check::def::RuleDef), whose parts a report asks for one by one. A rule of
//! another world is a [`RuleOf`] it: what `explain_rule` prints, and a function that looks at what the world has and
//! tells what it found. What is told is kept: [`Kept`] owns all that an assessment says.

#[cfg(feature = "programme")]
use std::hash::{DefaultHasher, Hash, Hasher};

#[cfg(feature = "programme")]
use super::questions::Doubt;
use super::registry::RuleId;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind};
use crate::check::verdict::Fold;
use crate::check::{
    Awaited, CountedLine, Counts, Found, OtherReading, Question, Required, StatedIn, Subject,
};
use crate::law::Citation;
use crate::outcome::{Consequence, Layer, Outcome};
#[cfg(feature = "programme")]
use crate::programme::{Operation, PersonRecord, Programme};

/// What rules of a kind look at.
pub(crate) trait World {
    /// The facts with everything that several rules read, made once.
    type At<'a>;

    /// In which kinds of file the facts stand: that of what it is told, and another that is looked at beside it.
    const FILES: [StatedIn; 2] = [StatedIn::Proposal; 2];
}

/// In which of two kinds of file a fact stands: in the second where only that has a field of the name.
fn stated_in([own, other]: [StatedIn; 2], fact: Fact) -> StatedIn {
    let pointer = fact.to_string();
    let field = pointer.split('/').nth(1).unwrap_or_default();
    // The types of intervention of an operation are codes, and those of a programme rows with facts of their own.
    let of_a_row = pointer.starts_with("/interventions/");
    let has = |file| fields_of(file).contains(&field) && !(of_a_row && file == StatedIn::Operation);
    if !has(own) && has(other) { other } else { own }
}

/// The fields of a kind of file that rules of worlds look at.
#[cfg(feature = "programme")]
const fn fields_of(file: StatedIn) -> &'static [&'static str] {
    match file {
        StatedIn::Proposal => &[],
        StatedIn::Programme => Programme::FIELDS,
        StatedIn::Operation => Operation::FIELDS,
        StatedIn::Person => PersonRecord::FIELDS,
    }
}

/// Without programmes there is but one kind of file.
#[cfg(not(feature = "programme"))]
const fn fields_of(_: StatedIn) -> &'static [&'static str] {
    &[]
}

/// A rule of a world.
pub(crate) struct RuleOf<W: World> {
    /// What `explain_rule` prints, beside the id, which the list of rules gives.
    pub(crate) about: About,
    /// Looks, and tells the outcome for each subject.
    pub(crate) judge: fn(&W::At<'_>, &mut Teller<'_, '_>),
}

/// One assessment with all that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) rule: RuleId,
    pub(crate) layer: Layer,
    pub(crate) consequence: Consequence,
    /// The operation that the subject is of, where a report is kept that is on operations.
    pub(crate) operation: Option<String>,
    pub(crate) subject: Subject,
    /// The ids by which an authority knows the subject, beside the pointer.
    pub(crate) ids: Vec<String>,
    pub(crate) outcome: Outcome,
    pub(crate) required: Option<Required>,
    /// What the other reading asks, where the sources of a call disagree.
    pub(crate) or: Option<OtherReading>,
    pub(crate) found: Option<Found>,
    /// The unknown facts on which the outcome depends.
    pub(crate) missing: Vec<Fact>,
    /// What to ask about each of them.
    pub(crate) questions: Vec<Question>,
    /// The ids of open questions on which it depends.
    pub(crate) open: Vec<String>,
    /// Whether each of those facts and questions was found to matter.
    pub(crate) smallest: bool,
    pub(crate) awaits: Vec<Awaited>,
    /// Why the rule does not concern the subject.
    pub(crate) because: Option<String>,
    pub(crate) message: String,
    pub(crate) source: Vec<Citation>,
    /// With the minimum number of applicants: who counts.
    pub(crate) counted: Vec<CountedLine>,
    /// How many missing facts are named, while it is being told.
    pub(crate) most: usize,
}

impl Kept {
    /// An outcome of a rule as it is before anything is said of it: the rule's own law, consequence and citations.
    pub(crate) fn new(rule: RuleId, subject: Subject, outcome: Outcome) -> Self {
        let about = rule.rule();
        Kept {
            rule,
            layer: Layer::Law,
            consequence: about.consequence,
            operation: None,
            subject,
            ids: Vec::new(),
            outcome,
            required: None,
            or: None,
            found: None,
            missing: Vec::new(),
            questions: Vec::new(),
            open: Vec::new(),
            smallest: true,
            awaits: Vec::new(),
            because: None,
            message: String::new(),
            source: about.citations.to_vec(),
            counted: Vec::new(),
            most: usize::MAX,
        }
    }

    /// The same, told apart from those of other operations.
    #[cfg(feature = "programme")]
    pub(crate) fn of_operation(self, operation: Option<&str>) -> Self {
        Kept { operation: operation.map(str::to_owned), ..self }
    }

    /// Adds a fact that is missing; in the end each stands once. One more than is named shows that there are more.
    pub(crate) fn lacks(&mut self, fact: Fact) {
        if self.missing.len() <= self.most && self.missing.last() != Some(&fact) {
            self.missing.push(fact);
        }
    }

    /// Adds open questions on which it depends, each once.
    #[cfg(feature = "programme")]
    pub(crate) fn asks(&mut self, questions: impl IntoIterator<Item = Doubt>) {
        for question in questions {
            if !self.open.iter().any(|open| open == question.as_str()) {
                self.open.push(question.as_str().to_owned());
            }
        }
    }

    /// Adds a place that it rests on, unless it is there.
    pub(crate) fn cite(&mut self, places: &[Citation]) {
        for place in places {
            if !self.source.contains(place) {
                self.source.push(place.clone());
            }
        }
    }

    /// Keeps what an outcome depends on to outcomes that depend on something, in order and each once, with the
    /// questions to ask. Of more facts than `most` the first are named.
    fn settle(&mut self, files: [StatedIn; 2]) {
        let most = std::mem::replace(&mut self.most, usize::MAX);
        if self.outcome != Outcome::Unknown {
            self.missing.clear();
            self.open.clear();
        }
        if self.outcome != Outcome::Conditional {
            self.awaits.clear();
        }
        if self.outcome != Outcome::NotApplicable {
            self.because = None;
        }
        // What would be said were it concerned is not true of it.
        if let Some(because) = &self.because {
            self.message = format!("Does not apply: {because}.");
        }
        if self.missing.len() > most {
            self.missing.truncate(most);
            self.message.push_str(" More is missing than is named.");
        }
        self.missing.sort_by_cached_key(Fact::to_string);
        self.missing.dedup();
        self.open.sort();
        self.open.dedup();
        if self.questions.is_empty() {
            let about = |fact: &Fact| Question {
                stated_in: stated_in(files, *fact),
                ..Question::about(*fact, &[], false)
            };
            self.questions = self.missing.iter().map(about).collect();
        }
    }
}

/// What the rules of a world tell: how often each outcome came, and what is wanted of it, kept.
pub(crate) struct Told<'w> {
    wanted: &'w dyn Fn(Consequence, Outcome) -> bool,
    counts: Counts,
    fold: Fold,
    kept: Vec<Kept>,
    /// How many missing facts are named.
    named: usize,
}

/// So many missing facts are named, and after that so many of each outcome: a list of them all would grow with rows times rows.
const NAMED: usize = 10_000;
const NAMED_THEN: usize = 5;

/// Through which one rule tells.
pub(crate) struct Teller<'t, 'w> {
    rule: RuleId,
    /// What not meeting it leads to: for most rules always the same.
    consequence: Consequence,
    files: [StatedIn; 2],
    told: &'t mut Told<'w>,
}

impl<'w> Teller<'_, 'w> {
    /// Tells with another consequence than the rule's own, where what is stated makes it so.
    #[cfg(feature = "programme")]
    pub(crate) fn leading_to(&mut self, consequence: Consequence) -> Teller<'_, 'w> {
        Teller { consequence, rule: self.rule, files: self.files, told: self.told }
    }

    /// Tells an outcome for a subject. What is said of it is asked for only where it is wanted.
    pub(crate) fn tell(&mut self, subject: Subject, outcome: Outcome, say: impl FnOnce(&mut Kept)) {
        let consequence = self.consequence;
        self.told.counts.add(consequence, outcome);
        self.told.fold.add(consequence, outcome);
        if (self.told.wanted)(consequence, outcome) {
            let most = NAMED.saturating_sub(self.told.named).max(NAMED_THEN);
            let mut kept = Kept { consequence, most, ..Kept::new(self.rule, subject, outcome) };
            say(&mut kept);
            kept.settle(self.files);
            self.told.named = self.told.named.saturating_add(kept.missing.len());
            self.told.kept.push(kept);
        }
    }
}

impl<'w> Told<'w> {
    /// With everything kept.
    pub(crate) fn all() -> Told<'static> {
        Told::wanting(&|_, _| true)
    }

    /// With that kept which is wanted. Nothing is put into words for the rest.
    pub(crate) fn wanting(wanted: &'w dyn Fn(Consequence, Outcome) -> bool) -> Self {
        let fold = Fold::default();
        Told { wanted, counts: Counts::default(), fold, kept: Vec::new(), named: 0 }
    }

    /// Lets a rule look.
    pub(crate) fn look<W: World>(&mut self, rule: RuleId, def: &RuleOf<W>, at: &W::At<'_>) {
        let consequence = rule.rule().consequence;
        (def.judge)(at, &mut Teller { rule, consequence, files: W::FILES, told: self });
    }

    /// What was kept, in the order in which it was told.
    pub(crate) fn into_kept(self) -> Vec<Kept> {
        self.kept
    }
}

#[cfg(feature = "programme")]
impl Told<'_> {
    /// Lets a rule look at what may be either of two. What comes out the same for both is told, and what is met for one and does not
    /// concern the other is met; anything else is unknown for want of a fact, and a sentence says so.
    pub(crate) fn look_either<W: World>(
        &mut self,
        rule: RuleId,
        def: &RuleOf<W>,
        (one, other): (&W::At<'_>, &W::At<'_>),
        (decides, unsaid): (Fact, &str),
    ) {
        let found = |at: &W::At<'_>| {
            let mut told = Told::all();
            told.look(rule, def, at);
            told.into_kept()
        };
        let (one, mut others) = (found(one), found(other));
        let mut all: Vec<Kept> = Vec::new();
        for kept in one {
            let beside = others.iter().position(|other| other.subject == kept.subject);
            let beside = beside.map(|at| others.remove(at));
            all.push(either::<W>(kept, beside, decides, unsaid));
        }
        all.extend(others.into_iter().map(|kept| either::<W>(kept, None, decides, unsaid)));
        for kept in all {
            let mut teller = Teller { rule, consequence: kept.consequence, files: W::FILES, told: self };
            teller.tell(kept.subject, kept.outcome, |new| *new = Kept { most: new.most, ..kept });
        }
    }

    /// What all outcomes come to.
    pub(crate) fn verdict(&self) -> crate::outcome::Verdict {
        self.fold.verdict()
    }

    /// How often each outcome came.
    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }
}

/// What is found of a subject that may be either of two; of what is not told of one, that does not concern it.
#[cfg(feature = "programme")]
fn either<W: World>(one: Kept, other: Option<Kept>, decides: Fact, unsaid: &str) -> Kept {
    let beside = other.as_ref().map_or(Outcome::NotApplicable, |other| other.outcome);
    let passes = |outcome: Outcome| matches!(outcome, Outcome::Met | Outcome::NotApplicable);
    if one.outcome == beside {
        return one;
    }
    let (mut kept, other) = match other {
        Some(other) if one.outcome == Outcome::NotApplicable => (other, Some(one)),
        other => (one, other),
    };
    if passes(kept.outcome) && passes(beside) {
        return kept;
    }
    // What else another file lacks is not what is asked for: it may not be the one.
    let [own, _] = W::FILES;
    let missing = other.iter().flat_map(|other| &other.missing);
    kept.missing.extend(missing.filter(|fact| stated_in(W::FILES, **fact) == own));
    kept.open.extend(other.iter().flat_map(|other| other.open.iter().cloned()));
    kept.missing.push(decides);
    kept.questions.clear();
    kept.outcome = Outcome::Unknown;
    kept.message.push_str(unsaid);
    kept
}

/// What a rule that looks at one fact tells of it.
pub(crate) fn alone<W: World>(rule: RuleId, fact: FactKind, def: &RuleOf<W>, at: &W::At<'_>) -> Kept {
    let mut told = Told::all();
    told.look(rule, def, at);
    told.into_kept().pop().unwrap_or_else(|| Kept::new(rule, Subject::Fact(fact), Outcome::NotApplicable))
}

/// Sixteen bytes that stand for a value, where many of them are compared and none is kept.
#[cfg(feature = "programme")]
pub(crate) fn identity(value: &impl Hash) -> u128 {
    let half = |salt: u64| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        value.hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0x2021_1147) << 64 | half(0x2021_1060)
}
