//! The time that a text takes grows with its length and no faster, however it was made to break that.
//!
//! Each kind of text is read at two sizes, the second four times the first. Work that grows with the
//! square of the length takes sixteen times as long; anything up to ten times passes. Processor time of
//! the thread is measured where the system tells it, so that other work on the machine counts for
//! nothing. `KAMERGRAPH_GROWTH="256 512 1024"` prints the seconds for these sizes in KiB instead.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/letters.rs"]
mod letters;

use kamergraph::limits::LINE_BYTES;
use kamergraph::source::Source;
use std::time::{Duration, Instant};

/// Kinds of text that are hard on some stage, each by what is repeated in it.
const REPEATED: [(&str, &str); 63] = [
    ("one word", "a"),
    ("one word of capitals", "A"),
    ("digits", "1"),
    ("figures", "1 "),
    ("words", "de "),
    ("capitalised words", "Aa Bb "),
    ("initials", "A.B. "),
    ("lines of one letter", "a\n"),
    ("blank lines", "a\n\n\n\n\n\n\n"),
    ("broken words", "ver-\n"),
    ("soft hyphens", "ver\u{ad}\n"),
    ("accents", "e\u{301}\u{323}"),
    ("accents alone", "\u{301}"),
    ("torn accents", "c ´"),
    ("opening quotation marks", "‘"),
    ("quotation marks", "‘a’ \"b\" "),
    ("opening brackets", "("),
    ("brackets", "(AB) "),
    ("names with abbreviations", "Inspectie Bruggen (IB) "),
    ("question heads", "Vraag 1\nKlopt dit?\n"),
    ("questions of a line", "Vraag 1 Klopt dit? Antwoord 1 Ja. "),
    ("numbered questions", "1\nKlopt dit?\n2\nEn dit?\n"),
    ("answer heads", "Antwoord 1\nJa.\n"),
    ("answers to many", "Antwoord op vraag 1 t/m 999\nJa.\n"),
    (
        "references to many",
        "Zie het antwoord op vraag 1 t/m 999. ",
    ),
    ("footnote marks", "woord[1] "),
    ("raised marks", "woord1 "),
    ("footnotes", "[1] Kadekrant.\n"),
    ("footnotes of figures", "1 Kadekrant.\n"),
    ("addresses", "https://a.example/b-"),
    ("addresses of lines", "https://a.example/b-\nc\n"),
    ("papers", "Kamerstuk 99 123, nr. 4, "),
    ("articles", "artikel 4, eerste lid, van de Woningwet "),
    ("dates", "3 mei 2031 "),
    ("ministers", "de minister van Financiën en "),
    ("persons", "mevrouw drs. A.B. van der Kade "),
    (
        "members",
        "Vragen van het lid De Kade (CDA) aan de minister van Financiën over ",
    ),
    ("names", "Autoriteit Persoonsgegevens, "),
    (
        "claims",
        "De Huurcommissie houdt toezicht op de Woningwet. ",
    ),
    (
        "one long claim",
        "de Huurcommissie houdt toezicht op de Woningwet en ",
    ),
    (
        "overseers of everything",
        "Huurcommissie, RIVM, Rijkswaterstaat, Woonbond en ",
    ),
    ("clauses", "dat de Huurcommissie die "),
    ("anaphors", "deze wet en dit rapport en het ministerie "),
    ("documents", "de handreiking ‘Oude kades’ van "),
    ("compounds", "signaalhandreikingsplanprogramma "),
    ("debates", "vragenuur ACM "),
    ("semicolons", "; : – "),
    ("own ministries", "mijn ministerie "),
    ("inspections by name", "Inspectie {N} (I{N}) en "),
    ("introduced by name", "de Wet {n} bruggen (W{N} B) en "),
    (
        "documents by name",
        "de handreiking ‘{N} kades’ en deze handreiking. ",
    ),
    (
        "agents by name",
        "Stichting {N} financiert Vereniging {N}. ",
    ),
    ("persons by name", "mevrouw A. {N} "),
    ("offices by name", "de minister voor {N} "),
    (
        "programmes by name",
        "het programma {N} van de gemeente {N} ",
    ),
    (
        "sources by name",
        "[1] {N}, 2 mei 2031, ‘{N} verzakt’ (https://{n}.example/kades)\n",
    ),
    (
        "questions by name",
        "Vraag 1\nKent u {N}?\nAntwoord 1\nDeze stichting is van {N}.\n",
    ),
    (
        "answers with anaphors",
        "Antwoord 1\nDe Woningwet geldt; deze wet ook.\n",
    ),
    ("words by name", "{n}handreiking "),
    ("broken words by name", "{n}-\nkade "),
    ("markdown", "# **{N}** [^1]\n> _a_ "),
    (
        "signatures",
        "Hoogachtend,\nDE MINISTER VAN FINANCIËN,\n{N}\n",
    ),
    (
        "headings",
        "Datum 3 mei 2031 Onderwerp Beantwoording vragen van het lid {N} (CDA)\n",
    ),
];

