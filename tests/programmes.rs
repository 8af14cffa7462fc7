//! National programmes: the facts, and the values that the law gives for them.
//!
//! The two files in `tests/programme` are invented; what is right for them is computed beside each test from the
//! articles that it names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

use amif::programme::{Action, ApplicationStatus, Objective, Operation, PersonRecord, Programme};

const PROGRAMME: &str = include_str!("programme/programme.json");
const OPERATION: &str = include_str!("programme/operation.json");

fn programme() -> Programme {
    Programme::from_json(PROGRAMME).unwrap()
}

fn operation() -> Operation {
    Operation::from_json(OPERATION).unwrap()
}

#[test]
fn both_formats_are_read_in_full_and_survive_both_ways() {
    let programme = programme();
    assert_eq!(programme.to_json(), Programme::from_json(&programme.to_json()).unwrap().to_json());
    // Nothing of the file is lost: apart from spellings of numbers it is what is written again.
    let (read, written): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(PROGRAMME).unwrap(), serde_json::from_str(&programme.to_json()).unwrap());
    assert_eq!(read, written);
    let applications = programme.applications.unwrap();
    assert_eq!(applications[0].status, Some(ApplicationStatus::Accepted));
    let row = applications[0].rows.as_ref().unwrap()[1].clone();
    assert_eq!((row.objective, row.action), (Objective::numbered(2), Some(Action::AnnexIv)));

    let operation = operation();
    let mut read: serde_json::Value = serde_json::from_str(OPERATION).unwrap();
    // `null` is as good as left out.
    read.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    for item in read["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    assert_eq!(read, serde_json::from_str::<serde_json::Value>(&operation.to_json()).unwrap());
}

#[test]
fn a_person_is_a_key_and_a_category() {
    let text =
        r#"{"schema":"amif-person/1","person":"P-1","category":"resettlement_union","on":"2024-09-12"}"#;
    let person = PersonRecord::from_json(text).unwrap();
    assert_eq!(person.to_json(), text);
    assert_eq!(person.vulnerable, None);
}

#[test]
fn every_problem_is_told_at_once_with_its_path() {
    let error = Programme::from_json(
        r#"{ "schema": "amif-programme/1", "cci": "2021DK65AMPR001", "eligible_from": "2021-13-01",
             "financing": [{ "objective": 5, "action": "15(7)", "union": "1.005" }, { "objektive": 1 }],
             "commitments": { "2020": "1.00", "2022": "x" } }"#,
    )
    .unwrap_err();
    let said: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    for (at, says) in [
        "/cci: found the programme code \"2021DK65AMPR001\": \"DK\" is no Member State that takes part",
        "/eligible_from: found \"2021-13-01\"",
        "/financing/0/objective: found the objective \"5\"",
        "/financing/0/action: found the type of action \"15(7)\"; did you mean",
        "/financing/0/union: found \"1.005\"; an amount has at most two decimals",
        "/financing/1/objektive: found the unknown field \"objektive\"; did you mean \"objective\"?",
        "/commitments/2020: found the key \"2020\"",
        "/commitments/2022: found \"x\"",
    ]
    .iter()
    .enumerate()
    {
        assert!(said[at].starts_with(says), "{at}: {}", said[at]);
    }
    assert_eq!(said.len(), 8);

    let missing = Operation::from_json(r#"{ "id": null }"#).unwrap_err().to_string();
    assert_eq!(missing, "the field \"schema\" is missing\nthe field \"id\" is missing");
}

mod money {
    //! Money over time. V: every number and rule was read; U: a step is unread, and the forecast says so.

    use amif::fund::pre_financing;
    use amif::programme::{Forecast, Programme};
    use serde_json::{Value, json};

    fn forecast(programme: &Value, as_of: Option<&str>) -> Value {
        let forecast = made(programme, as_of);
        serde_json::from_str(&forecast.to_json()).unwrap()
    }

    fn made(programme: &Value, as_of: Option<&str>) -> Forecast {
        let programme = Programme::from_json(&programme.to_string()).unwrap();
        programme.forecast(as_of.map(|day| day.parse().unwrap())).unwrap()
    }

    fn end(forecast: &Value, year: i32) -> Value {
        let on = format!("{year}-12-31");
        forecast["years"].as_array().unwrap().iter().find(|end| end["on"] == on.as_str()).unwrap().clone()
    }

    fn range(certain: &str, possible: &str) -> Value {
        json!({ "certain": certain, "possible": possible })
    }

    fn open(forecast: &Value) -> Vec<&str> {
        forecast["open"].as_array().unwrap().iter().map(|open| open["id"].as_str().unwrap()).collect()
    }

