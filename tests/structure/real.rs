//! The real letters, where they are at hand: how many questions and answers each has, and who asks
//! and answers, as a reader counts them.

use super::{addressees, answerers, askers, invariants, referrals};
use kamergraph::{
    letter::{Letter, LetterKind, PartKind},
    source::Source,
    text::Text,
};
use regex::Regex;
use std::path::PathBuf;

/// The folder with the real letters; `None`, with a word, where it is missing.
fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("KAMERGRAPH_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if path.join("letters/txt").is_dir() {
        return Some(path);
    }
    assert!(
        std::env::var_os("KAMERGRAPH_NO_SKIP").is_none(),
        "there are no real letters under {}",
        path.display()
    );
    eprintln!(
        "skipped: there are no real letters under {}; set KAMERGRAPH_SHARED",
        path.display()
    );
    None
}

fn letter(shared: &std::path::Path, name: &str) -> Letter {
    let source = Source::read(&shared.join("letters/txt").join(format!("{name}.txt"))).unwrap();
    Letter::read(&Text::read(&source).unwrap(), &source)
}

struct Known {
    name: &'static str,
    questions: usize,
    answered: usize,
    askers: &'static [&'static str],
    answerers: &'static [&'static str],
    notes: usize,
}

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    Known { name: "2025Z08286", questions: 23, answered: 23, notes: 31, askers: &["Westerveld (GroenLinks-PvdA)", "Kathmann (GroenLinks-PvdA)"], answerers: &[
        "Eddie van Marum | staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties | Herstel Groningen, Koninkrijksrelaties en Digitalisering",
        "Mariëlle Paul | staatssecretaris van Onderwijs, Cultuur en Wetenschap | -",
        "namens - | staatssecretaris van Sociale Zaken en Werkgelegenheid | -"] },
    Known { name: "2024Z14419", questions: 12, answered: 12, notes: 0, askers: &[], answerers: &["Van Hijum | minister | Sociale Zaken en Werkgelegenheid", "namens - | minister van Justitie en Veiligheid | -"] },
    Known { name: "ahtk-20142015-698-eenregelig", questions: 6, answered: 6, notes: 4, askers: &["Bouwmeester (PvdA)"], answerers: &["Schippers | Minister | Volksgezondheid, Welzijn en Sport"] },
    Known { name: "ahtk-20222023-3649", questions: 14, answered: 14, notes: 6, askers: &["Bromet (GroenLinks)"], answerers: &["Van der Wal-Zeggelink | Minister | Natuur en Stikstof"] },
    Known { name: "ahtk-20242025-545", questions: 6, answered: 0, notes: 5, askers: &["Podt (D66)"], answerers: &["Faber – van de Klashorst | Minister | Asiel en Migratie"] },
    Known { name: "ahtk-20242025-546", questions: 6, answered: 6, notes: 4, askers: &["Van Nispen (SP)", "Lahlah (GroenLinks-PvdA)"], answerers: &["Coenradie | Staatssecretaris | Justitie en Veiligheid"] },
    Known { name: "ahtk-20242025-548", questions: 9, answered: 9, notes: 7, askers: &["Paternotte (D66)", "Podt (D66)"], answerers: &["Veldkamp | Minister | Buitenlandse Zaken", "namens - | Minister van Asiel en Migratie | -"] },
    Known { name: "ahtk-20242025-558", questions: 7, answered: 7, notes: 3, askers: &["Van Nispen (SP)"], answerers: &["Van Weel | Minister | Justitie en Veiligheid", "Coenradie | Staatssecretaris | Justitie en Veiligheid"] },
    Known { name: "ahtk-20242025-559", questions: 12, answered: 12, notes: 6, askers: &["Mohandis (GroenLinks-PvdA)"], answerers: &["Karremans | Staatssecretaris | Volksgezondheid, Welzijn en Sport"] },
    Known { name: "ahtk-20242025-560", questions: 9, answered: 9, notes: 1, askers: &["Beckerman (SP)"], answerers: &["Bruins | Minister | Onderwijs, Cultuur en Wetenschap"] },
    Known { name: "ahtk-20242025-561", questions: 7, answered: 7, notes: 4, askers: &["Vlottes (PVV)"], answerers: &["Achahbar | Staatssecretaris | Financiën"] },
    Known { name: "ahtk-20242025-570", questions: 11, answered: 11, notes: 1, askers: &["El Abassi (DENK)"], answerers: &["Van Weel | Minister | Justitie en Veiligheid"] },
    Known { name: "ahtk-20242025-571", questions: 24, answered: 24, notes: 3, askers: &["Kostić (PvdD)"], answerers: &["Wiersma | Minister | Landbouw, Visserij, Voedselzekerheid en Natuur", "namens - | Staatssecretaris van Volksgezondheid, Welzijn en Sport | -"] },
    Known { name: "ahtk-20242025-573", questions: 6, answered: 6, notes: 0, askers: &["Ellian (VVD)"], answerers: &["Coenradie | Staatssecretaris | Justitie en Veiligheid"] },
    Known { name: "ahtk-20242025-575", questions: 9, answered: 9, notes: 2, askers: &["Boswijk (CDA)"], answerers: &["Veldkamp | Minister | Buitenlandse Zaken"] },
    Known { name: "ahtk-20242025-582", questions: 8, answered: 8, notes: 0, askers: &["Ellian (VVD)", "Paternotte (D66)"], answerers: &["Veldkamp | Minister | Buitenlandse Zaken"] },
    Known { name: "ahtk-20242025-585", questions: 1, answered: 1, notes: 0, askers: &["Van Houwelingen (FVD)"], answerers: &["Van Weel | Minister | Justitie en Veiligheid"] },
    Known { name: "ahtk-20242025-592", questions: 17, answered: 17, notes: 3, askers: &["Koekkoek (Volt)"], answerers: &["Faber-Van de Klashorst | Minister | Asiel en Migratie", "namens - | Minister van Buitenlandse Zaken | -"] },
    Known { name: "ahtk-20242025-597", questions: 10, answered: 9, notes: 4, askers: &["Kathmann (GroenLinks-PvdA)"], answerers: &["Szabó | Staatssecretaris | Binnenlandse Zaken en Koninkrijksrelaties"] },
    Known { name: "griffie-boswijk", questions: 5, answered: 5, notes: 0, askers: &[], answerers: &["Klever | minister | Buitenlandse Handel en Ontwikkelingshulp", "namens - | minister van Financiën | -"] },
    Known { name: "griffie-ceder", questions: 3, answered: 3, notes: 1, askers: &[], answerers: &["Faber - Van de Klashorst | minister | Asiel en Migratie"] },
    Known { name: "griffie-grinwis", questions: 6, answered: 6, notes: 1, askers: &[], answerers: &["Keijzer | minister | Volkshuisvesting en Ruimtelijke Ordening"] },
    Known { name: "griffie-mutluer", questions: 8, answered: 8, notes: 0, askers: &[], answerers: &["Van Weel | minister | Justitie en Veiligheid"] },
    Known { name: "griffie-slagt", questions: 13, answered: 13, notes: 2, askers: &[], answerers: &["Karremans | staatssecretaris | Volksgezondheid, Welzijn en Sport"] },
    Known { name: "kvtk-2024Z18435", questions: 9, answered: 0, notes: 1, askers: &["Olger van Dijk (Nieuw Sociaal Contract)", "Pierik (BBB)"], answerers: &[] },
    Known { name: "kvtk-2024Z18559", questions: 73, answered: 0, notes: 7, askers: &["Kathmann (GroenLinks-PvdA)", "El Abassi (DENK)"], answerers: &[] },
    Known { name: "kvtk-2024Z18653", questions: 9, answered: 0, notes: 2, askers: &["Kröger (GroenLinks-PvdA)", "Van der Lee (GroenLinks-PvdA)"], answerers: &[] },
    Known { name: "kvtk-2024Z18775", questions: 0, answered: 0, notes: 0, askers: &["Krul (CDA)"], answerers: &[] },
    Known { name: "kvtk-2024Z18792", questions: 5, answered: 0, notes: 2, askers: &["Boswijk (CDA)"], answerers: &[] },
];

