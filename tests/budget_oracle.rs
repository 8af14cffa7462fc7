//! A second, naive implementation of the rules on budgets, in whole cents and straight from the text of the
//! rules, against the crate: on generated budgets, and over all completions of unknown facts.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "an oracle is written in the plainest way; what goes wrong in it fails the test"
)]

mod seed;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amif::{Call, Proposal};

const CATEGORIES: [&str; 15] =
    ["A.1", "A.2", "A.3", "A.4", "A.5", "B", "C.1", "C.2", "C.3", "D.1", "D.2", "D.3", "D.4", "D.5", "E"];
const RESOURCES: [&str; 4] = ["income", "in_kind", "financial_contributions", "own_resources"];
const ROLES: [&str; 5] =
    ["coordinator", "beneficiary", "affiliated_entity", "associated_partner", "subcontractor"];
const A4: usize = 3;
const A5: usize = 4;
const B: usize = 5;
const D1: usize = 9;
const E: usize = 14;

#[derive(Clone, Debug, PartialEq)]
enum Who {
    Place(usize),
    Pic(u32),
}

#[derive(Clone, Debug)]
struct Entry {
    pic: Option<u32>,
    role: Option<usize>,
}

#[derive(Clone, Debug)]
struct Row {
    who: Who,
    costs: [Option<i128>; 15],
    total: Option<i128>,
    requested: Option<i128>,
    resources: [Option<i128>; 4],
    packages: Vec<[Option<i128>; 15]>,
    largest: Option<i128>,
    /// What is not stated for the largest support is taken to be no more than all together.
    largest_was_open: bool,
    owners_were_open: bool,
    /// Half days and coefficient in per cent.
    owners: Option<Vec<(i128, i128)>>,
    /// Name, year, half days.
    persons: Vec<(u32, i32, i128)>,
}

#[derive(Clone, Debug, Default)]
struct Totals {
    costs: BTreeMap<usize, i128>,
    total: Option<i128>,
    requested: Option<i128>,
    resources: BTreeMap<usize, i128>,
    /// Hundredths of a per cent.
    rate: Option<i128>,
}

#[derive(Clone, Debug)]
struct Model {
    entries: Vec<Entry>,
    complete: bool,
    rows: Vec<Row>,
    totals: Totals,
    justified: Option<bool>,
    requested_grant: Option<i128>,
    total_costs: Option<i128>,
}

/// What a call states, in the oracle's own words.
#[derive(Clone, Debug, Default)]
struct Terms {
    /// Cents of one owner's day before the coefficient; `None` where no opening is stated.
    owner_day: Option<i128>,
    /// Per cent, and the categories outside the base.
    indirect: Option<(i128, Vec<usize>)>,
    volunteers: Option<bool>,
    support: Option<bool>,
    each: Option<i128>,
    /// A call for emergency assistance, whose support may be for what has no ceiling of its own.
    emergency: bool,
    specific: Option<Vec<usize>>,
    /// Per cent.
    justified_above: Option<i128>,
    /// Per cent.
    subcontracted_most: Option<i128>,
    /// Per cent.
    supported_least: Option<i128>,
    range: Option<(i128, i128)>,
    /// Ten-thousandths of a per cent.
    rate: Option<i128>,
}

fn euro(cents: i128) -> String {
    format!("\"{}.{:02}\"", cents / 100, cents % 100)
}

impl Terms {
    fn json(&self) -> String {
        let cited = "\"source\": [{ \"document\": \"d\" }]";
        let mut parts = vec![
            "\"schema\": \"amif-call/1\", \"topic\": \"T-1\"".to_owned(),
            "\"documents\": { \"d\": { \"title\": \"D\", \"basis\": \"summary\" } }".to_owned(),
        ];
        match self.owner_day {
            Some(28_222) => parts.push(format!("\"opening\": {{ \"date\": \"2024-05-21\", {cited} }}")),
            Some(48_585) => parts.push(format!("\"opening\": {{ \"date\": \"2024-07-30\", {cited} }}")),
            _ => {}
        }
        if self.emergency {
            parts.push("\"procedure\": \"emergency_assistance\"".to_owned());
        }
        if let Some((min, max)) = self.range {
            parts.push(format!("\"grant\": {{ \"min\": {}, \"max\": {}, {cited} }}", euro(min), euro(max)));
        }
        if let Some(rate) = self.rate {
            let rate = format!("{}.{:04}", rate / 10_000, rate % 10_000);
            parts.push(format!("\"funding_rate\": {{ \"at_most\": \"{rate}\", {cited} }}"));
        }
        let list = |places: &[usize]| {
            let names: Vec<String> = places.iter().map(|c| format!("{:?}", CATEGORIES[*c])).collect();
            names.join(", ")
        };
        let mut rules = Vec::new();
        if let Some((rate, excluded)) = &self.indirect {
            let excluded = list(excluded);
            rules.push(format!(
                "\"indirect_costs\": {{ \"rate\": \"{rate}\", \"excluded\": [{excluded}], \
                 \"decision\": \"C\", {cited} }}"
            ));
        }
        if let Some(allowed) = self.volunteers {
            rules.push(format!("\"volunteers\": {{ \"allowed\": {allowed}, {cited} }}"));
        }
        let allowed = self.support.map(|a| format!("\"allowed\": {a}, "));
        let each = self.each.map(|e| format!("\"at_most_each\": {}, ", euro(e)));
        let least = self.supported_least.map(|s| format!("\"share_at_least\": \"{s}\", "));
        if allowed.is_some() || each.is_some() || least.is_some() {
            let (allowed, each) = (allowed.unwrap_or_default(), each.unwrap_or_default());
            let least = least.unwrap_or_default();
            rules.push(format!("\"third_party_support\": {{ {allowed}{each}{least}{cited} }}"));
        }
        if let Some(open) = &self.specific {
            rules.push(format!("\"specific_categories\": {{ \"open\": [{}], {cited} }}", list(open)));
        }
        let above = self.justified_above.map(|share| format!("\"justified_above\": \"{share}\", "));
        let most = self.subcontracted_most.map(|share| format!("\"at_most\": \"{share}\", "));
        if above.is_some() || most.is_some() {
            let (above, most) = (above.unwrap_or_default(), most.unwrap_or_default());
            rules.push(format!("\"subcontracting\": {{ {above}{most}{cited} }}"));
        }
        parts.push(format!("\"budget_rules\": {{ {} }}", rules.join(", ")));
        format!("{{ {} }}", parts.join(", "))
    }
}

