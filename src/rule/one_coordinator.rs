//! The consortium has exactly one coordinator.

use super::parts::MANUAL;
use super::parts::count;
use crate::check::consortium::{coordinators, one};
use crate::check::def::About;
use crate::check::def::{
    Asked, Counted, DependsOn, Judge, RuleDef, Seen, Shown, by_role, no_list, no_note, no_reading, nothing,
};
use crate::check::dependence::Dependence;
use crate::check::fact::Fact;
use crate::check::fact::FactKind;
use crate::check::operands::Required;
use crate::check::phrases::counted;
use crate::law::{Basis, Citation};
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const ONE_COORDINATOR: RuleDef<()> = RuleDef {
    about: About {
        title: "Exactly one participant is the coordinator.",
        explanation: "\
Counts the entries with the role of coordinator; one organisation entered twice counts twice here.
A participant whose role is unknown may turn out to be the coordinator, and so may whoever joins a
consortium that is not complete.",
        since: "every call; one coordinator submits, reports and receives payments",
        stage: Stage::Admissibility,
        consequence: Consequence::Reject,
        citations: &[Citation::document(MANUAL, "3.1.3", Basis::OfficialPage)],
        facts: &[FactKind::Role, FactKind::ParticipantsComplete],
    },
    asked: |_| Some(Asked::always(&())),
    judge: Judge::Consortium(
        |(), at| at.facts.complete && at.first_look().one_coordinator(),
        |(), at| {
            let count = coordinators(at.facts);
            Counted { outcomes: Outcomes::of(one(count, at.facts.complete)), count }
        },
    ),
    shown: Shown {
        required: |(), _| Some(Required::Exactly(1)),
        found: |seen| Some(count(seen)),
        words: |(), seen| {
            let (certain, most) = seen.count;
            let more = match seen.facts.complete {
                true if most > certain => format!(", at most {most}"),
                true => String::new(),
                false => ", and more may join".to_owned(),
            };
            let coordinators = counted(certain, "coordinator", "coordinators");
            format!("{coordinators}{more}; the call asks for exactly 1.")
        },
        reading: no_reading,
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: no_list,
    },
    depends: DependsOn::Found(depends),
};

fn depends(_: Asked<'_, ()>, seen: &Seen<'_>, dependence: &mut Dependence) {
    for (at, entry) in seen.facts.participants.iter().enumerate() {
        if entry.role.is_none() {
            dependence.fact(Fact::of_participant(at, FactKind::Role));
        }
    }
    if !seen.facts.complete {
        dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}
