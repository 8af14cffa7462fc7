//! What an applicant states: organisations, roles, amounts, dates. Any fact may be unknown.
//!
//! These types are open on purpose: a proposal that breaks every rule must be representable, so that the
//! checks can say what is wrong with it. What cannot be represented at all is refused when it is read.

mod application;
pub(crate) mod change;
mod each;
mod table;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::budget::Budget;
use crate::country::Country;
use crate::id::{Pic, TopicId};
use crate::input::{InputError, same};
use crate::money::Eur;
use crate::organisation::{
    Declaration, Declarations, LegalForm, LegalForms, Name, OrganisationType, Role, Status, Statuses,
};
use crate::time::Instant;

pub use application::Application;
pub(crate) use application::every_application_field;
pub use each::Each;

/// Answers by the name of a kind of members.
pub type MemberKinds = BTreeMap<String, bool>;

/// An organisation that takes part, as it states itself.
///
/// ```
/// use amif::{Applicant, LegalForm};
///
/// let payoke = Applicant::new("Payoke".parse()?)
///     .pic("999000001")
///     .country("BE".parse()?)
///     .legal_form(LegalForm::NonProfitPrivate);
/// assert_eq!(payoke.country.map(|c| c.to_string()).as_deref(), Some("BE"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applicant {
    /// The name; organisations without a code are told apart by it.
    pub name: Name,
    /// The participant identification code (PIC), or the text that stands in its place.
    pub pic: Option<Pic>,
    /// The registered seat of the legal entity behind the code, not an office address.
    pub country: Option<Country>,
    /// The legal form, or the forms it may be one of.
    pub legal_form: Option<LegalForms>,
    /// Further statuses as stated.
    pub statuses: Statuses,
    /// What kind of organisation it is; no rule derives a status from it.
    pub organisation_type: Option<OrganisationType>,
    /// Of the kinds of members that a call names: which it is, and which it is not, by name.
    pub member_kinds: MemberKinds,
    /// What it declares of itself; what is not declared is taken not to be so.
    pub declarations: Declarations,
}

