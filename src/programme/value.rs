//! Closed values of programmes: types of action, and the words that fields choose from.

use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;

use super::record::{Datum, named_datum};
use crate::fund::{ActionType, Ground};
use crate::input::{Cx, Shape, named_enum, quoted};

named_enum! {
    /// The type of action of a row of the financing table, by the article that names it. Articles without an
    /// act are of Regulation (EU) 2021/1147; 36(5) and 37 are of Regulation (EU) 2021/1060.
    pub enum Action("type of action") {
        /// A project where nothing else applies.
        Standard = "15(1)",
        /// A project under specific actions.
        SpecificAction = "15(2)",
        /// An action listed in Annex IV.
        AnnexIv = "15(3)",
        /// Operating support.
        OperatingSupport = "15(4)",
        /// Emergency assistance.
        Emergency = "15(5)",
        /// Technical assistance at the initiative of the Member States.
        TechnicalAssistance = "15(6)",
        /// A solidarity action, added in 2026.
        Solidarity = "15(6a)",
        /// Resettlement and humanitarian admission: amounts a person.
        Resettlement = "19",
        /// Persons transferred in: amounts a person.
        TransferIn = "20-in",
        /// Persons transferred out: amounts a person.
        TransferOut = "20-out",
        /// Technical assistance as a flat rate.
        TechnicalAssistanceFlat = "36(5)",
        /// Technical assistance not linked to costs.
        TechnicalAssistanceUnlinked = "37",
    }
}

impl Action {
    /// The type of action whose ceiling Art. 15 sets; `None` for the amounts a person of Art. 19 and 20.
    ///
    /// ```
    /// use amif::programme::Action;
    ///
    /// assert!(Action::ALL.iter().any(|action| action.ceiling().is_some()));
    /// ```
    #[must_use]
    pub fn ceiling(self) -> Option<ActionType> {
        Some(match self {
            Action::Standard => ActionType::Standard,
            Action::SpecificAction => ActionType::SpecificAction,
            Action::AnnexIv => ActionType::AnnexIv,
            Action::OperatingSupport => ActionType::OperatingSupport,
            Action::Emergency => ActionType::EmergencyAssistance,
            Action::Solidarity => ActionType::SolidarityAction,
            Action::TechnicalAssistance
            | Action::TechnicalAssistanceFlat
            | Action::TechnicalAssistanceUnlinked => ActionType::TechnicalAssistance,
            Action::Resettlement | Action::TransferIn | Action::TransferOut => return None,
        })
    }
}

named_enum! {
    /// What a rate applies to.
    pub enum Basis("basis of the rate") {
        /// Public and private expenditure together.
        Total = "total",
        /// Public expenditure alone.
        Public = "public",
    }
}

named_enum! {
    /// What a decision does.
    pub enum DecisionKind("kind of decision") {
        /// The first adoption.
        Adoption = "adoption",
        /// A later amendment.
        Amendment = "amendment",
        /// A transfer that needs no decision of the Commission: Art. 24(5) of Regulation (EU) 2021/1060.
        NonSubstantial = "non_substantial",
    }
}

named_enum! {
    /// Where an amount of the programme comes from.
    pub enum Source("source of an allocation") {
        /// The initial allocation of Annex I.
        Initial = "initial",
        /// The adjustment at the mid-term.
        MidTerm = "mid_term",
        /// A specific action.
        SpecificAction = "specific_action",
        /// Emergency assistance.
        Emergency = "emergency",
        /// Resettlement and humanitarian admission.
        Resettlement = "resettlement",
        /// Persons transferred.
        Transfer = "transfer",
        /// Solidarity.
        Solidarity = "solidarity",
        /// From another fund.
        FundIn = "fund_in",
        /// To another fund; its amount is taken off.
        FundOut = "fund_out",
    }
}

named_enum! {
    /// What an indicator measures.
    pub enum IndicatorKind("kind of indicator") {
        /// What is delivered.
        Output = "output",
        /// What it brings about.
        Result = "result",
    }
}

named_enum! {
    /// Between what money is moved.
    pub enum TransferKind("kind of transfer") {
        /// Between specific objectives.
        Objectives = "objectives",
        /// To another fund.
        Fund = "fund",
        /// To an instrument under direct or indirect management.
        Instrument = "instrument",
    }
}

