//! Titles, headings and formats that say another unit than the euro, and those that do not.

use super::text::{bare, is_euro, of_column, of_shares, said, said_of, signs, without};
use super::*;

/// Titles by which amounts are not in euro, by language.
const OTHER: &[(&str, &str)] = &[
    (
        "Bulgarian",
        "Суми в хил. евро; Бюджет (хил. лв.); Всички суми са в лева; в хиляди левове; Бюджет в лв.; \
         Сумите са в хиляди евро; Суми в злоти; Суми в долари; Суми в турски лири; Суми в швейцарски франкове; \
         Суми в чешки крони; Суми в милиони евро",
    ),
    (
        "Croatian",
        "u tisućama eura; Iznosi u tisućama eura; Proračun u kunama; Svi iznosi u tis. eura; Troškovi u HRK; \
         Iznosi (u milijunima eura); Iznosi u forintama; Iznosi u zlotima; Iznosi u dolarima; \
         Iznosi u švicarskim francima; Iznosi u milijunima eura",
    ),
    (
        "Czech",
        "v tisících eur; Rozpočet – částky v Kč; částky v Kč; Rozpočet v tis. Kč; Rozpočet (v korunách); \
         Částky v tisících Kč; Všechny částky jsou uvedeny v korunách; Náklady v mil. Kč; Částky v zlotých; \
         Částky v polských zlotých; Částky ve švýcarských francích; Částky v dolarech; Částky ve forintech; \
         Částky v milionech eur; Rozpočet v tisících",
    ),
    (
        "Danish",
        "i tusinde euro; Budget i kroner; Beløb i 1.000 kr.; Beløb i t.kr.; Alle beløb er i danske kroner; \
         Budget (tkr.); Beløb i mio. kr.; Budget in Norwegian kroner; Beløb i svenske kroner; Beløb i zloty; \
         Beløb i tusind kr.; Beløb i millioner euro; Beløb i mio.",
    ),
    (
        "Dutch",
        "bedragen x 1000; bedragen x € 1.000; Begroting (× 1000); Bedragen in duizenden euro's; \
         Begroting in duizend euro; Alle bedragen in Zwitserse franken; Bedragen in Poolse zloty; \
         Bedragen × € 1.000; Bedragen in dollars; Bedragen in Deense kronen; Bedragen in Britse ponden; \
         Bedragen in miljoenen euro's",
    ),
    (
        "English, and no language",
        "Budget (EUR 1000); EUR 1000; 1000 EUR; (1000 EUR); x 1000; (x € 1.000); Budget x1000; \
         amounts in Turkish lira; amounts in dinars; Budget in CZK; Amounts in thousand EUR; \
         All figures in millions; Budget in pounds sterling; Values in Swiss francs; Budget (USD); \
         Costs, thousands of euros; Budget (en dinars tunisiens); Budget in EUR (thousands); Amounts in forint; \
         Amounts in hryvnia; Budget in UAH; amounts in MAD; Budget in Moroccan dirhams; Budget in TRY; \
         Currency: GEL; Currency: zloty; Valuta: kr; Amounts in Albanian lek; Amounts in Georgian lari; \
         KWOTY W TYSIĄCACH EURO; KWOTY W ZŁOTYCH; Budget TEUR; Budget kCZK; Sheet1 - PLN; Totals, EUR mil.; \
         amounts are stated in thousands; Unit: 1 000 EUR; Amounts: 1 000 EUR; Budget – 1 000 EUR; Budget (CHF); \
         Budget in Polish zloty; Amounts in k; Budget (thousand €); Budget in thousands; Budget in '000 EUR; \
         Budget (€ '000); Budget (€000); €000s; € 000; Budget, k€; Bdg in kEUR; Budget (francs); \
         Budget (mil EUR); in 1 million EUR",
    ),
    (
        "Estonian",
        "tuhandetes eurodes; Eelarve (tuhandetes eurodes); Summad tuhandetes eurodes; Summad kroonides; \
         Eelarve, tuh. eurot; Summad zlottides; Summad naelades; Summad dollarites; Summad miljonites eurodes",
    ),
    (
        "Finnish",
        "1000 euroa; tuhansina euroina; tuhatta euroa; 1 000 euroa; Talousarvio (1 000 €); \
         Summat tuhansina euroina; Budjetti, tuhatta euroa; Kustannukset Ruotsin kruunuina; \
         Luvut tuhansissa euroissa; Summat punnissa; Summat dollareina; Summat zlotyina; \
         Summat miljoonina euroina",
    ),
    (
        "French",
        "Montants en milliers d'euros; Budget en k€; Budget (milliers d’euros); \
         Montants exprimés en francs suisses; Coûts en couronnes danoises; Montants en zlotys polonais; \
         Montants en forints; Budget en couronnes tchèques; Budget en lei roumains; Montants en leva bulgares; \
         Montants en livres sterling; Montants en millions d'euros",
    ),
    (
        "German",
        "in Schweizer Franken; in Rappen; Beträge in Tsd. Euro; Alle Angaben in Tausend Euro; \
         Kostenplan (in 1.000 €); Kosten in T€; Angaben in Franken; Beträge in Zloty; \
         Budget in tschechischen Kronen; Kosten in Mio. EUR; Werte in Cent; Währung: Kronen; Einheit: 1.000 €; \
         Einheit: 1000 EUR; Kosten in Forint; Kosten in Lewa; Beträge in Lei; Beträge in ungarischen Forint; \
         Beträge in Millionen Euro; Betrag in 1000 Euro; Betrag in T-Euro; Betrag (TEUR); Kosten (dinars)",
    ),
    (
        "Greek",
        "σε χιλ. ευρώ; Ποσά σε χιλιάδες ευρώ; Προϋπολογισμός (σε χιλ. €); Όλα τα ποσά σε χιλιάδες ευρώ; \
         Ποσά σε τουρκικές λίρες; Ποσά σε ζλότι; Ποσά σε δολάρια; Ποσά σε φορίντ; Ποσά σε ελβετικά φράγκα; \
         Ποσά σε κορώνες; Ποσά σε εκατομμύρια ευρώ",
    ),
    (
        "Hungarian",
        "ezer euróban; összegek forintban; Összegek ezer euróban; Költségvetés (ezer Ft); Költségvetés eFt-ban; \
         Összegek Ft-ban; Költségek E Ft; Költségvetés millió forintban; Összegek zlotyban; Összegek lejben; \
         Összegek cseh koronában; Összegek dollárban; Összegek millió euróban",
    ),
    (
        "Irish",
        "Buiséad i mílte euro; Méideanna i bpunt; Suimeanna i mílte euro; Méideanna i ndollair; \
         Suimeanna i zloty; Suimeanna i milliúin euro",
    ),
    (
        "Italian",
        "Importi in migliaia di euro; Bilancio (in migliaia di €); Importi in franchi svizzeri; \
         Costi in sterline; Preventivo in mila euro; Tutti gli importi in lire turche; \
         Importi in fiorini ungheresi; Importi in dollari; Importi in corone danesi; Importi in milioni di euro",
    ),
    (
        "Latvian",
        "tūkstoši eiro; tūkstošos eiro; Summas tūkstošos eiro; Budžets, tūkst. EUR; Izmaksas tūkst. eiro; \
         Summas zlotos; Summas kronās; Summas dolāros; Summas miljonos eiro",
    ),
    (
        "Lithuanian",
        "tūkst. EUR; tūkst. eurų; Sumos tūkstančiais eurų; Biudžetas, tūkst. Eur; Biudžetas (tūkst. eurų); \
         Sumos litais; Suma tūkstančių eurų; Sumos zlotais; Sumos kronomis; Sumos doleriais; \
         Sumos milijonais eurų",
    ),
    (
        "Maltese",
        "Ammonti f'eluf ta' euro; Baġit f'eluf ta' ewro; Ammonti f'miljuni ta' euro; Ammonti f'dollari; \
         Ammonti fi zloty; Ammonti f'miljuni ta' euro",
    ),
    (
        "Polish",
        "w tysiącach euro; kwoty w tysiącach EUR; Kwoty w tysiącach euro; Kwoty w tys. zł; Budżet w złotych; \
         Kwoty w zł; Wszystkie kwoty w złotych polskich; Koszty w tys. euro; Budżet (tys. PLN); \
         Wartości w milionach euro; Budżet projektu w złotych; Kwoty w koronach czeskich; Kwoty w groszach; \
         Kwoty w forintach; Kwoty w lejach; Kwoty w dolarach; Kwoty w euro i złotych; \
         Kwoty we frankach szwajcarskich; Kwoty w mln euro; Kwoty w tys.",
    ),
    (
        "Portuguese",
        "Montantes em milhares de euros; Orçamento em milhares de euros; Valores em mil euros; \
         Orçamento (em reais); Valores em dólares; Valores em coroas suecas; Montantes em milhões de euros",
    ),
    (
        "Romanian",
        "Sume în mii euro; Buget (mii lei); Toate sumele sunt în lei; Valori exprimate în lei; Buget în RON; \
         Buget (lei); Sumele sunt exprimate în mii de lei; Sume în forinți; Sume în zloți polonezi; \
         Sume în dolari; Sume în coroane cehe; Sume în milioane euro",
    ),
    (
        "Slovak",
        "v tisícoch eur; Sumy v tisícoch eur; Rozpočet v tis. eur; Čiastky v českých korunách; \
         Rozpočet (tis. EUR); Sumy v českých korunách; Sumy v zlotých; Sumy vo forintoch; Sumy v miliónoch eur",
    ),
    (
        "Slovenian",
        "v tisočih evrov; Zneski v tisoč evrih; Proračun v tisočih EUR; Vsi zneski so v tisoč evrih; \
         Stroški v 1000 EUR; Zneski v zlotih; Zneski v forintih; Zneski v dolarjih; Zneski v švicarskih frankih; \
         Zneski v hrvaških kunah; Zneski v milijonih evrov",
    ),
    (
        "Spanish",
        "en miles de euros; Presupuesto en miles de euros; importes en miles EUR; Presupuesto (miles de euros); \
         Cantidades en millones de euros; Importes en libras esterlinas; Presupuesto en coronas checas; \
         Importes en zlotys; Importes en forintos húngaros; Importes en dólares; Importes en millones de euros; \
         Presupuesto en miles",
    ),
    (
        "Swedish",
        "belopp i kr; belopp i tkr; Belopp i tusental kronor; Budget i svenska kronor; Belopp i tusen euro; \
         Alla belopp i SEK; Budget (kkr); Belopp i 1000-tals kronor; Budget, mnkr; Belopp i zloty; \
         Belopp i danska kronor; Belopp i pund; Belopp i miljoner euro; Belopp i miljoner",
    ),
];

