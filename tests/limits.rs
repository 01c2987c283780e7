//! Every limit is kept, and says what there is too much of, where, and what to do about it. All inputs
//! are made here: none is small.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;
#[path = "support/pdf.rs"]
mod pdf;

use kamergraph::limits;
use kamergraph::pipeline::{Knowledge, Pipeline};
use kamergraph::rule::Rules;
use kamergraph::source::{Media, Source};
use kamergraph::text::Text;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::Duration;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What is said of bytes that are read as a form.
fn read_as(media: Media, bytes: Vec<u8>) -> Result<Text, String> {
    let source = Source::memory("brief", bytes).unwrap();
    Text::read(&Source { media, ..source }).map_err(|error| error.to_string())
}

fn refused(media: Media, bytes: impl Into<Vec<u8>>) -> String {
    read_as(media, bytes.into()).expect_err("this should be refused")
}

fn says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

/// A Word file of one part, packed or not.
fn word(document: &[u8], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(document).unwrap();
    zip.finish().unwrap().into_inner()
}

fn mib(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap()
}

#[test]
fn a_file_is_only_so_large() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("schijf.img");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(limits::SOURCE_BYTES + 1).unwrap();
    let error = Source::read(&path).unwrap_err().to_string();
    says(
        &error,
        &["schijf.img", "larger than 64 MiB", "one letter at a time"],
    );
}

#[test]
#[cfg(unix)]
fn a_file_without_end_is_not_read_to_its_end() {
    let error = Source::read(Path::new("/dev/zero"))
        .unwrap_err()
        .to_string();
    says(&error, &["/dev/zero", "larger than 64 MiB"]);
}

#[test]
fn a_text_is_only_so_long() {
    let line = "Vraag 1 Klopt dit? Antwoord 1 Ja.\n";
    let text = line.repeat(limits::TEXT_BYTES / line.len() + 1);
    says(
        &refused(Media::Text, text),
        &["brief: ", "more than 8 MiB of text", "split it"],
    );
}

#[test]
fn a_line_is_only_so_long() {
    let mut text = String::from("Vraag 1\n\n");
    text.push_str(&"de ".repeat(limits::LINE_BYTES / 3 + 1));
    says(
        &refused(Media::Text, text.as_str()),
        &["line 3 ", "longer than 1 MiB", "break its lines"],
    );
    // whatever form it has
    let page = format!("<html><p>Vraag 1</p><p>{text}</p>");
    says(&refused(Media::Html, page), &["longer than 1 MiB"]);
    // and where it is a whole file, the file is told
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("regel.txt");
    std::fs::write(&path, "a".repeat(100 * 1024 * 1024)).unwrap();
    let error = Source::read(&path).unwrap_err().to_string();
    says(&error, &["regel.txt", "larger than 64 MiB"]);
}

#[test]
fn a_letter_has_only_so_many_questions() {
    for count in [limits::QUESTIONS + 1, 100_000] {
        let source = Source::memory("brief", "Vraag 1\nOk?\n".repeat(count).into_bytes()).unwrap();
        let error = letters::pipeline()
            .extract(&source)
            .unwrap_err()
            .to_string();
        says(
            &error,
            &[
                "brief: ",
                &format!("{count} questions"),
                "10000",
                "split it",
            ],
        );
    }
}

#[test]
fn a_letter_has_only_so_much_time() {
    let pipeline = Pipeline::new(letters::knowledge()).within(Duration::ZERO);
    let source = Source::memory("brief", b"Vraag 1\nKlopt dit?\n".to_vec()).unwrap();
    let error = pipeline.extract(&source).unwrap_err().to_string();
    says(
        &error,
        &[
            "brief: ",
            "longer than 0 seconds",
            "after its text",
            "one letter at a time",
        ],
    );
}

#[test]
fn a_word_file_unpacks_to_only_so_much() {
    let large = vec![b' '; mib(limits::UNPACKED_BYTES) + 1];
    let error = refused(Media::Docx, word(&large, CompressionMethod::Stored));
    says(&error, &["unpacks to more than 32 MiB"]);
    // a small one that unpacks to a thousand times its size
    let dense = vec![b' '; mib(2 * limits::UNPACKED_FREELY)];
    let error = refused(Media::Docx, word(&dense, CompressionMethod::Deflated));
    says(&error, &["more than 200 times its size", "save it anew"]);
}

