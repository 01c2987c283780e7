//! What a letter says, whatever form it has.

use super::Maker;
use super::names::Named;
use super::random::Random;
use super::sentence::Claim;
use super::words::capitalise;
use std::collections::BTreeSet;

/// Where a note is cited in a text.
pub const CITED: char = '\u{fffc}';
/// Letters a year, and the number of the first: numbers in the Aanhangsel have four digits.
const A_YEAR: u64 = 9_000;
const FIRST: u64 = 1_000;
/// The year of the first letters; later ones are of earlier years.
const YEAR: u64 = 2025;

/// What a letter says.
#[derive(Debug)]
pub struct Content {
    /// "2025Z01000".
    pub number: String,
    /// "2024–2025", as a session of parliament is named.
    pub session: String,
    /// The year of the answer.
    pub year: u64,
    /// The number in the Aanhangsel.
    pub paper: u64,
    /// Who asks: name and party.
    pub members: Vec<(String, String)>,
    /// "Minister" or "Staatssecretaris".
    pub office: String,
    /// Who answers.
    pub minister: String,
    /// Of what.
    pub portfolio: String,
    /// The portfolio of the minister in whose name the answer is given, too.
    pub behalf: Option<String>,
    /// What it is about.
    pub subject: String,
    /// When the questions were sent in: day and month.
    pub asked: String,
    /// When they were answered.
    pub answered: String,
    /// The questions, the first is number 1. [`CITED`] stands for a note.
    pub questions: Vec<String>,
    /// Which questions are answered together, from 0, and the paragraphs of the answer.
    pub answers: Vec<(Vec<usize>, Vec<String>)>,
    /// The notes, in the order in which they are cited.
    pub notes: Vec<String>,
    /// Which question refers to which, from 1.
    pub refers: BTreeSet<(usize, usize)>,
    /// What it states, and at which questions.
    pub claims: Vec<(Claim, Vec<usize>)>,
}

/// What a form asks of a letter's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Questions may be answered together.
    pub joined: bool,
    /// Answers may hold lists.
    pub lists: bool,
    /// Notes may be cited in questions.
    pub notes: bool,
    /// Answers may send the reader to other questions.
    pub refers: bool,
    /// Questions are answered at all.
    pub answers: bool,
}

impl Content {
    /// The content of the letter at this place of the row.
    pub fn new(index: u64, wish: Wish, maker: &Maker, random: &mut Random) -> Self {
        let heading = &maker.words.heading;
        let year = YEAR.saturating_sub(index / A_YEAR);
        let paper = FIRST + index % A_YEAR;
        let mut members: Vec<(String, String)> = Vec::new();
        while members.is_empty() || (members.len() < 2 && random.chance(30)) {
            let name = random.pick(&heading.families).clone();
            if members.iter().all(|(other, _)| *other != name) {
                members.push((name, random.pick(&maker.parties).clone()));
            }
        }
        let portfolio = random.pick(&heading.ministers).clone();
        let behalf = random.pick(&heading.ministers).clone();
        let behalf = (behalf != portfolio && random.chance(40)).then_some(behalf);
        let mut minister = random.pick(&heading.families).clone();
        while members.iter().any(|(name, _)| *name == minister) {
            minister.clone_from(random.pick(&heading.families));
        }
        let month = random.below(5);
        let office = if random.chance(70) {
            "Minister"
        } else {
            "Staatssecretaris"
        };
        let mut content = Self {
            number: format!("{year}Z{paper:05}"),
            session: format!("{}–{year}", year - 1),
            year,
            paper,
            members,
            office: office.to_owned(),
            minister,
            portfolio,
            behalf,
            subject: maker.words.fill(random.word(&heading.subjects), random),
            asked: format!(
                "{} {} {year}",
                random.between(1, 29),
                maker.words.month(month)
            ),
            answered: format!(
                "{} {} {year}",
                random.between(1, 29),
                maker.words.month(month + 1)
            ),
            questions: Vec::new(),
            answers: Vec::new(),
            notes: Vec::new(),
            refers: BTreeSet::new(),
            claims: Vec::new(),
        };
        let count = random.between(3, 12);
        content.ask(count, wish, maker, random);
        if wish.answers {
            content.answer(wish, maker, random);
        }
        content
    }

    fn ask(&mut self, count: usize, wish: Wish, maker: &Maker, random: &mut Random) {
        let questions = &maker.words.questions;
        for number in 0..count {
            let mut text = match number {
                0 => maker.words.fill(random.word(&questions.first), random),
                _ if number + 1 == count => random.pick(&questions.last).clone(),
                _ => {
                    let template = random.pick(&maker.asking);
                    let text = template.fill(&maker.names, &maker.words, random).0;
                    maker.words.fill(&text, random)
                }
            };
            if wish.notes && number + 1 < count && random.chance(if number == 0 { 80 } else { 10 })
            {
                text.push(CITED);
                self.note(number, maker, random);
            }
            self.questions.push(text);
        }
    }

