//! What each field of the inputs means, in the order in which the reference lists them.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::budget::{Category, Resource};
use crate::organisation::Status;

/// An object of a format.
pub(super) struct Object {
    pub(super) name: &'static str,
    pub(super) words: &'static str,
    pub(super) fields: &'static [(&'static str, &'static str)],
}

const fn object(
    name: &'static str,
    words: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Object {
    Object { name, words, fields }
}

/// What an object is.
pub(super) fn meaning(name: &str, objects: &[Object]) -> Option<&'static str> {
    match name.strip_prefix("Other") {
        Some(_) => Some("The other reading: what holds where an open question is answered yes."),
        None => objects.iter().find(|o| o.name == name).map(|o| o.words),
    }
}

/// The fields of an object with their meaning, in the order of the list.
pub(super) fn fields(name: &str, objects: &[Object]) -> Vec<(String, String)> {
    let listed = |name: &str| {
        let object = objects.iter().find(|o| o.name == name);
        object
            .into_iter()
            .flat_map(|o| o.fields)
            .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
    };
    match name {
        "Changes" => listed("Call").collect(),
        "Statuses" => named::<Status>(),
        "Cost" | "StatedCategory" => named::<Category>(),
        "Resource" | "StatedResource" => named::<Resource>(),
        _ => match name.strip_prefix("Other") {
            Some(of) => {
                let question = "The id of the question on which this reading depends.";
                listed(of)
                    .filter(|(field, _)| field != "or" && field != "source")
                    .chain([("open".to_owned(), question.to_owned())])
                    .collect()
            }
            None => listed(name).collect(),
        },
    }
}

/// Fields that are the names of a type, with their meaning.
fn named<T: JsonSchema>() -> Vec<(String, String)> {
    let schema = T::json_schema(&mut SchemaGenerator::default());
    let names = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    names
        .filter_map(|one| {
            Some((one.get("const")?.as_str()?.to_owned(), one.get("description")?.as_str()?.to_owned()))
        })
        .collect()
}

const SOURCE: (&str, &str) = ("source", "Where it is stated: at least one place.");

