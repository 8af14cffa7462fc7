//! Building a consortium: what kind of partner is still missing, whom of some candidates to add, which
//! members it stands or falls with, and how far it is from each limit.

mod ground;
mod slack;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Found, Required, Subject};
use crate::country::Country;
use crate::organisation::{LegalForm, LegalForms, Role};
use crate::outcome::{Outcome, Verdict};
use crate::proposal::{Applicant, Participant};
use crate::report::{Condition, Report};
use crate::rule::RuleId;
use ground::{Ground, Search, Standing};

pub use slack::{Margin, Slack};

/// No more additions than this are listed.
const LISTED: usize = 16;

/// What a consortium lacks, and who would bring it nearer; from [`Report::partners_wanted`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartnersWanted {
    /// The minima that are not reached for certain.
    pub shortfalls: Vec<Shortfall>,
    /// The kinds of partner of which one more helps, those that help most conditions first.
    pub kinds: Vec<PartnerKind>,
    /// The conditions that are not met for certain and that no further partner helps.
    pub beyond: Vec<(RuleId, Subject)>,
}

/// A minimum that is not reached for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shortfall {
    /// The rule.
    pub rule: RuleId,
    /// What it is looked at for.
    pub subject: Subject,
    /// How many are lacking.
    pub lacking: u32,
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
    /// The conditions that it meets or brings nearer, in the order of the report.
    pub helps: Vec<(RuleId, Subject)>,
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
    /// The candidates, by their places, who are in no option and on whom facts or readings are missing, so
    /// that whether they would help cannot be told.
    pub undecided: Vec<usize>,
}

