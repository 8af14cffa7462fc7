//! The names of the Member States and of the countries around the Union in its official languages. Sheets are read by them;
//! elsewhere a country is a code, and they make the hint.
//!
//! The names are those of the Unicode CLDR, and a few that people write beside them, each in lower case without accents
//! and blanks, as [`folded`] leaves it.

use super::Country;
use super::names::folded;

/// The country of a name in an official language of the Union.
pub(super) fn called(name: &str) -> Option<Country> {
    let name: String = folded(name).collect();
    SPOKEN
        .iter()
        // Most names are not even a part of the others.
        .find(|(_, names)| names.contains(&name) && names.split_ascii_whitespace().any(|known| known == name))
        .and_then(|(code, _)| code.parse().ok())
}

/// By code: the names.
const SPOKEN: [(&str, &str); 61] = [
    ("AD", "андора andorra ανδορα andorre andora"),
    ("AL", "албания albanie albanien αλβανια albania albaania analbain albanija lalbanija albansko"),
    (
        "AM",
        "армения armenie armenien αρμενια armenia armeenia anairmein armenija ormenyorszag larmenja armensko",
    ),
    (
        "AT",
        "австрия rakousko østrig osterreich αυστρια austria itavalta autriche anostair austrija ausztria \
         lawstrija oostenrijk rakusko avstrija osterrike",
    ),
    (
        "AZ",
        "азербаиджан azerbajdzan aserbajdsjan aserbaidschan αζερμπαιτζαν azerbaijan azerbaiyan aserbaidzaan \
         azerbaidzan azerbaidjan anasarbaiseain azerbajdzsan azerbaigian azerbaidzanas azerbaidzana \
         lazerbajgan azerbeidzjan azerbejdzan azerbaijao azerbajdzjan",
    ),
    (
        "BA",
        "боснаихерцеговина bosnaahercegovina bosnienhercegovina bosnienundherzegowina βοσνιαερζεγοβινη \
         bosniaherzegovina bosniayherzegovina bosniajahertsegoviina bosniajahertsegovina bosnieherzegovine \
         anbhoisniaagusanheirseagaivein bosnaihercegovina boszniahercegovina bosniaederzegovina \
         bosnijairhercegovina bosnijaunhercegovina ilboznijaħerzegovina bosnieenherzegovina \
         bosniaihercegowina bosniaeherzegovina bosniasihertegovina bosnainhercegovina bosnienochhercegovina \
         bosnienherzegowina bosnie bosnien bosna bosnia",
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
        "BY",
        "беларус belorusko belarus λευκορωσια bielorrusia valgevene valkovenaja bielorussie anbhealaruis \
         bjelorusija belarusz bielorussia baltarusija baltkrievija ilbelarussja białorus bielorrussia \
         bielorusko belorusija",
    ),
    (
        "CH",
        "швеицария svycarsko schweiz ελβετια switzerland suiza sveits sveitsi suisse aneilveis svicarska \
         svajc svizzera sveicarija sveice lizvizzera zwitserland szwajcaria suica elvetia svajciarsko svica \
         schweizerischeeidgenossenschaft",
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
        "DZ",
        "алжир alzirsko algeriet algerien αλγερια algeria argelia alzeeria algerie anailgeir alzir alzyras \
         alzirija lalgerija algerije algieria",
    ),
    (
        "EE",
        "естония estonsko estland εσθονια estonia eesti viro estonie aneastoin estonija esztorszag estija \
         igaunija lestonja",
    ),
    (
        "EG",
        "египет egypt egypten agypten αιγυπτος egipto egiptus egypti egypte aneigipt egipat egyiptom egitto \
         egiptas egipte legittu egipt egito",
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
        "GB",
        "обединенотокралство spojenekralovstvi storbritannien vereinigteskonigreich ηνωμενοβασιλειο \
         unitedkingdom reinounido uhendkuningriik isobritannia royaumeuni anriochtaontaithe \
         ujedinjenokraljevstvo egyesultkiralysag regnounito jungtinekaralyste apvienotakaraliste irrenjuunit \
         verenigdkoninkrijk wielkabrytania regatulunit spojenekralovstvo zdruzenokraljestvo grossbritannien \
         grandebretagne granbretagna granbretana storbritannia grootbrittannie grabretanha velkabritanie \
         velkabritania velikabritanija nagybritannia mareabritanie великобритания μεγαληβρετανια",
    ),
    (
        "GE",
        "грузия gruzie georgien γεωργια georgia gruusia georgie antseoirsia gruzija gruzia ilgeorgia gruzja \
         gruzinsko",
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
    ("IL", "израел izrael israel ισραηλ iisrael iosrael israele izraelis izraela"),
    (
        "IS",
        "исландия island ισλανδια iceland islandia islanti islande anioslainn izland islanda islandija \
         lizlanda ijsland",
    ),
    (
        "IT",
        "италия italie italien ιταλια italy italia itaalia aniodail italija olaszorszag litalja włochy \
         taliansko",
    ),
    (
        "JO",
        "иордания jordansko jordan jordanien ιορδανια jordania jordaania jordanie aniordain giordania \
         jordanija ilgordan iordania",
    ),
    ("LB", "ливан libanon λιβανος lebanon libano liibanon liban anliobain libanas libana illibanu"),
    (
        "LI",
        "лихтенщаин lichtenstejnsko liechtenstein λιχτενσταιν lichtinstein lihtenstajn lichtensteinas \
         lihtensteina illiechtenstein listenstaine lichtenstajnsko",
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
    ("LY", "либия libye libyen λιβυη libya libia liibua anlibia libija illibja libie"),
    (
        "MA",
        "мароко maroko marokko μαροκο morocco marruecos maroc maraco marocco marokas maroka ilmarokk marrocos \
         marocko",
    ),
    ("MC", "монако monako monaco μονακο monakas"),
    (
        "MD",
        "молдова moldavsko moldova republikmoldau μολδαβια moldavia moldavie anmholdoiv moldavija ilmoldova \
         mołdawia republicamoldova moldavien moldawien moldau",
    ),
    (
        "ME",
        "чернагора cernahora montenegro μαυροβουνιο montaineagro crnagora juodkalnija melnkalne ilmontenegro \
         czarnogora muntenegru ciernahora",
    ),
    (
        "MK",
        "севернамакедония severnimakedonie nordmakedonien nordmazedonien βορειαμακεδονια northmacedonia \
         macedoniadelnorte pohjamakedoonia pohjoismakedonia macedoinedunord anmhacadointhuaidh \
         sjevernamakedonija eszakmacedonia macedoniadelnord siauresmakedonija ziemelmakedonija \
         ilmacedonjatafuq noordmacedonie macedoniapołnocna macedoniadonorte macedoniadenord severnemacedonsko \
         severnamakedonija mazedonien macedoine macedonia makedonien macedonie",
    ),
    ("MT", "малта malta μαλτα malte"),
    (
        "NL",
        "нидерландия nizozemsko nederlandene niederlande κατωχωρες netherlands paisesbajos holland alankomaat \
         paysbas anisiltir nizozemska hollandia paesibassi nyderlandai niderlande niderlandy innetherlands nederland \
         holandia paisesbaixos tariledejos holandsko nederlanderna thenetherlands hollande olanda holanda",
    ),
    (
        "NO",
        "норвегия norsko norge norwegen νορβηγια norway noruega norra norja norvege aniorua norveska norvegia \
         norvegija innorvegja noorwegen norwegia",
    ),
    (
        "PL",
        "полша polsko polen πολωνια poland polonia poola puola pologne anpholainn poljska lengyelorszag \
         lenkija polija ilpolonja polska",
    ),
    (
        "PS",
        "палестинскитеритории palestinskauzemi depalæstinensiskeomrader palastinensischeautonomiegebiete \
         παλαιστινιακαεδαφη palestinianterritories territoriospalestinos palestiinaalad palestiinalaisalue \
         territoirespalestiniens nacriochapalaistineacha palestinskopodrucje palesztinautonomia \
         territoripalestinesi palestinosteritorija palestinasteritorijas itterritorjipalestinjani \
         palestijnsegebieden terytoriapalestynskie territoriospalestinianos teritoriilepalestiniene \
         palestinskeuzemia palestinskoozemlje palestinskaterritorierna",
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
        "RS",
        "сърбия srbsko serbien σερβια serbia serbie antseirbia srbija szerbia serbija isserbja servie servia",
    ),
    (
        "RU",
        "русия rusko rusland russland ρωσια russia rusia venemaa venaja russie anruis rusija oroszorszag \
         krievija irrussja rosja ryssland",
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
    ("SM", "санмарино sanmarino αγιοςμαρινος saintmarin sanmairine sanmarinas saomarinho"),
    ("SY", "сирия syrie syrien συρια syria siria suuria syyria antsiria sirija sziria issirja"),
    (
        "TN",
        "тунис tunisko tunesien τυνησια tunisia tunez tuneesia tunisie antuineis tunis tunezia tunisas \
         tunisija ittunezija tunesie tunezja tunizija tunisien",
    ),
    (
        "TR",
        "турция turecko tyrkiet turkei τουρκια turkiye turquia turgi turkki turquie antuirc turska \
         torokorszag turchia turkija turcija itturkija turkije turcja turcia turkiet",
    ),
    ("UA", "украина ukrajina ukraine ουκρανια ucrania ukraina anucrain ukrajna ucraina lukrajna oekraine"),
    (
        "US",
        "съединенищати spojenestaty usa vereinigtestaaten ηνωμενεςπολιτειες unitedstates estadosunidos \
         ameerikauhendriigid yhdysvallat etatsunis staitaontaithemheiricea sjedinjeneamerickedrzave \
         egyesultallamok statiuniti jungtinesvalstijos amerikassavienotasvalstis listatiuniti verenigdestaten \
         stanyzjednoczone stateleunitealeamericii zdruzenedrzaveamerike vereinigtestaatenvonamerika \
         etatsunisdamerique estadosunidosdeamerica",
    ),
    (
        "VA",
        "ватикан vatikan vatikanstaten vatikanstadt βατικανο vaticancity ciudaddelvaticano vatikaani \
         etatdelaciteduvatican cathairnavatacaine cittadelvaticano vatikanomiestovalstybe vatikans \
         listattalbelttalvatikan vaticaanstad watykan cidadedovaticano statulcetatiivaticanului",
    ),
    ("XK", "косово kosovo κοσσυφοπεδιο anchosaiv koszovo kosovas kosova ilkosovo kosowo"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_in_every_language_and_no_name_twice() {
        let code = |name: &str| called(name).map(|c| c.to_string());
        for (name, of) in [
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
            ("Norwegen", "NO"),
            ("Islande", "IS"),
            ("Islandia", "IS"),
            ("Suisse", "CH"),
            ("Moldawien", "MD"),
            ("Gruzja", "GE"),
            ("Vereinigtes Königreich", "GB"),
            ("Türkei", "TR"),
            ("Ουκρανία", "UA"),
        ] {
            assert_eq!(code(name).as_deref(), Some(of), "{name}");
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