    /// Profile P of the vectors: adopted in November 2022 at 60 million.
    fn profile() -> Value {
        json!({
            "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": "60000000.00" }],
            "commitments": { "2022": 11000000, "2023": 11500000, "2024": 10000000, "2025": 11000000,
                "2026": 8500000, "2027": 8000000 },
            "applications": []
        })
    }

    fn claim(on: &str, amount: &str) -> Value {
        json!({ "submitted_on": on, "status": "accepted", "rows": [{ "objective": 1, "union": amount }],
            "technical_assistance": "0.00" })
    }

    /// Received to the end of 2023 by the Commission's payment table of 2021-2027, no interim payment by then.
    #[test]
    fn vectors_1_to_3_the_payment_data_to_the_cent() {
        for (amount, in_2022, in_2023, sum) in [
            ("514341793.00", "36003925.51", "25717089.65", "61721015.16"),
            ("910485391.00", "63733977.37", "45524269.55", "109258246.92"),
            ("49884805.00", "", "", "5986176.60"),
            ("24982738.00", "", "", "2997928.56"),
        ] {
            let paid = pre_financing(amount.parse().unwrap(), "2022-11-10".parse().unwrap()).unwrap();
            let of = |years: std::ops::RangeInclusive<i32>| {
                let part = paid.instalments.iter().filter(|i| years.contains(&i.year)).map(|i| i.amount);
                amif::Eur::checked_sum(part).unwrap().to_string()
            };
            assert_eq!(of(2021..=2023), sum);
            if !in_2022.is_empty() {
                assert_eq!((of(2021..=2022), of(2023..=2023)), (in_2022.to_owned(), in_2023.to_owned()));
            }
            // The forecast counts the same.
            let programme = json!({ "schema": "amif-programme/1", "cci": "2021ES65AMPR001",
                "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": amount }] });
            let at_2024 = end(&forecast(&programme, None), 2024)["pre_financing"]["certain"].clone();
            assert_eq!(at_2024, json!(of(2021..=2024)));
        }
    }

    #[test]
    fn vector_4_a_late_adoption_gets_the_earlier_instalments_at_once() {
        let programme = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
            "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": 40000000 }] });
        let paid = Programme::from_json(&programme.to_string()).unwrap().pre_financing().unwrap();
        let amounts: Vec<i64> = paid.instalments.iter().map(|i| i.amount.cents() / 100).collect();
        assert_eq!(amounts, [1_600_000, 1_200_000, 2_000_000, 2_000_000, 2_000_000, 2_000_000]);
        let forecast = forecast(&programme, None);
        for (year, paid) in
            [(2024, "6800000.00"), (2025, "8800000.00"), (2026, "10800000.00"), (2027, "10800000.00")]
        {
            assert_eq!(end(&forecast, year)["pre_financing"], range(paid, paid));
        }
    }

    #[test]
    fn vector_5_an_amount_with_a_rate_of_its_own_comes_on_top_marked() {
        let mut programme = profile();
        programme["allocations"] = json!([{ "source": "specific_action", "reference": "AMIF/2024/SA/1.2.4",
            "union": 3000000, "decided_on": "2024-06-20", "prefinancing": "50" }]);
        let (with, without) = (forecast(&programme, None), forecast(&profile(), None));
        assert_eq!(end(&without, 2026)["pre_financing"]["certain"], "16200000.00");
        assert_eq!(end(&with, 2026)["pre_financing"]["certain"], "17700000.00");
        assert!(open(&with).contains(&"own-rate-of-pre-financing"), "U is shown");
        assert!(!open(&without).contains(&"own-rate-of-pre-financing"));
    }

    #[test]
    fn vector_6_commitments_are_those_decided() {
        let forecast = forecast(&profile(), None);
        assert_eq!(end(&forecast, 2024)["due"], "0.00");
        assert_eq!(end(&forecast, 2025)["due"], "11000000.00");
    }

    #[test]
    fn vector_7_pre_financing_covers_the_first_commitment() {
        let at_2025 = end(&forecast(&profile(), Some("2025-12-31")), 2025);
        assert_eq!(at_2025["covered"], range("13200000.00", "13200000.00"));
        assert_eq!(
            (at_2025["due"].clone(), at_2025["lost"].clone()),
            (json!("11000000.00"), range("0.00", "0.00"))
        );
    }

    #[test]
    fn vectors_8_and_9_what_is_lost_once_is_not_due_again() {
        let mut programme = profile();
        programme["applications"] = json!([claim("2026-05-20", "3000000.00")]);
        let first = forecast(&programme, Some("2026-12-31"));
        let at_2026 = end(&first, 2026);
        assert_eq!(
            (at_2026["due"].clone(), at_2026["covered"].clone()),
            (json!("22500000.00"), range("19200000.00", "19200000.00"))
        );
        assert_eq!(at_2026["lost"], range("3300000.00", "3300000.00"));
        assert_eq!(at_2026["claims_needed"], "6300000.00");
        assert!(open(&first).contains(&"claims-in-full"), "U is shown");

        programme["applications"] =
            json!([claim("2026-05-20", "3000000.00"), claim("2027-05-20", "11000000.00")]);
        let second = forecast(&programme, Some("2027-12-31"));
        let at_2027 = end(&second, 2027);
        assert_eq!(at_2027["covered"], range("30200000.00", "30200000.00"));
        // Cumulative: the loss of 2026 stays, nothing is added.
        assert_eq!(at_2027["lost"], range("3300000.00", "3300000.00"));
        assert_eq!(at_2027["newly_lost"], range("0.00", "0.00"));
        assert_eq!(at_2027["to_claim"], "0.00");
        assert!(open(&second).contains(&"lost-once"), "U is shown");
    }

    #[test]
    fn vector_10_an_exception_lasts_as_long_as_its_ground() {
        let mut programme = profile();
        programme["applications"] =
            json!([claim("2026-05-20", "3000000.00"), claim("2027-05-20", "11000000.00")]);
        programme["exceptions"] = json!([{ "commitment_year": "2023", "amount": "2000000.00", "ground": "litigation",
            "from": "2026-02-01", "until": "2027-06-30" }]);
        let forecast = forecast(&programme, Some("2027-12-31"));
        assert_eq!(end(&forecast, 2026)["newly_lost"], range("1300000.00", "1300000.00"));
        assert_eq!(end(&forecast, 2027)["newly_lost"], range("1000000.00", "1000000.00"));
        assert_eq!(end(&forecast, 2027)["lost"], range("2300000.00", "2300000.00"));
        assert!(open(&forecast).contains(&"exception-ends-with-its-ground"), "U is shown");
    }

    #[test]
    fn vector_11_unknown_claims_are_bounds() {
        let mut programme = profile();
        programme["applications"] = json!([claim("2026-05-20", "2000000.00")]);
        programme["planned"] = json!([{ "on": "2026-11-30", "union": "5000000.00" }]);
        let planned = forecast(&programme, Some("2026-06-30"));
        // The same by an application of which only its row of the financing table tells the most.
        programme["planned"] = json!([]);
        programme["financing"] = json!([{ "objective": 2, "action": "15(1)", "union": "5000000.00" }]);
        programme["applications"].as_array_mut().unwrap().push(json!({ "submitted_on": "2026-06-20",
            "status": "accepted", "rows": [{ "objective": 2, "action": "15(1)" }], "technical_assistance": 0 }));
        for forecast in [planned, forecast(&programme, Some("2026-06-30"))] {
            let at_2026 = end(&forecast, 2026);
            assert_eq!(at_2026["covered"], range("18200000.00", "23200000.00"));
            assert_eq!(at_2026["lost"], range("0.00", "4300000.00"));
            assert_eq!(at_2026["claims_needed"], "6300000.00");
            assert_eq!(at_2026["to_claim"], "4300000.00");
        }
    }

    #[test]
    fn vector_12_both_answers_stand_for_the_commitment_of_2027() {
        let mut programme = profile();
        programme["applications"] =
            json!([claim("2026-05-20", "3000000.00"), claim("2027-05-20", "33500000.00")]);
        let forecast = forecast(&programme, Some("2029-12-31"));
        let at_2029 = end(&forecast, 2029);
        assert_eq!(
            (at_2029["due"].clone(), at_2029["covered"].clone()),
            (json!("52000000.00"), range("52700000.00", "52700000.00"))
        );
        // Without 2027 nothing more; with it 60.0 - 3.3 - 52.7 = 4.0.
        assert_eq!(at_2029["newly_lost"], range("0.00", "4000000.00"));
        assert_eq!(at_2029["lost"], range("3300000.00", "7300000.00"));
        assert_eq!(forecast["with_2027"]["due"], "60000000.00");
        assert_eq!(forecast["with_2027"]["to_claim"], "4000000.00");
        assert!(open(&forecast).contains(&"commitment-of-2027"));
    }

    #[test]
    fn the_example_programme_has_its_right_answers() {
        let forecast = forecast(&serde_json::from_str(super::PROGRAMME).unwrap(), None);
        assert_eq!(forecast["as_of"], "2025-02-14", "the last thing that happened: the accounts");
        for (year, due, covered, to_claim) in [
            (2025, "2000000.00", "3940000.00", "0.00"),
            (2026, "4000000.00", "4470000.00", "0.00"),
            (2027, "5800000.00", "4470000.00", "1330000.00"),
        ] {
            let end = end(&forecast, year);
            assert_eq!((end["due"].clone(), end["covered"].clone()), (json!(due), range(covered, covered)));
            assert_eq!(end["to_claim"], to_claim, "{year}");
        }
        let due: Vec<String> = forecast["next_due"]
            .as_array()
            .unwrap()
            .iter()
            .map(|due| format!("{} {}", due["on"].as_str().unwrap(), due["source"].as_str().unwrap()))
            .collect();
        assert_eq!(
            due,
            [
                "2025-02-15 Regulation (EU) 2021/1147, Art. 35(1)",
                "2025-04-30 Regulation (EU) 2021/1060, Art. 42(1) [unverified]",
                "2025-07-01 Regulation (EU) 2021/1147, Art. 14(1)",
                "2025-07-31 Regulation (EU) 2021/1060, Art. 91",
                "2025-07-31 Regulation (EU) 2021/1060, Art. 69(10) [unverified]",
                "2025-12-31 Regulation (EU) 2021/1060, Art. 105(1)",
                "2026-02-15 Regulation (EU) 2021/1060, Art. 98(1)",
                "2029-12-31 Regulation (EU) 2021/1060, Art. 63(2)",
            ]
        );
    }

    /// The contract to the letter, with everything known and with nothing: every field, every amount as a text of two decimals or
    /// `null`, every day as a text.
    #[test]
    fn the_contract_names_its_keys_and_their_types() {
        let amount = |value: &Value, at: &str| {
            let text = value.as_str().map(|text| text.trim_start_matches('-').rsplit_once('.'));
            let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let well = text.is_some_and(|t| {
                t.is_some_and(|(euros, cents)| plain(euros) && plain(cents) && cents.len() == 2)
            });
            assert!(value.is_null() || well, "{at}: {value}");
        };
        let day = |value: &Value, at: &str| {
            let text = value.as_str().unwrap_or_default();
            assert!(text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok(), "{at}: {text}");
        };
        let bare = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009" });
        let shipped: Value = serde_json::from_str(include_str!("../examples/data/programme.json")).unwrap();
        for (programme, as_of) in
            [(&profile(), None), (&bare, None), (&bare, Some("2026-11-28")), (&shipped, Some("2026-11-28"))]
        {
            let forecast = forecast(programme, as_of);
            assert_eq!(
                (&forecast["schema"], &forecast["cci"]),
                (&json!("amif-forecast/1"), &json!("2021LU65AMPR009"))
            );
            if !forecast["as_of"].is_null() {
                day(&forecast["as_of"], "as_of");
            }
            let years = forecast["years"].as_array().unwrap();
            let on: Vec<&str> = years.iter().map(|year| year["on"].as_str().unwrap()).collect();
            assert_eq!(
                on,
                ["2024-12-31", "2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31"]
            );
            for year in years {
                let fields = year.as_object().unwrap();
                for field in ["due", "to_claim"] {
                    amount(&fields[field], field);
                }
                for field in ["covered", "lost"] {
                    let bounds = fields[field].as_object().unwrap();
                    assert_eq!(bounds.keys().collect::<Vec<_>>(), ["certain", "possible"], "{field}");
                    bounds.values().for_each(|bound| amount(bound, field));
                }
            }
            for open in forecast["open"].as_array().unwrap() {
                assert!(["id", "text", "source"].iter().all(|field| open[field].is_string()), "{open}");
            }
            for due in forecast["next_due"].as_array().unwrap() {
                day(&due["on"], "next_due");
                assert!(["what", "source"].iter().all(|field| due[field].is_string()), "{due}");
            }
            assert_eq!(forecast["next_due"].as_array().unwrap().is_empty(), forecast["as_of"].is_null());
        }
    }

    #[test]
    fn what_is_not_known_has_no_amount_or_bounds() {
        // Without commitments nothing can be said to be due; what is lost has no bound.
        let mut programme = profile();
        programme.as_object_mut().unwrap().remove("commitments");
        let unknown = forecast(&programme, None);
        let at_2026 = end(&unknown, 2026);
        assert_eq!((&at_2026["due"], &at_2026["to_claim"]), (&Value::Null, &Value::Null));
        assert_eq!(at_2026["lost"], json!({ "certain": "0.00", "possible": null }));
        assert_eq!(unknown["missing"], json!(["/commitments", "/planned"]));
        // One year unknown: what is lost for certain counts the others.
        let mut programme = profile();
        programme["commitments"]["2022"] = Value::Null;
        programme["commitments"]["2023"] = json!(20_000_000);
        let one = forecast(&programme, None);
        assert_eq!(end(&one, 2026)["lost"], json!({ "certain": "3800000.00", "possible": null }));
        assert_eq!(one["missing"], json!(["/commitments/2022", "/planned"]));
        // Claims unknown: at most all there is.
        let mut programme = profile();
        programme.as_object_mut().unwrap().remove("applications");
        assert_eq!(end(&forecast(&programme, None), 2026)["covered"], range("16200000.00", "60000000.00"));
        // Adoption unknown: no bound either way. What was received covers as far as it is due, and commitments may be below it.
        let mut programme = profile();
        programme["decisions"] = Value::Null;
        programme["received"] = json!([{ "kind": "pre_financing", "on": "2023-05-01", "amount": 100 }]);
        let unknown = json!({ "certain": "0.00", "possible": null });
        assert_eq!(end(&forecast(&programme, None), 2026)["pre_financing"], unknown);
    }

    #[test]
    fn statuses_and_days_decide_what_counts() {
        let at = |status: Value, on: Value, year: Value, as_of: &str, end_of: i32| {
            let mut programme = profile();
            programme["applications"] = json!([{ "submitted_on": on, "accounting_year": year, "status": status,
                "rows": [{ "union": 1000000 }], "technical_assistance": 0 }]);
            end(&forecast(&programme, Some(as_of)), end_of)["claimed"].clone()
        };
        let (none, all, open) =
            (range("0.00", "0.00"), range("1000000.00", "1000000.00"), range("0.00", "1000000.00"));
        let day = || json!("2026-05-20");
        for (status, expected) in [
            (json!("open"), &all),
            (json!("accepted"), &all),
            (json!("rejected"), &none),
            (json!("cancelled"), &none),
            (json!("withdrawn"), &none),
            (Value::Null, &open),
        ] {
            assert_eq!(&at(status.clone(), day(), Value::Null, "2026-06-01", 2026), expected, "{status}");
        }
        assert_eq!(at(json!("open"), day(), Value::Null, "2026-06-01", 2025), none, "not yet");
        assert_eq!(at(json!("open"), day(), Value::Null, "2026-05-20", 2026), all, "on its own day");
        assert_eq!(at(json!("open"), day(), Value::Null, "2026-05-19", 2026), open, "not yet submitted");
        // For the year to 30 June 2026 it was made between 1 July 2025 and 31 July 2026.
        assert_eq!(at(json!("open"), Value::Null, json!("2026"), "2026-12-01", 2024), none);
        assert_eq!(at(json!("open"), Value::Null, json!("2026"), "2026-12-01", 2025), open);
        assert_eq!(at(json!("open"), Value::Null, json!("2026"), "2026-12-01", 2026), all);
        assert_eq!(at(json!("open"), Value::Null, Value::Null, "2026-12-01", 2024), open);
    }

    #[test]
    fn technical_assistance_that_is_not_stated_is_a_bound() {
        let of = |row: Value, assistance: Value| {
            let mut programme = profile();
            programme["applications"] = json!([{ "submitted_on": "2026-05-20", "status": "open", "rows": row,
                "technical_assistance": assistance }]);
            end(&forecast(&programme, Some("2026-12-01")), 2026)["claimed"].clone()
        };
        let row = json!({ "objective": 1, "expenditure": 1000000, "union": 750000 });
        assert_eq!(of(json!([row]), json!(0)), range("750000.00", "750000.00"));
        // By the letter 6 % of the expenditure.
        assert_eq!(of(json!([row]), Value::Null), range("750000.00", "810000.00"));
        // A row of its own states it.
        let own = json!({ "objective": "ta", "union": 45000 });
        assert_eq!(of(json!([row, own]), Value::Null), range("795000.00", "795000.00"));
    }

    #[test]
    fn the_text_says_the_answer_first_and_the_picture_holds_every_year() {
        let forecast = made(&serde_json::from_str(super::PROGRAMME).unwrap(), None);
        let text = forecast.to_string();
        assert!(text.starts_with("EUR 1 330 000 still to claim by 2027-12-31"), "{text}");
        let svg = forecast.to_svg();
        for year in 2024..=2029 {
            assert!(svg.contains(&format!(">{year}</text>")), "{year}");
        }
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    }
}