/// Candidates to add, each in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Addition {
    /// Places in the list of candidates, ascending, each with the role to take.
    pub members: Vec<(usize, Role)>,
    /// What the conditions on consortium and members then come to, with nobody else joining.
    pub verdict: Verdict,
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
    /// if one such partner meets a condition that is not met for certain, or brings a minimum nearer, and
    /// spoils nothing. One partner may not be enough; after it, other kinds may be wanted. The consortium is
    /// looked at as if nobody else joined, its other conditions as they are. Kinds of partner that differ
    /// in more than role, legal form and country are not tried.
    ///
    /// ```
    /// use amif::{Proposal, Role, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{"participants": [
    ///     {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
    ///     {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"}
    /// ]}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let wanted = report.partners_wanted();
    /// assert_eq!(wanted.shortfalls.len(), 2);
    /// // A beneficiary from a third Member State helps both minima; one from Belgium only the first.
    /// let best = &wanted.kinds[0];
    /// assert_eq!((best.role, best.helps.len()), (Role::Beneficiary, 2));
    /// assert!(best.countries.contains(&"IT".parse()?) && !best.countries.contains(&"BE".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn partners_wanted(&self) -> PartnersWanted {
        let mut shortfalls = Vec::new();
        for a in self.live().filter(|a| !matches!(a.outcome(), Outcome::Met | Outcome::NotApplicable)) {
            if let (Some(Required::AtLeast(least)), Some(Found::Count { certain, .. })) =
                (a.required(), a.found())
            {
                let lacking = least.saturating_sub(certain);
                shortfalls.push(Shortfall { rule: a.rule(), subject: a.subject(), lacking });
            }
        }
        let Some(ground) = Ground::of(self) else {
            return PartnersWanted { shortfalls, kinds: Vec::new(), beyond: Vec::new() };
        };
        let before = ground.standing(&[]);
        let mut found: BTreeMap<(Role, BTreeSet<Condition>), BTreeMap<Country, Vec<LegalForm>>> =
            BTreeMap::new();
        if !before.unmet.is_empty() {
            for role in Role::ALL {
                for form in LegalForm::ALL {
                    for country in Country::all() {
                        let Some(partner) = ground.newcomer(*role, *form, country) else { continue };
                        let after = ground.standing(&[partner]);
                        let helps = ground.helped(&before, &after);
                        if !helps.is_empty() {
                            let countries = found.entry((*role, helps)).or_default();
                            countries.entry(country).or_default().push(*form);
                        }
                    }
                }
            }
        }
        let mut helped = BTreeSet::new();
        let mut kinds = Vec::new();
        for ((role, helps), countries) in found {
            let mut by_forms: BTreeMap<LegalForms, Vec<Country>> = BTreeMap::new();
            for (country, forms) in countries {
                if let Some(forms) = LegalForms::one_of(forms) {
                    by_forms.entry(forms).or_default().push(country);
                }
            }
            for (legal_forms, countries) in by_forms {
                kinds.push(PartnerKind { role, legal_forms, countries, helps: self.named(&helps) });
            }
            helped.extend(helps);
        }
        kinds.sort_by_key(|kind| std::cmp::Reverse((kind.helps.len(), kind.countries.len())));
        let beyond = before.unmet.keys().filter(|c| !helped.contains(c)).copied().collect();
        PartnersWanted { shortfalls, kinds, beyond: self.named(&beyond) }
    }

    /// The smallest sets of candidates that make the consortium eligible, as far as adding partners can.
    ///
    /// Each candidate may be added once, in any role, as stated; the consortium is looked at as if nobody
    /// else joined. What counts is what holds for certain. Where some conditions cannot be met by adding any of them,
    /// the sets are the smallest that meet all others, and [`Additions::beyond`] lists the rest.
    ///
    /// Where nothing is lacking, the one option adds nobody; where the candidates meet no further condition,
    /// there is none.
    ///
    /// Options rank by the verdict they lead to, eligible before conditional before undetermined before
    /// ineligible, and then by the candidates' order, so the preferred ones are listed first. Every member
    /// of an option brings a condition nearer by itself. The search is complete for 64 candidates of whom
    /// three are to be added; where it would take longer, [`Additions::smallest`] is `false`.
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
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let additions = report.additions(&candidates);
    /// // Only the one in Italy brings a third Member State.
    /// assert_eq!(additions.options.len(), 1);
    /// assert_eq!(additions.options[0].members, [(1, Role::Beneficiary)]);
    /// assert_eq!(additions.options[0].verdict, Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn additions(&self, candidates: &[Applicant]) -> Additions {
        let Some(ground) = Ground::of(self) else {
            return Additions {
                options: Vec::new(),
                smallest: true,
                beyond: Vec::new(),
                undecided: Vec::new(),
            };
        };
        let before = ground.standing(&[]);
        let mut search = Search::new(&ground, &before, candidates);
        let (mut options, smallest) = search.run();
        options.sort_by_cached_key(|(members, standing)| (standing.verdict_rank(self), members.clone()));
        options.truncate(LISTED);
        let rest = options.first().map_or(&before, |(_, standing)| standing);
        let beyond = self.named(&rest.unmet.keys().copied().collect());
        let taken: BTreeSet<usize> = options.iter().flat_map(|(m, _)| m.iter().map(|(at, _)| *at)).collect();
        let undecided = (0..candidates.len())
            .filter(|at| {
                !taken.contains(at) && candidates.get(*at).is_some_and(|c| ground.is_undecided(&before, c))
            })
            .collect();
        let options = options
            .into_iter()
            .map(|(members, standing)| Addition { verdict: standing.verdict(self), members })
            .collect();
        Additions { options, smallest, beyond, undecided }
    }

    /// The members whose leaving turns a condition with consequence [`crate::Consequence::Reject`] from met, or
    /// conditional, to not met or unknown.
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
    /// assert_eq!(critical.iter().map(|c| c.participant).collect::<Vec<_>>(), [0, 3]);
    /// assert_eq!(critical[1].breaks[0].0.as_str(), "consortium/minimum-countries");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn critical_members(&self) -> Vec<CriticalMember> {
        let Some(ground) = Ground::of(self) else { return Vec::new() };
        (0..self.participants().len())
            .filter_map(|participant| {
                let without = ground.outcomes_without(participant);
                let breaks: Vec<_> = self
                    .live()
                    .filter(|a| matches!(a.outcome(), Outcome::Met | Outcome::Conditional))
                    .filter_map(|a| {
                        let then = *without.get(&a.condition())?;
                        matches!(then, Outcome::NotMet | Outcome::Unknown)
                            .then(|| (a.rule(), a.subject(), then))
                    })
                    .collect();
                (!breaks.is_empty()).then_some(CriticalMember { participant, breaks })
            })
            .collect()
    }

    fn named(&self, conditions: &BTreeSet<Condition>) -> Vec<(RuleId, Subject)> {
        self.live().filter(|a| conditions.contains(&a.condition())).map(|a| (a.rule(), a.subject())).collect()
    }
}

/// Candidates with the roles to take, and what the consortium then comes to.
type Chosen = (Vec<(usize, Role)>, Standing);

/// An organisation in a role, as it would join.
fn joining(applicant: &Applicant, role: Role) -> Participant {
    Participant::new(applicant.clone()).role(role)
}
