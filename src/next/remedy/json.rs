//! `amif-remedy/1`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::words::{by_countries, forms_of};
use super::{Choice, Edit, NoRemedy, Remedies, Remedy};
use crate::call::Call;
use crate::country::Country;
use crate::money::Eur;
use crate::organisation::LegalForm;

/// The name of the format.
const SCHEMA: &str = "amif-remedy/1";

impl Serialize for Remedies<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("topic", self.call().topic())?;
        map.serialize_entry("call_version", self.call().version())?;
        map.serialize_entry("as_of", &self.as_of())?;
        map.serialize_entry("verdict", &self.verdict())?;
        map.serialize_entry("smallest", &self.are_smallest())?;
        let all: Vec<Told<'_>> = self.all().iter().map(|r| Told { remedy: r, call: self.call() }).collect();
        map.serialize_entry("remedies", &all)?;
        map.serialize_entry("none", &self.why_none())?;
        map.end()
    }
}

struct Told<'a> {
    remedy: &'a Remedy,
    call: &'a Call,
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict_after", &self.remedy.verdict_after())?;
        map.serialize_entry("cost", &self.remedy.cost())?;
        map.serialize_entry("newcomers_apart", &self.remedy.newcomers_apart())?;
        map.serialize_entry("then_to_correct", self.remedy.then_to_correct())?;
        map.serialize_entry("still_to_correct", self.remedy.still_to_correct())?;
        let edits: Vec<Shown<'_>> = self.remedy.edits().iter().map(Shown).collect();
        map.serialize_entry("edits", &edits)?;
        map.serialize_entry("sentences", &self.remedy.sentences(self.call))?;
        map.end()
    }
}

/// An edit as the format tells it.
struct Shown<'a>(&'a Edit);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Edit::Submit { stated, from, by } => {
                map.serialize_entry("edit", "submit")?;
                map.serialize_entry("subject", "/submitted_at")?;
                map.serialize_entry("stated", stated)?;
                map.serialize_entry("from", from)?;
                map.serialize_entry("by", by)?;
                map.serialize_entry("choice", by)?;
            }
            Edit::Grant { stated, min, max, nearest } => {
                map.serialize_entry("edit", "grant")?;
                map.serialize_entry("subject", "/requested_grant")?;
                map.serialize_entry("stated", stated)?;
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", &(*max < Eur::MAX).then_some(max))?;
                map.serialize_entry("choice", nearest)?;
            }
            Edit::Duration { stated, min, max, nearest } => {
                map.serialize_entry("edit", "duration")?;
                map.serialize_entry("subject", "/duration_months")?;
                map.serialize_entry("stated", stated)?;
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
                map.serialize_entry("choice", nearest)?;
            }
            Edit::ChangeRole { participant, name, from, to } => {
                map.serialize_entry("edit", "change_role")?;
                map.serialize_entry("subject", &format!("/participants/{participant}/role"))?;
                map.serialize_entry("participant", participant)?;
                map.serialize_entry("name", name)?;
                map.serialize_entry("stated", from)?;
                map.serialize_entry("choice", to)?;
            }
            Edit::Remove { participant, name, role } => {
                map.serialize_entry("edit", "remove")?;
                map.serialize_entry("subject", &format!("/participants/{participant}"))?;
                map.serialize_entry("participant", participant)?;
                map.serialize_entry("name", name)?;
                map.serialize_entry("role", role)?;
            }
            Edit::Add { role, choices, profile } => {
                map.serialize_entry("edit", "add")?;
                map.serialize_entry("subject", "/participants")?;
                map.serialize_entry("role", role)?;
                let groups: Vec<Group> = by_countries(choices)
                    .into_iter()
                    .map(|(forms, countries)| Group { forms, countries })
                    .collect();
                map.serialize_entry("any_of", &groups)?;
                map.serialize_entry("choice", &choices.first().map(Pair))?;
                let forms = forms_of(choices);
                map.serialize_entry("statuses", &profile.statuses)?;
                let of_forms: Vec<_> =
                    profile.statuses_of_forms.iter().filter(|(form, ..)| forms.may_be(*form)).collect();
                if !of_forms.is_empty() {
                    map.serialize_entry("statuses_of_forms", &of_forms)?;
                }
                let common = profile.common_type(forms);
                map.serialize_entry("organisation_type", &common)?;
                let types = profile.types_of(forms);
                if common.is_none() && !types.is_empty() {
                    map.serialize_entry("types_of_forms", &types)?;
                }
                if !profile.other_types.is_empty() {
                    map.serialize_entry("other_types", &profile.other_types)?;
                }
                if !profile.member_kinds.is_empty() {
                    map.serialize_entry("member_kinds", &profile.member_kinds)?;
                }
            }
        }
        map.serialize_entry("message", &self.0.to_string())?;
        map.end()
    }
}

/// Any of these forms with any of these countries.
struct Group {
    forms: Vec<LegalForm>,
    countries: Vec<Country>,
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("legal_forms", &self.forms)?;
        map.serialize_entry("countries", &self.countries)?;
        map.end()
    }
}

struct Pair<'a>(&'a Choice);

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("country", &self.0.0)?;
        map.serialize_entry("legal_form", &self.0.1)?;
        map.end()
    }
}

impl Serialize for NoRemedy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("reason", self.as_str())?;
        match self {
            NoRemedy::NotNeeded => {}
            NoRemedy::AfterDeadline { deadline, complaint_until, complaint_over } => {
                map.serialize_entry("deadline", &deadline.instant())?;
                map.serialize_entry("complaint_until", &complaint_until.map(|d| d.to_string()))?;
                map.serialize_entry("complaint_over", complaint_over)?;
            }
            NoRemedy::AtSignature { signed } => map.serialize_entry("signed", &signed.to_string())?,
            NoRemedy::OutOfReach { rule, certain, .. } => {
                map.serialize_entry("rule", rule)?;
                map.serialize_entry("certain", certain)?;
            }
        }
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("source", self.source())?;
        map.end()
    }
}
