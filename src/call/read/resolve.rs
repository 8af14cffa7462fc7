//! Looking up what the parts of a call file refer to.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::application::RawRecipients;
use super::citation::{Ahead, Cites, Documents, Raw, Varying};
use super::conditions::{DescriptionFields, RawDeadline, RawGrant, RawQuestion};
use super::countries::{Place, RawBar, RawCountries, RawPoints, bar};
use super::point::{RawCounting, RawPoint};
use super::roles::{CompositionFields, RawMember, RawRole, RawRoles, each_once};
use super::silence::{self, Silence};
use crate::call::members::has_article_24;
use crate::call::{
    Bar, Composition, Condition, Counting, Countries, CountryGroup, Deadlines, Description, Difference,
    GrantRange, Grants, International, Negotiation, OpenQuestion, Point, Recipients, RoleKinds, Roles,
    Rounds, Sourced, StatusRow, Under,
};
use chrono::NaiveDate;

use crate::country::Country;
use crate::id::TopicId;
use crate::input::{Cx, LOOKED_THROUGH, Mark, article};
use crate::law::Citation;
use crate::organisation::{LegalForm, OrganisationType, Role};
use crate::time::Deadline;

/// Looks up what the parts of a call file refer to: documents by key, questions by id.
pub(super) struct Resolve {
    documents: Arc<Documents>,
    /// The place of each document by its key, where there are many or one is missed.
    places: OnceCell<BTreeMap<String, usize>>,
    pub(super) questions: Vec<OpenQuestion>,
    /// The topic and the day of the call, which decide who is in a group of countries.
    pub(super) topic: Option<TopicId>,
    pub(super) day: Option<NaiveDate>,
    /// Whether a minimum of the call counts eligible countries.
    pub(super) counts_eligible: bool,
}

impl Resolve {
    pub(super) fn new(documents: Arc<Documents>, raw: Vec<Raw<RawQuestion>>) -> Self {
        let mut this = Resolve {
            documents,
            places: OnceCell::new(),
            questions: Vec::new(),
            topic: None,
            day: None,
            counts_eligible: false,
        };
        for question in raw {
            let Sourced { value: (id, question, yes, no), source } = this.sourced(question);
            this.questions.push(OpenQuestion { id, question, yes, no, source });
        }
        this
    }

    /// Citations with their documents looked up; those of no document that is listed are left out.
    pub(super) fn citations(&self, cites: Cites) -> Vec<Citation> {
        let Cites { ahead, whole } = cites;
        if ahead.is_empty() {
            return whole;
        }
        let mut all = Vec::new();
        for (before, ahead) in ahead {
            all.extend(before);
            all.extend(self.ahead(ahead));
        }
        all.extend(whole);
        all
    }

    /// One of a document that is not listed is told where everything that is named is looked up.
    fn ahead(&self, Ahead { key, section, basis, note }: Ahead) -> Option<Citation> {
        let place = if self.documents.len() <= LOOKED_THROUGH {
            self.documents.iter().position(|(known, _)| *known == key)
        } else {
            self.places().get(&key).copied()
        };
        let (_, document) = self.documents.get(place?)?;
        Some(Citation::of_listed(Arc::clone(document), section, basis.unwrap_or(document.basis), note))
    }

    fn places(&self) -> &BTreeMap<String, usize> {
        self.places.get_or_init(|| {
            self.documents.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect()
        })
    }

    pub(super) fn sourced<T>(&self, raw: Raw<T>) -> Sourced<T> {
        Sourced { value: raw.value, source: self.citations(raw.source) }
    }

    pub(super) fn optional<T>(&self, raw: Option<Raw<T>>) -> Option<Sourced<T>> {
        raw.map(|r| self.sourced(r))
    }

    /// One of a question that the file does not ask is told where everything that is named is looked up.
    pub(super) fn point(&self, raw: RawPoint) -> Point {
        match raw {
            RawPoint::Settled(yes) => Point::Settled(yes),
            RawPoint::Open { id } => self.question(&id).map_or(Point::Settled(false), Point::Open),
        }
    }

