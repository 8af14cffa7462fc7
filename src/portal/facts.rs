//! What was read, as JSON for programs.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::Import;
use super::budget::Budget;
use super::call_json::CallFile;
use super::project::Project;
use super::skeleton::{News, Skeleton};

/// One object: `skeletons` (call files in the format `amif-call/1`), `records` (everything read of each, in
/// the same order), `projects`, `news` of topics that are not in the file, `warnings`.
impl Serialize for Import {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("skeletons", &self.skeletons.iter().map(CallFile).collect::<Vec<_>>())?;
        map.serialize_entry("records", &self.skeletons)?;
        map.serialize_entry("projects", &self.projects)?;
        map.serialize_entry("news", &self.news)?;
        map.serialize_entry("warnings", &self.warnings)?;
        map.end()
    }
}

impl Serialize for News {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let posted = self.posted.map(|p| p.format("%Y-%m-%dT%H:%M:%S").to_string());
        json!({ "path": self.path, "topic": self.topic, "posted": posted, "text": self.text })
            .serialize(serializer)
    }
}

impl Serialize for Project {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let participants: Vec<Value> = self
            .participants
            .iter()
            .map(|p| json!({ "name": p.name, "role": p.role, "country": p.country }))
            .collect();
        json!({
            "path": self.path,
            "number": self.number,
            "topic": self.topic,
            "acronym": self.acronym,
            "participants": participants,
            "start": self.start.map(|d| d.to_string()),
            "end": self.end.map(|d| d.to_string()),
            "contribution": self.contribution,
        })
        .serialize(serializer)
    }
}

impl Serialize for Skeleton {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let deadlines: Vec<Value> = self
            .deadlines
            .iter()
            .map(|d| {
                json!({
                    "date": d.at.date.to_string(),
                    "hour": d.at.hour.map(|h| h.to_string()),
                    "role": d.role,
                    "written": d.at.written,
                })
            })
            .collect();
        let links: Vec<Value> = self.links.iter().map(|l| json!({ "kind": l.kind, "url": l.url })).collect();
        let actions: Vec<Value> =
            self.actions.iter().map(|a| json!({ "code": a.code, "label": a.label })).collect();
        let agreements: Vec<Value> = self
            .agreements
            .iter()
            .map(|a| json!({ "code": a.code, "abbreviation": a.abbreviation, "lump_sum": a.lump_sum() }))
            .collect();
        let model = Some(self.deadline_model.as_str()).filter(|m| !m.is_empty());
        json!({
            "path": self.path,
            "shape": self.shape,
            "reference": self.reference,
            "topic": self.topic,
            "call": self.call,
            "title": self.title.as_ref().map(|t| &t.text),
            "call_title": self.call_title.as_ref().map(|t| &t.text),
            "language": self.language,
            "other_languages": self.other_languages,
            "programme": self.programme.as_ref().map(|p| json!({
                "code": p.code, "abbreviation": p.abbreviation, "name": p.name,
            })),
            "period": self.period.as_ref().map(|p| &p.text),
            "status": self.status.as_ref().map(|s| json!({
                "code": s.code, "label": s.label, "means": s.status,
            })),
            "published": self.published.as_ref().map(|p| p.date.to_string()),
            "opening": self.opening.as_ref().map(|o| o.date.to_string()),
            "deadline_model": model,
            "deadlines": deadlines,
            "budget": self.budget.as_ref().map(budget),
            "actions": actions,
            "agreements": agreements,
            "description": self.description.as_ref().map(|p| &p.lines),
            "conditions": self.conditions.as_ref().map(|p| &p.lines),
            "links": links,
            "latest": self.latest,
            "updates": self.updates,
        })
        .serialize(serializer)
    }
}

fn budget(budget: &Budget) -> Value {
    let lines: Vec<Value> = budget
        .lines
        .iter()
        .map(|line| {
            let years: serde_json::Map<String, Value> =
                line.by_year.iter().map(|(year, amount)| (year.clone(), json!(amount))).collect();
            json!({
                "action": line.action,
                "expected_grants": line.expected_grants,
                "min_contribution": line.min_contribution,
                "max_contribution": line.max_contribution,
                "by_year": years,
                "total": line.total,
            })
        })
        .collect();
    json!({
        "share": budget.share,
        "shared_pot": budget.shared_pot,
        "siblings": budget.siblings,
        "lines": lines,
    })
}
