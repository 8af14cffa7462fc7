//! The sentence of each assessment, with the numbers compared.

use std::fmt::Write as _;

use super::live::Live;
use crate::law::Basis;
use crate::outcome::{Consequence, Outcome};

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
        if self.outcome() == Outcome::Conditional {
            for awaited in self.awaits() {
                let _ = write!(text, " Awaits: {}", awaited.event);
                if let Some(until) = awaited.until {
                    let limit = if awaited.normal_limit {
                        " (nine months after the deadline, extendable)"
                    } else {
                        ""
                    };
                    let _ = write!(text, ", by {}{limit}", until.format("%-d %B %Y"));
                }
                text.push('.');
            }
        }
        if self.outcome() == Outcome::NotMet
            && let Some(first) = self.source().first()
        {
            // Where the call states nothing of it, there is no call document that could decide.
            let of_call = !self.is_on_budget() || self.is_stated_by_call();
            text.push_str(match first.basis() {
                Basis::Act | Basis::CallDocument | Basis::OfficialPage => "",
                Basis::Summary if !of_call => " What the rule rests on is known from a summary only.",
                Basis::Inferred if !of_call => " Inferred from its sources.",
                Basis::Unverified if !of_call => " What the rule rests on is not verified.",
                Basis::Summary => " Known from a summary only; the call document decides.",
                Basis::Inferred => " Inferred from its sources; the call document decides.",
                Basis::Unverified => " Not verified; the call document decides.",
            });
        }
        text
    }

    /// Where sources disagree on what is asked and it matters: what the other reading asks.
    fn readings(&self, text: &mut String) {
        let call = self.origin().call();
        let asked = self.other_reading();
        if let Some((question, asked)) = asked
            && self.outcome() == Outcome::Unknown
            && let Some(question) = call.question(question)
        {
            let _ = write!(text, " Sources differ: where {:?} is answered yes, {asked}.", question.id);
        }
    }

    fn compared(&self) -> String {
        self.words().unwrap_or_default()
    }

    /// What follows for a participant whom the call removes.
    fn removal(&self) -> Option<&'static str> {
        let removed = self.outcome() == Outcome::NotMet
            && self.consequence() == Consequence::Correct
            && self.rule().rule().consequence == Consequence::Reject;
        removed.then_some(" The participant is removed and the rest looked at again.")
    }
}
