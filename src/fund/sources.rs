//! The public pages that facts about countries in the Fund were read on. How far a reading can be trusted
//! is said where a page is cited: press, reprints and undated lists count as summaries.

use crate::law::{Basis, Citation};

/// A public page, without the weight of what was read there.
pub(super) struct Page {
    title: &'static str,
    url: &'static str,
}

impl Page {
    const fn new(title: &'static str, url: &'static str) -> Self {
        Page { title, url }
    }

    pub(super) const fn cite(&self, basis: Basis) -> Citation {
        Citation::page(self.title, self.url, basis, "")
    }

    pub(super) const fn noted(&self, basis: Basis, note: &'static str) -> Citation {
        Citation::page(self.title, self.url, basis, note)
    }
}

pub(super) const ALLOC25: Page = Page::new(
    "Reprint of the Commission press release of 9 May 2025: total allocations per Member State 2021-2027, state 5 May 2025",
    "https://www.industryintel.com/news/european-commission-allocates-3-billion-in-additional-funding-for-migration-and-asylum-pact-funds-support-member-states-hosting-ukrainian-refugees-and-border-management-through-mff-and-amif-programs-170441360544",
);
pub(super) const AMIF_LSU: Page = Page::new(
    "EUR-Lex summary of Regulation (EU) 2021/1147",
    "https://eur-lex.europa.eu/legal-content/DE/LSU/?uri=LEGISSUM%3A4538700",
);
pub(super) const AT: Page = Page::new(
    "Austrian Ministry of the Interior, AMIF page",
    "https://www.bmi.gv.at/107/EU_Foerderungen/Finanzrahmen_2021_2027/Asyl-_Migrations-_und_Integrationsfonds/start.aspx",
);
pub(super) const AT2: Page = Page::new(
    "Austrian ministry magazine, 2023: unit V/A/4/a is the managing authority",
    "https://bmi.gv.at/magazin/2023_07_08/15_Migrationsfoerderungen.aspx",
);
pub(super) const BE: Page = Page::new(
    "Belgian Council of Ministers, 22 January 2021",
    "https://news.belgium.be/nl/europese-fondsen-asiel-en-migratie-2021-2027",
);
pub(super) const BE2: Page = Page::new(
    "PPS Social Integration: FPS Home Affairs is the managing authority",
    "https://www.mi-is.be/nl/amif-algemeen",
);
pub(super) const BE3: Page = Page::new(
    "Belgian State secretary, 2021: share estimated at EUR 233 million",
    "https://www.sammymahdi.be/post/verdeelsleutel-voor-de-europese-fondsen-voor-asiel-migratie-en-integratie-goedgekeurd",
);
pub(super) const BG: Page = Page::new(
    "Press on Bulgarian Council of Ministers Decision 196 of 11 April 2019: the Ministry of Interior leads the programmes of 2021-2027",
    "https://novinata.bg/bulgaria/odobrqvat-se-proektite-na-programi-po-instrument-za-finansova-podkrepa-za-upravlenieto-na-granicite-i-vizovata-politika/",
);
pub(super) const BG2: Page = Page::new(
    "Bulgarian press, 2014-2020: the International Projects Directorate was the responsible authority",
    "http://www.paragraph22.bg/22-novini/read/pochvat-da-nabliudavat-fondove-vutreshna-sigurnost-i-ubejishte-migraciia-i-integraciia-v-mvr",
);
pub(super) const CCI_BG: Page = Page::new(
    "List of programme codes 2021-2027 for Bulgaria, as copied into a public repository",
    "https://www.eufunds.bg",
);
pub(super) const COHES: Page = Page::new(
    "Cohesion open data, payments 2023, as copied into a public repository",
    "https://cohesiondata.ec.europa.eu",
);
pub(super) const CY: Page = Page::new(
    "Cyprus European Funds Unit",
    "https://www.moi.gov.cy/moi/eufundsunit.nsf/2127generalinfo_en/2127generalinfo_en?opendocument",
);
pub(super) const CY2: Page = Page::new(
    "Cypriot press, 2020: EUR 59.127 million expected",
    "https://knews.kathimerini.com.cy/en/news/cyprus-receives-financial-support-from-brussels-for-border-management",
);
pub(super) const CZ: Page = Page::new(
    "Czech state portal for foreigners, 18 August 2022",
    "https://www.cizinci.cz/web/cz/-/amif-2021-2027-schvalen",
);
pub(super) const CZ2: Page = Page::new(
    "Czech Ministry of the Interior, Department for Asylum and Migration Policy, funds site",
    "https://www.mvcr.cz/fondyeu/clanek/o-programech-fondy-eu-v-oblasti-vnitrnich-veci-obecne-informace.aspx",
);
pub(super) const DE: Page =
    Page::new("BAMF fund site", "https://eu-migrationsfonds.de/DE/AMIF/amif_node.htm");
