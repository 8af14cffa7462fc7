//! The status as stored. It goes stale, so it is kept apart from what the dates say.

use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::call::CallStatus;

/// The status that a record stores.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredStatus {
    /// The code, such as `31094502`.
    pub code: Option<String>,
    /// The label beside it, where there is one.
    pub label: Option<String>,
    /// What the code means; the label where the code is missing or unknown.
    pub status: Option<CallStatus>,
    /// Where it stands.
    pub path: String,
}

impl StoredStatus {
    /// Reads a code, a label, or an object with both.
    pub(super) fn read(node: &Node<'_>, warnings: &mut Vec<Warning>) -> Option<Self> {
        let (code, label) = match node.text() {
            Some(text) if text.bytes().all(|b| b.is_ascii_digit()) => (Some(text), None),
            Some(text) => (None, Some(text)),
            None => {
                (node.text_of("id"), node.text_of("abbreviation").or_else(|| node.text_of("description")))
            }
        };
        if code.is_none() && label.is_none() {
            return None;
        }
        let by_code = code.as_deref().and_then(by_code);
        let by_label = label.as_deref().and_then(by_label);
        let status = by_code.or(by_label);
        let found = [code.as_deref(), label.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut warn = |kind, meaning: String| {
            warnings.push(Warning::about(node.path.clone(), kind, found.clone(), meaning));
        };
        match (by_code, by_label) {
            (None, _) if code.is_some() => {
                warn(
                    WarningKind::UnknownStatus,
                    "a status code that is not known; it was kept as read".to_owned(),
                );
            }
            (None, None) => {
                warn(
                    WarningKind::UnknownStatus,
                    "a status that is not known; it was kept as read".to_owned(),
                );
            }
            (Some(by_code), Some(by_label)) if by_code != by_label => {
                warn(WarningKind::StatusesDiffer, format!("the code means {by_code} and was followed"));
            }
            (Some(status @ (CallStatus::Forthcoming | CallStatus::Open)), None) => {
                warn(
                    WarningKind::SwappedStatusCode,
                    format!(
                        "read as {status}; 31094501 is forthcoming, 31094502 open, 31094503 closed, and public tables often swap the first two"
                    ),
                );
            }
            _ => {}
        }
        Some(StoredStatus { code, label, status, path: node.path.clone() })
    }
}

fn by_code(code: &str) -> Option<CallStatus> {
    match code {
        "31094501" => Some(CallStatus::Forthcoming),
        "31094502" => Some(CallStatus::Open),
        "31094503" => Some(CallStatus::Closed),
        _ => None,
    }
}

fn by_label(label: &str) -> Option<CallStatus> {
    match label.to_lowercase().as_str() {
        "forthcoming" => Some(CallStatus::Forthcoming),
        "open" | "open for submission" => Some(CallStatus::Open),
        "closed" => Some(CallStatus::Closed),
        _ => None,
    }
}
