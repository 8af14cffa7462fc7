//! [guide/wizard]: guide::wizard
//! [guide/consortium]: guide::consortium
//! [guide/reading]: guide::reading
//! [guide/keeping]: guide::keeping
//! [guide/time]: guide::time
//! [guide/web]: guide::web
//! [authoring]: authoring
//! [fields]: authoring::fields
//! [programmes]: programme
//! [guide/programs]: guide::programs
//! [guide/trust]: guide::trust
//! [guide/conformance]: guide::conformance
//!
#![doc = include_str!("../README.md")]
//!
//! ## The items
//!
//! Guides: [a wizard](guide::wizard), [a consortium from a list](guide::consortium), [reading a report](guide::reading),
//! [storing and sending](guide::keeping), [what `as_of` means](guide::time), [a web service](guide::web),
//! [writing a call](authoring), [national programmes](programme), [the programs](guide::programs),
//! [trust and limits](guide::trust), [conformance](guide::conformance).
//!
//! | to | use |
//! |---|---|
//! | find a call | [`catalogue::topic`], [`catalogue::open_calls`], [`catalogue::Finder`] |
//! | load a call | [`Call::from_json`], [`Call::assume`], [`Call::suppose`], [`Call::validate`], [`call::Fault`] |
//! | state a proposal | [`Proposal`], [`Consortium`], [`Participant`], [`Applicant`], [`Proposal::from_json`] |
//! | fill in a form | [`Proposal::get`], [`Proposal::set`], [`Fact`] |
//! | write a call in Rust | [`Call::builder`], [`call::CallBuilder`] |
//! | check it | [`Proposal::check`], [`Proposal::is_eligible`], [`Consortium::check`], [`Applicant::check`] |
//! | read the answer | [`Report`], [`Assessment`], [`Outcome`], [`Verdict`], [`report::Required`], [`report::Found`], [`Fact`], [`report::Counted`] |
//! | keep a report | [`StoredReport`], [`Report::stored`], [`Report::into_owned`] |
//! | see what changed | [`Report::diff`], [`report::ReportDiff`], [`report::Altered`], [`report::Alteration`], [`report::Moved`] |
//! | hold a proof | [`Proposal::prove`], [`proof::FormallyEligible`], [`proof::Proviso`], [`proof::Rejected`], [`proof::Refusal`] |
//! | remove obstacles | [`Proposal::remedies`], [`remedy::Remedy`], [`remedy::Edit`] |
//! | know what to ask next | [`Report::next_question`], [`ask::NextQuestion::answer`], [`report::Question`], [`Report::questions`], [`Report::deciding`], [`ask::Deciding`] |
//! | build a consortium | [`Report::partners_wanted`], [`Report::additions`], [`Report::critical_members`], [`Report::slack`] |
//! | show why | [`law::Citation`], [`law::Basis`], [`law::Act`], [`report::explain`], [`report::rules_citing`], [`fund::tables_citing`], [`report::Rule`], [`RuleId`] |
//! | know the Fund | [`fund::Fund`], [`fund::SpecificObjective`], [`fund::ManagementMode`], [`fund::Parameter`], [`law::Dated`] |
//! | keep to the Fund's rules | [`report::CoFinancing`], [`fund::InterventionType::check`], [`fund::person_amounts`] |
//! | check a national programme | [`programme::Programme`], [`programme::Operation`], [`programme::Forecast`], [`report::ProgrammeReport`] |
//! | change a project | [`Proposal::change`], [`life::Change`], [`life::Phase`], [`life::Changed`] |
//! | read sheets and portal records | `tables` (with the feature of that name), [`portal::read`] |
//! | read an error | [`InputError`], [`value::Problem`] |
//! | hold values | [`Eur`], [`Rate`], [`value::Percent`], [`Country`], [`Instant`], [`Deadline`], [`Pic`], [`TopicId`], [`CallId`] |

pub mod authoring {
    #![doc = include_str!("../docs/authoring.md")]

    pub mod fields {
        #![doc = include_str!("../docs/fields.md")]
    }
}
pub mod budget;
pub mod call;
#[cfg(feature = "catalogue")]
pub mod catalogue;
mod check;
mod country;
pub mod fund;
pub mod guide;
mod id;
mod input;
pub mod law;
pub mod life;
mod money;
#[cfg(feature = "next")]
mod next;
mod organisation;
mod outcome;
pub mod portal;
#[cfg(feature = "programme")]
pub mod programme;
pub mod proof;
pub mod proposal;
pub mod report;
mod rule;
#[cfg(feature = "schemars")]
pub mod schema;
mod shape;
#[cfg(feature = "proptest")]
pub mod strategies;
#[cfg(feature = "cells")]
pub mod tables;
mod time;
/// The crates whose types stand in signatures here.
pub use {chrono, iso_country, rust_decimal};

pub use call::Call;
pub use check::{Fact, Subject};
pub use country::Country;
pub use id::{CallId, Pic, TopicId};
pub use input::InputError;
pub use money::{Eur, Rate};
pub use organisation::{LegalForm, LegalForms, Name, Role, Status};
pub use outcome::{Consequence, Outcome, Verdict};
pub use proof::FormallyEligible;
pub use proposal::{Applicant, Consortium, Participant, Proposal};
pub use report::{Assessment, Report, StoredReport};
pub use rule::RuleId;
pub use time::{Deadline, Instant};

#[cfg(feature = "next")]
pub mod ask {
    //! What is still to be known: the question to ask next, and the smallest set of facts and questions that decides a
    //! verdict.

    pub use crate::next::STEPS;
    pub use crate::next::Within;
    pub use crate::next::deciding::{
        Ask, Asked, Asks, Clause, Conflict, Deciding, Decisive, NextQuestion, Questions,
    };
}

#[cfg(feature = "next")]
pub mod build {
    //! What a consortium lacks, and whom to add.

    pub use crate::next::STEPS;
    pub use crate::next::building::{
        Addition, Additions, CriticalMember, CriticalMembers, PartnerKind, PartnersWanted, Shortfall,
        Undecided,
    };
}

#[cfg(feature = "next")]
pub mod remedy {
    //! The smallest edits after which a proposal is not ineligible.

    pub use crate::next::STEPS;
    pub use crate::next::Within;
    pub use crate::next::remedy::{Choices, Edit, NoRemedy, Profile, Remedies, Remedy};
}

pub mod value {
    //! Values and words that facts and rules share: places, names, statuses, errors of reading.

    pub use crate::country::{CountryNameError, Membership, ParseCountryError, Territory, TerritoryKind};
    pub use crate::id::ParseIdError;
    pub use crate::input::{Problem, UnknownNameError};
    pub use crate::money::{ParseEurError, ParseRateError, Percent, RateError};
    pub use crate::organisation::{BlankNameError, Declaration, Declarations, OrganisationType, Statuses};
    pub use crate::time::{DeadlineError, ParseDeadlineError, ParseInstantError};
}

pub mod usual {
    //! What other open calls say where a call says nothing, and the answer under it.

    pub use crate::call::{Presumption, Strength, UsualReading, UsualTerms};
    pub use crate::report::{LeftOut, Usual, UsualVerdict};
}
