//! Whole random calls over the vocabulary of `amif-call/1`, and proposals that fit them: small domains, facts
//! unknown here and there.

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Map, Value, json};

/// A call and a proposal as files, and the instant of the check.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) call: Value,
    pub(crate) proposal: Value,
    /// Another proposal under the same call.
    pub(crate) other: Value,
    pub(crate) as_of: &'static str,
}

pub(crate) const FORMS: [&str; 5] =
    ["public_body", "non_profit_private", "profit_making", "international_organisation", "natural_person"];
pub(crate) const ROLES: [&str; 5] =
    ["coordinator", "beneficiary", "affiliated_entity", "associated_partner", "subcontractor"];
pub(crate) const TYPES: [&str; 8] = [
    "state_or_federal_authority",
    "local_public_body",
    "non_governmental_organisation",
    "humanitarian_organisation",
    "private_law_company",
    "public_law_company",
    "education_organisation",
    "research_organisation",
];
const STATUSES: [&str; 6] =
    ["trade_union", "legal_personality", "acting_without_profit", "sme", "non_profit", "ngo"];
const COUNTRIES: [&str; 12] = ["BE", "AT", "RE", "FR", "NO", "GB", "CH", "DK", "GL", "NC", "HU", "IE"];
/// Codes in their spellings, and texts that are none.
const PICS: [&str; 9] = [
    "999000001",
    "999000002",
    "999000003",
    "999000004",
    "999000005",
    "PIC: 999000001",
    "999 000 002",
    "12",
    "000000000",
];
const AS_OF: [&str; 4] = [
    "2030-02-01T12:00:00+01:00",
    "2030-04-15T12:00:00+02:00",
    "2030-06-15T12:00:00+02:00",
    "2031-02-01T12:00:00+01:00",
];

/// Every case, from the runner's random numbers.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    Just(()).prop_perturb(|(), rng| Generator { rng }.case())
}

struct Generator {
    rng: TestRng,
}

fn source() -> Value {
    json!([{ "document": "d" }])
}

