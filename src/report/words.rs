//! The sentence of each assessment, with the numbers compared.

use std::fmt::Write as _;

use crate::call::CountingBasis;
use crate::check::{Assessment, Found, Required, RuleId};
use crate::country::Country;
use crate::id::Pic;
use crate::input::printable;
use crate::law::Basis;
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForms, Role};
use crate::outcome::Outcome;

impl Assessment<'_> {
    /// What was found, in a sentence.
    ///
    /// ```
    /// use amif::{Proposal, RuleId, catalogue};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let proposal = Proposal::from_json(r#"{"participants": [], "requested_grant": 1000001}"#)?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let grant = report.assessments().find(|a| a.rule() == RuleId::GrantRange);
    /// assert_eq!(
    ///     grant.map(|a| a.message()).as_deref(),
    ///     Some("EUR 1 000 001 requested; the call asks for EUR 500 000 to 1 000 000. \
    ///           Known from a summary only; the call document decides.")
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = match (self.outcome(), self.because()) {
            (Outcome::NotApplicable, Some(because)) => {
                format!("Does not apply: {because}.{}", self.notice().unwrap_or_default())
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
        let asked = match self.rule() {
            RuleId::SubmittedByDeadline => call.deadline_asked().and_then(|c| {
                let (question, other) = c.other()?;
                other.clock_time_is_stated().then(|| (question, other.to_string()))
            }),
            RuleId::MinimumApplicants => {
                call.applicants_asked().and_then(|c| c.other()).map(|(q, m)| (q, m.at_least.to_string()))
            }
            RuleId::MinimumCountries => {
                call.countries_asked().and_then(|c| c.other()).map(|(q, m)| (q, m.at_least.to_string()))
            }
            RuleId::GrantRange => {
                call.grant_asked().and_then(|c| c.other()).map(|(q, r)| (q, amounts(r.min, r.max)))
            }
            RuleId::FundingRate => call.rate_asked().and_then(|c| c.other()).map(|(q, r)| (q, r.to_string())),
            RuleId::Duration => {
                call.duration_asked().and_then(|c| c.other()).map(|(q, d)| (q, lengths(d.min, d.max)))
            }
            _ => None,
        };
        if let Some((question, asked)) = asked
            && self.outcome() == Outcome::Unknown
            && let Some(question) = call.question(question)
        {
            let _ = write!(text, " Sources differ: where {:?} is answered yes, {asked}.", question.id);
        }
    }

    fn compared(&self) -> String {
        if self.is_on_budget() {
            return self.budget_words();
        }
        if let Some(text) = self.stated_words() {
            return text;
        }
        match (self.rule(), self.required(), self.found()) {
            (_, Some(Required::NotAfter(deadline)), Some(Found::Instant(at))) => {
                let unsaid = self.origin().call().deadline().map(|d| d.value);
                let due = match unsaid.filter(|d| !d.clock_time_is_stated()) {
                    Some(day) => day.to_string(),
                    None => deadline.in_brussels().to_string(),
                };
                match at {
                    Some(at) if self.outcome() == Outcome::Unknown => {
                        format!("Submitted at {at}; the deadline is {due}.")
                    }
                    Some(at) if at > deadline => format!("Submitted at {at}, after the deadline {due}."),
                    Some(at) => format!("Submitted at {at}, by the deadline {due}."),
                    None => format!("The submission is not stated; the deadline is {due}."),
                }
            }
            (RuleId::MinimumApplicants | RuleId::MinimumCountries, Some(required), Some(found)) => {
                self.minimum(&required, &found)
            }
            (RuleId::OneCoordinator, _, Some(Found::Count { certain, possible })) => {
                let more = match possible {
                    Some(most) if most > certain => format!(", at most {most}"),
                    Some(_) => String::new(),
                    None => ", and more may join".to_owned(),
                };
                format!(
                    "{}{more}; the call asks for exactly 1.",
                    counted(certain, "coordinator", "coordinators")
                )
            }
            (_, _, Some(Found::Repeated(codes))) if codes.is_empty() => {
                "No identification code stands twice.".to_owned()
            }
            (_, _, Some(Found::Repeated(codes))) => format!(
                "{} more than once: {}. Counted once.",
                if codes.len() == 1 { "This code stands" } else { "These codes stand" },
                list(codes.iter().map(|p| code(p)))
            ),
            (_, _, Some(Found::Form(role, forms))) => self.form(role, forms),
            (_, _, Some(Found::Country(country))) => self.country(country),
            (_, _, Some(Found::Linked(pic))) => self.linked(pic),
            (_, _, Some(Found::Pic(pic))) => match (pic, self.outcome()) {
                (None, _) => format!("{}: no identification code is stated.", self.name()),
                (Some(pic), Outcome::Met) => format!("{}: {}.", self.name(), code(pic)),
                (Some(pic), _) => format!("{}: {:?} is not nine digits.", self.name(), pic.to_string()),
            },
            (_, Some(Required::Amount { min, max }), Some(Found::Amount(amount))) => {
                let asked = amounts(min, max);
                match amount {
                    Some(amount) => format!("EUR {} requested; the call asks for {asked}.", amount.grouped()),
                    None => format!("The requested grant is not stated; the call asks for {asked}."),
                }
            }
            (_, Some(Required::Rate(rate)), Some(Found::Rate { requested, costs, .. })) => {
                share(requested, costs, rate)
            }
            (_, Some(Required::Months { min, max }), Some(Found::Months(months))) => {
                let asked = lengths(min, max);
                match months {
                    Some(months) => format!("{months} months; the call asks for {asked}."),
                    None => format!("The duration is not stated; the call asks for {asked} months."),
                }
            }
            _ => String::new(),
        }
    }

    fn name(&self) -> String {
        self.participant().map(|p| p.applicant.name.printable()).unwrap_or_default()
    }

    fn minimum(&self, required: &Required, found: &Found<'_>) -> String {
        let (Required::AtLeast(minimum), Found::Count { certain, possible }) = (required, found) else {
            return String::new();
        };
        let certain_units: Vec<_> =
            self.origin().counted_to(self.rule()).into_iter().filter(|c| c.certain).collect();
        let mut text = if self.rule() == RuleId::MinimumCountries {
            let mut states: Vec<Country> = certain_units
                .iter()
                .filter_map(|c| match c.states.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                })
                .collect();
            states.sort_unstable();
            states.dedup();
            let listed = list(states.iter().map(Country::to_string));
            let listed = if listed.is_empty() { listed } else { format!(" ({listed})") };
            let basis = self.origin().call().minimum_countries().map(|m| m.value.counting);
            let (one, many) = basis.unwrap_or(CountingBasis::ParticipatingMemberStates).words();
            counted(*certain, one, many) + &listed
        } else {
            counted(*certain, "applicant counts", "applicants count")
        };
        match possible {
            Some(most) if most > certain => {
                let _ = write!(text, ", at most {most}");
            }
            Some(_) => {}
            None => text.push_str(", and more may join"),
        }
        let _ = write!(text, "; the call asks for {minimum}.");
        text
    }

    fn form(&self, role: Option<Role>, forms: LegalForms) -> String {
        let role = role.map_or("role unknown".to_owned(), |r| r.words().to_owned());
        let form = if forms == LegalForms::ANY { "legal form unknown".to_owned() } else { forms.to_string() };
        let mut text = format!("{}: {form}, {role}", self.name());
        match self.outcome() {
            Outcome::Met => text.push_str("; admitted."),
            Outcome::NotMet => text.push_str("; not admitted."),
            _ => text.push_str("; cannot be told yet."),
        }
        text
    }

    fn country(&self, country: Option<Country>) -> String {
        let name = self.name();
        let Some(country) = country else {
            return match self.outcome() {
                Outcome::Unknown => format!("{name}: the country is not stated."),
                _ => format!("{name}: the country does not matter."),
            };
        };
        let as_part = match (country.state() != country, country.overseas_territory_of()) {
            (true, _) => format!("{country}, which is part of {}", country.state()),
            (false, Some(state)) => format!("{country}, an overseas territory of {state}"),
            (false, None) => country.to_string(),
        };
        match self.outcome() {
            Outcome::Met if self.is_unfunded() => {
                format!("{name}: established in {as_part}; admitted without funding.")
            }
            Outcome::Met => format!("{name}: established in {as_part}; eligible."),
            Outcome::NotMet => format!("{name}: established in {as_part}; not an eligible country."),
            Outcome::Conditional => {
                format!("{name}: established in {as_part}, which negotiates its association.")
            }
            _ => format!("{name}: established in {as_part}; cannot be told yet."),
        }
    }

    fn linked(&self, pic: Option<&Pic>) -> String {
        let name = self.name();
        let pic = pic.map(code);
        match (pic, self.outcome()) {
            (None, Outcome::NotMet) => {
                format!("{name}: names no beneficiary, and nobody could be the one it is linked to.")
            }
            (None, _) => format!("{name}: does not say to which beneficiary it is linked."),
            (Some(pic), Outcome::Met) => format!("{name}: linked to {pic}, coordinator or beneficiary."),
            (Some(pic), Outcome::NotMet) => {
                format!("{name}: names {pic}, which is no coordinator or beneficiary of this consortium.")
            }
            (Some(pic), _) => {
                format!("{name}: names {pic}; whether that is a beneficiary cannot be told yet.")
            }
        }
    }
}

