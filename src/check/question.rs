//! What to ask about a fact that is not known: in words, of whom, with which answers, shown by which document.

use super::fact::{Fact, FactKind};
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

impl Question {
    /// The same in the words of the call, which asks questions of its own about kinds of members.
    pub(crate) fn put_by(mut self, call: &Call, participants: &[Participant]) -> Self {
        let entry = self.fact.participant().and_then(|at| participants.get(at));
        let Some(entry) = entry.filter(|_| self.fact.kind() == FactKind::MemberKinds) else { return self };
        let kinds = call.required_members().iter().chain(call.recommended_members());
        let mut asked: Vec<(&str, &str)> = Vec::new();
        for kind in kinds {
            let (Some(kind), Some(question)) = (&kind.value.kind, &kind.value.question) else { continue };
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
            Answers::Objectives => SpecificObjective::ALL.iter().map(ToString::to_string).collect(),
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
    use Answers::{Like, Names, Objectives, Statuses, YesOrNo};
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
            Statuses,
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
        FactKind::MemberKinds => (
            "Which of the kinds of members that the call names is {}, and which not?",
            Like("an object of kinds, such as {\"law-enforcement authority\": true}"),
            Partner,
            "the statutes or the law that founds it",
        ),
        FactKind::LettersOfSupport => ("Which letters of support are attached?", TEXTS, Applicant, FORM),
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
        FactKind::SupportLegalForms => (
            "Of which legal forms are those who receive financial support?",
            Names(LegalForm::NAMES),
            Applicant,
            FORM,
        ),
        FactKind::SupportCountries => {
            ("In which countries are those who receive financial support?", COUNTRIES, Applicant, FORM)
        }
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
        FactKind::Cci => {
            ("What is the code of the programme (CCI)?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::SubmittedOn => (
            "Is it known when the programme was first submitted to the Commission. Expenditure counts from the earlier of it and 1 January 2021?",
            DAY,
            Authority,
            PROGRAMME,
        ),
        FactKind::EligibleFrom => {
            ("Is it known since when expenditure is eligible?", DAY, Authority, PROGRAMME)
        }
        FactKind::EligibleUntil => {
            ("Is it known until when expenditure is eligible?", DAY, Authority, PROGRAMME)
        }
        FactKind::Decisions => (
            "What are the decisions on the programme, the first adoption among them?",
            Like("a list"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Allocations => {
            ("Is it known where the money comes from?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Commitments => {
            ("What are table 3.1 of Annex VI as decided?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Financing => {
            ("What are the financing table of Annex VI?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::BelowMinimum => (
            "What are objectives whose share is below 15 %, with the reason?",
            Like("a list"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Interventions => (
            "What are the indicative breakdown by type of intervention?",
            Like("a list"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Indicators => ("What are the indicators?", Like("a list"), Authority, PROGRAMME),
        FactKind::Transfers => ("What are money moved?", Like("a list"), Authority, PROGRAMME),
        FactKind::Enabling => ("What are the enabling conditions?", Like("a list"), Authority, PROGRAMME),
        FactKind::Applications => {
            ("What are the payment applications?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Received => ("Is it known what the Commission paid?", Like("a list"), Authority, PROGRAMME),
        FactKind::Accounts => {
            ("What are the accounts of each accounting year?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Planned => {
            ("Is it known what will be claimed and when?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Limits => {
            ("What is national rules on eligibility?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Exceptions => {
            ("What are amounts that are not decommitted?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Publication => (
            "Is it known when lists were last published?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Kind => ("Is it known what it does?", Like("a value of the field"), Authority, PROGRAMME),
        FactKind::Number => (
            "What is its number, such as \"C(2022) 7201\"?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::RequestedOn => ("Is it known when the amendment was requested?", DAY, Authority, PROGRAMME),
        FactKind::Union => {
            ("What is the Union's contribution to the programme under it?", EURO, Authority, PROGRAMME)
        }
        FactKind::CommitteeOn => (
            "Is it known when the monitoring committee approved it, where Art. 24(5) asks for that?",
            DAY,
            Authority,
            PROGRAMME,
        ),
        FactKind::Source => {
            ("Is it known where it comes from?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Reference => (
            "What is its reference, such as \"AMIF/2024/SA/1.2.4\"?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Action => {
            ("What is the type of action?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Earmarked => {
            ("Is it known whether it may be used for its purpose alone?", YesOrNo, Authority, PROGRAMME)
        }
        FactKind::Prefinancing => (
            "What is its own rate of pre-financing, per cent?",
            Like("a number of per cent as text, such as \"75\""),
            Authority,
            PROGRAMME,
        ),
        FactKind::Basis => {
            ("Is it known what the rate applies to?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Public => {
            ("What is the national public contribution, column (c)?", EURO, Authority, PROGRAMME)
        }
        FactKind::Private => {
            ("What is the national private contribution, column (d)?", EURO, Authority, PROGRAMME)
        }
        FactKind::Total => ("What is the total, column (e)?", EURO, Authority, PROGRAMME),
        FactKind::Rate => (
            "What is the rate, column (f), per cent?",
            Like("a number of per cent as text, such as \"75\""),
            Authority,
            PROGRAMME,
        ),
        FactKind::Code => (
            "What is the code of Annex VI of Regulation (EU) 2021/1147, such as \"1-II-004\"?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Since => (
            "What is the version of the programme that brought the type in?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Id => {
            ("What is the code, such as \"O.2.3.1\"?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Milestone2024 => {
            ("What is the milestone of the end of 2024?", Like("a number"), Authority, PROGRAMME)
        }
        FactKind::Target2029 => {
            ("What is the target of the end of 2029?", Like("a number"), Authority, PROGRAMME)
        }
        FactKind::Achieved => ("What are the values reached?", Like("a list"), Authority, PROGRAMME),
        FactKind::On => ("What is the day?", DAY, Authority, PROGRAMME),
        FactKind::Value => ("What is the value?", Like("a number"), Authority, PROGRAMME),
        FactKind::From => {
            ("Is it known from which objective or fund?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::Amount => ("What is the amount?", EURO, Authority, PROGRAMME),
        FactKind::Years => {
            ("What are the years of the budget that it changes?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Category => ("What is the category?", Like("a value of the field"), Authority, PROGRAMME),
        FactKind::Until => ("What is the last day?", DAY, Authority, PROGRAMME),
        FactKind::Fulfilled => ("Is it known whether it is fulfilled?", YesOrNo, Authority, PROGRAMME),
        FactKind::MaxMonths => ("What is the longest operation, in months?", COUNT, Authority, PROGRAMME),
        FactKind::MinSupportAYear => ("What is the smallest support a year?", EURO, Authority, PROGRAMME),
        FactKind::Rates => (
            "What are rates of the Union's share by type of action, per cent?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::Indirect => (
            "What is the flat rate for indirect costs that every operation uses?",
            Like("a value of the field"),
            Authority,
            PROGRAMME,
        ),
        FactKind::UnitCosts => {
            ("What are the unit costs that are used?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::Unit => {
            ("Is it known what one unit is?", Like("a value of the field"), Authority, PROGRAMME)
        }
        FactKind::ListOn => {
            ("Is it known when the list of operations was published?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::CalendarOn => {
            ("Is it known when the calendar of calls was updated?", Like("a list"), Authority, PROGRAMME)
        }
        FactKind::AccountingYear => (
            "What is the accounting year, by the year of its 30 June?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::Status => ("Is it known where it stands?", Like("a value of the field"), Authority, LEDGER),
        FactKind::SolidarityExpenditure => {
            ("What is eligible expenditure of solidarity actions among the rows?", EURO, Authority, LEDGER)
        }
        FactKind::TechnicalAssistance => (
            "What is the Union's contribution for technical assistance under Art. 36(5)?",
            EURO,
            Authority,
            LEDGER,
        ),
        FactKind::UnfulfilledExpenditure => (
            "What is expenditure under an enabling condition that is not fulfilled?",
            EURO,
            Authority,
            LEDGER,
        ),
        FactKind::Expenditure => ("What is total eligible expenditure, column (B)?", EURO, Authority, LEDGER),
        FactKind::Application => (
            "What is the payment application that it pays, by its id?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::ExtensionRequested => {
            ("Is it known whether the Member State asked for more time?", YesOrNo, Authority, LEDGER)
        }
        FactKind::Errors => {
            ("Is it known what the audit found?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::Withdrawn => ("What is expenditure withdrawn during the year?", EURO, Authority, LEDGER),
        FactKind::UnderAssessment => {
            ("What is expenditure taken out while it is being assessed?", EURO, Authority, LEDGER)
        }
        FactKind::Population => {
            ("What is the expenditure declared, from which the sample was drawn?", EURO, Authority, LEDGER)
        }
        FactKind::TotalErrors => ("What is all errors, extrapolated?", EURO, Authority, LEDGER),
        FactKind::Corrections => ("Is it known what was corrected?", EURO, Authority, LEDGER),
        FactKind::Programme => {
            ("What is the code of the programme?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::Title => ("What is the title?", Like("a value of the field"), Authority, LEDGER),
        FactKind::Purpose => ("Is it known what it is for?", Like("a value of the field"), Authority, LEDGER),
        FactKind::Earmark => (
            "What is the reference of the earmarked allocation that pays for it?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::Beneficiary => {
            ("Is it known who initiates it?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::AppliedOn => ("Is it known when it was applied for?", DAY, Authority, LEDGER),
        FactKind::SelectedOn => ("Is it known when it was selected?", DAY, Authority, LEDGER),
        FactKind::ConditionsOn => (
            "What is the day of the document that sets out the conditions for support?",
            DAY,
            Authority,
            LEDGER,
        ),
        FactKind::StartsOn => ("What is the first day?", DAY, Authority, LEDGER),
        FactKind::EndsOn => ("What is the last day?", DAY, Authority, LEDGER),
        FactKind::CompletedOn => ("Is it known when it was physically completed?", DAY, Authority, LEDGER),
        FactKind::CriteriaOn => {
            ("Is it known when the monitoring committee approved the criteria?", DAY, Authority, LEDGER)
        }
        FactKind::Location => {
            ("Is it known where it takes place?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::StateAid => ("Is it known whether the support is State aid?", YesOrNo, Authority, LEDGER),
        FactKind::Advance => {
            ("What is an advance of State aid?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::Strategic => {
            ("Is it known whether it is of strategic importance?", YesOrNo, Authority, LEDGER)
        }
        FactKind::Investment => (
            "Is it known whether it invests in infrastructure or productive investment, or buys equipment?",
            YesOrNo,
            Authority,
            LEDGER,
        ),
        FactKind::Cost => ("Is it known what it costs?", Like("a value of the field"), Authority, LEDGER),
        FactKind::Support => ("Is it known who pays?", Like("a value of the field"), Authority, LEDGER),
        FactKind::Currency => (
            "What is the currency of its amounts, such as \"PLN\". Left out?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::Forms => ("What are the forms of cost used?", Like("a list"), Authority, LEDGER),
        FactKind::Contracts => ("What are its public contracts?", Like("a list"), Authority, LEDGER),
        FactKind::Staff => ("What are its staff, by key?", Like("a list"), Authority, LEDGER),
        FactKind::Items => ("What are its items of expenditure?", Like("a list"), Authority, LEDGER),
        FactKind::Claims => ("What are the beneficiary's claims?", Like("a list"), Authority, LEDGER),
        FactKind::Selection => (
            "What is the answers to the points of Art. 73(2)?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::Visibility => {
            ("Is it known how the Union's support is shown?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::International => (
            "Is it known where the beneficiary is an international organisation?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::LastPaymentOn => ("What is the last payment to the beneficiary?", DAY, Authority, LEDGER),
        FactKind::Events => ("Is it known what happened after the end?", Like("a list"), Authority, LEDGER),
        FactKind::ListedOn => ("Is it known when it was last on the published list?", DAY, Authority, LEDGER),
        FactKind::SecurityExempt => (
            "Is it known whether it is left off the list, or shown otherwise, for reasons of security?",
            YesOrNo,
            Authority,
            LEDGER,
        ),
        FactKind::Form => ("Is it known what it is?", Like("a value of the field"), Authority, LEDGER),
        FactKind::VatRecoverable => {
            ("Is it known whether it can recover value added tax?", YesOrNo, Authority, LEDGER)
        }
        FactKind::OwnersKnown => {
            ("Is it known whether its beneficial owners are known?", YesOrNo, Authority, LEDGER)
        }
        FactKind::ThirdCountry => {
            ("Is it known whether it is with or in a third country?", YesOrNo, Authority, LEDGER)
        }
        FactKind::ConsultedOn => ("Is it known when the Commission was consulted?", DAY, Authority, LEDGER),
        FactKind::Aid => ("What is the aid as a whole?", EURO, Authority, LEDGER),
        FactKind::PaidOn => ("Is it known when it was paid?", DAY, Authority, LEDGER),
        FactKind::Guaranteed => ("Is it known whether a guarantee covers it?", YesOrNo, Authority, LEDGER),
        FactKind::Covered => {
            ("Is it known how much of it is covered by expenditure?", EURO, Authority, LEDGER)
        }
        FactKind::CoveredOn => ("Is it known when it was covered in full?", DAY, Authority, LEDGER),
        FactKind::Eligible => ("What is the eligible cost?", EURO, Authority, LEDGER),
        FactKind::VatIncluded => {
            ("Is it known whether the total includes value added tax?", YesOrNo, Authority, LEDGER)
        }
        FactKind::Direct => ("What is direct costs?", EURO, Authority, LEDGER),
        FactKind::Procured => ("What is direct costs that are procured?", EURO, Authority, LEDGER),
        FactKind::Land => ("What is land?", EURO, Authority, LEDGER),
        FactKind::LandKind => {
            ("Is it known what the land is?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::InKind => ("What is contributions in kind?", EURO, Authority, LEDGER),
        FactKind::Article => ("What is the article?", Like("a value of the field"), Authority, LEDGER),
        FactKind::Base => ("Is it known what the rate is of?", EURO, Authority, LEDGER),
        FactKind::Calculated => {
            ("Is it known whether the rate was calculated under Art. 53(3)(a)?", YesOrNo, Authority, LEDGER)
        }
        FactKind::DraftBudget => {
            ("Is it known whether a draft budget was agreed?", YesOrNo, Authority, LEDGER)
        }
        FactKind::AgreedOn => ("Is it known when it was agreed?", DAY, Authority, LEDGER),
        FactKind::Covers => {
            ("What are the kinds of items that it covers?", Like("a list"), Authority, LEDGER)
        }
        FactKind::AboveThreshold => (
            "Is it known whether it is above the thresholds of Directive 2014/24/EU, Art. 4?",
            YesOrNo,
            Authority,
            LEDGER,
        ),
        FactKind::Person => {
            ("What is the key of the person?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::Vulnerable => {
            ("Is the person of a vulnerable group of Art. 19(3)?", YesOrNo, Authority, LEDGER)
        }
        FactKind::UnaccompaniedMinor => ("Is the person an unaccompanied minor?", YesOrNo, Authority, LEDGER),
        FactKind::Allocation => {
            ("Which allocation pays for the person?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::Year => ("What is the year?", COUNT, Authority, LEDGER),
        FactKind::AnnualGross => {
            ("What is the latest documented annual gross employment costs?", EURO, Authority, LEDGER)
        }
        FactKind::MonthlyGross => {
            ("What is the latest documented monthly gross employment costs?", EURO, Authority, LEDGER)
        }
        FactKind::MonthlyHours => (
            "What is the average monthly working time of the employment document?",
            Like("a number"),
            Authority,
            LEDGER,
        ),
        FactKind::FullTimeShare => ("What is the share of full time?", Like("a number"), Authority, LEDGER),
        FactKind::Hourly => ("What is the hourly rate used?", EURO, Authority, LEDGER),
        FactKind::Hours => ("What is the hours declared?", Like("a number"), Authority, LEDGER),
        FactKind::Eur => {
            ("What is the amount in euro, as registered by the accounting function?", EURO, Authority, LEDGER)
        }
        FactKind::IncurredOn => ("Is it known when it was incurred?", DAY, Authority, LEDGER),
        FactKind::Quantity => ("Is it known how many units or hours?", Like("a number"), Authority, LEDGER),
        FactKind::UnitRate => {
            ("What is the rate of pay for equivalent work, where it is unpaid work?", EURO, Authority, LEDGER)
        }
        FactKind::Key => (
            "Is it known what makes one expenditure the same as another, such as a hash of supplier, invoice and line?",
            Like("a value of the field"),
            Authority,
            LEDGER,
        ),
        FactKind::ReceivedOn => ("Is it known when it was received, complete?", DAY, Authority, LEDGER),
        FactKind::Stopped => ("Is it known when the clock stood still?", Like("a list"), Authority, LEDGER),
        FactKind::Due => ("Is it known what is due?", EURO, Authority, LEDGER),
        FactKind::Paid => ("Is it known what was paid?", EURO, Authority, LEDGER),
        FactKind::Statement => ("What is a statement on documents and material?", YesOrNo, Authority, LEDGER),
        FactKind::Website => ("What is a description on the website?", YesOrNo, Authority, LEDGER),
        FactKind::Plaque => ("What is a durable plaque or billboard?", YesOrNo, Authority, LEDGER),
        FactKind::Poster => {
            ("What is a poster of at least A3 or an electronic display?", YesOrNo, Authority, LEDGER)
        }
        FactKind::Event => ("What is an event with the Commission?", YesOrNo, Authority, LEDGER),
        FactKind::Derogation => {
            ("Is it known why other rules hold?", Like("a value of the field"), Authority, LEDGER)
        }
        FactKind::PillarAssessed => {
            ("Is it known whether its systems were assessed by the Commission?", YesOrNo, Authority, LEDGER)
        }
        FactKind::ReportOn => ("Is it known when the report came with the claim?", DAY, Authority, LEDGER),
        FactKind::DeclarationOn => {
            ("Is it known when the management declaration came?", DAY, Authority, LEDGER)
        }
        FactKind::AccountsOn => ("Is it known when the accounts came?", DAY, Authority, LEDGER),
        FactKind::OpinionOn => ("Is it known when the audit opinion came?", DAY, Authority, LEDGER),
    };
    Asked { question, answers, who, document }
}
