//! A call file as its format is described, version and automatic questions included.

use serde_json::Value;

use crate::generate::{FORMS, ROLES, TYPES};

/// A point: settled, or the place of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    Is(bool),
    Ask(usize),
}

#[derive(Debug)]
pub(crate) struct Role {
    pub(crate) forms: Vec<Point>,
    /// Of which of them the call says nothing in this role.
    pub(crate) silent: Vec<bool>,
    pub(crate) statuses: Vec<StatusRow>,
    pub(crate) types: Option<Vec<Point>>,
}

#[derive(Debug)]
pub(crate) struct StatusRow {
    pub(crate) form: Option<usize>,
    pub(crate) status: String,
    pub(crate) held: bool,
    /// Must not be held, unless the question is answered yes.
    pub(crate) unless: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Countries {
    pub(crate) except: Vec<String>,
    pub(crate) overseas: Point,
    pub(crate) exempt: Point,
    pub(crate) points: Vec<(String, Point)>,
    pub(crate) counted: Vec<(String, Point)>,
    pub(crate) negotiating: Vec<(String, Option<String>)>,
    pub(crate) unfunded: (Vec<String>, Vec<String>),
    /// The roles and legal forms that bodies of third countries may have.
    pub(crate) third: Option<(Vec<String>, Vec<String>)>,
    pub(crate) coordinator: Vec<String>,
}

/// Two values between which a question decides, or one.
#[derive(Debug)]
pub(crate) struct Either<T> {
    pub(crate) no: T,
    pub(crate) yes: Option<(usize, T)>,
}

#[derive(Debug)]
pub(crate) struct Rules {
    /// The conditions of the version that governs.
    pub(crate) call: Value,
    pub(crate) ids: Vec<String>,
    pub(crate) roles: Option<Vec<Role>>,
    pub(crate) legal_forms_not_stated: usize,
    pub(crate) countries: Option<Countries>,
    pub(crate) countries_not_stated: usize,
    /// To the minimum of applicants, and to that of countries.
    pub(crate) international_counts: [Point; 2],
    /// Whether one counts as an applicant wherever it is established.
    pub(crate) international_anywhere: bool,
    pub(crate) territory_counts: Point,
    pub(crate) affiliated_counts: Point,
    pub(crate) minima: [Option<(Either<u64>, String)>; 2],
    pub(crate) deadline_time_not_stated: usize,
    pub(crate) deadline_second: usize,
    pub(crate) grant_minimum_not_stated: usize,
    pub(crate) grant_maximum_not_stated: usize,
    /// Whether target countries outside the list count beside one on it; `None` where the call does not say.
    pub(crate) unlisted_count: Option<Point>,
}

pub(crate) fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|v| v.as_str().unwrap().to_owned()).collect()
}

/// Whether a call says nothing of a role.
fn says_nothing(role: &Value) -> bool {
    let empty = |value: &Value| match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(table) => table.is_empty(),
        other => other.is_null(),
    };
    role["only"] != true
        && role["organisation_types"].is_null()
        && ["admitted", "barred", "open", "statuses", "if_form"].iter().all(|key| empty(&role[*key]))
}

struct Questions(Vec<String>);

impl Questions {
    fn ask(&mut self, id: &str) -> usize {
        if let Some(at) = self.0.iter().position(|known| known == id) {
            return at;
        }
        self.0.push(id.to_owned());
        self.0.len() - 1
    }

    /// A point; where it is absent, an automatic question.
    fn point(&mut self, value: &Value, automatic: &str) -> Point {
        match value {
            Value::Null => Point::Ask(self.ask(automatic)),
            Value::Bool(yes) => Point::Is(*yes),
            open => Point::Ask(self.ask(open["open"].as_str().unwrap())),
        }
    }

    fn points(&mut self, value: &Value) -> Vec<(String, Point)> {
        let table = value.as_object().into_iter().flatten();
        table.map(|(name, point)| (name.clone(), self.point(point, ""))).collect()
    }

    fn either<T>(&mut self, value: &Value, of: impl Fn(&Value) -> T) -> Either<T> {
        let yes = value.get("or").map(|or| (self.ask(or["open"].as_str().unwrap()), of(or)));
        Either { no: of(value), yes }
    }

    fn role(&mut self, role: &str, roles: &Value) -> Role {
        let value = &roles[role];
        let only = value["only"].as_bool().unwrap_or(false);
        let listed = |key: &str, name: &str| texts(&value[key]).iter().any(|n| n == name);
        let forms = FORMS.map(|form| match &value["open"][form] {
            _ if listed("admitted", form) => Point::Is(true),
            _ if listed("barred", form) => Point::Is(false),
            // A closed list of public bodies has international organisations, which are some.
            Value::Null
                if only && form == "international_organisation" && listed("admitted", "public_body") =>
            {
                Point::Is(true)
            }
            Value::Null
                if only
                    && form == "international_organisation"
                    && !value["open"]["public_body"].is_null() =>
            {
                let open = value["open"]["public_body"].clone();
                self.point(&open, "")
            }
            Value::Null if only => Point::Is(false),
            open => self.point(open, &format!("{role}-{form}").replace('_', "-")),
        });
        let silent = FORMS.map(|form| {
            !only && !listed("admitted", form) && !listed("barred", form) && value["open"][form].is_null()
        });
        // Of a role that it says nothing of, the call asks what it asks of a beneficiary.
        let (role, value) =
            if says_nothing(value) { ("beneficiary", &roles["beneficiary"]) } else { (role, value) };
        let mut statuses = Vec::new();
        for (status, point) in self.points(&value["statuses"]) {
            let (held, unless) = match point {
                Point::Is(held) => (held, None),
                Point::Ask(question) => (false, Some(question)),
            };
            statuses.push(StatusRow { form: None, status, held, unless });
        }
        for (form, table) in value["if_form"].as_object().into_iter().flatten() {
            let form = FORMS.iter().position(|f| f == form);
            for (status, point) in self.points(table) {
                let (held, unless) = match point {
                    Point::Is(held) => (held, None),
                    Point::Ask(question) => (false, Some(question)),
                };
                statuses.push(StatusRow { form, status, held, unless });
            }
        }
        let types = value.get("organisation_types").map(|types| {
            let listed = |key: &str, name: &str| texts(&types[key]).iter().any(|n| n == name);
            let other = format!("{role}-other-organisation-types").replace('_', "-");
            TYPES
                .iter()
                .map(|kind| {
                    if listed("admitted", kind) {
                        Point::Is(true)
                    } else if listed("barred", kind) || types["only"] == true {
                        Point::Is(false)
                    } else {
                        Point::Ask(self.ask(&other))
                    }
                })
                .collect()
        });
        Role { forms: forms.to_vec(), silent: silent.to_vec(), statuses, types }
    }
}