fn amounts(min: Option<Eur>, max: Option<Eur>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("EUR {} to {}", min.grouped(), max.grouped()),
        (Some(min), None) => format!("EUR {} or more", min.grouped()),
        (None, Some(max)) => format!("at most EUR {}", max.grouped()),
        (None, None) => "an amount that depends on the target countries".to_owned(),
    }
}

fn lengths(min: Option<i64>, max: Option<i64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number".to_owned(),
    }
}

/// The share that a grant has in the costs, with the exact excess over the ceiling.
fn share(requested: Option<Eur>, costs: Option<Eur>, rate: Rate) -> String {
    let (grant, costs) = match (requested, costs) {
        (_, Some(costs)) if costs <= Eur::ZERO => {
            return format!(
                "The total eligible costs are EUR {}, of which no grant is a share.",
                costs.grouped()
            );
        }
        (Some(grant), Some(costs)) => (grant, costs),
        (None, Some(_)) => return format!("The requested grant is not stated; at most {rate} of the costs."),
        (Some(_), None) => {
            return format!("The total eligible costs are not stated; at most {rate} of them.");
        }
        (None, None) => return format!("Neither grant nor costs are stated; at most {rate} of the costs."),
    };
    let share = Rate::percent_of(grant, costs)
        .map_or("no share".to_owned(), |s| format!("{} %", crate::check::two_decimals(s)));
    let mut text = format!("EUR {} of EUR {} is {share}; at most {rate}", grant.grouped(), costs.grouped());
    if let Some(excess) = excess(grant, costs, rate) {
        let _ = write!(text, ", exceeded by EUR {excess} exactly");
    }
    text.push('.');
    text
}

