//! Where a word counts as a unit: alone, after what says in what, beside thousands, in a text about amounts.

use super::words::{Grip, Kind, form, is_locative, kind};
use super::{Is, Unit};
use crate::tables::sheet::Line;

/// Whether a sign is of a currency other than the euro.
pub(super) fn is_foreign_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '฿' | '៛' | '﷼' | '﹩' | '＄' | '￠' | '￡' | '￥' | '￦'
            | '\u{20a0}'..='\u{20ab}' | '\u{20ad}'..='\u{20cf}'
    )
}

/// Whether a sign is of parts of a hundred, or of a thousand.
pub(super) fn is_share_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '٪' | '﹪' | '％')
}

/// The signs of a text by which its numbers are no euro, in order: what a [`key`](crate::tables::key::key) leaves out
/// and must not.
pub(in crate::tables) fn signs(text: &str) -> String {
    text.chars().filter(|c| is_foreign_sign(*c) || is_share_sign(*c)).collect()
}

/// A word, number or sign of a text.
#[derive(Debug, Clone)]
struct Token<'t> {
    text: &'t str,
    /// Where it begins and ends.
    at: (usize, usize),
    is: Kind,
}

impl Token<'_> {
    fn is_money(&self) -> bool {
        matches!(self.is, Kind::Euro | Kind::Currency(..))
    }

    /// Whether it begins with a capital, as names do.
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it says by itself in what: "forintban".
    fn is_locative(&self) -> bool {
        matches!(self.is, Kind::Euro | Kind::Currency(..) | Kind::Scaled(_)) && is_locative(self.text)
    }

    /// Whether it is a number that stands for thousands or millions: `000`, `1000`, `1 000`.
    fn is_thousand(&self) -> bool {
        self.is == Kind::Number && matches!(digits(self.text).as_str(), "000" | "1000" | "1000000")
    }

    /// Whether it may be a part of what a unit is called.
    fn is_of_unit(&self) -> bool {
        match self.is {
            Kind::Euro | Kind::Currency(..) | Kind::Scaled(_) | Kind::Scale | Kind::Share => true,
            Kind::In | Kind::Ending | Kind::Nation | Kind::Filler => true,
            Kind::Number => self.is_thousand(),
            Kind::Amount | Kind::Cost | Kind::Exchange | Kind::Word => false,
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What stands before or behind a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Nothing.
    End,
    /// A comma or a stroke: one of a list.
    List,
    /// A colon: what stands behind is the value of what stands before.
    Colon,
    /// A bracket.
    Bracket,
    /// A dash, a line's end.
    Dash,
}

impl Edge {
    /// What stands between two words, where it parts them.
    fn of(between: &str) -> Option<Edge> {
        let any = |marks: &[char]| between.contains(marks);
        let dash = || between.contains(" -") || between.contains("- ");
        if any(&['(', ')', '[', ']', '{', '}']) {
            Some(Edge::Bracket)
        } else if any(&[':', '=']) {
            Some(Edge::Colon)
        } else if any(&[';', '|', '\n', '–', '—', '•']) || dash() {
            Some(Edge::Dash)
        } else if any(&[',', '/', '+', '&']) {
            Some(Edge::List)
        } else {
            None
        }
    }
}

/// So many words before and behind one say what it is.
const NEAR: usize = 16;

/// No title is longer, in bytes: what stands behind is not looked at.
const LONGEST: usize = 10_000;

/// A part of a text between two marks.
struct Part<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    before: Edge,
    behind: Edge,
}

/// Where words, numbers and signs begin and end.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let sign = |c: char| c == '€' || c == '×' || is_foreign_sign(c) || is_share_sign(c);
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        let end = at.saturating_add(c.len_utf8());
        let goes_on = open && c.is_alphanumeric();
        match pieces.last_mut().filter(|_| goes_on) {
            Some((_, last)) => *last = end,
            None if c.is_alphanumeric() || sign(c) => pieces.push((at, end)),
            None => {}
        }
        open = c.is_alphanumeric();
    }
    pieces.into_iter().flat_map(|piece| apart(text, piece)).collect()
}