    /// A point, or where it is not stated an open question of its own.
    fn point_or_silent(&mut self, raw: Option<RawPoint>, silence: &Silence) -> Point {
        match raw {
            Some(raw) => self.point(raw),
            None => self.silent(silence),
        }
    }

    /// A point of the eligible countries. Where a call of 2021–2027 does not state it, Art. 24 of Regulation (EU) 2021/1147
    /// admits: a call narrows that only by what it says. Elsewhere it is an open question of its own.
    fn point_or_law(&mut self, raw: Option<RawPoint>, silence: &Silence) -> Point {
        match raw {
            None if self.day.is_some_and(has_article_24) => Point::Settled(true),
            raw => self.point_or_silent(raw, silence),
        }
    }

    /// Where a call is silent on who counts, that is an open question of its own.
    pub(super) fn counting(&mut self, raw: RawCounting) -> Counting {
        let overseas = match self.counts_eligible {
            true => &silence::OVERSEAS_COUNTS_APART,
            false => &silence::OVERSEAS_COUNTS,
        };
        let international_organisations = match raw.international_organisations {
            Some(both) => International::BySeat(self.point(both)),
            None => International::Apart {
                applicants: self
                    .point_or_silent(raw.international_as_applicants, &silence::INTERNATIONAL_APPLICANT),
                countries: self.point_or_silent(raw.international_as_countries, &silence::INTERNATIONAL_SEAT),
            },
        };
        Counting {
            international_organisations,
            overseas_territories: self.point_or_silent(raw.overseas_territories, overseas),
            affiliated_entities: self.point_or_silent(raw.affiliated_entities, &silence::AFFILIATED_COUNTS),
        }
    }

    /// A condition, and what holds where its question is answered yes.
    pub(super) fn varying<T>(&self, raw: Option<Varying<T>>) -> Option<Condition<T>> {
        let Varying { no, yes } = raw?;
        let no = self.sourced(no);
        let yes = yes.and_then(|reading| {
            let question = self.question(&reading.id)?;
            Some((question, Sourced { value: reading.value, source: no.source.clone() }))
        });
        Some(Condition::new(no, yes))
    }

    fn question(&self, id: &str) -> Option<u8> {
        u8::try_from(self.questions.iter().position(|q| q.id == id)?).ok()
    }

    /// The deadline. Where no clock time is stated, whether the day itself is in time is an open question.
    pub(super) fn deadline(&mut self, raw: Option<Varying<(RawDeadline, Rounds)>>, cx: &mut Cx) -> Deadlines {
        let Some(read) = self.varying(raw) else { return Deadlines::default() };
        let Sourced { value: ((date, at, stated_at), rounds), source } = read.stated().clone();
        let sourced = |value: Deadline| Sourced { value, source: source.clone() };
        let stated = match (at, read.other()) {
            (Some(at), None) => Some(Condition::new(sourced(at), None)),
            (Some(at), Some((question, ((_, Some(other), _), _)))) => {
                let question = u8::try_from(question).unwrap_or(u8::MAX);
                Some(Condition::new(sourced(at), Some((question, sourced(*other)))))
            }
            (None, None) => {
                let Point::Open(question) = self.silent(&silence::DEADLINE_TIME) else {
                    return Deadlines::default();
                };
                Deadline::some_time_on(date)
                    .map(|(start, end)| Condition::new(sourced(start), Some((question, sourced(end)))))
            }
            (at, Some((_, ((.., other_at), _)))) => {
                let without = if at.is_some() { *other_at } else { stated_at };
                cx.problem_at_mark(without, || {
                    "a deadline that sources differ on must have its \"time\" in both readings".to_owned()
                });
                None
            }
        };
        let rounds = Some(rounds).filter(|r| r.second_stage.is_some() || !r.cut_offs.is_empty());
        Deadlines { stated, rounds }
    }

