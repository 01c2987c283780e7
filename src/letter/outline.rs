//! Where each question and each answer begins and ends.

use super::{
    flow::{self, Width},
    heads::{self, HeadKind},
    row::{Para, Row},
    words::Words,
};
use crate::text::Place;
use std::collections::BTreeSet;

mod numbered;
mod share;
use numbered::Numbered;
pub(super) use share::share;

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// All before the first question.
    Front,
    /// One question, or several under one head.
    Question,
    /// An answer.
    Answer,
    /// A notice in place of answers.
    Notice,
    /// What follows the last answer.
    Closing,
}

/// A stretch under one head.
#[derive(Debug)]
pub(super) struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// The head as printed; empty where there is none.
    pub head: String,
    /// Where the head stood.
    pub place: Place,
    /// The head stands on the line of its text: `1. Hoe …`.
    pub inline: bool,
    /// The numbers in the head.
    pub numbers: Vec<u32>,
    /// Its lines.
    pub rows: Vec<Row>,
    /// Its paragraphs, once the lines are joined.
    pub paras: Vec<Para>,
}

impl Section {
    fn new(kind: SectionKind, place: Place) -> Self {
        Self {
            kind,
            head: String::new(),
            place,
            inline: false,
            numbers: Vec::new(),
            rows: Vec::new(),
            paras: Vec::new(),
        }
    }
}

/// How the questions of a letter are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `Vraag 1` on a line of its own.
    Named,
    /// `1. Hoe …`, or a line `1`; or `Vraag` without a number.
    Numbered,
    /// Not at all.
    Plain,
}

/// How the questions of these rows are marked.
pub(super) fn style(rows: &[Row]) -> Style {
    let named = rows
        .iter()
        .filter(|r| r.is_words())
        .filter_map(|r| heads::read(&r.text))
        .any(|h| h.kind == HeadKind::Question);
    if named {
        return Style::Named;
    }
    let mut finder = Numbered::new(rows);
    if (0..rows.len()).any(|i| finder.at(rows, i).is_some()) {
        Style::Numbered
    } else {
        Style::Plain
    }
}

/// Divides rows into sections.
pub(super) fn divide(rows: Vec<Row>, style: Style, words: &Words, width: Width) -> Vec<Section> {
    let first = rows.first().map_or(Place::default(), |r| r.place);
    // Whether a row begins a question is decided on the whole letter, before rows are handed out.
    let mut begins: Vec<Option<(u32, usize)>> = vec![None; rows.len()];
    if style == Style::Numbered {
        let mut finder = Numbered::new(&rows);
        for i in 0..rows.len() {
            if let Some(slot) = begins.get_mut(i) {
                *slot = finder.at(&rows, i);
                finder.expected += u32::from(slot.is_some());
            }
        }
    }
    let mut sections = vec![Section::new(SectionKind::Front, first)];
    for (i, row) in rows.into_iter().enumerate() {
        let head = if row.is_words() {
            heads::read(&row.text)
        } else {
            None
        };
        let begin = begins.get(i).copied().flatten();
        if let Some(head) = head.filter(|h| h.kind != HeadKind::Notice || sections.len() > 1) {
            let kind = match head.kind {
                HeadKind::Question => SectionKind::Question,
                HeadKind::Answer => SectionKind::Answer,
                HeadKind::Notice => SectionKind::Notice,
                HeadKind::Closing => SectionKind::Closing,
            };
            let mut section = Section::new(kind, row.place);
            section.numbers = head.numbers;
            let (printed, rest) = row.text.split_at_checked(head.end).unwrap_or_default();
            printed.trim().clone_into(&mut section.head);
            if !rest.trim().is_empty() {
                section.rows.push(row.with(rest));
            }
            sections.push(section);
        } else if let Some((number, end)) = begin {
            let mut section = Section::new(SectionKind::Question, row.place);
            section.numbers = vec![number];
            row.text
                .get(..end)
                .unwrap_or_default()
                .trim()
                .clone_into(&mut section.head);
            let mut rest = row.clone();
            let text = row.text.get(end..).unwrap_or_default();
            let skipped = end + text.len() - text.trim_start().len();
            text.trim().clone_into(&mut rest.text);
            rest.marks = row
                .marks
                .iter()
                .map(|(at, m)| (at.saturating_sub(skipped), m.clone()))
                .collect();
            rest.seams = row
                .seams
                .iter()
                .map(|at| at.saturating_sub(skipped))
                .collect();
            section.inline = !rest.text.is_empty();
            if section.inline {
                section.rows.push(rest);
            }
            sections.push(section);
        } else if let Some(section) = sections.last_mut() {
            section.rows.push(row);
        }
    }
    for section in &mut sections {
        if section.kind == SectionKind::Front {
            super::front::prepare(&mut section.rows, width);
        }
        section.paras = flow::paragraphs(std::mem::take(&mut section.rows), words, width);
    }
    let mut sections = match style {
        Style::Plain => unmarked(sections),
        _ => sections,
    };
    if style == Style::Named {
        run_on_answers(&mut sections);
    } else {
        sections = headless_answers(sections);
    }
    sections
}

