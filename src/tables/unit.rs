//! In what amounts are counted, where a sheet says that it is not the euro: by a title, a note, a row of units, a column of
//! currencies, the sign of a heading or the number format of a cell.
//!
//! What says so in a text of several words is told from what only mentions a currency: "all amounts in PLN" does, "1 EUR =
//! 4.25 PLN" does not.

use super::key::key;
use crate::input::quoted;

/// Something other than one euro that amounts are counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// As it is written.
    pub(super) said: String,
    pub(super) is: Is,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// A currency, by its code of ISO 4217.
    Currency(&'static str),
    /// A currency of several that are called so, thousands, or what nobody knows.
    Other,
    /// Parts of a hundred.
    Share,
    /// A length of time, or a time of day.
    #[cfg_attr(not(feature = "tables"), expect(dead_code, reason = "only workbooks tell times from numbers"))]
    Time,
}

impl Unit {
    fn new(said: &str, is: Is) -> Self {
        Unit { said: said.trim().to_owned(), is }
    }

    /// A length of time, or a time of day, as a workbook counts it.
    #[cfg(feature = "tables")]
    pub(super) fn time() -> Self {
        Unit::new("a time", Is::Time)
    }

    /// Whether it may be that currency, told by its code. What several are called may be each of them.
    #[cfg(feature = "programme")]
    pub(super) fn may_be(&self, code: &str) -> bool {
        match self.is {
            Is::Currency(other) => other == code,
            Is::Other => {
                let said = key(&self.said);
                let called = AMBIGUOUS.iter().find(|(word, _)| *word == said).map(|(_, codes)| *codes);
                called.is_some_and(|codes| codes.contains(&code)) || said == key(code)
            }
            Is::Share | Is::Time => false,
        }
    }

    /// Whether what is counted in it may be money.
    pub(super) fn may_be_money(&self) -> bool {
        matches!(self.is, Is::Currency(_) | Is::Other)
    }
}

/// What the euro is called.
const EURO: &[&str] = &[
    "eur", "euro", "euros", "eura", "euroa", "eurot", "eurou", "euru", "euri", "eurai", "eiro", "evro",
    "evrov", "евро", "ευρω",
];

/// Currencies by their codes, with what else they are called.
const CURRENCIES: &[(&str, &[&str])] = &[
    ("PLN", &["pln", "zł", "zloty", "zlotys", "złoty", "złote", "złotych"]),
    ("CZK", &["czk", "kč", "koruna", "korun", "koruny"]),
    ("HUF", &["huf", "forint", "forints"]),
    ("RON", &["ron", "lei"]),
    ("BGN", &["bgn", "leva", "лв", "лева"]),
    ("SEK", &["sek", "kronor"]),
    ("DKK", &["dkk", "kroner"]),
    ("HRK", &["hrk", "kuna"]),
    ("NOK", &["nok"]),
    ("ISK", &["isk"]),
    ("GBP", &["gbp", "£", "sterling"]),
    ("USD", &["usd", "$", "dollar", "dollars"]),
    ("CHF", &["chf"]),
    ("RSD", &["rsd"]),
    ("MKD", &["mkd"]),
    ("MDL", &["mdl"]),
    ("UAH", &["uah", "hryvnia", "hryvnias"]),
    ("TND", &["tnd"]),
    ("EGP", &["egp"]),
    ("JPY", &["jpy", "yen"]),
    ("CNY", &["cny"]),
    ("AUD", &["aud"]),
];

/// What else a currency is called, and what else is; with the codes that it may be.
const AMBIGUOUS: &[(&str, &[&str])] = &[
    ("kr", &["SEK", "DKK", "NOK", "ISK"]),
    ("kc", &["CZK"]),
    ("ft", &["HUF"]),
    ("zl", &["PLN"]),
    ("lv", &["BGN"]),
    ("kn", &["HRK"]),
    ("pound", &["GBP", "EGP"]),
    ("pounds", &["GBP", "EGP"]),
    ("franken", &["CHF"]),
    ("francs", &["CHF"]),
];

