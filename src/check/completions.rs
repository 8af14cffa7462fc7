//! The ways to complete what is unknown of one entry, and on which of it a rule on participants depends.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::dependence::{Dependence, readings};
use super::fact::{Fact, FactKind};
use super::facts::Setting;
use crate::call::{Point, Terms};
use crate::country::Country;
use crate::organisation::{LegalForm, OrganisationType, Role, Status, Statuses};
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;

/// A legal form and the statuses beside it.
pub(crate) type FormAndStatuses = (LegalForm, Statuses);

/// A fact of an entry that can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Role,
    Country,
    LegalForm,
    Statuses,
    OrganisationType,
}

impl Part {
    pub(crate) fn fact(self) -> FactKind {
        match self {
            Part::Role => FactKind::Role,
            Part::Country => FactKind::Country,
            Part::LegalForm => FactKind::LegalForm,
            Part::Statuses => FactKind::Statuses,
            Part::OrganisationType => FactKind::OrganisationType,
        }
    }
}

/// One way to complete what is unknown of an entry beside role and country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Kind {
    pub(crate) form: LegalForm,
    pub(crate) statuses: Statuses,
    pub(crate) organisation_type: Option<OrganisationType>,
}

impl Kind {
    /// Changes an entry into one of this kind.
    pub(crate) fn apply(&self, entry: &mut Participant) {
        entry.applicant.legal_form = Some(self.form.into());
        entry.applicant.statuses = self.statuses;
        entry.applicant.organisation_type = self.organisation_type;
    }

    /// Whether another kind comes from this one by a change of one part of it, legal form and statuses taking each
    /// other along where they exclude each other.
    pub(crate) fn differs_in(&self, part: Part, other: &Kind) -> bool {
        let (own, theirs) = (self.form_and_statuses(), other.form_and_statuses());
        match part {
            Part::LegalForm => form_moves(own, theirs) && other.organisation_type == self.organisation_type,
            Part::Statuses => statuses_move(own, theirs) && other.organisation_type == self.organisation_type,
            Part::OrganisationType => own == theirs,
            Part::Role | Part::Country => false,
        }
    }

    /// The legal form and the statuses, which exclude each other here and there.
    pub(crate) fn form_and_statuses(&self) -> FormAndStatuses {
        (self.form, self.statuses)
    }
}

/// All ways to complete legal form, statuses and type of an entry, as far as the call asks for them.
pub(crate) fn completions(entry: &Participant, terms: &Terms) -> Vec<Kind> {
    let who = &entry.applicant;
    let mut asked: Vec<Status> = Vec::new();
    for status in statuses_asked(entry, terms) {
        if !asked.contains(&status) {
            asked.push(status);
        }
    }
    let by_type = terms.more.iter().any(|more| !more.types.is_empty());
    let types: Vec<Option<OrganisationType>> = match who.organisation_type {
        None if by_type => OrganisationType::ALL.iter().copied().map(Some).collect(),
        stated => vec![stated],
    };
    let mut all = Vec::new();
    for form in who.possible_forms().iter() {
        for statuses in who.settled_statuses().completed(form, &asked) {
            all.extend(types.iter().map(|t| Kind { form, statuses, organisation_type: *t }));
        }
    }
    all
}

/// No fewer than there are of [`completions`].
pub(crate) fn count(entry: &Participant, terms: &Terms) -> u64 {
    let who = &entry.applicant;
    let asked: BTreeSet<Status> = statuses_asked(entry, terms).collect();
    let stated = who.settled_statuses();
    let open = asked.iter().filter(|status| stated.get(**status).is_none());
    let by_type = who.organisation_type.is_none() && terms.more.iter().any(|more| !more.types.is_empty());
    let types = if by_type { OrganisationType::ALL.len() } else { 1 };
    let forms = who.possible_forms().iter().count();
    let once = u64::try_from(types.saturating_mul(forms)).unwrap_or(u64::MAX);
    open.fold(once, |ways, _| ways.saturating_mul(2))
}

/// All ways to complete the legal form alone.
fn forms(entry: &Participant) -> impl Iterator<Item = Kind> {
    let who = &entry.applicant;
    let (statuses, organisation_type) = (who.settled_statuses(), who.organisation_type);
    who.possible_forms().iter().map(move |form| Kind { form, statuses, organisation_type })
}

/// Whether one completion comes from another by another legal form, which takes along only the statuses that
/// it excludes.
pub(crate) fn form_moves(a: FormAndStatuses, b: FormAndStatuses) -> bool {
    let moves = |a: FormAndStatuses, b: FormAndStatuses| {
        Status::ALL.iter().all(|status| {
            let (before, after) = (a.1.get(*status), b.1.get(*status));
            before == after || before.is_some_and(|held| !Statuses::default().allow(b.0, *status, held))
        })
    };
    a.1 == b.1 || moves(a, b) || moves(b, a)
}

