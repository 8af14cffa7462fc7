//! What is written is read back equal, in seven formats: facts, values and calls.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test states what it expects in the plainest way"
)]

use std::cell::RefCell;
use std::rc::Rc;

use amif::budget::{
    Budget, Category, Costs, Days, Owner, Person, Resource, Resources, Row, RowOf, Totals, WorkPackage,
};
use amif::{
    Applicant, Call, Consortium, Country, Deadline, Eur, Instant, LegalForm, LegalForms, Name, Participant,
    Pic, Proposal, Rate, Role, Status, TopicId,
    call::{Reading, Supposition},
    proposal::Application,
    value::{Declaration, Declarations, OrganisationType, Statuses},
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};

/// What a program of its own may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept<T> {
    value: T,
    several: Vec<T>,
    perhaps: Option<T>,
}

/// A value as a format writes it.
enum Written {
    Text(String),
    Value(serde_json::Value),
    Bytes(Vec<u8>),
}

/// What each format writes. Whatever is written and read is asked for through a pointer: so each type is compiled for
/// one format instead of nine.
fn written(kept: &dyn erased_serde::Serialize) -> Vec<(&'static str, Result<Written, String>)> {
    fn text<E: ToString>(written: Result<String, E>) -> Result<Written, String> {
        written.map(Written::Text).map_err(|e| e.to_string())
    }
    fn bytes<E: ToString>(written: Result<Vec<u8>, E>) -> Result<Written, String> {
        written.map(Written::Bytes).map_err(|e| e.to_string())
    }
    vec![
        ("JSON", text(serde_json::to_string(kept))),
        ("JSON value", serde_json::to_value(kept).map(Written::Value).map_err(|e| e.to_string())),
        ("YAML", text(serde_yaml_ng::to_string(kept))),
        ("TOML", text(toml::to_string(kept))),
        ("MessagePack", bytes(rmp_serde::to_vec(kept))),
        ("MessagePack, named", bytes(rmp_serde::to_vec_named(kept))),
        ("postcard", bytes(postcard::to_allocvec(kept))),
        ("bincode", bytes(bincode::serde::encode_to_vec(kept, bincode::config::standard()))),
        ("CBOR", {
            let mut out = Vec::new();
            bytes(ciborium::into_writer(kept, &mut out).map(|()| out))
        }),
    ]
}

/// Reads a value from whatever reads.
type With = Box<dyn FnMut(&mut dyn erased_serde::Deserializer<'_>) -> Result<(), String>>;

thread_local! {
    /// What [`Handed`] hands its reader to.
    static WITH: RefCell<Option<With>> = const { RefCell::new(None) };
}

/// Hands its reader on: CBOR's is to be had from nowhere else.
struct Handed;

impl<'de> Deserialize<'de> for Handed {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let with = WITH.take();
        let mut with = with.ok_or_else(|| D::Error::custom("nothing asks for it"))?;
        with(&mut <dyn erased_serde::Deserializer<'_>>::erase(reader)).map_err(D::Error::custom)?;
        Ok(Handed)
    }
}

/// Reads what a format wrote.
fn read(format: &str, written: &Written, mut with: With) -> Result<(), String> {
    match written {
        Written::Value(value) => with(&mut <dyn erased_serde::Deserializer<'_>>::erase(value.clone())),
        Written::Text(text) => match format {
            "JSON" => {
                let mut reader = serde_json::Deserializer::from_str(text);
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(&mut reader))?;
                reader.end().map_err(|e| e.to_string())
            }
            "YAML" => {
                let reader = serde_yaml_ng::Deserializer::from_str(text);
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(reader))
            }
            _ => {
                let reader = toml::Deserializer::parse(text).map_err(|e| e.to_string())?;
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(reader))
            }
        },
        Written::Bytes(bytes) => match format {
            "postcard" => {
                let mut reader = postcard::Deserializer::from_bytes(bytes);
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(&mut reader))
            }
            "bincode" => {
                let config = bincode::config::standard();
                let mut reader = bincode::serde::BorrowedSerdeDecoder::from_slice(bytes, config, ());
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(reader.as_deserializer()))
            }
            "CBOR" => {
                WITH.set(Some(with));
                ciborium::from_reader::<Handed, _>(bytes.as_slice()).map_err(|e| e.to_string())?;
                Ok(())
            }
            _ => {
                let mut reader = rmp_serde::Deserializer::from_read_ref(bytes.as_slice());
                with(&mut <dyn erased_serde::Deserializer<'_>>::erase(&mut reader))
            }
        },
    }
}

