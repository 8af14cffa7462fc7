//! Every way to complete a small draft, by plain enumeration.

use std::collections::{BTreeMap, BTreeSet};

use amif::{
    Applicant, Call, Instant, LegalForm, Outcome, Participant, Pic, Proposal, Report, Role, Verdict,
    call::Reading,
};

use crate::judge::{by_outcomes, contradicts};

/// More completions than this are left to luckier drafts.
const LIMIT: usize = 6_000;

const COUNTRIES: [&str; 13] = ["BE", "AT", "IT", "FR", "LU", "RE", "NC", "PF", "BQ", "GL", "NO", "DK", "US"];

/// How one thing may turn out.
#[derive(Debug, Clone)]
enum Way {
    Role(Role),
    Form(LegalForm),
    Country(&'static str),
    Code(Pic),
    AffiliatedTo(Pic),
    Submitted(&'static str),
    Months(i64),
    Grant(&'static str),
    Signed(&'static str),
    Join(Vec<(Role, &'static str, Pic)>),
    Reading(Reading),
}

#[derive(Debug)]
struct Variable {
    name: String,
    entry: usize,
    ways: Vec<Way>,
}

pub(crate) struct Completions {
    draft: Proposal,
    variables: Vec<Variable>,
    total: usize,
}

fn own_code(entry: usize) -> Pic {
    Pic::new(&format!("90000000{entry}"))
}

impl Completions {
    /// `None` where there are too many.
    pub(crate) fn of(report: &Report<'_>, draft: &Proposal) -> Option<Self> {
        let mut variables = Vec::new();
        let mut put =
            |name: String, entry: usize, ways: Vec<Way>| variables.push(Variable { name, entry, ways });
        let all = &draft.consortium.participants;
        for (i, entry) in all.iter().enumerate() {
            if entry.role.is_none() {
                put(format!("/participants/{i}/role"), i, Role::ALL.iter().map(|r| Way::Role(*r)).collect());
            }
            let forms: Vec<_> = entry.applicant.possible_forms().iter().map(Way::Form).collect();
            if forms.len() > 1 {
                put(format!("/participants/{i}/legal_form"), i, forms);
            }
            if entry.applicant.country.is_none() {
                put(format!("/participants/{i}/country"), i, COUNTRIES.map(Way::Country).to_vec());
            }
            let others = || all.iter().enumerate().filter(move |(j, _)| *j != i);
            let code = |j: usize, e: &Participant| e.applicant.pic.clone().unwrap_or_else(|| own_code(j));
            if entry.applicant.pic.is_none() {
                let mut codes = vec![own_code(i), Pic::new("888888888")];
                for (j, other) in others() {
                    if other.applicant.name.same_as(&entry.applicant.name) {
                        codes.push(code(j, other));
                    }
                    let stated = |pic: &Pic| all.iter().any(|e| e.applicant.pic.as_ref() == Some(pic));
                    codes.extend(other.affiliated_to.clone().filter(|pic| !stated(pic)));
                }
                codes.sort();
                codes.dedup();
                put(format!("/participants/{i}/pic"), i, codes.into_iter().map(Way::Code).collect());
            }
            let may_be = entry.role.is_none_or(|r| r == Role::AffiliatedEntity);
            if entry.affiliated_to.is_none() && may_be {
                let mut codes: Vec<Pic> = others().map(|(j, e)| code(j, e)).collect();
                codes.extend(["888888888", "777777777", "666666666"].map(Pic::new));
                codes.extend(others().filter_map(|(_, e)| e.affiliated_to.clone()));
                codes.sort();
                codes.dedup();
                let ways = codes.into_iter().map(Way::AffiliatedTo).collect();
                put(format!("/participants/{i}/affiliated_to"), i, ways);
            }
        }
        let call = report.call();
        if draft.submitted_at.is_none() {
            let times =
                ["2024-08-20T12:00:00+02:00", "2024-08-21T16:59:59+02:00", "2024-08-21T17:00:01+02:00"];
            put("/submitted_at".into(), 0, times.map(Way::Submitted).to_vec());
        }
        if draft.duration_months.is_none() {
            put("/duration_months".into(), 0, [1, 12, 23, 24, 25, 36, 48].map(Way::Months).to_vec());
        }
        if draft.requested_grant.is_none() {
            let grants = ["-1", "0", "499999.99", "500000", "750000", "1000000", "1000000.01", "2000000"];
            put("/requested_grant".into(), 0, grants.map(Way::Grant).to_vec());
        }
        let negotiates = call.countries().is_some_and(|c| !c.value.negotiating().is_empty());
        // Nothing is signed before the deadline.
        let may_be = |day: &chrono::NaiveDate| {
            call.deadline().is_none_or(|deadline| *day > deadline.value.local().date())
        };
        if draft.grant_signature.is_none() && negotiates {
            let days = ["2024-06-30", "2024-08-01", "2024-09-15", "2024-10-02", "2025-01-16", "2026-07-01"];
            let days = days.into_iter().filter(|day| may_be(&day.parse().unwrap()));
            put("/grant_signature".into(), 0, days.map(Way::Signed).collect());
        }
        let open: BTreeSet<String> = report
            .assessments()
            .flat_map(|a| a.open().into_iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        for question in open {
            put(question, 0, vec![Way::Reading(Reading::Yes), Way::Reading(Reading::No)]);
        }
        if !draft.consortium.complete {
            let named = all.iter().filter_map(|e| e.affiliated_to.clone());
            let taken = |pic: &Pic| all.iter().any(|e| e.applicant.pic.as_ref() == Some(pic));
            let mut codes: Vec<Pic> = named.filter(|p| !taken(p)).collect();
            codes.extend([Pic::new("888888888"), Pic::new("777777777"), Pic::new("777777778")]);
            codes.sort();
            codes.dedup();
            let mut ways = vec![Way::Join(Vec::new())];
            for first in 0..codes.len() {
                codes.rotate_left(1);
                let _ = first;
                for leading in [Role::Coordinator, Role::Beneficiary] {
                    for others in 0..=2 {
                        let roles = [leading, Role::Beneficiary, Role::Beneficiary];
                        let joined = roles.into_iter().zip(["DE", "ES", "PT"]).zip(codes.iter().cloned());
                        let joined = joined.map(|((role, state), code)| (role, state, code));
                        ways.push(Way::Join(joined.take(others + 1).collect()));
                    }
                }
            }
            put("/participants_complete".into(), 0, ways);
        }
        let total = variables.iter().try_fold(1usize, |all, v| all.checked_mul(v.ways.len()))?;
        (total <= LIMIT).then_some(Completions { draft: draft.clone(), variables, total })
    }

    /// The draft with some variables filled in, and the readings chosen. `None` where that would contradict
    /// the presumption on who is the same.
    fn fill(
        &self,
        number: usize,
        filled: impl Fn(&str) -> bool,
    ) -> Option<(Proposal, Vec<(String, Reading)>)> {
        let mut p = self.draft.clone();
        let mut readings = Vec::new();
        let mut rest = number;
        for v in &self.variables {
            let way = &v.ways[rest % v.ways.len()];
            rest /= v.ways.len();
            if !filled(&v.name) {
                continue;
            }
            let entry = p.consortium.participants.get_mut(v.entry);
            match (way, entry) {
                (Way::Role(role), Some(entry)) => entry.role = Some(*role),
                (Way::Form(form), Some(entry)) => entry.applicant.legal_form = Some((*form).into()),
                (Way::Country(code), Some(entry)) => entry.applicant.country = Some(code.parse().unwrap()),
                (Way::Code(pic), Some(entry)) => entry.applicant.pic = Some(pic.clone()),
                (Way::AffiliatedTo(pic), Some(entry)) => entry.affiliated_to = Some(pic.clone()),
                (Way::Submitted(at), _) => p.submitted_at = Some(at.parse().unwrap()),
                (Way::Months(months), _) => p.duration_months = Some(*months),
                (Way::Grant(amount), _) => p.requested_grant = Some(amount.parse().unwrap()),
                (Way::Signed(day), _) => p.grant_signature = Some(day.parse().unwrap()),
                (Way::Reading(reading), _) => readings.push((v.name.clone(), *reading)),
                (Way::Join(newcomers), _) => {
                    p.consortium.complete = true;
                    for (i, (role, country, pic)) in newcomers.iter().enumerate() {
                        let mut a = Applicant::new(format!("New {i}").parse().unwrap())
                            .country(country.parse().unwrap())
                            .legal_form(LegalForm::PublicBody);
                        a.pic = Some(pic.clone());
                        p.consortium.participants.push(Participant::new(a).role(*role));
                    }
                }
                (way, _) => panic!("{way:?}"),
            }
        }
        // Entries that turn out to be one organisation have one country.
        for i in 0..p.consortium.participants.len() {
            let all = &p.consortium.participants;
            let own = &all[i].applicant;
            let alike = all.iter().find(|e| e.applicant.pic == own.pic && e.applicant.country.is_some());
            if let (Some(_), None, Some(other)) = (&own.pic, own.country, alike) {
                p.consortium.participants[i].applicant.country = other.applicant.country;
            }
        }
        if contradicts(&p, &self.draft) {
            return None;
        }
        Some((p, readings))
    }

    fn each(&self, call: &Call, mut visit: impl FnMut(Option<(&Proposal, &Call)>)) {
        let mut calls: BTreeMap<Vec<(String, Reading)>, Call> = BTreeMap::new();
        for number in 0..self.total {
            match self.fill(number, |_| true) {
                None => visit(None),
                Some((p, readings)) => {
                    let pinned = calls.entry(readings.clone()).or_insert_with(|| pinned(call, &readings));
                    visit(Some((&p, pinned)));
                }
            }
        }
    }

    /// The verdict of each completion that there is.
    pub(crate) fn all_verdicts(&self, call: &Call, as_of: Instant) -> Vec<Option<Verdict>> {
        // Unstated core conditions keep every verdict open; what is stated is judged by its outcomes.
        let mut verdicts = Vec::new();
        self.each(call, |completion| {
            verdicts.push(completion.map(|(p, call)| match p.verdict(call, as_of) {
                Verdict::Undetermined => by_outcomes(&p.check(call, as_of)),
                verdict => verdict,
            }));
        });
        verdicts
    }

    /// What turns the verdict in some completion of everything else.
    pub(crate) fn needed(&self, verdicts: &[Option<Verdict>]) -> BTreeSet<String> {
        let mut needed = BTreeSet::new();
        let mut step = 1;
        for v in &self.variables {
            let turns = (0..self.total).filter(|n| n / step % v.ways.len() == 0).any(|base| {
                let seen: BTreeSet<Verdict> =
                    (0..v.ways.len()).filter_map(|way| verdicts[base + way * step]).collect();
                seen.len() > 1
            });
            if turns {
                needed.insert(v.name.clone());
            }
            step *= v.ways.len();
        }
        needed
    }

    /// Whether some completion meets all these conditions.
    pub(crate) fn some_meets(
        &self,
        conditions: &BTreeSet<(String, String)>,
        call: &Call,
        as_of: Instant,
    ) -> bool {
        let mut some = false;
        self.each(call, |completion| {
            if let (false, Some((p, call))) = (some, completion) {
                some = p.check(call, as_of).assessments().all(|a| {
                    !conditions.contains(&(a.rule().to_string(), a.subject().to_string()))
                        || !matches!(a.outcome(), Outcome::NotMet | Outcome::Unknown)
                });
            }
        });
        some
    }

    /// The draft with only some of it answered, in all ways.
    pub(crate) fn answering(&self, answered: &BTreeSet<String>, call: &Call) -> Vec<(Proposal, Call)> {
        let mut step = 1;
        let mut numbers = vec![0];
        for v in &self.variables {
            if answered.contains(&v.name) {
                numbers =
                    numbers.iter().flat_map(|n| (0..v.ways.len()).map(move |way| n + way * step)).collect();
            }
            step *= v.ways.len();
        }
        numbers
            .into_iter()
            .filter_map(|n| self.fill(n, |name| answered.contains(name)))
            .map(|(p, readings)| (p, pinned(call, &readings)))
            .collect()
    }
}

fn pinned(call: &Call, readings: &[(String, Reading)]) -> Call {
    readings.iter().fold(call.clone(), |call, (id, reading)| call.assume(id, *reading).unwrap())
}
