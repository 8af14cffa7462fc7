//! Reading `budget_rules` of `amif-call/1`.

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use super::resolve::Resolve;
use crate::budget::{Category, CategoryList, Percent};
use crate::call::budget::{Allowed, BudgetRules, IndirectCosts};
use crate::call::{Point, Sourced};
use crate::input::{Cx, Fields, Object, PlainText, Wrong};
use crate::money::{Eur, Rate};
use crate::shape::Amount;
use serde::de::MapAccess;

/// Up to 7 % of the direct costs; more by reasoned decision (Financial Regulation 2024/2509, Art. 184(6)).
const LAWFUL_FLAT_RATE: Option<Rate> = Rate::from_hundredths(700);

sourced_fields! {
    IndirectFields -> IndirectCosts, "indirect costs with \"rate\" and \"excluded\"" {
        "rate" => rate: Rate = Percent,
        "excluded" => excluded: Vec<Category> = CategoryList,
        "decision" => decision: String = PlainText,
    }
    finish |this, cx, wrong| {
        let rate = cx.required(this.rate, "rate", wrong);
        let excluded = cx.required(this.excluded, "excluded", wrong);
        if excluded.iter().flatten().any(|c| *c == Category::Indirect) {
            cx.problem_at("excluded", "E is no direct cost and never in the base".to_owned());
        }
        if rate > LAWFUL_FLAT_RATE && this.decision.is_none() {
            let most = "more than 7 % takes a decision of the Commission, named in \"decision\"";
            cx.problem_at("rate", most.to_owned());
        }
        match (rate, excluded) {
            (Some(rate), Some(excluded)) => Some(IndirectCosts { rate, excluded, decision: this.decision }),
            _ => None,
        }
    }
}

sourced_fields! {
    AllowedFields -> RawPoint, "an object with \"allowed\"" {
        "allowed" => allowed: RawPoint = PointShape,
    }
    finish |this, cx, wrong| { cx.required(this.allowed, "allowed", wrong) }
}

/// Whether support is allowed, and the most for each third party.
type RawSupport = (Option<RawPoint>, Option<Eur>);

sourced_fields! {
    SupportFields -> RawSupport, "support to third parties with \"allowed\", \"at_most_each\" or both" {
        "allowed" => allowed: RawPoint = PointShape,
        "at_most_each" => ceiling: Eur = Amount,
    }
    finish |this, cx, wrong| {
        if this.allowed.is_none() && this.ceiling.is_none() && !wrong.any() {
            cx.problem("support to third parties has \"allowed\", \"at_most_each\" or both".to_owned());
        }
        if this.ceiling.is_some_and(|most| most < Eur::ZERO) {
            cx.problem_at("at_most_each", "a ceiling is zero or more".to_owned());
        }
        Some((this.allowed, this.ceiling))
    }
}

sourced_fields! {
    ShareFields -> Rate, "a share with \"justified_above\", in per cent" {
        "justified_above" => share: Rate = Percent,
    }
    finish |this, cx, wrong| { cx.required(this.share, "justified_above", wrong) }
}

sourced_fields! {
    CertificateFields -> Eur, "a threshold with \"from\", in euro" {
        "from" => from: Eur = Amount,
    }
    finish |this, cx, wrong| {
        if this.from.is_some_and(|from| from < Eur::ZERO) {
            cx.problem_at("from", "a threshold is zero or more".to_owned());
        }
        cx.required(this.from, "from", wrong)
    }
}

sourced_fields! {
    SpecificFields -> Vec<Category>, "a list of categories with \"open\"" {
        "open" => open: Vec<Category> = CategoryList,
    }
    finish |this, cx, wrong| {
        let open = cx.required(this.open, "open", wrong);
        if open.iter().flatten().any(|c| !Category::SPECIFIC.contains(c)) {
            cx.problem_at("open", "the specific categories are D.2 to D.5".to_owned());
        }
        open
    }
}

#[derive(Default, Clone)]
pub(super) struct BudgetFields {
    indirect: Option<Raw<IndirectCosts>>,
    volunteers: Option<Raw<RawPoint>>,
    support: Option<Raw<RawSupport>>,
    specific: Option<Raw<Vec<Category>>>,
    subcontracting: Option<Raw<Rate>>,
    certificate: Option<Raw<Eur>>,
}

impl<'de> Fields<'de> for BudgetFields {
    type Out = BudgetFields;
    const EXPECTED: &'static str = "what the call says of budgets, an object";
    const NAMES: &'static [&'static str] = &[
        "indirect_costs",
        "volunteers",
        "third_party_support",
        "specific_categories",
        "subcontracting",
        "certificate",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.indirect = cx.optional(map, Object(IndirectFields::default()))?,
            1 => self.volunteers = cx.optional(map, Object(AllowedFields::default()))?,
            2 => self.support = cx.optional(map, Object(SupportFields::default()))?,
            3 => self.specific = cx.optional(map, Object(SpecificFields::default()))?,
            4 => self.subcontracting = cx.optional(map, Object(ShareFields::default()))?,
            _ => self.certificate = cx.optional(map, Object(CertificateFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self> {
        Some(self)
    }
}

impl Resolve {
    /// The rules, with questions of their own from `first` on where the call is silent.
    pub(super) fn budget_rules(&self, raw: BudgetFields, first: usize, cx: &mut Cx) -> BudgetRules {
        let mut rules = BudgetRules::silent(first);
        rules.indirect_costs = self.optional(raw.indirect, cx);
        rules.subcontracting = self.optional(raw.subcontracting, cx);
        rules.certificate = self.optional(raw.certificate, cx);
        rules.specific_categories = self.optional(raw.specific, cx);
        if rules.specific_categories.is_some() {
            rules.specific = Point::Settled(false);
        }
        if let Some(Sourced { value, source }) = self.optional(raw.volunteers, cx) {
            rules.volunteers = Allowed { point: self.point(value, cx), source };
        }
        if let Some(Sourced { value: (allowed, ceiling), source }) = self.optional(raw.support, cx) {
            if let Some(point) = allowed {
                rules.third_parties = Allowed { point: self.point(point, cx), source: source.clone() };
            }
            rules.third_party_ceiling = ceiling.map(|value| Sourced { value, source });
        }
        rules
    }
}
