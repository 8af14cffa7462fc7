//! Files that the page opens: a draft that it saved, a proposal, a call, a sheet of partners.

use amif::Call;
use serde::Serialize;
use serde_json::Value;

use crate::answer::Trouble;
use crate::cells::{Pasted, cells};
use crate::draft::{Draft, PARTNERS, SCHEMA, shown};

/// Larger files are refused.
const BYTES: usize = 2 << 20;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Opened {
    /// A draft, or a proposal.
    Draft(Draft),
    /// A call in the format `amif-call/1`.
    Call(Value),
    /// A sheet of partners.
    Partners(Pasted),
}

/// Reads a file, whatever it is named.
///
/// # Errors
/// What is wrong with it, all at once.
pub fn open(bytes: &[u8], name: &str) -> Result<Opened, Vec<Trouble>> {
    if bytes.len() > BYTES {
        return Err(refused(format!("{name} is larger than {} MiB.", BYTES >> 20)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => document(bytes, name),
        _ => cells(bytes, name).map(Opened::Partners),
    }
}

fn document(bytes: &[u8], name: &str) -> Result<Opened, Vec<Trouble>> {
    let document: Value = serde_json::from_slice(bytes)
        .map_err(|error| refused(format!("{name} is damaged: {error}. Nothing was changed.")))?;
    let schema = document.get("schema").and_then(Value::as_str).unwrap_or("amif-proposal/1").to_owned();
    let (format, version) = schema.rsplit_once('/').unwrap_or((&schema, ""));
    match (format, version) {
        ("amif-page", "1") => draft(document, name),
        ("amif-proposal", "1") => whole(Draft::new(document)),
        ("amif-call", "1") => match Call::from_json(&document.to_string()) {
            Ok(_) => Ok(Opened::Call(document)),
            Err(error) => Err(Trouble::all("", error.problems())),
        },
        ("amif-page" | "amif-proposal" | "amif-call", _) => {
            let by = document.get("made_by").and_then(Value::as_str);
            let by = by.map(|by| format!(", saved by {by}")).unwrap_or_default();
            Err(refused(format!(
                "{name} is of another version, {schema}{by}. This page reads {format}/1. Nothing was changed, and the file is as it was; open it with the page that saved it."
            )))
        }
        _ => Err(refused(format!(
            "{name} is of the format {schema:?}. This page opens drafts ({SCHEMA}), proposals (amif-proposal/1), calls (amif-call/1) and sheets of partners."
        ))),
    }
}

fn draft(document: Value, name: &str) -> Result<Opened, Vec<Trouble>> {
    let draft: Draft = serde_json::from_value(document)
        .map_err(|error| refused(format!("{name} is damaged: {error}. Nothing was changed.")))?;
    if draft.call.is_some() {
        draft.call()?;
    }
    whole(draft)
}

/// A draft that the page can show.
fn whole(mut draft: Draft) -> Result<Opened, Vec<Trouble>> {
    draft.read()?;
    let count = draft.proposal.get("participants").and_then(Value::as_array).map_or(0, Vec::len);
    if count > PARTNERS {
        return Err(refused(format!(
            "Found {count} participants; this page takes {PARTNERS} at most. The programs of the crate take more."
        )));
    }
    shown(&mut draft.proposal);
    Ok(Opened::Draft(draft))
}

fn refused(message: String) -> Vec<Trouble> {
    vec![Trouble::whole(message)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        open(text.as_bytes(), "a.json").unwrap_err()[0].message.clone()
    }

    #[test]
    fn a_file_is_what_its_text_says() {
        let proposal = include_str!("../../examples/data/eligible.json");
        let Opened::Draft(draft) = open(proposal.as_bytes(), "x").unwrap() else { panic!() };
        assert_eq!(draft.proposal["submitted_at"], "2024-08-20T16:30");
        let file = draft.file();
        assert_eq!(
            open(file.as_bytes(), "x").unwrap(),
            Opened::Draft(
                Draft::from_json(&file)
                    .map(|mut d| {
                        shown(&mut d.proposal);
                        d
                    })
                    .unwrap()
            )
        );
        let call = include_bytes!("../../examples/data/invented-call.json");
        assert!(matches!(open(call, "x").unwrap(), Opened::Call(_)));
        let sheet = include_bytes!("../../examples/data/partners.csv");
        assert!(matches!(open(sheet, "x").unwrap(), Opened::Partners(_)));
    }

    #[test]
    fn a_file_of_another_version_is_refused_with_its_version() {
        let text = r#"{"schema": "amif-page/2", "made_by": "amif 9.0.0", "new": true}"#;
        assert!(
            refusal(text)
                .contains("another version, amif-page/2, saved by amif 9.0.0. This page reads amif-page/1")
        );
        assert!(refusal(r#"{"schema": "amif-proposal/2", "participants": []}"#).contains("another version"));
        assert!(refusal(r#"{"schema": "amif-report/1"}"#).contains("of the format"));
        assert!(refusal("{").contains("damaged"));
        assert!(refusal(r#"{"schema": "amif-page/1", "proposal": {}, "colour": 1}"#).contains("damaged"));
        assert!(open(&[b' '; BYTES + 1], "x").is_err());
    }

    #[test]
    fn a_faulty_call_is_told_with_its_places() {
        let errors = open(br#"{"schema": "amif-call/1", "colour": "red"}"#, "x").unwrap_err();
        assert!(errors.len() > 1 && errors.iter().any(|error| error.at == "/colour"), "{errors:?}");
    }

    #[test]
    fn too_many_participants_do_not_fit() {
        let many = vec![serde_json::json!({ "name": "A" }); PARTNERS + 1];
        let text = serde_json::json!({ "participants": many }).to_string();
        assert!(refusal(&text).contains("201 participants"));
    }
}
