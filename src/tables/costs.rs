//! The columns of a sheet of a budget, and what they are called.

use super::columns::{Column, Holds};
use super::sheet::Line;
use super::whose::{ORGANISATION, PIC};
use crate::budget::{Category, Resource};
use crate::input::joined;

/// The columns of a sheet of a budget. Reader and template go by this table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Participant,
    /// The code of the participant, where it has a column of its own.
    Pic,
    WorkPackage,
    Cost(Category),
    /// A group of categories, added up.
    Group(Group),
    Total,
    Requested,
    Resource(Resource),
}

impl Holds for Of {
    fn money(self) -> bool {
        match self {
            Of::Participant | Of::Pic | Of::WorkPackage => false,
            Of::Cost(_) | Of::Group(_) | Of::Total | Of::Requested | Of::Resource(_) => true,
        }
    }

    fn fits(named: &[Self], _headings: &Line) -> bool {
        named.iter().any(|of| of.money())
    }
}

/// The groups of the corporate table that have more than one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Personnel,
    Purchases,
    Others,
}

impl Group {
    pub(super) const ALL: [Group; 3] = [Group::Personnel, Group::Purchases, Group::Others];

    pub(super) fn of(category: Category) -> Option<Group> {
        match category.as_str().bytes().next() {
            Some(b'A') => Some(Group::Personnel),
            Some(b'C') => Some(Group::Purchases),
            Some(b'D') => Some(Group::Others),
            _ => None,
        }
    }
}

const fn cost(category: Category, words: &'static [&'static str]) -> Column<Of> {
    Column { is: Of::Cost(category), name: category.as_str(), words }
}

const fn group(group: Group, name: &'static str, words: &'static [&'static str]) -> Column<Of> {
    Column { is: Of::Group(group), name, words }
}

const fn resource(resource: Resource, words: &'static [&'static str]) -> Column<Of> {
    Column { is: Of::Resource(resource), name: resource.as_str(), words }
}

