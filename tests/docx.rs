//! Word files: built here, part by part, from invented sentences.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kamergraph::letter::{Letter, LetterKind, PartKind};
use kamergraph::source::{Media, Source};
use kamergraph::text::{LineKind, Text};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const HEAD: &str = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\
    <w:ROOT xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>";

/// A part of a Word file.
fn part(root: &str, body: &str) -> String {
    format!("{}{body}</w:{root}>", HEAD.replace("ROOT", root))
}

/// A Word file of a body and further parts, each named by its kind: `footnotes`.
fn docx(body: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let list = |entries: String| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             {entries}</Relationships>"
        )
    };
    let entry = |kind: &str, target: &str| {
        format!("<Relationship Id='{target}' Type='{types}/{kind}' Target='{target}'/>")
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add(
        "_rels/.rels",
        &list(entry("officeDocument", "word/document2.xml")),
    );
    add(
        "word/document2.xml",
        &part("document", &format!("<w:body>{body}</w:body>")),
    );
    let mut entries = String::new();
    for (index, (kind, text)) in parts.iter().enumerate() {
        entries.push_str(&entry(kind, &format!("{kind}{index}.xml")));
        add(&format!("word/{kind}{index}.xml"), text);
    }
    add("word/_rels/document2.xml.rels", &list(entries));
    zip.finish().unwrap().into_inner()
}

/// A paragraph of one run.
fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>")
}

fn read(bytes: Vec<u8>) -> Text {
    Text::read(&Source::memory("brief", bytes).unwrap()).unwrap()
}

/// The lines that hold words, notes with their mark before them.
fn lines(text: &Text) -> Vec<String> {
    text.lines
        .iter()
        .filter(|l| !l.span.is_empty())
        .map(|l| match &l.kind {
            LineKind::Note(mark) => format!("[{mark}] {}", text.line(l)),
            _ => text.line(l).to_owned(),
        })
        .collect()
}

fn body(xml: &str) -> Vec<String> {
    lines(&read(docx(xml, &[])))
}

fn error(bytes: Vec<u8>) -> String {
    Text::read(&Source::memory("brief.docx", bytes).unwrap())
        .unwrap_err()
        .to_string()
}

#[test]
fn paragraphs_tables_and_boxes_in_order() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(words));
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>\
         <w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>Naast het kader.</w:t></w:r></w:p>",
        p("In het kader.")
    );
    let xml = [
        p("Eerst dit."),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell("Datum"),
            cell("3 mei 2031")
        ),
        text_box,
        p("Tot slot dit."),
    ]
    .concat();
    assert_eq!(
        body(&xml),
        [
            "Eerst dit.",
            "Datum",
            "3 mei 2031",
            "In het kader.",
            "Naast het kader.",
            "Tot slot dit."
        ]
    );
}

#[test]
fn what_a_reader_does_not_see_is_left_out() {
    let run = |setting: &str, words: &str| {
        format!("<w:r><w:rPr>{setting}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>")
    };
    let xml = format!(
        "<w:p>{}{}{}<w:del><w:r><w:delText>weg</w:delText><w:t>weg</w:t></w:r></w:del>\
         <w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p>",
        run("", "De brug "),
        run("<w:vanish/>", "verborgen "),
        run("<w:vanish w:val='0'/>", "is "),
        run("", "nieuw."),
        run("", "verplaatst"),
    );
    assert_eq!(body(&xml), ["De brug is nieuw."]);
    let row = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p><w:r><w:t>weg</w:t></w:r></w:p>\
               </w:tc></w:tr>";
    assert_eq!(
        body(&format!("<w:tbl>{row}</w:tbl>{}", p("Blijft."))),
        ["Blijft."]
    );
    let sdt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("Klik hier om te typen."),
        p("Getypt.")
    );
    assert_eq!(body(&sdt), ["Getypt."]);
}

#[test]
fn styles_hide_and_joined_paragraphs_are_one() {
    let styles = part(
        "styles",
        "<w:style w:type='paragraph' w:styleId='Basis'><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='Intern'><w:basedOn w:val='Basis'/></w:style>",
    );
    let xml = format!(
        "<w:p><w:pPr><w:pStyle w:val='Intern'/></w:pPr><w:r><w:t>Alleen voor ons.</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>De sluis </w:t></w:r></w:p>{}",
        p("is dicht.")
    );
    assert_eq!(
        lines(&read(docx(&xml, &[("styles", styles)]))),
        ["De sluis is dicht."]
    );
}

#[test]
fn fields_show_their_result_only() {
    let xml = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
        <w:r><w:t>binnenin</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7 juni 2031</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    assert_eq!(body(xml), ["7 juni 2031"]);
}

