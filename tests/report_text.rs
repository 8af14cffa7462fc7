//! The report as people read it: what stands on the first screen, and that nothing grows without bound.

#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

use amif::{Call, Consequence, Instant, Outcome, Proposal, Role, RuleId, Verdict, catalogue};

const TOPIC: &str = "AMIF-2024-TF2-AG-THB-01";

fn proposal(text: &str) -> Proposal {
    Proposal::from_json(text).unwrap()
}

/// The short report of a shipped example, or of an own text.
fn text(proposal: &Proposal, as_of: &str) -> String {
    let call = catalogue::topic(TOPIC).unwrap();
    proposal.check(call, as_of.parse::<Instant>().unwrap()).to_string()
}

#[test]
fn a_pass_of_three_partners_fits_a_screen() {
    let text = text(&proposal(include_str!("../examples/data/eligible.json")), "2024-08-20T16:30:00+02:00");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() <= 24, "{text}");
    assert_eq!(lines[0], "ELIGIBLE  AMIF-2024-TF2-AG-THB-01  as of 20 August 2024 16:30");
    assert!(lines[1].starts_with("Checked against: public pages of 2024; the call document itself was not"));
    assert!(text.contains("\nMet: ") && !text.contains("\nWhy"), "{text}");
}

#[test]
fn a_failure_says_why_and_what_would_help_on_the_first_screen() {
    let draft = proposal(include_str!("../examples/data/ineligible.json"));
    let call = catalogue::topic(TOPIC).unwrap();
    let report = draft.check(call, "2024-08-21T17:00:01+02:00".parse().unwrap());
    let text = report.text().help(["Do this."]).to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() <= 60, "{} lines:\n{text}", lines.len());
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{text}");
    assert!(lines[0].starts_with("INELIGIBLE; 1 point to correct"), "{text}");
    let screen = lines[..24].join("\n");
    assert!(
        screen.contains("\nWhy\n  1. ") && screen.contains("\nWhat would help\n  - Do this."),
        "{screen}"
    );
    assert!(lines.last().unwrap().starts_with("INELIGIBLE"), "a long report repeats its verdict");
    let at = |heading: &str| text.find(heading).unwrap_or(usize::MAX);
    assert!(at("\nWhy") < at("\nWhat would help") && at("\nWhat would help") < at("\nTo correct"));
    assert!(at("\nTo correct") < at("\nTo clarify") && at("\nTo clarify") < at("\nMet: "));
    assert!(
        at("\nMet: ") < at("\nNot stated in the sources") && at("\nNo program can tell") < at("\nSources\n")
    );
}

#[test]
fn a_draft_says_what_is_open_and_what_to_ask_next_on_the_first_screen() {
    let draft = proposal(include_str!("../examples/data/draft.json"));
    let call = catalogue::topic(TOPIC).unwrap();
    let report = draft.check(call, "2024-06-01T00:00:00+02:00".parse().unwrap());
    let text = report.text().help(["Ask this next."]).to_string();
    let lines: Vec<&str> = text.lines().collect();
    // Eleven are unknown. Those that decide are told under "Why", and the headline counts the others.
    let unknown = report.assessments().filter(|a| a.outcome() == Outcome::Unknown);
    let (decide, others): (Vec<_>, Vec<_>) = unknown.partition(|a| a.consequence() == Consequence::Reject);
    assert_eq!((decide.len(), others.len()), (7, 4));
    assert!(lines[0].starts_with("UNDETERMINED; 4 more unknown"), "{text}");
    assert!(text.contains("\nNot yet known either, for correction or clarification (4)\n"), "{text}");
    let screen = lines[..24].join("\n");
    assert!(screen.contains("\nWhy\n  1. The submission is not stated"), "{screen}");
    assert!(screen.contains("\nWhat would help\n  - Ask this next."), "{screen}");
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn a_call_that_is_silent_is_said_to_be_silent() {
    // The sources of this topic state no minimum; nothing about the consortium is missing.
    let call = catalogue::topic("AMIF-2023-TF2-AG-CALL-05-PATHWAYS").unwrap();
    let draft = proposal(
        r#"{"participants": [{"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"}]}"#,
    );
    let report = draft.check(call, "2023-05-02T12:00:00+02:00".parse().unwrap());
    assert_eq!(report.verdict(), Verdict::Undetermined);
    let text = report.to_string();
    assert!(text.contains("The call's sources do not state the minimum"), "{text}");
    assert!(!text.contains("facts about it are missing"), "{text}");
}

#[test]
fn the_full_report_shows_every_assessment_and_every_source_once() {
    let draft = proposal(include_str!("../examples/data/ineligible.json"));
    let call = catalogue::topic(TOPIC).unwrap();
    let report = draft.check(call, "2024-08-21T17:00:01+02:00".parse().unwrap());
    let text = report.text().full(true).width(1000).to_string();
    for assessment in report.assessments() {
        assert!(
            text.contains(&format!("({}, {})", assessment.rule(), assessment.subject())),
            "{}: {text}",
            assessment.rule()
        );
        for source in assessment.source() {
            assert!(text.contains(source.title()), "{text}");
        }
    }
    let sources: Vec<&str> =
        text.split("\nSources\n").nth(1).unwrap().lines().filter(|l| l.starts_with("  [")).collect();
    let mut distinct: Vec<&str> = sources.iter().map(|line| line.split_once("] ").unwrap().1).collect();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), sources.len());
}

