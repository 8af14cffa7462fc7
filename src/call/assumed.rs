//! A call under assumed readings: its terms, made anew.

use super::Call;
use super::condition::{Condition, CountingBasis, Countries, Minimum, Roles};
use super::open::AssumptionError;
use super::ordinary::Ordinary;
use super::point::Point;
use super::question::{OpenQuestion, Reading};
use super::terms::{Law, Terms};
use crate::country::Country;
use crate::fund::ProgrammingPeriod;
use crate::organisation::{LegalForm, Role};

impl Call {
    /// The same call with one open question answered. Reports made with it record the reading.
    ///
    /// ```
    /// use amif::call::Reading;
    ///
    /// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let pinned = call.assume("international-organisation-counts", Reading::No)?;
    /// assert_eq!(pinned.assumed().count(), 1);
    /// assert!(call.assume("no-such-question", Reading::Yes).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Each version of the call's document that asks the question is pinned. A question that only the usual terms
    /// raise is answered for them: the verdict stays, and [`Report::usual`](crate::Report::usual) goes by the answer.
    ///
    /// ```
    /// use amif::call::Reading;
    ///
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// assert!(call.questions().iter().all(|question| question.id != "usual-minima"));
    /// let answered = call.assume("usual-minima", Reading::Yes)?;
    /// assert_eq!(answered.assumed().count(), 1);
    /// assert_eq!(answered.with_usual_terms(), call.with_usual_terms().assume("usual-minima", Reading::Yes)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When neither a version of the call nor the usual terms presumed of it ask such a question, and when it is one of
    /// the crate's own that every version answers itself.
    pub fn assume(&self, question: &str, reading: Reading) -> Result<Call, AssumptionError> {
        if !self.asks(question) {
            return Err(self.not_open(question));
        }
        Ok(self.assuming(question, reading, self.any_version_depends_on(question)))
    }

    /// The same, given whether the conditions of some version depend on the question; only in these it is open then.
    fn assuming(&self, question: &str, reading: Reading, of_another: bool) -> Call {
        let mut pinned = self.clone();
        if let Some(index) = self.place_of(question, of_another) {
            pinned.assumed.retain(|(i, _)| *i != index);
            pinned.assumed.push((index, reading));
            pinned.assumed.sort_unstable();
            pinned.pin();
        } else if self.usual_question().is_some_and(|q| q.id == question) {
            pinned.usual_minima = Some(reading);
            pinned.forget_terms();
        }
        // A question that a later version no longer asks is answered there.
        pinned.later = self.later.iter().map(|later| later.assuming(question, reading, of_another)).collect();
        pinned
    }