/// Thousands, millions and hundredths of a currency.
const SCALED: &[&str] = &[
    "thousand",
    "thousands",
    "thsd",
    "tsd",
    "tausend",
    "tausende",
    "millier",
    "milliers",
    "mille",
    "migliaia",
    "milhares",
    "duizend",
    "duizenden",
    "tysiac",
    "tysiace",
    "tysiecy",
    "tisic",
    "tisice",
    "ezer",
    "mii",
    "tuhat",
    "tuhansina",
    "tusen",
    "tusental",
    "tusind",
    "хил",
    "хиляди",
    "χιλιαδες",
    "million",
    "millions",
    "mio",
    "mln",
    "millionen",
    "cents",
];

/// The same, beside the name of a currency alone.
const SCALES: &[&str] = &["k", "t", "m", "tys", "tis"];

/// The same, with the euro in one word.
const SCALED_EURO: &[&str] =
    &["keur", "teur", "meur", "ke", "keuro", "keuros", "teuro", "meuro", "000s", "1000s"];

/// Parts of a hundred.
const SHARES: &[&str] =
    &["percent", "percentage", "pct", "prozent", "pourcent", "procent", "procento", "prosentti", "percento"];

/// What stands before the unit: "in PLN", "x 1000".
const IN: &[&str] = &["in", "en", "w", "v", "em", "i", "в", "σε", "x"];

/// Words around a unit that say nothing more.
const FILLERS: &[&str] =
    &["amount", "amounts", "all", "currency", "unit", "units", "of", "betrage", "montants", "kwoty"];

/// A text with one of these is of a rate of exchange.
const EXCHANGE: &[&str] = &[
    "exchange",
    "rate",
    "rates",
    "kurs",
    "wechselkurs",
    "taux",
    "cours",
    "kurz",
    "cambio",
    "tasso",
    "koers",
];

/// Whether a sign is of a currency other than the euro.
fn is_foreign_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '฿' | '៛' | '﷼' | '﹩' | '＄' | '￠' | '￡' | '￥' | '￦'
            | '\u{20a0}'..='\u{20ab}' | '\u{20ad}'..='\u{20cf}'
    )
}

/// Whether a sign is of parts of a hundred, or of a thousand.
fn is_share_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '٪' | '﹪' | '％')
}

/// The signs of a text by which its numbers are no euro, in order: what [`key`] leaves out and must not.
pub(super) fn signs(text: &str) -> String {
    text.chars().filter(|c| is_foreign_sign(*c) || is_share_sign(*c)).collect()
}

/// Whether a heading says that its column holds parts of a hundred.
pub(super) fn of_shares(heading: &str) -> bool {
    tokens(heading).iter().any(|token| token.is == Kind::Share)
}

/// A heading without what says that it is of parts of a hundred, or in another currency: `E %` is `E`.
pub(super) fn without(heading: &str) -> String {
    let of_unit = |token: &Token<'_>| {
        matches!(token.is, Kind::Share | Kind::In | Kind::Currency(_) | Kind::Ambiguous | Kind::Scaled)
    };
    let rest: Vec<&str> =
        tokens(heading).iter().filter(|token| !of_unit(token)).map(|token| token.text).collect();
    rest.join(" ")
}

