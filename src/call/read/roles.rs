//! What each funded role admits, and which members a consortium must have.

use std::borrow::Cow;

use serde::de::{MapAccess, SeqAccess};

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use crate::call::MemberKind;
use crate::country::Country;
use crate::input::{Cx, Fields, Flag, List, Object, Parsed, Shape, Table, Whole, Wrong};
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
    pub(super) if_form: Vec<(LegalForm, Vec<(Status, bool)>)>,
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

impl<'de> Shape<'de> for FormList {
    type Out = Vec<LegalForm>;

    fn expected(&self) -> Cow<'static, str> {
        "a list of legal forms".into()
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<Vec<LegalForm>>, A::Error> {
        List("", || Parsed::of("a legal form")).array(items, cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Parsed::<LegalForm>::of("")).schema(cx)
    }
}

#[derive(Default)]
pub(super) struct TypesFields {
    admitted: Option<Vec<OrganisationType>>,
    barred: Option<Vec<OrganisationType>>,
    only: Option<bool>,
}

impl<'de> Fields<'de> for TypesFields {
    type Out = RawTypes;
    const EXPECTED: &'static str = "organisation types: \"admitted\", \"barred\", \"only\"";
    const NAMES: &'static [&'static str] = &["admitted", "barred", "only"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let types = || List("a list of organisation types", || Parsed::of("an organisation type"));
        match index {
            0 => self.admitted = cx.optional(map, types())?,
            1 => self.barred = cx.optional(map, types())?,
            _ => self.only = cx.optional(map, Flag)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, _wrong: Wrong) -> Option<RawTypes> {
        let (admitted, barred) = (self.admitted.unwrap_or_default(), self.barred.unwrap_or_default());
        for kind in OrganisationType::ALL {
            if admitted.iter().chain(&barred).filter(|k| *k == kind).count() > 1 {
                cx.problem(format!("the organisation type {kind} is listed more than once"));
            }
        }
        Some(RawTypes { admitted, barred, only: self.only.unwrap_or(false) })
    }
}

/// Statuses by name, each with whether it must be held.
type StatusTable = Vec<(String, bool)>;

#[derive(Default)]
pub(super) struct AdmissionFields {
    admitted: Option<Vec<LegalForm>>,
    barred: Option<Vec<LegalForm>>,
    open: Option<Vec<(String, RawPoint)>>,
    only: Option<bool>,
    statuses: Option<Vec<(String, RawPoint)>>,
    if_form: Option<Vec<(String, StatusTable)>>,
    types: Option<RawTypes>,
}

/// Reads the names of a table, those that are wrong with a problem each.
fn named<T: std::str::FromStr<Err = crate::UnknownNameError>, V>(
    table: Option<Vec<(String, V)>>,
    field: &'static str,
    cx: &mut Cx,
) -> Vec<(T, V)> {
    let mut found = Vec::new();
    for (name, value) in table.into_iter().flatten() {
        match name.parse() {
            Ok(known) => found.push((known, value)),
            Err(error) => cx.problem_at(field, crate::UnknownNameError::to_string(&error)),
        }
    }
    found
}

