//! What a word of a text may say of the unit of amounts, in the official languages of the Union.
//!
//! Words are declined, so that most rows have stems: a word is of a row where it is a stem with one of the [`ENDINGS`] behind
//! it. All are in the form of [`key`], with one small sigma.

use super::Is;
use crate::tables::key::key;

/// What a word or sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Euro,
    /// Another currency.
    Currency(Is, Grip),
    /// Thousands, millions, hundredths.
    Scaled(Grip),
    /// Thousands where a currency stands beside it.
    Scale,
    Share,
    /// What stands before the unit: "in PLN", "x 1000".
    In,
    /// What stands behind it: "Ft-ban".
    Ending,
    /// Whose currency it is: "Swiss francs".
    Nation,
    /// What says that the text is about amounts or their unit.
    Amount,
    /// What says that the text is about a budget or costs.
    Cost,
    Filler,
    Exchange,
    Number,
    Word,
}

/// How surely a word says a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grip {
    /// Wherever it stands, unless currencies are compared.
    Sure,
    /// Where nothing else is said, and where it is said in what: the word means other things too.
    Plain,
    /// Where it is said in what: people, places and projects are called so.
    Named,
}

/// What the words of a row are, its stems, and words that have no other ending.
type Row = (Kind, &'static str, &'static str);

const fn of(code: &'static str, grip: Grip, stems: &'static str, words: &'static str) -> Row {
    (Kind::Currency(Is::Currency(code), grip), stems, words)
}

const fn of_one(codes: &'static [&'static str], grip: Grip, stems: &'static str, words: &'static str) -> Row {
    (Kind::Currency(Is::OneOf(codes), grip), stems, words)
}

const CROWNS: &[&str] = &["CZK", "SEK", "DKK", "NOK", "ISK"];
const POUNDS: &[&str] = &["GBP", "EGP"];

