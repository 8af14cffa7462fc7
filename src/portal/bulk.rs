//! Records of the bulk reference file `grantsTenders.json`: real numbers, dates in milliseconds, no budget
//! and no submission procedure.

use super::node::Node;
use super::record::{Actions, Places, assemble, single_spaced};
use super::skeleton::{ActionType, RecordShape, Skeleton};
use super::warning::Warning;

/// The list of topic actions, in bulk records and topic details.
pub(super) fn topic_actions(record: &Node<'_>) -> Vec<ActionType> {
    let all = record.all("topicActions");
    all.iter()
        .map(|a| ActionType {
            code: a.text_of("abbreviation"),
            label: a.text_of("description").map(|l| single_spaced(&l)),
        })
        .filter(|a| a.code.is_some() || a.label.is_some())
        .collect()
}

/// Reads a topic.
pub(super) fn topic(record: &Node<'_>, warnings: &mut Vec<Warning>) -> Skeleton {
    let actions = Actions::of(record);
    let mut agreements = record.all("topicMGAs");
    agreements.extend(actions.agreements);
    let places = Places {
        shape: RecordShape::BulkRecord,
        reference: None,
        title: record.one("title"),
        language: None,
        page: record.one("url"),
        statuses: record.one("status").into_iter().chain(actions.statuses).collect(),
        openings: record.one("plannedOpeningDateLong").into_iter().chain(actions.openings).collect(),
        deadlines: vec![record.all("deadlineDatesLong"), actions.deadlines],
        models: record.one("deadlineModel").into_iter().chain(actions.models).collect(),
        action_types: topic_actions(record).into_iter().chain(actions.types).collect(),
        agreements,
        budget: None,
        published: record.one("publicationDateLong"),
        description: None,
        conditions: None,
        fields: record.clone(),
        record: record.clone(),
    };
    assemble(places, warnings)
}