/// Titles by which amounts are in euro, and names and words that only look alike.
const EURO: &[(&str, &str)] = &[
    (
        "the euro",
        "EUR; €; all amounts in EUR; 1 EUR = 4.25 PLN; EUR/PLN; Converted from PLN into EUR; EUR 750 000; \
         Requested: 1.2 million EUR; 27 k€; Million Women Rise, budget in EUR; Europe; European Union; \
         Euroregion Elbe/Labe; Projects on THB in Europe; All amounts in euro; ALL AMOUNTS IN EURO; \
         Requested: EUR 1000; Lump sum: 1 000 EUR; Total: EUR 1 000 000; Grant EUR 1000000; Team M: EUR; \
         Kurs EUR/CZK: 25,1; kurz 1 EUR = 25,10 Kč; Wechselkurs: 1 EUR = 0,95 CHF; Evros region; \
         Alle Angaben in Euro; Kwoty w euro; Kwoty w EUR; Importes en euros; Összegek euróban; Summat euroina; \
         Summad eurodes; Sumos eurais; Summas eiro; Ποσά σε ευρώ; Суми в евро; Zneski v evrih; Iznosi u eurima; \
         Částky v eurech; Sumy v eurách; Sume în euro; Ammonti f'euro; Suimeanna in euro; Belopp i euro; \
         Beløb i euro; Montantes em euros; Montants en euros; Importi in euro; Bedragen in euro's; Amounts in €; \
         Budget (in EUR); Budget 750 000 EUR; Grant: EUR 1 200 000; AMIF 2024 / budget / EUR",
    ),
    (
        "names and other words",
        "Exchange rate PLN: 4.25; Detailed budget; Funding rate: 90 %; %; Thousand Welcomes, detailed budget; \
         Ron and partners; Project Try 2; x; Bezirk Franken; Integration in Franken; \
         Caritas in Franken und Schwaben; Budget in France; Costs in France; Leva i Sverige; Att leva i Sverige; \
         Samen in leven; Koruna, o.p.s.; Anna Kuna, Lev Novák; Frank Miller; Frank & Mark; Contact: Frank Kron; \
         Contact: Lev; Lev Tolstoj; Lira Foundation; Złota Jesień; Projekt w Złotowie; Szkoła Tysiąclecia; \
         Gmina Złoty Stok; Powiat złotowski; Lei n.º 23/2007; Projeto nos termos da Lei 23/2007; \
         Orçamento nos termos da Lei n.º 23/2007; Lire et Écrire asbl; Miles Davis Centre; Mille Miglia; \
         Mille feuilles; Ezer Kapu Alapítvány; Million Stories; Tusen Tack; Tausendfüßler e.V.; \
         Tausend und eine Nacht; Projekt Tausendschön, Berlin; Tūkstantmečio projektas; Tūkstošgade; \
         Tisíciletí, z.s.; Хилядолетие; Χίλια χρόνια; Kronach; Stadt Kronach, Budget; Leverkusen; Leipzig; \
         Dinard; Dollart; Kunst und Kultur; Kunsthaus Graz; Kunta; Helsingin kunta; Markt Indersdorf; Milano; \
         Miljö; Corona-Hilfe; Corona relief in Italy; SOS Children's Villages; Action against THB; \
         AMIF-2024-TF2-AG-THB-01; MAD Theatre; ALL IN; LV; Partner LV; Costs in LV; KR; Beneficiary: KN; \
         Pound Lane Centre; Poundbury; Sterling Foundation; Yen Nguyen; Marks and Spencer; Lari Virtanen; \
         Libra project; Livres sans frontières; Distance to work: 12 miles; Helping thousands of people; \
         Support for 12 thousand people; 20 thousand people in need; In tausend Dörfern; Budget 2024-2027; \
         Budget, 3 partners; 1000 Welcomes; Projekt 1000+; 1000 Chancen; Year 2025; Resolution 1920 x 1000; \
         Projekt für 1000 Frauen; k; t; Kosten; Budget; Łódź; Pondělí; Ponds and rivers; Elf Projekte; Mii; \
         Lekë Dukagjini; Tim; Mr T; Konto 1000; Room 1 000; 1 000; Verein Tausend Farben, Budget; Hotel Krone; \
         Gasthaus zur Krone; Ein Projekt in der Krone; Cooperativa La Corona; Corona Verde, Roma; \
         Associazione Mille Colori; Mille et un sourires; Association Franc-Comtoise; Franco Rossi; \
         Franca Bianchi; Markus Mark; Dollar Academy; Kruununhaka; Kronoberg; Län Kronoberg; \
         Region Kronoberg, detaljerad budget; Lek och lär; Leksands kommun; Levice; Lewisham; \
         Mesto Levice, rozpočet; Leva & Friends; Pundurs; Pfundskerle e.V.; Funtua; Peso; \
         Real Madrid Foundation; Randers; Kommune Randers, budget; Dinara; Denarius; Rubelj; Cent'anni; \
         Centro Astalli; Center for Peace; Centre Mille; Mila Novak; Milan Kundera; Mila i partneri; Milla; \
         Miljonprogrammet; Tisza; Tiszaújváros; Tysmenytsia; Ezer Fa; Ezerjó; Elf Freunde; Tuhat ja yksi; \
         Tuhala; Hilfe für Tausende; Tusind tak; Tusindfryd; Duizend Bloemen; Stichting Duizendpoot; \
         A Thousand Smiles; One Million Voices; Χίλιοι δρόμοι; Хиляда усмивки; Проект Хиляда; Lietuva; \
         Budget v2; Budget (v. 2); Budget (final); Budget - draft; Sheet1; Feuil1; Arkusz1; Munka1; Tabelle1; \
         Lista1; Budżet szczegółowy; Rozpočet projektu; Souhrnný rozpočet; Költségvetés; Bilancio preventivo; \
         Presupuesto detallado; Orçamento detalhado; Gedetailleerde begroting; Detaljeret budget; \
         Detaljerad budget; Yksityiskohtainen talousarvio; Üksikasjalik eelarve; Detalizēts budžets; \
         Išsamus biudžetas; Podroben proračun; Detaljni proračun; Buget detaliat; Подробен бюджет; \
         Αναλυτικός προϋπολογισμός; Baġit dettaljat; Buiséad mionsonraithe; Participants in Lev; \
         Haus der Frau in Kronach; Kosten in Kronach; TRON; Tron project; KRONA; PLNet; Submitted in May; \
         Deadline in K; Work package 1; WP 1, 2 and 3; Budget (Franken); mark; kuna; 5 million people",
    ),
];

