//! The budget overview, which lists every topic of the parent call.

use std::collections::BTreeSet;

use super::amount::{amount, stated_amount, stated_count};
use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::id::TopicId;
use crate::money::Eur;

/// One line of the budget overview that belongs to the topic itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetLine {
    /// Where it stands.
    pub path: String,
    /// The line's label: identifier, code and name of the action.
    pub action: String,
    /// How many grants are expected.
    pub expected_grants: Option<u32>,
    /// The indicative smallest contribution. No eligibility rule without the call document.
    pub min_contribution: Option<Eur>,
    /// The indicative largest contribution. No eligibility rule without the call document.
    pub max_contribution: Option<Eur>,
    /// The amount by year, as far as readable and not zero.
    pub by_year: Vec<(String, Eur)>,
    /// The sum over the years, where every year could be read.
    pub total: Option<Eur>,
}

/// What the budget overview tells of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Budget {
    /// The topic's own lines, found by its identifier.
    pub lines: Vec<BudgetLine>,
    /// The topic's own share: the sum of its lines. Absent where topics share a pot.
    pub share: Option<Eur>,
    /// The pot that the topics of the call share. Each of them repeats it; it is no topic's budget.
    pub shared_pot: Option<Eur>,
    /// The other topics that the overview lists.
    pub siblings: Vec<String>,
}

impl Budget {
    /// The indicative range of contributions, where all lines of the topic agree on it.
    ///
    /// ```
    /// use amif::portal::Budget;
    ///
    /// assert_eq!(Budget::default().range(), None, "no line, no range");
    /// ```
    #[must_use]
    pub fn range(&self) -> Option<(Option<Eur>, Option<Eur>)> {
        let ranges: BTreeSet<_> =
            self.lines.iter().map(|l| (l.min_contribution, l.max_contribution)).collect();
        let mut ranges = ranges.into_iter();
        let range = ranges.next()?;
        (ranges.next().is_none() && range != (None, None)).then_some(range)
    }

    /// How many grants are expected over all lines of the topic; `None` where a line does not say.
    ///
    /// ```
    /// use amif::portal::Budget;
    ///
    /// assert_eq!(Budget::default().expected_grants(), None);
    /// ```
    #[must_use]
    pub fn expected_grants(&self) -> Option<u32> {
        if self.lines.is_empty() {
            return None;
        }
        self.lines.iter().try_fold(0u32, |sum, line| sum.checked_add(line.expected_grants?))
    }
}

/// The amount of any line, of whatever topic.
struct Entry<'v> {
    node: Node<'v>,
    group: String,
    action: String,
    own: bool,
    total: Option<Eur>,
}

/// Reads the overview and finds the lines of the topic in it; gives the nodes of those lines too.
pub(super) fn read<'v>(
    overview: &Node<'v>,
    topic: Option<&TopicId>,
    warnings: &mut Vec<Warning>,
) -> (Budget, Vec<Node<'v>>) {
    let mut entries = Vec::new();
    for (group, list) in overview.get("budgetTopicActionMap").map(|n| n.fields()).unwrap_or_default() {
        for node in list.items() {
            let Some(action) = node.text_of("action") else {
                let meaning = "a budget line without a label; it was left out";
                warnings.push(Warning::at(&node, WarningKind::UnexpectedShape, meaning));
                continue;
            };
            let own = topic.is_some_and(|topic| is_of(&action, topic.as_str()));
            entries.push(Entry { total: None, group: group.to_owned(), node, action, own });
        }
    }
    let mut budget = Budget::default();
    for entry in &mut entries {
        // Oddities in the lines of other topics are none of this topic's business.
        let mut aside = Vec::new();
        let notes: &mut Vec<Warning> = if entry.own { warnings } else { &mut aside };
        let (by_year, total) = years(&entry.node, notes);
        entry.total = total;
        if entry.own {
            budget.lines.push(line(entry, by_year, notes));
        }
    }
    let siblings: BTreeSet<String> =
        entries.iter().filter(|e| !e.own).map(|e| first_word(&e.action).to_ascii_uppercase()).collect();
    budget.siblings = siblings.into_iter().collect();
    settle(overview, &entries, &mut budget, warnings);
    let own = entries.into_iter().filter(|e| e.own).map(|e| e.node).collect();
    (budget, own)
}

