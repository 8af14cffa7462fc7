//! Call files at their edges: silence, points on Member States, faults, hostile sizes.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test states what it expects in the plainest way"
)]

use amif::{Call, LegalForm, Outcome, Proposal, RuleId, Verdict, call::Reading, catalogue};
use serde_json::{Value, json};

fn seed() -> Value {
    serde_json::from_str(catalogue::source("AMIF-2024-TF2-AG-THB-01").unwrap()).unwrap()
}

fn call(value: &Value) -> Call {
    Call::from_json(&value.to_string()).unwrap()
}

fn without(field: &str) -> Call {
    let mut value = seed();
    value.as_object_mut().unwrap().remove(field);
    call(&value)
}

fn faults(value: &Value) -> String {
    Call::from_json(&value.to_string()).unwrap_err().to_string()
}

/// Three sound applicants from these countries, with these legal forms.
fn consortium(members: [(&str, &str); 3]) -> Proposal {
    let participants: Vec<Value> = members
        .iter()
        .enumerate()
        .map(|(i, (country, form))| {
            let role = if i == 0 { "coordinator" } else { "beneficiary" };
            json!({"name": format!("Body {i}"), "pic": format!("99900000{i}"), "role": role, "country": country, "legal_form": form})
        })
        .collect();
    let value = json!({
        "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24, "requested_grant": 750_000,
        "total_eligible_costs": 850_000, "participants": participants,
    });
    Proposal::from_json(&value.to_string()).unwrap()
}

fn sound() -> Proposal {
    consortium([("BE", "public_body"), ("AT", "public_body"), ("IT", "public_body")])
}

fn outcome(p: &Proposal, call: &Call, rule: RuleId) -> (Outcome, Vec<String>) {
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    let report = p.check(call, as_of);
    let a = report.assessments().find(|a| a.rule() == rule).unwrap();
    (a.outcome(), a.open().iter().map(ToString::to_string).collect())
}

fn verdict(p: &Proposal, call: &Call) -> Verdict {
    p.verdict(call, "2024-08-20T16:30:00+02:00".parse().unwrap())
}

#[test]
fn what_a_call_does_not_state_is_never_not_met() {
    for field in
        ["roles", "countries", "grant", "duration", "deadline", "minimum_applicants", "minimum_countries"]
    {
        let call = without(field);
        // Which countries are eligible the act says where a call of 2021 to 2027 does not.
        let silent = if field == "countries" { Verdict::Eligible } else { Verdict::Undetermined };
        assert_eq!(verdict(&sound(), &call), silent, "{field}");
        assert!(call.not_stated().count() > 1, "{field}");
    }
    let (found, open) = outcome(&sound(), &without("roles"), RuleId::MinimumApplicants);
    assert_eq!((found, open), (Outcome::Unknown, vec!["legal-forms-not-stated".to_owned()]));
    let (found, open) = outcome(&sound(), &without("countries"), RuleId::MinimumCountries);
    assert_eq!((found, open), (Outcome::Met, Vec::new()));
    // No act has such a list for the calls of 2014 to 2020.
    let mut value = seed();
    value.as_object_mut().unwrap().remove("countries");
    value["opening"]["date"] = json!("2020-12-31");
    let earlier = call(&value);
    let (found, open) = outcome(&sound(), &earlier, RuleId::MinimumCountries);
    assert_eq!((found, open), (Outcome::Unknown, vec!["countries-not-stated".to_owned()]));
    assert_eq!(verdict(&sound(), &earlier), Verdict::Undetermined);
}

#[test]
fn silence_on_who_counts_is_open_and_not_no() {
    let call = without("counting");
    assert_eq!(verdict(&sound(), &call), Verdict::Eligible);
    let p = consortium([("BE", "public_body"), ("AT", "public_body"), ("IT", "international_organisation")]);
    // Two separate points.
    for (rule, question) in [
        (RuleId::MinimumApplicants, "international-organisation-counts-as-applicant"),
        (RuleId::MinimumCountries, "international-organisation-seat-counts"),
    ] {
        let (found, open) = outcome(&p, &call, rule);
        assert_eq!((found, open), (Outcome::Unknown, vec![question.to_owned()]));
    }
}

#[test]
fn a_legal_form_in_neither_list_is_an_open_question_of_its_own() {
    let mut value = seed();
    value["roles"]["beneficiary"]["barred"] = json!(["natural_person"]);
    let p = consortium([("BE", "public_body"), ("AT", "public_body"), ("IT", "profit_making")]);
    let (found, open) = outcome(&p, &call(&value), RuleId::MinimumApplicants);
    assert_eq!((found, open), (Outcome::Unknown, vec!["beneficiary-profit-making".to_owned()]));
}

