//! Remedies in words.

use std::fmt::{self, Write as _};

use super::{Choice, Edit, NoRemedy, Remedies, Remedy};
use crate::call::{Call, Standing};
use crate::check::FactKind;
use crate::check::phrases::months;
use crate::country::{Country, Territory, TerritoryKind};
use crate::input::{article, lines};
use crate::law::in_force;
use crate::money::Eur;
use crate::organisation::{LegalForm, LegalForms, Name, Role};
use crate::outcome::{Consequence, Verdict};
use crate::rule::RuleId;
use crate::time::day_in_words;

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edit::Submit { stated, by, .. } => {
                write!(f, "Submit by {} Brussels time", by.in_words())?;
                match stated {
                    Some(stated) => write!(f, " (stated: {}).", stated.in_words()),
                    None => f.write_str("."),
                }
            }
            Edit::Grant { stated, min, max, .. } => {
                f.write_str("Request ")?;
                match (min == max, *max == Eur::MAX) {
                    (true, _) => write!(f, "EUR {}", min.grouped())?,
                    (_, true) => write!(f, "EUR {} or more", min.grouped())?,
                    _ => write!(f, "EUR {} to {}", min.grouped(), max.grouped())?,
                }
                match stated {
                    Some(stated) => write!(f, " (requested: EUR {}).", stated.grouped()),
                    None => f.write_str(" (not stated)."),
                }
            }
            Edit::Duration { stated, min, max, .. } => {
                if min == max {
                    write!(f, "Plan {}", months(*min))?;
                } else {
                    write!(f, "Plan {min} to {}", months(*max))?;
                }
                match stated {
                    Some(stated) => write!(f, " (planned: {stated})."),
                    None => f.write_str(" (not stated)."),
                }
            }
            Edit::ChangeRole { name, from, to, .. } => match from {
                Some(from) => {
                    write!(f, "Make {} {} (now {}).", name.printable(), to.words(), from.words())
                }
                None => write!(f, "State the role of {}: {}.", name.printable(), to.words()),
            },
            Edit::Remove { name, role, .. } => {
                let role = role.map_or("role unknown", Role::words);
                write!(f, "Do without {} ({role}).", name.printable())
            }
            Edit::Add { role, choices, profile } => {
                write!(f, "Add {} {}: ", article(role.words()), role.words())?;
                f.write_str(&listed_choices(choices))?;
                write!(f, "{}.", profile.aside(forms_of(choices)))
            }
        }
    }
}

/// The legal forms of choices.
pub(super) fn forms_of(choices: &[Choice]) -> LegalForms {
    LegalForms::one_of(choices.iter().map(|(_, form)| *form)).unwrap_or(LegalForms::ANY)
}

/// The legal forms with the countries that go with them.
pub(super) fn by_countries(choices: &[Choice]) -> Vec<(Vec<LegalForm>, Vec<Country>)> {
    let mut groups: Vec<(Vec<LegalForm>, Vec<Country>)> = Vec::new();
    for form in LegalForm::ALL {
        let mut countries: Vec<Country> = choices.iter().filter(|c| c.1 == *form).map(|c| c.0).collect();
        countries.sort_by_key(|country| country.states_first());
        match groups.iter_mut().find(|g| g.1 == countries) {
            _ if countries.is_empty() => {}
            Some(group) => group.0.push(*form),
            None => groups.push((vec![*form], countries)),
        }
    }
    groups
}

fn joined<T>(items: &[T], last: &str, word: impl Fn(&T) -> String) -> String {
    let words: Vec<String> = items.iter().map(word).collect();
    match words.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(", ")),
        _ => words.concat(),
    }
}

fn listed_choices(choices: &[Choice]) -> String {
    let groups: Vec<String> = by_countries(choices)
        .iter()
        .map(|(forms, countries)| {
            let forms = joined(forms, " or ", |f| f.words().to_owned());
            format!("{forms}, established in {}", joined(countries, " or ", Country::to_string))
        })
        .collect();
    groups.join("; or ")
}

/// Countries as the call tells them apart: many Member States by those left out.
fn countries(call: &Call, all: &[Country]) -> String {
    let terms = call.terms();
    let counts = |country: Country| {
        let place = terms.place(country);
        matches!(terms.standing(country), Standing::Member(point) if point.possible()) && place.is_some()
    };
    let participating: Vec<Country> = Country::all().filter(|c| c.state() == *c && counts(*c)).collect();
    let (states, rest): (Vec<Country>, Vec<Country>) = all.iter().partition(|c| participating.contains(c));
    let left_out: Vec<Country> = participating.iter().copied().filter(|c| !states.contains(c)).collect();
    let code = |c: &Country| c.to_string();
    let mut text = if states.len() <= left_out.len() {
        joined(&states, " or ", code)
    } else if left_out.is_empty() {
        "any participating Member State".to_owned()
    } else {
        format!("a participating Member State other than {}", joined(&left_out, " and ", code))
    };
    let (regions, others): (Vec<Country>, Vec<Country>) = rest.iter().partition(|c| c.state() != **c);
    if !regions.is_empty() && !states.is_empty() {
        let _ = write!(text, ", {} included", parts_of_states(&regions));
    }
    let (territories, others): (Vec<Country>, Vec<Country>) =
        others.iter().partition(|c| matches!(call.terms().standing(**c), Standing::Territory(..)));
    let more = if states.is_empty() {
        [regions, territories, others].concat()
    } else {
        if !territories.is_empty() {
            let _ = write!(text, ", or in an overseas territory ({})", joined(&territories, " or ", code));
        }
        others
    };
    if !more.is_empty() {
        let link = if text.is_empty() { "" } else { ", or " };
        let _ = write!(text, "{link}{}", joined(&more, " or ", code));
    }
    text
}