    /// The grant range. A bound that the sources leave unstated is an open question of its own.
    pub(super) fn grant(&mut self, raw: Option<Varying<RawGrant>>) -> Grants {
        let Some(read) = self.varying(raw) else { return Grants::default() };
        let RawGrant { by_targets, unlisted_count, .. } = read.stated().value.clone();
        let unlisted_count = unlisted_count.map(|raw| self.point(raw));
        let source = read.stated().source.clone();
        let other = read.other().map(|(question, raw)| (question, raw.clone()));
        let no = self.range(read.stated().value.clone());
        let yes = other.map(|(question, raw)| {
            let value = self.range(raw);
            (u8::try_from(question).unwrap_or(u8::MAX), Sourced { value, source: source.clone() })
        });
        let stated = Some(Condition::new(Sourced { value: no, source: source.clone() }, yes));
        Grants { stated, by_targets, unlisted_count }
    }

    fn range(&mut self, RawGrant { mut range, unsaid, .. }: RawGrant) -> GrantRange {
        let mut ask = |bound: &str, silence: &Silence| {
            let unsaid = unsaid.iter().any(|b| b == bound);
            unsaid.then(|| self.silent(silence))
        };
        range.unsaid_min = ask("min", &silence::GRANT_MINIMUM);
        range.unsaid_max = ask("max", &silence::GRANT_MAXIMUM);
        range
    }

    /// Kinds of members, each with its sources.
    pub(super) fn composition(&self, raw: CompositionFields) -> Composition {
        let kinds = |raw: Option<Vec<Raw<RawMember>>>| {
            let each = raw.into_iter().flatten().map(|kind| self.sourced(kind));
            each.map(|Sourced { value: (value, _), source }| Sourced { value, source }).collect()
        };
        Composition { required: kinds(raw.required), recommended: kinds(raw.recommended) }
    }

    pub(super) fn bars(&self, raw: Vec<Raw<RawBar>>) -> Vec<Bar> {
        let each = raw.into_iter().map(|raw| self.sourced(raw));
        each.map(|Sourced { value, source }| bar(value, source)).collect()
    }

    /// An automatic question. Two conditions that are silent on the same ask it once.
    pub(super) fn silent(&mut self, silence: &Silence) -> Point {
        self.silent_as(silence.id, silence)
    }

    /// The same under an id of its own.
    fn silent_as(&mut self, id: &str, Silence { question, yes, no, .. }: &Silence) -> Point {
        if let Some(asked) = self.questions.iter().position(|q| q.id == id) {
            return open(asked);
        }
        let point = open(self.questions.len());
        self.questions.push(OpenQuestion {
            id: id.to_owned(),
            question: (*question).to_owned(),
            yes: (*yes).to_owned(),
            no: (*no).to_owned(),
            source: Vec::new(),
        });
        point
    }

    pub(super) fn roles(&mut self, mut value: RawRoles, source: &[Citation]) -> Roles {
        let mut roles = Roles { rows: Vec::new(), silent: [0; 3], kinds: Vec::new() };
        let beneficiary = value.iter().find(|(role, _)| *role == Role::Beneficiary);
        let beneficiary = beneficiary.map(|(_, raw)| raw.clone()).unwrap_or_default();
        let mut unnamed = Vec::new();
        for role in Role::ALL.iter().copied().filter(|role| role.is_funded()) {
            let place = value.iter().position(|(r, _)| *r == role);
            let raw = place.map(|at| value.swap_remove(at).1).unwrap_or_default();
            if raw.is_empty() {
                unnamed.push(role);
            }
            self.role(role, raw, &beneficiary, &mut roles, source);
        }
        // Of a role that the call says nothing of it asks what it asks of a beneficiary.
        let asked = roles.kinds.iter().find(|(role, _)| *role == Role::Beneficiary);
        let asked = asked.map(|(_, kinds)| kinds.clone()).unwrap_or_default();
        for (_, kinds) in roles.kinds.iter_mut().filter(|(role, _)| unnamed.contains(role)) {
            kinds.clone_from(&asked);
        }
        roles
    }

