//! Looking up what the parts of a call file refer to.

use std::collections::BTreeMap;

use super::citation::{Cite, Document, Raw};
use super::conditions::{DescriptionFields, RawCountries, RawPoint, RawQuestion, RawRoles};
use crate::call::{
    Counting, Countries, Description, Difference, Negotiation, OpenQuestion, Point, Roles, Sourced,
};
use crate::input::{Cx, unknown};
use crate::law::{Basis, Citation};
use crate::organisation::{LegalForm, Role};

/// Looks up what the parts of a call file refer to: documents by key, questions by id.
pub(super) struct Resolve {
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) questions: Vec<OpenQuestion>,
}

impl Resolve {
    pub(super) fn new(documents: Vec<(String, Document)>, raw: Vec<Raw<RawQuestion>>, cx: &mut Cx) -> Self {
        let mut this = Resolve { documents: documents.into_iter().collect(), questions: Vec::new() };
        for question in raw {
            let Sourced { value: (id, question, yes, no), source } = this.sourced(question, cx);
            if this.questions.iter().any(|q| q.id == id) {
                cx.problem_at("open_questions", format!("the id {id:?} is used twice"));
            }
            this.questions.push(OpenQuestion { id, question, yes, no, source });
        }
        this
    }

    pub(super) fn citation(&self, cite: Cite, cx: &mut Cx) -> Option<Citation> {
        if let Some(act) = cite.act {
            let basis = cite.basis.unwrap_or(Basis::Unverified);
            return Some(Citation::owned(Some(act), act.title(), cite.section, basis, cite.note, ""));
        }
        let key = cite.document?;
        let Some(document) = self.documents.get(&key) else {
            let known = self.documents.keys().map(String::as_str);
            cx.problem_at_mark(cite.at, unknown("the document", &key, known));
            return None;
        };
        Some(Citation::owned(
            None,
            document.title.clone(),
            cite.section,
            cite.basis.unwrap_or(document.basis),
            cite.note,
            document.url.clone(),
        ))
    }

    pub(super) fn sourced<T>(&self, raw: Raw<T>, cx: &mut Cx) -> Sourced<T> {
        let source = raw.source.into_iter().filter_map(|c| self.citation(c, cx)).collect();
        Sourced { value: raw.value, source }
    }

    pub(super) fn optional<T>(&self, raw: Option<Raw<T>>, cx: &mut Cx) -> Option<Sourced<T>> {
        raw.map(|r| self.sourced(r, cx))
    }

    pub(super) fn point(&self, raw: RawPoint, cx: &mut Cx) -> Point {
        match raw {
            RawPoint::Settled(yes) => Point::Settled(yes),
            RawPoint::Open { id, at } => match self.questions.iter().position(|q| q.id == id) {
                Some(index) => open(index),
                None => {
                    let known = self.questions.iter().map(|q| q.id.as_str());
                    cx.problem_from(at, unknown("the open question", &id, known));
                    Point::Settled(false)
                }
            },
        }
    }

    /// Where a call is silent on who counts, that is an open question of its own.
    pub(super) fn counting(&mut self, raw: Option<(RawPoint, RawPoint)>, cx: &mut Cx) -> Counting {
        match raw {
            Some((international, territories)) => Counting {
                international_organisations: self.point(international, cx),
                overseas_territories: self.point(territories, cx),
            },
            None => Counting {
                international_organisations: self.silent(
                    "international-organisation-counts",
                    "Does an international organisation count to the minima? The sources do not say.",
                ),
                overseas_territories: self.silent(
                    "overseas-territory-counts",
                    "Does an applicant in an overseas territory count for its Member State? The sources do not say.",
                ),
            },
        }
    }

    pub(super) fn silent(&mut self, id: &str, question: &str) -> Point {
        let point = open(self.questions.len());
        self.questions.push(OpenQuestion {
            id: id.to_owned(),
            question: question.to_owned(),
            yes: "It does, or they are.".to_owned(),
            no: "It does not, or they are not.".to_owned(),
            source: Vec::new(),
        });
        point
    }

