//! What a call says for information.

use super::citation::{CiteList, Cites, Raw, raw};
use crate::call::{Expected, FundingForm, LumpSum};
use crate::input::{List, Parsed, SomeText, Whole, fields, object};
use crate::money::Eur;
use crate::shape::Amount;

sourced_fields! {
    /// How many projects the authority expects to fund. No outcome depends on it.
    ExpectedFields -> Expected, "a number of projects with \"at_least\", \"at_most\" or both" {
        /// The fewest.
        at_least: u32 = Whole::of("a whole number of projects"),
        /// The most; the same as the fewest where the call names one number.
        at_most: u32 = Whole::of("a whole number of projects"),
    }
    finish |this, cx, wrong| {
        if this.at_least.is_none() && this.at_most.is_none() && !wrong.of(&["at_least", "at_most"]) {
            cx.problem("a number of projects must have \"at_least\", \"at_most\" or both".to_owned());
        }
        if let (Some(least), Some(most)) = (this.at_least, this.at_most) && least > most {
            cx.problem_at("at_least", format!("the fewest must not be above the most (found {least} and {most})"));
        }
        Some(Expected { at_least: this.at_least, at_most: this.at_most })
    }
}

sourced_fields! {
    /// In which form the grant is paid. No outcome depends on it.
    FormOfFundingFields -> FundingForm, "a form of funding with \"form\"" {
        /// The form.
        form: FundingForm = Parsed::of("a form of funding"),
    }
    finish |this, cx, wrong| { cx.required(this.form, "form", wrong) }
}

fields! {
    /// A lump sum.
    LumpSumFields -> LumpSum, "a lump sum with \"what\" and \"amount\"" {
        /// What it is paid for.
        what: String = SomeText,
        /// How much, in euro.
        amount: Eur = Amount,
    }
    finish |this, cx, wrong| {
        let what = cx.required(this.what, "what", wrong);
        let amount = cx.required(this.amount, "amount", wrong);
        if amount.is_some_and(|amount| amount <= Eur::ZERO) {
            cx.problem_at("amount", "a lump sum must be above zero".to_owned());
        }
        Some(LumpSum::new(what?, amount?))
    }
}

sourced_fields! {
    /// The lump sums of the call. No outcome depends on them.
    LumpSumsFields -> Vec<LumpSum>, "lump sums with \"items\"" {
        /// Each with what it is paid for.
        items: Vec<LumpSum> = List("a list of lump sums", object::<LumpSumFields>),
    }
    finish |this, cx, wrong| { cx.required(this.items, "items", wrong) }
}
