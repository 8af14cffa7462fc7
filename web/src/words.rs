//! What there is to choose from, with what it is called.

use amif::{Country, LegalForm, Role, catalogue};
use serde::Serialize;

use crate::draft::{MADE_BY, PARTNERS, SCHEMA};

/// Everything that the page offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vocabulary {
    /// The version of the crate.
    pub made_by: &'static str,
    /// The format of drafts.
    pub schema: &'static str,
    /// How many partners fit on the page.
    pub partners: usize,
    /// The topics of the catalogue, the latest first.
    pub topics: Vec<Choice>,
    /// The roles.
    pub roles: Vec<Choice>,
    /// The legal forms, and a private body of which it is not known whether it may distribute profits.
    pub forms: Vec<Choice>,
    /// The countries by name.
    pub countries: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The word of the files.
    pub value: String,
    /// The words for people.
    pub label: String,
}

/// Everything that the page offers.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let mut topics: Vec<Choice> = catalogue::calls()
        .map(|call| {
            let title = call.description().title.as_ref().map_or("", |title| title.value.as_str());
            choice(call.topic().as_str(), title)
        })
        .collect();
    // The year stands in the identifier.
    topics.sort_by(|a, b| year(&b.value).cmp(year(&a.value)).then_with(|| a.value.cmp(&b.value)));
    let mut forms: Vec<Choice> =
        LegalForm::ALL.iter().map(|form| choice(form.as_str(), form.words())).collect();
    forms.push(choice("private_body", "private body, not known whether for profit"));
    let mut countries: Vec<Choice> = Country::all().map(|c| choice(c.as_str(), c.name())).collect();
    countries.sort_by(|a, b| a.label.cmp(&b.label));
    Vocabulary {
        made_by: MADE_BY,
        schema: SCHEMA,
        partners: PARTNERS,
        topics,
        roles: Role::ALL.iter().map(|role| choice(role.as_str(), role.words())).collect(),
        forms,
        countries,
    }
}

fn year(topic: &str) -> &str {
    topic.split('-').nth(1).unwrap_or_default()
}
