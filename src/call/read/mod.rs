//! Reading `amif-call/1`.

#[macro_use]
mod citation;
mod application;
mod budget;
mod conditions;
mod countries;
mod head;
mod information;
mod point;
mod resolve;
mod roles;
mod silence;
mod stated;
pub(super) mod table;
mod version;
pub(super) mod versions;

use crate::input::{Broken, Cx, Entries, Fields, Object, Shape, Wrong};

use citation::DOCUMENT;
use head::Head;
use point::QUESTION;
use table::RawConditions;
use versions::Read;

/// The shape of a whole call, with the faults in which it contradicts itself.
pub(super) fn call(refuse_faults: bool) -> impl Shape<Out = Box<Read>> {
    Object(CallFields { refuse_faults, ..CallFields::default() })
}

#[derive(Default)]
struct CallFields {
    /// Whether faults are problems like any other.
    refuse_faults: bool,
    /// Boxed like the conditions: both are large, and handed on from one step of reading to the next.
    head: Box<Head>,
    conditions: Box<RawConditions>,
}

impl Fields for CallFields {
    type Out = Box<Read>;
    const EXPECTED: &'static str = "a call, an object";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "A topic of a call for proposals, with its conditions.";
    const NAMES: &'static [&'static str] = head::NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = head::WORDS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        match index.checked_sub(Head::COUNT) {
            None => self.head.field(index, entries, cx),
            Some(index) => self.conditions.field(index, entries, cx),
        }
    }

    fn finish(mut self, cx: &mut Cx, wrong: Wrong) -> Option<Box<Read>> {
        cx.required(self.head.schema, "schema", wrong);
        let topic = cx.required(self.head.topic.take(), "topic", wrong);
        let known = topic.is_some();
        if self.head.documents.is_none() {
            cx.required(None::<()>, "documents", wrong);
        }
        let later = self.head.versions.iter().flatten().next().is_some();
        if later && self.head.published.is_none() && !wrong.of(&["published"]) {
            cx.problem_at("versions", "the first version must state its day, under \"published\"".to_owned());
        }
        // Where a list could not be read, or is missing, nothing that names its items is wrong.
        if let Some(documents) = &self.head.documents {
            let mut keys: Vec<&str> = documents.iter().map(|(key, _)| key.as_str()).collect();
            keys.sort_unstable();
            cx.names_among(DOCUMENT, &keys);
        }
        if self.head.open_questions.is_some() || !wrong.of(&["open_questions"]) {
            let asked = self.head.open_questions.iter().flatten();
            let ids: Vec<&str> = asked.map(|question| question.value.0.as_str()).collect();
            cx.names_among(QUESTION, &ids);
        }
        let (assumed, supposed) = (self.head.assumed.take(), self.head.supposed.take());
        let usual = self.head.usual_terms == Some(true);
        let mut read = versions::call_of(topic, self.head, self.conditions, cx)?;
        for (at, supposition) in supposed.into_iter().flatten() {
            // A draft is handed out with its faults, and they are found below.
            let supposed = if self.refuse_faults {
                read.call.suppose(supposition)
            } else {
                read.call.supposing(supposition)
            };
            match supposed {
                Ok(call) => read.call = call,
                Err(error) => cx.problem_at_mark(at, || error.to_string()),
            }
        }
        for (question, (at, reading)) in assumed.into_iter().flatten() {
            match read.call.assume(&question, reading) {
                Ok(call) => read.call = call,
                Err(error) => cx.problem_at_mark(at, || error.to_string()),
            }
        }
        if usual {
            read.call = read.call.with_usual_terms();
        }
        if !self.refuse_faults && !read.call.supposed().is_empty() {
            read.faults = read.call.validate();
        }
        // That a condition is missing which could not be read would be a second name for the same thing.
        read.faults.retain(|fault| fault.misses().is_none_or(|condition| !wrong.of(&[condition])));
        if self.refuse_faults {
            read.faults.iter().for_each(|f| cx.problem_from(f.path().to_owned(), f.to_string()));
        }
        Some(read).filter(|_| known)
    }
}
