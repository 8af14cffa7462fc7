//! Building a consortium: what kind of partner is still missing, whom of some candidates to add, and which
//! members it stands or falls with.

mod ground;
mod search;
mod undecided;
mod wanted;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::{STEPS, Within};
use crate::check::{FactKind, Steps, Subject};
use crate::country::Country;
use crate::id::Pic;
use crate::next::invented::Profile;
use crate::organisation::{LegalForm, LegalForms, Name, Role};
use crate::outcome::{Outcome, Verdict};
use crate::proposal::{Applicant, Participant};
use crate::report::Condition;
use crate::report::Report;
use crate::rule::RuleId;
use ground::Ground;
use search::Search;

/// What a consortium lacks, and who would bring it nearer; from [`Report::partners_wanted`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartnersWanted {
    /// The minima that are not reached for certain.
    pub shortfalls: Vec<Shortfall>,
    /// The kinds of partner of which one more helps: first those with whom the verdict is best, then those that help
    /// most conditions, then those that help them for certain. Who helps for certain and who only perhaps are not of one
    /// kind.
    pub kinds: Vec<PartnerKind>,
    /// The conditions that are not met for certain and that no further partner helps.
    pub beyond: Vec<(RuleId, Subject)>,
    /// Whether every kind was tried. If not, the work was cut short: other kinds may help, and what is
    /// [`beyond`](PartnersWanted::beyond) may not be.
    pub complete: bool,
}

/// A minimum that is not reached for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shortfall {
    /// The rule.
    pub rule: RuleId,
    /// What it is looked at for.
    pub subject: Subject,
    /// How many are lacking, counting only those who count for certain.
    pub lacking: u32,
    /// How many are lacking at best, counting everybody who may count: those of whom facts are unknown, or on whom
    /// the call leaves questions open.
    pub lacking_at_best: u32,
}

/// A kind of partner of which one more helps.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartnerKind {
    /// The role.
    pub role: Role,
    /// The legal forms, any one of which will do.
    pub legal_forms: LegalForms,
    /// The countries, any one of which will do, in alphabetical order of their codes.
    pub countries: Vec<Country>,
    /// What it states beside that, as far as an organisation of its legal form can.
    pub profile: Profile,
    /// Whom an affiliated entity is linked to.
    pub affiliated_to: Option<Pic>,
    /// The conditions that it meets or brings nearer, in the order of the report.
    pub helps: Vec<(RuleId, Subject)>,
    /// What the proposal comes to with one more of it; of a report on a consortium alone, what the conditions on
    /// consortium and members do.
    pub verdict: Verdict,
}

impl PartnerKind {
    /// An organisation of this kind, to be tried: in one of the countries and with one of the legal forms, with what the
    /// call asks of it beside them. Its code is left for its name's owner to state.
    ///
    /// ```
    /// use amif::{Applicant, Consortium, LegalForm, Participant, Role, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let payoke = Applicant::new("Payoke".parse()?).pic("999000001").country("BE".parse()?);
    /// let payoke = payoke.legal_form(LegalForm::NonProfitPrivate);
    /// let mut consortium = Consortium::new([Participant::new(payoke).role(Role::Coordinator)]);
    /// for (pic, name) in [("999000002", "A"), ("999000003", "B")] {
    ///     let report = consortium.check(call, as_of, None).into_owned();
    ///     let wanted = report.partners_wanted();
    ///     let kind = wanted.kinds.first().ok_or("nobody helps")?;
    ///     let (country, form) = (kind.countries[0], kind.legal_forms.iter().next().ok_or("no form")?);
    ///     let mut partner = kind.partner(name.parse()?, country, form);
    ///     partner.applicant.pic = Some(pic.parse()?);
    ///     consortium.participants.push(partner);
    /// }
    /// assert_eq!(consortium.check(call, as_of, None).verdict().as_str(), "eligible");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn partner(&self, name: Name, country: Country, form: LegalForm) -> Participant {
        let mut applicant = Applicant::new(name).country(country).legal_form(form);
        self.profile.suit(&mut applicant, form);
        let mut partner = Participant::new(applicant).role(self.role);
        partner.affiliated_to.clone_from(&self.affiliated_to);
        partner
    }
}

