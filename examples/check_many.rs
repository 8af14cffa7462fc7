//! Checks proposals, one a line on standard input, and prints one report a line, in order.
//!
//! `cargo run --example check_many < examples/data/many.ndjson`

mod cli;
#[path = "cli/input.rs"]
mod input;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;
use std::thread;

use amif::{Instant, Proposal};

/// Reports on proposals, one a line.
///
/// A line that cannot be used gives {"line":N,"error":"..."}, and the run goes on. Exit code: 0, or 3 if a line
/// was unusable.
#[derive(clap::Parser)]
#[command(name = "check_many")]
struct Arguments {
    /// A call in the format amif-call/1
    #[arg(long, value_name = "FILE", conflicts_with = "topic")]
    call: Option<PathBuf>,
    /// A topic of the catalogue
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// What was known when; a date alone means its start in Brussels [default: the submission]
    #[arg(long, value_name = "TIME", value_parser = input::instant)]
    as_of: Option<Instant>,
    /// How many lines to check at a time
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u8).range(1..))]
    jobs: u8,
    /// Print the verdict with what is not met, conditional or unknown only, in the format amif-findings/1
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// What to print; there is one format, a report a line
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Only {
    Failing,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
}

/// Longer lines are errors and are not held in memory.
const LINE_LIMIT: usize = 16 * 1024 * 1024;
/// Lines handed to a worker at once.
const BATCH: usize = 64;
/// No more bytes than this are handed to a worker at once, save by a single line.
const BATCH_BYTES: usize = 1024 * 1024;

/// Lines with their numbers.
type Batch = Vec<(u64, Line)>;

enum Line {
    Text(Vec<u8>),
    TooLong,
}

/// What a batch of lines came to.
struct Done {
    output: Vec<u8>,
    lines: u64,
    unusable: bool,
}

struct Job {
    chosen: input::Chosen,
    as_of: Option<Instant>,
    only: Option<Only>,
}

impl Job {
    fn batch(&self, batch: &Batch) -> Done {
        let mut done = Done { output: Vec::new(), lines: batch.len() as u64, unusable: false };
        for (number, line) in batch {
            let start = done.output.len();
            if let Err(error) = self.line(line, &mut done.output) {
                done.output.truncate(start);
                done.unusable = true;
                let error = serde_json::Value::from(error);
                done.output.extend_from_slice(format!("{{\"line\":{number},\"error\":{error}}}").as_bytes());
            }
            done.output.push(b'\n');
        }
        done
    }

    fn line(&self, line: &Line, output: &mut Vec<u8>) -> Result<(), String> {
        let Line::Text(bytes) = line else {
            return Err(format!("the line is longer than {} MiB", LINE_LIMIT >> 20));
        };
        let proposal = Proposal::from_json_bytes(bytes).map_err(|e| {
            let problems = e.to_string();
            // Each line is a document of its own, whose number stands beside.
            let plain = problems.lines().map(|problem| problem.strip_prefix("line 1, ").unwrap_or(problem));
            plain.collect::<Vec<_>>().join("\n")
        })?;
        let call = self.chosen.call(proposal.topic.as_ref())?;
        let as_of = input::as_of(self.as_of, &proposal)?;
        match self.only {
            Some(Only::Failing) => serde_json::to_writer(output, &proposal.findings(call, as_of)),
            None => serde_json::to_writer(output, &proposal.check(call, as_of)),
        }
        .map_err(|e| e.to_string())
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) | Err(code) => code,
    }
}

fn run() -> Result<ExitCode, ExitCode> {
    let arguments: Arguments = cli::arguments()?;
    let Format::Json = arguments.format;
    let chosen =
        input::Chosen::load(arguments.call.as_deref(), arguments.topic.as_deref()).map_err(cli::unusable)?;
    let job = Job { chosen, as_of: arguments.as_of, only: arguments.only };
    let result = match arguments.jobs {
        1 => in_one(&job),
        jobs => in_parallel(&job, jobs.into()),
    };
    match result {
        Ok(unusable) => Ok(ExitCode::from(if unusable { cli::UNUSABLE } else { 0 })),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(cli::unusable(error)),
    }
}

