//! The format `amif-proposal/1`: every field of a proposal, once. From its row are made reader, writer, names for
//! "did you mean", schema and reference.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::application::{every_application_field, of_read, of_written};
use super::each::Each;
use super::{Applicant, Application, Consortium, MemberKinds, Participant, Proposal};
use crate::budget::Budget;
use crate::country::Country;
use crate::id::{Pic, TopicId};
use crate::input::{
    AnyText, Broken, Cx, Entries, Flag, Form, Items, List, Parsed, PlainText, Shape, Whole, fields,
    joined_fields, object, same, serde_by,
};
use crate::money::Eur;
use crate::organisation::{
    DeclarationList, Declarations, Forms, LegalForm, LegalForms, Name, OrganisationType, Role, Statuses,
    StatusesFields,
};
use crate::shape::{Amount, Day, Schema};
use crate::time::{Instant, last_of_months};

pub(super) const SCHEMA: &str = "amif-proposal/1";

/// The shape of a whole proposal.
pub(super) fn proposal() -> impl Shape<Out = Proposal> {
    object::<ProposalFields>()
}

fields! {
    /// What a proposal states of itself.
    HeadFields -> Proposal, "a proposal, an object" {
        /// The name of the format; may be left out.
        schema: () = Schema(SCHEMA),
        /// The topic applied for.
        topic: TopicId = Parsed::of("a topic identifier"),
        /// The title of the project.
        title: String = AnyText,
        /// When it is submitted.
        submitted_at: Instant = Parsed::of("an instant with its offset"),
        /// The planned duration in months.
        duration_months: i64 = Whole::of("a whole number of months"),
        /// The last day of the action: it may stand for `duration_months` where `start_date` is stated.
        end_date: NaiveDate = Day,
        /// The EU contribution asked for, in euro.
        requested_grant: Eur = Amount,
        /// The total eligible costs of the action, in euro.
        total_eligible_costs: Eur = Amount,
        /// The day on which the grant agreement is, or is to be, signed.
        grant_signature: NaiveDate = Day,
        /// The detailed budget.
        budget: Budget = crate::budget::budget(),
    }
    finish |this, _cx, _wrong| {
        Some(Proposal {
            topic: this.topic,
            title: this.title,
            submitted_at: this.submitted_at,
            duration_months: this.duration_months,
            requested_grant: this.requested_grant,
            total_eligible_costs: this.total_eligible_costs,
            grant_signature: this.grant_signature,
            budget: this.budget,
            ..Proposal::default()
        })
    }
    write |value: Proposal| {
        schema: Some(SCHEMA),
        topic: value.topic.as_ref(),
        title: value.title.as_ref(),
        submitted_at: value.submitted_at,
        duration_months: value.duration_months,
        // It was read into `duration_months`.
        end_date: None::<&str>,
        requested_grant: value.requested_grant,
        total_eligible_costs: value.total_eligible_costs,
        grant_signature: value.grant_signature.map(|day| day.to_string()),
        budget: value.budget.as_ref(),
    }
}

fields! {
    /// Who takes part, in every role.
    ConsortiumFields -> Consortium, "who takes part, an object" {
        /// Who takes part.
        participants: Vec<Participant> = List("a list of participants", object::<ParticipantFields>),
        /// False while more may join; then counts are lower bounds. True where left out.
        participants_complete: bool = Flag,
    }
    finish |this, cx, wrong| {
        let participants = cx.required(this.participants, "participants", wrong)?;
        Some(Consortium { participants, complete: this.participants_complete.unwrap_or(true) })
    }
    write |value: Consortium| {
        participants: Some(&value.participants),
        participants_complete: (!value.complete).then_some(false),
    }
}

