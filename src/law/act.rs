//! The acts that the crate cites.

use std::fmt;
use std::str::FromStr;

use crate::input::{UnknownNameError, text_serde};

/// A legal act that the crate cites by article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Act {
    /// Regulation (EU) 2021/1147: the Asylum, Migration and Integration Fund 2021–2027.
    Amif2021,
    /// Regulation (EU) No 516/2014: the Fund's predecessor of 2014–2020.
    Amif2014,
    /// Regulation (EU) No 514/2014: general provisions for the home-affairs funds of 2014–2020.
    HomeAffairs2014,
    /// Regulation (EU) 2018/2000: an amendment of 2018 to the Fund of 2014–2020.
    Amending2018,
    /// Commission Delegated Regulation (EU) 2020/445: an amendment of 2020 to the Fund of 2014–2020.
    Delegated2020,
    /// Decision No 573/2007/EC: the European Refugee Fund, replaced in 2014.
    RefugeeFund,
    /// Decision No 575/2007/EC: the European Return Fund, replaced in 2014.
    ReturnFund,
    /// Decision 2007/435/EC: the European Fund for the Integration of third-country nationals, replaced in
    /// 2014.
    IntegrationFund,
    /// Regulation (EU) 2021/1060: common provisions for funds under shared management.
    CommonProvisions,
    /// Regulation (EU, Euratom) 2018/1046: the Financial Regulation until 2024.
    Financial2018,
    /// Regulation (EU, Euratom) 2024/2509: the Financial Regulation, recast.
    Financial2024,
    /// Regulation (EU) 2022/585: amendments of 2022 to the home-affairs funds.
    Amending2022,
    /// Regulation (EU) 2024/1350: the Union Resettlement and Humanitarian Admission Framework.
    ResettlementFramework,
    /// Regulation (EU) 2024/1351: asylum and migration management.
    MigrationManagement,
    /// Regulation (EU) 2024/1359: situations of crisis and force majeure.
    Crisis,
    /// Council Decision 2008/381/EC: the European Migration Network.
    MigrationNetwork,
    /// The Treaty on the Functioning of the European Union.
    Tfeu,
    /// Rules on legal entity validation of the Union's grant management.
    EntityValidation,
}

impl Act {
    /// Every act, oldest programme first within each subject.
    pub const ALL: &'static [Act] = &[
        Act::Amif2021,
        Act::Amif2014,
        Act::HomeAffairs2014,
        Act::Amending2018,
        Act::Delegated2020,
        Act::RefugeeFund,
        Act::ReturnFund,
        Act::IntegrationFund,
        Act::CommonProvisions,
        Act::Financial2018,
        Act::Financial2024,
        Act::Amending2022,
        Act::ResettlementFramework,
        Act::MigrationManagement,
        Act::Crisis,
        Act::MigrationNetwork,
        Act::Tfeu,
        Act::EntityValidation,
    ];

    /// The short title by which lawyers cite the act.
    ///
    /// ```
    /// assert_eq!(amif::law::Act::Amif2021.title(), "Regulation (EU) 2021/1147");
    /// ```
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Act::Amif2021 => "Regulation (EU) 2021/1147",
            Act::Amif2014 => "Regulation (EU) No 516/2014",
            Act::HomeAffairs2014 => "Regulation (EU) No 514/2014",
            Act::Amending2018 => "Regulation (EU) 2018/2000",
            Act::Delegated2020 => "Delegated Regulation (EU) 2020/445",
            Act::RefugeeFund => "Decision No 573/2007/EC",
            Act::ReturnFund => "Decision No 575/2007/EC",
            Act::IntegrationFund => "Decision 2007/435/EC",
            Act::CommonProvisions => "Regulation (EU) 2021/1060",
            Act::Financial2018 => "Regulation (EU, Euratom) 2018/1046",
            Act::Financial2024 => "Regulation (EU, Euratom) 2024/2509",
            Act::Amending2022 => "Regulation (EU) 2022/585",
            Act::ResettlementFramework => "Regulation (EU) 2024/1350",
            Act::MigrationManagement => "Regulation (EU) 2024/1351",
            Act::Crisis => "Regulation (EU) 2024/1359",
            Act::MigrationNetwork => "Decision 2008/381/EC",
            Act::Tfeu => "TFEU",
            Act::EntityValidation => "Rules on legal entity validation",
        }
    }

    /// The CELEX number, where the act has one.
    ///
    /// ```
    /// assert_eq!(amif::law::Act::Amif2021.celex(), Some("32021R1147"));
    /// assert_eq!(amif::law::Act::EntityValidation.celex(), None);
    /// ```
    #[must_use]
    pub const fn celex(self) -> Option<&'static str> {
        match self {
            Act::Amif2021 => Some("32021R1147"),
            Act::Amif2014 => Some("32014R0516"),
            Act::HomeAffairs2014 => Some("32014R0514"),
            Act::Amending2018 => Some("32018R2000"),
            Act::Delegated2020 => Some("32020R0445"),
            Act::RefugeeFund => Some("32007D0573"),
            Act::ReturnFund => Some("32007D0575"),
            Act::IntegrationFund => Some("32007D0435"),
            Act::CommonProvisions => Some("32021R1060"),
            Act::Financial2018 => Some("32018R1046"),
            Act::Financial2024 => Some("32024R2509"),
            Act::Amending2022 => Some("32022R0585"),
            Act::ResettlementFramework => Some("32024R1350"),
            Act::MigrationManagement => Some("32024R1351"),
            Act::Crisis => Some("32024R1359"),
            Act::MigrationNetwork => Some("32008D0381"),
            Act::Tfeu => Some("12012E/TXT"),
            Act::EntityValidation => None,
        }
    }

    /// The name that files write: the CELEX number, or the short title of what has none.
    pub(crate) fn name(self) -> &'static str {
        self.celex().unwrap_or(self.title())
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

impl FromStr for Act {
    type Err = UnknownNameError;

    /// Reads an act as `amif-call/1` names it: by its CELEX number or its short title.
    ///
    /// ```
    /// use amif::law::Act;
    ///
    /// assert_eq!("32021R1147".parse(), Ok(Act::Amif2021));
    /// assert_eq!(Act::Amif2021.to_string().parse(), Ok(Act::Amif2021));
    /// ```
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let named = Act::ALL.iter().copied().find(|act| act.celex() == Some(s) || act.title() == s);
        // Told are the names of the kind that was meant.
        let numbered = s.starts_with(|c: char| c.is_ascii_digit());
        let names = Act::ALL.iter().map(|act| if numbered { act.name() } else { act.title() });
        named.ok_or_else(|| UnknownNameError::new("act", s, names))
    }
}

text_serde!(Act, "an act, by CELEX number or short title", name);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_listed_once() {
        let mut titles: Vec<_> = Act::ALL.iter().map(|a| a.title()).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), Act::ALL.len());
    }

    #[test]
    fn every_act_is_read_as_it_prints_and_as_it_is_written() {
        for act in Act::ALL {
            assert_eq!(act.to_string().parse(), Ok(*act));
            assert_eq!(act.name().parse(), Ok(*act));
            let written = serde_json::to_string(act).unwrap();
            assert_eq!(serde_json::from_str::<Act>(&written).unwrap(), *act);
        }
        let error = "32021R1174".parse::<Act>().unwrap_err().to_string();
        assert!(error.contains("did you mean \"32021R1147\"?"), "{error}");
    }
}
