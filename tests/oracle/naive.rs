//! The call read literally, one completion at a time.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::{Draft, FORMS, Member, ROLES};
use crate::{Answer, Answers};

/// More completions than this are left to luckier drafts.
const LIMIT: usize = 6_000;

const IO_COUNTS: &str = "international-organisation-counts";
const OCT_COUNTS: &str = "overseas-territory-counts";
const IO_AFFILIATED: &str = "international-organisation-as-affiliated-entity";
const ASSOCIATED: &str = "schengen-associated-countries";
const GREENLAND: &str = "greenland";
const QUESTIONS: [&str; 5] = [IO_COUNTS, OCT_COUNTS, IO_AFFILIATED, ASSOCIATED, GREENLAND];

/// One thing that may turn out one way or another: its name and how many ways there are.
struct Variable {
    name: Name,
    ways: usize,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Fact(String),
    Question(&'static str),
    /// Which of several stated countries is right; its facts are those of all entries that state one.
    Torn(Vec<String>),
}

/// Runs a rule over every combination and folds what it says.
fn exhaust(variables: &[Variable], mut rule: impl FnMut(&[usize]) -> Option<&'static str>) -> Option<Folded> {
    let total = variables.iter().try_fold(1usize, |all, v| all.checked_mul(v.ways))?;
    if total > LIMIT {
        return None;
    }
    let mut outcomes: Vec<Option<&'static str>> = Vec::with_capacity(total);
    let mut choice = vec![0; variables.len()];
    for mut number in 0..total {
        for (slot, variable) in choice.iter_mut().zip(variables) {
            *slot = number % variable.ways;
            number /= variable.ways;
        }
        outcomes.push(rule(&choice));
    }
    let set: BTreeSet<&str> = outcomes.iter().flatten().copied().collect();
    let list: Vec<&str> = set.iter().copied().collect();
    let outcome = match list.as_slice() {
        [one] => one,
        ["met", "not_applicable"] => "met",
        _ => "unknown",
    };
    let mut missing = BTreeSet::new();
    let mut open = BTreeSet::new();
    if outcome == "unknown" {
        let class = |o: &'static str| if o == "not_applicable" { "met" } else { o };
        let mut step = 1;
        for variable in variables {
            // Numbers that differ in this variable alone.
            let differs = (0..total).filter(|n| n / step % variable.ways == 0).any(|base| {
                let seen: BTreeSet<&str> =
                    (0..variable.ways).filter_map(|w| outcomes[base + w * step].map(class)).collect();
                seen.len() > 1
            });
            step *= variable.ways;
            if differs {
                match &variable.name {
                    Name::Fact(fact) => drop(missing.insert(fact.clone())),
                    Name::Question(id) => drop(open.insert((*id).to_owned())),
                    Name::Torn(facts) => missing.extend(facts.iter().cloned()),
                }
            }
        }
    }
    Some(Folded {
        outcome: text(outcome),
        missing: missing.into_iter().collect(),
        open: open.into_iter().collect(),
    })
}

fn text(outcome: &str) -> &'static str {
    ["met", "not_met", "conditional", "unknown", "not_applicable"]
        .into_iter()
        .find(|o| *o == outcome)
        .unwrap()
}

struct Folded {
    outcome: &'static str,
    missing: Vec<String>,
    open: Vec<String>,
}

impl Folded {
    fn answer(self, count: Option<(u32, Option<u32>)>) -> Answer {
        Answer { outcome: self.outcome, missing: self.missing, open: self.open, count }
    }
}

fn fact(name: impl Into<String>, ways: usize) -> Variable {
    Variable { name: Name::Fact(name.into()), ways }
}

fn met(holds: bool) -> Option<&'static str> {
    Some(if holds { "met" } else { "not_met" })
}

/// A completed member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Full {
    role: &'static str,
    form: &'static str,
    country: &'static str,
}

const COUNTRIES: [&str; 12] = ["BE", "AT", "IT", "FR", "ES", "PL", "DE", "NC", "BQ", "GL", "NO", "US"];

/// The nine digits that a text comes to without blanks, hyphens, a prefix and the end of a spreadsheet's number.
fn nine_digits(text: &str) -> Option<String> {
    let text = text.replace([' ', '-'], "").replace("PIC", "").replace(".0", "");
    let nine = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
    (nine && text != "000000000").then_some(text)
}

/// The code of a member; a text that is no code is as if left out.
fn code(m: &Member) -> Option<String> {
    m.pic.and_then(nine_digits)
}

fn roles(m: &Member) -> Vec<&'static str> {
    m.role.map_or(ROLES.to_vec(), |r| vec![r])
}

