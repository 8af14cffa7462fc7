//! National programmes: what a Member State plans, claims, gets and may lose.
//!
//! A [`Programme`] is read from `amif-programme/1`, an [`Operation`] from a line of `amif-operation/1`, a
//! [`PersonRecord`] from a line of `amif-person/1`. They are facts: any field but a code may be unknown, and what
//! is wrong by law can be stated.
//!
//! ```
//! use amif::programme::Programme;
//!
//! let programme = Programme::from_json(r#"{
//!     "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
//!     "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": "40000000.00" }]
//! }"#)?;
//! assert_eq!(programme.cci.country().as_str(), "LU");
//! // What is not stated is unknown.
//! assert_eq!(programme.commitments, None);
//! // Everything wrong with a file is told at once, with its place.
//! let error = Programme::from_json(r#"{
//!     "schema": "amif-programme/1", "cci": "2021LU65ISPR001", "comitments": {}
//! }"#).unwrap_err();
//! let said: Vec<String> = error.problems().iter().map(|p| p.to_string()).collect();
//! assert!(said[0].contains("the fund is ISPR"), "{}", said[0]);
//! assert!(said[1].contains("did you mean \"commitments\"?"), "{}", said[1]);
//! # Ok::<(), amif::InputError>(())
//! ```

pub mod guide {
    #![doc = include_str!("../../docs/programmes.md")]
}

mod assistance;
mod bounds;
mod cci;
mod claims;
mod cover;
mod due;
mod facts;
mod forecast;
mod keyed;
mod losses;
mod objective;
mod operation;
mod payment;
mod read;
mod record;
mod show;
mod svg;
mod value;
mod year_end;

pub(crate) use assistance::{counted, flat_rate};
pub(crate) use bounds::{eur, share};
pub use cci::{Cci, HomeAffairsFund, ParseCciError};
pub(crate) use cover::submission;
pub use due::NextDue;
pub use facts::{
    Achieved, Allocation, BelowMinimum, Decision, Enabling, FinancingRow, IndicatorValue, InterventionAmount,
    NationalLimits, Persons, Programme, Publication, Transfer, UnitCost,
};
pub use forecast::{Forecast, OpenPoint, OverflowError};
pub use keyed::{ActionRates, Commitments};
pub use objective::{Objective, ParseObjectiveError};
pub use operation::{
    Advance, Beneficiary, Claim, Contract, Cost, Event, Form, International, Item, Location, Operation,
    PersonRecord, Selection, Staff, Stop, Support, Visibility,
};
pub(crate) use payment::is_flat_rate_assistance;
pub use payment::{
    Accounts, AccountsRow, ApplicationRow, Errors, Exception, PaymentApplication, Planned, Received,
    accounting_year,
};
pub(crate) use show::wrapped;
pub use value::{
    Action, Answered, ApplicationStatus, Basis, BeneficiaryForm, CostArticle, DecisionKind, EventKind,
    ExceptionGround, IndicatorKind, ItemKind, LandKind, OperationStatus, PersonCategory, ReceivedKind,
    Source, TransferKind,
};
pub use year_end::{Range, With2027, YearEnd};

/// What a record accepts.
#[cfg(feature = "schemars")]
pub(crate) fn shape<T: record::Datum>() -> impl crate::input::Shape<Out = T> {
    T::shape()
}
