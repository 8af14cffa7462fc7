//! A call file as serde's derive would have it: the floor for loading.

#![expect(dead_code, reason = "fields are read to be measured")]

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    schema: String,
    topic: String,
    call: Option<String>,
    version: Option<String>,
    published: Option<Dated>,
    completeness: Option<String>,
    procedure: Option<String>,
    documents: BTreeMap<String, Document>,
    description: Option<Description>,
    opening: Option<Opening>,
    deadline: Option<Deadline>,
    budget: Option<Amount>,
    topic_budget: Option<Amount>,
    minimum_applicants: Option<Minimum>,
    minimum_countries: Option<Minimum>,
    least_applicants: Option<Minimum>,
    least_countries: Option<Minimum>,
    counting: Option<BTreeMap<String, Point>>,
    roles: Option<Roles>,
    composition: Option<Composition>,
    countries: Option<Countries>,
    bars: Option<Vec<Bar>>,
    grant: Option<Grant>,
    funding_rate: Option<Rate>,
    advance: Option<Advance>,
    duration: Option<Duration>,
    extension: Option<Extension>,
    one_topic: Option<Bare>,
    declared_objectives: Option<Declared>,
    target_countries: Option<Declared>,
    expected_projects: Option<Expected>,
    funding_form: Option<FundingForm>,
    excluded_activities: Option<Items>,
    third_country_activities: Option<Bare>,
    open_questions: Option<Vec<Question>>,
    not_stated: Option<Vec<String>>,
    source_differences: Option<Vec<Difference>>,
    versions: Option<Vec<Version>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    pages: Option<Vec<String>>,
    title: String,
    basis: String,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cite {
    document: Option<String>,
    act: Option<String>,
    section: Option<String>,
    basis: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    title: Option<Text>,
    programme: Option<Text>,
    procedure: Option<Text>,
    specific_objective: Option<Text>,
    overview: Option<Text>,
    contribution: Option<Text>,
    objectives: Option<Items>,
    activities: Option<Items>,
    eligibility: Option<Items>,
    how_to_apply: Option<Items>,
    notes: Option<Items>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    text: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    items: Vec<String>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bare {
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    date: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    date: String,
    or: Option<OtherOpening>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherOpening {
    open: String,
    date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    at_least: Option<u32>,
    at_most: Option<u32>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FundingForm {
    form: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deadline {
    date: String,
    time: Option<String>,
    or: Option<OtherDeadline>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherDeadline {
    open: String,
    date: String,
    time: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    amount: i64,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minimum {
    at_least: u32,
    counting: Option<String>,
    or: Option<OtherMinimum>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherMinimum {
    open: String,
    at_least: u32,
    counting: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Point {
    Settled(bool),
    Open { open: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    coordinator: RoleRow,
    beneficiary: RoleRow,
    affiliated_entity: RoleRow,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleRow {
    admitted: Option<Vec<String>>,
    barred: Option<Vec<String>>,
    open: Option<BTreeMap<String, Point>>,
    only: Option<bool>,
    statuses: Option<BTreeMap<String, Point>>,
    if_form: Option<BTreeMap<String, BTreeMap<String, Point>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Composition {
    required: Option<Vec<Member>>,
    recommended: Option<Vec<Member>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    at_least: u32,
    organisation_types: Option<Vec<String>>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Countries {
    member_states_except: Vec<String>,
    overseas_territories: Point,
    international_organisations_exempt: Point,
    points: Option<BTreeMap<String, Point>>,
    negotiating: Option<Vec<Negotiation>>,
    counted: Option<BTreeMap<String, Point>>,
    without_funding: Option<WithoutFunding>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Negotiation {
    country: String,
    in_force: Option<String>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithoutFunding {
    countries: Vec<String>,
    roles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bar {
    declaration: String,
    country: Option<String>,
    from: String,
    until: Option<String>,
    roles: Vec<String>,
    way_out: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grant {
    min: Option<i64>,
    max: Option<i64>,
    by_target_countries: Option<Vec<Targets>>,
    unlisted_count: Option<Point>,
    not_stated: Option<Vec<String>>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Targets {
    from: u32,
    to: Option<u32>,
    min: Option<i64>,
    max: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    at_most: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    percent: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Duration {
    exactly: Option<i64>,
    min: Option<i64>,
    max: Option<i64>,
    or: Option<OtherDuration>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherDuration {
    open: String,
    exactly: Option<i64>,
    min: Option<i64>,
    max: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extension {
    by_amendment: bool,
    justified: bool,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    of: Vec<String>,
    at_least: u32,
    at_most: Option<u32>,
    or_routes: Option<bool>,
    or: Option<OtherDeclared>,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherDeclared {
    open: String,
    at_least: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: String,
    question: String,
    yes: String,
    no: String,
    source: Vec<Cite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    about: String,
    values: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Version {
    version: String,
    published: String,
    changes: BTreeMap<String, Option<String>>,
    source: Vec<Cite>,
}
