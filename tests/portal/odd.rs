//! Oddities that the samples do not show.

use amif::portal::{self, DeadlineModel, DeadlineRole, Import, RecordShape, WarningKind};
use amif::{Call, Eur, call::CallStatus};
use serde_json::{Value, json};

use super::{at, deadlines, of, only};

pub(crate) const ID: &str = "AMIF-2099-TF2-AG-X-01";

fn read(value: &Value) -> Import {
    portal::read(value.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

/// A search result with these fields beside the identifiers.
fn result(fields: Value) -> Value {
    let mut metadata = json!({"identifier": [ID], "callIdentifier": ["AMIF-2099-TF2-AG-X"], "type": ["1"]});
    for (key, value) in fields.as_object().unwrap() {
        metadata[key] = value.clone();
    }
    json!({"reference": "1TOPICSen", "metadata": metadata})
}

/// Topic details with these budget lines under one key.
fn budget(lines: &Value) -> Import {
    read(&json!({"TopicDetails": {"identifier": ID, "callIdentifier": "AMIF-2099-TF2-AG-X",
        "budgetOverviewJSONItem": {"budgetTopicActionMap": {"1": lines}}}}))
}

fn share(import: &Import) -> Option<String> {
    only(import).budget.as_ref().unwrap().share.map(|s| s.to_string())
}

fn kinds(import: &Import) -> Vec<WarningKind> {
    import.warnings.iter().map(|w| w.kind).collect()
}

#[test]
fn an_identifier_that_starts_like_another_is_not_it() {
    let import = budget(&json!([
        {"action": "AMIF-2099-TF2-AG-X-01-02 - AMIF-PJG", "budgetYearMap": {"2099": "7"}},
        {"action": "amif-2099-tf2-ag-x-01 - AMIF-PJG", "budgetYearMap": {"2099": "5"}},
        {"action": "AMIF-2099-TF2-AG-X-011 - AMIF-PJG", "budgetYearMap": {"2099": "9"}},
    ]));
    assert_eq!(share(&import).as_deref(), Some("5.00"));
}

#[test]
fn several_years_and_several_lines_of_one_topic_are_summed() {
    let import = budget(&json!([
        {"action": format!("{ID} - AMIF-PJG"), "budgetYearMap": {"2098": "1000000", "2099": 2_000_000}},
        {"action": format!("{ID} - AMIF-OG"), "budgetYearMap": {"2099": "3,000,000", "2100": "0"}},
    ]));
    assert_eq!(share(&import).as_deref(), Some("6000000.00"));
    assert!(kinds(&import).contains(&WarningKind::SeparatedAmount));
}

#[test]
fn a_year_that_cannot_be_read_leaves_the_budget_not_stated() {
    for bad in [json!("15.000"), json!("many"), json!(null), json!(-5), json!(1.005), json!({"a": 1})] {
        let import = budget(&json!([
            {"action": format!("{ID} - AMIF-PJG"), "budgetYearMap": {"2098": "1000000", "2099": bad}},
        ]));
        assert_eq!(share(&import), None, "{bad}");
        assert!(kinds(&import).contains(&WarningKind::MissingBudget), "{bad}");
    }
}

#[test]
fn a_budget_of_zero_is_not_stated() {
    let import = budget(&json!([{"action": format!("{ID} - AMIF-PJG"), "budgetYearMap": {"2099": "0"}}]));
    assert_eq!(share(&import), None);
    assert!(!only(&import).to_call_json().contains("\"budget\""));
}

#[test]
fn a_budget_without_a_line_of_the_topic_is_not_its_budget() {
    let import = budget(&json!([{"action": "AMIF-2099-TF2-AG-Y-01 - X", "budgetYearMap": {"2099": "9"}}]));
    assert_eq!(share(&import), None);
    assert_eq!(of(&import, WarningKind::NoOwnLine).len(), 1);
}

#[test]
fn some_equal_siblings_are_a_suspicion_and_all_are_a_pot() {
    let line = |topic: &str, amount: &str| json!({"action": format!("{topic} - A"), "budgetYearMap": {"2099": amount}});
    let some = budget(&json!([line(ID, "5"), line("B", "5"), line("C", "5"), line("D", "6")]));
    assert_eq!(share(&some).as_deref(), Some("5.00"));
    assert_eq!(of(&some, WarningKind::PossiblySharedPot).len(), 1);
    let all = budget(&json!([line(ID, "5"), line("B", "5")]));
    assert_eq!(share(&all), None);
    assert_eq!(only(&all).budget.as_ref().unwrap().shared_pot, Eur::from_euros(5));
}

#[test]
fn own_lines_that_differ_are_no_pot_though_one_equals_all_others() {
    let line = |topic: &str, amount: &str| json!({"action": format!("{topic} - A"), "budgetYearMap": {"2099": amount}});
    let import = budget(&json!([line(ID, "5"), line(ID, "6"), line("B", "6"), line("C", "6")]));
    assert_eq!(share(&import).as_deref(), Some("11.00"));
    assert_eq!(only(&import).budget.as_ref().unwrap().shared_pot, None);
    assert_eq!(of(&import, WarningKind::PossiblySharedPot).len(), 1);
}

#[test]
fn lines_with_different_ranges_give_no_range() {
    let import = budget(&json!([
        {"action": format!("{ID} - A"), "minContribution": 1, "maxContribution": 5, "budgetYearMap": {"2099": "9"}},
        {"action": format!("{ID} - B"), "minContribution": 2, "maxContribution": 5, "budgetYearMap": {"2099": "8"}},
    ]));
    assert_eq!(only(&import).budget.as_ref().unwrap().range(), None);
    assert_eq!(of(&import, WarningKind::RangesDiffer).len(), 1);
}

#[test]
fn a_range_upside_down_is_told() {
    let import = budget(&json!([
        {"action": format!("{ID} - A"), "minContribution": 5, "maxContribution": 1, "budgetYearMap": {"2099": "9"}},
    ]));
    assert_eq!(of(&import, WarningKind::RangeReversed).len(), 1);
    assert!(Call::from_json(&only(&import).to_call_json()).is_ok());
}

#[test]
fn an_opening_after_the_deadline_is_told_and_left_out_of_the_call() {
    let import = read(&result(
        json!({"startDate": ["2099-10-03T00:00:00.000+0000"], "deadlineDate": ["2099-09-16T00:00:00.000+0000"]}),
    ));
    assert_eq!(of(&import, WarningKind::DatesReversed)[0].found, "opening 2099-10-03, deadline 2099-09-16");
    let call = Call::from_json(&only(&import).to_call_json()).unwrap();
    assert!(call.opening().is_none() && call.deadline().is_some());
    let import = read(&result(
        json!({"startDate": ["2099-09-16T00:00:00.000+0000"], "deadlineDate": ["2099-09-16T00:00:00.000+0000"]}),
    ));
    assert_eq!(of(&import, WarningKind::DatesReversed).len(), 0);
}

#[test]
fn a_record_cannot_write_lines_of_its_own_into_the_warnings() {
    let import = read(&json!({"type": 1, "identifier": ID, "status": "shut\n\u{1b}[2J/0: found nothing"}));
    assert_eq!(of(&import, WarningKind::UnknownStatus).len(), 1);
    for warning in &import.warnings {
        assert!(!warning.to_string().contains(|c: char| c.is_control()), "{warning}");
    }
}

#[test]
fn codes_and_labels_of_the_status_that_disagree_are_told() {
    let bulk = |status: Value| read(&json!({"type": 1, "identifier": ID, "status": status}));
    let import = bulk(json!({"id": 31_094_501, "abbreviation": "Open"}));
    assert_eq!(only(&import).status.as_ref().unwrap().status, Some(CallStatus::Forthcoming));
    assert_eq!(of(&import, WarningKind::StatusesDiffer).len(), 1);
    let import = bulk(json!({"id": 31_094_599, "abbreviation": "Paused"}));
    let stored = only(&import).status.as_ref().unwrap();
    assert_eq!((stored.code.as_deref(), stored.label.as_deref()), (Some("31094599"), Some("Paused")));
    assert_eq!(stored.status, None);
    assert_eq!(of(&import, WarningKind::UnknownStatus).len(), 1);
    let import = bulk(json!({}));
    assert!(only(&import).status.is_none());
    assert_eq!(of(&import, WarningKind::MissingStatus).len(), 1);
}

#[test]
fn cut_offs_stay_open_until_the_last() {
    let dates = ["2098-01-10T00:00:00.000+0000", "2098-06-10T00:00:00.000+0000"];
    let import = read(&result(json!({"deadlineDate": dates, "deadlineModel": ["multiple cut-off"],
        "startDate": ["2097-01-10T00:00:00.000+0000"]})));
    let topic = only(&import);
    assert_eq!(topic.deadline_model, DeadlineModel::MultipleCutOff);
    assert!(topic.deadlines.iter().all(|d| d.role == DeadlineRole::CutOff));
    assert_eq!(at(topic, "2098-03-01T00:00:00Z"), Some(CallStatus::Open));
    assert!(Call::from_json(&topic.to_call_json()).unwrap().deadline().is_none());
}

#[test]
fn deadlines_and_procedure_that_do_not_fit_are_told() {
    let one = ["2098-01-10"];
    let two = ["2098-01-10", "2098-06-10"];
    let import = read(&result(json!({"deadlineDate": one, "deadlineModel": ["two-stage"]})));
    assert_eq!(deadlines(only(&import))[0].2, DeadlineRole::Unknown);
    assert_eq!(of(&import, WarningKind::StagesContradict).len(), 1);
    let import = read(&result(json!({"deadlineDate": two, "deadlineModel": ["single-stage"]})));
    assert_eq!(of(&import, WarningKind::StagesContradict).len(), 1);
    let import = read(&result(json!({"deadlineDate": two, "deadlineModel": ["by lot"]})));
    assert_eq!(only(&import).deadline_model, DeadlineModel::Other("by lot".to_owned()));
    assert_eq!(of(&import, WarningKind::StagesUnknown).len(), 1);
}

#[test]
fn two_procedures_or_two_identifiers_of_one_record_are_told() {
    let overview = json!({"budgetTopicActionMap": {"1": [{"action": format!("{ID} - AMIF-PJG AMIF Project Grants"),
        "budgetYearMap": {"2098": "6000000"}, "deadlineModel": "two-stage",
        "deadlineDates": ["2098-01-10", "2098-06-10"]}]}});
    let import = read(&result(json!({"deadlineDate": ["2098-06-10"], "deadlineModel": ["single-stage"],
        "budgetOverview": [overview.to_string()]})));
    assert_eq!(of(&import, WarningKind::ProceduresDiffer).len(), 1, "{:?}", import.warnings);
    assert_eq!(deadlines(only(&import))[0].2, DeadlineRole::Unknown, "it may be that of the second stage");
    assert!(Call::from_json(&only(&import).to_call_json()).unwrap().deadline().is_none());
    let import = read(&result(json!({"identifier": [ID, "AMIF-2099-TF2-AG-Y-01"]})));
    assert_eq!(of(&import, WarningKind::SeveralIdentifiers).len(), 1, "{:?}", import.warnings);
    let import = read(&result(json!({"identifier": [ID, ID]})));
    assert_eq!(of(&import, WarningKind::SeveralIdentifiers).len(), 0);
}

#[test]
fn a_date_that_cannot_be_read_leaves_the_others_in_doubt() {
    let dates = ["2026-09-24T17:00:00+0200", "end of the year"];
    let import = read(&result(json!({"deadlineDate": dates})));
    assert_eq!(deadlines(only(&import))[0].2, DeadlineRole::Unknown);
    assert_eq!(of(&import, WarningKind::UnreadableDate).len(), 1);
    assert_eq!(of(&import, WarningKind::StagesUnknown).len(), 1);
    assert!(Call::from_json(&only(&import).to_call_json()).unwrap().deadline().is_none());
}

#[test]
fn a_single_deadline_of_two_stages_does_not_make_a_topic_open() {
    let import = read(&result(json!({"deadlineDate": ["2098-01-10"], "deadlineModel": ["two-stage"],
        "startDate": ["2097-01-10"]})));
    let topic = only(&import);
    assert_eq!(at(topic, "2096-12-01T00:00:00Z"), Some(CallStatus::Forthcoming));
    assert_eq!(at(topic, "2097-12-01T00:00:00Z"), None);
    assert_eq!(at(topic, "2098-02-01T00:00:00Z"), Some(CallStatus::Closed));
}

#[test]
fn topic_details_have_status_dates_and_procedure_in_their_actions() {
    let import = read(&json!({"TopicDetails": {"identifier": ID, "callIdentifier": "AMIF-2099-TF2-AG-X",
        "title": "T", "frameworkProgramme": [{"id": 43_251_447, "abbreviation": "AMIF2027"}],
        "topicMGAs": {"abbreviation": "AMIF-AG"},
        "actions": [{"status": {"id": 31_094_503, "abbreviation": "Closed"},
            "types": [{"typeOfAction": "AMIF-PJG AMIF Project Grants", "typeOfMGA": ["AMIF-AG"]}],
            "plannedOpeningDate": "03 April 2098", "submissionProcedure": {"id": 31_094_504},
            "deadlineDates": ["16 September 2098"]}]}}));
    let topic = only(&import);
    assert_eq!(topic.status.as_ref().unwrap().status, Some(CallStatus::Closed));
    assert_eq!(topic.opening.as_ref().unwrap().date.to_string(), "2098-04-03");
    assert_eq!(deadlines(topic), [("2098-09-16".to_owned(), None, DeadlineRole::Only)]);
    assert_eq!(topic.deadline_model, DeadlineModel::SingleStage);
    assert_eq!(topic.actions[0].code.as_deref(), Some("AMIF-PJG"));
    assert_eq!(topic.agreements.len(), 1);
    assert_eq!(of(&import, WarningKind::DateWithoutHour).len(), 1);
}

#[test]
fn a_project_row_keeps_empty_items_in_their_places() {
    let row = |roles: &str, countries: &str| {
        read(&json!({"Project Call Id": "AMIF-2016-AG-X", "Participant Legal Name": "A;;C*ALIAS",
            "Participant Role": roles, "Participant LE Country Code": countries,
            "Project Start Date": "13/1/18"}))
    };
    let import = row("PARTICIPANT;;COORDINATOR", "UK;;QQ");
    let countries: Vec<_> =
        import.projects[0].participants.iter().map(|p| p.country.map(|c| c.to_string())).collect();
    assert_eq!(countries, [Some("GB".to_owned()), None, None]);
    assert_eq!(of(&import, WarningKind::EuCountryCode).len(), 1);
    assert_eq!(of(&import, WarningKind::UnknownCountry).len(), 1);
    assert_eq!(of(&import, WarningKind::UnreadableDate).len(), 1);
    let import = row("PARTICIPANT;COORDINATOR", "DE;NL;GR");
    assert!(import.projects[0].participants.iter().all(|p| p.role.is_none()));
    assert_eq!(of(&import, WarningKind::UnevenLists).len(), 1);
}

#[test]
fn a_deadline_with_its_own_hour_is_written_with_it() {
    let import = read(&result(json!({"deadlineDate": ["2026-09-24T17:00:00+0200"]})));
    let call = Call::from_json(&only(&import).to_call_json()).unwrap();
    let deadline = call.deadline().unwrap();
    assert_eq!(deadline.value.instant().to_string(), "2026-09-24T17:00:00+02:00");
    assert_eq!(deadline.source[0].basis().as_str(), "official_page");
    assert!(!call.not_stated().any(|n| n.contains("deadline")));
}

#[test]
fn an_hour_that_the_clocks_of_brussels_show_twice_is_no_deadline() {
    let import = read(&result(json!({"deadlineDate": ["2026-10-25T00:30:00Z"]})));
    assert_eq!(deadlines(only(&import))[0].1.as_deref(), Some("02:30:00"));
    assert!(Call::from_json(&only(&import).to_call_json()).unwrap().deadline().is_none());
}

#[test]
fn dates_that_disagree_inside_a_record_are_told() {
    let actions =
        json!([{"deadlineDates": ["11 June 2098"], "plannedOpeningDate": "2097-01-10"}]).to_string();
    let import = read(&result(json!({"deadlineDate": ["2098-01-10"], "startDate": ["2097-01-10"],
        "actions": [actions]})));
    assert_eq!(deadlines(only(&import))[0].0, "2098-01-10");
    let warning = of(&import, WarningKind::DatesDiffer)[0];
    assert_eq!(warning.path, "/metadata/actions/0/0/deadlineDates/0");
    assert_eq!(warning.found, "2098-06-11");
}

#[test]
fn records_of_one_topic_that_disagree_are_told() {
    let mut old = result(json!({"deadlineDate": ["2098-01-10"]}));
    old["reference"] = json!("1TOPICSfr");
    let new = result(json!({"deadlineDate": ["2098-03-10"]}));
    let import = read(&json!({"results": [old, new, new]}));
    assert_eq!(deadlines(only(&import))[0].0, "2098-03-10");
    assert_eq!(of(&import, WarningKind::RecordsDiffer)[0].found, "another deadlines");
    assert_eq!(of(&import, WarningKind::DuplicateRecord).len(), 1);
    assert_eq!(only(&import).other_languages, ["fr"]);
}

#[test]
fn a_topic_without_english_is_read_in_its_language_and_told() {
    let mut record = result(json!({}));
    record["reference"] = json!("1TOPICSfr");
    let import = read(&record);
    assert_eq!(only(&import).language.as_deref(), Some("fr"));
    assert_eq!(of(&import, WarningKind::OtherLanguage).len(), 1);
}

#[test]
fn news_without_its_topic_is_kept_apart() {
    let import = read(&result(json!({"type": ["6"], "description": ["The deadline is extended."],
        "frameworkProgramme": ["HORIZON"], "startDate": ["2025-06-12T11:45:06.325+0000"]})));
    assert!(import.skeletons.is_empty());
    assert_eq!(import.news[0].posted.unwrap().to_string(), "2025-06-12 13:45:06");
    assert_eq!(of(&import, WarningKind::News).len(), 1);
    assert!(of(&import, WarningKind::News)[0].meaning.contains("may move dates"));
}

/// A result about an invented topic with some of its fields changed.
fn of_fields(fields: Value) -> Import {
    read(&result(fields))
}

#[test]
fn news_is_shown_whatever_its_words_and_language() {
    for (content, shown) in [
        ("<p>The deadline has been moved to 30 September 2025, 17:00.</p>", "30 September 2025, 17:00"),
        ("<p>Le d&eacute;lai est prolong&eacute; au 1er octobre</p>", "Le délai est prolongé au 1er octobre"),
        ("call cancelled", "call cancelled"),
    ] {
        let latest =
            json!([{"content": content, "lastChangeDate": "2025-08-01T10:00:00.000+0000"}]).to_string();
        let import = of_fields(json!({"latestInfos": [latest]}));
        assert_eq!(of(&import, WarningKind::NewsOfChanges).len(), 1, "{content}");
        let call = only(&import).to_call_json();
        assert!(call.contains("News of 2025-08-01: ") && call.contains(shown), "{call}");
    }
    assert!(of(&of_fields(json!({})), WarningKind::NewsOfChanges).is_empty());
}

#[test]
fn entities_in_titles_are_decoded() {
    let import = of_fields(json!({"title": ["Children&#39;s protection &amp; care&nbsp;"]}));
    assert_eq!(only(&import).title.as_ref().unwrap().text, "Children's protection & care");
}

#[test]
fn a_prize_is_told_and_an_action_with_another_word_in_it_is_not() {
    let of_type = |label: &str| of_fields(json!({"typesOfAction": [label]}));
    let import = of_type("HORIZON-RPr HORIZON Recognition Prize");
    assert!(of(&import, WarningKind::Prize)[0].meaning.contains("no grant"));
    assert!(of(&of_type("AMIF-PJG AMIF Project Grants"), WarningKind::Prize).is_empty());
    assert!(of(&of_type("X-Y Prizewinners' grants"), WarningKind::Prize).is_empty());
}

#[test]
fn the_words_of_conditions_and_description_are_kept() {
    let import = of_fields(json!({
        "topicConditions": ["<p>Proposals must be submitted by at least three legal entities.</p><p>See &sect; 6</p>"],
        "descriptionByte": ["<h4>Scope</h4><p>Integration.</p>"],
    }));
    let topic = only(&import);
    let conditions = topic.conditions.as_ref().unwrap();
    assert_eq!(
        conditions.lines,
        ["Proposals must be submitted by at least three legal entities.", "See § 6"]
    );
    let call = Call::from_json(&topic.to_call_json()).unwrap();
    let words = call.description().eligibility.as_ref().unwrap();
    assert_eq!(words.value, conditions.lines);
    assert_eq!(call.description().overview.as_ref().unwrap().value, "Scope Integration.");
    assert!(call.minimum_applicants().is_none(), "no rule is made of words");
}

#[test]
fn the_last_minute_of_brussels_stored_as_universal_time_is_that_minute() {
    let import = of_fields(json!({"deadlineDate": ["2026-10-22T23:59:00.000+0000"]}));
    assert_eq!(
        deadlines(only(&import))[0],
        ("2026-10-22".into(), Some("23:59:00".into()), DeadlineRole::Only)
    );
    assert_eq!(of(&import, WarningKind::LastMinuteUtc).len(), 1);
}

#[test]
fn what_is_no_topic_is_named() {
    for (record, name) in [
        (
            json!({"reference": "71653", "summary": "q", "metadata": {"DATASOURCE": ["SEDIA_FAQ"]}}),
            "a question of the help desk",
        ),
        (
            json!({"metadata": {"datasource": ["sedia_faq"], "identifier": ["AMIF-2099-TF2-AG-X-01"]}}),
            "a question of the help desk",
        ),
        (
            json!({"metadata": {"title": ["A guide"], "downloadUrl": ["https://example.org/x.pdf"]}}),
            "a document",
        ),
        (json!({"metadata": {"title": ["Nameless"]}}), "a record without the identifier of a topic or call"),
    ] {
        let import = read(&json!({"results": [record]}));
        assert!(import.skeletons.is_empty(), "{name}");
        assert!(of(&import, WarningKind::NotATopic)[0].meaning.starts_with(name), "{:?}", import.warnings);
    }
}

#[test]
fn a_bulk_record_tells_the_day_of_its_publication() {
    let import = read(
        &json!({"type": 1, "identifier": "AMIF-2099-TF2-AG-X-01", "publicationDateLong": 1765497600000_i64,
        "deadlineDatesLong": [1789430400000_i64]}),
    );
    assert_eq!(only(&import).published.as_ref().unwrap().date.to_string(), "2025-12-12");
    assert!(only(&import).to_call_json().contains("Published on the portal on 2025-12-12."));
}

#[test]
fn missing_and_unreadable_identifiers_are_told_and_the_rest_is_read() {
    let import =
        read(&json!({"metadata": {"type": ["1"], "title": ["Nameless"], "callIdentifier": ["a/b"]}}));
    let topic = only(&import);
    assert!(topic.topic.is_none() && topic.call.is_none());
    assert_eq!(topic.title.as_ref().unwrap().text, "Nameless");
    assert_eq!(of(&import, WarningKind::MissingIdentifier).len(), 1);
    assert_eq!(of(&import, WarningKind::UnreadableIdentifier)[0].path, "/metadata/callIdentifier/0");
    assert!(!topic.to_call_json().contains("\"topic\":"));
}

#[test]
fn text_that_should_hold_json_and_does_not_is_told() {
    let import = read(&result(json!({"budgetOverview": ["{\"budgetTopicActionMap\": {"], "actions": "[}"})));
    let places: Vec<&str> = of(&import, WarningKind::BrokenJsonInText).iter().map(|w| &*w.path).collect();
    assert_eq!(places, ["/metadata/budgetOverview/0", "/metadata/actions"]);
}

#[test]
fn single_values_stand_for_lists_and_lists_for_single_values() {
    let import = read(&json!([
        {"type": 1, "identifier": [ID], "deadlineDatesLong": 1_757_980_800_000_i64, "title": ["T"],
         "frameworkProgramme": [{"id": 43_251_447, "abbreviation": "AMIF2027"}]},
    ]));
    assert_eq!(deadlines(only(&import)).len(), 0, "lists at top level are a search result");
    let import = read(&json!({"fundingData": {"GrantTenderObj": {"type": 1, "identifier": [ID],
        "deadlineDatesLong": 1_757_980_800_000_i64, "frameworkProgramme": [{"id": 43_251_447}]}}}));
    let topic = only(&import);
    assert_eq!(deadlines(topic)[0].0, "2025-09-16");
    assert_eq!(topic.programme.as_ref().unwrap().code.as_deref(), Some("43251447"));
    assert!(of(&import, WarningKind::OtherProgramme).is_empty());
}

#[test]
fn records_without_their_wrappers_are_recognised() {
    let shape = |value: Value| only(&read(&value)).shape;
    assert_eq!(shape(json!({"type": 1, "identifier": ID})), RecordShape::BulkRecord);
    assert_eq!(shape(json!({"identifier": ID, "conditions": "<p>"})), RecordShape::TopicDetails);
    assert_eq!(shape(json!([result(json!({}))])), RecordShape::SearchResult);
    assert_eq!(shape(json!({"GrantTenderObj": [{"type": 1, "identifier": ID}]})), RecordShape::BulkRecord);
}

#[test]
fn records_of_other_indexes_and_types_are_named() {
    for (fields, name) in [
        (json!({"type": ["0"]}), "a tender"),
        (json!({"type": ["2"]}), "a call for proposals outside topics"),
        (json!({"type": ["8"]}), "a call of a project for third parties"),
        (json!({"type": ["ORGANISATION"]}), "an organisation"),
        (json!({"type": [], "projectId": ["101"]}), "a funded project"),
        (json!({"type": ["99"]}), "a record of an unknown type"),
    ] {
        let import = read(&result(fields));
        assert!(import.skeletons.is_empty());
        assert!(of(&import, WarningKind::NotATopic)[0].meaning.starts_with(name), "{name}");
    }
    let top_level = json!({"reference": "8", "url": "https://example.org", "type": ["8"], "title": ["T"]});
    assert!(read(&top_level).skeletons.is_empty());
}

#[test]
fn an_empty_page_is_the_end_of_a_search_and_no_error() {
    let import = read(&json!({"totalResults": 0, "results": []}));
    assert!(import.skeletons.is_empty() && import.warnings.is_empty());
}

#[test]
fn files_that_are_something_else_say_what() {
    for (text, says) in [
        ("", "empty"),
        (" \n", "empty"),
        ("<html>", "web page"),
        ("a;b;c\n1;2;3", "a table"),
        ("{\"facets\": []}", "facets"),
        (r#"{"type":"businessError","message":"No result found"}"#, "\"No result found\""),
        (r#"{"schema":"amif-call/1"}"#, "\"amif-call/1\""),
        ("{}", "no shape"),
        ("[1, \"x\"]", "/1: found \"x\""),
        ("{\"results\": [7]}", "/results/0: found 7"),
        ("{\"metadata\": ", "line 1, column"),
        ("[] []", "line 1, column 4"),
    ] {
        let error = portal::read(text.as_bytes()).expect_err(text).to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
    assert!(portal::read(b"\xff\xfe{").unwrap_err().to_string().contains("UTF-16"));
    assert!(portal::read(b"\xff\xfe\x00\xd8").unwrap_err().to_string().contains("UTF-16"));
    assert!(portal::read(b"{\"a\": \"\xff\"}").unwrap_err().to_string().contains("UTF-8"));
}

#[test]
fn deep_nesting_is_an_error_or_a_warning_and_no_crash() {
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "[".repeat(100) + &"]".repeat(100)] {
        let _ = portal::read(deep.as_bytes());
    }
    let import = read(&result(json!({"actions": ["[".repeat(100_000)]})));
    assert_eq!(of(&import, WarningKind::BrokenJsonInText).len(), 1);
}
