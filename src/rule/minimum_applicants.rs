//! The minimum number of applicants.

use super::parts::{CALL_DECIDES, COUNTING_FACTS, COUNTING_LAW};
use super::parts::{count, minimum_words};
use crate::call::Minimum;
use crate::check::consortium::at_least;
use crate::check::counting::counted_to;
use crate::check::def::About;
use crate::check::def::{Asked, Counted, DependsOn, Judge, RuleDef, Shown, by_role, no_note, nothing};
use crate::check::minima;
use crate::check::operands::Required;
use crate::check::phrases::counted;
use crate::check::tally::MinimumOf;
use crate::outcome::{Consequence, Outcomes, Stage};

pub(super) const MINIMUM_APPLICANTS: RuleDef<Minimum> = RuleDef {
    about: About {
        title: "The consortium has the minimum number of applicants.",
        explanation: "\
Counts distinct coordinators and beneficiaries established in a participating Member State, outermost
regions included, or where else the call counts, that pass every rule on participants whose failure
would reject the proposal. Affiliated entities count where the call says so; associated partners, subcontractors and
whoever takes part without funding from a country that is not eligible do not.
Equal PICs are one organisation, different PICs are different ones. Where a code is
missing, another name or another known country means another organisation; the same name and country,
or an unknown country, leaves it open, and the count has a lower and an upper bound.
An organisation entered twice counts once, if one of its entries as coordinator or beneficiary fails
nothing; its country is one of those stated on any of its entries. Whether an affiliated entity names whom it
is linked to is asked of that link alone, and not here, unless the call removes whoever is ineligible: the rest is then
counted without those whom it removes, and where somebody stays only if a later event comes, and the minimum is not
reached without them, it is conditional on that event.
Where the call's sources do not state the number, and state one that it is not below, such as the least that the call asks
under any of its topics, fewer than that are too few, and the minimum stays not stated.",
        since: CALL_DECIDES,
        stage: Stage::Eligibility,
        consequence: Consequence::Reject,
        citations: COUNTING_LAW,
        facts: COUNTING_FACTS,
    },
    asked: |call| call.applicants_asked().map(Asked::either),
    judge: Judge::Consortium(|minimum, at| at.first_look().applicants(at.identity().distinct) >= minimum.at_least, |minimum, at| {
        let count = at.bounds().applicants;
        Counted { outcomes: Outcomes::of(at_least(minimum.at_least, count, at.facts.complete)), count }
    }),
    shown: Shown {
        required: |minimum, _| Some(Required::AtLeast(minimum.at_least)),
        found: |seen| Some(count(seen)),
        words: |minimum, seen| {
            let count = counted(seen.count.0, "applicant counts", "applicants count");
            let call = seen.setting.call;
            let stated = call.minimum_applicants().is_some();
            minimum_words(count, (minimum, call.applicants_asked(), stated), seen)
        },
        reading: |other| Some(other.at_least.to_string()),
        because: by_role,
        awaits: nothing,
        note: no_note,
        counted: |seen| Some(counted_to(MinimumOf::Applicants, &seen.facts, &seen.setting, seen.links())),
    },
    depends: DependsOn::Found(|_, seen, dependence| {
        minima::dependence(MinimumOf::Applicants, &seen.facts, &seen.setting, seen.links(), dependence);
    }),
};