/// A programme of EUR 60 million adopted in November 2022, which claimed EUR 3 million, with more fields.
fn luxembourg(more: serde_json::Value) -> Programme {
    let mut document = serde_json::json!({
        "schema": "amif-programme/1", "cci": "2021LU65AMPR009",
        "decisions": [{ "kind": "adoption", "date": "2022-11-10", "union": 60_000_000 }],
        "commitments": { "2022": 11_000_000, "2023": 11_500_000, "2024": 10_000_000 },
        "applications": [{ "id": "a", "submitted_on": "2026-05-20", "status": "accepted",
            "rows": [{ "objective": 1, "action": "15(1)", "union": 3_000_000 }], "technical_assistance": 0 }],
    });
    for (name, value) in more.as_object().unwrap() {
        document[name] = value.clone();
    }
    Programme::from_json(&document.to_string()).unwrap()
}

fn outcome(programme: &Programme, rule: &str, subject: &str, as_of: &str) -> String {
    let report = programme.check(as_of.parse().ok());
    let found =
        report.assessments().find(|a| a.rule().as_str() == rule && a.subject().to_string() == subject);
    found.unwrap_or_else(|| panic!("{rule} at {subject}")).outcome().to_string()
}

fn lost(programme: &Programme, as_of: &str, year: i32) -> (String, String) {
    let forecast = programme.forecast(as_of.parse().ok()).unwrap();
    let lost = forecast.year(year).unwrap().lost;
    (lost.certain.unwrap().to_string(), lost.possible.unwrap().to_string())
}

