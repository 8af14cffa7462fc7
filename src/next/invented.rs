//! Partners who are made up: a name and codes that nobody in the consortium has, and what a call asks of them.

use std::collections::BTreeSet;

use crate::call::Call;
use crate::country::Country;
use crate::id::Pic;
use crate::input::article;
use crate::organisation::{LegalForm, LegalForms, Name, OrganisationType, Role, Status, Statuses};
use crate::proposal::{Applicant, MemberKinds, Participant};

/// What a participant is called who is yet to be found.
const PLACEHOLDER: &str = "New participant";
/// The first code that is given.
const FIRST: u32 = 900_000_001;
/// The last code that there is.
const LAST: u32 = 999_999_999;

/// Codes that none of some participants states or names, made as they are asked for.
#[derive(Debug, Clone)]
pub(super) struct Codes {
    taken: BTreeSet<u32>,
    made: Vec<Pic>,
    next: u32,
}

impl Codes {
    /// Beside those who are stated.
    pub(super) fn beside(participants: &[Participant]) -> Self {
        let stated = participants.iter().flat_map(|e| e.applicant.pic.iter().chain(&e.affiliated_to));
        Codes { taken: stated.filter_map(Pic::number).collect(), made: Vec::new(), next: FIRST }
    }

    /// The codes in order; `None` where there are no more.
    pub(super) fn get(&mut self, nth: usize) -> Option<&Pic> {
        while self.made.len() <= nth && self.next <= LAST {
            if !self.taken.contains(&self.next) {
                self.made.push(Pic::new(&format!("{:09}", self.next)));
            }
            self.next = self.next.saturating_add(1);
        }
        self.made.get(nth)
    }
}

/// A name and codes that none of some participants has.
#[derive(Debug, Clone)]
pub(super) struct Fresh {
    pub(super) name: Name,
    pub(super) codes: Codes,
}

impl Fresh {
    /// Beside those who are stated.
    pub(super) fn beside(participants: &[Participant]) -> Self {
        Fresh { name: fresh_name(participants), codes: Codes::beside(participants) }
    }

    /// Somebody new in a role, as the call asks for.
    pub(super) fn partner(
        &mut self,
        nth: usize,
        call: &Call,
        role: Role,
        (country, form): (Country, LegalForm),
    ) -> Participant {
        let mut applicant = Applicant::new(self.name.clone()).country(country).legal_form(form);
        applicant.pic = self.codes.get(nth).cloned();
        Profile::of(call, role).suit(&mut applicant, form);
        Participant::new(applicant).role(role)
    }
}

/// The placeholder, with as many asterisks as it takes to be nobody's name.
pub(super) fn fresh_name(participants: &[Participant]) -> Name {
    let taken: BTreeSet<&str> = participants.iter().map(|p| p.applicant.name.key()).collect();
    let mut name = PLACEHOLDER.to_owned();
    loop {
        match name.parse::<Name>() {
            Ok(fresh) if !taken.contains(fresh.key()) => return fresh,
            // The placeholder is not blank, so this is the way of a name that is taken.
            _ => name.push('*'),
        }
    }
}

/// Of which legal form something is asked, to stand behind it.
fn as_a(form: LegalForm) -> String {
    format!(" as {} {}", article(form.words()), form.words())
}

/// What a call asks of a newcomer in a role beside country and legal form: so that it breaks no rule of its
/// own, and is of the kinds that the call makes compulsory as far as one organisation can be.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Profile {
    /// The statuses that it states, whatever its legal form.
    pub statuses: Statuses,
    /// The statuses that it states where it has that legal form, and whether it holds them.
    #[serde(default)]
    pub statuses_of_forms: Vec<(LegalForm, Status, bool)>,
    /// What kind of organisation it is.
    pub organisation_type: Option<OrganisationType>,
    /// The kinds that do as well; a legal form that cannot be of the first is of the first of these that it can be.
    #[serde(default)]
    pub other_types: Vec<OrganisationType>,
    /// The kinds of members, of those that the call names, that it is one of.
    #[serde(default)]
    pub member_kinds: MemberKinds,
}

