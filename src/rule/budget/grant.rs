//! What the whole budget asks of the Union, beside the costs and the other resources.

use super::{ALL_CALLS, ELIGIBLE_AND_REQUESTED, always, others_costs, sentence, share, shown, unknown};
use crate::budget::Category;
use crate::call::GrantRange;
use crate::check::budget::bounds::{NEITHER, within, within_rate};
use crate::check::budget::eligible::Eligible;
use crate::check::budget::{Finding, Operands, Sheet};
use crate::check::def::{About, Asked, DependsOn, Judge, Part, RuleDef, Shown};
use crate::check::fact::FactKind;
use crate::check::fate::Fate;
use crate::check::phrases::{amounts, eur, excess};
use crate::check::project::{Amounts, corrected_out_of_range, grant_dependence, ranges_of, spanned};
use crate::law::{COMMITTED, of_2018, of_2024};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::rule::grant_range::asked_for;
use crate::rule::parts::CALL_DECIDES;

pub(in crate::rule) const GRANT_RANGE: RuleDef<GrantRange> = RuleDef {
    about: About {
        title: "The contribution requested in the budget is within the call's range.",
        explanation: "\
Compares what the whole budget asks for with the smallest and the maximum grant amount per project. Both ends
are inside. Where the range depends on how many third countries are targeted, the number of those that the call
lists chooses it; where it is open whether the list is closed, so is whether others count. A budget that is being written is told by bounds, and nothing is rejected that completing it could
save: a participant in a funded role without a row may ask for anything, and so may whoever joins; somebody
with several rows asks for something between the smallest of them and all together; a row of nobody, or of
somebody without funding, counts between nothing and itself. Where the call removes whoever is ineligible, a row of one
whom it removes does not count, and one of whom it may remove counts between nothing and itself; where somebody stays
only if a later event comes, and the rest is outside the range without them, it is conditional on that event.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: &[of_2024("Art. 189", COMMITTED), of_2018("Art. 186")],
        facts: &[
            FactKind::BudgetRows,
            FactKind::Participants,
            FactKind::Pic,
            FactKind::ParticipantsComplete,
            FactKind::Role,
            FactKind::Country,
            FactKind::LegalForm,
            FactKind::Statuses,
            FactKind::Requested,
            FactKind::TargetCountries,
            // Of those whom a call may remove.
            FactKind::OrganisationType,
            FactKind::AffiliatedTo,
            FactKind::Declarations,
            FactKind::GrantSignature,
        ],
    },
    asked: |call| call.grant_asked().map(Asked::either),
    judge: Judge::Budget(Part::Whole, |range, sheet| {
        let asked = sheet.ledger.grant;
        let applied: Vec<GrantRange> =
            ranges_of(sheet.call, std::iter::once(range), sheet.target_countries).collect();
        let outcomes = applied.iter().fold(Outcomes::NONE, |all, range| all.or(within(asked, *range)));
        Finding::of(outcomes, Operands::Range(asked, spanned(*range, &applied)))
    }),
    shown: Shown { reading: |other: &GrantRange| Some(amounts(other.min, other.max)), ..shown(|range, seen| {
        let Some(Operands::Range(sum, _)) = seen.finding.map(|f| f.operands) else { return String::new() };
        let goes = |sheet: Sheet<'_>| {
            let mut rows = 0..sheet.budget.rows().len();
            rows.any(|row| sheet.ledger.fate(sheet.party(row)) == Fate::Removed)
        };
        let rows = if seen.sheet().is_some_and(goes) { "the rows of those who stay" } else { "all rows" };
        sentence(&format!("{sum} requested in {rows}; the call asks for {}.", asked_for(range, seen)))
    }) },
    depends: DependsOn::Found(|_, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        unknown(seen, dependence, |unknown| unknown.grant());
        let amounts = Amounts::Within(sheet.ledger.grant.least, sheet.ledger.grant.most);
        grant_dependence(amounts, sheet.target_countries, sheet.call, dependence);
    }),
};

