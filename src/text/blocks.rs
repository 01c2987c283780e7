//! Paragraphs out of marked-up text, shared by the readers of web pages and official publications.
//!
//! Both mark questions and answers as sections of their own and leave it to the page to number
//! them, or put the number apart. Here each section gets its head back on a line of its own, as it
//! is printed.

use super::{LineKind, Lines, NOTE_CLOSE, NOTE_OPEN, Place, plain};

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A question, or several under one head.
    Question,
    /// An answer.
    Answer,
    /// What stands in place of answers, or after them.
    Remark,
}

/// A section that is open.
#[derive(Debug)]
struct Open {
    section: Section,
    /// It has its head.
    headed: bool,
}

/// A footnote that is open.
#[derive(Debug, Default)]
struct Note {
    mark: String,
    /// Its words so far are its mark.
    marking: bool,
    line: u32,
    words: String,
}

/// Gathers words into paragraphs.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    lines: Lines,
    /// The paragraph so far: its lines, broken by hand.
    broken: Vec<String>,
    words: String,
    /// Where its label ends in its words; 0 where it has none.
    label: usize,
    line: u32,
    sections: Vec<Open>,
    note: Option<Note>,
    questions: u32,
    answered: bool,
    /// What the file says of itself: the name of the fact, and a line that says it.
    facts: Vec<(String, String)>,
}

/// Adds words to others, with one blank for any number of them.
fn add(to: &mut String, words: &str) {
    if words.starts_with([',', '.', ';', ':', '?', '!', ')']) {
        // blanks that only lay the file out
        to.truncate(to.trim_end().len());
    }
    for (index, word) in words.split(char::is_whitespace).enumerate() {
        if index > 0 && !to.ends_with(' ') && !to.is_empty() {
            to.push(' ');
        }
        to.push_str(word);
    }
}

impl Blocks {
    /// Adds words that stand on this line of the source.
    pub(super) fn words(&mut self, words: &str, line: u32) {
        match &mut self.note {
            Some(note) if note.marking => add(&mut note.mark, words),
            Some(note) => add(&mut note.words, words),
            None => {
                if self.broken.is_empty() && self.words.trim().is_empty() {
                    self.line = line;
                }
                add(&mut self.words, words);
            }
        }
    }

    /// Adds raised words: the marks of notes, or the rest of `11ᵉ`.
    pub(super) fn raised(&mut self, words: &str, line: u32) {
        if self.note.is_some() || !super::cites(self.words.trim_end(), words) {
            self.words(words.trim(), line);
            return;
        }
        for mark in words.split([',', ' ', ';']).filter(|m| !m.is_empty()) {
            self.cite(mark);
        }
    }

    /// Cites a note here.
    pub(super) fn cite(&mut self, mark: &str) {
        if self.note.is_none() {
            self.words.truncate(self.words.trim_end().len());
            self.words.push(NOTE_OPEN);
            self.words.push_str(mark.trim());
            self.words.push(NOTE_CLOSE);
        }
    }

    /// Begins a paragraph with the number or sign of a list.
    pub(super) fn label(&mut self, label: &str) {
        if self.note.is_none() {
            self.words.push_str(label);
            self.label = self.words.len();
        }
    }

    /// Whether the paragraph has a label, and nothing else yet.
    pub(super) fn labelled(&self) -> bool {
        self.label > 0 && self.words.len() <= self.label && self.broken.is_empty()
    }

