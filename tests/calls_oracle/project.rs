//! The rules on dates, money and the application, by their explanations.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::entry::{COUNTRIES, World, is_member_state, overseas_of, state};
use crate::generate::{FORMS, ROLES};
use crate::rules::{Either, texts};
use crate::search::{Name, Out, Way, met};

/// Whether a country is no third country: a Member State, a part of one, or an overseas territory of one.
fn is_at_home(code: &str) -> bool {
    COUNTRIES
        .into_iter()
        .find(|known| *known == code)
        .is_some_and(|known| is_member_state(state(known)) || overseas_of(known).is_some())
}

impl World<'_> {
    fn read(&self, way: &mut Way, either: &Either<Value>) -> Value {
        match &either.yes {
            Some((question, yes)) if self.yes(way, *question) => yes.clone(),
            _ => either.no.clone(),
        }
    }

    /// Before an instant; within its own second by a question of law.
    fn before(&self, way: &mut Way, at: &str, by: &str) -> Option<Out> {
        met(if at == by { self.yes(way, self.rules.deadline_second) } else { at < by })
    }

    pub(crate) fn yes(&self, way: &mut Way, question: usize) -> bool {
        way.pick(Name::Question(question), 2) == 1
    }

    /// A stated fact, or each of some values that it may have.
    fn fact(&self, way: &mut Way, pointer: &'static str, values: &[Value]) -> Value {
        match &self.proposal[&pointer[1..]] {
            Value::Null => values[way.pick(Name::Fact(pointer), values.len())].clone(),
            stated => stated.clone(),
        }
    }

    pub(crate) fn deadline(&self, way: &mut Way, deadline: &Either<Value>) -> Option<Out> {
        // All in Brussels summer time, so texts compare as instants do.
        let times = [
            "2030-05-14T23:59:59",
            "2030-05-15T12:00:00",
            "2030-05-15T17:30:00",
            "2030-05-16T12:00:00",
            "2030-05-22T17:30:00",
            "2030-05-30T00:00:00",
            "2030-09-17T00:00:00",
        ];
        let at = self.fact(way, "/submitted_at", &times.map(Value::from));
        let at = &at.as_str().unwrap()[..19];
        let stated = deadline.no.clone();
        if let Some(second) = stated["second_stage"].as_object() {
            let stage = self.fact(way, "/submission_stage", &[Value::from(1), Value::from(2)]);
            if stage == 2 {
                let by =
                    format!("{}T{}:00", second["date"].as_str().unwrap(), second["time"].as_str().unwrap());
                return self.before(way, at, &by);
            }
        }
        let read = self.read(way, deadline);
        let date = read["date"].as_str().unwrap();
        match read["time"].as_str() {
            Some(time) => self.before(way, at, &format!("{date}T{time}:00")),
            None if &at[..10] == date => met(self.yes(way, self.rules.deadline_time_not_stated)),
            None => met(&at[..10] < date),
        }
    }

    pub(crate) fn grant(&self, way: &mut Way, grant: &Either<Value>) -> Option<Out> {
        let amounts: Vec<Value> = [0, 99_999, 100_000, 150_000, 200_000, 200_001, 400_000, 500_000, 500_001]
            .map(Value::from)
            .to_vec();
        let amount = self.fact(way, "/requested_grant", &amounts).as_i64().unwrap();
        let mut range = None;
        if let Some(rows) = grant.no["by_target_countries"].as_array() {
            // Those that the call lists choose a range, and by the reading of a list that is not closed any others, too.
            let stated = texts(&self.rules.call["target_countries"]["of"]);
            let says = self.rules.unlisted_count.filter(|_| !stated.is_empty());
            let either = self.rules.either("target_countries").filter(|_| says.is_none());
            let read = either.map(|either| self.read(way, &either));
            let listed = read.map_or(stated.clone(), |read| texts(&read["of"]));
            // Of targets of the list and others: where the call says of the others, they count beside one of the list by
            // that; where none of the list is named, they are what the project is aimed at.
            let both = |way: &mut Way, point, on: usize, beside: usize| match (on, beside) {
                (0, beside) => beside,
                (on, 0) => on,
                (on, beside) => on + if self.point(way, point) { beside } else { 0 },
            };
            let count = match self.proposal["target_countries"].as_array() {
                Some(targets) if says.is_some() => {
                    let distinct: BTreeSet<&str> = targets.iter().map(|t| t.as_str().unwrap()).collect();
                    let (on, beside): (Vec<&str>, Vec<&str>) =
                        distinct.into_iter().partition(|target| stated.iter().any(|l| l == target));
                    let beside = beside.into_iter().filter(|target| !is_at_home(target)).count();
                    both(way, says.unwrap(), on.len(), beside)
                }
                Some(targets) => {
                    let of = |t: &&Value| match listed.as_slice() {
                        // Where none is listed, each third country counts.
                        [] => !is_at_home(t.as_str().unwrap()),
                        listed => listed.iter().any(|l| Some(l.as_str()) == t.as_str()),
                    };
                    targets.iter().filter(of).map(Value::to_string).collect::<BTreeSet<_>>().len()
                }
                None => {
                    // So many of the list, and so many beside it.
                    let ways: Vec<(usize, usize)> =
                        (0..=stated.len()).flat_map(|on| (0..=4).map(move |beside| (on, beside))).collect();
                    let (on, beside) = ways[way.pick(Name::Fact("/target_countries"), ways.len())];
                    match says {
                        Some(point) => both(way, point, on, beside),
                        None => on + if listed.is_empty() { beside } else { 0 },
                    }
                }
            };
            range = rows.iter().find(|row| {
                row["from"].as_u64().unwrap() as usize <= count
                    && row["to"].as_u64().is_none_or(|to| count <= to as usize)
            });
        }
        let read;
        let range = match range {
            Some(row) => row,
            None => {
                read = self.read(way, grant);
                &read
            }
        };
        let (min, max) = (range["min"].as_i64(), range["max"].as_i64());
        if min.is_some_and(|min| amount < min) || max.is_some_and(|max| amount > max) {
            return met(false);
        }
        let unsaid = texts(&range["not_stated"]);
        // A minimum is not above the maximum, whatever it is.
        let below = !unsaid.iter().any(|b| b == "min")
            || max == Some(amount)
            || self.yes(way, self.rules.grant_minimum_not_stated);
        let above = !unsaid.iter().any(|b| b == "max")
            || min == Some(amount)
            || self.yes(way, self.rules.grant_maximum_not_stated);
        met(below && above)
    }

    pub(crate) fn rate(&self, way: &mut Way, rate: &Either<Value>) -> Option<Out> {
        let percents = [66.66, 66.6667, 66.6675, 75.0, 90.0, 90.5, 95.0];
        let known = |key: &str| self.proposal[key].as_i64();
        let costs = known("total_eligible_costs").map_or(vec![-1, 0, 1, 1_000_000], |c| vec![c]);
        let grants: Vec<Value> = costs
            .iter()
            .flat_map(|c| {
                percents
                    .iter()
                    .flat_map(move |p| [-100, 0, 1, 100].map(|by| (*c as f64 * p / 100.0) as i64 + by))
            })
            .chain([0, 1, 1_000_000_000])
            .map(Value::from)
            .collect();
        let stated = known("requested_grant").unwrap_or(450_000);
        let costs: Vec<Value> = percents
            .iter()
            .flat_map(|p| [-100, 0, 1, 100].map(|by| (stated as f64 * 100.0 / p) as i64 + by))
            .chain([-1, 0, 1, 1_000_000, 1_000_000_000])
            .map(Value::from)
            .collect();
        let costs = i128::from(self.fact(way, "/total_eligible_costs", &costs).as_i64().unwrap());
        if costs <= 0 {
            return met(false);
        }
        let grant = i128::from(self.fact(way, "/requested_grant", &grants).as_i64().unwrap());
        if grant <= 0 {
            return met(true);
        }
        // Ten-thousandths of a per cent.
        let most = self.read(way, rate)["at_most"].as_str().unwrap().parse::<f64>().unwrap() * 10_000.0;
        let most = most.round() as i128;
        // Hundredths of a per cent, rounded half up by hand.
        let (whole, rest) = (grant * 10_000 / costs, grant * 10_000 % costs);
        let shown = whole + i128::from(rest * 2 >= costs);
        met(grant * 1_000_000 <= costs * most || shown * 100 <= most)
    }

    pub(crate) fn duration(&self, way: &mut Way, duration: &Either<Value>) -> Option<Out> {
        let months: Vec<Value> = (0..40).map(Value::from).collect();
        let months = self.fact(way, "/duration_months", &months).as_i64().unwrap();
        let read = self.read(way, duration);
        met(match read["exactly"].as_i64() {
            Some(exactly) => months == exactly,
            None => {
                read["min"].as_i64().is_none_or(|min| months >= min)
                    && read["max"].as_i64().is_none_or(|max| months <= max)
            }
        })
    }

    /// A list that is stated, or whether what it would say is so.
    fn list(&self, way: &mut Way, pointer: &'static str, holds: impl Fn(Vec<String>) -> bool) -> bool {
        match &self.proposal[&pointer[1..]] {
            Value::Null => way.pick(Name::Fact(pointer), 2) == 1,
            list => holds(texts(list).iter().map(|t| t.trim().to_lowercase()).collect()),
        }
    }

    /// How many of a list are named, each once.
    fn declared(asked: &Value, mut named: Vec<String>) -> bool {
        let of: Vec<String> = texts(&asked["of"]).iter().map(|t| t.to_lowercase()).collect();
        named.sort();
        named.dedup();
        let count = named.iter().filter(|n| of.is_empty() || of.contains(n)).count() as u64;
        count >= asked["at_least"].as_u64().unwrap_or(1)
            && asked["at_most"].as_u64().is_none_or(|most| count <= most)
    }

    /// The day of submission is not before the day on which the call opens.
    pub(crate) fn opened(&self, way: &mut Way, opening: &Either<Value>) -> Option<Out> {
        let days = ["2000-01-01", "2029-12-15", "2099-01-01"];
        let submitted = self.fact(way, "/submitted_at", &days.map(Value::from));
        let opening = self.read(way, opening);
        met(&submitted.as_str().unwrap()[..10] >= opening["date"].as_str().unwrap())
    }

    /// The action starts no earlier than the submission.
    pub(crate) fn starts_later(&self, way: &mut Way) -> Option<Out> {
        let days = ["2000-01-01", "2099-01-01"].map(Value::from);
        let start = self.fact(way, "/start_date", &days);
        let submitted = self.fact(way, "/submitted_at", &days);
        met(start.as_str().unwrap() >= &submitted.as_str().unwrap()[..10])
    }

    /// The action is not completed when it is submitted: so many months after its start is a later day.
    pub(crate) fn goes_on(&self, way: &mut Way) -> Option<Out> {
        let start = self.proposal["start_date"].as_str().unwrap();
        let submitted = self.fact(way, "/submitted_at", &["2000-01-01", "2099-01-01"].map(Value::from));
        let submitted = &submitted.as_str().unwrap()[..10];
        if start >= submitted {
            return met(true);
        }
        let months = self.fact(way, "/duration_months", &[1, 1200].map(Value::from)).as_i64().unwrap();
        // No day that is generated is past the 28th, so each month has it.
        let number = |at: std::ops::Range<usize>| start[at].parse::<i64>().unwrap();
        let count = number(0..4) * 12 + number(5..7) - 1 + months;
        let anniversary = format!("{:04}-{:02}-{}", count / 12, count % 12 + 1, &start[8..]);
        met(anniversary.as_str() > submitted)
    }

    /// No target country is outside the list.
    pub(crate) fn listed_targets(&self, way: &mut Way) -> Option<Out> {
        let of = texts(&self.rules.call["target_countries"]["of"]);
        met(self.list(way, "/target_countries", |named| {
            named.iter().all(|name| of.iter().any(|country| country.to_lowercase() == *name))
        }))
    }

    /// Every annex that is mandatory of this application is attached.
    pub(crate) fn annexes(&self, asked: &Value, way: &mut Way) -> Option<Out> {
        let lower = |list: &Value| -> Vec<String> { texts(list).iter().map(|t| t.to_lowercase()).collect() };
        let attached = match &self.proposal["annexes"] {
            // Each of the annexes that occur is attached or not.
            Value::Null => {
                let bits = way.pick(Name::Fact("/annexes"), 16);
                let all = ["budget", "cv", "x", "letter"].iter().enumerate();
                all.filter(|(at, _)| bits >> at & 1 == 1).map(|(_, name)| (*name).to_owned()).collect()
            }
            list => texts(list).iter().map(|t| t.trim().to_lowercase()).collect::<Vec<String>>(),
        };
        let lacks = |list: &Value| lower(list).iter().any(|annex| !attached.contains(annex));
        if lacks(&asked["mandatory"]) {
            return met(false);
        }
        for row in asked["of_some"].as_array().into_iter().flatten().filter(|row| lacks(&row["mandatory"])) {
            if let Some(above) = row["requested_above"].as_i64() {
                let amounts = [0, 150_001, 400_001].map(Value::from);
                if self.fact(way, "/requested_grant", &amounts).as_i64().unwrap() <= above {
                    continue;
                }
            }
            if row["legal_forms"].is_null() && row["roles"].is_null() {
                return met(false);
            }
            let (forms, roles) = (texts(&row["legal_forms"]), texts(&row["roles"]));
            let is = |role: &str, form: &str| {
                (roles.is_empty() || roles.iter().any(|r| r == role))
                    && (forms.is_empty()
                        || forms.iter().any(|f| f == form)
                        // International organisations are public bodies.
                        || (form == "international_organisation" && forms.iter().any(|f| f == "public_body")))
            };
            for entry in &self.entries {
                // Whom the call removes takes no part, and is one organisation throughout.
                let asked = match self.rules.removes() {
                    true => entry.and_guarantees(&self.asked(entry)),
                    false => Vec::new(),
                };
                if is(entry.role(way), FORMS[entry.who(way, &asked)?.form]) && !self.falls(way, entry)? {
                    return met(false);
                }
            }
            if !self.complete {
                let joined = way.pick(Name::Joined(0), 26);
                if joined > 0 && is(ROLES[(joined - 1) / 5], FORMS[(joined - 1) % 5]) {
                    return met(false);
                }
            }
        }
        met(true)
    }

    pub(crate) fn application(&self, key: &str, asked: &Value, way: &mut Way) -> Option<Out> {
        let read = self.rules.either(key).map(|either| self.read(way, &either));
        let read_of_two = asked.get("or").is_some();
        let asked = read.as_ref().unwrap_or(asked);
        let most = asked["at_most"].as_i64();
        let lower =
            |key: &str| -> Vec<String> { texts(&asked[key]).iter().map(|t| t.to_lowercase()).collect() };
        met(match key {
            "page_limit" => self.fact(way, "/pages", &[0, 99].map(Value::from)).as_i64() <= most,
            "one_topic" => {
                let further = texts(&self.proposal["further_topics"]);
                further.iter().all(|topic| *topic == self.rules.call["topic"])
            }
            "parallel_applications" => {
                self.fact(way, "/parallel_applications", &[1, 99].map(Value::from)).as_i64() <= most
            }
            "declared_objectives" if read_of_two && self.proposal["objectives"].is_null() => {
                // What is not stated may be on the list, in other words, or nothing.
                let ways: [&[&str]; 4] = [&[], &["z"], &["a"], &["a", "b"]];
                let named = ways[way.pick(Name::Fact("/objectives"), ways.len())];
                Self::declared(asked, named.iter().map(|name| (*name).to_owned()).collect())
            }
            "declared_objectives" => self.list(way, "/objectives", |named| Self::declared(asked, named)),
            "target_countries" => {
                if asked["others"] == "reject" {
                    let of = lower("of");
                    // What is not stated may be enough and on the list, or not on it, or nothing.
                    let ways = [vec![of[0].clone(), of[1].clone()], vec!["us".to_owned()], Vec::new()];
                    let named = match &self.proposal["target_countries"] {
                        Value::Null => ways[way.pick(Name::Fact("/target_countries"), 3)].clone(),
                        list => texts(list).iter().map(|t| t.to_lowercase()).collect(),
                    };
                    let route = || named.is_empty() || named.iter().all(|n| of.contains(n));
                    return met(route()
                        && (!named.is_empty()
                            || (asked["or_routes"] == true
                                && self.list(way, "/routes", |named| {
                                    named.iter().any(|route| !route.is_empty())
                                }))));
                }
                let mut asked = asked.clone();
                asked["of"] = lower("of").into();
                let any = lower("of").is_empty();
                let aimed_at = |mut named: Vec<String>| {
                    named.retain(|code| !any || !is_at_home(&code.to_uppercase()));
                    named
                };
                // Where two readings are open, what is not stated may be enough by both, by one, or by none.
                let named = |all: &[&str]| all.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
                let ways = [named(&[]), named(&["us"]), named(&["tn"]), named(&["tn", "ma"])];
                let enough = match &self.proposal["target_countries"] {
                    Value::Null if read_of_two => {
                        let way = way.pick(Name::Fact("/target_countries"), ways.len());
                        Self::declared(&asked, aimed_at(ways[way].clone()))
                    }
                    _ => self.list(way, "/target_countries", |named| Self::declared(&asked, aimed_at(named))),
                };
                enough
                    || (asked["or_routes"] == true
                        && self.list(way, "/routes", |named| named.iter().any(|route| !route.is_empty())))
            }
            "support_recipients" => {
                let (only, barred, places) =
                    (lower("legal_forms"), lower("barred_forms"), lower("countries"));
                // Where one list is empty nobody is supported, unless the other names somebody.
                let lists =
                    ["support_legal_forms", "support_countries"].map(|list| self.proposal[list].as_array());
                let named = |list: &Option<&Vec<_>>| list.is_some_and(|list| !list.is_empty());
                if lists.iter().any(|list| list.is_some_and(Vec::is_empty)) && !lists.iter().any(named) {
                    return met(true);
                }
                let forms = only.is_empty() && barred.is_empty()
                    || self.list(way, "/support_legal_forms", |forms| {
                        forms.iter().all(|f| {
                            // International organisations are public bodies.
                            let public =
                                f == "international_organisation" && only.iter().any(|o| o == "public_body");
                            !barred.contains(f) && (only.is_empty() || only.contains(f) || public)
                        })
                    });
                // Reunion is in France.
                let in_places =
                    |c: &String| places.contains(c) || (c == "re" && places.contains(&"fr".to_owned()));
                let countries = places.is_empty()
                    || self.list(way, "/support_countries", |named| named.iter().all(in_places));
                forms && countries
            }
            "third_country_activities" => self.list(way, "/activity_countries", |places| {
                // Outermost regions are inside the Union, overseas territories are not.
                places.iter().any(|c| !["be", "re", "dk"].contains(&c.as_str()))
            }),
            "excluded_activities" => {
                self.list(way, "/activities", |planned| lower("items").iter().all(|no| !planned.contains(no)))
            }
            _ => unreachable!("{key}"),
        })
    }
}