/// What words are, but codes. The first row that has a word decides.
const ROWS: &[Row] = &[
    (
        Kind::Euro,
        "euro eiro ewro евро ευρω",
        "eur eura eurach eurai eurais eurams eurech euri eurih eurima euru eurum euruose evra evre evri evrih evro \
         evrom evroma evrov",
    ),
    of("PLN", Grip::Sure, "", "zł"),
    of("PLN", Grip::Plain, "eslot zlot zlott zloty złot złoty злот ζλοτ", "zl"),
    of("CZK", Grip::Plain, "korun", "kc"),
    of_one(CROWNS, Grip::Plain, "coroan kruun", "coroas crowns kr kroner kronerne kronor kronorna krunis"),
    of_one(CROWNS, Grip::Named, "coron couronn koron kron kroon крон κορων", "coroa crown"),
    of("HUF", Grip::Sure, "florint forint forintt форинт φιοριν φοριντ", ""),
    of("HUF", Grip::Plain, "", "ft"),
    of("HUF", Grip::Named, "", "fiorini"),
    of(
        "RON",
        Grip::Plain,
        "",
        "lei leilor lejach lejais lejas lejben leje lejem lejos lejow leju leud leului leuta леи леите леу лея λει",
    ),
    of("RON", Grip::Named, "", "lej leu"),
    of(
        "BGN",
        Grip::Plain,
        "",
        "levaban levaina levais levech levih levoch levos levov levs levu lewach lewow lv лв лева левове",
    ),
    of("BGN", Grip::Named, "", "lev leva levai levas leve levi lew lewa лев λεβ λεβα"),
    of("HRK", Grip::Plain, "", "kn kunaa kunaban kunach kunah kunai kunais kunama kunas kunoina kunor куни"),
    of("HRK", Grip::Named, "", "kuna kune kunu kuny куна"),
    of("CHF", Grip::Plain, "rappen schweizerfranc schweizerfrank", ""),
    of(
        "CHF",
        Grip::Named,
        "frang frank φραγκ франк",
        "franc franchi franci francich francih francima franco francos francs francuri",
    ),
    of("GBP", Grip::Named, "esterlin sterlin sterling", ""),
    of_one(
        POUNDS,
        Grip::Named,
        "funt nael pfund pond pound pund паунд",
        "bpunt liber libier libra librach libras livre livres naelades phunt punnissa puntaa puntina",
    ),
    of_one(&["TRY", "GBP", "EGP"], Grip::Named, "lir лир λιρ", ""),
    of_one(&["RSD", "TND", "DZD", "JOD", "IQD", "LYD"], Grip::Named, "dinaar dinar динар δηναρ", ""),
    of("MKD", Grip::Named, "denaar denar денар", ""),
    of("UAH", Grip::Sure, "hryven hryvn hryvni hrywien hrywn", ""),
    of("UAH", Grip::Plain, "griven grivin grivn griwn hriven hrivn hrivni гривн γριβν", ""),
    of_one(&["USD", "AUD"], Grip::Plain, "dolar doler dollar долар δολαρ", "dollair ndollair"),
    of_one(&["MAD", "AED"], Grip::Plain, "dirham дирхам ντιρχαμ", ""),
    of_one(&["RUB", "BYN"], Grip::Plain, "roubl rubel rubl rupl рубл ρουβλ", ""),
    of_one(&["INR", "PKR"], Grip::Plain, "roupi rupee rupi", ""),
    of("JPY", Grip::Named, "", "jen yen yens"),
    of("GEL", Grip::Named, "", "lari laris"),
    of("ALL", Grip::Named, "", "lek leke leks leku"),
    of("BRL", Grip::Named, "", "reais"),
    of("LTL", Grip::Named, "", "litai litais litu"),
    of_one(&["BAM", "DEM"], Grip::Named, "", "marek mark marka marki markkaa marks"),
    (
        Kind::Scaled(Grip::Sure),
        "duizend ekatomm migliai miliard milijard milijon milijun milioan milion miljard miljoen miljon miljoon milliard \
         millier millio million millon milliun miljun milhar tausend thousand tisic tisoc tisuc tuhan tuhand tuhann tuhans tuhant \
         tuhat tukstanc tukstant tukstos tusen tusental tusind tysiac tysiec милиард милион хиляд εκατομμυρι χιλιαδ",
        "000s 1000s milhao milhoes milliuin mio mld mln mrd thous thsd tsd tukst млн хил εκατ χιλ",
    ),
    (
        Kind::Scaled(Grip::Plain),
        "centesim centim eurocent eurosent grosz haler halier stotin stotink стотинк",
        "centai centais centih centov cents centu pence sentides senttia senttina ths tis tuh tys",
    ),
    (
        Kind::Scaled(Grip::Named),
        "",
        "bani bn cent elef elf eluf ezer ezerben ezrek ezrekben mhile mie mii miilor mil mila mile miles mill mille mils \
         milte mn th λεπτα",
    ),
    (Kind::Scale, "", "k m t"),
    (Kind::Share, "percentag", "pct percent percento pourcent procent procento prosentti prozent"),
    (Kind::In, "", "em en f fi i in u v ve vo w we x в във σε"),
    (
        Kind::Exchange,
        "umrechnungskurs wechselkurs",
        "arfolyam arfolyamon cambio cambi cours exchange koers kurs kursi kursu kurz kurzem kurzu rate rates tasso \
         taux tecaj tecaju valutakurs курс ισοτιμια",
    ),
    (
        Kind::Amount,
        "ammont amount bedrag belopp beløb betrag cantidad castk chiffr ciastk cifr cijfer currenc devis eenhed \
         eenheid einheit enhed enhet enot ertek figur hodnot import iznos jedinic jednotk kwot moed monnai moned \
         montant munit osszeg penznem quanti siffr somom summ uhik unidad unit unitat valiut valut valuut valuutt \
         vienet vienib vrednost vrijednost wahrung walut wartosc znesk единиц валут стоиност сум αξι μοναδ νομισμ \
         ποσ",
        "adatok airgeadra angaben aonad denominated espressi exprimes expresados expressed luvut maarat meid mena \
         mene montante montantes monto montos podane siffror somma somme sommes suim suimeanna sum suma sume \
         sumele sumos sums sumu sumy tal tallene udane udaje unidade unidades uvedeny valeur valeurs valor valore valores \
         valori value values waarde waarden wert werte werten wyrazone yksikko zahlen znesek",
    ),
    (
        Kind::Cost,
        "ausgab bagit begroting bilanc biudzet budget budjet budzet buget buisead cheltuiel cost costur cout depens \
         despes eelarv expenditur finanzplan gast izmaks islaid kost kostenplan kostnad koltseg koltsegvet koszt \
         kulu kustannu naklad omkostning orcament presupuest preventiv price proracun rozpoct sanaud spejj strosk \
         talousarvi troskov udgift uitgav utgift vydaj vydavk бюджет разход δαπαν κοστ προυπολογισμ",
        "budjetti budzetti ceny custo custos preise prix rozpocet spesa spese",
    ),
    (
        Kind::Filler,
        "",
        "a af all alla alle are az d da das de del der des di die do du het is kaikki koik la las le les los minden \
         of son sono sont su svi ta tals the todas todos tous toutes tutti van visas visos von vsechny vsetky vsi \
         wszystkie всички ολα τα",
    ),
];

