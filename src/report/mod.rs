//! What a check found: reports and their assessments; sentences, the text report, JSON.

mod assessment;
mod checked;
mod diff;
mod fund;
mod json;
mod live;
mod obligations;
mod slack;
mod text;
mod what_if;
mod words;

pub use assessment::Assessment;
pub use checked::{Coverage, Report};
pub use diff::{Alteration, Altered, Moved, ReportDiff};
pub use obligations::{Obligation, ObligationId};
pub use slack::{Margin, Slack};
pub use text::{Text, Tone};

#[cfg(feature = "catalogue")]
pub(crate) use checked::Outlook;
pub(crate) use json::Pinned;
pub(crate) use live::Live;
pub(crate) use what_if::{Case, Condition};
