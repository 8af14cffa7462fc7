//! The pre-financing of a programme as amounts: Art. 14 of Regulation (EU) 2021/1147.

use chrono::{Datelike, NaiveDate};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::annex::{FIRST, LAST};
use super::parameter::Parameter;
use crate::law::{Act, Basis, Citation, State};
use crate::money::{Eur, Rate};
use crate::time::day;

/// The day after which an adoption moves earlier instalments, Art. 14(2).
const LATE_AFTER: NaiveDate = day(2021, 7, 1);

const SHARES: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 14(1)",
    Basis::Act,
    "yearly instalments, paid before 1 July, subject to available funds",
);
const LATE: Citation = Citation::act_noted(
    Act::Amif2021,
    "Art. 14(2)",
    Basis::Act,
    "with adoption after 1 July 2021, earlier instalments are paid in the year of adoption",
);
static IN_TIME: &[Citation] = &[SHARES];
static IN_ARREARS: &[Citation] = &[LATE, SHARES];
static WHOLE: &[Citation] = &[SHARES, LATE];

/// By when an instalment of pre-financing is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Due {
    /// Before this day, 1 July of its year: Art. 14(1).
    Before(NaiveDate),
    /// In this year, the one in which the programme was adopted: Art. 14(2).
    InYearOfAdoption(i32),
    /// Its day was past on adoption, and Art. 14(2) does not reach an adoption on 1 July 2021 itself.
    NotStated,
}

impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Due::Before(day) => write!(f, "before {day}"),
            Due::InYearOfAdoption(year) => write!(f, "in {year}, the year of adoption"),
            Due::NotStated => f.write_str("not stated"),
        }
    }
}

/// One yearly instalment of pre-financing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Instalment {
    /// The year that Art. 14(1) names it for.
    pub year: i32,
    /// By when it is paid.
    pub due: Due,
    /// Its share of the support that the programme sets out.
    pub rate: Rate,
    /// The amount to the cent; see [`pre_financing`] on rounding.
    pub amount: Eur,
    /// Whether the amount is not exactly that share, because a cent cannot be split.
    pub rounded: bool,
    /// Where it stands.
    pub source: &'static [Citation],
}

impl Serialize for Instalment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("year", &self.year)?;
        map.serialize_entry("due", &self.due)?;
        map.serialize_entry("percent", &self.rate)?;
        map.serialize_entry("amount", &self.amount)?;
        map.serialize_entry("rounded", &self.rounded)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

/// The pre-financing of a programme of 2021–2027.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreFinancing {
    /// The instalments, by year.
    pub instalments: Vec<Instalment>,
    /// All shares together.
    pub rate: Rate,
    /// All amounts together, to the cent.
    pub sum: Eur,
    /// Whether the sum is not exactly that share, because a cent cannot be split.
    pub rounded: bool,
    /// Where it stands.
    pub source: &'static [Citation],
}

impl Serialize for PreFinancing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("percent", &self.rate)?;
        map.serialize_entry("sum", &self.sum)?;
        map.serialize_entry("rounded", &self.rounded)?;
        map.serialize_entry("instalments", &self.instalments)?;
        map.serialize_entry("source", self.source)?;
        map.end()
    }
}

/// The instalments of pre-financing for a programme with `total` support from the Fund, adopted on a day.
///
/// Art. 14(1) of Regulation (EU) 2021/1147: 4, 3, 5, 5, 5 and 5 % for 2021 to 2026, each before 1 July and
/// subject to available funds. Art. 14(2): with adoption after 1 July 2021, instalments whose day is past are
/// paid in the year of adoption. `None` for a total below zero and for an adoption outside 2021–2027.
///
/// The law read says nothing of rounding. Here every running sum is the exact share rounded half up to the
/// cent, and an instalment is what is added to the one before: so the instalments make up 27 % of the total
/// rounded once, and none is a cent or more off its own share. Totals in whole euro need no rounding.
///
/// ```
/// use amif::fund::pre_financing;
///
/// let total = "100000000.00".parse()?;
/// let late = pre_financing(total, "2022-11-04".parse().unwrap_or_default());
/// assert_eq!(late.as_ref().map(|l| l.sum.to_string()).as_deref(), Some("27000000.00"));
/// let all = late.iter().flat_map(|l| &l.instalments);
/// let shown: Vec<_> = all.map(|i| format!("{}: {} {}", i.year, i.amount, i.due)).collect();
/// assert_eq!(shown[0], "2021: 4000000.00 in 2022, the year of adoption");
/// assert_eq!(shown[1], "2022: 3000000.00 in 2022, the year of adoption");
/// assert_eq!(shown[2], "2023: 5000000.00 before 2023-07-01");
/// # Ok::<(), amif::value::ParseEurError>(())
/// ```
#[must_use]
pub fn pre_financing(total: Eur, adopted_on: NaiveDate) -> Option<PreFinancing> {
    if total < Eur::ZERO || !(FIRST..=LAST).contains(&adopted_on) {
        return None;
    }
    let table = Parameter::PreFinancing.share();
    let mut found = PreFinancing {
        instalments: Vec::new(),
        rate: Rate::from_hundredths(0)?,
        sum: Eur::ZERO,
        rounded: false,
        source: WHOLE,
    };
    for entry in table.entries() {
        let State::Value(rate) = entry.state else { continue };
        let year = entry.from.year();
        let (due, source) = due(year, adopted_on)?;
        let together = found.rate.millionths().checked_add(rate.millionths())?;
        found.rate = Rate::from_hundredths(together.checked_div(100)?)?;
        let (sum, rounded) = to_the_cent(found.rate, total)?;
        let amount = sum.checked_sub(found.sum)?;
        let (_, own) = to_the_cent(rate, total)?;
        found.instalments.push(Instalment { year, due, rate, amount, rounded: own, source });
        (found.sum, found.rounded) = (sum, rounded);
    }
    Some(found)
}

