//! The rules of calls for proposals.

use super::{CALL_DECIDES, FactKind, MANUAL, Rule, RuleId};
use crate::law::{Act, Basis, Citation};
use crate::outcome::{Consequence, Stage};

// The recast moved the articles on grants by three. Which text governs a grant across the change was not read.
const EARLIER_CALLS: &str =
    "for calls opened before the recast applied; read in the recast, three numbers on";
const LATER_CALLS: &str = "for calls opened since the recast applies";

pub(super) static SUBMITTED_BY_DEADLINE: Rule = Rule {
    id: RuleId::SubmittedByDeadline,
    title: "The proposal is submitted by the deadline.",
    explanation: "\
Compares the instant of submission with the deadline, a day and an hour on the clocks of Brussels.
A submission in the deadline's second is in time, the next second is late; the portal's stamp decides.
Only the stated instant counts: without one the outcome is unknown. Of a call with several cut-offs the last
one decides; of one in two stages the deadline of the stage that is applied to. Where the sources state no
clock time, whether the day itself is in time is an open question.
After the deadline there is no remedy but a complaint within four calendar days for a failure on the
portal's side, or an extension by corrigendum.",
    since: CALL_DECIDES,
    stage: Stage::Admissibility,
    consequence: Consequence::Reject,
    citations: &[
        Citation::act_noted(Act::Financial2018, "Art. 194", Basis::Inferred, EARLIER_CALLS),
        Citation::act_noted(Act::Financial2024, "Art. 197", Basis::Act, LATER_CALLS),
        Citation::document(MANUAL, "3.1.5", Basis::OfficialPage),
    ],
    facts: &[FactKind::SubmittedAt, FactKind::SubmissionStage],
};

pub(super) static ONE_COORDINATOR: Rule = Rule {
    id: RuleId::OneCoordinator,
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
};

const COUNTING_FACTS: &[FactKind] = &[
    FactKind::Name,
    FactKind::Pic,
    FactKind::Role,
    FactKind::Country,
    FactKind::LegalForm,
    FactKind::Statuses,
    FactKind::OrganisationType,
    FactKind::Declarations,
    FactKind::GrantSignature,
    FactKind::ParticipantsComplete,
];

/// The law behind both minima.
const COUNTING_LAW: &[Citation] = &[
    Citation::act_noted(
        Act::Amif2021,
        "Art. 24(1)",
        Basis::Inferred,
        "who is eligible at all; the numbers and who counts are the call's",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 194",
        Basis::Inferred,
        "a call states its conditions of eligibility; read in the recast as Art. 197",
    ),
];

pub(super) static MINIMUM_APPLICANTS: Rule = Rule {
    id: RuleId::MinimumApplicants,
    title: "The consortium has the minimum number of applicants.",
    explanation: "\
Counts distinct coordinators and beneficiaries established in a participating Member State, outermost
regions included, or where else the call counts, that fail no rule on participants of their own that leads
to rejection. Affiliated entities count where the call says so; associated partners, subcontractors and
whoever takes part without funding from a country that is not eligible do not.
Equal identification codes are one organisation, different codes are different ones. Where a code is
missing, another name or another known country means another organisation; the same name and country,
or an unknown country, leaves it open, and the count has a lower and an upper bound.
An organisation entered twice counts once, if one of its entries as coordinator or beneficiary fails
nothing; its country is one of those stated on any of its entries. Whether an affiliated entity names whom it
is linked to is asked of that link alone, and not here.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: COUNTING_LAW,
    facts: COUNTING_FACTS,
};

pub(super) static MINIMUM_COUNTRIES: Rule = Rule {
    id: RuleId::MinimumCountries,
    title: "The applicants come from the minimum number of Member States.",
    explanation: "\
Counts the distinct participating Member States of those applicants who count to the minimum of
applicants. Outermost regions are their Member State. Whether an overseas territory counts for its
Member State, and whether an international organisation counts at all, is as the call says, or open.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: COUNTING_LAW,
    facts: COUNTING_FACTS,
};

pub(super) static DISTINCT_ORGANISATIONS: Rule = Rule {
    id: RuleId::DistinctOrganisations,
    title: "No identification code stands in the consortium twice.",
    explanation: "\
Compares the stated codes of all participants, whatever their role. A code that stands twice is counted
once in any case; the applicants are asked which entry is meant. Missing codes and later joiners are not
considered.",
    since: "every call",
    stage: Stage::Admissibility,
    consequence: Consequence::Clarify,
    citations: &[Citation::document(MANUAL, "2.1", Basis::Summary)],
    facts: &[FactKind::Pic],
};

