//! The conditions of a call: values with their sources, and values between which an open question decides.

use chrono::NaiveDate;

use super::point::Point;
use crate::country::Country;
use crate::law::Citation;
use crate::money::Eur;
use crate::organisation::{Declaration, LegalForm, OrganisationType, Role, Status};

/// A value with the places it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it is stated; at least one place.
    pub source: Vec<Citation>,
}

/// A condition of a call. Where sources disagree, an open question decides between two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition<T> {
    /// What holds where there is no question, or where it is answered no.
    no: Sourced<T>,
    /// What holds where the question is answered yes.
    yes: Option<(u8, Sourced<T>)>,
    pinned: Option<bool>,
}

impl<T> Condition<T> {
    pub(super) fn new(no: Sourced<T>, yes: Option<(u8, Sourced<T>)>) -> Self {
        Condition { no, yes, pinned: None }
    }

    /// What is stated: under an assumed reading what holds by it, else what holds where the question is
    /// answered no.
    #[inline]
    pub(crate) fn stated(&self) -> &Sourced<T> {
        match (&self.yes, self.pinned) {
            (Some((_, yes)), Some(true)) => yes,
            _ => &self.no,
        }
    }

    /// What holds where there is no question, or where it is answered no, whatever is assumed.
    pub(crate) fn unassumed(&self) -> &Sourced<T> {
        &self.no
    }

    /// While a question is open: its place, and what holds where it is answered yes.
    #[inline]
    pub(crate) fn other(&self) -> Option<(usize, &T)> {
        match (&self.yes, self.pinned) {
            (Some((question, yes)), None) => Some((usize::from(*question), &yes.value)),
            _ => None,
        }
    }

    /// The place of the question between the two values, answered by assumption or not.
    pub(in crate::call) fn question(&self) -> Option<u8> {
        self.yes.as_ref().map(|(question, _)| *question)
    }

    /// Both values while a question is open, each with whether it holds by yes; else the one that holds.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.stated().value).chain(self.other().map(|(_, yes)| yes))
    }

    /// What holds by either answer to its question, answered by assumption or not.
    pub(super) fn both(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.no.value).chain(self.yes.as_ref().map(|(_, yes)| &yes.value))
    }

    /// The same with both values changed alike.
    pub(super) fn map(&self, change: impl Fn(&T) -> T) -> Self {
        let changed =
            |sourced: &Sourced<T>| Sourced { value: change(&sourced.value), source: sourced.source.clone() };
        let yes = self.yes.as_ref().map(|(question, yes)| (*question, changed(yes)));
        Condition { no: changed(&self.no), yes, pinned: self.pinned }
    }

    pub(super) fn pin(&mut self, answer: impl Fn(usize) -> Option<bool>) {
        self.pinned = self.yes.as_ref().and_then(|(question, _)| answer(usize::from(*question)));
    }
}

/// Which legal forms each funded role admits, and what else it asks of who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    pub(crate) rows: Vec<(Role, LegalForm, Point)>,
    /// For each funded role the legal forms, one bit each, that the call says nothing of in that role. A coordinator is a
    /// beneficiary, and an affiliated entity must satisfy what is asked of one, so they must be admitted as beneficiaries too.
    pub(crate) silent: [u8; 3],
    pub(crate) kinds: Vec<(Role, RoleKinds)>,
}

/// What a role asks beside the legal form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RoleKinds {
    pub(crate) statuses: Vec<StatusRow>,
    /// The point for each organisation type, in the order of [`OrganisationType::ALL`]; empty where the
    /// call says nothing of types.
    pub(crate) types: Vec<Point>,
}

/// A status that must be held, or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusRow {
    /// Of entities of this legal form only.
    pub(crate) form: Option<LegalForm>,
    pub(crate) status: Status,
    pub(crate) held: bool,
    /// Whether the row is waived; an open question waives it where it is answered yes.
    pub(crate) waived: Point,
}

impl RoleKinds {
    pub(crate) fn is_empty(&self) -> bool {
        self.statuses.is_empty() && self.types.is_empty()
    }
}

impl Roles {
    /// Where a call states none.
    pub(crate) const UNSTATED: Roles = Roles { rows: Vec::new(), silent: [0; 3], kinds: Vec::new() };

