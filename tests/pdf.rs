//! PDF files, drawn here from invented sentences in the places where real ones have them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/pdf.rs"]
mod support;

use flate2::{Compression, write::ZlibEncoder};
use kamergraph::letter::Letter;
use kamergraph::source::{Media, Source};
use kamergraph::text::{LineKind, Text};
use lopdf::{
    Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary,
};
use std::io::Write;
use support::{Words, ansi, bytes, draw, file, font, pdf};

fn read(bytes: Vec<u8>) -> Text {
    Text::read(&Source::memory("brief", bytes).unwrap()).unwrap()
}

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

fn error(bytes: Vec<u8>) -> String {
    Text::read(&Source::memory("brief.pdf", bytes).unwrap())
        .unwrap_err()
        .to_string()
}

#[test]
fn a_letter_of_the_kamer() {
    let source = Source::memory("brief", support::letter()).unwrap();
    assert_eq!(source.media, Media::Pdf);
    let letter = Letter::read(&Text::read(&source).unwrap(), &source);
    let of = |span: kamergraph::span::Span| span.of(&letter.text);
    assert_eq!(letter.id, "ah-tk-20302031-99");
    assert_eq!(
        letter.askers.iter().map(|a| of(a.name)).collect::<Vec<_>>(),
        ["De Kade"]
    );
    assert_eq!(of(letter.subject.unwrap()), "oude kades");
    let questions: Vec<(u32, &str, &str)> = letter
        .questions
        .iter()
        .map(|q| (q.number, of(q.text), of(q.answer.unwrap())))
        .collect();
    assert_eq!(
        questions,
        [
            (
                1,
                "Kent u het bericht «Kades verzakken», waarin de vertegenwoordigers van de havens \
                 om hulp vragen?",
                "Ja. Het kabinet heeft de kades in 2030 laten keuren, en wil de slechtste van de \
                 kades voor de winter herstellen."
            ),
            (2, "Wie betaalt dat?", "De gemeenten."),
        ]
    );
    let notes: Vec<(&str, &str, &[usize])> = letter
        .notes
        .iter()
        .map(|n| (n.mark.as_str(), of(n.body.unwrap()), n.cited_by.as_slice()))
        .collect();
    assert_eq!(
        notes,
        [
            (
                "1",
                "De Kadekrant, 2 mei 2031, «Kades verzakken» \
                 (https://kadekrant.example/kades-verzakken).",
                &[0][..]
            ),
            ("2", "Kamerstuk 99 123, nr. 4.", &[0]),
            ("3", "Kamerstuk 99 123, nr. 5.", &[1]),
        ]
    );
}

#[test]
fn every_line_knows_its_page() {
    let text = read(support::letter());
    let line = text
        .lines
        .iter()
        .find(|l| text.line(l) == "Wie betaalt dat?")
        .unwrap();
    assert_eq!((line.place.page, line.place.line), (2, 3));
}

#[test]
fn a_margin_and_what_every_page_repeats_do_not_cut_sentences() {
    let sender = [
        (400.0, 700.0, 7.0, "Directoraat-generaal Kades"),
        (400.0, 690.0, 7.0, "Kadeplein 4"),
    ];
    let body = |y: f32, words: &'static str| (70.0, y, 9.0, words);
    let first: Vec<Words<'_>> = sender
        .into_iter()
        .chain([
            body(700.0, "Geachte voorzitter,"),
            body(
                676.0,
                "Hierbij zend ik u de antwoorden op de vragen van het lid De Kade,",
            ),
            body(664.0, "die over oude kades gaan en over de brug die"),
            (70.0, 40.0, 7.0, "Pagina 1 van 3"),
        ])
        .collect();
    let next = |page: &'static str, words: &'static str| {
        vec![
            (400.0, 700.0, 7.0, "Ons kenmerk"),
            (400.0, 690.0, 7.0, "KADE-2031"),
            body(700.0, words),
            (70.0, 40.0, 7.0, page),
        ]
    };
    let second = next(
        "Pagina 2 van 3",
        "daarbij ligt en die al jaren wordt gebruikt door de",
    );
    let third = next("Pagina 3 van 3", "schippers van de havens.");
    let found = lines(&read(pdf(&[&first, &second, &third])));
    assert_eq!(found[0], "Directoraat-generaal Kades");
    assert_eq!(
        found[3..],
        [
            "Hierbij zend ik u de antwoorden op de vragen van het lid De Kade,",
            "die over oude kades gaan en over de brug die",
            "Pagina 1 van 3",
            "daarbij ligt en die al jaren wordt gebruikt door de",
            "schippers van de havens.",
        ]
    );
}

