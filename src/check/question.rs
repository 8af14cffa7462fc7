//! What to ask about a fact that is not known: in words, of whom, with which answers, shown by which document.

use super::fact::{Fact, FactKind};
use crate::fund::{ActionType, Component, Instrument, ManagementMode, SpecificObjective};
use crate::input::named_enum;
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

/// A question about one fact that is not known.
///
/// ```
/// use amif::{Answerer, Outcome, Proposal, catalogue};
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

impl Question {
    /// The question about a fact of a proposal with these participants.
    pub(crate) fn about(fact: Fact, participants: &[Participant]) -> Self {
        let entry = fact.participant().and_then(|at| participants.get(at));
        let name = entry.map_or("the organisation".to_owned(), |entry| entry.applicant.name.printable());
        let Asked { question, answers, who, document } = asked(fact.kind());
        let possible = entry.filter(|_| fact.kind() == FactKind::LegalForm);
        let words = match possible {
            Some(entry) => entry.applicant.possible_forms().iter().map(|f| f.to_string()).collect(),
            None => answers.words(),
        };
        Question {
            fact,
            question: question.replace("{}", &name),
            answers: words,
            form: answers.form().to_owned(),
            who,
            document: document.to_owned(),
        }
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
    Like(&'static str),
}

impl Answers {
    fn words(&self) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Answers::Names(names) => owned(names),
            Answers::Objectives => SpecificObjective::ALL.iter().map(ToString::to_string).collect(),
            Answers::YesOrNo => owned(&["true", "false"]),
            Answers::Like(_) => Vec::new(),
        }
    }

    const fn form(&self) -> &'static str {
        match self {
            Answers::Names(_) | Answers::Objectives => "one of the answers",
            Answers::YesOrNo => "true or false",
            Answers::Like(form) => form,
        }
    }
}

const EURO: Answers = Answers::Like("an amount in euro, such as 750000 or \"750000.50\"");
const DAY: Answers = Answers::Like("a day, such as \"2025-03-31\"");
const COUNT: Answers = Answers::Like("a whole number");
const COUNTRIES: Answers = Answers::Like("a list of two-letter country codes, such as [\"MA\", \"TN\"]");
const TEXTS: Answers = Answers::Like("a list of texts");

const FORM: &str = "the application form";
const BUDGET: &str = "the detailed budget of the application";
const REGISTER: &str = "the Participant Register of the Funding & Tenders Portal";
const PROGRAMME: &str = "the programme as approved, in SFC2021";
const LEDGER: &str = "the accounts of the operation";