pub(super) const DE2: Page = Page::new(
    "BAMF, 13 May 2022: about EUR 1.5 billion",
    "https://www.bamf.de/SharedDocs/Meldungen/DE/2022/220513-am-start-begleitausschuss-amif.html",
);
pub(super) const DE3: Page = Page::new(
    "BAMF fund site, 4 September 2025: mid-term and Pact top-ups",
    "https://www.eu-migrationsfonds.de/SharedDocs/Meldungen/DE/250904-am-bga-sitzung.html?nn=1235266",
);
pub(super) const DE4: Page = Page::new(
    "BAMF fund site, easy language: EUR 2 billion",
    "https://www.eu-migrationsfonds.de/DE/Service/LeichteSprache/Aufgaben/aufgaben.html",
);
pub(super) const DUB_CH: Page = Page::new(
    "Swiss Asylum Act, Annex 1: list of the Dublin association agreements",
    "https://app.omnilex.ai/en/sources/commentaries/ch-fedlex--142.31--annex-1",
);
pub(super) const DUB_FR: Page = Page::new(
    "La Cimade: the States applying the Dublin Regulation are the Member States with CH, NO, IS and LI",
    "https://lacimade.org/dubline-vous-avez-dit-dubline",
);
pub(super) const EE: Page = Page::new(
    "Press on the approval of the Estonian programme",
    "https://lounaeestlane.ee/eesti-saab-randevoogude-haldamiseks-ning-varjupaiga-ja-randepoliitika-kujundamiseks-ule-21-miljoni-euro/",
);
pub(super) const EE2: Page = Page::new(
    "Estonian government file of 29 July 2025: Commission decision number and top-up",
    "https://dokumendiregistrid.karlerss.com/dokumendid/648034/varjupaiga-rande-ja-integratsioonifondi-rakenduskava-2021-2027-versioon-20-kinnitamine",
);
pub(super) const EL: Page =
    Page::new("Greek site of the home affairs funds", "https://tamey.gov.gr/amif2021-2027/");
pub(super) const EMN_ABOUT: Page = Page::new(
    "Commission, about the European Migration Network",
    "https://home-affairs.ec.europa.eu/networks/european-migration-network-emn/about-emn_en",
);
pub(super) const EMN_AL: Page = Page::new(
    "BAMF EMN newsletter 2/2025: Albania signed 24 June 2025",
    "https://www.bamf.de/SharedDocs/Newsletter-EMN/DE/2025/_documents/25-02-meldung-nl-02-albanien-beobachterstaat.html?nn=2119098",
);
pub(super) const EMN_AM: Page = Page::new(
    "EMN Finland: Armenia signed 27 October 2022",
    "https://emn.fi/en/armenia-to-join-emn-as-an-observer-country/",
);
pub(super) const EMN_AT: Page = Page::new(
    "IOM Austria, national contact point",
    "https://austria.iom.int/national-contact-point-austria-european-migration-network-emn",
);
pub(super) const EMN_BE: Page = Page::new(
    "Myria, the European Migration Network in Belgium",
    "https://www.myria.be/fr/international/REM/",
);
pub(super) const EMN_EL: Page =
    Page::new("Greek Ministry of Migration and Asylum", "https://migration.gov.gr/en/emn-team");