/// Writes and reads in each format.
fn in_every_format<T: Serialize + DeserializeOwned + PartialEq + Clone + std::fmt::Debug + 'static>(
    value: &T,
) -> Result<(), TestCaseError> {
    in_formats(value, |_| true)
}

/// Writes and reads in some formats.
fn in_formats<T: Serialize + DeserializeOwned + PartialEq + Clone + std::fmt::Debug + 'static>(
    value: &T,
    wanted: fn(&str) -> bool,
) -> Result<(), TestCaseError> {
    let kept = Kept { value: value.clone(), several: vec![value.clone()], perhaps: Some(value.clone()) };
    let fail = |format: &str, error: String| TestCaseError::fail(format!("{format}: {error}\n{value:?}"));
    for (format, written) in written(&kept).into_iter().filter(|(format, _)| wanted(format)) {
        let written = written.map_err(|e| fail(format, e))?;
        let again: Rc<RefCell<Option<Kept<T>>>> = Rc::default();
        let place = Rc::clone(&again);
        let with = move |reader: &mut dyn erased_serde::Deserializer<'_>| {
            *place.borrow_mut() = Some(erased_serde::deserialize(reader).map_err(|e| e.to_string())?);
            Ok(())
        };
        read(format, &written, Box::new(with)).map_err(|e| fail(format, e))?;
        let again = again.take();
        prop_assert_eq!(again.as_ref(), Some(&kept), "{}", format);
    }
    Ok(())
}

fn amount() -> impl Strategy<Value = Eur> {
    (0i64..10_000_000_000).prop_map(|cents| Eur::from_cents(cents).unwrap())
}

fn rate() -> impl Strategy<Value = Rate> {
    (0u32..=1_000_000).prop_map(|m| format!("{}.{:04}", m / 10_000, m % 10_000).parse().unwrap())
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    (0u64..10_000).prop_map(|n| "2014-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(n))
}

fn instant() -> impl Strategy<Value = Instant> {
    let offset = select(vec!["Z", "+02:00", "-11:30"]);
    (day(), 0u32..86_400, offset).prop_map(|(day, second, offset)| {
        let (h, m, s) = (second / 3_600, second / 60 % 60, second % 60);
        format!("{day}T{h:02}:{m:02}:{s:02}{offset}").parse().unwrap()
    })
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["a", "Ünïcode ☂", "with \"quotes\"", "yes", "12", "null", "1.5", "2024-08-21", "~", "a: b"])
        .prop_map(str::to_owned)
}

fn country() -> impl Strategy<Value = Country> {
    select(Country::all().collect::<Vec<_>>())
}

fn countries() -> impl Strategy<Value = Vec<Country>> {
    vec(country(), 0..4)
}

fn applicant() -> impl Strategy<Value = Applicant> {
    let code = select(vec!["999000001", "", "12", "PIC 999 000 002"]);
    let form = vec(select(LegalForm::ALL), 1..4).prop_map(|forms| LegalForms::one_of(forms).unwrap());
    let status = of((select(Status::ALL), any::<bool>()));
    let kind = of(select(OrganisationType::ALL));
    (text(), of(code), of(country()), of(form), status, kind, vec(select(Declaration::ALL), 0..2)).prop_map(
        |(name, code, country, form, status, kind, declared)| {
            let mut applicant = Applicant::new(name.parse().unwrap());
            applicant.pic = code.map(Pic::new);
            applicant.country = country;
            if let Some((_, held)) = status {
                applicant =
                    applicant.of_kind("law-enforcement authority", held).of_kind("a university", !held);
            }
            applicant.organisation_type = kind;
            applicant.declarations = declared.into_iter().fold(Declarations::default(), Declarations::with);
            // What contradicts itself is not read.
            let statuses = status.map_or(Statuses::default(), |(s, held)| Statuses::default().with(s, held));
            let left = statuses.forms().unwrap();
            applicant.statuses = statuses;
            applicant.legal_form = form.filter(|form| left.and(*form).is_some());
            applicant
        },
    )
}

