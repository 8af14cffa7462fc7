//! Reading `amif-proposal/1`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::de::{MapAccess, SeqAccess};

use super::{Applicant, Application, Consortium, Participant, Proposal};
use crate::budget::Budget;
use crate::country::Country;
use crate::id::{Pic, TopicId};
use crate::input::{AnyText, Cx, Fields, Flag, List, Object, Parsed, PlainText, Shape, Whole, Wrong};
use crate::money::Eur;
use crate::organisation::{
    Declaration, Declarations, LegalForms, Name, OrganisationType, Role, Status, Statuses,
};
use crate::shape::{Amount, Day, Schema};
use crate::time::Instant;

pub(super) const SCHEMA: &str = "amif-proposal/1";

/// The shape of a whole proposal.
pub(super) fn proposal<'de>() -> impl Shape<'de, Out = Proposal> {
    Object(ProposalFields::default())
}

/// One legal form, or a list of which the organisation's form is one.
struct Forms;

impl<'de> Shape<'de> for Forms {
    type Out = LegalForms;

    fn expected(&self) -> Cow<'static, str> {
        "a legal form, or a list of the forms it may be".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<LegalForms> {
        text.parse().map_err(|e: crate::UnknownNameError| cx.problem(e.to_string())).ok()
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<LegalForms>, A::Error> {
        let before = cx.problem_count();
        let listed = List("a list of legal forms", || Parsed::of("a legal form")).array(items, cx)?;
        let forms = listed.into_iter().flatten().reduce(LegalForms::or);
        if forms.is_none() && cx.problem_count() == before {
            cx.problem("found an empty list; leave the field out if the legal form is unknown".to_owned());
        }
        Ok(forms)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<LegalForms>()
    }
}

/// Statuses, each true, false or null.
#[derive(Default)]
struct StatusesFields(Statuses);

impl<'de> Fields<'de> for StatusesFields {
    type Out = Statuses;
    const EXPECTED: &'static str = "an object of statuses, such as {\"non_profit\": true}";
    const NAMES: &'static [&'static str] = Status::NAMES;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let held = cx.optional(map, Flag)?;
        if let (Some(status), Some(held)) = (Status::ALL.get(index), held) {
            self.0 = self.0.with(*status, held);
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Statuses> {
        Some(self.0)
    }
}

#[derive(Default)]
struct ProposalFields {
    topic: Option<TopicId>,
    title: Option<String>,
    submitted_at: Option<Instant>,
    duration_months: Option<i64>,
    requested_grant: Option<Eur>,
    total_eligible_costs: Option<Eur>,
    grant_signature: Option<NaiveDate>,
    budget: Option<Budget>,
    participants: Option<Vec<Participant>>,
    participants_complete: Option<bool>,
    application: Application,
}

impl<'de> Fields<'de> for ProposalFields {
    type Out = Proposal;
    const EXPECTED: &'static str = "a proposal, an object";
    const NAMES: &'static [&'static str] = &[
        "schema",
        "topic",
        "title",
        "submitted_at",
        "duration_months",
        "requested_grant",
        "total_eligible_costs",
        "grant_signature",
        "participants",
        "participants_complete",
        "budget",
        "submission_stage",
        "annexes",
        "pages",
        "further_topics",
        "parallel_applications",
        "objectives",
        "target_countries",
        "routes",
        "activity_countries",
        "activities",
        "start_date",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => drop(cx.optional(map, Schema(SCHEMA))?),
            1 => self.topic = cx.optional(map, Parsed::of("a topic identifier"))?,
            2 => self.title = cx.optional(map, AnyText)?,
            3 => self.submitted_at = cx.optional(map, Parsed::of("an instant with its offset"))?,
            4 => self.duration_months = cx.optional(map, Whole::of("a whole number of months"))?,
            5 => self.requested_grant = cx.optional(map, Amount)?,
            6 => self.total_eligible_costs = cx.optional(map, Amount)?,
            7 => self.grant_signature = cx.optional(map, Day)?,
            8 => {
                let shape = List("a list of participants", || Object(ParticipantFields::default()));
                self.participants = cx.value(map, shape)?;
            }
            9 => self.participants_complete = cx.optional(map, Flag)?,
            10 => self.budget = cx.optional(map, crate::budget::budget())?,
            _ => self.application_field(index, map, cx)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Proposal> {
        let participants = cx.required(self.participants, "participants", wrong)?;
        Some(Proposal {
            topic: self.topic,
            title: self.title,
            submitted_at: self.submitted_at,
            duration_months: self.duration_months,
            requested_grant: self.requested_grant,
            total_eligible_costs: self.total_eligible_costs,
            grant_signature: self.grant_signature,
            budget: self.budget,
            application: self.application,
            consortium: Consortium { participants, complete: self.participants_complete.unwrap_or(true) },
        })
    }
}

impl ProposalFields {
    /// The facts that only some calls ask for.
    fn application_field<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        map: &mut A,
        cx: &mut Cx,
    ) -> Result<(), A::Error> {
        let stated = &mut self.application;
        match index {
            11 => {
                stated.submission_stage = cx.optional(map, Whole::of("the stage, 1 or 2"))?;
                if stated.submission_stage.is_some_and(|stage: u32| !(1..=2).contains(&stage)) {
                    cx.problem_at(
                        "submission_stage",
                        "a call has a first and a second stage: 1 or 2".to_owned(),
                    );
                }
            }
            12 => stated.annexes = cx.optional(map, List("a list of annexes", || PlainText))?,
            13 => stated.pages = cx.optional(map, Whole::of("a whole number of pages"))?,
            14 => {
                let shape = List("a list of topics", || Parsed::of("a topic identifier"));
                stated.further_topics = cx.optional(map, shape)?.unwrap_or_default();
            }
            15 => stated.parallel_applications = cx.optional(map, Whole::of("a whole number"))?,
            16 => stated.objectives = cx.optional(map, List("a list of objectives", || PlainText))?,
            17 => stated.target_countries = cx.optional(map, CountryList)?,
            18 => stated.routes = cx.optional(map, List("a list of routes", || PlainText))?,
            19 => stated.activity_countries = cx.optional(map, CountryList)?,
            20 => stated.activities = cx.optional(map, List("a list of activities", || PlainText))?,
            _ => stated.start_date = cx.optional(map, Day)?,
        }
        Ok(())
    }
}

