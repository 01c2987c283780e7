//! Results go to standard output; everything else, in colour where that is wanted, to standard
//! error.

use super::Color;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal as _, Write as _};

/// Where messages go, and whether they go at all.
#[derive(Debug)]
pub struct Console {
    quiet: bool,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default();

impl Console {
    /// A console that keeps to the user's choice of colours.
    pub fn new(color: Color, quiet: bool) -> Self {
        match color {
            Color::Auto => {}
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
        Self { quiet }
    }

    /// Whether only errors are to be shown.
    pub const fn quiet(&self) -> bool {
        self.quiet
    }

    /// What went wrong.
    #[allow(
        clippy::unused_self,
        reason = "a console is asked for all of them alike"
    )]
    pub fn error(&self, message: &str) {
        say("error", ERROR, message);
    }

    /// What may be wrong.
    pub fn warning(&self, message: &str) {
        if !self.quiet {
            say("warning", WARNING, message);
        }
    }

    /// What is good to know.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            say("note", NOTE, message);
        }
    }

    /// A bar that shows on standard error how many of the letters are read; one that shows nothing
    /// where no person looks on, or there is nothing to wait for.
    pub fn progress(&self, letters: usize) -> ProgressBar {
        if self.quiet || letters < 2 || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(letters as u64);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len} letters") {
            bar.set_style(style);
        }
        bar
    }

    /// The same where nobody knows how many letters, or whatever it is, will come.
    pub fn counter(&self, what: &str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let counter = ProgressBar::new_spinner();
        let template = format!("{{pos}} {what}, {{per_sec}}, {{elapsed}}");
        let style = ProgressStyle::with_template(&template);
        if let Ok(style) = style {
            counter.set_style(style);
        }
        counter
    }

    /// Text on standard error as it is.
    pub fn aside(&self, text: &str) {
        if !self.quiet {
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
    }
}

fn say(word: &str, style: Style, message: &str) {
    // When standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{style}{word}:{style:#} {message}");
}

/// An error with its causes, none of them twice: many an error's own text ends in its cause.
pub fn told(error: &anyhow::Error) -> String {
    let mut out = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !out.contains(&cause) {
            out.push_str(": ");
            out.push_str(&cause);
        }
    }
    out
}

/// Writes a result to standard output. A reader that closes the pipe early, as `head` does, has
/// what it wanted.
///
/// # Errors
///
/// When standard output cannot be written for another reason.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("standard output cannot be written"))
        }
        _ => Ok(()),
    }
}

/// Characters that fit on a line of the terminal; 100 where there is none.
pub fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(width, _)| width.0.clamp(60, 160))
}
