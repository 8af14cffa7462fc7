//! The programme page: what it says, and the item of the crate that says it.

use amif::fund::{
    Contact, ContactPoint, Fund, Holds, Instrument, MIGRATION_NETWORK, ManagementMode, ManagingAuthority,
    OFFERED_THROUGH, ProgrammingPeriod, Publication, Publisher, SOCIAL_ECONOMY, SUPPORT_BODIES,
    SpecificObjective, network_member, network_observer, participants,
};
use amif::{
    Country,
    law::{Basis, Citation},
    value::OrganisationType,
};

use super::Row;

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

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

/// The day on which the sources on countries were read.
fn today() -> chrono::NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn types() -> Vec<&'static str> {
    OrganisationType::ALL.iter().map(|t| t.words()).collect()
}

fn step(mode: ManagementMode, number: usize) -> &'static str {
    mode.route().steps[number].value
}

fn use_of(mode: ManagementMode, instrument: Instrument) -> String {
    format!("{:?}", mode.instrument(instrument).0)
}

fn names() -> String {
    SpecificObjective::ALL.iter().map(|objective| objective.name()).collect::<Vec<_>>().join(", ")
}

#[rustfmt::skip]
pub(super) fn rows() -> Vec<Row> {
    use ManagementMode::{Direct, Shared};
    use SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
    rows! {
        // Name, budget, goal
        1 "the Fund's name", now().name => "Asylum, Migration and Integration Fund";
        1 "its abbreviation", now().short_name => "AMIF";
        2 "the total budget is 9.88 billion", now().other_totals[0].value.1.grouped() => "9 880 000 000";
        2 "which the law states to the euro", now().envelope.amount.grouped() => "9 882 000 000";
        3 "the period is 2021 - 2027", now().period.value.0 => "2021-01-01";
        3 "the period is 2021 - 2027", now().period.value.1 => "2027-12-31";
        4 "it boosts national capacities", now().goal.value => "strengthen what Member States can do";
        5 "it improves procedures for managing migration", now().goal.value => "how they manage migration";
        6 "it enhances solidarity and responsibility sharing", now().goal.value => "solidarity and the sharing of responsibility";
        7 "in particular through emergency assistance and relocation", now().goal.value => "emergency assistance and relocation";
        // Structure
        8 "there are four specific objectives", SpecificObjective::ALL.len() => "4";
        9 "the asylum system and its external dimension", Asylum.page_goal().value => "external dimension";
        10 "legal migration and integration", LegalMigration.page_goal().value => "integrating third-country nationals";
        11 "irregular migration, return and readmission", Return.page_goal().value => "countering irregular migration and to effective return and readmission";
        12 "solidarity towards those most affected", Solidarity.page_goal().value => "most affected by migration and asylum challenges";
        13 "63.5 % is channelled through shared management", now().claims[0].claimed => "63.5 %";
        13 "the exact share is another", now().share("programmes").unwrap() => "63.4487 %";
        13 "and the difference is explained", now().claims[0].explanation => "political agreement of December 2020";
        13 "it is the largest share", now().line("programmes").unwrap().amount > now().line("thematic-facility").unwrap().amount => "true";
        14 "by the Commission and the Member States", Shared.managed_by().value => "the Commission together with national and regional authorities of the Member States";
        15 "whose share is claimed to be 36.5 %", now().claims[1].claimed => "36.5 %";
        15 "directly managed, says the page; the law, as far as read, otherwise", now().claims[1].explanation => "directly managed by the Commission; by the sister act, and so probably here, it is spent under shared, direct and indirect";
        16 "the rest is the thematic facility", now().line("thematic-facility").unwrap().amount.grouped() => "3 612 000 000";
        17 "by the Directorate-General for Migration and Home Affairs", now().directorate_general.value.1 => "Directorate-General for Migration and Home Affairs";
        18 "for emerging or unforeseen needs", now().additions[3].value => "emerging or unforeseen needs";
        // Thematic areas
        19 "thematic area: legal migration and integration", LegalMigration.name() => "Legal migration and integration";
        19 "in line with economic and social needs, and integration", LegalMigration.thematic_area().value => "economic and social needs, and contributes to the integration";
        20 "thematic area: return", Return.name() => "Return";
        20 "fair and effective return strategies against irregular migration", Return.thematic_area().value => "fair and effective return strategies that help to combat irregular migration";
        21 "with a sustainable, effective and dignifying process", Return.thematic_area().value => "lasting, effective and dignified return";
        22 "thematic area: solidarity", Solidarity.name() => "Solidarity";
        22 "the most affected can count on the others", Solidarity.thematic_area().value => "count on solidarity from the others";
        23 "thematic area: asylum", Asylum.name() => "Asylum";
        23 "the Common European Asylum System and its external dimensions", Asylum.thematic_area().value => "Common European Asylum System and its external dimensions";
        // Social economy
        24 "the funding arm for asylum, legal migration and integration, return and solidarity", names() => "Asylum, Legal migration and integration, Return, Solidarity";
        25 "it is of interest to organisations for social inclusion of migrants", SOCIAL_ECONOMY.value => "social inclusion of people from migrant backgrounds";
        26 "training to reskill", SOCIAL_ECONOMY.value => "training for new skills";
        27 "job placements", SOCIAL_ECONOMY.value => "finding jobs";
        28 "entrepreneurial endeavour", SOCIAL_ECONOMY.value => "starting a business";
        // Who is eligible
        29 "State and federal authorities", types()[0] => "State and federal authorities";
        30 "local public bodies", types()[1] => "local public bodies";
        31 "non-governmental organisations", types()[2] => "non-governmental organisations";
        32 "humanitarian organisations", types()[3] => "humanitarian organisations";
        33 "private law companies", types()[4] => "private law companies";
        34 "public law companies", types()[5] => "public law companies";
        35 "education organisations", types()[6] => "education organisations";
        36 "research organisations", types()[7] => "research organisations";
        36 "and no other", types().len() => "8";
        37 "the eligible countries (the page names none)", participants(ProgrammingPeriod::From2021, today()).count() => "26";
        // How to apply
        38 "step 1: understand objectives and priorities", step(Shared, 0) => "objectives and priorities of the Fund";
        38 "it tells whether the project aligns", step(Shared, 0) => "whether the project fits them";
        39 "step 2: check the programmes in your region", step(Shared, 1) => "programme of your Member State or region";
        39 "its selection criteria and investment priorities", step(Shared, 1) => "selection criteria and investment priorities";
        40 "step 3: contact the national managing authority", step(Shared, 2) => "Contact the managing authority";
        40 "it chooses projects and manages day to day", step(Shared, 2) => "chooses the projects and answers for the daily management";
        40 "whom to contact under shared management", Shared.route().contact == Contact::ManagingAuthority => "true";
        40 "each of them has a managing authority to contact", participants(ProgrammingPeriod::From2021, today()).all(|c| Shared.route().managing_authority(c).is_some()) => "true";
        40 "and it is the one on record", Shared.route().managing_authority(country("AT")) == ManagingAuthority::of(country("AT")) => "true";
        41 "step 4: follow its application procedures", step(Shared, 3) => "application procedure of that managing authority";
        42 "funding through calls for tender", OFFERED_THROUGH.value[0] => "calls for tender";
        42 "funding through grants", OFFERED_THROUGH.value[1] => "grants";
        43 "the Commission publishes calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::Commission) => "true";
        43 "national authorities publish calls for proposals", Publication::CallsForProposals.publishers().value.contains(&Publisher::NationalAuthorities) => "true";
        43 "both publish them, under either mode", use_of(Shared, Instrument::CallForProposals) == use_of(Direct, Instrument::CallForProposals) => "true";
        44 "the Commission publishes an annual work programme", Publication::AnnualWorkProgramme.publishers().value == [Publisher::Commission] => "true";
        45 "with the objectives and priorities of the year", step(Direct, 1) => "annual work programme for the objectives and priorities of the year";
        46 "where the annual work programme is (a link of the page, its address was not kept)", Publication::AnnualWorkProgramme.found_at().value => "linked from the public page of the Fund";
        46 "where calls are", Publication::CallsForProposals.found_at().value => "https://ec.europa.eu/info/funding-tenders/opportunities/portal";
        47 "work contracts", use_of(Direct, Instrument::WorkContract) => "Allowed";
        47 "supply contracts", use_of(Direct, Instrument::SupplyContract) => "Allowed";
        47 "service contracts", use_of(Direct, Instrument::ServiceContract) => "Allowed";
        48 "visit the portal regularly", step(Direct, 2) => "Visit the Funding & Tenders Portal regularly";
        48 "whom to contact for calls of the Commission", Direct.route().contact == Contact::Portal => "true";
        // The European Migration Network
        49 "the network is one of migration and asylum experts of the Union", MIGRATION_NETWORK[0].value => "of the Union of experts on migration and asylum";
        50 "for objective, comparable, policy-relevant information", MIGRATION_NETWORK[0].value => "objective, comparable information that is of use to policy";
        51 "it is coordinated by the Commission", MIGRATION_NETWORK[1].value => "coordinated by the Commission";
        52 "its contact points are appointed in each Member State", MIGRATION_NETWORK[2].value => "the governments of each Member State and of Norway appoint";
        52 "which the list bears out", participants(ProgrammingPeriod::From2021, today()).all(|c| ContactPoint::of(c).is_some()) => "true";
        52 "Member States are members", network_member(country("AT"), today()).holds() == Holds::Yes => "true";
        52 "and in Norway, an observer by the Commission's list", network_observer(country("NO"), today()).holds() == Holds::Yes => "true";
        53 "they are appointed by the governments", MIGRATION_NETWORK[2].value => "the governments of each Member State and of Norway appoint";
        54 "contact points: ministries", MIGRATION_NETWORK[3].value => "ministries of the interior and of justice";
        55 "contact points: research institutes", MIGRATION_NETWORK[3].value => "research institutes";
        55 "contact points: non-governmental organisations", MIGRATION_NETWORK[3].value => "non-governmental organisations";
        55 "contact points: offices of an international organisation", MIGRATION_NETWORK[3].value => "national offices of an international organisation";
        56 "each coordinates a national network", MIGRATION_NETWORK[4].value => "coordinates a national network";
        57 "all the members can be found", ContactPoint::all().len() >= 26 => "true";
        // Support
        58 "the European team in the local authority or chamber of commerce", SUPPORT_BODIES[0].value => "European team of your local authority or chamber of commerce";
        59 "national or regional authorities, networks, incubators", SUPPORT_BODIES[1].value => "national or regional authorities, networks and incubators";
        // Background
        60 "drafted on 16 April 2014", event(before(), "2014-04-16") => "the public page says drafted";
        61 "established for 2014-2020", before().period.value.0 => "2014-01-01";
        61 "established for 2014-2020", before().period.value.1 => "2020-12-31";
        62 "2021-2027 builds on the lessons of 2014-2020", now().additions[2].value => "builds on the results and lessons of 2014-2020";
        63 "it strengthens the external dimension", now().additions[0].value => "stronger external dimension";
        63 "by pre-integration, return and reintegration", now().additions[0].value => "pre-integration, return and reintegration";
        63 "which were not fully covered before", now().additions[0].value => "could not cover in full";
        64 "it is more flexible", now().additions[1].value => "more flexibility";
        64 "by a balanced mix of shared, direct and indirect management", now().additions[1].value => "balanced mix of shared, direct and indirect management";
        64 "there are three management modes", ManagementMode::ALL.len() => "3";
        65 "the responsible directorate-general is HOME", now().directorate_general.value.0 => "HOME";
    }
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