/// Territories that count as their Member State: outermost regions as such (Art. 349 TFEU), others by name.
fn parts_of_states(territories: &[Country]) -> String {
    let (outermost, others): (Vec<Country>, Vec<Country>) = territories.iter().partition(|territory| {
        let mut rows = Territory::all().iter().filter(|row| row.code() == Some(**territory));
        rows.next_back().is_some_and(|row| row.kind() == TerritoryKind::OutermostRegion)
    });
    let mut words: Vec<&str> = Vec::new();
    if !outermost.is_empty() {
        words.push("outermost regions");
    }
    let named = others.iter().filter_map(|other| {
        Territory::all().iter().find(|row| row.code() == Some(*other)).map(Territory::name)
    });
    words.extend(named);
    joined(&words, " and ", |word| (*word).to_owned())
}

impl Remedy {
    /// The edits as sentences for people, one a line: a change of coordinator in one, and the countries of a
    /// newcomer in words where the call tells them apart so.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert_eq!(remedies.all()[0].sentences(call).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sentences(&self, call: &Call) -> Vec<String> {
        let role = |edit: &Edit, coordinator_before: bool| match edit {
            Edit::ChangeRole { name, from, to, .. } => {
                let leaves = *from == Some(Role::Coordinator);
                let takes = *to == Role::Coordinator;
                (if coordinator_before { leaves } else { takes }).then(|| (name.clone(), *to))
            }
            _ => None,
        };
        let leaving: Vec<(Name, Role)> = self.edits.iter().filter_map(|e| role(e, true)).collect();
        let taking: Vec<(Name, Role)> = self.edits.iter().filter_map(|e| role(e, false)).collect();
        let mut handed = false;
        let mut nth_added = 0usize;
        let mut sentences = Vec::new();
        for edit in &self.edits {
            match (edit, leaving.as_slice(), taking.as_slice()) {
                (Edit::ChangeRole { from, to, .. }, [(old, becomes)], [(new, _)])
                    if *from == Some(Role::Coordinator) || *to == Role::Coordinator =>
                {
                    if !handed {
                        sentences.push(format!(
                            "Hand coordination over from {} to {}; {} becomes {}.",
                            old.printable(),
                            new.printable(),
                            old.printable(),
                            becomes.words()
                        ));
                    }
                    handed = true;
                }
                (Edit::Add { role, choices, profile }, ..) => {
                    let groups: Vec<String> = by_countries(choices)
                        .iter()
                        .map(|(forms, all)| {
                            let forms = joined(forms, " or ", |f| f.words().to_owned());
                            format!("established in {}, {forms}", countries(call, all))
                        })
                        .collect();
                    let another =
                        if nth_added > 0 && self.apart { ", from yet another Member State" } else { "" };
                    sentences.push(format!(
                        "Add {} {} {}{another}{}.",
                        article(role.words()),
                        role.words(),
                        groups.join("; or "),
                        profile.aside(forms_of(choices))
                    ));
                    nth_added = nth_added.saturating_add(1);
                }
                _ => sentences.push(edit.to_string()),
            }
        }
        sentences
    }

    /// What is to be corrected or clarified after the edits, a sentence for each condition: what the edits break
    /// ([`Remedy::then_to_correct`]), and what they leave ([`Remedy::still_to_correct`]).
    ///
    /// ```
    /// # use amif::{Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.requested_grant = "400000".parse().ok();
    /// proposal.total_eligible_costs = "500000".parse().ok();
    /// let remedies = proposal.remedies(call, as_of);
    /// assert!(remedies.all()[0].corrections_in_words()[0].starts_with("Then to correct: grant/funding-rate. "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn corrections_in_words(&self) -> Vec<String> {
        let sentence = |(when, rule): (&str, &RuleId)| {
            let condition = rule.rule();
            let what = match condition.consequence {
                Consequence::Clarify => "to clarify",
                Consequence::Correct | Consequence::Reject => "to correct",
            };
            format!("{when} {what}: {rule}. {}", condition.title)
        };
        let broken = self.to_correct.iter().map(|rule| ("Then", rule));
        broken.chain(self.still_to_correct.iter().map(|rule| ("Still", rule))).map(sentence).collect()
    }

    /// What follows from the edits, in words.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = Some(36);
    /// let remedies = proposal.remedies(call, as_of);
    /// assert!(!remedies.all()[0].outcome_in_words().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome_in_words(&self) -> &'static str {
        match self.verdict {
            Verdict::Eligible => "no formal obstacle is left in the conditions on record",
            Verdict::Conditional => "no formal obstacle is left, provided that later events happen in time",
            Verdict::Undetermined => "no condition is known to fail; what is not known yet stays open",
            Verdict::Ineligible => "an obstacle is left",
        }
    }
}

