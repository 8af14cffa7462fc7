//! The managing authorities of the Member States' programmes: whom to ask about a national call.

use super::sources as s;
use crate::country::Country;
use crate::law::{Basis, Citation};

/// The authority that manages a Member State's programme of 2021–2027 (shared management).
///
/// ```
/// use amif::fund::ManagingAuthority;
///
/// let austria = ManagingAuthority::of("AT".parse()?);
/// assert_eq!(austria.and_then(|a| a.website()), Some("https://www.bmi.gv.at/107/"));
/// // Denmark has no programme; the name of the Greek authority was not found.
/// assert!(ManagingAuthority::of("DK".parse()?).is_none());
/// assert!(ManagingAuthority::of("GR".parse()?).is_some_and(|a| a.name().is_none()));
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagingAuthority {
    country: Country,
    name: Option<&'static str>,
    original_name: Option<&'static str>,
    ministry: Option<&'static str>,
    intermediate_bodies: &'static [&'static str],
    website: Option<&'static str>,
    note: &'static str,
    basis: Basis,
    citations: &'static [Citation],
}

impl ManagingAuthority {
    /// Every authority, by country: one for each participating Member State.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert_eq!(ManagingAuthority::all().len(), 26);
    /// ```
    #[must_use]
    pub fn all() -> &'static [ManagingAuthority] {
        &AUTHORITIES
    }

    /// The authority of a Member State; `None` for countries without a programme.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert!(ManagingAuthority::of("AT".parse()?).is_some());
    /// assert!(ManagingAuthority::of("DK".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(country: Country) -> Option<&'static ManagingAuthority> {
        let at = AUTHORITIES.binary_search_by_key(&country.state(), |row| row.country).ok()?;
        AUTHORITIES.get(at)
    }

    /// The Member State.
    ///
    /// ```
    /// let authority = amif::fund::ManagingAuthority::of("AT".parse()?).ok_or("none")?;
    /// assert_eq!(authority.country(), "AT".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The name in English; `None` where it was not found.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// // Unknown where neither name was found.
    /// assert!(ManagingAuthority::all().iter().any(|authority| authority.name().is_some()));
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// The name in the State's own language; `None` where it was not found.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert!(ManagingAuthority::all().iter().any(|authority| authority.original_name().is_some()));
    /// ```
    #[must_use]
    pub fn original_name(&self) -> Option<&'static str> {
        self.original_name
    }

    /// The ministry that it belongs to; `None` where it was not found.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert!(ManagingAuthority::all().iter().any(|authority| authority.ministry().is_some()));
    /// ```
    #[must_use]
    pub fn ministry(&self) -> Option<&'static str> {
        self.ministry
    }

    /// Intermediate bodies known; there may be more.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// let bodies = ManagingAuthority::all().iter().flat_map(|authority| authority.intermediate_bodies());
    /// assert!(bodies.into_iter().all(|body| !body.is_empty()));
    /// ```
    #[must_use]
    pub fn intermediate_bodies(&self) -> &'static [&'static str] {
        self.intermediate_bodies
    }

    /// The public site; `None` where none was found.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// let sites = ManagingAuthority::all().iter().filter_map(|authority| authority.website());
    /// assert!(sites.into_iter().all(|site| !site.is_empty()));
    /// ```
    #[must_use]
    pub fn website(&self) -> Option<&'static str> {
        self.website
    }

    /// A remark; empty where there is none.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert!(ManagingAuthority::all().iter().any(|authority| authority.note().is_empty()));
    /// ```
    #[must_use]
    pub fn note(&self) -> &'static str {
        self.note
    }

    /// How it is known that this is the managing authority; a weak basis is to be shown with the name.
    ///
    /// ```
    /// use amif::{fund::ManagingAuthority, law::Basis};
    ///
    /// // No act names the authorities.
    /// assert!(ManagingAuthority::all().iter().all(|authority| authority.basis() != Basis::Act));
    /// ```
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Where the row was read.
    ///
    /// ```
    /// use amif::fund::ManagingAuthority;
    ///
    /// assert!(ManagingAuthority::all().iter().all(|authority| !authority.citations().is_empty()));
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

const fn c(code: &[u8; 2]) -> Country {
    Country::known(*code)
}