pub(in crate::rule) const FUNDING_RATE: RuleDef<Rate> = RuleDef {
    about: About {
        title: "The contribution requested in the budget keeps to the call's funding rate.",
        explanation: "\
Holds the contributions requested in all rows against the rate of the eligible costs of the action, not row by row,
as `grant/funding-rate` does: exactly, or as the share is shown at two decimals of a per cent. Costs in the row of an
associated partner, or of whoever else has no funding, carry no grant; while that is not known of somebody, both are looked
at. Where the corrected grant leaves the call's range, that is said with both numbers. Costs of zero carry no grant.",
        since: CALL_DECIDES,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 193", COMMITTED), of_2018("Art. 190")],
        facts: &ELIGIBLE_AND_REQUESTED,
    },
    asked: |call| call.rate_asked().map(Asked::either),
    judge: Judge::Budget(Part::Whole, |rate, sheet| {
        let (part, costs) = (sheet.ledger.requested, Eligible::of(sheet, |_| true));
        let outcomes = costs.under_each(|whole| within_rate(part, whole, *rate));
        Finding::of(outcomes, Operands::Share { part, whole: costs.most(), rate: *rate })
    }),
    shown: Shown { reading: |other: &Rate| Some(other.to_string()), ..shown(|rate, seen| {
        let Some(Operands::Share { part, whole, .. }) = seen.finding.map(|f| f.operands) else {
            return String::new();
        };
        if let Some(costs) = whole.exact().filter(|costs| *costs <= Eur::ZERO) {
            return format!("The eligible costs are EUR {}, of which no grant is a share.", costs.grouped());
        }
        let over = part.exact().zip(whole.exact()).filter(|_| seen.outcome == Outcome::NotMet);
        let over = over.and_then(|(part, whole)| excess(part, whole, *rate));
        let over = over.map_or(String::new(), |over| format!(", exceeded by EUR {over} exactly"));
        let call = seen.setting.call;
        let out = whole.exact().zip(seen.sheet()).filter(|_| seen.outcome == Outcome::NotMet);
        let out = out
            .and_then(|(costs, sheet)| corrected_out_of_range(*rate, costs, sheet.target_countries, call))
            .unwrap_or_default();
        let others = others_costs(seen, |_| true);
        format!("{} of {} is {}; at most {rate}{over}.{out}{others}", eur(part), eur(whole), share(part, whole, *rate))
    }) },
    depends: DependsOn::Found(|asked, seen, dependence| {
        let Some(sheet) = seen.sheet() else { return };
        let (part, costs) = (sheet.ledger.requested, Eligible::of(&sheet, |_| true));
        unknown(seen, dependence, |unknown| {
            unknown.all_requested();
            for rate in asked.values() {
                let judge = |whole| within_rate(part, whole, *rate);
                costs.depends(&sheet, Category::ALL.iter().copied(), judge, unknown);
            }
        });
        if let Some((question, other)) = asked.other
            && let Some(Operands::Share { rate, .. }) = seen.finding.map(|f| f.operands)
            && *other != rate
        {
            let under = |rate| costs.under_each(|whole| within_rate(part, whole, rate)).fold();
            // Where cells are missing, some way to fill them stands between the two rates.
            if under(*other) != under(rate) || under(rate) == Outcome::Unknown {
                dependence.question(question);
            }
        }
    }),
};

pub(in crate::rule) const COFINANCING: RuleDef<()> = RuleDef {
    about: About {
        title: "Not all resources of the action come from the grant.",
        explanation: "\
Something besides the grant pays for the action: income, own resources, financial contributions or in-kind
contributions. Full financing is for external actions only.",
        since: ALL_CALLS,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[of_2024("Art. 193(1)", COMMITTED), of_2018("Art. 190")],
        facts: &[FactKind::Resources],
    },
    asked: always,
    judge: Judge::Budget(Part::Whole, |(), sheet| {
        let sum = sheet.ledger.cofinancing();
        let outcomes = match (sum.known > Eur::ZERO, sum.unknown) {
            (true, _) => Outcomes::MET,
            (false, 0) => Outcomes::NOT_MET,
            (false, _) => NEITHER,
        };
        Finding::of(outcomes, Operands::Entered(sum))
    }),
    shown: shown(|(), seen| match seen.finding.map(|finding| finding.operands) {
        Some(Operands::Entered(sum)) => format!("{} from other resources than the grant.", eur(sum)),
        _ => String::new(),
    }),
    depends: DependsOn::Found(|_, seen, dependence| {
        unknown(seen, dependence, |unknown| unknown.all_resources());
    }),
};
