//! Who may apply, how, and where to ask: the public page as data, beside Art. 24.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ManagementMode, ManagingAuthority, page};
use crate::country::Country;
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation, Cited};
use crate::organisation::{LegalForm, LegalForms, OrganisationType};

named_enum! {
    /// Who publishes something.
    pub enum Publisher("publisher") {
        /// The European Commission.
        Commission = "commission",
        /// The authorities of a Member State.
        NationalAuthorities = "national_authorities",
    }
}

named_enum! {
    /// What is published for those who want to apply.
    pub enum Publication("publication") {
        /// The annual work programme with the objectives and priorities of the year.
        AnnualWorkProgramme = "annual_work_programme",
        /// General and specific calls for proposals.
        CallsForProposals = "calls_for_proposals",
        /// Calls for tenders: work, supply and service contracts.
        CallsForTenders = "calls_for_tenders",
    }
}

impl Publication {
    /// Who publishes it; empty where the page does not say.
    ///
    /// ```
    /// use amif::fund::{Publication, Publisher};
    ///
    /// let calls = Publication::CallsForProposals.publishers();
    /// assert_eq!(calls.value, [Publisher::Commission, Publisher::NationalAuthorities]);
    /// ```
    #[must_use]
    pub fn publishers(self) -> &'static Cited<&'static [Publisher]> {
        static PROGRAMME: Cited<&[Publisher]> =
            Cited { value: &[Publisher::Commission], source: &[page("How to apply?")] };
        static CALLS: Cited<&[Publisher]> = Cited {
            value: &[Publisher::Commission, Publisher::NationalAuthorities],
            source: &[page("How to apply?")],
        };
        static TENDERS: Cited<&[Publisher]> = Cited { value: &[], source: &[page("How to apply?")] };
        match self {
            Publication::AnnualWorkProgramme => &PROGRAMME,
            Publication::CallsForProposals => &CALLS,
            Publication::CallsForTenders => &TENDERS,
        }
    }

    /// Where it is found, as far as that is on record.
    ///
    /// ```
    /// use amif::fund::Publication;
    ///
    /// assert!(Publication::CallsForProposals.found_at().value.contains("Funding & Tenders Portal"));
    /// ```
    #[must_use]
    pub fn found_at(self) -> &'static Cited<&'static str> {
        static PROGRAMME: Cited<&str> = Cited {
            value: "linked from the public page of the Fund, under \"How to apply?\"; no address of it is on record",
            source: &[page("How to apply?")],
        };
        static CALLS: Cited<&str> = Cited {
            value: "the Funding & Tenders Portal, https://ec.europa.eu/info/funding-tenders/opportunities/portal; national calls at the managing authorities",
            source: &[page("How to apply?")],
        };
        static TENDERS: Cited<&str> = Cited {
            value: "the Funding & Tenders Portal, https://ec.europa.eu/info/funding-tenders/opportunities/portal",
            source: &[page("How to apply?")],
        };
        match self {
            Publication::AnnualWorkProgramme => &PROGRAMME,
            Publication::CallsForProposals => &CALLS,
            Publication::CallsForTenders => &TENDERS,
        }
    }
}

named_enum! {
    /// Whom an applicant turns to.
    pub enum Contact("contact") {
        /// The managing authority of the applicant's Member State.
        ManagingAuthority = "managing_authority",
        /// The Funding & Tenders Portal of the Commission.
        Portal = "funding_and_tenders_portal",
        /// The body that the Commission entrusted.
        EntrustedBody = "entrusted_body",
    }
}

/// How to apply under a management mode.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The mode.
    pub mode: ManagementMode,
    /// Whom to turn to.
    pub contact: Contact,
    /// What to do, in order.
    pub steps: &'static [Cited<&'static str>],
}

impl Route {
    /// The managing authority to turn to in a country; `None` under other modes, and for countries of which
    /// none is recorded.
    ///
    /// ```
    /// use amif::fund::ManagementMode;
    ///
    /// let austria = "AT".parse()?;
    /// assert!(ManagementMode::Shared.route().managing_authority(austria).is_some());
    /// assert!(ManagementMode::Direct.route().managing_authority(austria).is_none());
    /// # Ok::<(), amif::value::ParseCountryError>(())
    /// ```
    #[must_use]
    pub fn managing_authority(&self, country: Country) -> Option<&'static ManagingAuthority> {
        if self.contact == Contact::ManagingAuthority { ManagingAuthority::of(country) } else { None }
    }
}

impl Serialize for Route {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("mode", &self.mode)?;
        map.serialize_entry("contact", &self.contact)?;
        map.serialize_entry("steps", self.steps)?;
        map.end()
    }
}

