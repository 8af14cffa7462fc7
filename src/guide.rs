//! Guides. Each goes from a task to a program that does it; every piece of code in them is run by the tests.
//!
//! Writing a call has a guide of its own, [`authoring`](crate::authoring), and so have national programmes,
//! [`programme`](crate::programme).

pub mod conformance {
    #![doc = include_str!("../docs/guide/conformance.md")]
}

pub mod consortium {
    #![doc = include_str!("../docs/guide/consortium.md")]
}

pub mod keeping {
    #![doc = include_str!("../docs/guide/keeping.md")]
}

pub mod programs {
    #![doc = include_str!("../docs/guide/programs.md")]
}

pub mod reading {
    #![doc = include_str!("../docs/guide/reading.md")]
}

pub mod time {
    #![doc = include_str!("../docs/guide/time.md")]
}

pub mod trust {
    #![doc = include_str!("../docs/guide/trust.md")]
}

pub mod web {
    #![doc = include_str!("../docs/guide/web.md")]
}

pub mod wizard {
    #![doc = include_str!("../docs/guide/wizard.md")]
}
