//! The sentences of the rules that only some calls state.

use super::assessment::Assessment;
use crate::check::{Found, Required};
use crate::check::{code, list};
use crate::organisation::{LegalForm, Status};
use crate::outcome::{Consequence, Outcome};
use crate::rule::RuleId;

impl Assessment<'_> {
    /// What was found, for a rule that only some calls state; `None` for the others.
    pub(super) fn stated_words(&self) -> Option<String> {
        let (required, found) = (self.required(), self.found()?);
        Some(match (required, found) {
            (Some(Required::Members(kinds)), Found::Members(counts)) => {
                let each = kinds.iter().zip(counts).map(|(kind, (certain, possible))| {
                    let most = match possible {
                        Some(most) if most > certain => format!(", at most {most}"),
                        Some(_) => String::new(),
                        None => ", and more may join".to_owned(),
                    };
                    format!("{certain}{most} of {} asked ({kind})", kind.at_least)
                });
                format!("Members of a kind: {}.", each.collect::<Vec<_>>().join("; "))
            }
            (Some(Required::OneRoleEach), Found::Repeated(codes)) => {
                let codes = list(codes.iter().map(|pic| code(pic)));
                match self.outcome() {
                    Outcome::Met => "Nobody holds two roles.".to_owned(),
                    Outcome::NotMet => format!("An organisation holds two roles, among: {codes}."),
                    _ => format!("Whether these hold two roles cannot be told yet: {codes}."),
                }
            }
            (required, Found::Kind(statuses, kind)) if self.rule() == RuleId::Kind => {
                let mut held: Vec<String> = statuses.iter().map(|(s, held)| status(s, held)).collect();
                held.extend(kind.map(|k| k.as_str().replace('_', " ")));
                let stated = if held.is_empty() { "nothing stated".to_owned() } else { held.join(", ") };
                let asked = required.map(|r| asked(&r)).unwrap_or_default();
                format!("{}: {stated}; {}{asked}.", self.who(), self.admitted())
            }
            (Some(Required::OneOf(countries)), Found::Country(country)) => {
                let sits = country.map_or("a country not stated".to_owned(), |c| c.to_string());
                let asked = list(countries.iter().map(ToString::to_string));
                format!("{}: established in {sits}; the coordinator must be in {asked}.", self.who())
            }
            (_, Found::Declared(_)) if self.rule() == RuleId::RestrictiveMeasures => {
                format!("{}: declared to be subject to restrictive measures of the Union.", self.who())
            }
            (_, Found::Declared(_)) => self.barred(),
            _ => return None,
        })
    }

    fn who(&self) -> String {
        self.participant().map(|p| p.applicant.name.printable()).unwrap_or_default()
    }

    fn admitted(&self) -> &'static str {
        match self.outcome() {
            Outcome::Met => "admitted",
            Outcome::NotMet => "not admitted",
            _ => "cannot be told yet",
        }
    }

    /// A legal measure, with what becomes of the minima without whom it bars.
    fn barred(&self) -> String {
        let mut text =
            format!("{}: declared to be a public interest trust, or maintained by one", self.who());
        match self.outcome() {
            Outcome::NotMet => text.push_str("; barred from its role when the grant was signed."),
            Outcome::Met => text.push_str("; the measure does not stand."),
            Outcome::Unknown => text.push_str("; cannot be told yet."),
            _ => text.push_str("; may apply, and no commitment is signed with it while the measure stands."),
        }
        match self.minima_hold_without() {
            Some(true) => text.push_str(" The minima hold without it."),
            Some(false) => text.push_str(" Without it the minima do not hold."),
            None => {}
        }
        text
    }

    /// What follows for a participant whom the call removes.
    pub(super) fn removal(&self) -> Option<&'static str> {
        let removed = self.outcome() == Outcome::NotMet
            && self.consequence() == Consequence::Correct
            && self.rule().rule().consequence == Consequence::Reject;
        removed.then_some(" The participant is removed and the rest looked at again.")
    }

    /// A notice to a private body where such measures stand, which declares nothing.
    pub(super) fn notice(&self) -> Option<String> {
        let entry = self.participant().filter(|_| self.rule() == RuleId::TemporaryBar)?;
        let concerned = self.origin().call().bars().iter().find(|bar| {
            bar.country.is_some()
                && bar.country == entry.applicant.country
                && entry.role.is_none_or(|role| bar.roles.contains(&role))
        });
        let forms = entry.applicant.possible_forms();
        let private = forms.may_be(LegalForm::NonProfitPrivate) || forms.may_be(LegalForm::ProfitMaking);
        if entry.applicant.declarations.is_empty() && private && concerned.is_some() {
            Some(
                " A private body there says whether it is a public interest trust or maintained by one."
                    .to_owned(),
            )
        } else {
            None
        }
    }
}

fn status(status: Status, held: bool) -> String {
    let words = status.as_str().replace('_', " ");
    if held { words } else { format!("not {words}") }
}

fn asked(required: &Required) -> String {
    let Required::Kind { statuses, types, barred_types } = required else { return String::new() };
    let mut parts: Vec<String> = statuses
        .iter()
        .map(|(form, s, held)| match form {
            Some(form) => format!("of a {}: {}", form.words(), status(*s, *held)),
            None => status(*s, *held),
        })
        .collect();
    let names = |types: &[crate::organisation::OrganisationType]| {
        types.iter().map(|t| t.as_str().replace('_', " ")).collect::<Vec<_>>().join(", ")
    };
    if !types.is_empty() {
        parts.push(format!("one of {}", names(types)));
    }
    if !barred_types.is_empty() {
        parts.push(format!("none of {}", names(barred_types)));
    }
    if parts.is_empty() { String::new() } else { format!("; asked: {}", parts.join("; ")) }
}
