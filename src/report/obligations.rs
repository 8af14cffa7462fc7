//! What a grant of that size obliges the participants to. Nothing here is a condition, and nothing fails.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::checked::Report;
use crate::budget::{Between, LOW_VALUE};
use crate::check::budget::unknown::Unknown;
use crate::check::budget::{Party, Sheet};
use crate::check::fact::{Fact, FactKind};
use crate::check::subject::Subject;
use crate::fund::ProgrammingPeriod;
use crate::input::{article, named_enum};
use crate::law::{Act, Basis, COMMITTED, Citation, in_force, of_2018, of_2024};
use crate::money::Eur;
use crate::organisation::{LegalForm, LegalForms, Status};
use crate::outcome::YesNo;
use crate::proposal::Participant;

named_enum! {
    /// What the size of a grant brings with it.
    pub enum ObligationId("obligation") {
        /// The financial capacity of the participant is checked before signature.
        FinancialCapacity = "financial-capacity-check",
        /// An audit report on the accounts, else a declaration that they are valid.
        AuditReport = "audit-report",
        /// A certificate on the financial statements with the request for payment.
        FinancialStatements = "certificate-on-financial-statements",
        /// The grant is a low value grant: no guarantee, no reckoning of profit, no supporting documents on
        /// capacity.
        LowValueGrant = "low-value-grant",
        /// The grant is a very low value grant: no check of financial capacity. The declaration of honour is
        /// spared only under financial frameworks after 2027.
        VeryLowValueGrant = "very-low-value-grant",
        /// Records are kept for five years after the balance instead of three.
        RecordsForFiveYears = "records-for-five-years",
    }
}

/// One obligation, looked at for one participant or for the whole grant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obligation {
    /// Which one.
    pub id: ObligationId,
    /// The first row of the participant in the budget, from 0; `None` for the whole grant.
    pub row: Option<usize>,
    /// Whether it is triggered.
    pub triggered: YesNo,
    /// The number that decides, in euro; `None` where it is the call's and not stated.
    pub threshold: Option<Eur>,
    /// What is held against it: the contribution requested by the participant in all its rows, or by all,
    /// in euro.
    pub requested: Between,
    /// Why it is not triggered whatever the amount.
    pub exempt: Option<LegalForm>,
    /// Exceptions that are not judged here, in words.
    pub unless: Vec<Cow<'static, str>>,
    /// The unknown facts that decide, where it is unknown. Empty where only the granting authority
    /// can tell, or where the threshold is not stated.
    pub missing: Vec<Fact>,
    /// Where it is stated, in the Financial Regulation that governs the grant by the day of its legal commitment;
    /// both where that cannot be told.
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
    ///
    /// ```
    /// use amif::report::ObligationId;
    ///
    /// assert!(ObligationId::ALL.iter().all(|id| !id.words().is_empty()));
    /// ```
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
            ObligationId::LowValueGrant => {
                "low value grant: no guarantee, no reckoning of profit, no supporting documents on capacity"
            }
            ObligationId::VeryLowValueGrant => "very low value grant: no check of financial capacity",
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

    /// The number of the law; `None` where calls set it.
    const fn threshold(self) -> Option<Eur> {
        match self {
            ObligationId::AuditReport => Eur::from_euros(750_000),
            ObligationId::VeryLowValueGrant => Eur::from_euros(15_000),
            ObligationId::FinancialStatements => None,
            _ => LOW_VALUE,
        }
    }

    /// Exceptions that are not judged here.
    const fn unless(self) -> &'static [&'static str] {
        match self {
            ObligationId::FinancialCapacity => &[
                "private-law bodies with a public service mission and guarantees of a Member State are exempt",
                "with several applicants the authority may check the coordinator only",
            ],
            ObligationId::AuditReport => &[
                "only with the first application to the same authorising officer in a financial year",
                WAIVED_FOR_EDUCATION,
                "may be waived under joint and several liability, or without financial responsibility",
            ],
            ObligationId::FinancialStatements => {
                &["costs that the granting authority has audited already may be left out of the sum"]
            }
            ObligationId::RecordsForFiveYears => {
                &["longer while audits, appeals, litigation or investigations last"]
            }
            ObligationId::LowValueGrant | ObligationId::VeryLowValueGrant => &[],
        }
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
const WAIVED_FOR_EDUCATION: &str = "may be waived for education and training establishments";

const CAPACITY: &[Citation] = &[
    of_2024("Art. 201(5)", COMMITTED),
    Citation::document(MANUAL, "2.4", Basis::OfficialPage),
    of_2018("Art. 198"),
];
const AUDIT: &[Citation] = &[
    of_2024("Art. 199(1)(d)", COMMITTED),
    Citation::act(Act::EntityValidation, "4.2.2", Basis::OfficialPage),
    of_2018("Art. 196"),
];
const CERTIFICATE: &[Citation] = &[of_2024("Art. 206(4)", COMMITTED), of_2018("Art. 203")];
const LOW: &[Citation] = &[
    of_2024("Art. 2(43)", COMMITTED),
    of_2024("Art. 155", COMMITTED),
    of_2024("Art. 195", COMMITTED),
    of_2024("Art. 199(1)(c)", COMMITTED),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 152",
        Basis::Inferred,
        "no guarantee, for legal commitments before 30 September 2024; its text was not read",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 192",
        Basis::Act,
        "no reckoning of profit, for legal commitments before 30 September 2024",
    ),
];
const VERY_LOW: &[Citation] = &[
    of_2024("Art. 2(75)", COMMITTED),
    of_2024("Art. 201(5)(f)", COMMITTED),
    of_2024(
        "Art. 277(8)",
        "the waiver of the declaration of honour, Art. 199(1)(b), is for financial frameworks after 2027 only",
    ),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 196",
        Basis::Unverified,
        "whether the regulation of 2018 has very low value grants was not read",
    ),
];
const RECORDS: &[Citation] = &[
    of_2024("Art. 133", COMMITTED),
    Citation::act_noted(
        Act::Financial2018,
        "Art. 132",
        Basis::Inferred,
        "for legal commitments before 30 September 2024; its text was not read",
    ),
];

