//! What a report points out beside its conditions: slips in what is stated, what nobody declared, and what would
//! stand without whoever is ineligible.

use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;

use super::checked::Report;
use crate::check::budget::Ledger;
use crate::check::def::Over;
use crate::check::fact::FactKind;
use crate::check::fate::Fate;
use crate::check::subject::Subject;
use crate::check::verdict::Fold;
use crate::check::{Facts, Scope, Sieve};
use crate::country::Country;
use crate::id::Pic;
use crate::input::{did_you_mean, likened, named_enum, near, quoted, same};
use crate::organisation::{Declaration, LegalForm, OrganisationType, Role, Status, Statuses};
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::Participant;
use crate::rule::{RuleId, walk};

named_enum! {
    /// What a notice is about.
    pub enum NoticeKind("notice") {
        /// Two codes stand under one name and country.
        TwoCodes = "two-codes",
        /// One code stands under two names.
        TwoNames = "two-names",
        /// The grant is signed before the proposal is submitted.
        SignedEarly = "signed-before-submission",
        /// The grant is signed until the day of the deadline, before which nothing is signed.
        SignedBeforeDeadline = "signed-before-deadline",
        /// Somebody who is no affiliated entity names a beneficiary that it is linked to.
        Linked = "linked-without-being-affiliated",
        /// A public body is typed as a non-governmental organisation.
        PublicNgo = "public-body-as-ngo",
        /// Legal form and statuses of a participant contradict each other, so nothing is concluded from them.
        Contradiction = "contradiction",
        /// The topic that the proposal states is not that of the call it is checked under.
        OtherTopic = "other-topic",
        /// The version of the call that is checked against was published after the instant that is looked at.
        BeforePublication = "before-publication",
        /// The proposal is said to be of a second stage, and the call states no deadline of one.
        OtherStage = "other-stage",
        /// Somebody says whether it is of a kind of members, or a letter of support is named, that the call does not name; or what
        /// is named differs a little from an annex, an objective or an activity that the call names.
        UnknownName = "name-of-none",
        /// A private body in a country whose public interest trusts a measure bars says nothing of being one.
        MayBeTrust = "may-be-a-trust",
    }
}

/// A slip in what is stated, or something to say more of. It is no condition and changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Notice {
    /// What it is about.
    #[serde(rename = "notice")]
    pub kind: NoticeKind,
    /// The participants or facts concerned.
    pub subjects: Vec<Subject>,
    /// The notice in words.
    pub text: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// What would stand without the participants whose own faults reject the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rest {
    /// Those participants, by their places.
    pub without: Vec<usize>,
    /// The verdict on the rest, which is not ineligible.
    pub verdict: Verdict,
    names: Vec<String>,
}

impl fmt::Display for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list: Vec<String> = self
            .without
            .iter()
            .zip(&self.names)
            .map(|(place, name)| format!("participant {} {name:?}", place.saturating_add(1)))
            .collect();
        write!(f, "Without {} ", list.join(" and "))?;
        f.write_str(match self.verdict {
            Verdict::Undetermined => "nothing stated fails, though not all is known yet",
            Verdict::Conditional => "nothing stated stands in the way but what the conditions still await",
            _ => "nothing stated stands in the way",
        })?;
        let whom = if self.without.len() == 1 { "it" } else { "them" };
        write!(f, "; what the authority does with {whom} is not stated.")
    }
}

/// Says that something is named which is none of those that the call names; `None` where it is one.
fn of_none<'c>(what: &str, named: &str, of_call: impl Iterator<Item = &'c str>) -> Option<String> {
    let of_call: Vec<&str> = of_call.collect();
    if of_call.iter().any(|known| same(known, named)) {
        return None;
    }
    let of_call = match (of_call.as_slice(), near(named, &of_call)) {
        ([], _) => "none.".to_owned(),
        (all, near) if near.is_empty() => format!("{}.", all.join(", ")),
        (_, near) => format!("none such{}", did_you_mean(&near)),
    };
    Some(format!("names the {what} {}; the call names {of_call}", quoted(named)))
}

/// No more names of a list are held against those of the call.
const HELD: usize = 50;

