//! One field, three shapes: what each shape of record offers for a topic, and how it is put together.

use super::budget::{self, Budget};
use super::date::{PortalDate, posted};
use super::deadline::{DeadlineModel, DeadlineRole, roles};
use super::node::Node;
use super::prose;
use super::skeleton::{
    ActionType, Agreement, Link, LinkKind, News, Programme, Prose, ReadText, RecordShape, Skeleton, reversed,
};
use super::status::StoredStatus;
use super::warning::{Warning, WarningKind};
use crate::id::{CallId, ParseIdError, TopicId};
use crate::input::quoted;

/// Where a shape of record keeps what; several places stand in the order in which they are trusted.
pub(super) struct Places<'v> {
    pub(super) shape: RecordShape,
    pub(super) record: Node<'v>,
    /// The object that holds the fields.
    pub(super) fields: Node<'v>,
    pub(super) reference: Option<Node<'v>>,
    pub(super) title: Option<Node<'v>>,
    pub(super) language: Option<String>,
    pub(super) page: Option<Node<'v>>,
    pub(super) statuses: Vec<Node<'v>>,
    pub(super) openings: Vec<Node<'v>>,
    pub(super) deadlines: Vec<Vec<Node<'v>>>,
    pub(super) models: Vec<Node<'v>>,
    pub(super) action_types: Vec<ActionType>,
    pub(super) agreements: Vec<Node<'v>>,
    pub(super) budget: Option<Node<'v>>,
    pub(super) published: Option<Node<'v>>,
    pub(super) description: Option<Node<'v>>,
    pub(super) conditions: Option<Node<'v>>,
}

/// What the list `actions` gives, in all three shapes.
pub(super) struct Actions<'v> {
    pub(super) statuses: Vec<Node<'v>>,
    pub(super) openings: Vec<Node<'v>>,
    pub(super) deadlines: Vec<Node<'v>>,
    pub(super) models: Vec<Node<'v>>,
    pub(super) types: Vec<ActionType>,
    pub(super) agreements: Vec<Node<'v>>,
}

impl<'v> Actions<'v> {
    pub(super) fn of(fields: &Node<'v>) -> Self {
        let list = fields.all("actions");
        let types: Vec<Node<'v>> = list.iter().flat_map(|a| a.all("types")).collect();
        Actions {
            statuses: list.iter().filter_map(|a| a.one("status")).collect(),
            openings: list.iter().flat_map(|a| a.all("plannedOpeningDate")).collect(),
            deadlines: list.iter().flat_map(|a| a.all("deadlineDates")).collect(),
            models: list.iter().filter_map(|a| a.one("submissionProcedure")).collect(),
            types: types
                .iter()
                .filter_map(|t| t.text_of("typeOfAction"))
                .map(|t| code_and_label(&t))
                .collect(),
            agreements: types.iter().flat_map(|t| t.all("typeOfMGA")).collect(),
        }
    }
}

/// Splits `"AGRIP-MULTI-PJG AGRIP MULTI Project Grants"` at the first blank.
pub(super) fn code_and_label(text: &str) -> ActionType {
    match text.split_once(char::is_whitespace) {
        Some((code, label)) => ActionType { code: Some(code.to_owned()), label: Some(single_spaced(label)) },
        None => ActionType { code: Some(text.to_owned()), label: None },
    }
}

/// Labels have doubled blanks and entities.
pub(super) fn single_spaced(text: &str) -> String {
    prose::line(text)
}

