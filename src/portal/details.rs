//! Topic details: status, dates and procedure stand in the actions, the budget as real JSON.

use super::bulk::topic_actions;
use super::node::Node;
use super::record::{Actions, Places, assemble};
use super::skeleton::{RecordShape, Skeleton};
use super::warning::Warning;

/// Reads a topic.
pub(super) fn topic(record: &Node<'_>, warnings: &mut Vec<Warning>) -> Skeleton {
    let actions = Actions::of(record);
    let mut agreements = record.all("topicMGAs");
    agreements.extend(actions.agreements);
    let places = Places {
        shape: RecordShape::TopicDetails,
        reference: None,
        title: record.one("title"),
        language: record.text_of("language"),
        page: record.one("url"),
        statuses: actions.statuses.into_iter().chain(record.one("status")).collect(),
        openings: actions.openings.into_iter().chain(record.one("plannedOpeningDateLong")).collect(),
        deadlines: vec![actions.deadlines, record.all("deadlineDatesLong")],
        models: actions.models.into_iter().chain(record.one("deadlineModel")).collect(),
        action_types: topic_actions(record).into_iter().chain(actions.types).collect(),
        agreements,
        budget: record.one("budgetOverviewJSONItem"),
        published: record.one("publicationDateLong"),
        description: record.one("description"),
        conditions: record.one("conditions"),
        fields: record.clone(),
        record: record.clone(),
    };
    assemble(places, warnings)
}