/// Where the call states the threshold of the certificate.
const CALL_STATES: Citation = Citation::document(MANUAL, "3.3.4", Basis::OfficialPage);

/// What is usual where it does not.
const USUAL: Citation = Citation::document_noted(
    MANUAL,
    "3.3.4",
    Basis::OfficialPage,
    "usually a single threshold, EUR 325 000 of requested contribution, in 2021-2027; the data sheet of AMIF \
     grants is unseen",
);

/// What is said of the certificate under a call of an earlier period.
const EARLIER: Citation = Citation::document_noted(
    MANUAL,
    "3.3.4",
    Basis::OfficialPage,
    "says what is usual in 2021-2027; what it was before was not read",
);

fn triggered(compare: Compare, asked: Between, threshold: Eur) -> YesNo {
    let holds = |amount: Eur| match compare {
        Compare::Above => amount > threshold,
        Compare::From => amount >= threshold,
        Compare::UpTo => amount <= threshold,
    };
    // Without an upper bound there are amounts above any threshold.
    let most = asked.most.map_or(!matches!(compare, Compare::UpTo), holds);
    match (holds(asked.least), most) {
        (true, true) => YesNo::Yes,
        (false, false) => YesNo::No,
        _ => YesNo::Unknown,
    }
}

impl Report<'_> {
    /// What the grant obliges the participants to, by the contributions that the budget requests. Empty
    /// where the proposal has no budget.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::{ObligationId, YesNo}};
    ///
    /// let text = r#"{"participants": [{"name": "A", "role": "coordinator", "legal_form": "public_body"}],
    ///     "budget": {"rows": [{"participant": 0, "requested": "750000.01"}]}}"#;
    /// let proposal = Proposal::from_json(text)?;
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let report = proposal.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let told = |id| report.obligations().into_iter().find(|o| o.id == id).map(|o| o.triggered);
    /// assert_eq!(told(ObligationId::AuditReport), Some(YesNo::Yes));
    /// // Public bodies are not checked.
    /// assert_eq!(told(ObligationId::FinancialCapacity), Some(YesNo::No));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let Some(sheet) = self.sheet() else { return Vec::new() };
        let mut all = Vec::new();
        for id in
            [ObligationId::FinancialCapacity, ObligationId::AuditReport, ObligationId::FinancialStatements]
        {
            let parties = sheet.ledger.groups().filter(|(row, _)| sheet.standing(*row).funded);
            all.extend(parties.map(|(row, asked)| self.of_party(&sheet, id, row, asked)));
        }
        let grant = sheet.ledger.grant;
        let mut open = Unknown::of(&sheet);
        open.grant();
        for id in
            [ObligationId::LowValueGrant, ObligationId::VeryLowValueGrant, ObligationId::RecordsForFiveYears]
        {
            let told = id.threshold().map_or(YesNo::Unknown, |t| triggered(id.compare(), grant, t));
            let missing = if told == YesNo::Unknown { open.found.clone() } else { Vec::new() };
            all.push(Obligation { triggered: told, missing, ..self.obligation(&sheet, id, None, grant) });
        }
        for obligation in &mut all {
            obligation.missing.sort_by_cached_key(Fact::to_string);
            obligation.missing.dedup();
        }
        all
    }

    /// An obligation of a participant, by its first row.
    fn of_party(&self, sheet: &Sheet<'_>, id: ObligationId, row: usize, asked: Between) -> Obligation {
        let (asked, also) = with_codes(sheet, row, asked);
        let plain = self.obligation(sheet, id, Some(row), asked);
        let standing = sheet.standing(row);
        let exempt = match id {
            ObligationId::FinancialCapacity => exemption(sheet, row),
            _ if standing.surely_funded() => Exempt::No,
            _ => Exempt::Perhaps,
        };
        let told = plain.threshold.map_or(YesNo::Unknown, |t| triggered(id.compare(), plain.requested, t));
        if let Exempt::Form(form) = exempt {
            return Obligation { triggered: YesNo::No, exempt: Some(form), ..plain };
        }
        let perhaps = matches!(exempt, Exempt::Perhaps)
            || (id == ObligationId::AuditReport && of_education(sheet, row));
        if told == YesNo::No || (told == YesNo::Yes && !perhaps) {
            return Obligation { triggered: told, ..plain };
        }
        let mut missing = Vec::new();
        if plain.threshold.is_some() && told == YesNo::Unknown {
            missing.extend(open_rows(sheet, row));
            missing.extend(also);
        }
        if matches!(exempt, Exempt::Perhaps) {
            missing.extend(open_party(id, sheet, row));
        }
        Obligation { triggered: YesNo::Unknown, missing, ..plain }
    }

    /// An obligation before it is told whether it is triggered.
    fn obligation(
        &self,
        sheet: &Sheet<'_>,
        id: ObligationId,
        row: Option<usize>,
        requested: Between,
    ) -> Obligation {
        let law = in_force(id.law(), self.setting().committed());
        let (threshold, source) = match (id, &sheet.call.budget_rules().certificate) {
            (ObligationId::FinancialStatements, Some(stated)) => {
                (Some(stated.value), stated.source.iter().chain(law).chain([&CALL_STATES]).cloned().collect())
            }
            (ObligationId::FinancialStatements, None) => {
                let usual = match self.call().period() {
                    Some(ProgrammingPeriod::From2014) => &EARLIER,
                    Some(ProgrammingPeriod::From2021) | None => &USUAL,
                };
                (None, law.iter().chain([usual]).cloned().collect())
            }
            _ => (id.threshold(), law.to_vec()),
        };
        Obligation {
            id,
            row,
            triggered: YesNo::Unknown,
            threshold,
            requested,
            exempt: None,
            unless: id.unless().iter().map(|text| (*text).into()).collect(),
            missing: Vec::new(),
            source,
        }
    }
}

