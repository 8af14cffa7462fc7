//! `amif-operation/1` and `amif-person/1`: what an authority states of an operation, and of a person by key.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::objective::Objective;
use super::record::{Currency, HOURS, Id, SHARE, record};
use super::value::{
    Action, Answered, BeneficiaryForm, CostArticle, EventKind, ItemKind, LandKind, OperationStatus,
    PersonCategory,
};
use crate::country::Country;
use crate::money::{Eur, Rate};

/// The name of the format of an operation.
pub(super) const OPERATION: &str = "amif-operation/1";
/// The name of the format of a person.
pub(super) const PERSON: &str = "amif-person/1";

record! {
    /// An operation of a programme. Every field but the id may be unknown.
    pub struct Operation(OperationFields, "an operation") {
        (schema = OPERATION)
        [
            /// The unique code of the operation: Art. 49(3) of Regulation (EU) 2021/1060.
            id: String as Id,
        ]
        /// The code of the programme.
        programme: String,
        /// Where the operation stands; it decides which checks are due.
        status: OperationStatus,
        /// The title.
        title: String,
        /// What it is for.
        purpose: String,
        /// The specific objective.
        objective: Objective,
        /// The type of action.
        action: Action,
        /// The reference of the earmarked allocation that pays for it.
        earmark: String,
        /// The types of intervention, tables 1 to 4.
        interventions: Vec<String>,
        /// Who initiates it.
        beneficiary: Beneficiary,
        /// Who else takes part. Left out: nobody is looked at.
        partners: Vec<Beneficiary>,
        /// When it was applied for.
        applied_on: NaiveDate,
        /// When it was selected.
        selected_on: NaiveDate,
        /// The day of the document that sets out the conditions for support: Art. 73(3).
        conditions_on: NaiveDate,
        /// The first day.
        starts_on: NaiveDate,
        /// The last day.
        ends_on: NaiveDate,
        /// When it was physically completed: Art. 63(6).
        completed_on: NaiveDate,
        /// When the monitoring committee approved the criteria.
        criteria_on: NaiveDate,
        /// Where it takes place.
        location: Location,
        /// Whether the support is State aid.
        state_aid: bool,
        /// An advance of State aid.
        advance: Advance,
        /// Whether it is of strategic importance.
        strategic: bool,
        /// Whether it invests in infrastructure or productive investment, or buys equipment.
        investment: bool,
        /// What it costs.
        cost: Cost,
        /// Who pays.
        support: Support,
        /// The currency of its amounts, by its code of three letters (ISO 4217), such as "PLN". Left out: euro.
        currency: String as Currency,
        /// The forms of cost used.
        forms: Vec<Form>,
        /// Its public contracts.
        contracts: Vec<Contract>,
        /// Its staff, by key.
        staff: Vec<Staff>,
        /// Its items of expenditure.
        items: Vec<Item>,
        /// The beneficiary's claims.
        claims: Vec<Claim>,
        /// The answers to the points of Art. 73(2).
        selection: Selection,
        /// How the Union's support is shown.
        visibility: Visibility,
        /// Where the beneficiary is an international organisation: Art. 22 of Regulation (EU) 2021/1147.
        international: International,
        /// The last payment to the beneficiary.
        last_payment_on: NaiveDate,
        /// What happened after the end; an empty list says that nothing did.
        events: Vec<Event>,
        /// When it was last on the published list.
        listed_on: NaiveDate,
        /// Whether it is left off the list, or shown otherwise, for reasons of security. Left out: it is not.
        security_exempt: bool,
    }
}

record! {
    /// A beneficiary or partner.
    pub struct Beneficiary(BeneficiaryFields, "a beneficiary") {
        /// The authority's own id.
        id: String,
        /// The name.
        name: String,
        /// What it is.
        form: BeneficiaryForm,
        /// Whether it is a small or medium-sized enterprise.
        sme: bool,
        /// Whether it can recover value added tax.
        vat_recoverable: bool,
        /// Whether its beneficial owners are known: Art. 69(2).
        owners_known: bool,
    }
}

