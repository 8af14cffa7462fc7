//! Reading `budget_rules` of `amif-call/1`.

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use super::resolve::Resolve;
use crate::budget::{Category, INDIRECT_AT_MOST, Percent, category_list};
use crate::call::budget::{Allowed, BudgetRules, IndirectCosts};
use crate::call::{Point, Sourced};
use crate::input::{SomeText, fields, object};
use crate::money::{Eur, Rate};
use crate::shape::Amount;

/// What is wrong with a category that is no direct cost.
fn not_direct(category: &Category) -> Option<String> {
    let why = "E must not be listed: it is no direct cost and never in the base";
    (*category == Category::Indirect).then(|| why.to_owned())
}

/// What is wrong with a category that every call has.
fn not_specific(category: &Category) -> Option<String> {
    let specific = Category::SPECIFIC.contains(category);
    (!specific).then(|| "a specific category must be one of D.2 to D.5".to_owned())
}

sourced_fields! {
    /// The flat rate for indirect costs.
    IndirectFields -> IndirectCosts, "indirect costs with \"rate\" and \"excluded\"" {
        /// In per cent, as text; above 7 only with a decision.
        rate: Rate = Percent,
        /// The categories that are not in the base.
        excluded: Vec<Category> = category_list(not_direct),
        /// The decision of the Commission on a rate above 7 per cent.
        decision: String = SomeText,
    }
    finish |this, cx, wrong| {
        let rate = cx.required(this.rate, "rate", wrong);
        let excluded = cx.required(this.excluded, "excluded", wrong);
        if rate.is_some_and(|rate| rate > Rate::WHOLE) {
            cx.problem_at("rate", "a rate must be at most 100 per cent".to_owned());
        }
        let undecided = this.decision.is_none() && !wrong.of(&["decision"]);
        if rate.is_some_and(|rate| rate > INDIRECT_AT_MOST) && undecided {
            let most = "a rate above 7 % must name the decision of the Commission, in \"decision\"";
            cx.problem_at("rate", most.to_owned());
        }
        match (rate, excluded) {
            (Some(rate), Some(excluded)) => Some(IndirectCosts { rate, excluded, decision: this.decision }),
            _ => None,
        }
    }
}

sourced_fields! {
    /// Whether something is allowed.
    AllowedFields -> RawPoint, "an object with \"allowed\"" {
        /// Whether it is.
        allowed: RawPoint = PointShape,
    }
    finish |this, cx, wrong| { cx.required(this.allowed, "allowed", wrong) }
}

/// Whether support is allowed, the most for each third party, and the smallest share of the costs.
type RawSupport = (Option<RawPoint>, Option<Eur>, Option<Rate>);

/// The share above which subcontracting is justified, and the largest.
type RawSubcontracting = (Option<Rate>, Option<Rate>);

sourced_fields! {
    /// Financial support to third parties.
    SupportFields -> RawSupport, "support to third parties with \"allowed\", \"at_most_each\", \"share_at_least\" or several" {
        /// Whether it is allowed.
        allowed: RawPoint = PointShape,
        /// The most in euro for each third party.
        at_most_each: Eur = Amount,
        /// The smallest share of the eligible costs that must be given as support, in per cent, as text.
        share_at_least: Rate = Percent,
    }
    finish |this, cx, wrong| {
        let nothing = this.allowed.is_none() && this.at_most_each.is_none() && this.share_at_least.is_none();
        if nothing && !wrong.of(&["allowed", "at_most_each", "share_at_least"]) {
            cx.problem("support to third parties must have \"allowed\", \"at_most_each\", \"share_at_least\" or several".to_owned());
        }
        if this.share_at_least.is_some_and(|rate| rate == Rate::ZERO || rate > Rate::WHOLE) {
            cx.problem_at("share_at_least", "a smallest share must be above 0 and at most 100 per cent".to_owned());
        }
        if this.share_at_least.is_some() && matches!(this.allowed, Some(RawPoint::Settled(false))) {
            cx.problem_at("share_at_least", "a call that does not allow support must not ask for a share of it".to_owned());
        }
        if this.at_most_each.is_some_and(|most| most < Eur::ZERO) {
            cx.problem_at("at_most_each", "a ceiling must not be below zero".to_owned());
        }
        Some((this.allowed, this.at_most_each, this.share_at_least))
    }
}

