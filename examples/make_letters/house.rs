//! Letters as the Kamer prints them, page by page, and what tools make of the pages.

use super::content::{Content, cite, numbers};
use super::form::{head, title_of_questions};
use std::fmt::Write as _;

/// Width of a printed line, in thousandths of the letters' size.
pub const COLUMN: u32 = 34_700;
/// Width of a line in a ministry's letter.
pub const LETTER: u32 = 36_500;
/// Lines of a page.
const LINES: usize = 46;
/// Lines that a paragraph of one line, as heads are, finds below it on its page.
const KEPT: usize = 4;
/// Where words may be broken.
const SOFT_HYPHEN: char = '\u{ad}';

/// About the width of a letter in a common sans-serif, in thousandths of its size.
const fn width(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '’' | '‘' | '\'' | '|' => 240,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' => 310,
        'm' | 'w' | 'M' | 'W' => 850,
        'A'..='Z' => 670,
        SOFT_HYPHEN => 0,
        _ => 550,
    }
}

fn width_of(text: &str) -> u32 {
    text.chars().map(width).sum()
}

/// A paragraph in lines of this width. Words are broken where they hold a soft hyphen.
pub fn lines(paragraph: &str, column: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in paragraph.split(' ') {
        let mut word = word.to_owned();
        let space = if line.is_empty() { 0 } else { width(' ') };
        if !line.is_empty() && used + space + width_of(&word) > column {
            let room = column.saturating_sub(used + space + width('-'));
            let mut breaks = word
                .match_indices(SOFT_HYPHEN)
                .filter(|(at, _)| width_of(&word[..*at]) <= room);
            if let Some((at, _)) = breaks.next_back() {
                line.push(' ');
                line.push_str(&word[..at]);
                line.push('-');
                word.drain(..at);
            }
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += width(' ');
        }
        used += width_of(&word);
        line.push_str(&word);
    }
    lines.push(line);
    for line in &mut lines {
        line.retain(|letter| letter != SOFT_HYPHEN);
    }
    lines
}

/// A paragraph, in lines, and the notes that it cites.
struct Block {
    lines: Vec<String>,
    notes: Vec<String>,
}

/// Text, page by page: lines of paragraphs, notes where they are cited, and what stands on every page.
struct Pages<'a> {
    content: &'a Content,
    /// "Aanhangsel" or "Vragen".
    part: &'a str,
    cited: usize,
    blocks: Vec<Block>,
}

impl<'a> Pages<'a> {
    fn new(content: &'a Content, part: &'a str) -> Self {
        Self {
            content,
            part,
            cited: 0,
            blocks: Vec::new(),
        }
    }

    fn add(&mut self, paragraph: &str) {
        let before = self.cited;
        let text = cite(paragraph, &mut self.cited, |n| n.to_string());
        let notes = self
            .content
            .notes
            .iter()
            .enumerate()
            .take(self.cited)
            .skip(before);
        let notes = notes
            .map(|(at, note)| format!("{} {note}", at + 1))
            .collect();
        self.blocks.push(Block {
            lines: lines(&text, COLUMN),
            notes,
        });
    }

    /// All lines, each with whether the paragraph goes on in the next.
    fn lines(self) -> Vec<(String, bool)> {
        let Self {
            content,
            part,
            blocks,
            ..
        } = self;
        let mut out: Vec<(String, bool)> = Vec::new();
        let (mut page, mut used) = (1, 0);
        let mut notes: Vec<String> = Vec::new();
        let mut end_page = |out: &mut Vec<(String, bool)>, notes: &mut Vec<String>| {
            out.extend(notes.drain(..).map(|note| (note, false)));
            if page == 1 {
                let code = if part == "Vragen" {
                    format!("kv-tk-{}", content.number)
                } else {
                    content.aanhangsel()
                };
                out.push((code, false));
                if part != "Vragen" {
                    out.push(("ISSN 0921 - 7398".to_owned(), false));
                }
                out.push((format!("’s-Gravenhage {}", content.year), false));
            }
            out.push((
                format!(
                    "Tweede Kamer, vergaderjaar {}, {part} {page}",
                    content.session
                ),
                false,
            ));
            page += 1;
        };
        for block in blocks {
            let last = block.lines.len().saturating_sub(1);
            // No head stands alone at the foot of a page.
            if last == 0 && used + KEPT > LINES {
                end_page(&mut out, &mut notes);
                used = 0;
            }
            // A note stands on the page of its paragraph's first line.
            used += block.notes.len();
            notes.extend(block.notes);
            for (at, line) in block.lines.into_iter().enumerate() {
                if used >= LINES {
                    end_page(&mut out, &mut notes);
                    used = 0;
                }
                out.push((line, at < last));
                used += 1;
            }
        }
        end_page(&mut out, &mut notes);
        out
    }
}