pub(super) const BUDGET: &[Column<Of>] = &[
    Column {
        is: Of::Participant,
        name: "participant",
        words: &joined::<{ ORGANISATION.len() + 1 }>(&[ORGANISATION, &["name"]]),
    },
    Column { is: Of::Pic, name: "pic", words: PIC },
    Column {
        is: Of::WorkPackage,
        name: "work_package",
        words: &["wp", "workpackages", "arbeitspaket", "lotdetravail", "paquetedetrabajo", "werkpakket"],
    },
    cost(
        Category::Employees,
        &[
            "a1employees",
            "employees",
            "a1employeesorequivalent",
            "employeesorequivalent",
            "personnel",
            "personnelcosts",
            "staff",
            "staffcosts",
            "personal",
            "personalkosten",
            "personnelfrais",
            "fraisdepersonnel",
            "personeelskosten",
            "costidelpersonale",
            "costesdepersonal",
            "kosztypersonelu",
        ],
    ),
    group(
        Group::Personnel,
        "A",
        &[
            "apersonnel",
            "apersonnelcosts",
            "astaff",
            "astaffcosts",
            "apersonal",
            "apersonalkosten",
            "afraisdepersonnel",
            "apersoneelskosten",
            "acostidelpersonale",
            "acostesdepersonal",
            "akosztypersonelu",
        ],
    ),
    cost(
        Category::DirectContract,
        &[
            "a2directcontract",
            "directcontract",
            "naturalpersonsunderdirectcontract",
            "a2naturalpersonsunderdirectcontract",
        ],
    ),
    cost(
        Category::Seconded,
        &[
            "a3seconded",
            "a3secondedpersons",
            "secondedpersons",
            "a3secondedpersonsbyathirdpartyagainstpayment",
        ],
    ),
    cost(
        Category::Owners,
        &[
            "a4smeowners",
            "smeowners",
            "a4smeownersandnaturalpersonbeneficiaries",
            "smeownersandnaturalpersonbeneficiaries",
        ],
    ),
    cost(Category::Volunteers, &["a5volunteers", "volunteers"]),
    cost(
        Category::Subcontracting,
        &[
            "bsubcontracting",
            "subcontracting",
            "bsubcontractingcosts",
            "subcontractingcosts",
            "unterauftrage",
            "soustraitance",
            "subcontratacion",
            "subappalto",
            "uitbesteding",
        ],
    ),
    cost(
        Category::Travel,
        &[
            "c1travel",
            "reisen",
            "travel",
            "c1travelandsubsistence",
            "travelandsubsistence",
            "travelcosts",
            "reisekosten",
            "fraisdevoyage",
            "voyages",
            "viajes",
            "gastosdeviaje",
            "viaggi",
            "reiskosten",
            "podroze",
            "kosztypodrozy",
        ],
    ),
    group(Group::Purchases, "C", &["cpurchases", "cpurchasecosts", "purchasecosts"]),
    cost(
        Category::Equipment,
        &[
            "c2equipment",
            "equipment",
            "ausrustung",
            "equipement",
            "equipements",
            "equipamiento",
            "attrezzature",
            "uitrusting",
            "sprzet",
        ],
    ),
    cost(
        Category::OtherGoods,
        &[
            "c3othergoods",
            "othergoods",
            "c3othergoodsandservices",
            "othergoodsandservices",
            "c3othergoodsworksandservices",
            "othergoodsworksandservices",
            "sonstigewarenunddienstleistungen",
            "sonstigewarenbauleistungenunddienstleistungen",
            "autresbiensetservices",
            "autresbienstravauxetservices",
            "otrosbienesyservicios",
            "otrosbienesobrasyservicios",
            "altribenieservizi",
            "anderegoederenendiensten",
        ],
    ),
    cost(
        Category::ThirdParties,
        &[
            "d1financialsupporttothirdparties",
            "financialsupporttothirdparties",
            "d1supporttothirdparties",
            "supporttothirdparties",
        ],
    ),
    group(Group::Others, "D", &["dothercostcategories", "othercostcategories"]),
    cost(Category::SpecificTwo, &["d2specific"]),
    cost(Category::SpecificThree, &["d3specific"]),
    cost(Category::SpecificFour, &["d4specific"]),
    cost(Category::SpecificFive, &["d5specific"]),
    cost(
        Category::Indirect,
        &[
            "eindirectcosts",
            "indirectcosts",
            "indirect",
            "indirektekosten",
            "coutsindirects",
            "costesindirectos",
            "costiindiretti",
            "indirectekosten",
            "kosztyposrednie",
        ],
    ),
    Column {
        is: Of::Total,
        name: "total",
        words: &[
            "totalcosts",
            "totaleligiblecosts",
            "gesamt",
            "gesamtkosten",
            "couttotal",
            "costetotal",
            "costototale",
            "totale",
            "totaal",
            "razem",
        ],
    },
    Column {
        is: Of::Requested,
        name: "requested",
        words: &[
            "requestedgrant",
            "requestedeugrant",
            "requestedeucontribution",
            "requestedamount",
            "eucontribution",
            "eugrant",
            "eugrantasked",
            "eugrantrequested",
            "grantrequested",
            "requestedcontribution",
            "grant",
            "beantragt",
            "beantragtezuwendung",
            "beantragterzuschuss",
            "beantragtereuzuschuss",
            "subventiondemandee",
            "contributionuedemandee",
            "subvencionsolicitada",
            "contributorichiesto",
            "gevraagdesubsidie",
        ],
    },
    resource(Resource::Income, &["incomegeneratedbytheaction"]),
    resource(Resource::InKind, &["inkindcontributions"]),
    resource(Resource::FinancialContributions, &["contributions"]),
    resource(
        Resource::OwnResources,
        &[
            "ownfunds",
            "owncontribution",
            "eigenmittel",
            "eigenanteil",
            "fondspropres",
            "ressourcespropres",
            "fondospropios",
            "recursospropios",
            "risorseproprie",
            "eigenmiddelen",
            "srodkiwlasne",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::super::key::key;
    use super::*;

    #[test]
    fn every_word_is_in_the_form_in_which_it_is_compared_and_means_one_thing() {
        let names = BUDGET.iter().map(|column| key(column.name));
        let all: Vec<String> =
            BUDGET.iter().flat_map(|c| c.words).map(|word| (*word).to_owned()).chain(names).collect();
        for word in &all {
            assert_eq!(&key(word), word);
            assert_eq!(all.iter().filter(|other| *other == word).count(), 1, "{word}");
        }
    }

    #[test]
    fn categories_and_resources_are_read_as_reports_call_them() {
        let column = |heading: &str| {
            BUDGET
                .iter()
                .find(|c| key(c.name) == key(heading) || c.words.contains(&key(heading).as_str()))
                .map(|c| c.is)
        };
        for category in Category::ALL {
            let label = format!("{} {}", category.as_str(), category.words());
            assert_eq!(column(&label), Some(Of::Cost(*category)), "{label}");
        }
        for resource in Resource::ALL {
            assert_eq!(column(resource.words()), Some(Of::Resource(*resource)));
        }
    }
}
