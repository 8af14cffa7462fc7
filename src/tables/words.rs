//! What columns and values are called, in the official languages of the Union and in public exports.
//!
//! Every word is in the form of [`key`](super::key::key): lower case, no accents, blanks or marks.

use super::columns::{Column, Holds, meaning};
use super::costs::{self, BUDGET};
use super::key::key;
use super::sheet::Line;
use super::unit;
use super::whose::{ORGANISATION, PIC, receiving};
use crate::input::joined;
use crate::organisation::{LegalForm, LegalForms, OrganisationType, Role};

/// The columns of a sheet of partners. Reader and template go by this table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Name,
    Pic,
    Role,
    Country,
    LegalForm,
    Type,
    AffiliatedTo,
}

impl Holds for Of {
    fn money(self) -> bool {
        false
    }

    /// A sheet with categories of costs is one of a budget.
    fn fits(_named: &[Self], headings: &Line) -> bool {
        let cost = |of| matches!(of, costs::Of::Cost(_) | costs::Of::Group(_));
        !headings.cells.iter().any(|(_, value)| meaning(BUDGET, value.text()).is_some_and(cost))
    }
}

pub(super) const PARTNERS: &[Column<Of>] = &[
    Column {
        is: Of::Name,
        name: "name",
        words: &joined::<{ ORGANISATION.len() + 1 }>(&[ORGANISATION, &["participant"]]),
    },
    Column { is: Of::Pic, name: "pic", words: PIC },
    Column {
        is: Of::Role,
        name: "role",
        words: &[
            "participantrole",
            "roleintheproject",
            "roleinproject",
            "projectrole",
            "rolle",
            "rolleimprojekt",
            "roledansleprojet",
            "rol",
            "ruolo",
            "papel",
            "funcao",
            "fonction",
            "rola",
            "uloha",
            "vloga",
            "uloga",
            "szerep",
            "rolul",
            "functia",
            "роля",
            "ρολος",
            "rooli",
            "roll",
            "loma",
            "vaidmuo",
            "rwol",
        ],
    },
    Column {
        is: Of::Country,
        name: "country",
        words: &[
            "countrycode",
            "countryofestablishment",
            "seat",
            "land",
            "sitzland",
            "pays",
            "pais",
            "paese",
            "nazione",
            "kraj",
            "panstwo",
            "zeme",
            "stat",
            "krajina",
            "drzava",
            "zemlja",
            "orszag",
            "tara",
            "държава",
            "страна",
            "χωρα",
            "maa",
            "riik",
            "valsts",
            "salis",
            "pajjiz",
            "tir",
        ],
    },
    Column {
        is: Of::LegalForm,
        name: "legal_form",
        words: &[
            "legalform",
            "legalstatus",
            "legalentitystatus",
            "rechtsform",
            "formejuridique",
            "statutjuridique",
            "formajuridica",
            "naturajuridica",
            "formagiuridica",
            "naturagiuridica",
            "rechtsvorm",
            "formaprawna",
            "pravniforma",
            "pravnaforma",
            "pravnaoblika",
            "pravnioblik",
            "jogiforma",
            "правнаформа",
            "νομικημορφη",
            "oikeudellinenmuoto",
            "oiguslikvorm",
            "juridiskaforma",
            "teisineforma",
            "juridiskform",
            "retligform",
            "formaguridika",
            "foirmdhlithiuil",
        ],
    },
    Column {
        is: Of::Type,
        name: "organisation_type",
        words: &[
            "organisationtype",
            "organizationtype",
            "type",
            "typeoforganisation",
            "typeoforganization",
            "activitytype",
            "organisationstyp",
            "typ",
            "typedorganisation",
            "tipodeorganizacion",
            "tipodiorganizzazione",
            "tipodeorganizacao",
            "soortorganisatie",
            "typorganizacji",
            "typorganizace",
            "typorganizacie",
            "vrstaorganizacije",
            "szervezettipusa",
            "tipuldeorganizatie",
            "видорганизация",
            "τυποςοργανισμου",
        ],
    },
    Column {
        is: Of::AffiliatedTo,
        name: "affiliated_to",
        words: &["affiliatedto", "linkedto", "picofbeneficiary"],
    },
];