const UNDERSTAND: Cited<&str> = Cited {
    value: "Read the objectives and priorities of the Fund and see whether the project fits them.",
    source: &[page("How to apply? step 1")],
};
static SHARED: Route = Route {
    mode: ManagementMode::Shared,
    contact: Contact::ManagingAuthority,
    steps: &[
        UNDERSTAND,
        Cited {
            value: "Look up the programme of your Member State or region; the project must meet its selection criteria and investment priorities.",
            source: &[page("How to apply? step 2")],
        },
        Cited {
            value: "Contact the managing authority of your Member State; it chooses the projects and answers for the daily management.",
            source: &[page("How to apply? step 3")],
        },
        Cited {
            value: "Follow the application procedure of that managing authority.",
            source: &[page("How to apply? step 4")],
        },
    ],
};
static DIRECT: Route = Route {
    mode: ManagementMode::Direct,
    contact: Contact::Portal,
    steps: &[
        UNDERSTAND,
        Cited {
            value: "Read the Commission's annual work programme for the objectives and priorities of the year.",
            source: &[page("How to apply?")],
        },
        Cited {
            value: "Visit the Funding & Tenders Portal regularly to find calls.",
            source: &[page("How to apply?")],
        },
        Cited {
            value: "Submit the proposal on the portal by the deadline of the call.",
            source: &[Citation::document(
                "EU Funding & Tenders Portal, Online Manual",
                "3.1",
                Basis::OfficialPage,
            )],
        },
    ],
};
static INDIRECT: Route = Route {
    mode: ManagementMode::Indirect,
    contact: Contact::EntrustedBody,
    steps: &[
        UNDERSTAND,
        Cited {
            value: "Ask the body that the Commission entrusted with the action; its own procedure applies, and no source at hand describes it.",
            source: &[Citation::act(Act::Amif2021, "Art. 23", Basis::Inferred)],
        },
    ],
};

impl ManagementMode {
    /// How to apply for money under this mode.
    ///
    /// ```
    /// use amif::fund::{Contact, ManagementMode};
    ///
    /// assert_eq!(ManagementMode::Shared.route().contact, Contact::ManagingAuthority);
    /// assert_eq!(ManagementMode::Shared.route().steps.len(), 4);
    /// ```
    #[must_use]
    pub fn route(self) -> &'static Route {
        match self {
            ManagementMode::Shared => &SHARED,
            ManagementMode::Direct => &DIRECT,
            ManagementMode::Indirect => &INDIRECT,
        }
    }
}

/// Bodies that help applicants, as the public page names them.
pub static SUPPORT_BODIES: &[Cited<&str>] = &[
    Cited {
        value: "the European team of your local authority or chamber of commerce, for information to measure",
        source: &[page("Organisations who provide support?")],
    },
    Cited {
        value: "your national or regional authorities, networks and incubators, as the first door for your needs",
        source: &[page("Organisations who provide support?")],
    },
];

/// What the Fund offers the social economy, in the crate's own words.
pub static SOCIAL_ECONOMY: Cited<&str> = Cited {
    value: "Of particular interest to organisations that work for the social inclusion of people from migrant backgrounds: training for new skills, finding jobs, support in starting a business.",
    source: &[page("What is in it for the social economy?")],
};

/// What the public page says of the European Migration Network, in the crate's own words. The page says
/// "each Member State"; Denmark is none of them by [`network_member`](super::network_member).
pub static MIGRATION_NETWORK: &[Cited<&str>] = &[
    Cited {
        value: "a network of the Union of experts on migration and asylum, who work together for objective, comparable information that is of use to policy",
        source: &[page("How to contact organisations who manage the programme?")],
    },
    Cited {
        value: "coordinated by the Commission, under its department for migration and home affairs, with the national contact points",
        source: &[page("How to contact organisations who manage the programme?")],
    },
    Cited {
        value: "the governments of each Member State and of Norway appoint the national contact points",
        source: &[page("How to contact organisations who manage the programme?")],
    },
    Cited {
        value: "the contact points are ministries of the interior and of justice, research institutes, non-governmental organisations and the national offices of an international organisation",
        source: &[page("How to contact organisations who manage the programme?")],
    },
    Cited {
        value: "each contact point coordinates a national network of those concerned",
        source: &[page("How to contact organisations who manage the programme?")],
    },
];

/// How the Fund pays organisations, by the public page.
pub static OFFERED_THROUGH: Cited<&[&str]> =
    Cited { value: &["calls for tender", "grants"], source: &[page("How to apply?")] };

/// One way to be an eligible entity under direct and indirect management.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Eligibility {
    /// What the article says, in the crate's own words.
    pub rule: &'static str,
    /// Where it stands.
    pub source: &'static [Citation],
}

