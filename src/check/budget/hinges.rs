//! On which unknown cells and open questions an unknown outcome on a budget hinges.

use super::rows;
use super::{Finding, Operands, Party, Sheet, bounds};
use crate::budget::{Category, Resource};
use crate::call::Point;
use crate::check::fact::{Fact, FactKind};
use crate::check::hinge::Hinges;
use crate::check::project;
use crate::money::{Eur, Rate};
use crate::organisation::Role;
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;
use crate::rule::Raw;
use crate::rule::RuleId;

/// Adds what an unknown outcome hinges on. Cells are each looked at once, so none is listed twice.
pub(crate) fn of(raw: &Raw, sheet: &Sheet<'_>, hinges: &mut Hinges) {
    let Some(finding) = super::finding(raw, sheet) else { return };
    let place = raw.participant as usize;
    let mut facts = Facts { sheet, found: Vec::new() };
    match raw.rule {
        rule if rows::RULES.contains(&rule) => facts.row(rule, place, &finding),
        rule => facts.whole(rule, &finding),
    }
    hinges.facts.extend(facts.found);
    match raw.rule {
        RuleId::BudgetGrantRange => {
            let asked = sheet.ledger.grant;
            let amounts = project::Amounts::Within(asked.least, asked.most);
            project::grant_hinges(amounts, sheet.target_countries, sheet.call, hinges);
        }
        RuleId::BudgetFundingRate => {
            if let Some((question, other)) = sheet.call.rate_asked().and_then(|rate| rate.other())
                && let Operands::Share { part, whole, rate } = finding.operands
                && *other != rate
            {
                let under = |rate| bounds::within_rate(part, whole, rate).fold();
                // Where cells are missing, some way to fill them stands between the two rates.
                if under(*other) != under(rate) || under(rate) == Outcome::Unknown {
                    hinges.question(question);
                }
            }
        }
        _ => {}
    }
    if let Operands::Opened { point: Point::Open(question), .. } = finding.operands {
        hinges.question(usize::from(question));
    }
}

/// The unknown costs of a row.
pub(crate) fn row_costs(sheet: &Sheet<'_>, place: usize) -> Vec<Fact> {
    let mut facts = Facts { sheet, found: Vec::new() };
    facts.costs(place, Category::ALL.iter().copied());
    facts.found
}

/// The unknown costs, contributions and resources of all rows.
pub(crate) fn all_cells(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts = Facts { sheet, found: Vec::new() };
    facts.all_costs();
    facts.all_requested();
    facts.all_resources();
    facts.found
}

/// The facts behind what a budget asks for, where that is not one amount.
pub(crate) fn open_grant(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts = Facts { sheet, found: Vec::new() };
    facts.grant();
    facts.found
}

/// The facts behind who somebody is that is no known organisation.
pub(crate) fn identity(sheet: &Sheet<'_>, party: Party) -> Vec<Fact> {
    let mut facts = Facts { sheet, found: Vec::new() };
    facts.identity(party, true);
    facts.found
}

/// More entries without a code than these are named together.
const NAMED_APART: usize = 10;

struct Facts<'s, 'a> {
    sheet: &'s Sheet<'a>,
    found: Vec<Fact>,
}

impl Facts<'_, '_> {
    fn cost(&mut self, row: usize, category: Category) {
        let cell = self.sheet.budget.rows().get(row).map(|r| r.costs.get(category));
        if cell == Some(None) {
            self.found.push(Fact::of_cost(row, category));
        }
    }

    fn costs(&mut self, row: usize, categories: impl Iterator<Item = Category>) {
        categories.for_each(|category| self.cost(row, category));
    }

    fn requested(&mut self, row: usize) {
        let cell = self.sheet.budget.rows().get(row).map(|r| r.requested);
        if cell == Some(None) {
            self.found.push(Fact::of_row(row, FactKind::Requested));
        }
    }

    fn resource(&mut self, row: usize, resource: Resource) {
        let cell = self.sheet.budget.rows().get(row).map(|r| r.resources.get(resource));
        if cell == Some(None) {
            self.found.push(Fact::of_resource(row, resource));
        }
    }

    /// Every unknown cell of some columns.
    fn columns(&mut self, categories: impl Iterator<Item = Category> + Clone) {
        for row in 0..self.sheet.budget.rows().len() {
            self.costs(row, categories.clone());
        }
    }

    fn all_costs(&mut self) {
        self.columns(Category::ALL.iter().copied());
    }

    fn all_requested(&mut self) {
        (0..self.sheet.budget.rows().len()).for_each(|row| self.requested(row));
    }

    fn all_resources(&mut self) {
        for row in 0..self.sheet.budget.rows().len() {
            Resource::ALL.iter().for_each(|r| self.resource(row, *r));
        }
    }