/// A number and a word of a unit that are written as one, such as `x1000`, apart.
fn apart(text: &str, (start, end): (usize, usize)) -> Vec<(usize, usize)> {
    let piece = text.get(start..end).unwrap_or_default();
    let digit = |c: char| c.is_ascii_digit();
    let split = if piece.starts_with(digit) { piece.find(|c| !digit(c)) } else { piece.find(digit) };
    let parts = split.and_then(|at| Some((at, piece.split_at_checked(at)?)));
    let of_unit = |text: &str| matches!(kind(text), Kind::Euro | Kind::In | Kind::Currency(_, Grip::Sure));
    match parts {
        Some((at, (a, b))) if [(a, b), (b, a)].iter().any(|(n, w)| n.chars().all(digit) && of_unit(w)) => {
            let middle = start.saturating_add(at);
            vec![(start, middle), (middle, end)]
        }
        _ => vec![(start, end)],
    }
}

/// The parts of a text, and their words.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut last = 0;
    let has_small_letters = text.chars().any(char::is_lowercase);
    for at in pieces(text) {
        let (start, end) = at;
        let between = text.get(last..start).unwrap_or_default();
        last = end;
        let word = text.get(start..end).unwrap_or_default();
        let mut token = Token { text: word, at, is: kind_of(word) };
        if let Some(before) = parts.last_mut().and_then(|part| part.tokens.last_mut()) {
            // The groups of a number.
            let group = word.len() == 3
                && matches!(between, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "." | "," | "'" | "\u{2019}");
            if before.is == Kind::Number && token.is == Kind::Number && group && before.text != "000" {
                before.text = text.get(before.at.0..end).unwrap_or_default();
                before.at.1 = end;
                continue;
            }
            // An ending behind a short form: Ft-ban, EUR:na.
            let loud = token.is_capital() && has_small_letters;
            let ending = matches!(between, "-" | ":") && !loud && word.chars().count() <= 4;
            let unit = before.is_money() || matches!(before.is, Kind::Scaled(_));
            if ending && unit && word.chars().all(char::is_alphabetic) {
                token.is = Kind::Ending;
            }
            // "E Ft" is thousands of forint.
            let forint = matches!(token.is, Kind::Currency(Is::Currency("HUF"), _));
            if forint && matches!(before.text, "e" | "E") {
                before.is = Kind::Scale;
            }
            // "per cent" in two words.
            if matches!(form(before.text).as_str(), "per" | "pro" | "pour" | "por")
                && matches!(form(word).as_str(), "cent" | "cento" | "ciento")
            {
                (before.is, token.is) = (Kind::Share, Kind::Share);
            }
        }
        let edge = Edge::of(between).filter(|_| token.is != Kind::Ending);
        match (parts.last_mut(), edge) {
            (Some(part), None) => part.tokens.push(token),
            (last, edge) => {
                let before =
                    edge.filter(|_| last.is_some() || between.contains(['(', '['])).unwrap_or(Edge::End);
                if let Some(part) = last {
                    part.behind = before;
                }
                parts.push(Part { text, tokens: vec![token], before, behind: Edge::End });
            }
        }
    }
    parts
}

fn kind_of(text: &str) -> Kind {
    match text.chars().next() {
        Some('€') => Kind::Euro,
        Some('×') => Kind::In,
        Some('$') => Kind::Currency(Is::Currency("USD"), Grip::Sure),
        Some('£') => Kind::Currency(Is::Currency("GBP"), Grip::Sure),
        Some(c) if is_foreign_sign(c) => Kind::Currency(Is::Other, Grip::Sure),
        Some(c) if is_share_sign(c) => Kind::Share,
        Some(_) | None => kind(text),
    }
}

