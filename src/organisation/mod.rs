//! The words that facts and rules share: legal forms, statuses, types and roles of organisations.

mod read;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::OnceLock;

use crate::input::{named_enum, quoted};
use crate::value::UnknownNameError;

named_enum! {
    /// What an organisation does in a project.
    pub enum Role("role") {
        /// The beneficiary that submits, reports and receives payments for all.
        Coordinator = "coordinator",
        /// A further organisation that signs the grant agreement.
        Beneficiary = "beneficiary",
        /// An organisation with a permanent link to a beneficiary, funded on a row of its own.
        AffiliatedEntity = "affiliated_entity",
        /// Takes part at its own cost.
        AssociatedPartner = "associated_partner",
        /// Performs tasks under a contract with a beneficiary.
        Subcontractor = "subcontractor",
    }
}

impl Role {
    /// Whether the role has a row of its own in the budget: coordinator, beneficiary, affiliated entity.
    ///
    /// ```
    /// use amif::Role;
    ///
    /// assert!(Role::AffiliatedEntity.is_funded());
    /// assert!(!Role::AssociatedPartner.is_funded());
    /// ```
    #[must_use]
    pub const fn is_funded(self) -> bool {
        matches!(self, Role::Coordinator | Role::Beneficiary | Role::AffiliatedEntity)
    }

    /// Whether the role is that of an applicant who counts to a minimum: coordinator or beneficiary.
    ///
    /// ```
    /// use amif::Role;
    ///
    /// let counting: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.counts()).collect();
    /// assert_eq!(counting, [Role::Coordinator, Role::Beneficiary]);
    /// ```
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Role::Coordinator | Role::Beneficiary)
    }

    /// The name with spaces, for sentences.
    ///
    /// ```
    /// assert_eq!(amif::Role::AffiliatedEntity.words(), "affiliated entity");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Role::Coordinator => "coordinator",
            Role::Beneficiary => "beneficiary",
            Role::AffiliatedEntity => "affiliated entity",
            Role::AssociatedPartner => "associated partner",
            Role::Subcontractor => "subcontractor",
        }
    }
}

named_enum! {
    /// The legal form of an organisation, as the rules of calls tell organisations apart.
    ///
    /// The Participant Register validates these statuses (Rules on legal entity validation, 2.1.4); the
    /// crate never derives one from a name.
    pub enum LegalForm("legal form") {
        /// Established as a public body by national law and governed by public law.
        PublicBody = "public_body",
        /// A private entity that is non-profit by form, purpose or statutes.
        NonProfitPrivate = "non_profit_private",
        /// A private entity that may distribute profits.
        ProfitMaking = "profit_making",
        /// An intergovernmental body under international public law, other than the Union.
        InternationalOrganisation = "international_organisation",
        /// A person, self-employed persons among them.
        NaturalPerson = "natural_person",
    }
}

impl LegalForm {
    const fn bit(self) -> u8 {
        match self {
            LegalForm::PublicBody => 1,
            LegalForm::NonProfitPrivate => 1 << 1,
            LegalForm::ProfitMaking => 1 << 2,
            LegalForm::InternationalOrganisation => 1 << 3,
            LegalForm::NaturalPerson => 1 << 4,
        }
    }

    /// The name in words, for sentences.
    ///
    /// ```
    /// assert_eq!(amif::LegalForm::NonProfitPrivate.words(), "non-profit private entity");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            LegalForm::PublicBody => "public body",
            LegalForm::NonProfitPrivate => "non-profit private entity",
            LegalForm::ProfitMaking => "profit-making entity",
            LegalForm::InternationalOrganisation => "international organisation",
            LegalForm::NaturalPerson => "natural person",
        }
    }
}