impl Generator {
    /// With a chance in per cent.
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.rng.random_range(0..list.len())]
    }

    fn some<T: Copy>(&mut self, list: &[T], percent: u32) -> Vec<T> {
        list.iter().copied().filter(|_| self.chance(percent)).collect()
    }

    fn case(mut self) -> Case {
        let call = self.call();
        let proposal = self.proposal(&call);
        let other = self.proposal(&call);
        let as_of = self.pick(&AS_OF);
        Case { call, proposal, other, as_of }
    }

    fn point(&mut self) -> Value {
        match self.rng.random_range(0..100) {
            0..50 => json!(true),
            50..72 => json!(false),
            _ => json!({ "open": self.pick(&["q1", "q2", "q3"]) }),
        }
    }

    fn call(&mut self) -> Value {
        let mut call = Map::new();
        let questions = ["q1", "q2", "q3", "r1", "r2"].map(|id| {
            json!({ "id": id, "question": "Is it so?", "yes": "It is.", "no": "It is not.", "source": source() })
        });
        let fixed = json!({
            "schema": "amif-call/1", "topic": "EXAMPLE-2030-01", "version": "1",
            "published": { "date": "2030-01-10", "source": source() },
            "documents": { "d": { "title": "Example", "basis": "call_document" } },
            "opening": { "date": "2030-01-10", "source": source() },
            "open_questions": questions
        });
        call.extend(fixed.as_object().unwrap().clone());
        if self.chance(30) {
            let open = self.pick(&["r1", "r2", "q1"]);
            call["opening"]["or"] = json!({ "open": open, "date": "2029-12-01" });
        }
        let bars = self.chance(30);
        let negotiating = self.chance(30);
        self.dates(&mut call, bars || negotiating);
        let countries = self.chance(92);
        self.minima(&mut call, countries);
        let statuses = self.some(&STATUSES, 35);
        if self.chance(92) {
            let mut roles = Map::new();
            for role in &ROLES[..3] {
                if self.chance(92) {
                    let coordinator = *role == "coordinator";
                    roles.insert((*role).to_owned(), self.role(coordinator, &statuses));
                }
            }
            if !roles.is_empty() {
                roles.insert("source".to_owned(), source());
                call.insert("roles".to_owned(), roles.into());
            }
        }
        if self.chance(35) {
            let mut composition = Map::new();
            for key in ["required", "recommended"] {
                if self.chance(70) {
                    let count = self.pick(&[1, 1, 1, 2, 2, 5]);
                    let kinds: Vec<Value> = (0..count).map(|_| self.members(&statuses)).collect();
                    composition.insert(key.to_owned(), kinds.into());
                }
            }
            call.insert("composition".to_owned(), composition.into());
        }
        if countries {
            let countries = self.countries(negotiating);
            call.insert("countries".to_owned(), countries);
        }
        if bars {
            let mut bar = json!({
                "declaration": "public_interest_trust", "country": "HU",
                "from": self.pick(&["2022-12-16", "2030-03-01", "2030-06-01"]),
                "roles": self.some(&ROLES, 70), "way_out": "the measure is lifted", "source": source()
            });
            if self.chance(40) {
                bar["until"] = json!(self.pick(&["2030-06-10", "2031-01-01"]));
            }
            call.insert("bars".to_owned(), json!([bar]));
        }
        self.money(&mut call);
        self.application_rules(&mut call);
        if self.chance(25) {
            let mut changes = Map::new();
            let mut other = Map::new();
            self.minima(&mut other, countries);
            self.money(&mut other);
            self.application_rules(&mut other);
            // Both minima change together, so that there are never fewer applicants than countries.
            let both = other.contains_key("minimum_applicants") && other.contains_key("minimum_countries");
            let minima = both && self.chance(50);
            for (key, value) in other {
                let taken = if key.starts_with("minimum_") { minima } else { self.chance(50) };
                if taken {
                    changes.insert(key, value);
                }
            }
            for key in ["page_limit", "one_topic", "grant", "composition"] {
                if self.chance(10) {
                    changes.insert(key.to_owned(), Value::Null);
                }
            }
            let published = self.pick(&["2030-04-01", "2030-06-12"]);
            call.insert(
                "versions".to_owned(),
                json!([{ "version": "2", "published": published, "changes": changes, "source": source() }]),
            );
        }
        call.into()
    }

    fn dates(&mut self, call: &mut Map<String, Value>, one_day: bool) {
        if self.chance(6) {
            return;
        }
        let mut deadline = json!({ "date": "2030-05-15", "source": source() });
        if self.chance(85) {
            deadline["time"] = json!("17:00");
            if self.chance(30) {
                let date = if one_day { "2030-05-15" } else { "2030-05-22" };
                deadline["or"] =
                    json!({ "open": self.pick(&["r1", "r2", "q1"]), "date": date, "time": "18:00" });
            }
        }
        if self.chance(20) {
            deadline["cut_offs"] = json!([{ "date": "2030-03-01", "time": "17:00" }]);
        }
        if self.chance(25) {
            deadline["second_stage"] = json!({ "date": "2030-09-16", "time": "17:00" });
        }
        call.insert("deadline".to_owned(), deadline);
    }

    fn minima(&mut self, call: &mut Map<String, Value>, countries: bool) {
        let all = ["participating_member_states", "member_states_except_denmark", "eligible_countries"];
        // Where the countries are not stated, eligible ones are not counted.
        let bases = if countries { &all[..] } else { &all[..2] };
        let applicants = self.rng.random_range(0..4u32);
        for (key, most) in [("minimum_applicants", applicants), ("minimum_countries", applicants.min(3))] {
            let at_least = self.rng.random_range(0..=most).max(most.saturating_sub(1));
            let at_least = if key == "minimum_applicants" { most } else { at_least };
            let mut minimum = json!({ "at_least": at_least, "source": source() });
            if self.chance(60) {
                minimum["counting"] = json!(self.pick(bases));
            }
            if self.chance(25) {
                let mut or = json!({ "open": self.pick(&["r1", "r2"]), "at_least": self.rng.random_range(0..=at_least) });
                if let Some(counting) = minimum.get("counting") {
                    or["counting"] = counting.clone();
                }
                minimum["or"] = or;
            }
            if self.chance(93) {
                call.insert(key.to_owned(), minimum);
            }
        }
        if self.chance(85) {
            let mut counting = Map::new();
            // By its seat to both minima, or by a point for each.
            let international: &[&str] = match self.chance(50) {
                true => &["international_organisations"],
                false => {
                    &["international_organisations_as_applicants", "international_organisations_as_countries"]
                }
            };
            for key in international.iter().copied().chain(["overseas_territories", "affiliated_entities"]) {
                if self.chance(75) {
                    let point = self.point();
                    counting.insert(key.to_owned(), point);
                }
            }
            call.insert("counting".to_owned(), counting.into());
        }
    }

    fn role(&mut self, coordinator: bool, statuses: &[&str]) -> Value {
        let (mut admitted, mut barred, mut open) = (Vec::new(), Vec::new(), Map::new());
        for form in FORMS {
            match self.rng.random_range(0..100) {
                0..48 => admitted.push(form),
                48..70 => barred.push(form),
                70..80 => drop(open.insert(form.to_owned(), self.point())),
                _ => {}
            }
        }
        if coordinator && admitted.is_empty() && open.is_empty() {
            barred.retain(|f| *f != "public_body");
            admitted.push("public_body");
        }
        let mut role = json!({ "admitted": admitted, "barred": barred, "open": open });
        if self.chance(50) {
            role["only"] = json!(true);
        }
        let mut asked = Map::new();
        for status in statuses {
            if self.chance(35) {
                asked.insert((*status).to_owned(), self.point());
            }
        }
        let mut if_form = Map::new();
        for form in FORMS {
            if self.chance(8) && !statuses.is_empty() {
                let status = self.pick(statuses);
                let held = match asked.get(status).and_then(Value::as_bool) {
                    Some(held) => held,
                    None => self.chance(60),
                };
                let open = self.chance(35).then(|| json!({ "open": self.pick(&["q1", "q2", "q3"]) }));
                if_form.insert(form.to_owned(), json!({ status: open.unwrap_or(json!(held)) }));
            }
        }
        if !asked.is_empty() {
            role["statuses"] = asked.into();
        }
        if !if_form.is_empty() {
            role["if_form"] = if_form.into();
        }
        if self.chance(20) {
            let admitted = self.some(&TYPES, 50);
            let rest: Vec<&str> = TYPES.iter().copied().filter(|t| !admitted.contains(t)).collect();
            role["organisation_types"] =
                json!({ "admitted": admitted, "barred": self.some(&rest, 40), "only": self.chance(40) });
        }
        role
    }

    fn members(&mut self, statuses: &[&str]) -> Value {
        let at_least = self.pick(&[1, 1, 1, 2]);
        let mut kind = json!({ "at_least": at_least, "source": source() });
        if self.chance(25) {
            let name = self.pick(&["Police", "university"]);
            kind["kind"] = json!(name);
            kind["question"] = json!(format!("Is it of the kind {name}?"));
        }
        if self.chance(20) {
            kind["member_states"] = json!(self.rng.random_range(1..=at_least));
        }
        if self.chance(20) {
            kind["or_letter"] = json!(self.pick(&["letter A", "letter B"]));
        }
        if self.chance(50) {
            kind["roles"] = json!(self.some(&ROLES, 50));
        }
        if self.chance(45) {
            kind["legal_forms"] = json!(self.some(&FORMS, 40));
        }
        if self.chance(25) {
            kind["organisation_types"] = json!(self.some(&TYPES, 40));
        }
        if self.chance(25) && !statuses.is_empty() {
            kind["statuses"] = json!({ self.pick(statuses): self.chance(60) });
        }
        if self.chance(25) {
            kind["countries"] = json!(self.some(&["FR", "BE", "AT", "NO", "NC"], 50));
        }
        kind
    }

    fn countries(&mut self, negotiating: bool) -> Value {
        let mut countries = json!({
            "member_states_except": self.pick(&[&["DK"][..], &["DK"], &["DK", "IE"], &[]]), "source": source()
        });
        for key in ["overseas_territories", "international_organisations_exempt"] {
            if self.chance(80) {
                countries[key] = self.point();
            }
        }
        let mut points = Map::new();
        let mut counted = Map::new();
        for country in ["NO", "GB", "CH", "GL", "HU"] {
            if self.chance(if country == "HU" { 5 } else { 35 }) {
                let point = self.point();
                if country == "HU" && point == json!(false) {
                    // A Member State that takes no part is excepted.
                    countries["member_states_except"].as_array_mut().unwrap().push(json!("HU"));
                    continue;
                }
                points.insert(country.to_owned(), point);
                if ["GB", "NO"].contains(&country) && self.chance(40) {
                    let point = self.point();
                    counted.insert(country.to_owned(), point);
                }
            }
        }
        let mut negotiations = Vec::new();
        let mut unfunded = Vec::new();
        for country in ["NO", "GB", "CH", "XK"] {
            if points.contains_key(country) {
                continue;
            }
            if negotiating && self.chance(50) {
                let mut record = json!({ "country": country, "source": source() });
                if self.chance(60) {
                    record["in_force"] = json!(self.pick(&["2030-03-15", "2030-06-01", "2031-01-01"]));
                }
                negotiations.push(record);
            } else if self.chance(25) {
                unfunded.push(country);
            }
        }
        countries["points"] = points.into();
        countries["counted"] = counted.into();
        if negotiating {
            countries["negotiating"] = negotiations.into();
        }
        if !unfunded.is_empty() {
            countries["without_funding"] = json!({ "countries": unfunded, "roles": self.some(&ROLES, 50) });
        }
        if self.chance(20) {
            let (roles, forms) = (self.some(&ROLES[..3], 50), self.some(&FORMS, 50));
            let mut third = Map::new();
            for (key, list) in [("roles", roles), ("legal_forms", forms)] {
                if self.chance(60) && !list.is_empty() {
                    third.insert(key.to_owned(), json!(list));
                }
            }
            if !third.is_empty() {
                countries["third_countries"] = third.into();
            }
        }
        if self.chance(20) {
            countries["coordinator"] = json!(self.some(&["BE", "AT", "FR", "HU"], 60));
        }
        countries
    }

    fn range(&mut self) -> Value {
        let mut range = Map::new();
        if self.chance(75) {
            range.insert("min".to_owned(), json!(self.pick(&[100_000, 200_000])));
        }
        if self.chance(75) {
            range.insert("max".to_owned(), json!(self.pick(&[200_000, 500_000])));
        }
        range.into()
    }

    fn grant(&mut self) -> Value {
        let mut range = self.range();
        let mut unsaid = Vec::new();
        for bound in ["min", "max"] {
            // Without a number, or beside one, which is then the widest that it can be.
            let widest = bound == "max" && range.get("min").is_some() && range["max"] == 200_000;
            if widest || (range.get(bound).is_none() && self.chance(50)) {
                unsaid.push(bound);
            }
        }
        if range.as_object().unwrap().is_empty() {
            range["min"] = json!(100_000);
            unsaid.retain(|b| *b != "min");
        }
        if !unsaid.is_empty() {
            range["not_stated"] = json!(unsaid);
        }
        range
    }

    fn money(&mut self, call: &mut Map<String, Value>) {
        if self.chance(93) {
            let mut grant = self.grant();
            if self.chance(25) {
                let mut or = self.grant();
                or["open"] = json!(self.pick(&["r1", "r2", "q2"]));
                grant["or"] = or;
            }
            if self.chance(20) {
                let mut rows = Vec::new();
                let from = self.pick(&[0, 1]);
                for (from, to) in [(from, Some(1)), (2, self.pick(&[Some(2), None]))] {
                    let mut row = self.range();
                    row["from"] = json!(from);
                    row["to"] = json!(to);
                    rows.push(row);
                }
                grant["by_target_countries"] = json!(rows);
                // Drawn apart, so that what is drawn after it is what it was.
                let mut apart = Generator { rng: self.rng.clone() };
                if apart.chance(40) {
                    grant["unlisted_count"] = apart.point();
                }
                if apart.chance(30) {
                    grant["by_target_countries"].as_array_mut().unwrap().remove(0);
                }
            }
            grant["source"] = source();
            call.insert("grant".to_owned(), grant);
        }
        if self.chance(90) {
            let mut rate = json!({ "at_most": self.pick(&["90", "75", "90.5", "66.6667", "66.6675"]), "source": source() });
            if self.chance(30) {
                rate["or"] = json!({ "open": self.pick(&["r1", "r2", "q1"]), "at_most": self.pick(&["90", "95", "66.66"]) });
            }
            call.insert("funding_rate".to_owned(), rate);
        }
        if self.chance(93) {
            let mut value = || match self.rng.random_range(0..4) {
                0 => json!({ "exactly": 24 }),
                1 => json!({ "max": self.rng.random_range(24..37) }),
                2 => json!({ "min": self.rng.random_range(1..25) }),
                _ => json!({ "min": 12, "max": 24 }),
            };
            let (mut duration, mut or) = (value(), value());
            if self.chance(30) {
                or["open"] = json!(self.pick(&["r1", "r2", "q1"]));
                duration["or"] = or;
            }
            duration["source"] = source();
            call.insert("duration".to_owned(), duration);
        }
        if self.chance(30) {
            let effect = json!({ "effect": self.pick(&["reject", "remove"]), "source": source() });
            call.insert("ineligible_participant_effect".to_owned(), effect);
        }
    }

    fn annexes(&mut self) -> Value {
        let mut annexes = json!({});
        let some = self.chance(30);
        if !some || self.chance(60) {
            annexes["mandatory"] = json!(self.pick(&[&["Budget"][..], &["Budget", "CV"]]));
        }
        if some {
            let mut rows = Vec::new();
            for _ in 0..self.pick(&[1, 1, 2]) {
                let mut row = json!({ "mandatory": self.pick(&[&["CV"][..], &["x", "Letter"]]) });
                let by_amount = self.chance(50);
                if by_amount {
                    row["requested_above"] = json!(self.pick(&[150_000, 400_000]));
                }
                if !by_amount || self.chance(40) {
                    row["legal_forms"] = json!(self.pick(&[&FORMS[..1], &FORMS[1..3], &FORMS[3..]]));
                    if self.chance(50) {
                        row["roles"] = json!(self.pick(&[&ROLES[..1], &ROLES[..2]]));
                    }
                }
                rows.push(row);
            }
            annexes["of_some"] = rows.into();
        }
        annexes
    }

    fn application_rules(&mut self, call: &mut Map<String, Value>) {
        let conditions = [
            ("annexes", self.annexes()),
            ("page_limit", json!({ "at_most": 50 })),
            ("one_topic", json!({})),
            ("parallel_applications", json!({ "at_most": 1 })),
            ("one_role_each", json!({})),
            (
                "declared_objectives",
                self.pick(&[
                    r#"{"of": ["a", "b"], "at_least": 1, "at_most": 1}"#,
                    r#"{"at_least": 2}"#,
                    r#"{"of": ["a"]}"#,
                    r#"{"of": ["a", "b"], "at_least": 1, "or": {"open": "q1", "at_least": 1}}"#,
                ])
                .parse()
                .unwrap(),
            ),
            (
                "target_countries",
                self.pick(&[
                    r#"{"of": ["TN", "MA"], "at_least": 1, "or_routes": true}"#,
                    r#"{"at_least": 2, "or_routes": false}"#,
                    r#"{"of": ["TN", "MA"], "at_least": 2, "or": {"open": "q1", "at_least": 1}}"#,
                    r#"{"of": ["TN", "MA"], "others": "reject", "or_routes": true}"#,
                    r#"{"of": ["TN", "MA", "NG"], "others": "correct"}"#,
                ])
                .parse()
                .unwrap(),
            ),
            (
                "support_recipients",
                self.pick(&[
                    r#"{"barred_forms": ["natural_person"]}"#,
                    r#"{"legal_forms": ["public_body", "non_profit_private"], "countries": ["FR", "TN"]}"#,
                    r#"{"countries": ["TN"]}"#,
                ])
                .parse()
                .unwrap(),
            ),
            ("third_country_activities", json!({})),
            ("excluded_activities", json!({ "items": ["Research"] })),
            ("start", json!({})),
        ];
        for (key, mut condition) in conditions {
            if self.chance(30) {
                condition["source"] = source();
                call.insert(key.to_owned(), condition);
            }
        }
    }

    fn proposal(&mut self, call: &Value) -> Value {
        let mut facts = Map::new();
        let mut put = |g: &mut Self, key: &str, stated: u32, value: Value| {
            if g.chance(stated) {
                facts.insert(key.to_owned(), value);
            }
        };
        let times = [
            "2030-05-15T16:59:59+02:00",
            "2030-05-15T17:00:00.7+02:00",
            "2030-05-15T17:00:01+02:00",
            "2030-01-09T12:00:00+01:00",
            "2030-01-10T12:00:00+01:00",
            "2030-05-14T12:00:00+02:00",
            "2030-05-16T12:00:00+02:00",
            "2030-09-17T12:00:00+02:00",
        ];
        let at = json!(self.pick(&times));
        put(self, "submitted_at", 88, at);
        let months = json!(self.pick(&[11, 12, 23, 24, 24, 25, 36]));
        put(self, "duration_months", 85, months);
        let grant = json!(self.pick(&[0, 99_999, 100_000, 150_000, 200_000, 500_000, 500_001]));
        put(self, "requested_grant", 85, grant);
        let costs =
            json!(self.pick(&[-1, 0, 110_000, 149_999, 150_000, 165_000, 166_667, 222_222, 1_000_000]));
        put(self, "total_eligible_costs", 85, costs);
        let signed = json!(self.pick(&["2030-05-01", "2030-06-05", "2030-12-01", "2031-06-01"]));
        put(self, "grant_signature", 45, signed);
        let stage = json!(self.pick(&[1, 1, 2]));
        put(self, "submission_stage", 75, stage);
        let annexes = self.some(&["budget", "CV", "x"], 70);
        put(self, "annexes", 80, json!(annexes));
        let letters = self.some(&["Letter a", "letter B", "letter"], 40);
        put(self, "letters_of_support", 70, json!(letters));
        let pages = json!(self.pick(&[49, 50, 51]));
        put(self, "pages", 80, pages);
        let topics = self.some(&["EXAMPLE-2030-01", "EXAMPLE-2030-02"], 20);
        put(self, "further_topics", 60, json!(topics));
        let parallel = json!(self.pick(&[1, 1, 2]));
        put(self, "parallel_applications", 80, parallel);
        let objectives = self.some(&["A", "a", "b", "z"], 40);
        put(self, "objectives", 80, json!(objectives));
        let targets = self.some(&["TN", "MA", "US", "FR", "NC"], 40);
        put(self, "target_countries", 75, json!(targets));
        let routes = self.some(&["central", " "], 30);
        put(self, "routes", 75, json!(routes));
        let places = self.some(&["BE", "RE", "NC", "DK", "TN"], 30);
        put(self, "activity_countries", 80, json!(places));
        let supported = self.some(&FORMS, 30);
        put(self, "support_legal_forms", 70, json!(supported));
        let where_to = self.some(&["TN", "FR", "RE"], 50);
        put(self, "support_countries", 70, json!(where_to));
        let activities = self.some(&["research ", "training"], 50);
        put(self, "activities", 80, json!(activities));
        let start = json!(self.pick(&["2028-05-15", "2028-05-16", "2030-05-14", "2030-05-15", "2030-12-01"]));
        put(self, "start_date", 80, start);
        let count = self.rng.random_range(0..6);
        let members: Vec<Value> = (0..count).map(|_| self.participant(call)).collect();
        facts.insert("participants".to_owned(), members.into());
        if self.chance(12) {
            facts.insert("participants_complete".to_owned(), json!(false));
        }
        facts.into()
    }

    fn participant(&mut self, call: &Value) -> Value {
        let mut member = Map::new();
        let name = json!(self.pick(&["Caritas", "caritas ", "City", "Red Cross"]));
        member.insert("name".to_owned(), name);
        let mut put = |g: &mut Self, key: &str, stated: u32, value: Value| {
            if g.chance(stated) {
                member.insert(key.to_owned(), value);
            }
        };
        let pic = json!(self.pick(&PICS));
        put(self, "pic", 88, pic);
        let roles =
            ["coordinator", "coordinator", "beneficiary", "beneficiary", "beneficiary", "beneficiary"];
        let role = if self.chance(65) { self.pick(&roles) } else { self.pick(&ROLES) };
        put(self, "role", 93, json!(role));
        let country =
            json!(if self.chance(50) { self.pick(&["BE", "AT", "FR"]) } else { self.pick(&COUNTRIES) });
        put(self, "country", 93, country);
        let form = match self.rng.random_range(0..100) {
            0..55 => json!(self.pick(&FORMS[..2])),
            55..88 => json!(self.pick(&FORMS)),
            88..92 => json!("private_body"),
            _ => json!([self.pick(&FORMS), self.pick(&FORMS)]),
        };
        put(self, "legal_form", 94, form.clone());
        let kind = json!(self.pick(&TYPES));
        put(self, "organisation_type", 88, kind);
        let to = json!(self.pick(&PICS));
        put(self, "affiliated_to", 35, to);
        let declares = self.some(&["public_interest_trust"], 20);
        let declares = if self.chance(3) { vec!["restrictive_measures"] } else { declares };
        put(self, "declarations", 60, json!(declares));
        // Only what the call asks for makes a difference.
        let asked = call.to_string();
        let mut kinds = Map::new();
        for (name, answer) in [("Police", "police "), ("university", "university")] {
            if asked.contains(&format!("\"{name}\"")) && self.chance(85) {
                kinds.insert(answer.to_owned(), json!(self.chance(60)));
            }
        }
        if !kinds.is_empty() {
            member.insert("member_kinds".to_owned(), kinds.into());
        }
        let mut statuses = Map::new();
        for status in STATUSES.iter().filter(|s| asked.contains(&format!("\"{s}\""))) {
            if self.chance(88) {
                statuses.insert((*status).to_owned(), json!(self.chance(50)));
            }
        }
        let consistent = |statuses: &Map<String, Value>| {
            let probe = json!({ "participants": [{ "name": "A", "legal_form": member.get("legal_form"), "statuses": statuses }] });
            amif::Proposal::from_json(&probe.to_string()).is_ok()
        };
        for status in ["ngo", "non_profit"] {
            if !consistent(&statuses)
                && let Some(held) = statuses.get_mut(status)
            {
                *held = json!(!held.as_bool().unwrap());
            }
        }
        if !consistent(&statuses) {
            statuses.retain(|status, _| !["ngo", "non_profit"].contains(&status.as_str()));
        }
        member.insert("statuses".to_owned(), statuses.into());
        member.into()
    }
}
