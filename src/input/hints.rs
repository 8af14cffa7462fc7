//! Words of the field that are no names of a format, and what they may stand for.

/// By word, in small letters without blanks and hyphens: the names that may be meant, of whatever list. Where there are none, it
/// may be private, public or of governments, and nothing else is offered.
const SPOKEN: &[(&str, &[&str])] = &[
    // Roles.
    ("lead", &["coordinator"]),
    ("leader", &["coordinator"]),
    ("leadpartner", &["coordinator"]),
    ("leadapplicant", &["coordinator"]),
    ("leadbeneficiary", &["coordinator"]),
    ("leadorganisation", &["coordinator"]),
    ("mainapplicant", &["coordinator"]),
    ("mainbeneficiary", &["coordinator"]),
    ("coordinatingorganisation", &["coordinator"]),
    ("coordinatingbeneficiary", &["coordinator"]),
    ("coordinatingpartner", &["coordinator"]),
    ("coordinatingapplicant", &["coordinator"]),
    ("principalapplicant", &["coordinator"]),
    ("principalbeneficiary", &["coordinator"]),
    ("applicant", &["coordinator", "beneficiary"]),
    ("coapplicant", &["beneficiary"]),
    ("cobeneficiary", &["beneficiary"]),
    ("partner", &["beneficiary", "associated_partner"]),
    ("participant", &["beneficiary", "associated_partner"]),
    ("affiliate", &["affiliated_entity"]),
    ("affiliated", &["affiliated_entity"]),
    ("affiliatedbeneficiary", &["affiliated_entity"]),
    ("thirdparty", &["affiliated_entity", "subcontractor"]),
    ("linkedthirdparty", &["affiliated_entity"]),
    // Kinds of organisation: as legal forms, statuses and organisation types.
    ("ngo", &["non_profit_private", "non_governmental_organisation", "ngo"]),
    ("ingo", &["non_profit_private", "non_governmental_organisation", "ngo"]),
    ("internationalngo", &["non_profit_private", "non_governmental_organisation", "ngo"]),
    ("nonprofit", &["non_profit_private", "non_profit"]),
    ("notforprofit", &["non_profit_private", "non_profit"]),
    ("charity", &["non_profit_private", "non_governmental_organisation"]),
    ("association", &["non_profit_private", "non_governmental_organisation"]),
    ("foundation", &["non_profit_private", "non_governmental_organisation"]),
    ("cso", &["non_profit_private", "non_governmental_organisation", "civil_society_organisation"]),
    (
        "university",
        &["public_body", "non_profit_private", "education_organisation", "education_establishment"],
    ),
    ("school", &["public_body", "non_profit_private", "education_organisation", "education_establishment"]),
    ("company", &["profit_making", "private_law_company"]),
    ("enterprise", &["profit_making", "private_law_company"]),
    ("business", &["profit_making", "private_law_company"]),
    ("forprofit", &["profit_making", "private_law_company"]),
    ("public", &["public_body", "state_or_federal_authority", "local_public_body"]),
    ("publicauthority", &["public_body", "state_or_federal_authority", "local_public_body"]),
    ("publicentity", &["public_body"]),
    ("publiclawbody", &["public_body"]),
    ("government", &["public_body", "state_or_federal_authority"]),
    ("ministry", &["public_body", "state_or_federal_authority"]),
    ("municipality", &["public_body", "local_public_body"]),
    ("city", &["public_body", "local_public_body"]),
    ("region", &["public_body", "local_public_body"]),
    ("io", &["international_organisation"]),
    ("igo", &["international_organisation"]),
    ("intergovernmental", &["international_organisation"]),
    ("intergovernmentalorganisation", &["international_organisation"]),
    ("unagency", &["international_organisation"]),
    ("private", &["private_body"]),
    ("privateentity", &["private_body"]),
    ("privateorganisation", &["private_body"]),
    ("individual", &["natural_person"]),
    ("person", &["natural_person"]),
    // The activity types of the portal and of CORDIS. A type alone does not tell the legal form.
    ("pub", &["public_body", "state_or_federal_authority", "local_public_body"]),
    ("hes", &["public_body", "non_profit_private", "education_organisation", "education_establishment"]),
    ("rec", &["public_body", "non_profit_private", "research_organisation"]),
    ("prc", &["private_body", "private_law_company"]),
    ("oth", &[]),
    ("international", &[]),
    ("redcross", &["non_governmental_organisation", "humanitarian_organisation"]),
    // Fields of a call.
    ("requestedover", &["requested_above"]),
];

/// Words of a beneficiary that say nothing of another role.
const OF_A_BENEFICIARY: &[&str] = &[
    "a",
    "associated",
    "co",
    "eu",
    "full",
    "further",
    "grant",
    "new",
    "of",
    "other",
    "participating",
    "project",
    "the",
];

/// The names, of whatever list, that a word of the field may stand for.
pub(super) fn spoken(found: &str) -> Option<&'static [&'static str]> {
    let words = found.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let word = words.concat();
    let known = SPOKEN.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant);
    known.or_else(|| {
        // As calls put it: "non-profit-making private entities".
        let non_profit = [
            "nonprofit",
            "notforprofit",
            "privatenonprofit",
            "privatenotforprofit",
            "gemeinnutzig",
            "gemeinnützig",
        ];
        if non_profit.iter().any(|start| word.starts_with(start)) {
            return Some(&["non_profit_private", "non_profit"][..]);
        }
        // However a beneficiary is called, such as "associated beneficiary" or "project beneficiaries", it is a funded role.
        let one = |word: &String| matches!(word.as_str(), "beneficiary" | "beneficiaries");
        let rest = || words.iter().filter(|word| !one(word)).map(String::as_str);
        (words.iter().any(one) && rest().all(|word| OF_A_BENEFICIARY.contains(&word)))
            .then_some(&["beneficiary"][..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bodies_of_governments_are_taken_for_an_international_organisation() {
        let of: Vec<&str> = SPOKEN
            .iter()
            .filter(|(_, names)| names.contains(&"international_organisation"))
            .map(|(word, _)| *word)
            .collect();
        assert_eq!(of, ["io", "igo", "intergovernmental", "intergovernmentalorganisation", "unagency"]);
        for word in ["OTH", "international", "international NGO", "INGO", "Red Cross"] {
            assert!(
                spoken(word).is_some_and(|names| !names.contains(&"international_organisation")),
                "{word}"
            );
        }
    }

    #[test]
    fn a_beneficiary_that_leads_coordinates() {
        for word in
            ["Coordinating beneficiary", "lead beneficiary", "Main beneficiary", "principal applicant"]
        {
            assert_eq!(spoken(word), Some(&["coordinator"][..]), "{word}");
        }
        for word in ["associated beneficiary", "Project beneficiaries", "co-beneficiary"] {
            assert_eq!(spoken(word), Some(&["beneficiary"][..]), "{word}");
        }
        for word in ["final beneficiary", "end beneficiaries", "non-beneficiary", "Begünstigter"] {
            assert_eq!(spoken(word), None, "{word}");
        }
    }
}
