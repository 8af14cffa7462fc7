//! Why a condition does not concern its subject, and what it awaits.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::budget::{Category, Resource};
use crate::organisation::Role;

/// Why a condition does not concern its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Because {
    /// There is no participant.
    NoParticipant,
    /// The rule does not concern that role.
    Role(Role),
    /// It is a natural person, which the rule does not concern.
    NaturalPerson,
    /// The country rule leaves international organisations alone, by the act beneath calls of 2021–2027.
    InternationalOrganisation,
    /// A call on which that act says nothing, such as one of 2014–2020, takes international organisations wherever they sit.
    InternationalOrganisationOfCall,
    /// The country rule leaves entities created under Union law alone.
    UnionLaw,
    /// It is not established in a third country.
    NoThirdCountry,
    /// Whatever the unknown facts turn out to be, one of the other reasons holds.
    InAnyCase,
    /// The participant declares nothing that the rule concerns.
    NothingDeclared,
    /// The measure was not in force yet at the instant that is looked at.
    NotYetInForce,
    /// The call asks nothing beside the legal form of such an entity in that role.
    NothingAsked,
    /// The budget has no row.
    NoRow,
    /// The row is of nobody in the consortium.
    NoSuchParticipant,
    /// Nothing is stated that could be compared.
    NothingStated,
    /// No costs are entered in the category.
    NoCosts(Category),
    /// No costs are entered in any specific category.
    NoSpecificCosts,
    /// Nothing is entered for the resource.
    NoResource(Resource),
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Because::NoParticipant => f.write_str("no participant is stated"),
            Because::Role(role) => write!(f, "the rule does not concern the role of {}", role.words()),
            Because::NaturalPerson => f.write_str("it is a natural person"),
            Because::InternationalOrganisation => f.write_str(
                "international organisations take part wherever they sit, Regulation (EU) 2021/1147, Art. 24(1)(b)",
            ),
            Because::InternationalOrganisationOfCall => {
                f.write_str("the call takes international organisations wherever they sit")
            }
            Because::UnionLaw => f.write_str(
                "entities created under Union law are admitted by Regulation (EU) 2021/1147, Art. 24(1)(b)",
            ),
            Because::NoThirdCountry => f.write_str("it is not established in a third country"),
            Because::InAnyCase => f.write_str("the rule does not concern it in any case"),
            Because::NothingDeclared => f.write_str("nothing of the kind is declared"),
            Because::NotYetInForce => f.write_str("the measure was not in force yet"),
            Because::NothingAsked => f.write_str("the call asks nothing beside the legal form here"),
            Because::NoRow => f.write_str("the budget has no row"),
            Because::NoSuchParticipant => f.write_str("the row is of nobody in the consortium"),
            Because::NothingStated => f.write_str("nothing is stated that could be compared"),
            Because::NoCosts(category) => write!(f, "no costs are entered in category {category}"),
            Because::NoSpecificCosts => f.write_str("no costs are entered in categories D.2 to D.5"),
            Because::NoResource(resource) => write!(f, "nothing is entered under {resource}"),
        }
    }
}

impl Serialize for Because {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A later event on which a conditional outcome depends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Awaited {
    /// What has to happen.
    pub event: String,
    /// The day of signature, before which it has to happen, or the normal limit by which it has to; `None` where the
    /// call states no deadline to reckon from.
    #[serde(with = "crate::time::day_text")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::shape::Day>"))]
    pub until: Option<NaiveDate>,
    /// Whether [`Awaited::until`] is the normal limit of nine months after the deadline, which can be
    /// extended, and not a stated day of signature.
    pub normal_limit: bool,
}

impl Awaited {
    /// How [`Awaited::until`] is said: an event of the day of signature itself comes too late.
    pub(crate) fn word(&self) -> &'static str {
        if self.normal_limit { "by" } else { "before" }
    }
}