/// Whether one completion comes from another by other statuses, which take the legal form along only where
/// they exclude it.
pub(crate) fn statuses_move(a: FormAndStatuses, b: FormAndStatuses) -> bool {
    let excludes = |(_, statuses): FormAndStatuses, (form, _): FormAndStatuses| {
        statuses.iter().any(|(status, held)| !Statuses::default().allow(form, status, held))
    };
    a.0 == b.0 || excludes(a, b) || excludes(b, a)
}

/// Whether some status that the call or the law asks for is not stated.
pub(crate) fn statuses_unknown(entry: &Participant, terms: &Terms) -> bool {
    let stated = entry.applicant.settled_statuses();
    statuses_asked(entry, terms).any(|status| stated.get(status).is_none())
}

/// The statuses that the call asks for, and those that the law asks for by what is stated.
pub(crate) fn statuses_asked(entry: &Participant, terms: &Terms) -> impl Iterator<Item = Status> {
    let stated = entry.applicant.statuses;
    asked_of_roles(entry.role, terms)
        .chain(asked_by_law(move |status, held| stated.get(status) == Some(held)))
}

/// The statuses that the call asks for of a role that the organisation may hold.
pub(crate) fn asked_of_roles(role: Option<Role>, terms: &Terms) -> impl Iterator<Item = Status> {
    let roles = terms.more.iter().enumerate();
    let concerned = roles.filter(move |(of, _)| role.is_none_or(|role| role as usize == *of));
    concerned.flat_map(|(_, more)| more.statuses.iter().map(|row| row.status))
}

/// What the law asks of an organisation that has a status, or lacks it: another status.
const BY_LAW: [(Status, bool, Status); 2] = [
    (Status::LegalPersonality, false, Status::EquivalentGuarantees),
    (Status::CreatedUnderUnionLaw, true, Status::EuBody),
];

/// The statuses that the law asks for, by what is so of an organisation or may be.
pub(crate) fn asked_by_law(so: impl Fn(Status, bool) -> bool) -> impl Iterator<Item = Status> {
    BY_LAW.into_iter().filter(move |(status, held, _)| so(*status, *held)).map(|(_, _, asked)| asked)
}

/// The open questions that what a role asks may touch.
pub(crate) fn questions(role: Role, terms: &Terms) -> impl Iterator<Item = usize> {
    let more = terms.more.get(role as usize);
    let points = more
        .into_iter()
        .flat_map(|more| more.statuses.iter().map(|row| row.waived).chain(more.types.iter().copied()));
    points.filter_map(|point| match point {
        Point::Open(question) => Some(usize::from(question)),
        Point::Settled(_) => None,
    })
}

/// What is completed of an entry to find on what a rule depends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Completed {
    /// Facts of the entry, and [`FactKind::GrantSignature`].
    pub(crate) facts: &'static [FactKind],
    /// Days of signature that make a difference, where the day is unknown; none where none does.
    pub(crate) signatures: fn(&Setting<'_>) -> Vec<NaiveDate>,
}

/// No day of signature makes a difference.
pub(crate) fn no_signatures(_: &Setting<'_>) -> Vec<NaiveDate> {
    Vec::new()
}

/// Gives what is completed of one fact the same value everywhere.
type Blank = fn(&mut Completion);

/// One way to complete them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Completion {
    role: Option<Role>,
    /// `None`: as stated.
    kind: Option<Kind>,
    country: Option<Country>,
    signature: Option<NaiveDate>,
}

impl Completed {
    /// No fewer than there are ways to complete them.
    fn count(&self, entry: &Participant, setting: &Setting<'_>) -> u64 {
        let completes = |fact| self.facts.contains(&fact);
        let mut ways: u64 = 1;
        let mut times =
            |count: usize| ways = ways.saturating_mul(u64::try_from(count.max(1)).unwrap_or(u64::MAX));
        if entry.role.is_none() && completes(FactKind::Role) {
            times(Role::ALL.len());
        }
        if completes(FactKind::Statuses) || completes(FactKind::OrganisationType) {
            times(usize::try_from(count(entry, setting.terms)).unwrap_or(usize::MAX));
        } else if completes(FactKind::LegalForm) {
            times(entry.applicant.possible_forms().iter().count());
        }
        if entry.applicant.country.is_none() && completes(FactKind::Country) {
            times(setting.terms.samples.len());
        }
        if setting.signature.is_none() && completes(FactKind::GrantSignature) {
            times((self.signatures)(setting).len());
        }
        ways
    }

