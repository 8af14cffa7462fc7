//! Implementation measures, Annex II, and the scope of support, Annex III, in the crate's own words.

use super::SpecificObjective::{Asylum, LegalMigration, Return, Solidarity};
use super::annex::Belongs::{To, ToEvery};
use super::annex::{Row, coded};
use crate::law::{Act, Basis, Citation};

coded! {
    /// An implementation measure, Annex II: point 1 to 4 for the objectives (a) to (d), and a letter.
    ///
    /// ```
    /// let measure: amif::fund::Measure = "Annex II, point 4(c)".parse()?;
    /// assert_eq!(measure.code(), "4(c)");
    /// assert!(measure.in_force().at("2026-06-20".parse().unwrap_or_default()).is_err());
    /// # Ok::<(), amif::fund::ParseCodeError>(())
    /// ```
    pub struct Measure("implementation measure", MEASURES, &[("II", |_| true)], &["point"], |_| ANNEX_II);
}

coded! {
    /// An item of the scope of support, Annex III: point 1 for every objective, points 2 to 5 for (a) to (d),
    /// and a letter. The labels are headings, not the full text.
    ///
    /// ```
    /// let removal: amif::fund::ScopeItem = "4(h)".parse()?;
    /// assert!(removal.label().contains("coercive equipment"));
    /// # Ok::<(), amif::fund::ParseCodeError>(())
    /// ```
    pub struct ScopeItem("item of the scope of support", SCOPE, &[("III", |_| true)], &["point"], |_| ANNEX_III);
}

static ANNEX_II: &[Citation] = &[Citation::act(Act::Amif2021, "Annex II", Basis::Act)];
static ANNEX_III: &[Citation] = &[Citation::act(Act::Amif2021, "Annex III", Basis::Act)];

static MEASURES: &[Row] = &[
    Row {
        key: "1a",
        code: "1(a)",
        label: "uniform application of the acquis and CEAS priorities",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "1b",
        code: "1(b)",
        label: "capacity of asylum systems, infrastructure and services, including local and regional level",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "1c",
        code: "1(c)",
        label: "partnership with third countries to manage migration and improve protection",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "1d",
        code: "1(d)",
        label: "technical and operational assistance to Member States, including with EASO",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2a",
        code: "2(a)",
        label: "legal-migration policies and acquis, including family reunification and labour standards",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "2b",
        code: "2(b)",
        label: "regular entry and residence",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "2c",
        code: "2(c)",
        label: "partnership with third countries, including legal avenues",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "2d",
        code: "2(d)",
        label: "integration and inclusion measures, protection of vulnerable persons, family reunification, active participation, with local and regional authorities, civil society and social partners",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3a",
        code: "3(a)",
        label: "uniform application of the acquis on infrastructure, procedures, services",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "3b",
        code: "3(b)",
        label: "integrated return management, capacity for effective, dignified and sustainable return, fewer incentives for irregular migration",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "3c",
        code: "3(c)",
        label: "assisted voluntary return, family tracing, reintegration, best interests of the child",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "3d",
        code: "3(d)",
        label: "cooperation with third countries on readmission and sustainable return",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4a",
        code: "4(a)",
        label: "solidarity with third countries affected by flows, including resettlement and other legal avenues",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "4b",
        code: "4(b)",
        label: "transfers between Member States",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "4c",
        code: "4(c)",
        label: "solidarity actions within the scope of Annex III",
        belongs: To(Solidarity),
        added: true,
    },
];