#[test]
fn a_table_in_small_type_is_no_note() {
    let body = |y: f32, words: &'static str| (70.0, y, 10.0, words);
    let first: &[Words<'_>] = &[
        body(
            700.0,
            "Hoeveel kades zijn er in de havens van het land, en hoe oud zijn die",
        ),
        (410.0, 704.0, 6.0, "1"),
        (413.0, 700.0, 10.0, "?"),
        (70.0, 100.0, 5.0, "1"),
        (75.0, 98.0, 7.0, "De Kadekrant, 2 mei 2031."),
    ];
    let second: &[Words<'_>] = &[
        body(
            700.0,
            "Dat laat de volgende tabel zien van alle kades die er in het land zijn:",
        ),
        (70.0, 670.0, 8.0, "Haven"),
        (200.0, 670.0, 8.0, "Kades in 2030"),
        (70.0, 660.0, 8.0, "Noord"),
        (200.0, 660.0, 8.0, "12"),
        (70.0, 650.0, 8.0, "Zuid"),
        (200.0, 650.0, 8.0, "34"),
        (70.0, 100.0, 5.0, "2"),
        (75.0, 98.0, 7.0, "Kamerstuk 99 123, nr. 4."),
    ];
    let text = read(pdf(&[first, second]));
    assert_eq!(
        lines(&text)[1..],
        [
            "[1] De Kadekrant, 2 mei 2031.",
            "Dat laat de volgende tabel zien van alle kades die er in het land zijn:",
            "Haven Kades in 2030",
            "Noord 12",
            "Zuid 34",
            "[2] Kamerstuk 99 123, nr. 4.",
        ]
    );
}

#[test]
fn raised_figures_and_gaps() {
    let page: &[Words<'_>] = &[
        (70.0, 700.0, 10.0, "De kade van 30 km"),
        (155.0, 704.0, 6.0, "2"),
        (162.0, 700.0, 10.0, "is de 11"),
        (202.0, 704.0, 6.0, "e"),
        (210.0, 700.0, 10.0, "volgens het bericht"),
        (305.0, 704.0, 6.0, "1"),
        (308.0, 700.0, 10.0, "."),
    ];
    assert_eq!(
        lines(&read(pdf(&[page]))),
        ["De kade van 30 km2 is de 11e volgens het bericht⟦1⟧."]
    );
}

#[test]
fn glyphs_are_named_in_every_way() {
    let encoding = dictionary! {
        "Type" => "Encoding", "BaseEncoding" => "WinAnsiEncoding",
        "Differences" => vec![
            1.into(), Object::Name(b"fi".to_vec()), Object::Name(b"ij".to_vec()),
            Object::Name(b"uni00E9".to_vec()), Object::Name(b"f_f_i".to_vec()),
        ],
    };
    let mut simple = font();
    simple.set("Encoding", encoding);
    let words = [(
        70.0,
        700.0,
        10.0,
        b"De \x01ets van de R\x02n kost caf\x03geld, e\x04c\x01ent.".to_vec(),
    )];
    let text = read(bytes(file(vec![draw(&words)], simple)));
    assert_eq!(
        lines(&text),
        ["De fiets van de Rijn kost cafégeld, efficfient."]
    );
}