/// The legal forms an organisation may have: one when it is known, several when the fact is
/// "one of these". Never empty.
///
/// `private_body` in files means private with unknown profit status, so one of
/// [`LegalForm::NonProfitPrivate`] and [`LegalForm::ProfitMaking`].
///
/// ```
/// use amif::{LegalForm, LegalForms};
///
/// let private: LegalForms = "private_body".parse()?;
/// assert!(private.may_be(LegalForm::ProfitMaking));
/// assert_eq!(private.known(), None);
/// assert_eq!(LegalForms::from(LegalForm::PublicBody).known(), Some(LegalForm::PublicBody));
/// # Ok::<(), amif::value::UnknownNameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegalForms(u8);

impl LegalForms {
    /// Nothing is known: any form.
    pub const ANY: LegalForms = LegalForms(0b1_1111);
    /// A private entity whose profit status is unknown.
    pub const PRIVATE_BODY: LegalForms =
        LegalForms(LegalForm::NonProfitPrivate.bit() | LegalForm::ProfitMaking.bit());

    /// One of these; `None` for an empty list.
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// let private = LegalForms::one_of([LegalForm::NonProfitPrivate, LegalForm::ProfitMaking]);
    /// assert_eq!(private, Some(LegalForms::PRIVATE_BODY));
    /// assert_eq!(LegalForms::one_of([]), None);
    /// ```
    #[must_use]
    pub fn one_of(forms: impl IntoIterator<Item = LegalForm>) -> Option<Self> {
        let bits = forms.into_iter().fold(0, |bits, form| bits | form.bit());
        (bits != 0).then_some(LegalForms(bits))
    }

    /// Whether the organisation may have this form.
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// assert!(LegalForms::PRIVATE_BODY.may_be(LegalForm::ProfitMaking));
    /// assert!(!LegalForms::PRIVATE_BODY.may_be(LegalForm::PublicBody));
    /// ```
    #[must_use]
    pub const fn may_be(self, form: LegalForm) -> bool {
        self.0 & form.bit() != 0
    }

    /// The form, when only one is possible.
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// assert_eq!(LegalForms::from(LegalForm::PublicBody).known(), Some(LegalForm::PublicBody));
    /// assert_eq!(LegalForms::ANY.known(), None);
    /// ```
    #[must_use]
    pub fn known(self) -> Option<LegalForm> {
        let mut forms = self.iter();
        let first = forms.next();
        if forms.next().is_none() { first } else { None }
    }

    /// The possible forms, in the order of [`LegalForm::ALL`].
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// let forms: Vec<LegalForm> = LegalForms::PRIVATE_BODY.iter().collect();
    /// assert_eq!(forms, [LegalForm::NonProfitPrivate, LegalForm::ProfitMaking]);
    /// ```
    pub fn iter(self) -> impl Iterator<Item = LegalForm> {
        LegalForm::ALL.iter().copied().filter(move |f| self.may_be(*f))
    }

    /// What both allow; `None` when they exclude each other.
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// assert_eq!(LegalForms::ANY.and(LegalForms::PRIVATE_BODY), Some(LegalForms::PRIVATE_BODY));
    /// assert_eq!(LegalForms::PRIVATE_BODY.and(LegalForm::PublicBody.into()), None);
    /// ```
    #[must_use]
    pub const fn and(self, other: LegalForms) -> Option<LegalForms> {
        match self.0 & other.0 {
            0 => None,
            bits => Some(LegalForms(bits)),
        }
    }

    /// What either allows.
    ///
    /// ```
    /// use amif::{LegalForm, LegalForms};
    ///
    /// let either = LegalForms::from(LegalForm::NonProfitPrivate).or(LegalForm::ProfitMaking.into());
    /// assert_eq!(either, LegalForms::PRIVATE_BODY);
    /// ```
    #[must_use]
    pub const fn or(self, other: LegalForms) -> LegalForms {
        LegalForms(self.0 | other.0)
    }

    /// The set as bits, one a form, for tables.
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }
}

impl From<LegalForm> for LegalForms {
    fn from(form: LegalForm) -> Self {
        LegalForms(form.bit())
    }
}