fn due(year: i32, adopted_on: NaiveDate) -> Option<(Due, &'static [Citation])> {
    let before = NaiveDate::from_ymd_opt(year, 7, 1)?;
    Some(if adopted_on < before {
        (Due::Before(before), IN_TIME)
    } else if adopted_on > LATE_AFTER {
        (Due::InYearOfAdoption(adopted_on.year()), IN_ARREARS)
    } else {
        (Due::NotStated, IN_ARREARS)
    })
}

/// A share rounded half up to the cent, and whether that changed it.
fn to_the_cent(rate: Rate, total: Eur) -> Option<(Eur, bool)> {
    let whole = i128::from(Rate::WHOLE.millionths());
    let exact = rate.micro_cents_of(total);
    let cents = exact.checked_mul(2)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?;
    let rounded = exact.checked_rem(whole)? != 0;
    Some((Eur::from_cents(i64::try_from(cents).ok()?)?, rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cents: i64, adopted: &str) -> PreFinancing {
        pre_financing(Eur::from_cents(cents).unwrap(), adopted.parse().unwrap()).unwrap()
    }

    fn dues(adopted: &str) -> Vec<Due> {
        of(100, adopted).instalments.iter().map(|i| i.due).collect()
    }

    #[test]
    fn whole_euro_are_shared_out_exactly() {
        let found = of(522_500_000_000, "2021-06-30");
        let amounts: Vec<i64> = found.instalments.iter().map(|i| i.amount.cents()).collect();
        let percent = 5_225_000_000;
        assert_eq!(amounts, [4, 3, 5, 5, 5, 5].map(|rate| rate * percent));
        assert_eq!((found.sum.cents(), found.rate.to_string().as_str()), (27 * percent, "27 %"));
        assert!(!found.rounded && found.instalments.iter().all(|i| !i.rounded));
        let years: Vec<i32> = found.instalments.iter().map(|i| i.year).collect();
        assert_eq!(years, [2021, 2022, 2023, 2024, 2025, 2026]);
    }

    #[test]
    fn odd_cents_round_once_for_the_sum_and_less_than_a_cent_for_each() {
        for cents in (0..2_000).chain([Eur::MAX.cents(), Eur::MAX.cents() - 1, 12_345_678_901]) {
            let found = of(cents, "2023-01-01");
            let sum = Eur::checked_sum(found.instalments.iter().map(|i| i.amount)).unwrap();
            assert_eq!(sum, found.sum, "{cents}");
            let cents = i128::from(cents);
            assert_eq!(i128::from(sum.cents()), (cents * 27 + 50) / 100, "{cents}");
            assert_eq!(found.rounded, cents * 27 % 100 != 0, "{cents}");
            for (instalment, rate) in found.instalments.iter().zip([4, 3, 5, 5, 5, 5]) {
                let off = i128::from(instalment.amount.cents()) * 100 - cents * rate;
                assert!(off.abs() < 100, "{cents} {instalment:?}");
                assert_eq!(instalment.rounded, cents * rate % 100 != 0);
            }
        }
    }

    #[test]
    fn earlier_instalments_follow_the_adoption_after_1_july_2021() {
        let before = |year| Due::Before(day(year, 7, 1));
        assert_eq!(dues("2021-06-30")[0], before(2021));
        assert_eq!(dues("2021-07-01")[..2], [Due::NotStated, before(2022)]);
        assert_eq!(dues("2021-07-02")[..2], [Due::InYearOfAdoption(2021), before(2022)]);
        assert_eq!(dues("2022-06-30")[..2], [Due::InYearOfAdoption(2022), before(2022)]);
        assert_eq!(
            dues("2022-07-01")[..3],
            [Due::InYearOfAdoption(2022), Due::InYearOfAdoption(2022), before(2023)]
        );
        assert_eq!(dues("2027-12-31"), [Due::InYearOfAdoption(2027); 6]);
        let late = of(100, "2022-12-01");
        assert_eq!(late.instalments[0].source[0].to_string(), "Regulation (EU) 2021/1147, Art. 14(2)");
        assert_eq!(late.instalments[2].source[0].to_string(), "Regulation (EU) 2021/1147, Art. 14(1)");
    }

    #[test]
    fn nothing_is_said_below_zero_or_outside_the_period() {
        let on = |cents, text: &str| pre_financing(Eur::from_cents(cents).unwrap(), text.parse().unwrap());
        assert_eq!(on(-1, "2022-01-01"), None);
        assert_eq!(on(100, "2020-12-31"), None);
        assert_eq!(on(100, "2028-01-01"), None);
        assert_eq!(on(0, "2022-01-01").unwrap().sum, Eur::ZERO);
    }
}
