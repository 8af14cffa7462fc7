//! Each trap of the portal's data, on real records.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test states what it expects in the plainest way"
)]

#[path = "portal/any.rs"]
mod any;
#[path = "portal/import_topic.rs"]
mod import_topic;
#[path = "portal/odd.rs"]
mod odd;
mod program;

use std::path::PathBuf;

use amif::portal::{
    self, DeadlineModel, DeadlineRole, Import, LinkKind, RecordShape, Skeleton, Warning, WarningKind,
};
use amif::{Call, Eur, Instant, Role, call::CallStatus};

const PAGE: &str = "sedia-search/page_mixed_languages_and_updates_v2143.json";
const SINGLE: &str = "sedia-search/topic_en_single_stage_v2143.json";
const TWO_STAGE: &str = "sedia-search/two_stage_topic_v2146_trimmed.json";
const SHIFTED: &str = "sedia-search/topic_v2101_2023_double_shifted_deadline.json";
const MINIMAL: &str = "sedia-search/open_topics_minimal_2.json";
const BULK: &str = "bulk-grantsTenders/grants_and_tender_4_records.json";
const DETAILS: &str = "topicDetails/EDF-2026-RA-SENS-MSDT_fragment.json";
const POT: &str = "topicDetails/EDF-2026-DA-AIR-SPS_shared_pot_fragment.json";
const PROJECT: &str = "projects/AMIF-2016-AG-IBA-ERIN_project_export_row.json";
const AMIF: &str = "../../examples/data/portal-topic.json";

/// Every file that holds topics.
const TOPICS: [&str; 9] = [PAGE, SINGLE, TWO_STAGE, SHIFTED, MINIMAL, BULK, DETAILS, POT, AMIF];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/portal").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn import(name: &str) -> Import {
    portal::read(&bytes(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn only(import: &Import) -> &Skeleton {
    assert_eq!(import.skeletons.len(), 1);
    &import.skeletons[0]
}

fn topic<'i>(import: &'i Import, id: &str) -> &'i Skeleton {
    let found = import.skeletons.iter().find(|s| s.topic.as_ref().is_some_and(|t| t.as_str() == id));
    found.expect(id)
}

fn of(import: &Import, kind: WarningKind) -> Vec<&Warning> {
    import.warnings.iter().filter(|w| w.kind == kind).collect()
}

/// Each deadline as day, hour and role.
fn deadlines(skeleton: &Skeleton) -> Vec<(String, Option<String>, DeadlineRole)> {
    let at = |d: &portal::PortalDeadline| (d.at.date.to_string(), d.at.hour.map(|h| h.to_string()), d.role);
    skeleton.deadlines.iter().map(at).collect()
}

fn day(date: &str, role: DeadlineRole) -> (String, Option<String>, DeadlineRole) {
    (date.to_owned(), None, role)
}

fn eur(euros: i64) -> Option<Eur> {
    Eur::from_euros(euros)
}

fn at(skeleton: &Skeleton, instant: &str) -> Option<CallStatus> {
    skeleton.status_at(instant.parse::<Instant>().unwrap())
}

#[test]
fn every_topic_of_every_sample_gives_a_call_file_that_loads() {
    for name in TOPICS {
        let import = import(name);
        assert!(!import.skeletons.is_empty(), "{name}");
        for skeleton in &import.skeletons {
            let call = Call::from_json(&skeleton.to_call_json()).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(Some(call.topic()), skeleton.topic.as_ref());
        }
    }
}

#[test]
fn records_that_are_no_topics_are_refused_by_name() {
    for (name, says) in [
        ("projects/cordis_fp1_row_dd-mm-yyyy.json", "a project of the CORDIS lists"),
        ("projects/cordis_project_row_shifted_by_decimal_comma.json", "a project of the CORDIS lists"),
        ("projects/fts_grant_row_many_beneficiaries.json", "Financial Transparency System"),
        ("projects/just_project_row.json", "a project of DG JUST's list"),
        ("projects/erasmusplus_ka2_row.json", "a project of the Erasmus+ results platform"),
        ("projects/interreg_2014TC16I5CB005_row.json", "an operation of an Interreg programme"),
        ("projects/participation_rows_horizon_derived.csv", "the text is a table"),
        ("call-figures/AMIF-2024-TF2-AG-INFO-01_extracted_figures.json", "figures that another tool took"),
    ] {
        let error = portal::read(&bytes(name)).expect_err(name).to_string();
        assert!(error.contains(says), "{name}: {error}");
    }
}