    /// Takes the words of the paragraph back.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.words)
    }

    /// Begins anew; gives what there was.
    pub(super) fn restart(&mut self) -> Lines {
        self.end();
        self.sections.clear();
        self.questions = 0;
        std::mem::take(&mut self.lines)
    }

    /// The words so far of the paragraph that is open.
    pub(super) fn pending(&self) -> &str {
        self.words.trim()
    }

    /// Ends the line, but not the paragraph.
    pub(super) fn line_break(&mut self) {
        if self.note.is_some() {
            self.words(" ", 0);
        } else if !self.words.trim().is_empty() {
            self.broken.push(std::mem::take(&mut self.words));
        }
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        if let Some(note) = &mut self.note {
            if !note.marking {
                add(&mut note.words, " ");
            }
            return;
        }
        if self.labelled() {
            // an item without words
            self.words.clear();
        }
        self.label = 0;
        self.line_break();
        let broken = std::mem::take(&mut self.broken);
        let Some(first) = broken.first() else { return };
        let place = Place::line(self.line);
        let first = first.trim().to_owned();
        let mut pieces: &[String] = &broken;
        if let Some(head) = self.head(&first) {
            if head.1 {
                pieces = pieces.get(1..).unwrap_or_default();
            }
            self.lines.push(&head.0, place, LineKind::Paragraph);
        }
        self.lines
            .paragraph(pieces.iter().map(String::as_str), place);
    }

    /// The head of the section that these words begin, and whether the words themselves are it.
    fn head(&mut self, words: &str) -> Option<(String, bool)> {
        let open = self.sections.last_mut().filter(|s| !s.headed)?;
        open.headed = true;
        let number = words.starts_with(|c: char| c.is_ascii_digit())
            && words.split([' ', ',', '.', '-', '–', '/']).all(|w| {
                w == "en" || w == "t" || w == "m" || w.bytes().all(|b| b.is_ascii_digit())
            });
        let own = [
            "Vra",
            "Antwoord",
            "Mededeling",
            "Toelichting",
            "VRA",
            "ANTWOORD",
            "Beantwoording",
        ]
        .iter()
        .any(|w| words.starts_with(w));
        let named = |word: &str| {
            (
                format!("{word} {}", words.trim_end_matches(['.', ')'])),
                true,
            )
        };
        match open.section {
            Section::Question => self.questions += 1,
            Section::Answer => self.answered = true,
            Section::Remark => {}
        }
        Some(match open.section {
            _ if own && words.chars().count() < 120 => return None,
            Section::Question if number => named("Vraag"),
            Section::Answer if number => named("Antwoord"),
            Section::Question => (format!("Vraag {}", self.questions), false),
            Section::Answer => ("Antwoord".to_owned(), false),
            Section::Remark if self.answered => ("Toelichting:".to_owned(), false),
            Section::Remark => ("Mededeling".to_owned(), false),
        })
    }

    /// Opens a section.
    pub(super) fn open(&mut self, section: Section) {
        self.end();
        self.sections.push(Open {
            section,
            headed: false,
        });
    }

    /// Closes the section opened last.
    pub(super) fn close(&mut self) {
        self.end();
        self.sections.pop();
    }

    /// Opens a footnote; its mark is yet to come. A footnote in a footnote is a part of it.
    pub(super) fn open_note(&mut self, line: u32) {
        if self.note.is_none() {
            self.note = Some(Note {
                line,
                ..Note::default()
            });
        }
    }

    /// What comes now is the mark of the note, until [`Self::close_mark`].
    pub(super) fn open_mark(&mut self) {
        if let Some(note) = &mut self.note {
            note.marking = note.mark.is_empty();
        }
    }

    /// The mark of the note is complete.
    pub(super) fn close_mark(&mut self) {
        if let Some(note) = &mut self.note {
            note.marking = false;
        }
    }

    /// Closes a footnote and sets its body. `here` says that it stands where it is cited.
    pub(super) fn close_note(&mut self, here: bool) {
        let Some(note) = self.note.take() else { return };
        let mark = bare(&note.mark).to_owned();
        let words = plain::clean(&note.words);
        let place = Place::line(note.line);
        if here && !mark.is_empty() {
            self.cite(&mark);
        }
        if !words.trim().is_empty() {
            let kind = if mark.is_empty() {
                LineKind::Paragraph
            } else {
                LineKind::Note(mark)
            };
            self.lines.push(words.trim(), place, kind);
        }
    }

    /// Takes down what the file says of itself, besides its text.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        let name = name.rsplit(['.', ':']).next().unwrap_or_default();
        let value = content.trim();
        let line = match name {
            "vraagnummer" if value.len() == 10 => value.to_owned(),
            "datumIndiening" => format!("(ingezonden {})", dutch_date(value).unwrap_or_default()),
            "datumOntvangst" => format!("(ontvangen {})", dutch_date(value).unwrap_or_default()),
            _ => return,
        };
        self.facts.push((name.to_owned(), line));
    }

    /// All paragraphs, and before them what the file says of itself and they do not.
    pub(super) fn finish(mut self) -> Lines {
        self.close_note(false);
        self.end();
        let mut out = Lines::default();
        for (name, line) in &self.facts {
            let said = match name.as_str() {
                "datumIndiening" => "ngezonden ",
                "datumOntvangst" => "ntvangen ",
                _ => line,
            };
            if !self.lines.content.contains(said) && line.chars().any(|c| c.is_ascii_digit()) {
                out.push(line, Place::line(1), LineKind::Paragraph);
            }
        }
        out.append(self.lines);
        out
    }
}

/// A day as letters write it: `2031-05-03` is `3 mei 2031`.
pub(super) fn dutch_date(day: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let day: jiff::civil::Date = day.get(..10)?.parse().ok()?;
    let month = MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {}", day.day(), day.year()))
}

/// A mark without brackets and stops.
fn bare(mark: &str) -> &str {
    mark.trim_matches(|c: char| c.is_whitespace() || "[]().".contains(c))
}
