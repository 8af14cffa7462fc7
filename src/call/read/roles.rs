//! What each funded role admits, and which members a consortium must have.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use crate::call::MemberKind;
use crate::country::Country;
use crate::input::{
    Broken, Cx, Flag, Items, List, Parsed, PlainText, Shape, Table, Whole, fields, object, same,
};
use crate::organisation::{LegalForm, OrganisationType, Role, Status};

/// Each funded role with what the call says of it; a role that it says nothing of is not there.
pub(super) type RawRoles = Vec<(Role, RawRole)>;

/// What the call says of one role.
#[derive(Clone, Default)]
pub(super) struct RawRole {
    pub(super) forms: Vec<(LegalForm, RawPoint)>,
    /// Forms that are neither admitted nor barred are barred.
    pub(super) only: bool,
    pub(super) statuses: Vec<(Status, RawPoint)>,
    pub(super) if_form: Vec<(LegalForm, Vec<(Status, RawPoint)>)>,
    pub(super) types: Option<RawTypes>,
}

/// The organisation types that a role admits and bars.
#[derive(Clone, Default)]
pub(super) struct RawTypes {
    pub(super) admitted: Vec<OrganisationType>,
    pub(super) barred: Vec<OrganisationType>,
    pub(super) only: bool,
}

/// Legal forms as a list of names.
pub(super) struct FormList;

impl Shape for FormList {
    type Out = Vec<LegalForm>;

    fn expected(&self) -> Cow<'static, str> {
        "a list of legal forms".into()
    }

    fn array(self, items: &mut dyn Items, cx: &mut Cx) -> Result<Option<Vec<LegalForm>>, Broken> {
        List("", || Parsed::of("a legal form")).array(items, cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Parsed::<LegalForm>::of("")).schema(cx)
    }
}

fields! {
    /// Organisation types that a role admits and bars.
    TypesFields -> RawTypes, "organisation types: \"admitted\", \"barred\", \"only\"" {
        /// Types that the text admits.
        admitted: Vec<OrganisationType> = List("a list of organisation types", || Parsed::of("an organisation type")),
        /// Types that the text bars.
        barred: Vec<OrganisationType> = List("a list of organisation types", || Parsed::of("an organisation type")),
        /// True where the text closes its list: any other type is barred. Else whether the types in neither list are
        /// admitted is an open question, one for each role.
        only: bool = Flag,
    }
    finish |this, cx, _wrong| {
        let (admitted, barred) = (this.admitted.unwrap_or_default(), this.barred.unwrap_or_default());
        for kind in OrganisationType::ALL {
            if admitted.iter().chain(&barred).filter(|k| *k == kind).count() > 1 {
                cx.problem(format!("the organisation type {kind} must be listed once"));
            }
        }
        Some(RawTypes { admitted, barred, only: this.only.unwrap_or(false) })
    }
}

/// Statuses by name, each with whether it must be held, or with the question that decides.
type StatusTable = Vec<(String, RawPoint)>;

/// Reads the names of a table, those that are wrong with a problem each.
fn named<T: std::str::FromStr<Err = crate::value::UnknownNameError> + Ord + Copy, V>(
    table: Option<Vec<(String, V)>>,
    field: &'static str,
    cx: &mut Cx,
) -> Vec<(T, V)> {
    let mut found = Vec::new();
    for (name, value) in table.into_iter().flatten() {
        match name.parse() {
            Ok(known) => found.push((known, value)),
            Err(error) => cx.problem_at(field, crate::value::UnknownNameError::to_string(&error)),
        }
    }
    // The same whatever the order in which a format keeps the names.
    found.sort_by_key(|(known, _)| *known);
    found
}