fn cell(amount: Option<i128>) -> String {
    amount.map_or("null".to_owned(), euro)
}

fn costs(cells: &[Option<i128>; 15]) -> String {
    let cells: Vec<String> =
        CATEGORIES.iter().zip(cells).map(|(name, c)| format!("{name:?}: {}", cell(*c))).collect();
    format!("{{ {} }}", cells.join(", "))
}

impl Row {
    fn json(&self) -> String {
        let who = match self.who {
            Who::Place(place) => place.to_string(),
            Who::Pic(pic) => format!("\"{pic:09}\""),
        };
        let resources: Vec<String> =
            RESOURCES.iter().zip(&self.resources).map(|(n, c)| format!("{n:?}: {}", cell(*c))).collect();
        let packages: Vec<String> = self
            .packages
            .iter()
            .enumerate()
            .map(|(at, p)| format!("{{ \"name\": \"WP{at}\", \"costs\": {} }}", costs(p)))
            .collect();
        let days = |halves: i128| format!("\"{}.{}\"", halves / 2, halves % 2 * 5);
        let owners = self.owners.as_ref().map_or("null".to_owned(), |owners| {
            let each: Vec<String> = owners
                .iter()
                .map(|(halves, per_cent)| {
                    format!("{{ \"days\": {}, \"coefficient\": \"{per_cent}\" }}", days(*halves))
                })
                .collect();
            format!("[{}]", each.join(", "))
        });
        let persons: Vec<String> = self
            .persons
            .iter()
            .map(|(n, y, h)| format!("{{ \"name\": \"P{n}\", \"year\": {y}, \"days\": {} }}", days(*h)))
            .collect();
        format!(
            "{{ \"participant\": {who}, \"costs\": {}, \"total\": {}, \"requested\": {}, \
             \"resources\": {{ {} }}, \"work_packages\": [{}], \"largest_support\": {}, \"owners\": {owners}, \
             \"persons\": [{}] }}",
            costs(&self.costs),
            cell(self.total),
            cell(self.requested),
            resources.join(", "),
            packages.join(", "),
            cell(self.largest),
            persons.join(", "),
        )
    }
}

impl Model {
    fn json(&self) -> String {
        let entries: Vec<String> = self
            .entries
            .iter()
            .enumerate()
            .map(|(at, e)| {
                let pic = e.pic.map_or("null".to_owned(), |p| format!("\"{p:09}\""));
                let role = e.role.map_or("null".to_owned(), |r| format!("{:?}", ROLES[r]));
                format!("{{ \"name\": \"N{at}\", \"pic\": {pic}, \"role\": {role} }}")
            })
            .collect();
        let rows: Vec<String> = self.rows.iter().map(Row::json).collect();
        let stated = |names: &[&str], of: &BTreeMap<usize, i128>| {
            let each: Vec<String> =
                of.iter().map(|(at, c)| format!("{:?}: {}", names[*at], euro(*c))).collect();
            format!("{{ {} }}", each.join(", "))
        };
        let t = &self.totals;
        let rate = t.rate.map_or("null".to_owned(), |r| format!("\"{}.{:02}\"", r / 100, r % 100));
        format!(
            "{{ \"participants\": [{}], \"participants_complete\": {}, \"requested_grant\": {}, \"total_eligible_costs\": {}, \"budget\": {{ \
             \"rows\": [{}], \"subcontracting_justified\": {}, \"totals\": {{ \"costs\": {}, \"total\": {}, \
             \"requested\": {}, \"resources\": {}, \"funding_rate\": {rate} }} }} }}",
            entries.join(", "),
            self.complete,
            cell(self.requested_grant),
            cell(self.total_costs),
            rows.join(", "),
            self.justified.map_or("null".to_owned(), |j| j.to_string()),
            stated(&CATEGORIES, &t.costs),
            cell(t.total),
            cell(t.requested),
            stated(&RESOURCES, &t.resources),
        )
    }
}

type Told = BTreeMap<(String, String), &'static str>;

fn told(holds: bool) -> &'static str {
    if holds { "met" } else { "not_met" }
}

/// Rounded half up.
fn rounded(n: i128, d: i128) -> i128 {
    (2 * n + d) / (2 * d)
}

impl Model {
    /// The entry that a row names.
    fn place(&self, row: &Row) -> Option<usize> {
        match row.who {
            Who::Place(place) => (place < self.entries.len()).then_some(place),
            Who::Pic(pic) => self.entries.iter().position(|e| e.pic == Some(pic)),
        }
    }

    /// The entries of the organisation that an entry is one of.
    fn party(&self, at: usize) -> Vec<usize> {
        let pic = self.entries[at].pic;
        (0..self.entries.len())
            .filter(|other| *other == at || (pic.is_some() && self.entries[*other].pic == pic))
            .collect()
    }

    fn funded(&self, at: usize) -> bool {
        self.party(at).iter().any(|e| self.entries[*e].role.unwrap() < 3)
    }