/// What the party of a row asks for, where a row that names a code which nobody states may be of an organisation whose
/// code is not stated; with the facts that decide it.
fn with_codes(sheet: &Sheet<'_>, row: usize, asked: Between) -> (Between, Vec<Fact>) {
    let nameless = |party: Party| match party {
        Party::Organisation(first) => {
            entries(sheet, first).all(|(_, entry)| entry.applicant.code().is_none())
        }
        _ => false,
    };
    let own = sheet.party(row);
    // A code is of one organisation, so of several codes one is.
    let others = sheet.ledger.groups().filter(|(other, _)| match own {
        Party::Organisation(_) => nameless(own) && sheet.party(*other) == Party::Code,
        Party::Code => nameless(sheet.party(*other)),
        Party::Later | Party::Nobody => false,
    });
    let (mut bounds, mut missing) = (asked, Vec::new());
    for (other, also) in others {
        let both = asked.one_or_both(also);
        bounds = bounds.hull(both);
        let unnamed = if own == Party::Code { sheet.party(other) } else { own };
        if let Party::Organisation(first) = unnamed {
            missing.push(Fact::of_participant(first, FactKind::Pic));
        }
    }
    missing.dedup();
    (bounds, missing)
}

/// Why the sum of a participant's rows is not known.
fn open_rows(sheet: &Sheet<'_>, first: usize) -> Vec<Fact> {
    let rows = || sheet.ledger.rows_of(first);
    let unknown = |row: &usize| sheet.budget.rows().get(*row).is_some_and(|r| r.requested.is_none());
    let mut facts: Vec<Fact> =
        rows().filter(unknown).map(|row| Fact::of_row(row, FactKind::Requested)).collect();
    facts.extend(rows().nth(1).map(|_| Fact::of_budget(FactKind::BudgetRows)));
    facts
}