macro_rules! application_fields {
    ($($(#[doc = $doc:literal])+ $kind:ident $slot:ident: $how:ident $ty:ty = $shape:expr,)+) => {
        fields! {
            /// Facts of an application that only some calls ask for.
            ApplicationFields -> Application, "facts of an application, an object" {
                $($(#[doc = $doc])+ $slot: $ty = $shape,)+
            }
            finish |this, _cx, _wrong| {
                Some(Application { $($slot: of_read!($how this.$slot),)+ })
            }
            write |value: Application| {
                $($slot: of_written!($how value.$slot),)+
            }
        }
    };
}
every_application_field!(application_fields);

joined_fields! {
    /// A proposal. What is left out or null is unknown, and unknown never passes.
    ProposalFields -> Proposal, "a proposal, an object" {
        head: HeadFields = |proposal| proposal,
        consortium: ConsortiumFields = |proposal| &proposal.consortium,
        application: ApplicationFields = |proposal| &proposal.application,
    }
    finish |this, cx, wrong| {
        let end = this.head.end_date;
        let consortium = this.consortium.finish(cx, wrong);
        let application = this.application.finish(cx, wrong);
        let head = this.head.finish(cx, wrong);
        let (application, mut head) = (application?, head?);
        if let Some(end) = end {
            match months_until(end, application.start_date, head.duration_months) {
                Ok(months) => head.duration_months = Some(months),
                Err(problem) => cx.problem_at("end_date", problem),
            }
        }
        Some(Proposal { consortium: consortium?, application, ..head })
    }
}

/// How many months an action lasts by its last day.
fn months_until(end: NaiveDate, start: Option<NaiveDate>, stated: Option<i64>) -> Result<i64, String> {
    let Some(start) = start else {
        let instead = if stated.is_some() {
            "it is not needed beside duration_months"
        } else {
            "state start_date too, or duration_months instead"
        };
        return Err(format!("the duration to {end} is not known without start_date; {instead}"));
    };
    if end < start {
        return Err(format!(
            "the action must not end before it starts (found {end}, and the start_date {start})"
        ));
    }
    let years = i64::from(end.year()).saturating_sub(start.year().into());
    let ahead =
        years.saturating_mul(12).saturating_add(end.month().into()).saturating_sub(start.month().into());
    let near = [ahead, ahead.saturating_add(1)];
    let Some(months) = near
        .into_iter()
        .filter(|months| *months > 0)
        .find(|months| last_of_months(start, *months) == Some(end))
    else {
        let nearest: Vec<String> = near
            .into_iter()
            .filter(|months| *months > 0)
            .filter_map(|months| Some(format!("{} for {months} months", last_of_months(start, months)?)))
            .collect();
        return Err(format!(
            "from {start} to {end} is no whole number of months; the last day is {}",
            nearest.join(", ")
        ));
    };
    match stated {
        Some(stated) if stated != months => {
            Err(format!("from {start} to {end} are {months} months, and duration_months states {stated}"))
        }
        _ => Ok(months),
    }
}

/// Answers by the name of a kind of members, each true, false or null.
struct KindTable;

impl Shape for KindTable {
    type Out = MemberKinds;
    const FORM: Form = Form::Object;

    fn expected(&self) -> Cow<'static, str> {
        "an object of kinds of members, such as {\"law-enforcement authority\": true}".into()
    }

    fn object(self, entries: &mut dyn Entries, cx: &mut Cx) -> Result<Option<MemberKinds>, Broken> {
        let mut read = MemberKinds::new();
        while let Some(name) = entries.owned_name()? {
            let twice = read.keys().any(|known| same(known, &name));
            let again = twice.then(|| format!("the kind {name:?} must be answered once"));
            let (name, answer) = cx.under(name, |cx| {
                again.into_iter().for_each(|message| cx.problem(message));
                cx.optional(entries, Flag)
            });
            if let Some(answer) = answer? {
                read.insert(name, answer);
            }
        }
        Ok(Some(read))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "additionalProperties": { "type": ["boolean", "null"] } })
    }
}

/// The stage of a call in two stages.
struct StageShape;

impl Shape for StageShape {
    type Out = u32;
    const FORM: Form = Form::Number;

    fn expected(&self) -> Cow<'static, str> {
        "the stage, 1 or 2".into()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<u32> {
        let stage = u32::try_from(number).ok().filter(|stage| (1..=2).contains(stage));
        if stage.is_none() {
            cx.problem(format!("the stage must be 1 or 2 (found {number})"));
        }
        stage
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 2 })
    }
}

/// A list whose order says nothing.
struct EachOf<F>(&'static str, F);

impl<S: Shape<Out: Ord>, F: FnMut() -> S> Shape for EachOf<F> {
    type Out = Each<S::Out>;
    const FORM: Form = Form::List;

    fn expected(&self) -> Cow<'static, str> {
        self.0.into()
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Self::Out>, Broken> {
        Ok(List(self.0, self.1).array(items, cx)?.map(Into::into))
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List(self.0, self.1).schema(cx)
    }
}

fn country() -> Parsed<Country> {
    Parsed::of("a two-letter country code")
}

fields! {
    /// An organisation, as it states itself.
    ApplicantFields -> Applicant, "an organisation, an object" {
        /// Its name. The only field that is required.
        name: Name = Parsed::of("a name"),
        /// Its participant identification code, by which it is told from others.
        pic: Pic = Parsed::of("a code as text, such as \"999000001\""),
        /// The country where it is established.
        country: Country = Parsed::of("a two-letter country code"),
        /// Its legal form, or a list of the forms of which it is one.
        legal_form: LegalForms = Forms,
        /// What else it is or is not. They must not contradict the legal form.
        statuses: Statuses = object::<StatusesFields>(),
        /// What kind of organisation it is.
        organisation_type: OrganisationType = Parsed::of("an organisation type"),
        /// Of the kinds of members that the call names, by name: which it is (true) and which it is not (false). What
        /// is left out is unknown.
        member_kinds: MemberKinds = KindTable,
        /// What it declares of itself. What is not declared is taken not to be so.
        declarations: Declarations = DeclarationList,
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.name, "name", wrong);
        let statuses = this.statuses.unwrap_or_default();
        let stated = this.legal_form.unwrap_or(LegalForms::ANY);
        match statuses.forms() {
            None => cx.problem_at("statuses", "these statuses must not exclude each other".to_owned()),
            Some(left) if left.and(stated).is_none() => cx.problem_at(
                "statuses",
                format!("they contradict the legal form: found {stated}; the statuses leave {left}"),
            ),
            Some(_) => {}
        }
        Some(Applicant {
            name: name?,
            pic: this.pic,
            country: this.country,
            legal_form: this.legal_form,
            statuses,
            organisation_type: this.organisation_type,
            member_kinds: this.member_kinds.unwrap_or_default(),
            declarations: this.declarations.unwrap_or_default(),
        })
    }
    write |value: Applicant| {
        name: Some(&value.name),
        pic: value.pic.as_ref(),
        country: value.country,
        legal_form: value.legal_form,
        statuses: (!value.statuses.is_empty()).then_some(value.statuses),
        organisation_type: value.organisation_type,
        member_kinds: (!value.member_kinds.is_empty()).then(|| {
            let answers = value.member_kinds.iter().map(|(name, is)| (name, Some(*is)));
            answers.collect::<BTreeMap<&String, Option<bool>>>()
        }),
        declarations: (!value.declarations.is_empty()).then_some(value.declarations),
    }
}

