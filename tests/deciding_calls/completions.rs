//! Every way to complete a small draft under any call, by plain enumeration.

use std::collections::{BTreeMap, BTreeSet};

use amif::{
    Call, Consequence, Instant, Outcome, Participant, Pic, Proposal, Report, Role, Subject, Verdict,
    call::Reading,
};
use serde_json::{Map, Value, json};

use crate::Setting;
use crate::domains;
use crate::generate::{FORMS, ROLES, TYPES};
use crate::judge::{by_outcomes, contradicts};
use crate::near::{FACTS, member_kinds, names, names_types, read, signature_matters, statuses};
use crate::newcomers;

/// More completions than this are left to luckier drafts.
const LIMIT: usize = 6_000;

/// What may turn out one way or another, by the name that `deciding` has for it.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) ways: usize,
}

/// What one part of the completed draft may be: nothing where legal form and statuses exclude each other.
#[derive(Debug)]
enum Part {
    Entry(Vec<Option<Participant>>),
    Facts(Vec<Proposal>),
    Calls(Vec<Call>),
    Joined(Vec<Vec<Participant>>),
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Part::Entry(ways) => ways.len(),
            Part::Facts(ways) => ways.len(),
            Part::Calls(ways) => ways.len(),
            Part::Joined(ways) => ways.len(),
        }
    }
}

pub(crate) struct Completions<'a> {
    draft: &'a Proposal,
    pub(crate) variables: Vec<Variable>,
    parts: Vec<Part>,
    pub(crate) total: usize,
    as_of: Instant,
}

type Ways = (String, String, Vec<Value>);

fn own_code(entry: usize) -> Pic {
    Pic::new(&format!("90000000{entry}"))
}

/// All assignments, the first variable turning fastest.
fn each(base: &Value, variables: &[Ways]) -> Vec<Value> {
    variables.iter().fold(vec![base.clone()], |files, (_, key, ways)| {
        let stated = |way: &Value, file: &Value| {
            let mut file = file.clone();
            file[key.as_str()] = way.clone();
            file
        };
        ways.iter().flat_map(|way| files.iter().map(|file| stated(way, file)).collect::<Vec<_>>()).collect()
    })
}

/// What the law asks of a body without legal personality.
const GUARANTEES: &str = "equivalent_guarantees";

/// What is presumed of everybody of whom nothing is stated, and never completed otherwise: unless the call asks for it.
const PERSONALITY: &str = "legal_personality";

/// What the call says under a key on a day: its file, or the last version that changes it of those that govern: known by
/// then, and published by the last deadline, or moving it to a later day.
fn in_force<'a>(file: &'a Value, key: &str, today: &str) -> &'a Value {
    let last_of = |deadline: &'a Value| {
        deadline["second_stage"]["date"].as_str().or(deadline["date"].as_str()).unwrap_or("9999-12-31")
    };
    let (mut last, mut stated) = (last_of(&file["deadline"]), &file[key]);
    for version in file["versions"].as_array().into_iter().flatten() {
        let published = version["published"].as_str().unwrap();
        let moved = version["changes"].get("deadline").map(last_of);
        let extends = !version["changes"]["deadline"].is_null()
            && moved.is_some_and(|moved| moved > last && published <= moved);
        if published <= today && (published <= last || extends) {
            last = moved.unwrap_or(last);
            stated = version["changes"].get(key).unwrap_or(stated);
        }
    }
    stated
}

/// The legal forms that a participant may have.
fn forms(member: &Value) -> Vec<Value> {
    match &member["legal_form"] {
        Value::Null => FORMS.map(Value::from).to_vec(),
        Value::Array(forms) => forms.clone(),
        Value::String(form) if form == "private_body" => FORMS[1..3].iter().map(|form| json!(form)).collect(),
        form => vec![form.clone()],
    }
}

/// Whether the call asks an organisation for legal personality, in a role and a legal form that it may have or as a
/// kind of member.
fn asks_for_personality(
    file: &Value,
    role: Option<Role>,
    (member, others): (&Value, &[Value]),
    today: &str,
) -> bool {
    let roles = in_force(file, "roles", today);
    let held = ROLES.iter().filter(|of| role.is_none_or(|role| role.as_str() == **of));
    // Of a role that it says nothing of, the call asks what it asks of a beneficiary.
    let says_nothing = |section: &Value| {
        let empty = |value: &Value| match value {
            Value::Array(list) => list.is_empty(),
            Value::Object(table) => table.is_empty(),
            other => other.is_null() || *other == false,
        };
        section.as_object().is_none_or(|fields| fields.values().all(empty))
    };
    let held = held.map(|of| match &roles[*of] {
        section if says_nothing(section) && *of != "subcontractor" && *of != "associated_partner" => {
            &roles["beneficiary"]
        }
        section => section,
    });
    let asked = |section: &Value| {
        let of_form = |form: &Value| names(&section["if_form"][form.as_str().unwrap()], PERSONALITY);
        names(&section["statuses"], PERSONALITY) || forms(member).iter().any(of_form)
    };
    let kinds = in_force(file, "composition", today)["required"].as_array();
    held.into_iter().any(asked)
        || kinds.into_iter().flatten().any(|kind| is_open(kind, role.map(|role| role.as_str()), others))
}

