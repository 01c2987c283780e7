//! Official publications as XML and as web pages, written here in the structure that they have.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::letter::{Letter, LetterKind};
use kamergraph::source::{Media, Source};
use kamergraph::text::{LineKind, Text};

const XML: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie>
  <metadata>
    <meta name="OVERHEIDop.vraagnummer" content="2031Z00099"/>
  </metadata>
  <kamervragen>
    <kamervraagkop>
      <tekstregel inhoud="kamer">Tweede Kamer der Staten-Generaal</tekstregel>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2030–2031</tekstregel>
      <tekstregel inhoud="titel">Aanhangsel van de Handelingen</tekstregel>
      <tekstregel inhoud="ondertitel">Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden</tekstregel>
    </kamervraagkop>
    <kamervraagnummer>99</kamervraagnummer>
    <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>De Kade</achternaam></naam> (X) aan de <organisatie>Minister van Financiën</organisatie> over <kamervraagonderwerp>oude kades</kamervraagonderwerp> (ingezonden <datum isodatum="2031-05-03">3 mei 2031</datum>).</kamervraagomschrijving>
    <kamervraagomschrijving type="antwoord">Antwoord van Minister <naam><achternaam>Sluis</achternaam></naam> (Financiën) (ontvangen <datum isodatum="2031-05-09"/>).</kamervraagomschrijving>
    <vraag>
      <nr>Vraag 1</nr>
      <al>Kent u het bericht <nadruk type="cur">Kades
        verzakken</nadruk>?<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>De Kadekrant, 2 mei 2031.</noot.al></noot></al>
    </vraag>
    <antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>
    <vraag><nr>2</nr><al>Wie betaalt?</al></vraag>
    <vraag><nr>3</nr><al>Wanneer?</al></vraag>
    <antwoord>
      <nr>2 en 3</nr>
      <al>Dat hangt af van:</al>
      <lijst><li><li.nr>a.</li.nr><al>de provincie;</al></li><li><li.nr>b.</li.nr><al>de winter.</al></li></lijst>
    </antwoord>
    <kamervraagopmerking><al>Deze vragen vullen eerdere vragen aan.</al></kamervraagopmerking>
  </kamervragen>
</officiele-publicatie>
"#;

const HTML: &str = r##"<!DOCTYPE html>
<html><head><title>Aanhangsel</title>
<meta name="OVERHEIDop.vraagnummer" content="2031Z00099">
<meta name="OVERHEIDop.datumOntvangst" content="2031-05-09">
<script>if (1 < 2) { document.write("<p>Vraag 9</p>"); }</script></head>
<body><nav><ul><li>Vraag 8</ul></nav>
<div id="broodtekst">
<table><tr><td>Tweede Kamer der Staten-Generaal<td>2030-2031<td>99</table>
<h1 class="kamervraagomschrijving_kop">Vragen van het lid De Kade (X) aan de Minister van Financi&euml;n over oude kades (ingezonden 3&nbsp;mei 2031)</h1>
<div class="vraag"><h2 class="stuktitel">Vraag 1</h2>
<p>Kent u het bericht<a href="#n1"><sup>1</sup></a> over de <b>kades</b> van 3 km<sup>2</sup>?
<p></div>
<div class="antwoord"><p class="nummer">1</p><p>Ja.</p></div>
<div class="vraag"><p>Wie betaalt?</p></div>
<div class="antwoord"><p>De gemeenten:</p><ol><li>groot<li>klein</ol></div>
<div class="voet noot" id="n1"><p><span class="nootnum">1.</span> De Kadekrant &amp; co.</p></div>
</div>
<footer>Over deze site</footer></body></html>
"##;

fn read(text: &str) -> (Source, Text) {
    let source = Source::memory("brief", text.as_bytes().to_vec()).unwrap();
    let text = Text::read(&source).unwrap();
    (source, text)
}

fn letter(text: &str) -> Letter {
    let (source, text) = read(text);
    Letter::read(&text, &source)
}

