//! What a grant of that size obliges the participants to. Nothing here is a condition, and nothing fails.

use std::fmt;

use super::Report;
use super::budget::{Party, SUPPORT_EACH as LOW_VALUE, Sheet, in_force};
use super::fact::{Fact, FactKind};
use crate::budget::Sum;
use crate::input::named_enum;
use crate::law::{Act, Basis, Citation};
use crate::money::Eur;
use crate::organisation::LegalForm;

named_enum! {
    /// What the size of a grant brings with it.
    pub enum ObligationId("obligation") {
        /// The financial capacity of the participant is checked before signature.
        FinancialCapacity = "financial-capacity-check",
        /// An audit report on the accounts, else a declaration that they are valid.
        AuditReport = "audit-report",
        /// A certificate on the financial statements with the request for payment.
        FinancialStatements = "certificate-on-financial-statements",
        /// The grant is a low value grant: no guarantee, no reckoning of profit.
        LowValueGrant = "low-value-grant",
        /// The grant is a very low value grant: no declaration of honour, no check of capacity.
        VeryLowValueGrant = "very-low-value-grant",
        /// Records are kept for five years after the balance instead of three.
        RecordsForFiveYears = "records-for-five-years",
    }
}

named_enum! {
    /// Whether an obligation, or what a small grant is spared, is triggered.
    pub enum Triggered("answer") {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// Unknown facts decide.
        Unknown = "unknown",
    }
}

/// One obligation, looked at for one row of the budget or for the whole grant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obligation {
    /// Which one.
    pub id: ObligationId,
    /// The row of the budget, from 0; `None` for the whole grant.
    pub row: Option<usize>,
    /// Whether it is triggered.
    pub triggered: Triggered,
    /// The number that decides, in euro.
    pub threshold: Eur,
    /// What is held against it: the contribution requested, in euro.
    pub requested: Sum,
    /// Why it is not triggered whatever the amount.
    pub exempt: Option<LegalForm>,
    /// The unknown facts that decide, where it cannot be told yet.
    pub missing: Vec<Fact>,
    /// Where it is stated, in the Financial Regulation that applies at signature; both where the day of
    /// signature is not known.
    pub source: Vec<Citation>,
}

/// How the amount is compared with the threshold.
#[derive(Debug, Clone, Copy)]
enum Compare {
    Above,
    From,
    UpTo,
}

impl ObligationId {
    /// What it means, in a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            ObligationId::FinancialCapacity => "financial capacity is checked before signature",
            ObligationId::AuditReport => {
                "an audit report on the accounts, if available or required by law; below, a declaration"
            }
            ObligationId::FinancialStatements => {
                "a certificate on the financial statements with the payment request"
            }
            ObligationId::LowValueGrant => "low value grant: no guarantee, no reckoning of profit",
            ObligationId::VeryLowValueGrant => {
                "very low value grant: no declaration of honour, no check of capacity"
            }
            ObligationId::RecordsForFiveYears => {
                "records are kept for five years after the balance, three for smaller grants"
            }
        }
    }

    const fn compare(self) -> Compare {
        match self {
            ObligationId::LowValueGrant | ObligationId::VeryLowValueGrant => Compare::UpTo,
            ObligationId::FinancialStatements => Compare::From,
            _ => Compare::Above,
        }
    }

    const fn threshold(self) -> Option<Eur> {
        Eur::from_euros(match self {
            ObligationId::AuditReport => 750_000,
            ObligationId::FinancialStatements => 325_000,
            ObligationId::VeryLowValueGrant => 15_000,
            _ => return LOW_VALUE,
        })
    }

    /// The law, that of 2024 first and that of 2018 last where both have it.
    const fn law(self) -> &'static [Citation] {
        match self {
            ObligationId::FinancialCapacity => CAPACITY,
            ObligationId::AuditReport => AUDIT,
            ObligationId::FinancialStatements => CERTIFICATE,
            ObligationId::LowValueGrant => LOW,
            ObligationId::VeryLowValueGrant => VERY_LOW,
            ObligationId::RecordsForFiveYears => RECORDS,
        }
    }
}

const MANUAL: &str = "EU Funding & Tenders Portal, Online Manual";
const TRANSITION: &str = "by the day of signature; the transitional provisions were not read";
const UNREAD: &str = "the number of 2024 less three; its text and the transition to 2024 were not read";