/// A heading without what says that it is in euro: `A.1 (EUR)` is `A.1`.
pub(super) fn without_euro(heading: &str) -> String {
    let tokens = tokens(heading);
    let rest = tokens.iter().filter(|token| !matches!(token.is, Kind::Euro | Kind::In));
    rest.map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// A word or sign of a text.
struct Token<'t> {
    text: &'t str,
    is: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Euro,
    Currency(&'static str),
    Ambiguous,
    /// Thousands.
    Scaled,
    /// Thousands where a currency stands beside it.
    Scale,
    Share,
    In,
    Filler,
    Exchange,
    Number,
    Word,
}

fn kind(text: &str) -> Kind {
    let word = key(text);
    let word = if word.is_empty() { text } else { word.as_str() };
    let among = |list: &[&str]| list.contains(&word);
    if text == "€" || among(EURO) {
        Kind::Euro
    } else if let Some((code, _)) = CURRENCIES.iter().find(|(_, words)| words.contains(&word)) {
        Kind::Currency(code)
    } else if AMBIGUOUS.iter().any(|(name, _)| *name == word) || text.chars().any(is_foreign_sign) {
        Kind::Ambiguous
    } else if among(SCALES) {
        Kind::Scale
    } else if among(SCALED) || among(SCALED_EURO) {
        Kind::Scaled
    } else if among(SHARES) || text.chars().any(is_share_sign) {
        Kind::Share
    } else if among(IN) {
        Kind::In
    } else if among(FILLERS) {
        Kind::Filler
    } else if among(EXCHANGE) {
        Kind::Exchange
    } else if word.bytes().all(|b| b.is_ascii_digit()) {
        Kind::Number
    } else {
        Kind::Word
    }
}

/// The words and signs of a text.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let sign = |c: char| c == '€' || is_foreign_sign(c) || is_share_sign(c);
    let words = text.split(|c: char| !c.is_alphanumeric() && !sign(c)).flat_map(|part| {
        // A sign is a token of its own.
        part.split_inclusive(sign).flat_map(move |piece| match piece.char_indices().next_back() {
            Some((at, last)) if sign(last) => piece.split_at_checked(at).map_or([piece, ""], |(a, b)| [a, b]),
            Some(_) | None => [piece, ""],
        })
    });
    let mut tokens: Vec<Token<'_>> =
        words.filter(|word| !word.is_empty()).map(|text| Token { text, is: kind(text) }).collect();
    for at in 1..tokens.len() {
        let (before, here) = tokens.split_at_mut(at);
        // "per cent" in two words.
        if let (Some(before), Some(here)) = (before.last_mut(), here.first_mut())
            && matches!(key(before.text).as_str(), "per" | "pro" | "pour" | "por")
            && matches!(key(here.text).as_str(), "cent" | "cento" | "ciento")
        {
            (before.is, here.is) = (Kind::Share, Kind::Share);
        }
    }
    tokens
}

/// The unit that a text is, of a word or a few: `PLN`, `kEUR`, `in thousands`, `%`. `None` for the euro, and for any other
/// text.
pub(super) fn bare(text: &str) -> Option<Unit> {
    let tokens = tokens(text);
    let any = |kind: Kind| tokens.iter().any(|token| token.is == kind);
    let currency = |token: &Token<'_>| matches!(token.is, Kind::Currency(_) | Kind::Ambiguous);
    let (euro, foreign) = (any(Kind::Euro), tokens.iter().any(currency));
    // `EUR 000` and `in 1 000 EUR` are units, EUR 1 000 is an amount.
    let cut = tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        token.text == "000" && before.is_none_or(|before| before.is != Kind::Number)
    });
    let by_number = (cut || any(Kind::In)) && tokens.iter().any(|token| matches!(token.text, "000" | "1000"));
    let of_unit = |token: &Token<'_>| match token.is {
        Kind::Word | Kind::Exchange => false,
        Kind::Number => by_number && matches!(token.text, "000" | "1" | "1000"),
        Kind::Scale => euro || foreign,
        Kind::Euro
        | Kind::Currency(_)
        | Kind::Ambiguous
        | Kind::Scaled
        | Kind::Share
        | Kind::In
        | Kind::Filler => true,
    };
    if !tokens.iter().all(of_unit) {
        return None;
    }
    let scaled = by_number || any(Kind::Scaled) || any(Kind::Scale);
    let currencies = || {
        tokens.iter().filter_map(|token| match token.is {
            Kind::Currency(code) => Some(Is::Currency(code)),
            Kind::Ambiguous => Some(Is::Other),
            Kind::Euro | Kind::Scaled | Kind::Scale | Kind::Share | Kind::In => None,
            Kind::Filler | Kind::Exchange | Kind::Number | Kind::Word => None,
        })
    };
    let is = match (scaled, euro, currencies().next()) {
        (true, _, _) => Some(Is::Other),
        // Both names of one currency, or of several.
        (false, false, Some(is)) => Some(if currencies().all(|other| other == is) { is } else { Is::Other }),
        // Two are compared.
        (false, true, Some(_)) => None,
        (false, _, None) => any(Kind::Share).then_some(Is::Share),
    };
    is.map(|is| Unit::new(text, is))
}