/// Whether a kind of members asks for legal personality of somebody in a role beside others: not of whoever is in another role
/// than its members are, and not where those who state all that is asked make it up.
fn is_open(kind: &Value, role: Option<&str>, others: &[Value]) -> bool {
    let among =
        |role: Option<&str>| role.is_none_or(|role| kind["roles"].is_null() || names(&kind["roles"], role));
    if !names(kind, PERSONALITY) || !among(role) {
        return false;
    }
    let known = ["at_least", "source", "statuses", "kind", "question", "roles", "countries"];
    let alone = kind.as_object().unwrap().keys().all(|key| known.contains(&key.as_str()))
        && kind["statuses"] == json!({ PERSONALITY: true });
    let of_kind =
        |other: &Value| kind["kind"].as_str().is_none_or(|kind| other["member_kinds"][kind] == true);
    let inside = |other: &Value| match kind["countries"].as_array() {
        Some(countries) if !countries.is_empty() => countries.contains(&other["country"]),
        Some(_) | None => true,
    };
    let has = |other: &&Value| {
        let role = other["role"].as_str().filter(|role| *role != "subcontractor");
        other["statuses"][PERSONALITY] == true
            && of_kind(other)
            && inside(other)
            && role.is_some()
            && among(role)
    };
    let codes: BTreeSet<&str> = others.iter().filter(has).filter_map(|other| other["pic"].as_str()).collect();
    !(alone && codes.len() as u64 >= kind["at_least"].as_u64().unwrap_or(1))
}

/// The statuses that the call names, in every way that keeps what is stated; and, as the law asks of a body without
/// legal personality, whether it offers equivalent guarantees.
fn all_statuses(asked: &[&str], stated: &Value) -> Vec<Value> {
    let stated = stated.as_object().cloned().unwrap_or_default();
    let open: Vec<&&str> = asked.iter().filter(|status| !stated.contains_key(**status)).collect();
    (0..1usize << open.len())
        .flat_map(|bits| {
            let mut held: Map<String, Value> = stated.clone();
            held.extend(
                open.iter().enumerate().map(|(at, s)| ((**s).to_owned(), json!(bits >> at & 1 == 1))),
            );
            let asked = held.get(PERSONALITY) == Some(&json!(false)) && !held.contains_key(GUARANTEES);
            let offers = if asked { vec![Some(true), Some(false)] } else { vec![None] };
            offers.into_iter().map(move |offers| {
                let mut held = held.clone();
                held.extend(offers.map(|offers| (GUARANTEES.to_owned(), json!(offers))));
                held.into()
            })
        })
        .collect()
}

/// Whether it is of each kind that the call has a question about, in every way that keeps what is stated.
fn all_member_kinds(asked: &[&str], stated: &Value) -> Vec<Value> {
    asked.iter().filter(|kind| stated[**kind].is_null()).fold(vec![stated.clone()], |ways, kind| {
        let answered = |way: &Value, is: bool| {
            let mut way = way.clone();
            way[*kind] = json!(is);
            way
        };
        ways.iter().flat_map(|way| [true, false].map(|is| answered(way, is))).collect()
    })
}

/// The code of an entry; a text that is no code is as if left out.
pub(crate) fn stated_code(entry: &Participant) -> Option<&Pic> {
    entry.applicant.pic.as_ref().filter(|pic| pic.is_well_formed())
}

/// The code that an entry names as affiliated to, likewise.
pub(crate) fn stated_link(entry: &Participant) -> Option<&Pic> {
    entry.affiliated_to.as_ref().filter(|pic| pic.is_well_formed())
}