fn forms(m: &Member) -> Vec<&'static str> {
    m.forms.clone().unwrap_or(FORMS.to_vec())
}

/// An unknown country may be one of each kind, or the one that another member states.
fn countries(m: &Member, all: &[Member]) -> Vec<&'static str> {
    if let Some(country) = m.country {
        return vec![country];
    }
    let mut domain = COUNTRIES.to_vec();
    for stated in all.iter().filter_map(|m| m.country) {
        if !domain.iter().any(|c| state(c) == state(stated)) {
            domain.push(stated);
        }
    }
    domain
}

/// The country with outermost regions and Åland mapped to their Member State.
fn state(country: &str) -> &str {
    match country {
        "RE" => "FR",
        "AX" => "FI",
        other => other,
    }
}

fn member_state(country: &str) -> Option<&str> {
    let all = ["BE", "AT", "IT", "FR", "ES", "PL", "DE", "FI"];
    Some(state(country)).filter(|s| all.contains(s))
}

fn territory(country: &str) -> Option<&'static str> {
    match country {
        "NC" | "PF" => Some("FR"),
        "BQ" => Some("NL"),
        _ => None,
    }
}

fn form_rule(role: &str, form: &str, yes: impl Fn(&str) -> bool) -> &'static str {
    let good = ["public_body", "non_profit_private"].contains(&form);
    let io = form == "international_organisation";
    let holds = match role {
        "coordinator" => good,
        "beneficiary" => good || io,
        "affiliated_entity" => good || (io && yes(IO_AFFILIATED)),
        _ => return "not_applicable",
    };
    if holds { "met" } else { "not_met" }
}

fn country_rule(full: Full, yes: impl Fn(&str) -> bool) -> &'static str {
    let funded = ["coordinator", "beneficiary", "affiliated_entity"].contains(&full.role);
    if !funded || full.form == "international_organisation" {
        return "not_applicable";
    }
    let holds = match full.country {
        "GL" => yes(GREENLAND),
        "NO" | "CH" => yes(ASSOCIATED),
        other => member_state(other).is_some() || territory(other).is_some(),
    };
    if holds { "met" } else { "not_met" }
}

pub(crate) fn answers(draft: &Draft) -> Option<Answers> {
    let mut all: Answers = BTreeMap::new();
    let mut put = |rule: &str, subject: &str, answer: Answer| {
        all.insert((rule.to_owned(), subject.to_owned()), answer);
    };
    for (rule, subject, answer) in project(draft)? {
        put(rule, subject, answer);
    }
    put("consortium/one-coordinator", "/participants", coordinator(draft)?);
    put("consortium/distinct-organisations", "/participants", distinct(draft)?);
    let [applicants, states] = minima(draft)?;
    put("consortium/minimum-applicants", "/participants", applicants);
    put("consortium/minimum-countries", "/participants", states);
    for (at, member) in draft.members.iter().enumerate() {
        let subject = format!("/participants/{at}");
        put("participant/legal-form", &subject, legal_form(at, member)?);
        put("participant/country", &subject, country(at, member, &draft.members)?);
        put("participant/affiliation", &subject, affiliation(at, draft)?);
        put("participant/pic", &subject, pic(at, member)?);
    }
    if draft.members.is_empty() {
        for rule in ["legal-form", "country", "affiliation", "pic"] {
            let none = Answer { outcome: "not_applicable", missing: vec![], open: vec![], count: None };
            put(&format!("participant/{rule}"), "/participants", none);
        }
    }
    Some(all)
}