    pub(super) fn roles(&mut self, raw: Option<Raw<RawRoles>>, cx: &mut Cx) -> Option<Sourced<Roles>> {
        let Sourced { value, source } = self.optional(raw, cx)?;
        let mut rows = Vec::new();
        for (role, forms) in value {
            let silent: Vec<LegalForm> =
                LegalForm::ALL.iter().copied().filter(|f| forms.iter().all(|(g, _)| g != f)).collect();
            rows.extend(forms.into_iter().map(|(form, point)| (role, form, self.point(point, cx))));
            // A list in a summary is not closed: a form in neither list is an open question of its own.
            for form in silent {
                rows.push((role, form, open(self.questions.len())));
                self.questions.push(silence(role, form, &source));
            }
        }
        Some(Sourced { value: Roles { rows }, source })
    }

    pub(super) fn countries(
        &self,
        raw: Option<Raw<RawCountries>>,
        cx: &mut Cx,
    ) -> Option<Sourced<Countries>> {
        let Sourced { value, source } = self.optional(raw, cx)?;
        let countries = Countries {
            except: value.except,
            overseas_territories: value.overseas_territories,
            international_organisations_exempt: value.international_organisations_exempt,
            points: value.points.into_iter().map(|(c, p)| (c, self.point(p, cx))).collect(),
            negotiating: value
                .negotiating
                .into_iter()
                .map(|raw| {
                    let Sourced { value: (country, in_force), source } = self.sourced(raw, cx);
                    Negotiation { country, in_force, source }
                })
                .collect(),
        };
        for (at, record) in countries.negotiating.iter().enumerate() {
            let country = record.country;
            let twice = countries.negotiating.iter().take(at).any(|n| n.country == country);
            let member = country.state().member_state_index().is_some();
            let pointed = countries.points.iter().any(|(c, _)| *c == country);
            for (wrong, why) in [
                (twice, "stands here twice"),
                (member, "is a Member State, which has nothing to negotiate"),
                (pointed, "is settled or left open under \"points\"; one of the two is meant"),
            ] {
                if wrong {
                    cx.problem_from("/countries/negotiating".to_owned(), format!("{country} {why}"));
                }
            }
        }
        Some(Sourced { value: countries, source })
    }

    pub(super) fn description(&self, raw: DescriptionFields, cx: &mut Cx) -> Description {
        Description {
            title: self.optional(raw.title, cx),
            programme: self.optional(raw.programme, cx),
            overview: self.optional(raw.overview, cx),
            contribution: self.optional(raw.contribution, cx),
            objectives: self.optional(raw.objectives, cx),
            activities: self.optional(raw.activities, cx),
            eligibility: self.optional(raw.eligibility, cx),
            how_to_apply: self.optional(raw.how_to_apply, cx),
            notes: self.optional(raw.notes, cx),
        }
    }

    pub(super) fn differences(&self, raw: Vec<(String, Vec<Raw<String>>)>, cx: &mut Cx) -> Vec<Difference> {
        raw.into_iter()
            .map(|(about, values)| Difference {
                about,
                values: values.into_iter().map(|v| self.sourced(v, cx)).collect(),
            })
            .collect()
    }
}

/// A point that hangs on a question; a call with more than 64 of them is refused when it is put together.
pub(super) fn open(question: usize) -> Point {
    Point::Open(u8::try_from(question).unwrap_or(u8::MAX))
}

/// The question that a call's silence on one form in one role leaves open.
pub(super) fn silence(role: Role, form: LegalForm, source: &[Citation]) -> OpenQuestion {
    let (role_words, form_words) = (role.words(), form.words());
    OpenQuestion {
        id: format!("{role}-{form}").replace('_', "-"),
        question: format!("May a {form_words} be {role_words}? The sources neither admit nor bar it."),
        yes: format!("A {form_words} may be {role_words}."),
        no: format!("A {form_words} may not be {role_words}."),
        source: source.to_vec(),
    }
}
