//! Where reading stands: the path, the problems so far, which fields were wrong.

use std::any::Any;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::problem::Problem;
use super::spelling::{quoted, unknown};

#[derive(Debug, Clone)]
pub(super) enum Step {
    Field(&'static str),
    Name(String),
    Item(usize),
}

/// A place kept in mind for a problem that may turn up later. Few of them are ever written out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    start: usize,
    end: usize,
}

/// More problems than this are counted and not kept: a message has to be read by somebody.
const LIMIT: usize = 100;

/// Longer lists are not looked through while a document is read.
pub(crate) const LOOKED_THROUGH: usize = 64;

/// Where reading stands and what went wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Cx {
    pub(super) path: Vec<Step>,
    pub(super) problems: Vec<Problem>,
    /// Documents that later places may cite.
    listed: Option<Arc<dyn Any + Send + Sync>>,
    /// Where to look first for the next one that is cited.
    next: usize,
    /// The steps of places marked, one place after the other.
    marks: Vec<Step>,
    /// What is named that is listed elsewhere, perhaps further down: what it is, its name, where it is named.
    named: Vec<(&'static str, String, Mark)>,
    /// How many there were, those beyond the limit included.
    count: usize,
    /// Whether a number was whole that is not written as an integer.
    pub(super) whole_floats: bool,
    /// Whether the format describes nothing itself, so that each value is asked for by its form.
    pub(super) plain: bool,
    /// Where nothing is read and every shape says what it accepts.
    #[cfg(feature = "schemars")]
    pub(super) describing: Option<Box<super::describing::Describing>>,
}

impl Cx {
    /// Records a problem at the current place.
    pub(crate) fn problem(&mut self, message: String) {
        let path = if self.problems.len() < LIMIT { self.path() } else { String::new() };
        self.problem_from(path, message);
    }

    /// Records a problem at a place that was left already.
    pub(crate) fn problem_from(&mut self, path: String, message: String) {
        self.count = self.count.saturating_add(1);
        if self.problems.len() < LIMIT {
            self.problems.push(Problem { path, position: None, message });
        }
    }

    /// Records a problem at a line and column, both from 1.
    pub(super) fn problem_at_position(&mut self, at: (usize, usize), message: String) {
        self.problem_from(String::new(), message);
        if let Some(problem) = self.problems.last_mut().filter(|_| self.count <= LIMIT) {
            problem.position = Some(at);
        }
    }