static AUTHORITIES: [ManagingAuthority; 26] = [
    ManagingAuthority {
        country: c(b"AT"),
        name: Some(
            "Federal Ministry of the Interior, unit V/A/4/a (managing authority for the home affairs funds)",
        ),
        original_name: Some("Bundesministerium für Inneres, Referat V/A/4/a"),
        ministry: Some("Federal Ministry of the Interior"),
        intermediate_bodies: &["Federal Chancellery (integration)"],
        website: Some("https://www.bmi.gv.at/107/"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::AT.cite(Basis::OfficialPage), s::AT2.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"BE"),
        name: Some("Federal Public Service Home Affairs, European Funds cell"),
        original_name: Some("FOD Binnenlandse Zaken / SPF Intérieur"),
        ministry: Some("FPS Home Affairs"),
        intermediate_bodies: &["ESF Vlaanderen", "Agence FSE"],
        website: None,
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::BE.cite(Basis::OfficialPage), s::BE2.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"BG"),
        name: Some("Ministry of Interior, International Projects Directorate"),
        original_name: Some("Дирекция „Международни проекти“, МВР"),
        ministry: Some("Ministry of Interior"),
        intermediate_bodies: &[],
        website: None,
        note: "ministry leads 2021-2027 (2019 decision); directorate was the responsible authority 2014-2020",
        basis: Basis::Inferred,
        citations: &[s::BG.cite(Basis::Inferred), s::BG2.cite(Basis::Inferred)],
    },
    ManagingAuthority {
        country: c(b"CY"),
        name: Some("European Funds Unit (Directorate)"),
        original_name: Some("Μονάδα Ευρωπαϊκών Ταμείων"),
        ministry: Some("Ministry of Interior"),
        intermediate_bodies: &[],
        website: Some("https://www.moi.gov.cy/moi/eufundsunit.nsf"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::CY.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"CZ"),
        name: Some("Ministry of the Interior, Department for Asylum and Migration Policy"),
        original_name: Some("Ministerstvo vnitra, Odbor azylové a migrační politiky"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://www.mvcr.cz/fondyeu/"),
        note: "ministry as managing authority: read; department: from the site header",
        basis: Basis::OfficialPage,
        citations: &[s::CZ.cite(Basis::OfficialPage), s::CZ2.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"DE"),
        name: Some(
            "Federal Office for Migration and Refugees, AMIF managing authority, on behalf of the Federal Ministry of the Interior",
        ),
        original_name: Some("Bundesamt für Migration und Flüchtlinge (BAMF), AMIF-Verwaltungsbehörde"),
        ministry: Some("Federal Ministry of the Interior"),
        intermediate_bodies: &["grant centres in Berlin, Düsseldorf, Gießen, Hamburg, Munich"],
        website: Some("https://www.eu-migrationsfonds.de"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::DE.cite(Basis::OfficialPage), s::DE3.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"EE"),
        name: Some("Ministry of the Interior"),
        original_name: Some("Siseministeerium"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://siseministeerium.ee/amif21-27"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::EE.cite(Basis::Summary), s::EE2.cite(Basis::Summary)],
    },
    ManagingAuthority {
        country: c(b"ES"),
        name: Some("Sub-directorate General for Economic Management and European Funds"),
        original_name: Some("Subdirección General de Gestión Económica y Fondos Europeos (SGGEFE)"),
        ministry: Some("Ministry of Inclusion, Social Security and Migration"),
        intermediate_bodies: &[
            "Ministry of the Interior, SG Planificación y Gestión de Infraestructuras y Medios para la Seguridad (asylum procedures, return)",
        ],
        website: None,
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::ES.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"FI"),
        name: Some("Ministry of the Interior"),
        original_name: Some("Sisäministeriö"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://eusa-rahastot2021.fi"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::FI.cite(Basis::OfficialPage), s::FI2.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"FR"),
        name: Some("Ministry of the Interior, Directorate-General for Foreign Nationals in France"),
        original_name: Some("Ministère de l’Intérieur, Direction générale des étrangers en France (DGEF)"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://www.immigration.interieur.gouv.fr"),
        note: "",
        basis: Basis::Summary,
        citations: &[s::FR2.cite(Basis::Summary), s::FR.cite(Basis::Summary)],
    },
    ManagingAuthority {
        country: c(b"GR"),
        name: None,
        original_name: None,
        ministry: None,
        intermediate_bodies: &[],
        website: Some("https://tamey.gov.gr"),
        note: "a managing authority for the home affairs funds exists; its name was not seen",
        basis: Basis::Unverified,
        citations: &[s::EL.cite(Basis::Unverified)],
    },
    ManagingAuthority {
        country: c(b"HR"),
        name: Some(
            "Ministry of the Interior, Directorate for European Affairs, International Relations and EU Funds",
        ),
        original_name: Some(
            "Ministarstvo unutarnjih poslova, Uprava za europske poslove, međunarodne odnose i fondove Europske unije",
        ),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://eufondovi.mup.hr"),
        note: "awards AMIF grants (decision of 27 February 2024)",
        basis: Basis::Inferred,
        citations: &[s::HR.cite(Basis::Inferred), s::HR2.cite(Basis::Inferred)],
    },
    ManagingAuthority {
        country: c(b"HU"),
        name: Some("Ministry of Interior"),
        original_name: Some("Belügyminisztérium"),
        ministry: Some("Ministry of Interior"),
        intermediate_bodies: &[],
        website: Some("http://belugyialapok.hu"),
        note: "responsible authority 2014-2020; programme name MMIA Plusz",
        basis: Basis::Inferred,
        citations: &[s::HU.cite(Basis::Inferred), s::HU2.cite(Basis::Inferred)],
    },
    ManagingAuthority {
        country: c(b"IE"),
        name: Some(
            "Funds Administration Unit, Department of Children, Equality, Disability, Integration and Youth",
        ),
        original_name: None,
        ministry: Some("Department of Justice (since the 2025 transfer of functions)"),
        intermediate_bodies: &[],
        website: Some("https://www.gov.ie/en/publication/4ab75-amif-and-esf-funding/"),
        note: "since 2025 its functions are with the Department of Justice; whether the unit itself moved is unverified",
        basis: Basis::Summary,
        citations: &[
            s::IE_UNIT.cite(Basis::Summary),
            s::IE_DES.cite(Basis::Summary),
            s::IE_TR.cite(Basis::Summary),
        ],
    },
    ManagingAuthority {
        country: c(b"IT"),
        name: Some(
            "Central Directorate for Migration Policies, Department for Civil Liberties and Immigration",
        ),
        original_name: Some(
            "Direzione Centrale per le Politiche Migratorie, Dipartimento per le Libertà Civili e l’Immigrazione",
        ),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &["an intermediate body exists (Ministry of Labour in 2014-2020)"],
        website: Some("https://fami.dlci.interno.it"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::IT.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"LT"),
        name: None,
        original_name: None,
        ministry: None,
        intermediate_bodies: &[],
        website: Some("https://www.pmif.lt"),
        note: "name for 2021-2027 not seen; Ministry of Social Security and Labour in 2014-2020",
        basis: Basis::Unverified,
        citations: &[s::LT.cite(Basis::Unverified), s::LT2.cite(Basis::Unverified)],
    },
    ManagingAuthority {
        country: c(b"LU"),
        name: Some("Ministry of Family Affairs, Solidarity, Living Together and Reception of Refugees"),
        original_name: Some("Ministère de la Famille, des Solidarités, du Vivre ensemble et de l’Accueil"),
        ministry: Some("Ministry of Family Affairs, Solidarity, Living Together and Reception of Refugees"),
        intermediate_bodies: &["General Department of Immigration, Ministry of Home Affairs"],
        website: Some("https://ona.gouvernement.lu"),
        note: "earlier: Ministry of Foreign and European Affairs, General Secretariat",
        basis: Basis::OfficialPage,
        citations: &[
            s::LU.cite(Basis::OfficialPage),
            s::LU3.cite(Basis::Summary),
            s::LU2.cite(Basis::OfficialPage),
        ],
    },
    ManagingAuthority {
        country: c(b"LV"),
        name: Some("Ministry of the Interior"),
        original_name: Some("Iekšlietu ministrija"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &["Ministry of Culture (integration)"],
        website: Some("https://iem.gov.lv"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::LV.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"MT"),
        name: None,
        original_name: None,
        ministry: None,
        intermediate_bodies: &[],
        website: None,
        note: "name not seen; the parliamentary secretariat for European funds announced the programme",
        basis: Basis::Unverified,
        citations: &[s::MT.cite(Basis::Unverified)],
    },
    ManagingAuthority {
        country: c(b"NL"),
        name: Some(
            "Ministry in charge of migration; implementation by Uitvoering Van Beleid (Ministry of Social Affairs)",
        ),
        original_name: Some("Uitvoering Van Beleid SZW"),
        ministry: Some("Ministry of Justice and Security (2014-2020)"),
        intermediate_bodies: &[],
        website: Some("https://www.uitvoeringvanbeleidszw.nl/subsidies-en-regelingen/emvf-2021-2027/amif"),
        note: "",
        basis: Basis::Inferred,
        citations: &[s::NL.cite(Basis::Inferred), s::NL2.cite(Basis::Inferred)],
    },
    ManagingAuthority {
        country: c(b"PL"),
        name: Some("Ministry of the Interior and Administration, European Funds Department"),
        original_name: Some(
            "Ministerstwo Spraw Wewnętrznych i Administracji, Departament Funduszy Europejskich",
        ),
        ministry: Some("Ministry of the Interior and Administration"),
        intermediate_bodies: &["Centrum Obsługi Projektów Europejskich MSWiA (COPE)"],
        website: Some("https://copemswia.gov.pl"),
        note: "read for ISF and BMVI 2021-2027; same set-up assumed for AMIF",
        basis: Basis::Unverified,
        citations: &[s::PL.cite(Basis::Unverified)],
    },
    ManagingAuthority {
        country: c(b"PT"),
        name: Some("FAMI 2030 managing authority"),
        original_name: Some("Autoridade de Gestão do FAMI 2030 (AD&C)"),
        ministry: None,
        intermediate_bodies: &[],
        website: Some("https://www.fami2030.gov.pt"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[
            s::PT.cite(Basis::OfficialPage),
            s::PT2.cite(Basis::OfficialPage),
            s::PT3.cite(Basis::OfficialPage),
        ],
    },
    ManagingAuthority {
        country: c(b"RO"),
        name: Some("Home Affairs Managing Authority, Directorate for External Grants"),
        original_name: Some(
            "Autoritatea de Management Afaceri Interne, Direcția Fonduri Externe Nerambursabile",
        ),
        ministry: Some("Ministry of Internal Affairs"),
        intermediate_bodies: &[],
        website: Some("https://fed.mai.gov.ro"),
        note: "Government Decision 868/2022",
        basis: Basis::OfficialPage,
        citations: &[s::RO.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"SE"),
        name: Some("Swedish Migration Agency, Fund Management function"),
        original_name: Some("Migrationsverket, funktionen för fonderna"),
        ministry: None,
        intermediate_bodies: &[],
        website: Some("https://www.migrationsverket.se"),
        note: "",
        basis: Basis::OfficialPage,
        citations: &[s::SE.cite(Basis::OfficialPage)],
    },
    ManagingAuthority {
        country: c(b"SI"),
        name: Some("Ministry of the Interior, European Funds Service"),
        original_name: Some("Ministrstvo za notranje zadeve, Služba za evropska sredstva"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://evropskasredstva.si/sklad-za-azil-migracije-in-vkljucevanje/"),
        note: "",
        basis: Basis::Inferred,
        citations: &[s::SI.cite(Basis::Inferred), s::SI2.cite(Basis::Inferred)],
    },
    ManagingAuthority {
        country: c(b"SK"),
        name: Some("Ministry of the Interior"),
        original_name: Some("Ministerstvo vnútra Slovenskej republiky"),
        ministry: Some("Ministry of the Interior"),
        intermediate_bodies: &[],
        website: Some("https://www.minv.sk"),
        note: "responsible authority 2014-2020; 2021-2027 not seen",
        basis: Basis::Inferred,
        citations: &[s::SK.cite(Basis::Inferred)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::{ProgrammingPeriod, participants};
    use crate::time::day;

    fn of(code: &str) -> Option<&'static ManagingAuthority> {
        ManagingAuthority::of(code.parse().unwrap())
    }

    #[test]
    fn each_participating_member_state_has_one_row() {
        assert!(AUTHORITIES.is_sorted_by(|a, b| a.country < b.country));
        let mut states: Vec<Country> = participants(ProgrammingPeriod::From2021, day(2024, 1, 1)).collect();
        states.sort_unstable();
        assert!(AUTHORITIES.iter().map(ManagingAuthority::country).eq(states));
        for row in &AUTHORITIES {
            assert!(!row.citations.is_empty(), "{:?}", row.country);
            // A citation may be weaker than the row's mark, as press is, but never stronger than a weak one.
            assert!(row.citations.iter().all(|c| c.basis() >= row.basis), "{:?}", row.country);
        }
    }

    #[test]
    fn names_not_found_are_unknown_and_marked() {
        for code in ["GR", "LT", "MT"] {
            let row = of(code).unwrap();
            assert_eq!((row.name(), row.basis()), (None, Basis::Unverified), "{code}");
            assert!(!row.note().is_empty());
        }
        assert_eq!(of("PL").map(ManagingAuthority::basis), Some(Basis::Unverified));
        assert_eq!(of("NL").map(ManagingAuthority::basis), Some(Basis::Inferred));
        let unnamed = AUTHORITIES.iter().filter(|row| row.name.is_none()).count();
        assert_eq!(unnamed, 3);
    }

    #[test]
    fn regions_ask_their_state_and_outsiders_nobody() {
        assert_eq!(of("RE"), of("FR"));
        for code in ["DK", "GB", "NO", "NC"] {
            assert_eq!(of(code), None, "{code}");
        }
    }
}
