//! Writing `amif-call/1`: the call as its file states it, with what is assumed and supposed.

use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::Call;
use crate::input::{Json, JsonFields};

impl Call {
    /// Keeps the text that the call was read from.
    pub(super) fn of_text(mut self, text: &str) -> Self {
        let text: Arc<str> = crate::input::unmarked(text).into();
        for (place, later) in self.later.iter_mut().enumerate() {
            later.text.text = Arc::clone(&text);
            later.text.version = Some(place);
        }
        self.text.text = text;
        self
    }

    /// The call in the format `amif-call/1`, on one line: what [`Call::from_json`] reads back as an equal call, what
    /// is assumed and supposed included. Of a later version of its document: the call as that version states it.
    ///
    /// ```
    /// use amif::{Call, call::Reading};
    ///
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let pinned = call.assume("international-organisation-counts", Reading::No)?;
    /// assert_eq!(Call::from_json(&pinned.to_json()).as_ref(), Ok(&pinned));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document().to_string()
    }

    /// What is made of the call as it is written, once: its hash.
    pub(crate) fn digest(&self, made: impl FnOnce(&Call) -> String) -> &str {
        self.made.digest.get_or_init(|| made(self))
    }

    fn document(&self) -> Json {
        let mut document = match serde_json::from_str(&self.text.text) {
            Ok(Json::Object(document)) => document,
            _ => JsonFields::default(),
        };
        if let Some(place) = self.text.version {
            as_of_version(&mut document, place);
        }
        let mut assumed = JsonFields::default();
        for (question, reading) in self.versions().flat_map(Call::assumed) {
            assumed.put(&question.id, Some(reading.as_str().into()));
        }
        document.put("assumed", (!assumed.0.is_empty()).then_some(Json::Object(assumed)));
        let supposed: Vec<Json> = self.supposed.iter().map(|s| s.to_string().as_str().into()).collect();
        let usual = self.versions().any(|version| version.presumed().next().is_some());
        document.put("usual_terms", usual.then_some(Json::Flag(true)));
        document.put("supposed", (!supposed.is_empty()).then_some(Json::List(supposed)));
        Json::Object(document)
    }
}

/// Puts a later version's changes in the place of what they change.
fn as_of_version(document: &mut JsonFields, place: usize) {
    let Some(Json::List(versions)) = document.take("versions") else { return };
    for version in versions.into_iter().take(place.saturating_add(1)) {
        let Json::Object(mut version) = version else { continue };
        if let Some(Json::Object(changes)) = version.take("changes") {
            for (condition, stated) in changes.0 {
                document.put(&condition, Some(stated).filter(|stated| *stated != Json::Null));
            }
        }
        document.put("version", version.take("version"));
        let published = version.take("published").zip(version.take("source")).map(|(date, source)| {
            Json::Object(JsonFields(vec![("date".to_owned(), date), ("source".to_owned(), source)]))
        });
        document.put("published", published);
    }
}

impl Serialize for Call {
    /// As [`Call::to_json`] has it; in a format that does not describe itself, as that text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.document().serialize(serializer)
        } else {
            serializer.serialize_str(&self.to_json())
        }
    }
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = if deserializer.is_human_readable() {
            Json::deserialize(deserializer)?.to_string()
        } else {
            String::deserialize(deserializer)?
        };
        Call::from_json(&text).map_err(D::Error::custom)
    }
}
