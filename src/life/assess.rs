//! What the rules of a phase make of a change.

use chrono::NaiveDate;

use super::recheck::{Recheck, due, worst};
use super::{Change, ChangeKind, Phase};
use crate::check::project::submitted_by;
use crate::check::{Awaited, Fact, FactKind, Subject};
use crate::law::{Basis, Citation, in_force};
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Stage};
use crate::proposal::Proposal;
use crate::report::Report;
use crate::rule::RuleId;

/// What the sources at hand do not say.
const OPEN_SILENT: &str = "not-stated-in-sources";
/// The question of law on a stamp within the deadline's own second.
const OPEN_SECOND: &str = "law-deadline-second";
/// Whether an amendment calls the award into question.
const OPEN_AWARD: &str = "award-called-into-question";

/// One rule on the life of a project, looked at for one change: the twin of
/// [`Assessment`](crate::Assessment), which belongs to a report on a call. Names and JSON keys are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeAssessment {
    pub(super) rule: RuleId,
    outcome: Outcome,
    missing: Vec<Fact>,
    open: Vec<String>,
    awaits: Vec<Awaited>,
    because: Option<&'static str>,
    message: String,
    source: Vec<Citation>,
}

impl LifeAssessment {
    fn new(rule: RuleId, outcome: Outcome, message: String, source: &[Citation]) -> Self {
        LifeAssessment {
            rule,
            outcome,
            missing: Vec::new(),
            open: Vec::new(),
            awaits: Vec::new(),
            because: None,
            message,
            source: source.to_vec(),
        }
    }

    /// The rule.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(first.rule().as_str().starts_with("life/"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// When the condition is looked at.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert_eq!(first.stage(), first.rule().rule().stage);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.rule.rule().stage
    }

    /// What follows when it is not met: the proposal, or the amendment asked for, is rejected.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert_eq!(first.consequence(), first.rule().rule().consequence);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn consequence(&self) -> Consequence {
        self.rule.rule().consequence
    }

    /// What it was looked at for: the change.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(!first.subject().to_string().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Fact(FactKind::Change)
    }

    /// What was found.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.assessments().iter().any(|a| a.outcome() == Outcome::NotMet));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The unknown facts on which the outcome depends, sorted as text. Facts of participants are those of the
    /// changed proposal, but for one who leaves. Empty unless the outcome is unknown.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.assessments().iter().all(|a| a.missing().is_empty()), "everything is stated here");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn missing(&self) -> &[Fact] {
        &self.missing
    }

    /// The open questions on which the outcome depends: those of the call, `award-called-into-question` and
    /// `not-stated-in-sources`. Empty unless the outcome is unknown.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// // Only an unknown outcome depends on open questions.
    /// assert!(changed.assessments().iter().all(|a| a.open().is_empty() || a.outcome() == Outcome::Unknown));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn open(&self) -> &[String] {
        &self.open
    }

    /// The later events on which a conditional outcome hangs. Empty unless the outcome is conditional.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.assessments().iter().all(|a| a.awaits().is_empty() || a.outcome() == Outcome::Conditional));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn awaits(&self) -> &[Awaited] {
        &self.awaits
    }

    /// Why the rule does not concern the change. `None` unless the outcome is not applicable.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.assessments().iter().all(|a| a.because().is_some() == (a.outcome() == Outcome::NotApplicable)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn because(&self) -> Option<&'static str> {
        self.because
    }

    /// What was found, in a sentence or two.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(!first.message().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the rule is stated; at least one place.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = &changed.assessments()[0];
    /// assert!(changed.assessments().iter().all(|a| !a.source().is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &[Citation] {
        &self.source
    }

    /// Keeps what an outcome hangs on to outcomes that hang on something, and says of any other on how weak
    /// a ground it stands.
    fn settled(mut self) -> Self {
        if self.outcome != Outcome::Unknown {
            self.missing.clear();
            self.open.clear();
        }
        if self.outcome != Outcome::Conditional {
            self.awaits.clear();
        }
        self.missing.sort_by_cached_key(Fact::to_string);
        self.missing.dedup();
        self.open.sort();
        self.open.dedup();
        if self.outcome == Outcome::NotMet
            && let Some(first) = self.source.first()
        {
            self.message.push_str(match first.basis() {
                Basis::Summary => " Known from a summary only; the call document decides.",
                Basis::Inferred => " Inferred from its sources.",
                Basis::Unverified => " Not verified.",
                Basis::Act | Basis::CallDocument | Basis::OfficialPage => "",
            });
        }
        self
    }
}

