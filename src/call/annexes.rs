//! What a call asks of some applications only: annexes by amount or legal form, and recipients of support.

use std::fmt;

use crate::country::Country;
use crate::money::Eur;
use crate::organisation::{LegalForm, Role};

/// The annexes that a call makes mandatory.
///
/// ```
/// use amif::Call;
///
/// let call = Call::from_json(r#"{
///   "schema": "amif-call/1", "topic": "EXAMPLE-01",
///   "documents": { "call": { "title": "Call document", "basis": "call_document" } },
///   "annexes": {
///     "mandatory": ["budget table"],
///     "of_some": [{ "mandatory": ["audit report"], "requested_above": 750000 }],
///     "source": [{ "document": "call" }]
///   }
/// }"#)?;
/// let annexes = call.annexes().map(|stated| &stated.value);
/// assert_eq!(annexes.map(|a| a.of_some[0].to_string()).as_deref(), Some("where more than EUR 750 000 is requested"));
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annexes {
    /// Of every application.
    pub mandatory: Vec<String>,
    /// Of some applications.
    pub of_some: Vec<AnnexesOfSome>,
}

/// Annexes that are mandatory where all that is stated here holds. Prints as that condition, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnnexesOfSome {
    /// The annexes.
    pub mandatory: Vec<String>,
    /// Where more euro than this are requested.
    pub requested_above: Option<Eur>,
    /// Where a participant has one of these legal forms; empty for whatever form.
    pub legal_forms: Vec<LegalForm>,
    /// Where that participant holds one of these roles; empty for any.
    pub roles: Vec<Role>,
}

impl Annexes {
    pub(in crate::call) fn new(mandatory: Vec<String>, of_some: Vec<AnnexesOfSome>) -> Self {
        Annexes { mandatory, of_some }
    }

    /// Every annex that the call names.
    pub(crate) fn named(&self) -> impl Iterator<Item = &String> {
        self.mandatory.iter().chain(self.of_some.iter().flat_map(|row| &row.mandatory))
    }
}

impl AnnexesOfSome {
    pub(in crate::call) fn new(mandatory: Vec<String>) -> Self {
        AnnexesOfSome { mandatory, requested_above: None, legal_forms: Vec::new(), roles: Vec::new() }
    }

    /// Whether it depends on who takes part.
    pub(crate) fn by_participants(&self) -> bool {
        !self.legal_forms.is_empty() || !self.roles.is_empty()
    }

    /// Whether a participant in a role and with a legal form makes the annexes mandatory.
    pub(crate) fn concerns(&self, role: Role, form: LegalForm) -> bool {
        (self.roles.is_empty() || self.roles.contains(&role))
            && (self.legal_forms.is_empty() || form.is_among(&self.legal_forms))
    }
}

impl fmt::Display for AnnexesOfSome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |words: Vec<&str>| words.join(" or ");
        let mut parts: Vec<String> = Vec::new();
        if let Some(amount) = self.requested_above {
            parts.push(format!("more than EUR {} is requested", amount.grouped()));
        }
        if self.by_participants() {
            let forms = or(self.legal_forms.iter().map(|form| form.words()).collect());
            let roles = or(self.roles.iter().map(|role| role.words()).collect());
            parts.push(match (forms.as_str(), roles.as_str()) {
                (forms, "") => format!("a participant is {forms}"),
                ("", roles) => format!("a participant is {roles}"),
                (forms, roles) => format!("a participant that is {roles} is {forms}"),
            });
        }
        write!(f, "where {}", parts.join(" and "))
    }
}

/// Who may receive financial support to third parties.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipients {
    /// Only these legal forms; empty for any that is not barred.
    pub legal_forms: Vec<LegalForm>,
    /// Not these legal forms.
    pub barred_forms: Vec<LegalForm>,
    /// Only in these countries; empty for any.
    pub countries: Vec<Country>,
}

impl Recipients {
    pub(in crate::call) fn new(
        legal_forms: Vec<LegalForm>,
        barred_forms: Vec<LegalForm>,
        countries: Vec<Country>,
    ) -> Self {
        Recipients { legal_forms, barred_forms, countries }
    }

    /// Whether the call says anything of their legal forms.
    pub(crate) fn by_form(&self) -> bool {
        !self.legal_forms.is_empty() || !self.barred_forms.is_empty()
    }

    /// Whether the call lets recipients of a legal form be supported. An international organisation is a public body,
    /// so who admits or bars those admits or bars it, unless it is named itself.
    #[must_use]
    pub fn admits_form(&self, form: LegalForm) -> bool {
        self.legal_forms.contains(&form)
            || (!form.is_among(&self.barred_forms)
                && (self.legal_forms.is_empty() || form.is_among(&self.legal_forms)))
    }

    /// Whether the call lets recipients in a country be supported; those of outermost regions are in their Member
    /// State.
    #[must_use]
    pub fn admits_country(&self, country: Country) -> bool {
        let listed = |c: &Country| *c == country || *c == country.state();
        self.countries.is_empty() || self.countries.iter().any(listed)
    }
}
