//! Text becomes a letter.
//!
//! The steps, each in a file of its own: furniture off (`furniture`), one-line letters unfolded
//! (`oneline`), lines that were run together opened (`seam`), broken and glued words mended (`mend`), footnotes taken out (`notes`, `marks`),
//! questions and answers divided (`heads`, `outline`), lines joined (`flow`), all of it set as one
//! text with spans (`build`), and in that text the heading (`heading`) and the references between
//! questions (`refer`) read.

use crate::{span::Span, text::Place};
use jiff::civil::Date;

mod build;
mod common;
mod dates;
mod flow;
mod front;
mod furniture;
mod heading;
mod heads;
mod marks;
mod mend;
mod notes;
mod oneline;
mod outline;
mod pairs;
mod refer;
mod row;
mod seam;
mod words;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// Questions with their answers.
    Answers,
    /// Questions only.
    Questions,
    /// Questions whose answer is put off, or was given elsewhere ("Mededeling").
    Postponed,
    /// No questions at all.
    Other,
}

/// What a part of a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartKind {
    /// Everything before the first question that is not one of the next two.
    Heading,
    /// The running text of the cover letter.
    Cover,
    /// Offices and names under the cover letter.
    Signature,
    /// A question; the number is an index into [`Letter::questions`].
    Question,
    /// An answer, of one question or of several at once.
    Answer,
    /// The body of a footnote; an index into [`Letter::notes`] stands in [`Part::note`].
    Note,
    /// What follows the last answer ("Toelichting").
    Closing,
}

/// A stretch of the letter's text. Parts stand in order and never overlap.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its bytes in [`Letter::text`]. Paragraphs within it are separated by `\n`.
    pub span: Span,
    /// Indices into [`Letter::questions`]: the question itself, the questions that an answer
    /// answers, the questions that cite a footnote. Empty for the cover letter and headings.
    pub questions: Vec<usize>,
    /// For [`PartKind::Note`], an index into [`Letter::notes`].
    pub note: Option<usize>,
}

/// A member who asks.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The name as it stands in the heading: "Van der Lee".
    pub name: Span,
    /// The party, as it stands there: "GroenLinks-PvdA".
    pub party: Option<Span>,
}

/// Who answers, or is addressed.
#[derive(Debug, Clone)]
pub struct Official {
    /// The person: "Van Weel", "Mariëlle Paul".
    pub person: Option<Span>,
    /// The office as written: "staatssecretaris van Onderwijs, Cultuur en Wetenschap",
    /// or, in "Minister Van Weel (Justitie en Veiligheid)", the word "Minister".
    pub office: Option<Span>,
    /// The portfolio where it stands apart from the office: "Justitie en Veiligheid",
    /// "Herstel Groningen, Koninkrijksrelaties en Digitalisering".
    pub portfolio: Option<Span>,
    /// Answers through another: "mede namens".
    pub on_behalf: bool,
}

/// One numbered question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its number as printed (or as counted, where it has none), from 1. Unique in its letter: a
    /// number that is printed twice by mistake is counted on, with a warning.
    pub number: u32,
    /// Its text, without the number; shared by questions under one head whose texts cannot be told
    /// apart. May be empty.
    pub text: Span,
    /// Its answer, without the head; shared by questions that are answered together.
    pub answer: Option<Span>,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its mark as printed: "4", "1)".
    pub mark: String,
    /// Its body in [`Letter::text`], without the mark; `None` where the source lost it.
    pub body: Option<Span>,
    /// Where it is cited: byte offset in [`Letter::text`] just past the word that bore the mark.
    pub cited_at: Option<usize>,
    /// Indices into [`Letter::questions`] of the questions that cite it, in question or answer.
    pub cited_by: Vec<usize>,
}

/// The structure of one letter. All spans are bytes of [`Letter::text`].
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its name in files and IRIs: the Z-number, else `ah-tk-…`, else the source's id.
    pub id: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// The letter's text, made whole: furniture gone, lines joined into paragraphs (one a line),
    /// hyphenation undone, footnote marks taken out, footnote bodies after the running text.
    /// Heads of questions and answers stand in it as printed, outside of all parts.
    pub text: String,
    /// What it is.
    pub kind: LetterKind,
    /// What it is about: the subject line or the "over …" of the title.
    pub subject: Option<Span>,
    /// Number of the questions: "2025Z08286".
    pub z_number: Option<String>,
    /// Number in the Aanhangsel with its year: ("2023-2024", "2367").
    pub aanhangsel: Option<(String, String)>,
    /// When the questions were sent in.
    pub asked_on: Option<Date>,
    /// When they were answered: "ontvangen …", or the letter's date.
    pub answered_on: Option<Date>,
    /// Who asks.
    pub askers: Vec<Asker>,
    /// To whom the questions were put.
    pub addressees: Vec<Official>,
    /// Who answers.
    pub answerers: Vec<Official>,
    /// All parts in the order of the text.
    pub parts: Vec<Part>,
    /// The questions in the order in which they stand, which need not be that of their numbers.
    pub questions: Vec<Question>,
    /// Where one question sends the reader to another, sorted.
    pub referrals: Vec<Referral>,
    /// The footnotes.
    pub notes: Vec<Note>,
    /// Start of a stretch of `text` (bytes) and where it stood in the source; sorted.
    pub origins: Vec<(usize, Place)>,
    /// What a reader should know.
    pub warnings: Vec<String>,
}

/// An answer that sends the reader to another question of the same letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Referral {
    /// Index of the question in whose answer (or text) it stands.
    pub from: usize,
    /// Index of the question it refers to.
    pub to: usize,
    /// The words that refer.
    pub span: Span,
}

impl Letter {
    /// Finds the structure of a text. Never fails: what is not there is left empty, with a warning.
    ///
    /// # Examples
    /// ```
    /// use kamergraph::{letter::Letter, source::Source, text::Text};
    ///
    /// let source = Source::memory("brief", "Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n".as_bytes().to_vec())?;
    /// let letter = Letter::read(&Text::read(&source)?, &source);
    /// assert_eq!(letter.questions[0].text.of(&letter.text), "Klopt dit?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(text: &crate::text::Text, source: &crate::source::Source) -> Self {
        build::letter(text, source)
    }

    /// Where a byte of [`Letter::text`] stood in the source; `None` before the first known place.
    ///
    /// # Complexity
    /// Logarithmic in the number of source lines.
    pub fn place(&self, offset: usize) -> Option<Place> {
        let after = self.origins.partition_point(|(at, _)| *at <= offset);
        after
            .checked_sub(1)
            .and_then(|i| self.origins.get(i))
            .map(|(_, place)| *place)
            .filter(|place| *place != Place::default())
    }
}
