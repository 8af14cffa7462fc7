//! A call written in Rust: what is stated, from where, by methods with types.

mod conditions;
mod who;

use super::Call;
use crate::id::{CallId, TopicId};
use crate::input::{InputError, Json, JsonFields, Problem};
use crate::law::{Act, Basis};
use crate::organisation::Role;

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
    refused: Vec<Problem>,
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

fn texts(items: impl IntoIterator<Item = impl ToString>) -> Json {
    Json::List(items.into_iter().map(text).collect())
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
        let (act, section, basis) = (act.name().into(), article.into(), basis.as_str().into());
        self.source = object([("act", act), ("section", section), ("basis", basis)]);
        self
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
                let message = format!("the text is no JSON: {error}");
                self.refused.push(Problem { path: format!("/{field}"), position: None, message });
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
        let read = Call::from_json(&Json::Object(self.document).to_string());
        if self.refused.is_empty() {
            return read;
        }
        let others = read.err();
        let others = others.iter().flat_map(InputError::problems).cloned();
        Err(InputError::many(self.refused.into_iter().chain(others).collect()))
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
    use crate::call::CountingBasis;
    use crate::money::Eur;
    use crate::organisation::LegalForm;

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
        let several = started()
            .stating("grant", "{half")
            .minimum_applicants(2)
            .minimum_countries(3)
            .stating("page_limit", "70 pages")
            .build()
            .unwrap_err();
        let places: Vec<&str> = several.problems().iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(places, ["/grant", "/page_limit", "/minimum_countries"]);
        let counting = started().stating("counting", r#"{"affiliated_entities": true}"#).build();
        assert!(counting.is_ok(), "it has no source of its own");
    }
}