/// The unknown facts of a participant.
fn of_participant(i: usize, members: &[Value], draft: &Proposal, (file, today): (&Value, &str)) -> Vec<Ways> {
    let (member, beside) = (&members[i], &[&members[..i], &members[i + 1..]].concat());
    let mut variables: Vec<Ways> = Vec::new();
    let mut put = |key: &str, ways: Vec<Value>| {
        variables.push((format!("/participants/{i}/{key}"), key.to_owned(), ways));
    };
    let all = &draft.consortium.participants;
    let others = || all.iter().enumerate().filter(move |(j, _)| *j != i);
    let code = |j: usize, e: &Participant| stated_code(e).cloned().unwrap_or_else(|| own_code(j));
    let listed = |codes: BTreeSet<Pic>| codes.into_iter().map(|pic| json!(pic.to_string())).collect();
    let entry = &all[i];
    if entry.role.is_none() {
        put("role", ROLES.map(Value::from).to_vec());
    }
    if !member["legal_form"].is_string() || member["legal_form"] == "private_body" {
        put("legal_form", forms(member));
    }
    if entry.applicant.country.is_none() {
        put("country", domains::countries(file, draft));
    }
    let mut asked = statuses(file);
    asked.retain(|status| {
        *status != PERSONALITY || asks_for_personality(file, entry.role, (member, beside), today)
    });
    let assignments = all_statuses(&asked, &member["statuses"]);
    if assignments.len() > 1 {
        put("statuses", assignments);
    }
    if member["organisation_type"].is_null() && names_types(file) {
        put("organisation_type", TYPES.map(Value::from).to_vec());
    }
    let answers = all_member_kinds(&member_kinds(file), &member["member_kinds"]);
    if answers.len() > 1 {
        put("member_kinds", answers);
    }
    if stated_code(entry).is_none() {
        let mut codes = BTreeSet::from([own_code(i), Pic::new("888888888")]);
        for (j, other) in others() {
            if other.applicant.name.same_as(&entry.applicant.name) {
                codes.insert(code(j, other));
            }
            let stated = |pic: &Pic| all.iter().any(|e| stated_code(e) == Some(pic));
            codes.extend(stated_link(other).cloned().filter(|pic| !stated(pic)));
        }
        put("pic", listed(codes));
    }
    if stated_link(entry).is_none() && entry.role.is_none_or(|r| r == Role::AffiliatedEntity) {
        let mut codes: BTreeSet<Pic> = others().map(|(j, e)| code(j, e)).collect();
        codes.extend(["888888888", "777777777"].map(Pic::new));
        codes.extend(others().filter_map(|(_, e)| stated_link(e).cloned()));
        put("affiliated_to", listed(codes));
    }
    variables
}

