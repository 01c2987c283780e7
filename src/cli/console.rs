//! Results go to standard output; everything else, in colour where that is wanted, to standard
//! error.

use super::Color;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use std::borrow::Cow;
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
            let _ = anstream::stderr().write_all(harmless(text).as_bytes());
        }
    }
}

fn say(word: &str, style: Style, message: &str) {
    // When standard error is closed there is nobody to tell.
    let message = harmless(message);
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

/// Whoever read standard output has closed it, as `head` does: there is nothing more to do.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads standard output any more")]
pub struct ReaderGone;

/// Writes a result to standard output: its very bytes, to a file or another program. On a terminal,
/// which would obey some of them, as [`harmless`] shows them. A reader that closes the pipe early, as
/// `head` does, has what it wanted.
///
/// # Errors
///
/// When standard output cannot be written for another reason.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    match print_more(bytes) {
        Err(error) if error.is::<ReaderGone>() => Ok(()),
        done => done,
    }
}

/// Writes a text for people to standard output, wherever that goes as [`harmless`] shows it.
///
/// # Errors
///
/// As [`print`].
pub fn print_text(text: &str) -> anyhow::Result<()> {
    print(harmless(text).as_bytes())
}

/// Writes a part of a long result, as [`print`] does.
///
/// # Errors
///
/// [`ReaderGone`], where there is no point in going on; or when standard output cannot be written for
/// another reason.
pub fn print_more(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let shown;
    let bytes = if out.is_terminal() {
        shown = harmless(&String::from_utf8_lossy(bytes)).into_owned();
        shown.as_bytes()
    } else {
        bytes
    };
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(ReaderGone.into()),
        Err(error) => Err(anyhow::Error::new(error).context("standard output cannot be written")),
    }
}

/// A text that no terminal obeys: names of files and words of letters may hold escape codes, and
/// characters that turn the order of others round (<https://www.unicode.org/reports/tr9/>). The
/// former show as signs (`␛`), the latter as `�`; ends of lines and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let obeyed = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('�'),
        0x7f => '␡',
        _ => '�',
    };
    let shown = text.chars().map(|c| if obeyed(c) { sign(c) } else { c });
    Cow::Owned(shown.collect())
}

/// Characters that fit on a line of the terminal; 100 where there is none.
pub fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(width, _)| width.0.clamp(60, 160))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_terminal_obeys_a_letter() {
        let shown = harmless("a\u{1b}[2J\u{9b}1m\u{7}\r\u{202e}b\u{7f}\n\tc");
        assert_eq!(shown, "a␛[2J�1m␇␍�b␡\n\tc");
        assert_eq!(
            harmless("Drie “vragen”, één antwoord\n"),
            "Drie “vragen”, één antwoord\n"
        );
    }
}