/// The letter stands before its first question, too: there the heading is looked for.
const PLACES: [&str; 2] = ["heading", "answer"];

/// Text of about that many bytes: the words over and over, in an answer or before the first question.
/// `{N}` and `{n}` in them are another name each time. Lines end before they are too long to be read.
fn text(words: &str, place: &str, bytes: usize) -> Vec<u8> {
    let question = "\nVraag 1\nKlopt dit?\nAntwoord 1\nDe Huurcommissie houdt toezicht. ";
    let mut out = if place == "heading" {
        String::new()
    } else {
        question.to_owned()
    };
    let (mut broken, mut count) = (0, 0);
    while out.len() < bytes {
        if words.contains('{') {
            let name = name(count);
            count += 1;
            let capital = name.get(..1).unwrap().to_uppercase() + name.get(1..).unwrap();
            out.push_str(&words.replace("{N}", &capital).replace("{n}", &name));
        } else {
            out.push_str(words);
        }
        if out.len() - broken > LINE_BYTES - 1000 {
            out.push('\n');
            broken = out.len();
        }
    }
    if place == "heading" {
        out.push_str(question);
    }
    out.push_str("\nVraag 2\nEn dit?\n");
    out.into_bytes()
}

/// A name of its own for each number: `kabada`, `kabade`, …
fn name(mut number: usize) -> String {
    let mut name = String::from("k");
    for _ in 0..4 {
        name.push(char::from(b"aeiou"[number % 5]));
        number /= 5;
        name.push(char::from(b"bdfgklmnprst"[number % 12]));
        number /= 12;
    }
    name
}

/// Processor time of this thread, where the system tells it.
fn clock() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ')
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}

/// How long something takes, at best of a few times.
fn time(work: impl Fn()) -> Duration {
    let once = || {
        let (begun, processor) = (Instant::now(), clock());
        work();
        let spent = || clock()?.checked_sub(processor?);
        spent().unwrap_or_else(|| begun.elapsed())
    };
    let mut best = once();
    for _ in 0..2 {
        if best > Duration::from_secs(1) {
            break;
        }
        best = best.min(once());
    }
    best
}

fn read(bytes: &[u8]) {
    let source = Source::memory("brief", bytes.to_vec()).unwrap();
    // What is refused must be refused soon, too.
    let _ = letters::pipeline().extract(&source);
}

#[test]
fn time_grows_with_the_length_of_a_text() {
    letters::pipeline();
    if let Ok(sizes) = std::env::var("KAMERGRAPH_GROWTH") {
        let only = std::env::var("KAMERGRAPH_GROWTH_ONLY").unwrap_or_default();
        let chosen = REPEATED.iter().filter(|(name, _)| name.contains(&only));
        for ((name, words), place) in chosen.flat_map(|one| PLACES.map(|place| (one, place))) {
            eprint!("{name:26} {place:8}");
            for size in sizes.split(' ') {
                let letter = text(words, place, size.parse::<usize>().unwrap() * 1024);
                let spent = time(|| read(&letter));
                eprint!(" {:8.3}", spent.as_secs_f64());
                if spent > Duration::from_secs(60) {
                    break;
                }
            }
            eprintln!();
        }
        return;
    }
    let small = if cfg!(debug_assertions) { 16 } else { 64 } * 1024;
    let mut slow = Vec::new();
    for ((name, words), place) in REPEATED
        .iter()
        .flat_map(|one| PLACES.map(|place| (one, place)))
    {
        let too_slow = |size: usize| {
            let (few, many) = (text(words, place, size), text(words, place, 4 * size));
            let (one, four) = (time(|| read(&few)), time(|| read(&many)));
            (four > one * 10 && four > Duration::from_millis(20)).then_some((one, four))
        };
        // what fits a cache and then no longer does looks as if it grew too fast, but only once
        if let Some((one, four)) = too_slow(small).and_then(|_| too_slow(4 * small)) {
            slow.push(format!(
                "{name} in the {place}: {one:?}, and {four:?} for four times as much"
            ));
        }
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}
