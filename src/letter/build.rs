//! Sets the sections of a letter as one text, with a span for everything in it.

use super::{
    Letter, LetterKind, Note, Part, PartKind, Question, dates,
    flow::{self, Width},
    front, furniture, heading, marks, mend,
    notes::{self, Body},
    oneline,
    outline::{self, Section, SectionKind, Style},
    refer,
    row::{Para, Row},
    seam,
    words::Words,
};
use crate::{
    source::Source,
    span::Span,
    text::{Place, Text},
};
use std::collections::{BTreeMap, BTreeSet};

/// Runs all steps from a text to a letter.
pub(super) fn letter(text: &Text, source: &Source) -> Letter {
    let sheet = furniture::strip(text);
    let rows = oneline::unfold(sheet.rows);
    let words = Words::of(&rows);
    let (mut rows, mut bodies) = notes::collect(rows, sheet.house);
    let width = Width::of(&rows);
    mend_all(&mut rows, &mut bodies, &words, sheet.house);
    let style = outline::style(&rows);
    marks::extract(&mut rows, &bodies, style == Style::Numbered);
    let sections = outline::divide(rows, style, &words, width);

    let mut setter = Setter {
        text: String::with_capacity(text.content.len()),
        warnings: text.warnings.clone(),
        ..Setter::default()
    };
    let numbers = setter.renumber(&sections);
    for (section, numbers) in sections.into_iter().zip(numbers) {
        setter.section(section, &numbers);
    }
    setter.notes(bodies, &words);
    setter.finish(source, sheet.aanhangsel, sheet.z_number)
}

/// Mends the words of the running text and of the notes.
fn mend_all(rows: &mut [Row], bodies: &mut [Body], words: &Words, house: bool) {
    let mut note_rows: Vec<&mut Row> = bodies.iter_mut().flat_map(|b| b.rows.iter_mut()).collect();
    let (opened, opened_notes) = seam::open_all(rows, &mut note_rows, words, house);
    for (row, opened) in rows.iter_mut().zip(opened) {
        if row.is_words() {
            mend::row(row, words, opened);
        }
    }
    for (row, opened) in note_rows.into_iter().zip(opened_notes) {
        mend::row(row, words, opened);
    }
}

/// A footnote mark in the text that is being set.
struct Citation {
    at: usize,
    mark: String,
    questions: Vec<usize>,
}

/// The letter while it is being set.
#[derive(Default)]
struct Setter {
    text: String,
    parts: Vec<Part>,
    questions: Vec<Question>,
    origins: Vec<(usize, Place)>,
    citations: Vec<Citation>,
    notes: Vec<Note>,
    warnings: Vec<String>,
    /// Questions that have no answer yet, by index.
    open: BTreeSet<usize>,
    /// The last question of each number.
    by_number: BTreeMap<u32, usize>,
    postponed: bool,
    front_end: usize,
    signatures: Vec<Span>,
}

impl Setter {
    /// Settles numbers that are printed twice, so that each question has its own. Gives the numbers of
    /// each section.
    fn renumber(&mut self, sections: &[Section]) -> Vec<Vec<u32>> {
        let printed: BTreeSet<u32> = sections
            .iter()
            .filter(|s| s.kind == SectionKind::Question)
            .flat_map(|s| s.numbers.iter().copied())
            .collect();
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut offset = 0;
        let mut settled = Vec::with_capacity(sections.len());
        for section in sections {
            let mut numbers: Vec<u32> = section.numbers.iter().map(|n| n + offset).collect();
            if section.kind == SectionKind::Question {
                for number in &mut numbers {
                    if seen.contains(number) {
                        let max = seen.iter().next_back().copied().unwrap_or(0);
                        if *number == 1 + offset && max > *number {
                            offset = max;
                            self.warnings.push(format!("the questions are numbered from 1 again; the second 1 is counted as {}", max + 1));
                            *number = max + 1;
                        } else {
                            let next = Some(*number + 1)
                                .filter(|n| !printed.contains(n) && !seen.contains(n));
                            let new = next.unwrap_or_else(|| {
                                max.max(printed.iter().next_back().copied().unwrap_or(0)) + 1
                            });
                            self.warnings.push(format!(
                                "question {number} is printed twice; the second is counted as {new}"
                            ));
                            *number = new;
                        }
                    }
                    seen.insert(*number);
                }
            }
            settled.push(numbers);
        }
        settled
    }

    fn section(&mut self, section: Section, numbers: &[u32]) {
        if section.kind == SectionKind::Front {
            self.front(section.paras);
            return;
        }
        if !section.head.is_empty() && !section.paras.is_empty()
            || section.kind == SectionKind::Question
        {
            self.head(&section);
        }
        match section.kind {
            SectionKind::Question => self.question(section.paras, numbers),
            SectionKind::Answer => self.answer(section.paras, numbers),
            SectionKind::Notice => {
                self.postponed = true;
                self.part(section.paras, PartKind::Closing, Vec::new());
            }
            SectionKind::Front | SectionKind::Closing => {
                self.part(section.paras, PartKind::Closing, Vec::new());
            }
        }
    }