/// Art. 105(1): *by* 31 December. A day stands for its beginning (design, programs).
#[test]
fn a_31_december_is_over_when_the_next_day_begins() {
    let programme =
        luxembourg(serde_json::json!({ "planned": [{ "on": "2026-12-31", "union": 3_300_000 }] }));
    let of_2023 = |as_of| outcome(&programme, "payment/commitment-used", "/commitments/2023", as_of);
    assert_eq!(of_2023("2026-12-30"), "conditional");
    assert_eq!(of_2023("2026-12-31"), "conditional");
    assert_eq!(of_2023("2027-01-01"), "not_met");
    // What is planned for the day itself may still come.
    assert_eq!(lost(&programme, "2026-12-31", 2026), ("0.00".to_owned(), "3300000.00".to_owned()));
    assert_eq!(lost(&programme, "2027-01-01", 2026), ("3300000.00".to_owned(), "3300000.00".to_owned()));
    let forecast = programme.forecast("2026-12-31".parse().ok()).unwrap();
    assert!(!forecast.to_string().contains("Lost so far"), "{forecast}");
}

#[test]
fn the_end_of_2024_is_over_when_2025_begins() {
    let indicators = serde_json::json!([{ "objective": 1, "id": "O.1.1", "kind": "output", "milestone_2024": 400,
        "achieved": [{ "on": "2024-06-30", "value": 100 }] }]);
    let programme = luxembourg(serde_json::json!({ "indicators": indicators }));
    let milestone = |as_of| outcome(&programme, "programme/milestone", "/indicators/0", as_of);
    assert_eq!(milestone("2024-12-31"), "not_applicable");
    assert_eq!(milestone("2025-01-01"), "not_met");
}

