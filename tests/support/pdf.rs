//! PDF files drawn glyph by glyph, for tests. Every glyph is half as wide as it is high.

#![allow(dead_code, reason = "each test program uses a part of this")]

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// Words on a page: from the left, from the foot, size of type (all in points), and the words.
pub type Words<'a> = (f32, f32, f32, &'a str);

/// A simple font in Windows' encoding.
pub fn font() -> Dictionary {
    dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Kade", "FirstChar" => 0,
        "Encoding" => "WinAnsiEncoding", "Widths" => vec![Object::Integer(500); 256],
    }
}

/// The bytes of words in Windows-1252.
pub fn ansi(words: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(words).0.into_owned()
}

/// The steps that draw words, each string in the bytes that its font wants.
pub fn draw(words: &[(f32, f32, f32, Vec<u8>)]) -> Vec<u8> {
    let mut steps = vec![Operation::new("BT", Vec::new())];
    for (x, y, size, bytes) in words {
        steps.push(Operation::new("Tf", vec!["F1".into(), (*size).into()]));
        let place = [1.0, 0.0, 0.0, 1.0, *x, *y].map(Object::from);
        steps.push(Operation::new("Tm", place.to_vec()));
        steps.push(Operation::new(
            "Tj",
            vec![Object::string_literal(bytes.clone())],
        ));
    }
    steps.push(Operation::new("ET", Vec::new()));
    Content { operations: steps }.encode().unwrap()
}

/// A file of pages, each given by what it draws; all with one font, called F1.
pub fn file(contents: Vec<Vec<u8>>, font: Dictionary) -> Document {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(font);
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut pages: Vec<Object> = Vec::new();
    for content in contents {
        let mut stream = Stream::new(Dictionary::new(), content);
        stream.compress().unwrap();
        let content = document.add_object(stream);
        let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
        pages.push(document.add_object(page).into());
    }
    let count = i64::try_from(pages.len()).unwrap();
    let node = dictionary! {
        "Type" => "Pages", "Kids" => pages, "Count" => count, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(tree, Object::Dictionary(node));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let id = || Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id(), id()]);
    document
}

/// The bytes of a file.
pub fn bytes(mut document: Document) -> Vec<u8> {
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// A file of pages of words.
pub fn pdf(pages: &[&[Words<'_>]]) -> Vec<u8> {
    let contents = pages.iter().map(|page| {
        let words: Vec<_> = page
            .iter()
            .map(|(x, y, s, w)| (*x, *y, *s, ansi(w)))
            .collect();
        draw(&words)
    });
    bytes(file(contents.collect(), font()))
}

/// A letter on two pages as the Kamer prints them: column, margin, notes and foot in their places.
pub fn letter() -> Vec<u8> {
    let first: &[Words<'_>] = &[
        (55.0, 762.0, 18.0, "Tweede Kamer der Staten-Generaal"),
        (505.0, 740.0, 51.0, "2"),
        (55.0, 705.0, 9.6, "Vergaderjaar 2030–2031"),
        (221.0, 705.0, 10.0, "Aanhangsel van de Handelingen"),
        (
            221.0,
            648.0,
            9.0,
            "Vragen gesteld door de leden der Kamer, met de daarop door de",
        ),
        (221.0, 639.0, 9.0, "regering gegeven antwoorden"),
        (221.0, 538.0, 12.8, "99"),
        (
            221.0,
            509.0,
            8.0,
            "Vragen van het lid De Kade (X) aan de Minister van Financiën over oude",
        ),
        (221.0, 499.4, 8.0, "kades (ingezonden 3 mei 2031)."),
        (
            221.0,
            484.0,
            8.0,
            "Antwoord van Minister Sluis (Financiën) (ontvangen 9 mei 2031).",
        ),
        (221.0, 465.0, 8.0, "Vraag 1"),
        (
            221.0,
            455.4,
            8.0,
            "Kent u het bericht «Kades verzakken», waarin de vertegenwoor-",
        ),
        (221.0, 445.8, 8.0, "digers van de havens om hulp vragen"),
        (361.0, 449.2, 5.0, "1, 2"),
        (371.0, 445.8, 8.0, "?"),
        (221.0, 426.0, 8.0, "Antwoord 1"),
        (
            221.0,
            416.4,
            8.0,
            "Ja. Het kabinet heeft de kades in 2030 laten keuren, en wil de",
        ),
        (221.0, 166.0, 4.6, "1"),
        (
            227.0,
            163.0,
            6.5,
            "De Kadekrant, 2 mei 2031, «Kades verzakken» (https://kadekrant.example/kades-",
        ),
        (227.0, 154.0, 6.5, "verzakken)."),
        (221.0, 148.0, 4.6, "2"),
        (227.0, 145.0, 6.5, "Kamerstuk 99 123, nr. 4."),
        (55.0, 82.0, 5.8, "ah-tk-20302031-99"),
        (55.0, 75.0, 5.8, "ISSN 0921 - 7398"),
        (55.0, 69.0, 5.8, "’s-Gravenhage 2031"),
        (
            221.0,
            69.0,
            9.0,
            "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel",
        ),
        (535.0, 69.0, 9.0, "1"),
    ];
    let second: &[Words<'_>] = &[
        (
            221.0,
            771.0,
            8.0,
            "slechtste van de kades voor de winter herstellen.",
        ),
        (221.0, 751.0, 8.0, "Vraag 2"),
        (221.0, 741.4, 8.0, "Wie betaalt dat?"),
        (221.0, 722.0, 8.0, "Antwoord 2"),
        (221.0, 712.4, 8.0, "De gemeenten."),
        (273.5, 715.8, 5.0, "3"),
        (221.0, 148.0, 4.6, "3"),
        (227.0, 145.0, 6.5, "Kamerstuk 99 123, nr. 5."),
        (
            221.0,
            69.0,
            9.0,
            "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel",
        ),
        (535.0, 69.0, 9.0, "2"),
    ];
    pdf(&[first, second])
}