#[test]
fn text_and_html_grow_with_the_participants_and_no_faster() {
    let of = |count: usize| {
        let names: Vec<String> = (0..count).map(|i| format!(r#"{{"name": "Organisation {i}"}}"#)).collect();
        proposal(&format!(r#"{{"participants": [{}]}}"#, names.join(",")))
    };
    let call = catalogue::topic(TOPIC).unwrap();
    let as_of: Instant = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let size = |count: usize| {
        let draft = of(count);
        let report = draft.check(call, as_of);
        (report.to_string().len(), report.text().html().len())
    };
    let (few, many) = (size(40), size(160));
    assert!(many.0 <= few.0 * 2, "the short text names a few of each kind: {few:?} {many:?}");
    assert!(many.1 <= few.1 * 2, "{few:?} {many:?}");
}

#[test]
fn lines_keep_to_any_width_and_amounts_are_not_broken() {
    let draft = proposal(include_str!("../examples/data/ineligible.json"));
    let call = catalogue::topic(TOPIC).unwrap();
    let report = draft.check(call, "2024-08-21T17:00:01+02:00".parse().unwrap());
    for width in [0, 24, 40, 80, 200] {
        let text = report.text().width(width).to_string();
        assert!(text.lines().all(|line| line.chars().count() <= width.max(24)), "{width}: {text}");
        assert!(text.lines().all(|line| line.trim_end() == line));
    }
    let words = report.text().width(40).to_string();
    assert!(words.contains("1 200 000") && words.contains("EUR 500 000"), "{words}");
}

#[test]
fn html_holds_no_script_and_shows_who_counts_in_words() {
    let draft = proposal(
        r#"{"participants": [{"name": "<script>alert(1)</script>", "role": "coordinator", "country": "DK", "legal_form": "public_body"}, {"name": "B", "pic": "999000001", "role": "beneficiary", "country": "BE", "legal_form": "public_body"}]}"#,
    );
    let call = catalogue::topic(TOPIC).unwrap();
    let html = draft.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap()).text().html();
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("fails a condition") && html.contains("counts"), "{html}");
    for loaded in ["src=", "@import", "url(", "<link"] {
        assert!(!html.contains(loaded), "{loaded}");
    }
}

/// The example that passes, with a further beneficiary who states something more.
fn with_fourth(more: &str) -> Proposal {
    let mut draft = proposal(include_str!("../examples/data/eligible.json"));
    let fourth = format!(
        r#"{{"participants": [{{"name": "D", "pic": "999000099", "role": "beneficiary", "country": "HU", "legal_form": "public_body", {more}}}]}}"#
    );
    draft.consortium.participants.extend(proposal(&fourth).consortium.participants);
    draft
}

#[test]
fn a_point_that_waits_stands_in_the_headline() {
    let source = catalogue::source(TOPIC).unwrap().trim_end().strip_suffix('}').unwrap();
    let removes =
        r#""ineligible_participant_effect": {"effect": "remove", "source": [{"document": "gateway"}]}"#;
    let call = Call::from_json(&format!("{source}, {removes}}}")).unwrap();
    let draft = with_fourth(r#""declarations": ["public_interest_trust"]"#);
    let text = draft.check(&call, "2024-08-20T16:30:00+02:00".parse().unwrap()).to_string();
    assert_eq!(text.lines().next(), Some("ELIGIBLE; 1 point conditional"), "{text}");
}

#[test]
fn what_the_law_leaves_open_is_put_into_words() {
    let call = catalogue::topic(TOPIC).unwrap();
    let draft = with_fourth(r#""statuses": {"eu_body": true}"#);
    let report = draft.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let kept = report.stored();
    assert!(kept.question("law-union-body-admitted").unwrap().starts_with("May a body of the Union"));
    assert_eq!(kept.question("law-union-entity-counts"), None, "nothing depends on it");
    assert!(report.to_string().contains("Open in the sources: May a body of the Union"));
}

#[test]
fn what_somebody_states_is_presumed_of_the_others_alone() {
    let call = catalogue::topic(TOPIC).unwrap();
    for (stated, of_others) in [
        (
            r#""statuses": {"eu_body": true}"#,
            "that no other is a body of the Union or created under Union law",
        ),
        (r#""statuses": {"legal_personality": false}"#, "that every other participant has legal personality"),
        // Who is no body of the Union may have been created under Union law.
        (r#""statuses": {"eu_body": false}"#, "that no other is a body of the Union"),
        (
            r#""statuses": {"created_under_union_law": false}"#,
            "that no other is a body of the Union or created under Union law",
        ),
    ] {
        let draft = with_fourth(stated);
        let report = draft.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap());
        assert!(report.not_declared().contains(&of_others), "{stated}");
        let of_all = of_others.replace("no other", "none").replace("every other", "every");
        assert!(!report.not_declared().contains(&of_all.as_str()), "{stated}");
    }
}

#[test]
fn that_nobody_was_created_under_union_law_is_presumed_though_all_deny_to_be_bodies_of_the_union() {
    let call = catalogue::topic(TOPIC).unwrap();
    let as_of = "2024-08-20T16:30:00+02:00".parse().unwrap();
    let presumed = |statuses: &str| {
        let mut draft: serde_json::Value =
            serde_json::from_str(include_str!("../examples/data/eligible.json")).unwrap();
        for member in draft["participants"].as_array_mut().unwrap() {
            member["statuses"] = serde_json::from_str(statuses).unwrap();
        }
        let report = Proposal::from_json(&draft.to_string()).unwrap().check(call, as_of).into_owned();
        let all = report.not_declared();
        all.iter().filter(|what| what.contains("Union law")).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(presumed(r#"{"eu_body": false}"#), ["that none was created under Union law"]);
    assert_eq!(presumed(r#"{"created_under_union_law": false}"#), [""; 0]);
}

#[test]
fn a_question_on_statuses_lists_those_that_are_asked_and_open() {
    let call = catalogue::topic(TOPIC).unwrap();
    let draft = with_fourth(r#""statuses": {"legal_personality": false}"#);
    let report = draft.check(call, "2024-08-20T16:30:00+02:00".parse().unwrap());
    let asked = report.assessments().find(|a| a.rule() == RuleId::LegalEntity).unwrap().questions();
    let statuses = asked.iter().find(|q| q.fact.to_string().ends_with("/statuses")).unwrap();
    assert_eq!(statuses.answers, ["equivalent_guarantees"]);
    assert_eq!(statuses.form, r#"each of these that is known, such as {"equivalent_guarantees": true}"#);
}

#[test]
fn no_beneficiary_is_taken_for_a_role_without_funding() {
    for word in ["associated beneficiary", "Associated Beneficiaries", "project beneficiary"] {
        let message = word.parse::<Role>().unwrap_err().to_string();
        assert!(message.contains(r#"did you mean "beneficiary"?"#), "{message}");
    }
}