#[test]
fn three_languages_and_two_news_are_one_topic() {
    let import = import(PAGE);
    let topic = only(&import);
    assert_eq!(topic.reference.as_deref(), Some("48400948TOPICSen"));
    assert_eq!(topic.language.as_deref(), Some("en"));
    assert_eq!(topic.other_languages, ["sv", "cs"]);
    assert_eq!(topic.updates.len(), 2);
    assert!(import.news.is_empty());
    let places: Vec<&str> = of(&import, WarningKind::OtherLanguage).iter().map(|w| &*w.path).collect();
    assert_eq!(places, ["/results/0", "/results/1"]);
    let places: Vec<&str> = of(&import, WarningKind::News).iter().map(|w| &*w.path).collect();
    assert_eq!(places, ["/results/2", "/results/4"]);
    assert!(of(&import, WarningKind::RecordsDiffer).is_empty());
}

#[test]
fn keeping_one_topic_keeps_what_is_about_it() {
    let whole = import(PAGE);
    let mut kept = whole.clone();
    kept.keep(&"horizon-cl4-2025-04-data-03".parse().unwrap());
    assert_eq!(kept, whole);
    kept.keep(&"HORIZON-CL4-2025-04-DATA-02".parse().unwrap());
    assert_eq!(kept, Import::default());
}

#[test]
fn news_is_stamped_in_universal_time_in_its_own_record_and_in_brussels_time_inside_the_topic() {
    let import = import(PAGE);
    let topic = only(&import);
    let posted = topic.updates[1].posted.unwrap().to_string();
    assert_eq!(posted, "2025-06-12 13:45:06");
    let inside: Vec<String> = topic.latest.iter().map(|n| n.posted.unwrap().to_string()).collect();
    assert!(inside.iter().any(|p| p.starts_with(&posted)), "{inside:?}");
}

#[test]
fn a_topics_budget_is_its_own_line_and_not_the_sum_of_the_call() {
    let import = import(SINGLE);
    let topic = only(&import);
    let budget = topic.budget.as_ref().unwrap();
    assert_eq!(budget.share, eur(15_000_000));
    assert_eq!(budget.range(), Some((eur(4_000_000), eur(6_000_000))));
    assert_eq!(budget.expected_grants(), Some(3));
    assert_eq!(budget.siblings.len(), 6);
    assert_eq!(budget.shared_pot, None);
    assert_eq!(budget.lines[0].by_year, [("2025".to_owned(), Eur::from_euros(15_000_000).unwrap())]);
    assert_eq!(of(&import, WarningKind::SiblingTopics).len(), 1);
}

#[test]
fn one_map_key_with_all_topics_of_the_call_is_read_like_one_key_a_topic() {
    let import = import(DETAILS);
    let topic = only(&import);
    assert_eq!(topic.shape, RecordShape::TopicDetails);
    let budget = topic.budget.as_ref().unwrap();
    assert_eq!(budget.share, eur(30_000_000));
    assert_eq!((budget.range(), budget.expected_grants()), (None, None));
    assert_eq!(budget.siblings, ["EDF-2026-RA-CYBER-QSTN"]);
    let zeros: Vec<&str> =
        of(&import, WarningKind::Zero).iter().map(|w| w.path.rsplit('/').next().unwrap()).collect();
    assert_eq!(zeros, ["minContribution", "maxContribution", "expectedGrants"]);
}

#[test]
fn a_pot_that_topics_share_is_no_topics_budget() {
    let import = import(POT);
    let topic = only(&import);
    let budget = topic.budget.as_ref().unwrap();
    assert_eq!((budget.share, budget.shared_pot), (None, eur(422_000_000)));
    let warning = of(&import, WarningKind::SharedPot)[0];
    assert!(warning.meaning.contains("scope: call"));
    let call = Call::from_json(&topic.to_call_json()).unwrap();
    assert!(call.budget().is_none());
    assert!(call.not_stated().any(|n| n == "budget of the topic"));
}

