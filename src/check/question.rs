//! What to ask about a fact that is not known: in words, of whom, with which answers, shown by which document.

use super::completions::statuses_asked;
use super::fact::{Fact, FactKind};
use super::fact_kinds::every_fact;
use crate::call::Call;
use crate::fund::{ActionType, Component, Instrument, ManagementMode, SpecificObjective};
use crate::input::{named_enum, same};
use crate::organisation::{Declaration, LegalForm, OrganisationType, Role, Status};
use crate::proposal::Participant;

named_enum! {
    /// Who can answer a question.
    pub enum Answerer("answerer") {
        /// The applicant who puts the proposal together.
        Applicant = "applicant",
        /// The organisation that the question is about.
        Partner = "partner",
        /// The granting authority, or in a national programme the managing authority.
        Authority = "authority",
    }
}

named_enum! {
    /// In which kind of file a fact stands: a pointer alone does not say.
    pub enum StatedIn("kind of file") {
        /// A proposal.
        Proposal = "proposal",
        /// The national programme.
        Programme = "programme",
        /// An operation of a programme.
        Operation = "operation",
        /// A person of a list.
        Person = "person",
    }
}

/// A question about one fact that is not known.
///
/// ```
/// use amif::{Outcome, Proposal, catalogue, report::Answerer};
///
/// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// let text = r#"{"participants": [{"name": "Payoke", "role": "coordinator", "country": "BE"}]}"#;
/// let draft = Proposal::from_json(text)?;
/// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
/// let form = report.assessments().find(|a| a.rule().as_str() == "participant/legal-form");
/// let questions = form.map(|a| a.questions()).unwrap_or_default();
/// assert_eq!(questions[0].question, "What is the legal form of Payoke?");
/// assert_eq!(questions[0].who, Answerer::Partner);
/// assert!(questions[0].answers.contains(&"public_body".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Question {
    /// The fact that is not known, as a JSON Pointer.
    pub fact: Fact,
    /// In which kind of file the pointer stands: a report on an operation asks about facts of its programme, too.
    #[serde(default = "of_a_proposal")]
    pub stated_in: StatedIn,
    /// The question in words.
    pub question: String,
    /// The answers that are still possible, in the words of the files; empty where they cannot be listed.
    pub answers: Vec<String>,
    /// What an answer looks like.
    pub form: String,
    /// Who can answer.
    pub who: Answerer,
    /// The document that shows it.
    pub document: String,
}

/// Of a report that does not say it.
const fn of_a_proposal() -> StatedIn {
    StatedIn::Proposal
}

impl Question {
    /// The question about a fact of a proposal with these participants, where somebody is known to coordinate it or not.
    pub(crate) fn about(fact: Fact, participants: &[Participant], led: bool) -> Self {
        let entry = fact.participant().and_then(|at| participants.get(at));
        let name = entry.map_or("the organisation".to_owned(), |entry| entry.applicant.name.printable());
        let there = fact.stands_in().and_then(|part| asked_in(part, fact.kind()));
        let Asked { question, answers, who, document } = there.unwrap_or_else(|| asked(fact.kind()));
        let possible = entry.filter(|_| fact.kind() == FactKind::LegalForm);
        let mut words = match possible {
            Some(entry) => entry.applicant.possible_forms().iter().map(|f| f.to_string()).collect(),
            None => answers.words(),
        };
        // Where somebody coordinates already, that is the last thing that somebody else does.
        if fact.kind() == FactKind::Role && led {
            words.sort_by_key(|role: &String| role == Role::Coordinator.as_str());
        }
        let mut question = question.replace("{}", &name);
        if let Some(stated) = possible.and_then(|entry| entry.applicant.contradiction()) {
            question.push_str(&format!(" What is stated contradicts itself: {stated}."));
        }
        Question {
            fact,
            stated_in: StatedIn::Proposal,
            question,
            answers: words,
            form: answers.form().to_owned(),
            who,
            document: document.to_owned(),
        }
    }
}

