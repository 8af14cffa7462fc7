//! How the support of the Union is shown, by the size of an operation.

use super::super::programme::{PERIOD, all, cpr, lacks};
use super::{OperationAt, Operations};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{BeneficiaryForm, ItemKind, OperationStatus, Visibility};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

/// Plaque, poster, event.
pub(crate) const VISIBILITY: RuleOf<Operations> = RuleOf {
    about: About {
        title: "The Union's support is shown as the size of the operation asks.",
        explanation: "\
Art. 50(1): a statement on documents always; a description on the website where the beneficiary has one, so that it is open whether
one is due that is not there; a durable plaque or billboard where the
total is above EUR 100 000 and something is built or bought; otherwise a poster of at least A3, which a natural person shows
as far as possible, so that one of the two is due even where it is not known which; an event with the Commission for an
operation of strategic importance or above EUR 10 000 000, which is unknown where it is not stated whether it is one. For this Fund the document with the conditions may set other
rules for the display to the public for reasons of security: where only a plaque or a poster is missing, a stated derogation is for
clarification; from the statement and the event there is none. A breach costs up to 3 % of the support.",
        since: PERIOD,
        stage: Stage::Implementation,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 50(1)", Known::Act), cpr("Art. 50(3)", Known::Act)],
        facts: &[
            F::Visibility, F::Statement, F::Website, F::Plaque, F::Poster, F::Event, F::Derogation, F::Cost, F::Total,
            F::Investment, F::Items, F::Kind, F::Strategic, F::Beneficiary, F::Form, F::Currency, F::Status,
        ],
    },
    judge: visibility,
};

fn visibility(at: &OperationAt<'_>, tell: &mut Teller<'_, '_>) {
    let operation = at.operation;
    let total = at.euro(at.total());
    let above = |euros: i64| total.zip(Eur::from_euros(euros)).map(|(total, line)| total > line);
    let shown = operation.visibility.as_ref();
    let derogation = shown.and_then(|v| v.derogation.as_deref()).is_some_and(|d| !d.trim().is_empty());
    // Above the line and something built or bought: a plaque; in any other case a poster. Items that all say what
    // they are, none of them a purchase, say that nothing was; a lump sum and unit costs do not say what they pay for.
    let bought = operation.investment.or_else(|| {
        let items = operation.items.as_ref().filter(|items| !items.is_empty())?;
        let no = |kind: Option<ItemKind>| {
            use ItemKind as K;
            kind.is_some_and(|kind| !matches!(kind, K::Other | K::Procured | K::Land | K::Lump | K::Unit))
        };
        items.iter().all(|item| no(item.kind)).then_some(false)
    });
    let plaque = match (above(100_000), bought) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let event = match (above(10_000_000), operation.strategic) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    };
    let form = operation.beneficiary.as_ref().and_then(|b| b.form);
    let person = form.map(|form| form == BeneficiaryForm::NaturalPerson);
    let duty = |asked: Option<bool>, done: Option<bool>| match (asked, done) {
        (Some(false), _) => Outcome::NotApplicable,
        (_, Some(true)) => Outcome::Met,
        (Some(true), Some(false)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    };
    let poster = duty(Some(true), shown.and_then(|v| v.poster));
    let poster = match person {
        Some(true) => Outcome::NotApplicable,
        // Of a natural person it is not asked for certain.
        None if poster == Outcome::NotMet => Outcome::Unknown,
        _ => poster,
    };
    let done = |of: fn(&Visibility) -> Option<bool>| shown.and_then(of);
    let large = duty(Some(true), done(|v| v.plaque));
    // It is due where there is a site, which the file does not say.
    let website = match duty(Some(true), done(|v| v.website)) {
        Outcome::NotMet => Outcome::Unknown,
        outcome => outcome,
    };
    // One of the two is due in any case.
    let (words, large, small) = match plaque {
        Some(true) => ("a plaque", large, Outcome::NotApplicable),
        Some(false) => ("a plaque", Outcome::NotApplicable, poster),
        None => {
            let either = Outcomes::of(large).or(Outcomes::of(poster)).fold();
            ("a plaque or a poster", either, Outcome::NotApplicable)
        }
    };
    let duties = [
        ("a statement", F::Statement, duty(Some(true), done(|v| v.statement)), done(|v| v.statement)),
        ("a description on the website", F::Website, website, done(|v| v.website)),
        (words, F::Plaque, large, done(|v| v.plaque)),
        ("a poster", F::Poster, small, done(|v| v.poster)),
        ("an event", F::Event, duty(event, done(|v| v.event)), done(|v| v.event)),
    ];
    let outcome = all(duties.iter().map(|(_, _, outcome, _)| *outcome));
    // Only the display to the public may be derogated from.
    let lacks_any = |of_display: bool| {
        duties.iter().any(|(_, fact, outcome, _)| {
            matches!(outcome, Outcome::NotMet | Outcome::Unknown)
                && matches!(fact, F::Plaque | F::Poster) == of_display
        })
    };
    let derogates = derogation && lacks_any(true);
    let consequence =
        if derogates && !lacks_any(false) { Consequence::Clarify } else { Consequence::Correct };
    let tell = &mut tell.leading_to(consequence);
    at.tell(tell, Subject::Fact(F::Visibility), (OperationStatus::Running, outcome), |kept| {
        lacks(kept, shown.is_none(), Fact::of_proposal(F::Visibility));
        // Which display is due, and whether an event is, while what is there does not suffice in any case.
        let display = plaque.is_none() && large == Outcome::Unknown;
        let event = event.is_none() && done(|v| v.event) != Some(true);
        if display || event {
            at.lacks_euro(kept, at.total(), at.of_cost(F::Total));
        }
        lacks(kept, event && operation.strategic.is_none(), Fact::of_proposal(F::Strategic));
        lacks(kept, display && bought.is_none(), Fact::of_proposal(F::Investment));
        let poster = plaque != Some(true) && poster == Outcome::Unknown;
        lacks(kept, poster && form.is_none(), at.of_beneficiary(F::Form));
        lacks(kept, shown.is_some() && poster && done(|v| v.poster).is_none(), Fact::of_proposal(F::Poster));
        for (_, fact, outcome, done) in &duties {
            let open = shown.is_some() && *outcome == Outcome::Unknown;
            lacks(kept, open && done.is_none(), Fact::of_proposal(*fact));
        }
        let of = |wanted: Outcome| -> Vec<&str> {
            duties.iter().filter(|(_, _, o, _)| *o == wanted).map(|(words, ..)| *words).collect()
        };
        kept.found = Some(Found::Amount(total));
        let list = |words: Vec<&str>| if words.is_empty() { "nothing".to_owned() } else { words.join(", ") };
        kept.asks((done(|v| v.website) == Some(false)).then_some(Doubt::SiteOfTheBeneficiary));
        let why = match derogates {
            true => " A derogation is stated, on which the display to the public may rest: to be clarified.",
            false => "",
        };
        kept.message = format!(
            "Total {}: there is {}; missing is {}; not known is {}.{why}",
            at.told(at.total()),
            list(of(Outcome::Met)),
            list(of(Outcome::NotMet)),
            list(of(Outcome::Unknown))
        );
    });
}