/// The unit that a title, a note or the name of a sheet says that amounts are in; `None` where it says the euro, or
/// nothing. Parts of a hundred are none.
pub(super) fn said(text: &str) -> Option<Unit> {
    if let Some(unit) = bare(text).filter(Unit::may_be_money) {
        return Some(unit);
    }
    let tokens = tokens(text);
    let at = |place: Option<usize>| place.and_then(|place| tokens.get(place));
    let is =
        |place: Option<usize>, wanted: &[Kind]| at(place).is_some_and(|token| wanted.contains(&token.is));
    let money = |place: Option<usize>| {
        at(place).is_some_and(|t| matches!(t.is, Kind::Euro | Kind::Currency(_) | Kind::Ambiguous))
    };
    let mentions = |kind: Kind| tokens.iter().any(|token| token.is == kind);
    // Where the euro or a rate of exchange is spoken of, another currency may be beside it.
    let compared = mentions(Kind::Euro) || mentions(Kind::Exchange);
    tokens.iter().enumerate().find_map(|(place, token)| {
        let (before, after) = (place.checked_sub(1), place.checked_add(1));
        let earlier = before.and_then(|place| place.checked_sub(1));
        let counted = is(before, &[Kind::Number]);
        let within = is(before, &[Kind::In])
            || (is(before, &[Kind::Scaled, Kind::Scale, Kind::Filler, Kind::Number])
                && is(earlier, &[Kind::In]));
        let is = match token.is {
            Kind::Currency(code) => {
                // In small letters a code may be a name.
                let plain = token.text.chars().all(|c| !c.is_lowercase()) || token.text.chars().count() != 3;
                (within || (plain && !compared)).then_some(Is::Currency(code))
            }
            Kind::Ambiguous => {
                let sign = token.text.chars().any(is_foreign_sign);
                (sign && (within || !compared)).then_some(Is::Other)
            }
            Kind::Scaled => {
                let one = SCALED_EURO.contains(&key(token.text).as_str());
                (one || (!counted && (within || money(before) || money(after)))).then_some(Is::Other)
            }
            Kind::Scale => (!counted && money(after)).then_some(Is::Other),
            // `EUR 000`, `in 1 000 EUR`; not EUR 750 000.
            Kind::Number => {
                let one = at(before).is_some_and(|t| t.text == "1") && is(earlier, &[Kind::In]);
                let thousand = match token.text {
                    "000" => one || !counted,
                    "1000" => is(before, &[Kind::In]),
                    _ => false,
                };
                (thousand && (money(before) || money(after) || one)).then_some(Is::Other)
            }
            Kind::Euro | Kind::Share | Kind::In | Kind::Filler | Kind::Exchange | Kind::Word => None,
        };
        is.map(|is| Unit::new(text, is))
    })
}

/// Whether a text is the euro and nothing more.
pub(super) fn is_euro(text: &str) -> bool {
    let tokens = tokens(text);
    tokens.iter().any(|token| token.is == Kind::Euro)
        && tokens.iter().all(|token| matches!(token.is, Kind::Euro | Kind::In | Kind::Filler))
}

