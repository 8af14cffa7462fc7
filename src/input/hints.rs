//! Words of the field that are no names of a format, and what they may stand for.

/// By word, in small letters without blanks and hyphens: the names that may be meant, of whatever list.
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
    ("applicant", &["coordinator", "beneficiary"]),
    ("coapplicant", &["beneficiary"]),
    ("cobeneficiary", &["beneficiary"]),
    ("partner", &["beneficiary", "associated_partner"]),
    ("participant", &["beneficiary", "associated_partner"]),
    ("thirdparty", &["affiliated_entity", "subcontractor"]),
    ("linkedthirdparty", &["affiliated_entity"]),
    // Kinds of organisation: as legal forms, statuses and organisation types.
    ("ngo", &["non_profit_private", "non_governmental_organisation", "ngo"]),
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
    ("government", &["public_body", "state_or_federal_authority"]),
    ("ministry", &["public_body", "state_or_federal_authority"]),
    ("municipality", &["public_body", "local_public_body"]),
    ("city", &["public_body", "local_public_body"]),
    ("region", &["public_body", "local_public_body"]),
    ("io", &["international_organisation"]),
    ("igo", &["international_organisation"]),
    ("unagency", &["international_organisation"]),
    ("individual", &["natural_person"]),
    ("person", &["natural_person"]),
    // The activity types of the portal and of CORDIS. A type alone does not tell the legal form.
    ("pub", &["public_body", "state_or_federal_authority", "local_public_body"]),
    ("hes", &["public_body", "non_profit_private", "education_organisation", "education_establishment"]),
    ("rec", &["public_body", "non_profit_private", "research_organisation"]),
    ("prc", &["private_body", "private_law_company"]),
    ("oth", &["non_profit_private", "international_organisation", "non_governmental_organisation"]),
];

/// The names among those allowed that a word of the field may stand for.
pub(super) fn spoken<'a>(found: &str, allowed: &[&'a str]) -> Vec<&'a str> {
    let word: String = found.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = SPOKEN.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant);
    let non_profit = ["nonprofit", "notforprofit", "privatenonprofit", "privatenotforprofit"];
    let meant = known.unwrap_or(if word.contains("beneficiar") {
        // However it is called, such as "associated beneficiary" or "project beneficiaries", it is a funded role.
        &["beneficiary"]
    } else if non_profit.iter().any(|start| word.starts_with(start)) {
        // As calls put it: "non-profit-making private entities".
        &["non_profit_private", "non_profit"]
    } else {
        &[]
    });
    allowed.iter().copied().filter(|name| meant.contains(name)).collect()
}