    /// One point for every form in every role, of which the call says nothing.
    pub(super) fn silent(point: Point) -> Roles {
        let funded = Role::ALL.iter().filter(|role| role.is_funded());
        let rows = funded.flat_map(|role| LegalForm::ALL.iter().map(move |form| (*role, *form, point)));
        Roles { rows: rows.collect(), silent: [u8::MAX; 3], kinds: Vec::new() }
    }

    /// What decides on a form in a role. Where the call says nothing of it there, it must be admitted as a beneficiary too.
    pub(super) fn decides(&self, role: Role, form: LegalForm) -> Option<(Point, Point)> {
        let point = |role: Role| self.rows.iter().find(|(r, f, _)| (*r, *f) == (role, form)).map(|row| row.2);
        let beneficiary = || point(Role::Beneficiary).filter(|_| self.goes_by_beneficiary(role, form));
        point(role).map(|own| (own, beneficiary().unwrap_or(Point::Settled(true))))
    }

    /// Whether a form must be admitted as a beneficiary to be admitted to another role.
    pub(crate) fn goes_by_beneficiary(&self, role: Role, form: LegalForm) -> bool {
        let silent = self.silent.get(role as usize).is_some_and(|forms| forms >> (form as u8) & 1 == 1);
        silent && role != Role::Beneficiary
    }

    /// The forms that a role admits, or bars, as the call states it.
    ///
    /// A form in neither list depends on an open question of the call.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::{LegalForm, Role};
    ///
    /// let roles = call.roles().ok_or("not stated")?;
    /// let barred: Vec<LegalForm> = roles.value.stated(Role::Beneficiary, false).collect();
    /// assert_eq!(barred, [LegalForm::ProfitMaking, LegalForm::NaturalPerson]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stated(&self, role: Role, admitted: bool) -> impl Iterator<Item = LegalForm> {
        self.rows.iter().filter(move |(r, _, p)| *r == role && *p == Point::Settled(admitted)).map(|r| r.1)
    }

    /// The statuses that a role asks for, or bars: the legal form that it is asked of, where it is not asked
    /// of all; the status; and whether it must be held.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::Role;
    ///
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert_eq!(roles.value.statuses(Role::Beneficiary).count(), 0, "this call asks for none");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn statuses(&self, role: Role) -> impl Iterator<Item = (Option<LegalForm>, Status, bool)> {
        self.of(role).flat_map(|k| &k.statuses).map(|row| (row.form, row.status, row.held))
    }

    /// The organisation types that a role admits, or bars, as the call states it.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::Role;
    ///
    /// let roles = call.roles().ok_or("not stated")?;
    /// assert_eq!(roles.value.organisation_types(Role::Beneficiary, true).count(), 0, "this call names none");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn organisation_types(&self, role: Role, admitted: bool) -> impl Iterator<Item = OrganisationType> {
        self.of(role)
            .flat_map(|k| OrganisationType::ALL.iter().zip(&k.types))
            .filter(move |(_, point)| **point == Point::Settled(admitted))
            .map(|(kind, _)| *kind)
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &RoleKinds> {
        self.kinds.iter().filter(move |(r, _)| *r == role).map(|(_, kinds)| kinds)
    }
}

/// In which countries applicants may be established.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    pub(crate) except: Vec<Country>,
    pub(crate) overseas_territories: Point,
    pub(crate) international_organisations_exempt: Point,
    pub(crate) points: Vec<(Country, Point)>,
    pub(crate) negotiating: Vec<Negotiation>,
    pub(crate) counted: Vec<(Country, Point)>,
    pub(crate) without_funding: Vec<(Country, Vec<Role>)>,
    /// British places that count as the United Kingdom does, where they are eligible at all.
    pub(crate) with_britain: Vec<Country>,
    pub(crate) coordinator: Vec<Country>,
    pub(crate) third_countries: Option<ThirdCountries>,
}

/// What a call asks of bodies of third countries that are eligible.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ThirdCountries {
    /// The funded roles that they may hold; empty for any.
    pub roles: Vec<Role>,
    /// The legal forms that they may have; empty for any.
    pub legal_forms: Vec<LegalForm>,
}

impl std::fmt::Display for ThirdCountries {
    /// Whom the call takes, in words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let or = |words: Vec<&str>| words.join(" or ");
        let forms = or(self.legal_forms.iter().map(|form| form.words()).collect());
        let roles = or(self.roles.iter().map(|role| role.words()).collect());
        match (forms.as_str(), roles.as_str()) {
            (forms, "") => write!(f, "nobody but a {forms}"),
            ("", roles) => write!(f, "nobody but as {roles}"),
            (forms, roles) => write!(f, "nobody but a {forms} as {roles}"),
        }
    }
}