    fn role(
        &mut self,
        role: Role,
        raw: RawRole,
        beneficiary: &RawRole,
        roles: &mut Roles,
        source: &[Citation],
    ) {
        let silent: Vec<LegalForm> =
            LegalForm::ALL.iter().copied().filter(|f| raw.forms.iter().all(|(g, _)| g != f)).collect();
        let stated = raw.forms.into_iter().map(|(form, point)| (role, form, self.point(point)));
        roles.rows.extend(stated);
        // An international organisation is a public body, so a closed list that has public bodies has it.
        let public = |roles: &Roles| {
            let row = roles.rows.iter().find(|(r, form, _)| (*r, *form) == (role, LegalForm::PublicBody));
            row.map_or(Point::Settled(false), |(.., point)| *point)
        };
        for form in silent {
            if raw.only {
                let international = form == LegalForm::InternationalOrganisation;
                let point = if international { public(roles) } else { Point::Settled(false) };
                roles.rows.push((role, form, point));
                continue;
            }
            if let Some(forms) = roles.silent.get_mut(role as usize) {
                *forms |= 1 << (form as u8);
            }
            if role != Role::Beneficiary && beneficiary.bars(form) {
                roles.rows.push((role, form, Point::Settled(false)));
                continue;
            }
            // A list in a summary is not closed: a form in neither list is an open question of its own.
            let question = silence(role, form, source);
            let asked =
                question.as_ref().and_then(|q| self.questions.iter().position(|known| known.id == q.id));
            roles.rows.push((role, form, open(asked.unwrap_or(self.questions.len()))));
            if asked.is_none() {
                self.questions.extend(question);
            }
        }
        let mut kinds = RoleKinds::default();
        let of_all = raw.statuses.into_iter().map(|(status, point)| (None, status, point));
        let of_some = raw.if_form.into_iter().flat_map(|(form, rows)| {
            rows.into_iter().map(move |(status, point)| (Some(form), status, point))
        });
        for (form, status, point) in of_all.chain(of_some) {
            kinds.statuses.push(match self.point(point) {
                Point::Settled(held) => StatusRow { form, status, held, waived: Point::Settled(false) },
                // Whether the status bars is open; where the question is answered yes it does not.
                waived => StatusRow { form, status, held: false, waived },
            });
        }
        if let Some(types) = raw.types {
            let mut asked = None;
            kinds.types = OrganisationType::ALL
                .iter()
                .map(|kind| match (types.admitted.contains(kind), types.barred.contains(kind)) {
                    (true, _) => Point::Settled(true),
                    (_, true) => Point::Settled(false),
                    _ if types.only => Point::Settled(false),
                    _ => *asked.get_or_insert_with(|| {
                        let id = format!("{role}-{}", silence::ORGANISATION_TYPES.id).replace('_', "-");
                        self.silent_as(&id, &silence::ORGANISATION_TYPES)
                    }),
                })
                .collect();
        }
        roles.kinds.push((role, kinds));
    }

    /// Who may receive support, with the groups of countries as they are on the day of the call. Member States are all
    /// of them: who may apply is another matter.
    pub(super) fn recipients(&self, (forms, barred, places): RawRecipients) -> Recipients {
        let countries = places.into_iter().flat_map(|place| place.all(self.under(&[]))).collect();
        Recipients::new(forms, barred, each_once(countries))
    }

    /// What decides who is in a group of countries.
    fn under<'r>(&'r self, except: &'r [Country]) -> Under<'r> {
        Under { topic: self.topic.as_ref(), day: self.day, except }
    }

