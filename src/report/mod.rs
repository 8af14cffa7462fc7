//! What a check found: reports and their assessments; sentences, the text report, JSON.

mod assessed;
mod assessment;
mod checked;
mod content;
mod diff;
mod findings;
mod fund;
mod gaps;
mod held;
mod html;
mod json;
mod layout;
mod live;
#[cfg(feature = "programme")]
mod national;
#[cfg(feature = "programme")]
mod national_stored;
mod notices;
mod obligations;
mod page;
#[cfg(feature = "programme")]
mod persons;
mod picture;
mod pinned;
mod receipt;
mod slack;
mod sources;
mod stored;
mod stored_assumed;
mod text;
mod usual;
#[cfg(feature = "next")]
mod what_if;
mod why;
mod words;

pub use crate::check::{
    Answerer, Awaited, Because, Counted, Counts, FactKind, Found, NotCounted, OtherReading,
    ParsePointerError, Question, Required, StatedIn, Tally,
};
pub use crate::outcome::{Layer, Stage, YesNo};
pub use crate::rule::{CoFinancing, Rule, explain, rules_citing};
pub use assessment::Assessment;
pub use checked::{Coverage, Report};
pub use diff::{Alteration, Altered, Moved, ReportDiff};
pub use findings::Findings;
pub use json::ReadReportError;
#[cfg(feature = "programme")]
pub use national::{
    NOT_COVERED_OF_PROGRAMMES, OperationsCheck, ProgrammeFindings, ProgrammeReport, ProgrammeReportText,
    ProgrammeReportWriter,
};
pub use notices::{Notice, NoticeKind, Rest};
pub use obligations::{Obligation, ObligationId};
pub use page::{Block, Marks, Page, Point, Tone};
#[cfg(feature = "programme")]
pub use persons::PersonsCheck;
pub use receipt::Receipt;
pub use slack::{Margin, Slack};
pub use stored::StoredReport;
pub use text::Text;
pub use usual::{LeftOut, Usual, UsualVerdict};
pub use why::Why;

#[cfg(feature = "catalogue")]
pub(crate) use checked::{LISTING, Outlook};
#[cfg(feature = "schemars")]
pub(crate) use json::Document;
#[cfg(feature = "next")]
pub(crate) use live::Live;
pub(crate) use pinned::Pinned;
#[cfg(feature = "next")]
pub(crate) use what_if::{Case, Condition};
