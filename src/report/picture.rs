//! A consortium as a picture: who is in it, in which role and country, who counts and who fails.

use std::fmt::Write as _;

/// One member, as the picture shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    /// Empty where unknown.
    pub(super) role: String,
    pub(super) country: String,
    pub(super) standing: Standing,
}

/// How a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It counts to the minimum.
    Counts,
    /// It may count, as more becomes known.
    MayCount,
    /// It does not count, and nothing is wrong with it.
    DoesNotCount,
    /// A condition on it is not met.
    Fails,
}

impl Standing {
    /// Said in words too, for whoever sees no colours.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Standing::Counts => "counts",
            Standing::MayCount => "may count",
            Standing::DoesNotCount => "does not count",
            Standing::Fails => "fails a condition",
        }
    }

    /// Fill and outline, told apart in print by the mark as well.
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Standing::Counts => ("#d9f0dd", "#1b7f37", "\u{2713}"),
            Standing::MayCount => ("#fff3cd", "#8a6100", "?"),
            Standing::DoesNotCount => ("#eef0f3", "#5b6470", "\u{2013}"),
            Standing::Fails => ("#fde0de", "#b3261e", "\u{2717}"),
        }
    }
}

/// Cards in a row.
const ACROSS: usize = 3;
/// The width and height that a card takes, in pixels.
const CARD: (usize, usize) = (216, 76);
/// Above so many members the picture says how many more there are.
const SHOWN: usize = 60;

/// The picture as SVG, which needs nothing from elsewhere.
pub(super) fn svg(members: &[Member]) -> String {
    let shown = members.get(..members.len().min(SHOWN)).unwrap_or_default();
    let rows = shown.len().div_ceil(ACROSS);
    let (width, height) = (CARD.0.saturating_mul(ACROSS), CARD.1.saturating_mul(rows).saturating_add(4));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"The consortium: {} members\" class=\"picture\">",
        members.len()
    );
    for (at, member) in shown.iter().enumerate() {
        let (x, y) = ((at % ACROSS).saturating_mul(CARD.0), (at / ACROSS).saturating_mul(CARD.1));
        let (fill, line, mark) = member.standing.look();
        let (text, role) = (x.saturating_add(14), or_unknown(&member.role, "role unknown"));
        let country = or_unknown(&member.country, "country unknown");
        let name = escaped(&shortened(&member.name, 24));
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "<g><title>{full}: {role}, {country}, {words}</title>\
             <rect x=\"{rx}\" y=\"{ry}\" width=\"204\" height=\"64\" rx=\"8\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"1.5\"/>\
             <text x=\"{text}\" y=\"{y1}\" font-size=\"13\" font-weight=\"600\" fill=\"#1a1c1e\">{name}</text>\
             <text x=\"{text}\" y=\"{y2}\" font-size=\"12\" fill=\"#40464f\">{role}, {country}</text>\
             <text x=\"{text}\" y=\"{y3}\" font-size=\"12\" fill=\"{line}\">{mark} {words}</text></g>",
            full = escaped(&member.name),
            words = member.standing.words(),
            rx = x.saturating_add(4),
            ry = y.saturating_add(4),
            y1 = y.saturating_add(24),
            y2 = y.saturating_add(41),
            y3 = y.saturating_add(58),
        );
    }
    out.push_str("</svg>");
    if members.len() > shown.len() {
        let _ = write!(out, "<p>and {} more members</p>", members.len().saturating_sub(shown.len()));
    }
    out
}

fn or_unknown(text: &str, unknown: &str) -> String {
    if text.is_empty() { unknown.to_owned() } else { escaped(text) }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}

/// A text in which no character is markup.
pub(super) fn escaped(text: &str) -> String {
    html_escape::encode_safe(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_becomes_markup() {
        let member = Member {
            name: "<script>alert(1)</script>\"'&".to_owned(),
            role: String::new(),
            country: String::new(),
            standing: Standing::MayCount,
        };
        let picture = svg(&[member]);
        assert!(!picture.contains("<script") && picture.contains("&lt;script&gt;"), "{picture}");
        assert!(picture.contains("role unknown") && picture.contains("? may count"));
    }

    #[test]
    fn many_members_are_counted_and_not_drawn() {
        let member = Member {
            name: "A".to_owned(),
            role: "beneficiary".to_owned(),
            country: "BE".to_owned(),
            standing: Standing::Counts,
        };
        let picture = svg(&vec![member; 200]);
        assert_eq!(picture.matches("<g>").count(), 60);
        assert!(picture.contains("and 140 more members"));
    }
}