    /// Heads stand in the text, outside of all parts.
    fn head(&mut self, section: &Section) {
        if section.head.is_empty() {
            return;
        }
        self.origins.push((self.text.len(), section.place));
        self.text.push_str(&section.head);
        self.text.push(if section.inline { ' ' } else { '\n' });
    }

    fn front(&mut self, paras: Vec<Para>) {
        let kinds = front::kinds(&paras);
        let mut runs: Vec<(PartKind, Vec<Para>)> = Vec::new();
        for (para, kind) in paras.into_iter().zip(kinds) {
            match runs.last_mut() {
                Some((last, run)) if *last == kind => run.push(para),
                _ => runs.push((kind, vec![para])),
            }
        }
        for (kind, run) in runs {
            let span = self.part(run, kind, Vec::new());
            if kind == PartKind::Signature {
                self.signatures.extend(span);
            }
        }
        self.front_end = self.text.len();
    }

    fn question(&mut self, paras: Vec<Para>, numbers: &[u32]) {
        let mut groups = outline::share(paras, numbers.len());
        let shared = groups.len() == 1 && numbers.len() > 1;
        if shared {
            self.warnings.push(format!(
                "questions {} stand under one head, and which sentence belongs to which cannot be told; each has the text of all",
                list(numbers)
            ));
        }
        if groups.is_empty() {
            groups.push(Vec::new());
        }
        let first = self.questions.len();
        if shared {
            let indices: Vec<usize> = (first..first + numbers.len()).collect();
            let span = self
                .part(groups.remove(0), PartKind::Question, indices)
                .unwrap_or_else(|| self.here());
            self.questions.extend(numbers.iter().map(|n| Question {
                number: *n,
                text: span,
                answer: None,
            }));
        } else {
            for (number, group) in numbers.iter().zip(groups) {
                let index = self.questions.len();
                let span = self
                    .part(group, PartKind::Question, vec![index])
                    .unwrap_or_else(|| self.here());
                self.questions.push(Question {
                    number: *number,
                    text: span,
                    answer: None,
                });
            }
        }
        self.open.extend(first..self.questions.len());
        for (index, question) in self.questions.iter().enumerate().skip(first) {
            self.by_number.insert(question.number, index);
        }
    }

    fn answer(&mut self, paras: Vec<Para>, numbers: &[u32]) {
        let mut answered: Vec<usize> = Vec::new();
        for number in numbers {
            match self.by_number.get(number) {
                Some(index) => answered.push(*index),
                None => self.warnings.push(format!(
                    "there is an answer to question {number}, but no such question"
                )),
            }
        }
        if numbers.is_empty() || answered.is_empty() {
            answered = if self.open.is_empty() {
                self.questions.len().checked_sub(1).into_iter().collect()
            } else {
                self.open.iter().copied().collect()
            };
        }
        answered.sort_unstable();
        answered.dedup();
        for index in &answered {
            self.open.remove(index);
        }
        let span = self.part(paras, PartKind::Answer, answered.clone());
        for index in answered {
            if let Some(question) = self.questions.get_mut(index) {
                question.answer = question.answer.or(span);
            }
        }
    }

    /// Sets paragraphs as one part; `None` where there are none.
    fn part(&mut self, paras: Vec<Para>, kind: PartKind, questions: Vec<usize>) -> Option<Span> {
        let start = self.text.len();
        let mut end = start;
        for para in paras {
            let base = self.text.len();
            self.origins
                .extend(para.origins.iter().map(|(at, place)| (base + at, *place)));
            for (at, mark) in para.marks {
                self.citations.push(Citation {
                    at: base + at,
                    mark,
                    questions: questions.clone(),
                });
            }
            self.text.push_str(&para.text);
            end = self.text.len();
            self.text.push('\n');
        }
        if end == start {
            self.text.truncate(start);
            return None;
        }
        let span = Span::new(start, end);
        self.parts.push(Part {
            kind,
            span,
            questions,
            note: None,
        });
        Some(span)
    }

    fn here(&self) -> Span {
        let at = self.text.trim_end().len();
        Span::new(at, at)
    }