impl Serialize for Eligibility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("rule", self.rule)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

const SISTER: &str = "read in the sister act, Regulation (EU) 2021/1149, Art. 19";

/// Art. 24 of Regulation (EU) 2021/1147: entities eligible under direct and indirect management.
pub static ELIGIBLE_ENTITIES: &[Eligibility] = &[
    Eligibility {
        rule: "legal entities established in a Member State or an overseas country or territory linked to it",
        source: &[Citation::act(Act::Amif2021, "Art. 24(1)(a)(i)", Basis::Act)],
    },
    Eligibility {
        rule: "legal entities established in a third country associated to the Fund, where the work programme covers it and on its conditions",
        source: &[Citation::act(Act::Amif2021, "Art. 24(1)(a)(ii)", Basis::Act)],
    },
    Eligibility {
        rule: "legal entities established in a third country listed in the work programme, in a consortium of at least two independent entities, one of them in a Member State",
        source: &[
            Citation::act(Act::Amif2021, "Art. 24(1)(a)(iii)", Basis::Act),
            Citation::act_noted(Act::Amif2021, "Art. 24(3)", Basis::Unverified, SISTER),
        ],
    },
    Eligibility {
        rule: "legal entities created under Union law, and international organisations relevant to the Fund",
        source: &[Citation::act(Act::Amif2021, "Art. 24(1)(b)", Basis::Act)],
    },
    Eligibility {
        rule: "no natural persons: the Regulation speaks of legal entities",
        source: &[
            Citation::act(Act::Amif2021, "Art. 24(1)(a)", Basis::Act),
            Citation::act_noted(Act::Amif2021, "Art. 24(2)", Basis::Unverified, SISTER),
        ],
    },
];

static STATUS: &[Citation] = &[
    page("Who is eligible to apply?"),
    Citation::act_noted(
        Act::EntityValidation,
        "2.1.4",
        Basis::Inferred,
        "status is validated organisation by organisation; the type says only what is usual",
    ),
];

impl OrganisationType {
    /// The legal forms that an organisation of this type may have. Never a ground to derive a form: two of
    /// one type may differ, and only validation tells.
    ///
    /// ```
    /// use amif::{LegalForm, value::OrganisationType};
    ///
    /// let university = OrganisationType::Education.may_be();
    /// assert!(university.value.may_be(LegalForm::PublicBody));
    /// assert!(university.value.may_be(LegalForm::NonProfitPrivate));
    /// assert_eq!(university.value.known(), None);
    /// ```
    #[must_use]
    pub fn may_be(self) -> Cited<LegalForms> {
        use LegalForm::{InternationalOrganisation, NonProfitPrivate, PublicBody};
        let with_private = |form: LegalForm| LegalForms::from(form).or(LegalForms::PRIVATE_BODY);
        let value = match self {
            OrganisationType::StateAuthority | OrganisationType::LocalPublicBody => PublicBody.into(),
            OrganisationType::NonGovernmental => NonProfitPrivate.into(),
            OrganisationType::Humanitarian => {
                LegalForms::from(NonProfitPrivate).or(PublicBody.into()).or(InternationalOrganisation.into())
            }
            OrganisationType::PrivateLawCompany => LegalForms::PRIVATE_BODY,
            // State ownership does not make a public body.
            OrganisationType::PublicLawCompany | OrganisationType::Education => with_private(PublicBody),
            OrganisationType::Research => with_private(PublicBody).or(InternationalOrganisation.into()),
        };
        Cited { value, source: STATUS }
    }

    /// The type as the public page has it.
    ///
    /// ```
    /// use amif::value::OrganisationType;
    ///
    /// assert_eq!(OrganisationType::Research.words(), "research organisations");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            OrganisationType::StateAuthority => "State and federal authorities",
            OrganisationType::LocalPublicBody => "local public bodies",
            OrganisationType::NonGovernmental => "non-governmental organisations",
            OrganisationType::Humanitarian => "humanitarian organisations",
            OrganisationType::PrivateLawCompany => "private law companies",
            OrganisationType::PublicLawCompany => "public law companies",
            OrganisationType::Education => "education organisations",
            OrganisationType::Research => "research organisations",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_type_of_organisation_may_be_a_natural_person() {
        for kind in OrganisationType::ALL {
            assert!(!kind.may_be().value.may_be(LegalForm::NaturalPerson), "{kind}");
            assert!(!kind.may_be().source.is_empty());
        }
    }

    #[test]
    fn every_mode_has_a_route_and_every_step_a_source() {
        for mode in ManagementMode::ALL {
            let route = mode.route();
            assert_eq!(route.mode, *mode);
            assert!(route.steps.iter().all(|s| !s.source.is_empty()));
        }
    }
}
