//! Forms in which numbers, heads or answers are missing or stand in an order of their own.

use super::content::{Content, capital, numbers};
use super::form::{cover, griffie_title, title_of_questions, without_notes};
use super::house::put_off;
use std::fmt::Write as _;

/// Questions that bear neither number nor head.
pub fn unnumbered(content: &Content) -> String {
    let mut out = griffie_title(content);
    for (group, paragraphs) in &content.answers {
        for number in group {
            let _ = write!(out, "{}\n\n", content.questions[*number]);
        }
        let _ = write!(out, "Antwoord\n{}\n\n", paragraphs.join("\n"));
    }
    out
}

/// Even numbers are answered after the question that follows them: 2, 4; answer of both; 3.
pub fn disordered(content: &Content) -> String {
    let mut out = griffie_title(content);
    let ask = |out: &mut String, number: usize| {
        let _ = write!(
            out,
            "Vraag {}\n{}\n\n",
            number + 1,
            content.questions[number]
        );
    };
    let answer = |out: &mut String, group: &[usize]| {
        let paragraphs = group.iter().flat_map(|n| content.answers[*n].1.clone());
        let paragraphs: Vec<String> = paragraphs.collect();
        let word = if group.len() == 1 {
            "Antwoord"
        } else {
            "Antwoorden"
        };
        let _ = write!(
            out,
            "{word} op vraag {}\n{}\n\n",
            numbers(group),
            paragraphs.join("\n")
        );
    };
    let mut number = 0;
    while number < content.questions.len() {
        if number % 3 == 1 && number + 2 < content.questions.len() {
            ask(&mut out, number);
            ask(&mut out, number + 2);
            answer(&mut out, &[number, number + 2]);
            ask(&mut out, number + 1);
            answer(&mut out, &[number + 1]);
            number += 3;
        } else {
            ask(&mut out, number);
            answer(&mut out, &[number]);
            number += 1;
        }
    }
    out
}

/// One answer of all questions.
pub fn one_answer(content: &Content) -> String {
    let mut out = griffie_title(content);
    for (number, question) in content.questions.iter().enumerate() {
        let _ = write!(out, "Vraag {}\n{question}\n\n", number + 1);
    }
    let all: Vec<usize> = (0..content.questions.len()).collect();
    let paragraphs: Vec<&str> = content
        .answers
        .iter()
        .flat_map(|(_, a)| a)
        .map(String::as_str)
        .collect();
    let _ = write!(
        out,
        "Antwoord vragen {}\n{}\n",
        numbers(&all),
        paragraphs.join("\n")
    );
    out
}

/// As members send questions in: the number on a line of its own.
pub fn sent(content: &Content) -> String {
    let title = title_of_questions(content);
    let mut out = format!(
        "{}\n(ingezonden {})\n\n{title}\n\n",
        content.number, content.asked
    );
    for (number, question) in content.questions.iter().enumerate() {
        let _ = write!(out, "{}.\n{}\n\n", number + 1, without_notes(question));
    }
    out
}

/// A notice in place of answers.
pub fn postponed(content: &Content) -> String {
    let Content {
        paper,
        number,
        minister,
        portfolio,
        answered,
        office,
        ..
    } = content;
    let mut out = format!(
        "AH {paper}\n{number}\nMededeling van {} {minister} ({portfolio}) (ontvangen {answered})\n\n",
        office.to_lowercase()
    );
    for (number, question) in content.questions.iter().enumerate() {
        let _ = write!(out, "Vraag {}\n{question}\n\n", number + 1);
    }
    let _ = write!(out, "Mededeling\n{}\n", put_off(content));
    out
}

/// What a committee asked for facts, with the answers: a number, a question, its answer.
pub fn list(content: &Content) -> String {
    let Content {
        subject,
        answered,
        number,
        ..
    } = content;
    let mut out = format!(
        "{number}\n\nLIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld {answered}\n\nDe vaste commissie voor {} heeft een \
         aantal vragen voorgelegd aan de {} over {subject}.\n\n",
        content.portfolio,
        content.office_of()
    );
    for (group, paragraphs) in &content.answers {
        for number in group {
            let _ = write!(out, "{}\n{}\n\n", number + 1, content.questions[*number]);
        }
        let _ = write!(out, "Antwoord\n{}\n\n", paragraphs.join("\n"));
    }
    out
}

/// Questions of parliamentary groups as running text, and the answers.
pub fn report(content: &Content) -> String {
    let Content {
        subject,
        answered,
        portfolio,
        ..
    } = content;
    let mut out = format!(
        "{}\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld {answered}\n\nBinnen de vaste commissie voor {portfolio} \
         hebben enkele fracties de behoefte om vragen en opmerkingen voor te leggen over {subject}.\n\n\
         I Vragen en opmerkingen vanuit de fracties\n\n",
        content.number
    );
    for (_, party) in &content.members {
        let _ = write!(
            out,
            "Vragen en opmerkingen van de leden van de {party}-fractie\n\nDe leden van de {party}-fractie hebben met \
             belangstelling kennisgenomen van de brief over {subject}. Zij vragen wanneer daar meer over bekend is.\n\n"
        );
    }
    let _ = write!(out, "II Reactie van de {}\n\n", content.office_of());
    for (_, paragraphs) in &content.answers {
        let _ = write!(out, "{}\n\n", paragraphs.join("\n\n"));
    }
    out
}

/// A letter that answers no questions.
pub fn notice(content: &Content) -> String {
    let body = format!(
        "Hierbij bericht ik u over {}. {} is daar volgend jaar meer over bekend.",
        content.subject,
        capital("naar verwachting")
    );
    format!("{}\n\n{}", content.number, cover(content, &body))
}