/// By how many euro a grant exceeds the exact ceiling, to the last decimal.
pub(super) fn excess(grant: Eur, costs: Eur, rate: Rate) -> Option<String> {
    // In millionths of a cent, so that no rate with four decimals of a per cent loses anything.
    let asked = i128::from(grant.cents()).checked_mul(1_000_000)?;
    let over = asked.checked_sub(rate.micro_cents_of(costs))?;
    if over <= 0 {
        return None;
    }
    let euros = i64::try_from(over / 100_000_000).ok().and_then(Eur::from_euros)?.grouped();
    let rest = format!("{:08}", over % 100_000_000);
    let rest = rest.trim_end_matches('0');
    Some(if rest.is_empty() { euros.to_string() } else { format!("{euros}.{rest:0<2}") })
}

/// A code as stated, fit for a line.
pub(super) fn code(pic: &Pic) -> String {
    printable(&pic.to_string())
}

/// "1 applicant", "3 applicants".
fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excess_is_exact_to_the_last_decimal() {
        let of = |grant: &str, costs: &str, rate: &str| {
            excess(grant.parse().unwrap(), costs.parse().unwrap(), rate.parse().unwrap())
        };
        // 90 % of 1 666 663.03 is 1 499 996.727.
        assert_eq!(of("1499996.74", "1666663.03", "90").as_deref(), Some("0.013"));
        assert_eq!(of("900000", "1000000", "90"), None);
        assert_eq!(of("900000.01", "1000000", "90").as_deref(), Some("0.01"));
        assert_eq!(of("900001", "1000000", "90").as_deref(), Some("1"));
        assert_eq!(of("10000000000000", "0.01", "0.0001").as_deref(), Some("9 999 999 999 999.99999999"));
    }
}