    /// The costs of a row that are eligible by whose it is.
    fn eligible(&self, row: &Row, from: usize) -> i128 {
        match self.place(row) {
            Some(at) if self.funded(at) => {
                (0..15).filter(|c| *c != from).map(|c| row.costs[c].unwrap()).sum()
            }
            _ => 0,
        }
    }

    fn same(&self, row: &Row, other: &Row) -> bool {
        match (self.place(row), self.place(other)) {
            (Some(a), Some(b)) => self.party(a) == self.party(b),
            (None, None) => row.who == other.who,
            _ => false,
        }
    }

    /// The entries whose organisation has a row.
    fn covered(&self) -> BTreeSet<usize> {
        self.rows.iter().filter_map(|row| self.place(row)).flat_map(|at| self.party(at)).collect()
    }

    /// The least and the most that each row, with the later ones of the same party, can come to ask for, and
    /// then each entry without a row; no most where there is no row.
    fn parts(&self) -> Vec<(i128, Option<i128>)> {
        let rows = self.rows.iter().enumerate().map(|(n, row)| {
            if self.rows[..n].iter().any(|before| self.same(row, before)) {
                return (0, Some(0));
            }
            let amounts: Vec<i128> =
                self.rows.iter().filter(|r| self.same(row, r)).map(|r| r.requested.unwrap()).collect();
            let funded = self.place(row).is_some_and(|at| self.funded(at));
            let least = if funded { *amounts.iter().min().unwrap() } else { 0 };
            (least, Some(amounts.iter().sum::<i128>()))
        });
        let covered = self.covered();
        let entries =
            (0..self.entries.len()).map(|at| (0, (!self.funded(at) || covered.contains(&at)).then_some(0)));
        rows.chain(entries).collect()
    }

    fn asked(&self) -> (i128, Option<i128>) {
        let parts = self.parts();
        let most: Option<i128> = parts.iter().map(|(_, most)| *most).sum();
        // Whoever joins may ask for anything.
        (parts.iter().map(|(least, _)| least).sum(), most.filter(|_| self.complete))
    }

    /// What the rule on the range says of some amounts that the budget can come to ask for: both ends and
    /// whatever lies beside the ends of the range.
    fn ranged(&self, (min, max): (i128, i128)) -> BTreeSet<&'static str> {
        let (least, most) = self.asked();
        [Some(least), most, Some(min - 1), Some(min), Some(max), Some(max + 1)]
            .into_iter()
            .flatten()
            .filter(|v| least <= *v && most.is_none_or(|most| *v <= most))
            .map(|v| told(min <= v && v <= max))
            .collect()
    }
}

const RANGE: &str = "budget/grant-within-range";