/// A value with the words for it; a word that could mean two values stands nowhere.
type Words<T> = &'static [(T, &'static [&'static str])];

pub(super) const ROLES: Words<Role> = &[
    (
        Role::Coordinator,
        &[
            "coordinator",
            "leadpartner",
            "leadapplicant",
            "leadbeneficiary",
            "lead",
            "koordinator",
            "koordinatorin",
            "coordinateur",
            "coordonnateur",
            "chefdefile",
            "coordinador",
            "coordinadora",
            "coordinatore",
            "capofila",
            "coordenador",
            "koordynator",
            "coordonator",
            "координатор",
            "συντονιστης",
            "koordinaattori",
            "koordinaator",
            "koordinators",
            "koordinatorius",
            "samordnare",
            "koordinatur",
            "comhordaitheoir",
        ],
    ),
    (
        Role::Beneficiary,
        receiving![
            "beneficiary",
            "coapplicant",
            "cobeneficiary",
            "participant",
            "mitbegunstigter",
            "cobeneficiaire",
            "cobeneficiario",
            "beneficiaria",
        ],
    ),
    (
        Role::AffiliatedEntity,
        &[
            "affiliatedentity",
            "affiliated",
            "verbundeneeinrichtung",
            "entiteaffiliee",
            "entidadafiliada",
            "entitaaffiliata",
            "entidadeafiliada",
            "verbondenentiteit",
            "podmiotstowarzyszony",
        ],
    ),
    (
        Role::AssociatedPartner,
        &[
            "associatedpartner",
            "associated",
            "assoziierterpartner",
            "partenaireassocie",
            "socioasociado",
            "partnerassociato",
            "parceiroassociado",
            "geassocieerdepartner",
            "partnerstowarzyszony",
        ],
    ),
    (
        Role::Subcontractor,
        &[
            "subcontractor",
            "unterauftragnehmer",
            "soustraitant",
            "subcontratista",
            "subappaltatore",
            "subcontratante",
            "onderaannemer",
            "podwykonawca",
        ],
    ),
];

pub(super) const FORMS: Words<LegalForm> = &[
    (
        LegalForm::PublicBody,
        &[
            "publicbody",
            "public",
            "pub",
            "publicauthority",
            "publicentity",
            "offentlicheeinrichtung",
            "organismepublic",
            "organismopublico",
            "entepubblico",
            "entidadepublica",
            "publiekrechtelijkeinstelling",
        ],
    ),
    (
        LegalForm::NonProfitPrivate,
        &[
            "nonprofitprivate",
            "privatenonprofit",
            "nonprofit",
            "notforprofit",
            "privatenotforprofit",
            "gemeinnutzig",
            "sansbutlucratif",
            "sinfinesdelucro",
            "sinanimodelucro",
            "senzascopodilucro",
            "semfinslucrativos",
            "zonderwinstoogmerk",
        ],
    ),
    (LegalForm::ProfitMaking, &["profitmaking", "forprofit", "privateforprofit", "company"]),
    (LegalForm::InternationalOrganisation, &["internationalorganisation", "internationalorganization", "io"]),
    (LegalForm::NaturalPerson, &["naturalperson"]),
];

/// Private, for profit or not. The activity type PRC of CORDIS says nothing about non-profit.
pub(super) const PRIVATE: &[&str] = &["privatebody", "private", "prc"];

pub(super) const TYPES: Words<OrganisationType> = &[
    (
        OrganisationType::NonGovernmental,
        &["ngo", "nongovernmentalorganisation", "nongovernmentalorganization"],
    ),
    (OrganisationType::Education, &["hes", "university", "highereducation", "educationorganisation"]),
    (
        OrganisationType::Research,
        &["rec", "researchorganisation", "researchorganization", "researchinstitute"],
    ),
    (OrganisationType::LocalPublicBody, &["localpublicbody", "localauthority", "municipality"]),
    (OrganisationType::StateAuthority, &["stateorfederalauthority", "stateauthority", "ministry"]),
    (OrganisationType::Humanitarian, &["humanitarianorganisation", "humanitarianorganization"]),
    (OrganisationType::PrivateLawCompany, &["privatelawcompany"]),
    (OrganisationType::PublicLawCompany, &["publiclawcompany"]),
];

/// What the activity types of CORDIS and the portal say of the legal form: a public body outside research and
/// education, or a private body, of which nothing is said about its profits. The other three say nothing of it.
pub(super) fn activity_form(key: &str) -> Option<LegalForms> {
    match key {
        "pub" => Some(LegalForm::PublicBody.into()),
        "prc" => Some(LegalForms::PRIVATE_BODY),
        _ => None,
    }
}

/// An activity type that says nothing that a rule asks for.
pub(super) const OTHER_ACTIVITY: &str = "oth";

/// Words for the row of the totals.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grandtotal",
    "sum",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "summe",
    "totale",
    "totalegenerale",
    "totalgeneral",
    "totaal",
    "razem",
    "celkem",
    "spolu",
    "skupaj",
    "ukupno",
    "osszesen",
];

