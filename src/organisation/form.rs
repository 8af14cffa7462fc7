//! Legal forms, and the sets of them that an organisation may have.

use std::fmt;
use std::str::FromStr;

use crate::input::named_enum;
use crate::value::UnknownNameError;

named_enum! {
    /// The legal form of an organisation, as the rules of calls tell organisations apart.
    ///
    /// The Participant Register validates these statuses (Rules on legal entity validation, 2.1.4); the
    /// crate never derives one from a name.
    pub enum LegalForm("legal form") {
        /// Established as a public body by national law and governed by public law. An international organisation is a public
        /// body by definition, and is written by its own word.
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
    /// Whether an organisation of this form is of one of the forms listed: an international organisation is a public body
    /// by definition (Rules on legal entity validation, 2.1.4).
    pub(crate) fn is_among(self, listed: &[LegalForm]) -> bool {
        let public = self == LegalForm::InternationalOrganisation && listed.contains(&LegalForm::PublicBody);
        public || listed.contains(&self)
    }

    pub(super) const fn bit(self) -> u8 {
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
pub struct LegalForms(pub(super) u8);

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