impl Countries {
    /// Makes a point of each place that may go with the United Kingdom on a day of 2014–2020 and is named nowhere. Its
    /// former overseas countries and territories may where such are not barred.
    pub(crate) fn leave_british_places(&mut self, day: NaiveDate, goes: Point) {
        let named = |c: &Country| {
            self.points.iter().any(|(p, _)| p == c)
                || self.counted.iter().any(|(p, _)| p == c)
                || self.negotiating.iter().any(|n| n.country == *c)
                || self.without_funding.iter().any(|(p, _)| p == c)
        };
        let overseas = self.overseas_territories.possible();
        let may = |c: &Country| c.may_go_with_britain(day) && (overseas || !c.was_overseas_territory());
        self.with_britain = Country::all().filter(|c| may(c) && !named(c)).collect();
        self.points.extend(self.with_britain.iter().map(|c| (*c, goes)));
    }

    /// The State as which whoever is established in a country counts.
    pub(crate) fn counts_as(&self, country: Country) -> Country {
        if self.with_britain.contains(&country) { Country::known(*b"GB") } else { country.state() }
    }

    /// The Member States that the call leaves out.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let countries = call.countries().ok_or("not stated")?;
    /// assert_eq!(countries.value.except(), ["DK".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn except(&self) -> &[Country] {
        &self.except
    }

    /// Whether overseas countries and territories of participating Member States are eligible; `None` where
    /// that is open.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let countries = call.countries().ok_or("not stated")?;
    /// assert_eq!(countries.value.overseas_territories(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn overseas_territories(&self) -> Option<bool> {
        match self.overseas_territories {
            Point::Settled(eligible) => Some(eligible),
            Point::Open(_) => None,
        }
    }

    /// The countries on record as negotiating their association to the Fund.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let countries = call.countries().ok_or("not stated")?;
    /// // The page names the possibility and no country.
    /// assert!(countries.value.negotiating().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn negotiating(&self) -> &[Negotiation] {
        &self.negotiating
    }

    /// The countries that take part in some roles without their costs being covered.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let countries = call.countries().ok_or("not stated")?;
    /// assert_eq!(countries.value.without_funding().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn without_funding(&self) -> impl Iterator<Item = (Country, &[Role])> {
        self.without_funding.iter().map(|(country, roles)| (*country, roles.as_slice()))
    }

    /// What is asked of bodies of third countries that are eligible; `None` where the call asks nothing of its own.
    #[must_use]
    pub fn third_countries(&self) -> Option<&ThirdCountries> {
        self.third_countries.as_ref()
    }

    /// Where the coordinator must be established; empty where the call does not say.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let countries = call.countries().ok_or("not stated")?;
    /// assert!(countries.value.coordinator().is_empty(), "anywhere eligible");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn coordinator(&self) -> &[Country] {
        &self.coordinator
    }
}

/// A country negotiating its association to the Fund, as far as the call records it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Negotiation {
    /// The country.
    pub country: Country,
    /// The day on which the agreement entered into force, where that is on record.
    pub in_force: Option<NaiveDate>,
    /// Where the negotiation is recorded.
    pub source: Vec<Citation>,
}

/// How the minima count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counting {
    /// Whether an international organisation counts.
    pub(crate) international_organisations: International,
    /// Whether an applicant in an overseas territory counts for the Member State it is linked to.
    pub(crate) overseas_territories: Point,
    /// Whether affiliated entities count.
    pub(crate) affiliated_entities: Point,
}

/// Whether an international organisation counts to the minima.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum International {
    /// To both or to none, by its seat like any other applicant.
    BySeat(Point),
    /// By two separate points: to that of applicants wherever it sits, and to that of countries by its seat.
    Apart { applicants: Point, countries: Point },
}

impl International {
    pub(crate) fn points(self) -> [Point; 2] {
        match self {
            International::BySeat(both) => [both, both],
            International::Apart { applicants, countries } => [applicants, countries],
        }
    }
}

/// A minimum of a consortium, with where its members must be established to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Minimum {
    /// How many at least.
    pub at_least: u32,
    /// Where an applicant must be established to count.
    pub counting: CountingBasis,
}

