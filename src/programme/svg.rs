//! The picture of a forecast: for each 31 December what is due, what covers it, what is lost.

use std::fmt::Write;

use super::forecast::Forecast;
use super::year_end::YearEnd;
use crate::money::Eur;
use crate::time::is_over;

/// The picture, in pixels.
const WIDTH: i64 = 820;
const HEIGHT: i64 = 456;
const LEFT: i64 = 96;
const TOP: i64 = 84;
/// Where the bars stand.
const FLOOR: i64 = 372;
/// From one year to the next, and the width of a bar.
const STEP: i64 = 116;
const BAR: i64 = 26;

const DUE: &str = "#4a5568";
const ADVANCE: &str = "#2b6cb0";
const CLAIMED: &str = "#2f855a";
const PLANNED: &str = "#9ae6b4";
const LOST: &str = "#c53030";
const MAY_BE_LOST: &str = "#feb2b2";

impl Forecast {
    /// Commitments, cover and loss as one picture (SVG).
    ///
    /// Three bars for each 31 December: what is due; what covers it, with what is only possible in a lighter
    /// colour; what is lost for certain, and what may be. The amounts stand under each year in words.
    ///
    /// ```
    /// # let text = std::fs::read_to_string("examples/data/programme.json")?;
    /// # let programme = amif::programme::Programme::from_json(&text)?;
    /// let forecast = programme.forecast("2026-11-28".parse().ok())?;
    /// assert!(forecast.to_svg().starts_with("<svg"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_svg(&self) -> String {
        let scale = Scale::of(self);
        let mut svg = String::new();
        // Writing to a string does not fail.
        let _ = self.write_svg(&mut svg, scale);
        svg
    }

    fn write_svg(&self, svg: &mut String, scale: Scale) -> std::fmt::Result {
        writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
             height=\"{HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">"
        )?;
        writeln!(svg, "<title>Commitments, cover and loss of {}</title>", self.cci)?;
        writeln!(svg, "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>")?;
        let as_of = self.as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
        text(
            svg,
            16,
            24,
            "start",
            &format!("{}: cumulative at each 31 December, EUR{as_of}", self.cci),
            true,
        )?;
        legend(svg)?;
        for step in 0..=scale.steps {
            let cents = scale.step.saturating_mul(step);
            let y = scale.y(cents);
            writeln!(
                svg,
                "<line x1=\"{LEFT}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke=\"#e2e8f0\"/>",
                WIDTH.saturating_sub(16)
            )?;
            text(svg, LEFT.saturating_sub(8), y.saturating_add(4), "end", &words(cents), false)?;
        }
        for (place, end) in (0i64..).zip(&self.years) {
            let x = LEFT.saturating_add(14).saturating_add(place.saturating_mul(STEP));
            self.year_svg(svg, scale, end, x)?;
        }
        if let Some(open) = self.with_2027
            && let Some(end) = self.years.last()
            && open.due != end.due
        {
            // Open: the commitment of 2027 may fall due on the last day, too.
            let place = i64::try_from(self.years.len()).unwrap_or(1).saturating_sub(1);
            let x = LEFT.saturating_add(14).saturating_add(place.saturating_mul(STEP));
            let (top, bottom) = (scale.y(cents(open.due)), scale.y(cents(end.due)));
            writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{top}\" width=\"{BAR}\" height=\"{}\" fill=\"#ffffff\" stroke=\"{DUE}\" \
                 stroke-dasharray=\"3 2\"><title>due, if the commitment of 2027 falls due then: EUR {}</title></rect>",
                bottom.saturating_sub(top).max(1),
                words(cents(open.due))
            )?;
        }
        writeln!(svg, "</svg>")
    }

    fn year_svg(&self, svg: &mut String, scale: Scale, end: &YearEnd, x: i64) -> std::fmt::Result {
        let beside = |n: i64| x.saturating_add(n.saturating_mul(BAR.saturating_add(3)));
        bar(svg, scale, beside(0), (0, cents(end.due)), DUE, "due")?;
        let advance = cents(end.pre_financing.certain);
        let certain = cents(end.covered.certain);
        let possible = cents(end.covered.possible).max(certain);
        bar(svg, scale, beside(1), (0, advance), ADVANCE, "pre-financing")?;
        bar(svg, scale, beside(1), (advance, certain), CLAIMED, "claimed")?;
        bar(svg, scale, beside(1), (certain, possible), PLANNED, "possible cover")?;
        let (lost, may_be) = (cents(end.lost.certain), cents(end.lost.possible));
        bar(svg, scale, beside(2), (0, lost), LOST, "lost, or at risk in any case")?;
        bar(svg, scale, beside(2), (lost, may_be.max(lost)), MAY_BE_LOST, "may be lost")?;
        let middle = beside(1).saturating_add(BAR / 2);
        text(svg, middle, FLOOR.saturating_add(18), "middle", &end.on.format("%Y").to_string(), true)?;
        let past = is_over(end.on, self.as_of);
        let word = if past { "lost" } else { "at risk" };
        let lost = match (end.lost.certain, end.lost.possible) {
            (_, None) => "loss unknown".to_owned(),
            (_, Some(Eur::ZERO)) => "no loss".to_owned(),
            _ => word.to_owned(),
        };
        // Below, on a line of its own: two amounts are wider than the room of a year.
        let range = match (end.lost.certain, end.lost.possible) {
            (_, None | Some(Eur::ZERO)) => String::new(),
            (certain, possible) if certain == possible => millions(possible),
            (certain, possible) => format!("{}\u{2013}{}", millions(certain), millions(possible)),
        };
        text(svg, middle, FLOOR.saturating_add(36), "middle", &lost, false)?;
        let range = if range.is_empty() { String::new() } else { format!("{range} m") };
        text(svg, middle, FLOOR.saturating_add(51), "middle", &range, false)?;
        let claim = match end.to_claim {
            None => "to claim: ?".to_owned(),
            Some(Eur::ZERO) => "covered".to_owned(),
            // What was missing on a day that is over can be claimed no more.
            amount if past => format!("missing {} m", millions(amount)),
            amount => format!("to claim {} m", millions(amount)),
        };
        text(svg, middle, FLOOR.saturating_add(70), "middle", &claim, false)
    }
}

