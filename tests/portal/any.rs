//! Any record and any bytes are read or refused, and what was read can be used.

use amif::Call;
use amif::portal::{self, Import};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::odd::ID;
use super::{TOPICS, at, bytes};

/// Values that mean something to the reader, in places where they may mean something else.
fn odd_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|f| json!(f)),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            ID, "1", "6", "0", "31094502", "two-stage", "2025-10-02", "1789430400000", "[{}]", "{", "[]",
            "2024-04-18T19:00:00.000+0200", "15,000", "15,000,000", "en", "43251447",
            "{\"budgetTopicActionMap\":{\"1\":[{\"action\":\"AMIF-2099-TF2-AG-X-01 - A\",\"budgetYearMap\":{\"1\":\"5\"}}]}}",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec![
            "id",
            "abbreviation",
            "types",
            "typeOfAction",
            "deadlineDates",
            "action",
            "budgetYearMap",
            "budgetTopicActionMap",
            "1",
            "minContribution",
            "url",
            "content",
            "submissionProcedure",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.prop_map(str::to_owned), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn odd_record() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec![
        "identifier",
        "callIdentifier",
        "type",
        "status",
        "startDate",
        "deadlineDate",
        "deadlineModel",
        "budgetOverview",
        "actions",
        "latestInfos",
        "links",
        "title",
        "frameworkProgramme",
        "language",
        "deadlineDatesLong",
        "plannedOpeningDateLong",
        "budgetOverviewJSONItem",
        "conditions",
        "topicMGAs",
        "topicConditions",
        "typesOfAction",
        "keywords",
        "metadata",
        "reference",
        "Project Call Id",
        "Participant Role",
        "Project Start Date",
        "programmePeriod",
        "url",
        "callTitle",
    ]);
    let fields = prop::collection::vec((key.prop_map(str::to_owned), odd_value()), 0..12);
    // Half of the records are topics with an identifier, the others whatever comes.
    (any::<bool>(), any::<bool>(), fields).prop_map(|(named, listed, fields)| {
        let mut record = Value::Object(fields.into_iter().collect());
        if named {
            record["identifier"] = if listed { json!([ID]) } else { json!(ID) };
            record["type"] = if listed { json!(["1"]) } else { json!(1) };
        }
        record
    })
}

/// Whatever was read can be used.
fn usable(import: &Import) {
    serde_json::to_string(import).unwrap();
    for skeleton in &import.skeletons {
        at(skeleton, "2025-10-02T12:00:00Z");
        let call = skeleton.to_call_json();
        if skeleton.topic.is_some() {
            Call::from_json(&call).unwrap_or_else(|e| panic!("{e}\n{call}"));
        }
    }
}

proptest! {
    #[test]
    fn any_record_is_read_or_refused_and_every_topic_gives_a_call_file(record in odd_record(), wrapper in 0..5) {
        let file = match wrapper {
            0 => record,
            1 => json!({"results": [record.clone(), {"metadata": record}]}),
            2 => json!({"metadata": record}),
            3 => json!({"TopicDetails": record}),
            _ => json!({"fundingData": {"GrantTenderObj": [record]}}),
        };
        if let Ok(import) = portal::read(file.to_string().as_bytes()) {
            usable(&import);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = portal::read(&noise);
    }

    #[test]
    fn damaged_samples_are_read_or_refused(which in 0..TOPICS.len(), place in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = bytes(TOPICS[which]);
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Ok(import) = portal::read(&bytes) {
            usable(&import);
        }
        bytes.truncate(place);
        let _ = portal::read(&bytes);
    }
}