/// Reads an identifier; one that cannot be read is told and left out.
pub(super) fn identifier<T: std::str::FromStr<Err = ParseIdError>>(
    fields: &Node<'_>,
    key: &str,
    warnings: &mut Vec<Warning>,
) -> Option<T> {
    let missing = || {
        let found = format!("no \"{key}\"");
        let meaning = "the record does not name its topic or call";
        Warning::about(fields.path.clone(), WarningKind::MissingIdentifier, found, meaning)
    };
    let Some(node) = fields.one(key) else {
        warnings.push(missing());
        return None;
    };
    let Some(text) = node.text() else {
        warnings.push(missing());
        return None;
    };
    let further = fields.all(key).into_iter().find(|other| other.text().is_some_and(|other| other != text));
    if let Some(further) = further {
        let meaning = format!("another value than {}, which was taken; a record is of one", quoted(&text));
        warnings.push(Warning::at(&further, WarningKind::SeveralIdentifiers, meaning));
    }
    let read = text.parse().ok();
    if read.is_none() {
        let meaning = "not in the form of an identifier; it was left out";
        warnings.push(Warning::at(&node, WarningKind::UnreadableIdentifier, meaning));
    }
    read
}

/// Puts a topic together.
pub(super) fn assemble(places: Places<'_>, warnings: &mut Vec<Warning>) -> Skeleton {
    let fields = &places.fields;
    let topic: Option<TopicId> = identifier(fields, "identifier", warnings);
    let call: Option<CallId> = identifier(fields, "callIdentifier", warnings);
    let (budget, lines) = match &places.budget {
        Some(overview) => {
            let (budget, lines) = budget::read(overview, topic.as_ref(), warnings);
            (Some(budget), lines)
        }
        None => {
            let found = "no budget overview";
            let meaning = "neither budget nor range of contributions is stated in this record";
            warnings.push(Warning::about(fields.path.clone(), WarningKind::MissingBudget, found, meaning));
            (None, Vec::new())
        }
    };
    let models = places.models.iter().cloned().chain(lines.iter().filter_map(|l| l.one("deadlineModel")));
    let models: Vec<(Node<'_>, DeadlineModel)> =
        models.filter_map(|n| DeadlineModel::read(&n).map(|model| (n, model))).collect();
    let deadline_model = models.first().map(|(_, model)| model.clone()).unwrap_or_default();
    let other_model = models.iter().find(|(_, model)| *model != deadline_model);
    if let Some((node, _)) = other_model {
        let meaning = format!(
            "another place of the record gives \"{}\"; what each deadline is cannot be told",
            deadline_model.as_str()
        );
        warnings.push(Warning::at(node, WarningKind::ProceduresDiffer, meaning));
    }
    let mut alternatives = places.deadlines.clone();
    alternatives.push(lines.iter().flat_map(|l| l.all("deadlineDates")).collect());
    let (deadlines, complete) = trusted(&alternatives, "deadline", &fields.path, warnings);
    warnings.extend(deadlines.iter().filter_map(PortalDate::deadline_warning));
    let path = deadlines.first().map_or(&fields.path, |d| &d.path).clone();
    let mut deadlines = roles(deadlines, complete, &deadline_model, &path, warnings);
    if other_model.is_some() {
        deadlines.iter_mut().for_each(|deadline| deadline.role = DeadlineRole::Unknown);
    }
    let mut openings: Vec<Vec<Node<'_>>> = places.openings.iter().map(|n| vec![n.clone()]).collect();
    openings.push(lines.iter().filter_map(|l| l.one("plannedOpeningDate")).collect());
    let (opening, _) = trusted(&openings, "opening date", &fields.path, warnings);
    let opening = opening.into_iter().min_by_key(|d| d.date);
    warnings.extend(opening.as_ref().and_then(PortalDate::opening_warning));
    if let Some(opening) = &opening
        && let Some(last) = reversed(opening, &deadlines)
    {
        let found = format!("opening {}, deadline {}", opening.date, last.at.date);
        let meaning = "a call opens before its deadline; which of the two is wrong is not known, and the call file leaves the opening out";
        warnings.push(Warning::about(opening.path.clone(), WarningKind::DatesReversed, found, meaning));
    }
    let programme = programme(fields, topic.as_ref(), warnings);
    let read_text = |node: Option<Node<'_>>| {
        node.and_then(|n| Some(ReadText { text: prose::line(&n.text()?), path: n.path }))
    };
    let latest = latest(fields, topic.as_ref(), warnings);
    let actions = action_types(&places, topic.as_ref(), budget.as_ref());
    prize(fields, &actions, warnings);
    if let Some(conditions) = &places.conditions {
        let meaning = "prose that mostly points to the call document; who may apply was not read from it";
        warnings.push(Warning::at(conditions, WarningKind::ConditionsElsewhere, meaning));
    } else {
        let meaning = "who may apply is not in the data; it is in the call document";
        let found = "no conditions";
        warnings.push(Warning::about(fields.path.clone(), WarningKind::ConditionsElsewhere, found, meaning));
    }
    Skeleton {
        path: places.record.path.clone(),
        shape: places.shape,
        reference: places.reference.as_ref().and_then(Node::text),
        title: read_text(places.title.clone()),
        call_title: read_text(fields.one("callTitle")),
        language: places.language.clone(),
        other_languages: Vec::new(),
        other_paths: Vec::new(),
        programme,
        period: read_text(fields.one("programmePeriod")),
        status: status(&places, warnings),
        published: places.published.as_ref().and_then(|n| PortalDate::read(n, warnings)),
        opening,
        deadline_model,
        deadlines,
        actions,
        agreements: agreements(&places),
        description: places.description.as_ref().and_then(prose_of),
        conditions: places.conditions.as_ref().and_then(prose_of),
        links: links(&places),
        latest,
        updates: Vec::new(),
        budget,
        topic,
        call,
    }
}

