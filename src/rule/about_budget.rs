//! The rules on detailed budgets.
//!
//! Where a rule rests on the Financial Regulation, the recast of 2024 is cited first and the regulation
//! of 2018 last: a report cites the one in force when the call opened. The transition between them was not
//! read.

use super::parts::{CALL_DECIDES, MANUAL};
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::law::{Act, Basis, Citation, of_2018, of_2024};
use crate::outcome::{Consequence, Stage};

pub(super) const TABLE: Citation = Citation::document("Corporate budget table of grants", "", Basis::Summary);
pub(super) const ALL_CALLS: &str = "every call under direct management with a detailed budget";
const OWN_ROW: &str = "costs are entered for each entity in a row of its own";

const OPENED: &str = "by the opening of the call; the transitional provisions were not read";

/// A place of the recast from which a rule is concluded that it does not spell out.
pub(super) const fn concluded(act: Act, place: &'static str, note: &'static str) -> Citation {
    Citation::act_noted(act, place, Basis::Inferred, note)
}

const FUNDED_ONLY: &str =
    "on eligible costs of beneficiaries; whose rows a table has is concluded, the transition was not read";
const SAME_AMOUNTS: &str = "the grant rests on the estimated costs; that both parts of an application agree is concluded, the \
     transition was not read";
pub(super) const BALANCED: &str =
    "on co-financing; that resources equal costs is concluded, the transition was not read";
const APART: &str =
    "other contributions in kind stand apart from the eligible costs; the transition was not read";

pub(super) const PARTICIPANT: About = About {
    title: "Every row is the row of a participant of the proposal.",
    explanation: "\
A row names a participant by its place in the list, counted from 0, or by its identification code. A place
beyond the list, or a code that nobody states, is nobody's; it is unknown while more participants may join,
and a code also while an entry without a code may turn out to have it.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
    facts: &[FactKind::BudgetRows, FactKind::Participants, FactKind::Pic, FactKind::ParticipantsComplete],
};

pub(super) const FUNDED_ROLE: About = About {
    title: "Only coordinator, beneficiaries and affiliated entities have costs and a contribution.",
    explanation: "\
Associated partners bear their own costs, and subcontractors are paid out of a beneficiary's row: a row of
theirs holds neither costs nor a requested contribution. An organisation with several entries is in a funded
role if one of them is. An empty row does no harm.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        concluded(Act::Financial2024, "Art. 189", FUNDED_ONLY),
        Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
        concluded(Act::Financial2018, "Art. 186", FUNDED_ONLY),
    ],
    facts: &[
        FactKind::BudgetRows,
        FactKind::Participants,
        FactKind::Pic,
        FactKind::ParticipantsComplete,
        FactKind::Role,
        FactKind::Costs,
        FactKind::Requested,
    ],
};

pub(super) const DISTINCT_ROWS: About = About {
    title: "No participant has more than one row.",
    explanation: "\
A later row of a participant that an earlier row is of is not met. What the whole budget asks for then lies
between the smallest of them and all together; the other sums are those of the table as stated. Entries with
the same identification code are one participant. Missing codes are not considered.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
    facts: &[FactKind::BudgetRows, FactKind::Pic],
};

pub(super) const EVERY_PARTICIPANT: About = About {
    title: "Every participant in a funded role has a row.",
    explanation: "\
Coordinator, beneficiaries and affiliated entities each have a row, those who ask for nothing too. Unknown
roles, missing codes and participants who may join leave it open.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[Citation::document_noted(MANUAL, "3.1.4", Basis::OfficialPage, OWN_ROW)],
    facts: &[
        FactKind::BudgetRows,
        FactKind::Participants,
        FactKind::Pic,
        FactKind::ParticipantsComplete,
        FactKind::Role,
    ],
};

pub(super) const WORK_PACKAGES: About = About {
    title: "The work packages of a row add up to its cells.",
    explanation: "\
Where a row is split over work packages, each category adds up to the row's cell; the first one that differs
is named. The indirect costs, computed on the whole row, are compared only where a work package states them.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[TABLE],
    facts: &[FactKind::Costs, FactKind::WorkPackages],
};

