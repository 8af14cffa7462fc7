//! One topic is many records: one a language, and news beside them.

use std::collections::BTreeMap;

use super::skeleton::{News, RecordShape, Skeleton};
use super::warning::{Warning, WarningKind};
use crate::id::TopicId;

/// A topic with the warnings about its record.
pub(super) struct Read {
    pub(super) skeleton: Skeleton,
    pub(super) warnings: Vec<Warning>,
}

/// Merges the records of one topic; English is preferred, and only the warnings about the record that was
/// kept are.
pub(super) fn languages(reads: Vec<Read>, warnings: &mut Vec<Warning>) -> Vec<Skeleton> {
    let mut groups: Vec<Vec<Read>> = Vec::new();
    let mut places: BTreeMap<(TopicId, RecordShape), usize> = BTreeMap::new();
    for read in reads {
        let key = read.skeleton.topic.clone().map(|topic| (topic, read.skeleton.shape));
        let place = key.as_ref().and_then(|k| places.get(k)).copied();
        match place.and_then(|p| groups.get_mut(p)) {
            Some(group) => group.push(read),
            None => {
                if let Some(key) = key {
                    places.insert(key, groups.len());
                }
                groups.push(vec![read]);
            }
        }
    }
    groups.into_iter().filter_map(|group| one(group, warnings)).collect()
}

fn one(mut group: Vec<Read>, warnings: &mut Vec<Warning>) -> Option<Skeleton> {
    let rank = |read: &Read| match read.skeleton.language.as_deref() {
        Some("en") => 0,
        None => 1,
        Some(_) => 2,
    };
    // The sort is stable: among equals the first record of the file is kept.
    group.sort_by_key(rank);
    let mut rest = group.into_iter();
    let Read { mut skeleton, warnings: mut notes } = rest.next()?;
    warnings.append(&mut notes);
    if let Some(language) = skeleton.language.as_deref().filter(|l| *l != "en") {
        let meaning = "the file has no English record of this topic; its texts are in this language";
        warnings.push(Warning::about(skeleton.path.clone(), WarningKind::OtherLanguage, language, meaning));
    }
    for Read { skeleton: other, .. } in rest {
        let path = other.path.clone();
        if other.language == skeleton.language {
            let found = other.reference.clone().unwrap_or_else(|| "the same topic".to_owned());
            let meaning = "a record of this topic stands in the file already; it was left out";
            warnings.push(Warning::about(path, WarningKind::DuplicateRecord, found, meaning));
        } else {
            let language = other.language.clone().unwrap_or_else(|| "no language".to_owned());
            let kept = skeleton.language.as_deref().unwrap_or("no language");
            let meaning = format!("the same topic in another language; the record in {kept:?} was read");
            warnings.push(Warning::about(path, WarningKind::OtherLanguage, language.clone(), meaning));
            if other.language.is_some() && !skeleton.other_languages.contains(&language) {
                skeleton.other_languages.push(language);
            }
        }
        differences(&skeleton, &other, warnings);
        skeleton.other_paths.push(other.path);
    }
    Some(skeleton)
}

/// Records of one topic should agree on everything but words.
fn differences(kept: &Skeleton, other: &Skeleton, warnings: &mut Vec<Warning>) {
    let days = |s: &Skeleton| s.deadlines.iter().map(|d| (d.at.date, d.at.hour)).collect::<Vec<_>>();
    let status = |s: &Skeleton| s.status.as_ref().map(|s| (s.code.clone(), s.status));
    let share = |s: &Skeleton| s.budget.as_ref().and_then(|b| b.share);
    let pairs = [
        (days(kept) != days(other), "deadlines"),
        (kept.opening.as_ref().map(|o| o.date) != other.opening.as_ref().map(|o| o.date), "opening"),
        (status(kept) != status(other), "status"),
        (share(kept) != share(other), "budget"),
    ];
    let fields: Vec<&str> = pairs.iter().filter(|(differs, _)| *differs).map(|(_, name)| *name).collect();
    if !fields.is_empty() {
        let found = format!("another {}", fields.join(", another "));
        let meaning = format!("the record at {:?} was kept; one of them is stale", kept.path);
        warnings.push(Warning::about(other.path.clone(), WarningKind::RecordsDiffer, found, meaning));
    }
}

/// Attaches news to its topic; what belongs to no topic of the file is given back.
pub(super) fn news(all: Vec<News>, skeletons: &mut [Skeleton], warnings: &mut Vec<Warning>) -> Vec<News> {
    let places: BTreeMap<TopicId, usize> =
        skeletons.iter().enumerate().filter_map(|(i, s)| Some((s.topic.clone()?, i))).collect();
    let mut orphans = Vec::new();
    for news in all {
        let place = news.topic.as_ref().and_then(|t| places.get(t)).and_then(|i| skeletons.get_mut(*i));
        let found = match &news.topic {
            Some(topic) => format!("news about {topic}"),
            None => "news".to_owned(),
        };
        let meaning = match place {
            Some(_) => {
                "a record with the identifier of a topic that is no topic; attached to the topic; its prose was not read and may move dates, so compare them with it"
            }
            None => {
                "a record with the identifier of a topic that is no topic; the topic is not in this file; its prose was not read and may move dates"
            }
        };
        warnings.push(Warning::about(news.path.clone(), WarningKind::News, found, meaning));
        match place {
            Some(skeleton) => skeleton.updates.push(news),
            None => orphans.push(news),
        }
    }
    orphans
}
