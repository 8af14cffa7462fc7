//! A page as one HTML file: no script, nothing loaded from elsewhere, fit for print.

use std::fmt::Write as _;

use super::page::{Marks, Page, Tone};
use super::picture::{Member, escaped, svg};

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;color:#1a1c1e;background:#fff;max-width:46rem;margin:1.5rem auto;padding:0 1rem}\
header{border-left:.5rem solid var(--c);padding:.1rem 1rem}h1{margin:0;font-size:1.5rem;color:var(--c)}\
h2{font-size:1.05rem;margin:1.4rem 0 .3rem}.about{margin:.2rem 0}.trust,.sources{color:#40464f;font-size:.9rem}\
ol,ul{margin:.2rem 0;padding-left:1.4rem}li{margin:.25rem 0;overflow-wrap:anywhere}.below{color:#40464f}\
.picture{width:100%;height:auto;margin-top:1rem}sup a{color:inherit}\
.good{--c:#1b7f37}.bad{--c:#b3261e}.open{--c:#8a6100}\
@media print{body{max-width:none;margin:0}a{text-decoration:none;color:inherit}}";

/// The page as a document of its own.
pub(super) fn document(page: &Page, members: &[Member]) -> String {
    let class = match page.tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Open | Tone::Heading | Tone::Faint => "open",
    };
    let mut out = String::with_capacity(8192);
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{verdict}: {about}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header class=\"{class}\">\n<h1>{verdict}</h1>\n<p class=\"about\">{about}</p>\n",
        verdict = escaped(&page.verdict),
        about = escaped(&page.about),
    );
    for sentence in &page.trust {
        let _ = writeln!(out, "<p class=\"trust\">{}</p>", escaped(sentence));
    }
    out.push_str("</header>\n");
    if !members.is_empty() {
        out.push_str(&svg(members));
        out.push('\n');
    }
    for block in &page.blocks {
        let list = if block.marks == Marks::Numbers { "ol" } else { "ul" };
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<{list}>", escaped(&block.heading));
        for point in &block.points {
            let _ = write!(out, "<li>{}", escaped(&point.sentence));
            for number in &point.sources {
                let _ = write!(out, "<sup><a href=\"#source-{number}\">[{number}]</a></sup>");
            }
            for sentence in &point.below {
                let _ = write!(out, "<div class=\"below\">{}</div>", escaped(sentence));
            }
            out.push_str("</li>\n");
        }
        let _ = writeln!(out, "</{list}>\n</section>");
    }
    if !page.sources.is_empty() {
        out.push_str("<section class=\"sources\">\n<h2>Sources</h2>\n<ol>\n");
        for (number, source) in (1..).zip(&page.sources) {
            let _ = writeln!(out, "<li id=\"source-{number}\">{}</li>", escaped(source));
        }
        out.push_str("</ol>\n</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}
