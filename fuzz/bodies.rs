//! What each fuzz target does with its bytes: read them, and ask everything of what was read. The gate runs the same on
//! kept inputs and on mutations of them (`tests/fuzzed.rs`); `cargo fuzz run NAME` runs them without end.
//!
//! A body fails by a panic, by not ending, and where a promise is broken: what is written reads back as it was.

use amif::programme::{Operation, PersonRecord, Programme};
use amif::report::{OperationsCheck, Report};
use amif::tables::{self, Book, Limits, Mapping, Owners};
use amif::value::{Percent, Territory};
use amif::{
    Applicant, Call, CallId, Country, Deadline, Eur, Fact, Instant, LegalForm, Pic, Proposal, Rate, Role,
    RuleId, Status, StoredReport, Subject, TopicId,
};
use amif::{catalogue, portal};

/// So much work for each search: enough to reach every part of it.
const STEPS: u64 = 20_000;
/// Calls of each kind: one that was read as a document, one with kinds of members, one with open questions.
const TOPICS: [&str; 3] = ["AMIF-2024-TF2-AG-THB-01", "AMIF-2020-AG-CALL-03", "AMIF-2018-AG-INTE-2"];
const WHEN: &str = "2024-08-20T12:00:00+02:00";

fn when() -> Instant {
    WHEN.parse().unwrap()
}

/// Everything that can be asked of a report.
fn asked(report: &Report<'_>) {
    let text = report.to_string();
    assert!(!text.is_empty());
    let written = serde_json::to_string(report).unwrap();
    let read = written.parse::<StoredReport>().unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written, "a stored report is written as it was read");
    assert!(read.diff(&report.stored()).is_empty(), "a stored report says what the report says");
    if let Some(next) = report.next_question() {
        assert!(!next.to_string().is_empty());
    }
    let _ = report.deciding_within(STEPS);
    let _ = report.partners_wanted_within(STEPS);
    let _ = report.critical_members_within(STEPS);
    let candidates = ["BE", "AT", "FR"].map(|code| {
        Applicant::new(code.parse().unwrap()).country(code.parse().unwrap()).legal_form(LegalForm::PublicBody)
    });
    let _ = report.additions_within(&candidates, STEPS);
}

/// A proposal, under calls of several kinds.
pub(crate) fn proposal(data: &[u8]) {
    let Ok(proposal) = Proposal::from_json_bytes(data) else { return };
    let written = serde_json::to_string(&proposal).unwrap();
    assert_eq!(Proposal::from_json(&written).unwrap(), proposal, "what is written reads back as it was");
    for topic in TOPICS {
        under(&proposal, catalogue::topic(topic).unwrap());
    }
}

fn under(proposal: &Proposal, call: &Call) {
    let as_of = proposal.submitted_at.unwrap_or_else(when);
    let report = proposal.check(call, as_of);
    assert_eq!(report.verdict(), proposal.verdict(call, as_of), "one engine");
    asked(&report);
    let _ = proposal.cheapest_remedy(call, as_of);
    let _ = proposal.clone().prove(call, as_of);
}

/// A call, with an ordinary proposal and an empty one.
pub(crate) fn call(data: &[u8]) {
    let Ok(call) = Call::from_json_bytes(data) else { return };
    let again = Call::from_json(&call.to_json()).unwrap();
    assert_eq!(again.to_json(), call.to_json(), "what is written reads back as it was");
    let ordinary = r#"{"submitted_at": "2024-08-20T12:00:00+02:00", "duration_months": 24, "requested_grant": 750000, "participants": [
        {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
        {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "non_profit_private"},
        {"name": "C", "role": "beneficiary", "country": "RE"}]}"#;
    for text in [ordinary, r#"{"participants": []}"#] {
        under(&Proposal::from_json(text).unwrap(), &call);
    }
}

/// A national programme.
pub(crate) fn programme(data: &[u8]) {
    let Ok(programme) = Programme::from_json_bytes(data) else { return };
    let report = programme.check(None);
    assert!(!report.to_string().is_empty());
    let _ = serde_json::to_string(&report).unwrap();
    if let Ok(forecast) = programme.forecast(None) {
        let _ = (serde_json::to_string(&forecast).unwrap(), forecast.to_svg());
    }
}

/// Operations and persons, one a line.
pub(crate) fn operation(data: &[u8]) {
    let mut check = OperationsCheck::new(None, None);
    for line in data.split(|byte| *byte == b'\n') {
        if let Ok(operation) = Operation::from_json_bytes(line) {
            let _ = serde_json::to_string(&check.operation(&operation)).unwrap();
        }
        let _ = PersonRecord::from_json_bytes(line);
    }
    let _ = check.together();
}

/// Records of the portal.
pub(crate) fn portal(data: &[u8]) {
    let Ok(import) = portal::read(data) else { return };
    for skeleton in &import.skeletons {
        let _ = serde_json::to_string(skeleton).unwrap();
        let _ = skeleton.status_at(when());
    }
}

/// A sheet of partners, of a budget, of operations.
pub(crate) fn sheet(data: &[u8]) {
    let mut limits = Limits::default();
    limits.bytes = 4 << 20;
    limits.cells = 20_000;
    if let Ok(book) = Book::read_within(data, "sheet", limits) {
        if let Ok(partners) = tables::partners(&book, &Mapping::default()) {
            let _ =
                partners.clone().into_draft().check(catalogue::topic(TOPICS[0]).unwrap(), when()).to_string();
        }
        let _ = tables::budget(&book, Owners::from(&[][..]), &Mapping::default());
        let _ = tables::operations(&book, None);
        let _ = tables::operations(&Book::read(b"id\nA\n", "operations").unwrap(), Some(&book));
    }
}

/// Every value that is read from a text: what prints reads back as the same value.
pub(crate) fn text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    macro_rules! each {
        ($($type:ty),+) => {
            $(if let Ok(value) = text.parse::<$type>() {
                assert_eq!(value.to_string().parse::<$type>().as_ref(), Ok(&value), stringify!($type));
            })+
        };
    }
    each!(
        Country, Eur, Rate, Percent, Instant, TopicId, CallId, RuleId, Fact, Subject, Role, LegalForm, Status
    );
    let Ok(code) = text.parse::<Pic>();
    assert_eq!(code.to_string().parse::<Pic>(), Ok(code), "a code is kept as written");
    let _ = text.parse::<Deadline>();
    let _ = Country::named(text);
    let _ = Territory::all().iter().filter(|territory| territory.name() == text).count();
    let _ = amif::report::rules_citing(amif::law::Act::Amif2021, text).map(Iterator::count);
    let _ = amif::report::explain(text);
}

/// A stored report.
pub(crate) fn report(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(report) = text.parse::<StoredReport>() else { return };
    let written = serde_json::to_string(&report).unwrap();
    let again = written.parse::<StoredReport>().unwrap();
    assert_eq!(again, report, "what is written reads back as it was");
    assert!(!report.to_string().is_empty());
    assert!(report.diff(&again).is_empty());
}