fn participant() -> impl Strategy<Value = Participant> {
    (applicant(), of(select(Role::ALL)), any::<bool>()).prop_map(|(applicant, role, linked)| {
        let mut participant = Participant::new(applicant);
        participant.role = role;
        participant.affiliated_to = linked.then(|| Pic::new("999000001"));
        participant
    })
}

fn consortium() -> impl Strategy<Value = Consortium> {
    (vec(participant(), 0..4), any::<bool>()).prop_map(|(participants, complete)| {
        let mut consortium = Consortium::new(participants);
        consortium.complete = complete;
        consortium
    })
}

fn costs() -> impl Strategy<Value = Costs> {
    let cell = (select(Category::ALL), of(amount()));
    (any::<bool>(), vec(cell, 0..5)).prop_map(|(unknown, cells)| {
        let mut costs = if unknown { Costs::UNKNOWN } else { Costs::default() };
        cells.into_iter().for_each(|(category, cell)| costs.set(category, cell));
        costs
    })
}

fn resources() -> impl Strategy<Value = Resources> {
    let cell = (select(Resource::ALL), of(amount()));
    vec(cell, 0..4).prop_map(|cells| {
        let mut resources = Resources::default();
        cells.into_iter().for_each(|(resource, cell)| resources.set(resource, cell));
        resources
    })
}

fn row() -> impl Strategy<Value = Row> {
    let of_whom = prop_oneof![
        (0usize..4).prop_map(RowOf::Place),
        select(vec!["999000001", "3", "#3", "=x", ""]).prop_map(|code| RowOf::Pic(Pic::new(code)))
    ];
    let days = || (0u32..500).prop_map(Days::from_halves);
    let owners = of(vec((days(), rate()).prop_map(|(days, rate)| Owner::new(days, rate)), 0..3));
    let persons = vec((text(), 1i32..4_000, days()).prop_map(|(n, y, d)| Person::new(&n, y, d)), 0..3);
    let package = (text(), costs()).prop_map(|(name, costs)| {
        let mut package = WorkPackage::new(&name);
        package.costs = costs;
        package
    });
    let figures = (of(amount()), of(amount()), of(amount()));
    (of_whom, costs(), figures, resources(), vec(package, 0..3), owners, persons).prop_map(
        |(whose, costs, (total, requested, support), resources, packages, owners, persons)| {
            let mut row = Row::of(0);
            (row.participant, row.costs, row.total, row.requested) = (whose, costs, total, requested);
            (row.resources, row.work_packages, row.largest_support) = (resources, packages, support);
            (row.owners, row.persons) = (owners, persons);
            row
        },
    )
}

fn budget() -> impl Strategy<Value = Budget> {
    let stated = (of(amount()), of(amount()), of(rate()), of((select(Category::ALL), amount())));
    (vec(row(), 0..3), stated, of((select(Resource::ALL), amount())), of(any::<bool>())).prop_map(
        |(rows, (total, requested, rate, cost), resource, justified)| {
            let mut totals = Totals::default();
            (totals.total, totals.requested, totals.funding_rate) = (total, requested, rate);
            (totals.costs, totals.resources) = (Vec::from_iter(cost), Vec::from_iter(resource));
            let budget = Budget::new(rows).and_then(|budget| budget.stating(totals)).unwrap();
            match justified {
                Some(justified) => budget.subcontracting_justified(justified),
                None => budget,
            }
        },
    )
}

fn application() -> impl Strategy<Value = Application> {
    let texts = || of(vec(text(), 0..3));
    let numbers = (of(1u32..=2), of(any::<u32>()), of(any::<u32>()), of(day()));
    let topics = vec(select(vec!["AMIF-2024-TF2-AG-THB-01", "EXAMPLE-01"]), 0..3);
    let forms = of(vec(select(LegalForm::ALL.to_vec()), 0..3));
    let support = (forms, of(countries()));
    (numbers, topics, (texts(), texts(), texts(), texts()), of(countries()), of(countries()), support)
        .prop_map(
            |(
                (stage, pages, parallel, start),
                topics,
                (annexes, objectives, routes, activities),
                targets,
                at,
                support,
            )| {
                let mut stated = Application::default();
                (stated.submission_stage, stated.pages, stated.parallel_applications) =
                    (stage, pages, parallel);
                stated.start_date = start;
                stated.further_topics = topics.into_iter().map(|t: &str| t.parse().unwrap()).collect();
                stated.letters_of_support.clone_from(&annexes);
                (stated.annexes, stated.objectives, stated.routes) = (annexes, objectives, routes);
                (stated.activities, stated.target_countries) = (activities, targets.map(Into::into));
                stated.activity_countries = at.map(Into::into);
                stated.support_legal_forms = support.0.map(Into::into);
                stated.support_countries = support.1.map(Into::into);
                stated
            },
        )
}