/// How many cents a pixel is.
#[derive(Debug, Clone, Copy)]
struct Scale {
    top: i64,
    step: i64,
    steps: i64,
}

impl Scale {
    fn of(forecast: &Forecast) -> Self {
        let of_year = |end: &YearEnd| {
            cents(end.due)
                .max(cents(end.covered.possible))
                .max(cents(end.covered.certain))
                .max(cents(end.lost.possible))
        };
        let open = forecast.with_2027.map_or(0, |open| cents(open.due));
        let most = forecast.years.iter().map(of_year).max().unwrap_or(0).max(open).max(100);
        // The step is 1, 2 or 5 times a power of ten, with at most six of them.
        let mut step = 100i64;
        let mut factors = [2i64, 5, 10].into_iter().cycle();
        let mut power = 100i64;
        while step.saturating_mul(6) < most {
            let factor = factors.next().unwrap_or(10);
            step = power.saturating_mul(factor);
            if factor == 10 {
                power = step;
            }
        }
        let steps = most.saturating_add(step).saturating_sub(1).checked_div(step).unwrap_or(1);
        Scale { top: step.saturating_mul(steps), step, steps }
    }

    fn y(self, cents: i64) -> i64 {
        let height = i128::from(FLOOR.saturating_sub(TOP));
        let up = i128::from(cents).saturating_mul(height).checked_div(self.top.into()).unwrap_or(0);
        FLOOR.saturating_sub(i64::try_from(up).unwrap_or(0))
    }
}

fn cents(amount: Option<Eur>) -> i64 {
    amount.map_or(0, Eur::cents).max(0)
}

/// An amount for the axis.
fn words(cents: i64) -> String {
    Eur::from_cents(cents).map(|amount| amount.grouped().to_string()).unwrap_or_default()
}

/// An amount in millions, cut at two decimals, for the foot of a year; less than that in full, so that nothing looks like zero.
fn millions(amount: Option<Eur>) -> String {
    let cents = cents(amount);
    let hundredths = cents / 1_000_000;
    if hundredths == 0 && cents > 0 {
        return "< 0.01".to_owned();
    }
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn bar(
    svg: &mut String,
    scale: Scale,
    x: i64,
    (from, to): (i64, i64),
    fill: &str,
    what: &str,
) -> std::fmt::Result {
    let (top, bottom) = (scale.y(to), scale.y(from));
    if to <= from {
        return Ok(());
    }
    writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{top}\" width=\"{BAR}\" height=\"{}\" fill=\"{fill}\"><title>{what}: EUR {}</title></rect>",
        bottom.saturating_sub(top).max(1),
        words(to.saturating_sub(from))
    )
}

fn text(svg: &mut String, x: i64, y: i64, anchor: &str, words: &str, bold: bool) -> std::fmt::Result {
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"#1a202c\"{weight}>{words}</text>"
    )
}

fn legend(svg: &mut String) -> std::fmt::Result {
    let mut x = 16i64;
    for (fill, words, width) in [
        (DUE, "due (dashed: with 2027)", 178i64),
        (ADVANCE, "pre-financing", 118),
        (CLAIMED, "claimed", 86),
        (PLANNED, "possible cover", 124),
        (LOST, "lost, or at risk", 124),
        (MAY_BE_LOST, "may be lost", 104),
    ] {
        writeln!(svg, "<rect x=\"{x}\" y=\"40\" width=\"14\" height=\"14\" fill=\"{fill}\"/>")?;
        text(svg, x.saturating_add(20), 52, "start", words, false)?;
        x = x.saturating_add(width);
    }
    Ok(())
}