impl Question {
    /// The same in the words of the call, which asks questions of its own about kinds of members.
    pub(crate) fn put_by(mut self, call: &Call, participants: &[Participant]) -> Self {
        let entry = self.fact.participant().and_then(|at| participants.get(at));
        let Some(entry) = entry else { return self };
        if self.fact.kind() == FactKind::Statuses {
            return self.on_statuses(call, entry);
        }
        if self.fact.kind() != FactKind::MemberKinds {
            return self;
        }
        let mut asked: Vec<(&str, &str)> = Vec::new();
        for kind in call.kinds_of_members() {
            let (Some(kind), Some(question)) = (&kind.kind, &kind.question) else { continue };
            let known = asked.iter().any(|(known, _)| same(known, kind));
            if !known && entry.applicant.member_kind(kind).is_none() {
                asked.push((kind, question));
            }
        }
        let (kinds, questions): (Vec<&str>, Vec<&str>) = asked.into_iter().unzip();
        self.question = format!("{}: {}", entry.applicant.name.printable(), questions.join(" "));
        self.form = format!("true or false for each of: {}", kinds.join(", "));
        self
    }

    /// With the statuses that are still open of an organisation and that the call or the law asks of it; with every one
    /// that is open where none is asked, and with all where what is stated contradicts itself.
    fn on_statuses(mut self, call: &Call, entry: &Participant) -> Self {
        let who = &entry.applicant;
        if who.contradicts_itself() {
            return self;
        }
        let either = |status: Status, form: LegalForm| {
            [true, false].into_iter().all(|held| who.statuses.allow(form, status, held))
        };
        let open = |status: &Status| who.possible_forms().iter().any(|form| either(*status, form));
        let of_kinds =
            call.kinds_of_members().flat_map(|kind| kind.statuses.iter().map(|(status, _)| *status));
        let asked: Vec<Status> = statuses_asked(entry, call.terms()).chain(of_kinds).collect();
        let all = || Status::ALL.iter().copied().filter(open);
        let mut answers: Vec<Status> = all().filter(|status| asked.contains(status)).collect();
        if answers.is_empty() {
            answers = all().collect();
        }
        if let Some(first) = answers.first() {
            self.form = format!("each of these that is known, such as {{\"{first}\": true}}");
        }
        self.answers = answers.into_iter().map(|status| status.to_string()).collect();
        self
    }

    /// Whether an answer has to be one of those listed.
    #[cfg(feature = "next")]
    pub(crate) fn is_choice(&self) -> bool {
        [ONE, YES_OR_NO].contains(&self.form.as_str())
    }
}

/// What is asked about a kind of fact. `{}` in the question stands for the name of the participant.
struct Asked {
    question: &'static str,
    answers: Answers,
    who: Answerer,
    document: &'static str,
}

/// What answers there are.
enum Answers {
    Names(&'static [&'static str]),
    Objectives,
    YesOrNo,
    /// Each status with whether it is held.
    Statuses,
    Like(&'static str),
}

impl Answers {
    fn words(&self) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Answers::Names(names) => owned(names),
            Answers::Objectives => SpecificObjective::ALL.iter().map(|o| o.number().to_string()).collect(),
            Answers::YesOrNo => owned(&["true", "false"]),
            Answers::Statuses => owned(Status::NAMES),
            Answers::Like(_) => Vec::new(),
        }
    }

    const fn form(&self) -> &'static str {
        match self {
            Answers::Names(_) | Answers::Objectives => ONE,
            Answers::Statuses => "each of these that is known, such as {\"ngo\": true, \"sme\": false}",
            Answers::YesOrNo => YES_OR_NO,
            Answers::Like(form) => form,
        }
    }
}

/// The form of an answer that is one of those listed.
const ONE: &str = "one of the answers";
const YES_OR_NO: &str = "true or false";