/// The objects of `amif-call/1`.
pub(super) const CALL: &[Object] = &[
    object("Call", "A topic of a call for proposals, with its conditions.", CALL_FIELDS),
    object(
        "Document",
        "A document that citations name by its key.",
        &[
            ("title", "The title, as reports print it."),
            ("basis", "How far a statement taken from it can be trusted."),
            ("url", "Its public address."),
            (
                "pages",
                "Keys of pages that are cited together as this one; which of them says it is not recorded.",
            ),
        ],
    ),
    object(
        "Cite",
        "A place that a statement rests on: in a document of the call, or in an act.",
        &[
            ("document", "The key of a document listed under documents."),
            ("act", "The act, by CELEX number such as 32021R1147 or by short title. Then basis is required."),
            ("section", "The article, section, page or heading."),
            ("basis", "How the statement is known, where that differs from the document's basis."),
            ("note", "A remark on the reading, shown in reports."),
        ],
    ),
    object(
        "Question",
        "A point that the sources leave open, asked so that yes never admits less than no.",
        &[
            ("id", "A short name, by which points refer to it and callers pin a reading."),
            ("question", "The question, in one sentence."),
            ("yes", "What follows from yes."),
            ("no", "What follows from no."),
            SOURCE,
        ],
    ),
    object(
        "Difference",
        "Something on which the sources differ and no outcome depends.",
        &[("about", "What they differ on."), ("values", "What each of them says.")],
    ),
    object(
        "Version",
        "A later version of the call document.",
        &[
            ("version", "Its number or name."),
            ("published", "The day on which it was published."),
            ("changes", "The conditions that it changes. Null: no longer stated."),
            SOURCE,
        ],
    ),
    object("Changes", "Conditions, each as a call states it; null takes one away.", &[]),
    object(
        "Description",
        "What the call says of itself. No outcome depends on it.",
        &[
            ("title", "The title of the topic."),
            ("programme", "The programme."),
            ("overview", "What the topic is for, in a sentence."),
            ("contribution", "What projects are expected to contribute."),
            ("objectives", "The objectives."),
            ("activities", "Activities that can be funded."),
            ("eligibility", "Who can apply, in words."),
            ("how_to_apply", "How to apply."),
            ("notes", "Remarks on the record."),
            ("procedure", "The procedure, such as submission in one stage."),
            ("specific_objective", "The specific objective of the Fund that it serves."),
        ],
    ),
    object("Text", "A text with its source.", &[("text", "The text."), SOURCE]),
    object("Items", "A list of texts with its source.", &[("items", "The texts."), SOURCE]),
    object("Day", "A day with its source.", &[("date", "The day."), SOURCE]),
    object(
        "Deadline",
        "The deadline for submission.",
        &[
            ("date", "The day of the deadline; of several rounds the last one's."),
            (
                "time",
                "The time on the clocks of Brussels. Left out where it is not stated: the day before is then in time, the day itself is an open question.",
            ),
            ("cut_offs", "Earlier dates on which what was submitted so far is evaluated, oldest first."),
            ("second_stage", "Of a call in two stages: the deadline of the second."),
            ("or", OR),
            SOURCE,
        ],
    ),
    object(
        "Round",
        "A further date to submit by.",
        &[("date", "The day."), ("time", "The time on the clocks of Brussels.")],
    ),
    object("Amount", "An amount with its source.", &[("amount", "The amount in euro."), SOURCE]),
    object(
        "Minimum",
        "A minimum number of applicants or of countries.",
        &[
            ("at_least", "The number."),
            (
                "counting",
                "Where an applicant must be established to count. Left out: in a participating Member State.",
            ),
            ("or", OR),
            SOURCE,
        ],
    ),
    object(
        "Counting",
        "Who counts to the minima, where that is not plain. What is left out is an open question.",
        &[
            (
                "international_organisations",
                "Whether an international organisation counts, for the country where it is established.",
            ),
            (
                "overseas_territories",
                "Whether an applicant in an overseas territory counts for its Member State.",
            ),
            ("affiliated_entities", "Whether an affiliated entity counts."),
        ],
    ),
    object("Open", "A point that an open question decides.", &[("open", "The id of the question.")]),
    object(
        "Roles",
        "Which organisations may hold which funded role.",
        &[
            ("coordinator", "Who may be coordinator."),
            ("beneficiary", "Who may be beneficiary."),
            ("affiliated_entity", "Who may be affiliated entity."),
            SOURCE,
        ],
    ),
    object(
        "Admission",
        "Who may hold a role. A legal form that is neither admitted nor barred becomes an open question of its own.",
        &[
            ("admitted", "Legal forms that the text admits."),
            ("barred", "Legal forms that the text bars."),
            ("open", "Legal forms on which the text is unclear, each with its open question."),
            ("only", "True where the text closes its list: any other legal form is barred."),
            (
                "statuses",
                "Statuses that must be held (true) or must not (false), or that bar unless an open question is answered yes.",
            ),
            (
                "if_form",
                "Statuses that only some legal forms must hold: by legal form, then by status, true or false.",
            ),
            ("organisation_types", "Organisation types that the text admits and bars."),
        ],
    ),
    object(
        "Types",
        "Organisation types that a role admits and bars.",
        &[
            ("admitted", "Types that the text admits."),
            ("barred", "Types that the text bars."),
            ("only", "True where the text closes its list: any other type is barred."),
        ],
    ),
    object(
        "Composition",
        "Kinds of members that a consortium must have, or should.",
        &[
            ("required", "Kinds that the call makes compulsory; at most four."),
            ("recommended", "Kinds that the call recommends; at most four. No verdict depends on them."),
        ],
    ),
    object(
        "Member",
        "A kind of member. What is left out asks nothing.",
        &[
            ("at_least", "How many of the kind: 1 to 16."),
            ("roles", "In one of these roles."),
            ("legal_forms", "Of one of these legal forms."),
            ("organisation_types", "Of one of these organisation types."),
            ("statuses", "With these statuses held (true) or not held (false)."),
            ("countries", "Established in one of these countries."),
            SOURCE,
        ],
    ),
    object(
        "Countries",
        "Where applicants may be established: Member States, and what is named here.",
        &[
            (
                "member_states_except",
                "Member States that are not eligible, such as DK; an empty list where all are.",
            ),
            (
                "overseas_territories",
                "Whether overseas countries and territories of eligible Member States are eligible.",
            ),
            (
                "international_organisations_exempt",
                "Whether an international organisation may be established anywhere.",
            ),
            ("points", "Other countries, by code: eligible, not eligible, or an open question."),
            (
                "negotiating",
                "Countries that negotiate their association and are eligible if it is in force at grant signature.",
            ),
            ("counted", "Countries beside the Member States that count to a minimum like one of them."),
            ("without_funding", "Countries whose organisations may take part without funding."),
            (
                "coordinator",
                "Where the coordinator must be established; left out or empty: in any eligible country.",
            ),
            SOURCE,
        ],
    ),
    object(
        "Negotiation",
        "A country that negotiates its association.",
        &[
            ("country", "The country."),
            ("in_force", "The day on which the agreement came into force, where it has."),
            SOURCE,
        ],
    ),
    object(
        "Unfunded",
        "Participation without funding.",
        &[("countries", "The countries."), ("roles", "The roles that their organisations may hold.")],
    ),
    object(
        "Bar",
        "A measure that bars a class of entities for a time. The lack of a declaration is taken to mean that it does not concern a participant.",
        &[
            ("declaration", "What a participant declares to whom the measure applies."),
            ("country", "The country that it concerns; participants there are reminded of it."),
            ("from", "The first day of the measure."),
            ("until", "The last day; left out while it stands."),
            ("roles", "The roles from which it bars."),
            ("way_out", "What would lift the bar, in words."),
            SOURCE,
        ],
    ),
    object(
        "Grant",
        "The range of the EU grant of one project.",
        &[
            ("min", "The smallest grant in euro; left out where the call sets none."),
            ("max", "The largest grant in euro; left out where the call sets none."),
            (
                "not_stated",
                "Bounds that exist and that the sources do not state: min, max. Each becomes an open question.",
            ),
            ("by_target_countries", "Other ranges for projects with so many target third countries."),
            ("or", OR),
            SOURCE,
        ],
    ),
    object(
        "TargetRange",
        "A range for projects with so many target third countries.",
        &[
            ("from", "The smallest number of countries."),
            ("to", "The largest; left out where there is no end."),
            ("min", "The smallest grant in euro."),
            ("max", "The largest grant in euro."),
        ],
    ),
    object(
        "Rate",
        "The largest share of the eligible costs that the grant may cover.",
        &[("at_most", "The share, in per cent, as text."), ("or", OR), SOURCE],
    ),
    object(
        "Advance",
        "The pre-financing that the call announces. No outcome depends on it.",
        &[("percent", "The share of the grant, in per cent, as text."), SOURCE],
    ),
    object(
        "Duration",
        "The duration of a project in months: exactly, or between.",
        &[
            ("exactly", "So many months, and neither min nor max."),
            ("min", "The fewest months."),
            ("max", "The most months."),
            ("or", OR),
            SOURCE,
        ],
    ),
    object(
        "Extension",
        "Whether the duration may be extended later.",
        &[
            ("by_amendment", "Whether an amendment of the grant agreement can extend it."),
            ("justified", "Whether the extension must be justified."),
            SOURCE,
        ],
    ),
    object(
        "Effect",
        "What becomes of the proposal where a participant other than the coordinator is ineligible.",
        &[("effect", "Left out with the whole condition, the proposal is taken to be rejected."), SOURCE],
    ),
    object(
        "Annex",
        "The mandatory annexes.",
        &[
            (
                "mandatory",
                "Their names, which proposals use. Case and blanks aside, the same text is the same annex.",
            ),
            SOURCE,
        ],
    ),
    object("Most", "A largest number.", &[("at_most", "The number."), SOURCE]),
    object("Simple", "A condition that says all with its name.", &[SOURCE]),
    object(
        "Objectives",
        "Objectives of the topic of which a proposal must name some.",
        &[
            ("of", "Their names, which proposals use; left out or empty: any."),
            ("at_least", "How many at least; 1 where left out."),
            ("at_most", "How many at most; left out where there is no limit."),
            SOURCE,
        ],
    ),
    object(
        "Target",
        "Third countries of which a proposal must target some.",
        &[
            ("of", "The countries; left out or empty: any."),
            ("at_least", "How many at least; 1 where left out."),
            ("at_most", "How many at most; left out where there is no limit."),
            ("or_routes", "Whether naming a migratory route will do instead."),
            SOURCE,
        ],
    ),
    object(
        "Budget",
        "What the call says of detailed budgets, beyond the rules of the model grant agreement.",
        &[
            ("indirect_costs", "The flat rate for indirect costs."),
            ("volunteers", "Whether the work of volunteers is an eligible cost."),
            ("third_party_support", "Financial support to third parties."),
            ("specific_categories", "Which of the specific categories D.2 to D.5 are open."),
            ("subcontracting", "The share above which subcontracting is justified in the application."),
            ("certificate", "From which contribution a certificate on the financial statements is due."),
        ],
    ),
    object(
        "Indirect",
        "The flat rate for indirect costs.",
        &[
            ("rate", "In per cent, as text; above 7 only with a decision."),
            ("excluded", "The categories that are not in the base."),
            ("decision", "The decision of the Commission on a rate above 7 per cent."),
            SOURCE,
        ],
    ),
    object("Allowed", "Whether something is allowed.", &[("allowed", "Whether it is."), SOURCE]),
    object(
        "Support",
        "Financial support to third parties.",
        &[
            ("allowed", "Whether it is allowed."),
            ("at_most_each", "The most in euro for each third party."),
            SOURCE,
        ],
    ),
    object(
        "Share",
        "A share of the costs.",
        &[("justified_above", "The share, in per cent, as text."), SOURCE],
    ),
    object("Certificate", "A threshold.", &[("from", "The contribution in euro."), SOURCE]),
    object("Specific", "Specific categories of costs.", &[("open", "Those open in this call."), SOURCE]),
];

