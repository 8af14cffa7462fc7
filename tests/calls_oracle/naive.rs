//! All answers to a case, each by running its rule in every way.

use serde_json::Value;

use crate::consortium::removable;
use crate::entry::World;
use crate::generate::Case;
use crate::rules::Rules;
use crate::search::{Found, Out, Way, exhaust};
use crate::{Answer, Answers};

/// Conditions on applications: the key of the condition, the rule, its subject, its consequence.
const APPLICATION: [(&str, &str, &str, &str); 10] = [
    ("annexes", "admissibility/annexes", "/annexes", "reject"),
    ("page_limit", "admissibility/page-limit", "/pages", "correct"),
    ("one_topic", "admissibility/one-topic", "/further_topics", "reject"),
    ("parallel_applications", "admissibility/parallel-applications", "/parallel_applications", "reject"),
    ("declared_objectives", "project/objectives", "/objectives", "reject"),
    ("target_countries", "project/target-countries", "/target_countries", "reject"),
    ("support_recipients", "project/support-recipients", "/support_legal_forms", "correct"),
    ("third_country_activities", "project/third-country-activities", "/activity_countries", "reject"),
    ("excluded_activities", "project/activities", "/activities", "correct"),
    ("one_role_each", "consortium/one-role-each", "/participants", "clarify"),
];

/// The answers under a case; a rule with too many ways to complete its facts has none.
pub(crate) fn answers(case: &Case) -> Answers {
    let today = &case.as_of[..10];
    let rules = Rules::read(&case.call, today);
    let world = World::new(&rules, &case.proposal, today);
    let mut all = Answers::new();
    let mut put = |rule: &str, subject: String, consequence: &'static str, found: Option<Found>, count| {
        all.insert((rule.to_owned(), subject), found.map(|found| answer(&world, found, consequence, count)));
    };
    if let Some(deadline) = rules.either("deadline") {
        let found = exhaust(|way| world.deadline(way, &deadline));
        put("admissibility/submitted-by-deadline", "/submitted_at".to_owned(), "reject", found, None);
    }
    if let Some(opening) = rules.either("opening") {
        let opened = exhaust(|way| world.opened(way, &opening));
        put("admissibility/submitted-while-open", "/submitted_at".to_owned(), "clarify", opened, None);
    }
    let goes_on = (!case.proposal["start_date"].is_null()).then(|| exhaust(|way| world.goes_on(way)));
    match goes_on {
        Some(found) if found.as_ref().is_some_and(|f| f.outcome != "met") => {
            put("project/start-date", "/start_date".to_owned(), "reject", found, None);
        }
        // Where no start is stated, only a call that asks when the action starts is looked at.
        None if rules.call.get("start").is_none() => {}
        _ => {
            let found = exhaust(|way| world.starts_later(way));
            put("project/start-date", "/start_date".to_owned(), "correct", found, None);
        }
    }
    for (key, rule, subject, consequence) in APPLICATION {
        let Some(asked) = rules.call.get(key) else { continue };
        let found = match key {
            "one_role_each" => exhaust(|way| world.one_role_each(way)),
            "annexes" => exhaust(|way| world.annexes(asked, way)),
            _ => exhaust(|way| world.application(key, asked, way)),
        };
        put(rule, subject.to_owned(), consequence, found, None);
    }
    if rules.call["target_countries"]["others"] == "correct" {
        let found = exhaust(|way| world.listed_targets(way));
        put("project/listed-targets", "/target_countries".to_owned(), "correct", found, None);
    }
    let everybody = || "/participants".to_owned();
    let coordinators = |way: &mut Way| world.one_coordinator(way);
    put("consortium/one-coordinator", everybody(), "reject", exhaust(coordinators), None);
    put("consortium/distinct-organisations", everybody(), "clarify", exhaust(|_| world.distinct()), None);
    for (which, rule) in
        ["consortium/minimum-applicants", "consortium/minimum-countries"].into_iter().enumerate()
    {
        if rules.minima[which].is_some() {
            let mut count = (u32::MAX, 0);
            let found = exhaust(|way| {
                world.waiting(way, &mut |way| {
                    let mut without = (u32::MAX, 0);
                    let count = if world.lapsed.get() { &mut without } else { &mut count };
                    world.minimum(way, which, count)
                })
            });
            let count = (count.0, world.complete.then_some(count.1));
            put(rule, everybody(), "reject", found, Some(count));
        }
    }
    for (key, rule, consequence) in [
        ("required", "consortium/compulsory-members", "reject"),
        ("recommended", "consortium/recommended-members", "clarify"),
    ] {
        let kinds = rules.call["composition"][key].as_array().filter(|kinds| !kinds.is_empty());
        if let Some(kinds) = kinds {
            let found = exhaust(|way| world.waiting(way, &mut |way| world.members(way, kinds)));
            put(rule, everybody(), consequence, found, None);
        }
    }
    participants(&world, &mut put);
    for (key, rule, subject, consequence) in [
        ("grant", "grant/within-range", "/requested_grant", "reject"),
        ("funding_rate", "grant/funding-rate", "/requested_grant", "correct"),
        ("duration", "duration/as-required", "/duration_months", "reject"),
    ] {
        let Some(condition) = rules.either(key) else { continue };
        let found = exhaust(|way| match key {
            "grant" => world.grant(way, &condition),
            "funding_rate" => world.rate(way, &condition),
            _ => world.duration(way, &condition),
        });
        put(rule, subject.to_owned(), consequence, found, None);
    }
    all
}

