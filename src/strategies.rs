//! Strategies for proptest: values, proposals, calls, budgets and programmes, for the tests of programs that use the crate.
//!
//! Three kinds of proposal: [`proposal`] of any kind, with facts unknown, contradicting and wrong; [`valid_proposal`],
//! which meets what a call states; [`nearly_valid_proposal`], which is one of those with one thing changed, so that
//! every verdict turns up. All of them can be written and read back.
//!
//! ```
//! use amif::{Verdict, catalogue, strategies};
//! use proptest::prelude::*;
//!
//! let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
//! proptest!(ProptestConfig::with_cases(16), |(proposal in strategies::valid_proposal(call))| {
//!     let as_of = proposal.submitted_at.unwrap();
//!     prop_assert_eq!(proposal.check(call, as_of).verdict(), Verdict::Eligible);
//! });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use chrono::TimeDelta;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::budget::{
    Budget, Category, Costs, Days, Owner, Person, Resource, Row, RowOf, Totals, WorkPackage,
};
use crate::call::Call;
use crate::country::Country;
use crate::id::Pic;
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, LegalForms, Name, OrganisationType, Role, Status};
#[cfg(feature = "programme")]
use crate::programme::Programme;
use crate::proposal::{Applicant, Consortium, Participant, Proposal};
use crate::time::Instant;

/// Amounts from EUR 0 to 10 million, in whole cents; round ones and zero are frequent.
///
/// ```
/// proptest::proptest!(|(amount in amif::strategies::eur())| {
///     assert!(amount >= amif::Eur::ZERO);
/// });
/// ```
pub fn eur() -> impl Strategy<Value = Eur> {
    prop_oneof![1 => Just(0), 3 => (0i64..10_000).prop_map(|thousand| thousand.saturating_mul(100_000)), 3 => 0i64..1_000_000_000]
        .prop_filter_map("within EUR 10^13", Eur::from_cents)
}

/// Rates from 0 to 100 %, of up to four decimals of a per cent.
///
/// ```
/// proptest::proptest!(|(rate in amif::strategies::rate())| {
///     assert!(rate <= amif::Rate::WHOLE);
/// });
/// ```
pub fn rate() -> impl Strategy<Value = Rate> {
    let percent = prop_oneof![select(vec![900_000i64, 750_000, 1_000_000, 0]), 0i64..=1_000_000];
    percent.prop_filter_map("a rate", |parts| Rate::from_percent(rust_decimal::Decimal::new(parts, 4)).ok())
}

/// Countries: mostly Member States, and any other there is.
///
/// ```
/// proptest::proptest!(|(country in amif::strategies::country())| {
///     assert_eq!(country.as_str().parse(), Ok(country));
/// });
/// ```
pub fn country() -> impl Strategy<Value = Country> {
    let all: Vec<Country> = Country::all().collect();
    prop_oneof![4 => select(member_states()), 2 => select(all)]
}

/// The Member States that take part in calls of 2021 to 2027.
fn member_states() -> Vec<Country> {
    const CODES: [&str; 26] = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];
    CODES.iter().filter_map(|code| code.parse().ok()).collect()
}

/// Instants of 2014 to 2030, in whole seconds and in several offsets.
///
/// ```
/// proptest::proptest!(|(at in amif::strategies::instant())| {
///     assert_eq!(at.to_string().parse(), Ok(at));
/// });
/// ```
pub fn instant() -> impl Strategy<Value = Instant> {
    (1_388_534_400i64..1_893_456_000, -12i32..=14).prop_filter_map("an instant", |(second, hours)| {
        let offset = chrono::FixedOffset::east_opt(hours.saturating_mul(3600))?;
        Some(Instant::new(chrono::DateTime::from_timestamp(second, 0)?.with_timezone(&offset)))
    })
}

/// Participant identification codes: well formed ones of a small number, so that some are equal, and others.
///
/// ```
/// proptest::proptest!(|(pic in amif::strategies::pic())| {
///     assert_eq!(amif::Pic::new(&pic.to_string()), pic);
/// });
/// ```
pub fn pic() -> impl Strategy<Value = Pic> {
    let few = (999_000_001u32..999_000_009).prop_map(|code| code.to_string());
    prop_oneof![8 => few, 1 => "[0-9]{9}", 1 => "[0-9 -]{0,11}"].prop_map(|text| Pic::new(&text))
}