/// The rules that a phase looks at for a change, in the registry's order.
pub(super) fn assessments(
    proposal: &Proposal,
    before: &Report<'_>,
    after: &Report<'_>,
    change: &Change,
    phase: Phase,
    recheck: &Recheck,
) -> Vec<LifeAssessment> {
    let extension = matches!(change.kind, ChangeKind::Extension(_));
    let mut all = match (phase, &change.kind) {
        (Phase::Application, _) => vec![resubmission(after), conditions(recheck, phase)],
        (Phase::Preparation, ChangeKind::Signature(day)) => {
            vec![conditions(recheck, phase), signature(before, after, *day)]
        }
        (Phase::Preparation, _) => {
            vec![exceptional(proposal, change), conditions(recheck, phase)]
        }
        (Phase::Implementation, _) => vec![amendment(proposal, change, recheck)],
    };
    if extension {
        all.push(self::extension(proposal, after, change, phase));
    }
    all.sort_by_key(|a| a.rule);
    all
}

fn resubmission(after: &Report<'_>) -> LifeAssessment {
    let rule = RuleId::LifeResubmission;
    let source = rule.rule().citations;
    let Some(deadline) = after.call().deadline() else {
        let message = "The call's deadline is not stated.".to_owned();
        let open = vec![OPEN_SILENT.to_owned()];
        return LifeAssessment { open, ..LifeAssessment::new(rule, Outcome::Unknown, message, source) };
    };
    let (due, now) = (deadline.value, after.as_of());
    // The rule on the deadline itself tells what is made of the deadline's own second.
    let outcome = submitted_by(Some(now), due, after.call().terms().own_second).fold();
    let message = match outcome {
        Outcome::NotMet => {
            format!("The deadline was {due}; since then no correction and no new submission is possible.")
        }
        Outcome::Unknown => {
            format!("It is the second of the deadline {due}; whether that is before it no source says.")
        }
        Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => {
            format!(
                "Before {due} the changed proposal can be submitted anew and replaces the earlier version."
            )
        }
    };
    let mut assessment = LifeAssessment::new(rule, outcome, message, source);
    assessment.open.push(OPEN_SECOND.to_owned());
    assessment.source.extend(deadline.source.iter().cloned());
    assessment.settled()
}

fn exceptional(proposal: &Proposal, change: &Change) -> LifeAssessment {
    let rule = RuleId::LifeExceptional;
    let ask = "In grant preparation consortium and project are altered only under exceptional circumstances \
               and only if duly justified";
    let (outcome, message) = match change.justified {
        Some(true) => {
            (Outcome::Conditional, format!("{ask}; the granting authority must accept the reason."))
        }
        Some(false) => (Outcome::NotMet, format!("{ask}; no justification is given.")),
        None => (Outcome::Unknown, format!("{ask}; whether there is a justification is not stated.")),
    };
    LifeAssessment {
        missing: vec![Fact::of_proposal(FactKind::Justified)],
        awaits: vec![Awaited {
            event: "acceptance of the change by the granting authority, before grant signature".to_owned(),
            until: proposal.grant_signature,
            normal_limit: false,
        }],
        ..LifeAssessment::new(rule, outcome, message, rule.rule().citations)
    }
    .settled()
}

/// Whether a change needs an amendment of the grant agreement.
enum Needs {
    Amendment,
    /// The sources are silent.
    NotStated,
    /// It hangs on the role of the participant at that place.
    Role(usize),
}

impl Needs {
    fn of(proposal: &Proposal, kind: &ChangeKind) -> Self {
        let all = &proposal.consortium.participants;
        let (at, role) = match kind {
            ChangeKind::Leaves(at) => (*at, all.get(*at).and_then(|p| p.role)),
            ChangeKind::Joins(participant) => (all.len(), participant.role),
            // To say what nobody had said may be no change at all.
            ChangeKind::Role(at, _) if all.get(*at).is_some_and(|p| p.role.is_none()) => (*at, None),
            _ => return Needs::Amendment,
        };
        match role {
            Some(Role::Subcontractor) => Needs::NotStated,
            Some(_) => Needs::Amendment,
            None => Needs::Role(at),
        }
    }
}

