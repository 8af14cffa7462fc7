//! A body of the Union takes part only where the call admits it.

use crate::check::completions::{Completed, no_signatures};
use crate::check::def::About;
use crate::check::def::{
    Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::check::participant::{FUNDED, by_role as in_roles, union_body};
use crate::law::{Act, Basis, Citation};
use crate::organisation::Status;
use crate::outcome::{Consequence, Outcome, Stage};

pub(super) const UNION_BODY: RuleDef<()> = RuleDef {
    about: About {
        title: "The participant is no body of the Union, unless the call admits them.",
        explanation: "\
Looked at where the status \"eu_body\" or \"created_under_union_law\" is stated; where nobody says so, an entity is
presumed to be neither. In calls of 2021–2027 entities created under Union law, such as an EGTC, an EEIG, an ERIC or an
SE, are admitted by Art. 24(1)(b). Calls usually bar the bodies of the Union, such as its agencies, and except the Joint Research Centre;
whether this call does is an open question. An entity created under Union law that does not say whether it is such a
body may be one.",
        since: "every call",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[
            Citation::act_noted(
                Act::Financial2024,
                "Art. 200(4)",
                Basis::Act,
                "the Joint Research Centre counts as established in a Member State",
            ),
            Citation::act(Act::Amif2021, "Art. 24(1)(b)", Basis::Act),
            Citation::document_noted(
                "Eligibility clause of the Commission's calls for proposals",
                "",
                Basis::Unverified,
                "bars bodies of the Union except the Joint Research Centre",
            ),
        ],
        facts: &[FactKind::Role, FactKind::Statuses],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Declared(|(), at, entry| {
        let statuses = entry.applicant.statuses;
        let stated = statuses.get(Status::EuBody).is_some() || statuses.created_under_union_law();
        stated.then(|| in_roles(entry, &FUNDED, |role| union_body(role, statuses, at.setting)))
    }),
    shown: Shown {
        required: |(), _| {
            Some(Required::Kind {
                statuses: vec![(None, Status::EuBody, false)],
                types: Vec::new(),
                barred_types: Vec::new(),
            })
        },
        found: |seen| Some(Found::Kind(seen.entry?.applicant.statuses, None)),
        words: |(), seen| {
            let name = seen.name();
            let body = seen.entry.and_then(|entry| entry.applicant.statuses.get(Status::EuBody));
            match (body, seen.outcome) {
                (Some(false), _) => format!("{name}: is no body of the Union."),
                (_, Outcome::Met) => format!("{name}: bodies of the Union are taken to be admitted."),
                (Some(true), Outcome::NotMet) => {
                    format!("{name}: is a body of the Union, which is taken not to be admitted.")
                }
                (Some(true), _) => {
                    format!("{name}: is a body of the Union; whether the call admits them is not recorded.")
                }
                (None, _) => format!(
                    "{name}: was created under Union law; whether it is a body of the Union, such as an agency, is not \
                     stated."
                ),
            }
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::Statuses],
        signatures: no_signatures,
    }),
};
