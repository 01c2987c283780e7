//! Nothing that comes in makes the program panic, or keeps it busy for long.

use super::{invariants, read};
use kamergraph::{letter::Letter, source::Source, text::Text};
use proptest::prelude::*;

/// Pieces that letters are made of, to be thrown together in any order.
const PIECES: [&str; 44] = [
    "Vraag 1",
    "Vraag 2 en 3",
    "Vraag 7",
    "Antwoord 1",
    "Antwoord",
    "Antwoord op vragen 2 t/m 4",
    "Mededeling",
    "Toelichting:",
    "1. Hoe gaat het",
    "2.",
    "1",
    "2, 3",
    "Waarom?",
    "Klopt dat?1 Zo ja, wat dan?",
    "is dat zo.2",
    "\n",
    "\n\n",
    "\u{c}",
    " ",
    "-",
    "brug-",
    "wachters",
    "hetNieuwe",
    "1Kamerstuk 29 383",
    "2 https://een.nl/twee-",
    "1) De Krant, 3 mei 2031",
    "[1]",
    "⟦1⟧",
    "⟦",
    "Tweede Kamer der Staten-Generaal2",
    "Vergaderjaar 2030–2031 Aanhangsel van de Handelingen",
    "570",
    "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1",
    "ah-tk-20302031-570",
    "ISSN 0921 - 7398’s-Gravenhage 2031",
    "Vragen van de leden De Boer en Smit (beiden XYZ) aan de Ministers van A en van B over bruggen (ingezonden 3 mei 2031).",
    "Antwoord van Minister Van den Berg (Zaken) (ontvangen 4 juni 2031).",
    "AH 12",
    "2031Z00012",
    "Hierbij bieden wij u de antwoorden aan.",
    "De minister van Zaken,",
    "Jan de Vries",
    "zie het antwoord op vraag 2 en 3",
    "de vorige vraag",
];

fn never_panics(bytes: Vec<u8>) {
    let Ok(source) = Source::memory("brief", bytes) else {
        return;
    };
    let Ok(text) = Text::read(&source) else {
        return;
    };
    for line in &text.lines {
        assert!(text.content.get(line.span.start..line.span.end).is_some());
    }
    invariants::check(&Letter::read(&text, &source));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        never_panics(bytes);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        never_panics(text.into_bytes());
    }

    #[test]
    fn any_pieces_of_letters(pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let text: String = pieces.iter().flat_map(|(i, line)| [PIECES[*i], if *line { "\n" } else { "" }]).collect();
        never_panics(text.into_bytes());
    }
}

#[test]
fn the_same_bytes_give_the_same_letter() {
    let text = PIECES.join("\n");
    assert_eq!(format!("{:?}", read(&text)), format!("{:?}", read(&text)));
}

/// Each of these would take minutes if any step were quadratic.
#[test]
fn long_inputs_take_no_longer_than_their_length() {
    for piece in [
        "a",
        "a(",
        "a«",
        "a.",
        "a)",
        "A.b ",
        " a",
        "12",
        "1 ",
        "Vraag 1\nWaarom?\nAntwoord 1\nJa.\n",
        "Vraag 5\n",
        "aAaAbB",
        "a-b-",
        "(",
        "1)",
        "[1]",
        "1Kamerstuk\n",
        "Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel van ",
        "\n1 Kamerstuk\n2 http\n\u{c}",
        "mede namens de minister van A en ",
        "Vraag 1 Kent u dit? Antwoord 1 Ja. ",
        "1. Waarom?\n\nJa.\n",
        "antwoord op vraag 1, 2, 3 en ",
        "https://a.b/c-\n",
        "zin.2 ",
    ] {
        never_panics(piece.repeat(60_000 / piece.len()).into_bytes());
    }
}