/// What is told of a text that says another unit than the amounts have.
pub(super) fn refused(text: &str, currency: &str) -> String {
    let found = quoted(text);
    format!("found {found}; amounts are read in {currency}: convert them, and take out what says otherwise")
}

/// What a number format of a workbook shows a number as, where that is no plain number and not euro: its letters and signs,
/// in whichever of its parts. A format that divides by a thousand where it says thousands of euro shows euro.
#[cfg(feature = "tables")]
pub(super) fn shown(code: &str, id: Option<u32>) -> Option<Unit> {
    // Without a format of its own, whoever opens the file sees the currency of the own computer.
    let built_in = matches!(id, Some(5..=8 | 42 | 44)) && !code.contains(['"', '[', '\\', '€']);
    if built_in {
        return Some(Unit::new("the currency of the computer that opens it", Is::Other));
    }
    let (mut parts, mut part, mut divided) = (Vec::new(), Part::default(), 0u32);
    let mut signs = code.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' => part.literal.extend(signs.by_ref().take_while(|c| *c != '"')),
            '\\' => part.literal.extend(signs.next()),
            // A width, and a sign that fills.
            '_' | '*' => {
                let _ = signs.next();
            }
            '[' => {
                let within: String = signs.by_ref().take_while(|c| *c != ']').collect();
                // A currency stands behind a `$`, before its language; a colour or condition says nothing.
                if let Some(currency) = within.strip_prefix('$') {
                    part.literal
                        .push_str(currency.rsplit_once('-').map_or(currency, |(currency, _)| currency));
                }
            }
            ';' => parts.push(std::mem::take(&mut part)),
            // A comma that no digit follows divides by a thousand.
            ',' if parts.is_empty() && !matches!(signs.peek(), Some('0' | '#' | '?')) => {
                divided = divided.saturating_add(1);
            }
            '0' | '#' | '?' => part.digits = true,
            c if c == '€' || is_foreign_sign(c) || is_share_sign(c) => part.literal.push(c),
            c if c.is_alphabetic() => part.letters.push(c),
            _ => part.letters.push(' '),
        }
    }
    parts.push(part);
    parts.iter().find_map(|part| {
        // `General` has no digits of its own; a part without any shows its text in the number's place.
        if !part.digits && !part.letters.contains("General") {
            return None;
        }
        let unquoted = part
            .letters
            .split_whitespace()
            .find(|word| matches!(kind(word), Kind::Currency(_) | Kind::Ambiguous | Kind::Scaled));
        let text = unquoted.unwrap_or(part.literal.trim());
        let says = text.chars().any(|c| c.is_alphanumeric() || is_foreign_sign(c) || is_share_sign(c));
        let thousands = matches!(key(text).as_str(), "keur" | "teur" | "k" | "t" | "tsd" | "tsdeur" | "ke");
        if !says || is_euro(text) || (thousands && divided == 1 && !text.chars().any(is_foreign_sign)) {
            return None;
        }
        Some(bare(text).unwrap_or_else(|| Unit::new(text, Is::Other)))
    })
}