#[test]
fn a_point_on_a_member_state_holds() {
    let p = consortium([("IE", "public_body"), ("AT", "public_body"), ("IT", "public_body")]);
    let mut value = seed();
    value["countries"]["points"]["IE"] = json!({"open": "ireland"});
    value["open_questions"].as_array_mut().unwrap().push(json!({
        "id": "ireland", "question": "Does Ireland take part?", "yes": "It does.", "no": "It does not.",
        "source": [{"document": "gateway"}],
    }));
    for rule in [RuleId::MinimumApplicants, RuleId::MinimumCountries] {
        assert_eq!(outcome(&p, &call(&value), rule), (Outcome::Unknown, vec!["ireland".to_owned()]));
    }
    let pinned = call(&value).assume("ireland", Reading::Yes).unwrap();
    assert_eq!(verdict(&p, &pinned), Verdict::Eligible);
    let pinned = call(&value).assume("ireland", Reading::No).unwrap();
    assert_eq!(verdict(&p, &pinned), Verdict::Ineligible);
    // That it takes no part is said by excepting it, and not by letting all others in and barring it beside them.
    value["countries"]["points"]["IE"] = json!(false);
    assert!(faults(&value).contains("list it there"));
    value["countries"]["member_states_except"] = json!(["DK", "IE"]);
    assert_eq!(verdict(&p, &call(&value)), Verdict::Ineligible);
}