fn proposal() -> impl Strategy<Value = Proposal> {
    let head = (any::<bool>(), of(text()), of(instant()), of(any::<i64>()), of(amount()), of(day()));
    (head, of(amount()), of(budget()), application(), consortium()).prop_map(
        |((topic, title, at, months, grant, signed), costs, budget, application, consortium)| {
            let mut proposal = Proposal::new(consortium);
            proposal.topic = topic.then(|| "EXAMPLE-01".parse().unwrap());
            (proposal.title, proposal.submitted_at, proposal.duration_months) = (title, at, months);
            (proposal.requested_grant, proposal.total_eligible_costs) = (grant, costs);
            (proposal.grant_signature, proposal.budget, proposal.application) = (signed, budget, application);
            proposal
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn proposals_are_kept(proposal in proposal()) {
        in_every_format(&proposal)?;
        in_every_format(&proposal.consortium)?;
        in_every_format(&proposal.application)?;
        prop_assert_eq!(Proposal::from_json(&proposal.to_json()).unwrap(), proposal);
    }

    #[test]
    fn organisations_are_kept(participant in participant()) {
        in_every_format(&participant)?;
        in_every_format(&participant.applicant)?;
        in_every_format(&participant.applicant.statuses)?;
        in_every_format(&participant.applicant.declarations)?;
        in_every_format(&participant.applicant.name)?;
        if let Some(form) = participant.applicant.legal_form {
            in_every_format(&form)?;
        }
    }

    #[test]
    fn budgets_are_kept(budget in budget()) {
        in_every_format(&budget)?;
        in_every_format(budget.totals())?;
        for row in budget.rows() {
            in_every_format(row)?;
            in_every_format(&row.participant)?;
            in_every_format(&row.costs)?;
            in_every_format(&row.resources)?;
        }
    }

    #[test]
    fn values_are_kept(amount in amount(), rate in rate(), at in instant(), country in country()) {
        in_every_format(&amount)?;
        in_every_format(&rate)?;
        in_every_format(&at)?;
        in_every_format(&country)?;
    }
}

#[test]
fn words_are_kept() {
    Role::ALL.iter().try_for_each(in_every_format).unwrap();
    LegalForm::ALL.iter().try_for_each(in_every_format).unwrap();
    Category::ALL.iter().try_for_each(in_every_format).unwrap();
    [Reading::Yes, Reading::No].iter().try_for_each(in_every_format).unwrap();
    in_every_format(&"EXAMPLE-01".parse::<TopicId>().unwrap()).unwrap();
    in_every_format(&"EXAMPLE-01".parse::<amif::CallId>().unwrap()).unwrap();
    in_every_format(&Pic::new("999000001")).unwrap();
    in_every_format(&"Caritas".parse::<Name>().unwrap()).unwrap();
    in_every_format(&"2024-08-21T17:00".parse::<Deadline>().unwrap()).unwrap();
    amif::law::Act::ALL.iter().try_for_each(in_every_format).unwrap();
    let admitted = amif::fund::AdmittedPerson::new("AT-1", amif::fund::Ground::Resettlement);
    in_every_format(&amif::fund::AdmittedPerson { date: "2025-02-03".parse().ok(), ..admitted.clone() })
        .unwrap();
    in_every_format(&admitted).unwrap();
    for text in
        ["deadline=2024-08-21T17:00:00", "minimum_applicants=3", "grant=..1000000.00", "duration=12..36"]
    {
        let supposed: Supposition = text.parse().unwrap();
        assert_eq!(supposed.to_string(), text);
        in_every_format(&supposed).unwrap();
    }
}

/// A remedy with an edit of every kind, and what is wrong with an input.
#[cfg(feature = "catalogue")]
#[test]
fn remedies_and_problems_are_kept() {
    let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    let text = r#"{"duration_months": 120, "requested_grant": 1, "total_eligible_costs": 5000000, "participants": [
        {"name": "A", "role": "beneficiary", "country": "BE", "legal_form": "public_body"},
        {"name": "B", "role": "beneficiary", "country": "US", "legal_form": "public_body"}]}"#;
    let proposal = Proposal::from_json(text).unwrap();
    let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
    let remedies = proposal.remedies(call, as_of);
    assert!(!remedies.all().is_empty());
    for remedy in remedies.all() {
        in_every_format(remedy).unwrap();
        remedy.edits().iter().for_each(|edit| in_every_format(edit).unwrap());
        in_every_format(&remedy.choices()).unwrap();
    }
    use amif::life::Change;
    for change in
        [Change::leaves(2), Change::role(1, Role::AssociatedPartner), Change::extension(6).justified(true)]
    {
        in_every_format(&change).unwrap();
        in_every_format(change.kind()).unwrap();
    }
    for problem in Proposal::from_json(r#"{"participants": [{"nam": 1}]}"#).unwrap_err().problems() {
        in_every_format(problem).unwrap();
    }
    for problem in Proposal::from_json("{").unwrap_err().problems() {
        in_every_format(problem).unwrap();
    }
}

