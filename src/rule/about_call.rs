//! The rules of calls for proposals.

use super::parts::{CALL_DECIDES, EARLIER_CALLS, LATER_CALLS};
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

pub(super) const LEGAL_FORM: About = About {
    title: "The participant's legal form is admitted to its role.",
    explanation: "\
For coordinator, beneficiary and affiliated entity the call admits some legal forms and bars others. A bar
beats an admission: an international organisation is a public body by definition and is barred all the
same where the call bars it. A form that the call neither admits nor bars is an open question.
Status is what the Participant Register validates, never derived from a name or a kind of organisation.
Public ownership or a public mission alone does not make a public body, and non-profit needs a legal or
statutory bar on distributing profits.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[
        Citation::act_noted(
            Act::Amif2021,
            "Art. 24(2)",
            Basis::Unverified,
            "natural persons; read in the sister act, Regulation (EU) 2021/1149",
        ),
        Citation::act_noted(Act::Financial2018, "Art. 197", Basis::Inferred, EARLIER_CALLS),
        Citation::act_noted(Act::Financial2024, "Art. 200", Basis::Act, LATER_CALLS),
        Citation::act(Act::EntityValidation, "2.1.4", Basis::OfficialPage),
    ],
    facts: &[FactKind::Role, FactKind::LegalForm, FactKind::Statuses],
};
