//! A forecast as JSON, as text and as a picture.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::due::NextDue;
use super::forecast::{Forecast, OpenPoint};
use super::year_end::{Range, With2027, YearEnd};
use crate::money::Eur;
use crate::time::is_over;

/// The name of the format.
const SCHEMA: &str = "amif-forecast/1";

impl Forecast {
    /// The forecast in the format `amif-forecast/1`, on one line. The same input gives the same bytes.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert!(forecast.to_json().starts_with(r#"{"schema":"amif-forecast/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Forecast {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("cci", &self.cci)?;
        map.serialize_entry("as_of", &self.as_of.map(|day| day.to_string()))?;
        map.serialize_entry("years", &self.years)?;
        map.serialize_entry("with_2027", &self.with_2027)?;
        map.serialize_entry("open", &self.open)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("next_due", &self.next_due)?;
        map.end()
    }
}

impl Serialize for Range {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("certain", &self.certain)?;
        map.serialize_entry("possible", &self.possible)?;
        map.end()
    }
}

impl Serialize for YearEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("on", &self.on.to_string())?;
        map.serialize_entry("due", &self.due)?;
        map.serialize_entry("covered", &self.covered)?;
        map.serialize_entry("lost", &self.lost)?;
        map.serialize_entry("to_claim", &self.to_claim)?;
        map.serialize_entry("pre_financing", &self.pre_financing)?;
        map.serialize_entry("claimed", &self.claimed)?;
        map.serialize_entry("excepted", &self.excepted)?;
        map.serialize_entry("newly_lost", &self.newly_lost)?;
        map.serialize_entry("claims_needed", &self.claims_needed)?;
        map.end()
    }
}

impl Serialize for With2027 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("due", &self.due)?;
        map.serialize_entry("lost", &self.lost)?;
        map.serialize_entry("to_claim", &self.to_claim)?;
        map.end()
    }
}

impl Serialize for OpenPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("id", self.id)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("source", &self.source.to_string())?;
        map.end()
    }
}

impl Serialize for NextDue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("on", &self.on.to_string())?;
        map.serialize_entry("what", &self.what)?;
        map.serialize_entry("source", &self.source.to_string())?;
        map.end()
    }
}

/// An amount for a table; `?` where it is not known.
fn cell(amount: Option<Eur>) -> String {
    amount.map_or("?".to_owned(), |amount| amount.grouped().to_string())
}

fn cells(range: Range) -> String {
    if range.certain == range.possible {
        return cell(range.certain);
    }
    format!("{} to {}", cell(range.certain), cell(range.possible))
}

impl fmt::Display for Forecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.headline())?;
        let as_of = self.as_of.map_or("no day stated".to_owned(), |day| day.to_string());
        wrapped(
            f,
            0,
            &format!(
                "Programme {}, as of {as_of}. Computed from what is stated; not a decision of the Commission.",
                self.cci
            ),
        )?;
        writeln!(f, "\nEUR, cumulative, at 31 December")?;
        let gone = self.years.iter().rfind(|end| is_over(end.on, self.as_of)).map(|end| end.lost);
        for end in &self.years {
            writeln!(f, "  {}", end.on.format("%Y"))?;
            writeln!(f, "    due        {}", cell(end.due))?;
            writeln!(f, "    covered    {}", cells(end.covered))?;
            if end.excepted.possible != Some(Eur::ZERO) {
                writeln!(f, "    excepted   {}", cells(end.excepted))?;
            }
            let past = is_over(end.on, self.as_of);
            // The sums of losses never fall: what was lost before stays in them, and is at risk no more.
            let lost = past || gone == Some(end.lost);
            writeln!(f, "    {:<11}{}", if lost { "lost" } else { "at risk" }, cells(end.lost))?;
            if end.to_claim != Some(Eur::ZERO) {
                let word = if past { "missing" } else { "to claim" };
                writeln!(f, "    {word:<11}{}", cell(end.to_claim))?;
            }
        }
        if let Some(other) = &self.with_2027 {
            writeln!(f, "  2029, if the commitment of 2027 falls due then (open)")?;
            writeln!(f, "    due        {}", cell(other.due))?;
            writeln!(f, "    at risk    {}", cells(other.lost))?;
            writeln!(f, "    to claim   {}", cell(other.to_claim))?;
        }
        if !self.missing.is_empty() {
            writeln!(f, "\nNot yet known")?;
            for path in &self.missing {
                writeln!(f, "  {path}")?;
            }
        }
        if !self.next_due.is_empty() {
            writeln!(f, "\nNext due")?;
            for due in &self.next_due {
                writeln!(f, "  {}", due.on)?;
                wrapped(f, 4, &due.what)?;
                wrapped(f, 4, &due.source.to_string())?;
            }
        }
        writeln!(f, "\nOpen")?;
        for open in &self.open {
            writeln!(f, "  {}", open.id)?;
            wrapped(f, 4, &open.text)?;
            wrapped(f, 4, &open.source.to_string())?;
        }
        Ok(())
    }
}

/// Writes a text in lines of at most 80 columns.
pub(crate) fn wrapped(f: &mut impl fmt::Write, indent: usize, text: &str) -> fmt::Result {
    let mut line = " ".repeat(indent);
    let mut begun = false;
    for word in text.split(' ') {
        let width = line.chars().count().saturating_add(word.chars().count()).saturating_add(1);
        if begun && width > 80 {
            writeln!(f, "{line}")?;
            line = " ".repeat(indent);
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    writeln!(f, "{line}")
}

impl Forecast {
    /// The first thing to know: what is lost, or what must be claimed next, or that all is covered.
    fn headline(&self) -> String {
        let ahead = |end: &&YearEnd| !is_over(end.on, self.as_of);
        let past = self.years.iter().rfind(|end| !ahead(end)).map(|end| end.lost);
        let lost = past.filter(|lost| lost.possible != Some(Eur::ZERO));
        let so_far = lost.map(|lost| format!("Lost so far: EUR {}. ", cells(lost))).unwrap_or_default();
        let next = self.years.iter().filter(ahead).find(|end| end.to_claim != Some(Eur::ZERO));
        match next {
            Some(end) => format!("{so_far}EUR {} still to claim by {}", cell(end.to_claim), end.on),
            None => format!("{so_far}Nothing more is at risk"),
        }
    }
}