    /// Ties footnotes to the places that cite them, and sets their bodies behind the running text.
    fn notes(&mut self, bodies: Vec<Body>, words: &Words) {
        let citations = std::mem::take(&mut self.citations);
        let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, citation) in citations.iter().enumerate() {
            free.entry(&citation.mark).or_default().push(index);
        }
        let mut taken: Vec<Option<usize>> = vec![None; citations.len()];
        let mut loose = Vec::new();
        for (index, body) in bodies.iter().enumerate() {
            // the latest place that cites this mark, or another with its number, and has no note yet
            let mut latest = |mark: &str| free.get_mut(mark).and_then(Vec::pop);
            let place = latest(&body.mark).or_else(|| {
                let n = marks::number_of(&body.mark)?;
                let marks = [format!("{n})"), n.to_string(), format!("[{n}]")];
                marks.iter().find_map(|mark| latest(mark))
            });
            match place.and_then(|p| taken.get_mut(p)) {
                Some(slot) => *slot = Some(index),
                None => loose.push(index),
            }
        }
        let mut spans: Vec<Option<Span>> = Vec::with_capacity(bodies.len());
        let mut order: Vec<usize> = Vec::new();
        let marks: Vec<String> = bodies.iter().map(|b| b.mark.clone()).collect();
        for body in bodies {
            let paras = flow::paragraphs(body.rows, words, Width::of(&[]));
            let Some(para) = paras.into_iter().reduce(outline::merge) else {
                spans.push(None);
                order.push(usize::MAX);
                continue;
            };
            if let Some((_, place)) = para.origins.first() {
                self.origins.push((self.text.len(), *place));
            }
            self.text.push_str(&body.mark);
            self.text.push(' ');
            order.push(self.parts.len());
            let plain = Para {
                marks: Vec::new(),
                ..para
            };
            spans.push(self.part(vec![plain], PartKind::Note, Vec::new()));
        }
        for (citation, body) in citations.into_iter().zip(taken) {
            let index = self.notes.len();
            self.notes.push(Note {
                mark: body
                    .and_then(|b| marks.get(b).cloned())
                    .unwrap_or(citation.mark),
                body: body.and_then(|b| spans.get(b).copied().flatten()),
                cited_at: Some(citation.at),
                cited_by: citation.questions.clone(),
            });
            if let Some(part) = body
                .and_then(|b| order.get(b))
                .and_then(|p| self.parts.get_mut(*p))
            {
                part.note = Some(index);
                part.questions = citation.questions;
            }
        }
        for body in loose {
            let index = self.notes.len();
            self.notes.push(Note {
                mark: marks.get(body).cloned().unwrap_or_default(),
                body: spans.get(body).copied().flatten(),
                cited_at: None,
                cited_by: Vec::new(),
            });
            if let Some(part) = order.get(body).and_then(|p| self.parts.get_mut(*p)) {
                part.note = Some(index);
            }
        }
    }

    fn finish(
        mut self,
        source: &Source,
        aanhangsel: Option<(String, String)>,
        z_number: Option<String>,
    ) -> Letter {
        let head = heading::read(&self.text, self.front_end, &self.signatures);
        let mut referrals = Vec::new();
        let mut numbered: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, question) in self.questions.iter().enumerate() {
            numbered.entry(question.number).or_default().push(index);
        }
        for part in &self.parts {
            if matches!(part.kind, PartKind::Question | PartKind::Answer) {
                referrals.extend(refer::find(
                    &self.text,
                    part.span,
                    &part.questions,
                    &numbered,
                ));
            }
        }
        referrals.sort_unstable();
        referrals.dedup_by_key(|r| (r.from, r.to));
        let answered = self.questions.iter().filter(|q| q.answer.is_some()).count();
        let kind = match (self.questions.len(), answered, self.postponed) {
            (0, ..) => LetterKind::Other,
            (_, 0, true) => LetterKind::Postponed,
            (_, 0, false) => LetterKind::Questions,
            _ => LetterKind::Answers,
        };
        if kind == LetterKind::Other {
            self.warnings
                .push("no questions were found in this letter".to_owned());
        } else if kind == LetterKind::Answers && answered < self.questions.len() {
            let open: Vec<u32> = self
                .questions
                .iter()
                .filter(|q| q.answer.is_none())
                .map(|q| q.number)
                .collect();
            self.warnings
                .push(format!("no answer was found to question {}", list(&open)));
        }
        let z_number = z_number.or(head.z_number);
        let aanhangsel = aanhangsel.or_else(|| {
            head.ah_number
                .zip(head.answered_on)
                .map(|(n, day)| (dates::sitting(day), n))
        });
        let id = z_number.clone().or_else(|| {
            aanhangsel
                .as_ref()
                .map(|(years, n)| format!("ah-tk-{}-{n}", years.replace('-', "")))
        });
        self.origins.sort_by_key(|(at, _)| *at);
        Letter {
            id: id.unwrap_or_else(|| source.id.clone()),
            sha256: source.sha256.clone(),
            text: self.text,
            kind,
            subject: head.subject,
            z_number,
            aanhangsel,
            asked_on: head.asked_on,
            answered_on: head.answered_on,
            askers: head.askers,
            addressees: head.addressees,
            answerers: head.answerers,
            parts: self.parts,
            questions: self.questions,
            referrals,
            notes: self.notes,
            origins: self.origins,
            warnings: self.warnings,
        }
    }
}

fn list(numbers: &[u32]) -> String {
    numbers
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