/// The titles of a list, each with its language.
fn titles(list: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let of = |(language, titles): &(&'static str, &'static str)| {
        let language = *language;
        titles.split("; ").map(move |title| (language, title)).collect::<Vec<_>>()
    };
    list.iter().flat_map(of).collect()
}

#[test]
fn titles_say_another_unit_in_every_language() {
    let titles = titles(OTHER);
    assert!(titles.len() > 300 && OTHER.len() == 24);
    let missed: Vec<_> = titles.iter().filter(|(_, title)| said_of(None, title).is_none()).collect();
    assert!(missed.is_empty(), "{missed:?}");
    // In capitals, too.
    let loud = |title: &str| title.to_uppercase();
    let missed: Vec<_> = titles.iter().filter(|(_, title)| said_of(None, &loud(title)).is_none()).collect();
    assert!(missed.len() < 6, "{missed:?}");
}

#[test]
fn names_and_titles_in_euro_say_no_other_unit() {
    let told: Vec<_> = titles(EURO).iter().filter_map(|(_, title)| said_of(None, title)).collect();
    assert!(told.is_empty(), "{told:?}");
    let told: Vec<_> =
        titles(EURO).iter().filter_map(|(_, title)| said_of(None, &title.to_uppercase())).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn what_stands_to_the_left_says_what_a_cell_is_of() {
    for (left, text) in [
        (None, "1 000 EUR"),
        (None, "1.000 €"),
        (None, "1 000 euroa"),
        (Some("Currency"), "Franken"),
        (Some("Währung:"), "Kuna"),
        (Some("Unit"), "1 000 EUR"),
        (Some("All amounts"), "x 1000"),
    ] {
        assert!(said_of(left, text).is_some(), "{left:?} {text}");
    }
    for (left, text) in [
        (Some("Lump sum"), "1 000 EUR"),
        (Some("Contact"), "Kuna"),
        (Some("Region"), "Franken"),
        (Some("Currency"), "EUR"),
        (Some("Budget"), "1 000 EUR"),
    ] {
        assert!(said_of(left, text).is_none(), "{left:?} {text}");
    }
}

#[test]
fn names_stand_beside_amounts_and_are_no_units_but_in_a_column_of_amounts() {
    for name in ["LV", "Ron", "KR", "Franken", "Lev", "Kuna", "Mark", "Kunta", "Kron", "THB"] {
        assert!(bare(name).is_none(), "{name}");
    }
    for unit in ["Franken", "Kuna", "Lev", "tys.", "mil", "kr", "Kč"] {
        assert!(of_column(unit).is_some(), "{unit}");
    }
}

#[test]
fn what_is_to_be_taken_out_is_named() {
    for (text, part) in [
        ("Budget of the project in PLN, draft", "in PLN"),
        ("Rozpočet projektu (tis. Kč)", "tis. Kč"),
        ("Projekt Nord – Beträge in Franken", "Beträge in Franken"),
        ("Tutti gli importi in lire turche", "in lire"),
    ] {
        let told = said(text).unwrap().refused("euro");
        let out = format!("take out {part:?}, which says otherwise");
        assert!(told.ends_with(&out), "{told}");
    }
    let told = said("PLN").unwrap().refused("euro");
    assert!(
        told.ends_with("amounts are read in euro: convert them, and take out what says otherwise"),
        "{told}"
    );
}

#[test]
fn a_text_that_says_another_unit_is_told_from_one_that_mentions_it() {
    for text in [
        "Budget, all amounts in PLN",
        "Amounts in thousands of euro",
        "in 1 000 EUR",
        "in 1000 EUR",
        "EUR '000",
        "kEUR",
        "k€",
        "T€",
        "PLN",
        "zł",
        "in zł",
        "Budget_PLN",
        "Budget in US$",
        "£",
        "EUR thousand",
        "w tys. zł",
        "Beträge in TEUR",
        "costs in PLN (rate 4.25)",
        "in pln",
    ] {
        assert!(said(text).is_some(), "{text}");
    }
    for text in [
        "",
        "EUR",
        "€",
        "all amounts in EUR",
        "1 EUR = 4.25 PLN",
        "EUR/PLN",
        "Exchange rate PLN: 4.25",
        "Converted from PLN into EUR",
        "Detailed budget",
        "EUR 750 000",
        "EUR 1 000",
        "1 000 EUR",
        "1 000",
        "Requested: 1.2 million EUR",
        "27 k€",
        "Funding rate: 90 %",
        "%",
        "Thousand Welcomes, detailed budget",
        "Ron and partners",
        "Project Try 2",
        "x",
        "Bezirk Franken",
    ] {
        assert!(said(text).is_none(), "{text}: {:?}", said(text));
    }
    for (text, is) in [
        ("PLN", Some(Is::Currency("PLN"))),
        ("PLN (zł)", Some(Is::Currency("PLN"))),
        ("$", Some(Is::Currency("USD"))),
        ("kr", Some(Is::OneOf(&["CZK", "SEK", "DKK", "NOK", "ISK"]))),
        ("kr (SEK)", Some(Is::Currency("SEK"))),
        ("thousands", Some(Is::Other)),
        ("%", Some(Is::Share)),
        ("per cent", Some(Is::Share)),
        ("90 %", None),
        ("salaries in PLN", None),
        ("EUR", None),
    ] {
        assert_eq!(bare(text).map(|unit| unit.is), is, "{text}");
    }
    assert!(is_euro("EUR") && is_euro("in €") && !is_euro("kEUR") && !is_euro("EUR/PLN"));
}

#[test]
fn headings_are_told_without_their_unit() {
    for (heading, rest) in
        [("E %", "E"), ("requested in %", "requested"), ("E per cent", "E"), ("A.1 ($)", "A 1")]
    {
        assert_eq!(without(heading), rest);
    }
    assert!(of_shares("requested (%)") && of_shares("E per cent") && !of_shares("E (€)"));
    assert_eq!((signs("A.1 (€)"), signs("A.1 £ %")), (String::new(), "£%".to_owned()));
}

#[cfg(feature = "tables")]
#[test]
fn a_number_format_says_what_a_number_is_shown_as() {
    for (code, is) in [
        ("#,##0.00 [$zł-415]", Some(Is::Currency("PLN"))),
        ("[$£-809]#,##0.00", Some(Is::Currency("GBP"))),
        ("[$$-409]#,##0.00", Some(Is::Currency("USD"))),
        ("#,##0.00 \"PLN\"", Some(Is::Currency("PLN"))),
        ("#,##0.00 PLN", Some(Is::Currency("PLN"))),
        ("#,##0 \"kEUR\"", Some(Is::Other)),
        ("\"TEUR\" #,##0", Some(Is::Other)),
        ("0\" days\"", Some(Is::Other)),
        ("0%", Some(Is::Share)),
        ("0\"%\"", Some(Is::Share)),
        ("#,##0\\ \\k\\r", Some(Is::OneOf(&["CZK", "SEK", "DKK", "NOK", "ISK"]))),
        ("General", None),
        ("0.00E+00", None),
        ("#,##0,", None),
        ("#,##0, \"k€\"", None),
        ("[$€-2] #,##0.00", None),
        ("_-* #,##0.00 \"€\"_-;-* #,##0.00 \"€\"_-", None),
        ("#,##0.00;[Red]-#,##0.00;\"nil\"", None),
        ("000\" \"000\" \"000", None),
        ("[$-409]#,##0", None),
        ("\"EUR\" #,##0", None),
    ] {
        assert_eq!(shown(code, Some(164)).map(|unit| unit.is), is, "{code}");
    }
    assert!(shown("_($* #,##0.00_)", Some(44)).is_some(), "the currency of whoever opens it");
    assert!(shown("_-* #,##0.00 \"€\"_-", Some(44)).is_none());
    assert!(shown("General", Some(7)).is_some());
}