/// Of a list that is compared with the call's by name, what is none of the call's and may be meant for one that the list does
/// not have: what is named, and what may be meant.
fn near_misses<'c>(named: Option<&Vec<String>>, of_call: &[&'c String]) -> Vec<(String, Vec<&'c str>)> {
    let named = named.map(Vec::as_slice).unwrap_or_default();
    let named = named.get(..HELD).unwrap_or(named);
    let lacking = of_call.iter().filter(|known| !named.iter().any(|name| same(known, name)));
    let lacking: Vec<&str> = lacking.map(|known| known.as_str()).collect();
    let others = named.iter().filter(|name| !of_call.iter().any(|known| same(known, name)));
    let misses = others.map(|name| (quoted(name), likened(name, &lacking)));
    misses.filter(|(_, meant)| !meant.is_empty()).collect()
}

impl Report<'_> {
    /// Slips in what is stated, and what should be said more of. They are no conditions and change no verdict.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::NoticeKind};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let text = r#"{"participants": [{"name": "City", "country": "BE", "pic": "999000001"},
    ///     {"name": "CITY", "country": "BE", "pic": "999000002"}]}"#;
    /// let proposal = Proposal::from_json(text)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.notices()[0].kind, NoticeKind::TwoCodes);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut all = self.identities();
        let submitted = self.proposal.submitted_at.map(|at| at.brussels_date());
        if let Some(signed) = self.signature {
            let deadline = self.call.decided_after(self.proposal.submitted_at).map(|d| d.local().date());
            let early = match (submitted.filter(|at| signed < *at), deadline.filter(|day| signed <= *day)) {
                (Some(at), _) => Some((
                    NoticeKind::SignedEarly,
                    format!("The grant is signed on {signed}, before the submission on {at}."),
                )),
                (None, Some(day)) => Some((NoticeKind::SignedBeforeDeadline, {
                    let taken = match self.call.first_signed_on(signed) {
                        first if first == signed => "the day is taken as stated".to_owned(),
                        first => format!("{first} is taken for the day of signature"),
                    };
                    format!(
                        "The grant is signed on {signed}, and the deadline is {day}: nothing is signed before it has \
                         passed; {taken}."
                    )
                })),
                (None, None) => None,
            };
            let subjects = || vec![Subject::Fact(FactKind::GrantSignature)];
            all.extend(early.map(|(kind, text)| Notice { kind, subjects: subjects(), text }));
        }
        let call = self.call.topic();
        if let Some(topic) = self.proposal.topic.as_ref().filter(|topic| *topic != call) {
            let text = format!("The proposal states the topic {topic}, and is checked under {call}.");
            all.push(Notice { kind: NoticeKind::OtherTopic, subjects: Vec::new(), text });
        }
        let today = self.as_of.brussels_date();
        if let Some(day) = self.call.published().filter(|day| *day > today) {
            let version = self.call.version();
            let text =
                format!("The call was not published yet on {today}: its version {version} is of {day}.");
            all.push(Notice { kind: NoticeKind::BeforePublication, subjects: Vec::new(), text });
        }
        if self.proposal.application.submission_stage == Some(2) && self.call.second_stage().is_none() {
            let text = "The proposal is said to be of the second stage, and the call states no deadline of one: it is \
                        looked at by the deadline that the call states."
                .to_owned();
            let subjects = vec![Subject::Fact(FactKind::SubmissionStage)];
            all.push(Notice { kind: NoticeKind::OtherStage, subjects, text });
        }
        let letters = self.proposal.application.letters_of_support.iter().flatten();
        let named = || self.call.kinds_of_members().filter_map(|kind| kind.or_letter.as_deref());
        for text in letters.filter_map(|letter| of_none("letter of support", letter, named())) {
            let subjects = vec![Subject::Fact(FactKind::LettersOfSupport)];
            all.push(Notice {
                kind: NoticeKind::UnknownName,
                subjects,
                text: format!("The proposal {text}"),
            });
        }
        all.extend(self.near_misses());
        for (place, entry) in self.participants.iter().enumerate() {
            let named = || self.call.kinds_of_members().filter_map(|kind| kind.kind.as_deref());
            for text in
                entry.applicant.member_kinds.keys().filter_map(|of| of_none("kind of member", of, named()))
            {
                let text = format!("{} {text}", entry.applicant.name.printable());
                all.push(Notice {
                    kind: NoticeKind::UnknownName,
                    subjects: vec![Subject::Participant(place)],
                    text,
                });
            }
            if let Some(stated) = entry.applicant.contradiction() {
                let name = entry.applicant.name.printable();
                let text = format!(
                    "{name}: what is stated contradicts itself, so nothing is concluded from it: {stated}."
                );
                let subjects = vec![Subject::Participant(place)];
                all.push(Notice { kind: NoticeKind::Contradiction, subjects, text });
            }
            all.extend(self.of_entry(entry).map(|(kind, text)| {
                let text = format!("{}: {text}", entry.applicant.name.printable());
                Notice { kind, subjects: vec![Subject::Participant(place)], text }
            }));
        }
        all
    }

    /// Annexes, objectives and activities that are called a little otherwise than the call has them, and are compared by name.
    fn near_misses(&self) -> Vec<Notice> {
        let stated = &self.proposal.application;
        let told =
            |fact, named: &Option<Vec<String>>, of_call: Option<Vec<&String>>, what: &str, taken: &str| {
                let misses = near_misses(named.as_ref(), &of_call.unwrap_or_default());
                let notice = |(name, meant): (String, Vec<&str>)| Notice {
                    kind: NoticeKind::UnknownName,
                    subjects: vec![Subject::Fact(fact)],
                    text: format!("The proposal names the {what} {name}; {taken}{}", did_you_mean(&meant)),
                };
                misses.into_iter().map(notice).collect::<Vec<_>>()
            };
        let annexes = self.call.annexes().map(|annexes| annexes.value.named().collect());
        let objectives =
            self.call.objectives_asked().map(|asked| asked.unassumed().value.of.iter().collect());
        let excluded = self.call.excluded_activities().map(|excluded| excluded.value.iter().collect());
        let of_none = "the call names none such";
        let passed = "it is taken for none of those that the call does not finance";
        [
            told(FactKind::Annexes, &stated.annexes, annexes, "annex", of_none),
            told(FactKind::Objectives, &stated.objectives, objectives, "objective", of_none),
            told(FactKind::Activities, &stated.activities, excluded, "activity", passed),
        ]
        .concat()
    }

    /// Codes and names that do not go together.
    fn identities(&self) -> Vec<Notice> {
        let (mut by_name, mut by_code) =
            (HashMap::<(&str, Country), Vec<usize>>::new(), HashMap::<&Pic, Vec<usize>>::new());
        for (place, entry) in self.participants.iter().enumerate() {
            let who = &entry.applicant;
            let Some(code) = who.code() else { continue };
            by_code.entry(code).or_default().push(place);
            if let Some(country) = who.country {
                by_name.entry((who.name.key(), country.state())).or_default().push(place);
            }
        }
        let entry = |place: &usize| self.participants.get(*place);
        let differ = |places: &[usize], same: &dyn Fn(&Participant, &Participant) -> bool| {
            let first = places.first().and_then(entry);
            places.iter().filter_map(entry).any(|other| first.is_some_and(|first| !same(first, other)))
        };
        let mut all = Vec::new();
        let mut notice = |kind, places: &[usize], text: String| {
            let subjects = places.iter().map(|place| Subject::Participant(*place)).collect();
            all.push((places.first().copied(), Notice { kind, subjects, text }));
        };
        for places in by_name.values() {
            if differ(places, &|a, b| a.applicant.code() == b.applicant.code()) {
                let codes: Vec<String> = places
                    .iter()
                    .filter_map(entry)
                    .filter_map(|e| e.applicant.code())
                    .map(ToString::to_string)
                    .collect();
                let name =
                    places.first().and_then(entry).map(|e| e.applicant.name.printable()).unwrap_or_default();
                notice(
                    NoticeKind::TwoCodes,
                    places,
                    format!(
                        "{name} stands in one country under the codes {}: taken for different organisations.",
                        codes.join(", ")
                    ),
                );
            }
        }
        for (code, places) in &by_code {
            if differ(places, &|a, b| a.applicant.name.same_as(&b.applicant.name)) {
                let names: Vec<String> =
                    places.iter().filter_map(entry).map(|e| e.applicant.name.printable()).collect();
                notice(
                    NoticeKind::TwoNames,
                    places,
                    format!(
                        "The code {code} stands under the names {}: taken for one organisation.",
                        names.join(", ")
                    ),
                );
            }
        }
        all.sort_by_key(|(place, notice)| (*place, notice.kind));
        all.into_iter().map(|(_, notice)| notice).collect()
    }

    fn of_entry(&self, entry: &Participant) -> impl Iterator<Item = (NoticeKind, &'static str)> {
        let who = &entry.applicant;
        let linked =
            entry.affiliated_to.is_some() && entry.role.is_some_and(|role| role != Role::AffiliatedEntity);
        let ngo = who.organisation_type == Some(OrganisationType::NonGovernmental)
            && who.possible_forms().known() == Some(LegalForm::PublicBody);
        [
            linked.then_some((
                NoticeKind::Linked,
                "names a beneficiary that it is linked to, and is no affiliated entity.",
            )),
            ngo.then_some((
                NoticeKind::PublicNgo,
                "a public body typed as a non-governmental organisation, which is independent from government: Regulation \
                 (EU, Euratom) 2024/2509, Art. 2(49), for commitments since 30 September 2024; what was the definition before was \
                 not read.",
            )),
            self.may_be_trust(entry).then_some((
                NoticeKind::MayBeTrust,
                "a private body in Hungary must say whether it is a public interest trust or maintained by one; no \
                 commitment is made with such since 16 December 2022.",
            )),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether it may be an entity that a measure bars, and says nothing.
    fn may_be_trust(&self, entry: &Participant) -> bool {
        let who = &entry.applicant;
        let today = self.as_of.brussels_date();
        let private = [LegalForm::NonProfitPrivate, LegalForm::ProfitMaking];
        self.call.bars_in_force().any(|bar| {
            bar.from <= today
                && bar.country.is_some()
                && bar.country == who.country
                && who.declarations.is_empty()
                && entry.role.is_none_or(|role| bar.roles.contains(&role))
                && private.into_iter().any(|form| who.possible_forms().may_be(form))
        })
    }

    /// What no program can judge for any call, without what was declared and therefore judged.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let proposal = Proposal::from_json(&text)?;
    /// # let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.not_covered().count() > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_covered(&self) -> impl Iterator<Item = &'static str> {
        let judged = self.assessments.iter().any(|raw| raw.rule == RuleId::RestrictiveMeasures);
        let listed = self.call.not_covered().iter().copied();
        listed.filter(move |what| !judged || *what != "restrictive measures")
    }

    /// What nobody declared, so that it was not looked at: it is presumed, and the law behind it is not.
    ///
    /// ```
    /// use amif::{Proposal, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": []}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert!(report.not_declared().contains(&"that the action has not begun"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_declared(&self) -> Vec<&'static str> {
        let all = &self.participants;
        // So many say something of one of these statuses.
        let state = |asked: &[Status]| {
            let says =
                |e: &&Participant| asked.iter().any(|status| e.applicant.statuses.get(*status).is_some());
            all.iter().filter(says).count()
        };
        let persons = state(&[Status::LegalPersonality]);
        // Who is a body of the Union is one; who is none may have been created under Union law, unless that is denied.
        let bodies = state(&[Status::EuBody, Status::CreatedUnderUnionLaw]);
        let is_told = |statuses: Statuses| {
            statuses.get(Status::CreatedUnderUnionLaw).is_some() || statuses.get(Status::EuBody) == Some(true)
        };
        let created = all.iter().filter(|entry| is_told(entry.applicant.statuses)).count();
        let apart = bodies != created;
        let begun = self.scope == Scope::Proposal
            && !self.assessments.iter().any(|raw| raw.rule == RuleId::StartDate);
        // What one says or declares says nothing of the others.
        let declare = |what: Declaration| {
            all.iter().filter(|entry| entry.applicant.declarations.contains(what)).count()
        };
        let (trusts, measures) =
            (declare(Declaration::PublicInterestTrust), declare(Declaration::RestrictiveMeasures));
        let others = |declared: usize| declared > 0 && declared < all.len();
        let presumed = [
            (persons == 0, "that every participant has legal personality"),
            (others(persons), "that every other participant has legal personality"),
            (trusts == 0, "that none is a Hungarian public interest trust or maintained by one"),
            (others(trusts), "that no other is a Hungarian public interest trust or maintained by one"),
            (measures == 0, "that none is under restrictive measures of the Union"),
            (others(measures), "that no other is under restrictive measures of the Union"),
            (bodies == 0, "that none is a body of the Union or created under Union law"),
            (others(bodies) && !apart, "that no other is a body of the Union or created under Union law"),
            (others(bodies) && apart, "that no other is a body of the Union"),
            (apart && created == 0, "that none was created under Union law"),
            (apart && others(created), "that no other was created under Union law"),
            (begun, "that the action has not begun"),
        ];
        presumed.into_iter().filter(|(presumed, _)| *presumed).map(|(_, what)| what).collect()
    }

    /// Where the proposal is ineligible for participants whose own faults reject it, and would not be without them:
    /// who they are, and the verdict on the rest. `None` where more stands in the way, or where the coordinator is
    /// one of them.
    ///
    /// ```
    /// use amif::{Proposal, Verdict, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let partner = |name: &str, pic: u32, role: &str, country: &str| {
    ///     format!(r#"{{"name": "{name}", "pic": "{pic}", "role": "{role}", "country": "{country}", "legal_form": "public_body"}}"#)
    /// };
    /// let all = [
    ///     partner("A", 999000001, "coordinator", "BE"),
    ///     partner("B", 999000002, "beneficiary", "AT"),
    ///     partner("C", 999000003, "beneficiary", "IT"),
    ///     partner("D", 999000004, "beneficiary", "GB"),
    /// ];
    /// let text = format!(
    ///     r#"{{"submitted_at": "2024-08-20T12:00:00+02:00", "duration_months": 24, "requested_grant": "750000",
    ///          "participants": [{}]}}"#,
    ///     all.join(",")
    /// );
    /// let proposal = Proposal::from_json(&text)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// assert_eq!(report.verdict(), Verdict::Ineligible);
    /// let rest = report.rest().ok_or("more stands in the way")?;
    /// assert_eq!((rest.without.as_slice(), rest.verdict), ([3].as_slice(), Verdict::Eligible));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rest(&self) -> Option<Rest> {
        if self.verdict != Verdict::Ineligible || self.scope == Scope::Applicant {
            return None;
        }
        let mut without: Vec<usize> = self
            .assessments
            .iter()
            .filter(|raw| raw.outcome == Outcome::NotMet && raw.consequence == Consequence::Reject)
            .filter(|raw| raw.rule.is_on_participants())
            .map(|raw| raw.participant as usize)
            .collect();
        without.sort_unstable();
        without.dedup();
        let all = &self.participants;
        let coordinates =
            |place: &usize| all.get(*place).is_none_or(|e| e.role.is_none_or(|r| r == Role::Coordinator));
        if without.is_empty() || without.iter().any(coordinates) {
            return None;
        }
        let mut place = 0..;
        let mut left = all.to_vec();
        left.retain(|_| place.next().is_none_or(|at| without.binary_search(&at).is_err()));
        let facts = Facts { participants: &left, ledger: None, ..self.facts() };
        // Rows of a budget go by places: everybody keeps theirs, and the rows of those who go do not count.
        let fate = |place: &usize| match without.binary_search(place) {
            Ok(_) => Fate::Removed,
            Err(_) => Fate::Stays,
        };
        let fates: Vec<Fate> = (0..all.len()).map(|place| fate(&place)).collect();
        let setting = self.setting();
        let ledger =
            facts.budget().map(|budget| Ledger::of(budget, all, &fates, facts.complete, setting.terms));
        let kept = Facts { ledger: ledger.as_ref(), ..self.facts() };
        let on_budget =
            |rule: RuleId| rule.def().is_none_or(|d| matches!(d.over(), Over::Budget(_) | Over::Rows));
        let mut fold = Fold::new(&self.call, self.scope);
        for (facts, of_budget) in [(&facts, false), (&kept, true)] {
            let _all = walk(facts, &setting, Sieve::REJECTING.but_passing(), &mut |raw| {
                if on_budget(raw.rule) == of_budget {
                    fold.add(raw.consequence, raw.outcome);
                }
                ControlFlow::Continue(())
            });
        }
        let names =
            without.iter().filter_map(|at| all.get(*at)).map(|e| e.applicant.name.printable()).collect();
        Some(Rest { verdict: fold.verdict(), names, without })
            .filter(|rest| rest.verdict != Verdict::Ineligible)
    }
}