#[test]
fn negotiations_that_contradict_the_rest_are_faults() {
    let mut value = seed();
    let record = |c: &str| json!({"country": c, "source": [{"document": "gateway"}]});
    value["countries"]["negotiating"] = json!([record("TR"), record("TR"), record("FR"), record("NO")]);
    let faults = faults(&value);
    for fault in [
        "TR must be listed once",
        "FR must not be listed: a Member State",
        "NO must not be listed here and under \"points\"",
    ] {
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
}

#[test]
fn a_negotiation_awaits_a_signature_after_the_deadline() {
    let mut value = seed();
    value["countries"]["negotiating"] = json!([{"country": "TR", "source": [{"document": "gateway"}]}]);
    let call = call(&value);
    let mut p = consortium([("BE", "public_body"), ("AT", "public_body"), ("TR", "public_body")]);
    for (signature, until) in [
        (None, "2025-05-21"),
        (Some("2025-03-31"), "2025-03-31"),
        // Nothing is signed until the deadline has passed: such a day stands for the first on which it may be.
        (Some("2024-07-01"), "2024-08-22"),
    ] {
        p.grant_signature = signature.map(|d| d.parse().unwrap());
        let report = p.check(&call, "2024-08-01T00:00:00+02:00".parse().unwrap());
        let a = report.assessments().find(|a| a.outcome() == Outcome::Conditional).unwrap();
        assert_eq!(a.awaits()[0].until.unwrap().to_string(), until);
    }
}

/// Art. 24(1)(a) of the act speaks of legal entities: that a call's silence is read as admitting every form does not
/// make a person one.
#[test]
fn an_answer_on_all_legal_forms_admits_no_natural_person() {
    let call = without("roles").assume("legal-forms-not-stated", Reading::Yes).unwrap();
    let mut p = consortium([("BE", "public_body"), ("AT", "public_body"), ("IT", "natural_person")]);
    assert_eq!(verdict(&p, &call), Verdict::Ineligible);
    assert_eq!(outcome(&p, &call, RuleId::MinimumApplicants).0, Outcome::NotMet);
    // Whoever may be one is not admitted for certain, and says so.
    p.consortium.participants.get_mut(2).unwrap().applicant.legal_form = None;
    assert_eq!(verdict(&p, &call), Verdict::Undetermined);
    let report = p.check(&call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let a = report.assessments().find(|a| a.rule() == RuleId::LegalForm && a.outcome() == Outcome::Unknown);
    let missing: Vec<String> = a.unwrap().missing().iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["/participants/2/legal_form"]);
    p.consortium.participants.get_mut(2).unwrap().applicant.legal_form = Some(LegalForm::PublicBody.into());
    assert_eq!(verdict(&p, &call), Verdict::Eligible);
}

/// An organisation entered in two Member States counts for one of them.
#[test]
fn who_counts_for_one_of_several_states_is_named_with_them() {
    let mut p = consortium([("AT", "public_body"), ("FR", "public_body"), ("BE", "public_body")]);
    let mut again = p.consortium.participants.last().unwrap().clone();
    again.applicant.country = Some("IT".parse().unwrap());
    p.consortium.participants.push(again);
    let call = call(&seed());
    let report = p.check(&call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let a = report.assessments().find(|a| a.rule() == RuleId::MinimumCountries).unwrap();
    assert!(a.message().contains("3 participating Member States (AT, BE or IT, FR);"), "{}", a.message());
}

#[test]
fn calls_that_cannot_be_meant_are_refused_with_every_fault() {
    let mut value = seed();
    value["opening"]["date"] = json!("2024-08-22");
    value["grant"]["min"] = json!(-1);
    value["funding_rate"]["at_most"] = json!("150");
    value["description"]["title"]["text"] = json!("A\nVerdict    eligible");
    let faults = faults(&value);
    for fault in ["/opening", "/grant/min", "/funding_rate/at_most", "/description/title/text"] {
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
}

#[test]
fn pages_cited_together_must_be_listed_pages() {
    let with = |pages: Value| {
        let document = json!({ "title": "Pages", "basis": "summary", "pages": pages });
        let documents = json!({ "a": { "title": "A", "basis": "summary" }, "b": { "title": "B", "basis": "summary" },
            "all": document, "more": { "title": "More", "basis": "summary", "pages": ["a", "b"] } });
        let call = json!({ "schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": documents,
            "budget": { "amount": 1, "source": [{ "document": "all" }] } });
        Call::from_json(&call.to_string())
    };
    let call = with(json!(["a", "b"])).unwrap();
    let source = &call.budget().unwrap().source;
    assert_eq!(source[0].title(), "Pages, 2; which of them says it is not recorded");
    assert_eq!(source.len(), 1);
    let pages: Vec<String> = call.documents().map(|page| page.title().to_owned()).collect();
    assert_eq!(pages, ["A", "B"]);
    for (pages, says) in [
        (json!(["a"]), "/documents/all/pages: pages that are cited together must be two or more"),
        (json!(["a", "c"]), "/documents/all/pages/1: found the document \"c\""),
        (json!(["a", "a"]), "/documents/all/pages/1: \"a\" must be listed once"),
        (json!(["a", "more"]), "/documents/all/pages/1: \"more\" must be a page, not a list of pages"),
    ] {
        let error = with(pages).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn names_cannot_forge_the_report() {
    let mut p = sound();
    p.consortium.participants[0].applicant.name =
        "A\n\nVerdict    eligible\u{1b}[2K\u{202e}".parse().unwrap();
    p.consortium.participants[1].applicant.pic = Some(amif::Pic::new("x\nVerdict    eligible"));
    let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let text = p.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap()).to_string();
    assert_eq!(text.lines().filter(|l| l.starts_with("Verdict") || l.starts_with("eligible")).count(), 0);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
}

/// Cases that an engine which enumerates would not live to see the end of.
#[test]
fn contradicting_consortia_of_any_size_end() {
    let seed = catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let report = |participants: Vec<Value>| {
        let p = Proposal::from_json(&json!({ "participants": participants }).to_string()).unwrap();
        let json = p.check(seed, "2024-08-20T16:30:00+02:00".parse().unwrap()).to_json();
        assert!(json.contains("\"missing\""));
    };
    let entry = |name: &str,
                 pic: Option<String>,
                 country: Option<&str>,
                 form: Option<&str>,
                 role: Option<&str>| {
        json!({"name": name, "pic": pic, "country": country, "legal_form": form, "role": role})
    };
    let body = Some("public_body");
    // codes stated twice in two countries
    {
        let mut all = vec![
            entry("IO", None, Some("BE"), Some("international_organisation"), Some("beneficiary")),
            entry("Somebody", None, None, body, Some("beneficiary")),
        ];
        for i in 0..40 {
            for country in ["BE", "FR"] {
                all.push(entry(
                    &format!("B{i}"),
                    Some(format!("99900{i:04}")),
                    Some(country),
                    body,
                    Some("beneficiary"),
                ));
            }
        }
        report(all);
    }
    // a code for every pair of Member States
    {
        let states = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
            "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ];
        let mut all = Vec::new();
        for (i, a) in states.iter().enumerate() {
            for (j, b) in states.iter().enumerate().take(i) {
                for country in [a, b] {
                    let pic = Some(format!("9990{i:02}{j:03}"));
                    all.push(entry("P", pic, Some(country), body, Some("beneficiary")));
                }
            }
        }
        report(all);
    }
    // a thousand entities that name nobody
    {
        let all = (0..3_000).map(|i| {
            entry(&format!("A{i}"), Some(format!("99{i:07}")), Some("BE"), body, Some("affiliated_entity"))
        });
        report(all.collect());
    }
    // a thousand of one name
    {
        report((0..1_000).map(|_| entry("Caritas", None, None, None, Some("beneficiary"))).collect());
    }
}

#[test]
fn what_is_supposed_could_be_stated_and_contradicts_nothing() {
    use amif::call::{Supposition, SuppositionError};

    let call = |conditions: &str| {
        let text = format!(
            r#"{{"schema": "amif-call/1", "topic": "EXAMPLE-01",
                "documents": {{"d": {{"title": "D", "basis": "call_document"}}}}{conditions}}}"#
        );
        Call::from_json(&text)
    };
    let two = call(r#", "minimum_applicants": {"at_least": 2, "source": [{"document": "d"}]}"#).unwrap();
    let error = two.suppose(Supposition::MinimumCountries(3)).unwrap_err();
    assert!(
        matches!(&error, SuppositionError::Contradicts { fault } if fault.path() == "/minimum_countries")
    );
    assert!(two.suppose(Supposition::MinimumCountries(2)).is_ok_and(|call| call.validate().is_empty()));
    let budget = call(r#", "budget": {"amount": 400000, "source": [{"document": "d"}]}"#).unwrap();
    let refused = |supposed: Supposition| budget.suppose(supposed).unwrap_err().to_string();
    let says = "the budget must not be below the minimum grant (found 400 000 and 500 000)";
    assert!(refused("grant=500000..".parse().unwrap()).ends_with(says));
    // Neither text nor value is one that a file could not have.
    let eur = |amount: &str| Some(amount.parse().unwrap());
    for (text, value) in [
        ("duration=0", Supposition::Duration(Some(0), Some(0))),
        ("duration=36..12", Supposition::Duration(Some(36), Some(12))),
        ("duration=..", Supposition::Duration(None, None)),
        ("grant=-5..5", Supposition::Grant(eur("-5"), eur("5"))),
        ("grant=", Supposition::Grant(None, None)),
        ("funding_rate=100.01", Supposition::FundingRate("100.01".parse().unwrap())),
    ] {
        assert!(text.parse::<Supposition>().is_err(), "{text}");
        assert!(matches!(budget.suppose(value), Err(SuppositionError::Value { .. })), "{value}");
        let error = call(&format!(r#", "supposed": ["{text}"]"#)).unwrap_err().to_string();
        assert!(error.starts_with("/supposed/0: "), "{error}");
    }
    let both = r#", "supposed": ["minimum_applicants=2", "minimum_countries=3"]"#;
    let error = call(both).unwrap_err().to_string();
    assert!(error.starts_with("/supposed/1: with it the call contradicts itself: "), "{error}");
    // A draft comes with its faults.
    let text = format!(r#"{{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {{}}{both}}}"#);
    let (draft, faults) = Call::draft_from_json(&text).unwrap();
    assert_eq!((faults.len(), &faults), (1, &draft.validate()));
}

/// A call with the answers that a reading of each question gives, where one is taken.
fn under(call: &Call, readings: &[(&str, Option<Reading>)]) -> Call {
    readings.iter().fold(call.clone(), |call, (question, reading)| match reading {
        Some(reading) => call.assume(question, *reading).unwrap(),
        None => call,
    })
}

#[test]
fn who_may_be_no_beneficiary_leads_no_consortium_of_which_the_call_says_nothing() {
    let info = catalogue::topic("AMIF-2024-TF2-AG-INFO-01").unwrap();
    let sponsors = catalogue::topic("AMIF-2023-TF2-AG-CALL-01-SPONSORSHIP").unwrap();
    let p = consortium([("BE", "profit_making"), ("AT", "public_body"), ("IT", "public_body")]);
    let (admitted, leads) = ("profit-making-admitted", "coordinator-profit-making");
    let (yes, no) = (Some(Reading::Yes), Some(Reading::No));
    for call in [info, sponsors] {
        for (beneficiary, own, found, open) in [
            (yes, yes, Outcome::Met, &[][..]),
            (yes, no, Outcome::NotMet, &[]),
            (yes, None, Outcome::Unknown, &[leads]),
            (no, yes, Outcome::NotMet, &[]),
            (no, no, Outcome::NotMet, &[]),
            (no, None, Outcome::NotMet, &[]),
            (None, yes, Outcome::Unknown, &[admitted]),
            (None, no, Outcome::NotMet, &[]),
            (None, None, Outcome::Unknown, &[admitted, leads]),
        ] {
            let call = under(call, &[(admitted, beneficiary), (leads, own)]);
            let of = |rule| {
                let (found, mut open) = outcome(&p, &call, rule);
                open.sort();
                (found, open)
            };
            let mut asked: Vec<String> = open.iter().map(ToString::to_string).collect();
            asked.sort();
            let case = format!("{}: {beneficiary:?}, {own:?}", call.topic());
            assert_eq!(of(RuleId::LegalForm), (found, asked.clone()), "{case}");
            // It is one of three applicants, of whom so many are asked for.
            assert_eq!(of(RuleId::MinimumApplicants), (found, asked), "{case}");
        }
    }
}

#[test]
fn no_reading_makes_a_coordinator_eligible_who_may_be_no_beneficiary() {
    let call = catalogue::topic("AMIF-2024-TF2-AG-INFO-01").unwrap();
    let p = json!({
        "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 36, "requested_grant": 1_800_000,
        "total_eligible_costs": 2_000_000, "target_countries": ["TN"],
        "participants": [
            {"name": "Lead", "pic": "999000000", "role": "coordinator", "country": "BE", "legal_form": "profit_making"},
            {"name": "Second", "pic": "999000001", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
            {"name": "Third", "pic": "999000002", "role": "beneficiary", "country": "IT", "legal_form": "public_body"},
        ],
    });
    let p = Proposal::from_json(&p.to_string()).unwrap();
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    let each = [None, Some(Reading::Yes), Some(Reading::No)];
    for (beneficiary, own) in each.iter().flat_map(|a| each.iter().map(move |b| (*a, *b))) {
        let call =
            under(call, &[("profit-making-admitted", beneficiary), ("coordinator-profit-making", own)]);
        let expected = match (beneficiary, own) {
            (Some(Reading::Yes), Some(Reading::Yes)) => Verdict::Eligible,
            (Some(Reading::No), _) | (_, Some(Reading::No)) => Verdict::Ineligible,
            _ => Verdict::Undetermined,
        };
        let report = p.check(&call, as_of);
        assert_eq!(report.verdict(), expected, "{beneficiary:?}, {own:?}: {report}");
        let lead = report.assessments().find(|a| a.rule() == RuleId::LegalForm).unwrap().message();
        let why =
            "Lead: profit-making entity, coordinator; not admitted, as it is not admitted as a beneficiary.";
        assert_eq!(lead.starts_with(why), beneficiary == Some(Reading::No), "{lead}");
        assert_eq!(p.is_eligible(&call, as_of), expected == Verdict::Eligible, "{beneficiary:?}, {own:?}");
    }
}

/// What a rule comes to for the first participant of a call with these roles, with its open questions.
fn first_of(roles: &Value, role: &str, who: &Value, assumed: &[(&str, Reading)]) -> (Outcome, Vec<String>) {
    of_first(RuleId::LegalForm, roles, role, who, assumed)
}

fn of_first(
    rule: RuleId,
    roles: &Value,
    role: &str,
    who: &Value,
    assumed: &[(&str, Reading)],
) -> (Outcome, Vec<String>) {
    let mut value = seed();
    value["roles"] = roles.clone();
    value["roles"]["source"] = json!([{"document": "gateway"}]);
    let call = assumed.iter().fold(call(&value), |call, (q, reading)| call.assume(q, *reading).unwrap());
    let mut first = json!({"name": "First", "pic": "999000001", "role": role, "country": "BE"});
    first.as_object_mut().unwrap().extend(who.as_object().unwrap().clone());
    let p = Proposal::from_json(&json!({"participants": [first]}).to_string()).unwrap();
    let (found, mut open) = outcome(&p, &call, rule);
    open.sort();
    (found, open)
}

#[test]
fn what_a_call_says_of_beneficiaries_holds_in_the_roles_of_which_it_says_nothing() {
    use Outcome::{Met, NotMet, Unknown};
    let who = json!({"legal_form": "profit_making"});
    let open = |ids: &[&str]| (Unknown, ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    for role in ["coordinator", "affiliated_entity"] {
        let own = format!("{role}-profit-making").replace('_', "-");
        // Barred by name, or by a list that is closed.
        for beneficiary in [
            json!({"admitted": ["public_body"], "barred": ["profit_making"]}),
            json!({"admitted": ["public_body"], "only": true}),
        ] {
            let roles = json!({"beneficiary": beneficiary});
            assert_eq!(first_of(&roles, role, &who, &[]), (NotMet, vec![]), "{role}");
            // What the call says of the role comes first.
            let roles = json!({"beneficiary": beneficiary, role: {"admitted": ["profit_making"]}});
            assert_eq!(first_of(&roles, role, &who, &[]), (Met, vec![]), "{role}");
            // A closed list has international organisations among public bodies.
            let roles = json!({"beneficiary": {"admitted": ["public_body"], "only": true}});
            let who = json!({"legal_form": "international_organisation"});
            let own = format!("{role}-international-organisation").replace('_', "-");
            assert_eq!(first_of(&roles, role, &who, &[]), open(&[&own]), "{role}");
        }
        // Nothing is said of it anywhere: both are open.
        let roles = json!({"beneficiary": {"admitted": ["public_body"]}});
        let mut both = [own.as_str(), "beneficiary-profit-making"];
        both.sort_unstable();
        assert_eq!(first_of(&roles, role, &who, &[]), open(&both), "{role}");
        let assumed = [(own.as_str(), Reading::Yes)];
        assert_eq!(first_of(&roles, role, &who, &assumed), open(&["beneficiary-profit-making"]), "{role}");
        let assumed = [(own.as_str(), Reading::Yes), ("beneficiary-profit-making", Reading::No)];
        assert_eq!(first_of(&roles, role, &who, &assumed), (NotMet, vec![]), "{role}");
        // A person of whom the act speaks only if it is self-employed.
        let who = json!({"legal_form": "natural_person", "statuses": {"self_employed": true}});
        let own = format!("{role}-natural-person").replace('_', "-");
        let assumed = [(own.as_str(), Reading::Yes)];
        assert_eq!(first_of(&roles, role, &who, &assumed), open(&["beneficiary-natural-person"]), "{role}");
        let assumed = [(own.as_str(), Reading::Yes), ("beneficiary-natural-person", Reading::No)];
        assert_eq!(first_of(&roles, role, &who, &assumed), (NotMet, vec![]), "{role}");
    }
    // A question that the call itself asks of a role decides there.
    let international = json!({"legal_form": "international_organisation"});
    let asked = json!({"open": "international-organisation-as-affiliated-entity"});
    let roles = json!({"beneficiary": {"admitted": ["public_body"], "barred": ["international_organisation"]},
        "coordinator": {"open": {"international_organisation": asked}}});
    let yes = [("international-organisation-as-affiliated-entity", Reading::Yes)];
    assert_eq!(first_of(&roles, "coordinator", &international, &yes), (Met, vec![]));
    // With nobody admitted as a beneficiary nobody leads.
    let mut value = seed();
    value["roles"] = json!({"beneficiary": {"only": true}, "source": [{"document": "gateway"}]});
    assert!(faults(&value).starts_with("/roles:"), "{}", faults(&value));
}

#[test]
fn what_a_call_asks_of_beneficiaries_beside_the_legal_form_it_asks_in_roles_of_which_it_says_nothing() {
    let beneficiary = json!({
        "admitted": ["public_body", "profit_making"], "statuses": {"eu_body": false},
        "if_form": {"profit_making": {"acting_without_profit": true}},
        "organisation_types": {"admitted": ["private_law_company"], "only": true},
    });
    let roles = json!({"beneficiary": beneficiary, "coordinator": {}});
    let named = json!({"beneficiary": beneficiary, "coordinator": {"admitted": ["profit_making"]},
        "affiliated_entity": {"admitted": ["profit_making"]}});
    let who = |acting: bool, kind: &str| {
        json!({"legal_form": "profit_making", "organisation_type": kind,
            "statuses": {"acting_without_profit": acting, "eu_body": false}})
    };
    for role in ["coordinator", "affiliated_entity"] {
        for (who, found) in [
            (who(true, "private_law_company"), Outcome::Met),
            (who(false, "private_law_company"), Outcome::NotMet),
            (who(true, "public_law_company"), Outcome::NotMet),
        ] {
            assert_eq!(of_first(RuleId::Kind, &roles, role, &who, &[]).0, found, "{role}: {who}");
            assert_eq!(of_first(RuleId::Kind, &named, role, &who, &[]).0, Outcome::NotApplicable, "{role}");
        }
    }
}
