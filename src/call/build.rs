//! A call written in Rust: what is stated, from where, by methods with types.

use std::ops::{Bound, RangeBounds};

use chrono::NaiveDate;

use super::{Call, CountingBasis};
use crate::country::Country;
use crate::id::{CallId, TopicId};
use crate::input::{InputError, Json, JsonFields};
use crate::law::{Act, Basis};
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, Role, Status};
use crate::time::Deadline;

/// Objects of a call whose parts have a source each, and they none.
const WITHOUT_SOURCE: [&str; 6] =
    ["assumed", "budget_rules", "composition", "counting", "description", "documents"];

/// A call in the making: [`Call::builder`].
///
/// What is stated rests on the source named last before it, by [`CallBuilder::from_document`] or
/// [`CallBuilder::from_act`]. Each method states the field of its name in `amif-call/1`; a field without a method of its
/// own is stated by [`CallBuilder::stating`]. [`CallBuilder::build`] reads the whole as [`Call::from_json`] reads a file,
/// so it finds the same faults, with the same places.
///
/// ```
/// use amif::{Call, LegalForm, Role, law::Basis};
///
/// let call = Call::builder("EXAMPLE-2027-01".parse()?)
///     .document("call", "Call document EXAMPLE-2027", Basis::CallDocument)
///     .from_document("call", "Section 6")
///     .deadline("2027-09-15T17:00".parse()?)
///     .minimum_applicants(3)
///     .minimum_countries(2)
///     .grant("500000".parse::<amif::Eur>()?..="1000000".parse()?)
///     .funding_rate("90".parse()?)
///     .duration(12..=36)
///     .member_states_except(["DK".parse()?])
///     .admits(Role::Coordinator, [LegalForm::PublicBody, LegalForm::NonProfitPrivate])
///     .bars(Role::Coordinator, [LegalForm::ProfitMaking])
///     .from_document("call", "Section 5")
///     .page_limit(70)
///     .stating("excluded_activities", r#"{ "items": ["research"] }"#)
///     .build()?;
/// assert_eq!(call.minimum_applicants().map(|m| m.value.at_least), Some(3));
/// assert_eq!(call.page_limit().map(|p| p.source[0].section()), Some("Section 5"));
///
/// // Two applicants cannot come from three countries.
/// let error = Call::builder("EXAMPLE-2027-02".parse()?)
///     .document("call", "Call document", Basis::CallDocument)
///     .from_document("call", "Section 6")
///     .minimum_applicants(2)
///     .minimum_countries(3)
///     .build()
///     .unwrap_err();
/// assert_eq!(error.problems()[0].path, "/minimum_countries");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a call is made by `build`"]
pub struct CallBuilder {
    document: JsonFields,
    source: JsonFields,
    /// What could not be stated as it was given.
    refused: Vec<String>,
}

impl Call {
    /// Starts a call of which only the topic is known.
    ///
    /// ```
    /// let call = amif::Call::builder("EXAMPLE-01".parse()?).build()?;
    /// // It says nothing, so every core condition is not stated.
    /// assert!(call.not_stated().any(|condition| condition == "deadline"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builder(topic: TopicId) -> CallBuilder {
        let mut document = JsonFields::default();
        document.put("schema", Some("amif-call/1".into()));
        document.put("topic", Some(topic.as_str().into()));
        document.put("documents", Some(Json::Object(JsonFields::default())));
        CallBuilder { document, source: JsonFields::default(), refused: Vec::new() }
    }
}