/// Art. 106(1): that part of the budget commitment whose operations are suspended. What was covered by its day is not open.
#[test]
fn an_exception_saves_no_other_commitment() {
    let of = |year: &str| {
        luxembourg(serde_json::json!({ "exceptions": [{ "commitment_year": year, "amount": 4_000_000,
            "ground": "litigation", "from": "2026-02-01", "until": "2028-06-01" }] }))
    };
    // That of 2022 was covered on 31 December 2025: 13.2 million of pre-financing for 11.0.
    let covered = of("2022");
    assert_eq!(outcome(&covered, "payment/commitment-used", "/commitments/2023", "2027-01-15"), "not_met");
    assert_eq!(lost(&covered, "2027-01-15", 2026), ("3300000.00".to_owned(), "3300000.00".to_owned()));
    // That of 2023 lacks 3.3 million on 31 December 2026.
    let open = of("2023");
    assert_eq!(outcome(&open, "payment/commitment-used", "/commitments/2023", "2027-01-15"), "met");
    assert_eq!(lost(&open, "2027-01-15", 2026), ("0.00".to_owned(), "0.00".to_owned()));
    // A year that is none is not known, and told.
    let unread = of("n+3");
    let report = unread.check("2027-01-15".parse().ok());
    let used = report.assessments().find(|a| a.subject().to_string() == "/commitments/2023").unwrap();
    assert_eq!(used.outcome().to_string(), "unknown");
    let missing: Vec<String> = used.missing().iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["/exceptions/0/commitment_year"]);
}

#[test]
fn only_amounts_of_the_facility_have_pre_financing_of_their_own() {
    let with = |source: serde_json::Value| {
        luxembourg(
            serde_json::json!({ "allocations": [{ "source": source, "union": 6_600_000, "decided_on": "2026-03-01",
            "prefinancing": "50" }] }),
        )
    };
    for none in ["fund_out", "fund_in", "initial", "mid_term"] {
        assert_eq!(lost(&with(none.into()), "2027-01-15", 2026).0, "3300000.00", "{none}");
    }
    for own in ["specific_action", "emergency", "resettlement", "transfer", "solidarity"] {
        assert_eq!(lost(&with(own.into()), "2027-01-15", 2026).1, "0.00", "{own}");
    }
    let unknown = lost(&with(serde_json::Value::Null), "2027-01-15", 2026);
    assert_eq!(unknown, ("0.00".to_owned(), "3300000.00".to_owned()));
}

/// An adoption without a day is the first only if it is not later than the other, so its pre-financing is no smaller.
#[test]
fn an_adoption_without_a_day_brings_no_less_than_on_the_day_of_the_other() {
    let programme = luxembourg(serde_json::json!({ "decisions": [
        { "kind": "adoption", "date": "2022-11-10", "union": 60_000_000 }, { "kind": "adoption", "union": 90_000_000 }] }));
    assert_eq!(outcome(&programme, "payment/commitment-used", "/commitments/2022", "2026-01-02"), "met");
}

/// Art. 14(1): the instalment of a year is paid before its 1 July.
#[test]
fn before_1_july_the_instalment_of_the_year_may_be_paid_or_not() {
    let received = |amount: u32, on: &str| {
        luxembourg(serde_json::json!({ "allocations": [], "received": [
            { "kind": "pre_financing", "on": "2022-12-15", "amount": 4_200_000 },
            { "kind": "pre_financing", "on": on, "amount": amount }] }))
    };
    let paid =
        |amount, on| outcome(&received(amount, on), "payment/pre-financing", "/received", "2024-12-01");
    // 4 + 3 % in 2022, 5 % of 2023 late, and 5 % of 2024 before 1 July 2024.
    assert_eq!(paid(3_000_000, "2024-02-01"), "met");
    assert_eq!(paid(6_000_000, "2024-02-01"), "met");
    assert_eq!(paid(4_000_000, "2024-02-01"), "not_met");
    assert_eq!(paid(3_000_000, "2024-06-30"), "met");
    assert_eq!(paid(3_000_000, "2024-07-01"), "not_met");
    assert_eq!(paid(6_000_000, "2024-07-01"), "met");
}

#[test]
fn without_a_day_the_last_that_happened_is_taken_whatever_it_was() {
    let more = [
        serde_json::json!({ "publication": { "list_on": ["2026-10-15"] } }),
        serde_json::json!({ "publication": { "calendar_on": ["2026-10-15"] } }),
        serde_json::json!({ "indicators": [{ "achieved": [{ "on": "2026-10-15", "value": 1 }] }] }),
        serde_json::json!({ "transfers": [{ "on": "2026-10-15" }] }),
        serde_json::json!({ "enabling": [{ "id": "x", "fulfilled": true, "from": "2026-10-15" }] }),
        serde_json::json!({ "exceptions": [{ "from": "2026-10-15" }] }),
        serde_json::json!({ "allocations": [{ "decided_on": "2026-10-15" }] }),
    ];
    for more in more {
        let forecast = luxembourg(more.clone()).forecast(None).unwrap();
        assert_eq!(forecast.as_of(), "2026-10-15".parse().ok(), "{more}");
    }
}

#[test]
fn what_falls_due_next_is_what_has_not_come_by_then() {
    let due = |more: serde_json::Value, as_of: &str| -> Vec<String> {
        let forecast = luxembourg(more).forecast(as_of.parse().ok()).unwrap();
        forecast.next_due().iter().map(|due| format!("{} {}", due.on, due.what)).collect()
    };
    let accounts = serde_json::json!({
        "applications": [{ "id": "a", "accounting_year": "2026", "submitted_on": "2026-05-20", "status": "accepted" }],
        "accounts": [{ "accounting_year": "2026", "submitted_on": "2027-02-10" }] });
    let package =
        |as_of| due(accounts.clone(), as_of).into_iter().find(|due| due.contains("Assurance package"));
    assert!(package("2026-11-28").unwrap().starts_with("2027-02-15"));
    assert!(package("2027-02-10").unwrap().starts_with("2028-02-15"));
    // A year of which no application is above zero in column (B) has no accounts, and the next that may have some is due.
    let of_row = |year: serde_json::Value, row: serde_json::Value| {
        let applications = serde_json::json!({ "applications": [{ "id": "a", "accounting_year": year, "submitted_on": "2025-07-10",
            "status": "accepted", "rows": [row] }], "accounts": [] });
        due(applications, "2025-10-01").into_iter().find(|due| due.contains("Assurance package")).unwrap()
    };
    let row = |expenditure: &str| serde_json::json!({ "expenditure": expenditure, "union": "1.00" });
    assert!(of_row("2025".into(), row("0.00")).starts_with("2027-02-15"));
    assert!(of_row("2025".into(), row("0.01")).starts_with("2026-02-15"));
    assert!(of_row("2025".into(), serde_json::json!({})).starts_with("2026-02-15"));
    assert!(of_row(serde_json::Value::Null, row("0.01")).starts_with("2026-02-15"));
    assert!(of_row("no year".into(), row("0.01")).starts_with("2027-02-15"));
    let nothing = || serde_json::json!({});
    // "Before 1 July" is over on the day.
    assert!(!due(nothing(), "2026-07-01").iter().any(|due| due.contains("Pre-financing")));
    assert!(due(nothing(), "2026-06-30").iter().any(|due| due.contains("Pre-financing")));
    let last = due(nothing(), "2030-07-01")
        .into_iter()
        .find(|due| due.contains("Last payment application"))
        .unwrap();
    assert!(last.contains("there is no later one"), "{last}");
}

