//! What a check found: reports and their assessments; sentences, the text report, JSON.

mod assessment;
mod checked;
mod content;
mod diff;
mod fund;
mod html;
mod json;
mod layout;
mod live;
mod national;
mod notices;
mod obligations;
mod page;
mod picture;
mod slack;
mod text;
mod usual;
mod what_if;
mod words;

pub use assessment::Assessment;
pub use checked::{Coverage, Report};
pub use diff::{Alteration, Altered, Moved, ReportDiff};
pub use national::{
    NOT_COVERED_OF_PROGRAMMES, OperationsCheck, ProgrammeReport, ProgrammeReportText, ProgrammeReportWriter,
};
pub use notices::{Notice, NoticeKind, Rest};
pub use obligations::{Obligation, ObligationId};
pub use page::Tone;
pub use slack::{Margin, Slack};
pub use text::Text;
pub use usual::{LeftOut, Usual, UsualVerdict};

#[cfg(feature = "catalogue")]
pub(crate) use checked::{LISTING, Outlook};
pub(crate) use json::Pinned;
pub(crate) use live::Live;
pub(crate) use what_if::{Case, Condition};