/// Reads, checks and writes in turn.
fn in_one(job: &Job) -> io::Result<bool> {
    let mut lines = Lines::new(BufReader::with_capacity(1 << 16, io::stdin()));
    let mut output = Output::new();
    while let Some(batch) = lines.batch()? {
        output.write(&job.batch(&batch))?;
    }
    output.finish()
}

/// So many batches for each worker may be on their way between reader and writer.
const ON_THE_WAY: usize = 4;

/// A reader, some workers, and a writer that puts batches back in order. Whoever is free takes the next batch, since some are
/// small; the reader reads no further than a few batches ahead of the writer.
fn in_parallel(job: &Job, jobs: usize) -> io::Result<bool> {
    let room = jobs.saturating_mul(ON_THE_WAY);
    let (to_workers, work) = sync_channel::<(u64, Batch)>(room);
    let (done, from_workers) = sync_channel::<(u64, Done)>(room);
    let (written, permits) = sync_channel::<()>(room);
    for _ in 0..room {
        let _room_for_all = written.try_send(());
    }
    let work = Mutex::new(work);
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (done, work) = (done.clone(), &work);
            scope.spawn(move || {
                loop {
                    let next = work.lock().map(|work| work.recv());
                    let Ok(Ok((number, batch))) = next else { break };
                    if done.send((number, job.batch(&batch))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let reader = scope.spawn(move || -> io::Result<()> {
            let mut lines = Lines::new(BufReader::with_capacity(1 << 16, io::stdin()));
            for number in 0u64.. {
                let Some(batch) = lines.batch()? else { break };
                if permits.recv().is_err() || to_workers.send((number, batch)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        // Gone where writing fails, so that the reader stops.
        let written = written;
        let (mut output, mut waiting, mut next) = (Output::new(), BTreeMap::new(), 0u64);
        for (number, done) in from_workers {
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&next) {
                output.write(&done)?;
                next = next.saturating_add(1);
                // A reader that has come to the end wants no more of them.
                let _no_reader = written.try_send(());
            }
        }
        reader.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread stopped")))?;
        output.finish()
    })
}

/// Lines of the input, numbered from 1, blank ones skipped.
struct Lines<R> {
    input: BufReader<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    fn new(input: BufReader<R>) -> Self {
        Lines { input, number: 0 }
    }

    fn batch(&mut self) -> io::Result<Option<Batch>> {
        let mut batch = Batch::new();
        let mut bytes = 0usize;
        // What is there is answered before more is waited for.
        while batch.len() < BATCH
            && bytes < BATCH_BYTES
            && (batch.is_empty() || self.input.buffer().contains(&b'\n'))
        {
            let Some(line) = self.line()? else { break };
            self.number = self.number.saturating_add(1);
            match line {
                Line::Text(text) if text.trim_ascii().is_empty() => {}
                line => {
                    let size = if let Line::Text(text) = &line { text.len() } else { 0 };
                    bytes = bytes.saturating_add(size);
                    batch.push((self.number, line));
                }
            }
        }
        Ok((!batch.is_empty()).then_some(batch))
    }

    /// One line without its end; what is beyond the limit is read and dropped.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut text = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|b| *b == b'\n');
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            if !too_long && text.len().saturating_add(part.len()) > LINE_LIMIT {
                too_long = true;
                text = Vec::new();
            }
            if !too_long {
                text.extend_from_slice(part);
            }
            let used = part.len().saturating_add(usize::from(end.is_some()));
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, too_long) {
            (false, _) => None,
            (true, true) => Some(Line::TooLong),
            (true, false) => Some(Line::Text(text)),
        })
    }
}

/// Standard output, and progress on standard error where that is a terminal.
struct Output {
    out: BufWriter<io::StdoutLock<'static>>,
    progress: indicatif::ProgressBar,
    unusable: bool,
}

impl Output {
    fn new() -> Self {
        let progress = if io::stderr().is_terminal() {
            indicatif::ProgressBar::new_spinner()
        } else {
            indicatif::ProgressBar::hidden()
        };
        Output { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), progress, unusable: false }
    }

    fn write(&mut self, done: &Done) -> io::Result<()> {
        self.unusable |= done.unusable;
        self.progress.inc(done.lines);
        self.out.write_all(&done.output)?;
        self.out.flush()
    }

    fn finish(mut self) -> io::Result<bool> {
        self.progress.finish_and_clear();
        self.out.flush()?;
        Ok(self.unusable)
    }
}
