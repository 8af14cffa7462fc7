//! Conditions that a user supposes where the sources are silent.

use super::condition::{Condition, CountingBasis, Duration, GrantRange, Minimum, Sourced};
use super::open::AssumptionError;
use super::supposition::{NAMES, Supposition, SuppositionError};
use super::{Call, Reading};
use crate::law::{Basis, Citation};
use crate::value::UnknownNameError;

impl Call {
    /// The same call with a condition supposed that its sources do not state. Reports made with it record
    /// that; its citation is marked as unverified.
    ///
    /// ```
    /// use amif::{Call, call::Supposition};
    ///
    /// let call = Call::from_json(r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {}}"#)?;
    /// let supposed = call.suppose(Supposition::MinimumApplicants(3))?;
    /// assert_eq!(supposed.minimum_applicants().map(|m| m.value.at_least), Some(3));
    /// assert_eq!(supposed.supposed().len(), 1);
    /// let error = supposed.suppose("minimum_applicants=2".parse()?).unwrap_err();
    /// assert!(error.to_string().starts_with("the call states \"minimum_applicants\""));
    /// // Three applicants do not come from four countries.
    /// assert!(supposed.suppose("minimum_countries=4".parse()?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the call states the condition, when no call's file could state that value, and when the call would
    /// contradict itself with it: three countries of two applicants.
    pub fn suppose(&self, supposition: Supposition) -> Result<Call, SuppositionError> {
        let call = self.supposing(supposition.stateable()?)?;
        let known = self.validate();
        match call.validate().into_iter().find(|fault| !known.iter().any(|other| other.same_as(fault))) {
            Some(fault) => Err(SuppositionError::Contradicts { fault }),
            None => Ok(call),
        }
    }

    /// The same call with a condition supposed, with whatever contradiction comes of it.
    pub(super) fn supposing(&self, supposition: Supposition) -> Result<Call, SuppositionError> {
        fn put<T>(slot: &mut Option<Condition<T>>, value: T) -> bool {
            let source = vec![Citation::document("supposed by the caller", "", Basis::Unverified)];
            if slot.is_some() {
                return false;
            }
            *slot = Some(Condition::new(Sourced { value, source }, None));
            true
        }
        let minimum = |at_least| Minimum { at_least, counting: CountingBasis::ParticipatingMemberStates };
        let mut call = self.clone();
        let fits = match supposition {
            Supposition::Deadline(deadline) => put(&mut call.conditions.deadline.stated, deadline),
            Supposition::MinimumApplicants(count) => {
                let counting = call.conditions.minimum_countries.as_ref().map(|m| m.stated().value.counting);
                let stated = minimum(count);
                put(
                    &mut call.conditions.minimum_applicants,
                    Minimum { counting: counting.unwrap_or(stated.counting), ..stated },
                )
            }
            Supposition::MinimumCountries(count) => {
                let counting = call.conditions.minimum_applicants.as_ref().map(|m| m.stated().value.counting);
                let stated = minimum(count);
                put(
                    &mut call.conditions.minimum_countries,
                    Minimum { counting: counting.unwrap_or(stated.counting), ..stated },
                )
            }
            Supposition::Grant(min, max) => {
                put(&mut call.conditions.grant.stated, GrantRange::stated(min, max))
            }
            Supposition::FundingRate(rate) => put(&mut call.conditions.funding_rate, rate),
            Supposition::Duration(min, max) => put(&mut call.conditions.duration, Duration { min, max }),
        };
        if !fits {
            return Err(SuppositionError::Stated { condition: supposition.condition() });
        }
        call.supposed.push(supposition);
        call.pin();
        // An answer for the usual terms falls with its question.
        let asked = |call: &Call| call.usual_question().map(|question| question.question.clone());
        call.usual_minima = call.usual_minima.filter(|_| asked(&call) == asked(self));
        // A later version that states the condition goes by its own.
        call.later = self
            .later
            .iter()
            .map(|later| later.supposing(supposition).unwrap_or_else(|_| later.clone()))
            .collect();
        Ok(call)
    }

    /// What is supposed.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let supposed = call.suppose("minimum_applicants=3".parse()?)?;
    /// assert_eq!(supposed.supposed()[0].to_string(), "minimum_applicants=3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn supposed(&self) -> &[Supposition] {
        &self.supposed
    }

    /// Whether a point on what is not stated at all was answered by assumption.
    pub(super) fn assumes(&self, point: Option<super::Point>) -> bool {
        matches!(point, Some(super::Point::Open(question)) if self.pinned(usize::from(question)).is_some())
    }

    /// Applies `name=value`: the answer to an open question, `yes` or `no`, or a supposed condition.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // An open question, or a condition that the call does not state; not one that it states.
    /// assert_eq!(call.assume_text("greenland=no").map(|call| call.assumed().count()).ok(), Some(1));
    /// assert!(call.assume_text("minimum_applicants=2").is_err());
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    ///
    /// # Errors
    /// When the call asks no such question and no such condition can be supposed, and when it answers the question or
    /// states the condition itself.
    pub fn assume_text(&self, text: &str) -> Result<Call, Box<dyn std::error::Error + Send + Sync>> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        if NAMES.contains(&name) {
            return Ok(self.suppose(text.parse()?)?);
        }
        if !self.asks(name) {
            if let answered @ AssumptionError::Answered { .. } = self.not_open(name) {
                return Err(answered.into());
            }
            let known = self.distinct_ids().into_iter().chain(NAMES.iter().copied());
            return Err(UnknownNameError::new("question or condition", name, known).into());
        }
        let reading: Reading = value.parse()?;
        Ok(self.assume(name, reading)?)
    }
}
