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

/// The bounds of a range, both inside.
fn bounds<T: Copy>(range: &impl RangeBounds<T>, before: impl Fn(T) -> Option<T>) -> (Option<T>, Option<T>) {
    let least = match range.start_bound() {
        Bound::Included(least) | Bound::Excluded(least) => Some(*least),
        Bound::Unbounded => None,
    };
    let most = match range.end_bound() {
        Bound::Included(most) => Some(*most),
        Bound::Excluded(most) => before(*most),
        Bound::Unbounded => None,
    };
    (least, most)
}

impl CallBuilder {
    /// States the identifier of the call; left out, it is that of the topic.
    pub fn call(mut self, call: &CallId) -> Self {
        self.document.put("call", Some(call.as_str().into()));
        self
    }

    /// Says in words which version of the call document is recorded.
    pub fn version(mut self, version: &str) -> Self {
        self.document.put("version", Some(version.into()));
        self
    }

    /// Lists a document under a key of your choice, with how far it can be trusted.
    pub fn document(mut self, key: &str, title: &str, basis: Basis) -> Self {
        let document = object([("title", title.into()), ("basis", basis.as_str().into())]);
        self.document.within("documents", |documents| documents.put(key, Some(Json::Object(document))));
        self
    }

    /// What is stated from here on rests on that section of a document listed.
    pub fn from_document(mut self, key: &str, section: &str) -> Self {
        self.source = object([("document", key.into()), ("section", section.into())]);
        self
    }

    /// What is stated from here on rests on that article of an act.
    pub fn from_act(mut self, act: Act, article: &str, basis: Basis) -> Self {
        let name = act.celex().unwrap_or(act.title());
        self.source =
            object([("act", name.into()), ("section", article.into()), ("basis", basis.as_str().into())]);
        self
    }

    /// States the first day for submission.
    pub fn opening(self, day: NaiveDate) -> Self {
        self.state("opening", object([("date", text(day))]))
    }

    /// States the deadline, on the clocks of Brussels.
    pub fn deadline(self, deadline: Deadline) -> Self {
        let local = deadline.local();
        let mut stated = object([("date", text(local.date()))]);
        if deadline.clock_time_is_stated() {
            stated.put("time", Some(text(local.time().format("%H:%M:%S"))));
        }
        self.state("deadline", stated)
    }

    /// States the budget of the call.
    pub fn budget(self, amount: Eur) -> Self {
        self.state("budget", object([("amount", text(amount))]))
    }

    /// States the part of the budget that is for this topic.
    pub fn topic_budget(self, amount: Eur) -> Self {
        self.state("topic_budget", object([("amount", text(amount))]))
    }

    /// States the grant range of a project: `min..=max`, or open at one end.
    pub fn grant(self, range: impl RangeBounds<Eur>) -> Self {
        let (min, max) = bounds(&range, |most| most.checked_sub(Eur::from_cents(1)?));
        let bound = |name, amount: Option<Eur>| amount.map(|amount| (name, text(amount)));
        self.state("grant", object([bound("min", min), bound("max", max)].into_iter().flatten()))
    }

    /// States the largest share of the eligible costs that the grant may cover.
    pub fn funding_rate(self, at_most: Rate) -> Self {
        self.state("funding_rate", object([("at_most", percent(at_most))]))
    }

    /// States the share of the grant that is paid in advance, for information.
    pub fn advance(self, share: Rate) -> Self {
        self.state("advance", object([("percent", percent(share))]))
    }

    /// States how many applicants a consortium needs at least.
    pub fn minimum_applicants(self, at_least: u32) -> Self {
        self.state("minimum_applicants", object([("at_least", number(at_least))]))
    }

    /// States from how many countries they must come at least.
    pub fn minimum_countries(self, at_least: u32) -> Self {
        self.state("minimum_countries", object([("at_least", number(at_least))]))
    }

    /// Says where an applicant must be established to count to the minima stated so far.
    pub fn counting_in(mut self, basis: CountingBasis) -> Self {
        for minimum in ["minimum_applicants", "minimum_countries"] {
            if self.document.has(minimum) {
                self.document.within(minimum, |stated| stated.put("counting", Some(basis.as_str().into())));
            }
        }
        self
    }

    /// States how many months projects last: `12..=36`, `24..=24`, or open at one end.
    pub fn duration(self, months: impl RangeBounds<i64>) -> Self {
        let (min, max) = bounds(&months, |most| most.checked_sub(1));
        let bound = |name, months: Option<i64>| months.map(|months| (name, number(months)));
        self.state("duration", object([bound("min", min), bound("max", max)].into_iter().flatten()))
    }

    /// States that participating Member States are eligible, save these.
    pub fn member_states_except(self, except: impl IntoIterator<Item = Country>) -> Self {
        self.within("countries", |countries| countries.put("member_states_except", Some(texts(except))))
    }

    /// States whether a country that is no Member State is eligible.
    pub fn country(self, country: Country, eligible: bool) -> Self {
        self.within("countries", |countries| {
            countries.within("points", |points| points.put(country.as_str(), Some(Json::Flag(eligible))));
        })
    }

    /// States whether overseas countries and territories of eligible Member States are eligible.
    pub fn overseas_territories(self, eligible: bool) -> Self {
        self.within("countries", |c| c.put("overseas_territories", Some(Json::Flag(eligible))))
    }

    /// States whether international organisations may be established anywhere.
    pub fn international_organisations_exempt(self, exempt: bool) -> Self {
        self.within("countries", |c| c.put("international_organisations_exempt", Some(Json::Flag(exempt))))
    }

    /// States legal forms that a funded role admits. A form that is neither admitted nor barred is an open question.
    pub fn admits(self, role: Role, forms: impl IntoIterator<Item = LegalForm>) -> Self {
        self.role(role, |stated| stated.put("admitted", Some(texts(forms))))
    }

    /// States legal forms that a funded role bars.
    pub fn bars(self, role: Role, forms: impl IntoIterator<Item = LegalForm>) -> Self {
        self.role(role, |stated| stated.put("barred", Some(texts(forms))))
    }

    /// States that a funded role admits no other legal form than those named.
    pub fn only(self, role: Role) -> Self {
        self.role(role, |stated| stated.put("only", Some(Json::Flag(true))))
    }

    /// States a status that must be held in a funded role, or must not.
    pub fn status(self, role: Role, status: Status, held: bool) -> Self {
        self.role(role, |stated| {
            stated.within("statuses", |statuses| statuses.put(status.as_str(), Some(Json::Flag(held))));
        })
    }

    /// States the mandatory annexes.
    pub fn annexes(self, mandatory: impl IntoIterator<Item = impl ToString>) -> Self {
        self.state("annexes", object([("mandatory", texts(mandatory))]))
    }

    /// States the most pages of the technical description.
    pub fn page_limit(self, at_most: u32) -> Self {
        self.state("page_limit", object([("at_most", number(at_most))]))
    }

    /// States that an application is for one topic only.
    pub fn one_topic(self) -> Self {
        self.state("one_topic", JsonFields::default())
    }

    /// States that no organisation may hold two roles in a proposal.
    pub fn one_role_each(self) -> Self {
        self.state("one_role_each", JsonFields::default())
    }

    /// States any field of `amif-call/1` by its name in JSON, as the reference of fields has it. The source named last
    /// is added where the object has none.
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
