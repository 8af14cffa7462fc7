//! Edits, remedies, and what comes of them.

use crate::country::Country;
use crate::money::Eur;
use crate::next::invented::{Fresh, Profile};
use crate::organisation::{LegalForm, Name, Role};
use crate::outcome::Verdict;
use crate::proposal::{Applicant, Participant, Proposal};
use crate::rule::RuleId;
use crate::time::Instant;

/// One change that applicants can decide on. Prints as a sentence.
///
/// Participants go by their place in the proposal as stated, from 0, so edits can be made in any order. It can be stored
/// and read back; `amif-remedy/1` tells more of it, and for people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edit {
    /// Submit in time.
    Submit {
        /// The submission as stated.
        stated: Option<Instant>,
        /// The first instant that will do: the one looked at, or the opening of the call.
        from: Instant,
        /// The last one: the deadline.
        by: Instant,
    },
    /// Request another grant.
    Grant {
        /// The grant as stated.
        stated: Option<Eur>,
        /// The smallest amount that will do.
        min: Eur,
        /// The largest; [`Eur::MAX`] where nothing limits it.
        max: Eur,
        /// The one nearest to what is stated.
        nearest: Eur,
    },
    /// Plan another duration.
    Duration {
        /// The months as stated.
        stated: Option<i64>,
        /// The fewest months that will do.
        min: i64,
        /// The most; 1 200 where nothing limits them.
        max: i64,
        /// The number nearest to what is stated.
        nearest: i64,
    },
    /// Give a participant another role, or state the role where it is unknown.
    ChangeRole {
        /// The place of the participant.
        participant: usize,
        /// Its name.
        name: Name,
        /// The role as stated.
        from: Option<Role>,
        /// The role to give.
        to: Role,
    },
    /// Do without a participant.
    Remove {
        /// The place of the participant.
        participant: usize,
        /// Its name.
        name: Name,
        /// The role as stated.
        role: Option<Role>,
    },
    /// Find somebody more.
    Add {
        /// The role.
        role: Role,
        /// The countries and legal forms of which any pair will do, the one first that is taken unasked.
        choices: Vec<(Country, LegalForm)>,
        /// What else the call asks of it.
        profile: Profile,
    },
}

/// A smallest set of edits that removes the obstacles. It can be stored and read back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "super::kept::Kept", into = "super::kept::Kept")]
pub struct Remedy {
    pub(super) edits: Vec<Edit>,
    pub(super) apart: bool,
    pub(super) cost: u32,
    pub(super) verdict: Verdict,
    /// The conditions that are corrected or clarified and that the edits break.
    pub(super) to_correct: Vec<RuleId>,
    /// Those that are so before and after the edits.
    pub(super) still_to_correct: Vec<RuleId>,
}

/// Country and legal form of somebody who is added.
pub(super) type Choice = (Country, LegalForm);

/// The values chosen where a remedy leaves a choice.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Choices {
    /// When the proposal is submitted, where that is edited.
    pub submitted_at: Option<Instant>,
    /// What is requested, where that is edited.
    pub requested_grant: Option<Eur>,
    /// The months, where they are edited.
    pub duration_months: Option<i64>,
    /// Country and legal form of those who are added, in the order of the edits.
    pub newcomers: Vec<(Country, LegalForm)>,
}

impl Remedy {
    /// Whether it allows the same as another, whatever is taken unasked and whoever is added first.
    pub(super) fn is_alike(&self, other: &Remedy) -> bool {
        let sorted = |remedy: &Remedy| {
            let mut edits = remedy.edits.clone();
            for edit in &mut edits {
                if let Edit::Add { choices, .. } = edit {
                    choices.sort_unstable();
                }
            }
            edits.sort_by_cached_key(ToString::to_string);
            edits
        };
        self.apart == other.apart && sorted(self) == sorted(other)
    }

