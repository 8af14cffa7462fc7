//! What each funded role admits, and which members a consortium must have.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use crate::call::MemberKind;
use crate::country::Country;
use crate::input::{
    Broken, Cx, Flag, Items, Keyed, List, Mark, Parsed, Shape, SomeText, Whole, checked, fields, object,
    parsed, placed, same,
};
use crate::organisation::{LegalForm, OrganisationType, Role, Status};

/// A kind of member, and where its question stands.
pub(super) type RawMember = (MemberKind, Option<Mark>);

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

impl RawRole {
    /// Whether the call says nothing of the role.
    pub(super) fn is_empty(&self) -> bool {
        let RawRole { forms, only, statuses, if_form, types } = self;
        forms.is_empty() && !only && statuses.is_empty() && if_form.is_empty() && types.is_none()
    }

    /// Whether the role bars a form, by name or because its list is closed. A closed list that has public bodies has
    /// international organisations.
    pub(super) fn bars(&self, form: LegalForm) -> bool {
        let stated = |form: LegalForm| self.forms.iter().find(|(f, _)| *f == form).map(|(_, point)| point);
        let barred = |point: &RawPoint| matches!(point, RawPoint::Settled(false));
        match stated(form) {
            Some(point) => barred(point),
            None if form == LegalForm::InternationalOrganisation => {
                self.only && stated(LegalForm::PublicBody).is_none_or(barred)
            }
            None => self.only,
        }
    }
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

/// Organisation types, each with its place.
fn types() -> impl Shape<Out = Vec<(Mark, OrganisationType)>> {
    List("a list of organisation types", || placed(Parsed::of("an organisation type")))
}

/// Legal forms, each with its place.
pub(super) fn forms() -> impl Shape<Out = Vec<(Mark, LegalForm)>> {
    List("a list of legal forms", || placed(Parsed::of("a legal form")))
}

/// Tells what stands in one of several lists and stood in one of them before.
fn each_listed_once<T: PartialEq + std::fmt::Display>(what: &str, listed: &[(Mark, T)], cx: &mut Cx) {
    for (place, (at, one)) in listed.iter().enumerate() {
        if listed.iter().take(place).any(|(_, before)| before == one) {
            cx.problem_at_mark(*at, || format!("the {what} {one} must be listed once"));
        }
    }
}

fields! {
    /// Organisation types that a role admits and bars.
    TypesFields -> RawTypes, "organisation types: \"admitted\", \"barred\", \"only\"" {
        /// Types that the text admits.
        admitted: Vec<(Mark, OrganisationType)> = types(),
        /// Types that the text bars.
        barred: Vec<(Mark, OrganisationType)> = types(),
        /// True where the text closes its list: any other type is barred. Else whether the types in neither list are
        /// admitted is an open question, one for each role.
        only: bool = Flag,
    }
    finish |this, cx, _wrong| {
        let (admitted, barred) = (this.admitted.unwrap_or_default(), this.barred.unwrap_or_default());
        let all: Vec<_> = admitted.iter().chain(&barred).copied().collect();
        each_listed_once("organisation type", &all, cx);
        let unmarked = |list: Vec<(Mark, OrganisationType)>| list.into_iter().map(|(_, kind)| kind).collect();
        let (admitted, barred) = (unmarked(admitted), unmarked(barred));
        Some(RawTypes { admitted, barred, only: this.only.unwrap_or(false) })
    }
}

/// Statuses, each with whether it must be held, or with the question that decides.
type StatusTable = Vec<(Status, (Mark, RawPoint))>;

/// The shape of those.
fn statuses() -> impl Shape<Out = StatusTable> {
    Keyed("statuses that must be held, or must not", parsed, || placed(PointShape))
}

/// A table in an order of its own, whatever the order in which a format keeps the names.
fn in_order<K: Ord + Copy, V>(table: Option<Vec<(K, V)>>) -> Vec<(K, V)> {
    let mut table = table.unwrap_or_default();
    table.sort_by_key(|(key, _)| *key);
    table
}

fields! {
    /// Who may hold a role. A legal form that is neither admitted nor barred becomes an open question of
    /// its own. A coordinator or an affiliated entity must be admitted as a beneficiary too where the call says nothing of
    /// its form in the role.
    AdmissionFields -> RawRole, "the forms that a role admits: \"admitted\", \"barred\", \"open\"" {
        /// Legal forms that the text admits.
        admitted: Vec<(Mark, LegalForm)> = forms(),
        /// Legal forms that the text bars.
        barred: Vec<(Mark, LegalForm)> = forms(),
        /// Legal forms on which the text is unclear, each with its open question.
        open: Vec<(LegalForm, (Mark, RawPoint))> =
            Keyed("legal forms with their questions", parsed, || placed(PointShape)),
        /// True where the text closes its list: any other legal form is barred. International organisations are public
        /// bodies, and in a closed list that admits those.
        only: bool = Flag,
        /// Statuses that must be held (true) or must not (false), or that bar unless an open question is
        /// answered yes.
        statuses: StatusTable = statuses(),
        /// Statuses that are asked of some legal forms only: by legal form, then by status, as under "statuses".
        if_form: Vec<(LegalForm, StatusTable)> = Keyed("legal forms with statuses", parsed, statuses),
        /// Organisation types that the text admits and bars.
        organisation_types: RawTypes = object::<TypesFields>(),
    }
    finish |this, cx, _wrong| {
        let mut listed: Vec<(Mark, LegalForm)> = Vec::new();
        let mut forms: Vec<(LegalForm, RawPoint)> = Vec::new();
        for (list, yes) in [(this.admitted, true), (this.barred, false)] {
            for (at, form) in list.into_iter().flatten() {
                listed.push((at, form));
                forms.push((form, RawPoint::Settled(yes)));
            }
        }
        for (form, (at, point)) in in_order(this.open) {
            listed.push((at, form));
            forms.push((form, point));
        }
        each_listed_once("legal form", &listed, cx);
        let statuses = in_order(this.statuses);
        let if_form: Vec<_> =
            in_order(this.if_form).into_iter().map(|(form, table)| (form, in_order(Some(table)))).collect();
        for (form, rows) in &if_form {
            for (status, (at, asked)) in rows {
                let contrary = |point: &RawPoint| match (point, asked) {
                    (RawPoint::Settled(all), RawPoint::Settled(some)) => all != some,
                    _ => false,
                };
                if statuses.iter().any(|(s, (_, point))| s == status && contrary(point)) {
                    cx.problem_at_mark(*at, || {
                        format!("the status {status} is asked of a {} and barred of all", form.words())
                    });
                }
            }
        }
        let unmarked = |table: StatusTable| table.into_iter().map(|(status, (_, point))| (status, point)).collect();
        let role = RawRole {
            forms,
            only: this.only.unwrap_or(false),
            statuses: unmarked(statuses),
            if_form: if_form.into_iter().map(|(form, table)| (form, unmarked(table))).collect(),
            types: this.organisation_types,
        };
        Some(role)
    }
}

sourced_fields! {
    /// Which organisations may hold which funded role.
    RolesFields -> RawRoles, "what each funded role admits" {
        /// Who may be coordinator. Where it is left out, what is asked of a beneficiary beside the legal form is asked of a
        /// coordinator.
        coordinator: RawRole = object::<AdmissionFields>(),
        /// Who may be beneficiary.
        beneficiary: RawRole = object::<AdmissionFields>(),
        /// Who may be affiliated entity. Where it is left out, what is asked of a beneficiary beside the legal form is asked of
        /// an affiliated entity.
        affiliated_entity: RawRole = object::<AdmissionFields>(),
    }
    finish |this, cx, wrong| {
        let roles = [
            (Role::Coordinator, this.coordinator),
            (Role::Beneficiary, this.beneficiary),
            (Role::AffiliatedEntity, this.affiliated_entity),
        ];
        if roles.iter().all(|(_, role)| role.is_none()) && !wrong.of(&["coordinator", "beneficiary", "affiliated_entity"]) {
            cx.problem("at least one role must be named; leave \"roles\" out where the sources do not say who is admitted".to_owned());
        }
        Some(roles.into_iter().filter_map(|(role, raw)| Some((role, raw?))).collect())
    }
}

/// What is wrong with a number of members of a kind.
fn not_so_many(members: &u32) -> Option<String> {
    let few = (1..=16).contains(members);
    (!few).then(|| format!("the number of members of a kind must be from 1 to 16 (found {members})"))
}

sourced_fields! {
    /// A kind of member. What is left out asks nothing.
    MemberFields -> RawMember, "members of a kind with \"at_least\"" {
        /// How many of the kind: 1 to 16.
        at_least: u32 = checked(Whole::of("a whole number from 1 to 16"), not_so_many),
        /// In one of these roles.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        /// Of one of these legal forms. International organisations are public bodies.
        legal_forms: Vec<LegalForm> = FormList,
        /// Of one of these organisation types.
        organisation_types: Vec<OrganisationType> =
            List("a list of organisation types", || Parsed::of("an organisation type")),
        /// With these statuses held (true) or not held (false).
        statuses: Vec<(Status, bool)> = Keyed("statuses", parsed, || Flag),
        /// Established in one of these countries.
        countries: Vec<Country> = List("a list of countries", || Parsed::of("a country code")),
        /// A kind that no field here tells, in the words of the call, such as "law-enforcement authority". Each
        /// participant is asked whether it is one, and proposals answer by this name.
        kind: String = SomeText,
        /// The question that is put to each participant, such as "Is it a law-enforcement authority?". It must stand
        /// beside "kind".
        question: (Mark, String) = placed(SomeText),
        /// From at least so many different Member States.
        member_states: u32 = Whole::of("a whole number of Member States, from 1"),
        /// The letter of support that does instead of such members, by the name that proposals use.
        or_letter: String = SomeText,
    }
    finish |this, cx, wrong| {
        let statuses = in_order(this.statuses);
        match (&this.kind, &this.question) {
            (Some(kind), None) if !wrong.of(&["question"]) => {
                let message = format!("a kind that the call names must have the question that is put to each participant (found none for {kind:?})");
                cx.problem_at("kind", message);
            }
            (None, Some(_)) if !wrong.of(&["kind"]) => {
                cx.problem_at("question", "a question must have the name of the kind that it asks for".to_owned());
            }
            _ => {}
        }
        if let Some(states) = this.member_states && !(1..=this.at_least.unwrap_or(u32::MAX)).contains(&states) {
            let most = this.at_least.map_or(String::new(), |n| format!(" to {n}, the number of members"));
            cx.problem_at("member_states", format!("the number of Member States must be from 1{most} (found {states})"));
        }
        let (asked_at, question) = this.question.unzip();
        let at_least = cx.required(this.at_least, "at_least", wrong);
        at_least.map(|at_least| {
            let kind = MemberKind {
            at_least,
            roles: this.roles.unwrap_or_default(),
            legal_forms: this.legal_forms.unwrap_or_default(),
            organisation_types: this.organisation_types.unwrap_or_default(),
            statuses,
            countries: each_once(this.countries.unwrap_or_default()),
            kind: this.kind,
            question,
            member_states: this.member_states,
            or_letter: this.or_letter,
            };
            (kind, asked_at)
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
        required: Vec<Raw<RawMember>> = List("a list of kinds of members", object::<MemberFields>),
        /// Kinds that the call recommends; at most 64. No verdict depends on them.
        recommended: Vec<Raw<RawMember>> = List("a list of kinds of members", object::<MemberFields>),
    }
    finish |this, cx, _wrong| {
        for (field, kinds) in [("required", &this.required), ("recommended", &this.recommended)] {
            if let Some(count) = kinds.as_ref().map(Vec::len).filter(|count| *count > KINDS) {
                let message = format!("a call must not name more than {KINDS} kinds of members (found {count})");
                cx.problem_at(field, message);
            }
        }
        let all = || this.required.iter().chain(&this.recommended).flatten().map(|kind| &kind.value);
        let mut asked: Vec<(&str, &str)> = Vec::new();
        for (kind, at) in all() {
            let (Some(name), Some(question), Some(at)) = (kind.kind.as_deref(), kind.question.as_deref(), at) else {
                continue;
            };
            match asked.iter().find(|(known, _)| same(known, name)) {
                Some((_, known)) if *known != question => cx.problem_at_mark(*at, || {
                    format!("the kind {name:?} must have one question (found {known:?} and {question:?})")
                }),
                Some(_) => {}
                None => asked.push((name, question)),
            }
        }
        Some(this)
    }
}
