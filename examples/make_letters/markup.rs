//! Letters with tags and marks: official XML, web pages, Markdown.

use super::content::{Content, cite};
use super::form::{head, title_of_questions, without_notes};
use std::fmt::Write as _;

fn answer_line(content: &Content) -> String {
    let Content {
        office,
        minister,
        portfolio,
        answered,
        ..
    } = content;
    let behalf = content.on_behalf().replace("minister", "Minister");
    format!("Antwoord van {office} {minister} ({portfolio}){behalf} (ontvangen {answered}).")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The XML of official publications.
pub fn xml(content: &Content) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<officiele-publicatie>\n<metadata><meta name=\"OVERHEIDop.vraagnummer\" \
         content=\"{}\"/></metadata>\n<kamervragen>\n<kamervraagkop><tekstregel inhoud=\"kamer\">Tweede Kamer der \
         Staten-Generaal</tekstregel><tekstregel inhoud=\"vergaderjaar\">Vergaderjaar {}</tekstregel></kamervraagkop>\n\
         <kamervraagnummer>{}</kamervraagnummer>\n<kamervraagomschrijving type=\"vraag\">{}</kamervraagomschrijving>\n\
         <kamervraagomschrijving type=\"antwoord\">{}</kamervraagomschrijving>\n",
        content.number,
        content.session,
        content.paper,
        escape(&title_of_questions(content)),
        escape(&answer_line(content))
    );
    for (group, paragraphs) in &content.answers {
        for number in group {
            let text = escape(&without_notes(&content.questions[*number]));
            let _ = writeln!(
                out,
                "<vraag><nr>{}</nr><al>{text}</al></vraag>",
                head("Vraag", &[*number])
            );
        }
        let _ = write!(out, "<antwoord><nr>{}</nr>", head("Antwoord", group));
        for paragraph in paragraphs {
            let _ = write!(out, "<al>{}</al>", escape(paragraph));
        }
        out.push_str("</antwoord>\n");
    }
    out.push_str("</kamervragen>\n</officiele-publicatie>\n");
    out
}

/// A web page of official publications, with a table below the last answer's text.
pub fn html(content: &Content) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Aanhangsel</title>\n\
         <meta name=\"OVERHEIDop.vraagnummer\" content=\"{}\"></head>\n<body><div id=\"broodtekst\">\n\
         <h1 class=\"kamervraagomschrijving_kop\">{}</h1>\n<h1 class=\"kamervraagomschrijving_kop\">{}</h1>\n",
        content.number,
        escape(&title_of_questions(content)),
        escape(&answer_line(content))
    );
    let mut note = 0;
    for (group, paragraphs) in &content.answers {
        for number in group {
            let cited = |n| format!("<a href=\"#n{n}\"><sup>{n}</sup></a>");
            let text = cite(&escape(&content.questions[*number]), &mut note, cited);
            let head = head("Vraag", &[*number]);
            let _ = writeln!(
                out,
                "<div class=\"vraag\"><h2 class=\"stuktitel\">{head}</h2>\n<p>{text}</p></div>"
            );
        }
        let head = head("Antwoord", group);
        let _ = writeln!(
            out,
            "<div class=\"antwoord\"><h2 class=\"stuktitel\">{head}</h2>"
        );
        for paragraph in paragraphs {
            let _ = writeln!(out, "<p>{}</p>", escape(paragraph));
        }
        if group.len() > 1 {
            out.push_str("<table><tr><th>Jaar</th><th>Aantal</th></tr>");
            for year in content.year - 3..content.year {
                let _ = write!(out, "<tr><td>{year}</td><td>{}</td></tr>", year % 89 + 7);
            }
            out.push_str("</table>\n");
        }
        out.push_str("</div>\n");
    }
    for (at, text) in content.notes.iter().enumerate() {
        let number = at + 1;
        let text = escape(text);
        let _ = writeln!(
            out,
            "<div class=\"voet noot\" id=\"n{number}\"><p><span class=\"nootnum\">{number}</span> {text}</p></div>"
        );
    }
    out.push_str("</div></body></html>\n");
    out
}

/// A printed letter as programs turn it into Markdown.
pub fn markdown(content: &Content) -> String {
    let mut out = format!(
        "# Aanhangsel van de Handelingen\n\n{}\n\n**{}**\n\n**{}**\n\n",
        content.aanhangsel(),
        title_of_questions(content),
        answer_line(content)
    );
    let mut note = 0;
    for (group, paragraphs) in &content.answers {
        let _ = write!(out, "## **{}**\n\n", head("Vraag", group));
        for number in group {
            let text = cite(&content.questions[*number], &mut note, |n| {
                format!("[{n} ]")
            });
            let _ = write!(out, "{text}\n\n");
        }
        let _ = write!(
            out,
            "## **{}**\n\n{}\n\n",
            head("Antwoord", group),
            paragraphs.join("\n\n")
        );
        if group.len() > 1 {
            out.push_str("| Jaar | Aantal |\n|---|---|\n");
            for year in content.year - 3..content.year {
                let _ = writeln!(out, "| {year} | {} |", year % 89 + 7);
            }
            out.push('\n');
        }
    }
    for (at, text) in content.notes.iter().enumerate() {
        let _ = write!(out, "{} {text}\n\n", at + 1);
    }
    out
}