    /// Whether another says the same, reaches less, and only allows more of those who are added.
    pub(super) fn is_part_of(&self, other: &Remedy) -> bool {
        let within = |one: &Edit, other: &Edit| match (one, other) {
            (Edit::Add { role, choices, .. }, Edit::Add { role: other_role, choices: all, .. }) => {
                role == other_role && choices.iter().all(|choice| all.contains(choice))
            }
            _ => one == other,
        };
        (self.verdict as u8) < other.verdict as u8
            && self.apart == other.apart
            && self.edits.len() == other.edits.len()
            && self.edits.iter().zip(&other.edits).all(|(one, other)| within(one, other))
    }

    /// The edits, those on the project first.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert_eq!(remedies.all()[0].edits().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The verdict after the edits, with the choices made unasked.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert_eq!(remedies.all()[0].verdict_after(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict_after(&self) -> Verdict {
        self.verdict
    }

    /// The conditions that are not met after the edits, with the choices made unasked, and were not so before: they change no
    /// verdict, and are to be corrected or clarified.
    ///
    /// ```
    /// # use amif::{Proposal, RuleId, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.requested_grant = "400000".parse().ok();
    /// proposal.total_eligible_costs = "500000".parse().ok();
    /// let remedies = proposal.remedies(call, as_of);
    /// // The call gives EUR 500 000 at least, and no more than 90 % of the costs.
    /// assert_eq!(remedies.all()[0].then_to_correct(), [RuleId::FundingRate]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn then_to_correct(&self) -> &[RuleId] {
        &self.to_correct
    }

    /// The conditions that are to be corrected or clarified before the edits, and after them as well, with the choices made
    /// unasked.
    ///
    /// ```
    /// # use amif::{Proposal, RuleId, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(23);
    /// proposal.requested_grant = "800000".parse().ok();
    /// proposal.total_eligible_costs = "850000".parse().ok();
    /// let remedies = proposal.remedies(call, as_of);
    /// // Planning 24 months leaves a grant of more than 90 % of the costs.
    /// assert_eq!(remedies.all()[0].still_to_correct(), [RuleId::FundingRate]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn still_to_correct(&self) -> &[RuleId] {
        &self.still_to_correct
    }

    /// Whether those who are added have to come from different Member States.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert!(!remedies.all()[0].newcomers_apart(), "nobody is added");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn newcomers_apart(&self) -> bool {
        self.apart
    }

    /// The choices made unasked: the values nearest to what is stated, the deadline, and the first country
    /// and legal form for everybody who is added.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// // The nearest number of months that will do.
    /// assert_eq!(remedies.all()[0].choices().duration_months, Some(24));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn choices(&self) -> Choices {
        let mut choices = Choices::default();
        for edit in &self.edits {
            match edit {
                Edit::Submit { by, .. } => choices.submitted_at = Some(*by),
                Edit::Grant { nearest, .. } => choices.requested_grant = Some(*nearest),
                Edit::Duration { nearest, .. } => choices.duration_months = Some(*nearest),
                Edit::Add { choices: any, .. } => choices.newcomers.extend(any.first()),
                Edit::ChangeRole { .. } | Edit::Remove { .. } => {}
            }
        }
        choices
    }

    /// Whether a remedy allows these choices: all that it needs, and nothing else.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// let mut choices = remedies.all()[0].choices();
    /// assert!(remedies.all()[0].allows(&choices));
    /// choices.duration_months = Some(36);
    /// assert!(!remedies.all()[0].allows(&choices));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allows(&self, choices: &Choices) -> bool {
        let (mut at, mut amount, mut months) = (None, None, None);
        let mut newcomers = choices.newcomers.iter();
        for edit in &self.edits {
            let fits = match edit {
                Edit::Submit { from, by, .. } => {
                    at = choices.submitted_at;
                    at.is_some_and(|at| *from <= at && at <= *by)
                }
                Edit::Grant { min, max, .. } => {
                    amount = choices.requested_grant;
                    amount.is_some_and(|amount| *min <= amount && amount <= *max)
                }
                Edit::Duration { min, max, .. } => {
                    months = choices.duration_months;
                    months.is_some_and(|months| *min <= months && months <= *max)
                }
                Edit::Add { choices: any, .. } => newcomers.next().is_some_and(|choice| any.contains(choice)),
                Edit::ChangeRole { .. } | Edit::Remove { .. } => true,
            };
            if !fits {
                return false;
            }
        }
        let apart = |a: &Choice, others: &[Choice]| others.iter().all(|b| a.0.state() != b.0.state());
        let all_apart = choices
            .newcomers
            .iter()
            .enumerate()
            .all(|(i, a)| apart(a, choices.newcomers.get(i.saturating_add(1)..).unwrap_or_default()));
        newcomers.next().is_none()
            && (all_apart || !self.apart)
            && (at, amount, months)
                == (choices.submitted_at, choices.requested_grant, choices.duration_months)
    }

    /// The proposal with all edits, with the choices made unasked.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// let mended = remedies.all()[0].apply(&proposal);
    /// assert_eq!(mended.verdict(call, as_of), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn apply(&self, proposal: &Proposal) -> Proposal {
        self.made(proposal, &self.choices(), &|_| true)
    }

    /// The proposal with all edits and these choices; `None` where the remedy does not allow them.
    ///
    /// Those who are added come last, under a placeholder's name and with codes that nobody states.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// let remedy = &remedies.all()[0];
    /// assert_eq!(remedy.apply_with(&proposal, &remedy.choices()), Some(remedy.apply(&proposal)));
    /// // Choices that the remedy does not ask for.
    /// assert_eq!(remedy.apply_with(&proposal, &Default::default()), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn apply_with(&self, proposal: &Proposal, choices: &Choices) -> Option<Proposal> {
        self.allows(choices).then(|| self.made(proposal, choices, &|_| true))
    }

    /// The proposal with those of the edits that are wanted, by their places, with the choices made unasked:
    /// to see that all of them are needed.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert_eq!(remedies.all()[0].apply_some(&proposal, |_| false), proposal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn apply_some(&self, proposal: &Proposal, wanted: impl Fn(usize) -> bool) -> Proposal {
        self.made(proposal, &self.choices(), &wanted)
    }

    fn made(&self, proposal: &Proposal, choices: &Choices, wanted: &dyn Fn(usize) -> bool) -> Proposal {
        let mut edited = proposal.clone();
        let mut newcomers = choices.newcomers.iter();
        let mut removed: Vec<usize> = Vec::new();
        let mut added: Vec<Participant> = Vec::new();
        let mut fresh = Fresh::beside(&proposal.consortium.participants);
        let participants = &mut edited.consortium.participants;
        for (at, edit) in self.edits.iter().enumerate() {
            // A choice belongs to its edit, made or not.
            let newcomer = matches!(edit, Edit::Add { .. }).then(|| newcomers.next()).flatten();
            if !wanted(at) {
                continue;
            }
            match edit {
                Edit::Submit { .. } => edited.submitted_at = choices.submitted_at,
                Edit::Grant { .. } => edited.requested_grant = choices.requested_grant,
                Edit::Duration { .. } => edited.duration_months = choices.duration_months,
                Edit::ChangeRole { participant, to, .. } => {
                    if let Some(entry) = participants.get_mut(*participant) {
                        entry.role = Some(*to);
                    }
                }
                Edit::Remove { participant, .. } => removed.push(*participant),
                Edit::Add { role, profile, .. } => {
                    let mut applicant = Applicant::new(fresh.name.clone());
                    applicant.pic = fresh.codes.get(added.len()).cloned();
                    if let Some((country, form)) = newcomer {
                        applicant = applicant.country(*country).legal_form(*form);
                        profile.suit(&mut applicant, *form);
                    }
                    added.push(Participant::new(applicant).role(*role));
                }
            }
        }
        if !removed.is_empty() {
            edited.without(&removed, added.len());
        }
        edited.consortium.participants.append(&mut added);
        edited
    }
}