/// Every rule on a budget whose facts are all known, under one reading of what the call leaves open.
fn oracle(model: &Model, terms: &Terms, open: bool) -> Told {
    let mut out = Told::new();
    let mut say = |rule: &str, subject: String, what| {
        assert!(out.insert((format!("budget/{rule}"), subject), what).is_none(), "{rule} twice");
    };
    let place = |row: &Row| model.place(row);
    let column = |c: usize| model.rows.iter().map(|r| r.costs[c].unwrap()).sum::<i128>();
    let total: i128 = (0..15).map(column).sum();
    let requested: i128 = model.rows.iter().map(|r| r.requested.unwrap()).sum();
    let resource = |k: usize| model.rows.iter().map(|r| r.resources[k].unwrap()).sum::<i128>();
    let others: i128 = (0..4).map(resource).sum();
    if model.rows.is_empty() {
        for rule in [
            "participant",
            "funded-role",
            "distinct-rows",
            "row-total",
            "work-packages",
            "third-party-ceiling",
        ] {
            say(rule, "/budget/rows".to_owned(), "not_applicable");
        }
        say("indirect-costs", "/budget/rows".to_owned(), "not_applicable");
        if terms.owner_day.is_some() {
            say("unit-costs", "/budget/rows".to_owned(), "not_applicable");
        }
    }
    for (n, row) in model.rows.iter().enumerate() {
        let at = |rule: &str| (rule.to_owned(), format!("/budget/rows/{n}"));
        let mut row_says = |rule: &str, what| {
            let (rule, subject) = at(rule);
            say(&rule, subject, what);
        };
        let sum: i128 = row.costs.iter().map(|c| c.unwrap()).sum();
        row_says("participant", told(place(row).is_some()));
        row_says(
            "funded-role",
            match place(row) {
                None => "not_applicable",
                Some(at) => told(model.funded(at) || sum + row.requested.unwrap() == 0),
            },
        );
        row_says("distinct-rows", told(!model.rows[..n].iter().any(|before| model.same(row, before))));
        row_says("row-total", row.total.map_or("not_applicable", |t| told(t == sum)));
        let package = |c: usize| row.packages.iter().map(|p| p[c].unwrap_or(0)).sum::<i128>();
        let split_e = row.packages.iter().any(|p| p[E].is_some());
        row_says(
            "work-packages",
            if row.packages.is_empty() {
                "not_applicable"
            } else {
                told((0..15).all(|c| (c == E && !split_e) || package(c) == row.costs[c].unwrap()))
            },
        );
        if let Some((rate, excluded)) = &terms.indirect {
            let base: i128 = (0..14).filter(|c| !excluded.contains(c)).map(|c| row.costs[c].unwrap()).sum();
            // To the cent, rounded half up or down.
            let due = [rounded(base * rate, 100), base * rate / 100];
            row_says("indirect-costs", told(due.contains(&row.costs[E].unwrap())));
        } else {
            // Above 7 % of all direct costs a decision is needed, which no call here names.
            let direct: i128 = row.costs[..14].iter().flatten().sum();
            row_says("indirect-costs", told(row.costs[E].unwrap() * 100 <= direct * 7));
        }
        if let Some(day) = terms.owner_day {
            let owners = row.owners.clone().unwrap_or_default();
            let unit = |coefficient: i128| rounded(day * coefficient, 100);
            let cost: i128 = owners.iter().map(|(halves, c)| rounded(unit(*c) * halves, 2)).sum();
            let stated = row.costs[A4].unwrap();
            // Where nothing is entered and it is not stated who the owners are, none are presumed.
            let none = stated == 0 && (cost == 0 || row.owners_were_open);
            row_says("unit-costs", if none { "not_applicable" } else { told(stated == cost) });
        }
        let (all, largest) = (row.costs[D1].unwrap(), row.largest.unwrap());
        let largest = if row.largest_was_open { largest.min(all) } else { largest };
        row_says(
            "third-party-ceiling",
            match (all, largest) {
                (0, 0) => "not_applicable",
                // Humanitarian aid, emergency support, civil protection and crisis management know no EUR 60 000.
                _ if terms.emergency && terms.each.is_none() && open => told(largest <= all),
                _ => told(largest <= all && largest <= terms.each.unwrap_or(6_000_000)),
            },
        );
    }
    let budget = || "/budget".to_owned();
    let covered = model.covered();
    let all = (0..model.entries.len()).all(|at| !model.funded(at) || covered.contains(&at));
    say("every-participant", "/budget/rows".to_owned(), told(all));
    let mut years: HashMap<(u32, i32), i128> = HashMap::new();
    for (name, year, halves) in model.rows.iter().flat_map(|row| &row.persons) {
        *years.entry((*name, *year)).or_default() += halves;
    }
    let days = if years.is_empty() { "not_applicable" } else { told(years.values().all(|h| *h <= 430)) };
    say("days-a-year", budget(), days);
    let t = &model.totals;
    let none = t.costs.is_empty()
        && t.total.is_none()
        && t.requested.is_none()
        && t.resources.is_empty()
        && t.rate.is_none();
    let right = t.costs.iter().all(|(c, s)| column(*c) == *s)
        && t.total.is_none_or(|s| s == total)
        && t.requested.is_none_or(|s| s == requested)
        && t.resources.iter().all(|(r, s)| resource(*r) == *s)
        && t.rate.is_none_or(|s| total > 0 && s == rounded(requested * 10_000, total));
    say("totals", "/budget/totals".to_owned(), if none { "not_applicable" } else { told(right) });
    // Whoever has no funding bears the costs alone.
    let eligible: i128 = model.rows.iter().map(|row| model.eligible(row, 15)).sum();
    let paid_work: i128 = model.rows.iter().map(|row| model.eligible(row, A5)).sum();
    let agrees = model.requested_grant == Some(requested) && model.total_costs == Some(eligible);
    say("agrees-with-proposal", budget(), told(agrees));
    let opened = |amount: i128, allowed: Option<bool>| match amount {
        0 => "not_applicable",
        _ => told(allowed.unwrap_or(open)),
    };
    say("volunteers", budget(), opened(column(A5), terms.volunteers));
    let half = if column(A5) == 0 { "not_applicable" } else { told(column(A5) * 2 <= others) };
    say("volunteers-share", budget(), half);
    let in_kind = if resource(1) == 0 { "not_applicable" } else { told(resource(1) <= column(A5)) };
    say("in-kind-contributions", budget(), in_kind);
    say("grant-without-volunteers", budget(), told(requested <= paid_work));
    say("third-party-support", budget(), opened(column(D1), terms.support));
    let used: Vec<usize> = (10..14).filter(|c| column(*c) > 0).collect();
    let inside = match &terms.specific {
        Some(listed) => used.iter().all(|c| listed.contains(c)),
        None => open,
    };
    say("specific-categories", budget(), if used.is_empty() { "not_applicable" } else { told(inside) });
    // Of the whole, at two decimals of a per cent, half up.
    let keeps =
        |most: i128| rounded(column(B) * 10_000, total) <= most * 100 || column(B) * 100 <= total * most;
    if let Some(share) = terms.justified_above {
        let large = column(B) > 0 && !keeps(share);
        say("subcontracting", budget(), told(!large || model.justified.unwrap()));
    }
    if let Some(most) = terms.subcontracted_most {
        say(
            "subcontracting-ceiling",
            budget(),
            if column(B) == 0 { "not_applicable" } else { told(keeps(most)) },
        );
    }
    if let Some(least) = terms.supported_least {
        let rest = total - column(D1);
        let share =
            || rounded(rest * 10_000, total) <= (100 - least) * 100 || rest * 100 <= total * (100 - least);
        say("third-party-share", budget(), if total == 0 { "not_applicable" } else { told(share()) });
    }
    if let Some(rate) = terms.rate {
        // It keeps to the rate if it does exactly, or if at two decimals of a per cent, half up, it is not
        // above the rate as written.
        let exactly = requested * 1_000_000 <= eligible * rate;
        let within = eligible > 0 && (exactly || rounded(requested * 10_000, eligible) * 100 <= rate);
        say("funding-rate", budget(), told(within));
    }
    say("cofinancing", budget(), told(others > 0));
    say("balance", budget(), told(requested + others == total));
    out
}

/// What the crate says.
fn crate_says(model: &Model, call: &Call) -> BTreeMap<(String, String), String> {
    let json = model.json();
    let proposal = Proposal::from_json(&json).unwrap_or_else(|e| panic!("{e}\n{json}"));
    let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap());
    let mut out = BTreeMap::new();
    for a in report.assessments().filter(|a| a.rule().as_str().starts_with("budget/")) {
        let key = (a.rule().to_string(), a.subject().to_string());
        assert!(out.insert(key, a.outcome().to_string()).is_none(), "{} twice", a.rule());
    }
    out
}