type Put<'p> = &'p mut dyn FnMut(&str, String, &'static str, Option<Found>, Option<(u32, Option<u32>)>);

fn participants(world: &World<'_>, put: Put<'_>) {
    let rules = world.rules;
    let roles = rules.roles.as_ref();
    let stated = [
        ("participant/legal-form", roles.is_some()),
        (
            "participant/kind",
            roles.is_some_and(|r| r.iter().any(|r| !r.statuses.is_empty() || r.types.is_some())),
        ),
        ("participant/country", rules.countries.is_some()),
        (
            "participant/coordinator-country",
            rules.countries.as_ref().is_some_and(|c| !c.coordinator.is_empty()),
        ),
        ("participant/third-country", rules.countries.as_ref().is_some_and(|c| c.third.is_some())),
        ("participant/affiliation", true),
        ("participant/temporary-bar", rules.call["bars"].as_array().is_some_and(|bars| !bars.is_empty())),
        ("participant/pic", true),
    ];
    let removes = rules.removes();
    for (rule, _) in stated.into_iter().filter(|(_, stated)| *stated) {
        let by_nature = if rule == "participant/pic" { "clarify" } else { "reject" };
        if world.entries.is_empty() {
            put(rule, "/participants".to_owned(), by_nature, exhaust(|_| Some(Out::NotApplicable)), None);
        }
        for entry in &world.entries {
            let removed = removes && removable(&world.proposal["participants"][entry.at]["role"]);
            let consequence = if removed && by_nature == "reject" { "correct" } else { by_nature };
            let found = exhaust(|way| match rule {
                "participant/legal-form" => world.legal_form(way, entry),
                "participant/kind" => world.kind(way, entry, &world.asked(entry)),
                "participant/country" => world.country(way, entry),
                "participant/coordinator-country" => world.coordinator_country(way, entry),
                "participant/third-country" => world.third_country(way, entry),
                "participant/affiliation" => world.affiliation(way, entry),
                "participant/temporary-bar" => {
                    let role = entry.role(way);
                    Some(world.barred(way, entry, role))
                }
                _ => world.pic(way, entry),
            });
            put(rule, format!("/participants/{}", entry.at), consequence, found, None);
        }
    }
    if rules.call["bars"].get(0).is_none() {
        for entry in world.entries.iter().filter(|e| e.trust) {
            let removed = removes && removable(&world.proposal["participants"][entry.at]["role"]);
            let found = exhaust(|way| {
                let role = entry.role(way);
                Some(world.barred(way, entry, role))
            });
            let consequence = if removed { "correct" } else { "reject" };
            put("participant/temporary-bar", format!("/participants/{}", entry.at), consequence, found, None);
        }
    }
    for entry in world.entries.iter().filter(|e| e.personality().is_some()) {
        let removed = removes && removable(&world.proposal["participants"][entry.at]["role"]);
        let consequence = if removed { "correct" } else { "reject" };
        let found = exhaust(|way| world.legal_entity(way, entry));
        put("participant/legal-entity", format!("/participants/{}", entry.at), consequence, found, None);
    }
    for entry in world.entries.iter().filter(|e| e.restricted) {
        let removed = removes && removable(&world.proposal["participants"][entry.at]["role"]);
        let subject = format!("/participants/{}", entry.at);
        let consequence = if removed { "correct" } else { "reject" };
        put("participant/restrictive-measures", subject, consequence, exhaust(|_| Some(Out::NotMet)), None);
    }
}

fn answer(
    world: &World<'_>,
    found: Found,
    consequence: &'static str,
    count: Option<(u32, Option<u32>)>,
) -> Answer {
    let mut words: Vec<(bool, String)> = found.dependence.iter().flat_map(|name| world.word(*name)).collect();
    words.sort();
    words.dedup();
    let of = |fact: bool| words.iter().filter(|(f, _)| *f == fact).map(|(_, word)| word.clone()).collect();
    Answer {
        smallest: true,
        outcome: found.outcome,
        consequence,
        missing: of(true),
        open: of(false),
        count,
        asked: found.asked,
    }
}

/// The verdict as a fold over the answers, where every rule has one.
pub(crate) fn verdict(call: &Value, answers: &Answers) -> Option<&'static str> {
    let core =
        ["deadline", "minimum_applicants", "minimum_countries", "roles", "countries", "grant", "duration"];
    let gap = core.iter().any(|key| call[*key].is_null());
    let rejecting: Option<Vec<&Answer>> = answers.values().map(Option::as_ref).collect();
    let has =
        |outcome: &str| rejecting.iter().flatten().any(|a| a.consequence == "reject" && a.outcome == outcome);
    rejecting.as_ref()?;
    Some(match () {
        () if has("not_met") => "ineligible",
        () if has("unknown") || gap => "undetermined",
        () if has("conditional") => "conditional",
        () => "eligible",
    })
}