pub(super) const EMN_FR: Page = Page::new(
    "DGEF presentation of the French contact point, 24 January 2020",
    "https://pdfslide.fr/documents/les-questions-ad-hoc-bilan-2019-ministre-de-lintrieur.html",
);
pub(super) const EMN_GEMD: Page = Page::new(
    "EMN Belgium: 11 and 12 March 2021",
    "https://emnbelgium.be/nl/nieuws/welkom-georgie-en-moldavie",
);
pub(super) const EMN_HR: Page =
    Page::new("EMN Croatia", "https://emn.gov.hr/about-us/emn-in-croatia/234?impaired=1");
pub(super) const EMN_HU: Page =
    Page::new("EMN Hungary", "http://emnhungary.hu/en/hungarian-national-contact-point");
pub(super) const EMN_IT: Page = Page::new(
    "CNR-ISGI (state 2014)",
    "https://www.isgi.cnr.it/attivita/progetti-in-corso-2/european-migration-network-italian-national-contact-point/?lang=en",
);
pub(super) const EMN_IT2: Page = Page::new(
    "Encyclopaedia copy: since 2018 the Ministry of the Interior",
    "https://fra.wiki/wiki/European_migration_network",
);
pub(super) const EMN_LU: Page = Page::new(
    "Luxembourg Ministry of Home Affairs",
    "https://maint.gouvernement.lu/en/le-ministere/dgim/reseau-europ-migrations.html",
);
pub(super) const EMN_MEAM: Page = Page::new(
    "EMN Netherlands: Montenegro since 23 September, Armenia since 28 October (2022)",
    "https://www.emnnetherlands.nl/actueel/armenie-en-montenegro-toegetreden-als-waarnemer-tot-het-europees-migratienetwerk",
);
pub(super) const EMN_MK: Page = Page::new(
    "EMN Finland: North Macedonia signed 28 October 2024",
    "https://emn.fi/en/north-macedonia-becomes-observer-country-in-the-european-migration-network",
);
pub(super) const EMN_NO: Page = Page::new(
    "Commission: Norway EMN NCP info",
    "https://home-affairs.ec.europa.eu/pages/page/norway-emn-ncp-info_en",
);
pub(super) const EMN_NO2: Page = Page::new(
    "UDI: day-to-day coordination",
    "https://www.udi.no/statistikk-og-analyse/emn-norge/om-european-migration-network/om-emn-norge/",
);
pub(super) const EMN_PL: Page = Page::new(
    "Polish site of the network: list of contact points, between October 2022 and March 2023",
    "https://gov.pl/web/europejska-siec-migracyjna/krajowe-punkty-kontaktowe",
);
pub(super) const EMN_PT: Page = Page::new(
    "AIMA: project 101121007, EMN contact point 2023-2025",
    "https://aima.gov.pt/pt/a-aima/fundos-comunitarios/projetos-cofinanciados/rem-2023-2025",
);
pub(super) const EMN_RS: Page = Page::new(
    "EMN Finland: Serbia signed 16 March 2023",
    "https://emn.fi/en/serbia-joins-emn-as-observer-country",
);
pub(super) const EMN_SE: Page = Page::new(
    "EMN Sweden: Denmark only as an observer (older page)",
    "https://www.emnsweden.se/engelska/summaryinenglish/background.4.2869c2de141e036182311aa.html",
);
pub(super) const EMN_SI: Page = Page::new("Slovenian EMN site", "http://emm.si/ncp-slovenije/");
pub(super) const EMN_SK: Page = Page::new(
    "IOM Slovakia, European Migration Network",
    "https://iom.sk/en/activities/european-migration-network/emn-activity.html",
);
pub(super) const EMN_UA: Page = Page::new(
    "Ukrainian press, 25 November 2022, citing the State Migration Service: joined at the beginning of August 2022",
    "https://censor.net/biz/news/3383003/ukrayina_pryyednayetsya_do_yevropeyiskoyi_migratsiyinoyi_mereji",
);
pub(super) const EMN_UA2: Page = Page::new(
    "Ukrainian press on the signature, on a Tuesday",
    "https://censor.net/biz/news/3358243/ukrayina_posylyuye_spivpratsyu_z_yes_u_ramkah_yevropeyiskoyi_migratsiyinoyi_mereji",
);
pub(super) const EMN_XK: Page = Page::new(
    "KCSS, March 2026: Kosovo is no observer",
    "https://qkss.org/en/lajmi/kosova-nxitet-te-kerkoje-rolin-e-vezhguesit-ne-rrjetin-e-migracionit-te-be-se",
);
pub(super) const ES: Page = Page::new(
    "Spanish Ministry of Finance, FAMI page",
    "https://www.fondoseuropeos.hacienda.gob.es/sitios/dgfc/gl-ES/Paginas/FAMI.aspx",
);
pub(super) const EU_GLOSS: Page = Page::new(
    "EUR-Lex glossary \"enlargement\": UK is a third country as of 1 February 2020",
    "https://eur-lex.europa.eu/summary/glossary/enlargement.html",
);
pub(super) const EVAL: Page = Page::new(
    "Mid-term evaluation, SWD(2025) 270: 26 Member States",
    "https://technopolis-group.com/sv/report/mid-term-evaluation-of-the-asylum-migration-and-integration-fund-amif-2021-2027",
);
pub(super) const FI: Page = Page::new(
    "Finnish home affairs funds site",
    "https://eusa-rahastot2021.fi/turvapaikka-maahanmuutto-ja-kotouttamisrahasto-amif",
);
pub(super) const FI2: Page = Page::new(
    "Finnish Ministry of the Interior, 23 September 2021: it is the managing authority",
    "https://pelastustoimi.fi/en/-//1410869/new-act-to-manage-eu-home-affairs-funds-during-2021-2027-programming-period",
);
pub(super) const FR: Page = Page::new(
    "French Ministry of the Interior: programmes adopted 21 September 2022",
    "https://www.immigration.interieur.gouv.fr/fr/Info-ressources/Fonds-europeens/Les-fonds-europeens-programmation-2021-2027",
);
pub(super) const FR2: Page = Page::new(
    "AFCCRE, Nov. 2021: DGEF is the managing authority; EUR 845 million",
    "https://afccre.org/en/node/3830",
);
pub(super) const HR: Page = Page::new(
    "Croatian Ministry of the Interior, EU funds site",
    "https://eufondovi.mup.hr/financijski-instrumenti-eu-82/financijski-okvir-2021-2027/489",
);
pub(super) const HR2: Page = Page::new(
    "Croatian award decision of 27 February 2024 by the directorate",
    "https://mup.gov.hr/vijesti-8/siguran-povratak-vracanje-drzavljana-trecih-zemalja-iz-prihvatnog-centra-za-strance/294012?big=1",
);
pub(super) const HU: Page = Page::new(
    "Hungarian home affairs funds site: programmes approved 22 December 2022",
    "http://belugyialapok.hu/alapok/programok-2021-2027",
);
pub(super) const HU2: Page = Page::new(
    "EU integration site: Ministry of the Interior was the responsible authority (2014-2020)",
    "https://migrant-integration.ec.europa.eu/news/hungary-call-civil-society-organisations-participate-monitoring-committee-amif_en",
);
pub(super) const IE1: Page = Page::new(
    "Dáil debate, 3 February 2022: motion to accept Regulation (EU) 2021/1147 under Protocol No 21",
    "https://www.kildarestreet.com/debate/?id=2022-02-03a.382",
);
pub(super) const IE2: Page = Page::new(
    "Dáil debate, 12 July 2022: approval of 3 February 2022 and acceptance by the Commission",
    "https://www.kildarestreet.com/debate/?id=2022-07-12a.643",
);
pub(super) const IE_COM: Page = Page::new(
    "Reprint of the Commission statement of 31 July 2024: EUR 45.1 million AMIF 2021-2027 for Ireland",
    "https://ieu-monitoring.com/editorial/ireland-opts-in-to-seven-legal-acts-of-the-european-pact-on-migration-and-asylum/440022",
);
pub(super) const IE_DES: Page = Page::new(
    "Irish press, December 2021 or January 2022: Funds Administration Unit designated",
    "https://www.irishpatriots.com/d_il_set_to_debate_ireland_s_opt_in_to_9_9_billion_asylum_migration_and_integration_fund",
);
pub(super) const IE_GOV: Page = Page::new(
    "Irish department page: AMIF 2021-2027 required a formal opt-in",
    "https://www.gov.ie/en/publication/4ab75-amif-and-esf-funding/",
);
pub(super) const IE_SEA: Page = Page::new(
    "Seanad debate, 26 November 2025: Ireland received EUR 63.53 million from the fund (period not clear)",
    "https://www.kildarestreet.com/sendebates/?gid=2025-11-26a.82",
);
pub(super) const IE_TR: Page = Page::new(
    "Dáil written answer, 8 July 2025: immigration and integration functions moved to the Department of Justice",
    "https://www.kildarestreet.com/wrans/?id=2025-07-08a.1639.q",
);
pub(super) const IE_UNIT: Page = Page::new(
    "Irish government: Funds Administration Unit of the Department of Children",
    "https://gov.ie/en/publication/efb74-what-we-do",
);
pub(super) const IT: Page =
    Page::new("Italian FAMI site", "https://fami.dlci.interno.it/organizzazione/autorita-di-gestione");
