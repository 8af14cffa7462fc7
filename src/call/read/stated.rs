//! How a condition as read becomes a condition of a call.

use chrono::NaiveDate;

use super::application::RawRecipients;
use super::budget::BudgetFields;
use super::citation::{Raw, Varying};
use super::conditions::{RawDeadline, RawGrant};
use super::countries::{RawBar, RawCountries};
use super::point::RawCounting;
use super::resolve::Resolve;
use super::roles::{CompositionFields, RawRoles};
use crate::call::{
    Annexes, Bar, BudgetRules, Composition, Condition, Counting, Countries, Deadlines, Declared, Duration,
    Expected, Extension, FundingForm, GrantRange, Grants, IneligibleParticipantEffect, LumpSum, Minimum,
    Point, Recipients, Roles, Rounds, Sourced,
};
use crate::country::Country;
use crate::input::Cx;
use crate::law::Citation;
use crate::money::{Eur, Rate};

/// A condition of a call, stated or not.
pub(super) trait Stated: Sized {
    /// What is read of it.
    type Read: Clone;

    /// Looks up the documents and questions that it refers to.
    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, cx: &mut Cx) -> Self;

    /// Settles what depends on questions that are answered by assumption.
    fn pin(&mut self, _answer: &dyn Fn(usize) -> Option<bool>) {}

    /// Tells each point that it leaves to a question, answered or not; others may be told too.
    fn asks(&self, _ask: &mut dyn FnMut(Point)) {}
}

/// A value that rests on sources.
pub(super) trait Value: Sized {
    /// What is read of it.
    type Read: Clone;

    /// Looks up the questions that it refers to.
    fn of(read: Self::Read, source: &[Citation], resolve: &mut Resolve, cx: &mut Cx) -> Self;

    /// Tells each point that it leaves to a question, answered or not; others may be told too.
    fn asks(&self, _ask: &mut dyn FnMut(Point)) {}
}

impl<T: Value> Stated for Option<Sourced<T>> {
    type Read = Raw<T::Read>;

    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, cx: &mut Cx) -> Self {
        let Sourced { value, source } = resolve.optional(read)?;
        Some(Sourced { value: T::of(value, &source, resolve, cx), source })
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.iter().for_each(|stated| stated.value.asks(ask));
    }
}

impl<T: Clone> Stated for Option<Condition<T>> {
    type Read = Varying<T>;

    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.varying(read)
    }

    fn pin(&mut self, answer: &dyn Fn(usize) -> Option<bool>) {
        self.iter_mut().for_each(|condition| condition.pin(answer));
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.iter().filter_map(Condition::question).for_each(|question| ask(Point::Open(question)));
    }
}

/// Values that refer to no question: they are as read.
macro_rules! as_read {
    ($($ty:ty,)+) => {
        $(impl Value for $ty {
            type Read = $ty;

            fn of(read: $ty, _source: &[Citation], _resolve: &mut Resolve, _cx: &mut Cx) -> $ty {
                read
            }
        })+
    };
}

as_read! {
    (),
    u32,
    Eur,
    Rate,
    NaiveDate,
    Vec<String>,
    Minimum,
    Duration,
    Extension,
    IneligibleParticipantEffect,
    Declared<String>,
    Declared<Country>,
    Annexes,
    Expected,
    FundingForm,
    Vec<LumpSum>,
}

impl Value for Recipients {
    type Read = RawRecipients;

    fn of(read: RawRecipients, _source: &[Citation], resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.recipients(read)
    }
}

impl Value for Roles {
    type Read = RawRoles;

    fn of(read: RawRoles, source: &[Citation], resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.roles(read, source)
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.each_point(ask);
    }
}

impl Value for Countries {
    type Read = RawCountries;

    fn of(read: RawCountries, _source: &[Citation], resolve: &mut Resolve, cx: &mut Cx) -> Self {
        resolve.countries(read, cx)
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.each_point(ask);
    }
}

impl Stated for Deadlines {
    type Read = Varying<(RawDeadline, Rounds)>;

    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, cx: &mut Cx) -> Self {
        resolve.deadline(read, cx)
    }

    fn pin(&mut self, answer: &dyn Fn(usize) -> Option<bool>) {
        self.stated.pin(answer);
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.stated.asks(ask);
    }
}

impl Stated for Grants {
    type Read = Varying<RawGrant>;

    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.grant(read)
    }

    fn pin(&mut self, answer: &dyn Fn(usize) -> Option<bool>) {
        self.stated.pin(answer);
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.stated.asks(ask);
        let unsaid = |range: &GrantRange| [range.unsaid_min, range.unsaid_max];
        let ranges = self.stated.iter().flat_map(Condition::both).flat_map(unsaid);
        ranges.chain([self.unlisted_count]).flatten().for_each(ask);
    }
}

impl Stated for Counting {
    type Read = RawCounting;

    fn stated(read: Option<RawCounting>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.counting(read.unwrap_or_default())
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.each_point(ask);
    }
}

impl Stated for Composition {
    type Read = CompositionFields;

    fn stated(read: Option<CompositionFields>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.composition(read.unwrap_or_default())
    }
}

impl Stated for Vec<Bar> {
    type Read = Vec<Raw<RawBar>>;

    fn stated(read: Option<Self::Read>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.bars(read.unwrap_or_default())
    }
}

impl Stated for BudgetRules {
    type Read = BudgetFields;

    fn stated(read: Option<BudgetFields>, resolve: &mut Resolve, _cx: &mut Cx) -> Self {
        resolve.budget_rules(read.unwrap_or_default(), resolve.questions.len())
    }

    fn asks(&self, ask: &mut dyn FnMut(Point)) {
        self.each_point(ask);
    }
}
