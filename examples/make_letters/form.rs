//! The forms in which letters come: one content, as a ministry, the registry of the Kamer (Griffie)
//! or the Kamer's printer sets it.

use super::content::{CITED, Content, Wish, capital, cite, numbers};
use super::{house, markup, other};
use std::fmt::Write as _;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A ministry's letter: address, cover letter, signature; "Vraag 1", "Antwoord op vraag 1".
    Letter,
    /// The same without heads of answers: "1. Klopt dit?", then the answer.
    Numbered,
    /// Of the registry: "Vraag 1", "Antwoord 1".
    Griffie,
    /// Of the registry: "1", "Antwoord".
    Bare,
    /// Of the registry: "1. Klopt dit?", "Antwoord vraag 1:".
    Dotted,
    /// Of the registry: "1. Klopt dit?", "Antwoord:".
    Colon,
    /// Questions without a head; "Antwoord".
    Unnumbered,
    /// Questions in an order of their own, answered where that suits.
    Disordered,
    /// All questions, then one answer.
    OneAnswer,
    /// As programs turn a page into Markdown, with a table.
    Markdown,
    /// Printed by the Kamer (Aanhangsel): pages, notes at their foot, words broken.
    House,
    /// The same with all lines in one.
    OneLine,
    /// The same as a tool leaves it that forgets the space between lines.
    RunTogether,
    /// Questions alone, printed by the Kamer.
    Questions,
    /// Questions alone, as they were sent in.
    Sent,
    /// The answers are put off; of the registry.
    Postponed,
    /// The answers are put off; printed by the Kamer.
    HousePostponed,
    /// A committee's list of questions and answers.
    List,
    /// A committee's report in running text: no numbered questions.
    Report,
    /// A minister's letter that answers nothing.
    Notice,
    /// An official publication as XML.
    Xml,
    /// The same as a web page.
    Html,
}

impl Form {
    /// All forms, with their names.
    pub const ALL: [(&'static str, Self); 22] = [
        ("letter", Self::Letter),
        ("house", Self::House),
        ("griffie", Self::Griffie),
        ("numbered", Self::Numbered),
        ("bare", Self::Bare),
        ("one-line", Self::OneLine),
        ("dotted", Self::Dotted),
        ("colon", Self::Colon),
        ("run-together", Self::RunTogether),
        ("unnumbered", Self::Unnumbered),
        ("disordered", Self::Disordered),
        ("one-answer", Self::OneAnswer),
        ("markdown", Self::Markdown),
        ("questions", Self::Questions),
        ("sent", Self::Sent),
        ("postponed", Self::Postponed),
        ("house-postponed", Self::HousePostponed),
        ("list", Self::List),
        ("report", Self::Report),
        ("notice", Self::Notice),
        ("xml", Self::Xml),
        ("html", Self::Html),
    ];

    /// The form of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, form)| *form)
    }

    /// How its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Xml => "xml",
            Self::Html => "html",
            _ => "txt",
        }
    }

    /// What its letters may hold.
    pub const fn wish(self) -> Wish {
        let answers = !matches!(
            self,
            Self::Questions | Self::Sent | Self::Postponed | Self::HousePostponed | Self::Notice
        );
        Wish {
            answers,
            joined: matches!(
                self,
                Self::Letter
                    | Self::Griffie
                    | Self::Dotted
                    | Self::House
                    | Self::OneLine
                    | Self::RunTogether
                    | Self::Markdown
                    | Self::Xml
                    | Self::Html
            ),
            refers: answers && !matches!(self, Self::Disordered | Self::OneAnswer),
            lists: matches!(
                self,
                Self::Letter | Self::Griffie | Self::Bare | Self::Colon
            ),
            notes: matches!(
                self,
                Self::Letter
                    | Self::Numbered
                    | Self::Griffie
                    | Self::House
                    | Self::OneLine
                    | Self::RunTogether
                    | Self::Questions
                    | Self::Markdown
                    | Self::Html
            ),
        }
    }

    /// Whether its questions bear numbers, or can be counted.
    pub const fn has_questions(self) -> bool {
        !matches!(self, Self::Report | Self::Notice)
    }

    /// What the letter is called: its own number, or that of the Aanhangsel where it is printed.
    pub fn id(self, content: &Content) -> String {
        match self {
            Self::House
            | Self::OneLine
            | Self::RunTogether
            | Self::HousePostponed
            | Self::Markdown => content.aanhangsel(),
            _ => content.number.clone(),
        }
    }

    /// The letter.
    pub fn set(self, content: &Content) -> String {
        match self {
            Self::Letter => letter(content),
            Self::Numbered => numbered(content),
            Self::Griffie => griffie(
                content,
                |group| head("Vraag", group),
                |group| head("Antwoord", group),
            ),
            Self::Bare => griffie(content, numbers, |_| "Antwoord".to_owned()),
            Self::Dotted => dotted(content, |group| {
                format!("Antwoord vraag {}:", numbers(group))
            }),
            Self::Colon => dotted(content, |_| "Antwoord:".to_owned()),
            Self::Unnumbered => other::unnumbered(content),
            Self::Disordered => other::disordered(content),
            Self::OneAnswer => other::one_answer(content),
            Self::Markdown => markup::markdown(content),
            Self::House | Self::HousePostponed => house::printed(content),
            Self::OneLine => house::one_line(content),
            Self::RunTogether => house::run_together(content),
            Self::Questions => house::questions(content),
            Self::Sent => other::sent(content),
            Self::Postponed => other::postponed(content),
            Self::List => other::list(content),
            Self::Report => other::report(content),
            Self::Notice => other::notice(content),
            Self::Xml => markup::xml(content),
            Self::Html => markup::html(content),
        }
    }
}

