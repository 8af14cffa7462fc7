//! What a name of the table of names stands for.

use super::Country;

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// One code and nothing else.
    Is(Country),
    /// Several countries are called that, or a former State fell apart into them.
    OneOf(&'static [Country]),
    /// The place has a code, but shares it with the places named.
    Shares(Country, &'static [&'static str]),
    /// The place has no code; it is part of this country.
    PartOf(Country),
}