const OR: &str = "The other reading where sources disagree: the same fields, which hold where the question open is answered yes.";

const CALL_FIELDS: &[(&str, &str)] = &[
    ("schema", "The name of the format."),
    ("topic", "The identifier of the topic."),
    ("call", "The identifier of the call; left out: as the topic."),
    ("version", "Which version of the call document this is, in words."),
    ("published", "When that version was published."),
    ("completeness", "How much of the call is known."),
    ("documents", "The documents that are cited, each under a key of your choice."),
    ("open_questions", "Points that the sources leave open."),
    ("not_stated", "Conditions that the sources do not state, in words, for reports to list."),
    ("source_differences", "What sources differ on where no outcome depends on it."),
    ("description", "What the call says of itself."),
    ("opening", "The first day for submission."),
    ("deadline", "The deadline."),
    ("budget", "The budget of the call."),
    ("topic_budget", "The part of it for this topic."),
    ("minimum_applicants", "The smallest number of applicants, the coordinator included."),
    ("minimum_countries", "The smallest number of countries that they come from."),
    ("counting", "Who counts to these minima."),
    ("roles", "Which organisations may hold which role."),
    ("composition", "Kinds of members that the consortium must have, or should."),
    ("countries", "Where applicants may be established."),
    ("bars", "Measures that bar a class of entities for a time."),
    ("ineligible_participant_effect", "What becomes of the rest where a participant is ineligible."),
    ("one_role_each", "Stated where no organisation may hold two roles in a proposal."),
    ("grant", "The grant range of a project."),
    ("funding_rate", "The largest share of the costs that is paid."),
    ("advance", "The pre-financing, for information."),
    ("budget_rules", "What the call says of detailed budgets."),
    ("duration", "The duration of a project."),
    ("extension", "Whether it may be extended later."),
    (
        "start",
        "Stated where no action may start before submission, and one before grant signature needs a reason.",
    ),
    ("annexes", "The mandatory annexes."),
    ("page_limit", "The most pages of the technical description."),
    ("one_topic", "Stated where an application is for one topic only."),
    ("parallel_applications", "The most applications under the call that one coordinator takes part in."),
    ("declared_objectives", "The objectives that a proposal must name."),
    ("target_countries", "The third countries that a proposal must target."),
    ("third_country_activities", "Stated where activities inside the Union alone will not do."),
    ("excluded_activities", "Kinds of activity that are not financed."),
    ("award", "Award criteria and thresholds, for information."),
    ("versions", "Later versions of the call document, oldest first."),
];