fn questions(letter: &Letter) -> Vec<(u32, &str, &str)> {
    let of = |span: kamergraph::span::Span| span.of(&letter.text);
    letter
        .questions
        .iter()
        .map(|q| (q.number, of(q.text), q.answer.map(of).unwrap_or_default()))
        .collect()
}

fn notes(letter: &Letter) -> Vec<(&str, &str, &[usize])> {
    let body = |n: &kamergraph::letter::Note| n.body.map(|b| b.of(&letter.text));
    let notes = letter.notes.iter();
    notes
        .map(|n| {
            (
                n.mark.as_str(),
                body(n).unwrap_or_default(),
                n.cited_by.as_slice(),
            )
        })
        .collect()
}

#[test]
fn an_official_publication() {
    let letter = letter(XML);
    assert_eq!(letter.kind, LetterKind::Answers);
    assert_eq!(letter.z_number.as_deref(), Some("2031Z00099"));
    assert_eq!(
        letter.aanhangsel,
        Some(("2030-2031".to_owned(), "99".to_owned()))
    );
    assert_eq!(letter.asked_on.unwrap().to_string(), "2031-05-03");
    assert_eq!(letter.answered_on.unwrap().to_string(), "2031-05-09");
    assert_eq!(letter.subject.unwrap().of(&letter.text), "oude kades");
    let shared = "Dat hangt af van:\na. de provincie;\nb. de winter.";
    assert_eq!(
        questions(&letter),
        [
            (1, "Kent u het bericht Kades verzakken?", "Ja."),
            (2, "Wie betaalt?", shared),
            (3, "Wanneer?", shared),
        ]
    );
    assert_eq!(
        notes(&letter),
        [("1", "De Kadekrant, 2 mei 2031.", &[0][..])]
    );
    assert_eq!(
        letter
            .parts
            .iter()
            .filter(|p| p.questions.is_empty())
            .count(),
        2
    );
}

#[test]
fn a_web_page() {
    let letter = letter(HTML);
    assert_eq!(
        letter.aanhangsel,
        Some(("2030-2031".to_owned(), "99".to_owned()))
    );
    assert_eq!(letter.z_number.as_deref(), Some("2031Z00099"));
    assert_eq!(letter.answered_on.unwrap().to_string(), "2031-05-09");
    assert_eq!(letter.askers[0].name.of(&letter.text), "De Kade");
    assert_eq!(
        questions(&letter),
        [
            (1, "Kent u het bericht over de kades van 3 km2?", "Ja."),
            (2, "Wie betaalt?", "De gemeenten:\n1. groot\n2. klein"),
        ]
    );
    assert_eq!(notes(&letter), [("1", "De Kadekrant & co.", &[0][..])]);
    assert!(
        !letter.text.contains("site") && !letter.text.contains("Vraag 8"),
        "{}",
        letter.text
    );
}