/// A small generator of numbers that needs no seed from outside.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }
}

/// Terms of calls: one that states everything, one that states nothing, and some between.
fn calls() -> Vec<(Terms, Call)> {
    let full = Terms {
        owner_day: Some(28_222),
        indirect: Some((7, vec![A5])),
        volunteers: Some(true),
        support: Some(true),
        each: Some(20),
        emergency: false,
        specific: Some(vec![10, 12]),
        justified_above: Some(30),
        subcontracted_most: Some(50),
        supported_least: Some(10),
        range: Some((10, 40)),
        rate: Some(900_000),
    };
    let bars = Terms {
        owner_day: Some(48_585),
        indirect: Some((25, vec![A5, B, D1])),
        volunteers: Some(false),
        support: Some(false),
        each: None,
        emergency: false,
        specific: Some(Vec::new()),
        justified_above: Some(0),
        subcontracted_most: None,
        supported_least: None,
        range: Some((50_000_000, 100_000_000)),
        rate: Some(666_667),
    };
    let large =
        Terms { each: None, range: Some((50_000_000, 100_000_000)), rate: Some(333_350), ..full.clone() };
    let free = Terms {
        indirect: Some((0, Vec::new())),
        justified_above: None,
        subcontracted_most: Some(100),
        supported_least: Some(100),
        rate: Some(905_125),
        ..full.clone()
    };
    let emergency = Terms { each: None, emergency: true, ..full.clone() };
    [full, bars, large, free, emergency, Terms::default()]
        .into_iter()
        .map(|terms| {
            let json = terms.json();
            let call = Call::from_json(&json).unwrap_or_else(|e| panic!("{e}\n{json}"));
            (terms, call)
        })
        .collect()
}

/// A budget that is mostly right, with everything known.
fn model(dice: &mut Dice, terms: &Terms) -> Model {
    let small = dice.one_in(2);
    let amount = |dice: &mut Dice| -> i128 {
        if dice.one_in(3) {
            0
        } else if small {
            i128::from(dice.below(6))
        } else {
            i128::from(dice.below(20_000_000))
        }
    };
    let nudge = |dice: &mut Dice, value: i128| match dice.below(12) {
        0 => value + 1,
        1 => (value - 1).max(0),
        _ => value,
    };
    let count = dice.below(5) as usize;
    let entries: Vec<Entry> = (0..count)
        .map(|at| Entry {
            pic: Some(if dice.one_in(10) { 1 } else { 100 + at as u32 }),
            role: Some(if dice.one_in(5) { dice.below(5) } else { dice.below(3) } as usize),
        })
        .collect();
    let mut rows = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if (entry.role.unwrap() >= 3 && !dice.one_in(4)) || dice.one_in(12) {
            continue;
        }
        let who = if dice.one_in(2) { Who::Place(at) } else { Who::Pic(entry.pic.unwrap()) };
        rows.push(who);
    }
    if dice.one_in(8) {
        rows.push(dice.pick(&[Who::Place(0), Who::Place(7), Who::Pic(1), Who::Pic(100), Who::Pic(999)]));
    }
    let mut rows: Vec<Row> =
        rows.into_iter().map(|who| row(dice, terms, who, small, amount, nudge)).collect();
    let total: i128 = rows.iter().flat_map(|r| r.costs).flatten().sum();
    if let (Some(rate), [first, others @ ..], true) = (terms.rate, &mut rows[..], dice.one_in(4)) {
        // About what the rate leaves: exactly, or as the share is rounded.
        let by = dice.pick(&[0, 0, 50, 49, -50]);
        let wanted = total * (rate + by) / 1_000_000 + i128::from(dice.below(3)) - 1;
        let others: i128 = others.iter().flat_map(|r| r.requested).sum();
        first.requested = Some((wanted - others).max(0));
    }
    let column = |c: usize| rows.iter().map(|r| r.costs[c].unwrap()).sum::<i128>();
    let requested: i128 = rows.iter().map(|r| r.requested.unwrap()).sum();
    let mut totals = Totals::default();
    if dice.one_in(2) {
        for c in 0..15 {
            if dice.one_in(3) {
                totals.costs.insert(c, if dice.one_in(12) { nudge(dice, column(c)) } else { column(c) });
            }
        }
        totals.total = dice.one_in(2).then(|| nudge(dice, total));
        totals.requested = dice.one_in(2).then(|| nudge(dice, requested));
        for r in 0..4 {
            if dice.one_in(4) {
                totals.resources.insert(r, rows.iter().map(|w| w.resources[r].unwrap()).sum());
            }
        }
        let share = if total > 0 { rounded(requested * 10_000, total) } else { 9_000 };
        totals.rate = dice.one_in(2).then(|| nudge(dice, share.min(999_999)));
    }
    Model {
        requested_grant: Some(nudge(dice, requested)),
        total_costs: Some(nudge(dice, total)),
        complete: true,
        justified: Some(dice.one_in(2)),
        entries,
        rows,
        totals,
    }
}