impl Applicant {
    /// An organisation of which only the name is known.
    ///
    /// ```
    /// let payoke = amif::Applicant::new("Payoke".parse()?);
    /// assert_eq!(payoke.country, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(name: Name) -> Self {
        Applicant {
            name,
            pic: None,
            country: None,
            legal_form: None,
            statuses: Statuses::default(),
            organisation_type: None,
            member_kinds: MemberKinds::default(),
            declarations: Declarations::default(),
        }
    }

    /// States the participant identification code, in any spelling that [`Pic`] takes.
    ///
    /// ```
    /// let payoke = amif::Applicant::new("Payoke".parse()?).pic("999-000-001");
    /// assert_eq!(payoke.pic.map(|pic| pic.to_string()).as_deref(), Some("999000001"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pic(mut self, pic: &str) -> Self {
        self.pic = Some(Pic::new(pic));
        self
    }

    /// States the country of the registered seat.
    ///
    /// ```
    /// let athens = amif::Applicant::new("A".parse()?).country("EL".parse()?);
    /// assert_eq!(athens.country, "GR".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn country(mut self, country: Country) -> Self {
        self.country = Some(country);
        self
    }

    /// States the legal form, or the forms it may be one of.
    ///
    /// ```
    /// use amif::{Applicant, LegalForm, LegalForms};
    ///
    /// let payoke = Applicant::new("Payoke".parse()?).legal_form(LegalForm::NonProfitPrivate);
    /// assert_eq!(payoke.possible_forms().known(), Some(LegalForm::NonProfitPrivate));
    /// // One of two is a fact as well.
    /// let private = Applicant::new("A".parse()?).legal_form(LegalForms::PRIVATE_BODY);
    /// assert_eq!(private.possible_forms().known(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn legal_form(mut self, form: impl Into<LegalForms>) -> Self {
        self.legal_form = Some(form.into());
        self
    }

    /// States a further status.
    ///
    /// ```
    /// use amif::{Applicant, Status};
    ///
    /// let payoke = Applicant::new("Payoke".parse()?).status(Status::Ngo, true);
    /// assert_eq!(payoke.statuses.get(Status::Ngo), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status(mut self, status: Status, held: bool) -> Self {
        self.statuses = self.statuses.with(status, held);
        self
    }

    /// States what kind of organisation it is.
    ///
    /// ```
    /// use amif::{Applicant, value::OrganisationType};
    ///
    /// let university = Applicant::new("A".parse()?).organisation_type(OrganisationType::Education);
    /// // A type tells nothing of the legal form.
    /// assert_eq!(university.possible_forms(), amif::LegalForms::ANY);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn organisation_type(mut self, kind: OrganisationType) -> Self {
        self.organisation_type = Some(kind);
        self
    }

    /// Answers whether it is of a kind of members that a call names. Names compare without regard to case and outer
    /// white space.
    ///
    /// ```
    /// use amif::Applicant;
    ///
    /// let police = Applicant::new("Invented Police".parse()?).of_kind("law-enforcement authority", true);
    /// assert_eq!(police.member_kind("Law-enforcement authority"), Some(true));
    /// assert_eq!(police.member_kind("university"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_kind(mut self, name: &str, is: bool) -> Self {
        self.member_kinds.retain(|known, _| !same(known, name));
        self.member_kinds.insert(name.to_owned(), is);
        self
    }

    /// Whether it says that it is of a kind of members that a call names; `None` where it says nothing.
    #[must_use]
    pub fn member_kind(&self, name: &str) -> Option<bool> {
        self.member_kinds.iter().find(|(known, _)| same(known, name)).map(|(_, is)| *is)
    }

    /// Declares something.
    ///
    /// ```
    /// use amif::{Applicant, value::Declaration};
    ///
    /// let trust = Applicant::new("A".parse()?).declares(Declaration::PublicInterestTrust);
    /// assert!(trust.declarations.contains(Declaration::PublicInterestTrust));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn declares(mut self, declaration: Declaration) -> Self {
        self.declarations = self.declarations.with(declaration);
        self
    }

    /// The legal forms that remain possible under everything stated.
    ///
    /// Where they contradict each other ([`Applicant::contradicts_itself`]), every form remains possible: from a
    /// contradiction nothing is concluded.
    ///
    /// ```
    /// use amif::{Applicant, LegalForm, LegalForms, Status};
    ///
    /// let a = Applicant::new("Solwodi".parse()?).legal_form(LegalForms::PRIVATE_BODY);
    /// assert_eq!(a.possible_forms().known(), None);
    /// let a = a.status(Status::NonProfit, true);
    /// assert_eq!(a.possible_forms().known(), Some(LegalForm::NonProfitPrivate));
    /// # Ok::<(), amif::value::BlankNameError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn possible_forms(&self) -> LegalForms {
        self.agreeing_forms().unwrap_or(LegalForms::ANY)
    }

    /// The legal forms with which everything stated agrees; `None` where it contradicts itself.
    #[inline]
    fn agreeing_forms(&self) -> Option<LegalForms> {
        let stated = self.legal_form.unwrap_or(LegalForms::ANY);
        if self.statuses.is_empty() {
            return Some(stated);
        }
        self.statuses.forms()?.and(stated)
    }

    /// Whether legal form and statuses contradict each other, or the statuses themselves. No file says so; written in
    /// Rust, none of them concludes anything, and reports name both as missing
    /// ([`NoticeKind::Contradiction`](crate::report::NoticeKind::Contradiction)).
    ///
    /// ```
    /// use amif::{Applicant, LegalForm, Status};
    ///
    /// let city = Applicant::new("City".parse()?).legal_form(LegalForm::PublicBody);
    /// assert!(!city.contradicts_itself());
    /// // An NGO is a private body.
    /// assert!(city.status(Status::Ngo, true).contradicts_itself());
    /// # Ok::<(), amif::value::BlankNameError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        self.agreeing_forms().is_none()
    }

    /// What contradicts itself, in the words of the files: the legal form and the statuses that exclude one.
    pub(crate) fn contradiction(&self) -> Option<String> {
        if !self.contradicts_itself() {
            return None;
        }
        let beside = self.statuses.beside_forms();
        let form = self.legal_form.map(|form| format!("legal form {form}"));
        let statuses = self.statuses.iter().filter(|(status, _)| beside.get(*status).is_none());
        let statuses = statuses.map(|(status, held)| format!("{status} {}", if held { "yes" } else { "no" }));
        Some(form.into_iter().chain(statuses).collect::<Vec<_>>().join(", "))
    }

    /// The statuses from which something is concluded: of a contradiction none that excludes a legal form.
    #[inline]
    pub(crate) fn settled_statuses(&self) -> Statuses {
        if self.contradicts_itself() { self.statuses.beside_forms() } else { self.statuses }
    }

    /// The statuses that exclude none of these legal forms, alone and together with those before them.
    #[cfg(feature = "next")]
    pub(crate) fn statuses_under(&self, forms: LegalForms) -> Statuses {
        self.statuses.iter().fold(Statuses::default(), |kept, (status, held)| {
            let with = kept.with(status, held);
            if with.forms().is_some_and(|left| left.and(forms).is_some()) { with } else { kept }
        })
    }

    /// The code that tells the organisation apart; a text that is no code does not.
    #[inline]
    pub(crate) fn code(&self) -> Option<&Pic> {
        self.pic.as_ref().filter(|pic| pic.is_well_formed())
    }

    /// The legal form, where everything stated leaves one.
    pub(crate) fn known_form(&self) -> Option<LegalForm> {
        self.possible_forms().known()
    }
}