/// Which candidates to add; from [`Report::additions`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Additions {
    /// The smallest sets of candidates, best first, at most 16. All have the same size.
    pub options: Vec<Addition>,
    /// Whether no smaller set does, nor any other of that size that ranks higher. If not, the search was cut short.
    pub smallest: bool,
    /// The conditions that remain not met, or not for certain, whichever option is taken first.
    pub beyond: Vec<(RuleId, Subject)>,
    /// The candidates of whom it cannot be told whether they count, in an option or not, with what that depends on.
    pub undecided: Vec<Undecided>,
}

/// Candidates to add, each in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Addition {
    /// Places in the list of candidates, from 0, ascending, each with the role to take. An organisation that is listed
    /// again under its code, with the same facts, stands for itself at its first place.
    pub members: Vec<(usize, Role)>,
    /// Whom those of them are linked to who join as affiliated entities, for the verdict to be reached.
    pub affiliated_to: Option<Pic>,
    /// What the proposal then comes to, with nobody else joining; of a report on a consortium alone, what the conditions
    /// on consortium and members do.
    pub verdict: Verdict,
}

impl Addition {
    /// Those who join, as they would: in the roles that they take, and affiliated entities with their link.
    ///
    /// ```
    /// use amif::{Applicant, Consortium, LegalForm, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let mut list = Vec::new();
    /// for (at, country) in ["BE", "AT", "IT"].into_iter().enumerate() {
    ///     let name = format!("Body {at}").parse()?;
    ///     list.push(Applicant::new(name).country(country.parse()?).legal_form(LegalForm::PublicBody));
    /// }
    /// let as_of = "2024-06-01T12:00:00+02:00".parse()?;
    /// let nobody = Consortium::new([]);
    /// let best = nobody.check(call, as_of, None).additions(&list).options.into_iter().next().ok_or("nobody helps")?;
    /// let consortium = Consortium::new(best.joining(&list));
    /// assert_eq!(consortium.check(call, as_of, None).verdict(), best.verdict);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn joining(&self, candidates: &[Applicant]) -> impl Iterator<Item = Participant> {
        self.members.iter().filter_map(|(at, role)| {
            let mut joins = Participant::new(candidates.get(*at)?.clone()).role(*role);
            joins.affiliated_to = self.affiliated_to.clone().filter(|_| *role == Role::AffiliatedEntity);
            Some(joins)
        })
    }
}

/// A candidate of whom it cannot be told whether it counts; from [`Report::additions`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undecided {
    /// The place in the list of candidates, from 0.
    pub candidate: usize,
    /// The facts of the candidate that are unknown and matter. Where there are none, nothing is to be asked of the
    /// candidate: only the call's silence stands in the way.
    pub missing: Vec<FactKind>,
    /// The open questions of the call that matter, by their ids.
    pub open: Vec<String>,
}

/// The members a consortium stands or falls with; from [`Report::critical_members`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CriticalMembers {
    /// The members, in the order of the list of participants.
    pub members: Vec<CriticalMember>,
    /// Whether everybody was looked at. If not, the work was cut short after the last who was.
    pub complete: bool,
}

/// A member without whom a condition is no longer met; from [`Report::critical_members`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CriticalMember {
    /// The place in the list of participants.
    pub participant: usize,
    /// The conditions that are met with it and not without it, with what they come to without it. Subjects
    /// are the participants as listed.
    pub breaks: Vec<(RuleId, Subject, Outcome)>,
}