    /// A source, and what it states: the newspaper made the article.
    fn note(&mut self, question: usize, maker: &Maker, random: &mut Random) {
        let paper = random.word(&maker.words.heading.papers);
        let day = random.between(1, 29);
        let title = maker.words.fill("{adjective} {things}", random);
        self.notes
            .push(format!("{paper}, {day} januari {}, «{title}».", self.year));
        let named = |class: &str, name: &str| Named {
            class: class.to_owned(),
            name: name.to_owned(),
        };
        let claim = Claim {
            subject: named("Organisation", paper),
            predicate: "develops".to_owned(),
            object: named("Document", &title),
        };
        self.claims.push((claim, vec![question]));
    }

    fn answer(&mut self, wish: Wish, maker: &Maker, random: &mut Random) {
        let count = self.questions.len();
        let mut next = 0;
        while next < count {
            let together = match next {
                0 => 1,
                _ if wish.joined && random.chance(30) => random.between(2, 4),
                _ => 1,
            };
            let group: Vec<usize> = (next..count.min(next + together)).collect();
            next += group.len();
            let last = next == count && group.len() == 1;
            let paragraphs = if group == [0] || last {
                vec![random.pick(&maker.words.answers.yes).clone()]
            } else {
                self.paragraphs(&group, wish, maker, random)
            };
            self.answers.push((group, paragraphs));
        }
    }

    fn paragraphs(
        &mut self,
        group: &[usize],
        wish: Wish,
        maker: &Maker,
        random: &mut Random,
    ) -> Vec<String> {
        let words = &maker.words;
        let mut paragraphs = Vec::new();
        for _ in 0..random.between(1, 4) {
            let mut sentences = Vec::new();
            for _ in 0..random.between(3, 8) {
                let roll = random.below(100);
                sentences.push(if roll < 16 {
                    let (text, claims) =
                        random
                            .pick(&maker.stating)
                            .fill(&maker.names, words, random);
                    self.claims
                        .extend(claims.into_iter().map(|claim| (claim, group.to_vec())));
                    text
                } else if roll < 32 {
                    let text = random
                        .pick(&maker.naming)
                        .fill(&maker.names, words, random)
                        .0;
                    words.fill(&text, random)
                } else {
                    words.fill(random.word(&words.answers.plain), random)
                });
            }
            paragraphs.push(sentences.join(" "));
        }
        let before = group.first().copied().unwrap_or_default();
        if wish.refers && before > 1 && random.chance(15) {
            let to = random.between(1, before + 1);
            let refer = format!(" Zie verder mijn antwoord op vraag {to}.");
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(&refer);
            }
            self.refers.extend(group.iter().map(|from| (from + 1, to)));
        }
        if wish.lists && random.chance(15) {
            paragraphs.push(random.pick(&words.answers.lists).clone());
            for end in [";", ";", "."] {
                paragraphs.push(format!(
                    "– {}{end}",
                    words.fill(random.word(&words.answers.items), random)
                ));
            }
        }
        paragraphs
    }

    /// "het lid Molenbroek (CDA)", "de leden …".
    pub fn asked_by(&self) -> String {
        let names: Vec<String> = self
            .members
            .iter()
            .map(|(name, party)| format!("{name} ({party})"))
            .collect();
        match names.as_slice() {
            [one] => format!("het lid {one}"),
            _ => format!("de leden {}", names.join(" en ")),
        }
    }

    /// ", mede namens de Minister van Defensie", or nothing.
    pub fn on_behalf(&self) -> String {
        let of = |portfolio| format!(", mede namens de minister van {portfolio}");
        self.behalf.as_ref().map(of).unwrap_or_default()
    }

    /// "minister van Defensie".
    pub fn office_of(&self) -> String {
        format!("{} van {}", self.office.to_lowercase(), self.portfolio)
    }

    /// "ah-tk-20242025-1000".
    pub fn aanhangsel(&self) -> String {
        format!("ah-tk-{}{}-{}", self.year - 1, self.year, self.paper)
    }
}

/// Sets the marks of notes, from 1 on.
pub fn cite(text: &str, next: &mut usize, mark: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for character in text.chars() {
        if character == CITED {
            *next += 1;
            out.push_str(&mark(*next));
        } else {
            out.push(character);
        }
    }
    out
}

/// "2", "2 en 3", "2, 3 en 4", from numbers that begin with 0.
pub fn numbers(group: &[usize]) -> String {
    let numbers: Vec<String> = group.iter().map(|n| (n + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} en {last}", rest.join(", ")),
        _ => numbers.concat(),
    }
}

/// The same with a capital in front.
pub fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    capitalise(&mut text);
    text
}