const EURO: Answers = Answers::Like("an amount in euro, such as 750000 or \"750000.50\"");
const DAY: Answers = Answers::Like("a day, such as \"2025-03-31\"");
const A_YEAR: Answers = Answers::Like("a year as text, such as \"2025\"");
const COUNT: Answers = Answers::Like("a whole number");
const COUNTRIES: Answers = Answers::Like("a list of two-letter country codes, such as [\"MA\", \"TN\"]");
const NUMBER: Answers = Answers::Like("a number, such as 400 or \"1600.5\"");
const A_LIST: Answers = Answers::Like("a list, as the reference of the field has it");
const AN_OBJECT: Answers = Answers::Like("an object, as the reference of the field has it");
const A_COUNTRY: Answers = Answers::Like("a two-letter country code, such as \"BE\"");
const AN_ANSWER: Answers = Answers::Like("true, false or \"not_applicable\"");
const RATE: Answers = Answers::Like("a number of per cent as text, such as \"75\"");
const DAYS: Answers = Answers::Like("a list of days, such as [\"2026-02-15\"]");
const YEARS: Answers = Answers::Like("a list of years, such as [2026, 2027]");
const A_WORD: Answers = Answers::Like("one of the words in the reference of the field");
const A_TEXT: Answers = Answers::Like("a text");
const TEXTS: Answers = Answers::Like("a list of texts");

const FORM: &str = "the application form";
const BUDGET: &str = "the detailed budget of the application";
const REGISTER: &str = "the Participant Register of the Funding & Tenders Portal";
const PROGRAMME: &str = "the programme as approved, in SFC2021";
const LEDGER: &str = "the accounts of the operation";
const SFC: &str = "the payment applications and accounts, in SFC2021";
const PAID: &str = "the payments of the Commission, in SFC2021";
const FORECAST: &str = "the forecast of payment applications, in SFC2021";
const TRANSMITTED: &str = "the data transmitted, in SFC2021";
const RULES: &str = "the national rules on eligibility";
const LETTER: &str = "what the Member State sent to the Commission on the exception";
const WEBSITE: &str = "the website of the programme";
/// The objectives of a programme, as files write them.
const OBJECTIVES: Answers = Answers::Names(&["1", "2", "3", "4", "ta"]);