#[test]
fn what_comes_in_from_another_fund_counts_to_its_cap() {
    let moved = |from: Option<&str>, to: Option<&str>, kind: &str| {
        luxembourg(serde_json::json!({ "allocations": [{ "source": "initial", "union": 16_960_000 }],
            "transfers": [{ "from": from, "to": to, "kind": kind, "amount": 5_000_000 }] }))
    };
    // Art. 26(1) caps what is taken from each Fund: another one's money is none of this one's, wherever it goes.
    for (kind, rule) in
        [("fund", "programme/transfers-between-funds"), ("instrument", "programme/transfers-to-instruments")]
    {
        for (from, to) in [
            (Some("ISF"), Some("AMIF")),
            (Some("BMVI"), Some("ISF")),
            (Some("bmvi "), None),
            (None, Some("AMIF")),
        ] {
            let report = moved(from, to, kind).check("2026-11-28".parse().ok());
            assert!(report.assessments().all(|a| a.rule().as_str() != rule), "{from:?} {to:?}");
        }
        let at = |from| outcome(&moved(from, Some("BMVI"), kind), rule, "/transfers", "2026-11-28");
        assert_eq!([at(Some("AMIF")), at(Some("2")), at(None)], ["not_met", "not_met", "unknown"]);
    }
}

#[test]
fn a_code_of_the_first_table_counts_however_it_is_written() {
    for code in ["1-I-001", "1.I.001", "I-001"] {
        let programme = luxembourg(serde_json::json!({
            "interventions": [{ "objective": 1, "code": code, "union": 100 }],
            "financing": [{ "objective": 1, "action": "15(1)", "union": 100 }] }));
        let breakdown =
            outcome(&programme, "programme/intervention-breakdown", "/objectives/1", "2026-11-28");
        assert_eq!(breakdown, "met", "{code}");
    }
}

/// What is looked at only with a programme of its own, and what is refused when it is read.
mod mended {
    use std::collections::BTreeSet;

    use amif::Outcome;
    use amif::programme::{Operation, Programme};
    use amif::report::OperationsCheck;
    use serde_json::{Value, json};

    /// The outcome of a rule for an operation of a programme, what it misses, what is open, and the sentence.
    fn told(programme: &Value, operation: &Value, rule: &str) -> (Outcome, BTreeSet<String>, String) {
        let with = |value: &Value, head: Value| {
            let mut document = head;
            document.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
            document.to_string()
        };
        let head = json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009" });
        let programme = Programme::from_json(&with(programme, head)).unwrap();
        let cci = "2021LU65AMPR009";
        let head = json!({ "schema": "amif-operation/1", "programme": cci, "id": "A", "status": "closed" });
        let operation = Operation::from_json(&with(operation, head)).unwrap();
        let report = OperationsCheck::new(Some(&programme), "2026-11-28".parse().ok()).operation(&operation);
        let found = report.assessments().find(|a| a.rule().as_str() == rule).unwrap();
        let missing = found.missing();
        let missing = missing.iter().map(ToString::to_string);
        (
            found.outcome(),
            missing.chain(found.open().iter().map(ToString::to_string)).collect(),
            found.message(),
        )
    }

    fn set(of: &[&str]) -> BTreeSet<String> {
        of.iter().map(ToString::to_string).collect()
    }

    /// Art. 55(2), (3): the hours of a person and year are those of all operations, of which a file has one alone.
    #[test]
    fn hours_of_a_person_in_several_operations_are_added_up() {
        let staff = |person: &str, year: u32, hours: &str| {
            json!({ "person": person, "year": year, "annual_gross": "51600.00", "full_time_share": "1",
                "hourly": "30.00", "hours": hours })
        };
        let mut check = OperationsCheck::new(None, "2026-11-28".parse().ok());
        let mut at = |id: &str, status: &str, staff: Vec<Value>| {
            let operation =
                json!({ "schema": "amif-operation/1", "id": id, "status": status, "staff": staff });
            let report = check.operation(&Operation::from_json(&operation.to_string()).unwrap());
            let told = report.assessments().filter(|a| a.rule().as_str() == "operation/hours-a-year");
            let told: Vec<_> = told
                .map(|a| {
                    (a.outcome(), a.message(), a.open().iter().map(|o| (*o).to_owned()).collect::<Vec<_>>())
                })
                .collect();
            told[0].clone()
        };
        assert_eq!(at("X0", "refused", vec![staff("S", 2025, "1700")]).0, Outcome::NotApplicable);
        assert_eq!(at("X1", "running", vec![staff("S", 2025, "1700")]).0, Outcome::Met);
        // 1 700 and 20 are 1 720, and another year and another person are no part of it.
        assert_eq!(at("X2", "running", vec![staff(" S ", 2025, "20")]).0, Outcome::Met);
        assert_eq!(at("X3", "running", vec![staff("S", 2024, "1700")]).0, Outcome::Met);
        assert_eq!(at("X4", "running", vec![staff("T", 2025, "1720")]).0, Outcome::Met);
        assert_eq!(at("X5", "running", vec![staff("S", 2025, "0")]).0, Outcome::Met, "it declares nothing");
        let (outcome, message, open) = at("X6", "running", vec![staff("S", 2025, "0.01")]);
        assert_eq!(outcome, Outcome::Unknown);
        assert_eq!(open, ["one-person-in-several-operations"]);
        assert!(message.contains("0.01 hours declared, and 1720 in X1 and 1 more before"), "{message}");
        // What one operation shows is told of it, whatever the others have.
        assert_eq!(at("X7", "running", vec![staff("T", 2025, "1720.01")]).0, Outcome::NotMet);
    }