    /// The facts that are unknown of an entry.
    fn unknown(&self, (place, entry): (usize, &Participant), setting: &Setting<'_>) -> Vec<Fact> {
        let who = &entry.applicant;
        let signed = setting.signature.is_some() || (self.signatures)(setting).is_empty();
        let unknown = [
            (FactKind::Role, entry.role.is_none()),
            (FactKind::Country, who.country.is_none()),
            (FactKind::LegalForm, who.known_form().is_none()),
            (FactKind::Statuses, statuses_unknown(entry, setting.terms)),
            (FactKind::OrganisationType, who.organisation_type.is_none()),
            (FactKind::GrantSignature, !signed),
        ];
        let fact = |kind: FactKind| match kind {
            FactKind::GrantSignature => Fact::of_proposal(kind),
            kind => Fact::of_participant(place, kind),
        };
        self.facts.iter().copied().filter(|f| unknown.contains(&(*f, true))).map(fact).collect()
    }

    fn all(&self, entry: &Participant, setting: &Setting<'_>) -> Vec<Completion> {
        let completes = |fact| self.facts.contains(&fact);
        let terms = setting.terms;
        let roles: Vec<Option<Role>> = match entry.role {
            None if completes(FactKind::Role) => Role::ALL.iter().copied().map(Some).collect(),
            stated => vec![stated],
        };
        let kinds: Vec<Option<Kind>> =
            if completes(FactKind::Statuses) || completes(FactKind::OrganisationType) {
                completions(entry, terms).into_iter().map(Some).collect()
            } else if completes(FactKind::LegalForm) {
                forms(entry).map(Some).collect()
            } else {
                vec![None]
            };
        let countries: Vec<Option<Country>> = match entry.applicant.country {
            None if completes(FactKind::Country) => terms.samples.iter().copied().map(Some).collect(),
            stated => vec![stated],
        };
        let mut signatures = vec![setting.signature];
        if setting.signature.is_none() && completes(FactKind::GrantSignature) {
            let days = (self.signatures)(setting);
            if !days.is_empty() {
                signatures = days.into_iter().map(Some).collect();
            }
        }
        let mut all = Vec::new();
        for role in &roles {
            for kind in &kinds {
                for country in &countries {
                    all.extend(signatures.iter().map(|signature| Completion {
                        role: *role,
                        kind: *kind,
                        country: *country,
                        signature: *signature,
                    }));
                }
            }
        }
        all
    }
}

impl Completion {
    /// Changes an entry into one that is completed so.
    fn apply(&self, entry: &mut Participant) {
        entry.role = self.role;
        entry.applicant.country = self.country;
        if let Some(kind) = self.kind {
            kind.apply(entry);
        }
    }
}

/// Above so many questions at once, readings are no longer tried out in combination.
const COMBINED: usize = 8;

/// Looking at one completion takes about so many steps.
const EACH: u64 = 4;

/// What a completion comes to under every reading: the questions that matter to it, one bit each, and the outcome
/// for each way to answer them.
type Reads = (u64, Vec<Class>);

/// On which facts and questions the outcome of a rule on one entry depends: those that turn it in some
/// completion of the others, under some reading. The rule's own judgement is asked for each of them; a completion
/// touches few questions, so only those are read in every way.
pub(crate) fn turning(
    completed: &Completed,
    (place, entry): (usize, &Participant),
    setting: &Setting<'_>,
    judge: impl Fn(&Setting<'_>, &Participant) -> Outcomes,
    dependence: &mut Dependence,
) {
    let noted = Cell::new(0u64);
    let noting = Setting { noted: Some(&noted), ..*setting };
    let told = dependence.takes(completed.count(entry, setting).saturating_mul(EACH))
        && told_apart(completed, (place, entry), setting, &judge, dependence);
    if !told {
        dependence.cut();
        let _outcome = judge(&noting, entry);
        questions_of(noted.get()).for_each(|question| dependence.question(question));
        completed.unknown((place, entry), setting).into_iter().for_each(|fact| dependence.fact(fact));
    }
}

/// The same as long as the steps last.
fn told_apart(
    completed: &Completed,
    (place, entry): (usize, &Participant),
    setting: &Setting<'_>,
    judge: &impl Fn(&Setting<'_>, &Participant) -> Outcomes,
    dependence: &mut Dependence,
) -> bool {
    let mut scratch = entry.clone();
    let mut class = |completion: &Completion, setting: &Setting<'_>| {
        completion.apply(&mut scratch);
        Class::of(judge(&Setting { signature: completion.signature, ..*setting }, &scratch))
    };
    let noted = Cell::new(0u64);
    let noting = Setting { noted: Some(&noted), ..*setting };
    let mut known: HashMap<Reads, usize> = HashMap::new();
    let mut found: Vec<(Completion, usize)> = Vec::new();
    for completion in completed.all(entry, setting) {
        noted.set(0);
        class(&completion, &noting);
        let mut touched: Vec<usize> = questions_of(noted.get()).collect();
        // Beyond what can be combined all that is touched is listed.
        for question in touched.split_off(touched.len().min(COMBINED)) {
            dependence.question(question);
            dependence.cut();
        }
        if !dependence.takes(EACH << touched.len()) {
            return false;
        }
        let each = readings(&touched).map(|answers| class(&completion, &Setting { answers, ..*setting }));
        let reads = reads(&touched, each.collect());
        questions_of(reads.0).for_each(|question| dependence.question(question));
        let next = known.len();
        found.push((completion, *known.entry(reads).or_insert(next)));
    }
    turning_facts(place, &found, dependence)
}

fn questions_of(bits: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |question| bits >> question & 1 == 1)
}

