//! The structure of letters: every form of head, note and title in small letters of our own, and
//! the counts and names of the real ones where they are at hand.
#![allow(clippy::unwrap_used, clippy::panic)] // a failed set-up is a failed test

#[path = "structure/forms.rs"]
mod forms;
#[path = "structure/headings.rs"]
mod headings;
#[path = "structure/hostile.rs"]
mod hostile;
#[path = "structure/invariants.rs"]
mod invariants;
#[path = "structure/loose.rs"]
mod loose;
#[path = "structure/real.rs"]
mod real;

use kamergraph::{letter::Letter, letter::Official, source::Source, span::Span, text::Text};

/// Reads a letter from memory.
///
/// # Panics
/// Where there is nothing to read.
pub fn read(text: &str) -> Letter {
    let source = Source::memory("brief", text.as_bytes().to_vec()).unwrap();
    Letter::read(&Text::read(&source).unwrap(), &source)
}

/// `number: question => answer`, a line each.
pub fn outline(letter: &Letter) -> String {
    let mut out = String::new();
    for question in &letter.questions {
        let answer = question.answer.map_or("-", |a| a.of(&letter.text));
        out += &format!(
            "{}: {} => {answer}\n",
            question.number,
            question.text.of(&letter.text)
        )
        .replace("\n\n", "\n");
    }
    out
}

/// `person | office | portfolio`, with `namens` in front where the official answers through another.
pub fn official(letter: &Letter, official: &Official) -> String {
    let of = |span: Option<Span>| span.map_or("-", |s| s.of(&letter.text)).to_owned();
    let behalf = if official.on_behalf { "namens " } else { "" };
    format!(
        "{behalf}{} | {} | {}",
        of(official.person),
        of(official.office),
        of(official.portfolio)
    )
}

/// `name (party)` of each who asks.
pub fn askers(letter: &Letter) -> Vec<String> {
    letter
        .askers
        .iter()
        .map(|a| {
            format!(
                "{} ({})",
                a.name.of(&letter.text),
                a.party.map_or("-", |p| p.of(&letter.text))
            )
        })
        .collect()
}

/// Each who answers.
pub fn answerers(letter: &Letter) -> Vec<String> {
    letter
        .answerers
        .iter()
        .map(|o| official(letter, o))
        .collect()
}

/// Each to whom the questions were put.
pub fn addressees(letter: &Letter) -> Vec<String> {
    letter
        .addressees
        .iter()
        .map(|o| official(letter, o))
        .collect()
}

/// `from -> to` by number.
pub fn referrals(letter: &Letter) -> Vec<(u32, u32)> {
    let mut out: Vec<_> = letter
        .referrals
        .iter()
        .map(|r| {
            (
                letter.questions[r.from].number,
                letter.questions[r.to].number,
            )
        })
        .collect();
    out.sort_unstable();
    out
}

/// `mark by questions: body` of each note.
pub fn notes(letter: &Letter) -> Vec<String> {
    letter
        .notes
        .iter()
        .map(|n| {
            let by: Vec<u32> = n
                .cited_by
                .iter()
                .map(|q| letter.questions[*q].number)
                .collect();
            format!(
                "{} by {by:?}: {}",
                n.mark,
                n.body.map_or("-", |b| b.of(&letter.text))
            )
        })
        .collect()
}
