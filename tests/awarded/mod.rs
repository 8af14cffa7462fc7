//! Projects that were really awarded, as the proposals that the facts on record make of them.
//!
//! `catalogue/awarded_projects.json` holds them as facts with their sources. What a page does not say is left out:
//! roles of partners are seldom told, legal forms are read off kinds, and no submission is on record.

use amif::{Call, Proposal, catalogue};
use serde_json::{Value, json};

pub(crate) fn projects() -> Vec<Value> {
    serde_json::from_str(include_str!("../catalogue/awarded_projects.json")).unwrap()
}

pub(crate) fn id(project: &Value) -> &str {
    project["project_id"].as_str().unwrap()
}

/// The forms that an organisation of a kind may have. The kinds are read off names and pages, not validated: a
/// university is public or private, a limited company may be charitable.
fn forms(kind: &Value) -> Option<Value> {
    Some(match kind.as_str()? {
        "public_body" | "regional_or_local_authority" => json!("public_body"),
        "ngo_non_profit" => json!("non_profit_private"),
        "university" => json!(["public_body", "non_profit_private", "profit_making"]),
        "company" => json!("private_body"),
        "international_organisation" => json!("international_organisation"),
        kind => panic!("an unknown kind, {kind}"),
    })
}

/// The proposal as far as the facts tell it.
pub(crate) fn proposal(project: &Value) -> Proposal {
    let participants: Vec<Value> = project["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            let form = forms(p.get("kind").unwrap_or(&Value::Null));
            json!({"name": p["name"], "country": p.get("country"), "role": p.get("role"), "legal_form": form})
        })
        .collect();
    let stated = json!({
        "title": project.get("title"),
        "duration_months": project.get("duration_months"),
        "requested_grant": project.get("eu_contribution_eur"),
        "total_eligible_costs": project.get("total_eligible_cost_eur"),
        "participants": participants,
        "participants_complete": project["partner_list_complete"] == json!(true),
    });
    Proposal::from_json(&stated.to_string()).unwrap()
}

/// The topics that a project may be of: the one stated, else the one inferred; where only the call is known, all
/// of its topics; those not shipped left out.
pub(crate) fn topics(project: &Value) -> Vec<&'static Call> {
    let stated = project["topic_id"].as_str();
    let inferred = project["topic_id_inferred"].as_str();
    let shipped = |name: &str| catalogue::calls().filter(|c| c.topic().as_str() == name).collect::<Vec<_>>();
    let of_call = |name: &str| catalogue::calls().filter(|c| c.call().as_str() == name).collect::<Vec<_>>();
    for names in [stated, inferred].into_iter().flatten() {
        let found: Vec<&Call> = names.split(" or ").flat_map(shipped).collect();
        if !found.is_empty() {
            return found;
        }
    }
    [stated, inferred].into_iter().flatten().flat_map(|names| names.split(" or ")).flat_map(of_call).collect()
}

pub(crate) fn as_of(call: &Call) -> amif::Instant {
    call.deadline().unwrap().value.instant()
}