/// What a total counts in a sheet of organisations.
const COUNTED: &[&str] = &[
    "partners",
    "participants",
    "organisations",
    "organizations",
    "beneficiaries",
    "applicants",
    "countries",
    "partner",
    "partenaires",
    "organisationen",
    "socios",
];

/// What columns of a sheet of a budget are called that hold no fact of a budget: no money, or the largest contribution
/// that rate and costs allow, which is worked out and is not the one that is requested.
const NO_MONEY: &[&str] = &[
    "no",
    "nr",
    "number",
    "n",
    "personmonths",
    "personmonth",
    "pm",
    "months",
    "days",
    "persondays",
    "fte",
    "postcode",
    "postalcode",
    "zip",
    "zipcode",
    "pic",
    "piccode",
    "code",
    "id",
    "rate",
    "fundingrate",
    "cofinancingrate",
    "percent",
    "percentage",
    "comment",
    "comments",
    "remark",
    "remarks",
    "note",
    "notes",
    "date",
    "start",
    "startdate",
    "end",
    "enddate",
    "country",
    "role",
    "year",
    "phone",
    "telephone",
    "vatnumber",
    "maximumeucontribution",
    "maximumeucontributiontoeligiblecosts",
    "maximumcontribution",
    "maximumeugrant",
    "maximumgrant",
    "maximumgrantamount",
    "maxeucontribution",
    "maxeugrant",
    "maxgrant",
    "maximalereubeitrag",
    "hochstereubeitrag",
    "contributionmaximaledelue",
    "contributionuemaximale",
];

/// Whether a heading says that its column holds no fact of a budget.
pub(super) fn is_no_money(heading: &str) -> bool {
    let word = key(heading);
    // Marks alone, such as #, and shares: requested %.
    NO_MONEY.contains(&word.as_str())
        || unit::of_shares(heading)
        || (word.is_empty() && unit::signs(heading).is_empty())
}

/// What a column of currencies is called.
const CURRENCY: &[&str] = &[
    "currency",
    "currencycode",
    "wahrung",
    "devise",
    "monnaie",
    "moneda",
    "moeda",
    "valuta",
    "waluta",
    "mena",
    "valiuta",
    "valuuta",
    "penznem",
    "валута",
    "νομισμα",
    "munita",
    "airgeadra",
];

/// Whether a heading is of a column that names currencies.
pub(super) fn is_currency(heading: &str) -> bool {
    CURRENCY.contains(&key(heading).as_str())
}

/// What a row of a budget names in the column of work packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Package {
    /// A work package.
    One,
    /// All of them: `Total`, `All work packages`, `Total WPs`.
    All,
    /// A total of which nobody knows whether it is of all: `Subtotal`, `WP1 total`.
    Some,
}

/// Words for several work packages.
const PACKAGES: &[&str] = &[
    "wp",
    "wps",
    "work",
    "package",
    "packages",
    "workpackage",
    "workpackages",
    "arbeitspakete",
    "ap",
    "aps",
    "of",
    "lots",
    "de",
];

/// Words for a total of some rows.
const PARTIAL: &[&str] = &[
    "subtotal",
    "subtotals",
    "zwischensumme",
    "soustotal",
    "subtotale",
    "subtotaal",
    "sumaczesciowa",
    "mezisoucet",
    "medzisucet",
];

/// What a name of a work package stands for.
pub(super) fn package(name: &str) -> Package {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).map(key).filter(|word| !word.is_empty()).collect();
    let total = |word: &String| TOTALS.contains(&word.as_str());
    let rest: Vec<String> = words.iter().filter(|word| !PACKAGES.contains(&word.as_str())).cloned().collect();
    let all = |rest: &[String]| matches!(rest, [one] if one == "all" || one == "overall");
    let starts =
        |start: &[&str]| words.iter().map(String::as_str).take(start.len()).eq(start.iter().copied());
    let partial = words.iter().any(|word| PARTIAL.contains(&word.as_str()))
        || starts(&["sub", "total"])
        || starts(&["sous", "total"]);
    if !partial && (is_total(&rest.join(" ")) || all(&rest) || name.trim() == "Σ") {
        Package::All
    } else if partial || words.first().is_some_and(total) || words.last().is_some_and(total) {
        Package::Some
    } else {
        Package::One
    }
}

/// Whether a row is named as one of totals: `Total`, `Total: 3`, `Total partners: 3`.
pub(super) fn is_total(name: &str) -> bool {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).map(key).filter(|word| !word.is_empty()).collect();
    let named = |words: &[String]| TOTALS.contains(&words.concat().as_str());
    let number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let counted = |word: &String| number(word) || COUNTED.contains(&word.as_str());
    let until = words.iter().position(counted).unwrap_or(words.len());
    let (total, rest) = words.split_at_checked(until).unwrap_or((&words, &[]));
    let total = match total {
        [total @ .., of] if of == "of" => total,
        total => total,
    };
    named(total) && rest.iter().all(counted)
}