static SCOPE: &[Row] = &[
    Row {
        key: "1a",
        code: "1(a)",
        label: "national, regional, local strategies",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1b",
        code: "1(b)",
        label: "administrative structures, ICT systems, staff training",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1c",
        code: "1(c)",
        label: "contact points for beneficiaries",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1d",
        code: "1(d)",
        label: "policy development, monitoring, evaluation, data and statistics",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1e",
        code: "1(e)",
        label: "exchange of information, mutual learning, studies, joint actions, networks",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1f",
        code: "1(f)",
        label: "gender-sensitive assistance and support services, vulnerable persons",
        belongs: ToEvery,
        added: false,
    },
    Row {
        key: "1g",
        code: "1(g)",
        label: "protection of children in migration, guardianship",
        belongs: ToEvery,
        added: false,
    },
    Row { key: "1h", code: "1(h)", label: "awareness raising", belongs: ToEvery, added: false },
    Row {
        key: "2a",
        code: "2(a)",
        label: "material aid, including at the border",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2b",
        code: "2(b)",
        label: "asylum procedures and support services",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2c",
        code: "2(c)",
        label: "identification of special procedural or reception needs",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2d",
        code: "2(d)",
        label: "specialised services (psycho-social, rehabilitation)",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2e",
        code: "2(e)",
        label: "reception accommodation infrastructure",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2f",
        code: "2(f)",
        label: "country-of-origin information",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2g",
        code: "2(g)",
        label: "Union resettlement programmes, national resettlement and humanitarian admission schemes",
        belongs: To(Asylum),
        added: false,
    },
    Row {
        key: "2h",
        code: "2(h)",
        label: "third-country protection capacity",
        belongs: To(Asylum),
        added: false,
    },
    Row { key: "2i", code: "2(i)", label: "alternatives to detention", belongs: To(Asylum), added: false },
    Row {
        key: "3a",
        code: "3(a)",
        label: "information on legal channels",
        belongs: To(LegalMigration),
        added: false,
    },
    Row { key: "3b", code: "3(b)", label: "mobility schemes", belongs: To(LegalMigration), added: false },
    Row {
        key: "3c",
        code: "3(c)",
        label: "cooperation with recruitment, employment, immigration services",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3d",
        code: "3(d)",
        label: "assessment and recognition of skills",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3e",
        code: "3(e)",
        label: "family reunification (Dir. 2003/86/EC)",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3f",
        code: "3(f)",
        label: "assistance with change of status",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3g",
        code: "3(g)",
        label: "assistance in exercising rights, mobility",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3h",
        code: "3(h)",
        label: "integration measures: counselling, education, language, civic orientation, guidance",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3i",
        code: "3(i)",
        label: "equal access to services",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3j",
        code: "3(j)",
        label: "one-stop shops and coordinated support",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3k",
        code: "3(k)",
        label: "participation and acceptance",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3l",
        code: "3(l)",
        label: "exchange and dialogue",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "3m",
        code: "3(m)",
        label: "capacity of integration services",
        belongs: To(LegalMigration),
        added: false,
    },
    Row {
        key: "4a",
        code: "4(a)",
        label: "open reception or detention infrastructure",
        belongs: To(Return),
        added: false,
    },
    Row { key: "4b", code: "4(b)", label: "alternatives to detention", belongs: To(Return), added: false },
    Row {
        key: "4c",
        code: "4(c)",
        label: "forced-return monitoring (Dir. 2008/115/EC Art. 8(6))",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4d",
        code: "4(d)",
        label: "countering incentives, including illegal employment (Dir. 2009/52/EC)",
        belongs: To(Return),
        added: false,
    },
    Row { key: "4e", code: "4(e)", label: "preparation of returns", belongs: To(Return), added: false },
    Row {
        key: "4f",
        code: "4(f)",
        label: "consular and third-country cooperation, liaison officers",
        belongs: To(Return),
        added: false,
    },
    Row { key: "4g", code: "4(g)", label: "assisted voluntary return", belongs: To(Return), added: false },
    Row {
        key: "4h",
        code: "4(h)",
        label: "removal operations, \"with the exception of support for coercive equipment\"",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4i",
        code: "4(i)",
        label: "sustainable return and reintegration",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4j",
        code: "4(j)",
        label: "arrival facilities in third countries",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4k",
        code: "4(k)",
        label: "third-country cooperation on irregular migration and readmission",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4l",
        code: "4(l)",
        label: "awareness of legal channels and risks",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "4m",
        code: "4(m)",
        label: "third-country assistance for readmission cooperation and reintegration",
        belongs: To(Return),
        added: false,
    },
    Row {
        key: "5a",
        code: "5(a)",
        label: "voluntary transfers of applicants or beneficiaries",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "5b",
        code: "5(b)",
        label: "operational support between Member States (seconded staff, financial assistance), including to EASO",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "5c",
        code: "5(c)",
        label: "voluntary national resettlement or humanitarian admission schemes",
        belongs: To(Solidarity),
        added: false,
    },
    Row {
        key: "5d",
        code: "5(d)",
        label: "support between Member States for reception infrastructure",
        belongs: To(Solidarity),
        added: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::annex::tests::sound;

    #[test]
    fn the_rows_are_sound_and_all_there() {
        sound(MEASURES);
        sound(SCOPE);
        assert_eq!(MEASURES.len(), 15);
        let added: Vec<_> = MEASURES.iter().filter(|m| m.added).map(|m| m.code).collect();
        assert_eq!(added, ["4(c)"]);
        let points = |digit: &str| SCOPE.iter().filter(|s| s.code.starts_with(digit)).count();
        assert_eq!(["1", "2", "3", "4", "5"].map(points), [8, 9, 13, 13, 4]);
    }

    #[test]
    fn a_letter_alone_is_ambiguous() {
        let error = "c".parse::<Measure>().unwrap_err();
        assert_eq!(error.choices(), ["1(c)", "2(c)", "3(c)", "4(c)"]);
        assert_eq!("annex iii point 2 (g)".parse::<ScopeItem>().unwrap().code(), "2(g)");
    }
}
