//! A call from its file.

use super::{Call, Fault, read};
use crate::input::InputError;

/// The shape of a whole call, for its schema.
#[cfg(feature = "schemars")]
pub(crate) fn shape() -> impl crate::input::Shape {
    read::call(true)
}

impl Call {
    /// Reads a call in the format `amif-call/1`. A shipped one to start from: `catalogue::source`; a guide to
    /// writing one: [`crate::authoring`].
    ///
    /// Only `schema`, `topic` and `documents` are required. A condition that is absent is *not stated*: it gives
    /// no assessment, and while a core condition is missing no proposal is called eligible. Every condition
    /// has a `source`: a list of citations, each of a `document` by its key or of an `act` by its CELEX
    /// number, with `section`, `basis` and `note`.
    ///
    /// Every field with its meaning: [`crate::authoring::fields`].
    ///
    /// A *point* is `true`, `false`, or `{"open": "id of an open question"}`. A legal form that a role neither
    /// admits nor bars becomes an open question of its own. Where sources disagree on a value (`opening`,
    /// `deadline`, the minima, `grant`, `funding_rate`, `duration`), the condition has `or`: `{"open": "id", …}` with
    /// the same fields, which hold where that question is answered yes.
    ///
    /// ```
    /// use amif::Call;
    ///
    /// // What it needs at least. Conditions that are left out are not stated.
    /// let call = Call::from_json(r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {}}"#)?;
    /// assert_eq!(call.deadline(), None);
    /// let error = Call::from_json(r#"{"schema": "amif-call/1", "topik": "EXAMPLE-01"}"#).unwrap_err();
    /// assert!(error.to_string().contains("did you mean \"topic\"?"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Everything wrong with the file at once, each with its place: broken syntax, unknown fields, bad
    /// values, a deadline that the clocks of Brussels skip or show twice, citations of documents that the
    /// file does not list, questions that it refers to and does not ask, and every [`Fault`] in which the call
    /// contradicts itself.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        crate::input::document(text, read::call(true)).map(|read| read.call.of_text(text))
    }

    /// Like [`Call::from_json`], and a call that contradicts itself is returned with its faults: for a tool
    /// in which calls are written.
    ///
    /// ```
    /// use amif::Call;
    ///
    /// let text = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {"a": {"title": "A", "basis": "summary"}},
    ///     "minimum_applicants": {"at_least": 2, "source": [{"document": "a"}]},
    ///     "minimum_countries": {"at_least": 3, "source": [{"document": "a"}]}}"#;
    /// assert!(Call::from_json(text).is_err());
    /// let (call, faults) = Call::draft_from_json(text)?;
    /// assert_eq!((call.topic().as_str(), faults.len()), ("EXAMPLE-01", 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Call::from_json`], except for faults.
    pub fn draft_from_json(text: &str) -> Result<(Self, Vec<Fault>), InputError> {
        crate::input::document(text, read::call(false)).map(|read| (read.call.of_text(text), read.faults))
    }

    /// Like [`Call::from_json`], from bytes whose encoding is not known to be UTF-8.
    ///
    /// ```
    /// use amif::Call;
    ///
    /// assert!(Call::from_json_bytes(b"\xef\xbb\xbf{\"schema\": \"amif-call/1\", \"topic\": \"A-01\", \"documents\": {}}").is_ok());
    /// assert!(Call::from_json_bytes(b"\xff").is_err());
    /// ```
    ///
    /// # Errors
    /// As [`Call::from_json`], and for UTF-16 or invalid UTF-8.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, InputError> {
        Self::from_json(crate::input::utf8(bytes)?)
    }
}