    /// Who a code or a place may turn out to be.
    fn identity(&mut self, party: Party, roles: bool) {
        if party == Party::Code {
            self.nameless(roles, |_| true);
        }
        if !self.sheet.complete {
            self.found.push(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
    }

    /// The codes of entries that state none, and where wanted their roles too. Many are named together, as
    /// each row with a code that nobody states would name them all.
    fn nameless(&mut self, roles: bool, concerned: impl Fn(&Participant) -> bool) {
        let all = self.sheet.participants.iter().enumerate();
        let nameless = all.filter(|(_, entry)| entry.applicant.pic.is_none() && concerned(entry));
        if self.sheet.ledger.nameless > NAMED_APART {
            self.found.push(Fact::of_proposal(FactKind::Participants));
            return;
        }
        for (at, entry) in nameless {
            self.found.push(Fact::of_participant(at, FactKind::Pic));
            if roles && entry.role.is_none() {
                self.found.push(Fact::of_participant(at, FactKind::Role));
            }
        }
    }

    fn role(&mut self, place: usize) {
        if self.sheet.participants.get(place).is_some_and(|p| p.role.is_none()) {
            self.found.push(Fact::of_participant(place, FactKind::Role));
        }
    }

    /// The roles of an organisation's entries.
    fn roles(&mut self, first: usize) {
        let ledger = self.sheet.ledger;
        ledger.entries(first).for_each(|entry| self.role(entry));
    }

    /// What the bounds of the whole grant hang on: unknown cells, roles and codes, and rows that are
    /// missing, stand twice or are of nobody who is funded.
    fn grant(&mut self) {
        let ledger = self.sheet.ledger;
        let (mut rows, mut joiners) = (false, !self.sheet.complete);
        // Rows with a code that nobody states; whether it makes a difference whose code it is.
        let (mut coded, mut whose) = (false, false);
        for (first, asked) in ledger.groups() {
            let (party, standing) = (ledger.party(first), ledger.standing(ledger.party(first)));
            ledger.rows_of(first).for_each(|row| self.requested(row));
            coded |= party == Party::Code;
            if asked.most == Some(Eur::ZERO) {
                continue;
            }
            rows |= !standing.surely_funded() || ledger.rows_of(first).nth(1).is_some();
            joiners |= party == Party::Later;
            whose |= party == Party::Code && standing.funded;
            // With a row that asks for nothing the role makes no difference: that row may be the one.
            let asks = |row: usize| self.sheet.budget.rows().get(row).map(|r| r.requested);
            let nothing = ledger.rows_of(first).any(|row| asks(row) == Some(Some(Eur::ZERO)));
            match party {
                Party::Organisation(first) if standing.funded && standing.unfunded && !nothing => {
                    self.roles(first);
                }
                _ => {}
            }
        }
        for (first, standing) in ledger.uncovered() {
            rows = true;
            if standing.unfunded {
                self.roles(first);
            }
            let code = self.sheet.participants.get(first).map(|entry| &entry.applicant.pic);
            whose |= coded && code.is_some_and(Option::is_none);
        }
        if whose {
            self.nameless(true, |entry| entry.role.is_none_or(Role::is_funded));
        }
        if joiners {
            self.found.push(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
        if rows {
            self.found.push(Fact::of_budget(FactKind::BudgetRows));
        }
        // Roles of entries without a code may have been met twice.
        self.found.sort_unstable();
        self.found.dedup();
    }

    fn row(&mut self, rule: RuleId, place: usize, finding: &Finding) {
        let Some(row) = self.sheet.budget.rows().get(place) else { return };
        match rule {
            RuleId::BudgetParticipant => self.identity(self.sheet.party(place), false),
            RuleId::BudgetFundedRole => self.funded_role(place, finding),
            RuleId::BudgetWorkPackages => {
                for (category, cell) in row.costs.iter() {
                    let split = || row.work_packages.iter().map(|w| w.costs.get(category));
                    let named = category != Category::Indirect || split().any(|c| c.is_some());
                    if !named
                        || bounds::equal(bounds::cell(cell), split().collect()).fold() != Outcome::Unknown
                    {
                        continue;
                    }
                    self.cost(place, category);
                    for (at, cell) in split().enumerate() {
                        if cell.is_none() {
                            self.found.push(Fact::of_split(place, at, category));
                        }
                    }
                }
            }
            RuleId::BudgetIndirectCosts => {
                let rules = self.sheet.call.budget_rules().indirect_costs.as_ref();
                let excluded = rules.map_or(&[][..], |r| r.value.excluded.as_slice());
                self.cost(place, Category::Indirect);
                if rules.is_some_and(|r| r.value.rate > Rate::ZERO) {
                    self.costs(place, Category::direct().filter(|c| !excluded.contains(c)));
                }
            }
            RuleId::BudgetUnitCosts => {
                self.cost(place, Category::Owners);
                if row.owners.is_none() {
                    self.found.push(Fact::of_row(place, FactKind::Owners));
                }
            }
            RuleId::BudgetSupportCeiling => {
                self.cost(place, Category::ThirdParties);
                if row.largest_support.is_none() {
                    self.found.push(Fact::of_row(place, FactKind::LargestSupport));
                }
            }
            _ => {}
        }
    }

    fn funded_role(&mut self, place: usize, finding: &Finding) {
        let party = self.sheet.party(place);
        let Operands::Entered(entered) = finding.operands else { return };
        match party {
            Party::Organisation(first) => self.roles(first),
            _ => self.identity(party, true),
        }
        if entered.known == Eur::ZERO {
            self.costs(place, Category::ALL.iter().copied());
            self.requested(place);
        }
    }

    fn whole(&mut self, rule: RuleId, finding: &Finding) {
        let sheet = self.sheet;
        let ledger = sheet.ledger;
        match rule {
            RuleId::BudgetEveryParticipant => {
                let codes = ledger.parties.contains(&Party::Code);
                let mut nameless = false;
                for (at, standing) in ledger.uncovered() {
                    if standing.funded && standing.unfunded {
                        self.roles(at);
                    }
                    let pic = sheet.participants.get(at).is_some_and(|p| p.applicant.pic.is_some());
                    if codes && !pic && ledger.nameless <= NAMED_APART {
                        self.found.push(Fact::of_participant(at, FactKind::Pic));
                    }
                    nameless |= !pic;
                }
                if codes && nameless && ledger.nameless > NAMED_APART {
                    self.found.push(Fact::of_proposal(FactKind::Participants));
                }
                if !sheet.complete {
                    self.found.push(Fact::of_proposal(FactKind::ParticipantsComplete));
                }
            }
            RuleId::BudgetTotals => self.totals(),
            RuleId::BudgetAgrees => {
                let open = |stated: Option<Eur>, sum| bounds::equal(bounds::cell(stated), sum).fold();
                if open(sheet.requested_grant, ledger.requested) == Outcome::Unknown {
                    if sheet.requested_grant.is_none() {
                        self.found.push(Fact::of_proposal(FactKind::RequestedGrant));
                    }
                    self.all_requested();
                }
                if open(sheet.total_eligible_costs, ledger.costs()) == Outcome::Unknown {
                    if sheet.total_eligible_costs.is_none() {
                        self.found.push(Fact::of_proposal(FactKind::TotalEligibleCosts));
                    }
                    self.all_costs();
                }
            }
            RuleId::BudgetVolunteers | RuleId::BudgetSupport => {
                if let Operands::Opened { category, column, .. } = finding.operands
                    && column.known == Eur::ZERO
                {
                    self.columns([category].into_iter());
                }
            }
            RuleId::BudgetSpecific => {
                let closed = |c: &Category| sheet.call.opens(*c) != Point::Settled(true);
                let closed = Category::SPECIFIC.into_iter().filter(closed);
                if closed.clone().all(|c| ledger.column(c).known == Eur::ZERO) {
                    self.columns(closed);
                }
            }
            RuleId::BudgetInKind => {
                for row in 0..sheet.budget.rows().len() {
                    self.resource(row, Resource::InKind);
                }
                self.columns([Category::Volunteers].into_iter());
            }
            RuleId::BudgetVolunteersShare => {
                self.columns([Category::Volunteers].into_iter());
                self.all_resources();
            }
            RuleId::BudgetWithoutVolunteers => {
                self.all_requested();
                self.columns(Category::ALL.iter().copied().filter(|c| *c != Category::Volunteers));
            }
            RuleId::BudgetSubcontracting => {
                if sheet.budget.is_subcontracting_justified().is_none() {
                    self.found.push(Fact::of_budget(FactKind::SubcontractingJustified));
                }
                if let Operands::Share { part, rate, .. } = finding.operands {
                    let others = ledger.costs_without(Category::Subcontracting);
                    let (of, whole) = (rate.millionths(), Rate::WHOLE.millionths());
                    if bounds::at_most(part, whole.saturating_sub(of), others, of) == Outcomes::MET_OR_NOT {
                        let all = Category::ALL.iter().copied();
                        self.columns(all.filter(|c| of > 0 || *c == Category::Subcontracting));
                    }
                }
            }
            RuleId::BudgetGrantRange => self.grant(),
            RuleId::BudgetCofinancing => self.all_resources(),
            _ => {
                self.all_requested();
                self.all_costs();
            }
        }
    }

    fn totals(&mut self) {
        let (ledger, stated) = (self.sheet.ledger, self.sheet.budget.totals());
        let open = |sum, total| bounds::equal(bounds::known(total), sum).fold() == Outcome::Unknown;
        let share =
            super::whole::stated_share(self.sheet).is_some_and(|f| f.outcomes.fold() == Outcome::Unknown);
        // Columns without a stated total are free where the total of all is compared.
        let free = stated.total.is_some() || share;
        let listed = |c: Category| stated.costs.iter().find(|(s, _)| *s == c).map(|(_, total)| *total);
        let concerned = |c: &Category| listed(*c).map_or(free, |total| open(ledger.column(*c), total));
        let columns: Vec<Category> = Category::ALL.iter().copied().filter(concerned).collect();
        self.columns(columns.iter().copied());
        let requested = match stated.requested {
            Some(total) => open(ledger.requested, total),
            None => share,
        };
        if requested {
            self.all_requested();
        }
        for (resource, total) in &stated.resources {
            if open(ledger.resource(*resource), *total) {
                for row in 0..self.sheet.budget.rows().len() {
                    self.resource(row, *resource);
                }
            }
        }
    }
}