    /// Everything recorded; beyond the limit, how much more there was.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        let more = self.count.saturating_sub(self.problems.len());
        if more > 0 {
            let message = format!("and {more} more problem{}", if more == 1 { "" } else { "s" });
            self.problems.push(Problem { path: String::new(), position: None, message });
        }
        self.problems
    }

    /// Records a problem at a field of the current place.
    pub(crate) fn problem_at(&mut self, field: &'static str, message: String) {
        self.path.push(Step::Field(field));
        self.problem(message);
        self.path.pop();
    }

    pub(super) fn found(&mut self, expected: Cow<'static, str>, found: &str) {
        self.problem(format!("found {found}; expected {expected}"));
    }

    pub(super) fn found_text(&mut self, expected: Cow<'static, str>, text: &str) {
        self.found(expected, &format!("the text {}", quoted(text)));
    }

    pub(super) fn found_integer(&mut self, expected: Cow<'static, str>, number: i128) {
        self.found(expected, &format!("the number {number}"));
    }

    pub(super) fn found_float(&mut self, expected: Cow<'static, str>, number: f64) {
        self.found(expected, &format!("the number {number:?}"));
    }

    /// For a format that describes nothing itself, or one that does.
    pub(super) fn of(plain: bool) -> Self {
        Cx { plain, ..Cx::default() }
    }

    /// Whether the format describes nothing itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether a further problem is kept, and not only counted.
    pub(super) fn keeps_more(&self) -> bool {
        self.problems.len() < LIMIT
    }

    /// How many problems were recorded so far.
    pub(crate) fn problem_count(&self) -> usize {
        self.count
    }

    /// Lets later places name what is listed by its key, where it is little enough to look through. It may be of
    /// any type, since reading knows none of them.
    pub(crate) fn list<T: Any + Send + Sync>(&mut self, listed: &Arc<Vec<(String, Arc<T>)>>) {
        self.listed = (listed.len() <= LOOKED_THROUGH).then(|| Arc::clone(listed) as _);
    }

    /// What is listed under a key. Sources tend to name things in the order of the list, so the one after the
    /// last found is tried first.
    pub(crate) fn listed<T: Any + Send + Sync>(&mut self, key: &str) -> Option<Arc<T>> {
        let listed = self.listed.as_ref()?.downcast_ref::<Vec<(String, Arc<T>)>>()?;
        let place = match listed.get(self.next) {
            Some((known, _)) if known == key => self.next,
            _ => listed.iter().position(|(known, _)| known == key)?,
        };
        self.next = place.saturating_add(1);
        listed.get(place).map(|(_, one)| Arc::clone(one))
    }

    /// Takes down that something is named at a place, which has to be listed in the document.
    pub(crate) fn names(&mut self, what: &'static str, name: &str, at: Mark) {
        self.named.push((what, name.to_owned(), at));
    }

    /// Tells what was named so that is not among these, wherever it was.
    pub(crate) fn names_among(&mut self, what: &'static str, listed: &[&str]) {
        let known: HashSet<&str> = listed.iter().copied().collect();
        for (of, name, at) in std::mem::take(&mut self.named) {
            if of != what {
                self.named.push((of, name, at));
            } else if !known.contains(name.as_str()) {
                self.problem_at_mark(at, || unknown(what, &name, listed.iter().copied()));
            }
        }
    }

    /// Keeps the current place in mind.
    pub(crate) fn mark(&mut self) -> Mark {
        let start = self.marks.len();
        self.marks.extend_from_slice(&self.path);
        Mark { start, end: self.marks.len() }
    }

    /// Keeps the place above the current one in mind.
    pub(crate) fn mark_above(&mut self) -> Mark {
        let start = self.marks.len();
        let above = self.path.split_last().map_or(&[][..], |(_, above)| above);
        self.marks.extend_from_slice(above);
        Mark { start, end: self.marks.len() }
    }

    /// Records a problem at a place kept in mind. The message is put into words only where it is kept.
    pub(crate) fn problem_at_mark(&mut self, mark: Mark, message: impl FnOnce() -> String) {
        if self.problems.len() >= LIMIT {
            self.count = self.count.saturating_add(1);
            return;
        }
        let path = pointer(self.marks.get(mark.start..mark.end).unwrap_or_default());
        self.problem_from(path, message());
    }

    /// Does something of which problems that were recorded before are not recorded again. Beyond the limit, where problems
    /// are no longer kept, none is.
    pub(crate) fn nothing_twice<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        let (kept, count) = (self.problems.len(), self.count);
        let result = read(self);
        if self.count > count {
            let new = self.problems.split_off(kept);
            let overflow = self.count.saturating_sub(count).saturating_sub(new.len());
            let overflow = if kept < LIMIT { overflow } else { 0 };
            self.count = count.saturating_add(overflow);
            for problem in new {
                if !self.problems.contains(&problem) {
                    self.problems.push(problem);
                    self.count = self.count.saturating_add(1);
                }
            }
        }
        result
    }

    /// Reads a value under a name of its own, and hands the name back.
    pub(crate) fn under<R>(&mut self, name: String, read: impl FnOnce(&mut Self) -> R) -> (String, R) {
        self.path.push(Step::Name(name));
        let value = read(self);
        match self.path.pop() {
            Some(Step::Name(name)) => (name, value),
            _ => (String::new(), value),
        }
    }

    /// The JSON Pointer of the current place.
    fn path(&self) -> String {
        pointer(&self.path)
    }

    /// Takes a field that the format requires.
    pub(crate) fn required<T>(&mut self, value: Option<T>, field: &'static str, wrong: Wrong) -> Option<T> {
        #[cfg(feature = "schemars")]
        self.describe_required(field);
        // Where the field was wrong, "missing" would be a second name for the same thing.
        if value.is_none() && !wrong.has(field) {
            self.problem(format!("the field {field:?} is missing"));
        }
        value
    }
}

#[cfg(feature = "schemars")]
impl Cx {
    /// What is described so far.
    pub(super) fn describing(&mut self) -> &mut super::describing::Describing {
        self.describing.get_or_insert_default()
    }

    /// The description of a type that describes itself, by reference.
    pub(crate) fn described<T: schemars::JsonSchema + ?Sized>(&mut self) -> schemars::Schema {
        self.describing().generator.subschema_for::<T>()
    }

    /// Takes down that a field is required.
    fn describe_required(&mut self, field: &'static str) {
        if let Some(describing) = &mut self.describing {
            describing.required.push(field);
        }
    }
}

fn pointer(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        text.push('/');
        match step {
            Step::Field(name) => text.push_str(name),
            Step::Name(name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => text.push_str(&index.to_string()),
        }
    }
    text
}

/// Which fields of an object had problems.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrong {
    pub(super) names: &'static [&'static str],
    pub(super) fields: u128,
    /// Those that an unknown name may have been meant for.
    pub(super) meant: u128,
}

impl Wrong {
    fn bits(self, bits: u128, field: &str) -> bool {
        self.names.iter().position(|n| *n == field).is_some_and(|i| bits >> (i & 127) & 1 == 1)
    }

    fn has(self, field: &str) -> bool {
        self.bits(self.fields, field)
    }

    /// Whether one of these fields was wrong, or may have been written under another name: that they are not stated
    /// would be a second name for the same thing.
    pub(crate) fn of(self, fields: &[&str]) -> bool {
        fields.iter().any(|field| self.bits(self.fields | self.meant, field))
    }
}
