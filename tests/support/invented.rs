//! Letters that nobody wrote, small and made by hand, for tests of the later stages.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test file uses a part of it, and a test fails by panicking"
)]

use kamergraph::graph::{Graph, GraphBuilder};
use kamergraph::letter::{Letter, LetterKind, Part, PartKind, Question, Referral};
use kamergraph::mention::{Entity, Mention, Mentions, Parties};
use kamergraph::model::Model;
use kamergraph::relation::{Claim, Evidence, Status};
use kamergraph::span::Span;
use kamergraph::vocab::BASE_IRI;

const ASKER: &str = "Alberts";

/// A letter with its mentions and claims, as the stages before would hand them on.
pub struct Invented {
    pub letter: Letter,
    pub sentences: Vec<Span>,
    pub mentions: Mentions,
    pub claims: Vec<Claim>,
}

pub fn model() -> Model {
    Model::embedded().expect("the model is in order")
}

/// Subject, predicate, object, status and number of the question that says so.
pub type Said<'a> = (usize, &'a str, usize, Status, u32);

/// The text of a letter, and where in it things stand.
struct Draft {
    text: String,
    heading: Span,
    questions: [Span; 2],
    answer: Span,
    /// The names in the first question.
    names: Vec<Span>,
    /// The sentences of the answer.
    sentences: Vec<Span>,
}