macro_rules! questions {
    ($($of:ident {
        $($(#[doc = $doc:literal])+ $kind:ident = $name:literal, $answers:expr, $who:ident, $document:expr, $question:literal;)+
    })+) => {
        /// What is asked about a kind of fact.
        fn asked(kind: FactKind) -> Asked {
            use Answerer::{Applicant, Authority, Partner};
            use Answers::{Like, Names, Objectives, Statuses, YesOrNo};
            let (question, answers, who, document) = match kind {
                $($(FactKind::$kind => ($question, $answers, $who, $document),)+)+
            };
            Asked { question, answers, who, document }
        }
    };
}
every_fact!(questions);

/// What is asked about a fact of one list or part otherwise than elsewhere: in words or answers of its own, and shown by the document in
/// which it stands.
fn asked_in(list: FactKind, kind: FactKind) -> Option<Asked> {
    use FactKind as F;
    let document = match list {
        F::Decisions
        | F::Allocations
        | F::Commitments
        | F::Financing
        | F::BelowMinimum
        | F::Interventions
        | F::Transfers
        | F::Persons => PROGRAMME,
        F::Indicators if kind == F::Achieved || kind == F::On || kind == F::Value => TRANSMITTED,
        F::Indicators => PROGRAMME,
        F::Applications | F::Accounts | F::Enabling => SFC,
        F::Received => PAID,
        F::Planned => FORECAST,
        F::Exceptions => LETTER,
        F::Items
        | F::Claims
        | F::Staff
        | F::Forms
        | F::Contracts
        | F::Events
        | F::Cost
        | F::Support
        | F::Beneficiary
        | F::Location
        | F::Advance => LEDGER,
        _ => return None,
    };
    let (question, answers) = match (list, kind) {
        (F::Commitments, F::Commitments) => ("How much is committed for the year, as decided?", EURO),
        (_, F::Objective) => ("Which specific objective is it, or technical assistance?", OBJECTIVES),
        (F::Applications, F::SubmittedOn) => ("On which day was the payment application submitted?", DAY),
        (F::Applications, F::BudgetRows) => {
            ("What does the payment application declare, by objective and type of action?", A_LIST)
        }
        (F::Applications, F::Id) => ("Under which id is the payment application known?", A_TEXT),
        (F::Applications, F::Public) => ("How much is the public contribution (column E)?", EURO),
        (F::Applications, F::Union) => ("How much does the Union contribute (column C)?", EURO),
        (F::Applications, F::Status) => ("Where does the payment application stand?", A_WORD),
        (F::Accounts, F::SubmittedOn) => ("On which day were the accounts submitted?", DAY),
        (F::Accounts, F::BudgetRows) => {
            ("What do the accounts have, by objective and type of action?", A_LIST)
        }
        (F::Accounts, F::Expenditure) => ("How much eligible expenditure do the accounts have?", EURO),
        (F::Accounts, F::Public) => ("How much public contribution do the accounts have?", EURO),
        (F::Decisions, F::Date) => ("On which day was the decision taken?", DAY),
        (F::Decisions, F::Version) => {
            ("Which version of the programme does the decision approve?", asked(kind).answers)
        }
        (F::Enabling, F::From) => ("Since which day has the condition been so?", DAY),
        (F::Exceptions, F::From) => ("Since which day has the ground of the exception lasted?", DAY),
        (F::Exceptions, F::Until) => ("Until which day did the ground of the exception last?", DAY),
        (F::Persons, F::From) => ("From which day on are these persons admitted or transferred?", DAY),
        (F::Persons, F::Until) => ("Until which day are these persons admitted or transferred?", DAY),
        (F::Persons, F::Number) => ("How many persons are admitted or transferred?", COUNT),
        (F::Persons, F::Category) => ("Which category do the persons belong to?", A_WORD),
        (F::Planned, F::On) => ("On which day will it be claimed?", DAY),
        (F::Planned, F::Union) => ("How much of the Union's contribution will be claimed?", EURO),
        (F::Received, F::On) => ("On which day did the Commission pay?", DAY),
        (F::Received, F::Amount) => ("How much did the Commission pay?", EURO),
        (F::Received, F::Kind) => ("What was paid: pre-financing, an interim payment, a balance?", A_WORD),
        (F::Transfers, F::Kind) => ("Is it moved to an objective, a fund or an instrument?", A_WORD),
        (F::Indicators, F::Kind) => ("Is it an output indicator or a result indicator?", A_WORD),
        (F::Items, F::Kind) => ("What kind of cost is the item?", A_WORD),
        (F::Items, F::Application) => ("With which payment application was the item declared?", A_TEXT),
        (F::Cost, F::Total) => ("How much is the total cost?", EURO),
        (F::Cost, F::Staff) => ("How much are the direct staff costs?", EURO),
        (F::Support, F::Public) => ("How much national public money pays for the operation?", EURO),
        (F::Support, F::Private) => ("How much private money pays for the operation?", EURO),
        (F::Support, F::InKind) => ("How much of what pays is contributed in kind?", EURO),
        (F::Beneficiary, F::Form) => ("What is the beneficiary?", A_WORD),
        (F::Beneficiary, F::Name) => ("What is the name of the beneficiary?", A_TEXT),
        (F::Location, F::Country) => ("In which country does the operation take place?", A_COUNTRY),
        (F::Advance, F::Amount) => ("How much is the advance?", EURO),
        (F::Advance, F::PaidOn) => ("On which day was the advance paid?", DAY),
        _ => {
            let elsewhere = asked(kind);
            (elsewhere.question, elsewhere.answers)
        }
    };
    Some(Asked { question, answers, who: Answerer::Authority, document })
}