/// National programmes with what they consist of, and the reports on all of it, right and faulty.
#[cfg(all(feature = "catalogue", feature = "programme"))]
#[test]
fn programmes_and_reports_are_kept() {
    use amif::programme::{Operation, PersonRecord, Programme};
    // What is unknown in a report is null, which TOML does not have.
    let has_null = |format: &str| format != "TOML";
    let day = "2026-11-28".parse().ok();
    for (programme, operations, persons) in [
        (
            include_str!("../examples/data/programme.json"),
            include_str!("../examples/data/operations.ndjson"),
            include_str!("../examples/data/persons.ndjson"),
        ),
        (
            include_str!("../examples/data/programme-faulty.json"),
            include_str!("../examples/data/operations-faulty.ndjson"),
            include_str!("../examples/data/persons-faulty.ndjson"),
        ),
    ] {
        let programme = Programme::from_json(programme).unwrap();
        in_every_format(&programme).unwrap();
        in_formats(&programme.check(day).stored(), has_null).unwrap();
        for line in operations.lines().take(12) {
            in_every_format(&Operation::from_json(line).unwrap()).unwrap();
        }
        for line in persons.lines().take(12) {
            in_every_format(&PersonRecord::from_json(line).unwrap()).unwrap();
        }
    }
    let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01").unwrap();
    for text in [
        include_str!("../examples/data/eligible.json"),
        include_str!("../examples/data/ineligible.json"),
        include_str!("../examples/data/draft.json"),
        include_str!("../examples/data/budget.json"),
    ] {
        let proposal = Proposal::from_json(text).unwrap();
        let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
        let stored = proposal.check(call, as_of).stored();
        in_formats(&stored, has_null).unwrap();
        in_every_format(&stored.verdict()).unwrap();
    }
}

/// The calls of the catalogue, with every open question answered, and each version of their documents.
#[cfg(feature = "catalogue")]
#[test]
fn calls_are_kept_with_what_is_assumed_and_supposed() {
    for call in amif::catalogue::calls() {
        for version in call.versions() {
            assert_eq!(Call::from_json(&version.to_json()).as_ref(), Ok(version), "{}", call.topic());
        }
        let asked: Vec<String> = call.questions().iter().map(|q| q.id.clone()).collect();
        let mut pinned = call.clone();
        for (at, question) in asked.iter().enumerate() {
            pinned = pinned.assume(question, if at % 2 == 0 { Reading::Yes } else { Reading::No }).unwrap();
        }
        for text in ["minimum_applicants=2", "minimum_countries=2", "duration=12..36", "grant=..1000000"] {
            pinned = pinned.suppose(text.parse().unwrap()).unwrap_or(pinned);
        }
        let read = Call::from_json(&pinned.to_json()).unwrap();
        assert_eq!(read, pinned, "{}", call.topic());
        assert_eq!(read.assumed().count(), asked.len());
        assert_eq!(read.to_json(), pinned.to_json());
    }
    let topic = "AMIF-2024-TF2-AG-THB-01";
    let call = amif::catalogue::topic(topic).unwrap();
    in_every_format(call).unwrap();
    in_every_format(&call.assume("international-organisation-counts", Reading::No).unwrap()).unwrap();
    let deadline = call.deadline().unwrap().value;
    in_every_format(&deadline).unwrap();
}

