//! Which tables of the Fund rest on a place in an act.

use super::{
    ActionType, Component, ELIGIBLE_ENTITIES, EmergencyCase, FixedAmount, FixedNumber, Fund, Ground,
    Indicator, Instrument, InterventionType, LUMP_SUMS_2014, ManagementMode, Measure, Parameter, ScopeItem,
    SpecificObjective,
};
use crate::law::{Act, Citation, Dated, ParsePlaceError, Place};

/// Something in the tables of the Fund, and a place that it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableCitation {
    what: &'static str,
    citation: &'static Citation,
}

impl TableCitation {
    /// What rests on the place: the name of a table by date, a line of the envelope, the label of an item.
    ///
    /// ```
    /// use amif::{fund::tables_citing, law::Act};
    ///
    /// let found: Vec<_> = tables_citing(Act::Amif2021, "Art. 10")?.into_iter().collect();
    /// assert!(!found.is_empty() && found.iter().all(|place| !place.what().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// The place, with its mark.
    ///
    /// ```
    /// use amif::{fund::tables_citing, law::Act};
    ///
    /// let found: Vec<_> = tables_citing(Act::Amif2021, "Art. 10")?.into_iter().collect();
    /// assert!(found.iter().all(|place| place.citation().article() == Some("10")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citation(&self) -> &'static Citation {
        self.citation
    }
}

/// What in the tables of the Fund rests on a place in an act. [`rules_citing`](crate::report::rules_citing) tells the
/// same of the rules, and reads places alike.
///
/// The tables are: both envelopes, events and founding acts; rates, other shares and minimum shares; amounts
/// per person, on which [`person_amounts`](super::person_amounts) rests, lump sums, other fixed amounts and
/// numbers; the situations of emergency assistance; the wording of objectives; the items of Annexes II, III,
/// V, VI and VIII; the uses of management modes; and the eligible entities. Countries are not among them.
///
/// ```
/// use amif::law::Act;
/// use amif::fund::tables_citing;
///
/// let found = tables_citing(Act::Amif2021, "art. 20")?;
/// assert!(found.iter().all(|f| f.citation().section().starts_with("Art. 20")) && !found.is_empty());
/// assert!(tables_citing(Act::Amif2021, "twenty").is_err());
/// # Ok::<(), amif::law::ParsePlaceError>(())
/// ```
///
/// # Errors
/// When the place is not one of an act.
pub fn tables_citing(act: Act, place: &str) -> Result<Vec<TableCitation>, ParsePlaceError> {
    let place = Place::parse(place)?;
    let mut found: Vec<TableCitation> = Vec::new();
    let mut look = |what: &'static str, source: &'static [Citation]| {
        let cited = source.iter().filter(|c| c.cited_act() == Some(act) && place.meets(c.section()));
        for citation in cited {
            let one = TableCitation { what, citation };
            // The entries of one table often rest on the same place.
            if !found.contains(&one) {
                found.push(one);
            }
        }
    };
    for fund in [Fund::amif_2021_2027(), Fund::amif_2014_2020()] {
        look("programming period", fund.period.source);
        fund.envelope.lines().into_iter().for_each(|(_, line)| look(line.name, line.source));
        fund.acts.iter().for_each(|act| look(act.does, act.source));
        fund.events.iter().for_each(|event| look(event.what, event.source));
    }
    for objective in SpecificObjective::ALL {
        look(objective.wording().value, objective.wording().source);
        look(objective.content_2014().value, objective.content_2014().source);
        objective.minimum_share().into_iter().for_each(|table| dated(&mut look, table));
    }
    ActionType::ALL.iter().for_each(|action| dated(&mut look, action.ceiling()));
    Parameter::ALL.iter().for_each(|parameter| dated(&mut look, parameter.share()));
    for ground in Ground::ALL {
        dated(&mut look, ground.amount(false));
        dated(&mut look, ground.amount(true));
    }
    LUMP_SUMS_2014.iter().for_each(|table| dated(&mut look, table));
    FixedAmount::ALL.iter().for_each(|amount| dated(&mut look, amount.amount()));
    FixedNumber::ALL.iter().for_each(|number| dated(&mut look, number.number()));
    EmergencyCase::ALL.iter().for_each(|case| dated(&mut look, case.in_force()));
    Measure::all().for_each(|item| look(item.label(), item.source()));
    ScopeItem::all().for_each(|item| look(item.label(), item.source()));
    Indicator::all().for_each(|item| look(item.label(), item.source()));
    InterventionType::all().for_each(|item| look(item.label(), item.source()));
    for mode in ManagementMode::ALL {
        Instrument::ALL.iter().for_each(|i| look(i.as_str(), mode.instrument(*i).1));
        Component::ALL.iter().for_each(|c| look(c.as_str(), c.under(*mode).1));
    }
    Component::ALL.iter().for_each(|c| look(c.as_str(), c.source()));
    ELIGIBLE_ENTITIES.iter().for_each(|entity| look(entity.rule, entity.source));
    Ok(found)
}

fn dated<T>(look: &mut impl FnMut(&'static str, &'static [Citation]), table: &'static Dated<T>) {
    table.entries().iter().for_each(|entry| look(table.what(), entry.source));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_articles_behind_tables_and_calculator_are_found() {
        for place in ["Art. 14", "Art. 19", "Art. 20", "art. 15", "Annex V", "Annex VI", "Art. 10(2)(a)"] {
            assert!(!tables_citing(Act::Amif2021, place).unwrap().is_empty(), "{place}");
        }
        assert_eq!(tables_citing(Act::Amif2021, "Annex V").unwrap().len(), 13, "the results, no output");
        assert_eq!(tables_citing(Act::Amif2021, "99"), Ok(vec![]));
        assert!(tables_citing(Act::Amif2021, "15(").is_err());
    }
}
