//! What a call says of detailed budgets. Every part may be not stated.

use std::sync::LazyLock;

use super::terms::Point;
use super::{Call, OpenQuestion, Sourced};
use crate::budget::Category;
use crate::law::{Act, Basis, Citation};
use crate::money::{Eur, Rate};

/// What a call says of detailed budgets, each part with its sources.
///
/// What is `None` is not stated: the rule on it gives no assessment, or is unknown. No default of the law
/// stands in for a call.
///
/// In `amif-call/1` it is the field `budget_rules`; every part may be left out and each has its `source`:
///
/// ```
/// use amif::Call;
///
/// let call = Call::from_json(r#"{
///   "schema": "amif-call/1", "topic": "EXAMPLE-01",
///   "documents": { "call": { "title": "Call document", "basis": "call_document" } },
///   "budget_rules": {
///     "indirect_costs": { "rate": "7", "excluded": ["A.5"], "source": [{ "document": "call" }] },
///     "certificate": { "from": 325000, "source": [{ "document": "call" }] },
///     "volunteers": { "allowed": true, "source": [{ "document": "call" }] },
///     "third_party_support": { "allowed": true, "at_most_each": 60000, "source": [{ "document": "call" }] },
///     "specific_categories": { "open": ["D.2"], "source": [{ "document": "call" }] },
///     "subcontracting": { "justified_above": "30", "at_most": "50", "source": [{ "document": "call" }] }
///   }
/// }"#)?;
/// assert_eq!(call.budget_rules().indirect_costs.as_ref().map(|i| i.value.rate), "7".parse().ok());
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetRules {
    /// The flat rate of the indirect costs and its base.
    pub indirect_costs: Option<Sourced<IndirectCosts>>,
    /// The most that any one third party may get, where the call says more or less than the law.
    pub third_party_ceiling: Option<Sourced<Eur>>,
    /// The share of the total costs above which subcontracting has to be justified.
    pub subcontracting: Option<Sourced<Rate>>,
    /// The largest share of the eligible costs that may be subcontracted.
    pub subcontracting_ceiling: Option<Sourced<Rate>>,
    /// The smallest share of the eligible costs that must go to third parties as financial support.
    pub third_party_share: Option<Sourced<Rate>>,
    /// The contribution of one participant, in euro, from which its financial statements are certified.
    pub certificate: Option<Sourced<Eur>>,
    /// The specific categories that the call opens.
    pub specific_categories: Option<Sourced<Vec<Category>>>,
    pub(crate) volunteers: Allowed,
    pub(crate) third_parties: Allowed,
    /// Whether further specific categories are open where no list is stated.
    pub(crate) specific: Point,
}

/// The flat rate of the indirect costs, and what is not in its base.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndirectCosts {
    /// The share of the base; the law lets a call set up to 7 % of the direct costs.
    pub rate: Rate,
    /// The reasoned decision of the Commission that allows more than 7 %.
    pub decision: Option<String>,
    /// The categories of direct costs outside the base.
    pub excluded: Vec<Category>,
}

/// Whether a call allows something, with where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowed {
    pub(crate) point: Point,
    /// Empty where the call says nothing.
    pub(crate) source: Vec<Citation>,
}

impl BudgetRules {
    /// Nothing stated; what may be asked then are the questions from this place on.
    pub(super) fn silent(first: usize) -> Self {
        // A call with more than 64 questions is refused when it is put together.
        let first = u8::try_from(first).unwrap_or(u8::MAX);
        let open = |at: u8| Allowed { point: Point::Open(at), source: Vec::new() };
        BudgetRules {
            indirect_costs: None,
            third_party_ceiling: None,
            subcontracting: None,
            subcontracting_ceiling: None,
            third_party_share: None,
            certificate: None,
            specific_categories: None,
            volunteers: open(first),
            third_parties: open(first.saturating_add(1)),
            specific: Point::Open(first.saturating_add(2)),
        }
    }

    /// What the call allows of volunteers' work: `None` where that is open or not stated.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // No source of this call says.
    /// assert_eq!(call.budget_rules().allows_volunteers(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allows_volunteers(&self) -> Option<bool> {
        settled(self.volunteers.point)
    }

    /// What the call allows of financial support to third parties: `None` where that is open or not stated.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // No source of this call says.
    /// assert_eq!(call.budget_rules().allows_third_party_support(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allows_third_party_support(&self) -> Option<bool> {
        settled(self.third_parties.point)
    }
}

