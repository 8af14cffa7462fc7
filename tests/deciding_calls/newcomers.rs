//! Who may join an incomplete consortium: organisations without a fault of their own under the call, some for
//! each role and each kind of member, from countries of their own.

use std::collections::{BTreeMap, BTreeSet};

use amif::{Participant, Pic, Proposal, Role, Verdict};
use serde_json::{Map, Value, json};

use crate::Setting;
use crate::completions::{stated_code, stated_link};
use crate::generate::{FORMS, TYPES};
use crate::near::{member_kinds, read, statuses};

/// Member States that no draft states, before the rest.
const COUNTRIES: [&str; 10] = ["ES", "PT", "DE", "BE", "FR", "AT", "NO", "NC", "HU", "US"];
/// More candidates than this are not looked at.
const TRIES: usize = 700;

/// Candidates of one kind: by country, the first found.
type Class = BTreeMap<usize, Value>;

fn listed(kind: &Value, key: &str, all: &[&str]) -> Vec<String> {
    let stated = kind[key].as_array().filter(|list| !list.is_empty());
    match stated {
        Some(list) => list.iter().map(|v| v.as_str().unwrap().to_owned()).collect(),
        None => all.iter().map(|text| (*text).to_owned()).collect(),
    }
}

/// Candidates for one of these roles that serve a kind of member (nothing asked: any), without open question
/// where there are such.
fn class(kind: &Value, roles: &[&str], draft: &Proposal, setting: &Setting<'_>) -> Class {
    let roles = listed(kind, "roles", roles);
    let forms = listed(kind, "legal_forms", &FORMS);
    let types = listed(kind, "organisation_types", &TYPES);
    let countries = listed(kind, "countries", &COUNTRIES);
    let asked = statuses(setting.file);
    // Whoever joins says of every kind whether it is one: of that which is asked for only.
    let answers: Map<String, Value> = member_kinds(setting.file)
        .into_iter()
        .map(|name| (name.to_owned(), json!(kind["kind"] == name)))
        .collect();
    let mut found: [Class; 2] = [Class::new(), Class::new()];
    let sizes = [countries.len(), forms.len(), roles.len(), types.len(), 1 << asked.len()];
    let all: usize = sizes.iter().product();
    // A stride without common factors visits everything once, and the small numbers of each first.
    let stride = (all / 7 * 3 + 1..).find(|s| gcd(*s, all) == 1).unwrap_or(1);
    for number in (0..all.min(TRIES)).map(|n| n * stride % all) {
        let mut rest = number;
        let [country, form, role, kind_of, bits] = sizes.map(|size| {
            let way = rest % size;
            rest /= size;
            way
        });
        if found[0].contains_key(&country) {
            continue;
        }
        let mut held: Map<String, Value> =
            asked.iter().enumerate().map(|(at, s)| ((*s).to_owned(), json!(bits >> at & 1 == 1))).collect();
        held.extend(kind["statuses"].as_object().cloned().unwrap_or_default());
        let member = json!({
            "name": "New", "role": roles[role], "legal_form": forms[form], "country": countries[country],
            "organisation_type": types[kind_of], "statuses": held, "member_kinds": answers,
            "declarations": []
        });
        let Some(probe) = read(&json!({ "participants": [member] })) else { continue };
        let entry = &probe.consortium.participants[0];
        let mut alone = entry.applicant.clone();
        alone.pic = Some(Pic::new("888888888"));
        let report = alone.check(setting.call, entry.role, setting.as_of, draft.grant_signature);
        if report.verdict() != Verdict::Ineligible {
            let asks = report.assessments().any(|a| !a.open().is_empty());
            found[usize::from(asks)].entry(country).or_insert(member);
        }
    }
    let [sound, doubtful] = found;
    if sound.is_empty() { doubtful } else { sound }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The groups that may join: nobody, or up to three, with codes that nobody has or that somebody names.
pub(crate) fn ways(draft: &Proposal, setting: &Setting<'_>) -> Vec<Vec<Participant>> {
    let of = |kind: &Value, roles: &[&str]| class(kind, roles, draft, setting);
    let file = setting.file;
    let mut classes = vec![of(&json!({}), &["beneficiary"]), of(&json!({}), &["coordinator"])];
    let sections = std::iter::once(&file["composition"])
        .chain(file["versions"].as_array().into_iter().flatten().map(|v| &v["changes"]["composition"]));
    for kind in sections.flat_map(|s| ["required", "recommended"].map(|key| &s[key])) {
        for kind in kind.as_array().into_iter().flatten() {
            for roles in [&["beneficiary"][..], &["coordinator"]] {
                let open = kind["roles"].as_array().is_none_or(Vec::is_empty);
                if open || roles == ["beneficiary"] {
                    classes.push(of(kind, roles));
                }
            }
        }
    }
    let kinds: Vec<usize> = (2..classes.len()).collect();
    let mut groups: Vec<Vec<usize>> =
        [&[][..], &[0], &[1], &[0, 0], &[1, 0], &[0, 0, 0], &[1, 0, 0]].map(<[usize]>::to_vec).into();
    for k in kinds.iter().copied() {
        groups.extend([vec![k], vec![k, k], vec![k, 0], vec![1, k], vec![1, k, k]]);
        groups.extend(kinds.iter().filter(|l| **l > k).flat_map(|l| [vec![k, *l], vec![1, k, *l]]));
    }
    let all = &draft.consortium.participants;
    let taken = |pic: &Pic| all.iter().any(|e| stated_code(e) == Some(pic));
    let named: BTreeSet<Pic> =
        all.iter().filter_map(|e| stated_link(e).cloned()).filter(|p| !taken(p)).collect();
    let fresh = ["888888888", "777777777", "777777778"].map(Pic::new);
    let mut ways: Vec<Vec<Participant>> = Vec::new();
    for first in 0..=named.len() {
        let mut codes: Vec<Pic> = named.iter().cloned().collect();
        codes.rotate_left(first.min(named.len().saturating_sub(1)));
        codes.extend(fresh.iter().cloned());
        if first == named.len() {
            codes.drain(..named.len());
        }
        for group in &groups {
            let joined = group.iter().enumerate().map(|(at, k)| {
                let class = &classes[*k];
                // One after another from the next country.
                let member = class.values().nth(at % class.len().max(1))?;
                let mut entry =
                    read(&json!({ "participants": [member] }))?.consortium.participants[0].clone();
                entry.applicant.name = format!("New {at}").parse().unwrap();
                entry.applicant.pic = Some(codes[at].clone());
                if entry.role == Some(Role::AffiliatedEntity) {
                    let lead = all.iter().find(|e| {
                        matches!(e.role, Some(Role::Coordinator | Role::Beneficiary))
                            && stated_code(e).is_some()
                    });
                    entry.affiliated_to = lead.map_or(Some(&codes[0]), stated_code).cloned();
                }
                Some(entry)
            });
            if let Some(joined) = joined.collect::<Option<Vec<_>>>()
                && !ways.contains(&joined)
            {
                ways.push(joined);
            }
        }
    }
    ways.truncate(24);
    ways
}
