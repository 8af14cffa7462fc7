//! The questions that a call's silence leaves open, each with what its answers mean.

/// A question of the crate's own, asked where a call does not say.
pub(super) struct Silence {
    pub(super) id: &'static str,
    pub(super) question: &'static str,
    /// What it means that it is answered yes.
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
}

pub(super) const INTERNATIONAL_APPLICANT: Silence = Silence {
    id: "international-organisation-counts-as-applicant",
    question: "Does an international organisation count to the minimum of applicants, wherever it is established? The \
               sources do not say.",
    yes: "It counts as an applicant wherever it is established.",
    no: "It does not count as an applicant.",
};

pub(super) const INTERNATIONAL_SEAT: Silence = Silence {
    id: "international-organisation-seat-counts",
    question: "Does the seat of an international organisation count to the minimum of countries? The sources do not say.",
    yes: "Its seat counts to the minimum of countries.",
    no: "Its seat does not count to the minimum of countries.",
};

pub(super) const OVERSEAS_COUNTS: Silence = Silence {
    id: "overseas-territory-counts",
    question: "Does an applicant in an overseas territory count for its Member State? The sources do not say.",
    yes: "It counts for its Member State.",
    no: "It counts for none.",
};

/// The same where eligible countries are counted, of which such a territory is one: Art. 24(1)(a)(i) of Regulation (EU)
/// 2021/1147.
pub(super) const OVERSEAS_COUNTS_APART: Silence = Silence {
    no: "It counts for no Member State; among eligible countries it counts as one of its own.",
    ..OVERSEAS_COUNTS
};

pub(super) const AFFILIATED_COUNTS: Silence = Silence {
    id: "affiliated-entity-counts",
    question: "Does an affiliated entity count to the minima? The sources do not say.",
    yes: "It counts to the minima.",
    no: "It does not count.",
};

pub(super) const DEADLINE_TIME: Silence = Silence {
    id: "deadline-time-not-stated",
    question: "Is a submission on the day of the deadline in time at its hour? The sources state no time.",
    yes: "It is in time.",
    no: "It is too late.",
};

pub(super) const GRANT_MINIMUM: Silence = Silence {
    id: "grant-minimum-not-stated",
    question: "Is the amount at least the minimum grant? The sources do not state it.",
    yes: "It is at least the minimum grant.",
    no: "It is below the minimum grant.",
};

pub(super) const GRANT_MAXIMUM: Silence = Silence {
    id: "grant-maximum-not-stated",
    question: "Is the amount within the maximum grant? The sources do not state it.",
    yes: "It is within the maximum grant.",
    no: "It is above the maximum grant.",
};

pub(super) const LEGAL_FORMS: Silence = Silence {
    id: "legal-forms-not-stated",
    question: "Are these legal forms admitted to these roles? The sources do not say.",
    yes: "They are admitted.",
    no: "They are not admitted.",
};

pub(super) const COUNTRIES: Silence = Silence {
    id: "countries-not-stated",
    question: "Are these countries eligible? The sources do not say.",
    yes: "They are eligible.",
    no: "They are not eligible.",
};

/// The same in calls under Art. 24 of Regulation (EU) 2021/1147.
pub(super) const COUNTRIES_OF_THE_ACT: Silence = Silence {
    question: "Is the country associated to the Fund, or listed in the work programme? The sources do not say.",
    yes: "It is associated or listed, and eligible.",
    no: "It is neither, and not eligible.",
    ..COUNTRIES
};

/// Of a Member State that may take part, and of a territory of one that takes none.
pub(super) const UNBOUND: Silence = Silence {
    id: "unbound-member-state",
    question: "Is whoever is established there eligible? Whether a Member State takes part in the Fund on the day of the \
               call, or whether a territory of one that takes no part is eligible, the sources do not say.",
    yes: "Whoever is established there is eligible.",
    no: "Whoever is established there is not eligible.",
};

pub(super) const BRITISH_TERRITORIES: Silence = Silence {
    id: "british-territories-eligible",
    question: "Is whoever is established there eligible as in the United Kingdom? Whether the United Kingdom's part in the \
               Fund extends to the territory in this call was not read.",
    yes: "Whoever is established there is eligible as in the United Kingdom.",
    no: "Whoever is established there is not eligible.",
};

pub(super) const UNITED_KINGDOM: Silence = Silence {
    id: "united-kingdom-counts",
    question: "Does a British body count to the minima as if in a Member State? The sources do not say.",
    yes: "It counts as if in a Member State.",
    no: "It does not count.",
};

pub(super) const ASSOCIATED: Silence = Silence {
    id: "associated-countries",
    question: "Is the country associated on the day of the call? No list of associated countries was seen.",
    yes: "It is associated, and eligible.",
    no: "It is not associated, and not eligible.",
};

pub(super) const NEGOTIATING: Silence = Silence {
    id: "negotiating-countries",
    question: "Does the country negotiate its association, and is the agreement in force before the grant is signed? No \
               negotiation was seen.",
    yes: "It does, and the agreement is in force in time: it is eligible.",
    no: "It does not, or the agreement comes too late: it is not eligible.",
};

pub(super) const ASSOCIATED_OR_NEGOTIATING: Silence = Silence {
    id: "associated-or-negotiating-countries",
    question: "Is the country associated, or does it negotiate that, with an agreement in force before the grant is \
               signed? No list and no negotiation was seen.",
    yes: "It is associated, or will be before the grant is signed: it is eligible.",
    no: "It is not, and will not be in time: it is not eligible.",
};

pub(super) const OVERSEAS_ELIGIBLE: Silence = Silence {
    id: "overseas-territories-eligible",
    question: "Are overseas countries and territories of participating Member States eligible? The sources do not say.",
    yes: "They are eligible.",
    no: "They are not eligible.",
};

pub(super) const INTERNATIONAL_EXEMPT: Silence = Silence {
    id: "international-organisations-exempt",
    question: "May international organisations be established anywhere? The sources do not say.",
    yes: "They may be established anywhere.",
    no: "They must be established in an eligible country.",
};

/// Asked of each role, under an id of its own.
pub(super) const ORGANISATION_TYPES: Silence = Silence {
    id: "other-organisation-types",
    question: "Are organisations of the types that the sources do not name admitted?",
    yes: "They are admitted.",
    no: "They are not admitted.",
};