fn project(draft: &Draft) -> Option<Vec<(&'static str, &'static str, Answer)>> {
    let times = draft.submitted_at.map_or(vec!["2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"], |t| vec![t]);
    let variables = [
        fact("/submitted_at", times.len()),
        Variable { name: Name::Question("law-deadline-second"), ways: 2 },
    ];
    let submitted = exhaust(&variables, |c| {
        // In time before the second 17:00:00 in Brussels, which is 15:00:00 UTC in August; open within it.
        match times[c[0]] {
            "2024-08-21T17:00:00+02:00" | "2024-08-21T15:00:00.5Z" => met(c[1] == 1),
            at => met([
                "2024-01-01T00:00:00Z",
                "2024-05-21T00:00:00+02:00",
                "2024-05-20T23:59:59+02:00",
                "2024-08-21T16:59:59.9+02:00",
            ]
            .contains(&at)),
        }
    })?;
    let opened = exhaust(&[fact("/submitted_at", times.len())], |c| {
        // The call opens on 21 May 2024.
        met(!["2024-01-01T00:00:00Z", "2024-05-20T23:59:59+02:00"].contains(&times[c[0]]))
    })?;
    let months = draft.duration.map_or(vec![1, 24, 99], |m| vec![m]);
    let duration = exhaust(&[fact("/duration_months", months.len())], |c| met(months[c[0]] == 24))?;
    let grants = draft.grant.map_or(vec![0, 1, 400_000, 600_000, 2_000_000], |g| vec![g]);
    let range = exhaust(&[fact("/requested_grant", grants.len())], |c| {
        met((500_000..=1_000_000).contains(&grants[c[0]]))
    })?;
    let costs = draft.costs.map_or(vec![-1, 0, 1, 600_000, 9_000_000], |g| vec![g]);
    let variables = [fact("/requested_grant", grants.len()), fact("/total_eligible_costs", costs.len())];
    let rate = exhaust(&variables, |c| {
        let (grant, costs) = (i128::from(grants[c[0]]), i128::from(costs[c[1]]));
        if costs <= 0 {
            return met(false);
        }
        if grant <= 0 {
            return met(true);
        }
        // Hundredths of a per cent, rounded half up by hand.
        let (whole, rest) = (grant * 10_000 / costs, grant * 10_000 % costs);
        met(whole + i128::from(rest * 2 >= costs) <= 9_000)
    })?;
    Some(vec![
        ("admissibility/submitted-by-deadline", "/submitted_at", submitted.answer(None)),
        ("admissibility/submitted-while-open", "/submitted_at", opened.answer(None)),
        ("duration/as-required", "/duration_months", duration.answer(None)),
        ("grant/within-range", "/requested_grant", range.answer(None)),
        ("grant/funding-rate", "/requested_grant", rate.answer(None)),
    ])
}

fn joiners(draft: &Draft, most: usize) -> Variable {
    fact("/participants_complete", if draft.complete { 1 } else { most + 1 })
}

fn coordinator(draft: &Draft) -> Option<Answer> {
    let unknown: Vec<usize> =
        draft.members.iter().enumerate().filter(|(_, m)| m.role.is_none()).map(|(i, _)| i).collect();
    let certain = draft.members.iter().filter(|m| m.role == Some("coordinator")).count();
    let mut variables: Vec<Variable> =
        unknown.iter().map(|i| fact(format!("/participants/{i}/role"), ROLES.len())).collect();
    variables.push(joiners(draft, 2));
    let folded = exhaust(&variables, |c| {
        let (joined, roles) = c.split_last().unwrap();
        let turned = roles.iter().filter(|r| ROLES[**r] == "coordinator").count();
        met(certain + turned + joined == 1)
    })?;
    let possible = draft.complete.then_some((certain + unknown.len()) as u32);
    Some(folded.answer(Some((certain as u32, possible))))
}

fn distinct(draft: &Draft) -> Option<Answer> {
    let mut seen = BTreeSet::new();
    let twice = draft.members.iter().filter_map(code).any(|p| !seen.insert(p));
    Some(exhaust(&[], |_| met(!twice))?.answer(None))
}

fn legal_form(at: usize, m: &Member) -> Option<Answer> {
    let (roles, forms) = (roles(m), forms(m));
    let variables = [
        fact(format!("/participants/{at}/role"), roles.len()),
        fact(format!("/participants/{at}/legal_form"), forms.len()),
        Variable { name: Name::Question(IO_AFFILIATED), ways: 2 },
    ];
    let folded = exhaust(&variables, |c| Some(form_rule(roles[c[0]], forms[c[1]], |_| c[2] == 1)))?;
    Some(folded.answer(None))
}

fn country(at: usize, m: &Member, all: &[Member]) -> Option<Answer> {
    let (roles, forms, countries) = (roles(m), forms(m), countries(m, all));
    let variables = [
        fact(format!("/participants/{at}/role"), roles.len()),
        fact(format!("/participants/{at}/legal_form"), forms.len()),
        fact(format!("/participants/{at}/country"), countries.len()),
        Variable { name: Name::Question(ASSOCIATED), ways: 2 },
        Variable { name: Name::Question(GREENLAND), ways: 2 },
    ];
    let folded = exhaust(&variables, |c| {
        let full = Full { role: roles[c[0]], form: forms[c[1]], country: countries[c[2]] };
        Some(country_rule(full, |q| if q == ASSOCIATED { c[3] == 1 } else { c[4] == 1 }))
    })?;
    Some(folded.answer(None))
}