/// Why it is not known who the party of a row is, in which role and legal form.
fn open_party(id: ObligationId, sheet: &Sheet<'_>, row: usize) -> Vec<Fact> {
    let mut facts = Vec::new();
    match sheet.party(row) {
        Party::Organisation(first) => {
            let forms = forms(sheet, first).and_then(LegalForms::known);
            for (at, entry) in entries(sheet, first) {
                let form = id == ObligationId::FinancialCapacity && forms.is_none();
                let open = [(entry.role.is_none(), FactKind::Role), (form, FactKind::LegalForm)];
                let open = open.into_iter().filter(|(open, _)| *open);
                facts.extend(open.map(|(_, kind)| Fact::of_participant(at, kind)));
            }
        }
        party @ (Party::Code | Party::Later | Party::Nobody) => {
            let mut unknown = Unknown::of(sheet);
            unknown.identity(party, true);
            facts = unknown.found;
        }
    }
    facts
}

/// The entries of an organisation with their places.
fn entries<'a>(sheet: &Sheet<'a>, first: usize) -> impl Iterator<Item = (usize, &'a Participant)> {
    let participants = sheet.participants;
    sheet.ledger.entries(first).filter_map(|at| Some((at, participants.get(at)?)))
}

/// Whether the party of a row states that it is an education establishment.
fn of_education(sheet: &Sheet<'_>, row: usize) -> bool {
    let Party::Organisation(first) = sheet.party(row) else { return false };
    let stated = |entry: &Participant| entry.applicant.statuses.get(Status::EducationEstablishment);
    entries(sheet, first).any(|(_, entry)| stated(entry) == Some(true))
}

/// Who is spared the check of financial capacity. A very low value grant spares everybody, and nobody asks
/// for more than EUR 60 000 in one.
#[derive(Debug, Clone, Copy)]
enum Exempt {
    No,
    Form(LegalForm),
    Perhaps,
}

/// The legal forms that an organisation may have. Its entries may state different ones; it has one of them.
fn forms(sheet: &Sheet<'_>, first: usize) -> Option<LegalForms> {
    entries(sheet, first).map(|(_, entry)| entry.applicant.possible_forms()).reduce(LegalForms::or)
}

fn exemption(sheet: &Sheet<'_>, row: usize) -> Exempt {
    let Party::Organisation(first) = sheet.party(row) else { return Exempt::Perhaps };
    let exempt =
        |form: &LegalForm| matches!(form, LegalForm::PublicBody | LegalForm::InternationalOrganisation);
    let Some(forms) = forms(sheet, first) else { return Exempt::Perhaps };
    match (forms.iter().find(exempt), forms.iter().all(|form| exempt(&form))) {
        (Some(form), true) => Exempt::Form(form),
        (None, _) if sheet.standing(row).surely_funded() => Exempt::No,
        _ => Exempt::Perhaps,
    }
}

impl fmt::Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A threshold that the law in force is not known to have is shown with its mark.
        let unverified = self.source.first().is_some_and(|c| c.basis() == Basis::Unverified);
        let mark = if unverified { " [unverified]" } else { "" };
        let limit = match (self.threshold, self.id.compare()) {
            (None, _) if self.source.contains(&USUAL) => {
                "from a threshold that the call does not state, usually EUR 325 000".to_owned()
            }
            (None, _) => "from a threshold that the call does not state".to_owned(),
            (Some(limit), Compare::Above) => format!("above EUR {}{mark}", limit.grouped()),
            (Some(limit), Compare::From) => format!("from EUR {}{mark}", limit.grouped()),
            (Some(limit), Compare::UpTo) => format!("up to EUR {}{mark}", limit.grouped()),
        };
        write!(f, "{}; {limit}, {} requested", self.id.words(), self.requested)?;
        if let Some(form) = self.exempt {
            write!(f, "; {} {} is exempt", article(form.words()), form.words())?;
        }
        Ok(())
    }
}

impl Serialize for Obligation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let subject = self.row.map_or(Subject::Budget, Subject::BudgetRow);
        map.serialize_entry("obligation", &self.id)?;
        map.serialize_entry("subject", &subject)?;
        map.serialize_entry("triggered", &self.triggered)?;
        map.serialize_entry("threshold", &self.threshold)?;
        map.serialize_entry("requested", &self.requested)?;
        map.serialize_entry("exempt", &self.exempt)?;
        map.serialize_entry("unless", &self.unless)?;
        map.serialize_entry("missing", &self.missing)?;
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("source", &self.source)?;
        map.end()
    }
}