#[test]
fn a_deadline_at_midnight_utc_is_a_day_and_no_hour_is_made_up() {
    let import = import(AMIF);
    let topic = only(&import);
    assert_eq!(deadlines(topic), [day("2025-09-16", DeadlineRole::Only)]);
    let warning = of(&import, WarningKind::MidnightUtc)[0];
    assert_eq!(warning.path, "/results/0/metadata/deadlineDate/0");
    assert_eq!(warning.found, "\"2025-09-16T00:00:00.000+0000\"");
    let json = topic.to_call_json();
    let call = Call::from_json(&json).unwrap();
    assert!(!call.deadline().unwrap().value.clock_time_is_stated());
    assert!(call.not_stated().any(|n| n == "hour of the deadline"));
    assert!(!json.contains("17:00"));
}

#[test]
fn five_o_clock_shown_as_seven_is_read_as_five_and_told() {
    let import = import(SHIFTED);
    let topic = only(&import);
    let expected = ("2024-04-18".to_owned(), Some("17:00:00".to_owned()), DeadlineRole::Only);
    assert_eq!(deadlines(topic), [expected]);
    assert_eq!(topic.opening.as_ref().unwrap().date.to_string(), "2023-12-07");
    assert_eq!(of(&import, WarningKind::DoubleShifted).len(), 1);
    let call = Call::from_json(&topic.to_call_json()).unwrap();
    let deadline = call.deadline().unwrap();
    assert_eq!(deadline.value.instant().to_string(), "2024-04-18T17:00:00+02:00");
    assert_eq!(deadline.source[0].basis().as_str(), "inferred");
}

#[test]
fn keywords_may_be_one_text_that_holds_a_list() {
    // The record of 2023 has them so; they are not read and do no harm.
    assert_eq!(import(SHIFTED).skeletons.len(), 1);
    assert!(of(&import(SHIFTED), WarningKind::BrokenJsonInText).is_empty());
}

#[test]
fn milliseconds_at_midnight_utc_are_days() {
    let import = import(BULK);
    let agrip = topic(&import, "AGRIP-MULTI-2021-IM");
    assert_eq!(deadlines(agrip), [day("2021-05-11", DeadlineRole::Only)]);
    assert_eq!(agrip.opening.as_ref().unwrap().date.to_string(), "2021-01-28");
    assert_eq!(agrip.deadline_model, DeadlineModel::NotStated);
    assert_eq!(agrip.shape, RecordShape::BulkRecord);
}

#[test]
fn an_extension_is_announced_in_prose_only_and_pointed_at() {
    let import = import(BULK);
    let topic = topic(&import, "AGRIP-MULTI-2021-IM");
    let news = topic
        .latest
        .iter()
        .find(|n| n.path == "/fundingData/GrantTenderObj/1/latestInfos/3/content")
        .unwrap();
    assert!(!news.text.contains('<') && topic.to_call_json().contains(news.text.lines().next().unwrap()));
    let of_topic = of(&import, WarningKind::NewsOfChanges);
    assert!(
        of_topic
            .iter()
            .any(|w| w.path.starts_with("/fundingData/GrantTenderObj/1/") && w.found == "8 items of news")
    );
}

#[test]
fn three_deadlines_without_a_procedure_are_not_told_apart() {
    let import = import(BULK);
    let edip = topic(&import, "EDF-EDIP-P-2026-2027-FNLC-SA-SEAP");
    let unknown = DeadlineRole::Unknown;
    let expected = [day("2026-10-13", unknown), day("2027-02-16", unknown), day("2027-09-28", unknown)];
    assert_eq!(deadlines(edip), expected);
    assert_eq!(of(&import, WarningKind::StagesUnknown).len(), 1);
    assert_eq!(at(edip, "2026-09-30T12:00:00Z"), Some(CallStatus::Open));
    assert_eq!(at(edip, "2026-12-01T12:00:00Z"), None, "stages or cut-offs: not known");
    assert_eq!(at(edip, "2027-12-01T12:00:00Z"), Some(CallStatus::Closed));
}