fn pic(at: usize, m: &Member) -> Option<Answer> {
    let roles = roles(m);
    let pics = m.pic.map_or(vec![true, false], |_| vec![code(m).is_some()]);
    let variables = [
        fact(format!("/participants/{at}/role"), roles.len()),
        fact(format!("/participants/{at}/pic"), pics.len()),
    ];
    let folded = exhaust(&variables, |c| {
        if roles[c[0]] == "subcontractor" {
            return Some("not_applicable");
        }
        met(pics[c[1]])
    })?;
    Some(folded.answer(None))
}

/// Whom an affiliated entity names, with codes and roles of the others completed.
fn affiliation(at: usize, draft: &Draft) -> Option<Answer> {
    let me = &draft.members[at];
    let mine = roles(me);
    if !mine.contains(&"affiliated_entity") {
        return Some(exhaust(&[], |_| Some("not_applicable"))?.answer(None));
    }
    let others: Vec<(usize, &Member)> = draft.members.iter().enumerate().filter(|(i, _)| *i != at).collect();
    let mut codes: Vec<String> = draft.members.iter().filter_map(code).collect();
    // A code that nobody states, and one more, so that a missing code may or may not be the one named.
    codes.extend(["nobody's", "somebody else's"].map(str::to_owned));
    let to = me.affiliated_to.and_then(nine_digits);
    let named = to.clone().map_or(codes.clone(), |p| vec![p]);
    let stated = to.is_some() && draft.members.iter().any(|m| code(m) == to);
    let mut variables = vec![
        fact(format!("/participants/{at}/role"), mine.len()),
        fact(format!("/participants/{at}/affiliated_to"), named.len()),
        // One who joins has a new code: any that nobody states.
        fact("/participants_complete", if draft.complete || stated { 1 } else { 2 }),
    ];
    for (i, other) in &others {
        variables.push(fact(format!("/participants/{i}/role"), roles(other).len()));
        // A code that somebody states is compared with stated codes only.
        let may = code(other).is_none() && !stated;
        variables.push(fact(format!("/participants/{i}/pic"), if may { 2 } else { 1 }));
    }
    let folded = exhaust(&variables, |c| {
        if mine[c[0]] != "affiliated_entity" {
            return Some("not_applicable");
        }
        let target = &named[c[1]];
        let target_stated = draft.members.iter().any(|m| code(m).as_ref() == Some(target));
        // Whoever joins, or states a missing code, has the code named or the one that nobody states.
        let free = !target_stated && *target == to.clone().unwrap_or("nobody's".to_owned());
        let joined = c[2] == 1 && free;
        // Nobody is affiliated to itself.
        let itself = code(me).as_ref() == Some(target);
        let found = !itself
            && others.iter().enumerate().any(|(k, (_, other))| {
                let role = roles(other)[c[3 + 2 * k]];
                let code = match code(other) {
                    Some(pic) => pic == *target,
                    None => c[4 + 2 * k] == 1 && free,
                };
                code && ["coordinator", "beneficiary"].contains(&role)
            });
        met(found || joined)
    })?;
    Some(folded.answer(None))
}