/// An organisation in a role.
///
/// ```
/// use amif::{Applicant, Participant, Role};
///
/// let p = Participant::new(Applicant::new("Stadt Wien".parse()?)).role(Role::Beneficiary);
/// assert_eq!(p.role, Some(Role::Beneficiary));
/// # Ok::<(), amif::value::BlankNameError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Participant {
    /// The organisation.
    pub applicant: Applicant,
    /// What it does in the project.
    pub role: Option<Role>,
    /// For an affiliated entity: the code of the coordinator or beneficiary it is linked to.
    pub affiliated_to: Option<Pic>,
}

impl Participant {
    /// An organisation whose role is not stated.
    ///
    /// ```
    /// use amif::{Applicant, Participant};
    ///
    /// assert_eq!(Participant::new(Applicant::new("Payoke".parse()?)).role, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(applicant: Applicant) -> Self {
        Participant { applicant, role: None, affiliated_to: None }
    }

    /// States the role.
    ///
    /// ```
    /// use amif::{Applicant, Participant, Role};
    ///
    /// let payoke = Participant::new(Applicant::new("Payoke".parse()?)).role(Role::Coordinator);
    /// assert_eq!(payoke.role, Some(Role::Coordinator));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// States the code of the coordinator or beneficiary it is linked to.
    ///
    /// ```
    /// use amif::{Applicant, Participant, Pic, Role};
    ///
    /// let branch = Participant::new(Applicant::new("Branch".parse()?))
    ///     .role(Role::AffiliatedEntity)
    ///     .affiliated_to("999000001");
    /// assert_eq!(branch.affiliated_to, Some(Pic::new("999000001")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn affiliated_to(mut self, pic: &str) -> Self {
        self.affiliated_to = Some(Pic::new(pic));
        self
    }

    /// The code of the beneficiary that it is linked to; a text that is no code names nobody.
    #[inline]
    pub(crate) fn link(&self) -> Option<&Pic> {
        self.affiliated_to.as_ref().filter(|pic| pic.is_well_formed())
    }

    /// Whether the role is, or may turn out to be, this one.
    #[inline]
    pub(crate) fn may_be(&self, role: Role) -> bool {
        self.role.is_none_or(|r| r == role)
    }

    /// Whether the participant is, or may turn out to be, coordinator or beneficiary.
    #[inline]
    pub(crate) fn may_count(&self) -> bool {
        self.role.is_none_or(Role::counts)
    }
}

impl From<Applicant> for Participant {
    fn from(applicant: Applicant) -> Self {
        Participant::new(applicant)
    }
}

/// Who takes part, in every role.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consortium {
    /// The participants, in the order stated.
    pub participants: Vec<Participant>,
    /// Whether this is everybody. If not, counts are lower bounds: whoever joins is a new organisation.
    pub complete: bool,
}

impl Consortium {
    /// These participants and nobody else.
    ///
    /// ```
    /// let nobody = amif::Consortium::new([]);
    /// assert!(nobody.complete && nobody.participants.is_empty());
    /// ```
    #[must_use]
    pub fn new(participants: impl IntoIterator<Item = Participant>) -> Self {
        Consortium { participants: participants.into_iter().collect(), complete: true }
    }

    /// The same, to which more may join.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::{Consortium, Verdict};
    ///
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let nobody = Consortium::new([]);
    /// assert_eq!(nobody.check(call, as_of, None).verdict(), Verdict::Ineligible);
    /// // Nobody yet is another thing than nobody.
    /// assert_eq!(nobody.incomplete().check(call, as_of, None).verdict(), Verdict::Undetermined);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn incomplete(mut self) -> Self {
        self.complete = false;
        self
    }
}

impl Default for Consortium {
    /// Nobody so far; more may join.
    fn default() -> Self {
        Consortium { participants: Vec::new(), complete: false }
    }
}

/// A proposal, or the draft of one.
///
/// ```
/// use amif::{Consortium, Proposal};
///
/// let mut draft = Proposal::new(Consortium::new([]).incomplete());
/// draft.duration_months = Some(24);
/// let json = draft.to_json();
/// assert_eq!(Proposal::from_json(&json)?, draft);
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Proposal {
    /// The topic applied for.
    pub topic: Option<TopicId>,
    /// The title of the project.
    pub title: Option<String>,
    /// When it was, or is to be, submitted.
    pub submitted_at: Option<Instant>,
    /// The planned duration in months.
    pub duration_months: Option<i64>,
    /// The EU contribution asked for.
    pub requested_grant: Option<Eur>,
    /// The total eligible costs of the whole action.
    pub total_eligible_costs: Option<Eur>,
    /// The day on which the grant agreement is, or is to be, signed.
    pub grant_signature: Option<NaiveDate>,
    /// The detailed budget, where there is one.
    pub budget: Option<Budget>,
    /// What only some calls ask of an application.
    pub application: Application,
    /// Who takes part.
    pub consortium: Consortium,
}