fields! {
    /// Who may hold a role. A legal form that is neither admitted nor barred becomes an open question of
    /// its own.
    AdmissionFields -> RawRole, "the forms that a role admits: \"admitted\", \"barred\", \"open\"" {
        /// Legal forms that the text admits.
        admitted: Vec<LegalForm> = FormList,
        /// Legal forms that the text bars.
        barred: Vec<LegalForm> = FormList,
        /// Legal forms on which the text is unclear, each with its open question.
        open: Vec<(String, RawPoint)> = Table("legal forms with their questions", || PointShape),
        /// True where the text closes its list: any other legal form is barred. International organisations are public
        /// bodies, and in a closed list that admits those.
        only: bool = Flag,
        /// Statuses that must be held (true) or must not (false), or that bar unless an open question is
        /// answered yes.
        statuses: Vec<(String, RawPoint)> = Table("statuses that must be held, or must not", || PointShape),
        /// Statuses that are asked of some legal forms only: by legal form, then by status, as under "statuses".
        if_form: Vec<(String, StatusTable)> =
            Table("legal forms with statuses", || Table("statuses that must be held, or must not", || PointShape)),
        /// Organisation types that the text admits and bars.
        organisation_types: RawTypes = object::<TypesFields>(),
    }
    finish |this, cx, _wrong| {
        let settled = |forms: Option<Vec<LegalForm>>, yes| {
            forms.into_iter().flatten().map(move |f| (f, RawPoint::Settled(yes)))
        };
        let mut forms: Vec<_> = settled(this.admitted, true).chain(settled(this.barred, false)).collect();
        forms.extend(named(this.open, "open", cx));
        for form in LegalForm::ALL {
            if forms.iter().filter(|(f, _)| f == form).count() > 1 {
                cx.problem(format!("the legal form {form} must be listed once"));
            }
        }
        let if_form: Vec<(LegalForm, _)> = named(this.if_form, "if_form", cx);
        let if_form: Vec<_> =
            if_form.into_iter().map(|(form, table)| (form, named(Some(table), "if_form", cx))).collect();
        let role = RawRole {
            forms,
            only: this.only.unwrap_or(false),
            statuses: named(this.statuses, "statuses", cx),
            if_form,
            types: this.organisation_types,
        };
        for (form, rows) in &role.if_form {
            for (status, asked) in rows {
                let contrary = |point: &RawPoint| match (point, asked) {
                    (RawPoint::Settled(all), RawPoint::Settled(some)) => all != some,
                    _ => false,
                };
                if role.statuses.iter().any(|(s, point)| s == status && contrary(point)) {
                    let message =
                        format!("the status {status} is asked of a {} and barred of all", form.words());
                    cx.problem_at("if_form", message);
                }
            }
        }
        Some(role)
    }
}

sourced_fields! {
    /// Which organisations may hold which funded role.
    RolesFields -> RawRoles, "what each funded role admits" {
        /// Who may be coordinator.
        coordinator: RawRole = object::<AdmissionFields>(),
        /// Who may be beneficiary.
        beneficiary: RawRole = object::<AdmissionFields>(),
        /// Who may be affiliated entity.
        affiliated_entity: RawRole = object::<AdmissionFields>(),
    }
    finish |this, cx, wrong| {
        let roles = [
            (Role::Coordinator, this.coordinator),
            (Role::Beneficiary, this.beneficiary),
            (Role::AffiliatedEntity, this.affiliated_entity),
        ];
        if roles.iter().all(|(_, role)| role.is_none()) && !wrong.any() {
            cx.problem("at least one role must be named; leave \"roles\" out where the sources do not say who is admitted".to_owned());
        }
        Some(roles.into_iter().filter_map(|(role, raw)| Some((role, raw?))).collect())
    }
}