impl Rules {
    /// The version that was known on a day and published by the day of the last deadline, or that extends it.
    fn governing(file: &Value, today: &str) -> Value {
        let mut call = file.clone();
        let last_of = |deadline: &Value| {
            let last = deadline["second_stage"]["date"].as_str().or(deadline["date"].as_str());
            last.unwrap_or("9999-12-31").to_owned()
        };
        let mut last = last_of(&file["deadline"]);
        for version in file["versions"].as_array().into_iter().flatten() {
            let published = version["published"].as_str().unwrap();
            let moved = version["changes"].get("deadline").map(last_of);
            let extends = !version["changes"]["deadline"].is_null()
                && moved.as_deref().is_some_and(|moved| moved > last.as_str() && published <= moved);
            if published <= today && (published <= last.as_str() || extends) {
                last = moved.unwrap_or(last);
                for (key, value) in version["changes"].as_object().unwrap() {
                    call[key.as_str()] = value.clone();
                }
            }
        }
        call.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        call
    }

    pub(crate) fn read(file: &Value, today: &str) -> Rules {
        let call = Self::governing(file, today);
        let stated = call["open_questions"].as_array().into_iter().flatten();
        let mut questions = Questions(stated.map(|q| q["id"].as_str().unwrap().to_owned()).collect());
        let roles = call
            .get("roles")
            .map(|roles| ROLES[..3].iter().map(|role| questions.role(role, roles)).collect());
        let countries = call.get("countries").map(|value| Countries {
            except: texts(&value["member_states_except"]),
            overseas: questions.point(&value["overseas_territories"], "overseas-territories-eligible"),
            exempt: questions
                .point(&value["international_organisations_exempt"], "international-organisations-exempt"),
            points: questions.points(&value["points"]),
            counted: questions.points(&value["counted"]),
            negotiating: value["negotiating"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|n| {
                    (n["country"].as_str().unwrap().to_owned(), n["in_force"].as_str().map(str::to_owned))
                })
                .collect(),
            unfunded: (
                texts(&value["without_funding"]["countries"]),
                texts(&value["without_funding"]["roles"]),
            ),
            coordinator: texts(&value["coordinator"]),
            third: value
                .get("third_countries")
                .map(|third| (texts(&third["roles"]), texts(&third["legal_forms"]))),
        });
        let counting = &call["counting"];
        let international_counts = match &counting["international_organisations"] {
            Value::Null => [
                (
                    "international_organisations_as_applicants",
                    "international-organisation-counts-as-applicant",
                ),
                ("international_organisations_as_countries", "international-organisation-seat-counts"),
            ]
            .map(|(key, automatic)| questions.point(&counting[key], automatic)),
            both => [questions.point(both, ""); 2],
        };
        let minima = ["minimum_applicants", "minimum_countries"].map(|key| {
            let value = call.get(key)?;
            let basis = value["counting"].as_str().unwrap_or("participating_member_states").to_owned();
            Some((questions.either(value, |v| v["at_least"].as_u64().unwrap()), basis))
        });
        Rules {
            international_counts,
            international_anywhere: counting["international_organisations"].is_null(),
            territory_counts: questions.point(&counting["overseas_territories"], "overseas-territory-counts"),
            affiliated_counts: questions.point(&counting["affiliated_entities"], "affiliated-entity-counts"),
            legal_forms_not_stated: questions.ask("legal-forms-not-stated"),
            countries_not_stated: questions.ask("countries-not-stated"),
            deadline_time_not_stated: questions.ask("deadline-time-not-stated"),
            deadline_second: questions.ask("law-deadline-second"),
            grant_minimum_not_stated: questions.ask("grant-minimum-not-stated"),
            grant_maximum_not_stated: questions.ask("grant-maximum-not-stated"),
            unlisted_count: call["grant"].get("unlisted_count").map(|unlisted| questions.point(unlisted, "")),
            roles,
            countries,
            minima,
            ids: questions.0,
            call,
        }
    }

    /// Whether the call removes whoever is ineligible.
    pub(crate) fn removes(&self) -> bool {
        self.call["ineligible_participant_effect"]["effect"] == "remove"
    }

    /// The condition under a key, and its other reading.
    pub(crate) fn either(&self, key: &str) -> Option<Either<Value>> {
        let value = self.call.get(key)?;
        let question = |id: &str| self.ids.iter().position(|known| known == id);
        let yes = value.get("or").map(|or| (question(or["open"].as_str().unwrap()).unwrap(), or.clone()));
        Some(Either { no: value.clone(), yes })
    }
}
