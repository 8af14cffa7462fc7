//! What the example programs that check proposals share: reading files, choosing call and date.

use std::fmt::Display;
use std::io::{self, Read};
use std::path::Path;

use amif::{Call, Instant, Proposal, TopicId, catalogue};

/// Inputs larger than this are refused; the largest real proposal is a thousandth of it.
pub(crate) const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads a whole file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    read_up_to(path, LIMIT)
}

/// Reads a whole file up to a limit of its own.
pub(crate) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
    };
    let name = display(path);
    match read {
        Err(error) => Err(format!("{name}: {error}")),
        Ok(size) if size as u64 > limit => Err(format!("{name}: larger than {} MiB", limit >> 20)),
        Ok(_) => Ok(bytes),
    }
}

/// The name of an input in messages.
pub(crate) fn display(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Puts the name of the file before every line of a message.
pub(crate) fn in_file(path: &Path, message: impl Display) -> String {
    let name = display(path);
    message.to_string().lines().map(|line| format!("{name}: {line}")).collect::<Vec<_>>().join("\n")
}

/// The call that the command line names, before any proposal is read.
pub(crate) enum Chosen {
    /// Read from a file.
    File(Box<Call>),
    /// From the catalogue.
    Shipped(&'static Call),
    /// Each proposal names its own topic.
    Stated,
}

impl Chosen {
    /// Loads the call of `--call` or `--topic`.
    pub(crate) fn load(file: Option<&Path>, topic: Option<&str>) -> Result<Self, String> {
        match (file, topic) {
            (Some(path), _) => {
                let call = Call::from_json_bytes(&read(path)?).map_err(|e| in_file(path, e))?;
                Ok(Chosen::File(Box::new(call)))
            }
            (None, Some(topic)) => catalogue::topic(topic).map(Chosen::Shipped).map_err(|e| {
                let all: Vec<&str> = catalogue::topics().collect();
                format!(
                    "--topic: {e}; a call of your own is read with --call. The catalogue has {}",
                    all.join(", ")
                )
            }),
            (None, None) => Ok(Chosen::Stated),
        }
    }

    /// The call for a proposal. A topic that it states must be the call's.
    pub(crate) fn call<'a>(&'a self, stated: Option<&TopicId>) -> Result<&'a Call, String> {
        let call: &Call = match self {
            Chosen::File(call) => call,
            Chosen::Shipped(call) => call,
            Chosen::Stated => {
                let topic = stated.ok_or(
                    "/topic: no topic is stated; state it in the proposal, or name one with --topic or --call",
                )?;
                return catalogue::topic(topic.as_str()).map_err(|e| format!("/topic: {e}"));
            }
        };
        match stated {
            Some(topic) if topic != call.topic() => Err(format!(
                "/topic: found the topic {topic}, but the call chosen on the command line is {}",
                call.topic()
            )),
            _ => Ok(call),
        }
    }
}

/// The instant that selects what was known: the command line's, else that of the submission.
pub(crate) fn as_of(given: Option<Instant>, proposal: &Proposal) -> Result<Instant, String> {
    given.or(proposal.submitted_at).ok_or_else(|| {
        "/submitted_at: not stated; give the date to look at it with --as-of, such as --as-of 2024-08-20"
            .to_owned()
    })
}

/// Reads the argument of `--as-of`.
pub(crate) fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse_or_date(text).map_err(|e| format!("{e}; a date alone such as \"2024-08-20\" will do"))
}
