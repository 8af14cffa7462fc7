//! The Fund's own rules, asked of single items: each answer is an assessment of its own.

use chrono::NaiveDate;

use super::assessment::Assessment;
use crate::check::fact::FactKind;
use crate::fund::{
    Component, Indicator, Instrument, InterventionType, ManagementMode, Measure, SpecificObjective, Use,
};
use crate::law::Citation;
use crate::rule::{CO_FINANCING, COMPONENT, INDICATOR, INSTRUMENT, INTERVENTION_TYPE, MEASURE};
use crate::rule::{CoFinancing, Item, Modes, RuleId, RuleOf, Used, World, alone};

/// What a rule that looks at one subject says of it.
fn asked<W: World>(rule: RuleId, fact: FactKind, def: &RuleOf<W>, at: &W::At<'_>) -> Assessment<'static> {
    alone(rule, fact, def, at).into()
}

impl CoFinancing {
    /// Checks the stated share against Art. 15 of Regulation (EU) 2021/1147.
    #[must_use]
    pub fn check(&self) -> Assessment<'static> {
        asked(RuleId::FundCoFinancing, FactKind::UnionContribution, &CO_FINANCING, self)
    }
}

macro_rules! checked_item {
    ($type:ty, $rule:ident, $def:ident, $kind:ident, $example:literal) => {
        impl $type {
            /// Checks whether it belongs to an objective and is in force on a day. Either may be unknown.
            ///
            /// ```
            #[doc = $example]
            /// ```
            #[must_use]
            pub fn check(
                self,
                objective: Option<SpecificObjective>,
                on: Option<NaiveDate>,
            ) -> Assessment<'static> {
                let (code, label, belongs) = (self.code(), self.label(), self.belongs());
                let (in_force, source) = (self.in_force(), self.source());
                let subject = FactKind::$kind;
                let item = Item { subject, code, label, belongs, in_force, source, objective, on };
                asked(RuleId::$rule, subject, &$def, &item)
            }
        }
    };
}

checked_item!(
    InterventionType,
    FundInterventionType,
    INTERVENTION_TYPE,
    InterventionType,
    "use amif::{Outcome, fund::{InterventionType, SpecificObjective}};
let language: InterventionType = \"II-004\".parse()?;
let on = \"2025-01-01\".parse().ok();
assert_eq!(language.check(Some(SpecificObjective::LegalMigration), on).outcome(), Outcome::Met);
assert_eq!(language.check(Some(SpecificObjective::Return), None).outcome(), Outcome::NotMet);
# Ok::<(), amif::fund::ParseCodeError>(())"
);
checked_item!(
    Measure,
    FundMeasure,
    MEASURE,
    Measure,
    "use amif::{Outcome, fund::{Measure, SpecificObjective}};
let solidarity: Measure = \"4(c)\".parse()?;
let found = solidarity.check(Some(SpecificObjective::Solidarity), \"2026-06-20\".parse().ok());
assert_eq!((found.outcome(), found.open()), (Outcome::Unknown, vec![\"changes-of-2026\"]));
# Ok::<(), amif::fund::ParseCodeError>(())"
);
checked_item!(
    Indicator,
    FundIndicator,
    INDICATOR,
    Indicator,
    "use amif::{Outcome, fund::Indicator};
let found = \"R.4.4\".parse::<Indicator>()?.check(None, \"2025-01-01\".parse().ok());
assert_eq!(found.outcome(), Outcome::Unknown);
assert_eq!(found.missing()[0].to_string(), \"/objective\");
# Ok::<(), amif::fund::ParseCodeError>(())"
);
fn under(
    rule: RuleId,
    def: &RuleOf<Modes>,
    subject: FactKind,
    name: &str,
    mode: Option<ManagementMode>,
    table: &dyn Fn(ManagementMode) -> (Use, &'static [Citation]),
) -> Assessment<'static> {
    asked(rule, subject, def, &Used { subject, name: &name.replace('_', " "), mode, table })
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
    pub fn check(self, mode: Option<ManagementMode>) -> Assessment<'static> {
        let table = |m: ManagementMode| m.instrument(self);
        under(RuleId::FundInstrument, &INSTRUMENT, FactKind::Instrument, self.as_str(), mode, &table)
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
    pub fn check(self, mode: Option<ManagementMode>) -> Assessment<'static> {
        let table = |m: ManagementMode| self.under(m);
        under(RuleId::FundComponent, &COMPONENT, FactKind::Component, self.as_str(), mode, &table)
    }
}
