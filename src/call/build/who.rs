//! Who may take part, who counts, and who must be there.

use super::{CallBuilder, number, object, texts};
use crate::call::CountingBasis;
use crate::country::Country;
use crate::input::Json;
use crate::organisation::{LegalForm, Role, Status};

impl CallBuilder {
    /// States how many applicants a consortium needs at least.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.minimum_applicants(3).build()?;
    /// assert_eq!(call.minimum_applicants().map(|stated| stated.value.at_least), Some(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn minimum_applicants(self, at_least: u32) -> Self {
        self.state("minimum_applicants", object([("at_least", number(at_least))]))
    }

    /// States from how many countries they must come at least.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// // Two applicants, in one country each, cannot come from three.
    /// assert!(start()?.minimum_applicants(2).minimum_countries(3).build().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn minimum_countries(self, at_least: u32) -> Self {
        self.state("minimum_countries", object([("at_least", number(at_least))]))
    }

    /// Says where an applicant must be established to count to the minima stated so far.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::call::CountingBasis;
    ///
    /// let places = CountingBasis::MemberStatesExceptDenmark;
    /// let call = start()?.minimum_applicants(3).minimum_countries(2).counting_in(places).build()?;
    /// assert_eq!(call.minimum_countries().map(|stated| stated.value.counting), Some(places));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn counting_in(mut self, basis: CountingBasis) -> Self {
        for minimum in ["minimum_applicants", "minimum_countries"] {
            if self.document.has(minimum) {
                self.document.within(minimum, |stated| stated.put("counting", Some(basis.as_str().into())));
            }
        }
        self
    }

    /// States that participating Member States are eligible, save these.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.member_states_except(["DK".parse()?]).build()?;
    /// assert_eq!(call.countries().map(|stated| stated.value.except()), Some(&["DK".parse()?][..]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn member_states_except(self, except: impl IntoIterator<Item = Country>) -> Self {
        self.within("countries", |countries| countries.put("member_states_except", Some(texts(except))))
    }

    /// States whether a country that is no Member State is eligible.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::{Applicant, Outcome, Role};
    ///
    /// let call = start()?.member_states_except(["DK".parse()?]).country("UA".parse()?, true).build()?;
    /// let kyiv = Applicant::new("A".parse()?).country("UA".parse()?);
    /// let report = kyiv.check(&call, Some(Role::Beneficiary), "2027-02-01T12:00:00+01:00".parse()?, None);
    /// let country = report.assessments().find(|a| a.rule().as_str() == "participant/country");
    /// assert_eq!(country.map(|a| a.outcome()), Some(Outcome::Met));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn country(self, country: Country, eligible: bool) -> Self {
        self.within("countries", |countries| {
            countries.within("points", |points| points.put(country.as_str(), Some(Json::Flag(eligible))));
        })
    }

    /// States whether overseas countries and territories of eligible Member States are eligible.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.member_states_except(["DK".parse()?]).overseas_territories(true).build()?;
    /// assert_eq!(call.countries().and_then(|stated| stated.value.overseas_territories()), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn overseas_territories(self, eligible: bool) -> Self {
        self.within("countries", |c| c.put("overseas_territories", Some(Json::Flag(eligible))))
    }

    /// States whether international organisations may be established anywhere.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.member_states_except(["DK".parse()?]).international_organisations_exempt(true).build()?;
    /// assert!(call.countries().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn international_organisations_exempt(self, exempt: bool) -> Self {
        self.within("countries", |c| c.put("international_organisations_exempt", Some(Json::Flag(exempt))))
    }

    /// Answers whether international organisations count: to the minimum of applicants, wherever they are established;
    /// and to that of countries, by their seat. Two separate points, each an open question where it is left out.
    ///
    /// ```
    /// use amif::{Call, law::Basis};
    ///
    /// let call = Call::builder("EXAMPLE-2027-01".parse()?)
    ///     .document("call", "Call document", Basis::CallDocument)
    ///     .from_document("call", "Section 6")
    ///     .minimum_applicants(3)
    ///     .minimum_countries(2)
    ///     .international_organisations_count(Some(true), Some(false))
    ///     .build()?;
    /// assert!(call.to_json().contains("\"international_organisations_as_countries\":false"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn international_organisations_count(
        mut self,
        as_applicants: Option<bool>,
        as_countries: Option<bool>,
    ) -> Self {
        self.document.within("counting", |counting| {
            counting.put("international_organisations_as_applicants", as_applicants.map(Json::Flag));
            counting.put("international_organisations_as_countries", as_countries.map(Json::Flag));
        });
        self
    }

    /// States that so many members are of a kind that the call names, with the question that is put to each
    /// participant.
    ///
    /// ```
    /// use amif::{Call, law::Basis};
    ///
    /// let call = Call::builder("EXAMPLE-2027-01".parse()?)
    ///     .document("call", "Call document", Basis::CallDocument)
    ///     .from_document("call", "Section 6")
    ///     .requires_members(1, "law-enforcement authority", "Is it a law-enforcement authority?")
    ///     .build()?;
    /// assert_eq!(call.required_members()[0].value.to_string(), "law-enforcement authority");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn requires_members(mut self, at_least: u32, kind: &str, question: &str) -> Self {
        let stated = [("at_least", number(at_least)), ("kind", kind.into()), ("question", question.into())];
        let mut member = object(stated);
        member.put("source", Some(self.cited()));
        self.document.within("composition", |composition| {
            let mut required = match composition.take("required") {
                Some(Json::List(required)) => required,
                _ => Vec::new(),
            };
            required.push(Json::Object(member));
            composition.put("required", Some(Json::List(required)));
        });
        self
    }

    /// States in which funded roles, and of which legal forms, bodies of third countries take part; an empty list asks
    /// nothing.
    ///
    /// ```
    /// use amif::{Call, LegalForm, Role, law::Basis};
    ///
    /// let call = Call::builder("EXAMPLE-2027-01".parse()?)
    ///     .document("call", "Call document", Basis::CallDocument)
    ///     .from_document("call", "Section 6")
    ///     .member_states_except(["DK".parse()?])
    ///     .country("TN".parse()?, true)
    ///     .third_countries([Role::Beneficiary], [LegalForm::PublicBody])
    ///     .build()?;
    /// let asked = call.countries().and_then(|c| c.value.third_countries()).map(ToString::to_string);
    /// assert_eq!(asked.as_deref(), Some("nobody but a public body as beneficiary"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn third_countries(
        self,
        roles: impl IntoIterator<Item = Role>,
        legal_forms: impl IntoIterator<Item = LegalForm>,
    ) -> Self {
        let lists = [("roles", texts(roles)), ("legal_forms", texts(legal_forms))];
        let asked = object(lists.into_iter().filter(|(_, list)| *list != Json::List(Vec::new())));
        self.within("countries", |countries| countries.put("third_countries", Some(Json::Object(asked))))
    }

    /// States legal forms that a funded role admits. A form that is neither admitted nor barred is an open question,
    /// and barred in the other roles too where it is barred as beneficiary.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::{LegalForm, Role};
    ///
    /// let call = start()?.admits(Role::Beneficiary, [LegalForm::PublicBody]).build()?;
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert!(roles.value.stated(Role::Beneficiary, true).eq([LegalForm::PublicBody]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn admits(self, role: Role, forms: impl IntoIterator<Item = LegalForm>) -> Self {
        self.role(role, |stated| stated.put("admitted", Some(texts(forms))))
    }

    /// States legal forms that a funded role bars.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::{LegalForm, Role};
    ///
    /// let call = start()?.admits(Role::Beneficiary, [LegalForm::PublicBody]).bars(Role::Beneficiary, [LegalForm::ProfitMaking]).build()?;
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert!(roles.value.stated(Role::Beneficiary, false).eq([LegalForm::ProfitMaking]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bars(self, role: Role, forms: impl IntoIterator<Item = LegalForm>) -> Self {
        self.role(role, |stated| stated.put("barred", Some(texts(forms))))
    }

    /// States that a funded role admits no other legal form than those named. An international organisation is a public body.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::{LegalForm, Role};
    ///
    /// let call = start()?.admits(Role::Beneficiary, [LegalForm::PublicBody]).only(Role::Beneficiary).build()?;
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert_eq!(roles.value.stated(Role::Beneficiary, false).count(), 3, "every other form is barred");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn only(self, role: Role) -> Self {
        self.role(role, |stated| stated.put("only", Some(Json::Flag(true))))
    }

    /// States a status that must be held in a funded role, or must not.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::{LegalForm, Role, Status};
    ///
    /// let call = start()?
    ///     .admits(Role::Coordinator, [LegalForm::NonProfitPrivate])
    ///     .status(Role::Coordinator, Status::Ngo, true)
    ///     .build()?;
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert_eq!(roles.value.statuses(Role::Coordinator).next(), Some((None, Status::Ngo, true)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(self, role: Role, status: Status, held: bool) -> Self {
        self.role(role, |stated| {
            stated.within("statuses", |statuses| statuses.put(status.as_str(), Some(Json::Flag(held))));
        })
    }
}