    #[test]
    fn of_applications_with_one_id_one_that_counts_is_enough() {
        let operation = json!({ "items": [{ "kind": "other", "amount": "1", "application": "X",
            "incurred_on": "2024-01-01", "paid_on": "2024-01-02" }] });
        let at = |applications: Value| {
            let (outcome, missing, _) =
                told(&json!({ "applications": applications }), &operation, "operation/application");
            (outcome, missing)
        };
        let of = |status: &str| json!({ "id": "X", "status": status, "submitted_on": "2024-01-02" });
        assert_eq!(at(json!([of("rejected"), of("accepted")])), (Outcome::Met, set(&[])));
        assert_eq!(at(json!([of("accepted"), of("rejected")])), (Outcome::Met, set(&[])));
        assert_eq!(at(json!([of("rejected"), of("withdrawn")])), (Outcome::NotMet, set(&[])));
        let unknown = set(&["/applications/1/status"]);
        assert_eq!(
            at(json!([of("rejected"), { "id": "X", "submitted_on": "2024-01-02" }])),
            (Outcome::Unknown, unknown)
        );
        // One without an id may be another of the same id, unless it does not count itself.
        let unknown = set(&["/applications/1/id"]);
        assert_eq!(
            at(json!([of("rejected"), { "status": "accepted", "submitted_on": "2024-01-02" }])),
            (Outcome::Unknown, unknown)
        );
        assert_eq!(at(json!([of("rejected"), { "status": "rejected" }])), (Outcome::NotMet, set(&[])));
        // What another item names does not matter.
        assert_eq!(at(json!([of("rejected"), { "id": "Y" }])), (Outcome::NotMet, set(&[])));
    }

    #[test]
    fn whether_it_is_a_solidarity_action_matters_from_the_day_on_which_those_may_start() {
        let programme = json!({
            "decisions": [
                { "version": "1.0", "kind": "adoption", "date": "2022-11-10", "union": "1" },
                { "version": "2.0", "kind": "amendment", "date": "2024-12-01" }
            ],
            "interventions": [{ "objective": 2, "code": "1-II-004", "since": "2.0" }]
        });
        let at = |on: Value| {
            let operation = json!({ "objective": 2, "interventions": ["1-II-004"], "items": [{ "kind": "other", "amount": "1", "incurred_on": on }] });
            let (outcome, missing, _) = told(&programme, &operation, "operation/newly-eligible");
            (outcome, missing)
        };
        let requested = "/decisions/1/requested_on";
        assert_eq!(at("2024-05-11".into()), (Outcome::Unknown, set(&[requested])));
        assert_eq!(at("2024-06-10".into()), (Outcome::Unknown, set(&[requested])));
        assert_eq!(at("2024-06-11".into()), (Outcome::Unknown, set(&[requested, "/action"])));
        let day = "/items/0/incurred_on";
        assert_eq!(at(Value::Null), (Outcome::Unknown, set(&[requested, "/action", day])));
    }

    #[test]
    fn what_an_unknown_outcome_of_an_operation_waits_for() {
        let rows: &[(&str, Value, &[&str])] = &[
            (
                "operation/vat",
                json!({ "cost": { "total": "6000000", "eligible": "5000000", "vat_included": true },
                    "beneficiary": { "vat_recoverable": true }, "items": [{ "kind": "procured", "amount": "5000000" }] }),
                &["tax-in-the-eligible-cost"],
            ),
            (
                "operation/vat",
                json!({ "status": "running", "cost": { "total": "100000", "vat_included": false },
                    "beneficiary": { "vat_recoverable": true }, "items": [{ "kind": "vat", "amount": "20000" }] }),
                &["total-with-the-tax"],
            ),
            (
                "operation/vat",
                json!({ "cost": { "total": "6000000", "vat_included": false }, "beneficiary": { "vat_recoverable": true },
                    "partners": [{}], "items": [{ "kind": "vat", "amount": "20000" }] }),
                &["/partners/0/vat_recoverable"],
            ),
            (
                "operation/visibility",
                json!({ "cost": { "total": "1000" }, "investment": false,
                    "visibility": { "statement": true, "website": true, "poster": true, "event": false } }),
                &["/strategic"],
            ),
            (
                "operation/land",
                json!({ "cost": { "eligible": "100", "land": "5", "land_kind": "plain" }, "items": [{ "kind": "land", "amount": "11" }] }),
                &["less-stated-than-items"],
            ),
            (
                "operation/land",
                json!({ "cost": { "eligible": "100", "land": "5", "land_kind": "plain" }, "items": [{ "amount": "11" }] }),
                &["/items/0/kind"],
            ),
            (
                "operation/in-kind",
                json!({ "cost": { "eligible": "100", "in_kind": "10" }, "items": [],
                    "support": { "union": "85", "public": "0", "in_kind": "20" } }),
                &["less-stated-than-items"],
            ),
            (
                "operation/in-kind",
                json!({ "cost": { "eligible": "100", "in_kind": "0" }, "items": [{ "kind": "in_kind" }],
                    "support": { "union": "101", "public": "0" } }),
                &["/items/0/amount"],
            ),
            (
                "operation/simplified-costs",
                json!({ "cost": { "total": "1000" }, "state_aid": false, "forms": [], "items": [{ "kind": "unit", "amount": "1000" }] }),
                &["none-stated-beside-items"],
            ),
            (
                "operation/simplified-costs",
                json!({ "cost": { "total": "1000" }, "state_aid": false, "forms": [], "items": [{ "amount": "1000" }] }),
                &["/items/0/kind"],
            ),
            (
                "operation/staff-rate",
                json!({ "forms": [{ "article": "55(1)" }], "contracts": [], "items": [{ "kind": "procured", "amount": "1", "contract": "V-9" }] }),
                &["/contracts"],
            ),
            (
                "operation/not-claimed-twice",
                json!({ "forms": [{ "article": "55(1)" }], "items": [{ "kind": "unit", "amount": "1" }] }),
                &["what-a-unit-cost-or-lump-sum-is-of"],
            ),
            (
                "operation/not-claimed-twice",
                json!({ "forms": [{ "article": "53(3)a" }], "items": [{ "kind": "other", "amount": "1" }] }),
                &["/forms/0/covers"],
            ),
            (
                "operation/not-claimed-twice",
                json!({ "forms": [], "items": [{ "kind": "flat_rate", "amount": "1" }, { "kind": "other", "amount": "1" }] }),
                &["/items/0/article"],
            ),
            (
                "operation/flat-rate-base",
                json!({ "cost": { "staff": "1000" }, "forms": [{ "article": "56(1)", "rate": "40", "amount": "400" }],
                    "items": [{ "kind": "flat_rate", "amount": "500" }] }),
                &["/items/0/article"],
            ),
            (
                "operation/flat-rate-base",
                json!({ "cost": { "direct": "100000", "staff": "0", "procured": "0" },
                    "forms": [{ "article": "55(1)", "rate": "20", "amount": "20000" }], "items": [{ "kind": "procured", "amount": "45000" }] }),
                &["less-stated-than-items"],
            ),
            (
                "operation/hourly-rate",
                json!({ "staff": [{ "monthly_gross": "4300", "monthly_hours": "0", "hourly": "30" }] }),
                &["rate-of-no-hours"],
            ),
        ];
        for (rule, operation, waits) in rows {
            let (outcome, missing, message) = told(&json!({}), operation, rule);
            assert_eq!((outcome, missing), (Outcome::Unknown, set(waits)), "{rule} {operation}: {message}");
        }
    }