#[test]
fn an_answer_to_no_question_and_a_stated_condition_are_refused_at_their_place() {
    let call = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {"call": {"title": "Call", "basis": "call_document"}},
        "page_limit": {"at_most": 70, "source": [{"document": "call"}]},
        "duration": {"exactly": 24, "source": [{"document": "call"}]},
        "assumed": {"no-such-question": "yes", "countries-not-stated": "maybe"}, "supposed": ["duration=36", "pages=3"]}"#;
    let error = Call::from_json(call).unwrap_err();
    let places: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
    assert_eq!(
        places,
        ["/assumed/countries-not-stated", "/supposed/1", "/supposed/0", "/assumed/no-such-question"],
        "{error}"
    );
}

#[test]
fn a_deadline_without_an_hour_is_kept_as_one() {
    let call = r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {"call": {"title": "Call", "basis": "call_document"}},
        "deadline": {"date": "2024-08-21", "source": [{"document": "call"}]}}"#;
    let call = Call::from_json(call).unwrap();
    let deadline = call.deadline().unwrap().value;
    assert!(!deadline.clock_time_is_stated());
    in_every_format(&deadline).unwrap();
    in_every_format(&call).unwrap();
}

/// Checks that each of these types is written, and hands back their names.
macro_rules! are_written {
    ($($name:ident)+) => {{
        fn is_written<T: Serialize>() {}
        $(is_written::<amif::fund::$name>();)+
        vec![$(stringify!($name),)+]
    }};
}

#[test]
fn every_row_of_the_fund_is_written_in_every_format() {
    let mut listed = are_written! {
        ActionType AdmittedPerson Allocation AllocationKey AllocationRule Announcement Answer Approval Belongs BudgetLine
        Component Contact ContactPoint DayRange DublinAgreement Due Effective Eligibility EmergencyCase Event Figure
        FigureKind FixedAmount FixedNumber Fund Ground Holds Indicator Instalment Instrument InterventionTable
        InterventionType LegalAct ManagementMode ManagingAuthority Measure Observer Parameter PersonAmount PersonAmounts
        PreFinancing ProgrammingPeriod PublicClaim Publication Publisher Route ScopeItem Share SpecificObjective
        TableCitation Use
    };
    // What the module hands out, functions, tables and errors aside.
    let module = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/fund/mod.rs")).unwrap();
    let handed = module.split(';').filter_map(|item| item.trim_start().strip_prefix("pub use "));
    let names = handed.flat_map(|item| item.split([':', '{', '}', ',', '\n', ' ']));
    let mut types: Vec<&str> = names
        .filter(|name| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase))
        .filter(|name| !name.starts_with("Parse"))
        .chain(["Fund"])
        .collect();
    types.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, types, "the list above is not current");

    let austria: Country = "AT".parse().unwrap();
    let fund = amif::fund::Fund::amif_2021_2027();
    let rows: Vec<Box<dyn erased_serde::Serialize>> = vec![
        Box::new(fund),
        Box::new(fund.allocation.as_ref().unwrap()),
        Box::new(fund.acts),
        Box::new(amif::fund::Allocation::of(austria).unwrap()),
        Box::new(amif::fund::ContactPoint::of(austria).unwrap()),
        Box::new(amif::fund::Observer::of("AL".parse().unwrap()).unwrap()),
        Box::new(amif::fund::ManagingAuthority::of(austria).unwrap()),
        Box::new(amif::fund::DublinAgreement::all()),
        Box::new(amif::fund::InterventionTable::Field),
        Box::new(amif::fund::tables_citing(amif::law::Act::Amif2021, "Art. 10").unwrap()),
    ];
    for row in rows {
        for (format, result) in written(row.as_ref()) {
            // TOML has no word for what is not known, and no list or word alone.
            if format != "TOML" {
                assert!(result.is_ok(), "{format}");
            }
        }
    }
    let row = serde_json::to_value(amif::fund::Allocation::of(austria).unwrap()).unwrap();
    assert_eq!(row["cci"], "2021AT65AMPR001");
    assert_eq!(
        (&row["decision"], &row["figures"][0]["kind"]),
        (&serde_json::Value::Null, &"fixed_amount".into())
    );
}
