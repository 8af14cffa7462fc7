//! No legal measure bars the participant from its role.

use crate::call::{Bar, TRUSTS};
use crate::check::Because;
use crate::check::because::Awaited;
use crate::check::completions::Completed;
use crate::check::consortium::at_least;
use crate::check::def::{About, Asked, DependsOn, Judge, RuleDef, Seen, Shown, no_list, no_reading};
use crate::check::fact::FactKind;
use crate::check::facts::Facts;
use crate::check::identity::Identity;
use crate::check::links::Links;
use crate::check::operands::{Found, Required};
use crate::check::participant::{barred, bars_on, signatures_under, under_bars};
use crate::check::project::under_both;
use crate::check::removal;
use crate::check::seat::awaited_until;
use crate::check::tally;
use crate::organisation::{Declaration, LegalForm};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::proposal::Participant;
use crate::time::day_in_words;
use std::fmt::Write as _;

pub(super) const TEMPORARY_BAR: RuleDef<[Bar]> = RuleDef {
    about: About {
        title: "No legal measure bars the participant from its role.",
        explanation: "\
While the measure stands, such entities may apply, and no commitment is signed with them: in a role that they are
barred from the outcome is conditional on the measure being lifted, the entity replaced, or made associated partner
before signature. The Council's decision on Hungarian public interest trusts binds every legal commitment since 16
December 2022, whether or not a call repeats it: in all funded roles and of subcontractors. A call may bar more, and
not less: beside a measure that it states for fewer roles or from a later day the decision stands all the same, and of
the two the stricter holds. The decision is known to stand until 3 October 2026, when a proposal to lift it was not adopted;
what stands after was not read. It is taken to stand on, unless the call states the measure for all those roles from its
first day, with a last day from 3 October 2026 on: then it ends on that day. Nothing is signed until the deadline, of a call with several cut-offs the first of them, has
passed; a stated day until then stands for the day after it. What is not declared is presumed not to be so; whether a private body in the country concerned is such an entity is for it to say.",
        since: "every call, from 16 December 2022",
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: TRUSTS,
        facts: &[FactKind::Role, FactKind::Declarations, FactKind::GrantSignature],
    },
    asked: |call| {
        let beneath = || call.bars_beneath().map(Asked::always);
        Asked::some(call.bars(), call.bar_source()).or_else(beneath)
    },
    judge: Judge::StatedOrDeclared(
        |_, at, entry| {
            let told =
                !at.setting.call.bars().is_empty() || bars_on(entry, at.setting.call).next().is_some();
            told.then(|| barred(entry, at.setting))
        },
        // The places of a stated measure name the decision beneath it, where that goes further.
        |_| false,
    ),
    shown: Shown {
        required: |_, _| Some(Required::NotDeclared(Declaration::PublicInterestTrust)),
        found: |seen| seen.entry.map(|entry| Found::Declared(entry.applicant.declarations)),
        words: |_, seen| words(seen),
        reading: no_reading,
        because: |seen| {
            let Some(entry) = seen.entry else { return Because::NoParticipant };
            let mut bars = bars_on(entry, seen.setting.call).peekable();
            if bars.peek().is_none() {
                return Because::NothingDeclared;
            }
            match entry.role {
                Some(role) if bars.any(|bar| bar.roles.contains(&role)) => Because::NotYetInForce,
                role => role.map_or(Because::InAnyCase, Because::Role),
            }
        },
        awaits: |seen| {
            let bar = seen.entry.and_then(|entry| standing(entry, seen));
            let (until, normal_limit) = awaited_until(&seen.setting);
            // It is followed by the day until which it may happen.
            let event = |bar: &Bar| bar.way_out.trim_end().trim_end_matches('.').to_owned();
            bar.map(|bar| Awaited { event: event(bar), until, normal_limit }).into_iter().collect()
        },
        note,
        counted: no_list,
    },
    depends: DependsOn::Completed(Completed {
        facts: &[FactKind::Role, FactKind::GrantSignature],
        signatures: |setting| {
            setting.call.bars_in_force().flat_map(|bar| signatures_under(bar, setting)).collect()
        },
    }),
};