/// The table of questions.
fn asked(kind: FactKind) -> Asked {
    use Answerer::{Applicant, Authority, Partner};
    use Answers::{Like, Names, Objectives, YesOrNo};
    let (question, answers, who, document) = match kind {
        FactKind::SubmittedAt => (
            "When is the proposal submitted?",
            Like("an instant with its offset, such as \"2024-08-20T16:30:00+02:00\""),
            Applicant,
            "the acknowledgement of receipt of the portal",
        ),
        FactKind::DurationMonths => ("How many months does the project last?", COUNT, Applicant, FORM),
        FactKind::RequestedGrant => ("How much grant is asked for?", EURO, Applicant, FORM),
        FactKind::TotalEligibleCosts => ("How much are the total eligible costs?", EURO, Applicant, BUDGET),
        FactKind::GrantSignature => (
            "On which day is the grant agreement signed, or expected to be?",
            DAY,
            Authority,
            "the grant agreement, or the timetable of the call",
        ),
        FactKind::ParticipantsComplete => {
            ("Is everybody who takes part in the list?", YesOrNo, Applicant, FORM)
        }
        FactKind::Participants => (
            "What are the roles and the codes of the other participants?",
            Like("the list of participants with role and PIC"),
            Applicant,
            FORM,
        ),
        FactKind::Name => ("What is the legal name of {}?", Like("a name"), Partner, REGISTER),
        FactKind::Pic => (
            "What is the participant identification code (PIC) of {}?",
            Like("nine digits, such as \"999000001\""),
            Partner,
            REGISTER,
        ),
        FactKind::Role => ("Which role does {} have?", Names(Role::NAMES), Applicant, FORM),
        FactKind::Country => (
            "In which country is {} established?",
            Like("a two-letter country code, such as \"BE\""),
            Partner,
            REGISTER,
        ),
        FactKind::LegalForm => (
            "What is the legal form of {}?",
            Names(LegalForm::NAMES),
            Partner,
            "the statutes or the extract of the register, as validated in the Participant Register",
        ),
        FactKind::Statuses => (
            "Which statuses does {} have, and which not?",
            Names(Status::NAMES),
            Partner,
            "the statutes, and the validation in the Participant Register",
        ),
        FactKind::AffiliatedTo => (
            "To which beneficiary is {} linked, by its PIC?",
            Like("the PIC of the coordinator or a beneficiary, such as \"999000001\""),
            Partner,
            FORM,
        ),
        FactKind::OrganisationType => (
            "What type of organisation is {}?",
            Names(OrganisationType::NAMES),
            Partner,
            "the statutes or the law that founds it",
        ),
        FactKind::Declarations => (
            "What does {} declare of itself?",
            Names(Declaration::NAMES),
            Partner,
            "the declaration of honour",
        ),
        FactKind::SubmissionStage => {
            ("Which stage of the call is applied to?", Names(&["1", "2"]), Applicant, FORM)
        }
        FactKind::Annexes => ("Which annexes are attached?", TEXTS, Applicant, FORM),
        FactKind::Pages => (
            "How many pages has the technical description?",
            COUNT,
            Applicant,
            "the technical description (Part B)",
        ),
        FactKind::FurtherTopics => ("Which other topics are applied for?", TEXTS, Applicant, FORM),
        FactKind::ParallelApplications => {
            ("How many applications under this call are there, this one included?", COUNT, Applicant, FORM)
        }
        FactKind::Objectives => {
            ("Which objectives of the topic does the project serve?", TEXTS, Applicant, FORM)
        }
        FactKind::TargetCountries => {
            ("At which third countries is the project aimed?", COUNTRIES, Applicant, FORM)
        }
        FactKind::Routes => ("Which migratory routes does the project name?", TEXTS, Applicant, FORM),
        FactKind::ActivityCountries => {
            ("In which countries do activities take place?", COUNTRIES, Applicant, FORM)
        }
        FactKind::Activities => ("Which kinds of activity does the project have?", TEXTS, Applicant, FORM),
        FactKind::StartDate => ("On which day does the action start?", DAY, Applicant, FORM),
        FactKind::BudgetRows => {
            ("Which participant has which row of the budget?", Like("rows"), Applicant, BUDGET)
        }
        FactKind::Costs => ("How much are these costs?", EURO, Applicant, BUDGET),
        FactKind::Requested => ("How much grant is asked for in this row?", EURO, Applicant, BUDGET),
        FactKind::Resources => ("What pays for this row beside the grant?", EURO, Applicant, BUDGET),
        FactKind::Totals => ("Which totals does the budget state?", EURO, Applicant, BUDGET),
        FactKind::WorkPackages => ("How much are these costs by work package?", EURO, Applicant, BUDGET),
        FactKind::LargestSupport => ("How much does one third party get at most?", EURO, Applicant, BUDGET),
        FactKind::Owners => (
            "How many days do the owners without a salary work?",
            Like("days and the coefficient of the country"),
            Partner,
            BUDGET,
        ),
        FactKind::Persons => {
            ("How many days is each person planned for?", Like("days a year"), Partner, BUDGET)
        }
        FactKind::SubcontractingJustified => {
            ("Is the subcontracting justified in the application?", YesOrNo, Applicant, FORM)
        }
        FactKind::Phase => (
            "Where does the project stand?",
            Names(&["application", "preparation", "implementation"]),
            Authority,
            "the grant agreement, or the letter of the authority",
        ),
        FactKind::Change => {
            ("Which change is asked for?", Like("a change"), Applicant, "the request for amendment")
        }
        FactKind::Justified => {
            ("Is a justification given?", YesOrNo, Applicant, "the request for the change")
        }
        FactKind::Objective => ("Which specific objective does it serve?", Objectives, Authority, PROGRAMME),
        FactKind::InterventionType => (
            "Which type of intervention is it?",
            Like("a code of Annex VI, such as \"II-004\""),
            Authority,
            PROGRAMME,
        ),
        FactKind::Measure => (
            "Which implementation measure is it?",
            Like("a point of Annex II, such as \"2(b)\""),
            Authority,
            PROGRAMME,
        ),
        FactKind::Indicator => {
            ("Which indicator is it?", Like("a code of Annex VIII, such as \"R.4.4\""), Authority, PROGRAMME)
        }
        FactKind::Date => ("On which day is it looked at?", DAY, Applicant, LEDGER),
        FactKind::ManagementMode => (
            "Under which management mode is the money spent?",
            Names(ManagementMode::NAMES),
            Authority,
            PROGRAMME,
        ),
        FactKind::Instrument => {
            ("By which instrument is the money given?", Names(Instrument::NAMES), Authority, PROGRAMME)
        }
        FactKind::Component => {
            ("Which component of the thematic facility is it?", Names(Component::NAMES), Authority, PROGRAMME)
        }
        FactKind::ActionType => {
            ("Which type of action of Art. 15 is it?", Names(ActionType::NAMES), Authority, PROGRAMME)
        }
        FactKind::UnionContribution => ("How much does the Union contribute?", EURO, Authority, LEDGER),
        FactKind::TotalEligibleExpenditure => {
            ("How much is the total eligible expenditure?", EURO, Authority, LEDGER)
        }
    };
    Asked { question, answers, who, document }
}
