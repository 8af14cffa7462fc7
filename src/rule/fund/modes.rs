//! Whether an instrument or a component of the thematic facility goes with a management mode.

use super::super::registry::RuleId;
use super::{FundAssessment, FundFound, FundRequired, OPEN_SILENT, fact};
use crate::check::fact::FactKind;
use crate::fund::{Component, Instrument, ManagementMode, Use};
use crate::law::Citation;
use crate::outcome::{Outcome, Outcomes};

/// Something that is used under a management mode: which use each mode allows, and the words for it.
fn under_mode(
    rule: RuleId,
    subject: FactKind,
    name: &str,
    mode: Option<ManagementMode>,
    table: impl Fn(ManagementMode) -> (Use, &'static [Citation]),
) -> FundAssessment {
    let outcomes = |of: Use| match of {
        Use::Allowed => Outcomes::MET,
        Use::Excluded => Outcomes::NOT_MET,
        Use::NotStated => Outcomes::MET_OR_NOT,
    };
    let uses: Vec<_> = ManagementMode::ALL.iter().map(|m| (*m, table(*m))).collect();
    let concerned = || uses.iter().filter(|(m, _)| mode.is_none_or(|stated| stated == *m));
    let outcome = concerned().fold(Outcomes::NONE, |all, (_, (of, _))| all.or(outcomes(*of))).fold();
    let silent = concerned().any(|(_, (of, _))| *of == Use::NotStated);
    let allowed = uses.iter().filter(|(_, (of, _))| *of == Use::Allowed).map(|(m, _)| *m).collect();
    let words = mode.map_or("an unknown mode", ManagementMode::words);
    let message = match outcome {
        Outcome::Met => format!("{name} may be used under {words}."),
        Outcome::NotMet => format!("{name} may not be used under {words}."),
        _ if mode.is_none() => format!("{name}: the management mode is not stated."),
        _ => format!("{name}: the sources do not say whether it may be used under {words}."),
    };
    let mut source: Vec<Citation> = Vec::new();
    for citation in concerned().flat_map(|(_, (_, source))| source.iter()) {
        if !source.contains(citation) {
            source.push(citation.clone());
        }
    }
    FundAssessment {
        rule,
        subject,
        outcome,
        required: Some(FundRequired::Modes(allowed)),
        found: FundFound::Mode(mode),
        missing: if mode.is_none() { vec![fact(FactKind::ManagementMode)] } else { Vec::new() },
        open: if silent { vec![OPEN_SILENT] } else { Vec::new() },
        because: None,
        message,
        source,
    }
    .settled()
}

impl Instrument {
    /// Checks whether it may be used under a management mode, which may be unknown.
    ///
    /// ```
    /// use amif::{Outcome, fund::{Instrument, ManagementMode}};
    ///
    /// let found = Instrument::Contribution.check(Some(ManagementMode::Shared));
    /// assert_eq!(found.outcome(), Outcome::NotMet);
    /// assert_eq!(Instrument::Prize.check(None).outcome(), Outcome::Unknown);
    /// ```
    #[must_use]
    pub fn check(self, mode: Option<ManagementMode>) -> FundAssessment {
        under_mode(
            RuleId::FundInstrument,
            FactKind::Instrument,
            &self.as_str().replace('_', " "),
            mode,
            |m| m.instrument(self),
        )
    }
}

impl Component {
    /// Checks whether it may be spent under a management mode, which may be unknown.
    ///
    /// ```
    /// use amif::{Outcome, fund::{Component, ManagementMode}};
    ///
    /// let found = Component::SpecificActions.check(Some(ManagementMode::Direct));
    /// assert_eq!(found.outcome(), Outcome::NotMet);
    /// ```
    #[must_use]
    pub fn check(self, mode: Option<ManagementMode>) -> FundAssessment {
        under_mode(RuleId::FundComponent, FactKind::Component, &self.as_str().replace('_', " "), mode, |m| {
            self.under(m)
        })
    }
}