/// Whose currency it is: words that begin so.
const NATIONS: &str = "alban americ amerik austral belorus brit bulgar canad ceche ceska checa checo ceske cesky chorwac croat \
     cseh czech czesk danes danis danois dansk deens dunsk egip elvet georgi gruzin hrvat hungar island konvertib madar magyar maked \
     maroc marok moldav moldov moldow morocc norsk norve norwe ouggri polac polish poln polon polsk pools romani roman \
     ruman rumun russ schwed schweiz serb suedes suedois suico suisse suiza suizo svajc sveits sveic svensk svedsk \
     svicar svizzer svycar swed swiss szwajcar szwedz tchequ tsche tunis turc turec turk tyrk ucrain ukrain ukraj \
     ungar ungher wegiersk zwitser българ швеицар датск полск сръбск турск украинск унгарск чешк шведск ελβετ πολων σουηδ τουρκ";

/// The endings of declined words, in the form of [`key`].
const ENDINGS: &str = "a aa aban ach ad ai ais aja am ama ami ams ar arna as at ata ban ben bol ci ciai ciais cio ciu de dega den des \
     dena detes e ech eid eides eina eissa eita ej ek ekben eket el ele elor em emis emu en ene ens er ern erna ert es \
     ese et ete etega etes ev ga i ia iach iai iais iam iami ias ich id ide ides iem ien ies iga ih iin ii iin ijiet iki \
     ilor ima imis in ina io iom is issa ist ista it ita ite ites iu ius iuose ius ja jas je jen jev jih jos ju ki kia ksi \
     le lla lor m ma mi mis n na nak ne nek ni nu o och oi oiden oina oissa oita oja ojen ok okat okban okn om omis \
     oms or orna os ose ot ou ov ove ovi ow owi ra re s ssa st sta t ta tal te tel teina teissa ti tia tina tta u ua \
     uina uissa uja ujen ul ului um uose uri us ut val vel y ych ym ymi \
     а в ве и ите на ни о ове та те у ът ят я ях \
     α ασ εσ η ησ ι ια ιασ ιο ιου ιων ο οσ ου ουσ υ ω ων";

/// Endings that say in what, where other languages have a word before.
const LOCATIVE: &str = "aban ais ban ben des dena detes eides eina eissa ekben emis etes iais ides imis ina issa ites iuose oina oissa okban omis \
     ssa teina tes tina uina uissa uose";

/// What only looks like a stem with an ending.
const ALIKE: &str = "dollart kronach";

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Codes of ISO 4217 that are hardly anything else.
const CODES: &[&str] = &[
    "AUD", "BGN", "CHF", "CNY", "CZK", "DKK", "EGP", "GBP", "HRK", "HUF", "JPY", "MDL", "MKD", "NOK", "PLN",
    "RSD", "SEK", "TND", "UAH", "USD",
];

/// Codes that are names, words, or what something else is called in short: of trafficking in human beings, THB.
const NAMED_CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AZN", "BAM", "BDT", "BRL", "BYN", "CAD", "COP", "DZD", "ERN", "ETB", "GEL",
    "GHS", "GMD", "GNF", "HKD", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JOD", "KES", "KGS", "KRW", "KZT",
    "LBP", "LKR", "LYD", "MAD", "MXN", "NGN", "NPR", "NZD", "PEN", "PHP", "PKR", "QAR", "RON", "RUB", "RWF",
    "SAR", "SDG", "SGD", "SOS", "SYP", "THB", "TJS", "TMT", "TRY", "UGX", "UZS", "VND", "XAF", "XOF", "YER",
    "ZAR",
];