fn amendment(proposal: &Proposal, change: &Change, recheck: &Recheck) -> LifeAssessment {
    let rule = RuleId::LifeAmendment;
    let needs = Needs::of(proposal, &change.kind);
    let worsened = recheck.worsened();
    let (mut missing, mut open) = (Vec::new(), Vec::new());
    if change.justified.is_none() && !matches!(needs, Needs::NotStated) {
        missing.push(Fact::of_proposal(FactKind::Justified));
    }
    if let Needs::Role(at) = needs {
        missing.push(Fact::of_participant(at, FactKind::Role));
    }
    if !matches!(needs, Needs::Amendment) {
        open.push(OPEN_SILENT.to_owned());
    }
    if !worsened.is_empty() && change.justified != Some(false) && !matches!(needs, Needs::NotStated) {
        open.push(OPEN_AWARD.to_owned());
    }
    let outcome = match (&needs, change.justified) {
        (Needs::Amendment, Some(false)) => Outcome::NotMet,
        (Needs::Amendment, Some(true)) if worsened.is_empty() => Outcome::Conditional,
        _ => Outcome::Unknown,
    };
    let mut message = match (&needs, outcome, change.justified) {
        (Needs::NotStated, ..) => {
            "Whether a subcontractor's coming or going needs an amendment is not stated in the sources."
                .to_owned()
        }
        (Needs::Role(_), ..) => {
            "Whether an amendment is needed hangs on the role of the participant, which is not stated."
                .to_owned()
        }
        (_, Outcome::NotMet, _) => {
            "A formal amendment states its reasons; no justification is given.".to_owned()
        }
        (.., None) => {
            "A formal amendment states its reasons; whether there is a justification is not stated."
                .to_owned()
        }
        _ => "A formal amendment is needed: the coordinator signs and submits it with its reasons, and the \
              granting authority, which normally answers within 45 days, must sign it."
            .to_owned(),
    };
    if let ChangeKind::Coordination(_) = &change.kind {
        message.push_str(
            " If the coordinator does not agree, another beneficiary submits it with proof of the \
             consortium's decision and of the coordinator's opinion, or that it was asked for.",
        );
    }
    if let ChangeKind::Joins(_) = &change.kind {
        message.push_str(
            " A new beneficiary or affiliated entity is registered and validated before the amendment is \
             requested, an associated partner registered.",
        );
    }
    if !worsened.is_empty() {
        let mut rules: Vec<&str> = worsened.iter().map(|c| c.rule.as_str()).collect();
        rules.dedup();
        message.push_str(&format!(
            " After the change these conditions of the call hold no longer, or not for certain: {}. Whether \
             that calls the award into question is for the granting authority to say.",
            rules.join(", ")
        ));
    }
    LifeAssessment {
        missing,
        open,
        awaits: vec![signed_amendment()],
        ..LifeAssessment::new(rule, outcome, message, agreement(rule, proposal))
    }
    .settled()
}

fn signed_amendment() -> Awaited {
    Awaited {
        event: "signature of the amendment by the granting authority".to_owned(),
        until: None,
        normal_limit: false,
    }
}

/// The places of a rule on grant agreements, in the Financial Regulation that applies at signature; both where
/// the day of signature is not known.
fn agreement(rule: RuleId, proposal: &Proposal) -> &'static [Citation] {
    in_force(rule.rule().citations, proposal.grant_signature)
}