/// The first of several alternatives that gives any date, and whether all of its dates could be read;
/// others that disagree are told.
fn trusted(
    alternatives: &[Vec<Node<'_>>],
    what: &str,
    path: &str,
    warnings: &mut Vec<Warning>,
) -> (Vec<PortalDate>, bool) {
    let mut chosen: Vec<PortalDate> = Vec::new();
    let mut complete = true;
    for nodes in alternatives {
        let nodes: Vec<Node<'_>> = nodes.iter().flat_map(Node::items).collect();
        let read: Vec<PortalDate> = nodes.iter().filter_map(|n| PortalDate::read(n, warnings)).collect();
        let days =
            |dates: &[PortalDate]| dates.iter().map(|d| d.date).collect::<std::collections::BTreeSet<_>>();
        let Some(first) = read.first() else { continue };
        if chosen.is_empty() {
            complete = read.len() == nodes.len();
            chosen = read;
        } else if days(&read) != days(&chosen) {
            let shown = |dates: &[PortalDate]| {
                days(dates).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            };
            let meaning = format!("another place of the record gives {}, which was taken", shown(&chosen));
            let found = shown(&read);
            warnings.push(Warning::about(first.path.clone(), WarningKind::DatesDiffer, found, meaning));
        }
    }
    if chosen.is_empty() {
        let found = format!("no {what}");
        let meaning = "the record does not state it";
        warnings.push(Warning::about(path, WarningKind::MissingDate, found, meaning));
    }
    (chosen, complete)
}

fn status(places: &Places<'_>, warnings: &mut Vec<Warning>) -> Option<StoredStatus> {
    let mut chosen: Option<StoredStatus> = None;
    for node in &places.statuses {
        let mut notes = Vec::new();
        let Some(read) = StoredStatus::read(node, &mut notes) else { continue };
        match &chosen {
            None => {
                warnings.append(&mut notes);
                chosen = Some(read);
            }
            Some(kept) if kept.status != read.status => {
                let known = kept.status.map_or("not known", crate::call::CallStatus::as_str);
                let meaning = format!("the status of the topic is {known}; both are stored");
                let found = read.label.or(read.code).unwrap_or_default();
                warnings.push(Warning::about(read.path, WarningKind::StatusesDiffer, found, meaning));
            }
            Some(_) => {}
        }
    }
    // A label beside the same status elsewhere in the record settles what a bare code means.
    let settled = |kept: &StoredStatus| {
        kept.label.is_none()
            && places.statuses.iter().any(|n| {
                StoredStatus::read(n, &mut Vec::new())
                    .is_some_and(|s| s.label.is_some() && s.status == kept.status)
            })
    };
    match &chosen {
        Some(kept) if settled(kept) => {
            warnings.retain(|w| w.kind != WarningKind::SwappedStatusCode || w.path != kept.path);
        }
        Some(_) => {}
        None => {
            let meaning = "the record does not state it";
            let path = places.fields.path.clone();
            warnings.push(Warning::about(path, WarningKind::MissingStatus, "no status", meaning));
        }
    }
    chosen
}

fn programme(fields: &Node<'_>, topic: Option<&TopicId>, warnings: &mut Vec<Warning>) -> Option<Programme> {
    let programme = fields.one("frameworkProgramme").map(|node| {
        let text = node.text();
        let is_code = text.as_deref().is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
        let (code, abbreviation) = if is_code { (text, None) } else { (None, text) };
        Programme {
            code: code.or_else(|| node.text_of("id")),
            abbreviation: abbreviation.or_else(|| node.text_of("abbreviation")),
            name: node.text_of("description"),
            path: node.path,
        }
    });
    let by_prefix = topic.map(|t| t.as_str().starts_with("AMIF-"));
    let by_code =
        programme.as_ref().and_then(|p| p.code.as_deref()).map(|c| c == "43251447" || c == "31077795");
    // The prefix of the identifier is the most reliable of the marks.
    if by_prefix == Some(false) || (by_prefix.is_none() && by_code == Some(false)) {
        let found = programme.as_ref().map_or_else(
            || "another prefix than \"AMIF-\"".to_owned(),
            |p| [&p.code, &p.abbreviation].into_iter().flatten().cloned().collect::<Vec<_>>().join(" "),
        );
        let path = programme.as_ref().map_or_else(|| fields.path.clone(), |p| p.path.clone());
        let meaning = "the topic is not one of the Asylum, Migration and Integration Fund; the crate's rules are not its rules";
        warnings.push(Warning::about(path, WarningKind::OtherProgramme, found, meaning));
    } else if by_prefix == Some(true) && by_code == Some(false) {
        let (path, code) = programme
            .as_ref()
            .map(|p| (p.path.clone(), p.code.clone().unwrap_or_default()))
            .unwrap_or_default();
        let meaning =
            "the identifier is of the Asylum, Migration and Integration Fund, the programme code is not";
        warnings.push(Warning::about(path, WarningKind::OtherProgramme, code, meaning));
    }
    programme
}

fn action_types(places: &Places<'_>, topic: Option<&TopicId>, budget: Option<&Budget>) -> Vec<ActionType> {
    let mut types = places.action_types.clone();
    // The label of a budget line: identifier, hyphen, code, label.
    let lines = budget.map(|b| b.lines.as_slice()).unwrap_or_default();
    for line in lines.iter().filter(|_| topic.is_some()) {
        if let Some((_, action)) = line.action.split_once(" - ") {
            types.push(code_and_label(action.trim()));
        }
    }
    // A label alone says no more than the same label with its code.
    let coded: Vec<Option<String>> =
        types.iter().filter(|t| t.code.is_some()).map(|t| t.label.clone()).collect();
    types.retain(|t| t.code.is_some() || !coded.contains(&t.label));
    types.sort();
    types.dedup_by(|b, a| a.code == b.code && (a.label == b.label || b.label.is_none() || a.label.is_none()));
    types
}

fn agreements(places: &Places<'_>) -> Vec<Agreement> {
    let mut all: Vec<Agreement> = places
        .agreements
        .iter()
        .map(|node| match node.text() {
            Some(text) if text.bytes().all(|b| b.is_ascii_digit()) => {
                Agreement { code: Some(text), abbreviation: None }
            }
            text => Agreement {
                code: node.text_of("id"),
                abbreviation: text.or_else(|| node.text_of("abbreviation")),
            },
        })
        .filter(|a| a.code.is_some() || a.abbreviation.is_some())
        .collect();
    let named: Vec<Option<String>> =
        all.iter().filter(|a| a.abbreviation.is_some()).map(|a| a.code.clone()).collect();
    all.retain(|a| a.abbreviation.is_some() || !named.contains(&a.code));
    all.sort();
    all.dedup();
    all
}

fn links(places: &Places<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut add = |kind, url: String, path: &str| {
        let web = url.starts_with("https://") || url.starts_with("http://");
        if web && links.iter().all(|l| l.url != url) {
            links.push(Link { kind, url, path: path.to_owned() });
        }
    };
    if let Some((page, url)) = places.page.as_ref().and_then(|n| Some((n, n.text()?))) {
        add(LinkKind::Page, url, &page.path);
    }
    for node in places.fields.all("links") {
        if let Some(url) = node.text_of("url") {
            add(LinkKind::Submission, url, &node.path);
        }
    }
    // Only addresses are taken from the prose: it is no well-formed markup, and no rule is read from it.
    if let Some((node, html)) = places.conditions.as_ref().and_then(|n| Some((n, n.text()?))) {
        for url in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let plain = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            if [".pdf", ".docx", ".doc", ".xlsx", ".xlsm"].iter().any(|end| plain.ends_with(end)) {
                add(LinkKind::Document, url.replace("&amp;", "&"), &node.path);
            }
        }
    }
    links
}