/// Names of organisations that are not blank; some are the same but for case and spaces.
///
/// ```
/// proptest::proptest!(|(name in amif::strategies::name())| {
///     assert!(!name.as_str().trim().is_empty());
/// });
/// ```
pub fn name() -> impl Strategy<Value = Name> {
    let text = prop_oneof![
        3 => select(vec!["Caritas", "CARITAS", "Café 1", "Cafe\u{301} 1", "Stadt Wien"]).prop_map(str::to_owned),
        2 => "[A-Za-zÀ-ž][A-Za-zÀ-ž .'-]{0,24}",
    ];
    text.prop_filter_map("not blank", |text| text.parse().ok())
}

/// Organisations of which anything may be unknown; what is stated does not contradict itself.
///
/// ```
/// proptest::proptest!(|(who in amif::strategies::applicant())| {
///     assert!(who.possible_forms().iter().count() > 0);
/// });
/// ```
pub fn applicant() -> impl Strategy<Value = Applicant> {
    let forms = prop_oneof![
        6 => Just(Some(LegalForms::from(LegalForm::PublicBody))),
        3 => Just(Some(LegalForms::PRIVATE_BODY)),
        3 => subsequence(LegalForm::ALL.to_vec(), 1..=3).prop_map(LegalForms::one_of),
    ];
    let statuses = subsequence(Status::ALL.to_vec(), 0..=2).prop_flat_map(|all| {
        let held = vec(any::<bool>(), all.len());
        (Just(all), held)
    });
    (
        name(),
        weighted(0.8, pic()),
        weighted(0.85, country()),
        weighted(0.85, forms),
        statuses,
        weighted(0.2, select(OrganisationType::ALL.to_vec())),
    )
        .prop_map(|(name, pic, country, forms, (statuses, held), kind)| {
            let mut a = Applicant::new(name);
            a.pic = pic;
            a.country = country;
            a.legal_form = forms.flatten();
            a.organisation_type = kind;
            for (status, held) in statuses.into_iter().zip(held) {
                let next = a.statuses.with(status, held);
                // Files with contradictions are refused.
                if next.forms().is_some_and(|f| f.and(a.legal_form.unwrap_or(LegalForms::ANY)).is_some()) {
                    a.statuses = next;
                }
            }
            a
        })
}

/// Organisations in a role, which may be unknown.
///
/// ```
/// proptest::proptest!(|(who in amif::strategies::participant())| {
///     assert!(!who.applicant.name.as_str().is_empty());
/// });
/// ```
pub fn participant() -> impl Strategy<Value = Participant> {
    let role = prop_oneof![2 => Just(Role::Coordinator), 8 => Just(Role::Beneficiary), 4 => select(Role::ALL.to_vec())];
    (applicant(), weighted(0.85, role), weighted(0.2, pic())).prop_map(|(applicant, role, to)| {
        let mut p = Participant::new(applicant);
        p.role = role;
        p.affiliated_to = to;
        p
    })
}

/// Up to seven participants; more may join in some.
///
/// ```
/// proptest::proptest!(|(all in amif::strategies::consortium())| {
///     assert!(all.participants.len() <= 7);
/// });
/// ```
pub fn consortium() -> impl Strategy<Value = Consortium> {
    (vec(participant(), 0..=7), proptest::bool::weighted(0.85)).prop_map(|(participants, complete)| {
        let mut all = Consortium::new(participants);
        all.complete = complete;
        all
    })
}

/// Proposals of any kind: facts unknown, contradicting each other and plainly wrong.
///
/// ```
/// use amif::Proposal;
///
/// proptest::proptest!(|(proposal in amif::strategies::proposal())| {
///     assert_eq!(Proposal::from_json(&proposal.to_json()).ok(), Some(proposal));
/// });
/// ```
pub fn proposal() -> impl Strategy<Value = Proposal> {
    let months = prop_oneof![4 => 1i64..=60, 1 => any::<i64>()];
    let title = "[A-Za-z\u{e9}\" \\\\]{0,12}";
    (
        consortium(),
        weighted(0.8, instant()),
        weighted(0.8, months),
        weighted(0.8, eur()),
        weighted(0.8, eur()),
        weighted(0.3, title),
        weighted(0.2, budget()),
    )
        .prop_map(|(consortium, at, months, grant, costs, title, budget)| {
            let mut p = Proposal::new(consortium);
            p.submitted_at = at;
            p.duration_months = months;
            p.requested_grant = grant;
            p.total_eligible_costs = costs;
            p.title = title;
            p.budget = budget;
            p
        })
}