fn object(fields: impl IntoIterator<Item = (&'static str, Json)>) -> JsonFields {
    JsonFields(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn number(number: impl Into<i64>) -> Json {
    Json::Number(number.into().into())
}

fn text(value: impl ToString) -> Json {
    Json::Text(value.to_string())
}

fn percent(rate: Rate) -> Json {
    text(rate.to_string().trim_end_matches(" %"))
}

fn texts(items: impl IntoIterator<Item = impl ToString>) -> Json {
    Json::List(items.into_iter().map(text).collect())
}

/// The bounds of a range, both inside. `by` goes on from a value by so many steps; where it goes no further, the
/// excluded value itself stands.
fn bounds<T: Copy>(range: &impl RangeBounds<T>, by: impl Fn(T, i64) -> Option<T>) -> (Option<T>, Option<T>) {
    let inside = |bound: Bound<&T>, step| match bound {
        Bound::Included(value) => Some(*value),
        Bound::Excluded(value) => Some(by(*value, step).unwrap_or(*value)),
        Bound::Unbounded => None,
    };
    (inside(range.start_bound(), 1), inside(range.end_bound(), -1))
}

impl CallBuilder {
    /// States the identifier of the call; left out, it is that of the topic.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.call(&"EXAMPLE".parse()?).build()?;
    /// assert_eq!(call.call().as_str(), "EXAMPLE");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn call(mut self, call: &CallId) -> Self {
        self.document.put("call", Some(call.as_str().into()));
        self
    }

    /// Says in words which version of the call document is recorded.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.version("1.1 of 3 March 2027").build()?;
    /// assert_eq!(call.version(), "1.1 of 3 March 2027");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn version(mut self, version: &str) -> Self {
        self.document.put("version", Some(version.into()));
        self
    }

    /// Lists a document under a key of your choice, with how far it can be trusted.
    ///
    /// ```
    /// use amif::{Call, law::Basis};
    ///
    /// let call = Call::builder("EXAMPLE-01".parse()?)
    ///     .document("faq", "Invented questions and answers", Basis::OfficialPage)
    ///     .from_document("faq", "3")
    ///     .page_limit(70)
    ///     .build()?;
    /// let source = call.page_limit().map(|limit| limit.source[0].to_string());
    /// assert_eq!(source.as_deref(), Some("Invented questions and answers, 3"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn document(mut self, key: &str, title: &str, basis: Basis) -> Self {
        let document = object([("title", title.into()), ("basis", basis.as_str().into())]);
        self.document.within("documents", |documents| documents.put(key, Some(Json::Object(document))));
        self
    }

    /// What is stated from here on rests on that section of a document listed.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.page_limit(70).from_document("call", "5.2").one_topic().build()?;
    /// assert_eq!(call.page_limit().map(|stated| stated.source[0].section()), Some("4"));
    /// assert_eq!(call.one_topic().map(|stated| stated.source[0].section()), Some("5.2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_document(mut self, key: &str, section: &str) -> Self {
        self.source = object([("document", key.into()), ("section", section.into())]);
        self
    }

    /// What is stated from here on rests on that article of an act.
    ///
    /// ```
    /// use amif::{Call, law::{Act, Basis}};
    ///
    /// let call = Call::builder("EXAMPLE-01".parse()?)
    ///     .from_act(Act::Amif2021, "Art. 15", Basis::Act)
    ///     .funding_rate("90".parse()?)
    ///     .build()?;
    /// assert_eq!(call.funding_rate().map(|rate| rate.source[0].cited_act()), Some(Some(Act::Amif2021)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_act(mut self, act: Act, article: &str, basis: Basis) -> Self {
        let name = act.celex().unwrap_or(act.title());
        self.source =
            object([("act", name.into()), ("section", article.into()), ("basis", basis.as_str().into())]);
        self
    }

    /// States the first day for submission.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.opening("2027-01-18".parse()?).build()?;
    /// assert_eq!(call.opening().map(|stated| stated.value), "2027-01-18".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn opening(self, day: NaiveDate) -> Self {
        self.state("opening", object([("date", text(day))]))
    }

    /// States the deadline, on the clocks of Brussels.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// use amif::Deadline;
    ///
    /// let deadline = Deadline::brussels("2027-05-12".parse()?, "17:00:00".parse()?)?;
    /// let call = start()?.deadline(deadline).build()?;
    /// assert_eq!(call.deadline().map(|stated| stated.value), Some(deadline));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deadline(self, deadline: Deadline) -> Self {
        let local = deadline.local();
        let mut stated = object([("date", text(local.date()))]);
        if deadline.clock_time_is_stated() {
            stated.put("time", Some(text(local.time().format("%H:%M:%S"))));
        }
        self.state("deadline", stated)
    }

    /// States the budget of the call.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.budget("6000000".parse()?).build()?;
    /// assert_eq!(call.budget().map(|stated| stated.value), "6000000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn budget(self, amount: Eur) -> Self {
        self.state("budget", object([("amount", text(amount))]))
    }

    /// States the part of the budget that is for this topic.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// // The part for a topic cannot be above the budget of the call.
    /// let wrong = start()?.budget("6000000".parse()?).topic_budget("7000000".parse()?).build();
    /// assert!(wrong.is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn topic_budget(self, amount: Eur) -> Self {
        self.state("topic_budget", object([("amount", text(amount))]))
    }

    /// States the grant range of a project: `min..=max`, or open at one end.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let (least, most): (amif::Eur, amif::Eur) = ("500000".parse()?, "1000000".parse()?);
    /// let call = start()?.grant(least..=most).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.max), Some(Some(most)));
    /// let call = start()?.grant(least..).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.max), Some(None));
    /// // What lies outside is a cent away.
    /// use std::ops::Bound::{Excluded, Unbounded};
    /// let call = start()?.grant((Excluded(least), Unbounded)).build()?;
    /// assert_eq!(call.grant().map(|stated| stated.value.min), Some("500000.01".parse().ok()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn grant(self, range: impl RangeBounds<Eur>) -> Self {
        let (min, max) = bounds(&range, |amount, cents| amount.checked_add(Eur::from_cents(cents)?));
        let bound = |name, amount: Option<Eur>| amount.map(|amount| (name, text(amount)));
        self.state("grant", object([bound("min", min), bound("max", max)].into_iter().flatten()))
    }

    /// States the largest share of the eligible costs that the grant may cover.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.funding_rate("90".parse()?).build()?;
    /// assert_eq!(call.funding_rate().map(|stated| stated.value), "90".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn funding_rate(self, at_most: Rate) -> Self {
        self.state("funding_rate", object([("at_most", percent(at_most))]))
    }

    /// States the share of the grant that is paid in advance, for information.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.advance("80".parse()?).build()?;
    /// assert_eq!(call.advance().map(|stated| stated.value), "80".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn advance(self, share: Rate) -> Self {
        self.state("advance", object([("percent", percent(share))]))
    }

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

    /// States how many months projects last: `12..=36`, `24..=24`, or open at one end.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.duration(12..=36).build()?;
    /// assert_eq!(call.duration().map(|stated| (stated.value.min, stated.value.max)), Some((Some(12), Some(36))));
    /// use std::ops::Bound::{Excluded, Unbounded};
    /// let call = start()?.duration((Excluded(12), Unbounded)).build()?;
    /// assert_eq!(call.duration().map(|stated| stated.value.min), Some(Some(13)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn duration(self, months: impl RangeBounds<i64>) -> Self {
        let (min, max) = bounds(&months, i64::checked_add);
        let bound = |name, months: Option<i64>| months.map(|months| (name, number(months)));
        self.state("duration", object([bound("min", min), bound("max", max)].into_iter().flatten()))
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

    /// States legal forms that a funded role admits. A form that is neither admitted nor barred is an open question.
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

    /// States the mandatory annexes.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.annexes(["budget table"]).build()?;
    /// assert_eq!(call.annexes().map(|stated| stated.value.mandatory.len()), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn annexes(self, mandatory: impl IntoIterator<Item = impl ToString>) -> Self {
        self.state("annexes", object([("mandatory", texts(mandatory))]))
    }

    /// States the most pages of the technical description.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// let call = start()?.page_limit(70).build()?;
    /// assert_eq!(call.page_limit().map(|stated| stated.value), Some(70));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn page_limit(self, at_most: u32) -> Self {
        self.state("page_limit", object([("at_most", number(at_most))]))
    }

    /// States that an application is for one topic only.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// assert!(start()?.one_topic().build()?.one_topic().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn one_topic(self) -> Self {
        self.state("one_topic", JsonFields::default())
    }

    /// States that no organisation may hold two roles in a proposal.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// assert!(start()?.one_role_each().build()?.one_role_each().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn one_role_each(self) -> Self {
        self.state("one_role_each", JsonFields::default())
    }

    /// States any field of `amif-call/1` by its name in JSON, as the reference of fields has it. The source named last
    /// is added where the object has none.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// // What has no method of its own.
    /// let call = start()?.stating("parallel_applications", r#"{"at_most": 1}"#).build()?;
    /// assert_eq!(call.parallel_applications().map(|stated| stated.value), Some(1));
    /// let error = start()?.stating("paralel_applications", r#"{"at_most": 1}"#).build().unwrap_err();
    /// assert!(error.to_string().contains("did you mean \"parallel_applications\"?"), "{error}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stating(mut self, field: &str, json: &str) -> Self {
        match serde_json::from_str(json) {
            Ok(Json::Object(stated)) if stated.has("source") || WITHOUT_SOURCE.contains(&field) => {
                self.document.put(field, Some(Json::Object(stated)));
                self
            }
            Ok(Json::Object(stated)) => self.state(field, stated),
            Ok(value) => {
                self.document.put(field, Some(value));
                self
            }
            Err(error) => {
                self.refused.push(format!("/{field}: {error}"));
                self
            }
        }
    }

    /// Reads the whole as [`Call::from_json`] reads a file.
    ///
    /// ```
    /// # use amif::{Call, law::Basis};
    /// # let start = || -> Result<amif::call::CallBuilder, Box<dyn std::error::Error>> {
    /// #     let call = Call::builder("EXAMPLE-01".parse()?);
    /// #     Ok(call.document("call", "Invented call document", Basis::CallDocument).from_document("call", "4"))
    /// # };
    /// // Every fault at once, as of a file.
    /// let error = start()?.duration(36..=12).minimum_applicants(2).minimum_countries(3).build().unwrap_err();
    /// assert_eq!(error.problems().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Call::from_json`], each with its place, and where a text given to [`CallBuilder::stating`] is no JSON.
    pub fn build(self) -> Result<Call, InputError> {
        if !self.refused.is_empty() {
            return Err(InputError::one(self.refused.join("\n")));
        }
        Call::from_json(&Json::Object(self.document).to_string())
    }

    fn state(mut self, condition: &str, mut stated: JsonFields) -> Self {
        stated.put("source", Some(self.cited()));
        self.document.put(condition, Some(Json::Object(stated)));
        self
    }

    /// States a part of a condition, whose sources are those of all its parts.
    fn within(mut self, condition: &str, state: impl FnOnce(&mut JsonFields)) -> Self {
        let cited = Json::Object(self.source.clone());
        self.document.within(condition, |stated| {
            state(stated);
            let mut source = match stated.take("source") {
                Some(Json::List(source)) => source,
                _ => Vec::new(),
            };
            if !source.contains(&cited) {
                source.push(cited);
            }
            stated.put("source", Some(Json::List(source)));
        });
        self
    }

    fn role(self, role: Role, state: impl FnOnce(&mut JsonFields)) -> Self {
        self.within("roles", |roles| roles.within(role.as_str(), state))
    }

    fn cited(&self) -> Json {
        Json::List(vec![Json::Object(self.source.clone())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started() -> CallBuilder {
        Call::builder("EXAMPLE-01".parse().unwrap())
            .document("call", "Call document", Basis::CallDocument)
            .from_document("call", "Section 6")
    }

    fn euro(text: &str) -> Eur {
        text.parse().unwrap()
    }

    #[test]
    fn a_call_written_in_rust_is_the_call_of_its_file() {
        let written = started()
            .call(&"EXAMPLE".parse().unwrap())
            .version("1.0")
            .opening("2027-01-01".parse().unwrap())
            .deadline("2027-03-01T17:00".parse().unwrap())
            .budget(euro("6000000"))
            .grant(..euro("1000000"))
            .minimum_applicants(3)
            .minimum_countries(2)
            .counting_in(CountingBasis::ParticipatingMemberStates)
            .duration(12..37)
            .member_states_except(["DK".parse().unwrap()])
            .country("UA".parse().unwrap(), true)
            .admits(Role::Coordinator, [LegalForm::PublicBody])
            .from_act(Act::Amif2021, "Art. 24", Basis::Act)
            .only(Role::Coordinator)
            .one_topic()
            .build()
            .unwrap();
        let source = r#"[{"document": "call", "section": "Section 6"}]"#;
        let both = r#"[{"document": "call", "section": "Section 6"},
            {"act": "32021R1147", "section": "Art. 24", "basis": "act"}]"#;
        let file = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "call": "EXAMPLE", "version": "1.0",
            "documents": {"call": {"title": "Call document", "basis": "call_document"}},
            "opening": {"date": "2027-01-01", "source": SOURCE},
            "deadline": {"date": "2027-03-01", "time": "17:00", "source": SOURCE},
            "budget": {"amount": 6000000, "source": SOURCE},
            "grant": {"max": "999999.99", "source": SOURCE},
            "minimum_applicants": {"at_least": 3, "counting": "participating_member_states", "source": SOURCE},
            "minimum_countries": {"at_least": 2, "counting": "participating_member_states", "source": SOURCE},
            "duration": {"min": 12, "max": 36, "source": SOURCE},
            "countries": {"member_states_except": ["DK"], "points": {"UA": true}, "source": SOURCE},
            "roles": {"coordinator": {"admitted": ["public_body"], "only": true}, "source": BOTH},
            "one_topic": {"source": [{"act": "32021R1147", "section": "Art. 24", "basis": "act"}]}}"#;
        let read = Call::from_json(&file.replace("SOURCE", source).replace("BOTH", both)).unwrap();
        assert_eq!(written, read);
        assert_eq!(Call::from_json(&written.to_json()).unwrap(), written);
    }

    #[test]
    fn the_faults_are_those_of_a_file_with_their_places() {
        let problems = |call: CallBuilder| -> Vec<String> {
            let error = call.build().unwrap_err();
            error.problems().iter().map(ToString::to_string).collect()
        };
        let torn = started().grant(euro("2")..=euro("1")).duration(0..=12);
        assert_eq!(
            problems(torn),
            [
                "/grant: the minimum grant must not be above the maximum (found 2 and 1)",
                "/duration: the duration must be at least 1 month (found 0)",
            ]
        );
        let unsourced = Call::builder("EXAMPLE-01".parse().unwrap()).page_limit(70);
        assert_eq!(
            problems(unsourced),
            ["/page_limit/source/0: a citation must name either a \"document\" or an \"act\""]
        );
        assert_eq!(
            problems(started().stating("page_limit", r#"{"atmost": 70}"#))[0],
            "/page_limit/atmost: found the unknown field \"atmost\"; did you mean \"at_most\"? Allowed: at_most, source"
        );
        assert!(problems(started().stating("page_limit", "70 pages"))[0].starts_with("/page_limit: "));
        let counting = started().stating("counting", r#"{"affiliated_entities": true}"#).build();
        assert!(counting.is_ok(), "it has no source of its own");
    }
}
