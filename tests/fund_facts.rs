//! Every fact of the public page the project started from: the fact, the call that gives it, the value.
//!
//! Facts on countries, the European Migration Network and managing authorities are not in this table.

use amif::fund::{
    Contact, Fund, Instrument, ManagementMode, OFFERED_THROUGH, Publication, Publisher, SOCIAL_ECONOMY,
    SUPPORT_BODIES, SpecificObjective, Use,
};
use amif::{Basis, Citation, OrganisationType};

/// One row: what the page says, how to ask the crate, what it answers, and what the answer must have in it.
struct Row {
    fact: &'static str,
    call: &'static str,
    found: String,
    value: &'static str,
}

macro_rules! rows {
    ($($fact:literal, $call:expr => $value:literal;)+) => {
        vec![$(Row { fact: $fact, call: stringify!($call), found: format!("{}", $call), value: $value },)+]
    };
}

fn now() -> &'static Fund {
    Fund::amif_2021_2027()
}

fn before() -> &'static Fund {
    Fund::amif_2014_2020()
}

fn event(fund: &Fund, day: &str) -> String {
    let day = day.parse().unwrap();
    fund.events.iter().find(|e| e.date == day).map(|e| e.what.to_owned()).unwrap_or_default()
}

fn types() -> Vec<&'static str> {
    OrganisationType::ALL.iter().map(|t| t.words()).collect()
}

fn step(mode: ManagementMode, number: usize) -> &'static str {
    mode.route().steps[number - 1].value
}

fn use_of(mode: ManagementMode, instrument: Instrument) -> String {
    format!("{:?}", mode.instrument(instrument).0)
}

#[rustfmt::skip]
fn page() -> Vec<Row> {
    use ManagementMode::{Direct, Shared};
    use SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
    rows! {
        // Name, budget, goal
        "the Fund's name", now().name => "Asylum, Migration and Integration Fund";
        "its abbreviation", now().short_name => "AMIF";
        "the period is 2021 - 2027", now().period.value.0 => "2021-01-01";
        "the period is 2021 - 2027", now().period.value.1 => "2027-12-31";
        "the total budget is 9.88 billion", now().other_totals[0].value.1.grouped() => "9 880 000 000";
        "which the law states to the euro", now().envelope.amount.grouped() => "9 882 000 000";
        "it boosts national capacities and procedures for managing migration", now().goal.value => "strengthen what Member States can do and how they manage migration";
        "it enhances solidarity and responsibility sharing", now().goal.value => "solidarity and the sharing of responsibility";
        "in particular through emergency assistance and relocation", now().goal.value => "emergency assistance and relocation";
        // Structure
        "there are four specific objectives", SpecificObjective::ALL.len() => "4";
        "the asylum system and its external dimension", Asylum.page_goal().value => "external dimension";
        "legal migration and integration", LegalMigration.page_goal().value => "integrating third-country nationals";
        "irregular migration, return and readmission", Return.page_goal().value => "countering irregular migration and to effective return and readmission";
        "solidarity towards those most affected", Solidarity.page_goal().value => "most affected by migration and asylum challenges";
        "63.5 % is channelled through shared management", now().claims[0].claimed => "63.5 %";
        "the exact share is another", now().share("programmes").unwrap() => "63.4487 %";
        "and the difference is explained", now().claims[0].explanation => "political agreement of December 2020";
        "it is the largest share", now().line("programmes").unwrap().amount > now().line("thematic-facility").unwrap().amount => "true";
        "by the Commission and the Member States", Shared.words() => "shared management";
        "the rest is the thematic facility", now().line("thematic-facility").unwrap().amount.grouped() => "3 612 000 000";
        "whose share is claimed to be 36.5 %", now().claims[1].claimed => "36.5 %";
        "directly managed, says the page; the law says otherwise", now().claims[1].explanation => "directly managed by the Commission; by the law it is spent under shared, direct and indirect";
        "by the Directorate-General for Migration and Home Affairs", now().directorate_general.value.1 => "Directorate-General for Migration and Home Affairs";
        "for emerging or unforeseen needs", now().additions[3].value => "emerging or unforeseen needs";
        // Thematic areas
        "thematic area: legal migration and integration", LegalMigration.name() => "Legal migration and integration";
        "in line with economic and social needs, and integration", LegalMigration.thematic_area().value => "economic and social needs, and contributes to the integration";
        "thematic area: return", Return.name() => "Return";
        "fair and effective return strategies against irregular migration", Return.thematic_area().value => "fair and effective return strategies that help to combat irregular migration";
        "with a sustainable, effective and dignifying process", Return.thematic_area().value => "lasting, effective and dignified return";
        "thematic area: solidarity", Solidarity.name() => "Solidarity";
        "the most affected can count on the others", Solidarity.thematic_area().value => "count on solidarity from the others";
        "thematic area: asylum", Asylum.name() => "Asylum";
        "the Common European Asylum System and its external dimensions", Asylum.thematic_area().value => "Common European Asylum System and its external dimensions";
        // Social economy
        "it is of interest to organisations for social inclusion of migrants", SOCIAL_ECONOMY.value => "social inclusion of people from migrant backgrounds";
        "training to reskill", SOCIAL_ECONOMY.value => "training for new skills";
        "job placements", SOCIAL_ECONOMY.value => "finding jobs";
        "entrepreneurial endeavour", SOCIAL_ECONOMY.value => "starting a business";
        // Who is eligible
        "State and federal authorities", types()[0] => "State and federal authorities";
        "local public bodies", types()[1] => "local public bodies";
        "non-governmental organisations", types()[2] => "non-governmental organisations";
        "humanitarian organisations", types()[3] => "humanitarian organisations";
        "private law companies", types()[4] => "private law companies";
        "public law companies", types()[5] => "public law companies";
        "education organisations", types()[6] => "education organisations";
        "research organisations", types()[7] => "research organisations";
        "and no other", types().len() => "8";
        // How to apply
        "step 1: understand objectives and priorities", step(Shared, 1) => "objectives and priorities of the Fund";
        "it tells whether the project aligns", step(Shared, 1) => "whether the project fits them";
        "step 2: check the programmes in your region", step(Shared, 2) => "programme of your Member State or region";
        "its selection criteria and investment priorities", step(Shared, 2) => "selection criteria and investment priorities";
        "step 3: contact the national managing authority", step(Shared, 3) => "Contact the managing authority";
        "it chooses projects and manages day to day", step(Shared, 3) => "chooses the projects and answers for the daily management";
        "step 4: follow its application procedures", step(Shared, 4) => "application procedure of that managing authority";
        "whom to contact under shared management", Shared.route().contact == Contact::ManagingAuthority => "true";
        "funding through calls for tender", OFFERED_THROUGH.value[0] => "calls for tender";
        "funding through grants", OFFERED_THROUGH.value[1] => "grants";
        "the Commission publishes calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::Commission) => "true";
        "national authorities publish calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::NationalAuthorities) => "true";
        "both publish them, under either mode", use_of(Shared, Instrument::CallForProposals) == use_of(Direct, Instrument::CallForProposals) => "true";
        "the Commission publishes an annual work programme", Publication::AnnualWorkProgramme.publishers().value == [Publisher::Commission] => "true";
        "with the objectives and priorities of the year", step(Direct, 2) => "annual work programme for the objectives and priorities of the year";
        "work contracts", use_of(Direct, Instrument::WorkContract) => "Allowed";
        "supply contracts", use_of(Direct, Instrument::SupplyContract) => "Allowed";
        "service contracts", use_of(Direct, Instrument::ServiceContract) => "Allowed";
        "visit the portal regularly", step(Direct, 3) => "Visit the Funding & Tenders Portal regularly";
        "whom to contact for calls of the Commission", Direct.route().contact == Contact::Portal => "true";
        // Support
        "the European team in the local authority or chamber of commerce", SUPPORT_BODIES[0].value => "European team of your local authority or chamber of commerce";
        "national or regional authorities, networks, incubators", SUPPORT_BODIES[1].value => "national or regional authorities, networks and incubators";
        // Background
        "drafted on 16 April 2014", event(before(), "2014-04-16") => "the public page says drafted";
        "established for 2014-2020", before().period.value.0 => "2014-01-01";
        "established for 2014-2020", before().period.value.1 => "2020-12-31";
        "2021-2027 builds on the lessons of 2014-2020", now().additions[2].value => "builds on the results and lessons of 2014-2020";
        "it strengthens the external dimension", now().additions[0].value => "stronger external dimension";
        "by pre-integration, return and reintegration", now().additions[0].value => "pre-integration, return and reintegration";
        "which were not fully covered before", now().additions[0].value => "2014-2020 could not cover in full";
        "it is more flexible", now().additions[1].value => "more flexibility";
        "by a balanced mix of shared, direct and indirect management", now().additions[1].value => "balanced mix of shared, direct and indirect management";
        "there are three management modes", ManagementMode::ALL.len() => "3";
        "the responsible directorate-general is HOME", now().directorate_general.value.0 => "HOME";
    }
}