    #[test]
    fn hours_too_many_say_above_what_they_are() {
        let entry = |hours: &str, share: &str| json!({ "person": "S", "year": 2025, "annual_gross": "51600", "full_time_share": share, "hours": hours });
        let at = |staff: Value| told(&json!({}), &json!({ "staff": staff }), "operation/hours-a-year").2;
        let said = at(json!([entry("1000", "0.6"), entry("1000", "0.6")]));
        assert!(said.contains("280 too many above 1720"), "{said}");
        let said = at(json!([entry("860.01", "0.5"), entry("1", "1")]));
        assert!(said.contains("0.01 too many above 860"), "{said}");
        let said = at(json!([entry("1721", "1")]));
        assert!(said.contains("the rate rests on 1720 [unverified]: 1 too many, "), "{said}");
    }

    #[test]
    fn a_currency_is_a_code_and_hours_and_shares_have_their_bounds() {
        let read = |fields: Value| {
            let mut document = json!({ "schema": "amif-operation/1", "id": "A" });
            document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            Operation::from_json(&document.to_string())
        };
        for code in ["EUR", "eur", "Eur", " pln ", "PLN"] {
            let read = read(json!({ "currency": code })).unwrap().currency;
            assert_eq!(read, Some(code.trim().to_uppercase()));
        }
        for code in ["", "EURO", "€", "EU", "E R", "PL1", "ÉUR"] {
            let said = read(json!({ "currency": code })).unwrap_err().to_string();
            assert!(said.contains("/currency") && said.contains("three letters (ISO 4217)"), "{said}");
        }
        let staff = |field: &str, value: Value| read(json!({ "staff": [{ field: value }] }));
        for (field, value) in [
            ("full_time_share", json!("0")),
            ("full_time_share", json!(1)),
            ("full_time_share", json!("0.6")),
            ("hours", json!("0")),
            ("hours", json!(9000)),
            ("monthly_hours", json!("143.33")),
        ] {
            assert!(staff(field, value.clone()).is_ok(), "{field} {value}");
        }
        for (field, value, says) in [
            ("full_time_share", json!("60"), "from 0 to 1"),
            ("full_time_share", json!(60), "from 0 to 1"),
            ("full_time_share", json!("1.01"), "from 0 to 1"),
            ("full_time_share", json!("-0.5"), "from 0 to 1"),
            ("hours", json!("-1"), "zero or more"),
            ("monthly_hours", json!(-1), "zero or more"),
        ] {
            let said = staff(field, value).unwrap_err().to_string();
            assert!(said.contains(field) && said.contains(says), "{said}");
        }
    }
}

/// A type of intervention counts from the earliest version that has it, however it is spelt and wherever it stands.
#[test]
fn a_type_counts_from_the_earliest_of_its_rows() {
    let outcome = |code: &str, since: [&str; 2]| {
        let rows = since.map(
            |since| serde_json::json!({ "objective": 2, "code": "1-II-004", "union": 1, "since": since }),
        );
        let programme = serde_json::json!({ "schema": "amif-programme/1", "cci": "2021LU65AMPR009", "interventions": rows,
            "decisions": [{ "version": "1.0", "kind": "adoption", "date": "2022-11-10", "union": 2 },
                { "version": "2.0", "kind": "amendment", "date": "2024-06-20", "requested_on": "2024-03-01", "union": 2 }] });
        let operation = serde_json::json!({ "schema": "amif-operation/1", "programme": "2021LU65AMPR009", "id": "A",
            "status": "running", "objective": 2, "action": "15(3)", "interventions": [code],
            "items": [{ "id": "1", "kind": "other", "amount": 1, "incurred_on": "2024-02-29" }] });
        let programme = Programme::from_json(&programme.to_string()).unwrap();
        let operation = Operation::from_json(&operation.to_string()).unwrap();
        let report = amif::report::OperationsCheck::new(Some(&programme), None).operation(&operation);
        let found = report.assessments().find(|a| a.rule() == amif::RuleId::OperationNewlyEligible).unwrap();
        found.outcome()
    };
    for code in ["1-II-004", "II-004"] {
        assert_eq!(outcome(code, ["2.0", "2.0"]), amif::Outcome::NotMet, "{code}");
        for since in [["1.0", "2.0"], ["2.0", "1.0"]] {
            assert_eq!(outcome(code, since), amif::Outcome::NotApplicable, "{code} {since:?}");
        }
    }
}

/// Each programme has a list of its own.
#[test]
fn an_id_is_unique_within_its_programme() {
    let outcomes = |programmes: [Option<&str>; 2]| {
        let mut check = amif::report::OperationsCheck::new(None, None);
        let last = programmes.map(|programme| {
            let operation = serde_json::json!({ "schema": "amif-operation/1", "programme": programme, "id": "X", "status": "running" });
            check.operation(&Operation::from_json(&operation.to_string()).unwrap())
        });
        let found = last[1].assessments().find(|a| a.rule() == amif::RuleId::OperationUniqueId).unwrap();
        (found.outcome(), found.missing().len() + found.open().len())
    };
    let [lu, fr] = ["2021LU65AMPR009", "2021FR65AMPR001"];
    assert_eq!(outcomes([Some(lu), Some(lu)]), (amif::Outcome::NotMet, 0));
    assert_eq!(outcomes([Some(fr), Some(lu)]), (amif::Outcome::Met, 0));
    assert_eq!(outcomes([None, None]).0, amif::Outcome::NotMet);
    assert_eq!(outcomes([None, Some(lu)]), (amif::Outcome::Unknown, 1));
    assert_eq!(outcomes([Some(lu), None]), (amif::Outcome::Unknown, 1));
}