named_enum! {
    /// Why a person counts, as the table of Annex VI has it.
    pub enum PersonCategory("category of persons") {
        /// Resettled under the Union's framework.
        ResettlementUnion = "resettlement_union",
        /// Resettled under a national scheme.
        ResettlementNational = "resettlement_national",
        /// Admitted on humanitarian grounds.
        HumanitarianAdmission = "humanitarian_admission",
        /// Admitted on humanitarian grounds, from a vulnerable group of Art. 19(3).
        Vulnerable = "vulnerable",
        /// An applicant transferred in.
        TransferInApplicant = "transfer_in_applicant",
        /// An unaccompanied minor transferred in.
        UnaccompaniedMinor = "unaccompanied_minor",
        /// A beneficiary of international protection transferred in.
        TransferInBeneficiary = "transfer_in_beneficiary",
        /// A family member transferred in.
        TransferInFamily = "transfer_in_family",
        /// Transferred out.
        TransferOut = "transfer_out",
    }
}

impl PersonCategory {
    /// The ground of the amount, whether the category alone makes the person vulnerable, and whether it makes
    /// the person an unaccompanied minor.
    ///
    /// ```
    /// use amif::programme::PersonCategory;
    ///
    /// assert!(PersonCategory::ALL.iter().any(|category| category.ground().0 == amif::fund::Ground::Resettlement));
    /// ```
    #[must_use]
    pub fn ground(self) -> (Ground, bool, bool) {
        match self {
            PersonCategory::ResettlementUnion => (Ground::Resettlement, false, false),
            PersonCategory::ResettlementNational => (Ground::NationalResettlement, false, false),
            PersonCategory::HumanitarianAdmission => (Ground::HumanitarianAdmission, false, false),
            PersonCategory::Vulnerable => (Ground::HumanitarianAdmission, true, false),
            PersonCategory::TransferInApplicant => (Ground::RelocatedApplicant, false, false),
            PersonCategory::UnaccompaniedMinor => (Ground::RelocatedApplicant, false, true),
            PersonCategory::TransferInBeneficiary => (Ground::RelocatedBeneficiary, false, false),
            PersonCategory::TransferInFamily => (Ground::RelocatedFamilyMember, false, false),
            PersonCategory::TransferOut => (Ground::RelocationTransfer, false, false),
        }
    }
}

named_enum! {
    /// Where a payment application stands.
    pub enum ApplicationStatus("status of a payment application") {
        /// Submitted and still being looked at.
        Open = "open",
        /// Accepted.
        Accepted = "accepted",
        /// Rejected: it does not count.
        Rejected = "rejected",
        /// Cancelled: it does not count.
        Cancelled = "cancelled",
        /// Withdrawn: it does not count.
        Withdrawn = "withdrawn",
    }
}

impl ApplicationStatus {
    /// Whether an application in this status counts at all.
    ///
    /// ```
    /// use amif::programme::ApplicationStatus;
    ///
    /// assert!(ApplicationStatus::ALL.iter().any(|status| status.counts()));
    /// ```
    #[must_use]
    pub const fn counts(self) -> bool {
        match self {
            ApplicationStatus::Open | ApplicationStatus::Accepted => true,
            ApplicationStatus::Rejected | ApplicationStatus::Cancelled | ApplicationStatus::Withdrawn => {
                false
            }
        }
    }
}

named_enum! {
    /// What the Commission paid, or took back.
    pub enum ReceivedKind("kind of payment") {
        /// Pre-financing.
        PreFinancing = "pre_financing",
        /// An interim payment.
        Interim = "interim",
        /// The balance of an accounting year.
        Balance = "balance",
        /// A recovery.
        Recovery = "recovery",
    }
}

named_enum! {
    /// Why an amount is not decommitted: Art. 106(1) of Regulation (EU) 2021/1060.
    pub enum ExceptionGround("ground of an exception") {
        /// Legal proceedings or an administrative appeal with suspensory effect.
        Litigation = "litigation",
        /// Force majeure.
        ForceMajeure = "force_majeure",
    }
}

named_enum! {
    /// Where an operation stands; it decides which checks are due.
    pub enum OperationStatus("status of an operation") {
        /// Applied for.
        Applied = "applied",
        /// Selected.
        Selected = "selected",
        /// Running.
        Running = "running",
        /// Physically completed.
        Completed = "completed",
        /// Paid out and closed.
        Closed = "closed",
        /// Refused.
        Refused = "refused",
    }
}

named_enum! {
    /// What a beneficiary is.
    pub enum BeneficiaryForm("form of a beneficiary") {
        /// A public body.
        Public = "public",
        /// A private body.
        Private = "private",
        /// An international organisation.
        InternationalOrganisation = "international_organisation",
        /// A natural person.
        NaturalPerson = "natural_person",
    }
}

named_enum! {
    /// What land is, for the limit of Art. 64(1)(b) of Regulation (EU) 2021/1060.
    pub enum LandKind("kind of land") {
        /// Nothing special: 10 %.
        Plain = "plain",
        /// A derelict or formerly industrial site with buildings: 15 %.
        Brownfield = "brownfield",
        /// For environmental conservation: no limit.
        Conservation = "conservation",
    }
}