impl<'a> Report<'a> {
    /// What kind of partner the consortium still lacks.
    ///
    /// Every role is tried with every legal form and every country, as an organisation that is new, of which
    /// everything else is known: one that names the coordinator as affiliated to where that is asked. A kind is listed
    /// if one such partner meets a condition that is not met for certain, makes one that fails open, or brings a
    /// minimum nearer (one more counts for certain, or, where the minimum fails, at best), and no other condition
    /// comes to fail. The verdict then reached is told with it: where the call leaves open whether the partner itself
    /// may take part, that is `undetermined` at best, and of a whole proposal it is that of the whole: a proposal that is
    /// late stays `ineligible`. One partner may not be enough; after it, other kinds may be
    /// wanted. The consortium is looked at as if nobody else joined, its other conditions as they are. Kinds of
    /// partner that differ in more than role, legal form and country are not tried.
    ///
    /// The work is bounded by [`STEPS`](crate::build::STEPS); see [`PartnersWanted::complete`].
    ///
    /// ```
    /// use amif::{Proposal, Role, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [
    ///     {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    ///     {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"}
    /// ]}"#)?;
    /// let report = draft.consortium.check(call, "2024-06-01T12:00:00+02:00".parse()?, None);
    /// let wanted = report.partners_wanted();
    /// assert_eq!(wanted.shortfalls[0].to_string(), "consortium/minimum-applicants: 1 lacking");
    /// // A beneficiary from a third Member State helps both minima; one from Belgium only the first.
    /// let best = &wanted.kinds[0];
    /// assert_eq!((best.role, best.helps.len()), (Role::Beneficiary, 2));
    /// assert_eq!(best.verdict.as_str(), "eligible");
    /// assert!(best.countries.contains(&"IT".parse()?) && !best.countries.contains(&"BE".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn partners_wanted(&self) -> PartnersWanted {
        self.partners_wanted_within(STEPS).answer
    }

    /// [`Report::partners_wanted`] with no more than so many steps of work.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// // Too few steps to try every kind: what was found so far, and that it is not all.
    /// let within = report.partners_wanted_within(1);
    /// assert!(!within.answer.complete);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn partners_wanted_within(&self, steps: u64) -> Within<PartnersWanted> {
        let Some(mut ground) = Ground::of(self, Steps::new(steps)) else {
            let nothing = PartnersWanted {
                shortfalls: Vec::new(),
                kinds: Vec::new(),
                beyond: Vec::new(),
                complete: true,
            };
            return Within { answer: nothing, steps: 0 };
        };
        let answer = self.wanted(&mut ground);
        Within { answer, steps: ground.steps.taken() }
    }

    /// The smallest sets of candidates that bring the consortium as near to eligible as adding partners can.
    ///
    /// Which these are, the conditions on consortium and members tell; the verdict of each is that of the whole proposal
    /// where the report is on one.
    ///
    /// Each candidate may be added once, in any role, as stated, unless somebody states its code already; the consortium is looked at as if nobody
    /// else joined. A set is better the better the verdict that it leads to: a set that turns `ineligible` into
    /// `undetermined` helps, where none leads further, and the verdict reached is told. Between sets that lead as
    /// far, those that leave fewer conditions unmet are better, and then the smaller ones; [`Additions::beyond`] lists what
    /// is left.
    ///
    /// Where nothing is lacking, the one option adds nobody; where the candidates help no condition, there is none.
    ///
    /// Options rank by the verdict they lead to, eligible before conditional before undetermined before
    /// ineligible; then those come first who bring fewer open conditions of their own; then the candidates' order, so
    /// the preferred ones are listed first. Every member of an option brings a condition nearer by itself.
    ///
    /// [`Additions::undecided`] tells apart candidates who lack facts from those on whom only the call is silent.
    ///
    /// The work is bounded by [`STEPS`](crate::build::STEPS): candidates of whom the same is stated are looked at once, so it is
    /// enough for thousands of them, or for 64 who all differ and of whom three are to be added; where it is not,
    /// [`Additions::smallest`] is `false` and the options are the best found so far.
    ///
    /// ```
    /// use amif::{Applicant, LegalForm, Proposal, Role, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [
    ///     {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    ///     {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"}
    /// ]}"#)?;
    /// let candidate = |name: &str, pic, country: &str| -> Result<Applicant, Box<dyn std::error::Error>> {
    ///     Ok(Applicant::new(name.parse()?).pic(pic).country(country.parse()?).legal_form(LegalForm::PublicBody))
    /// };
    /// let candidates = [candidate("C", "999000003", "AT")?, candidate("D", "999000004", "IT")?];
    /// let report = draft.consortium.check(call, "2024-06-01T12:00:00+02:00".parse()?, None);
    /// let additions = report.additions(&candidates);
    /// // Only the one in Italy brings a third Member State.
    /// assert_eq!(additions.options.len(), 1);
    /// assert_eq!(additions.options[0].members, [(1, Role::Beneficiary)]);
    /// assert_eq!(additions.options[0].verdict, Verdict::Eligible);
    /// // Of the whole proposal more remains: nothing is said of its grant.
    /// let whole = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let additions = whole.additions(&candidates);
    /// assert_eq!(additions.options[0].verdict, Verdict::Undetermined);
    /// assert!(additions.beyond.iter().any(|(rule, _)| rule.as_str() == "grant/within-range"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Under a call that says neither which legal forms nor which countries it admits, nobody counts for certain. The
    /// fifth partner still takes the draft from `ineligible` to `undetermined`:
    ///
    /// ```
    /// # use amif::{Applicant, Consortium, LegalForm, Participant, Role, Verdict, catalogue};
    /// let call = catalogue::topic("AMIF-2025-TF2-AG-INTE-02-HEALTH")?;
    /// let body = |at: usize| -> Result<Applicant, Box<dyn std::error::Error>> {
    ///     let country = ["BE", "AT", "IT", "FR", "SE", "FI"][at].parse()?;
    ///     let pic = format!("99900000{at}");
    ///     Ok(Applicant::new(format!("Body {at}").parse()?).pic(&pic).country(country).legal_form(LegalForm::PublicBody))
    /// };
    /// let mut four = Vec::new();
    /// for at in 0..4 {
    ///     let role = if at == 0 { Role::Coordinator } else { Role::Beneficiary };
    ///     four.push(Participant::new(body(at)?).role(role));
    /// }
    /// let draft = Consortium::new(four);
    /// let report = draft.check(call, "2025-06-02T12:00:00+02:00".parse()?, None);
    /// assert_eq!(report.verdict(), Verdict::Ineligible);
    /// let additions = report.additions(&[body(4)?, body(5)?]);
    /// assert_eq!(additions.options[0].verdict, Verdict::Undetermined);
    /// // Nothing is to be asked of the candidates: the call is silent.
    /// assert!(additions.undecided.iter().all(|u| u.missing.is_empty() && !u.open.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn additions(&self, candidates: &[Applicant]) -> Additions {
        self.additions_within(candidates, STEPS).answer
    }

    /// [`Report::additions`] with no more than so many steps of work.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let draft = Proposal::from_json(r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#)?;
    /// # let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let within = report.additions_within(&[], 1_000_000);
    /// assert!(within.answer.options.is_empty(), "nobody to add");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn additions_within(&self, candidates: &[Applicant], steps: u64) -> Within<Additions> {
        let nothing =
            Additions { options: Vec::new(), smallest: true, beyond: Vec::new(), undecided: Vec::new() };
        let Some(mut ground) = Ground::of(self, Steps::new(steps)) else {
            return Within { answer: nothing, steps: 0 };
        };
        let Some(before) = ground.standing() else {
            return Within { answer: Additions { smallest: false, ..nothing }, steps: ground.steps.taken() };
        };
        let found = Search::new(&mut ground, before.clone(), candidates).run();
        let undecided =
            if before.unmet.is_empty() { Vec::new() } else { undecided::of(candidates, &mut ground) };
        let smallest = found.smallest && !ground.steps.are_spent();
        let mut told = Vec::new();
        for set in found.sets {
            let affiliated_to = set.members.iter().find_map(|(_, role)| ground.link_in(*role));
            let mut addition = Addition { members: set.members, affiliated_to, verdict: set.verdict };
            let whole = ground.whole_with(addition.joining(candidates).collect::<Vec<_>>());
            let (verdict, rest) = whole.unwrap_or_else(|| (set.verdict, set.standing.conditions()));
            addition.verdict = verdict;
            told.push((addition, rest));
        }
        told.sort_by_key(|(addition, _)| addition.verdict as u8);
        let as_it_stands = || ground.whole_with([]).map_or_else(|| before.conditions(), |(_, rest)| rest);
        let rest = told.first().map_or_else(as_it_stands, |(_, rest)| rest.clone());
        let beyond = self.named(&rest);
        let options = told.into_iter().map(|(addition, _)| addition).collect();
        Within { answer: Additions { options, smallest, beyond, undecided }, steps: ground.steps.taken() }
    }

    /// The members whose leaving turns a condition with consequence [`crate::Consequence::Reject`] from met, or
    /// conditional, to not met or unknown.
    ///
    /// The work is bounded by [`STEPS`](crate::build::STEPS); see [`CriticalMembers::complete`].
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [
    ///     {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    ///     {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
    ///     {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
    ///     {"name": "D", "pic": "999000004", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}
    /// ]}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let critical = report.critical_members();
    /// // Austria stays with either of the two in it.
    /// assert_eq!(critical.members.iter().map(|c| c.participant).collect::<Vec<_>>(), [0, 3]);
    /// assert_eq!(critical.members[1].breaks[0].0.as_str(), "consortium/minimum-countries");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn critical_members(&self) -> CriticalMembers {
        self.critical_members_within(STEPS).answer
    }

    /// [`Report::critical_members`] with no more than so many steps of work.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let within = report.critical_members_within(1_000_000);
    /// assert_eq!(within.answer.members.len(), 3, "three are asked for, and there are three");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn critical_members_within(&self, steps: u64) -> Within<CriticalMembers> {
        let mut members = Vec::new();
        let Some(mut ground) = Ground::of(self, Steps::new(steps)) else {
            return Within { answer: CriticalMembers { members, complete: true }, steps: 0 };
        };
        let met: BTreeMap<Condition, (usize, RuleId, Subject)> = self
            .live()
            .enumerate()
            .filter(|(_, a)| matches!(a.outcome(), Outcome::Met | Outcome::Conditional))
            .map(|(place, a)| (a.condition(), (place, a.rule(), a.subject())))
            .collect();
        let stated = self.case().proposal.consortium.complete;
        let complete = ground.without_each(
            stated,
            |c| met.contains_key(&c),
            |participant, broken| {
                let mut breaks: Vec<_> =
                    broken.iter().filter_map(|(c, outcome)| Some((*met.get(c)?, *outcome))).collect();
                breaks.sort_unstable_by_key(|((place, ..), _)| *place);
                let breaks: Vec<_> = breaks
                    .into_iter()
                    .map(|((_, rule, subject), outcome)| (rule, subject, outcome))
                    .collect();
                if !breaks.is_empty() {
                    members.push(CriticalMember { participant, breaks });
                }
            },
        );
        Within { answer: CriticalMembers { members, complete }, steps: ground.steps.taken() }
    }

    fn named(&self, conditions: &BTreeSet<Condition>) -> Vec<(RuleId, Subject)> {
        self.live().filter(|a| conditions.contains(&a.condition())).map(|a| (a.rule(), a.subject())).collect()
    }
}
