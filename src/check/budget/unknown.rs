//! The unknown cells of a budget, and the unknown facts behind whose its rows are.

use super::{Party, Sheet};
use crate::budget::{Category, Resource};
use crate::check::fact::{Fact, FactKind};
use crate::check::fate::Fate;
use crate::money::Eur;
use crate::organisation::{LegalForm, Role};
use crate::proposal::Participant;

/// More entries without a code than these are named together.
const NAMED_APART: usize = 10;

/// Collects unknown facts of a budget. Cells are each looked at once, so that none is listed twice.
#[derive(Debug)]
pub(crate) struct Unknown<'s, 'a> {
    sheet: &'s Sheet<'a>,
    pub(crate) found: Vec<Fact>,
    /// Participants whom the call removes, or does not.
    pub(crate) removable: Vec<usize>,
}

impl<'s, 'a> Unknown<'s, 'a> {
    pub(crate) fn of(sheet: &'s Sheet<'a>) -> Self {
        Unknown { sheet, found: Vec::new(), removable: Vec::new() }
    }

    /// Whose a row is.
    pub(crate) fn party(&self, row: usize) -> Party {
        self.sheet.party(row)
    }

    pub(crate) fn fact(&mut self, fact: Fact) {
        self.found.push(fact);
    }

    pub(crate) fn cost(&mut self, row: usize, category: Category) {
        let cell = self.sheet.budget.rows().get(row).map(|r| r.costs.get(category));
        if cell == Some(None) {
            self.found.push(Fact::of_cost(row, category));
        }
    }

    pub(crate) fn costs(&mut self, row: usize, categories: impl Iterator<Item = Category>) {
        categories.for_each(|category| self.cost(row, category));
    }

    pub(crate) fn requested(&mut self, row: usize) {
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

    /// Every unknown cell of a resource.
    pub(crate) fn resources(&mut self, resource: Resource) {
        (0..self.sheet.budget.rows().len()).for_each(|row| self.resource(row, resource));
    }

    /// Every unknown cell of some columns.
    pub(crate) fn columns(&mut self, categories: impl Iterator<Item = Category> + Clone) {
        for row in 0..self.sheet.budget.rows().len() {
            self.costs(row, categories.clone());
        }
    }

    pub(crate) fn all_costs(&mut self) {
        self.columns(Category::ALL.iter().copied());
    }

    pub(crate) fn all_requested(&mut self) {
        (0..self.sheet.budget.rows().len()).for_each(|row| self.requested(row));
    }

    pub(crate) fn all_resources(&mut self) {
        for row in 0..self.sheet.budget.rows().len() {
            Resource::ALL.iter().for_each(|r| self.resource(row, *r));
        }
    }

    /// Who a code or a place may turn out to be.
    pub(crate) fn identity(&mut self, party: Party, roles: bool) {
        if party == Party::Code {
            self.nameless(roles, |_| true);
        }
        if !self.sheet.complete {
            self.found.push(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
    }

    /// The codes of entries that state none, and where wanted their roles too. Many are named together, as
    /// each row with a code that nobody states would name them all.
    pub(crate) fn nameless(&mut self, roles: bool, concerned: impl Fn(&Participant) -> bool) {
        let all = self.sheet.participants.iter().enumerate();
        let nameless = all.filter(|(_, entry)| entry.applicant.code().is_none() && concerned(entry));
        if self.sheet.ledger.nameless > NAMED_APART {
            self.found.push(Fact::of_proposal(FactKind::Participants));
            return;
        }
        for (at, entry) in nameless {
            self.found.push(Fact::of_participant(at, FactKind::Pic));
            if roles {
                self.funding(at, entry);
            }
        }
    }

    /// On what it depends whether an entry is funded: its role, and where some are admitted without funding its country
    /// and legal form.
    fn funding(&mut self, place: usize, entry: &Participant) {
        let roles = Role::ALL.iter().copied().filter(|role| entry.role.is_none_or(|stated| stated == *role));
        let terms = self.sheet.call.terms();
        let unfunded = roles.filter(|role| role.is_funded()).any(|role| {
            let who = &entry.applicant;
            let (certain, possible) = terms.unfunded(role, who.country, who.possible_forms(), &who.statuses);
            possible && !certain
        });
        let who = &entry.applicant;
        let international =
            who.known_form().is_none() && who.possible_forms().may_be(LegalForm::InternationalOrganisation);
        let unknown = [
            (FactKind::Role, entry.role.is_none()),
            (FactKind::Country, unfunded && who.country.is_none()),
            (FactKind::LegalForm, unfunded && international),
        ];
        let unknown = unknown.into_iter().filter(|(_, unknown)| *unknown);
        self.found.extend(unknown.map(|(kind, _)| Fact::of_participant(place, kind)));
    }

    /// On what it depends whether an organisation is funded, by its entries.
    pub(crate) fn roles(&mut self, first: usize) {
        let (ledger, participants) = (self.sheet.ledger, self.sheet.participants);
        for place in ledger.entries(first) {
            if let Some(entry) = participants.get(place) {
                self.funding(place, entry);
            }
        }
    }

    /// The codes of organisations without a row that a code in a row may turn out to be.
    pub(crate) fn codes(&mut self, organisations: impl Iterator<Item = usize>) {
        let participants = self.sheet.participants;
        let stated = |at: &usize| participants.get(*at).is_some_and(|p| p.applicant.code().is_some());
        let open: Vec<usize> = organisations.filter(|at| !stated(at)).collect();
        match self.sheet.ledger.nameless > NAMED_APART {
            true if open.is_empty() => {}
            true => self.found.push(Fact::of_proposal(FactKind::Participants)),
            false => self.found.extend(open.into_iter().map(|at| Fact::of_participant(at, FactKind::Pic))),
        }
    }

    /// Where the call may remove somebody, it depends on whether it does.
    pub(crate) fn perhaps_removed(&mut self, party: Party) {
        if let Party::Organisation(first) = party
            && self.sheet.ledger.fate(party) == Fate::Perhaps
        {
            self.removable.extend(self.sheet.ledger.entries(first));
        }
    }

    /// What the bounds of the whole grant depend on: unknown cells, roles and codes, and rows that are
    /// missing, stand twice or are of nobody who is funded.
    pub(crate) fn grant(&mut self) {
        let ledger = self.sheet.ledger;
        let (mut rows, mut joiners) = (false, !self.sheet.complete);
        // Rows with a code that nobody states; whether it makes a difference whose code it is.
        let (mut coded, mut whose) = (false, false);
        for (first, asked) in ledger.groups() {
            let (party, standing) = (ledger.party(first), ledger.standing(ledger.party(first)));
            if ledger.fate(party) == Fate::Removed {
                continue;
            }
            self.perhaps_removed(party);
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
            self.perhaps_removed(Party::Organisation(first));
            if standing.unfunded {
                self.roles(first);
            }
            let entry = self.sheet.participants.get(first);
            whose |= coded && entry.is_some_and(|entry| entry.applicant.code().is_none());
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
}