/// "Vraag 2 en 3".
pub fn head(word: &str, group: &[usize]) -> String {
    format!("{word} {}", numbers(group))
}

/// The two lines that the registry puts on top.
pub fn griffie_title(content: &Content) -> String {
    let Content {
        paper,
        number,
        minister,
        portfolio,
        answered,
        office,
        ..
    } = content;
    format!(
        "AH {paper}\n{number}\nAntwoord van {} {minister} ({portfolio}){} (ontvangen {answered})\n\n",
        office.to_lowercase(),
        content.on_behalf()
    )
}

/// Each question under a head of its own, answers of several questions after the last of them.
fn griffie(
    content: &Content,
    question: impl Fn(&[usize]) -> String,
    answer: impl Fn(&[usize]) -> String,
) -> String {
    let mut out = griffie_title(content);
    let mut note = 0;
    for (group, paragraphs) in &content.answers {
        for number in group {
            let text = cite(&content.questions[*number], &mut note, |n| format!(" {n})"));
            let _ = write!(out, "{}\n{text}\n\n", question(&[*number]));
        }
        let _ = write!(out, "{}\n{}\n\n", answer(group), paragraphs.join("\n"));
    }
    sources(content, &mut out, |n| format!("{n})"));
    out
}

/// Number and question in one paragraph.
fn dotted(content: &Content, answer: impl Fn(&[usize]) -> String) -> String {
    let mut out = griffie_title(content);
    for (group, paragraphs) in &content.answers {
        for number in group {
            let _ = write!(out, "{}. {}\n\n", number + 1, content.questions[*number]);
        }
        let _ = write!(out, "{}\n{}\n\n", answer(group), paragraphs.join("\n"));
    }
    out
}

/// What members gave as their sources, at the very end.
fn sources(content: &Content, out: &mut String, mark: impl Fn(usize) -> String) {
    for (at, note) in content.notes.iter().enumerate() {
        let _ = writeln!(out, "{} {note}", mark(at + 1));
    }
}

/// The cover letter of a ministry.
pub fn cover(content: &Content, body: &str) -> String {
    let Content {
        answered,
        subject,
        minister,
        ..
    } = content;
    let office = content.office_of();
    let behalf = content.behalf.as_ref();
    let behalf = behalf.map_or(String::new(), |of| {
        format!("Mede namens de minister van {of},\n\n")
    });
    format!(
        "> Retouradres Postbus 20000 2500 AA Den Haag\n\nAan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\n\
         Postbus 20018\n2500 EA DEN HAAG\n\nDatum\n{answered}\nOnderwerp\nBeantwoording vragen over {subject}\n\n\
         Geachte voorzitter,\n\n{body}\n\nHoogachtend,\n\n{behalf}De {office},\n\n\n{minister}\n\n"
    )
}

fn letter(content: &Content) -> String {
    let Content {
        asked,
        number,
        subject,
        ..
    } = content;
    let asked_by = content.asked_by();
    let body = format!(
        "In antwoord op uw brief van {asked}, nr. {number}, deel ik u mede dat de vragen van {asked_by} over \
         {subject} worden beantwoord zoals aangegeven in de bijlage van deze brief."
    );
    let mut out = cover(content, &body);
    let _ = write!(
        out,
        "{number}\n\nAntwoorden van de {}{} op vragen van {asked_by} over {subject}\n\n",
        content.office_of(),
        content.on_behalf()
    );
    let mut note = 0;
    for (group, paragraphs) in &content.answers {
        for number in group {
            let text = cite(&content.questions[*number], &mut note, |n| {
                format!(" [{n}]")
            });
            let _ = write!(out, "Vraag {}\n{text}\n\n", number + 1);
        }
        let word = if group.len() == 1 { "vraag" } else { "vragen" };
        let _ = write!(
            out,
            "Antwoord op {word} {}\n{}\n\n",
            numbers(group),
            paragraphs.join("\n")
        );
    }
    sources(content, &mut out, |n| format!("[{n}]"));
    out
}

/// Lines of pages with notes at their foot; question and answer are told apart by the number and the
/// question mark alone.
fn numbered(content: &Content) -> String {
    let Content {
        asked,
        number,
        subject,
        ..
    } = content;
    let body = format!(
        "Hierbij bied ik u de antwoorden aan op de vragen van {} over {subject}, ingezonden op {asked} met kenmerk {number}.",
        content.asked_by()
    );
    let mut out = cover(content, &house::lines(&body, house::LETTER).join("\n"));
    let _ = write!(out, "{number}\n\n");
    out.push_str(&house::foot_notes(content));
    out
}

/// The text without the places of notes.
pub fn without_notes(text: &str) -> String {
    text.replace(CITED, "")
}

/// "Vragen van het lid … aan de Minister van … over … (ingezonden …)."
pub fn title_of_questions(content: &Content) -> String {
    let office = capital(&content.office_of());
    format!(
        "Vragen van {} aan de {office} over {} (ingezonden {}).",
        content.asked_by(),
        content.subject,
        content.asked
    )
}