pub(super) const IT2: Page = Page::new(
    "Italian integration portal, 27 December 2022",
    "https://integrazionemigranti.gov.it/it-it/Ricerca-news/Dettaglio-news/id/2971",
);
pub(super) const LT: Page = Page::new(
    "Lithuanian AMIF site: programme approved 5 September 2022",
    "https://www.pmif.lt/prieglobscio-migracijos-ir-integracijos-fondas-2014-2020m1",
);
pub(super) const LT2: Page = Page::new(
    "Lithuanian note, 2014-2020: Ministry of Social Security and Labour responsible",
    "https://mipas.lt/2017/10/01/prieglobscio-migracijos-ir-integracijos-fondo-2014-2020-m-programos-igyvendinimas/",
);
pub(super) const LU: Page = Page::new(
    "Luxembourg ONA, German page (later version)",
    "https://ona.gouvernement.lu/de/coordination-et-cooperation/fonds-amif.html",
);
pub(super) const LU2: Page = Page::new(
    "Luxembourg ONA, French page (earlier version)",
    "https://ona.gouvernement.lu/fr/coordination-et-cooperation/fonds-amif.html",
);
pub(super) const LU3: Page = Page::new(
    "Reprint of the Luxembourg answer to parliamentary question 3339 (2026)",
    "https://www.ronnendesch.lu/2026",
);
pub(super) const LV: Page = Page::new(
    "Latvian Ministry of Culture",
    "https://www.km.gov.lv/lv/patveruma-migracijas-un-integracijas-fonds-2021-2027",
);
pub(super) const LV2: Page = Page::new(
    "Latvian State border guard: amounts",
    "https://www.rs.gov.lv/lv/patveruma-migracijas-un-integracijas-fonds-2021-2027",
);
pub(super) const MT: Page = Page::new(
    "Maltese press, 7 September 2022",
    "https://www.independent.com.mt/articles/2022-09-07/local-news/Malta-to-get-52-3-million-in-European-funds-to-deal-with-migration-asylum-seekers-6736245738",
);
pub(super) const NL: Page = Page::new(
    "Dutch implementing office",
    "https://www.uitvoeringvanbeleidszw.nl/subsidies-en-regelingen/emvf-2021-2027/amif",
);
pub(super) const NL2: Page = Page::new(
    "Dutch implementing office, 2014-2020: on behalf of the Ministry of Security and Justice",
    "https://www.uitvoeringvanbeleidszw.nl/subsidies-en-regelingen/e/europese-migratie--en-veiligheidsfondsen-algemene-informatie",
);
pub(super) const PL: Page = Page::new(
    "Polish COPE MSWiA, ISF 2021-2027 page (the BMVI page says the same; AMIF page not seen)",
    "https://copemswia.gov.pl/fundusze/fbw-2/fbw-2021-2027/",
);
pub(super) const PPS22: Page = Page::new(
    "Commission performance statement on the Fund, data to the end of 2022",
    "https://commission.europa.eu/strategy-and-policy/eu-budget/performance-and-reporting/programme-performance-statements/asylum-migration-and-integration-fund-performance_en?prefLang=bg",
);
pub(super) const PT: Page =
    Page::new("Portuguese FAMI 2030 site", "https://www.fami2030.gov.pt/o-fami-2030/");