/// Countries, each once.
struct CountryList;

impl<'de> Shape<'de> for CountryList {
    type Out = Vec<Country>;

    fn expected(&self) -> Cow<'static, str> {
        "a list of country codes".into()
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<Vec<Country>>, A::Error> {
        let listed = List("", || Parsed::of("a two-letter country code")).array(items, cx)?;
        Ok(listed.map(|mut countries: Vec<Country>| {
            countries.sort_unstable();
            countries.dedup();
            countries
        }))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Parsed::<Country>::of("")).schema(cx)
    }
}

#[derive(Default)]
struct ParticipantFields {
    name: Option<Name>,
    pic: Option<Pic>,
    role: Option<Role>,
    country: Option<Country>,
    legal_form: Option<LegalForms>,
    statuses: Option<Statuses>,
    affiliated_to: Option<Pic>,
    organisation_type: Option<OrganisationType>,
    declarations: Option<Vec<Declaration>>,
}

impl<'de> Fields<'de> for ParticipantFields {
    type Out = Participant;
    const EXPECTED: &'static str = "a participant, an object";
    const NAMES: &'static [&'static str] = &[
        "name",
        "pic",
        "role",
        "country",
        "legal_form",
        "statuses",
        "affiliated_to",
        "organisation_type",
        "declarations",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.name = cx.value(map, Parsed::of("a name"))?,
            1 => self.pic = cx.optional(map, Parsed::of("a code as text, such as \"999000001\""))?,
            2 => self.role = cx.optional(map, Parsed::of("a role"))?,
            3 => self.country = cx.optional(map, Parsed::of("a two-letter country code"))?,
            4 => self.legal_form = cx.optional(map, Forms)?,
            5 => self.statuses = cx.optional(map, Object(StatusesFields::default()))?,
            6 => {
                self.affiliated_to = cx.optional(map, Parsed::of("a code as text, such as \"999000001\""))?;
            }
            7 => self.organisation_type = cx.optional(map, Parsed::of("an organisation type"))?,
            _ => {
                let shape = List("a list of declarations", || Parsed::of("a declaration"));
                self.declarations = cx.optional(map, shape)?;
            }
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Participant> {
        let name = cx.required(self.name, "name", wrong)?;
        let statuses = self.statuses.unwrap_or_default();
        let stated = self.legal_form.unwrap_or(LegalForms::ANY);
        match statuses.forms() {
            None => cx.problem_at("statuses", "these statuses exclude each other".to_owned()),
            Some(left) if left.and(stated).is_none() => cx.problem_at(
                "statuses",
                format!("they contradict the legal form: found {stated}; the statuses leave {left}"),
            ),
            Some(_) => {}
        }
        Some(Participant {
            applicant: Applicant {
                name,
                pic: self.pic,
                country: self.country,
                legal_form: self.legal_form,
                statuses,
                organisation_type: self.organisation_type,
                declarations: self
                    .declarations
                    .into_iter()
                    .flatten()
                    .fold(Declarations::default(), Declarations::with),
            },
            role: self.role,
            affiliated_to: self.affiliated_to,
        })
    }
}