#[test]
fn a_ligature_without_a_name_is_told_by_its_words() {
    let encoding = dictionary! {
        "Type" => "Encoding", "BaseEncoding" => "WinAnsiEncoding",
        "Differences" => vec![1.into(), Object::Name(b"g17".to_vec()), Object::Name(b"g18".to_vec())],
    };
    let mut nameless = font();
    nameless.set("Encoding", encoding);
    let words = [(
        70.0,
        700.0,
        10.0,
        b"De part\x01en z\x01n van mening dat de R\x01n de grens is.".to_vec(),
    )];
    let text = read(bytes(file(vec![draw(&words)], nameless.clone())));
    assert_eq!(
        lines(&text),
        ["De partijen zijn van mening dat de Rijn de grens is."]
    );
    assert_eq!(text.warnings, Vec::<String>::new());

    let words = [(
        70.0,
        700.0,
        10.0,
        b"De kade van q\x02x is lang genoeg.".to_vec(),
    )];
    let text = read(bytes(file(vec![draw(&words)], nameless)));
    assert_eq!(lines(&text), ["De kade van q\u{fffd}x is lang genoeg."]);
    assert!(
        text.warnings[0].contains("1 of its 25 characters"),
        "{:?}",
        text.warnings
    );
}

#[test]
fn a_table_of_characters_counts_first() {
    let table = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n\
        2 beginbfchar <0001> <0044> <0002> <0069006A> endbfchar\n\
        2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0065> <00660069>] endbfrange";
    let mut document = file(Vec::new(), font());
    let table = document.add_object(Stream::new(Dictionary::new(), table.to_vec()));
    let widths = vec![0.into(), 255.into(), 500.into()];
    let inner = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "W" => widths, "DW" => 500,
    });
    let wide = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "ToUnicode" => table,
        "DescendantFonts" => vec![inner.into()],
    };
    let codes = [0x01, 0x20, 0x02, 0x10, 0x11, 0x12, 0x21]
        .map(|c| [0, c])
        .concat();
    let drawn = draw(&[(70.0, 700.0, 10.0, codes)]);
    let stream = document.add_object(Stream::new(Dictionary::new(), drawn));
    let wide = document.add_object(wide);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Contents" => stream,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => wide } },
    });
    let tree = document
        .catalog()
        .unwrap()
        .get(b"Pages")
        .unwrap()
        .as_reference()
        .unwrap();
    document
        .get_object_mut(tree)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Kids", vec![page.into()]);
    assert_eq!(lines(&read(bytes(document))), ["Deijabcfi"]);
}

#[test]
fn errors_say_how_to_mend_them() {
    assert!(error(pdf(&[&[], &[]])).contains("recognised (OCR)"));
    assert!(error(pdf(&[])).contains("fetch it again"));
    assert!(error(b"%PDF-1.4\nniets".to_vec()).contains("fetch it again"));

    let mut locked = file(vec![draw(&[(70.0, 700.0, 10.0, ansi("Geheim."))])], font());
    let version = EncryptionVersion::V2 {
        document: &locked,
        owner_password: "kade",
        user_password: "sluis",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    locked.encrypt(&state).unwrap();
    assert!(error(bytes(locked)).contains("save it without one"));

    let nameless = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Dictionary(dictionary! { "Type" => "Font" })],
    };
    let words = draw(&[(70.0, 700.0, 10.0, b"\0\x05\0\x06\0\x07".to_vec())]);
    assert!(error(bytes(file(vec![words], nameless))).contains("print it to a new PDF"));
}