pub(super) const PT2: Page = Page::new(
    "FAMI 2030, 13 February 2026: reprogramming",
    "https://www.fami2030.gov.pt/2026/02/13/fami-2030-reforca-financiamento-e-ajusta-prioridades-ao-novo-pacto-para-as-migracoes",
);
pub(super) const PT3: Page = Page::new(
    "FAMI 2030, April 2023: first notice, source \"AD&C-AG FAMI2030\"",
    "https://fami2030.gov.pt/2023/04/23/lancado-primeiro-aviso-do-fami-2030-com-uma-dotacao-de-94-me",
);
pub(super) const RO: Page = Page::new(
    "Romanian managing authority",
    "https://fed.mai.gov.ro/3026/programul-national-2021-2027-azil-migratie-si-integrare-v1-2-aprobat-de-comisia-europeana/",
);
pub(super) const RO2: Page = Page::new(
    "Romanian press on the amounts of the programmes",
    "https://rmedia.ro/programele-nationale-2021-2027-cofinantate-din-fondurile-europene-dedicate-afacerilor-interne-au-fost-aprobate-de-comisia-europeana/",
);
pub(super) const SE: Page = Page::new(
    "Swedish Migration Agency: tasked to be the managing authority",
    "https://www.migrationsverket.se/Andra-aktorer/EU-fonder/Nyhetsarkiv-Fonder/Nyheter-for-Fonder/2021-06-22-AMIF-laddar-for-ny-programperiod.html",
);
pub(super) const SE2: Page = Page::new(
    "Swedish EU funds portal: programme approved 19 July 2022",
    "https://eufonder.se/aktuellt/nyheter/nyheter/2022-09-02-det-nationella-programmet-for-amif-i-sverige-har-godkants-av-eu-kommissionen.html",
);
pub(super) const SI: Page = Page::new(
    "Slovenian government, 31 May 2023",
    "https://www.gov.si/novice/2023-05-31-uspesno-crpanje-iz-treh-evropskih-skladov-s-podrocja-notranjih-zadev/",
);
pub(super) const SI2: Page = Page::new(
    "Slovenian EU funds portal, AMIF page",
    "https://evropskasredstva.si/sklad-za-azil-migracije-in-vkljucevanje/",
);
pub(super) const SK: Page = Page::new(
    "Slovak Ministry of the Interior (2014-2020: responsible authority)",
    "https://www.minv.sk/?tlacove-spravy&sprava=s-financnou-podporou-eu-pomozeme-samospravam-s-integraciou-cudzincov-do-spolocnosti",
);
pub(super) const WP2014: Page = Page::new(
    "Annex to C(2014) 5652: all Member States but Denmark take part",
    "https://docplayer.net/amp/6681101-Annex-to-the-commission-implementing-decision.html",
);