fn row(
    dice: &mut Dice,
    terms: &Terms,
    who: Who,
    small: bool,
    amount: impl Fn(&mut Dice) -> i128,
    nudge: impl Fn(&mut Dice, i128) -> i128,
) -> Row {
    let mut costs = [0i128; 15];
    for cost in costs.iter_mut().take(14) {
        if !dice.one_in(3) {
            *cost = amount(dice);
        }
    }
    for rare in [A5, D1, 10, 11, 12, 13] {
        if dice.one_in(2) {
            costs[rare] = 0;
        }
    }
    let mut owners = None;
    if dice.one_in(3) {
        let each = (dice.below(5) as i128, dice.pick(&[100i128, 107, 63]));
        let day = terms.owner_day.unwrap_or(28_222);
        costs[A4] = nudge(dice, rounded(rounded(day * each.1, 100) * each.0, 2));
        owners = Some(vec![each]);
    } else if dice.one_in(2) {
        costs[A4] = 0;
    }
    // What is known to be unlisted is listed as nobody.
    let owners = owners.or(Some(Vec::new()));
    let (rate, excluded) = terms.indirect.clone().unwrap_or((7, vec![A5]));
    let base: i128 = (0..14).filter(|c| !excluded.contains(c)).map(|c| costs[c]).sum();
    costs[E] = nudge(dice, rounded(base * rate, 100));
    let total: i128 = costs.iter().sum();
    let requested = match dice.below(4) {
        0 => amount(dice),
        1 => nudge(dice, total * 9 / 10),
        _ => total * 8 / 10,
    };
    let mut resources = [0i128; 4];
    let left = (total - requested).max(0);
    let first = dice.below(4) as usize;
    resources[first] = nudge(dice, left);
    if dice.one_in(4) {
        resources[(first + 1) % 4] = amount(dice);
    }
    let mut packages = Vec::new();
    if dice.one_in(3) {
        let mut one = [Some(0); 15];
        let mut two = costs.map(Some);
        for c in 0..15 {
            let part = costs[c] / 3;
            one[c] = Some(part);
            two[c] = Some(nudge(dice, costs[c] - part).max(0))
                .filter(|_| !dice.one_in(2))
                .or(Some(costs[c] - part));
        }
        if dice.one_in(2) {
            (one[E], two[E]) = (None, None);
        }
        packages = vec![one, two];
    }
    let persons = (0..dice.below(4))
        .map(|_| {
            (dice.below(2) as u32, 2025 + dice.below(2) as i32, dice.pick(&[215i128, 216, 430, 431, 100]))
        })
        .collect();
    let largest = dice.pick(&[0, 5, 20, 21, 6_000_000, 6_000_001]);
    let largest = if small { largest % 50 } else { largest };
    Row {
        who,
        costs: costs.map(Some),
        total: dice.one_in(2).then(|| nudge(dice, total)),
        requested: Some(requested),
        resources: resources.map(Some),
        packages,
        largest: Some(if dice.one_in(4) { largest } else { largest.min(costs[D1]) }),
        largest_was_open: false,
        owners_were_open: false,
        owners,
        persons,
    }
}

/// Met and not applicable together are met; anything else that differs is unknown.
fn folded(outcomes: &BTreeSet<&'static str>) -> &'static str {
    let set: Vec<&str> = outcomes.iter().copied().collect();
    match set.as_slice() {
        ["met"] | ["met", "not_applicable"] => "met",
        ["not_met"] => "not_met",
        ["not_applicable"] => "not_applicable",
        _ => "unknown",
    }
}

/// Outcomes over completions and over both readings of what the call leaves open.
fn over<'m>(
    completions: impl Iterator<Item = &'m Model>,
    terms: &Terms,
) -> BTreeMap<(String, String), BTreeSet<&'static str>> {
    let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for model in completions {
        for open in [true, false] {
            for (key, what) in oracle(model, terms, open) {
                all.entry(key).or_default().insert(what);
            }
        }
        if let Some(range) = terms.range {
            let key = (RANGE.to_owned(), "/budget".to_owned());
            all.entry(key).or_default().extend(model.ranged(range));
        }
    }
    all
}

fn agree(model: &Model, call: &Call, expected: &BTreeMap<(String, String), BTreeSet<&'static str>>) {
    let found = crate_says(model, call);
    for (key, outcomes) in expected {
        let want = folded(outcomes);
        let got = found.get(key).map(String::as_str);
        assert_eq!(got, Some(want), "{key:?} {outcomes:?}\n{}", model.json());
    }
    assert_eq!(found.len(), expected.len(), "{}", model.json());
}

fn compare(budgets: u64, seed: u64) {
    let calls = calls();
    let mut dice = Dice(seed);
    for n in 0..budgets {
        let (terms, call) = &calls[(n % calls.len() as u64) as usize];
        let model = model(&mut dice, terms);
        agree(&model, call, &over(std::iter::once(&model), terms));
        obliges(&model, call);
        if let Some(range) = terms.range {
            let open = Model { complete: false, ..model };
            let key = (RANGE.to_owned(), "/budget".to_owned());
            assert_eq!(crate_says(&open, call)[&key], folded(&open.ranged(range)), "{}", open.json());
        }
    }
}

/// Obligations that go by amounts alone: one a participant with a row, and those of the whole grant.
fn obliges(model: &Model, call: &Call) {
    let proposal = Proposal::from_json(&model.json()).unwrap();
    let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap());
    let mut expected = BTreeMap::new();
    let answer = |above: i128, least: i128, most: Option<i128>, yes, no| {
        let exceeds = [Some(least), most].map(|a| a.is_none_or(|a| a > above));
        match exceeds {
            [true, true] => yes,
            [false, false] => no,
            _ => "unknown",
        }
    };
    for (n, row) in model.rows.iter().enumerate() {
        let first = !model.rows[..n].iter().any(|before| model.same(row, before));
        if first && model.place(row).is_some_and(|at| model.funded(at)) {
            let (least, most) = model.parts()[n];
            expected.insert(("audit-report", Some(n)), answer(75_000_000, least, most, "yes", "no"));
        }
    }
    let (least, most) = model.asked();
    let mut whole = |id, above, yes, no| expected.insert((id, None), answer(above, least, most, yes, no));
    whole("low-value-grant", 6_000_000, "no", "yes");
    whole("very-low-value-grant", 1_500_000, "no", "yes");
    whole("records-for-five-years", 6_000_000, "yes", "no");
    let mut found = BTreeMap::new();
    for told in report.obligations() {
        let others = ["financial-capacity-check", "certificate-on-financial-statements"];
        if !others.contains(&told.id.as_str()) {
            found.insert((told.id.as_str(), told.row), told.triggered.as_str());
        }
    }
    assert_eq!(found, expected, "{}", model.json());
}

