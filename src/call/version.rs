//! The versions of a call's document, and which of them governs.

use chrono::NaiveDate;

use super::Call;
use crate::fund::ProgrammingPeriod;
use crate::law::{Citation, Commitment};
use crate::time::Instant;

impl Call {
    /// The day on which this version of the call document was published.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.published(), None, "not recorded for this call");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn published(&self) -> Option<NaiveDate> {
        self.published
    }

    /// Where this version of the call document is told of.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert!(call.version_source().is_empty(), "not recorded for this call");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn version_source(&self) -> &[Citation] {
        &self.version_source
    }

    /// The call as each version of its document states it, oldest first.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.versions().count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn versions(&self) -> impl Iterator<Item = &Call> {
        std::iter::once(self).chain(&self.later)
    }

    /// The version that governs, as far as it was known at an instant: the last one published by the day of the
    /// deadline, as the version before it has it; the latest then known where `as_of` is earlier. One published after that
    /// day governs where it moves the deadline to a later day, its own or one that is yet to come: an extension by corrigendum.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// assert_eq!(call.governing("2024-06-01T12:00:00+02:00".parse()?).topic(), call.topic());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn governing(&self, as_of: Instant) -> &Call {
        // A call with one version, as most are, needs no calendar.
        if self.later.is_empty() { self } else { self.published_by(as_of.brussels_date()) }
    }

    fn published_by(&self, day: NaiveDate) -> &Call {
        // A version that moves the deadline says until when the next one may come.
        self.later.iter().fold(self, |governs, next| {
            let in_time = next.published.is_some_and(|published| {
                let by_the_deadline = |call: &Call| call.last_day().is_none_or(|last| published <= last);
                let extends = || next.last_day() > governs.last_day() && by_the_deadline(next);
                published <= day && (by_the_deadline(governs) || extends())
            });
            if in_time { next } else { governs }
        })
    }

    /// Whether a version that governs was published only after an instant.
    pub(crate) fn superseded_after(&self, as_of: Instant) -> Option<&Call> {
        if self.later.is_empty() {
            return None;
        }
        let last = self.published_by(NaiveDate::MAX);
        (!std::ptr::eq(last, self.governing(as_of))).then_some(last)
    }

    /// The day of the last deadline.
    pub(crate) fn last_day(&self) -> Option<NaiveDate> {
        self.last_deadline().map(|deadline| deadline.local().date())
    }

    /// When a grant that is signed on a day is committed, which tells the acts that govern it.
    pub(crate) fn committed(&self, signature: Option<NaiveDate>) -> Commitment {
        let opening = self.opening_asked().and_then(|opening| opening.values().min().copied());
        let before_2021 = self.period() == Some(ProgrammingPeriod::From2014);
        Commitment::of(signature, opening, (self.signed_after(), self.last_day()), before_2021)
    }
}
