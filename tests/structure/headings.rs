//! Who asks and who answers, in titles and cover letters of every kind, and what answers refer to.

use super::forms::letter;
use super::{addressees, answerers, askers, referrals};
use PartKind::{Answer, Cover, Heading, Question, Signature};
use kamergraph::letter::{LetterKind, PartKind};

#[test]
fn a_griffie_head() {
    let letter = letter(
        "AH 61\n2031Z00012\nAntwoord van staatssecretaris Van den Berg (Bruggen, Wegen en Water (ontvangen 20 november 2031)\n\
         Zie ook Aanhangsel Handelingen, vergaderjaar 2031-2032, nr. 12\n\nVraag 1\nWie?\n\nAntwoord 1\nIk.\n",
    );
    assert_eq!(
        (letter.id.as_str(), letter.z_number.as_deref()),
        ("2031Z00012", Some("2031Z00012"))
    );
    assert_eq!(
        letter.aanhangsel,
        Some(("2031-2032".to_owned(), "61".to_owned()))
    );
    assert_eq!(
        answerers(&letter),
        ["Van den Berg | staatssecretaris | Bruggen, Wegen en Water"]
    );
}

#[test]
fn titles_of_every_kind() {
    for (title, want_askers, want_to) in [
        (
            "Vragen van het lid Inge vanDijk (XYZ) aan de Staatssecretaris en de Minister van Bruggen en Sluizen over water (ingezonden 3 mei 2031).",
            vec!["Inge van Dijk (XYZ)"],
            vec![
                "- | Staatssecretaris | Bruggen en Sluizen",
                "- | Minister van Bruggen en Sluizen | -",
            ],
        ),
        (
            "Vragen van de leden Smit en De Boer(beiden D12) aan de Minister voor Water, bij afwezigheid van de Staatssecretaris van Sluizen, over geld (ingezonden 3 mei 2031).",
            vec!["Smit (D12)", "De Boer (D12)"],
            vec![
                "- | Minister voor Water | -",
                "- | Staatssecretaris van Sluizen | -",
            ],
        ),
        (
            "Vragen van de leden A. Smit, Boer, Van 't Hof (allen XYZ) en Faber-van de Berg (Groep Van Smit) aan de minister van Water over geld (ingezonden 3 mei 2031).",
            vec![
                "A. Smit (XYZ)",
                "Boer (XYZ)",
                "Van 't Hof (XYZ)",
                "Faber-van de Berg (Groep Van Smit)",
            ],
            vec!["- | minister van Water | -"],
        ),
        (
            "Mondelinge vragen van het lid Smit (XYZ) aan de Minister van Bruggen en de Minister en Staatssecretaris van Sluizen en Water over geld",
            vec!["Smit (XYZ)"],
            vec![
                "- | Minister van Bruggen | -",
                "- | Minister | Sluizen en Water",
                "- | Staatssecretaris van Sluizen en Water | -",
            ],
        ),
    ] {
        let letter = letter(&format!("{title}\nVraag 1\nWie?\n"));
        assert_eq!(askers(&letter), want_askers, "{title}");
        assert_eq!(addressees(&letter), want_to, "{title}");
    }
    for (title, want) in [
        (
            "Antwoord van Minister Smit (Bruggen) en antwoord van Staatssecretaris De Boer (Sluizen – Kleine Sluizen) (ontvangen 4 juni 2031).",
            vec![
                "Smit | Minister | Bruggen",
                "De Boer | Staatssecretaris | Sluizen – Kleine Sluizen",
            ],
        ),
        (
            "Mededeling van Minister Faber – van de Berg (Bruggen) (ontvangen (ontvangen 4 juni 2031).",
            vec!["Faber – van de Berg | Minister | Bruggen"],
        ),
        (
            "Antwoorden van de minister van Bruggen mede namens de minister van Sluizen op vragen van het lid Smit (XYZ) over geld",
            vec![
                "- | minister van Bruggen | -",
                "namens - | minister van Sluizen | -",
            ],
        ),
    ] {
        assert_eq!(
            answerers(&letter(&format!("{title}\nVraag 1\nWie?\n"))),
            want,
            "{title}"
        );
    }
}