fields! {
    /// What an organisation does in the project.
    PartFields -> (Option<Role>, Option<Pic>), "a part in the project, an object" {
        /// Its role.
        role: Role = Parsed::of("a role"),
        /// Of an affiliated entity: the code of the beneficiary or coordinator that it is linked to.
        affiliated_to: Pic = Parsed::of("a code as text, such as \"999000001\""),
    }
    finish |this, _cx, _wrong| { Some((this.role, this.affiliated_to)) }
    write |value: Participant| {
        role: value.role,
        affiliated_to: value.affiliated_to.as_ref(),
    }
}

joined_fields! {
    /// An organisation in a role.
    ParticipantFields -> Participant, "a participant, an object" {
        applicant: ApplicantFields = |participant| &participant.applicant,
        part: PartFields = |participant| participant,
    }
    finish |this, cx, wrong| {
        let applicant = this.applicant.finish(cx, wrong);
        let (role, affiliated_to) = this.part.finish(cx, wrong)?;
        Some(Participant { applicant: applicant?, role, affiliated_to })
    }
}

serde_by! {
    Proposal: ProposalFields;
    Consortium: ConsortiumFields;
    Application: ApplicationFields;
    Participant: ParticipantFields;
    Applicant: ApplicantFields;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(days: &str) -> Result<Option<i64>, String> {
        let text = format!(r#"{{"participants": [], {days}}}"#);
        match Proposal::from_json(&text) {
            Ok(proposal) => Ok(proposal.duration_months),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn the_last_day_stands_for_the_duration() {
        for (start, end, months) in [
            ("2025-01-01", "2026-12-31", 24),
            ("2025-01-15", "2027-01-14", 24),
            ("2025-01-01", "2025-01-31", 1),
            // A month without such a day ends with its own last one.
            ("2024-01-31", "2024-02-29", 1),
            ("2024-02-29", "2025-02-28", 12),
            ("2025-08-31", "2026-02-28", 6),
        ] {
            let days = format!(r#""start_date": "{start}", "end_date": "{end}""#);
            assert_eq!(read(&days), Ok(Some(months)), "{days}");
        }
        assert_eq!(read(r#""start_date": "2025-01-01", "end_date": null"#), Ok(None));
        let both = r#""start_date": "2025-01-01", "end_date": "2026-12-31", "duration_months": 24"#;
        assert_eq!(read(both), Ok(Some(24)));
    }

    #[test]
    fn a_last_day_that_does_not_fit_is_told_at_its_place() {
        for (days, told) in [
            (r#""end_date": "2026-12-31""#, "state start_date too, or duration_months instead"),
            (r#""end_date": "2026-12-31", "duration_months": 24"#, "it is not needed beside duration_months"),
            (r#""start_date": "2027-01-01", "end_date": "2026-12-31""#, "must not end before it starts"),
            (
                r#""start_date": "2025-01-15", "end_date": "2026-12-31""#,
                "no whole number of months; the last day is 2026-12-14 for 23 months, 2027-01-14 for 24 months",
            ),
            (
                r#""start_date": "2024-01-31", "end_date": "2024-02-28""#,
                "no whole number of months; the last day is 2024-02-29 for 1 months, 2024-03-30 for 2 months",
            ),
            (
                r#""start_date": "2025-08-31", "end_date": "2026-02-27""#,
                "no whole number of months; the last day is 2026-02-28 for 6 months, 2026-03-30 for 7 months",
            ),
            (
                r#""start_date": "2025-01-01", "end_date": "2026-12-31", "duration_months": 36"#,
                "are 24 months, and duration_months states 36",
            ),
        ] {
            let error = read(days).unwrap_err();
            assert!(error.contains("/end_date") && error.contains(told), "{error}");
        }
    }
}