fn aanhangsel(content: &Content) -> Pages<'_> {
    let mut pages = Pages::new(content, "Aanhangsel");
    pages.add("Tweede Kamer der Staten-Generaal2");
    pages.add(&format!(
        "Vergaderjaar {} Aanhangsel van de Handelingen",
        content.session
    ));
    pages.add(
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
    );
    pages.add(&content.paper.to_string());
    pages.add(&title_of_questions(content));
    let Content {
        office,
        minister,
        portfolio,
        answered,
        ..
    } = content;
    let behalf = content.on_behalf().replace("minister", "Minister");
    if content.answers.is_empty() {
        pages.add(&format!(
            "Mededeling van {office} {minister} ({portfolio}) (ontvangen {answered})."
        ));
    } else {
        pages.add(&format!(
            "Antwoord van {office} {minister} ({portfolio}){behalf} (ontvangen {answered})."
        ));
    }
    for (group, paragraphs) in &content.answers {
        pages.add(&head("Vraag", group));
        for number in group {
            pages.add(&content.questions[*number]);
        }
        pages.add(&head("Antwoord", group));
        for paragraph in paragraphs {
            pages.add(paragraph);
        }
    }
    if content.answers.is_empty() {
        for (number, question) in content.questions.iter().enumerate() {
            pages.add(&head("Vraag", &[number]));
            pages.add(question);
        }
        pages.add("Mededeling");
        pages.add(&put_off(content));
    }
    pages
}

/// Why answers come later.
pub fn put_off(content: &Content) -> String {
    format!(
        "De vragen van {} over {} (ingezonden {}) kunnen niet binnen drie weken worden beantwoord. Het verzamelen van \
         de gegevens kost meer tijd. De antwoorden volgen zodra dat mogelijk is.",
        content.asked_by(),
        content.subject,
        content.asked
    )
}

/// One line a printed line.
pub fn printed(content: &Content) -> String {
    let lines = aanhangsel(content).lines();
    lines.into_iter().map(|(line, _)| line + "\n").collect()
}

/// All lines in one.
pub fn one_line(content: &Content) -> String {
    let lines: Vec<String> = aanhangsel(content)
        .lines()
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    lines.join(" ") + "\n"
}

/// Paragraphs, with nothing where a line ended.
pub fn run_together(content: &Content) -> String {
    let lines = aanhangsel(content).lines();
    lines
        .into_iter()
        .map(|(line, goes_on)| if goes_on { line } else { line + "\n" })
        .collect()
}

/// Questions alone.
pub fn questions(content: &Content) -> String {
    let mut pages = Pages::new(content, "Vragen");
    pages.add("Tweede Kamer der Staten-Generaal2");
    pages.add(&format!(
        "Vergaderjaar {} Vragen gesteld door de leden der Kamer",
        content.session
    ));
    pages.add(&content.number);
    pages.add(&title_of_questions(content));
    for (number, question) in content.questions.iter().enumerate() {
        pages.add(&format!("Vraag {}", numbers(&[number])));
        pages.add(question);
    }
    pages
        .lines()
        .into_iter()
        .map(|(line, _)| line + "\n")
        .collect()
}

/// The pages of a ministry's letter: number, question and answer, a blank line after each, and notes
/// at the foot of the page.
pub fn foot_notes(content: &Content) -> String {
    let (mut out, mut cited) = (String::new(), 0);
    let (mut used, mut shown) = (0, 0);
    let mut page = "";
    let mut put = |paragraph: &str| {
        let text = cite(paragraph, &mut cited, |n| n.to_string());
        for line in lines(&text, LETTER) {
            if used >= LINES {
                used = 0;
                for (at, note) in content.notes.iter().enumerate().take(cited).skip(shown) {
                    let _ = write!(out, "\n{} {note}\n\n", at + 1);
                }
                shown = cited;
                page = "\u{c}";
            }
            // A form feed, as pdftotext begins a page.
            out.push_str(std::mem::take(&mut page));
            out.push_str(&line);
            out.push('\n');
            used += 1;
        }
        out.push('\n');
    };
    for (group, paragraphs) in &content.answers {
        for number in group {
            put(&format!("{}. {}", number + 1, content.questions[*number]));
        }
        for paragraph in paragraphs {
            put(paragraph);
        }
    }
    for (at, note) in content.notes.iter().enumerate().skip(shown) {
        let _ = write!(out, "{} {note}\n\n", at + 1);
    }
    out
}
