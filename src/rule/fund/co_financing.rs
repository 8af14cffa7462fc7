//! The Union's share against the ceilings of Art. 15.

use chrono::NaiveDate;

use super::super::world::{RuleOf, Teller, World};
use super::{DAYS_OF_2026, OPEN_2026, OPEN_AFTER, OPEN_SOLIDARITY, PERIOD, doubt, fact, stated};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind};
use crate::check::project;
use crate::check::{Found, Required, Subject};
use crate::fund::ActionType;
use crate::law::{Act, Basis, Citation, DatedError, Readings, State};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::time::day;

/// Where expenditure on solidarity actions may be eligible before their rate.
const SOLIDARITY_EXPENDITURE: Citation = Citation::act_noted(
    Act::CommonProvisions,
    "Art. 63(7)",
    Basis::Act,
    "as changed by Art. 82 of Regulation (EU) 2024/1351: a programme amendment may make expenditure on solidarity actions eligible from 11 June 2024",
);

/// What a project under shared management states of its co-financing. Facts that are `None` are unknown.
///
/// ```
/// use amif::{Outcome, fund::ActionType, report::CoFinancing};
///
/// let project = CoFinancing {
///     action: Some(ActionType::Standard),
///     on: "2025-03-01".parse().ok(),
///     contribution: "75000.00".parse().ok(),
///     expenditure: "100000.00".parse().ok(),
/// };
/// assert_eq!(project.check().outcome(), Outcome::Met);
/// // More than 75 %, and less than 90: it depends on the type of action.
/// let open = CoFinancing { action: None, contribution: "80000".parse().ok(), ..project };
/// assert_eq!(open.check().outcome(), Outcome::Unknown);
/// assert_eq!(open.check().missing()[0].to_string(), "/type_of_action");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoFinancing {
    /// The type of action.
    pub action: Option<ActionType>,
    /// The day on which the share is looked at.
    pub on: Option<NaiveDate>,
    /// The contribution of the Union.
    pub contribution: Option<Eur>,
    /// The total eligible expenditure.
    pub expenditure: Option<Eur>,
}

/// Shared management, as far as Art. 15 is concerned.
pub(crate) struct Shares;

impl World for Shares {
    type At<'a> = CoFinancing;
}

/// The Union's share keeps to the ceiling of Art. 15.
pub(crate) const CO_FINANCING: RuleOf<Shares> = RuleOf {
    about: About {
        title: "The Union's share keeps to the ceiling for the type of action.",
        explanation: "\
Divides the Union contribution by the total eligible expenditure, rounds half up to two decimals of a per
cent, and compares it with the ceiling of Art. 15 for the type of action on the day. Without the type or the
day the outcome is unknown unless every one of them gives the same. A solidarity action has no ceiling before
the change of 2026. A programme amendment may make expenditure on one eligible from 11 June 2024; from that
day until the change the outcome is unknown, before it not met. Expenditure of zero or less carries no
contribution.
Art. 15 concerns shared management. The decision approving a programme may set a lower rate, and says
whether it applies to the total or to the public contribution; neither is known here.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            Citation::act(Act::Amif2021, "Art. 15", Basis::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 15(7)",
                Basis::Unverified,
                "rates by the decision approving the programme; the sentence was cut off in the source",
            ),
            DAYS_OF_2026,
            SOLIDARITY_EXPENDITURE,
        ],
        facts: &[
            FactKind::ActionType,
            FactKind::Date,
            FactKind::UnionContribution,
            FactKind::TotalEligibleExpenditure,
        ],
    },
    judge,
};