fn latest(fields: &Node<'_>, topic: Option<&TopicId>, warnings: &mut Vec<Warning>) -> Vec<News> {
    let mut latest = Vec::new();
    for node in fields.all("latestInfos") {
        let Some(content) = node.one("content").and_then(|c| Some((c.text()?, c))) else { continue };
        let (html, place) = content;
        let when = node.one("lastChangeDate").or_else(|| node.one("approvalDate"));
        let posted = when.and_then(|n| posted(&n));
        latest.push(News {
            topic: topic.cloned(),
            posted,
            text: prose::lines(&html).join("\n"),
            path: place.path,
        });
    }
    news_of_changes(&latest, warnings);
    latest
}

/// Extensions and corrections are announced only in prose, in any words and any language, so all of it is
/// pointed at and none is read.
fn news_of_changes(news: &[News], warnings: &mut Vec<Warning>) {
    let Some(first) = news.first() else { return };
    let found = match news.len() {
        1 => "one item of news".to_owned(),
        count => format!("{count} items of news"),
    };
    let meaning =
        "in prose that was not read and that may move dates or correct the call; compare the dates with it";
    warnings.push(Warning::about(first.path.clone(), WarningKind::NewsOfChanges, found, meaning));
}

/// A long text without its HTML; `None` where nothing is left.
fn prose_of(node: &Node<'_>) -> Option<Prose> {
    let lines = prose::lines(&node.text()?);
    (!lines.is_empty()).then(|| Prose { lines, path: node.path.clone() })
}

/// Prizes are published among the topics; the rules on grants are not theirs.
fn prize(fields: &Node<'_>, actions: &[ActionType], warnings: &mut Vec<Warning>) {
    let labels = actions.iter().flat_map(|a| [a.code.as_deref(), a.label.as_deref()]).flatten();
    let names_a_prize = |label: &&str| {
        label.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("prize"))
    };
    if let Some(label) = labels.into_iter().find(names_a_prize) {
        let meaning =
            "a prize rewards what has been achieved and is no grant; the crate's rules are not its rules";
        warnings.push(Warning::about(fields.path.clone(), WarningKind::Prize, quoted(label), meaning));
    }
}