pub(super) const TOTALS: About = About {
    title: "The stated totals of the budget are the recomputed ones.",
    explanation: "\
Compares every total that the budget states with the sum of the rows: each category, the total costs, the
requested contribution, each other resource, and the requested share of the costs at two decimals of a per
cent. The first that differs is named.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[TABLE],
    facts: &[FactKind::Costs, FactKind::Requested, FactKind::Resources, FactKind::Totals],
};

pub(super) const AGREES: About = About {
    title: "Budget and proposal state the same grant and the same costs.",
    explanation: "\
The contributions requested in all rows add up to the requested grant of the proposal, and the costs of all
rows to its total eligible costs. The first that differs is named.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        concluded(Act::Financial2024, "Art. 189", SAME_AMOUNTS),
        concluded(Act::Financial2018, "Art. 186", SAME_AMOUNTS),
    ],
    facts: &[FactKind::Costs, FactKind::Requested, FactKind::RequestedGrant, FactKind::TotalEligibleCosts],
};

pub(super) const INDIRECT_COSTS: About = About {
    title: "The indirect costs are the call's flat rate of their base.",
    explanation: "\
The base is the row's direct costs without the categories that the call leaves out. The amount is the rate
times the base, rounded half up to the cent; the rounding was not read. The law lets a call set up to 7 % of
the direct costs; more takes a reasoned decision of the Commission, which the call then names. A beneficiary
that gets an operating grant of the Union may have to leave indirect costs out (not verified); that is not
looked at. A call that does not state the rate gives no assessment.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 184(6)", OPENED), of_2018("Art. 181")],
    facts: &[FactKind::Costs],
};

pub(super) const UNIT_COSTS: About = About {
    title: "The work of owners without a salary is entered at its unit cost.",
    explanation: "\
Category A.4 is the days of the owners listed times the daily amount in force at the call's opening times the
coefficient of their country. Costs without owners listed cannot be told yet. The daily amounts were
published for Horizon Europe; that AMIF uses the same is not verified. A call without a day of opening gives
no assessment.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        of_2024("Art. 184(7)", OPENED),
        Citation::document("Decision C(2020) 7115", "", Basis::Act),
        Citation::document("Daily amounts as published for Horizon Europe", "", Basis::Unverified),
        of_2018("Art. 181"),
    ],
    facts: &[FactKind::Costs, FactKind::Owners],
};

pub(super) const DAYS: About = About {
    title: "No person is charged more than 215 days in a calendar year.",
    explanation: "\
Adds up the days that are stated for a person in a year, over all rows: equal names are one person. 215 days
are the base of the daily rate and the most over all Union grants. Parental leave, which lowers it, is not
looked at.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[Citation::document(
        "Annotated grant agreement of AMIF calls, as quoted",
        "",
        Basis::Summary,
    )],
    facts: &[FactKind::Persons],
};

pub(super) const VOLUNTEERS: About = About {
    title: "Volunteers' work is entered only where the call opens it.",
    explanation: "\
Category A.5 exists only where the call opens it. A call that says nothing leaves it open and forbids
nothing.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 184(8)", OPENED), of_2018("Art. 181")],
    facts: &[FactKind::Costs],
};

pub(super) const VOLUNTEERS_SHARE: About = About {
    title: "Volunteers' work is at most half of the co-financing.",
    explanation: "\
Compares the volunteers' costs with half of everything that pays for the action beside the grant: income, own
resources, financial contributions and in-kind contributions, by the applicant's estimates.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 193(2)", OPENED), of_2018("Art. 190")],
    facts: &[FactKind::Costs, FactKind::Resources],
};

