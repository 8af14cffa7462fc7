//! Reading `amif-proposal/1`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::de::{MapAccess, SeqAccess};

use super::{Applicant, Application, Consortium, Participant, Proposal};
use crate::budget::Budget;
use crate::country::Country;
use crate::id::{Pic, TopicId};
use crate::input::{
    AnyText, Cx, Fields, Flag, List, Named, Parsed, PlainText, Shape, Whole, Wrong, fields, object,
};
use crate::money::Eur;
use crate::organisation::{
    Declaration, Declarations, LegalForms, Name, OrganisationType, Role, Status, Statuses,
};
use crate::shape::{Amount, Day, Schema};
use crate::time::Instant;

pub(super) const SCHEMA: &str = "amif-proposal/1";

/// The shape of a whole proposal.
pub(super) fn proposal<'de>() -> impl Shape<'de, Out = Proposal> {
    object::<ProposalFields>()
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
    const MEANING: &'static str =
        "What an organisation is (true) or is not (false); left out or null: unknown.";
    const NAMES: &'static [&'static str] = Status::NAMES;
    const WORDS: &'static [&'static str] = Status::MEANINGS;

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

fields! {
    /// A proposal. What is left out or null is unknown, and unknown never passes.
    ProposalFields -> Proposal, "a proposal, an object" {
        /// The name of the format; may be left out.
        schema: () = Schema(SCHEMA),
        /// The topic applied for.
        topic: TopicId = Parsed::of("a topic identifier"),
        /// The title of the project.
        title: String = AnyText,
        /// When it is submitted.
        submitted_at: Instant = Parsed::of("an instant with its offset"),
        /// Who takes part.
        participants: Vec<Participant> = List("a list of participants", object::<ParticipantFields>),
        /// False while more may join; then counts are lower bounds. True where left out.
        participants_complete: bool = Flag,
        /// The EU contribution asked for, in euro.
        requested_grant: Eur = Amount,
        /// The total eligible costs of the action, in euro.
        total_eligible_costs: Eur = Amount,
        /// The detailed budget.
        budget: Budget = crate::budget::budget(),
        /// The planned duration in months.
        duration_months: i64 = Whole::of("a whole number of months"),
        /// The day on which the action starts.
        start_date: NaiveDate = Day,
        /// The day on which the grant agreement is, or is to be, signed.
        grant_signature: NaiveDate = Day,
        /// Of a call in two stages: the stage applied to.
        submission_stage: u32 = StageShape,
        /// The annexes attached, by the names that the call uses.
        annexes: Vec<String> = List("a list of annexes", || PlainText),
        /// The pages of the technical description (Part B).
        pages: u32 = Whole::of("a whole number of pages"),
        /// Topics applied for in the same application beside the stated one. None where left out.
        further_topics: Vec<TopicId> = List("a list of topics", || Parsed::of("a topic identifier")),
        /// How many applications under the call the coordinator takes part in, this one included.
        parallel_applications: u32 = Whole::of("a whole number"),
        /// Which of the topic's objectives the project serves, by the names that the call uses.
        objectives: Vec<String> = List("a list of objectives", || PlainText),
        /// The third countries that the project is aimed at.
        target_countries: Vec<Country> = CountryList,
        /// The migratory routes that the project names.
        routes: Vec<String> = List("a list of routes", || PlainText),
        /// The countries where activities take place.
        activity_countries: Vec<Country> = CountryList,
        /// Kinds of activity in the project, by the names that the call uses.
        activities: Vec<String> = List("a list of activities", || PlainText),
    }
    finish |this, cx, wrong| {
        let participants = cx.required(this.participants, "participants", wrong)?;
        Some(Proposal {
            topic: this.topic,
            title: this.title,
            submitted_at: this.submitted_at,
            duration_months: this.duration_months,
            requested_grant: this.requested_grant,
            total_eligible_costs: this.total_eligible_costs,
            grant_signature: this.grant_signature,
            budget: this.budget,
            application: Application {
                submission_stage: this.submission_stage,
                annexes: this.annexes,
                pages: this.pages,
                further_topics: this.further_topics.unwrap_or_default(),
                parallel_applications: this.parallel_applications,
                objectives: this.objectives,
                target_countries: this.target_countries,
                routes: this.routes,
                activity_countries: this.activity_countries,
                activities: this.activities,
                start_date: this.start_date,
            },
            consortium: Consortium { participants, complete: this.participants_complete.unwrap_or(true) },
        })
    }
}

/// The stage of a call in two stages.
struct StageShape;

impl Shape<'_> for StageShape {
    type Out = u32;

    fn expected(&self) -> Cow<'static, str> {
        "the stage, 1 or 2".into()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<u32> {
        let stage = u32::try_from(number).ok().filter(|stage| (1..=2).contains(stage));
        if stage.is_none() {
            cx.problem(format!("found {number}; a call has a first and a second stage: 1 or 2"));
        }
        stage
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 2 })
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

fields! {
    /// An organisation in a role.
    ParticipantFields -> Participant, "a participant, an object" {
        /// Its name. The only field that is required.
        name: Name = Parsed::of("a name"),
        /// Its participant identification code, by which it is told from others.
        pic: Pic = Parsed::of("a code as text, such as \"999000001\""),
        /// Its role.
        role: Role = Parsed::of("a role"),
        /// The country where it is established.
        country: Country = Parsed::of("a two-letter country code"),
        /// Its legal form, or a list of the forms of which it is one.
        legal_form: LegalForms = Forms,
        /// What else it is or is not. They must not contradict the legal form.
        statuses: Statuses = object::<StatusesFields>(),
        /// Of an affiliated entity: the code of the beneficiary or coordinator that it is linked to.
        affiliated_to: Pic = Parsed::of("a code as text, such as \"999000001\""),
        /// What kind of organisation it is.
        organisation_type: OrganisationType = Parsed::of("an organisation type"),
        /// What it declares of itself. What is not declared is taken not to be so.
        declarations: Vec<Declaration> = List("a list of declarations", || Parsed::of("a declaration")),
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.name, "name", wrong)?;
        let statuses = this.statuses.unwrap_or_default();
        let stated = this.legal_form.unwrap_or(LegalForms::ANY);
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
                pic: this.pic,
                country: this.country,
                legal_form: this.legal_form,
                statuses,
                organisation_type: this.organisation_type,
                declarations: this
                    .declarations
                    .into_iter()
                    .flatten()
                    .fold(Declarations::default(), Declarations::with),
            },
            role: this.role,
            affiliated_to: this.affiliated_to,
        })
    }
}