/// What words say that are a unit and nothing more, but for what the unit is of. In a column of amounts, `loose`, words
/// that are names too are units.
fn whole(tokens: &[Token<'_>], loose: bool) -> Option<Is> {
    let any = |found: &dyn Fn(&Token<'_>) -> bool| tokens.iter().any(found);
    let is = |kind: Kind| any(&|token| token.is == kind);
    let place = |of: &dyn Fn(&Token<'_>) -> bool| tokens.iter().position(of);
    let unit = |token: &Token<'_>| token.is_money() || matches!(token.is, Kind::Scaled(_) | Kind::Scale);
    let led = place(&|token| token.is == Kind::In).is_some_and(|at| tokens.iter().skip(at).any(unit));
    let told = led || any(&|token| token.is == Kind::Ending || token.is_locative());
    let (amount, cost, euro) = (is(Kind::Amount), is(Kind::Cost), is(Kind::Euro));
    let money = any(&|token| token.is_money());
    // `EUR 000` and `in 1 000 EUR` are units, EUR 1 000 is an amount.
    let by_number =
        any(&|token| token.is_thousand()) && (any(&|token| token.text == "000") || is(Kind::In) || amount);
    let words = any(&|token| matches!(token.is, Kind::Scaled(_) | Kind::Scale));
    let firm = |token: &Token<'_>| match token.is {
        Kind::Word | Kind::Exchange => false,
        Kind::Number => by_number && token.is_thousand(),
        Kind::Scale => money || (led && amount),
        Kind::Currency(_, Grip::Named) => {
            loose || told || amount || words || by_number || is(Kind::Nation) || (cost && !token.is_capital())
        }
        Kind::Scaled(Grip::Named) => loose || told || amount || money || (cost && !token.is_capital()),
        Kind::Currency(_, Grip::Sure | Grip::Plain) | Kind::Scaled(Grip::Sure | Grip::Plain) => true,
        Kind::Euro | Kind::Share | Kind::In | Kind::Ending | Kind::Nation => true,
        Kind::Amount | Kind::Cost | Kind::Filler => true,
    };
    if !tokens.iter().all(firm) {
        return None;
    }
    let currencies = tokens.iter().filter_map(|token| match token.is {
        Kind::Currency(is, _) => Some(is),
        Kind::Euro | Kind::Scaled(_) | Kind::Scale | Kind::Share | Kind::In | Kind::Ending => None,
        Kind::Nation | Kind::Amount | Kind::Cost | Kind::Filler | Kind::Exchange => None,
        Kind::Number | Kind::Word => None,
    });
    match (words || by_number, currencies.reduce(Is::and)) {
        (true, _) => Some(Is::Other),
        // Two are compared.
        (false, Some(is)) => (!euro).then_some(is),
        (false, None) => (!euro && is(Kind::Share)).then_some(Is::Share),
    }
}

/// All words of a text.
fn tokens(text: &str) -> Vec<Token<'_>> {
    parts(text).into_iter().flat_map(|part| part.tokens).collect()
}

/// The unit that a text is, of a word or a few: `PLN`, `kEUR`, `in thousands`, `%`. `None` for the euro, and for any other
/// text.
pub(in crate::tables) fn bare(text: &str) -> Option<Unit> {
    whole(&tokens(text), false).map(|is| Unit::new(text, is))
}

/// The same in a column of amounts, where no names are expected.
pub(in crate::tables) fn of_column(text: &str) -> Option<Unit> {
    whole(&tokens(text), true).map(|is| Unit::new(text, is))
}

/// Whether a heading says that its column holds parts of a hundred.
pub(in crate::tables) fn of_shares(heading: &str) -> bool {
    tokens(heading).iter().any(|token| token.is == Kind::Share)
}

/// The words of a heading but those of a kind, and what stands before them.
fn rest(heading: &str, of_unit: impl Fn(&Token<'_>) -> bool) -> String {
    let tokens = tokens(heading);
    let mut behind = tokens.iter().skip(1);
    let rest = tokens.iter().filter(|token| {
        let next = behind.next();
        !(of_unit(token) || (token.is == Kind::In && next.is_some_and(&of_unit)))
    });
    rest.map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// A heading without what says that it is of parts of a hundred, or in another currency: `E %` is `E`.
pub(in crate::tables) fn without(heading: &str) -> String {
    let scales = tokens(heading).iter().any(Token::is_money);
    rest(heading, |token| match token.is {
        Kind::Share | Kind::Currency(..) | Kind::Scaled(_) | Kind::Ending => true,
        Kind::Scale | Kind::Euro => scales,
        Kind::Number => scales && token.is_thousand(),
        Kind::In | Kind::Nation | Kind::Amount | Kind::Cost => false,
        Kind::Filler | Kind::Exchange | Kind::Word => false,
    })
}

/// A heading without what says that it is in euro: `A.1 (EUR)` is `A.1`.
pub(in crate::tables) fn without_euro(heading: &str) -> String {
    rest(heading, |token| token.is == Kind::Euro)
}

/// Whether a text is the euro and nothing more.
pub(in crate::tables) fn is_euro(text: &str) -> bool {
    let tokens = tokens(text);
    let of_euro = |token: &Token<'_>| {
        matches!(token.is, Kind::Euro | Kind::In | Kind::Ending | Kind::Filler | Kind::Amount | Kind::Cost)
    };
    tokens.iter().any(|token| token.is == Kind::Euro) && tokens.iter().all(of_euro)
}

/// The unit that a title, a note or the name of a sheet says that amounts are in; `None` where it says the euro, or
/// nothing. Parts of a hundred are none.
pub(in crate::tables) fn said(text: &str) -> Option<Unit> {
    if let Some(unit) = bare(text).filter(Unit::may_be_money) {
        return Some(unit);
    }
    let parts = parts(text);
    // Where the euro or a rate of exchange is spoken of, another currency may be beside it.
    let of_rates = |token: &Token<'_>| matches!(token.is, Kind::Euro | Kind::Exchange);
    let compared = parts.iter().flat_map(|part| &part.tokens).any(of_rates);
    let mut of_amounts = false;
    parts.iter().find_map(|part| {
        let labelled = part.before == Edge::Colon && of_amounts;
        of_amounts = labels(&part.tokens);
        part.alone(compared, labelled)
            .or_else(|| part.within(compared))
            .map(|(is, said)| Unit::by(text, said, is))
    })
}

/// The same of a cell, with what stands to the left of it: `Currency` before `Franken`. Thousands of euro to which nothing says
/// what they are of, `1 000 EUR`, are no amount.
pub(in crate::tables) fn said_of(left: Option<&str>, text: &str) -> Option<Unit> {
    said(text).or_else(|| match left {
        None => thousands(&tokens(text)).then(|| Unit::new(text, Is::Other)),
        Some(left) => {
            let whole = labels(&tokens(left)).then(|| bare(&format!("{left} {text}")))?;
            whole.filter(Unit::may_be_money).map(|unit| Unit::new(text, unit.is))
        }
    })
}

/// What the cells of a row that is no row of the table say of the unit of all amounts, each with its column.
pub(in crate::tables) fn said_in(line: &Line) -> impl Iterator<Item = (u32, Unit)> {
    let mut left = None;
    line.cells.iter().filter_map(move |(at, value)| {
        let unit = said_of(left, value.text());
        left = Some(value.text());
        Some((*at, unit?))
    })
}

/// Whether words say that what follows is about amounts or their unit, and nothing more: `All amounts`, `Currency`.
fn labels(tokens: &[Token<'_>]) -> bool {
    let says = |token: &Token<'_>| matches!(token.is, Kind::Amount | Kind::Cost | Kind::Filler | Kind::In);
    tokens.iter().all(says) && tokens.iter().any(|token| token.is == Kind::Amount)
}

/// Whether words are a currency and a thousand.
fn thousands(tokens: &[Token<'_>]) -> bool {
    let fits = |token: &Token<'_>| {
        token.is_money()
            || token.is_thousand()
            || matches!(token.is, Kind::Filler | Kind::Amount | Kind::Cost)
    };
    tokens.iter().all(fits)
        && tokens.iter().any(Token::is_money)
        && tokens.iter().filter(|token| token.is_thousand()).count() == 1
}

impl<'t> Part<'t> {
    /// What stands from one word to another.
    fn between(&self, first: usize, last: usize) -> &'t str {
        let at = |place: usize| self.tokens.get(place).map(|token| token.at);
        at(first)
            .zip(at(last))
            .and_then(|((start, _), (_, end))| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// What the whole part says: `tis. Kč` in "Rozpočet (tis. Kč)".
    fn alone(&self, compared: bool, labelled: bool) -> Option<(Is, &'t str)> {
        let all = self.between(0, self.tokens.len().saturating_sub(1));
        let plain = self.tokens.iter().all(|token| !token.is_thousand() || digits(token.text) == token.text);
        let counts = match self.before {
            Edge::Bracket | Edge::Dash | Edge::List => true,
            Edge::Colon => labelled,
            Edge::End => plain,
        };
        if counts && thousands(&self.tokens) {
            return Some((Is::Other, all));
        }
        // In brackets stands no name in small letters.
        let small = self.before == Edge::Bracket && self.tokens.iter().all(|token| !token.is_capital());
        let is = whole(&self.tokens, small).filter(|is| *is != Is::Share)?;
        let said = |token: &Token<'_>| {
            matches!(token.is, Kind::In | Kind::Ending | Kind::Amount | Kind::Scaled(_) | Kind::Scale)
                || token.is_thousand()
                || token.is_locative()
        };
        let one_of_many = self.before == Edge::List || self.behind == Edge::List;
        (self.tokens.iter().any(said) || !(one_of_many || compared)).then_some((is, all))
    }

    /// What a word or two of the part say: `PLN` in "costs of the project in PLN".
    fn within(&self, compared: bool) -> Option<(Is, &'t str)> {
        (0..self.tokens.len())
            .find_map(|at| self.at(at, compared).map(|(is, first, last)| (is, self.between(first, last))))
    }

    /// What one word says, and from where to where what says it stands.
    fn at(&self, place: usize, compared: bool) -> Option<(Is, usize, usize)> {
        let start = place.saturating_sub(NEAR);
        let before = self.tokens.get(start..place)?;
        let (token, behind) = self.tokens.get(place..)?.split_first()?;
        let behind = behind.get(..NEAR).unwrap_or(behind);
        let counted = before.last().is_some_and(|token| token.is == Kind::Number && token.text != "1");
        // What says in what, before the words of the unit.
        let passed = |token: &Token<'_>| {
            matches!(
                token.is,
                Kind::Nation | Kind::Filler | Kind::Scaled(_) | Kind::Scale | Kind::Number | Kind::Amount
            )
        };
        let led_by = |words: &[Token<'_>]| {
            let at = words.iter().rposition(|token| !passed(token))?;
            words.get(at).filter(|token| token.is == Kind::In).map(|_| at)
        };
        // One word more may say whose it is: "w nowych złotych".
        let by_one_more = || {
            let (last, words) = before.split_last()?;
            led_by(words).filter(|_| last.is == Kind::Word)
        };
        let directly = led_by(before);
        let led = directly.or_else(by_one_more);
        let word = led.is_some() && directly.is_none();
        let ending = behind.first().is_some_and(|token| token.is == Kind::Ending);
        let within = led.is_some() || ending || token.is_locative();
        let ends = behind.iter().all(Token::is_of_unit);
        let earlier = led.and_then(|at| before.get(..at)).unwrap_or(before);
        let close = earlier.iter().rev().find(|token| token.is != Kind::Filler);
        let close = close.is_some_and(|token| matches!(token.is, Kind::Amount | Kind::Cost));
        let nation = [before.last(), behind.first()].into_iter().flatten().any(|t| t.is == Kind::Nation);
        let small = !token.is_capital();
        let follows = behind.iter().position(|token| !matches!(token.is, Kind::Filler | Kind::Nation));
        let follows = follows.filter(|at| behind.get(*at).is_some_and(Token::is_money));
        let precedes = before.last().is_some_and(Token::is_money);
        let is = match token.is {
            Kind::Currency(is, grip) => {
                let says = match grip {
                    Grip::Sure => within || !compared,
                    Grip::Plain => within && ((ends && !word) || close || nation),
                    Grip::Named => within && (nation || (ends && ((small && !word) || close))),
                };
                says.then_some(is)
            }
            Kind::Scaled(grip) => {
                let says = match grip {
                    Grip::Sure | Grip::Plain => {
                        !counted && (precedes || follows.is_some() || (within && ((ends && !word) || close)))
                    }
                    Grip::Named => {
                        !counted && (follows.is_some() || (within && ends && ((small && !word) || close)))
                    }
                };
                says.then_some(Is::Other)
            }
            Kind::Scale => (!counted && behind.first().is_some_and(Token::is_money)).then_some(Is::Other),
            // `EUR 000`, `in 1 000 EUR`, `x € 1.000`; not EUR 750 000.
            Kind::Number if token.is_thousand() => {
                let beside = precedes || behind.first().is_some_and(Token::is_money);
                let lead = before.iter().rev().find(|token| !token.is_money());
                let lead = lead.filter(|token| token.is == Kind::In);
                let times =
                    lead.is_some_and(|token| matches!(token.text, "x" | "X" | "×")) && !measures(before);
                ((beside && (token.text == "000" || lead.is_some())) || times).then_some(Is::Other)
            }
            Kind::Number | Kind::Euro | Kind::Share | Kind::In | Kind::Ending | Kind::Nation => None,
            Kind::Amount | Kind::Cost | Kind::Filler | Kind::Exchange | Kind::Word => None,
        };
        let first = match led {
            Some(at) => start.saturating_add(at),
            None => place.saturating_sub(usize::from(precedes)),
        };
        let last = match follows {
            Some(at) => place.saturating_add(at).saturating_add(1),
            None => place.saturating_add(usize::from(ending)),
        };
        is.map(|is| (is, first, last))
    }
}

/// Whether a number stands before a sign of multiplication: 1920 x 1000.
fn measures(words: &[Token<'_>]) -> bool {
    words.windows(2).any(|pair| matches!(pair, [a, b] if a.is == Kind::Number && b.is == Kind::In))
}
