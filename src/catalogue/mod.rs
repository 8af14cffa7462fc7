//! The calls shipped with the crate: data files, compiled in and loaded on first use.
//!
//! Each takes the same path as a caller's own file, [`Call::from_json`].

use std::sync::LazyLock;

use crate::call::Call;
use crate::input::{InputError, UnknownNameError};

struct Entry {
    topic: &'static str,
    text: &'static str,
    call: LazyLock<Result<Call, InputError>>,
}

macro_rules! entries {
    ($($topic:literal),* $(,)?) => {
        static ENTRIES: [Entry; [$($topic),*].len()] = [$(Entry {
            topic: $topic,
            text: include_str!(concat!("data/", $topic, ".json")),
            call: LazyLock::new(|| Call::from_json(include_str!(concat!("data/", $topic, ".json")))),
        }),*];
    };
}

entries! {
    "AMIF-2024-TF2-AG-THB-01",
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
/// # Ok::<(), amif::UnknownNameError>(())
/// ```
///
/// # Errors
/// When no such topic is shipped; the message names the nearest.
pub fn topic(id: &str) -> Result<&'static Call, UnknownNameError> {
    ENTRIES
        .iter()
        .find(|e| e.topic.eq_ignore_ascii_case(id.trim()))
        // A test loads every entry, so the second step finds nothing to refuse.
        .and_then(|e| e.call.as_ref().ok())
        .ok_or_else(|| UnknownNameError::new("topic", id, topics()))
}

/// The data file of a topic as shipped, to start a call file of one's own from.
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