crate::input::named_enum! {
    /// Where an applicant must be established to count to a minimum.
    pub enum CountingBasis("counting basis") {
        /// In a Member State that participates in the Fund.
        ParticipatingMemberStates = "participating_member_states",
        /// In a Member State other than Denmark.
        MemberStatesExceptDenmark = "member_states_except_denmark",
        /// In any eligible country.
        EligibleCountries = "eligible_countries",
    }
}

impl CountingBasis {
    /// What is counted, in words: one, and many.
    ///
    /// ```
    /// use amif::call::CountingBasis;
    ///
    /// assert_eq!(CountingBasis::EligibleCountries.words(), ("eligible country", "eligible countries"));
    /// ```
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            CountingBasis::ParticipatingMemberStates => {
                ("participating Member State", "participating Member States")
            }
            CountingBasis::MemberStatesExceptDenmark => {
                ("Member State other than Denmark", "Member States other than Denmark")
            }
            CountingBasis::EligibleCountries => ("eligible country", "eligible countries"),
        }
    }
}

/// The bounds of the grant per project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct GrantRange {
    /// The smallest grant; where the sources do not state it, the least that it can be.
    pub min: Option<Eur>,
    /// The maximum grant amount; where the sources do not state it, the most that it can be.
    pub max: Option<Eur>,
    /// Where the sources leave the smallest grant unstated: whether the amount is at least that.
    pub(crate) unsaid_min: Option<Point>,
    /// Where the sources leave the maximum unstated: whether the amount is within it.
    pub(crate) unsaid_max: Option<Point>,
}

impl GrantRange {
    /// A range whose bounds are stated, as far as there are any.
    pub(crate) fn stated(min: Option<Eur>, max: Option<Eur>) -> Self {
        GrantRange { min, max, unsaid_min: None, unsaid_max: None }
    }
}

/// A grant range for projects with so many target third countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RangeByTargets {
    pub(crate) from: u32,
    pub(crate) to: Option<u32>,
    pub(crate) range: GrantRange,
}

/// How long a project lasts, in months at application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duration {
    /// The fewest months.
    pub min: Option<i64>,
    /// The most months.
    pub max: Option<i64>,
}

/// Members of a kind that a consortium must have, or is recommended to have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MemberKind {
    /// How many distinct organisations of the kind at least.
    pub at_least: u32,
    /// In one of these roles; empty for any.
    pub roles: Vec<Role>,
    /// Of one of these legal forms; empty for any.
    pub legal_forms: Vec<LegalForm>,
    /// Of one of these types; empty for any.
    pub organisation_types: Vec<OrganisationType>,
    /// Holding, or not holding, each of these statuses.
    pub statuses: Vec<(Status, bool)>,
    /// Established in one of these countries; empty for any.
    pub countries: Vec<Country>,
    /// What the author of the call calls the kind, where no field here tells it.
    pub kind: Option<String>,
    /// The question that is then put to each participant.
    pub question: Option<String>,
    /// From how many different Member States they come at least, where that is asked.
    pub member_states: Option<u32>,
    /// The letter of support that does instead, by the name that proposals use.
    pub or_letter: Option<String>,
}

impl serde::Serialize for MemberKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at_least", &self.at_least)?;
        map.serialize_entry("roles", &self.roles)?;
        map.serialize_entry("legal_forms", &self.legal_forms)?;
        map.serialize_entry("organisation_types", &self.organisation_types)?;
        let statuses: std::collections::BTreeMap<Status, bool> = self.statuses.iter().copied().collect();
        map.serialize_entry("statuses", &statuses)?;
        map.serialize_entry("countries", &self.countries)?;
        for (name, text) in [("kind", &self.kind), ("question", &self.question)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if let Some(states) = &self.member_states {
            map.serialize_entry("member_states", states)?;
        }
        if let Some(letter) = &self.or_letter {
            map.serialize_entry("or_letter", letter)?;
        }
        map.end()
    }
}