#[test]
fn every_real_letter_has_the_structure_that_a_reader_sees() {
    let Some(shared) = shared() else { return };
    for known in KNOWN {
        let letter = letter(&shared, known.name);
        let name = known.name;
        assert_eq!(
            letter.questions.len(),
            known.questions,
            "questions of {name}"
        );
        assert_eq!(
            letter
                .questions
                .iter()
                .filter(|q| q.answer.is_some())
                .count(),
            known.answered,
            "answered questions of {name}"
        );
        assert_eq!(askers(&letter), known.askers, "askers of {name}");
        assert_eq!(answerers(&letter), known.answerers, "answerers of {name}");
        assert_eq!(letter.notes.len(), known.notes, "notes of {name}");
        let mut numbers: Vec<u32> = letter.questions.iter().map(|q| q.number).collect();
        numbers.sort_unstable();
        assert!(
            numbers.iter().zip(1..).all(|(n, i)| *n == i),
            "numbers of {name}: {numbers:?}"
        );
        let loose = letter.notes.iter().filter(|n| n.cited_at.is_none()).count();
        assert_eq!(loose, 0, "notes of {name} that nothing cites");
    }
    let files = std::fs::read_dir(shared.join("letters/txt"))
        .unwrap()
        .count();
    assert_eq!(files, KNOWN.len(), "each letter is in the table");
}