    /// The points of countries and those that count. A code stands before a word, associated before negotiating, both
    /// before any third country. Who may be associated is a question.
    fn points(&mut self, countries: &mut Countries, (points, counted): (RawPoints, RawPoints)) {
        let is = |group| {
            points
                .iter()
                .any(|(place, raw)| *place == Place::Group(group) && matches!(raw, RawPoint::Settled(true)))
        };
        let both = is(CountryGroup::Associated) && is(CountryGroup::Negotiating);
        for (place, raw) in points {
            let point = self.point(raw);
            let known = |c: &Country| {
                countries.points.iter().any(|(p, _)| p == c)
                    || countries.negotiating.iter().any(|n| n.country == *c)
            };
            match place {
                Place::Country(country) => countries.points.push((country, point)),
                // Whoever is named nowhere is not eligible.
                Place::Group(_) if point == Point::Settled(false) => {}
                Place::Group(group) => {
                    let members = group.countries(self.under(&countries.except));
                    let members: Vec<_> = members.into_iter().filter(|(c, _)| !known(c)).collect();
                    let perhaps = members.iter().any(|(_, certain)| !certain);
                    let open = perhaps.then(|| self.whether_in(group, both));
                    let of = |certain: bool| open.filter(|_| !certain).unwrap_or(point);
                    countries.points.extend(members.into_iter().map(|(c, certain)| (c, of(certain))));
                }
            }
        }
        for (place, raw) in counted {
            let point = self.point(raw);
            let on_record = |c: &Country| countries.negotiating.iter().any(|n| n.country == *c);
            let recorded = countries.negotiating.iter().map(|n| n.country);
            let recorded = recorded.filter(|_| place == Place::Group(CountryGroup::Negotiating));
            let members = place.all(self.under(&countries.except)).into_iter().chain(recorded);
            let known = |c: &Country| countries.counted.iter().any(|(p, _)| p == c);
            let eligible = |c: &Country| countries.points.iter().any(|(p, _)| p == c) || on_record(c);
            let members = each_once(members.filter(|c| !known(c) && eligible(c)).collect());
            countries.counted.extend(members.into_iter().map(|c| (c, point)));
        }
    }

    /// The question whether a country is in a group of which no list was seen.
    fn whether_in(&mut self, group: CountryGroup, both: bool) -> Point {
        match group {
            _ if both => self.silent(&silence::ASSOCIATED_OR_NEGOTIATING),
            CountryGroup::Negotiating => self.silent(&silence::NEGOTIATING),
            CountryGroup::Associated | CountryGroup::MemberStates | CountryGroup::AnyThirdCountry => {
                self.silent(&silence::ASSOCIATED)
            }
        }
    }