/// Whether a label begins with the identifier as a whole: `X-01` is not the start of `X-01-02`.
fn is_of(action: &str, topic: &str) -> bool {
    first_word(action).eq_ignore_ascii_case(topic)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn years(line: &Node<'_>, warnings: &mut Vec<Warning>) -> (Vec<(String, Eur)>, Option<Eur>) {
    let mut by_year = Vec::new();
    let mut complete = true;
    for (year, node) in line.get("budgetYearMap").map(|n| n.fields()).unwrap_or_default() {
        match node.items().first().and_then(|n| amount(n, warnings)) {
            Some(Eur::ZERO) => {}
            Some(amount) => by_year.push((year.to_owned(), amount)),
            None => complete = false,
        }
    }
    let total = Eur::checked_sum(by_year.iter().map(|(_, amount)| *amount));
    let total = total.filter(|t| complete && *t != Eur::ZERO);
    (by_year, total)
}

fn line(entry: &Entry<'_>, by_year: Vec<(String, Eur)>, warnings: &mut Vec<Warning>) -> BudgetLine {
    let node = &entry.node;
    let mut bound = |key, what| node.one(key).and_then(|n| stated_amount(&n, what, warnings));
    let min_contribution = bound("minContribution", "the smallest contribution");
    let max_contribution = bound("maxContribution", "the largest contribution");
    let expected_grants =
        node.one("expectedGrants").and_then(|n| stated_count(&n, "the number of grants", warnings));
    if node.get("budgetYearMap").is_some() && by_year.is_empty() && entry.total.is_none() {
        let meaning = "no amount above zero in any year; the budget is not stated";
        warnings.push(Warning::at(node, WarningKind::MissingBudget, meaning));
    }
    if min_contribution.is_some() || max_contribution.is_some() {
        let meaning = "the portal's range of contributions is indicative; whether it binds is in the call document, so no rule was made of it";
        warnings.push(Warning::at(node, WarningKind::IndicativeRange, meaning));
    }
    if let (Some(min), Some(max)) = (min_contribution, max_contribution)
        && min > max
    {
        let meaning = "the smallest contribution is above the largest; compare them with the call document";
        warnings.push(Warning::at(node, WarningKind::RangeReversed, meaning));
    }
    BudgetLine {
        path: node.path.clone(),
        action: entry.action.clone(),
        expected_grants,
        min_contribution,
        max_contribution,
        by_year,
        total: entry.total,
    }
}

/// Decides whether the topic has a share of its own.
fn settle(overview: &Node<'_>, entries: &[Entry<'_>], budget: &mut Budget, warnings: &mut Vec<Warning>) {
    let mut warn = |kind, found: String, meaning: String| {
        warnings.push(Warning::about(overview.path.clone(), kind, found, meaning));
    };
    if entries.is_empty() {
        warn(WarningKind::MissingBudget, "no budget line".to_owned(), "no budget is stated".to_owned());
        return;
    }
    if !budget.siblings.is_empty() {
        warn(
            WarningKind::SiblingTopics,
            format!("lines of other topics of the call ({})", budget.siblings.len()),
            "only the topic's own lines were read; the sum of all is the call's budget".to_owned(),
        );
    }
    if budget.lines.is_empty() {
        warn(
            WarningKind::NoOwnLine,
            format!("{} budget lines, none of this topic", entries.len()),
            "the topic's budget is not stated".to_owned(),
        );
        return;
    }
    let own = Eur::checked_sum(budget.lines.iter().filter_map(|l| l.total))
        .filter(|_| budget.lines.iter().all(|l| l.total.is_some()));
    let Some(own) = own else {
        warn(
            WarningKind::MissingBudget,
            "a line of the topic without an amount".to_owned(),
            "the topic's budget is not stated".to_owned(),
        );
        return;
    };
    let groups: BTreeSet<&str> = entries.iter().filter(|e| e.own).map(|e| e.group.as_str()).collect();
    // A pot is repeated line by line, so the lines are compared, not their sums.
    let pot = budget.lines.iter().filter_map(|l| l.total).max().unwrap_or(own);
    let one_pot = |within: &dyn Fn(&Entry<'_>) -> bool| {
        let mut others = entries.iter().filter(|e| !e.own && within(e)).peekable();
        others.peek().is_some() && others.all(|e| e.total == Some(pot))
    };
    let own_lines_alike = budget.lines.iter().all(|l| l.total == Some(pot));
    if own_lines_alike && (one_pot(&|_| true) || one_pot(&|e| groups.contains(e.group.as_str()))) {
        budget.shared_pot = Some(pot);
        warn(
            WarningKind::SharedPot,
            format!("EUR {} on every line", pot.grouped()),
            "equal amounts on the lines of all topics are one pot that they share; scope: call; the topic's own budget is not stated".to_owned(),
        );
        return;
    }
    let alike: BTreeSet<&str> =
        entries.iter().filter(|e| !e.own && e.total == Some(pot)).map(|e| first_word(&e.action)).collect();
    if alike.len() > 1 {
        warn(
            WarningKind::PossiblySharedPot,
            format!("EUR {} on the lines of {} other topics too", pot.grouped(), alike.len()),
            "it may be one pot that some topics share; compare it with the call document".to_owned(),
        );
    }
    if budget.range().is_none() && budget.lines.len() > 1 {
        warn(
            WarningKind::RangesDiffer,
            format!("{} lines of this topic", budget.lines.len()),
            "they give different ranges of contributions, or none; see each line".to_owned(),
        );
    }
    budget.share = Some(own);
}