fn judge(project: &CoFinancing, tell: &mut Teller<'_, '_>) {
    let CoFinancing { action, on, contribution, expenditure } = *project;
    let actions: Vec<ActionType> = action.map_or_else(|| ActionType::ALL.to_vec(), |action| vec![action]);
    let days = on.map_or_else(every_state_of_the_law, |day| vec![day]);
    let by_day: Vec<Vec<_>> =
        days.iter().map(|day| actions.iter().map(|a| project.single(*a, *day)).collect()).collect();
    let singles = || by_day.iter().flatten();
    let outcome = singles().fold(Outcomes::NONE, |all, (set, _)| all.or(*set)).fold();
    tell.tell(Subject::Fact(FactKind::UnionContribution), outcome, |kept| {
        let ceiling = action.zip(on).and_then(|(action, on)| action.ceiling().at(on).ok());
        let share = contribution.zip(expenditure).and_then(|(c, e)| Percent::of(c, e));
        kept.required = ceiling.copied().map(Required::Rate);
        kept.found = Some(Found::UnionShare { contribution, expenditure, share });
        kept.missing = project.missing(&actions, &days);
        // With a day still to be stated, no question about one is open yet.
        let questions = singles().filter_map(|(_, question)| question.filter(|_| on.is_some()));
        kept.open = questions.map(str::to_owned).collect();
        kept.because = Some("the day lies before 1 January 2021, when Art. 15 begins to apply".to_owned());
        kept.message = project.message(outcome, ceiling, share);
        kept.source = project.source();
        doubt(kept);
    });
}

impl CoFinancing {
    /// What one type of action on one day comes to, and which question is open.
    fn single(&self, action: ActionType, date: NaiveDate) -> (Outcomes, Option<&'static str>) {
        let under = |rate: Option<&Rate>| match rate {
            // No such type of action then.
            None => Outcomes::NOT_MET,
            Some(rate) => match project::within_rate(self.contribution, self.expenditure, *rate) {
                Outcome::Met => Outcomes::MET,
                Outcome::NotMet => Outcomes::NOT_MET,
                _ => Outcomes::MET_OR_NOT,
            },
        };
        match readings(action, date) {
            Ok((readings, open)) => (under(readings.earlier).or(under(readings.later)), open),
            Err(DatedError::After { .. }) => (Outcomes::MET_OR_NOT, Some(OPEN_AFTER)),
            Err(_) => (Outcomes::NOT_APPLICABLE, None),
        }
    }

    /// The unknown facts that change the outcome in some completion of the others.
    fn missing(&self, actions: &[ActionType], days: &[NaiveDate]) -> Vec<Fact> {
        let standard = ActionType::Standard.ceiling();
        let in_period = days.iter().any(|day| standard.entry(*day).is_ok());
        let whole = project::within_rate(self.contribution, self.expenditure, Rate::WHOLE);
        let amounts_open = in_period && whole == Outcome::Unknown;
        let differ = days.iter().any(|day| {
            if amounts_open {
                vary(actions.iter().map(|action| self.ceilings(*action, *day)))
            } else {
                vary(actions.iter().map(|action| self.single(*action, *day).0))
            }
        });
        [
            (FactKind::ActionType, self.action.is_none() && differ),
            (FactKind::Date, self.on.is_none()),
            (FactKind::UnionContribution, self.contribution.is_none() && amounts_open),
            (FactKind::TotalEligibleExpenditure, self.expenditure.is_none() && amounts_open),
        ]
        .into_iter()
        .filter(|(_, matters)| *matters)
        .map(|(kind, _)| fact(kind))
        .collect()
    }

    /// The ceilings by which types of action differ while amounts are open: some share lies between any two.
    /// Where nothing is asked none is exceeded, and only that there is one at all tells types apart.
    fn ceilings(&self, action: ActionType, day: NaiveDate) -> Option<[Option<Rate>; 2]> {
        let asks = self.contribution.is_none_or(|contribution| contribution > Eur::ZERO);
        let (readings, _) = readings(action, day).ok()?;
        let ceiling = |rate: &Rate| if asks { *rate } else { Rate::WHOLE };
        Some([readings.earlier.map(ceiling), readings.later.map(ceiling)])
    }