/// Words for an organisation that say nothing of its profits.
const NEUTRAL: &[&str] = &[
    "making",
    "private",
    "entity",
    "entities",
    "organisation",
    "organisations",
    "organization",
    "organizations",
    "body",
    "bodies",
    "association",
    "legal",
    "law",
    "company",
];

/// Whether a legal form, in the form of a key, is private and non-profit, however it is put: "non-profit-making private
/// entity" is what calls say.
pub(super) fn is_non_profit(key: &str) -> bool {
    let mut rest = key.strip_prefix("private").unwrap_or(key);
    match ["nonprofit", "notforprofit"].iter().find_map(|word| rest.strip_prefix(word)) {
        None => false,
        Some(after) => {
            rest = after;
            while let Some(after) = NEUTRAL.iter().find_map(|word| rest.strip_prefix(word)) {
                rest = after;
            }
            rest.is_empty()
        }
    }
}

/// The value that a word, in the form of a key, stands for.
pub(super) fn meant<T: Copy>(words: Words<T>, key: &str) -> Option<T> {
    words.iter().find(|(_, all)| all.contains(&key)).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_words() -> Vec<(&'static str, &'static str)> {
        fn of<T>(list: &'static str, words: Words<T>) -> Vec<(&'static str, &'static str)> {
            words.iter().flat_map(|(_, all)| *all).map(|word| (list, *word)).collect()
        }
        let columns = PARTNERS.iter().flat_map(|c| c.words).map(|word| ("columns", *word)).collect();
        [columns, of("roles", ROLES), of("forms", FORMS), of("types", TYPES)].concat()
    }

    #[test]
    fn every_word_is_in_the_form_in_which_it_is_compared_and_means_one_thing() {
        let all = all_words();
        for (list, word) in &all {
            assert_eq!(&key(word), word);
            assert_eq!(all.iter().filter(|other| **other == (*list, *word)).count(), 1, "{list}: {word}");
        }
    }

    #[test]
    fn a_total_is_told_by_its_words() {
        for total in [
            "Total",
            "TOTAL",
            "Totals:",
            "Grand total",
            "Total partners: 1",
            "Total: 3",
            "Total of 3 partners",
        ] {
            assert!(is_total(total), "{total}");
        }
        for name in [
            "TotalEnergies",
            "Total Care",
            "Sum Foundation",
            "3 partners",
            "",
            "Partners",
            "Totale Vrijheid vzw",
        ] {
            assert!(!is_total(name), "{name}");
        }
    }

    #[test]
    fn a_total_of_work_packages_is_told_from_a_work_package() {
        for (name, is) in [
            ("Total", Package::All),
            ("Sum", Package::All),
            ("Summe", Package::All),
            ("All WPs", Package::All),
            ("Total work packages", Package::All),
            ("Σ", Package::All),
            ("Subtotal", Package::Some),
            ("Sub-total", Package::Some),
            ("WP1 total", Package::Some),
            ("Total WP1-WP3", Package::Some),
            ("WP1", Package::One),
            ("1", Package::One),
            ("WP5 Total quality management", Package::One),
            ("All about integration", Package::One),
            ("Work package 2", Package::One),
            ("", Package::One),
        ] {
            assert_eq!(package(name), is, "{name}");
        }
    }

    #[test]
    fn non_profit_is_read_however_it_is_put() {
        for text in [
            "non-profit-making",
            "non profit-making",
            "Non-profit making private entity",
            "non-profit-making entity",
            "non-profit organisation",
            "private non-profit body",
            "not-for-profit company",
        ] {
            assert!(is_non_profit(&key(text)), "{text}");
        }
        for text in [
            "profit-making",
            "for profit",
            "not non-profit",
            "non-profit public body",
            "profit-making / non-profit",
        ] {
            assert!(!is_non_profit(&key(text)), "{text}");
        }
    }

    #[test]
    fn every_value_is_read_by_its_own_name() {
        for role in Role::ALL {
            assert_eq!(meant(ROLES, &key(role.as_str())), Some(*role));
        }
        for form in LegalForm::ALL {
            assert_eq!(meant(FORMS, &key(form.as_str())), Some(*form));
        }
        for kind in OrganisationType::ALL {
            assert_eq!(meant(TYPES, &key(kind.as_str())), Some(*kind));
        }
    }
}