fn settled(point: Point) -> Option<bool> {
    match point {
        Point::Settled(yes) => Some(yes),
        Point::Open(_) => None,
    }
}

impl Call {
    /// What the call says of detailed budgets.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // Its public pages say nothing of it, and nothing is assumed.
    /// assert!(call.budget_rules().indirect_costs.is_none());
    /// assert_eq!(call.budget_rules().allows_third_party_support(), None);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn budget_rules(&self) -> &BudgetRules {
        &self.conditions.budget_rules
    }

    /// The questions on detailed budgets that every call leaves open unless it says more. They matter only
    /// to proposals with a budget, and are answered by [`Call::assume`] like the others.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let ids: Vec<_> = call.budget_questions().iter().map(|q| q.id.as_str()).collect();
    /// assert_eq!(ids, ["budget-volunteers", "budget-third-party-support", "budget-specific-categories"]);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn budget_questions(&self) -> &[OpenQuestion] {
        let own = self.questions.get(self.stated_questions..).unwrap_or_default();
        own.get(..QUESTIONS).unwrap_or_default()
    }

    /// The questions that the law leaves open under every call unless it says more: on bodies created under Union law,
    /// and on the deadline's own second. They are answered by [`Call::assume`] like the others.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let ids: Vec<_> = call.law_questions().iter().map(|q| q.id.as_str()).collect();
    /// assert_eq!(ids, ["law-union-body-admitted", "law-union-entity-counts", "law-deadline-second"]);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    #[must_use]
    pub fn law_questions(&self) -> &[OpenQuestion] {
        self.questions.get(self.stated_questions.saturating_add(QUESTIONS)..).unwrap_or_default()
    }

    /// A question of any list, by its place.
    pub(crate) fn question(&self, place: usize) -> Option<&OpenQuestion> {
        self.questions.get(place)
    }

    /// A point under the readings that are assumed.
    pub(crate) fn read_point(&self, point: Point) -> Point {
        point.under(&|question| self.pinned(question))
    }

    /// Whether costs may be entered in a category, under the readings that are assumed.
    pub(crate) fn opens(&self, category: Category) -> Point {
        let rules = &self.conditions.budget_rules;
        match category {
            Category::Volunteers => self.read_point(rules.volunteers.point),
            Category::ThirdParties => self.read_point(rules.third_parties.point),
            _ if !Category::SPECIFIC.contains(&category) => Point::Settled(true),
            _ => match &rules.specific_categories {
                Some(listed) if listed.value.contains(&category) => Point::Settled(true),
                _ => self.read_point(rules.specific),
            },
        }
    }

    /// Conditions on budgets that the call's sources do not state.
    pub(crate) fn budget_gaps(&self) -> impl Iterator<Item = &'static str> + use<> {
        let rules = &self.conditions.budget_rules;
        let gap = |stated: bool, name| (!stated).then_some(name);
        [
            gap(rules.indirect_costs.is_some(), "flat rate of the indirect costs and its base"),
            gap(rules.subcontracting.is_some(), "share of subcontracting to be justified"),
            gap(rules.certificate.is_some(), "threshold of the certificate on the financial statements"),
            gap(self.conditions.opening.is_some(), "opening, by which the unit cost of owners is fixed"),
            gap(self.conditions.funding_rate.is_some(), "funding rate"),
        ]
        .into_iter()
        .flatten()
    }
}

/// How many of these there are.
pub(super) const QUESTIONS: usize = 3;

/// What may be asked of every call about detailed budgets, put into words once.
pub(super) static ASKED: LazyLock<[OpenQuestion; QUESTIONS]> = LazyLock::new(|| {
    let asked = |id: &str, what: &str, source: Citation| OpenQuestion {
        id: id.to_owned(),
        question: format!("Does the call open {what}? Its sources do not say."),
        yes: "The category may be used.".to_owned(),
        no: "The category may not be used.".to_owned(),
        source: vec![source],
    };
    let template = |note| Citation::act_noted(Act::Financial2024, "Art. 184", Basis::Inferred, note);
    [
        asked(
            "budget-volunteers",
            "volunteers' work, category A.5",
            Citation::act(Act::Financial2024, "Art. 184(8)", Basis::Act),
        ),
        asked(
            "budget-third-party-support",
            "financial support to third parties, category D.1",
            Citation::act(Act::Financial2024, "Art. 207", Basis::Act),
        ),
        asked(
            "budget-specific-categories",
            "specific categories from D.2 on",
            template("forms of grants; specific categories exist only where a call opens them"),
        ),
    ]
});
