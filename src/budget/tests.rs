#![expect(clippy::arithmetic_side_effects, reason = "a sum that overflows here fails the test")]

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::*;

fn eur(text: &str) -> Eur {
    text.parse().unwrap()
}

fn cents(cents: i64) -> Eur {
    Eur::from_cents(cents).unwrap()
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn read(text: &str) -> Result<Budget, Vec<String>> {
    crate::input::document(text, budget()).map_err(|e| e.problems().iter().map(ToString::to_string).collect())
}

fn one_error(text: &str) -> String {
    let mut errors = read(text).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn an_empty_table_costs_nothing_and_its_indirect_costs_are_not_known() {
    let budget = read(r#"{"rows": [{"participant": 0, "costs": {"A.1": 5, "C.1": null}}]}"#).unwrap();
    let row = &budget.rows()[0];
    assert_eq!(row.costs.get(Category::Employees), Some(eur("5")));
    assert_eq!(row.costs.get(Category::Travel), None);
    assert_eq!(row.costs.get(Category::Subcontracting), Some(Eur::ZERO));
    assert_eq!(row.costs.total(), Sum { known: eur("5"), unknown: 2 });
    assert_eq!((row.requested, row.resources.total().unknown), (None, 4));
    let bare = read(r#"{"rows": [{"participant": 0}]}"#).unwrap();
    assert_eq!(bare.rows()[0].costs, Costs::UNKNOWN);
}

#[test]
fn bad_cells_are_one_error_each_with_their_place() {
    let row = |fields: &str| format!(r#"{{"rows": [{{"participant": 0, {fields}}}]}}"#);
    for (fields, expected) in [
        (
            r#""costs": {"A.1": -1}"#,
            "/rows/0/costs/A.1: the amounts of a budget must not be below zero (found -1.00)",
        ),
        (
            r#""costs": {"A.1": "-0.01"}"#,
            "/rows/0/costs/A.1: the amounts of a budget must not be below zero (found -0.01)",
        ),
        (
            r#""costs": {"A.1": "0.005"}"#,
            "/rows/0/costs/A.1: found \"0.005\"; an amount has at most two decimals",
        ),
        (r#""costs": {"A.1": 0.5}"#, "/rows/0/costs/A.1: found the number 0.5; an amount with decimals"),
        (r#""costs": {"A.1": 10000000000001}"#, "/rows/0/costs/A.1: found 10000000000001; amounts go up to"),
        (r#""costs": {"A.6": 1}"#, "/rows/0/costs/A.6: found the unknown field \"A.6\"; did you mean"),
        (r#""costs": {"A.1": 1, "A.1": 2}"#, "/rows/0/costs: duplicate field \"A.1\""),
        (r#""requested": "90 %""#, "/rows/0/requested: found \"90 %\"; an amount is written as digits"),
        (r#""resources": {"own": 1}"#, "/rows/0/resources/own: found the unknown field"),
        (r#""owners": [{"days": "1.25", "coefficient": "100"}]"#, "/rows/0/owners/0/days: found \"1.25\";"),
        (
            r#""owners": [{"days": 1, "coefficient": 1.0}]"#,
            "/rows/0/owners/0/coefficient: found the number 1;",
        ),
        (r#""persons": [{"name": "A", "year": 2025}]"#, "/rows/0/persons/0: the field \"days\" is missing"),
    ] {
        let error = one_error(&row(fields));
        assert!(error.starts_with(expected), "{error}");
    }
    assert!(one_error(r#"{"rows": [{"participant": -1}]}"#).contains("counted from 0"));
    assert!(one_error(r#"{"rows": [{"participant": 0.5}]}"#).starts_with("/rows/0/participant: found"));
    assert!(one_error(r#"{"rows": [{}]}"#).contains("\"participant\" is missing"));
    assert!(one_error("{}").contains("\"rows\" is missing"));
}

#[test]
fn a_share_is_text_because_a_number_can_be_meant_in_two_ways() {
    let stated = |text: &str| format!(r#"{{"rows": [], "totals": {{"funding_rate": {text}}}}}"#);
    for same in ["\"90\"", "\"90 %\"", "\"90.00\""] {
        assert_eq!(read(&stated(same)).unwrap().totals().funding_rate, Some(rate("90")), "{same}");
    }
    for number in ["90", "0.9"] {
        let error = one_error(&stated(number));
        assert!(error.contains("expected a number of per cent as text, such as \"90\" for 90 %"), "{error}");
    }
    assert_eq!(read(&stated("\"0.9\"")).unwrap().totals().funding_rate, Some(rate("0.9")));
}

#[test]
fn amounts_that_add_up_beyond_the_limit_make_no_budget() {
    let row = |amount: &str| {
        let mut row = Row::of(0);
        row.costs.set(Category::Employees, Some(eur(amount)));
        row
    };
    assert!(Budget::new([row("6000000000000"), row("4000000000000")]).is_ok());
    let over = Budget::new([row("6000000000000"), row("4000000000000.01")]);
    assert_eq!(over, Err(BudgetError::TooLarge));
    let text =
        r#"{"rows": [{"participant": 0, "requested": 10000000000000, "resources": {"income": "0.01"}}]}"#;
    assert_eq!(one_error(text), "the amounts add up to more than EUR 10 000 000 000 000");
    let mut negative = Row::of(0);
    negative.resources.set(Resource::Income, Some(eur("-1")));
    assert!(matches!(Budget::new([Row::of(1), negative]), Err(BudgetError::Negative { row: 1, .. })));
}

#[test]
fn the_flat_rate_rounds_half_up() {
    let of = |base: &str| indirect_costs(eur(base), rate("7"));
    assert_eq!(of("0.07"), Some(Eur::ZERO)); // 0.49 of a cent
    assert_eq!(of("0.08"), Some(eur("0.01"))); // 0.56 of a cent
    assert_eq!(of("0.50"), Some(eur("0.04"))); // 3.5 cents
    assert_eq!(of("100000.07"), Some(eur("7000")));
    assert_eq!(of("-1"), None);
    assert_eq!(indirect_costs(Eur::MAX, rate("9999")), None);
}

#[test]
fn owners_cost_what_the_calls_opening_says() {
    let unit = |day: &str, coefficient: &str| owner_unit_cost(day.parse().unwrap(), rate(coefficient));
    assert_eq!(unit("2021-01-01", "100"), Some(eur("282.22")));
    assert_eq!(unit("2024-07-30", "100"), Some(eur("485.85")));
    assert_eq!(unit("2025-12-15", "100"), Some(eur("485.85")));
    assert_eq!(unit("2025-12-16", "63.5"), Some(eur("327.06"))); // 327.0631
    assert_eq!(days_at(Days::from_halves(3), eur("0.01")), Some(eur("0.02")));
    for (text, halves) in [("0", 0), ("10", 20), ("10.0", 20), ("10.5", 21)] {
        assert_eq!(text.parse::<Days>().unwrap().halves(), halves);
    }
    for bad in ["", ".5", "1.", "1.50", "-1", "+1", "99999999999"] {
        assert!(bad.parse::<Days>().is_err(), "{bad}");
    }
}

#[test]
fn the_cap_and_the_profit_bind_at_the_cent() {
    let mut end = Settlement::new(eur("100000"), rate("90"), eur("90000"));
    assert!(!end.final_grant().unwrap().capped);
    end.maximum_grant = eur("89999.99");
    let grant = end.final_grant().unwrap();
    assert!(grant.capped && grant.grant == eur("89999.99"));
    end.maximum_grant = eur("90000");
    end.revenue = eur("10000");
    assert_eq!(end.final_grant().unwrap().profit, Eur::ZERO);
    end.revenue = eur("10000.02");
    let grant = end.final_grant().unwrap();
    assert_eq!((grant.profit, grant.profit_share, grant.grant), (eur("0.02"), eur("0.02"), eur("89999.98")));
    end.reduction = eur("100000");
    assert_eq!(end.final_grant().unwrap().grant, Eur::ZERO);
    end.reduction = eur("-1");
    assert_eq!(end.final_grant(), None);
}

#[test]
fn a_low_value_grant_reckons_no_profit() {
    let mut end = Settlement::new(eur("70000"), rate("90"), eur("60000"));
    end.revenue = eur("50000");
    assert_eq!(end.final_grant().unwrap().exemption, Some(Exemption::LowValue));
    assert_eq!(end.final_grant().unwrap().grant, eur("60000"));
    end.maximum_grant = eur("60000.01");
    assert_eq!(end.final_grant().unwrap().exemption, None);
    assert!(end.final_grant().unwrap().profit > Eur::ZERO);
    let none = Settlement::new(Eur::ZERO, rate("90"), eur("750000"));
    assert_eq!(none.final_grant().unwrap().grant, Eur::ZERO);
}

#[test]
fn no_grant_passes_below_the_minimum_or_without_costs() {
    let mut ceilings = Ceilings::new(eur("1000"));
    ceilings.rate = Some(rate("90"));
    ceilings.minimum = Some(eur("900.05"));
    assert_eq!(ceilings.largest_grant(), None);
    ceilings.minimum = Some(eur("900.04"));
    assert_eq!(ceilings.largest_grant().unwrap().grant, eur("900.04"));
    assert_eq!(Ceilings::new(Eur::ZERO).largest_grant(), None);
    let mut all = Ceilings::new(eur("1000"));
    all.volunteers = eur("600");
    assert_eq!(
        all.largest_grant(),
        None,
        "volunteers cannot be half of a co-financing below twice their work"
    );
}

#[test]
fn stated_totals_are_zero_or_more_and_add_up() {
    let stating = |edit: &dyn Fn(&mut Totals)| {
        let mut totals = Totals::default();
        edit(&mut totals);
        Budget::new([]).unwrap().stating(totals).map(|_| ())
    };
    let negative = Err(BudgetError::NegativeTotal { amount: eur("-1") });
    assert_eq!(stating(&|t| t.total = Some(eur("-1"))), negative);
    assert_eq!(stating(&|t| t.requested = Some(eur("-1"))), negative);
    assert_eq!(stating(&|t| t.costs.push((Category::Travel, eur("-1")))), negative);
    assert_eq!(stating(&|t| t.resources.push((Resource::Income, eur("-1")))), negative);
    let both = [(Category::Travel, Eur::MAX), (Category::Equipment, eur("0.01"))];
    assert_eq!(stating(&|t| t.costs.extend(both)), Err(BudgetError::TooLarge));
    assert_eq!(stating(&|t| t.costs.push(both[0])), Ok(()));
    // Each stands once, and in the order of the table.
    let small = |category| (category, eur("1"));
    let [travel, equipment] = [Category::Travel, Category::Equipment].map(small);
    let twice = [travel, equipment, travel];
    assert_eq!(stating(&|t| t.costs.extend(twice)), Err(BudgetError::TotalTwice { of: "C.1" }));
    let of = |costs: Vec<_>| Budget::new([]).unwrap().stating(Totals { costs, ..Totals::default() }).unwrap();
    assert_eq!(of(vec![equipment, travel]), of(vec![travel, equipment]));
    let text = r#"{"rows": [], "totals": {"costs": {"A.1": 10000000000000, "B": "0.01"}}}"#;
    assert_eq!(one_error(text), "the amounts add up to more than EUR 10 000 000 000 000");
}

/// Rates of up to four decimals, plain ones as often as others.
fn rates() -> impl Strategy<Value = Rate> {
    let decimals = prop_oneof![
        (1i64..=100).prop_map(Decimal::from),
        (1i64..=10_000).prop_map(|n| Decimal::new(n, 2)),
        (1i64..=1_000_000).prop_map(|n| Decimal::new(n, 4)),
    ];
    decimals.prop_map(|percent| Rate::from_percent(percent).unwrap())
}

/// A share keeps to a rate if it does exactly, or if at two decimals of a per cent, half up, it is not above
/// the rate as written.
fn keeps_to(rate: Rate, part: i64, whole: i64) -> bool {
    let hundredfold = Decimal::from(part) * Decimal::from(100);
    let shown = (hundredfold / Decimal::from(whole))
        .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    hundredfold <= rate.percent() * Decimal::from(whole) || shown <= rate.percent()
}

fn ceilings() -> impl Strategy<Value = Ceilings> {
    let costs = prop_oneof![1i64..100, 1i64..200_000_000];
    let maximum = proptest::option::of(prop_oneof![0i64..100, 0i64..200_000_000]);
    (costs, 0i64..50, proptest::option::of(rates()), maximum).prop_map(|(costs, share, rate, maximum)| {
        let mut ceilings = Ceilings::new(cents(costs));
        ceilings.volunteers = cents(if share < 25 { 0 } else { costs * (share - 25) / 100 });
        ceilings.rate = rate;
        ceilings.maximum = maximum.map(cents);
        ceilings
    })
}

/// Whether a grant keeps to everything, straight from the rules.
fn passes(c: &Ceilings, grant: i64) -> bool {
    grant >= 0
        && c.maximum.is_none_or(|most| grant <= most.cents())
        && c.rate.is_none_or(|rate| keeps_to(rate, grant, c.costs.cents()))
        && grant <= c.costs.cents() - c.volunteers.cents()
        && 2 * c.volunteers.cents() <= c.costs.cents() - grant
        && c.costs.cents() - grant > 0
}

proptest! {
    #[test]
    fn shares_conserve_every_cent(
        amount in 0i64..=1_000_000_000_000_000,
        weights in proptest::collection::vec(prop_oneof![0i64..10, 0i64..=1_000_000_000_000], 1..40),
    ) {
        let weights: Vec<Eur> = weights.into_iter().map(cents).collect();
        let whole: i128 = weights.iter().map(|w| i128::from(w.cents())).sum();
        match split(cents(amount), &weights) {
            None => prop_assert_eq!(whole, 0),
            Some(shares) => {
                prop_assert_eq!(shares.iter().map(|s| s.cents()).sum::<i64>(), amount);
                for (share, weight) in shares.iter().zip(&weights) {
                    let exact = i128::from(amount) * i128::from(weight.cents());
                    let off = i128::from(share.cents()) * whole - exact;
                    prop_assert!(off.abs() < whole, "a share is off by a cent or more");
                }
            }
        }
    }

    #[test]
    fn the_largest_grant_passes_and_one_cent_more_fails(c in ceilings()) {
        match c.largest_grant() {
            None => prop_assert!(!passes(&c, 0)),
            Some(largest) => {
                prop_assert!(passes(&c, largest.grant.cents()));
                prop_assert!(!passes(&c, largest.grant.cents() + 1));
                let least = largest.limits.iter().map(|(_, most)| *most).min();
                prop_assert_eq!(least, Some(largest.grant));
                prop_assert!(largest.limits.contains(&(largest.binding, largest.grant)));
            }
        }
    }

    #[test]
    fn costs_scaled_scale_the_grant_unless_a_fixed_limit_binds(c in ceilings(), k in 1i64..1000) {
        let mut scaled = c;
        scaled.costs = cents(c.costs.cents() * k);
        scaled.volunteers = cents(c.volunteers.cents() * k);
        if let (Some(one), Some(many)) = (c.largest_grant(), scaled.largest_grant()) {
            let times = one.grant.cents() * k;
            if many.binding == Limit::Maximum {
                prop_assert_eq!(Some(many.grant), c.maximum);
            } else if one.binding != Limit::Maximum {
                // Each cent that was rounded away counts k times.
                prop_assert!(many.grant.cents() >= times && many.grant.cents() < times + k);
            }
        }
    }

    #[test]
    fn the_smallest_costs_carry_the_grant_and_one_cent_less_does_not(
        c in ceilings(),
        grant in prop_oneof![0i64..100, 0i64..200_000_000],
        minimum in proptest::option::of(0i64..100_000_000),
    ) {
        let mut c = c;
        c.minimum = minimum.map(cents);
        let carried = |costs: i64| {
            let mut with = c;
            with.costs = cents(costs);
            costs > 0 && minimum.is_none_or(|least| grant >= least) && passes(&with, grant)
        };
        match c.smallest_costs(cents(grant)) {
            Some(costs) => {
                prop_assert!(carried(costs.cents()));
                prop_assert!(!carried(costs.cents() - 1));
                // The largest grant for those costs is no smaller.
                let mut with = c;
                with.costs = costs;
                prop_assert!(with.largest_grant().is_some_and(|l| l.grant.cents() >= grant));
            }
            None => prop_assert!(!carried(1_000_000_000_000_000)),
        }
    }

    #[test]
    fn payments_and_balance_are_the_final_grant(
        maximum in 0i64..200_000_000,
        last in 0i64..200_000_000,
        shares in proptest::collection::vec(0u32..8_000, 0..4),
        interim in proptest::collection::vec(0i64..100_000_000, 0..4),
        ceiling in proptest::option::of(0u32..=10_000),
    ) {
        let mut schedule = Schedule::new(shares.into_iter().filter_map(Rate::from_hundredths).collect());
        schedule.interim = interim.into_iter().map(cents).collect();
        schedule.ceiling = ceiling.and_then(Rate::from_hundredths);
        let paid = schedule.payments(cents(maximum), cents(last)).unwrap();
        let before: i64 = paid.prefinancing.iter().chain(&paid.interim).map(|p| p.cents()).sum();
        prop_assert_eq!(before + paid.balance.cents(), last);
        prop_assert!(i128::from(before) * 10_000 <= i128::from(maximum) * i128::from(ceiling.unwrap_or(10_000)));
    }

    #[test]
    fn the_final_grant_keeps_to_cap_and_costs(
        costs in 0i64..200_000_000, hundredths in 0u32..=10_000, maximum in 0i64..200_000_000,
        revenue in 0i64..200_000_000, reduction in 0i64..1_000_000,
    ) {
        let rate = Rate::from_hundredths(hundredths).unwrap();
        let mut end = Settlement::new(cents(costs), rate, cents(maximum));
        (end.revenue, end.reduction) = (cents(revenue), cents(reduction));
        let grant = end.final_grant().unwrap();
        prop_assert!(grant.grant <= grant.accepted && grant.accepted <= end.maximum_grant);
        prop_assert!(grant.accepted.cents() <= costs);
        prop_assert!(grant.profit_share <= grant.profit || grant.profit == Eur::ZERO);
    }

    #[test]
    fn budgets_survive_json(budget in budgets()) {
        let json = serde_json::to_string(&budget).unwrap();
        prop_assert_eq!(read(&json).unwrap(), budget);
    }

    #[test]
    fn sums_are_the_same_by_row_and_by_column(budget in budgets()) {
        let columns = Category::ALL.iter().map(|c| budget.column(*c)).fold(Sum::default(), Sum::and);
        prop_assert_eq!(columns, budget.total_costs());
        let resources = Resource::ALL.iter().map(|r| budget.resource(*r)).fold(Sum::default(), Sum::and);
        prop_assert_eq!(resources, budget.cofinancing());
    }
}

fn cell() -> impl Strategy<Value = Option<Eur>> {
    proptest::option::weighted(0.8, prop_oneof![Just(0i64), 0i64..100_000_000].prop_map(cents))
}

fn costs() -> impl Strategy<Value = Costs> {
    proptest::array::uniform15(cell()).prop_map(|cells| {
        let mut costs = Costs::default();
        Category::ALL.iter().zip(cells).for_each(|(c, cell)| costs.set(*c, cell));
        costs
    })
}

fn rows() -> impl Strategy<Value = Row> {
    let who = prop_oneof![
        (0usize..9).prop_map(RowOf::Place),
        "[0-9]{1,9}".prop_map(|p| RowOf::Pic(crate::Pic::new(&p)))
    ];
    let owners = proptest::option::of(proptest::collection::vec((0u32..900, 1u32..20_000), 0..3));
    let packages = proptest::collection::vec(costs(), 0..3);
    let resources = proptest::array::uniform4(cell());
    let persons = proptest::collection::vec((0u32..3, 0u32..900), 0..3);
    (who, costs(), cell(), cell(), resources, packages, cell(), owners, persons).prop_map(
        |(who, costs, total, requested, cells, packages, largest, owners, persons)| {
            let mut row = Row::of(who);
            (row.costs, row.total, row.requested, row.largest_support) = (costs, total, requested, largest);
            Resource::ALL.iter().zip(cells).for_each(|(r, cell)| row.resources.set(*r, cell));
            row.work_packages = packages
                .into_iter()
                .map(|costs| {
                    let mut package = WorkPackage::new("WP");
                    package.costs = costs;
                    package
                })
                .collect();
            row.owners = owners.map(|all| {
                let each = |(halves, share)| {
                    Owner::new(Days::from_halves(halves), Rate::from_hundredths(share).unwrap())
                };
                all.into_iter().map(each).collect()
            });
            let each =
                |(name, halves): (u32, u32)| Person::new(&name.to_string(), 2025, Days::from_halves(halves));
            row.persons = persons.into_iter().map(each).collect();
            row
        },
    )
}

pub(crate) fn budgets() -> impl Strategy<Value = Budget> {
    let stated = (proptest::option::of(0u32..20_000), cell(), cell());
    let parts = (proptest::collection::vec(rows(), 0..5), stated, proptest::option::of(any::<bool>()));
    parts.prop_map(|(rows, (rate, total, column), justified)| {
        let funding_rate = rate.and_then(Rate::from_hundredths);
        let mut totals = Totals { funding_rate, total, ..Totals::default() };
        totals.costs.extend(column.map(|amount| (Category::Travel, amount)));
        totals.resources.extend(column.map(|amount| (Resource::Income, amount)));
        let budget = Budget::new(rows).unwrap().stating(totals).unwrap();
        match justified {
            Some(justified) => budget.subcontracting_justified(justified),
            None => budget,
        }
    })
}
