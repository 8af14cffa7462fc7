//! What is asked of the project: when, how much, for how long, and with which papers.

use std::ops::{Bound, RangeBounds};

use chrono::NaiveDate;

use super::{CallBuilder, number, object, text, texts};
use crate::input::{Json, JsonFields};
use crate::money::{Eur, Rate};
use crate::time::Deadline;

fn percent(rate: Rate) -> Json {
    text(rate.to_string().trim_end_matches(" %"))
}

/// The bounds of a range, both inside. `by` goes on from a value by so many steps; where it goes no further, the
/// excluded value itself stands.
fn bounds<T: Copy>(range: &impl RangeBounds<T>, by: impl Fn(T, i64) -> Option<T>) -> (Option<T>, Option<T>) {
    let inside = |bound: Bound<&T>, step| match bound {
        Bound::Included(value) => Some(*value),
        Bound::Excluded(value) => Some(by(*value, step).unwrap_or(*value)),
        Bound::Unbounded => None,
    };
    (inside(range.start_bound(), 1), inside(range.end_bound(), -1))
}

impl CallBuilder {
    /// States the first day for submission.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.opening("2027-01-18".parse()?).build()?;
    /// assert_eq!(call.opening().map(|stated| stated.value), "2027-01-18".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn opening(self, day: NaiveDate) -> Self {
        self.state("opening", object([("date", text(day))]))
    }

    /// States the deadline, on the clocks of Brussels.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::Deadline;
    ///
    /// let deadline = Deadline::brussels("2027-05-12".parse()?, "17:00:00".parse()?)?;
    /// let call = start()?.deadline(deadline).build()?;
    /// assert_eq!(call.deadline().map(|stated| stated.value), Some(deadline));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deadline(self, deadline: Deadline) -> Self {
        let local = deadline.local();
        let mut stated = object([("date", text(local.date()))]);
        if deadline.clock_time_is_stated() {
            stated.put("time", Some(text(local.time().format("%H:%M:%S"))));
        }
        self.state("deadline", stated)
    }

    /// States the budget of the call.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.budget("6000000".parse()?).build()?;
    /// assert_eq!(call.budget().map(|stated| stated.value), "6000000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn budget(self, amount: Eur) -> Self {
        self.state("budget", object([("amount", text(amount))]))
    }

    /// States the part of the budget that is for this topic.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// // The part for a topic cannot be above the budget of the call.
    /// let wrong = start()?.budget("6000000".parse()?).topic_budget("7000000".parse()?).build();
    /// assert!(wrong.is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn topic_budget(self, amount: Eur) -> Self {
        self.state("topic_budget", object([("amount", text(amount))]))
    }

    /// States the grant range of a project: `min..=max`, or open at one end.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let (least, most): (amif::Eur, amif::Eur) = ("500000".parse()?, "1000000".parse()?);
    /// let call = start()?.grant(least..=most).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.max), Some(Some(most)));
    /// let call = start()?.grant(least..).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.max), Some(None));
    /// // What lies outside is a cent away.
    /// use std::ops::Bound::{Excluded, Unbounded};
    /// let call = start()?.grant((Excluded(least), Unbounded)).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.min), Some("500000.01".parse().ok()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn grant(self, range: impl RangeBounds<Eur>) -> Self {
        let (min, max) = bounds(&range, |amount, cents| amount.checked_add(Eur::from_cents(cents)?));
        let bound = |name, amount: Option<Eur>| amount.map(|amount| (name, text(amount)));
        self.state("grant", object([bound("min", min), bound("max", max)].into_iter().flatten()))
    }

    /// States the largest share of the eligible costs that the grant may cover.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.funding_rate("90".parse()?).build()?;
    /// assert_eq!(call.funding_rate().map(|stated| stated.value), "90".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn funding_rate(self, at_most: Rate) -> Self {
        self.state("funding_rate", object([("at_most", percent(at_most))]))
    }

    /// States the share of the grant that is paid in advance, for information.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.advance("80".parse()?).build()?;
    /// assert_eq!(call.advance().map(|stated| stated.value), "80".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn advance(self, share: Rate) -> Self {
        self.state("advance", object([("percent", percent(share))]))
    }

    /// States how many months projects last: `12..=36`, `24..=24`, or open at one end.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.duration(12..=36).build()?;
    /// assert_eq!(call.duration().map(|stated| (stated.value.min, stated.value.max)), Some((Some(12), Some(36))));
    /// use std::ops::Bound::{Excluded, Unbounded};
    /// let call = start()?.duration((Excluded(12), Unbounded)).build()?;
    /// assert_eq!(call.duration().map(|stated| stated.value.min), Some(Some(13)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn duration(self, months: impl RangeBounds<i64>) -> Self {
        let (min, max) = bounds(&months, i64::checked_add);
        let bound = |name, months: Option<i64>| months.map(|months| (name, number(months)));
        self.state("duration", object([bound("min", min), bound("max", max)].into_iter().flatten()))
    }

    /// States the mandatory annexes.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.annexes(["budget table"]).build()?;
    /// assert_eq!(call.annexes().map(|stated| stated.value.mandatory.len()), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn annexes(self, mandatory: impl IntoIterator<Item = impl ToString>) -> Self {
        self.state("annexes", object([("mandatory", texts(mandatory))]))
    }

    /// States the most pages of the technical description.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.page_limit(70).build()?;
    /// assert_eq!(call.page_limit().map(|stated| stated.value), Some(70));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn page_limit(self, at_most: u32) -> Self {
        self.state("page_limit", object([("at_most", number(at_most))]))
    }

    /// States that an application is for one topic only.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// assert!(start()?.one_topic().build()?.one_topic().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn one_topic(self) -> Self {
        self.state("one_topic", JsonFields::default())
    }

    /// States that no organisation may hold two roles in a proposal.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// assert!(start()?.one_role_each().build()?.one_role_each().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn one_role_each(self) -> Self {
        self.state("one_role_each", JsonFields::default())
    }
}