record! {
    /// Where an operation takes place.
    pub struct Location(LocationFields, "a location") {
        /// The country.
        country: Country,
        /// The region.
        nuts: String,
        /// Whether it is with or in a third country.
        third_country: bool,
        /// When the Commission was consulted.
        consulted_on: NaiveDate,
    }
}

record! {
    /// An advance of State aid: Art. 91(5) of Regulation (EU) 2021/1060.
    pub struct Advance(AdvanceFields, "an advance of State aid") {
        /// The amount.
        amount: Eur,
        /// The aid as a whole; an advance is at most 40 % of it.
        aid: Eur,
        /// When it was paid.
        paid_on: NaiveDate,
        /// Whether a guarantee covers it.
        guaranteed: bool,
        /// How much of it is covered by expenditure.
        covered: Eur,
        /// When it was covered in full.
        covered_on: NaiveDate,
    }
}

record! {
    /// What an operation costs.
    pub struct Cost(CostFields, "costs of an operation") {
        /// The total cost.
        total: Eur,
        /// The eligible cost.
        eligible: Eur,
        /// Whether the total includes value added tax.
        vat_included: bool,
        /// Direct costs.
        direct: Eur,
        /// Direct staff costs.
        staff: Eur,
        /// Direct costs that are procured.
        procured: Eur,
        /// Land.
        land: Eur,
        /// What the land is.
        land_kind: LandKind,
        /// Contributions in kind.
        in_kind: Eur,
    }
}

record! {
    /// Who pays for an operation.
    pub struct Support(SupportFields, "support of an operation") {
        /// The Union.
        union: Eur,
        /// National public money.
        public: Eur,
        /// Private money.
        private: Eur,
        /// Contributions in kind.
        in_kind: Eur,
    }
}

record! {
    /// A form of cost.
    pub struct Form(FormFields, "a form of cost") {
        /// The article.
        article: CostArticle,
        /// The flat rate, per cent.
        rate: Rate,
        /// What the rate is of.
        base: Eur,
        /// What it comes to.
        amount: Eur,
        /// Whether the rate was calculated under Art. 53(3)(a).
        calculated: bool,
        /// Whether a draft budget was agreed; the day on which one was says so, too.
        draft_budget: bool,
        /// When it was agreed.
        agreed_on: NaiveDate,
        /// The kinds of items that it covers. Left out under Art. 54 to 56: what the article names.
        covers: Vec<ItemKind>,
    }
}

record! {
    /// A public contract.
    pub struct Contract(ContractFields, "a contract") {
        /// The authority's own id.
        id: String,
        /// Its value.
        value: Eur,
        /// Whether it is above the thresholds of Directive 2014/24/EU, Art. 4.
        above_threshold: bool,
    }
}

record! {
    /// The employment of one person in one year.
    pub struct Staff(StaffFields, "a member of staff") {
        /// The key of the person; never a name.
        person: String,
        /// The year.
        year: u32,
        /// The latest documented annual gross employment costs.
        annual_gross: Eur,
        /// The latest documented monthly gross employment costs.
        monthly_gross: Eur,
        /// The average monthly working time of the employment document.
        monthly_hours: Decimal as HOURS,
        /// The share of full time, from 0 to 1: "1" or "0.6".
        full_time_share: Decimal as SHARE,
        /// The hourly rate used.
        hourly: Eur,
        /// The hours declared. Those under one key for one year are added up over all operations of a list.
        hours: Decimal as HOURS,
        /// The fixed share of the working time, per cent.
        fixed_share: Rate,
    }
}