#[test]
fn a_cover_letter_with_signatures() {
    let text = "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n2500 EA DEN HAAG\n\nDatum\n4 december 2031\n\nOnderwerp\nVragen over bruggen\n\n\
                In antwoord op uw brief van 9 november 2031, nr. 2031Z00012, deel ik u mede dat de vragen van het lid Smit (XYZ) over bruggen worden beantwoord zoals aangegeven in de bijlage.\n\n\
                Mede namens de staatssecretaris van Wegen en Water,\n\nde minister van Bruggen en Sluizen,\n\n\nMr. A. de Boer-Smit\n\n\
                Antwoorden van de minister van Bruggen en Sluizen, mede namens de staatssecretaris van Wegen en Water op vragen van het lid Smit (XYZ) over bruggen\n\nVraag 1\nWie?\n\nAntwoord op vraag 1\nIk.\n";
    let letter = letter(text);
    assert_eq!(
        letter.subject.unwrap().of(&letter.text),
        "Vragen over bruggen"
    );
    assert_eq!(letter.answered_on.unwrap().to_string(), "2031-12-04");
    assert_eq!(letter.asked_on.unwrap().to_string(), "2031-11-09");
    assert_eq!(letter.z_number.as_deref(), Some("2031Z00012"));
    assert_eq!(
        answerers(&letter),
        [
            "namens - | staatssecretaris van Wegen en Water | -",
            "Mr. A. de Boer-Smit | minister van Bruggen en Sluizen | -"
        ]
    );
    let kinds: Vec<PartKind> = letter.parts.iter().map(|p| p.kind).collect();
    assert_eq!(
        kinds,
        [Heading, Cover, Signature, Heading, Question, Answer]
    );
}

#[test]
fn references_between_questions() {
    for (answer, want) in [
        ("Zie mijn antwoord op vraag 1.", vec![(3, 1)]),
        (
            "Zoals in antwoord twee aangegeven, en zie antwoord 1.",
            vec![(3, 1), (3, 2)],
        ),
        (
            "Zie het antwoord op de vragen 1 en 2.",
            vec![(3, 1), (3, 2)],
        ),
        ("Zie vraag 1 t/m 2.", vec![(3, 1), (3, 2)]),
        ("Zoals bij vraag 2 is gezegd.", vec![(3, 2)]),
        ("Zie de beantwoording van de vorige vraag.", vec![(3, 2)]),
        (
            "Zie ook het antwoord op vraag 1 van de schriftelijke vragen over water.",
            vec![],
        ),
        ("Zie het antwoord op vraag 9.", vec![]),
        ("Er zijn 2 antwoorden op die vraag.", vec![]),
    ] {
        let text = format!(
            "Vraag 1\nWie?\nAntwoord 1\nIk.\nVraag 2\nWat?\nAntwoord 2\nDit.\nVraag 3\nWaar?\nAntwoord 3\n{answer}\n"
        );
        assert_eq!(referrals(&letter(&text)), want, "{answer}");
    }
    // each question of a group refers, and a question may refer as well as an answer
    let text = "Vraag 1\nWie?\nAntwoord 1\nIk.\nVraag 2\nKunt u bij antwoord 1 ook de sluizen noemen?\nVraag 3\nWat?\nAntwoord 2 en 3\nZie antwoord 1.\n";
    assert_eq!(referrals(&letter(text)), [(2, 1), (3, 1)]);
}

#[test]
fn a_document_without_questions_is_read_with_a_warning() {
    let letter = letter(
        "Geachte voorzitter,\n\nHierbij stuur ik u het verslag.\n\nDe minister van Bruggen,\n\nA. de Boer\n",
    );
    assert_eq!(letter.kind, LetterKind::Other);
    assert_eq!(letter.warnings, ["no questions were found in this letter"]);
    assert_eq!(
        answerers(&letter),
        ["A. de Boer | minister van Bruggen | -"]
    );
}
