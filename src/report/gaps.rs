//! The core conditions that nothing states and that keep a verdict open.

use super::checked::Report;
use crate::check::facts::Scope;

impl Report<'_> {
    /// The core conditions that the call does not state and that the report would have looked at.
    pub(crate) fn gaps(&self) -> Vec<&'static str> {
        self.gaps_of(self.scope)
    }

    #[cfg(feature = "next")]
    /// Those of them that concern consortia and their members.
    pub(crate) fn gaps_in_consortium(&self) -> Vec<&'static str> {
        self.gaps_of(Scope::Consortium)
    }

    fn gaps_of(&self, scope: Scope) -> Vec<&'static str> {
        const OF_MEMBERS: [&str; 2] = ["legal forms admitted to each role", "eligible countries"];
        const OF_CONSORTIA: [&str; 2] = ["minimum number of applicants", "minimum number of countries"];
        let concerns = |gap: &&str| match scope {
            Scope::Applicant => OF_MEMBERS.contains(gap),
            Scope::Consortium => OF_MEMBERS.contains(gap) || OF_CONSORTIA.contains(gap),
            Scope::Proposal => true,
        };
        self.call.core_gaps().filter(concerns).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Call;
    use crate::check::verdict::Fold;
    use crate::outcome::Outcome;
    use crate::proposal::{Consortium, Proposal};

    #[test]
    fn the_gaps_are_those_that_keep_the_verdict_open() {
        let text = include_str!("../catalogue/data/AMIF-2024-TF2-AG-THB-01.json");
        let as_of = "2024-06-01T12:00:00+02:00".parse().unwrap();
        for field in [
            "",
            "deadline",
            "minimum_applicants",
            "minimum_countries",
            "roles",
            "countries",
            "grant",
            "duration",
        ] {
            let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
            value.as_object_mut().unwrap().remove(field);
            let call = Call::from_json(&value.to_string()).unwrap();
            let proposal = Proposal::new(Consortium::new([]));
            let whole = proposal.check(&call, as_of);
            let part = proposal.consortium.check(&call, as_of, None);
            for (report, scope) in [(&whole, Scope::Proposal), (&part, Scope::Consortium)] {
                assert_eq!(
                    report.gaps().is_empty(),
                    !Fold::new(&call, scope).has(Outcome::Unknown),
                    "{field}"
                );
            }
        }
    }
}