    /// The ids of the questions that a version leaves open, and of the usual terms presumed of it, each once.
    pub(super) fn distinct_ids(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        for id in self.asked_in_any_version() {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The same; those that several ask stand more than once.
    fn asked_in_any_version(&self) -> impl Iterator<Item = &str> {
        self.versions().flat_map(|version| {
            let usual = std::iter::once_with(|| version.usual_question()).flatten();
            let open = version.questions.iter().enumerate();
            let open = open.filter(|(place, _)| version.answer_to(*place).is_none()).map(|(_, q)| q);
            open.chain(usual).map(|q| q.id.as_str())
        })
    }

    /// Whether some version leaves a question open.
    pub(super) fn asks(&self, question: &str) -> bool {
        self.asked_in_any_version().any(|id| id == question)
    }

    /// Settles what depends on questions that are answered by assumption.
    pub(super) fn pin(&mut self) {
        let assumed = self.assumed.clone();
        let answer = |question: usize| {
            assumed.iter().find(|(i, _)| *i == question).map(|(_, reading)| *reading == Reading::Yes)
        };
        self.conditions.pin(&answer);
        self.forget_terms();
    }

    /// The questions answered by assumption, each with its reading.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// use amif::call::Reading;
    ///
    /// assert_eq!(call.assumed().count(), 0);
    /// let pinned = call.assume("greenland", Reading::No)?;
    /// let (question, reading) = pinned.assumed().next().ok_or("nothing is assumed")?;
    /// assert_eq!((question.id.as_str(), reading), ("greenland", Reading::No));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assumed(&self) -> impl Iterator<Item = (&OpenQuestion, Reading)> {
        let usual = self.usual_minima.and_then(|reading| Some((self.usual_question()?, reading)));
        self.assumed.iter().filter_map(|(i, r)| Some((self.questions.get(*i)?, *r))).chain(usual)
    }

    pub(super) fn pinned(&self, question: usize) -> Option<bool> {
        self.assumed.iter().find(|(i, _)| *i == question).map(|(_, r)| *r == Reading::Yes)
    }

    pub(crate) fn terms(&self) -> &Terms {
        &self.compiled().0
    }

    /// What the terms tell at once of an ordinary participant.
    pub(crate) fn ordinary(&self) -> &Ordinary {
        &self.compiled().1
    }

    /// Which rules of the walk it asks, a bit for each: found by whoever walks first.
    #[inline]
    pub(crate) fn asked(&self, find: fn(&Call) -> u64) -> u64 {
        *self.made.asked.get_or_init(|| find(self))
    }

    fn compiled(&self) -> &(Terms, Ordinary) {
        self.made.terms.get_or_init(|| {
            let terms = self.compile(|question| self.pinned(question));
            let ordinary = Ordinary::of(&terms);
            (terms, ordinary)
        })
    }

    fn compile(&self, answer: impl Fn(usize) -> Option<bool>) -> Terms {
        let silent;
        let roles = match (&self.conditions.roles, self.silent_roles) {
            (Some(roles), _) => &roles.value,
            (None, point) => {
                silent = Roles::silent(point.unwrap_or(Point::Settled(false)));
                &silent
            }
        };
        let anywhere;
        let countries = match (&self.conditions.countries, &self.beneath, self.silent_countries) {
            (Some(countries), ..) => &countries.value,
            (None, Some(beneath), _) => beneath,
            (None, None, silent) => {
                // Denmark takes part in no period, so it counts as no participating Member State.
                let denmark: Option<Country> = "DK".parse().ok();
                // What is linked to a participating Member State may count for it.
                let day = self.day();
                let linked = |c: &Country| c.overseas_territory_on(day).is_some_and(|of| Some(of) != denmark);
                let mut open = Countries {
                    except: denmark.into_iter().collect(),
                    overseas_territories: silent.unwrap_or(Point::Settled(false)),
                    international_organisations_exempt: Point::Settled(true),
                    points: Vec::new(),
                    negotiating: Vec::new(),
                    counted: self
                        .silent_britain
                        .map(|counts| (Country::known(*b"GB"), counts))
                        .into_iter()
                        .collect(),
                    without_funding: Vec::new(),
                    with_britain: Vec::new(),
                    third_countries: None,
                    coordinator: Vec::new(),
                };
                if let Some(silent) = silent {
                    // What may go with the United Kingdom counts as it does.
                    if let Some(day) = day.filter(|_| self.period() == Some(ProgrammingPeriod::From2014)) {
                        open.leave_british_places(day, silent);
                    }
                    let with_britain = open.with_britain.clone();
                    let apart = Country::all().filter(|c| !linked(c) && !with_britain.contains(c));
                    open.points.extend(apart.map(|country| (country, silent)));
                }
                anywhere = open;
                &anywhere
            }
        };
        let law = Law {
            day: self.day(),
            article_24: self.is_under_article_24(),
            silent_on_natural: [Role::Coordinator, Role::Beneficiary, Role::AffiliatedEntity]
                .map(|role| self.is_silent_on_natural_persons(role)),
            union_bodies: self.law_point(0),
            union_entities: self.law_point(1),
            own_second: self.law_point(2),
        };
        Terms::compile(roles, countries, &self.conditions.counting, self.bases(), &law, answer)
    }

    /// The point of a question of law by its place among them.
    fn law_point(&self, nth: usize) -> Point {
        let first = self.stated_questions.saturating_add(super::opened::QUESTIONS);
        Point::Open(u8::try_from(first.saturating_add(nth)).unwrap_or(u8::MAX))
    }

    /// Whether a call neither admits natural persons to a role nor bars them, and the question on them is not answered.
    fn is_silent_on_natural_persons(&self, role: Role) -> bool {
        let Some(roles) = &self.conditions.roles else { return true };
        let own = |r: &Role, form: &LegalForm| *r == role && *form == LegalForm::NaturalPerson;
        let id = format!("{role}-{}", LegalForm::NaturalPerson).replace('_', "-");
        roles.value.rows.iter().filter(|(r, form, _)| own(r, form)).any(|(.., point)| match point {
            // What is presumed of other roles and forms leaves the call as silent on natural persons as it was.
            Point::Open(_) if Some(*point) == self.silent_roles => true,
            Point::Open(question) => self.question(usize::from(*question)).is_some_and(|q| q.id == id),
            Point::Settled(_) => false,
        })
    }

    /// Where applicants must be established to count to each minimum; a minimum that is not stated counts
    /// like the other.
    pub(crate) fn bases(&self) -> [CountingBasis; 2] {
        let of = |minimum: Option<&Condition<Minimum>>| minimum.map(|m| m.stated().value.counting);
        let (applicants, countries) = (of(self.applicants_asked()), of(self.countries_asked()));
        let either = applicants.or(countries).unwrap_or(CountingBasis::ParticipatingMemberStates);
        [applicants.unwrap_or(either), countries.unwrap_or(either)]
    }
}