/// Both minima, over every completion of roles, forms and countries, every way in which entries without a
/// code may be the same organisation, every choice among contradicting countries, and every reading.
fn minima(draft: &Draft) -> Option<[Answer; 2]> {
    let members = &draft.members;
    let mut variables = Vec::new();
    for (i, m) in members.iter().enumerate() {
        variables.push(fact(format!("/participants/{i}/role"), roles(m).len()));
        variables.push(fact(format!("/participants/{i}/legal_form"), forms(m).len()));
        variables.push(fact(format!("/participants/{i}/country"), countries(m, members).len()));
    }
    // An entry without a code is itself (0) or the same as an earlier or later entry (1 + its place).
    let loose: Vec<usize> = (0..members.len()).filter(|i| code(&members[*i]).is_none()).collect();
    let alike = |a: &Member, b: &Member| a.name.trim().eq_ignore_ascii_case(b.name.trim());
    let mates: Vec<Vec<usize>> = loose
        .iter()
        .map(|i| (0..members.len()).filter(|j| j != i && alike(&members[*i], &members[*j])).collect())
        .collect();
    for (i, mates) in loose.iter().zip(&mates) {
        variables.push(fact(format!("/participants/{i}/pic"), mates.len() + 1));
    }
    // Which entry of a code with several entries states the right country.
    let mut coded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, m) in members.iter().enumerate() {
        if let Some(pic) = code(m) {
            coded.entry(pic).or_default().push(i);
        }
    }
    let several: Vec<&Vec<usize>> = coded.values().filter(|v| v.len() > 1).collect();
    for entries in &several {
        let facts = entries.iter().map(|i| format!("/participants/{i}/country")).collect();
        variables.push(Variable { name: Name::Torn(facts), ways: entries.len() });
    }
    variables.push(joiners(draft, 3));
    let questions: Vec<&'static str> = QUESTIONS.into_iter().filter(|q| *q != IO_AFFILIATED).collect();
    variables.extend(questions.iter().map(|q| Variable { name: Name::Question(q), ways: 2 }));
    let (mut applicants, mut states) = ((u32::MAX, 0), (u32::MAX, 0));
    let mut results: Vec<[Option<&'static str>; 2]> = Vec::new();
    let first = exhaust(&variables, |c| {
        let mut next = 0;
        let mut take = || {
            next += 1;
            c[next - 1]
        };
        let full: Vec<Full> = members
            .iter()
            .map(|m| Full {
                role: roles(m)[take()],
                form: forms(m)[take()],
                country: countries(m, members)[take()],
            })
            .collect();
        let joined: Vec<usize> = loose.iter().map(|_| take()).collect();
        let seats: Vec<usize> = several.iter().map(|_| take()).collect();
        let newcomers = take() as u32;
        let readings: Vec<bool> = questions.iter().map(|_| take() == 1).collect();
        let yes = |q: &str| questions.iter().zip(&readings).any(|(id, r)| *id == q && *r);
        let Some(groups) = partition(members, &full, &loose, &mates, &joined) else {
            results.push([None, None]);
            return None;
        };
        let (mut count, mut found) = (0, BTreeSet::new());
        for group in groups {
            let seat =
                several.iter().position(|s| group.contains(&s[0])).map_or(group[0], |k| several[k][seats[k]]);
            if let Some(state) = counted(&group, &full, full[seat].country, &yes) {
                count += 1;
                found.insert(state);
            }
        }
        let distinct = found.len() as u32;
        applicants = (applicants.0.min(count), applicants.1.max(count));
        states = (states.0.min(distinct), states.1.max(distinct));
        results.push([met(count + newcomers >= 3), met(distinct + newcomers >= 3)]);
        results[results.len() - 1][0]
    })?;
    let mut at = 0;
    let second = exhaust(&variables, |_| {
        at += 1;
        results[at - 1][1]
    })?;
    let possible = |most: u32| draft.complete.then_some(most);
    Some([
        first.answer(Some((applicants.0, possible(applicants.1)))),
        second.answer(Some((states.0, possible(states.1)))),
    ])
}

/// The organisations, or nothing where this way to join entries is not one.
fn partition(
    members: &[Member],
    full: &[Full],
    loose: &[usize],
    mates: &[Vec<usize>],
    joined: &[usize],
) -> Option<Vec<Vec<usize>>> {
    let mut label: Vec<usize> = (0..members.len()).collect();
    for i in 0..members.len() {
        if let Some(pic) = code(&members[i]) {
            label[i] = members.iter().position(|m| code(m).as_ref() == Some(&pic)).unwrap();
        }
    }
    // A missing code turns out to be the entry's own, or the one that another entry has or would have.
    let own = label.clone();
    for (k, i) in loose.iter().enumerate() {
        if joined[k] > 0 {
            label[*i] = own[mates[k][joined[k] - 1]];
        }
    }
    // Pairs that cannot be the same: different codes; a missing code with another name or country.
    for a in 0..members.len() {
        for b in 0..a {
            if label[a] != label[b] {
                continue;
            }
            let (x, y) = (&members[a], &members[b]);
            let ok = match (code(x), code(y)) {
                (Some(p), Some(q)) => p == q,
                _ => {
                    x.name.trim().eq_ignore_ascii_case(y.name.trim())
                        && state(full[a].country) == state(full[b].country)
                }
            };
            if !ok {
                return None;
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, l) in label.iter().enumerate() {
        groups.entry(*l).or_default().push(i);
    }
    Some(groups.into_values().collect())
}

/// The Member State that an organisation counts as, given its country.
fn counted<'a>(
    group: &[usize],
    full: &[Full],
    country: &'a str,
    yes: &impl Fn(&str) -> bool,
) -> Option<&'a str> {
    group.iter().find_map(|i| {
        let entry = full[*i];
        let io = entry.form == "international_organisation";
        let fails =
            form_rule(entry.role, entry.form, yes) == "not_met" || country_rule(entry, yes) == "not_met";
        if !["coordinator", "beneficiary"].contains(&entry.role) || fails || (io && !yes(IO_COUNTS)) {
            return None;
        }
        match (member_state(country), territory(country)) {
            (Some(state), _) => Some(state),
            (None, Some(state)) if yes(OCT_COUNTS) => Some(state),
            _ => None,
        }
    })
}