impl Draft {
    fn new(names: &[(&str, &str)], said: &[Said<'_>]) -> Self {
        let mut text = String::new();
        let put = |text: &mut String, piece: &str| {
            let start = text.len();
            text.push_str(piece);
            Span::new(start, text.len())
        };
        let heading = put(
            &mut text,
            &format!("Vragen van het lid {ASKER} aan de minister van Verzinsels"),
        );
        let mut first = put(&mut text, "\nKent u dit? En wat is er waar van");
        first.start += 1;
        let mut places = Vec::new();
        for (_, name) in names {
            put(&mut text, ", ");
            places.push(put(&mut text, name));
        }
        first.end = put(&mut text, "?").end;
        put(&mut text, "\n");
        let second = put(&mut text, "Is dat genoeg?");
        put(&mut text, "\n");
        let mut answer = put(&mut text, "Zie het antwoord op vraag 1.");
        let mut sentences = Vec::new();
        for (subject, predicate, object, _, _) in said {
            put(&mut text, " ");
            let (subject, object) = (names[*subject].1, names[*object].1);
            sentences.push(put(
                &mut text,
                &format!("Zo is {subject} {predicate} {object} — zeker."),
            ));
        }
        answer.end = text.len();
        text.push('\n');
        Self {
            text,
            heading,
            questions: [first, second],
            answer,
            names: places,
            sentences,
        }
    }

    fn find(&self, words: &str) -> Span {
        let at = self.text.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn chars(&self, span: Span) -> Span {
        let at = |byte: usize| self.text[..byte].chars().count();
        Span::new(at(span.start), at(span.end))
    }

    /// The sentences of the whole letter; the first question is two.
    fn all_sentences(&self) -> Vec<Span> {
        let cut = self.questions[0].start + "Kent u dit?".len();
        let mut all = vec![
            self.heading,
            Span::new(self.questions[0].start, cut),
            Span::new(cut + 1, self.questions[0].end),
            self.questions[1],
            self.find("Zie het antwoord op vraag 1."),
        ];
        all.extend(&self.sentences);
        all
    }

    fn letter(self, id: &str) -> Letter {
        let part = |kind, span, questions: &[usize]| Part {
            kind,
            span,
            questions: questions.to_vec(),
            note: None,
        };
        Letter {
            id: id.to_owned(),
            sha256: format!("{:064x}", id.len()),
            kind: LetterKind::Answers,
            subject: Some(self.heading),
            z_number: None,
            aanhangsel: Some(("2023-2024".into(), "12".into())),
            asked_on: Some(jiff::civil::date(2024, 2, 29)),
            answered_on: None,
            askers: vec![],
            addressees: vec![],
            answerers: vec![],
            parts: vec![
                part(PartKind::Heading, self.heading, &[]),
                part(PartKind::Question, self.questions[0], &[0]),
                part(PartKind::Question, self.questions[1], &[1]),
                part(PartKind::Answer, self.answer, &[1]),
            ],
            questions: vec![
                Question {
                    number: 1,
                    text: self.questions[0],
                    answer: None,
                },
                Question {
                    number: 2,
                    text: self.questions[1],
                    answer: Some(self.answer),
                },
            ],
            referrals: vec![Referral {
                from: 1,
                to: 0,
                span: self.find("vraag 1"),
            }],
            notes: vec![],
            origins: vec![],
            warnings: vec![],
            text: self.text,
        }
    }
}

fn entity(model: &Model, class: &str, name: &str) -> Entity {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let slug: String = name.to_lowercase().chars().map(plain).collect();
    Entity {
        key: format!("id/{}/{slug}", class.to_lowercase()).into(),
        concept: None,
        classes: vec![model.class(class).expect(class)].into(),
        label: name.into(),
        alt_labels: vec![name.to_uppercase()],
        listed: None,
    }
}

/// A letter with an entity for each of `names` (class and name), a question that names all of them
/// and an answer that says each of `said` in a sentence of its own.
pub fn letter(model: &Model, id: &str, names: &[(&str, &str)], said: &[Said<'_>]) -> Invented {
    let draft = Draft::new(names, said);
    let mention = |entity, part, span| Mention {
        span,
        part,
        entity,
        rule: "name",
        anaphor: false,
    };
    let mut mentions = Mentions::default();
    for (at, ((class, name), place)) in names.iter().zip(&draft.names).enumerate() {
        mentions.entities.push(entity(model, class, name));
        mentions.mentions.push(mention(at, 1, *place));
    }
    mentions.entities.push(entity(model, "Person", ASKER));
    let person = names.len();
    mentions
        .mentions
        .push(mention(person, 0, draft.find(ASKER)));
    mentions.parties = Parties {
        askers: vec![person],
        answerers: vec![],
    };
    let claim = |((subject, predicate, object, status, number), span): (&Said<'_>, &Span)| Claim {
        subject: *subject,
        predicate: model.predicate(predicate).expect(predicate),
        object: *object,
        status: *status,
        evidence: vec![Evidence {
            letter: id.into(),
            question: *number,
            span: *span,
            chars: draft.chars(*span),
            quote: span.of(&draft.text).into(),
            rule: format!("{predicate}-test").into(),
            place: None,
        }],
    };
    let claims = said.iter().zip(&draft.sentences).map(claim).collect();
    Invented {
        sentences: draft.all_sentences(),
        letter: draft.letter(id),
        mentions,
        claims,
    }
}

/// The graph of some letters, in the order given.
pub fn graph<'a>(model: &Model, letters: impl IntoIterator<Item = &'a Invented>) -> Graph {
    let mut builder = GraphBuilder::new(BASE_IRI, model);
    for one in letters {
        builder.add(&one.letter, &one.sentences, &one.mentions, &one.claims);
    }
    builder.finish("test")
}

/// Two letters that share entities, with claims of every status, and names that do their worst.
pub fn pair(model: &Model) -> [Invented; 2] {
    const INSPECTION: (&str, &str) = (
        "Regulator",
        "Inspectie \"Recht\" & <script>alert('x')</script>",
    );
    const ACT: (&str, &str) = ("Legislation", "Wet op de\\de dubbele streep");
    let one = letter(
        model,
        "2099Z00001",
        &[
            INSPECTION,
            ACT,
            ("Document", "Kamerstuk 99 123, nr. 4"),
            ("Organisation", "שלום עולם 🦀 Stichting\u{202e}"),
        ],
        &[
            (0, "oversees", 1, Status::Stated, 2),
            (0, "oversees", 1, Status::Asked, 2),
            (2, "describes", 1, Status::Stated, 2),
            (3, "cooperatesWith", 0, Status::Stated, 2),
            (0, "cooperatesWith", 3, Status::Planned, 2),
            (3, "implements", 1, Status::Denied, 0),
        ],
    );
    let other = letter(
        model,
        "naam met spatie #1?",
        &[INSPECTION, ACT, ("Programme", "Proef\tmet een tab")],
        &[
            (0, "oversees", 1, Status::Stated, 2),
            (0, "funds", 2, Status::Stated, 2),
            (2, "funds", 2, Status::Stated, 2),
        ],
    );
    [one, other]
}