#[test]
fn xml_is_only_so_deep() {
    let deep = format!("<stuk>\n{}Ja", "<al>".repeat(limits::XML_DEPTH + 1));
    says(
        &refused(Media::Xml, deep.as_str()),
        &["more than 1000 elements", "line 2"],
    );
    let error = refused(
        Media::Docx,
        word(deep.as_bytes(), CompressionMethod::Stored),
    );
    says(&error, &["more than 1000 elements", "save it anew"]);
    // browsers read web pages however deep, and so do we
    let page = format!("<html>{}Ja", "<div>".repeat(100_000));
    assert_eq!(
        read_as(Media::Html, page.into_bytes())
            .unwrap()
            .content
            .trim(),
        "Ja"
    );
}

#[test]
fn an_element_has_only_so_many_attributes() {
    let mut tag = String::from("<stuk>\n\n<al");
    for n in 0..=limits::ATTRIBUTES {
        let _ = write!(tag, " a{n}='1 2 > 3'");
    }
    tag.push_str(">Ja</al></stuk>");
    for media in [Media::Xml, Media::Html] {
        says(
            &refused(media, tag.as_str()),
            &["more than 2000 attributes", "line 3"],
        );
    }
    let error = refused(Media::Docx, word(tag.as_bytes(), CompressionMethod::Stored));
    says(&error, &["more than 2000 attributes"]);
    // what looks like attributes and is none
    let values = format!(
        "<html><p title=\"{}\">Ja<script>a<b{}</script>",
        "1 ".repeat(9000),
        " c".repeat(9000)
    );
    assert_eq!(
        read_as(Media::Html, values.into_bytes())
            .unwrap()
            .content
            .trim(),
        "Ja"
    );
}