#[test]
fn a_damaged_table_of_objects_is_made_anew() {
    let whole = support::letter();
    let wanted = lines(&read(whole.clone()));
    let at = |word: &[u8]| whole.windows(word.len()).rposition(|w| w == word).unwrap();
    // the table is gone; it points nowhere; its offsets are wrong, as where the ends of lines were changed
    let cut = whole[..at(b"xref\n")].to_vec();
    let nowhere = [&whole[..at(b"startxref")], b"startxref\n99999999\n%%EOF\n"].concat();
    let shifted = [
        b"%PDF-1.5\n%\xe2\xe3\n%%%%%%%%%%%%%%\n".as_slice(),
        &whole[9..],
    ]
    .concat();
    for damaged in [cut, nowhere, shifted] {
        let text = read(damaged);
        assert_eq!(lines(&text), wanted);
        assert!(
            text.warnings[0].contains("is damaged"),
            "{:?}",
            text.warnings
        );
    }
    assert!(read(whole).warnings.is_empty());
}

#[test]
fn a_file_locked_against_changes_only_is_read() {
    let mut document = file(
        vec![draw(&[(70.0, 700.0, 10.0, ansi("Openbaar."))])],
        font(),
    );
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "kade",
        user_password: "",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    assert_eq!(lines(&read(bytes(document))), ["Openbaar."]);
}

/// Zeros or blanks, packed: a thousandth of their size.
fn packed(byte: u8, megabytes: usize) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..megabytes {
        out.write_all(&vec![byte; 1 << 20]).unwrap();
    }
    out.finish().unwrap()
}

#[test]
fn streams_that_grow_without_end_are_stopped() {
    let mut document = file(vec![draw(&[(70.0, 700.0, 10.0, ansi("Ja."))])], font());
    let page = document.page_iter().next().unwrap();
    let filter = || dictionary! { "Filter" => "FlateDecode" };
    let drawn = document.add_object(Stream::new(filter(), packed(b' ', 33)));
    document
        .get_object_mut(page)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Contents", drawn);
    assert!(error(bytes(document)).contains("unpacks to more than"));

    // the library writes no such object itself
    let mut objects = filter();
    objects.set("Type", "ObjStk");
    objects.set("N", 1);
    objects.set("First", 4);
    let mut document = file(vec![draw(&[(70.0, 700.0, 10.0, ansi("Ja."))])], font());
    document.add_object(Stream::new(objects, packed(0, 33)));
    let mut bytes = bytes(document);
    let at = bytes.windows(6).position(|w| w == b"ObjStk").unwrap();
    bytes[at + 5] = b'm';
    assert!(error(bytes).contains("unpacks to more than"));
}

#[test]
fn forms_that_draw_themselves_end() {
    let mut document = file(Vec::new(), font());
    let form = document.new_object_id();
    let inner = dictionary! { "A" => form };
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "Resources" => dictionary! { "XObject" => inner.clone() },
    };
    let calls = b"/A Do ".repeat(40);
    document
        .objects
        .insert(form, Object::Stream(Stream::new(dictionary, calls.clone())));
    let content = document.add_object(Stream::new(Dictionary::new(), calls));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Contents" => content, "Resources" => dictionary! { "XObject" => inner },
    });
    let tree = document
        .catalog()
        .unwrap()
        .get(b"Pages")
        .unwrap()
        .as_reference()
        .unwrap();
    document
        .get_object_mut(tree)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Kids", vec![page.into()]);
    assert!(error(bytes(document)).contains("more than"));
}

#[test]
fn no_bytes_make_it_panic() {
    let whole = support::letter();
    let try_read = |bytes: Vec<u8>| {
        if let Ok(source) = Source::memory("brief", bytes)
            && let Ok(text) = Text::read(&source)
        {
            Letter::read(&text, &source);
        }
    };
    for end in (0..whole.len()).step_by(41) {
        try_read(whole[..end].to_vec());
    }
    // a small generator of its own, so that the same bytes are broken in every run
    let mut state = 7_u32;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..6 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 8) as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        try_read(bytes);
    }
    let nested = [
        b"%PDF-1.4\n1 0 obj\n".to_vec(),
        b"[".repeat(100_000),
        b"<<".repeat(100_000),
    ]
    .concat();
    try_read(nested);
}