#[test]
fn every_fact_of_the_page_has_a_call_and_a_value() {
    let wrong: Vec<String> = page()
        .iter()
        .filter(|row| !row.found.contains(row.value))
        .map(|row| format!("{}: {} gives {:?}, not {:?}", row.fact, row.call, row.found, row.value))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_page_says_is_cited_from_the_page() {
    let fund = now();
    let sources: Vec<&[Citation]> =
        [fund.goal.source, fund.directorate_general.source, SOCIAL_ECONOMY.source]
            .into_iter()
            .chain([OFFERED_THROUGH.source])
            .chain(fund.claims.iter().map(|c| c.source))
            .chain(SUPPORT_BODIES.iter().map(|b| b.source))
            .chain(Publication::ALL.iter().map(|p| p.publishers().source))
            .chain(
                SpecificObjective::ALL.iter().flat_map(|o| [o.page_goal().source, o.thematic_area().source]),
            )
            .chain(ManagementMode::Shared.route().steps.iter().map(|s| s.source))
            .collect();
    for source in sources {
        assert_eq!(source[0].basis(), Basis::OfficialPage);
        assert!(source[0].title().starts_with("EU Social Economy Gateway"), "{}", source[0]);
    }
}

#[test]
fn both_funds_prove_that_their_parts_add_up() {
    assert_eq!(now().validate(), Ok(()));
    assert_eq!(before().validate(), Ok(()));
    assert_eq!(before().envelope.amount.grouped().to_string(), "3 137 000 000");
    assert_eq!(before().share("programmes").unwrap().percent(1), "87.7");
    assert_eq!(Use::Allowed, ManagementMode::Indirect.instrument(Instrument::Contribution).0);
}