pub(super) static LEGAL_FORM: Rule = Rule {
    id: RuleId::LegalForm,
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

pub(super) static COUNTRY: Rule = Rule {
    id: RuleId::Country,
    title: "The participant is established in an eligible country.",
    explanation: "\
Met for Member States that take part in the Fund and for their overseas countries and territories;
Denmark takes no part. The registered seat counts, not an office address. Outermost regions are their
Member State.
It does not apply to international organisations, which Art. 24(1)(b) admits beside entities established
somewhere: any international organisation relevant for the Fund. That no country is asked of them follows
from the structure of the article; their relevance is not looked at. A stated public body is not one.
Not looked at either: entities created under Union law (the same point) and third countries listed in a work
programme (Art. 24(1)(a)(iii), (3)).
A country on record as negotiating its association is conditional on the agreement being in force before
the grant is signed. Countries that could be associated but are not known to be, and Greenland, are open.",
    since: "1 January 2021, Art. 24 applying from the Fund's first day",
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[
        Citation::act(Act::Amif2021, "Art. 24(1)(a)", Basis::Act),
        Citation::act_noted(
            Act::Amif2021,
            "Art. 24(1)(b)",
            Basis::Inferred,
            "that the country rule leaves international organisations alone",
        ),
        Citation::act(Act::Amif2021, "Art. 7(2)", Basis::Act),
        Citation::act_noted(
            Act::Amif2021,
            "recital on Denmark",
            Basis::Unverified,
            "Protocol No 22; the same position is stated in Regulation (EU) 2022/585, recital 22",
        ),
    ],
    facts: &[
        FactKind::Role,
        FactKind::Country,
        FactKind::LegalForm,
        FactKind::Statuses,
        FactKind::GrantSignature,
    ],
};

pub(super) static AFFILIATION: Rule = Rule {
    id: RuleId::Affiliation,
    title: "An affiliated entity names the coordinator or beneficiary it is linked to.",
    explanation: "\
The link is a permanent legal or capital one, not created for the action. The entity names the
identification code of the coordinator or beneficiary. A code that somebody states in another role does
not do; a code that nobody states is unknown while somebody who may be coordinator or beneficiary has
none, or while more participants may join.",
    since: "every call",
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[
        Citation::act_noted(
            Act::Financial2018,
            "Art. 187",
            Basis::Inferred,
            "defines the link; that it is shown by naming a code is how applications record it; read in the recast as Art. 190",
        ),
        Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
    ],
    facts: &[FactKind::Role, FactKind::AffiliatedTo, FactKind::Pic, FactKind::ParticipantsComplete],
};

pub(super) static PIC: Rule = Rule {
    id: RuleId::Pic,
    title: "The participant has an identification code of nine digits.",
    explanation: "\
Coordinator, beneficiaries, affiliated entities and associated partners register before submission;
subcontractors need not. A code of another form still tells organisations apart.",
    since: "every call",
    stage: Stage::Admissibility,
    consequence: Consequence::Clarify,
    citations: &[
        Citation::document(MANUAL, "3.1.3", Basis::OfficialPage),
        Citation::document(MANUAL, "3.1.4", Basis::OfficialPage),
    ],
    facts: &[FactKind::Role, FactKind::Pic],
};

pub(super) static GRANT_RANGE: Rule = Rule {
    id: RuleId::GrantRange,
    title: "The requested grant is within the call's range.",
    explanation: "\
Compares the requested EU contribution, not the project's costs, with the smallest and the maximum grant
amount per project. Both ends are inside. Where the range depends on how many third countries are targeted,
that number chooses it. A bound that the sources leave unsaid is an open question.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[
        Citation::act_noted(Act::Financial2018, "Art. 186", Basis::Inferred, EARLIER_CALLS),
        Citation::act_noted(Act::Financial2024, "Art. 189", Basis::Act, LATER_CALLS),
    ],
    facts: &[FactKind::RequestedGrant, FactKind::TargetCountries],
};

pub(super) static FUNDING_RATE: Rule = Rule {
    id: RuleId::FundingRate,
    title: "The requested grant keeps to the call's funding rate.",
    explanation: "\
Divides the requested EU contribution by the total eligible costs of the whole action and rounds half up to
two decimals of a per cent; the exact excess is shown. A rate above the call's is corrected in grant
preparation and is no condition of eligibility. Costs of zero or less carry no grant.",
    since: CALL_DECIDES,
    stage: Stage::Financial,
    consequence: Consequence::Correct,
    citations: &[
        Citation::act_noted(Act::Financial2018, "Art. 190", Basis::Inferred, EARLIER_CALLS),
        Citation::act_noted(Act::Financial2024, "Art. 193", Basis::Act, LATER_CALLS),
    ],
    facts: &[FactKind::RequestedGrant, FactKind::TotalEligibleCosts],
};

pub(super) static DURATION: Rule = Rule {
    id: RuleId::Duration,
    title: "The project lasts as long as the call requires.",
    explanation: "\
Compares the planned duration in months at application. A later extension is an amendment of the grant
agreement and no breach of this rule.",
    since: CALL_DECIDES,
    stage: Stage::Eligibility,
    consequence: Consequence::Reject,
    citations: &[Citation::act_noted(
        Act::Financial2018,
        "Art. 194",
        Basis::Inferred,
        "a call states its conditions; the number is the call's; read in the recast as Art. 197",
    )],
    facts: &[FactKind::DurationMonths],
};