#[test]
fn two_implementations_agree_on_5_000_budgets() {
    compare(5_000, 0x5eed_0001);
}

#[test]
#[ignore = "takes a while; run with --release -- --ignored"]
fn two_implementations_agree_on_100_000_budgets() {
    compare(100_000, seed::long(2));
}

/// An unknown fact of a model.
#[derive(Clone, Copy, Debug)]
enum Unknown {
    Cost(usize, usize),
    Requested(usize),
    Resource(usize, usize),
    Package(usize, usize, usize),
    Largest(usize),
    Owners(usize),
    Justified,
    Grant,
    TotalCosts,
    Role(usize),
}

impl Unknown {
    fn any(model: &Model, dice: &mut Dice) -> Option<Self> {
        let row =
            if model.rows.is_empty() { return None } else { dice.below(model.rows.len() as u64) as usize };
        let has_packages = !model.rows[row].packages.is_empty();
        Some(match dice.below(12) {
            0..4 => Unknown::Cost(row, dice.below(15) as usize),
            4 => Unknown::Requested(row),
            5 => Unknown::Resource(row, dice.below(4) as usize),
            6 if has_packages => Unknown::Package(row, dice.below(2) as usize, dice.below(14) as usize),
            7 => Unknown::Largest(row),
            8 if model.rows[row].costs[A4] == Some(0) => Unknown::Owners(row),
            9 => Unknown::Justified,
            10 => dice.pick(&[Unknown::Grant, Unknown::TotalCosts]),
            11 if !model.entries.is_empty() => Unknown::Role(dice.below(model.entries.len() as u64) as usize),
            _ => Unknown::Requested(row),
        })
    }

    fn pointer(self) -> String {
        match self {
            Unknown::Cost(r, c) => format!("/budget/rows/{r}/costs/{}", CATEGORIES[c]),
            Unknown::Requested(r) => format!("/budget/rows/{r}/requested"),
            Unknown::Resource(r, k) => format!("/budget/rows/{r}/resources/{}", RESOURCES[k]),
            Unknown::Package(r, p, c) => {
                format!("/budget/rows/{r}/work_packages/{p}/costs/{}", CATEGORIES[c])
            }
            Unknown::Largest(r) => format!("/budget/rows/{r}/largest_support"),
            Unknown::Owners(r) => format!("/budget/rows/{r}/owners"),
            Unknown::Justified => "/budget/subcontracting_justified".to_owned(),
            Unknown::Grant => "/requested_grant".to_owned(),
            Unknown::TotalCosts => "/total_eligible_costs".to_owned(),
            Unknown::Role(e) => format!("/participants/{e}/role"),
        }
    }

    fn forget(self, model: &mut Model) {
        match self {
            Unknown::Cost(r, c) => model.rows[r].costs[c] = None,
            Unknown::Requested(r) => model.rows[r].requested = None,
            Unknown::Resource(r, k) => model.rows[r].resources[k] = None,
            Unknown::Package(r, p, c) => model.rows[r].packages[p][c] = None,
            Unknown::Largest(r) => model.rows[r].largest = None,
            Unknown::Owners(r) => model.rows[r].owners = None,
            Unknown::Justified => model.justified = None,
            Unknown::Grant => model.requested_grant = None,
            Unknown::TotalCosts => model.total_costs = None,
            Unknown::Role(e) => model.entries[e].role = None,
        }
    }

    /// Every completion that can matter to a small budget.
    fn complete(self, model: &Model, most: i128) -> Vec<Model> {
        let with = |edit: &dyn Fn(&mut Model)| {
            let mut done = model.clone();
            edit(&mut done);
            done
        };
        let large = [6_000_000, 6_000_001, 50_000_000, 100_000_000, 1_000_000_000];
        let amounts = (0..=most).chain(large);
        match self {
            Unknown::Cost(r, c) => amounts.map(|a| with(&|m| m.rows[r].costs[c] = Some(a))).collect(),
            Unknown::Requested(r) => amounts.map(|a| with(&|m| m.rows[r].requested = Some(a))).collect(),
            Unknown::Resource(r, k) => amounts.map(|a| with(&|m| m.rows[r].resources[k] = Some(a))).collect(),
            Unknown::Package(r, p, c) => {
                amounts.map(|a| with(&|m| m.rows[r].packages[p][c] = Some(a))).collect()
            }
            Unknown::Largest(r) => amounts
                .map(|a| with(&|m| (m.rows[r].largest, m.rows[r].largest_was_open) = (Some(a), true)))
                .collect(),
            Unknown::Owners(r) => {
                let owners = [vec![], vec![(2, 100)]];
                owners
                    .map(|o| {
                        with(&|m| {
                            (m.rows[r].owners, m.rows[r].owners_were_open) = (Some(o.clone()), true);
                        })
                    })
                    .to_vec()
            }
            Unknown::Justified => [true, false].map(|j| with(&|m| m.justified = Some(j))).to_vec(),
            Unknown::Grant => amounts.map(|a| with(&|m| m.requested_grant = Some(a))).collect(),
            Unknown::TotalCosts => amounts.map(|a| with(&|m| m.total_costs = Some(a))).collect(),
            Unknown::Role(e) => (0..5).map(|r| with(&|m| m.entries[e].role = Some(r))).collect(),
        }
    }
}

