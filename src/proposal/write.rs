//! Writing `amif-proposal/1`. Unknown facts are left out.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::read::SCHEMA;
use super::{Application, Participant, Proposal};

fn known<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, fact: Option<&T>) -> Result<(), M::Error> {
    match fact {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

impl Serialize for Proposal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        known(&mut map, "topic", self.topic.as_ref())?;
        known(&mut map, "title", self.title.as_ref())?;
        known(&mut map, "submitted_at", self.submitted_at.as_ref())?;
        known(&mut map, "duration_months", self.duration_months.as_ref())?;
        known(&mut map, "requested_grant", self.requested_grant.as_ref())?;
        known(&mut map, "total_eligible_costs", self.total_eligible_costs.as_ref())?;
        known(&mut map, "grant_signature", self.grant_signature.map(|d| d.to_string()).as_ref())?;
        map.serialize_entry("participants", &self.consortium.participants)?;
        if !self.consortium.complete {
            map.serialize_entry("participants_complete", &false)?;
        }
        known(&mut map, "budget", self.budget.as_ref())?;
        self.application.write(&mut map)?;
        map.end()
    }
}

impl Application {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        known(map, "submission_stage", self.submission_stage.as_ref())?;
        known(map, "annexes", self.annexes.as_ref())?;
        known(map, "pages", self.pages.as_ref())?;
        known(map, "further_topics", (!self.further_topics.is_empty()).then_some(&self.further_topics))?;
        known(map, "parallel_applications", self.parallel_applications.as_ref())?;
        known(map, "objectives", self.objectives.as_ref())?;
        known(map, "target_countries", self.target_countries.as_ref())?;
        known(map, "routes", self.routes.as_ref())?;
        known(map, "activity_countries", self.activity_countries.as_ref())?;
        known(map, "activities", self.activities.as_ref())?;
        known(map, "start_date", self.start_date.map(|d| d.to_string()).as_ref())
    }
}

impl Serialize for Participant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let who = &self.applicant;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &who.name)?;
        known(&mut map, "pic", who.pic.as_ref())?;
        known(&mut map, "role", self.role.as_ref())?;
        known(&mut map, "country", who.country.as_ref())?;
        known(&mut map, "legal_form", who.legal_form.as_ref())?;
        known(&mut map, "statuses", (!who.statuses.is_empty()).then_some(&who.statuses))?;
        known(&mut map, "affiliated_to", self.affiliated_to.as_ref())?;
        known(&mut map, "organisation_type", who.organisation_type.as_ref())?;
        known(&mut map, "declarations", (!who.declarations.is_empty()).then_some(&who.declarations))?;
        map.end()
    }
}
