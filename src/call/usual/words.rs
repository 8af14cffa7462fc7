//! Presumptions in words and as JSON.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Asks, Presumption, Strength, UsualReading, Value};

impl Presumption {
    /// The condition, by its name in call files.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?.with_usual_terms();
    /// assert!(call.presumed().any(|term| term.condition() == "minima"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn condition(&self) -> String {
        match self.asks {
            Asks::Form { role, form, .. } => format!("roles/{role}/{form}"),
            Asks::Affiliated => "counting/affiliated_entities".to_owned(),
            Asks::Minima => "minima".to_owned(),
            Asks::MinimumApplicants => "minimum_applicants".to_owned(),
            Asks::MinimumCountries => "minimum_countries".to_owned(),
            Asks::Countries => "countries".to_owned(),
            Asks::Rate => "funding_rate".to_owned(),
        }
    }

    /// What is presumed, without what it rests on.
    fn value(&self) -> String {
        let first = self.readings.first().map(|reading| reading.value);
        match (self.asks, first) {
            (Asks::Form { role, form, .. }, Some(Value::Is(admitted))) => {
                let may = if admitted { "may" } else { "may not" };
                let an = if form.words().starts_with('i') { "An" } else { "A" };
                format!("{an} {} {may} be {}", form.words(), role.words())
            }
            (Asks::Affiliated, Some(Value::Is(true))) => "Affiliated entities count to the minima".to_owned(),
            (Asks::Affiliated, _) => "Affiliated entities do not count to the minima".to_owned(),
            (Asks::Minima, _) => "How many applicants from how many countries".to_owned(),
            (Asks::MinimumApplicants, _) => "How many applicants are needed".to_owned(),
            (Asks::MinimumCountries, _) => "From how many countries the applicants come at least".to_owned(),
            (Asks::Countries, _) => {
                "Applicants are established in a Member State other than Denmark, or in the United Kingdom"
                    .to_owned()
            }
            (Asks::Rate, Some(Value::Rate(rate))) => format!("The grant covers up to {rate} of the costs"),
            (Asks::Rate | Asks::Form { .. }, _) => "A condition".to_owned(),
        }
    }

    /// How many topics and calls ask each number: what an applicant needs before partners are added.
    pub(super) fn minima_in_words(&self) -> String {
        let asked = self.readings.iter().filter_map(|reading| {
            let (applicants, countries) = reading.minima()?;
            Some(format!("{applicants} from {countries} in {}", counted(reading)))
        });
        let asked: Vec<String> = asked.collect();
        format!("of {} topics of {} that state it: {}", self.topics(), self.whose, asked.join("; "))
    }
}

fn counted(reading: &UsualReading) -> String {
    let plural = |count: usize, one: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
    };
    let calls = usize::try_from(reading.calls).unwrap_or(usize::MAX);
    format!("{} of {}", plural(reading.topics.len(), "topic"), plural(calls, "call"))
}

impl fmt::Display for Presumption {
    /// What is presumed, and how many topics of how many calls say so.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value())?;
        if self.asks.of_minima() {
            return write!(f, " is not stated: {}.", self.minima_in_words());
        }
        let by = match self.asks {
            Asks::Form { by: Some(by), .. } => format!(", of a {} alone", by.words()),
            _ => String::new(),
        };
        match (self.strength, self.readings.first()) {
            (Strength::SameCall, Some(reading)) => {
                let topics: Vec<&str> = reading.topics.iter().map(crate::id::TopicId::as_str).collect();
                write!(f, ": so says another topic of the same call{by}: {}.", topics.join(", "))
            }
            (Strength::Period, Some(reading)) => {
                let period = self.period.map(|period| format!(" of {period}")).unwrap_or_default();
                write!(f, ": so say {}{period}{by}; none says otherwise.", counted(reading))
            }
            (_, None) => f.write_str("."),
        }
    }
}

impl Serialize for Presumption {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("condition", &self.condition())?;
        map.serialize_entry("text", &self.to_string())?;
        map.serialize_entry("strength", &self.strength)?;
        map.serialize_entry("evidence", &Evidence(self))?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}

struct Evidence<'a>(&'a Presumption);

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("topics", &self.0.topics())?;
        map.serialize_entry("readings", &self.0.readings)?;
        map.serialize_entry("seen_until", &self.0.seen_until.to_string())?;
        map.serialize_entry("ends", &self.0.ends.to_string())?;
        map.end()
    }
}

impl Serialize for UsualReading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.value {
            Value::Is(yes) => map.serialize_entry("value", &yes)?,
            Value::Minima { applicants, countries } => {
                map.serialize_entry("applicants", &applicants)?;
                map.serialize_entry("countries", &countries)?;
            }
            Value::Rate(rate) => map.serialize_entry("percent", &rate)?,
        }
        map.serialize_entry("topics", &self.topics)?;
        map.serialize_entry("calls", &self.calls)?;
        map.end()
    }
}