impl Profile {
    /// In words, in brackets behind a blank, to stand behind country and legal form; nothing where nothing is asked.
    pub(super) fn aside(&self, forms: LegalForms) -> String {
        let words = |name: &str| name.replace('_', " ");
        let status = |status: Status, held: bool| {
            let not = if held { "" } else { "not " };
            format!("{not}{}", words(status.as_str()))
        };
        let mut parts: Vec<String> = self.statuses.iter().map(|(one, held)| status(one, held)).collect();
        for (form, one, held) in self.statuses_of_forms.iter().filter(|(form, ..)| forms.may_be(*form)) {
            let only = forms.known() == Some(*form);
            let of = if only { String::new() } else { as_a(*form) };
            parts.push(format!("{}{of}", status(*one, *held)));
        }
        match self.common_type(forms) {
            Some(kind) => parts.push(words(kind.as_str())),
            None => parts.extend(
                self.types_of(forms)
                    .iter()
                    .map(|(form, kind)| format!("{}{}", words(kind.as_str()), as_a(*form))),
            ),
        }
        parts.extend(self.member_kinds.keys().cloned());
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }

    /// What kind of organisation one of any of some legal forms is; `None` where that differs.
    pub(super) fn common_type(&self, forms: LegalForms) -> Option<OrganisationType> {
        let mut each = forms.iter().map(|form| self.kind_of(form));
        let first = each.next().flatten()?;
        each.all(|kind| kind == Some(first)).then_some(first)
    }

    /// What kind of organisation one of each of some legal forms is.
    pub(super) fn types_of(&self, forms: LegalForms) -> Vec<(LegalForm, OrganisationType)> {
        forms.iter().filter_map(|form| Some((form, self.kind_of(form)?))).collect()
    }

    pub(crate) fn of(call: &Call, role: Role) -> Profile {
        let mut profile = Profile::default();
        let compulsory = || call.required_members().iter().map(|kind| &kind.value);
        if let Some(roles) = call.roles() {
            let roles = &roles.value;
            for (form, status, held) in roles.statuses(role) {
                match form {
                    Some(form) => profile.statuses_of_forms.push((form, status, held)),
                    None => profile.statuses = profile.statuses.with(status, held),
                }
            }
            let wanted = compulsory().flat_map(|kind| &kind.organisation_types).copied();
            let admitted: Vec<OrganisationType> = roles.organisation_types(role, true).collect();
            let barred: Vec<OrganisationType> = roles.organisation_types(role, false).collect();
            let fits = |kind: &OrganisationType| admitted.is_empty() || admitted.contains(kind);
            profile.organisation_type = wanted
                .filter(|kind| fits(kind) && !barred.contains(kind))
                .chain(admitted.iter().copied())
                .next();
            let first = profile.organisation_type;
            profile.other_types = admitted.into_iter().filter(|kind| Some(*kind) != first).collect();
        }
        profile.member_kinds = compulsory().filter_map(|kind| Some((kind.kind.clone()?, true))).collect();
        for (status, held) in compulsory().flat_map(|kind| kind.statuses.iter().copied()) {
            let of_forms = profile.statuses_of_forms.iter().any(|(_, known, _)| *known == status);
            if profile.statuses.get(status).is_some() || of_forms {
                continue;
            }
            // Where a legal form rules a status out, it is stated of the others alone.
            let may = |form: &LegalForm| Statuses::default().allow(*form, status, held);
            match LegalForm::ALL.iter().all(may) {
                true => profile.statuses = profile.statuses.with(status, held),
                false => profile
                    .statuses_of_forms
                    .extend(LegalForm::ALL.iter().copied().filter(may).map(|form| (form, status, held))),
            }
        }
        profile
    }

    /// What kind of organisation one of a legal form is.
    fn kind_of(&self, form: LegalForm) -> Option<OrganisationType> {
        let mut all = self.organisation_type.into_iter().chain(self.other_types.iter().copied());
        all.find(|kind| kind.may_be().value.may_be(form))
    }

    /// Lets an organisation of a legal form be like that, as far as such an organisation can.
    pub(crate) fn suit(&self, applicant: &mut Applicant, form: LegalForm) {
        applicant.member_kinds.clone_from(&self.member_kinds);
        applicant.organisation_type = self.kind_of(form);
        let of_form = self.statuses_of_forms.iter().filter(|(of, ..)| *of == form);
        applicant.statuses = self
            .statuses
            .iter()
            .chain(of_form.map(|(_, status, held)| (*status, *held)))
            .filter(|(status, held)| Statuses::default().allow(form, *status, *held))
            .fold(Statuses::default(), |all, (status, held)| all.with(status, held));
    }
}