sourced_fields! {
    /// A kind of member. What is left out asks nothing.
    MemberFields -> MemberKind, "members of a kind with \"at_least\"" {
        /// How many of the kind: 1 to 16.
        at_least: u32 = Whole::of("a whole number from 1"),
        /// In one of these roles.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        /// Of one of these legal forms. International organisations are public bodies.
        legal_forms: Vec<LegalForm> = FormList,
        /// Of one of these organisation types.
        organisation_types: Vec<OrganisationType> =
            List("a list of organisation types", || Parsed::of("an organisation type")),
        /// With these statuses held (true) or not held (false).
        statuses: Vec<(String, bool)> = Table("statuses", || Flag),
        /// Established in one of these countries.
        countries: Vec<Country> = List("a list of countries", || Parsed::of("a country code")),
        /// A kind that no field here tells, in the words of the call, such as "law-enforcement authority". Each
        /// participant is asked whether it is one, and proposals answer by this name.
        kind: String = PlainText,
        /// The question that is put to each participant, such as "Is it a law-enforcement authority?". It must stand
        /// beside "kind".
        question: String = PlainText,
        /// From at least so many different Member States.
        member_states: u32 = Whole::of("a whole number of Member States, from 1"),
        /// The letter of support that does instead of such members, by the name that proposals use.
        or_letter: String = PlainText,
    }
    finish |this, cx, wrong| {
        let statuses = named(this.statuses, "statuses", cx);
        match (&this.kind, &this.question) {
            (Some(kind), None) => {
                let message = format!("a kind that the call names must have the question that is put to each participant (found none for {kind:?})");
                cx.problem_at("question", message);
            }
            (None, Some(_)) => {
                cx.problem_at("kind", "a question must have the name of the kind that it asks for".to_owned());
            }
            _ => {}
        }
        if let Some(states) = this.member_states && !(1..=this.at_least.unwrap_or(u32::MAX)).contains(&states) {
            let most = this.at_least.map_or(String::new(), |n| format!(" to {n}, the number of members"));
            cx.problem_at("member_states", format!("the number of Member States must be from 1{most} (found {states})"));
        }
        cx.required(this.at_least, "at_least", wrong).map(|at_least| MemberKind {
            at_least,
            roles: this.roles.unwrap_or_default(),
            legal_forms: this.legal_forms.unwrap_or_default(),
            organisation_types: this.organisation_types.unwrap_or_default(),
            statuses,
            countries: each_once(this.countries.unwrap_or_default()),
            kind: this.kind,
            question: this.question,
            member_states: this.member_states,
            or_letter: this.or_letter,
        })
    }
}

/// The countries of a list, each once, in the order of the list.
pub(super) fn each_once(mut countries: Vec<Country>) -> Vec<Country> {
    let mut seen = BTreeSet::new();
    countries.retain(|country| seen.insert(*country));
    countries
}

/// The most kinds of members that a call can name.
const KINDS: usize = 64;

fields! {
    /// Kinds of members that a consortium must have, or should.
    #[derive(Clone)]
    pub(super) CompositionFields -> CompositionFields, "members of a kind: \"required\", \"recommended\"" {
        /// Kinds that the call makes compulsory; at most 64.
        required: Vec<Raw<MemberKind>> = List("a list of kinds of members", object::<MemberFields>),
        /// Kinds that the call recommends; at most 64. No verdict depends on them.
        recommended: Vec<Raw<MemberKind>> = List("a list of kinds of members", object::<MemberFields>),
    }
    finish |this, cx, _wrong| {
        for (field, kinds) in [("required", &this.required), ("recommended", &this.recommended)] {
            if let Some(count) = kinds.as_ref().map(Vec::len).filter(|count| *count > KINDS) {
                let message = format!("a call must not name more than {KINDS} kinds of members (found {count})");
                cx.problem_at(field, message);
            }
            if kinds.iter().flatten().any(|kind| !(1..=16).contains(&kind.value.at_least)) {
                cx.problem_at(field, "the number of members of a kind must be from 1 to 16".to_owned());
            }
        }
        let all = || this.required.iter().chain(&this.recommended).flatten().map(|kind| &kind.value);
        let mut asked: Vec<(&str, &str)> = Vec::new();
        for (kind, question) in all().filter_map(|kind| Some((kind.kind.as_deref()?, kind.question.as_deref()?))) {
            match asked.iter().find(|(known, _)| same(known, kind)) {
                Some((_, known)) if *known != question => cx.problem(format!(
                    "the kind {kind:?} must have one question (found {known:?} and {question:?})"
                )),
                Some(_) => {}
                None => asked.push((kind, question)),
            }
        }
        Some(this)
    }
}
