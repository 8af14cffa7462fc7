//! The Member States' names in the official languages of the Union. Sheets are read by them; elsewhere a country is a
//! code, and they make the hint.
//!
//! The names are those of the Unicode CLDR, and a few that people write beside them, each in lower case without accents
//! and blanks, as [`folded`] leaves it.

use super::Country;
use super::names::folded;

/// The Member State of a name in an official language of the Union.
pub(super) fn member_state_called(name: &str) -> Option<Country> {
    let name: String = folded(name).collect();
    SPOKEN
        .iter()
        .find(|(_, names)| names.split_ascii_whitespace().any(|known| known == name))
        .and_then(|(code, _)| code.parse().ok())
}

/// By code: the names.
const SPOKEN: [(&str, &str); 27] = [
    (
        "AT",
        "австрия rakousko østrig osterreich αυστρια austria itavalta autriche anostair austrija ausztria \
         lawstrija oostenrijk rakusko avstrija osterrike",
    ),
    (
        "BE",
        "белгия belgie belgien βελγιο belgium belgica belgia belgique anbheilg belgija belgio ilbelgju \
         belgicko",
    ),
    (
        "BG",
        "българия bulharsko bulgarien βουλγαρια bulgaria bulgaaria bulgarie anbhulgair bugarska bulgarija \
         ilbulgarija bulgarije bułgaria bolgarija",
    ),
    (
        "CY",
        "кипър kypr cypern zypern κυπρος cyprus chipre kupros kypros chypre anchipir cipar ciprus cipro \
         kipras kipra cipru cypr ciper kıbrıs",
    ),
    (
        "CZ",
        "чехия cesko tjekkiet tschechien τσεχια czechia chequia tsehhi tsekki tchequie antseicia ceska \
         csehorszag cechia cekija cehija irrepubblikaceka tsjechie czechy tchequia cehia tjeckien \
         czechrepublic ceskarepublika tschechischerepublik tschechei republiquetcheque repubblicaceca \
         republicacheca republikaczeska tsjechischerepubliek",
    ),
    (
        "DE",
        "германия nemecko tyskland deutschland γερμανια germany alemania saksamaa saksa allemagne anghearmain \
         njemacka nemetorszag germania vokietija vacija ilgermanja duitsland niemcy alemanha nemcija \
         bundesrepublikdeutschland federalrepublicofgermany brd",
    ),
    (
        "DK",
        "дания dansko danmark danemark δανια denmark dinamarca taani tanska andanmhairg danska dania \
         danimarca danija iddanimarka denemarken danemarca",
    ),
    (
        "EE",
        "естония estonsko estland εσθονια estonia eesti viro estonie aneastoin estonija esztorszag estija \
         igaunija lestonja",
    ),
    (
        "ES",
        "испания spanelsko spanien ισπανια spain espana hispaania espanja espagne anspainn spanjolska \
         spanyolorszag spagna ispanija spanija spanja spanje hiszpania espanha spania spanielsko",
    ),
    (
        "FI",
        "финландия finsko finland finnland φινλανδια finlandia soome suomi finlande anfhionlainn finska \
         finnorszag suomija somija ilfinlandja finlanda",
    ),
    (
        "FR",
        "франция francie frankrig frankreich γαλλια france francia prantsusmaa ranska anfhrainc francuska \
         franciaorszag prancuzija francija franza frankrijk francja franca franta francuzsko frankrike",
    ),
    (
        "GR",
        "гърция recko grækenland griechenland ελλαδα greece grecia kreeka kreikka grece anghreig grcka \
         gorogorszag graikija griekija ilgrecja griekenland grecja grecko grcija grekland hellas \
         hellenicrepublic ελλας",
    ),
    (
        "HR",
        "хърватия chorvatsko kroatien κροατια croatia croacia horvaatia kroatia croatie anchroit hrvatska \
         horvatorszag croazia kroatija horvatija ilkroazja kroatie chorwacja hrvaska",
    ),
    (
        "HU",
        "унгария madarsko ungarn ουγγαρια hungary hungria ungari unkari hongrie anungair mađarska \
         magyarorszag ungheria vengrija ungarija lungerija hongarije wegry ungaria madzarska ungern",
    ),
    (
        "IE",
        "ирландия irsko irland ιρλανδια ireland irlanda iirimaa irlanti irlande eire irska irorszag airija \
         irija lirlanda ierland irlandia republicofireland",
    ),
    (
        "IT",
        "италия italie italien ιταλια italy italia itaalia aniodail italija olaszorszag litalja włochy \
         taliansko",
    ),
    (
        "LT",
        "литва litva litauen λιθουανια lithuania lituania leedu liettua lituanie anliotuain litvania lietuva \
         illitwanja litouwen litwa",
    ),
    (
        "LU",
        "люксембург lucembursko luxembourg luxemburg λουξεμβουργο luxemburgo luksemburg lucsamburg \
         lussemburgo liuksemburgas luksemburga illussemburgu luxembursko letzebuerg",
    ),
    (
        "LV",
        "латвия lotyssko letland lettland λετονια latvia letonia lati lettonie anlaitvia latvija lettorszag \
         lettonia illatvja łotwa republicoflatvia",
    ),
    ("MT", "малта malta μαλτα malte"),
    (
        "NL",
        "нидерландия nizozemsko nederlandene niederlande κατωχωρες netherlands paisesbajos holland alankomaat \
         paysbas anisiltir nizozemska hollandia paesibassi nyderlandai niderlande innetherlands nederland \
         holandia paisesbaixos tariledejos holandsko nederlanderna thenetherlands hollande olanda holanda",
    ),
    (
        "PL",
        "полша polsko polen πολωνια poland polonia poola puola pologne anpholainn poljska lengyelorszag \
         lenkija polija ilpolonja polska",
    ),
    (
        "PT",
        "португалия portugalsko portugal πορτογαλια portugali anphortaingeil portugalia portogallo \
         portugalija portugale ilportugall portugalska",
    ),
    (
        "RO",
        "румъния rumunsko rumænien rumanien ρουμανια romania rumania rumeenia roumanie anromain rumunjska \
         rumunija rumanija irrumanija roemenie rumunia romenia romunija",
    ),
    (
        "SE",
        "швеция svedsko sverige schweden σουηδια sweden suecia rootsi ruotsi suede antsualainn svedska \
         svedorszag svezia svedija zviedrija lizvezja zweden szwecja suedia",
    ),
    (
        "SI",
        "словения slovinsko slovenien slowenien σλοβενια slovenia eslovenia sloveenia slovenie antsloivein \
         slovenija szlovenia isslovenja słowenia",
    ),
    (
        "SK",
        "словакия slovensko slovakiet slowakei σλοβακια slovakia eslovaquia slovakkia slovaquie antslovaic \
         slovacka szlovakia slovacchia slovakija isslovakkja slowakije słowacja slovacia slovaska slovakien \
         slovakrepublic slovenskarepublika republiqueslovaque slowakischerepublik",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_state_is_found_in_every_language_and_no_name_twice() {
        let called = |name: &str| member_state_called(name).map(|c| c.to_string());
        for (name, code) in [
            ("Deutschland", "DE"),
            ("Österreich", "AT"),
            ("Ελλάδα", "GR"),
            ("България", "BG"),
            ("Éire", "IE"),
            ("Magyarország", "HU"),
            ("Suomi", "FI"),
            ("an Fhrainc", "FR"),
            ("Il-Ġermanja", "DE"),
            ("Lietuva", "LT"),
        ] {
            assert_eq!(called(name).as_deref(), Some(code), "{name}");
        }
        assert_eq!(called("Helvetia"), None);
        let mut names: Vec<&str> =
            SPOKEN.iter().flat_map(|(_, names)| names.split_ascii_whitespace()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(names.iter().all(|name| folded(name).eq(name.chars())));
    }
}
