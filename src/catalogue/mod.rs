//! The calls shipped with the crate: data files, compiled in and loaded on first use.
//!
//! Each takes the same path as a caller's own file, [`Call::from_json`].

mod find;

use std::sync::LazyLock;

use crate::call::{Call, CallStatus};
use crate::input::{InputError, UnknownNameError};
use crate::time::Instant;

pub use find::{Candidate, Finder};

struct Entry {
    topic: &'static str,
    text: &'static str,
    /// Apart, so that the program has no room for those that nobody asks for.
    call: LazyLock<Result<Box<Call>, InputError>>,
}

macro_rules! entries {
    ($($topic:literal),* $(,)?) => {
        static ENTRIES: [Entry; [$($topic),*].len()] = [$(Entry {
            topic: $topic,
            text: include_str!(concat!("data/", $topic, ".json")),
            call: LazyLock::new(|| Call::from_json(include_str!(concat!("data/", $topic, ".json"))).map(Box::new)),
        }),*];
    };
}

entries! {
    "AMIF-2017-AG-INFO",
    "AMIF-2017-AG-INTE-01",
    "AMIF-2017-AG-INTE-02",
    "AMIF-2017-AG-INTE-03",
    "AMIF-2018-AG-INTE-1",
    "AMIF-2018-AG-INTE-2",
    "AMIF-2018-AG-INTE-3",
    "AMIF-2018-AG-INTE-4",
    "AMIF-2019-AG-CALL-01",
    "AMIF-2019-AG-CALL-02",
    "AMIF-2019-AG-CALL-03",
    "AMIF-2019-AG-CALL-04",
    "AMIF-2019-AG-CALL-06",
    "AMIF-2020-AG-CALL-01",
    "AMIF-2020-AG-CALL-02",
    "AMIF-2020-AG-CALL-03",
    "AMIF-2020-AG-CALL-05",
    "AMIF-2020-AG-CALL-06",
    "AMIF-2022-TF1-AG-INFO",
    "AMIF-2022-TF1-AG-THB",
    "AMIF-2023-TF2-AG-CALL-01-SPONSORSHIP",
    "AMIF-2023-TF2-AG-CALL-02-LOCAL",
    "AMIF-2023-TF2-AG-CALL-03-EDUCATION",
    "AMIF-2023-TF2-AG-CALL-04-LABOUR",
    "AMIF-2023-TF2-AG-CALL-05-PATHWAYS",
    "AMIF-2023-TF2-AG-CALL-06-CHILDREN",
    "AMIF-2024-TF2-AG-INFO-01",
    "AMIF-2024-TF2-AG-THB-01",
    "AMIF-2025-TF2-AG-INTE-01-WOMEN",
    "AMIF-2025-TF2-AG-INTE-02-HEALTH",
    "AMIF-2025-TF2-AG-INTE-03-DIGITAL",
    "AMIF-2025-TF2-AG-INTE-04-PATHWAYS",
    "AMIF-2025-TF2-AG-INTE-05-CHILDREN",
}

/// The identifiers of all topics, in order.
///
/// ```
/// assert!(amif::catalogue::topics().any(|t| t == "AMIF-2024-TF2-AG-THB-01"));
/// ```
pub fn topics() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|e| e.topic)
}

/// The call for a topic; upper or lower case.
///
/// ```
/// let call = amif::catalogue::topic("amif-2024-tf2-ag-thb-01")?;
/// assert_eq!(call.topic().as_str(), "AMIF-2024-TF2-AG-THB-01");
///
/// let error = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-02").unwrap_err();
/// assert!(error.to_string().contains("did you mean \"AMIF-2024-TF2-AG-THB-01\"?"));
/// # Ok::<(), amif::value::UnknownNameError>(())
/// ```
///
/// # Errors
/// When no such topic is shipped; the message names the nearest.
pub fn topic(id: &str) -> Result<&'static Call, UnknownNameError> {
    ENTRIES
        .iter()
        .find(|e| e.topic.eq_ignore_ascii_case(id.trim()))
        // A test loads every entry, so the second step finds nothing to refuse.
        .and_then(|e| e.call.as_deref().ok())
        .ok_or_else(|| UnknownNameError::new("topic", id, topics()))
}

/// Every call, in the order of [`topics`]. All of them are loaded.
///
/// ```
/// assert_eq!(amif::catalogue::calls().count(), amif::catalogue::topics().count());
/// ```
pub fn calls() -> impl Iterator<Item = &'static Call> {
    ENTRIES.iter().filter_map(|e| e.call.as_deref().ok())
}

/// The calls that are open at an instant, in the order of [`topics`]. One of which the sources leave open whether it is
/// ([`Call::status`] is `None`) is not among them.
///
/// ```
/// let open: Vec<_> = amif::catalogue::open_calls("2024-06-01T12:00:00+02:00".parse()?).collect();
/// assert!(open.iter().any(|call| call.topic().as_str() == "AMIF-2024-TF2-AG-THB-01"));
/// # Ok::<(), amif::value::ParseInstantError>(())
/// ```
pub fn open_calls(at: Instant) -> impl Iterator<Item = &'static Call> {
    calls().filter(move |call| call.status(at) == Some(CallStatus::Open))
}

/// The data file of a topic as shipped, to start a call file of one's own from.
///
/// ```
/// let text = amif::catalogue::source("AMIF-2024-TF2-AG-THB-01").ok_or("no such topic")?;
/// assert_eq!(&amif::Call::from_json(text)?, amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn source(id: &str) -> Option<&'static str> {
    ENTRIES.iter().find(|e| e.topic.eq_ignore_ascii_case(id.trim())).map(|e| e.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_loads_under_its_own_name() {
        for entry in &ENTRIES {
            match &*entry.call {
                Ok(call) => assert_eq!(call.topic().as_str(), entry.topic),
                Err(error) => panic!("{}:\n{error}", entry.topic),
            }
        }
    }
}