impl std::fmt::Display for MemberKind {
    /// What kind of member it is, in words, without the number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let or = |words: Vec<String>| words.join(" or ");
        let mut parts: Vec<String> = self.kind.clone().into_iter().collect();
        if !self.legal_forms.is_empty() {
            parts.push(or(self.legal_forms.iter().map(|form| form.words().to_owned()).collect()));
        }
        if !self.organisation_types.is_empty() {
            parts.push(or(self.organisation_types.iter().map(|t| t.as_str().replace('_', " ")).collect()));
        }
        for (status, held) in &self.statuses {
            let not = if *held { "" } else { "not " };
            parts.push(format!("{not}{}", status.as_str().replace('_', " ")));
        }
        if !self.countries.is_empty() {
            parts.push(format!("in {}", or(self.countries.iter().map(ToString::to_string).collect())));
        }
        if !self.roles.is_empty() {
            parts.push(format!("as {}", or(self.roles.iter().map(|r| r.words().to_owned()).collect())));
        }
        f.write_str(if parts.is_empty() { "any participant" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

/// A legal measure that bars a class of entities from roles while it stands. They may still apply.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bar {
    /// Whom it bars.
    pub declaration: Declaration,
    /// Where such entities are established, for a notice to those who declare nothing.
    pub country: Option<Country>,
    /// The first day of the measure.
    pub from: NaiveDate,
    /// The last day of the measure, where that is on record.
    pub until: Option<NaiveDate>,
    /// The roles that they are barred from.
    pub roles: Vec<Role>,
    /// What has to happen for the bar to fall away, as a phrase.
    pub way_out: String,
    /// Where it is stated.
    pub source: Vec<Citation>,
}

/// How many of a list have to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Declared<T> {
    /// What may be named; empty for anything.
    pub of: Vec<T>,
    /// How many at least.
    pub at_least: u32,
    /// How many at most, where there is a limit.
    pub at_most: Option<u32>,
    /// Of target countries: naming a route will do.
    pub or_routes: bool,
    /// What becomes of those outside the list.
    pub others: Others,
}

crate::input::named_enum! {
    /// What becomes of what is named and is not on a call's list.
    pub enum Others("treatment of others") {
        /// It is disregarded.
        Disregard = "disregard",
        /// It is for correction.
        Correct = "correct",
        /// The proposal is rejected.
        Reject = "reject",
    }
}

impl Default for Others {
    /// A list that is not said to be closed.
    fn default() -> Self {
        Others::Disregard
    }
}

crate::input::named_enum! {
    /// What happens to a proposal in which a participant other than the coordinator is itself ineligible.
    pub enum IneligibleParticipantEffect("effect") {
        /// The proposal is rejected.
        Reject = "reject",
        /// The call removes this participant and assesses the rest without it.
        Remove = "remove",
    }
}

crate::input::named_enum! {
    /// How much of a call is known from public sources.
    pub enum Completeness("completeness") {
        /// Dates, budget, grant range or duration and minimum consortium are known.
        Good = "good",
        /// One of the main conditions is missing.
        Partial = "partial",
        /// Several are missing.
        Thin = "thin",
    }
}

impl Completeness {
    /// What it means, in words.
    ///
    /// ```
    /// use amif::call::Completeness;
    ///
    /// assert_eq!(Completeness::Partial.words(), "one of the main conditions is missing");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Completeness::Good => "dates, budget, grant or duration, and minimum consortium are known",
            Completeness::Partial => "one of the main conditions is missing",
            Completeness::Thin => "several of the main conditions are missing",
        }
    }
}

/// Whether a project may be extended after the grant is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extension {
    /// By amendment of the grant agreement.
    pub by_amendment: bool,
    /// Only if duly justified.
    pub justified: bool,
}

/// The deadline, and what else there is to submit by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Deadlines {
    pub(crate) stated: Option<Condition<crate::time::Deadline>>,
    pub(crate) rounds: Option<Rounds>,
}

/// The grant range, and those by the number of target countries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grants {
    pub(crate) stated: Option<Condition<GrantRange>>,
    pub(crate) by_targets: Vec<RangeByTargets>,
    /// Whether target countries outside the call's list count beside one on it; `None` where the call does not say.
    pub(crate) unlisted_count: Option<Point>,
}

/// What else there is to submit by, beside a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rounds {
    /// Earlier cut-offs: a submission is looked at with the first that it makes.
    pub(crate) cut_offs: Vec<crate::time::Deadline>,
    /// Of a call in two stages: by when full proposals are due.
    pub(crate) second_stage: Option<crate::time::Deadline>,
}

/// Kinds of members that a consortium must have, or is recommended to have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Composition {
    pub(crate) required: Vec<Sourced<MemberKind>>,
    pub(crate) recommended: Vec<Sourced<MemberKind>>,
}