/// Small budgets with unknown facts, each told by trying every completion.
fn exactness(budgets: u32, unknown: usize, most: i128, seed: u64) {
    let calls = calls();
    let mut dice = Dice(seed);
    let mut done = 0;
    while done < budgets {
        let (terms, call) = &calls[done as usize % calls.len()];
        let known = model(&mut dice, terms);
        // What pays has to be small too, or no completion tried would come to it.
        let costs: i128 = known.rows.iter().flat_map(|r| r.costs).flatten().sum();
        let paid: i128 =
            known.rows.iter().flat_map(|r| r.resources.into_iter().chain([r.requested])).flatten().sum();
        if known.rows.is_empty() || costs.max(paid) > most / 2 {
            continue;
        }
        let mut partial = known.clone();
        let facts: Vec<Unknown> = (0..unknown).filter_map(|_| Unknown::any(&known, &mut dice)).collect();
        if facts.len() > 1 && facts[0].pointer() == facts[1].pointer() {
            continue;
        }
        facts.iter().for_each(|fact| fact.forget(&mut partial));
        // Outcomes by completion of the first fact, of the second, and by reading.
        let second = |m: &Model| facts.get(1).map_or_else(|| vec![m.clone()], |f| f.complete(m, most));
        let models: Vec<Vec<Model>> = facts[0].complete(&partial, most).iter().map(second).collect();
        let grid: Vec<Vec<[Told; 2]>> = models
            .iter()
            .map(|row| row.iter().map(|m| [true, false].map(|open| oracle(m, terms, open))).collect())
            .collect();
        let mut expected: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (key, what) in grid.iter().flatten().flatten().flatten() {
            expected.entry(key.clone()).or_default().insert(*what);
        }
        // Two unknown sums can come to any share, but only at amounts beyond those tried.
        if facts.len() > 1 && partial.totals.rate.is_some() {
            expected.retain(|(rule, _), _| rule != "budget/totals");
        }
        let proposal = Proposal::from_json(&partial.json()).unwrap();
        let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse().unwrap());
        if let Some(range) = terms.range {
            let a = report.assessments().find(|a| a.rule().as_str() == RANGE).unwrap();
            let outcomes: BTreeSet<_> = models.iter().flatten().flat_map(|m| m.ranged(range)).collect();
            assert_eq!(a.outcome().as_str(), folded(&outcomes), "{facts:?} {terms:?}\n{}", partial.json());
            // A fact matters where it moves the bounds of a part, and the rows where they leave any room.
            let mut matter = BTreeSet::new();
            let bounds: Vec<Vec<_>> = models.iter().map(|r| r.iter().map(Model::parts).collect()).collect();
            let moves = |bounds: Vec<Vec<(i128, Option<i128>)>>| bounds.iter().any(|b| *b != bounds[0]);
            if (0..bounds[0].len()).any(|j| moves(bounds.iter().map(|row| row[j].clone()).collect())) {
                matter.insert(facts[0].pointer());
            }
            if bounds.iter().any(|row| moves(row.clone())) {
                matter.insert(facts[1].pointer());
            }
            if bounds.iter().flatten().flatten().any(|(least, most)| *most != Some(*least)) {
                matter.insert("/budget/rows".to_owned());
            }
            let missing: BTreeSet<String> = a.missing().iter().map(ToString::to_string).collect();
            let matter = if a.outcome().as_str() == "unknown" { matter } else { BTreeSet::new() };
            assert_eq!(missing, matter, "{facts:?} {terms:?}\n{}", partial.json());
        }
        for a in report.assessments() {
            let key = (a.rule().to_string(), a.subject().to_string());
            let Some(outcomes) = expected.get(&key) else { continue };
            let context = || format!("{key:?} {outcomes:?} {facts:?} {terms:?}\n{}", partial.json());
            assert_eq!(a.outcome().as_str(), folded(outcomes), "{}", context());
            // A fact or question matters if the outcome changes with it alone.
            let class = |told: &Told| told[&key] == "not_met";
            let differ = |classes: Vec<bool>| classes.contains(&true) && classes.contains(&false);
            let mut matter = BTreeSet::new();
            for reading in 0..2 {
                let columns = 0..grid[0].len();
                if columns.clone().any(|j| differ(grid.iter().map(|row| class(&row[j][reading])).collect())) {
                    matter.insert(facts[0].pointer());
                }
                if grid.iter().any(|row| differ(row.iter().map(|cell| class(&cell[reading])).collect())) {
                    matter.insert(facts[1].pointer());
                }
            }
            let asked = grid.iter().flatten().any(|cell| class(&cell[0]) != class(&cell[1]));
            let missing: BTreeSet<String> = a.missing().iter().map(ToString::to_string).collect();
            assert_eq!(missing.len(), a.missing().len(), "listed twice: {}", context());
            if a.outcome().as_str() == "unknown" {
                assert_eq!(missing, matter, "missing: {}", context());
                assert_eq!(!a.open().is_empty(), asked, "open: {}", context());
            }
        }
        done += 1;
    }
}

#[test]
fn one_unknown_fact_is_told_exactly() {
    exactness(250, 1, 130, 0x5eed_0003);
}

#[test]
fn two_unknown_facts_are_told_exactly() {
    exactness(10, 2, 60, 0x5eed_0004);
}

#[test]
#[ignore = "takes a while; run with --release -- --ignored"]
fn unknown_facts_are_told_exactly_in_many_budgets() {
    exactness(3_000, 1, 130, seed::long(5));
    exactness(60, 2, 70, seed::long(6));
}
