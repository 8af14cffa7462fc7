#![doc = include_str!("../README.md")]
//!
//! ## The items
//!
//! | to | use |
//! |---|---|
//! | load a call | [`catalogue::topic`], [`Call::from_json`], [`Call::assume`], [`Call::suppose`], [`Call::validate`], [`Fault`] |
//! | state a proposal | [`Proposal`], [`Consortium`], [`Participant`], [`Applicant`], [`Proposal::from_json`] |
//! | fill in a form | [`Proposal::get`], [`Proposal::set`], [`Fact`] |
//! | write a call in Rust | [`Call::builder`], [`CallBuilder`] |
//! | check it | [`Proposal::check`], [`Proposal::is_eligible`], [`Consortium::check`], [`Applicant::check`] |
//! | read the answer | [`Report`], [`Assessment`], [`Outcome`], [`Verdict`], [`Required`], [`Found`], [`Fact`], [`Counted`] |
//! | see what changed | [`Report::diff`], [`ReportDiff`], [`Altered`], [`Alteration`], [`Moved`] |
//! | hold a proof | [`Proposal::prove`], [`FormallyEligible`], [`Proviso`], [`Rejected`], [`Refusal`] |
//! | remove obstacles | [`Proposal::remedies`], [`Remedy`], [`Edit`] |
//! | know what to ask next | [`Report::deciding`], [`Deciding`], [`Ask`], [`Conflict`] |
//! | build a consortium | [`Report::partners_wanted`], [`Report::additions`], [`Report::critical_members`], [`Report::slack`] |
//! | show why | [`Citation`], [`Basis`], [`Act`], [`explain`], [`rules_citing`], [`fund::tables_citing`], [`Rule`], [`RuleId`] |
//! | know the Fund | [`fund::Fund`], [`fund::SpecificObjective`], [`fund::ManagementMode`], [`fund::Parameter`], [`Dated`] |
//! | keep to the Fund's rules | [`CoFinancing`], [`fund::InterventionType::check`], [`fund::person_amounts`] |
//! | change a project | [`Proposal::change`], [`life::Change`], [`life::Phase`], [`life::Changed`] |
//! | hold values | [`Eur`], [`Rate`], [`Percent`], [`Country`], [`Instant`], [`Deadline`], [`Pic`], [`TopicId`], [`CallId`] |

pub mod authoring {
    #![doc = include_str!("../docs/authoring.md")]

    pub mod fields {
        #![doc = include_str!("../docs/fields.md")]
    }
}
pub mod budget;
mod call;
#[cfg(feature = "catalogue")]
pub mod catalogue;
mod check;
mod country;
pub mod fund;
mod id;
mod input;
mod law;
pub mod life;
mod money;
pub mod next;
mod organisation;
mod outcome;
pub mod portal;
pub mod programme;
mod proof;
mod proposal;
mod report;
mod rule;
#[cfg(feature = "schemars")]
pub mod schema;
mod shape;
#[cfg(feature = "proptest")]
pub mod strategies;
#[cfg(feature = "tables")]
pub mod tables;
mod time;
/// What other open calls say where a call says nothing, and the answer under it.
pub mod usual {
    pub use crate::call::{Presumption, Strength, UsualReading, UsualTerms};
    pub use crate::report::{LeftOut, Usual, UsualVerdict};
}

/// The crates whose types stand in signatures here.
pub use {chrono, iso_country, rust_decimal};

pub use call::{
    Bar, BudgetRules, Call, CallBuilder, CallStatus, Completeness, CountingBasis, Countries, Declared,
    Description, Difference, Duration, Extension, Fault, GrantRange, IndirectCosts,
    IneligibleParticipantEffect, MemberKind, Minimum, NOT_COVERED, Negotiation, OpenQuestion, Procedure,
    Reading, Roles, Sourced, Supposition, SuppositionError,
};
pub use check::{
    Answerer, Awaited, Because, Counted, Counts, Fact, FactKind, Found, NotCounted, ParsePointerError,
    Question, Required, Subject, Tally,
};
pub use country::{Country, CountryNameError, Membership, ParseCountryError, Territory, TerritoryKind};
pub use id::{CallId, ParseIdError, Pic, TopicId};
pub use input::{InputError, Problem, UnknownNameError};
pub use law::{Act, Basis, Citation, Cited, Dated, DatedError, Entry, ParsePlaceError, Readings, State};
pub use money::{Eur, ParseEurError, ParseRateError, Percent, Rate, RateError};
pub use next::building::{
    Addition, Additions, CriticalMember, CriticalMembers, PartnerKind, PartnersWanted, Shortfall, Undecided,
};
pub use next::deciding::{Ask, Asked, Asks, Clause, Conflict, Deciding, NextQuestion};
pub use next::remedy::{Choices, Edit, NoRemedy, Profile, Remedies, Remedy};
pub use organisation::{
    BlankNameError, Declaration, Declarations, LegalForm, LegalForms, Name, OrganisationType, Role, Status,
    Statuses,
};
pub use outcome::{Consequence, Layer, Outcome, Stage, Verdict, YesNo};
pub use proof::{FormallyEligible, Proviso, Refusal, Rejected};
pub use proposal::{Applicant, Application, Consortium, Participant, Proposal};
pub use report::{
    Alteration, Altered, Assessment, Coverage, Margin, Moved, Notice, NoticeKind, Obligation, ObligationId,
    ReadReportError, Receipt, Report, ReportDiff, Rest, Slack, StoredReport, Text, Tone, Why,
};
pub use report::{
    NOT_COVERED_OF_PROGRAMMES, OperationsCheck, ProgrammeReport, ProgrammeReportText, ProgrammeReportWriter,
};
pub use rule::{CoFinancing, Rule, RuleId, explain, rules_citing};
pub use time::{Deadline, DeadlineError, Instant, ParseDeadlineError, ParseInstantError};