impl fmt::Display for NoRemedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoRemedy::NotNeeded => {
                f.write_str("Nothing to remedy: no condition that leads to rejection is missed for certain.")
            }
            NoRemedy::AfterDeadline { deadline, complaint_until, complaint_over } => {
                write!(
                    f,
                    "The deadline, {deadline}, has passed: what was submitted stands, and nothing can be changed. "
                )?;
                let (complaint, extension) =
                    ("a complaint within four calendar days", "an extension of the deadline by corrigendum");
                let side = "for a failure on the portal's side";
                match (complaint_until.map(day_in_words), complaint_over) {
                    (None, _) => write!(f, "There is no remedy but {extension}."),
                    (Some(until), false) => {
                        write!(
                            f,
                            "There is no remedy but {complaint} (until {until}) {side}, or {extension}."
                        )
                    }
                    (Some(until), true) => write!(
                        f,
                        "The time for {complaint} {side} ended on {until}; there is no remedy but {extension}."
                    ),
                }
            }
            NoRemedy::AtSignature { signed } => write!(
                f,
                "What stands in the way arises with the signature of the grant on {}, and not with what was submitted. \
                 Before it whoever is concerned is removed or replaced, or changes its role, in grant preparation: \
                 exceptionally, and duly justified. Where the grant is signed, that is an amendment of it.",
                day_in_words(*signed)
            ),
            NoRemedy::OutOfReach { rule, found, certain } => {
                if !certain {
                    return write!(
                        f,
                        "{rule}: {found} No edits were found that bring it about. That does not say that there are \
                         none: not everything was tried."
                    );
                }
                let how = if rule.rule().facts.contains(&FactKind::Requested) {
                    "No edit here changes a row of the budget: change what the rows ask for to what the call asks for, \
                     and look again"
                } else {
                    "No change of participants, grant, duration or submission brings it about for certain: it turns on what else the \
                     application states or has attached, or is open, or the call leaves no way"
                };
                write!(f, "{rule} is out of reach. {found} {how}.")
            }
        }
    }
}

pub(super) fn remedies(all: &Remedies<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let about = "What would remove the formal obstacles in the conditions on record. Not legal advice and not a decision.";
    lines(f, "", "", about)?;
    writeln!(f)?;
    writeln!(f, "Verdict    {}", all.verdict())?;
    writeln!(f, "Topic      {}", all.call().topic())?;
    writeln!(f, "As of      {}", all.as_of().in_words())?;
    if let Some(none) = all.why_none() {
        writeln!(f)?;
        lines(f, "", "", &none.to_string())?;
        for source in in_force(none.source(), all.call().committed(None)) {
            let note = if source.note().is_empty() { String::new() } else { format!(" ({})", source.note()) };
            lines(f, "  source: ", "    ", &format!("{source}{note}"))?;
        }
        return Ok(());
    }
    if all.call().due(None).any(|deadline| deadline.is_passed_at(all.as_of()) != Some(false)) {
        writeln!(f)?;
        lines(
            f,
            "",
            "",
            "The deadline may have passed by then: the sources leave it open. After it nothing can be changed.",
        )?;
    }
    if !all.are_smallest() {
        writeln!(f, "\nFound within the bounds of the search; there may be a smaller remedy.")?;
    }
    let each: Vec<Vec<String>> = all.all().iter().map(|remedy| remedy.sentences(all.call())).collect();
    let shared = shared(&each);
    if !shared.is_empty() {
        writeln!(f, "\nIn each of the {} remedies", each.len())?;
        shared.iter().try_for_each(|sentence| lines(f, "  - ", "    ", sentence))?;
    }
    for ((at, remedy), sentences) in (1usize..).zip(all.all()).zip(&each) {
        let edits = remedy.edits().len();
        let plural = if edits == 1 { "edit" } else { "edits" };
        writeln!(f, "\nRemedy {at} ({edits} {plural}): {}", remedy.verdict_after())?;
        for sentence in sentences.iter().filter(|sentence| !shared.contains(sentence)) {
            lines(f, "  - ", "    ", sentence)?;
        }
        lines(f, "  ", "  ", &format!("Then {}.", remedy.outcome_in_words()))?;
        for sentence in remedy.corrections_in_words() {
            lines(f, "  ", "    ", &sentence)?;
        }
    }
    Ok(())
}

/// The sentences that stand in every one of several remedies, once in each.
fn shared(each: &[Vec<String>]) -> Vec<&String> {
    let [first, rest @ ..] = each else { return Vec::new() };
    let once = |all: &[String], sentence: &String| all.iter().filter(|one| *one == sentence).count() == 1;
    let in_all = |sentence: &&String| !rest.is_empty() && each.iter().all(|all| once(all, sentence));
    first.iter().filter(in_all).collect()
}