sourced_fields! {
    /// Shares of the costs for subcontracting.
    ShareFields -> RawSubcontracting, "a share with \"justified_above\", \"at_most\" or both, in per cent" {
        /// The share above which the application must justify it, in per cent, as text.
        justified_above: Rate = Percent,
        /// The largest share of the eligible costs, in per cent, as text.
        at_most: Rate = Percent,
    }
    finish |this, cx, wrong| {
        let nothing = this.justified_above.is_none() && this.at_most.is_none();
        if nothing && !wrong.of(&["justified_above", "at_most"]) {
            cx.problem("a share must have \"justified_above\", \"at_most\" or both".to_owned());
        }
        for (field, share) in [("justified_above", this.justified_above), ("at_most", this.at_most)] {
            if share.is_some_and(|share| share > Rate::WHOLE) {
                cx.problem_at(field, "a share must be at most 100 per cent".to_owned());
            }
        }
        if let (Some(above), Some(most)) = (this.justified_above, this.at_most) && above >= most {
            cx.problem_at("justified_above", format!("it must be below the largest share (found {above} and {most})"));
        }
        Some((this.justified_above, this.at_most))
    }
}

sourced_fields! {
    /// A threshold.
    CertificateFields -> Eur, "a threshold with \"from\", in euro" {
        /// The contribution in euro.
        from: Eur = Amount,
    }
    finish |this, cx, wrong| {
        if this.from.is_some_and(|from| from < Eur::ZERO) {
            cx.problem_at("from", "a threshold must not be below zero".to_owned());
        }
        cx.required(this.from, "from", wrong)
    }
}

sourced_fields! {
    /// Specific categories of costs.
    SpecificFields -> Vec<Category>, "a list of categories with \"open\"" {
        /// Those open in this call.
        open: Vec<Category> = category_list(not_specific),
    }
    finish |this, cx, wrong| { cx.required(this.open, "open", wrong) }
}

fields! {
    /// What the call says of detailed budgets, beyond the rules of the model grant agreement.
    #[derive(Clone)]
    pub(super) BudgetFields -> BudgetFields, "what the call says of budgets, an object" {
        /// The flat rate for indirect costs.
        indirect_costs: Raw<IndirectCosts> = object::<IndirectFields>(),
        /// Whether the work of volunteers is an eligible cost.
        volunteers: Raw<RawPoint> = object::<AllowedFields>(),
        /// Financial support to third parties.
        third_party_support: Raw<RawSupport> = object::<SupportFields>(),
        /// Which of the specific categories D.2 to D.5 are open.
        specific_categories: Raw<Vec<Category>> = object::<SpecificFields>(),
        /// The share above which subcontracting is justified in the application, and the largest share.
        subcontracting: Raw<RawSubcontracting> = object::<ShareFields>(),
        /// From which contribution a certificate on the financial statements is due.
        certificate: Raw<Eur> = object::<CertificateFields>(),
    }
    finish |this, _cx, _wrong| {
        Some(this)
    }
}

impl Resolve {
    /// The rules, with questions of their own from `first` on where the call is silent.
    pub(super) fn budget_rules(&self, raw: BudgetFields, first: usize) -> BudgetRules {
        let mut rules = BudgetRules::silent(first);
        rules.indirect_costs = self.optional(raw.indirect_costs);
        if let Some(Sourced { value: (above, most), source }) = self.optional(raw.subcontracting) {
            rules.subcontracting = above.map(|value| Sourced { value, source: source.clone() });
            rules.subcontracting_ceiling = most.map(|value| Sourced { value, source });
        }
        rules.certificate = self.optional(raw.certificate);
        rules.specific_categories = self.optional(raw.specific_categories);
        if rules.specific_categories.is_some() {
            rules.specific = Point::Settled(false);
        }
        if let Some(Sourced { value, source }) = self.optional(raw.volunteers) {
            rules.volunteers = Allowed { point: self.point(value), source };
        }
        if let Some(Sourced { value: (allowed, ceiling, share), source }) =
            self.optional(raw.third_party_support)
        {
            if let Some(point) = allowed {
                rules.third_parties = Allowed { point: self.point(point), source: source.clone() };
            }
            rules.third_party_share = share.map(|value| Sourced { value, source: source.clone() });
            rules.third_party_ceiling = ceiling.map(|value| Sourced { value, source });
        }
        rules
    }
}