impl<'a> Completions<'a> {
    /// `None` where there are too many.
    pub(crate) fn of(
        report: &Report<'_>,
        (draft, text): (&'a Proposal, &Value),
        setting: &Setting<'_>,
    ) -> Option<Self> {
        let Setting { file, as_of, today, .. } = *setting;
        let mut blocks: Vec<(Value, Vec<Ways>)> = Vec::new();
        let members = text["participants"].as_array().unwrap();
        for (i, member) in members.iter().enumerate() {
            blocks.push((member.clone(), of_participant(i, members, draft, (file, today))));
        }
        let facts = FACTS
            .iter()
            .filter(|(key, asked)| text[*key].is_null() && (asked.is_empty() || names(file, asked)));
        let facts: Vec<Ways> = facts
            .filter(|(key, _)| *key != "grant_signature" || signature_matters(file))
            .map(|(key, _)| (format!("/{key}"), (*key).to_owned(), domains::of_fact(key, file, today)))
            .collect();
        let mut rest = text.clone();
        rest["participants"] = json!([]);
        blocks.push((rest, facts));
        let open: BTreeSet<String> = report
            .assessments()
            .filter(|a| a.consequence() == Consequence::Reject)
            .flat_map(|a| a.open().into_iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let joined = if draft.consortium.complete { Vec::new() } else { newcomers::ways(draft, setting) };
        let ways = blocks.iter().flat_map(|(_, variables)| variables).map(|(_, _, ways)| ways.len());
        let total = ways
            .chain(open.iter().map(|_| 2))
            .chain([joined.len().max(1)])
            .try_fold(1usize, |all, ways| all.checked_mul(ways).filter(|all| *all <= LIMIT))?;
        let mut variables = Vec::new();
        let mut parts = Vec::new();
        let members = blocks.len() - 1;
        for (at, (base, ways)) in blocks.iter().enumerate() {
            let files = each(base, ways);
            parts.push(if at < members {
                let entry = |file: Value| {
                    read(&json!({ "participants": [file] })).map(|p| p.consortium.participants[0].clone())
                };
                Part::Entry(files.into_iter().map(entry).collect())
            } else {
                Part::Facts(files.iter().map(|file| read(file).unwrap()).collect())
            });
            variables
                .extend(ways.iter().map(|(name, _, ways)| Variable { name: name.clone(), ways: ways.len() }));
        }
        // A later version may ask what the first one does not.
        let mut calls = vec![report.call().clone()];
        for id in open {
            calls = [Reading::Yes, Reading::No]
                .into_iter()
                .flat_map(|reading| {
                    calls.iter().map(|call| call.assume(&id, reading).unwrap()).collect::<Vec<_>>()
                })
                .collect();
            variables.push(Variable { name: id, ways: 2 });
        }
        parts.push(Part::Calls(calls));
        if !joined.is_empty() {
            variables.push(Variable { name: "/participants_complete".to_owned(), ways: joined.len() });
            parts.push(Part::Joined(joined));
        }
        Some(Completions { draft, variables, parts, total, as_of })
    }

    /// A completion, and the call as it is read. `None` where legal form and statuses contradict each other, or
    /// the codes the presumption on who is the same.
    fn fill(&self, number: usize) -> Option<(Proposal, &Call)> {
        let mut entries = Vec::new();
        let (mut facts, mut read) = (None, None);
        let mut rest = number;
        for part in &self.parts {
            let way = rest % part.len();
            rest /= part.len();
            match part {
                Part::Entry(ways) => entries.push(ways[way].clone()?),
                Part::Facts(ways) => facts = Some(&ways[way]),
                Part::Calls(ways) => read = Some(&ways[way]),
                Part::Joined(ways) => entries.extend(ways[way].iter().cloned()),
            }
        }
        let mut completed = facts?.clone();
        completed.consortium.participants = entries;
        completed.consortium.complete = true;
        if contradicts(&completed, self.draft) {
            return None;
        }
        Some((completed, read?))
    }

    /// The completion as a file would state it, for messages.
    pub(crate) fn told(&self, number: usize) -> String {
        let mut rest = number;
        let ways = self.variables.iter().map(|v| {
            let way = rest % v.ways;
            rest /= v.ways;
            format!("{} #{way}", v.name)
        });
        let ways: Vec<String> = ways.collect();
        let text = self.fill(number).map_or_else(String::new, |(p, _)| p.to_json());
        format!("{} = {text}", ways.join(", "))
    }

    /// The verdict of each completion that there is.
    pub(crate) fn verdicts(&self) -> Vec<Option<Verdict>> {
        let verdict = |number| {
            let (completed, call) = self.fill(number)?;
            if self.faulty_newcomer(&completed, call) {
                return None;
            }
            Some(match completed.verdict(call, self.as_of) {
                // Unstated core conditions keep every verdict open; what is stated is judged by its outcomes.
                Verdict::Undetermined => by_outcomes(&completed.check(call, self.as_of)),
                verdict => verdict,
            })
        };
        (0..self.total).map(verdict).collect()
    }

    /// Whether somebody joins who has a fault: that is no way to complete the draft.
    fn faulty_newcomer(&self, completed: &Proposal, call: &Call) -> bool {
        let stated = self.draft.consortium.participants.len();
        let joined = |subject| matches!(subject, Subject::Participant(at) if at >= stated);
        completed.consortium.participants.len() > stated
            && completed.check(call, self.as_of).assessments().any(|a| {
                // Whom a fault removes does not bring the proposal down.
                let rejects = a.consequence() == Consequence::Reject && a.outcome() == Outcome::NotMet;
                rejects && joined(a.subject())
            })
    }

    /// Whether each completion meets each of these conditions.
    pub(crate) fn meets(&self, conditions: &BTreeSet<(String, String)>) -> Vec<BTreeSet<(String, String)>> {
        let met = |(completed, call): (Proposal, &Call)| {
            let report = completed.check(call, self.as_of);
            let fails: BTreeSet<(String, String)> = report
                .assessments()
                .filter(|a| matches!(a.outcome(), Outcome::NotMet | Outcome::Unknown))
                .map(|a| (a.rule().to_string(), a.subject().to_string()))
                .collect();
            conditions.difference(&fails).cloned().collect()
        };
        let sound = |(completed, call): &(Proposal, &Call)| !self.faulty_newcomer(completed, call);
        (0..self.total).filter_map(|number| self.fill(number)).filter(sound).map(met).collect()
    }

    /// Two completions that agree on these and have different verdicts.
    pub(crate) fn undecided_by(
        &self,
        listed: &BTreeSet<usize>,
        verdicts: &[Option<Verdict>],
    ) -> Option<(usize, usize)> {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, verdict) in verdicts.iter().enumerate().filter(|(_, v)| v.is_some()) {
            let (mut rest, mut step, mut key) = (number, 1, 0);
            for (at, variable) in self.variables.iter().enumerate() {
                if listed.contains(&at) {
                    key += rest % variable.ways * step;
                }
                rest /= variable.ways;
                step *= variable.ways;
            }
            let first = *seen.entry(key).or_insert(number);
            if verdicts[first] != *verdict {
                return Some((first, number));
            }
        }
        None
    }
}