/// Letters in which neither questions nor answers carry numbers: a paragraph that asks, right above
/// `Antwoord`, is a question; without answers, each paragraph that asks is one.
fn unmarked(sections: Vec<Section>) -> Vec<Section> {
    let answers = sections.iter().any(|s| s.kind == SectionKind::Answer);
    let mut out: Vec<Section> = Vec::new();
    let mut count = 0;
    let mut sections = sections.into_iter().peekable();
    while let Some(mut section) = sections.next() {
        let before_answer = sections
            .peek()
            .is_some_and(|s| s.kind == SectionKind::Answer);
        let front = section.kind == SectionKind::Front;
        let mut asked = Vec::new();
        if answers && before_answer {
            while section.paras.len() > usize::from(!front)
                && section.paras.last().is_some_and(|p| asks(&p.text))
            {
                asked.extend(section.paras.pop());
            }
            asked.reverse();
            if asked.len() > 1 {
                let first = asked.remove(0);
                let merged = asked.into_iter().fold(first, merge_lines);
                asked = vec![merged];
            }
        } else if !answers
            && front
            && section
                .paras
                .iter()
                .any(|p| super::front::is_title(&p.text) || p.text.starts_with("(ingezonden"))
        {
            let from = section
                .paras
                .iter()
                .position(|p| asks(&p.text) && !super::front::is_title(&p.text))
                .unwrap_or(section.paras.len());
            for para in section.paras.split_off(from) {
                let follows = !asks(&para.text) || para.text.starts_with("Zo ");
                match asked.pop() {
                    Some(last) if follows => asked.push(merge_lines(last, para)),
                    last => {
                        asked.extend(last);
                        asked.push(para);
                    }
                }
            }
        }
        out.push(section);
        for para in asked {
            count += 1;
            let mut question = Section::new(
                SectionKind::Question,
                para.origins.first().map_or(Place::default(), |(_, p)| *p),
            );
            question.numbers = vec![count];
            question.paras = vec![para];
            out.push(question);
        }
    }
    out
}

/// Whether a paragraph ends in a question.
fn asks(text: &str) -> bool {
    text.trim_end_matches(['»', '”', '’', '"', '\'', ')', ' ', '.'])
        .ends_with('?')
}

/// Puts a paragraph behind another, on the same line.
pub(super) fn merge(mut first: Para, second: Para) -> Para {
    first.text.push(' ');
    extend(first, second)
}

/// Puts a paragraph behind another, on a line of its own.
pub(super) fn merge_lines(mut first: Para, second: Para) -> Para {
    first.text.push('\n');
    extend(first, second)
}

fn extend(mut first: Para, second: Para) -> Para {
    let base = first.text.len();
    first.text.push_str(&second.text);
    first
        .origins
        .extend(second.origins.into_iter().map(|(at, p)| (base + at, p)));
    first
        .marks
        .extend(second.marks.into_iter().map(|(at, m)| (base + at, m)));
    first
        .seams
        .extend(second.seams.into_iter().map(|at| base + at));
    first
}

/// A question under `Vraag n` that no head answers, in a letter whose other answers have heads:
/// what follows its last question mark is its answer.
fn run_on_answers(sections: &mut Vec<Section>) {
    let answered: BTreeSet<u32> = sections
        .iter()
        .filter(|s| s.kind == SectionKind::Answer)
        .flat_map(|s| s.numbers.iter().copied())
        .collect();
    if answered.is_empty() {
        return;
    }
    let mut out: Vec<Section> = Vec::with_capacity(sections.len());
    let mut rest = std::mem::take(sections).into_iter().peekable();
    while let Some(mut section) = rest.next() {
        let bare_answer = rest.peek().is_some_and(|s| s.kind == SectionKind::Answer);
        let open = section.kind == SectionKind::Question
            && !bare_answer
            && !section.numbers.iter().any(|n| answered.contains(n));
        let from = section
            .paras
            .iter()
            .rposition(|p| asks(&p.text))
            .map_or(usize::MAX, |i| i + 1);
        if open && from < section.paras.len() {
            let mut answer = Section::new(SectionKind::Answer, section.place);
            answer.numbers.clone_from(&section.numbers);
            answer.paras = section.paras.split_off(from);
            out.push(section);
            out.push(answer);
        } else {
            out.push(section);
        }
    }
    *sections = out;
}

/// Letters whose answers have no heads: the answer is what follows the question.
fn headless_answers(sections: Vec<Section>) -> Vec<Section> {
    if sections.iter().any(|s| s.kind == SectionKind::Answer) {
        return sections;
    }
    let mut out = Vec::with_capacity(sections.len() * 2);
    for mut section in sections {
        if section.kind != SectionKind::Question || section.paras.is_empty() {
            out.push(section);
            continue;
        }
        let mut paras = std::mem::take(&mut section.paras).into_iter().peekable();
        let mut question = paras.next().unwrap_or_default();
        // A question goes on until its sentence ends, over blank lines and before capitals alike.
        while !flow::ends_sentence(&question.text) {
            let Some(next) = paras.next() else { break };
            question = merge(question, next);
        }
        // Sub-questions follow a colon, or ask on in paragraphs of their own.
        let mut list = question.text.trim_end().ends_with(':');
        let mut left: Vec<Para> = Vec::new();
        let all: Vec<Para> = paras.collect();
        let count = all.len();
        for (i, para) in all.into_iter().enumerate() {
            let more = left.is_empty()
                && i + 1 < count
                && (asks(&para.text) || (list && flow::is_item(&para.text)));
            if more {
                question = merge_lines(question, para);
            } else {
                list = false;
                left.push(para);
            }
        }
        let place = left
            .first()
            .and_then(|p| p.origins.first())
            .map_or(section.place, |(_, p)| *p);
        let mut answer = Section::new(SectionKind::Answer, place);
        answer.numbers.clone_from(&section.numbers);
        section.paras = vec![question];
        out.push(section);
        if !left.is_empty() {
            answer.paras = left;
            out.push(answer);
        }
    }
    out
}