#[test]
fn after_the_first_of_two_stages_a_topic_is_closed_to_new_applicants() {
    let import = import(TWO_STAGE);
    let topic = only(&import);
    assert_eq!(topic.deadline_model, DeadlineModel::TwoStage);
    let expected =
        [day("2025-04-29", DeadlineRole::FirstStage), day("2025-09-17", DeadlineRole::SecondStage)];
    assert_eq!(deadlines(topic), expected);
    assert_eq!(at(topic, "2025-03-03T12:00:00Z"), Some(CallStatus::Forthcoming));
    assert_eq!(at(topic, "2025-04-28T12:00:00Z"), Some(CallStatus::Open));
    assert_eq!(at(topic, "2025-04-29T12:00:00Z"), None, "the hour is not in the data");
    assert_eq!(at(topic, "2025-04-30T12:00:00Z"), Some(CallStatus::Closed));
    let call = Call::from_json(&topic.to_call_json()).unwrap();
    assert!(call.deadline().is_none());
    assert!(call.not_stated().any(|n| n == "hour of each deadline, without which none is stated here"));
    assert!(call.not_stated().all(|n| n != "which of the deadlines is meant"), "the first stage is meant");
}

#[test]
fn the_stored_status_and_the_dates_are_two_facts() {
    let import = import(TWO_STAGE);
    let topic = only(&import);
    let stored = topic.status.as_ref().unwrap();
    assert_eq!((stored.code.as_deref(), stored.status), (Some("31094501"), Some(CallStatus::Forthcoming)));
    assert_eq!(at(topic, "2026-01-01T12:00:00Z"), Some(CallStatus::Closed));
}

#[test]
fn status_codes_are_read_in_the_portals_order() {
    for (name, id, code, status) in [
        (SHIFTED, "HORIZON-CL5-2024-D2-01-03", "31094501", CallStatus::Forthcoming),
        (MINIMAL, "HORIZON-CL5-2026-09-D4-03", "31094502", CallStatus::Open),
        (SINGLE, "HORIZON-CL4-2025-04-DATA-03", "31094503", CallStatus::Closed),
        (BULK, "HORIZON-MISS-2026-02-CANCER-05", "31094502", CallStatus::Open),
    ] {
        let import = import(name);
        let stored = topic(&import, id).status.as_ref().unwrap();
        assert_eq!((stored.code.as_deref(), stored.status), (Some(code), Some(status)), "{id}");
    }
    assert_eq!(of(&import(MINIMAL), WarningKind::SwappedStatusCode).len(), 2, "bare codes");
    assert!(of(&import(BULK), WarningKind::SwappedStatusCode).is_empty(), "codes with their labels");
}

#[test]
fn a_tender_is_not_a_grant_and_not_a_broken_grant() {
    let import = import(BULK);
    assert_eq!(import.skeletons.len(), 3);
    let warning = of(&import, WarningKind::NotATopic)[0];
    assert_eq!(warning.path, "/fundingData/GrantTenderObj/3");
    assert!(warning.meaning.contains("a tender, not a grant"));
    assert!(import.warnings.iter().all(|w| w.path != "/fundingData/GrantTenderObj/3/identifier"));
}

#[test]
fn values_are_lists_of_texts_and_some_texts_are_json() {
    let import = import(SINGLE);
    assert_eq!(of(&import, WarningKind::ValuesInLists).len(), 1);
    let embedded: Vec<&str> = of(&import, WarningKind::JsonInText).iter().map(|w| &*w.path).collect();
    for field in ["budgetOverview", "actions", "latestInfos", "links"] {
        assert!(embedded.contains(&&*format!("/results/0/metadata/{field}/0")), "{field}: {embedded:?}");
    }
}

#[test]
fn a_record_with_chosen_fields_only_is_read_as_far_as_it_goes() {
    let import = import(MINIMAL);
    assert_eq!(import.skeletons.len(), 2);
    let topic = topic(&import, "HORIZON-JU-CBE-2026-IAFLAG-02");
    assert_eq!(deadlines(topic), [day("2026-09-22", DeadlineRole::Only)]);
    assert_eq!(topic.deadline_model, DeadlineModel::SingleStage);
    assert!(topic.budget.is_none());
    assert_eq!(of(&import, WarningKind::MissingBudget).len(), 2);
}

#[test]
fn types_of_action_are_split_at_the_first_blank_and_named_once() {
    let import = import(SINGLE);
    let [action] = only(&import).actions.as_slice() else { panic!() };
    assert_eq!(action.code.as_deref(), Some("HORIZON-RIA"));
    assert_eq!(action.label.as_deref(), Some("HORIZON Research and Innovation Actions"));
}

#[test]
fn lump_sums_are_told_by_the_suffix_of_the_agreement() {
    let import = import(BULK);
    let lump = |id| topic(&import, id).agreements[0].lump_sum();
    assert_eq!(lump("HORIZON-MISS-2026-02-CANCER-05"), Some(true));
    assert_eq!(lump("AGRIP-MULTI-2021-IM"), Some(false));
}

