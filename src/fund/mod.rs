//! The Fund's facts about countries: participation, association, the European Migration Network,
//! managing authorities and allocations.

mod allocations;
mod answer;
mod association;
mod authorities;
mod network;
mod participation;
mod sources;

pub use allocations::{Allocation, Announcement, Approval, Figure, FigureKind};
pub use answer::{Answer, DayRange, Holds};
pub use association::{DublinAgreement, association};
pub use authorities::ManagingAuthority;
pub use network::{ContactPoint, Observer, network_member, network_observer};
pub use participation::{ProgrammingPeriod, participants, participation};