#[test]
fn small_signs() {
    let xml = "<w:p><w:r><w:t>nr.</w:t><w:tab/><w:t>12</w:t><w:noBreakHyphen/><w:t>a ver</w:t>\
        <w:softHyphen/><w:t>der </w:t><w:sym w:font='Wingdings' w:char='F0E0'/></w:r></w:p>\
        <w:p><w:r><w:t>Vraag 1</w:t><w:br/><w:t>Klopt dit?</w:t></w:r></w:p>";
    assert_eq!(body(xml), ["nr. 12-a verder →", "Vraag 1", "Klopt dit?"]);
}

#[test]
fn lists_get_their_numbers_back() {
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
         <w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\
         <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>\
         <w:lvlText w:val='-'/></w:lvl></w:abstractNum>\
         <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
         <w:numFmt w:val='decimal'/><w:lvlText w:val='Vraag %1'/></w:lvl></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
         <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
         <w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>",
    );
    let item = |list: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
             <w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let xml = [
        item(1, "Klopt dit?"),
        item(2, "bruggen;"),
        item(1, "Waarom?"),
        item(3, "Hoe?"),
    ];
    let text = read(docx(&xml.concat(), &[("numbering", numbering)]));
    assert_eq!(
        lines(&text),
        [
            "1. Klopt dit?",
            "• bruggen;",
            "2. Waarom?",
            "Vraag 1",
            "Hoe?"
        ]
    );
}

#[test]
fn questions_numbered_by_word_alone_are_questions() {
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
         <w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
    );
    let asked = |words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>\
             <w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let xml = [
        p("2031Z00099"),
        p("(ingezonden 3 mei 2031)"),
        p("Vragen van het lid De Kade (X) aan de minister van Financiën over oude kades"),
        asked("Kent u het bericht over oude kades?"),
        asked("Bent u bereid de kades te laten keuren? Zo nee, waarom niet?"),
        asked("Wie betaalt het herstel?"),
    ];
    let bytes = docx(&xml.concat(), &[("numbering", numbering)]);
    let source = Source::memory("brief", bytes).unwrap();
    let letter = Letter::read(&Text::read(&source).unwrap(), &source);
    let questions: Vec<(u32, &str)> = letter
        .questions
        .iter()
        .map(|q| (q.number, q.text.of(&letter.text)))
        .collect();
    assert_eq!(
        questions,
        [
            (1, "Kent u het bericht over oude kades?"),
            (
                2,
                "Bent u bereid de kades te laten keuren? Zo nee, waarom niet?"
            ),
            (3, "Wie betaalt het herstel?"),
        ]
    );
    assert_eq!(letter.kind, LetterKind::Questions);
    assert_eq!(letter.id, "2031Z00099");
}

#[test]
fn notes_are_tied_to_their_marks() {
    let footnotes = part(
        "footnotes",
        "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>\
         <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> De Kadekrant.</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Pagina 4.</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id='5'><w:p><w:r><w:t>Het Sluisblad.</w:t></w:r></w:p></w:footnote>",
    );
    let cite = |id: u8| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let xml = format!(
        "{}{}<w:p><w:r><w:t>Kent u het bericht</w:t></w:r>{}<w:r><w:t> over kades? 1)</w:t></w:r></w:p>\
         {}<w:p><w:r><w:t>Ja.</w:t></w:r>{}</w:p>{}",
        p("Vraag 1"),
        p(""),
        cite(5),
        p("Antwoord op vraag 1"),
        cite(2),
        p("1) Omroep Kade, 3 mei 2031, www.omroepkade.example"),
    );
    let source = Source::memory("brief", docx(&xml, &[("footnotes", footnotes)])).unwrap();
    let text = Text::read(&source).unwrap();
    assert!(
        lines(&text).contains(&"[1] Het Sluisblad.".to_owned()),
        "{:?}",
        lines(&text)
    );
    assert!(lines(&text).contains(&"[2] De Kadekrant. Pagina 4.".to_owned()));
    let letter = Letter::read(&text, &source);
    let question = &letter.questions[0];
    assert_eq!(
        question.text.of(&letter.text),
        "Kent u het bericht over kades?"
    );
    assert_eq!(question.answer.unwrap().of(&letter.text), "Ja.");
    let notes: Vec<(&str, &str)> = letter
        .notes
        .iter()
        .map(|n| (n.mark.as_str(), n.body.unwrap().of(&letter.text)))
        .collect();
    assert_eq!(
        notes,
        [
            ("1", "Het Sluisblad."),
            ("1)", "Omroep Kade, 3 mei 2031, www.omroepkade.example"),
            ("2", "De Kadekrant. Pagina 4."),
        ]
    );
    assert!(letter.notes.iter().all(|n| n.cited_by == [0]));
}