    pub(super) fn countries(&mut self, value: RawCountries, cx: &mut Cx) -> Countries {
        let (unfunded, unfunded_roles) = value.without_funding.unwrap_or_default();
        let mut countries = Countries {
            except: value.except,
            overseas_territories: self.point_or_law(value.overseas_territories, &silence::OVERSEAS_ELIGIBLE),
            international_organisations_exempt: self
                .point_or_law(value.international_organisations_exempt, &silence::INTERNATIONAL_EXEMPT),
            points: Vec::new(),
            negotiating: Vec::new(),
            counted: Vec::new(),
            without_funding: Vec::new(),
            with_britain: Vec::new(),
            coordinator: Vec::new(),
            third_countries: value.third_countries,
        };
        let mut negotiate: Vec<Mark> = Vec::new();
        for raw in value.negotiating {
            let Sourced { value: (country, in_force, at), source } = self.sourced(raw);
            countries.negotiating.push(Negotiation { country, in_force, source });
            negotiate.push(at);
        }
        self.points(&mut countries, (value.points, value.counted));
        let under = self.under(&countries.except);
        let listed = |places: Vec<Place>| places.into_iter().flat_map(|place| place.all(under));
        let coordinator = each_once(listed(value.coordinator).collect());
        // A country with a point or a record of its own goes by that.
        let own = |c: &Country| countries.points.iter().any(|(p, _)| p == c);
        let (codes, words): (Vec<Place>, Vec<Place>) =
            unfunded.into_iter().partition(|place| matches!(place, Place::Country(_)));
        let recorded = |c: &Country| countries.negotiating.iter().any(|n| n.country == *c);
        let words = listed(words).filter(|c| !own(c) && !recorded(c)).collect::<Vec<_>>();
        let without_funding = each_once(listed(codes).chain(words).collect());
        countries.without_funding =
            without_funding.into_iter().map(|c| (c, unfunded_roles.clone())).collect();
        countries.coordinator = coordinator;
        for ((at, record), place) in countries.negotiating.iter().enumerate().zip(negotiate) {
            let country = record.country;
            let twice = countries.negotiating.iter().take(at).any(|n| n.country == country);
            let member = country.state().member_state_index().is_some();
            let pointed = countries.points.iter().any(|(c, _)| *c == country);
            let unfunded = countries.without_funding.iter().any(|(c, _)| *c == country);
            for (wrong, why) in [
                (twice, "must be listed once"),
                (member, "must not be listed: a Member State has nothing to negotiate"),
                (pointed, "must not be listed here and under \"points\""),
                (unfunded, "must not be listed here and under \"without_funding\""),
            ] {
                if wrong {
                    cx.problem_at_mark(place, || format!("{country} {why}"));
                }
            }
        }
        countries
    }

    pub(super) fn description(&self, raw: DescriptionFields) -> Arc<Description> {
        Arc::new(Description {
            title: self.optional(raw.title),
            programme: self.optional(raw.programme),
            overview: self.optional(raw.overview),
            contribution: self.optional(raw.contribution),
            objectives: self.optional(raw.objectives),
            activities: self.optional(raw.activities),
            eligibility: self.optional(raw.eligibility),
            how_to_apply: self.optional(raw.how_to_apply),
            notes: self.optional(raw.notes),
            procedure: self.optional(raw.procedure),
            specific_objective: self.optional(raw.specific_objective),
        })
    }

    pub(super) fn differences(&self, raw: Vec<(String, Vec<Raw<String>>)>) -> Vec<Difference> {
        raw.into_iter()
            .map(|(about, values)| Difference {
                about,
                values: values.into_iter().map(|v| self.sourced(v)).collect(),
            })
            .collect()
    }
}

/// A point that depends on a question; a call with more than 64 of them is refused when it is put together.
pub(super) fn open(question: usize) -> Point {
    Point::Open(u8::try_from(question).unwrap_or(u8::MAX))
}

/// The words of every [`silence`], put together once.
static SILENCES: LazyLock<Vec<(Role, LegalForm, OpenQuestion)>> = LazyLock::new(|| {
    let every = |role: &Role| {
        LegalForm::ALL.iter().map({
            let role = *role;
            move |form| (role, *form)
        })
    };
    let worded = |(role, form): (Role, LegalForm)| {
        let (role_words, form_words) = (role.words(), form.words());
        let (a, at_first) = (article(form_words), if article(form_words) == "an" { "An" } else { "A" });
        let question = OpenQuestion {
            id: format!("{role}-{form}").replace('_', "-"),
            question: format!("May {a} {form_words} be {role_words}? The sources neither admit nor bar it."),
            yes: format!("{at_first} {form_words} may be {role_words}."),
            no: format!("{at_first} {form_words} may not be {role_words}."),
            source: Vec::new(),
        };
        (role, form, question)
    };
    Role::ALL.iter().filter(|role| role.is_funded()).flat_map(every).map(worded).collect()
});

/// The question that a call's silence on one form in one role leaves open.
fn silence(role: Role, form: LegalForm, source: &[Citation]) -> Option<OpenQuestion> {
    let (_, _, question) = SILENCES.iter().find(|(r, f, _)| (*r, *f) == (role, form))?;
    Some(OpenQuestion { source: source.to_vec(), ..question.clone() })
}