impl fmt::Debug for LegalForms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl fmt::Display for LegalForms {
    /// The possible forms in words, joined by "or".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, form) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(" or ")?;
            }
            f.write_str(form.words())?;
        }
        Ok(())
    }
}

impl FromStr for LegalForms {
    type Err = UnknownNameError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if s == "private_body" {
            return Ok(LegalForms::PRIVATE_BODY);
        }
        s.parse::<LegalForm>().map(LegalForms::from).map_err(|_| {
            let names = LegalForm::ALL.iter().map(|f| f.as_str()).chain(["private_body"]);
            UnknownNameError::new("legal form", s, names)
        })
    }
}

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
        // An association of employees is no public body.
        if let Some(true) = self.get(Status::TradeUnion) {
            bits &= !LegalForm::PublicBody.bit();
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

named_enum! {
    /// The kinds of organisation that the Fund's public page names as eligible to apply.
    ///
    /// A type says what an organisation does, not what its legal status is: a university may be a public
    /// body or a private one. No rule derives a legal form from it.
    pub enum OrganisationType("organisation type") {
        /// A State or federal authority.
        StateAuthority = "state_or_federal_authority",
        /// A local public body.
        LocalPublicBody = "local_public_body",
        /// A non-governmental organisation.
        NonGovernmental = "non_governmental_organisation",
        /// A humanitarian organisation.
        Humanitarian = "humanitarian_organisation",
        /// A company under private law.
        PrivateLawCompany = "private_law_company",
        /// A company under public law.
        PublicLawCompany = "public_law_company",
        /// An education organisation.
        Education = "education_organisation",
        /// A research organisation.
        Research = "research_organisation",
    }
}

/// The name of an organisation: any text that is not blank.
///
/// ```
/// use amif::Name;
///
/// let a: Name = "Caritas Wien".parse()?;
/// assert!(a.same_as(&"CARITAS  WIEN".parse()?));
/// assert!("  ".parse::<Name>().is_err());
/// # Ok::<(), amif::value::BlankNameError>(())
/// ```
#[derive(Clone)]
pub struct Name {
    text: Box<str>,
    /// The form in which names are compared, made when it is first asked for.
    key: OnceLock<Box<str>>,
}

impl Name {
    /// The name as stated.
    ///
    /// ```
    /// let name: amif::Name = "Stadt Wien".parse()?;
    /// assert_eq!(name.as_str(), "Stadt Wien");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name for a line of a report: what would disturb the line, such as control characters and those
    /// that turn the direction of writing, is shown by its number.
    ///
    /// ```
    /// let name: amif::Name = "A\nVerdict".parse()?;
    /// assert_eq!(name.printable(), "A\\u{a}Verdict");
    /// # Ok::<(), amif::value::BlankNameError>(())
    /// ```
    #[must_use]
    pub fn printable(&self) -> String {
        crate::input::printable(&self.text)
    }

    /// Whether two names are the same after Unicode normal form C, lower-casing and dropping white space.
    ///
    /// ```
    /// use amif::Name;
    ///
    /// let (a, b): (Name, Name) = ("Caritas Wien".parse()?, "CARITAS  WIEN".parse()?);
    /// assert!(a.same_as(&b));
    /// assert_ne!(a, b, "equal is only what is written alike");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn same_as(&self, other: &Name) -> bool {
        self == other || self.key() == other.key()
    }

    /// The form in which names are compared.
    pub(crate) fn key(&self) -> &str {
        self.key.get_or_init(|| {
            use unicode_normalization::UnicodeNormalization;
            if self.text.is_ascii() {
                let written = self.text.chars().filter(|c| !c.is_whitespace());
                return written.map(|c| c.to_ascii_lowercase()).collect();
            }
            let composed: String = self.text.nfc().collect();
            composed.to_lowercase().split_whitespace().collect()
        })
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Name").field(&self.text).finish()
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// A name with nothing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankNameError(String);

impl fmt::Display for BlankNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found the blank name {}; a participant needs a name", quoted(&self.0))
    }
}

