//! The crate behind a page in a browser. What the page hands over is a draft in the format `amif-page/1`; what it gets
//! is JSON, a value as `{"ok": …}` or everything that is wrong as `{"errors": [{"at", "message"}]}`. Nothing is kept
//! between two calls, and nothing panics.

mod answer;
mod cells;
mod change;
mod check;
mod draft;
mod file;
mod words;

use amif::Instant;
use wasm_bindgen::prelude::wasm_bindgen;

use answer::{Answer, Trouble};
use check::Ready;
use draft::Draft;

fn with<T>(draft: &str, now: &str, then: impl FnOnce(Draft, Instant) -> Result<T, Vec<Trouble>>) -> String
where
    T: serde::Serialize,
{
    let result = Draft::from_json(draft).and_then(|draft| {
        let now = now
            .parse()
            .map_err(|error: amif::value::ParseInstantError| vec![Trouble::whole(error.to_string())])?;
        then(draft, now)
    });
    Answer::from(result).to_json()
}

/// What there is to choose from: topics, roles, legal forms, countries.
#[wasm_bindgen]
#[must_use]
pub fn vocabulary() -> String {
    Answer::Ok(words::vocabulary()).to_json()
}

/// Checks a draft: verdict, why, picture, the next question, what could not be read.
#[wasm_bindgen]
#[must_use]
pub fn check(draft: &str, now: &str) -> String {
    with(draft, now, |draft, now| Ok(Ready::of(&draft, now)?.checked(now)))
}

/// The first remedy of an ineligible draft.
#[wasm_bindgen]
#[must_use]
pub fn remedy(draft: &str, now: &str) -> String {
    with(draft, now, |draft, now| change::remedy(&draft, now))
}

/// The draft after its first remedy.
#[wasm_bindgen]
#[must_use]
pub fn apply(draft: &str, now: &str) -> String {
    with(draft, now, |draft, now| change::apply(&draft, now))
}

/// The draft with a fact stated, given as a JSON Pointer and as a person types it.
#[wasm_bindgen]
#[must_use]
pub fn answer(draft: &str, fact: &str, text: &str) -> String {
    Answer::from(Draft::from_json(draft).and_then(|draft| change::answer(&draft, fact, text))).to_json()
}

/// The partners that stand in pasted cells.
#[wasm_bindgen]
#[must_use]
pub fn cells(text: &str) -> String {
    Answer::from(cells::cells(text.as_bytes(), "the pasted cells")).to_json()
}

/// What a file is: a draft, a call, a sheet of partners.
#[wasm_bindgen]
#[must_use]
pub fn open(bytes: &[u8], name: &str) -> String {
    Answer::from(file::open(bytes, name)).to_json()
}

/// The text of the file that saves a draft.
#[wasm_bindgen]
#[must_use]
pub fn save(draft: &str) -> String {
    Answer::from(Draft::from_json(draft).map(|draft| draft.file())).to_json()
}

/// The whole report as an HTML file of its own, with the first remedy where there is one.
#[wasm_bindgen]
#[must_use]
pub fn report(draft: &str, now: &str) -> String {
    with(draft, now, |draft, now| {
        let ready = Ready::of(&draft, now)?;
        let remedies = ready.readable.proposal.cheapest_remedy(&ready.call, ready.at);
        let help = change::told(&remedies);
        let help = help.into_iter().flat_map(|told| told.sentences.into_iter().chain([told.then]));
        Ok(ready.report().text().full(true).help(help).html())
    })
}