/// Methods that state a fact, one for each, for a proposal written in one expression.
macro_rules! states {
    ($($(#[doc = $doc:literal])+ $field:ident: $type:ty,)+) => {
        /// Facts stated one after the other. What is not stated is unknown.
        ///
        /// ```
        /// use amif::{Consortium, Proposal};
        ///
        /// let proposal = Proposal::new(Consortium::new([]))
        ///     .title("Safe paths")
        ///     .requested_grant("750000".parse::<amif::Eur>()?)
        ///     .duration_months(24);
        /// assert_eq!(proposal.title.as_deref(), Some("Safe paths"));
        /// # Ok::<(), amif::value::ParseEurError>(())
        /// ```
        impl Proposal {
            $($(#[doc = $doc])+
            #[must_use]
            pub fn $field(mut self, $field: impl Into<$type>) -> Self {
                self.$field = Some($field.into());
                self
            })+
        }
    };
}

states! {
    /// States the topic applied for.
    topic: TopicId,
    /// States the title of the project.
    title: String,
    /// States when it was, or is to be, submitted.
    submitted_at: Instant,
    /// States the planned duration in months.
    duration_months: i64,
    /// States the EU contribution asked for.
    requested_grant: Eur,
    /// States the total eligible costs of the whole action.
    total_eligible_costs: Eur,
    /// States the day on which the grant agreement is, or is to be, signed.
    grant_signature: NaiveDate,
    /// States the detailed budget.
    budget: Budget,
}

/// The shape of a whole proposal, for its schema.
#[cfg(feature = "schemars")]
pub(crate) fn shape() -> impl crate::input::Shape {
    table::proposal()
}

impl Proposal {
    /// A proposal of which only the participants are stated.
    ///
    /// ```
    /// use amif::{Applicant, Consortium, Participant, Proposal};
    ///
    /// let consortium = Consortium::new([Participant::new(Applicant::new("Payoke".parse()?))]);
    /// let proposal = Proposal::new(consortium).duration_months(24);
    /// assert_eq!(proposal.requested_grant, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(consortium: Consortium) -> Self {
        Proposal { consortium, ..Proposal::default() }
    }

    /// Reads a proposal in the format `amif-proposal/1`.
    ///
    /// Only `participants` and each `name` are required; anything else absent or `null` is unknown.
    ///
    /// Every field with its meaning: [`crate::authoring::fields`].
    ///
    /// ```
    /// use amif::Proposal;
    ///
    /// let error = Proposal::from_json(r#"{"participants": [{"name": "A", "roll": "beneficiary", "country": "XX"}]}"#)
    ///     .unwrap_err();
    /// let places: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
    /// assert_eq!(places, ["/participants/0/roll", "/participants/0/country"]);
    /// ```
    ///
    /// # Errors
    /// Everything that cannot be represented, all at once, each with its place: broken syntax, unknown
    /// fields, amounts with a third decimal or beyond EUR 10^13, unassigned country codes, blank names,
    /// statuses that contradict the legal form, amounts of a budget below zero or adding up beyond EUR 10^13.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        crate::input::document(text, table::proposal())
    }

    /// Like [`Proposal::from_json`], from bytes whose encoding is not known to be UTF-8.
    ///
    /// ```
    /// use amif::Proposal;
    ///
    /// // A byte-order mark is skipped; UTF-16 is refused.
    /// assert!(Proposal::from_json_bytes(b"\xef\xbb\xbf{\"participants\": []}").is_ok());
    /// assert!(Proposal::from_json_bytes(b"\xff\xfe{\0}\0").is_err());
    /// ```
    ///
    /// # Errors
    /// As [`Proposal::from_json`], and for UTF-16 or invalid UTF-8.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, InputError> {
        Self::from_json(crate::input::utf8(bytes)?)
    }

    /// The proposal in the format `amif-proposal/1`, on one line. Unknown facts are left out.
    ///
    /// ```
    /// use amif::{Consortium, Proposal};
    ///
    /// let proposal = Proposal::new(Consortium::new([])).duration_months(24);
    /// assert_eq!(proposal.to_json(), r#"{"schema":"amif-proposal/1","duration_months":24,"participants":[]}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to a string fails for maps with other keys than text, of which there are none.
        serde_json::to_string(self).unwrap_or_default()
    }
}
