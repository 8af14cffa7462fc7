//! Writing the `budget` of `amif-proposal/1`. Unknown facts are left out, or `null` in a table.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Between, Budget, Costs, Owner, Person, Resources, Row, RowOf, Sum, Totals, WorkPackage};
use crate::money::Eur;

fn known<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, fact: Option<&T>) -> Result<(), M::Error> {
    match fact {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

impl Serialize for Costs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Indirect costs that are left out are unknown; every other category that is left out is zero.
        let written = |(category, cell): &(super::Category, Option<Eur>)| match category {
            super::Category::Indirect => cell.is_some(),
            _ => *cell != Some(Eur::ZERO),
        };
        serializer.collect_map(self.iter().filter(written))
    }
}

impl Serialize for Resources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().filter(|(_, cell)| *cell != Some(Eur::ZERO)))
    }
}

impl Serialize for RowOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RowOf::Place(place) => place.serialize(serializer),
            RowOf::Pic(pic) => pic.serialize(serializer),
        }
    }
}

impl Serialize for WorkPackage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("costs", &self.costs)?;
        map.end()
    }
}

impl Serialize for Owner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("days", &self.days)?;
        map.serialize_entry("coefficient", &self.coefficient)?;
        map.end()
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("year", &self.year)?;
        map.serialize_entry("days", &self.days)?;
        map.end()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("participant", &self.participant)?;
        map.serialize_entry("costs", &self.costs)?;
        known(&mut map, "total", self.total.as_ref())?;
        known(&mut map, "requested", self.requested.as_ref())?;
        map.serialize_entry("resources", &self.resources)?;
        known(&mut map, "work_packages", (!self.work_packages.is_empty()).then_some(&self.work_packages))?;
        known(&mut map, "largest_support", self.largest_support.as_ref())?;
        known(&mut map, "owners", self.owners.as_ref())?;
        known(&mut map, "persons", (!self.persons.is_empty()).then_some(&self.persons))?;
        map.end()
    }
}

/// Pairs as an object.
struct Pairs<'a, K>(&'a [(K, Eur)]);

impl<K: Serialize> Serialize for Pairs<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, amount)| (key, amount)))
    }
}

impl Serialize for Totals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        known(&mut map, "costs", (!self.costs.is_empty()).then_some(&Pairs(&self.costs)))?;
        known(&mut map, "total", self.total.as_ref())?;
        known(&mut map, "requested", self.requested.as_ref())?;
        known(&mut map, "resources", (!self.resources.is_empty()).then_some(&Pairs(&self.resources)))?;
        known(&mut map, "funding_rate", self.funding_rate.as_ref())?;
        map.end()
    }
}

impl Serialize for Budget {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rows", &self.rows)?;
        known(&mut map, "totals", (!self.totals.is_empty()).then_some(&self.totals))?;
        known(&mut map, "subcontracting_justified", self.subcontracting_justified.as_ref())?;
        map.end()
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("known", &self.known)?;
        map.serialize_entry("unknown", &self.unknown)?;
        map.end()
    }
}

impl Serialize for Between {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("least", &self.least)?;
        map.serialize_entry("most", &self.most)?;
        map.end()
    }
}