#[test]
fn nothing_of_the_page_is_left_in_the_text() {
    let Some(shared) = shared() else { return };
    let furniture = Regex::new(
        r"ISSN 0921|s-Gravenhage \d{4}|(?m)Tweede Kamer, vergaderjaar \d{4}–\d{4}, (Aanhangsel|Vragen)( \d+)?$|ah-tk-\d{8}|kv-tk-\d{4}Z|^Vergaderjaar |regering gegeven antwoorden",
    )
    .unwrap();
    let mark = Regex::new(r"\p{Ll}{4,}[.?!,»”’)]?\d{1,2}[.?!,»”’)]?(\s|$)").unwrap();
    let head = Regex::new(r"(?m)^(Vraag|Antwoord)( \d|$)").unwrap();
    for known in KNOWN {
        let letter = letter(&shared, known.name);
        assert_eq!(
            furniture.find(&letter.text).map(|m| m.as_str()),
            None,
            "{}",
            known.name
        );
        for part in letter
            .parts
            .iter()
            .filter(|p| matches!(p.kind, PartKind::Question | PartKind::Answer))
        {
            let text = part.span.of(&letter.text);
            assert_eq!(mark.find(text).map(|m| m.as_str()), None, "{}", known.name);
            assert_eq!(head.find(text).map(|m| m.as_str()), None, "{}", known.name);
        }
        for question in &letter.questions {
            let text = question
                .text
                .of(&letter.text)
                .trim_end_matches(['»', '”', '’', '"', '\'', ')']);
            assert!(
                text.ends_with(['?', '.', ':']),
                "question {} of {} ends in mid-sentence",
                question.number,
                known.name
            );
            assert!(
                text.starts_with(char::is_uppercase),
                "question {} of {} begins in mid-sentence",
                question.number,
                known.name
            );
        }
    }
}

#[test]
fn every_promise_of_the_type_is_kept() {
    let Some(shared) = shared() else { return };
    for known in KNOWN {
        let path = shared
            .join("letters/txt")
            .join(format!("{}.txt", known.name));
        let letter = letter(&shared, known.name);
        invariants::check(&letter);
        invariants::check_origins(&letter, &std::fs::read_to_string(path).unwrap());
    }
}

#[test]
fn referrals_are_those_of_the_gold_graphs() {
    let Some(shared) = shared() else { return };
    for name in ["2025Z08286", "2024Z14419", "ahtk-20242025-570"] {
        let gold =
            std::fs::read_to_string(shared.join("gold").join(format!("{name}.json"))).unwrap();
        let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
        let want: Vec<(u32, u32)> = serde_json::from_value(gold["refers"].clone()).unwrap();
        assert_eq!(referrals(&letter(&shared, name)), want, "{name}");
    }
}

#[test]
fn dates_numbers_and_addressees() {
    let Some(shared) = shared() else { return };
    let letter = letter(&shared, "ahtk-20242025-592");
    assert_eq!(letter.kind, LetterKind::Answers);
    assert_eq!(letter.id, "ah-tk-20242025-592");
    assert_eq!(
        letter.aanhangsel,
        Some(("2024-2025".to_owned(), "592".to_owned()))
    );
    assert_eq!(letter.asked_on.unwrap().to_string(), "2024-09-12");
    assert_eq!(letter.answered_on.unwrap().to_string(), "2024-11-18");
    assert_eq!(
        addressees(&letter),
        [
            "- | Ministers | Buitenlandse Zaken",
            "- | Ministers | Justitie en Veiligheid",
            "- | Ministers | Asiel en Migratie"
        ]
    );
}