#[test]
fn conditions_are_prose_from_which_only_addresses_are_taken() {
    let import = import(SINGLE);
    let topic = only(&import);
    let documents = topic.links.iter().filter(|l| l.kind == LinkKind::Document).count();
    assert!(documents > 3, "{:?}", topic.links);
    assert_eq!(of(&import, WarningKind::ConditionsElsewhere).len(), 1);
}

#[test]
fn no_condition_on_applicants_amounts_or_duration_is_ever_written() {
    for name in TOPICS {
        for skeleton in &import(name).skeletons {
            let call = Call::from_json(&skeleton.to_call_json()).unwrap();
            assert!(call.minimum_applicants().is_none() && call.minimum_countries().is_none());
            assert!(call.roles().is_none() && call.countries().is_none() && call.funding_rate().is_none());
            assert!(call.grant().is_none() && call.duration().is_none());
            // Questions come from the file's silence alone; the skeleton asks none.
            assert!(call.questions().iter().all(|q| q.source.is_empty()));
            let gaps: Vec<&str> = call.not_stated().collect();
            for gap in ["eligible countries", "amount of the grant", "duration", "funding rate"] {
                assert_eq!(gaps.iter().filter(|g| **g == gap).count(), 1, "{name}: {gap}");
            }
        }
    }
}

#[test]
fn every_stated_fact_cites_the_portal_record() {
    let import = import(AMIF);
    let call = Call::from_json(&only(&import).to_call_json()).unwrap();
    assert!(call.budget().is_none(), "the budget of the whole call is not in the record");
    let budget = call.topic_budget().unwrap();
    assert_eq!(Some(budget.value), eur(6_000_000));
    for citation in budget.source.iter().chain(&call.opening().unwrap().source) {
        assert_eq!(citation.basis().as_str(), "official_page");
        assert!(citation.title().contains("00000000TOPICSen"));
        assert!(citation.section().starts_with("/results/0/metadata/"));
        assert!(citation.url().starts_with("https://ec.europa.eu/"));
    }
    assert!(of(&import, WarningKind::OtherProgramme).is_empty());
}

#[test]
fn topics_of_other_programmes_are_told() {
    for name in TOPICS.into_iter().filter(|n| *n != AMIF) {
        assert!(!of(&import(name), WarningKind::OtherProgramme).is_empty(), "{name}");
    }
}

#[test]
fn a_project_export_row_is_paired_and_its_greek_code_told() {
    let import = import(PROJECT);
    assert!(import.skeletons.is_empty());
    let project = &import.projects[0];
    assert_eq!(project.topic.as_ref().unwrap().as_str(), "AMIF-2016-AG-IBA-ERIN");
    let countries: Vec<String> =
        project.participants.iter().map(|p| p.country.unwrap().to_string()).collect();
    assert_eq!(countries, ["DE", "NL", "GR"]);
    let coordinator = project.participants.iter().find(|p| p.role == Some(Role::Coordinator)).unwrap();
    assert_eq!(coordinator.country.unwrap().to_string(), "NL");
    assert_eq!(project.contribution, eur(2_500_000));
    assert_eq!(project.start.unwrap().to_string(), "2018-01-01");
    assert_eq!(project.end.unwrap().to_string(), "2019-12-31");
    assert_eq!(of(&import, WarningKind::EuCountryCode)[0].found, "\"EL\"");
    assert_eq!(of(&import, WarningKind::NotATopic).len(), 1);
}

#[test]
fn byte_order_marks_and_utf_16_are_read_and_told() {
    let text = String::from_utf8(bytes(PAGE)).unwrap();
    let plain = import(PAGE);
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend_from_slice(text.as_bytes());
    let units = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let (low, high) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    for (bytes, kind) in [
        (marked, WarningKind::ByteOrderMark),
        ([&[0xff, 0xfe], low.as_slice()].concat(), WarningKind::Utf16),
        ([&[0xfe, 0xff], high.as_slice()].concat(), WarningKind::Utf16),
        (low, WarningKind::Utf16),
        (high, WarningKind::Utf16),
    ] {
        let import = portal::read(&bytes).unwrap();
        assert_eq!(import.warnings[0].kind, kind);
        assert_eq!(import.skeletons, plain.skeletons);
    }
}
