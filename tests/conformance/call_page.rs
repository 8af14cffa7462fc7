//! The page of the call AMIF-2024-TF2-AG-THB-01: what it says, and the item of the crate that says it. What the page asks of
//! an applicant is tried on a consortium that breaks it.

use amif::call::{Description, Difference};
use amif::life::{Change, Phase};
use amif::{Call, Instant, LegalForm, Proposal, Role, RuleId, catalogue};
use serde_json::{Value, json};

use super::Row;
use super::bases::changed;

fn thb() -> &'static Call {
    catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap()
}

fn about() -> &'static Description {
    thb().description()
}

fn objective(number: usize) -> &'static str {
    &about().objectives.as_ref().unwrap().value[number]
}

fn activity(number: usize) -> &'static str {
    &about().activities.as_ref().unwrap().value[number]
}

fn difference(about: &str) -> &'static Difference {
    thb().differences().iter().find(|difference| difference.about == about).unwrap()
}

/// The forms that a role admits, or bars.
fn forms(role: Role, admitted: bool) -> String {
    thb().roles().unwrap().value.stated(role, admitted).map(LegalForm::as_str).collect::<Vec<_>>().join(" ")
}

fn when() -> Instant {
    "2024-08-20T16:30:00+02:00".parse().unwrap()
}

/// Three partners as the page asks for them, and an affiliated entity.
fn sound() -> Value {
    json!({
        "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24,
        "requested_grant": "750000.00", "total_eligible_costs": "850000.00",
        "participants": [
            {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "non_profit_private"},
            {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
            {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "non_profit_private"},
            {"name": "D", "pic": "999000004", "role": "affiliated_entity", "country": "IT", "legal_form": "public_body", "affiliated_to": "999000003"}
        ]
    })
}

/// What a rule finds in the sound proposal with one fact changed: what is neither met nor not applicable, else `met`.
fn tried(rule: RuleId, pointer: &str, value: impl Into<Value>) -> String {
    let proposal = changed(&sound(), &json!({ pointer: value.into() }));
    let proposal = Proposal::from_json(&proposal.to_string()).unwrap();
    let report = proposal.check(thb(), when());
    let outcomes = report.assessments().filter(|a| a.rule() == rule).map(|a| a.outcome().as_str());
    let told: Vec<&str> = outcomes.filter(|outcome| !["met", "not_applicable"].contains(outcome)).collect();
    if told.is_empty() { "met".to_owned() } else { told.join(" ") }
}

/// The verdict on a shipped proposal under the shipped call that names a country in negotiation.
fn negotiating() -> &'static str {
    let call = Call::from_json(include_str!("../../examples/data/invented-call.json")).unwrap();
    let proposal = Proposal::from_json(include_str!("../../examples/data/conditional.json")).unwrap();
    proposal.verdict(&call, proposal.submitted_at.unwrap()).as_str()
}

/// What an extension by six months during the project comes to.
fn extended(justified: bool) -> String {
    let proposal = Proposal::from_json(&sound().to_string()).unwrap();
    let running = "2026-02-01T12:00:00+01:00".parse().unwrap();
    let change = Change::extension(6).justified(justified);
    let changed = proposal.change(change, Phase::Implementation, thb(), running).unwrap();
    changed.assessments().map(|a| format!("{} {}", a.rule(), a.outcome())).collect::<Vec<_>>().join(", ")
}