/// Proposals that meet what a call states of minima, countries, amounts, duration and deadline: public bodies with
/// codes of their own, from Member States that the call takes, each from another. A condition that the call does
/// not state is not met by anybody; one that this list leaves out, such as annexes, is left unknown.
///
/// ```
/// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
/// proptest::proptest!(|(proposal in amif::strategies::valid_proposal(call))| {
///     let at = "2024-06-01T12:00:00+02:00".parse().unwrap();
///     assert_ne!(proposal.verdict(call, at), amif::Verdict::Ineligible);
/// });
/// ```
pub fn valid_proposal(call: &Call) -> impl Strategy<Value = Proposal> + use<> {
    let except: Vec<Country> = call.countries().map(|c| c.value.except().to_vec()).unwrap_or_default();
    let states: Vec<Country> = member_states().into_iter().filter(|state| !except.contains(state)).collect();
    let least = |stated: Option<u32>| usize::try_from(stated.unwrap_or(1)).unwrap_or(usize::MAX);
    let applicants = least(call.applicants_asked().map(|m| m.unassumed().value.at_least));
    let countries = least(call.countries_asked().map(|m| m.unassumed().value.at_least));
    let fewest = applicants.max(countries).clamp(1, states.len());
    let most = fewest.saturating_add(3).min(states.len());
    let range = call.grant().map(|g| (g.value.min, g.value.max));
    let (low, high) = range.unwrap_or((None, None));
    let low = low.unwrap_or(Eur::ZERO).cents().max(100);
    let high = high.map_or(low.saturating_mul(2), Eur::cents).max(low);
    let months = call.duration().map(|d| (d.value.min.unwrap_or(1), d.value.max));
    let (shortest, longest) = months.unwrap_or((24, Some(24)));
    let longest = longest.unwrap_or(shortest).max(shortest);
    let rate = call.funding_rate().map(|r| r.value);
    let before = call.deadline().map(|d| d.value.instant());
    let topic = call.topic().clone();
    (subsequence(states, fewest..=most), low..=high, shortest..=longest, 1i64..48).prop_map(
        move |(states, cents, months, hours)| {
            let mut first = true;
            let members = states.into_iter().zip(1u32..).map(|(state, number)| {
                let name = format!("Public body {number}").parse().ok();
                let role = if std::mem::take(&mut first) { Role::Coordinator } else { Role::Beneficiary };
                let applicant = name.map(|name| {
                    Applicant::new(name)
                        .pic(&999_000_000u32.saturating_add(number).to_string())
                        .country(state)
                        .legal_form(LegalForm::PublicBody)
                });
                applicant.map(|applicant| Participant::new(applicant).role(role))
            });
            let mut p = Proposal::new(Consortium::new(members.flatten().collect::<Vec<_>>()));
            p.topic = Some(topic.clone());
            p.requested_grant = Eur::from_cents(cents);
            p.total_eligible_costs = match rate {
                Some(rate) => p.requested_grant.and_then(|grant| rate.smallest_whole(grant)),
                None => p.requested_grant,
            };
            p.duration_months = Some(months);
            p.submitted_at = before.and_then(|deadline| earlier(deadline, hours));
            p
        },
    )
}

/// So many hours before an instant.
fn earlier(instant: Instant, hours: i64) -> Option<Instant> {
    instant.get().checked_sub_signed(TimeDelta::try_hours(hours)?).map(Instant::new)
}