#[test]
fn forms_are_told_by_content() {
    let of = |text: &str| Source::memory("x", text.as_bytes().to_vec()).unwrap().media;
    assert_eq!(of(XML), Media::Xml);
    assert_eq!(of(&format!("\u{feff}\n{XML}")), Media::Xml);
    assert_eq!(of(HTML), Media::Html);
    assert_eq!(of("<div class='vraag'>Vraag 1"), Media::Html);
    assert_eq!(
        of("<?xml version='1.0'?><!DOCTYPE html><html/>"),
        Media::Html
    );
    for text in ["Vraag 1\n<b>", "< 5 procent", "<<Kades>>", "<"] {
        assert_eq!(of(text), Media::Text, "{text}");
    }
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(XML.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let source = Source::memory("x", wide).unwrap();
    assert_eq!(source.media, Media::Xml);
    let letter = Letter::read(&Text::read(&source).unwrap(), &source);
    assert_eq!(letter.questions.len(), 3);
}

#[test]
fn every_line_knows_its_line_in_the_source() {
    for source in [XML, HTML] {
        let (_, text) = read(source);
        let line = text
            .lines
            .iter()
            .find(|l| text.line(l) == "Wie betaalt?")
            .unwrap();
        let want = source
            .lines()
            .position(|l| l.contains("Wie betaalt?"))
            .unwrap()
            + 1;
        assert_eq!(line.place.line as usize, want);
    }
}

#[test]
fn loose_pages_keep_their_words() {
    let (_, text) =
        read("<p>Vraag 1<br>Klopt <i>dit</b>?<p>Antwoord 1<br/>Ja &amp; nee &euro; 3 < 5.</div>");
    let words: Vec<&str> = text
        .lines
        .iter()
        .filter(|l| l.kind != LineKind::Note(String::new()))
        .map(|l| text.line(l))
        .collect();
    assert_eq!(
        words,
        [
            "",
            "Vraag 1",
            "Klopt dit?",
            "",
            "Antwoord 1",
            "Ja & nee € 3 < 5."
        ]
    );
}

#[test]
fn a_postponed_answer() {
    let xml = "<officiele-publicatie><kamervragen><vraag><nr>Vraag 1</nr><al>Klopt dit?</al></vraag>\
        <kamervraagopmerking><al>De vragen kunnen niet binnen de termijn worden beantwoord.</al>\
        </kamervraagopmerking></kamervragen></officiele-publicatie>";
    assert_eq!(letter(xml).kind, LetterKind::Postponed);
}

#[test]
fn broken_files_say_so() {
    let error = |text: &str| {
        let source = Source::memory("brief.xml", text.as_bytes().to_vec()).unwrap();
        Text::read(&source).unwrap_err().to_string()
    };
    assert!(error("<?xml version='1.0'?><a><!- </a>").contains("fetch it again"));
    assert!(error("<?xml version='1.0'?><a><b/></a>").contains("no text"));
    let (_, text) = read("<?xml version='1.0'?><a><al>Klopt dit?</al>");
    assert!(text.warnings.iter().any(|w| w.contains("breaks off")));
    let (_, text) = read("<?xml version='1.0'?><a><al>Klopt dit?</al>\n<al>Ja.</al><!- </a>");
    assert_eq!(text.content, "Klopt dit?\nJa.\n");
    assert!(
        text.warnings[0].contains("broken in line 2"),
        "{:?}",
        text.warnings
    );
}

#[test]
fn tags_that_do_not_fit_each_other_are_put_up_with() {
    let whole = read(XML).1;
    let damaged = XML
        .replacen("</nadruk>", "", 1)
        .replacen("</vraag>", "</al></vraag>", 1);
    assert_ne!(damaged, XML);
    let (source, text) = read(&damaged);
    assert!(
        text.warnings[0].contains("do not fit"),
        "{:?}",
        text.warnings
    );
    assert_eq!(
        questions(&Letter::read(&text, &source)),
        questions(&Letter::read(&whole, &source))
    );
}

#[test]
fn no_bytes_make_it_panic() {
    for whole in [XML, HTML] {
        let mut state = 7_u32;
        for round in 0..300 {
            let mut bytes = whole.as_bytes().to_vec();
            bytes.truncate(bytes.len() * (round + 1) / 300);
            for _ in 0..8 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = (state >> 24) as u8;
            }
            if let Ok(source) = Source::memory("brief", bytes)
                && let Ok(text) = Text::read(&source)
            {
                Letter::read(&text, &source);
            }
        }
    }
    let deep = format!("<html>{}", "<div>".repeat(200_000));
    let source = Source::memory("brief", deep.into_bytes()).unwrap();
    assert!(Text::read(&source).is_err());
    let deep = format!("<?xml version='1.0'?>{}", "<a>".repeat(200_000));
    let source = Source::memory("brief", deep.into_bytes()).unwrap();
    assert!(Text::read(&source).is_err());
}

#[test]
fn a_real_debate_gives_what_is_there() {
    let Some(shared) = letters::shared() else {
        return;
    };
    for path in letters::children(&shared.join("letters/xml")) {
        let extraction = letters::extract(&path);
        assert_eq!(extraction.letter.kind, LetterKind::Other);
        assert!(
            extraction
                .letter
                .warnings
                .iter()
                .any(|w| w.contains("no questions"))
        );
        assert!(letters::graph(&extraction).edges().next().is_some());
    }
}