named_enum! {
    /// The form of cost, by the article of Regulation (EU) 2021/1060 that names it.
    pub enum CostArticle("form of cost") {
        /// A fair, equitable and verifiable calculation.
        Calculated = "53(3)a",
        /// A draft budget.
        DraftBudget = "53(3)b",
        /// Rules of Union policies for similar operations.
        UnionPolicies = "53(3)c",
        /// Rules of schemes fully financed by the Member State.
        NationalSchemes = "53(3)d",
        /// Rates and methods of the regulations.
        Regulations = "53(3)e",
        /// Indirect costs: up to 7 % of direct costs.
        IndirectDirect = "54a",
        /// Indirect costs: up to 15 % of direct staff costs.
        IndirectStaff = "54b",
        /// Indirect costs: up to 25 % of direct costs, calculated.
        IndirectCalculated = "54c",
        /// Direct staff costs: up to 20 % of other direct costs.
        Staff = "55(1)",
        /// All other costs: up to 40 % of direct staff costs.
        Other = "56(1)",
        /// Union-level simplified costs.
        UnionLevel = "94",
        /// Financing not linked to costs.
        NotLinked = "95",
    }
}

named_enum! {
    /// What an item of expenditure is.
    pub enum ItemKind("kind of item") {
        /// Staff.
        Staff = "staff",
        /// Anything that has no kind of its own.
        Other = "other",
        /// Bought by public procurement.
        Procured = "procured",
        /// Land.
        Land = "land",
        /// Value added tax.
        Vat = "vat",
        /// Interest on debt.
        Interest = "interest",
        /// A contribution in kind.
        InKind = "in_kind",
        /// Unpaid work.
        Volunteer = "volunteer",
        /// Salaries and allowances of participants.
        Participants = "participants",
        /// A flat rate.
        FlatRate = "flat_rate",
        /// A unit cost.
        Unit = "unit",
        /// A lump sum.
        Lump = "lump",
    }
}

impl ItemKind {
    /// Whether the item is a simplified cost, which needs no proof of payment.
    ///
    /// ```
    /// use amif::programme::ItemKind;
    ///
    /// assert!(ItemKind::ALL.iter().any(|kind| kind.is_simplified()));
    /// ```
    #[must_use]
    pub const fn is_simplified(self) -> bool {
        matches!(self, ItemKind::FlatRate | ItemKind::Unit | ItemKind::Lump)
    }
}

named_enum! {
    /// What the managing authority answers to a point of Art. 73(2) of Regulation (EU) 2021/1060.
    pub enum Answered("answer") {
        /// It holds.
        Yes = "true",
        /// It does not hold.
        No = "false",
        /// It does not concern the operation.
        NotApplicable = "not_applicable",
    }
}

struct AnsweredShape;

impl Shape for AnsweredShape {
    type Out = Answered;

    fn expected(&self) -> std::borrow::Cow<'static, str> {
        "true, false or \"not_applicable\"".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<Answered> {
        Some(if value { Answered::Yes } else { Answered::No })
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Answered> {
        if text != Answered::NotApplicable.as_str() {
            cx.problem(format!("found {}; expected {}", quoted(text), self.expected()));
            return None;
        }
        Some(Answered::NotApplicable)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, _cx: &mut Cx) -> schemars::Schema {
        schemars::json_schema!({ "enum": [true, false, "not_applicable"] })
    }
}

impl Datum for Answered {
    fn shape() -> impl Shape<Out = Self> {
        AnsweredShape
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Answered::Yes | Answered::No if serializer.is_human_readable() => {
                serializer.serialize_bool(*self == Answered::Yes)
            }
            Answered::Yes | Answered::No | Answered::NotApplicable => serializer.serialize_str(self.as_str()),
        }
    }

    fn compact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

named_enum! {
    /// What happens to an operation after its end.
    pub enum EventKind("kind of event") {
        /// A productive activity stops or leaves the region.
        Moved = "moved",
        /// The ownership changes and gives an undue advantage.
        Ownership = "ownership",
        /// A substantial change undermines the objectives.
        Changed = "changed",
    }
}

named_datum! {
    Action, "a type of action, such as \"15(1)\"";
    Basis, "what the rate applies to";
    DecisionKind, "a kind of decision";
    Source, "a source of an allocation";
    IndicatorKind, "a kind of indicator";
    TransferKind, "a kind of transfer";
    PersonCategory, "a category of persons";
    ApplicationStatus, "a status of a payment application";
    ReceivedKind, "a kind of payment";
    ExceptionGround, "a ground of an exception";
    OperationStatus, "a status of an operation";
    BeneficiaryForm, "a form of a beneficiary";
    LandKind, "a kind of land";
    CostArticle, "a form of cost, such as \"56(1)\"";
    ItemKind, "a kind of item";
    EventKind, "a kind of event";
}