impl<'de> Fields<'de> for AdmissionFields {
    type Out = RawRole;
    const EXPECTED: &'static str = "the forms that a role admits: \"admitted\", \"barred\", \"open\"";
    const NAMES: &'static [&'static str] =
        &["admitted", "barred", "open", "only", "statuses", "if_form", "organisation_types"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.admitted = cx.optional(map, FormList)?,
            1 => self.barred = cx.optional(map, FormList)?,
            2 => self.open = cx.optional(map, Table("legal forms with their questions", || PointShape))?,
            3 => self.only = cx.optional(map, Flag)?,
            4 => {
                let shape = Table("statuses that must be held, or must not", || PointShape);
                self.statuses = cx.optional(map, shape)?;
            }
            5 => {
                let shape = Table("legal forms with statuses", || Table("statuses", || Flag));
                self.if_form = cx.optional(map, shape)?;
            }
            _ => self.types = cx.optional(map, Object(TypesFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        let settled = |forms: Option<Vec<LegalForm>>, yes| {
            forms.into_iter().flatten().map(move |f| (f, RawPoint::Settled(yes)))
        };
        let mut forms: Vec<_> = settled(self.admitted, true).chain(settled(self.barred, false)).collect();
        forms.extend(named(self.open, "open", cx));
        for form in LegalForm::ALL {
            if forms.iter().filter(|(f, _)| f == form).count() > 1 {
                cx.problem(format!("the legal form {form} is listed more than once"));
            }
        }
        let if_form: Vec<(LegalForm, _)> = named(self.if_form, "if_form", cx);
        let if_form: Vec<_> =
            if_form.into_iter().map(|(form, table)| (form, named(Some(table), "if_form", cx))).collect();
        let role = RawRole {
            forms,
            only: self.only.unwrap_or(false),
            statuses: named(self.statuses, "statuses", cx),
            if_form,
            types: self.types,
        };
        for (form, rows) in &role.if_form {
            for (status, held) in rows {
                let contrary = |point: &RawPoint| matches!(point, RawPoint::Settled(v) if v != held);
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
    RolesFields -> RawRoles, "what each funded role admits" {
        "coordinator" => coordinator: RawRole = Object(AdmissionFields::default()),
        "beneficiary" => beneficiary: RawRole = Object(AdmissionFields::default()),
        "affiliated_entity" => affiliated: RawRole = Object(AdmissionFields::default()),
    }
    finish |this, cx, wrong| {
        let roles = [
            (Role::Coordinator, this.coordinator),
            (Role::Beneficiary, this.beneficiary),
            (Role::AffiliatedEntity, this.affiliated),
        ];
        if roles.iter().all(|(_, role)| role.is_none()) && !wrong.any() {
            cx.problem("names no role; leave it out where the sources do not say who is admitted".to_owned());
        }
        Some(roles.into_iter().filter_map(|(role, raw)| Some((role, raw?))).collect())
    }
}

sourced_fields! {
    MemberFields -> MemberKind, "members of a kind with \"at_least\"" {
        "at_least" => at_least: u32 = Whole::of("a whole number from 1"),
        "roles" => roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        "legal_forms" => forms: Vec<LegalForm> = FormList,
        "organisation_types" => types: Vec<OrganisationType> =
            List("a list of organisation types", || Parsed::of("an organisation type")),
        "statuses" => statuses: Vec<(String, bool)> = Table("statuses", || Flag),
        "countries" => countries: Vec<Country> = List("a list of countries", || Parsed::of("a country code")),
    }
    finish |this, cx, wrong| {
        let statuses = named(this.statuses, "statuses", cx);
        cx.required(this.at_least, "at_least", wrong).map(|at_least| MemberKind {
            at_least,
            roles: this.roles.unwrap_or_default(),
            legal_forms: this.forms.unwrap_or_default(),
            organisation_types: this.types.unwrap_or_default(),
            statuses,
            countries: this.countries.unwrap_or_default(),
        })
    }
}

/// The members that a consortium must have, and those that it is recommended to have.
#[derive(Default, Clone)]
pub(super) struct CompositionFields {
    pub(super) required: Option<Vec<Raw<MemberKind>>>,
    pub(super) recommended: Option<Vec<Raw<MemberKind>>>,
}

impl<'de> Fields<'de> for CompositionFields {
    type Out = Self;
    const EXPECTED: &'static str = "members of a kind: \"required\", \"recommended\"";
    const NAMES: &'static [&'static str] = &["required", "recommended"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let shape = List("a list of kinds of members", || Object(MemberFields::default()));
        match index {
            0 => self.required = cx.optional(map, shape)?,
            _ => self.recommended = cx.optional(map, shape)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, _wrong: Wrong) -> Option<Self> {
        for (field, kinds) in [("required", &self.required), ("recommended", &self.recommended)] {
            if kinds.as_ref().is_some_and(|kinds| kinds.len() > 4) {
                cx.problem_at(field, "a call names at most 4 kinds of members".to_owned());
            }
            if kinds.iter().flatten().any(|kind| !(1..=16).contains(&kind.value.at_least)) {
                cx.problem_at(field, "of each kind a consortium has from 1 to 16 members".to_owned());
            }
        }
        Some(self)
    }
}