fn extension(proposal: &Proposal, after: &Report<'_>, change: &Change, phase: Phase) -> LifeAssessment {
    let rule = RuleId::LifeExtension;
    let stated = after.call().extension().map(|e| e.value.by_amendment);
    let mut source = match (after.call().extension(), after.call().duration()) {
        (Some(extension), _) => extension.source.clone(),
        (None, duration) => duration.map(|d| d.source.clone()).unwrap_or_default(),
    };
    source.extend(agreement(rule, proposal).iter().cloned());
    if phase != Phase::Implementation {
        return LifeAssessment {
            because: Some("there is no grant agreement to amend yet; the call's duration applies"),
            ..LifeAssessment::new(
                rule,
                Outcome::NotApplicable,
                "There is no grant agreement to amend yet; the call's duration applies.".to_owned(),
                &source,
            )
        };
    }
    let (outcome, message) = match (stated, change.justified) {
        (None, _) => (Outcome::Unknown, "Whether the call allows an extension is not stated in its sources."),
        (Some(false), _) => (Outcome::NotMet, "The call allows no extension."),
        (Some(true), Some(true)) => (
            Outcome::Conditional,
            "The call allows an extension if duly justified and by amendment; the granting authority must \
             accept the reason.",
        ),
        (Some(true), Some(false)) => (
            Outcome::NotMet,
            "The call allows an extension only if duly justified; no justification is given.",
        ),
        (Some(true), None) => (
            Outcome::Unknown,
            "The call allows an extension only if duly justified; whether there is a justification is not \
             stated.",
        ),
    };
    let (mut missing, mut open) = (Vec::new(), Vec::new());
    match stated {
        Some(_) => missing.push(Fact::of_proposal(FactKind::Justified)),
        None => open.push(OPEN_SILENT.to_owned()),
    }
    LifeAssessment {
        missing,
        open,
        awaits: vec![signed_amendment()],
        ..LifeAssessment::new(rule, outcome, message.to_owned(), &source)
    }
    .settled()
}

fn conditions(recheck: &Recheck, phase: Phase) -> LifeAssessment {
    let rule = RuleId::LifeConditions;
    let outcome = recheck.outcome();
    let listed = |wanted: Outcome| {
        let hits = recheck.standing.iter().filter(|c| c.after == wanted);
        let names: Vec<String> = hits.map(|c| format!("{} ({})", c.rule, c.subject)).collect();
        names.join(", ")
    };
    let mut open = recheck.hanging.open();
    let message = match outcome {
        Outcome::NotMet => format!("Not met after the change: {}.", listed(Outcome::NotMet)),
        Outcome::Unknown => {
            let mut names = listed(Outcome::Unknown);
            if recheck.gap {
                open.push(OPEN_SILENT.to_owned());
                let gap = "core conditions that the call's sources do not state";
                names = if names.is_empty() { gap.to_owned() } else { format!("{names}, {gap}") };
            }
            format!("Cannot be told yet after the change: {names}.")
        }
        Outcome::Conditional => format!("Conditional after the change: {}.", listed(Outcome::Conditional)),
        _ => "The call's conditions hold after the change.".to_owned(),
    };
    // The registry cites one place for each phase that looks at the conditions; their own stand with them.
    let at = usize::from(phase != Phase::Application);
    let mut source: Vec<Citation> = rule.rule().citations.iter().skip(at).take(1).cloned().collect();
    for place in recheck.standing.iter().filter(|c| c.after == outcome).flat_map(|c| &c.source) {
        if !source.contains(place) {
            source.push(place.clone());
        }
    }
    LifeAssessment {
        missing: recheck.hanging.missing(),
        open,
        awaits: recheck.hanging.awaits(),
        ..LifeAssessment::new(rule, outcome, message, &source)
    }
    .settled()
}

fn signature(before: &Report<'_>, after: &Report<'_>, day: NaiveDate) -> LifeAssessment {
    let rule = RuleId::LifeSignature;
    let (outcomes, hanging, stated) = due(before, after);
    let mut source = rule.rule().citations.to_vec();
    source.extend(stated);
    if outcomes.is_empty() {
        return LifeAssessment {
            because: Some("no condition hangs on the day of signature"),
            ..LifeAssessment::new(
                rule,
                Outcome::NotApplicable,
                "No condition hangs on the day of signature.".to_owned(),
                &source,
            )
        };
    }
    let outcome = worst(outcomes.iter().copied());
    let message = match outcome {
        Outcome::NotMet => {
            format!("With signature on {day}, what eligibility hangs on has not happened in time.")
        }
        Outcome::Unknown => {
            format!("Whether what eligibility hangs on has happened by {day} cannot be told yet.")
        }
        Outcome::Conditional => format!("What eligibility hangs on has to happen before signature on {day}."),
        _ => format!("What eligibility hangs on has happened before signature on {day}."),
    };
    LifeAssessment {
        missing: hanging.missing(),
        open: hanging.open(),
        awaits: hanging.awaits(),
        ..LifeAssessment::new(rule, outcome, message, &source)
    }
    .settled()
}