/// Proposals that meet what a call states but for one thing, or two: somebody of any kind joins, the last leaves, an
/// amount, the duration or the submission is another or unknown.
///
/// ```
/// let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
/// proptest::proptest!(|(proposal in amif::strategies::nearly_valid_proposal(call))| {
///     let at = "2024-06-01T12:00:00+02:00".parse().unwrap();
///     assert_eq!(proposal.is_eligible(call, at), proposal.verdict(call, at) == amif::Verdict::Eligible);
/// });
/// ```
pub fn nearly_valid_proposal(call: &Call) -> impl Strategy<Value = Proposal> + use<> {
    let changes = vec((0u8..7, participant(), weighted(0.7, eur()), weighted(0.7, -1i64..=61)), 0..=2);
    let deadline = call.deadline().map(|d| d.value.instant());
    (valid_proposal(call), changes).prop_map(move |(mut p, changes)| {
        for (which, member, amount, number) in changes {
            match which {
                0 => p.consortium.participants.push(member),
                1 => drop(p.consortium.participants.pop()),
                2 => p.consortium.participants.iter_mut().take(1).for_each(|first| first.role = member.role),
                3 => p.requested_grant = amount,
                4 => p.total_eligible_costs = amount,
                5 => p.duration_months = number,
                _ => p.submitted_at = number.zip(deadline).and_then(|(hours, at)| earlier(at, hours)),
            }
        }
        p
    })
}

/// Calls of an invented topic: conditions stated, not stated, and left open by their sources.
///
/// ```
/// use amif::Call;
///
/// proptest::proptest!(|(call in amif::strategies::call())| {
///     assert_eq!(Call::from_json(&call.to_json()).ok(), Some(call));
/// });
/// ```
pub fn call() -> impl Strategy<Value = Call> {
    let source = || json!([{ "document": "page", "section": "Conditions" }]);
    // Nobody is in two countries, so no more countries are asked for than applicants.
    let minima =
        (weighted(0.8, 1u32..=5), weighted(0.8, 1u32..=5)).prop_map(move |(applicants, countries)| {
            let countries = countries.map(|n| applicants.map_or(n, |most| n.min(most)));
            [applicants, countries].map(|n| n.map(|n| json!({ "at_least": n, "source": source() })))
        });
    let grant = weighted(0.8, (0i64..2_000_000, 0i64..2_000_000)).prop_map(move |range| {
        range.map(|(a, b)| json!({ "min": a.min(b), "max": a.max(b).saturating_add(1), "source": source() }))
    });
    let months = weighted(0.8, (1i64..=36, 0i64..=24)).prop_map(move |range| {
        range.map(|(min, more)| json!({ "min": min, "max": min.saturating_add(more), "source": source() }))
    });
    let percent = weighted(0.8, rate()).prop_map(move |rate| {
        rate.filter(|rate| !rate.percent().is_zero())
            .map(|rate| json!({ "at_most": rate.percent().normalize().to_string(), "source": source() }))
    });
    let deadline = weighted(0.9, (2021i32..=2027, 1u32..=12, 1u32..=28)).prop_map(move |day| {
        day.map(
            |(y, m, d)| json!({ "date": format!("{y}-{m:02}-{d:02}"), "time": "17:00", "source": source() }),
        )
    });
    let closed = any::<bool>();
    (minima, grant, months, percent, deadline, closed, 1u32..=99).prop_filter_map(
        "contradicts itself",
        move |([applicants, countries], grant, duration, rate, deadline, closed, number)| {
            let mut value = json!({
                "schema": "amif-call/1", "topic": format!("INVENTED-2027-{number:02}"), "call": "INVENTED-2027",
                "version": "invented for a test",
                "documents": { "page": { "title": "An invented page", "basis": "summary" } },
                "countries": { "member_states_except": ["DK"], "source": source() },
                "roles": {
                    "coordinator": { "admitted": ["public_body", "non_profit_private"], "only": closed },
                    "beneficiary": { "admitted": ["public_body", "non_profit_private", "international_organisation"], "only": closed },
                    "source": source(),
                },
            });
            let fields = value.as_object_mut()?;
            let parts: [(&str, Option<Value>); 6] = [
                ("minimum_applicants", applicants),
                ("minimum_countries", countries),
                ("grant", grant),
                ("duration", duration),
                ("funding_rate", rate),
                ("deadline", deadline),
            ];
            fields.extend(parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?))));
            Call::from_json(&value.to_string()).ok()
        },
    )
}

fn cell() -> impl Strategy<Value = Option<Eur>> {
    weighted(0.8, eur())
}

