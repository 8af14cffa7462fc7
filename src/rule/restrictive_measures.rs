//! The participant is not subject to restrictive measures of the Union.

use crate::check::def::{
    About, Asked, DependsOn, Judge, RuleDef, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::fact::FactKind;
use crate::check::operands::{Found, Required};
use crate::law::{Basis, Citation};
use crate::organisation::Declaration;
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const RESTRICTIVE_MEASURES: RuleDef<()> = RuleDef {
    about: About {
        title: "The participant is not subject to restrictive measures of the Union.",
        explanation: "\
Whoever is subject to restrictive measures takes part in no role. Only what is declared, or what a supplied list
says, is looked at; where nothing is declared the condition is not covered.",
        since: "every call",
        stage: Stage::Exclusion,
        consequence: Consequence::Reject,
        citations: &[Citation::document("Treaty on European Union, Art. 29, and Treaty on the Functioning of the European Union, Art. 215", "", Basis::Unverified)],
        facts: &[FactKind::Declarations],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Declared(|(), _, entry| {
        let declared = entry.applicant.declarations.contains(Declaration::RestrictiveMeasures);
        declared.then_some(Outcomes::NOT_MET)
    }),
    shown: Shown {
        required: |(), _| Some(Required::NotDeclared(Declaration::RestrictiveMeasures)),
        found: |seen| seen.entry.map(|entry| Found::Declared(entry.applicant.declarations)),
        words: |(), seen| {
            let unfunded = seen.entry.and_then(|entry| entry.role).is_some_and(|role| !role.is_funded());
            let told = seen.setting.call.states_effect();
            let rest = match (unfunded, told) {
                (true, false) => {
                    " It takes part in no capacity; whether the proposal falls or it is left out is not stated."
                }
                (true, true) => " It takes part in no capacity.",
                (false, _) => "",
            };
            format!("{}: declared to be subject to restrictive measures of the Union.{rest}", seen.name())
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Facts,
};
