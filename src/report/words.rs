//! The sentence of each assessment, with the numbers compared.

use std::fmt::Write as _;

use super::live::Live;
use crate::check::Subject;
use crate::check::def::Over;
use crate::law::Basis;
use crate::outcome::{Consequence, Outcome};
use crate::time::day_in_words;

/// How far a sentence can be trusted, where its source is none that decides.
const fn remark(basis: Basis, of_call: bool) -> &'static str {
    match (basis, of_call) {
        (Basis::Act | Basis::CallDocument | Basis::OfficialPage, _) => "",
        (Basis::Summary, false) => " What the rule rests on is known from a summary only.",
        (Basis::Inferred, false) => " Inferred from its sources.",
        (Basis::Unverified, false) => " What the rule rests on is not verified.",
        (Basis::Summary, true) => " Known from a summary only; the call document decides.",
        (Basis::Inferred, true) => " Inferred from its sources; the call document decides.",
        (Basis::Unverified, true) => " Not verified; the call document decides.",
    }
}

/// A message without the remark on its source, for a page that lists the sources with their marks.
pub(super) fn without_remark(message: &str) -> &str {
    let remarks = Basis::ALL.iter().flat_map(|basis| [remark(*basis, false), remark(*basis, true)]);
    remarks
        .filter(|remark| !remark.is_empty())
        .find_map(|remark| message.strip_suffix(remark))
        .unwrap_or(message)
}

impl Live<'_> {
    /// What was found, in a sentence.
    pub(crate) fn message(&self) -> String {
        let mut text = match (self.outcome(), self.because()) {
            (Outcome::NotApplicable, Some(because)) => {
                format!("Does not apply: {because}.{}", self.note().unwrap_or_default())
            }
            _ => self.compared(),
        };
        text.push_str(self.removal().unwrap_or_default());
        self.readings(&mut text);
        self.staying(&mut text);
        if self.outcome() == Outcome::Conditional {
            for awaited in self.awaits() {
                let _ = write!(text, " Awaits: {}", awaited.event);
                if let Some(until) = awaited.until {
                    let limit = if awaited.normal_limit {
                        " (nine months after the deadline, extendable)"
                    } else {
                        ""
                    };
                    let _ = write!(text, ", {} {}{limit}", awaited.word(), day_in_words(until));
                }
                text.push('.');
            }
        }
        if self.outcome() == Outcome::NotMet
            && let Some(first) = self.source().first()
        {
            // Where the call states nothing of it, there is no call document that could decide.
            text.push_str(remark(first.basis(), self.is_stated_by_call()));
        }
        text
    }

    /// Where sources disagree on what is asked, or leave it open, and it matters: what the other reading asks.
    fn readings(&self, text: &mut String) {
        let call = self.origin().call();
        let asked = self.other_reading();
        let either = match self.outcome() {
            Outcome::Unknown => "",
            Outcome::NotMet => "; that is not kept either",
            Outcome::Met | Outcome::Conditional | Outcome::NotApplicable => return,
        };
        if let Some((question, asked)) = asked
            && let Some(question) = call.question(question)
            && !call.asks_for_usual_minima(question)
        {
            let _ = write!(
                text,
                " The sources leave it open: where {:?} is answered yes, {asked}{either}.",
                question.id
            );
        }
    }

    /// On whose staying in it counts, where the call may yet remove somebody who waits for a later event.
    fn staying(&self, text: &mut String) {
        let counts = match self.outcome() {
            Outcome::Conditional => self.participant().is_none(),
            Outcome::Unknown => {
                let over = self.rule().def().map(|def| def.over());
                let waits = self.consequence() != Consequence::Correct;
                let removes = self.origin().call().removes_ineligible();
                waits && removes && matches!(over, Some(Over::Consortium | Over::Budget(_)))
            }
            Outcome::Met | Outcome::NotMet | Outcome::NotApplicable => false,
        };
        if !counts {
            return;
        }
        let mut names: Vec<String> = self
            .those_who_wait()
            .filter_map(|live| live.participant())
            .map(|entry| entry.applicant.name.printable())
            .collect();
        names.dedup();
        if !names.is_empty() {
            let whom = if names.len() == 1 { "it" } else { "them" };
            let names = names.join(" and ");
            let _ = write!(
                text,
                " That counts on {names} staying in; should the call remove {whom}, it fails or cannot be told."
            );
        }
    }

    fn compared(&self) -> String {
        self.words().unwrap_or_default()
    }

    /// What follows for a participant whom the call removes.
    fn removal(&self) -> Option<&'static str> {
        let removed = matches!(self.subject(), Subject::Participant(_))
            && self.outcome() == Outcome::NotMet
            && self.consequence() == Consequence::Correct
            && self.rule().rule().consequence == Consequence::Reject;
        removed.then_some(" The call removes this participant and assesses the rest without it.")
    }
}
