//! What an outcome can depend on, and trying out small spaces of answers.

use std::collections::BTreeSet;

use super::fact::Fact;
use super::facts::Answers;
use super::steps::Steps;
use crate::outcome::Outcome;

/// What an unknown outcome depends on. Where the steps do not last, everything unknown that the rule reads is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dependence {
    pub(crate) facts: BTreeSet<Fact>,
    /// Places in the call's list of questions.
    pub(crate) questions: BTreeSet<usize>,
    /// The work that listing may take.
    pub(crate) steps: Steps,
    /// Whether each of them was found to matter. If not, a bound on the work was reached, and some may be idle.
    pub(crate) smallest: bool,
}

impl Dependence {
    /// Nothing is listed yet.
    pub(crate) fn within(steps: u64) -> Self {
        let steps = Steps::new(steps);
        Dependence { facts: BTreeSet::new(), questions: BTreeSet::new(), steps, smallest: true }
    }

    /// Takes so many steps; `false` where they do not last, so that more may be listed than is needed.
    pub(crate) fn takes(&mut self, steps: u64) -> bool {
        let lasts = self.steps.take(steps);
        self.smallest &= lasts;
        lasts
    }

    /// From here on more may be listed than is needed.
    pub(crate) fn cut(&mut self) {
        self.smallest = false;
    }

    /// The facts as JSON Pointers, sorted as text.
    pub(crate) fn sorted(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.facts.iter().copied().collect();
        facts.sort_by_cached_key(Fact::to_string);
        facts
    }

    pub(crate) fn fact(&mut self, fact: Fact) {
        self.facts.insert(fact);
    }

    pub(crate) fn question(&mut self, question: usize) {
        self.questions.insert(question);
    }
}

/// All ways to answer some questions.
pub(crate) fn readings(questions: &[usize]) -> impl Iterator<Item = Answers> {
    let bits: Vec<u64> = questions.iter().map(|q| 1u64 << (q & 63)).collect();
    let given = bits.iter().fold(0, |all, b| all | b);
    let count = 1u64.checked_shl(u32::try_from(bits.len()).unwrap_or(64)).unwrap_or(u64::MAX);
    (0..count).map(move |choice| Answers {
        given,
        yes: bits.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1).fold(0, |all, (_, b)| all | b),
    })
}

/// What a dimension of completions stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause {
    Fact(Fact),
    Question(usize),
    /// A dimension with one value.
    Nothing,
}

/// Tries every point of a small space. A dimension matters if two points that differ in it alone come to
/// different outcomes. Points for which `outcome` gives `None` are skipped.
pub(crate) fn vary(
    dims: &[(Cause, usize)],
    dependence: &mut Dependence,
    outcome: impl Fn(&[usize]) -> Option<Outcome>,
) {
    for (which, (cause, size)) in dims.iter().enumerate() {
        if *size > 1 && differs(dims, which, &outcome) {
            match cause {
                Cause::Fact(fact) => dependence.fact(*fact),
                Cause::Question(question) => dependence.question(*question),
                Cause::Nothing => {}
            }
        }
    }
}

fn differs(dims: &[(Cause, usize)], which: usize, outcome: &impl Fn(&[usize]) -> Option<Outcome>) -> bool {
    let size = |dim: usize| dims.get(dim).map_or(0, |(_, size)| *size);
    let mut at = vec![0usize; dims.len()];
    loop {
        let mut found = None;
        for value in 0..size(which) {
            if let Some(cell) = at.get_mut(which) {
                *cell = value;
            }
            if let Some(outcome) = outcome(&at) {
                if found.is_some_and(|other| other != outcome) {
                    return true;
                }
                found = Some(outcome);
            }
        }
        // The next point, the dimension in question aside.
        let mut dim = 0;
        loop {
            if dim >= dims.len() {
                return false;
            }
            let Some(cell) = at.get_mut(dim).filter(|_| dim != which) else {
                dim = dim.saturating_add(1);
                continue;
            };
            *cell = cell.saturating_add(1);
            if *cell < size(dim) {
                break;
            }
            *cell = 0;
            dim = dim.saturating_add(1);
        }
    }
}