/// Leaves out the questions that do not matter.
fn reads(touched: &[usize], values: Vec<Class>) -> Reads {
    let mut matter = 0u64;
    let mut idle = 0usize;
    for (at, question) in touched.iter().enumerate() {
        let bit = 1usize << at;
        if values.iter().enumerate().any(|(choice, value)| values.get(choice ^ bit) != Some(value)) {
            matter |= 1u64 << (question & 63);
        } else {
            idle |= bit;
        }
    }
    (
        matter,
        values.into_iter().enumerate().filter(|(choice, _)| choice & idle == 0).map(|(_, v)| v).collect(),
    )
}

/// A fact matters if two completions that differ in it alone do not come to the same under every reading. `false`
/// where the steps do not last.
fn turning_facts(place: usize, found: &[(Completion, usize)], dependence: &mut Dependence) -> bool {
    if found.iter().all(|(_, comes_to)| Some(*comes_to) == found.first().map(|(_, first)| *first)) {
        return true;
    }
    let of = |kind| Fact::of_participant(place, kind);
    let turns = |blank: Blank| {
        let mut seen: HashMap<Completion, usize> = HashMap::new();
        found.iter().any(|(completion, comes_to)| {
            let mut rest = *completion;
            blank(&mut rest);
            *seen.entry(rest).or_insert(*comes_to) != *comes_to
        })
    };
    let lone: [(Fact, Blank); 4] = [
        (of(FactKind::Role), |c| c.role = None),
        (of(FactKind::Country), |c| c.country = None),
        (Fact::of_proposal(FactKind::GrantSignature), |c| c.signature = None),
        (of(FactKind::OrganisationType), |c| c.kind = c.kind.map(|k| Kind { organisation_type: None, ..k })),
    ];
    for (fact, blank) in lone {
        if turns(blank) {
            dependence.fact(fact);
        }
    }
    // Legal form and statuses exclude each other here and there, so one may take the other along.
    let mut groups: HashMap<Completion, Vec<(FormAndStatuses, usize)>> = HashMap::new();
    for (completion, comes_to) in found {
        if let Some(kind) = completion.kind {
            let alike = Kind { form: LegalForm::PublicBody, statuses: Statuses::default(), ..kind };
            let rest = Completion { kind: Some(alike), ..*completion };
            groups.entry(rest).or_default().push((kind.form_and_statuses(), *comes_to));
        }
    }
    let (mut form, mut statuses) = (false, false);
    for group in groups.values().filter(|g| g.iter().any(|(_, to)| Some(*to) != g.first().map(|(_, to)| *to)))
    {
        let pairs = u64::try_from(group.len().saturating_mul(group.len())).unwrap_or(u64::MAX);
        if (form && statuses) || !dependence.takes(pairs) {
            break;
        }
        for (at, (a, before)) in group.iter().enumerate() {
            for (b, _) in group.iter().skip(at).filter(|(_, after)| after != before) {
                form = form || (a.0 != b.0 && form_moves(*a, *b));
                statuses = statuses || (a.1 != b.1 && statuses_move(*a, *b));
            }
        }
    }
    if form {
        dependence.fact(of(FactKind::LegalForm));
    }
    if statuses {
        dependence.fact(of(FactKind::Statuses));
    }
    !dependence.steps.are_spent()
}

/// Outcomes that are told apart: met and not applicable are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Holds,
    Fails,
    Conditional,
    Open,
}

impl Class {
    fn of(outcomes: Outcomes) -> Self {
        match outcomes.fold() {
            Outcome::Met | Outcome::NotApplicable => Class::Holds,
            Outcome::NotMet => Class::Fails,
            Outcome::Conditional => Class::Conditional,
            Outcome::Unknown => Class::Open,
        }
    }
}
