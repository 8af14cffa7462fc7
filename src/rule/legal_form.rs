//! The legal form is admitted to the role.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS};
use crate::call::Roles;
use crate::check::completions::{Completed, no_signatures};
use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::{FUNDED, form_asked};
use crate::law::{Act, Basis, Citation};
use crate::organisation::{LegalForm, LegalForms, Role};
use crate::outcome::{Consequence, Outcome, Stage};

pub(super) const LEGAL_FORM: RuleDef<Roles> = RuleDef {
    about: About {
        title: "The participant's legal form is admitted to its role.",
        explanation: "\
For coordinator, beneficiary and affiliated entity the call admits some legal forms and bars others. A bar
beats an admission: an international organisation is a public body by definition and is barred all the
same where the call bars it. A list that the call closes and that has public bodies has international organisations too,
unless the call bars them by name; where the list is not closed, its silence on them is open. A form that the call neither admits nor bars is an open question, except for natural
persons in calls of 2021–2027: the act speaks of legal entities, so one is not met even where the call states no
legal forms, however its silence on them all is read, and unknown where it says that it is self-employed. Whoever
may be one is then unknown. A coordinator is a beneficiary, and an affiliated entity must satisfy what is asked of one: where the
call says nothing of a form in these roles, it must be admitted as a beneficiary too.
Status is what the Participant Register validates, never derived from a name or a kind of organisation.
Public ownership or a public mission alone does not make a public body, and non-profit needs a legal or
statutory bar on distributing profits.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(Act::Financial2024, "Art. 200", Basis::Act, LATER_CALLS),
            Citation::act_noted(
                Act::Financial2024,
                "Art. 190(1)",
                Basis::Act,
                "affiliated entities satisfy the conditions of eligibility",
            ),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 24(1)(a)",
                Basis::Act,
                "speaks of legal entities, so a natural person is none; for calls of 2021–2027",
            ),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 24(2)",
                Basis::Unverified,
                "natural persons; read in the sister act, Regulation (EU) 2021/1149",
            ),
            Citation::act(Act::EntityValidation, "2.1.4", Basis::OfficialPage),
            Citation::act_noted(Act::Financial2018, "Art. 197", Basis::Inferred, EARLIER_CALLS),
            Citation::act_noted(Act::Financial2018, "Art. 187", Basis::Inferred, "affiliated entities; now Art. 190"),
        ],
        facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses],
    },
    asked: |call| {
        let beneath = || call.roles_beneath().map(Asked::always);
        call.roles().map(Asked::stated).or_else(beneath)
    },
    judge: Judge::StatedOrDeclared(|_, at, entry| form_asked(entry, at.setting), is_of_the_act),
    shown: Shown {
        required: |roles, seen| {
            let role = seen.entry?.role.filter(|role| role.is_funded())?;
            Some(Required::Forms(roles.stated(role, true).collect())).filter(|_| *roles != Roles::UNSTATED)
        },
        found: |seen| seen.entry.map(|entry| Found::Form(entry.role, entry.applicant.possible_forms())),
        words: |_, seen| words(seen),
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::LegalForm],
        signatures: no_signatures,
    }),
};

/// Whether somebody is a natural person in a role of which the call says nothing on such: the act speaks of legal entities.
fn is_of_the_act(seen: &Seen<'_>) -> bool {
    let Some(entry) = seen.entry else { return false };
    let silent = |role: &Role| seen.setting.terms.is_silent_on_natural_persons(*role);
    entry.applicant.known_form() == Some(LegalForm::NaturalPerson)
        && entry.role.as_ref().map_or_else(|| FUNDED.iter().all(silent), silent)
}

fn words(seen: &Seen<'_>) -> String {
    let Some(entry) = seen.entry else { return String::new() };
    let forms = entry.applicant.possible_forms();
    let role = entry.role.map_or("role unknown", |role| role.words());
    let form = if forms == LegalForms::ANY { "legal form unknown".to_owned() } else { forms.to_string() };
    let told = match seen.outcome {
        Outcome::Met => "admitted",
        Outcome::NotMet => "not admitted",
        Outcome::Conditional | Outcome::Unknown | Outcome::NotApplicable => "not known yet",
    };
    let silent = seen.setting.call.roles().is_none();
    if is_of_the_act(seen) && seen.outcome == Outcome::NotMet {
        return format!(
            "{}: {form}, {role}; the act speaks of legal entities, and a person is none.",
            seen.name()
        );
    }
    if forms.may_be(LegalForm::NaturalPerson) && silent {
        return format!("{}: {form}, {role}; {told}, as the call states no legal forms.", seen.name());
    }
    if is_of_the_act(seen) && entry.role.is_none_or(Role::is_funded) {
        return format!(
            "{}: {form}, {role}; {told}, as the call says nothing of natural persons.",
            seen.name()
        );
    }
    let as_beneficiary = if bars_beneficiary(seen) { ", as it is not admitted as a beneficiary" } else { "" };
    format!("{}: {form}, {role}; {told}{as_beneficiary}.", seen.name())
}

/// Whether somebody is not admitted to a role since its form is not admitted as a beneficiary.
fn bars_beneficiary(seen: &Seen<'_>) -> bool {
    let Some((roles, entry)) = seen.setting.call.roles().zip(seen.entry) else { return false };
    let Some((role, form)) = entry.role.zip(entry.applicant.known_form()) else { return false };
    let statuses = entry.applicant.settled_statuses();
    let barred = seen.setting.terms.form_decides(Role::Beneficiary, form, statuses);
    roles.value.goes_by_beneficiary(role, form) && barred.is_some_and(|both| !both.possible())
}