/// A part of a number format.
#[cfg(feature = "tables")]
#[derive(Default)]
struct Part {
    /// What it shows beside the number.
    literal: String,
    /// Letters without quotation marks.
    letters: String,
    /// Whether it shows digits.
    digits: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_another_unit_is_told_from_one_that_mentions_it() {
        for text in [
            "Budget, all amounts in PLN",
            "Amounts in thousands of euro",
            "in 1 000 EUR",
            "in 1000 EUR",
            "EUR '000",
            "kEUR",
            "k€",
            "T€",
            "PLN",
            "zł",
            "in zł",
            "Budget_PLN",
            "Budget in US$",
            "£",
            "EUR thousand",
            "w tys. zł",
            "Beträge in TEUR",
            "costs in PLN (rate 4.25)",
            "in pln",
        ] {
            assert!(said(text).is_some(), "{text}");
        }
        for text in [
            "",
            "EUR",
            "€",
            "all amounts in EUR",
            "1 EUR = 4.25 PLN",
            "EUR/PLN",
            "Exchange rate PLN: 4.25",
            "Converted from PLN into EUR",
            "Detailed budget",
            "EUR 750 000",
            "EUR 1 000",
            "1 000 EUR",
            "1 000",
            "Requested: 1.2 million EUR",
            "27 k€",
            "Funding rate: 90 %",
            "%",
            "Thousand Welcomes, detailed budget",
            "Ron and partners",
            "Project Try 2",
            "x",
            "Bezirk Franken",
        ] {
            assert!(said(text).is_none(), "{text}: {:?}", said(text));
        }
        for (text, is) in [
            ("PLN", Some(Is::Currency("PLN"))),
            ("PLN (zł)", Some(Is::Currency("PLN"))),
            ("$", Some(Is::Currency("USD"))),
            ("kr", Some(Is::Other)),
            ("thousands", Some(Is::Other)),
            ("%", Some(Is::Share)),
            ("per cent", Some(Is::Share)),
            ("90 %", None),
            ("salaries in PLN", None),
            ("EUR", None),
        ] {
            assert_eq!(bare(text).map(|unit| unit.is), is, "{text}");
        }
        assert!(is_euro("EUR") && is_euro("in €") && !is_euro("kEUR") && !is_euro("EUR/PLN"));
    }

    #[test]
    fn headings_are_told_without_their_unit() {
        for (heading, rest) in
            [("E %", "E"), ("requested in %", "requested"), ("E per cent", "E"), ("A.1 ($)", "A 1")]
        {
            assert_eq!(without(heading), rest);
        }
        assert!(of_shares("requested (%)") && of_shares("E per cent") && !of_shares("E (€)"));
        assert_eq!((signs("A.1 (€)"), signs("A.1 £ %")), (String::new(), "£%".to_owned()));
    }

    #[cfg(feature = "tables")]
    #[test]
    fn a_number_format_says_what_a_number_is_shown_as() {
        for (code, is) in [
            ("#,##0.00 [$zł-415]", Some(Is::Currency("PLN"))),
            ("[$£-809]#,##0.00", Some(Is::Currency("GBP"))),
            ("[$$-409]#,##0.00", Some(Is::Currency("USD"))),
            ("#,##0.00 \"PLN\"", Some(Is::Currency("PLN"))),
            ("#,##0.00 PLN", Some(Is::Currency("PLN"))),
            ("#,##0 \"kEUR\"", Some(Is::Other)),
            ("\"TEUR\" #,##0", Some(Is::Other)),
            ("0\" days\"", Some(Is::Other)),
            ("0%", Some(Is::Share)),
            ("0\"%\"", Some(Is::Share)),
            ("#,##0\\ \\k\\r", Some(Is::Other)),
            ("General", None),
            ("0.00E+00", None),
            ("#,##0,", None),
            ("#,##0, \"k€\"", None),
            ("[$€-2] #,##0.00", None),
            ("_-* #,##0.00 \"€\"_-;-* #,##0.00 \"€\"_-", None),
            ("#,##0.00;[Red]-#,##0.00;\"nil\"", None),
            ("000\" \"000\" \"000", None),
            ("[$-409]#,##0", None),
            ("\"EUR\" #,##0", None),
        ] {
            assert_eq!(shown(code, Some(164)).map(|unit| unit.is), is, "{code}");
        }
        assert!(shown("_($* #,##0.00_)", Some(44)).is_some(), "the currency of whoever opens it");
        assert!(shown("_-* #,##0.00 \"€\"_-", Some(44)).is_none());
        assert!(shown("General", Some(7)).is_some());
    }
}
