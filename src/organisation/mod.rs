//! The words that facts and rules share: legal forms, statuses, types and roles of organisations.

mod form;
mod name;
mod read;
mod status;

use crate::input::named_enum;

pub use form::{LegalForm, LegalForms};
pub(crate) use name::name_key;
pub use name::{BlankNameError, Name};
pub(crate) use read::{DeclarationList, Forms, StatusesFields};
pub use status::{Declaration, Declarations, Status, Statuses};

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
        assert!(same("Straße", "Strasse"));
        // Case that changes the letters: two for one, ligatures, a small letter with two forms.
        assert!(same("Weißer Ring", "WEISSER RING") && same("WEIẞER RING", "Weisser Ring"));
        assert!(same("ﬁne", "FINE") && same("ΟΔΟΣ Α", "οδος α") && same("ΟΔΟΣ", "οδοσ"));
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