/// The objects of `amif-proposal/1`.
pub(super) const PROPOSAL: &[Object] = &[
    object(
        "Proposal",
        "A proposal. What is left out or null is unknown, and unknown never passes.",
        &[
            ("schema", "The name of the format; may be left out."),
            ("topic", "The topic applied for."),
            ("title", "The title of the project."),
            ("submitted_at", "When it is submitted."),
            ("participants", "Who takes part."),
            (
                "participants_complete",
                "False while more may join; then counts are lower bounds. True where left out.",
            ),
            ("requested_grant", "The EU contribution asked for, in euro."),
            ("total_eligible_costs", "The total eligible costs of the action, in euro."),
            ("budget", "The detailed budget."),
            ("duration_months", "The planned duration in months."),
            ("start_date", "The day on which the action starts."),
            ("grant_signature", "The day on which the grant agreement is, or is to be, signed."),
            ("submission_stage", "Of a call in two stages: the stage applied to."),
            ("annexes", "The annexes attached, by the names that the call uses."),
            ("pages", "The pages of the technical description (Part B)."),
            (
                "further_topics",
                "Topics applied for in the same application beside the stated one. None where left out.",
            ),
            (
                "parallel_applications",
                "How many applications under the call the coordinator takes part in, this one included.",
            ),
            (
                "objectives",
                "Which of the topic's objectives the project serves, by the names that the call uses.",
            ),
            ("target_countries", "The third countries that the project is aimed at."),
            ("routes", "The migratory routes that the project names."),
            ("activity_countries", "The countries where activities take place."),
            ("activities", "Kinds of activity in the project, by the names that the call uses."),
        ],
    ),
    object(
        "Participant",
        "An organisation in a role.",
        &[
            ("name", "Its name. The only field that is required."),
            ("pic", "Its participant identification code, by which it is told from others."),
            ("role", "Its role."),
            ("country", "The country where it is established."),
            ("legal_form", "Its legal form, or a list of the forms of which it is one."),
            ("statuses", "What else it is or is not. They must not contradict the legal form."),
            ("organisation_type", "What kind of organisation it is."),
            (
                "affiliated_to",
                "Of an affiliated entity: the code of the beneficiary or coordinator that it is linked to.",
            ),
            ("declarations", "What it declares of itself. What is not declared is taken not to be so."),
        ],
    ),
    object("Statuses", "What an organisation is (true) or is not (false); left out or null: unknown.", &[]),
    object(
        "Budget",
        "A detailed budget, as the table of the portal has it.",
        &[
            ("rows", "A row for each participant with costs."),
            ("totals", "The totals as stated, to be compared with the rows."),
            ("subcontracting_justified", "Whether the application justifies its subcontracting."),
        ],
    ),
    object(
        "Row",
        "A row of the budget. What is left out or null is unknown; zero is written out.",
        &[
            ("participant", "Whose row it is."),
            ("costs", "Costs by category."),
            ("total", "The total of the costs as stated."),
            ("requested", "The EU contribution requested."),
            ("resources", "What pays for the rest."),
            ("work_packages", "The costs split by work package."),
            ("largest_support", "The largest support to one third party."),
            ("owners", "Owners and natural persons without a salary, category A.4."),
            ("persons", "Days of persons by year, of which there are at most 215."),
        ],
    ),
    object("Cost", "Costs in euro by category.", &[]),
    object("Resource", "Amounts in euro by resource.", &[]),
    object(
        "WorkPackage",
        "The costs of one work package.",
        &[("name", "Its name or number."), ("costs", "Its costs by category.")],
    ),
    object(
        "Owner",
        "An owner or natural person without a salary.",
        &[
            ("days", "The days worked."),
            ("coefficient", "The coefficient of the country, as text: \"100\" for the average."),
        ],
    ),
    object(
        "Person",
        "The days of one person in one year.",
        &[("name", "The person."), ("year", "The calendar year."), ("days", "The days.")],
    ),
    object(
        "Total",
        "Totals as stated.",
        &[
            ("costs", "By category."),
            ("total", "Of all costs."),
            ("requested", "Of the contributions requested."),
            ("resources", "By resource."),
            ("funding_rate", "The share requested, in per cent, as text."),
        ],
    ),
    object("StatedCategory", "Totals in euro by category.", &[]),
    object("StatedResource", "Totals in euro by resource.", &[]),
];