/// The currency of a code, by how it is written: in small letters, or with a capital alone, it may be a name.
fn code(text: &str) -> Option<Kind> {
    let upper = text.to_ascii_uppercase();
    let known = |codes: &[&'static str]| codes.iter().find(|code| **code == upper).copied();
    let (capitals, small) = (text == upper, text.chars().all(char::is_lowercase));
    let grip = |sure| match (sure, capitals, small) {
        (true, true, _) => Some(Grip::Sure),
        (true, _, true) => Some(Grip::Plain),
        (true, ..) | (false, true, _) => Some(Grip::Named),
        // As it is often written.
        (false, _, true) if upper == "RON" => Some(Grip::Named),
        (false, ..) => None,
    };
    let (code, sure) =
        known(CODES).map(|code| (code, true)).or_else(|| Some((known(NAMED_CODES)?, false)))?;
    Some(Kind::Currency(Is::Currency(code), grip(sure)?))
}

/// A word in the form in which it is compared.
pub(super) fn form(text: &str) -> String {
    key(text).replace('ς', "σ")
}

/// The beginning of which the rest is an ending.
fn is_of(stems: &str, word: &str) -> bool {
    let of = |stem: &str| word.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || has(ENDINGS, rest));
    stems.split_ascii_whitespace().any(of)
}

/// Thousands and the name of a currency in one: kEUR, TEUR, tkr, MSEK, eFt.
fn in_one(text: &str) -> bool {
    let known = |rest: &str| {
        let small = form(rest);
        // kRON is a unit, and Kron and Tron are names.
        has("chf czk dkk eur euro euros gbp huf kr nok pln sek usd", &small)
            || (rest == "RON" && !text.starts_with(char::is_uppercase))
    };
    let hungarian = ["e", "E", "m", "M"]
        .iter()
        .any(|start| text.strip_prefix(start).is_some_and(|rest| has("Ft ft HUF huf", rest)));
    hungarian
        || ["mn", "k", "K", "t", "T", "m", "M"]
            .iter()
            .any(|start| text.strip_prefix(start).is_some_and(known))
}

/// What a word is.
pub(super) fn kind(text: &str) -> Kind {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Kind::Number;
    }
    if text.to_lowercase() == "kč" {
        return Kind::Currency(Is::Currency("CZK"), Grip::Sure);
    }
    if in_one(text) {
        return Kind::Scaled(Grip::Sure);
    }
    if let Some(kind) = code(text) {
        return kind;
    }
    let word = form(text);
    let row = ROWS.iter().find(|(_, stems, words)| has(words, &word) || is_of(stems, &word));
    // In capitals it is the code of a country, or something else in short.
    let short = word.chars().count() <= 2 && text.chars().all(char::is_uppercase);
    match row.map(|(kind, ..)| *kind).filter(|_| !has(ALIKE, &word)) {
        Some(Kind::Currency(..)) if text == "LV" => Kind::Word,
        Some(Kind::Currency(is, Grip::Plain)) if short => Kind::Currency(is, Grip::Named),
        Some(kind) => kind,
        None if word == "us" || NATIONS.split_ascii_whitespace().any(|start| word.starts_with(start)) => {
            Kind::Nation
        }
        None => Kind::Word,
    }
}

/// Whether a word says by its ending in what something is.
pub(super) fn is_locative(text: &str) -> bool {
    let word = form(text);
    LOCATIVE.split_ascii_whitespace().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_form_in_which_it_is_compared() {
        let rows = ROWS.iter().flat_map(|(_, stems, words)| [*stems, *words]);
        for list in rows.chain([NATIONS, ENDINGS, LOCATIVE, ALIKE]) {
            for word in list.split_ascii_whitespace() {
                assert_eq!(form(word), word);
            }
        }
        let mut words: Vec<&str> =
            ROWS.iter().flat_map(|(_, _, words)| words.split_ascii_whitespace()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "a word is of one row");
        assert!(CODES.is_sorted() && NAMED_CODES.is_sorted());
    }
}