const fn of_2018(place: &'static str) -> Citation {
    Citation::act_noted(Act::Financial2018, place, Basis::Inferred, UNREAD)
}

const fn of_2024(place: &'static str) -> Citation {
    Citation::act_noted(Act::Financial2024, place, Basis::Act, TRANSITION)
}

const CAPACITY: &[Citation] =
    &[of_2024("Art. 201(5)"), Citation::document(MANUAL, "2.4", Basis::OfficialPage), of_2018("Art. 198")];
const AUDIT: &[Citation] = &[
    of_2024("Art. 199(1)(d)"),
    Citation::act(Act::EntityValidation, "4.2.2", Basis::OfficialPage),
    of_2018("Art. 196"),
];
const CERTIFICATE: &[Citation] = &[
    of_2024("Art. 206(4)"),
    Citation::document(MANUAL, "3.3.4", Basis::OfficialPage),
    Citation::document("Threshold of EUR 325 000 in the data sheet of AMIF grants", "", Basis::Unverified),
    of_2018("Art. 203"),
];
const LOW: &[Citation] = &[
    of_2024("Art. 2(43)"),
    of_2024("Art. 155"),
    of_2024("Art. 195"),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 152",
        Basis::Inferred,
        "no guarantee; the text was not read",
    ),
    Citation::act_noted(Act::Financial2018, "Art. 192", Basis::Act, "no reckoning of profit"),
];
const VERY_LOW: &[Citation] = &[of_2024("Art. 2(75)"), of_2024("Art. 199(1)(b)"), of_2024("Art. 201(5)(f)")];
const RECORDS: &[Citation] = &[
    of_2024("Art. 133"),
    Citation::act_noted(Act::Financial2018, "Art. 132", Basis::Inferred, "the text of 2018 was not read"),
];

fn triggered(id: ObligationId, sum: Sum, threshold: Eur) -> Triggered {
    let yes_no = |holds| if holds { Triggered::Yes } else { Triggered::No };
    let holds = match id.compare() {
        Compare::Above => sum.known > threshold,
        Compare::From => sum.known >= threshold,
        Compare::UpTo => sum.known <= threshold,
    };
    // More can only turn "not above" into "above" and "up to" into "beyond".
    match (id.compare(), holds, sum.unknown) {
        (_, holds, 0) => yes_no(holds),
        (Compare::Above | Compare::From, true, _) => Triggered::Yes,
        (Compare::UpTo, false, _) => Triggered::No,
        _ => Triggered::Unknown,
    }
}

impl Report<'_> {
    /// What the grant obliges the participants to, by the contributions that the budget requests. Empty
    /// where the proposal has no budget.
    ///
    /// ```
    /// use amif::{ObligationId, Proposal, Triggered, catalogue};
    ///
    /// let text = r#"{"participants": [{"name": "A", "role": "coordinator", "legal_form": "public_body"}],
    ///     "budget": {"rows": [{"participant": 0, "requested": "750000.01"}]}}"#;
    /// let proposal = Proposal::from_json(text)?;
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let told = |id| report.obligations().into_iter().find(|o| o.id == id).map(|o| o.triggered);
    /// assert_eq!(told(ObligationId::AuditReport), Some(Triggered::Yes));
    /// // Public bodies are not checked.
    /// assert_eq!(told(ObligationId::FinancialCapacity), Some(Triggered::No));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let Some(sheet) = self.sheet() else { return Vec::new() };
        let grant = sheet.ledger.requested;
        let mut all = Vec::new();
        for id in
            [ObligationId::FinancialCapacity, ObligationId::AuditReport, ObligationId::FinancialStatements]
        {
            for (place, row) in sheet.budget.rows().iter().enumerate() {
                let standing = sheet.standing(place);
                if !standing.funded {
                    continue;
                }
                let requested: Sum = [row.requested].into_iter().collect();
                let exempt = match id {
                    ObligationId::FinancialCapacity => exemption(&sheet, place),
                    _ if standing.unfunded || standing.nobody => Exempt::Perhaps,
                    _ => Exempt::No,
                };
                all.extend(self.obligation(&sheet, id, Some(place), requested, exempt));
            }
        }
        for id in
            [ObligationId::LowValueGrant, ObligationId::VeryLowValueGrant, ObligationId::RecordsForFiveYears]
        {
            all.extend(self.obligation(&sheet, id, None, grant, Exempt::No));
        }
        all
    }

    fn obligation(
        &self,
        sheet: &Sheet<'_>,
        id: ObligationId,
        row: Option<usize>,
        requested: Sum,
        exempt: Exempt,
    ) -> Option<Obligation> {
        let threshold = id.threshold()?;
        let by_amount = triggered(id, requested, threshold);
        let (told, form) = match (exempt, by_amount) {
            (Exempt::Form(form), _) => (Triggered::No, Some(form)),
            (_, Triggered::No) => (Triggered::No, None),
            (Exempt::Perhaps, _) => (Triggered::Unknown, None),
            (Exempt::No, told) => (told, None),
        };
        Some(Obligation {
            id,
            row,
            triggered: told,
            threshold,
            requested,
            exempt: form,
            missing: if told == Triggered::Unknown { missing(id, sheet, row, exempt) } else { Vec::new() },
            source: in_force(id.law(), self.signature).to_vec(),
        })
    }
}

