//! The rules of the Fund itself, apart from any call.

use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

/// Where expenditure on solidarity actions may be eligible before their rate.
pub(in crate::rule) const SOLIDARITY_EXPENDITURE: Citation = Citation::act_noted(
    Act::CommonProvisions,
    "Art. 63(7)",
    Basis::Act,
    "as changed by Art. 82 of Regulation (EU) 2024/1351: a programme amendment may make expenditure on solidarity actions eligible from 11 June 2024",
);

const PERIOD: &str = "1 January 2021; items added by Regulation (EU) 2024/1351 from 12 June or 1 July 2026";

const DAYS_OF_2026: Citation = Citation::act_noted(
    Act::MigrationManagement,
    "Art. 85",
    Basis::Act,
    "12 June 2026; the text as first published, Art. 84, says 1 July 2026",
);

pub(in crate::rule) const INTERVENTION_TYPE: About = About {
    title: "The type of intervention belongs to the specific objective and is in force.",
    explanation: "\
Parts I to IV of Table 1 belong to one objective each, part V to technical assistance and so to none. The
codes of Tables 2 to 4 cut across all objectives. A code added in 2026 is not in force before 12 June 2026
and is from 1 July 2026; between the two days the sources differ and the outcome is unknown. So it is after
the period, of which the crate knows nothing.",
    since: PERIOD,
    stage: Stage::Implementation,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act(Act::Amif2021, "Annex VI", Basis::Act),
        Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act),
        DAYS_OF_2026,
    ],
    facts: &[FactKind::Objective, FactKind::InterventionType, FactKind::Date],
};

pub(in crate::rule) const MEASURE: About = About {
    title: "The implementation measure belongs to the specific objective and is in force.",
    explanation: "\
Points 1 to 4 of Annex II are the measures of the objectives (a) to (d). Point 4(c), solidarity actions, was
added in 2026: not in force before 12 June 2026, in force from 1 July 2026, unknown between.",
    since: PERIOD,
    stage: Stage::Implementation,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act(Act::Amif2021, "Annex II", Basis::Act),
        Citation::act(Act::MigrationManagement, "Art. 81", Basis::Act),
        DAYS_OF_2026,
    ],
    facts: &[FactKind::Objective, FactKind::Measure, FactKind::Date],
};

pub(in crate::rule) const INDICATOR: About = About {
    title: "The indicator belongs to the specific objective and is in force.",
    explanation: "\
Annex VIII lists output and result indicators by objective; its thirteen result indicators are the core ones
of Annex V. No indicator was added or removed since 2021. The codes follow the templates of programmes.",
    since: "1 January 2021",
    stage: Stage::Implementation,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act(Act::Amif2021, "Annex VIII", Basis::Act),
        Citation::act(Act::Amif2021, "Annex V", Basis::Act),
        Citation::act(Act::Amif2021, "Art. 33", Basis::Act),
    ],
    facts: &[FactKind::Objective, FactKind::Indicator, FactKind::Date],
};

pub(in crate::rule) const INSTRUMENT: About = About {
    title: "The instrument may be used under the management mode.",
    explanation: "\
Calls for proposals are published by the Commission and by national authorities. Procurement, prizes and
awards without a call are the Commission's own under direct management; a contribution goes to a body that
the Commission entrusts, so it belongs to indirect management alone. What an entrusted body or a national
programme may use beside is not stated in the sources, and unknown.",
    since: "1 January 2021",
    stage: Stage::Implementation,
    consequence: Consequence::Clarify,
    citations: &[
        Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
        Citation::act_noted(Act::Amif2021, "Art. 25", Basis::Unverified, "the text was not seen"),
        Citation::act(Act::Financial2024, "Art. 198", Basis::Act),
    ],
    facts: &[FactKind::Instrument, FactKind::ManagementMode],
};

pub(in crate::rule) const COMPONENT: About = About {
    title: "The component of the thematic facility may be spent under the management mode.",
    explanation: "\
Specific actions are earmarked additions to national programmes, so under shared management alone; Union
actions are direct or indirect. Amounts for persons admitted or transferred go to programmes. Emergency
assistance may be a direct grant or an addition to a programme. The rest is not stated, and unknown.",
    since: "1 January 2021",
    stage: Stage::Implementation,
    consequence: Consequence::Clarify,
    citations: &[
        Citation::act(Act::Amif2021, "Art. 11(1)", Basis::Act),
        Citation::act(Act::Amif2021, "Art. 2(10)", Basis::Act),
        Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
    ],
    facts: &[FactKind::Component, FactKind::ManagementMode],
};

pub(in crate::rule) const CO_FINANCING: About = About {
    title: "The Union's share keeps to the ceiling for the type of action.",
    explanation: "\
Divides the Union contribution by the total eligible expenditure, rounds half up to two decimals of a per
cent, and compares it with the ceiling of Art. 15 for the type of action on the day. Without the type or the
day the outcome is unknown unless every one of them gives the same. A solidarity action has no ceiling before
the change of 2026. A programme amendment may make expenditure on one eligible from 11 June 2024; from that
day until the change the outcome is unknown, before it not met. Expenditure of zero or less carries no
contribution.
Art. 15 concerns shared management. The decision approving a programme may set a lower rate, and says
whether it applies to the total or to the public contribution; neither is known here.",
    since: PERIOD,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act(Act::Amif2021, "Art. 15", Basis::Act),
        Citation::act_noted(
            Act::Amif2021,
            "Art. 15(7)",
            Basis::Unverified,
            "rates by the decision approving the programme; the sentence was cut off in the source",
        ),
        DAYS_OF_2026,
        SOLIDARITY_EXPENDITURE,
    ],
    facts: &[
        FactKind::ActionType,
        FactKind::Date,
        FactKind::UnionContribution,
        FactKind::TotalEligibleExpenditure,
    ],
};
