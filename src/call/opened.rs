//! What a call opens in detailed budgets, and the questions that it leaves open about them.

use std::ops::Range;
use std::sync::LazyLock;

use super::point::Point;
use super::{BudgetRules, Call, OpenQuestion};
use crate::budget::Category;
use crate::law::{Act, Basis, Citation};

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
    /// let ids: Vec<_> = call.budget_questions().map(|q| q.id.as_str()).collect();
    /// assert_eq!(ids, ["budget-volunteers", "budget-third-party-support", "budget-specific-categories"]);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    pub fn budget_questions(&self) -> impl Iterator<Item = &OpenQuestion> {
        self.left_open(self.stated_questions..self.stated_questions.saturating_add(QUESTIONS))
    }

    /// The questions that the law leaves open under every call unless it says more: on bodies created under Union law,
    /// and on the deadline's own second; and where emergency assistance states no ceiling of support to a third party, on that. They are answered by [`Call::assume`] like the others.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let ids: Vec<_> = call.law_questions().map(|q| q.id.as_str()).collect();
    /// assert_eq!(ids, ["law-union-body-admitted", "law-union-entity-counts", "law-deadline-second"]);
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    pub fn law_questions(&self) -> impl Iterator<Item = &OpenQuestion> {
        self.left_open(self.stated_questions.saturating_add(QUESTIONS)..self.questions.len())
    }

    /// The questions at these places that the call does not answer itself.
    fn left_open(&self, places: Range<usize>) -> impl Iterator<Item = &OpenQuestion> {
        places.filter(|place| self.answer_to(*place).is_none()).filter_map(|place| self.questions.get(place))
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