#[test]
fn entities_stay_as_they_are_written() {
    let mut file = String::from("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
    for n in 1..10 {
        let inner = format!("&l{};", n - 1).repeat(10);
        let _ = write!(file, "<!ENTITY l{n} \"{inner}\">");
    }
    file.push_str("<!ENTITY bestand SYSTEM \"file:///etc/hostname\">]><stuk><al>Ja &l9; &bestand; &amp;</al></stuk>");
    for media in [Media::Xml, Media::Html] {
        let text = read_as(media, file.clone().into_bytes()).unwrap();
        says(&text.content, &["&l9;", "&bestand;"]);
        assert!(text.content.len() < 1000, "{}", text.content.len());
    }
}

/// A file whose only page draws that, its pages changed by `change`.
fn paper(content: Vec<u8>, change: impl FnOnce(&mut Document, lopdf::ObjectId)) -> Vec<u8> {
    let mut document = pdf::file(vec![content], pdf::font());
    let page = document.page_iter().next().unwrap();
    change(&mut document, page);
    pdf::bytes(document)
}

fn words() -> Vec<u8> {
    pdf::draw(&[(70.0, 700.0, 10.0, pdf::ansi("Vraag 1"))])
}

fn set(document: &mut Document, object: lopdf::ObjectId, key: &str, value: impl Into<Object>) {
    let object = document.get_object_mut(object).unwrap();
    object.as_dict_mut().unwrap().set(key, value.into());
}

#[test]
fn a_page_takes_only_so_many_steps() {
    let file = paper(b"q ".repeat(limits::PDF_STEPS + 1), |_, _| {});
    says(
        &refused(Media::Pdf, file),
        &["more than 500000 steps", "print it to a new PDF file"],
    );
}

#[test]
fn fonts_name_only_so_many_characters() {
    let mut table = String::from("1 beginbfrange\n");
    for _ in 0..=limits::PDF_CHARACTERS / 65_536 {
        table.push_str("<0000> <ffff> <0041>\n");
    }
    let file = paper(words(), |document, page| {
        let table = document.add_object(Stream::new(Dictionary::new(), table.into_bytes()));
        let mut font = pdf::font();
        font.set("ToUnicode", table);
        let fonts = dictionary! { "F1" => document.add_object(font) };
        set(document, page, "Resources", dictionary! { "Font" => fonts });
    });
    says(
        &refused(Media::Pdf, file),
        &["more than 2000000 characters"],
    );
}

#[test]
fn a_paper_has_only_so_many_pages() {
    let file = pdf::bytes(pdf::file(vec![words(); limits::PDF_PAGES + 1], pdf::font()));
    let text = read_as(Media::Pdf, file).unwrap();
    assert_eq!(text.content.matches("Vraag 1").count(), limits::PDF_PAGES);
    says(&text.warnings.concat(), &["only the first 1000 pages"]);
}

/// Whatever points to itself, reading ends; what can be read is.
#[test]
fn objects_that_point_to_themselves_end() {
    let tree = |document: &Document| {
        let catalog = document.catalog().unwrap();
        catalog.get(b"Pages").unwrap().as_reference().unwrap()
    };
    let read = |file| read_as(Media::Pdf, file);
    let kids = paper(words(), |document, page| {
        let tree = tree(document);
        set(document, tree, "Kids", vec![page.into(), tree.into()]);
    });
    assert!(read(kids).is_ok_and(|text| text.content.contains("Vraag 1")));
    let parent = paper(words(), |document, page| {
        set(document, page, "Parent", page);
    });
    let _ = read(parent);
    let content = paper(words(), |document, page| {
        set(document, page, "Contents", page);
    });
    assert!(read(content).is_err());
    let list = paper(words(), |document, page| {
        let list = document.new_object_id();
        document
            .objects
            .insert(list, Object::Array(vec![list.into()]));
        set(document, page, "Contents", list);
    });
    assert!(read(list).is_err());
    let alias = paper(words(), |document, page| {
        let (a, b) = (document.new_object_id(), document.new_object_id());
        document.objects.insert(a, Object::Reference(b));
        document.objects.insert(b, Object::Reference(a));
        set(document, page, "Resources", a);
    });
    // the resources of the pages above are taken
    assert!(read(alias).is_ok_and(|text| text.content.contains("Vraag 1")));
    // the table of objects says that it goes on where it begins
    let mut table = paper(words(), |_, _| {});
    let start = table.windows(9).rposition(|w| w == b"startxref").unwrap();
    let at: usize = String::from_utf8_lossy(&table[start + 9..])
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let trailer = table[at..].windows(2).position(|w| w == b"<<").unwrap() + at + 2;
    table.splice(trailer..trailer, format!(" /Prev {at} ").into_bytes());
    let _ = read(table);
}

#[test]
fn brackets_within_brackets_end() {
    for bracket in ["[", "<<", "(", "[<<", "q BT ["] {
        let file = paper(bracket.repeat(200_000).into_bytes(), |_, _| {});
        let _ = read_as(Media::Pdf, file);
    }
}

/// The faults of a text of rules.
fn faults(toml: &str) -> String {
    let model = &letters::knowledge().model;
    Rules::parse(model, "regels.toml", toml)
        .expect_err("this should be refused")
        .to_string()
}

fn pattern(name: &str, words: &str) -> String {
    format!(
        "[[pattern]]\nname = \"{name}\"\npredicate = \"partOf\"\npattern = \"{words}\"\n\
         example = [\"De [Regulator s: A] is deel van [Regulator o: B].\"]\n\
         counter = [\"De [Regulator s: A] is geen [Regulator o: B].\"]\n"
    )
}

fn frame(name: &str, more: &str) -> String {
    format!(
        "[[frame]]\nname = \"{name}\"\npredicate = \"oversees\"\nsubject = [\"agent\"]\nobject = [\"theme\"]\n{more}\n\
         example = [\"De [Regulator s: A] beziet de [Legislation o: B].\"]\n\
         counter = [\"De [Regulator s: A] ziet de [Legislation o: B].\"]\n"
    )
}

#[test]
fn a_rule_is_only_so_long() {
    let ends = "{s:Regulator} WORDS {o:Regulator}";
    let long = ends.replace("WORDS", &"a ".repeat(limits::PHRASE_WORDS));
    says(
        &faults(&pattern("lang", &long)),
        &["regels.toml:4", "more than 24 words"],
    );
    let open = ends.replace(
        "WORDS",
        &format!("b {}", "a? ".repeat(limits::OPTIONAL_WORDS + 1)),
    );
    says(
        &faults(&pattern("open", &open)),
        &["regels.toml:4", "more than 6 words", "may be missing"],
    );
    let wide = ends.replace("WORDS", &vec!["a"; limits::LIST_WORDS + 1].join("|"));
    says(
        &faults(&pattern("breed", &wide)),
        &["more than 200 alternatives"],
    );
    let phrase = format!("phrases = [\"{}\"]", "a ".repeat(limits::PHRASE_WORDS + 1));
    says(
        &faults(&frame("zin", &phrase)),
        &["regels.toml:2", "more than 24 words"],
    );
    let list = format!(
        "nouns = [\"a\"]\nwithout = [{}]",
        "\"b\", ".repeat(limits::LIST_WORDS + 1)
    );
    says(
        &faults(&frame("lijst", &list)),
        &["'without' has 201 entries"],
    );
}

#[test]
fn a_word_sets_off_only_so_many_rules() {
    let many = |one: &dyn Fn(&str) -> String| {
        let rules = (0..=limits::RULES_A_WORD).map(|n| one(&format!("r{n}")));
        rules.collect::<String>()
    };
    let patterns = many(&|name| pattern(name, "{s:Regulator} de {o:Regulator}"));
    says(&faults(&patterns), &["'de' begins more than 500 patterns"]);
    for with in [
        "nouns = [\"de\"]",
        "phrases = [\"de facto\"]",
        "verbs = [\"lopen\"]",
    ] {
        let told = faults(&many(&|name| frame(name, with)));
        says(&told, &["regels.toml:", "sets off more than 500 frames"]);
    }
}

#[test]
fn rule_files_hold_only_so_many_rules_and_tell_only_so_many_faults() {
    let rules =
        (0..=limits::RULES).map(|n| frame(&format!("r{n}"), &format!("nouns = [\"n{n}\"]")));
    says(
        &faults(&rules.collect::<String>()),
        &["10001 frames", "10000 are read"],
    );
    let wrong = "[[head]]\nclass = \"Niets\"\nnouns = [\"a\"]\n".repeat(5000);
    let told = faults(&wrong);
    says(&told, &["no class 'Niets'", "and 4900 faults more"]);
    assert_eq!(told.matches("no class").count(), limits::FAULTS);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("regels.toml");
    std::fs::File::create(&path)
        .unwrap()
        .set_len(limits::RULES_BYTES + 1)
        .unwrap();
    let error = Knowledge::load(&[], &[path]).unwrap_err().to_string();
    says(&error, &["regels.toml", "larger than 4 MiB"]);
}

#[test]
fn a_lexicon_has_only_so_many_concepts_of_one_name() {
    let head = "@prefix kg: <https://w3id.org/kamergraph/def#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
    let mut turtle = head.to_owned();
    for n in 0..=limits::SAME_NAME {
        let _ = writeln!(
            turtle,
            "<https://example.org/{n}> a kg:Organisation ; skos:prefLabel \"Kade {n}\"@nl ; kg:ambiguousLabel \"De Kade\" ."
        );
    }
    let model = &letters::knowledge().model;
    let error = kamergraph::lexicon::Lexicon::parse(model, "kades.ttl", turtle.as_bytes());
    says(
        &error.unwrap_err().to_string(),
        &[
            "kades.ttl:",
            "more than 200 concepts are called \"De Kade\"",
        ],
    );

    let mut turtle = head.to_owned();
    for n in 0..3000 {
        let _ = writeln!(
            turtle,
            "<https://example.org/{n}> a kg:Niets ; skos:prefLabel \"Kade {n}\"@nl ."
        );
    }
    let error = kamergraph::lexicon::Lexicon::parse(model, "kades.ttl", turtle.as_bytes());
    let told = error.unwrap_err().to_string();
    says(&told, &["faults more"]);
    assert!(
        told.lines().count() <= limits::FAULTS + 1,
        "{}",
        told.lines().count()
    );

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kades.ttl");
    std::fs::File::create(&path)
        .unwrap()
        .set_len(limits::LEXICON_BYTES + 1)
        .unwrap();
    let error = Knowledge::load(&[path], &[]).unwrap_err().to_string();
    says(&error, &["kades.ttl", "larger than 64 MiB"]);
}
