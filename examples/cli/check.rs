//! What the example programs that look at one proposal share: arguments and loading.

use std::path::PathBuf;
use std::process::ExitCode;

use amif::{Call, Instant, Proposal};

use crate::{cli, input, output, sheet};

/// What to check, against what, and how to print it.
#[derive(clap::Args)]
pub(crate) struct Given<F: clap::ValueEnum + Clone + Send + Sync + 'static = output::Format> {
    /// A call in the format amif-call/1
    #[arg(long, value_name = "FILE", conflicts_with = "topic")]
    call: Option<PathBuf>,
    /// A topic of the catalogue
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// What was known when; a date alone means its start in Brussels [default: the submission]
    #[arg(long, value_name = "TIME", value_parser = input::instant)]
    as_of: Option<Instant>,
    /// Answer an open question of the call, or suppose a condition that it does not state, such as
    /// minimum_applicants=3, grant=500000..1000000, duration=24; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    assume: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: F,
    #[command(flatten)]
    layout: sheet::Layout,
    /// A proposal in the format amif-proposal/1, or a sheet of partners (CSV, XLSX, an export of CORDIS or the portal);
    /// - for standard input
    file: PathBuf,
}

/// A proposal with the call and the instant to check it at.
pub(crate) struct Loaded {
    pub(crate) proposal: Proposal,
    pub(crate) call: Call,
    pub(crate) as_of: Instant,
}

impl<F: clap::ValueEnum + Clone + Send + Sync + 'static> Given<F> {
    /// Reads everything that the arguments name.
    pub(crate) fn load(&self) -> Result<Loaded, ExitCode> {
        let chosen =
            input::Chosen::load(self.call.as_deref(), self.topic.as_deref()).map_err(cli::unusable)?;
        let proposal = self.layout.proposal(&self.file)?;
        let mut call = chosen.call(proposal.topic.as_ref()).map_err(|e| self.unusable(e))?.clone();
        let names = self.assume.iter().map(|text| text.split('=').next().unwrap_or_default().trim());
        if let Some(name) = sheet::given_twice(names) {
            return Err(cli::unusable(format!("--assume {name} is given twice; it has one answer")));
        }
        for assumption in &self.assume {
            call = call
                .assume_text(assumption)
                .map_err(|e| cli::unusable(format!("--assume {assumption}: {e}")))?;
        }
        let as_of = input::as_of(self.as_of, &proposal).map_err(|e| self.unusable(e))?;
        Ok(Loaded { proposal, call, as_of })
    }

    /// Says what is wrong with the file.
    pub(crate) fn unusable(&self, message: String) -> ExitCode {
        cli::unusable(input::in_file(&self.file, message))
    }
}