    fn message(&self, outcome: Outcome, ceiling: Option<&Rate>, share: Option<Percent>) -> String {
        let amount =
            |a: Option<Eur>| a.map_or("an unknown amount".to_owned(), |a| format!("EUR {}", a.grouped()));
        let (part, whole) = (amount(self.contribution), amount(self.expenditure));
        let share = share.map_or("an unknown share".to_owned(), |s| s.to_string());
        let what = self.action.map_or("an unknown type of action", ActionType::words);
        let on = stated(self.on);
        match (outcome, ceiling) {
            (Outcome::NotApplicable, _) => {
                format!("Does not apply: {on} lies before 1 January 2021, when Art. 15 begins to apply.")
            }
            (_, Some(rate)) => format!("{part} of {whole} is {share}; at most {rate} for {what} on {on}."),
            (Outcome::Unknown, None) if self.awaits_amendment() => format!(
                "{part} of {whole} is {share}; Art. 15 has no rate for {what} on {on}, but a programme amendment \
                 may make expenditure eligible from {ELIGIBLE_FROM}, Art. 63(7) of {}.",
                Act::CommonProvisions
            ),
            (Outcome::NotMet, None) if self.action.is_some() => {
                format!("{part} of {whole} is {share}; Art. 15 has no rate for {what} on {on}.")
            }
            _ => format!("{part} of {whole} is {share}; type of action: {what}; day: {on}."),
        }
    }

    /// The entries behind the ceiling, or the rule's law where type or day is unknown.
    fn source(&self) -> Vec<Citation> {
        let entry = self.action.zip(self.on).and_then(|(action, on)| action.ceiling().entry(on).ok());
        let mut source = entry.map_or(CO_FINANCING.about.citations, |entry| entry.source).to_vec();
        if self.awaits_amendment() {
            source.push(SOLIDARITY_EXPENDITURE);
        }
        source
    }

    /// Whether the day lies where expenditure on a solidarity action may be eligible without a rate.
    fn awaits_amendment(&self) -> bool {
        let found = self.action.zip(self.on).and_then(|(action, on)| readings(action, on).ok());
        found.is_some_and(|(_, open)| open == Some(OPEN_SOLIDARITY))
    }
}

/// From this day a programme amendment may make expenditure on solidarity actions eligible: Art. 63(7) of
/// Regulation (EU) 2021/1060.
const ELIGIBLE_FROM: NaiveDate = day(2024, 6, 11);

/// The ceilings that may hold on a day, and the question on which it depends which of them does.
fn readings(
    action: ActionType,
    date: NaiveDate,
) -> Result<(Readings<'static, Rate>, Option<&'static str>), DatedError> {
    let table = action.ceiling();
    let found = table.readings(date)?;
    if found.earlier != found.later {
        return Ok((found, Some(OPEN_2026)));
    }
    if action == ActionType::SolidarityAction && found.earlier.is_none() && date >= ELIGIBLE_FROM {
        // Looked at before the rate came, such expenditure has none yet, or the one that was to come.
        let to_come = table.entries().iter().find_map(|entry| match &entry.state {
            State::Value(rate) => Some(rate),
            _ => None,
        });
        return Ok((Readings { earlier: None, later: to_come }, Some(OPEN_SOLIDARITY)));
    }
    Ok((found, None))
}

/// Whether not all values are the same.
fn vary<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    let first = values.next();
    values.any(|value| Some(&value) != first.as_ref())
}

/// A day for every state that Art. 15 was ever in: before it, from each change on, and after all that is known.
fn every_state_of_the_law() -> Vec<NaiveDate> {
    let table = ActionType::Standard.ceiling();
    let edges = [table.first().pred_opt(), table.last().succ_opt()].into_iter().flatten();
    let changes = ActionType::ALL.iter().flat_map(|a| a.ceiling().entries()).map(|entry| entry.from);
    let mut days: Vec<NaiveDate> = edges.chain(changes).chain([ELIGIBLE_FROM]).collect();
    days.sort_unstable();
    days.dedup();
    days
}