fn costs() -> impl Strategy<Value = Costs> {
    vec(cell(), Category::ALL.len()).prop_map(|cells| {
        let mut costs = Costs::default();
        Category::ALL.iter().zip(cells).for_each(|(category, cell)| costs.set(*category, cell));
        costs
    })
}

fn row() -> impl Strategy<Value = Row> {
    let who = prop_oneof![(0usize..9).prop_map(RowOf::Place), pic().prop_map(RowOf::Pic)];
    let owners = proptest::option::of(vec((0u32..900, rate()), 0..3));
    let packages = vec(costs(), 0..3);
    let resources = vec(cell(), Resource::ALL.len());
    let persons = vec((0u32..3, 0u32..900), 0..3);
    (who, costs(), cell(), cell(), resources, packages, cell(), owners, persons).prop_map(
        |(who, costs, total, requested, cells, packages, largest, owners, persons)| {
            let mut row = Row::of(who);
            (row.costs, row.total, row.requested, row.largest_support) = (costs, total, requested, largest);
            Resource::ALL.iter().zip(cells).for_each(|(resource, cell)| row.resources.set(*resource, cell));
            let package = |costs| {
                let mut package = WorkPackage::new("WP");
                package.costs = costs;
                package
            };
            row.work_packages = packages.into_iter().map(package).collect();
            let owner = |(halves, coefficient)| Owner::new(Days::from_halves(halves), coefficient);
            row.owners = owners.map(|all| all.into_iter().map(owner).collect());
            let person =
                |(name, halves): (u32, u32)| Person::new(&name.to_string(), 2025, Days::from_halves(halves));
            row.persons = persons.into_iter().map(person).collect();
            row
        },
    )
}

/// Budgets of up to four rows in which any cell may be unknown, with totals that need not be right.
///
/// ```
/// proptest::proptest!(|(budget in amif::strategies::budget())| {
///     assert!(budget.rows().len() <= 4);
/// });
/// ```
pub fn budget() -> impl Strategy<Value = Budget> {
    let stated = (proptest::option::of(rate()), cell(), cell());
    (vec(row(), 0..5), stated, proptest::option::of(any::<bool>())).prop_filter_map(
        "within EUR 10^13",
        |(rows, (funding_rate, total, column), justified)| {
            let mut totals = Totals { funding_rate, total, ..Totals::default() };
            totals.costs.extend(column.map(|amount| (Category::Travel, amount)));
            totals.resources.extend(column.map(|amount| (Resource::Income, amount)));
            let budget = Budget::new(rows).ok()?.stating(totals).ok()?;
            Some(match justified {
                Some(justified) => budget.subcontracting_justified(justified),
                None => budget,
            })
        },
    )
}

/// National programmes of 2021 to 2027: a decision, the commitments of each year, and payment applications.
///
/// ```
/// proptest::proptest!(|(programme in amif::strategies::programme())| {
///     assert_eq!(programme.cci.to_string().parse(), Ok(programme.cci));
/// });
/// ```
#[cfg(feature = "programme")]
pub fn programme() -> impl Strategy<Value = Programme> {
    let commitments = vec(weighted(0.9, eur()), 7);
    let applications = vec((2022i32..=2029, eur()), 0..4);
    (select(member_states()), commitments, applications).prop_filter_map(
        "no programme",
        |(state, commitments, applications)| {
            let years = (2021..)
                .zip(commitments)
                .filter_map(|(year, amount)| Some((year.to_string(), json!(amount?))));
            let claims: Vec<Value> = applications
                .into_iter()
                .zip(1u32..)
                .map(|((year, union), number)| {
                    json!({
                        "id": format!("PA{number}"), "submitted_on": format!("{year}-10-15"),
                        "rows": [{ "objective": 1, "action": "15(1)", "union": union }],
                    })
                })
                .collect();
            let text = json!({
                "schema": "amif-programme/1", "cci": format!("2021{}65AMPR001", state.as_str()),
                "decisions": [{ "kind": "adoption", "date": "2022-11-10" }],
                "commitments": serde_json::Map::from_iter(years), "applications": claims,
            });
            Programme::from_json(&text.to_string()).ok()
        },
    )
}