#[test]
fn raised_figures_are_marks_behind_words_only() {
    let raised = |figure: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{figure}</w:t></w:r>")
    };
    let xml = format!(
        "<w:p><w:r><w:t>De kade van 3 km</w:t></w:r>{}<w:r><w:t> is de 11</w:t></w:r>{}\
         <w:r><w:t> volgens het bericht</w:t></w:r>{}</w:p>",
        raised("2"),
        raised("e"),
        raised("1")
    );
    assert_eq!(
        body(&xml),
        ["De kade van 3 km2 is de 11e volgens het bericht⟦1⟧"]
    );
}

#[test]
fn page_heads_give_date_and_subject_where_the_letter_does_not() {
    let head = part(
        "hdr",
        &[p("Datum"), p("3 mei 2031"), p("Betreft"), p("Oude kades")].concat(),
    );
    let letter = [p("Vraag 1"), p("Klopt dit?"), p("Antwoord 1"), p("Ja.")].concat();
    let source = Source::memory("brief", docx(&letter, &[("header", head.clone())])).unwrap();
    let read_letter = Letter::read(&Text::read(&source).unwrap(), &source);
    assert_eq!(read_letter.answered_on.unwrap().to_string(), "2031-05-03");
    assert_eq!(
        read_letter.subject.unwrap().of(&read_letter.text),
        "Oude kades"
    );
    let own = [p("Datum"), p("4 mei 2031"), letter].concat();
    let text = read(docx(&own, &[("header", head)]));
    assert!(!text.content.contains("3 mei"), "{}", text.content);
}

#[test]
fn signatures_stay_on_lines_of_their_own() {
    let xml = [
        p("In antwoord op uw brief van 3 mei 2031 zend ik u de antwoorden op de vragen."),
        p("Mede namens de staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties,"),
        p(""),
        p("de minister van Financiën"),
        p("A. de Kade"),
        p("Vraag 1"),
        p("Klopt dit?"),
        p("Antwoord 1"),
        p("Ja."),
    ]
    .concat();
    let source = Source::memory("brief", docx(&xml, &[])).unwrap();
    let letter = Letter::read(&Text::read(&source).unwrap(), &source);
    let signed = letter
        .parts
        .iter()
        .find(|p| p.kind == PartKind::Signature)
        .unwrap();
    assert_eq!(signed.span.of(&letter.text).lines().count(), 3);
    let minister = letter.answerers.iter().find(|a| !a.on_behalf).unwrap();
    assert_eq!(minister.person.unwrap().of(&letter.text), "A. de Kade");
}

#[test]
fn a_word_file_is_known_by_its_bytes() {
    assert_eq!(
        Source::memory("x.txt", docx(&p("Ja."), &[])).unwrap().media,
        Media::Docx
    );
}

#[test]
fn errors_say_how_to_mend_them() {
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend([0; 600]);
    assert!(error(locked.clone()).contains("save it as .docx"));
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(error(locked).contains("save it without one"));

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("notities.txt", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"Geen brief.").unwrap();
    assert!(error(zip.finish().unwrap().into_inner()).contains("no Word document"));

    let whole = docx(&p("Ja."), &[]);
    assert!(error(whole[..whole.len() / 2].to_vec()).contains("fetch it again"));
    assert!(error(docx("<w:p></w:r>", &[])).contains("fetch it again"));
    assert!(error(docx("<w:p/>", &[])).contains("no text"));
}

#[test]
fn a_zip_bomb_is_stopped() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let small = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("word/document.xml", small).unwrap();
    zip.write_all(part("document", "").as_bytes()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..33 {
        zip.write_all(&blanks).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert!(error(bytes).contains("unpacks to more than"));
}

#[test]
fn no_bytes_make_it_panic() {
    let whole = docx(
        &[p("Vraag 1"), p("Klopt dit?")].concat(),
        &[("styles", part("styles", ""))],
    );
    let try_read = |bytes: Vec<u8>| {
        if let Ok(source) = Source::memory("brief", bytes)
            && let Ok(text) = Text::read(&source)
        {
            Letter::read(&text, &source);
        }
    };
    for end in (0..whole.len()).step_by(7) {
        try_read(whole[..end].to_vec());
    }
    // a small generator of its own, so that the same bytes are broken in every run
    let mut state = 7_u32;
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % bytes.len();
            bytes[at] ^= (state >> 24) as u8 | 1;
        }
        try_read(bytes);
    }
    let deep = "<w:tbl><w:tr><w:tc>".repeat(50_000);
    try_read(docx(&deep, &[]));
}