impl std::error::Error for BlankNameError {}

impl FromStr for Name {
    type Err = BlankNameError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        // Characters without a width of their own do not make a name either.
        let empty = |c: char| {
            c.is_whitespace()
                || crate::input::disturbs(c)
                || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        };
        if s.chars().all(empty) {
            Err(BlankNameError(s.to_owned()))
        } else {
            Ok(Name { text: s.into(), key: OnceLock::new() })
        }
    }
}

pub(crate) use read::{DeclarationList, Forms, StatusesFields};

crate::input::text_serde!(Name, "a name that is not blank", as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_after_nfc_case_and_white_space() {
        let same = |a: &str, b: &str| a.parse::<Name>().unwrap().same_as(&b.parse().unwrap());
        assert!(same("Caf\u{e9}", "CAFE\u{301}"));
        assert!(same("Stadt Wien", "stadtwien"));
        assert!(same("A\u{a0}B", "ab"));
        assert!(!same("Stadt Wien", "Stadt Graz"));
        assert!(!same("Straße", "Strasse"));
    }

    #[test]
    fn a_name_has_something_to_see() {
        for blank in ["", " \t\u{a0}", "\u{200b}", "\0", "\u{202e}\u{feff}"] {
            assert!(blank.parse::<Name>().is_err(), "{blank:?}");
        }
        assert!("\u{1F30D}".parse::<Name>().is_ok());
    }

    #[test]
    fn a_private_body_is_one_of_two_forms_and_written_back_so() {
        let json = |f: LegalForms| serde_json::to_string(&f).unwrap();
        assert_eq!(json(LegalForms::PRIVATE_BODY), "\"private_body\"");
        assert_eq!(json(LegalForm::PublicBody.into()), "\"public_body\"");
        assert_eq!(
            json(LegalForms::one_of([LegalForm::NaturalPerson, LegalForm::PublicBody]).unwrap()),
            "[\"public_body\",\"natural_person\"]"
        );
        assert_eq!(LegalForms::one_of([]), None);
    }

    #[test]
    fn unknown_names_get_the_nearest() {
        let message = "non-profit-private".parse::<LegalForms>().unwrap_err().to_string();
        assert!(message.contains("did you mean \"non_profit_private\"?"), "{message}");
        assert!(message.contains("private_body"));
        assert!("benficiary".parse::<Role>().unwrap_err().to_string().contains("\"beneficiary\""));
    }

    #[test]
    fn statuses_narrow_the_form_and_never_more_than_the_rules_say() {
        use LegalForm::*;
        let forms = |s: Status, held| Statuses::default().with(s, held).forms().unwrap();
        assert_eq!(
            Some(forms(Status::NonProfit, true)),
            LegalForms::one_of([PublicBody, NonProfitPrivate, InternationalOrganisation])
        );
        assert!(!forms(Status::NonProfit, false).may_be(NonProfitPrivate));
        assert!(forms(Status::NonProfit, false).may_be(PublicBody));
        assert_eq!(forms(Status::Ngo, true).known(), Some(NonProfitPrivate));
        assert_eq!(forms(Status::Ngo, false), LegalForms::ANY);
        assert_eq!(forms(Status::CivilSocietyOrganisation, true).known(), Some(NonProfitPrivate));
        assert_eq!(forms(Status::ResearchOrganisation, true), forms(Status::NonProfit, true));
        assert_eq!(forms(Status::Sme, true), LegalForms::ANY);
        assert_eq!(forms(Status::EducationEstablishment, true), LegalForms::ANY);
        let torn = Statuses::default().with(Status::Ngo, true).with(Status::NonProfit, false);
        assert_eq!(torn.forms(), None);
    }
}