/// The unknown facts behind an answer that cannot be given yet.
fn missing(id: ObligationId, sheet: &Sheet<'_>, row: Option<usize>, exempt: Exempt) -> Vec<Fact> {
    let mut facts: Vec<Fact> = sheet
        .budget
        .rows()
        .iter()
        .enumerate()
        .filter(|(at, r)| r.requested.is_none() && row.is_none_or(|row| row == *at))
        .map(|(at, _)| Fact::of_row(at, FactKind::Requested))
        .collect();
    if let (Exempt::Perhaps, Some(at)) = (exempt, row) {
        let party = sheet.party(at);
        for (place, entry) in sheet.participants.iter().enumerate() {
            let (role, pic) = (entry.role.is_none(), entry.applicant.pic.is_none());
            let form = id == ObligationId::FinancialCapacity && entry.applicant.known_form().is_none();
            let (own, may) = match party {
                Party::Organisation(first) => (sheet.ledger.organisation(place) == Some(first), false),
                Party::Code => (false, pic),
                Party::Later | Party::Nobody => (false, false),
            };
            let facts_of = [
                (own && role, FactKind::Role),
                (form && party == Party::Organisation(place), FactKind::LegalForm),
                (may, FactKind::Pic),
            ];
            let open = facts_of.into_iter().filter(|(open, _)| *open);
            facts.extend(open.map(|(_, kind)| Fact::of_participant(place, kind)));
        }
        if !sheet.complete && !matches!(party, Party::Organisation(_)) {
            facts.push(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
    }
    facts.sort_by_cached_key(Fact::to_string);
    facts
}

/// Who is spared the check of financial capacity. A very low value grant spares everybody, and nobody asks
/// for more than EUR 60 000 in one.
#[derive(Debug, Clone, Copy)]
enum Exempt {
    No,
    Form(LegalForm),
    Perhaps,
}

fn exemption(sheet: &Sheet<'_>, row: usize) -> Exempt {
    let Party::Organisation(first) = sheet.party(row) else { return Exempt::Perhaps };
    let Some(entry) = sheet.participants.get(first) else { return Exempt::Perhaps };
    let exempt =
        |form: &LegalForm| matches!(form, LegalForm::PublicBody | LegalForm::InternationalOrganisation);
    let forms = entry.applicant.possible_forms();
    match (forms.iter().find(exempt), forms.iter().all(|form| exempt(&form))) {
        (Some(form), true) => Exempt::Form(form),
        (None, _) if !sheet.standing(row).unfunded => Exempt::No,
        _ => Exempt::Perhaps,
    }
}

impl fmt::Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.threshold.grouped();
        let limit = match self.id.compare() {
            Compare::Above => format!("above EUR {limit}"),
            Compare::From => format!("from EUR {limit}"),
            Compare::UpTo => format!("up to EUR {limit}"),
        };
        let mark = match self.id {
            ObligationId::FinancialStatements => " [unverified]",
            _ => "",
        };
        write!(f, "{}; {limit}{mark}, ", self.id.words())?;
        match self.requested.exact() {
            Some(amount) => write!(f, "EUR {} requested", amount.grouped())?,
            None => write!(f, "EUR {} or more requested", self.requested.known.grouped())?,
        }
        if let Some(form) = self.exempt {
            write!(f, "; a {} is exempt", form.words())?;
        }
        Ok(())
    }
}
