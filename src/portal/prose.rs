//! The portal's prose: HTML fragments that are no well-formed markup, as plain lines.

/// A text on one line: entities decoded, white space of any kind as single blanks.
pub(super) fn line(text: &str) -> String {
    html_escape::decode_html_entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of an HTML fragment without its tags, in order; blank lines are left out.
///
/// A tag of a block ends a line, any other tag is dropped. A `<` that begins no tag is kept as it is written,
/// and so is one that is never closed.
pub(super) fn lines(html: &str) -> Vec<String> {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        match after.split_once('>').filter(|_| is_tag) {
            Some((tag, after)) => {
                if ends_a_line(tag) {
                    plain.push('\n');
                }
                rest = after;
            }
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.split('\n').map(line).filter(|line| !line.is_empty()).collect()
}

/// Whether a tag, such as `p class="x"` or `/li`, stands at the end or the beginning of a line.
fn ends_a_line(tag: &str) -> bool {
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    const BLOCKS: [&str; 18] = [
        "p", "div", "br", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section",
        "hr", "dt", "dd",
    ];
    BLOCKS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_entities_are_decoded() {
        let html = "<p>1. Who:&nbsp;<b>legal</b> entities</p><ul><li>a &amp; b</li><LI>c&#39;s</LI></ul>\n\n<br/>end";
        assert_eq!(lines(html), ["1. Who: legal entities", "a & b", "c's", "end"]);
    }

    #[test]
    fn a_sign_that_begins_no_tag_is_text() {
        assert_eq!(lines("at most < 3 and > 1"), ["at most < 3 and > 1"]);
        assert_eq!(lines("<p>never closed <b"), ["never closed <b"]);
        assert_eq!(lines("<"), ["<"]);
        assert_eq!(lines(""), Vec::<String>::new());
    }

    #[test]
    fn what_an_entity_hides_does_not_become_a_tag() {
        assert_eq!(lines("&lt;script&gt;x&lt;/script&gt;"), ["<script>x</script>"]);
    }
}