/// The measure on which the outcome is conditional: the first that stands whenever the grant is signed.
fn standing<'r>(entry: &Participant, seen: &Seen<'r>) -> Option<&'r Bar> {
    let bars = || {
        let of_role = |bar: &&Bar| entry.role.is_none_or(|role| bar.roles.contains(&role));
        bars_on(entry, seen.setting.call).filter(of_role)
    };
    let stands = |bar: &&Bar| under_bars(&[*bar], &seen.setting) == Outcomes::CONDITIONAL;
    bars().find(stands).or_else(|| bars().next())
}

/// The measure, with what becomes of the minima without whom it bars.
fn words(seen: &Seen<'_>) -> String {
    let mut text = format!("{}: declared to be a public interest trust, or maintained by one", seen.name());
    if seen.outcome == Outcome::NotMet
        && let Some(day) = seen.setting.signature
    {
        let _ = write!(text, "; barred from its role on {}, the day of signature.", day_in_words(day));
    }
    text.push_str(match seen.outcome {
        Outcome::NotMet if seen.setting.signature.is_some() => "",
        Outcome::NotMet => "; barred from its role when the grant was signed.",
        Outcome::Met => "; the measure does not stand when the grant is signed.",
        Outcome::Unknown => "; not known yet.",
        Outcome::Conditional | Outcome::NotApplicable => {
            "; may apply, and no commitment is signed with it while the measure stands."
        }
    });
    if seen.outcome == Outcome::Met {
        return text;
    }
    match minima_hold_without(seen) {
        Some(true) => text.push_str(" The minima hold without it."),
        Some(false) if seen.outcome == Outcome::NotMet => text.push_str(" Without it the minima do not hold."),
        // An associated partner counts to none of them.
        Some(false) => text.push_str(
            " Without it, or with it as associated partner, the minima do not hold unless others join or take its place.",
        ),
        None => {}
    }
    text
}

/// Whether the minima hold without this participant, where they are asked and can be told.
fn minima_hold_without(seen: &Seen<'_>) -> Option<bool> {
    let mut left = seen.facts.participants.to_vec();
    if seen.place >= left.len() {
        return None;
    }
    left.remove(seen.place);
    let call = seen.setting.call;
    let facts = Facts { participants: &left, ..seen.facts };
    let bounds = match call.removes_ineligible() {
        true => removal::bounds(&left, &seen.setting, &Links::of(&facts, &seen.setting)),
        false => tally::bounds(&left, &seen.setting, &Identity::of(&left)),
    };
    let asked = [(call.applicants_asked(), bounds.applicants), (call.countries_asked(), bounds.countries)];
    let mut hold = None;
    for (minimum, count) in asked.into_iter().filter_map(|(asked, count)| Some((asked?, count))) {
        match under_both(minimum, |minimum| at_least(minimum.at_least, count, facts.complete)) {
            Outcome::Met => hold = hold.or(Some(true)),
            Outcome::NotMet => hold = Some(false),
            Outcome::Conditional | Outcome::Unknown | Outcome::NotApplicable => return None,
        }
    }
    hold
}

/// A notice to a private body where such a measure stands, which declares nothing.
fn note(seen: &Seen<'_>) -> Option<&'static str> {
    let entry = seen.entry?;
    let concerned = seen.setting.call.bars_in_force().any(|bar| {
        bar.country.is_some()
            && bar.country == entry.applicant.country
            && entry.role.is_none_or(|role| bar.roles.contains(&role))
    });
    let forms = entry.applicant.possible_forms();
    let private = forms.may_be(LegalForm::NonProfitPrivate) || forms.may_be(LegalForm::ProfitMaking);
    (entry.applicant.declarations.is_empty() && private && concerned)
        .then_some(" A private body there says whether it is a public interest trust or maintained by one.")
}