#[rustfmt::skip]
pub(super) fn rows() -> Vec<Row> {
    use Role::{AffiliatedEntity, Beneficiary, Coordinator};
    rows! {
        // Head
        66 "the title", about().title.as_ref().unwrap().value => "Assistance, support and integration of third country national victims of trafficking in human beings";
        67 "the deadline's day", thb().deadline().unwrap().value.local().date() => "2024-08-21";
        68 "and hour", thb().deadline().unwrap().value.local().time() => "17:00:00";
        69 "in Brussels time", thb().deadline().unwrap().value => "21 August 2024 17:00 Brussels time";
        69 "which is summer time", thb().deadline().unwrap().value.instant() => "2024-08-21T17:00:00+02:00";
        69 "a second before it is in time", tried(RuleId::SubmittedByDeadline, "/submitted_at", "2024-08-21T14:59:59Z") => "met";
        69 "and one after it is late", tried(RuleId::SubmittedByDeadline, "/submitted_at", "2024-08-21T15:00:01Z") => "not_met";
        70 "the header leaves the duration empty", thb().duration().unwrap().source[0].note() => "the page's header leaves the field empty";
        71 "the call's budget is EUR 6 000 000", thb().budget().unwrap().value => "6000000.00";
        72 "at least three applicants", thb().minimum_applicants().unwrap().value.at_least => "3";
        72 "two are too few", tried(RuleId::MinimumApplicants, "/participants/2/role", "associated_partner") => "not_met";
        73 "from three participating Member States", thb().minimum_countries().unwrap().value.at_least => "3";
        73 "two are too few", tried(RuleId::MinimumCountries, "/participants/2/country", "AT") => "not_met";
        // Programme, overview, details
        74 "what the Fund pays for", about().programme.as_ref().unwrap().value => "asylum, legal migration and integration, return and countering irregular migration";
        75 "the stakeholders and the Anti-Trafficking Directive", about().overview.as_ref().unwrap().value => "stakeholders do in carrying out the EU Anti-Trafficking Directive";
        76 "better assistance, support, protection and integration", about().contribution.as_ref().unwrap().value => "assistance, support, protection and integration of third-country nationals who are victims";
        77 "the challenges of the third progress report", about().contribution.as_ref().unwrap().value => "Commission's Third progress report";
        77 "which other sources call the fourth", difference("objectives").values[1].value => "Builds on the fourth report";
        78 "the Strategy of 2021-2025", about().contribution.as_ref().unwrap().value => "EU Strategy on Combatting Trafficking in Human Beings 2021-2025";
        79 "objective: early identification, in asylum procedures too", objective(0) => "Early identification of third-country national victims of trafficking, in asylum and international protection procedures";
        80 "objective: assistance by needs, age and sex", objective(1) => "specific needs and personal circumstances such as age and sex";
        81 "and by physical and psychological consequences", objective(1) => "physical and psychological effects of the exploitation";
        82 "objective: lasting solutions, integration of children too", objective(2) => "integration of victims, children included, in the host society";
        83 "that prevents trafficking anew", objective(2) => "preventing re-trafficking";
        84 "or voluntary return on risk assessments", objective(2) => "voluntary return that builds on proper risk assessments";
        85 "activity: referral to health, psychological and legal services", activity(0) => "health, psychological and legal needs";
        86 "by national and transnational mechanisms, outside the Union too", activity(0) => "national and transnational referral mechanisms work better, within the EU and with non-EU countries";
        87 "activity: cooperation of many kinds of actors", activity(1) => "law enforcement, judiciary, immigration and asylum authorities, social workers, inspection services, border guards, civil society organisations and other services, or international organisations";
        88 "activity: cross-border cooperation on cases", activity(2) => "cross-border cooperation on victims' cases";
        89 "such as transfer to the first Member State, or return", activity(2) => "transfers to the Member State of first arrival or safe and voluntary return";
        // Who may apply
        90 "applicants are beneficiaries and affiliated entities", forms(AffiliatedEntity, true) => "public_body non_profit_private";
        90 "so an affiliated entity is bound by it", tried(RuleId::LegalForm, "/participants/3/legal_form", "profit_making") => "not_met";
        91 "they must be legal entities", about().eligibility.as_ref().unwrap().value[0] => "are legal entities";
        91 "one without personality does not pass unasked", tried(RuleId::LegalEntity, "/participants/2/statuses", json!({"legal_personality": false})) => "unknown";
        92 "public bodies", tried(RuleId::LegalForm, "/participants/2/legal_form", "public_body") => "met";
        93 "or non-profit-making private entities", tried(RuleId::LegalForm, "/participants/1/legal_form", "non_profit_private") => "met";
        94 "established in a Member State", tried(RuleId::Country, "/participants/1/country", "FR") => "met";
        94 "and not elsewhere", tried(RuleId::Country, "/participants/1/country", "US") => "not_met";
        95 "including overseas countries and territories", tried(RuleId::Country, "/participants/1/country", "NC") => "met";
        96 "excluding Denmark", tried(RuleId::Country, "/participants/1/country", "DK") => "not_met";
        97 "countries associated to the Fund; which these are is open", tried(RuleId::Country, "/participants/1/country", "NO") => "unknown";
        98 "those in negotiation, in force before signature", negotiating() => "conditional";
        // The consortium
        99 "three applicants, affiliated entities not counted", tried(RuleId::MinimumApplicants, "/participants/1/role", "affiliated_entity") => "not_met";
        100 "the coordinator must not be profit-making", tried(RuleId::LegalForm, "/participants/0/legal_form", "profit_making") => "not_met";
        101 "the coordinator must not be an international organisation", tried(RuleId::LegalForm, "/participants/0/legal_form", "international_organisation") => "not_met";
        101 "both stand among those barred", forms(Coordinator, false) => "profit_making international_organisation";
        102 "a beneficiary must not be profit-making", tried(RuleId::LegalForm, "/participants/2/legal_form", "profit_making") => "not_met";
        102 "an international organisation may be one", forms(Beneficiary, true) => "international_organisation";
        // Grant and duration
        103 "the grant is EUR 500 000 at least", thb().grant().unwrap().value.min.unwrap() => "500000.00";
        103 "a cent less is too little", tried(RuleId::GrantRange, "/requested_grant", "499999.99") => "not_met";
        104 "and EUR 1 000 000 at most", thb().grant().unwrap().value.max.unwrap() => "1000000.00";
        104 "a cent more is too much", tried(RuleId::GrantRange, "/requested_grant", "1000000.01") => "not_met";
        105 "\"project budgets (maximum grant amount)\": the grant, by another source", difference("wording of the grant range").values[1].value => "The grant amount itself";
        106 "24 months", tried(RuleId::Duration, "/duration_months", 24) => "met";
        106 "not a month less", tried(RuleId::Duration, "/duration_months", 23) => "not_met";
        106 "nor more", tried(RuleId::Duration, "/duration_months", 25) => "not_met";
        107 "an extension if duly justified", extended(true) => "life/extension conditional";
        107 "and not otherwise", extended(false) => "life/extension not_met";
        108 "through an amendment", extended(true) => "life/amendment conditional";
        109 "the link to apply", about().how_to_apply.as_ref().unwrap().value[0] => "Apply now";
    }
}
