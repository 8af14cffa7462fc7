//! Statuses beside the legal form, and what organisations declare of themselves.

use super::form::{LegalForm, LegalForms};
use crate::input::named_enum;

macro_rules! statuses {
    ($($(#[doc = $doc:literal])+ $status:ident = $name:literal, $question:literal;)+) => {
        named_enum! {
            /// A status that an organisation may have beside its legal form. Several may hold at once.
            pub enum Status("status") {
                $($(#[doc = $doc])+ $status = $name,)+
            }
        }

        impl Status {
            /// The question whether an organisation has it, in which `{}` stands for its name.
            #[cfg(feature = "next")]
            pub(crate) const fn question(self) -> &'static str {
                match self {
                    $(Status::$status => $question,)+
                }
            }
        }
    };
}

// What it is, its name in files, and the question whether an organisation has it.
statuses! {
    /// Non-profit by form or purpose, or barred by law or statutes from distributing profits.
    NonProfit = "non_profit", "Is {} non-profit by form or purpose, or barred from distributing profits?";
    /// A small or medium-sized enterprise; self-declared.
    Sme = "sme", "Is {} a small or medium-sized enterprise?";
    /// A non-governmental organisation: private, non-profit, independent of government.
    Ngo = "ngo", "Is {} a non-governmental organisation: private, non-profit, independent of government?";
    /// A research organisation.
    ResearchOrganisation = "research_organisation", "Is {} a research organisation?";
    /// A secondary or higher education establishment.
    EducationEstablishment = "education_establishment",
        "Is {} a secondary or higher education establishment?";
    /// Created under Union law, such as a European grouping of territorial cooperation.
    CreatedUnderUnionLaw = "created_under_union_law", "Was {} created under Union law?";
    /// Has legal personality of its own.
    LegalPersonality = "legal_personality", "Has {} legal personality of its own?";
    /// A civil society organisation; self-declared.
    CivilSocietyOrganisation = "civil_society_organisation", "Is {} a civil society organisation?";
    /// A trade union.
    TradeUnion = "trade_union", "Is {} a trade union?";
    /// An international organisation of European interest, its members mostly Member States.
    EuropeanInterest = "international_organisation_of_european_interest",
        "Is {} an international organisation of European interest, its members mostly Member States?";
    /// Makes no profit from the action, whatever it may do elsewhere.
    ActingWithoutProfit = "acting_without_profit", "Does {} make no profit from the action?";
    /// A body of the Union: an agency, an office, a joint undertaking. The Joint Research Centre is not meant, nor
    /// is another entity created under Union law, such as an EGTC, an EEIG, an ERIC or an SE.
    EuBody = "eu_body", "Is {} a body of the Union?";
    /// An entity without legal personality whose representatives can bind it, and which offers guarantees
    /// equivalent to those of legal persons.
    EquivalentGuarantees = "equivalent_guarantees",
        "Can {} be bound by its representatives, and does it offer guarantees equivalent to those of legal persons?";
    /// A natural person who works as a business that has no personality of its own.
    SelfEmployed = "self_employed",
        "Is {} a natural person who works as a business without personality of its own?";
}

impl Status {
    const fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// Statuses as stated: each yes, no, or unknown.
///
/// ```
/// use amif::{LegalForm, LegalForms, Status, value::Statuses};
///
/// let statuses = Statuses::default().with(Status::NonProfit, true);
/// assert_eq!(statuses.get(Status::NonProfit), Some(true));
/// assert_eq!(statuses.get(Status::Sme), None);
/// // A private body that is non-profit is a non-profit private entity.
/// let form = statuses.forms().and_then(|f| f.and(LegalForms::PRIVATE_BODY));
/// assert_eq!(form.and_then(LegalForms::known), Some(LegalForm::NonProfitPrivate));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Statuses {
    stated: u16,
    held: u16,
}

impl Statuses {
    /// What is stated of one status.
    ///
    /// ```
    /// use amif::{Status, value::Statuses};
    ///
    /// let stated = Statuses::default().with(Status::Sme, false);
    /// assert_eq!(stated.get(Status::Sme), Some(false));
    /// assert_eq!(stated.get(Status::Ngo), None, "unknown is not false");
    /// ```
    #[must_use]
    pub const fn get(self, status: Status) -> Option<bool> {
        if self.stated & status.bit() == 0 { None } else { Some(self.held & status.bit() != 0) }
    }

    /// The same with one status stated.
    ///
    /// ```
    /// use amif::{Status, value::Statuses};
    ///
    /// let stated = Statuses::default().with(Status::Ngo, true).with(Status::Ngo, false);
    /// assert_eq!(stated.get(Status::Ngo), Some(false), "the last one stands");
    /// ```
    #[must_use]
    pub const fn with(self, status: Status, held: bool) -> Self {
        let bit = status.bit();
        Statuses { stated: self.stated | bit, held: if held { self.held | bit } else { self.held & !bit } }
    }

    /// Whether something is stated on which the law beneath a call looks.
    #[inline]
    pub(crate) const fn concern_law(self) -> bool {
        const ASKED: u16 = Status::CreatedUnderUnionLaw.bit()
            | Status::EuBody.bit()
            | Status::LegalPersonality.bit()
            | Status::SelfEmployed.bit();
        self.stated & ASKED != 0
    }

    /// Whether the entity states that it was created under Union law, as a body of the Union was.
    pub(crate) fn created_under_union_law(self) -> bool {
        self.get(Status::CreatedUnderUnionLaw) == Some(true) || self.get(Status::EuBody) == Some(true)
    }

    /// Whether nothing is stated.
    ///
    /// ```
    /// use amif::{Status, value::Statuses};
    ///
    /// assert!(Statuses::default().is_empty());
    /// assert!(!Statuses::default().with(Status::Sme, false).is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.stated == 0
    }

    /// Whether an organisation of a legal form, of which this is stated, may hold a status or lack it.
    pub(crate) fn allow(self, form: LegalForm, status: Status, held: bool) -> bool {
        self.get(status).is_none_or(|stated| stated == held)
            && Statuses::default().with(status, held).forms().is_some_and(|forms| forms.may_be(form))
    }

    /// Those that exclude no legal form.
    pub(crate) fn beside_forms(self) -> Self {
        self.iter().fold(Statuses::default(), |kept, (status, held)| {
            let alone = Statuses::default().with(status, held);
            if alone.forms() == Some(LegalForms::ANY) { kept.with(status, held) } else { kept }
        })
    }

    /// Every way in which an organisation of a legal form may hold or lack some statuses, beside what is stated.
    pub(crate) fn completed(self, form: LegalForm, asked: &[Status]) -> Vec<Statuses> {
        asked.iter().fold(vec![self], |all, status| {
            let either = |statuses: Statuses| {
                let possible =
                    [true, false].into_iter().filter(move |held| statuses.allow(form, *status, *held));
                possible.map(move |held| statuses.with(*status, held))
            };
            all.into_iter().flat_map(either).collect()
        })
    }

    /// What is stated, in the order of [`Status::ALL`].
    ///
    /// ```
    /// use amif::{Status, value::Statuses};
    ///
    /// let stated = Statuses::default().with(Status::Ngo, true).with(Status::NonProfit, true);
    /// let all: Vec<_> = stated.iter().collect();
    /// assert_eq!(all, [(Status::NonProfit, true), (Status::Ngo, true)]);
    /// ```
    pub fn iter(self) -> impl Iterator<Item = (Status, bool)> {
        Status::ALL.iter().filter_map(move |s| self.get(*s).map(|held| (*s, held)))
    }

    /// The legal forms that the stated statuses leave possible; `None` when they exclude each other.
    ///
    /// Non-profit excludes entities that may distribute profits, and natural persons, who have no statutes.
    /// A research organisation has validated non-profit status; an NGO or civil society organisation is a private
    /// entity with that status (Rules on legal entity validation, 2.1.4). That an entity is *not* non-profit excludes the
    /// non-profit private form only. An organisation of European interest is an international organisation.
    ///
    /// ```
    /// use amif::{LegalForm, Status, value::Statuses};
    ///
    /// let ngo = Statuses::default().with(Status::Ngo, true);
    /// assert_eq!(ngo.forms().and_then(|forms| forms.known()), Some(LegalForm::NonProfitPrivate));
    /// // No NGO distributes profits.
    /// assert_eq!(ngo.with(Status::NonProfit, false).forms(), None);
    /// ```
    #[must_use]
    pub const fn forms(self) -> Option<LegalForms> {
        if self.stated == 0 {
            return Some(LegalForms::ANY);
        }
        let mut bits = LegalForms::ANY.0;
        match self.get(Status::NonProfit) {
            Some(true) => bits &= !(LegalForm::ProfitMaking.bit() | LegalForm::NaturalPerson.bit()),
            Some(false) => bits &= !LegalForm::NonProfitPrivate.bit(),
            None => {}
        }
        if let Some(true) = self.get(Status::ResearchOrganisation) {
            bits &= !(LegalForm::ProfitMaking.bit() | LegalForm::NaturalPerson.bit());
        }
        if matches!(
            (self.get(Status::Ngo), self.get(Status::CivilSocietyOrganisation)),
            (Some(true), _) | (_, Some(true))
        ) {
            bits &= LegalForm::NonProfitPrivate.bit();
        }
        if let Some(true) = self.get(Status::EuropeanInterest) {
            bits &= LegalForm::InternationalOrganisation.bit();
        }
        if let Some(true) = self.get(Status::SelfEmployed) {
            bits &= LegalForm::NaturalPerson.bit();
        }
        if bits == 0 { None } else { Some(LegalForms(bits)) }
    }
}

named_enum! {
    /// What an organisation declares of itself, or a supplied list says of it. Anything not declared
    /// is presumed false, not unknown.
    pub enum Declaration("declaration") {
        /// A public interest trust under the Hungarian Act IX of 2021, or an entity that one maintains.
        PublicInterestTrust = "public_interest_trust",
        /// Subject to restrictive measures of the Union (Art. 29 TEU, Art. 215 TFEU).
        RestrictiveMeasures = "restrictive_measures",
    }
}

/// What an organisation declares of itself.
///
/// ```
/// use amif::value::{Declaration, Declarations};
///
/// let declared = Declarations::default().with(Declaration::PublicInterestTrust);
/// assert!(declared.contains(Declaration::PublicInterestTrust));
/// assert!(!declared.contains(Declaration::RestrictiveMeasures));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Declarations(u8);

impl Declarations {
    /// The same with one thing declared.
    ///
    /// ```
    /// use amif::value::{Declaration, Declarations};
    ///
    /// let declared = Declarations::default().with(Declaration::RestrictiveMeasures);
    /// assert!(declared.contains(Declaration::RestrictiveMeasures));
    /// ```
    #[must_use]
    pub const fn with(self, declaration: Declaration) -> Self {
        Declarations(self.0 | 1 << (declaration as u8))
    }

    /// Whether that is declared.
    ///
    /// ```
    /// use amif::value::{Declaration, Declarations};
    ///
    /// assert!(!Declarations::default().contains(Declaration::PublicInterestTrust));
    /// ```
    #[must_use]
    pub const fn contains(self, declaration: Declaration) -> bool {
        self.0 >> (declaration as u8) & 1 == 1
    }

    /// Whether nothing is declared.
    ///
    /// ```
    /// assert!(amif::value::Declarations::default().is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is declared, in the order of [`Declaration::ALL`].
    ///
    /// ```
    /// use amif::value::{Declaration, Declarations};
    ///
    /// let declared = Declarations::default().with(Declaration::PublicInterestTrust);
    /// assert!(declared.iter().eq([Declaration::PublicInterestTrust]));
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Declaration> {
        Declaration::ALL.iter().copied().filter(move |d| self.contains(*d))
    }
}