pub(super) const IN_KIND: About = About {
    title: "In-kind contributions pay for volunteers' work only.",
    explanation: "\
Compares the in-kind contributions of all rows with the volunteers' costs. Volunteers' work is the one
contribution in kind that is an eligible cost; others are shown apart from the eligible costs, with an
approximate value, and so pay for none of them. Volunteers' costs may also be covered otherwise.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        concluded(Act::Financial2024, "Art. 193(2)", APART),
        concluded(Act::Financial2018, "Art. 190", APART),
    ],
    facts: &[FactKind::Costs, FactKind::Resources],
};

pub(super) const WITHOUT_VOLUNTEERS: About = About {
    title: "The grant does not exceed the costs other than volunteers' work.",
    explanation: "\
Compares the requested contribution of all rows with the total costs less category A.5; so a grant never
exceeds the eligible costs either.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 189(2)", OPENED), of_2018("Art. 186")],
    facts: &[FactKind::Costs, FactKind::Requested],
};

pub(super) const SUPPORT: About = About {
    title: "Third parties are supported only where the call allows it.",
    explanation: "\
Category D.1 exists only where the call allows financial support to third parties. A call that says nothing
leaves it open and forbids nothing.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 207", OPENED), of_2018("Art. 204")],
    facts: &[FactKind::Costs],
};

pub(super) const SUPPORT_CEILING: About = About {
    title: "No third party gets more than the ceiling.",
    explanation: "\
Compares the largest support to one third party with the call's ceiling, or with the law's EUR 60 000 where
the call states none: more needs an objective that is otherwise impossible or overly difficult to reach,
which a call says. A largest support above what the row has for all third parties together contradicts it and
is not met either; where the largest is not stated, support that comes to no more than the ceiling in all
keeps to it.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 207", OPENED), of_2018("Art. 204")],
    facts: &[FactKind::Costs, FactKind::LargestSupport],
};

pub(super) const SPECIFIC: About = About {
    title: "Specific categories are used only where the call opens them.",
    explanation: "\
The categories from D.2 on exist only where a call opens them. A call that lists some bars the others; one
that says nothing leaves it open.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[TABLE],
    facts: &[FactKind::Costs],
};

pub(super) const SUBCONTRACTING: About = About {
    title: "A large share of subcontracting is justified in the application.",
    explanation: "\
Compares category B with the call's share of the total costs. Above it, the application has to justify
subcontracting specifically. Calls commonly say 30 %, which was not read for any AMIF call: one that does not
state a share gives no assessment.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Clarify,
    citations: &[Citation::document(MANUAL, "3.1.3", Basis::OfficialPage)],
    facts: &[FactKind::Costs, FactKind::SubcontractingJustified],
};

pub(super) const GRANT_RANGE: About = About {
    title: "The contribution requested in the budget is within the call's range.",
    explanation: "\
Compares what the whole budget asks for with the smallest and the maximum grant amount per project. Both ends
are inside. A budget that is being written is told by bounds, and nothing is rejected that completing it could
save: a participant in a funded role without a row may ask for anything, and so may whoever joins; somebody
with several rows asks for something between the smallest of them and all together; a row of nobody, or of
somebody without funding, counts between nothing and itself.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[of_2024("Art. 189", OPENED), of_2018("Art. 186")],
    facts: &[
        FactKind::BudgetRows,
        FactKind::Participants,
        FactKind::Pic,
        FactKind::ParticipantsComplete,
        FactKind::Role,
        FactKind::Requested,
    ],
};

pub(super) const FUNDING_RATE: About = About {
    title: "The contribution requested in the budget keeps to the call's funding rate.",
    explanation: "\
Divides the contributions requested in all rows by the total costs of the action, not row by row, and rounds
half up to two decimals of a per cent. Costs of zero carry no grant.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 193", OPENED), of_2018("Art. 190")],
    facts: &[FactKind::Costs, FactKind::Requested],
};

pub(super) const COFINANCING: About = About {
    title: "Not all resources of the action come from the grant.",
    explanation: "\
Something besides the grant pays for the action: income, own resources, financial contributions or in-kind
contributions. Full financing is for external actions only.",
    since: ALL_CALLS,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[of_2024("Art. 193(1)", OPENED), of_2018("Art. 190")],
    facts: &[FactKind::Resources],
};