record! {
    /// An item of expenditure.
    pub struct Item(ItemFields, "an item") {
        /// The authority's own id.
        id: String,
        /// What it is.
        kind: ItemKind,
        /// The amount in the operation's currency.
        amount: Eur,
        /// The amount in euro, as registered by the accounting function: Art. 76.
        eur: Eur,
        /// When it was incurred.
        incurred_on: NaiveDate,
        /// When it was paid.
        paid_on: NaiveDate,
        /// The form of cost, where it is a simplified cost, whatever its kind. Left out of an item of a real kind: it is none.
        article: CostArticle,
        /// The unit cost used, by its name in the national limits.
        unit: String,
        /// How many units or hours.
        quantity: Decimal,
        /// The rate of pay for equivalent work, where it is unpaid work.
        unit_rate: Eur,
        /// The key of the person.
        person: String,
        /// The id of the contract.
        contract: String,
        /// What makes one expenditure the same as another, such as a hash of supplier, invoice and line.
        key: String,
        /// The id of the payment application that declared it.
        application: String,
    }
}

record! {
    /// A claim of the beneficiary.
    pub struct Claim(ClaimFields, "a claim") {
        /// The authority's own id.
        id: String,
        /// When it was received, complete.
        received_on: NaiveDate,
        /// When the clock stood still.
        stopped: Vec<Stop>,
        /// What is due.
        due: Eur,
        /// When it was paid.
        paid_on: NaiveDate,
        /// What was paid.
        paid: Eur,
    }
}

record! {
    /// A time in which a deadline stood still.
    pub struct Stop(StopFields, "a time in which the clock stood still") {
        /// The first day.
        from: NaiveDate,
        /// The day on which it went on.
        until: NaiveDate,
    }
}

record! {
    /// The answers to the points of Art. 73(2) of Regulation (EU) 2021/1060.
    pub struct Selection(SelectionFields, "answers to Art. 73(2)") {
        /// It complies with the programme.
        a: Answered,
        /// It is consistent with the strategies under enabling conditions.
        b: Answered,
        /// It has the best relation between support, activities and objectives.
        c: Answered,
        /// The beneficiary can pay for operation and maintenance.
        d: Answered,
        /// The environmental impact assessment was done.
        e: Answered,
        /// Where it began before the application, the law was complied with.
        f: Answered,
        /// It is within the scope of the Fund and has a type of intervention.
        g: Answered,
        /// It includes no relocation.
        h: Answered,
        /// No reasoned opinion concerns it.
        i: Answered,
        /// Infrastructure is climate-proof.
        j: Answered,
    }
}

record! {
    /// How the Union's support is shown: Art. 50 of Regulation (EU) 2021/1060.
    pub struct Visibility(VisibilityFields, "visibility") {
        /// A statement on documents and material.
        statement: bool,
        /// A description on the website.
        website: bool,
        /// A durable plaque or billboard.
        plaque: bool,
        /// A poster of at least A3 or an electronic display.
        poster: bool,
        /// An event with the Commission.
        event: bool,
        /// Why other rules hold.
        derogation: String,
    }
}

record! {
    /// Documents of an international organisation: Art. 22 of Regulation (EU) 2021/1147.
    pub struct International(InternationalFields, "documents of an international organisation") {
        /// Whether its systems were assessed by the Commission.
        pillar_assessed: bool,
        /// When the report came with the claim.
        report_on: NaiveDate,
        /// When the management declaration came.
        declaration_on: NaiveDate,
        /// When the accounts came.
        accounts_on: NaiveDate,
        /// When the audit opinion came.
        opinion_on: NaiveDate,
    }
}

record! {
    /// What happened to an operation after its end.
    pub struct Event(EventFields, "an event") {
        /// What it was.
        kind: EventKind,
        /// The day.
        on: NaiveDate,
    }
}

record! {
    /// A person who was admitted or transferred, by key.
    pub struct PersonRecord(PersonRecordFields, "a person") {
        (schema = PERSON)
        [
            /// The key of the person; never a name.
            person: String,
        ]
        /// The code of the programme.
        programme: String,
        /// Why the person counts.
        category: PersonCategory,
        /// The day on which the admission or transfer was effective.
        on: NaiveDate,
        /// Whether the person is of a vulnerable group of Art. 19(3): who is of none is no unaccompanied minor.
        vulnerable: bool,
        /// Whether the person is an unaccompanied minor.
        unaccompanied_minor: bool,
        /// The reference of the allocation that pays.
        allocation: String,
        /// The id of the payment application that declared the amount.
        application: String,
    }
}
