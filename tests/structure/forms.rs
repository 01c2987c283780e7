//! Each form of head, title, note and page in a letter of our own.

use super::{addressees, answerers, askers, invariants, notes, outline, read};
use kamergraph::letter::{Letter, LetterKind, PartKind};

/// Reads a letter and holds it against what every letter keeps.
pub fn letter(text: &str) -> Letter {
    let letter = read(text);
    invariants::check(&letter);
    letter
}

/// The outline of such a letter.
pub fn outlined(text: &str) -> String {
    outline(&letter(text))
}

/// The outline of a letter with two questions.
pub const TWO: &str =
    "1: Hoeveel bruggen zijn er? => Er zijn er zeven.\n2: Wie keurt ze? => De gemeente keurt ze.\n";

#[test]
fn heads_of_every_ministry() {
    for [q1, a1, q2, a2] in [
        ["Vraag 1", "Antwoord 1", "Vraag 2", "Antwoord 2"],
        [
            "Vraag 1 ",
            "Antwoord op vraag 1",
            "Vraag 2",
            "Antwoord op vraag 2 ",
        ],
        [
            "Vraag 1:",
            "Antwoord op vraag 1:",
            "Vraag 2:",
            "Antwoord op vraag 2:",
        ],
        ["Vraag 1", "Antwoord", "Vraag 2", "Antwoord"],
        ["1", "Antwoord", "2", "Antwoord"],
        ["1.", "Antwoord", "2.", "Antwoord"],
        [
            "**Vraag 1**",
            "**Antwoord 1**",
            "**Vraag 2**",
            "**Antwoord 2**",
        ],
    ] {
        let text = format!(
            "{q1}\nHoeveel bruggen zijn er?\n\n{a1}\nEr zijn er zeven.\n\n{q2}\nWie keurt ze?\n\n{a2}\nDe gemeente keurt ze.\n"
        );
        assert_eq!(outlined(&text), TWO, "{q1} {a1}");
    }
    for [a1, a2] in [
        ["Antwoord vraag 1:", "Antwoord vraag 2:"],
        ["Antwoord:", "Antwoord: "],
    ] {
        let text = format!(
            "1. Hoeveel bruggen zijn er?\n\n{a1}\nEr zijn er zeven.\n\n2. Wie keurt ze?\n\n{a2}\nDe gemeente keurt ze.\n"
        );
        assert_eq!(outlined(&text), TWO, "{a1}");
    }
}

#[test]
fn questions_wrapped_over_lines_and_blank_lines_with_answers_that_have_no_head() {
    let text = "2031Z00012\n\n1. Hoeveel bruggen zijn er in de gemeenten die aan\n\nhet water liggen en die\nzelf geen brugwachters hebben?  \n\n \
                Er zijn er zeven. Dat zijn er meer dan in het jaar\ndaarvoor.\n\nZij worden elk jaar gekeurd.\n\n2. Kent u het Plan voor\n\nBruggen en Sluizen? Zo ja,\nwat vindt u ervan?\n\nJa.\n";
    assert_eq!(
        outlined(text),
        "1: Hoeveel bruggen zijn er in de gemeenten die aan het water liggen en die zelf geen brugwachters hebben? => Er zijn er zeven. \
         Dat zijn er meer dan in het jaar daarvoor.\nZij worden elk jaar gekeurd.\n2: Kent u het Plan voor Bruggen en Sluizen? Zo ja, wat vindt u ervan? => Ja.\n"
    );
}

#[test]
fn lists_in_answers_are_no_questions() {
    let text = "1. Wat gaat u doen?\n\nWij doen drie dingen:\n1. wij bouwen;\n2. wij keuren;\n3. wij sluiten.\n\n2. Wanneer?\n\nMorgen.\n";
    assert_eq!(
        outlined(text),
        "1: Wat gaat u doen? => Wij doen drie dingen:\n1. wij bouwen;\n2. wij keuren;\n3. wij sluiten.\n2: Wanneer? => Morgen.\n"
    );
}

#[test]
fn groups_in_any_order() {
    // one answer for questions on either side of another
    let text = "Vraag 3\nWie?\nVraag 5\nWat?\nAntwoord op vraag 3 en 5\nNiemand.\nVraag 4\nWaar?\nAntwoord op vraag 4\nHier.\n";
    assert_eq!(
        outlined(text),
        "3: Wie? => Niemand.\n5: Wat? => Niemand.\n4: Waar? => Hier.\n"
    );
    // a question that stays open until later
    let text = "Vraag 1\nWie?\nVraag 2\nWat?\nAntwoord op vraag 2\nDit.\nVraag 3\nWaar?\nAntwoord op vraag 1 en 3\nDaar.\n";
    assert_eq!(
        outlined(text),
        "1: Wie? => Daar.\n2: Wat? => Dit.\n3: Waar? => Daar.\n"
    );
    // all questions, then one answer
    let text = "Vraag 1\nWie?\nVraag 2\nWat?\nVraag 3\nWaar?\nAntwoord vragen 1,2 en 3\nAlles.\n";
    assert_eq!(
        outlined(text),
        "1: Wie? => Alles.\n2: Wat? => Alles.\n3: Waar? => Alles.\n"
    );
}

#[test]
fn questions_under_one_head() {
    let text = "Vraag 1, 2 en 3\nWie keurt de bruggen? Zo nee, waarom niet?\nWie betaalt dat?\nWie sluit ze af?\nAntwoord 1, 2 en 3\nDe gemeente.\n";
    let want = "1: Wie keurt de bruggen? Zo nee, waarom niet? => De gemeente.\n2: Wie betaalt dat? => De gemeente.\n3: Wie sluit ze af? => De gemeente.\n";
    assert_eq!(outlined(text), want);
    // run together by a tool
    let glued = text.replace("?\nWie", "?Wie");
    assert_eq!(outlined(&glued), want);
    // where that cannot be told, each has the text of all, and a warning says so
    let letter = letter("Vraag 1 en 2\nWie? Wat? Waar?\nAntwoord 1 en 2\nNee.\n");
    assert_eq!(
        outline(&letter),
        "1: Wie? Wat? Waar? => Nee.\n2: Wie? Wat? Waar? => Nee.\n"
    );
    assert!(
        letter.warnings[0].contains("questions 1, 2 stand under one head"),
        "{:?}",
        letter.warnings
    );
}

#[test]
fn an_answer_without_a_head_among_others_that_have_one() {
    let text = "Vraag 1\nWie?\n\nAntwoord 1\nNiemand.\n\nVraag 2\nWat?\n\nDat weet ik niet.\n\nVraag 3\nWaar?\n\nAntwoord 3\nHier.\n";
    assert_eq!(
        outlined(text),
        "1: Wie? => Niemand.\n2: Wat? => Dat weet ik niet.\n3: Waar? => Hier.\n"
    );
}

#[test]
fn neither_numbers_nor_heads_of_questions() {
    let text = "Vragen van het lid De Boer (XYZ) aan de minister van Bruggen over sluizen\n\nHoeveel sluizen zijn er?\n\nWie bedient ze? Zo ja, hoe?\n";
    let letter = letter(text);
    assert_eq!(letter.kind, LetterKind::Questions);
    assert_eq!(
        outline(&letter),
        "1: Hoeveel sluizen zijn er? => -\n2: Wie bedient ze? Zo ja, hoe? => -\n"
    );
    let text = "Hoeveel sluizen zijn er?\nAntwoord\nZeven.\nWie bedient ze?\nAntwoord\nIedereen.\n";
    assert_eq!(
        outlined(text),
        "1: Hoeveel sluizen zijn er? => Zeven.\n2: Wie bedient ze? => Iedereen.\n"
    );
}

#[test]
fn printed_errors_in_numbers() {
    let letter_7 = letter(
        "Vraag 6\nWie?\nAntwoord 6\nIk.\nVraag 7\nWat?\nVraag 7\nWaar?\nAntwoord 8\nHier.\n",
    );
    assert_eq!(
        outline(&letter_7),
        "6: Wie? => Ik.\n7: Wat? => -\n8: Waar? => Hier.\n"
    );
    assert_eq!(
        letter_7.warnings,
        [
            "question 7 is printed twice; the second is counted as 8",
            "no answer was found to question 7"
        ]
    );
    let again = letter(
        "Vraag 1\nWie?\nAntwoord 1\nIk.\nVraag 2\nWat?\nAntwoord 2\nDit.\nVraag 1\nWaar?\nAntwoord 1\nHier.\n",
    );
    assert_eq!(
        outline(&again),
        "1: Wie? => Ik.\n2: Wat? => Dit.\n3: Waar? => Hier.\n"
    );
    assert!(again.warnings[0].contains("numbered from 1 again"));
}

#[test]
fn a_notice_in_place_of_answers() {
    let letter =
        letter("Vraag 1\nWie?\nVraag 2\nWat?\nMededeling\nDe vragen worden later beantwoord.\n");
    assert_eq!(letter.kind, LetterKind::Postponed);
    assert_eq!(outline(&letter), "1: Wie? => -\n2: Wat? => -\n");
    assert_eq!(letter.parts.last().map(|p| p.kind), Some(PartKind::Closing));
}

#[test]
fn what_follows_the_last_answer_is_no_part_of_it() {
    for closing in [
        "Toelichting:\nDeze vragen vullen eerdere vragen aan.",
        "Toelichting: Deze vragen vullen eerdere vragen aan.",
    ] {
        let letter = letter(&format!("Vraag 1\nWie?\nAntwoord 1\nIk.\n\n{closing}\n"));
        assert_eq!(outline(&letter), "1: Wie? => Ik.\n");
        let last = letter.parts.last().unwrap();
        assert_eq!(
            (last.kind, last.span.of(&letter.text)),
            (PartKind::Closing, "Deze vragen vullen eerdere vragen aan.")
        );
    }
}

#[test]
fn false_friends_of_heads() {
    let text = "Antwoorden van de minister van Bruggen op vragen van het lid De Boer (XYZ)\n\nVraag 1\nKent u de\nantwoord op vraag 4 en 5 is het verslag?\nAntwoord 1\nIn het\nantwoord op vraag 4 is dat gezegd.\n";
    assert_eq!(
        outlined(text),
        "1: Kent u de antwoord op vraag 4 en 5 is het verslag? => In het antwoord op vraag 4 is dat gezegd.\n"
    );
}

#[test]
fn a_letter_on_one_line() {
    let filler =
        "De sluizen en de bruggen zijn oud en worden elk jaar gekeurd door de gemeente. ".repeat(6);
    let text = format!(
        "Tweede Kamer der Staten-Generaal 2 Vergaderjaar 2030–2031 Aanhangsel van de Handelingen Vragen gesteld door de leden der Kamer, \
         met de daarop door de regering gegeven antwoorden 45 Vragen van het lid De Boer (XYZ) aan de Minister van Bruggen over sluizen \
         (ingezonden 3 mei 2031). Antwoord van Minister Smit (Bruggen) (ontvangen 4 juni 2031). Vraag 1 Kent u het bericht «Oude sluis»?1 \
         Antwoord 1 Ja. Vraag 2 {filler}Klopt dat, en vindt u dat ook van de 1 De Krant, «Oude sluis», 2 mei 2031 ah-tk-20302031-45 \
         ISSN 0921 - 7398 ’s-Gravenhage 2031 Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1 nieuwe sluizen? Antwoord 2 Nee. \
         Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 2"
    );
    let letter = letter(&text);
    assert_eq!(letter.id, "ah-tk-20302031-45");
    assert_eq!(letter.questions.len(), 2);
    assert_eq!(
        letter.questions[0].text.of(&letter.text),
        "Kent u het bericht «Oude sluis»?"
    );
    assert!(
        letter.questions[1]
            .text
            .of(&letter.text)
            .ends_with("Klopt dat, en vindt u dat ook van de nieuwe sluizen?")
    );
    assert_eq!(
        notes(&letter),
        ["1 by [1]: De Krant, «Oude sluis», 2 mei 2031"]
    );
}

const PAGES: &str = "Tweede Kamer der Staten-Generaal2
Vergaderjaar 2030–2031 Aanhangsel van de Handelingen
Vragen gesteld door de leden der Kamer, met de daarop door de
regering gegeven antwoorden
45
Vragen van de leden De Boer, Smit (beiden XYZ) en Van der Berg (Lijst 3) aan de
Ministers van Bruggen, Wegen en Sluizen en voor Water over het bericht «Sluis: «te oud»»
(ingezonden 3 mei 2031).
Antwoord van Minister Van Dam (Bruggen, Wegen en Sluizen), mede namens de
Staatssecretaris van Water (ontvangen 4 juni 2031). Zie ook Aanhangsel Handelingen, vergaderjaar 2030–2031, nr. 12.
Vraag 1
Kent u het bericht «Sluis: «te oud»»?
1
Antwoord 1
Ja, in de Kamerbrief van 30 juni 2030
2 is daarop ingegaan, en ook de Bond van Brug-
1De Krant, 2 mei 2031, «Sluis: «te oud»» (www.dekrant.example/een-
twee)
2Kamerstuk 12 345, nr. 6
 
ah-tk-20302031-45
ISSN 0921 - 7398’s-Gravenhage 2031Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1
wachters heeft dat gedaan.
Vraag 2
Hoeveel CO2 kost een sluis volgens de NIS2-richtlijn van de 11e eeuw en artikel 3?
3Kamerstuk 12 345, nr. 7
Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 2Antwoord 2
Dat is niet bekend.3
Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 3
";

#[test]
fn pages_of_the_house_style() {
    let letter = letter(PAGES);
    assert_eq!(letter.kind, LetterKind::Answers);
    assert_eq!(
        letter.aanhangsel,
        Some(("2030-2031".to_owned(), "45".to_owned()))
    );
    assert_eq!(letter.z_number, None);
    assert_eq!(letter.asked_on.unwrap().to_string(), "2031-05-03");
    assert_eq!(letter.answered_on.unwrap().to_string(), "2031-06-04");
    assert_eq!(
        letter.subject.unwrap().of(&letter.text),
        "het bericht «Sluis: «te oud»»"
    );
    assert_eq!(
        askers(&letter),
        ["De Boer (XYZ)", "Smit (XYZ)", "Van der Berg (Lijst 3)"]
    );
    assert_eq!(
        addressees(&letter),
        [
            "- | Ministers | Bruggen, Wegen en Sluizen",
            "- | Ministers | Water"
        ]
    );
    assert_eq!(
        answerers(&letter),
        [
            "Van Dam | Minister | Bruggen, Wegen en Sluizen",
            "namens - | Staatssecretaris van Water | -"
        ]
    );
    assert_eq!(
        outline(&letter),
        "1: Kent u het bericht «Sluis: «te oud»»? => Ja, in de Kamerbrief van 30 juni 2030 is daarop ingegaan, en ook de Bond van \
         Brugwachters heeft dat gedaan.\n2: Hoeveel CO2 kost een sluis volgens de NIS2-richtlijn van de 11e eeuw en artikel 3? => Dat is niet bekend.\n"
    );
    assert_eq!(
        notes(&letter)[..2],
        [
            "1 by [1]: De Krant, 2 mei 2031, «Sluis: «te oud»» (www.dekrant.example/een-twee)",
            "2 by [1]: Kamerstuk 12 345, nr. 6"
        ]
    );
    assert!(
        !letter.text.contains("ISSN")
            && !letter.text.contains(", Aanhangsel 1")
            && !letter.text.contains("ah-tk")
    );
    invariants::check_origins(&letter, PAGES);
}

#[test]
fn every_place_leads_back_to_its_line() {
    let letter = letter(PAGES);
    let at = letter.text.find("wachters heeft").unwrap();
    assert_eq!(letter.place(at).unwrap().line, 23);
    let paged = self::letter("Vraag 1\nWie?\n\u{c}Antwoord 1\nIk.\n");
    let at = paged.text.find("Ik.").unwrap();
    assert_eq!(
        paged.place(at),
        Some(kamergraph::text::Place {
            page: 2,
            line: 4,
            paragraph: 0
        })
    );
}

#[test]
fn pages_told_by_an_indent_and_addresses_repeated_below_the_notes() {
    let text = " Hierbij bieden wij u de antwoorden aan op vragen van het lid Smit (XYZ) over\nbruggen, met kenmerk 2031Z00012 en ingezonden op 3 mei 2031. \n \n2031Z00012\n \
                \n1. Wie beheert de bruggen1 in het land en op welke\nmanier? \n \nDat doen de gemeenten.2 Zij werken samen in de Bond van \n \n \n\
                1 https://een.example/bruggen-\nin-het-land  \n2 Kamerstukken II 2030/31, 12345,\nnr. 6. \n\nhttps://een.example/bruggen-in-het-land\nhttps://een.example/bruggen-in-het-land\n \
                Brugwachters. \n \n2. Hoe vaak?\n\nElk jaar.3 \n \n3 Zie de site. \n";
    let letter = letter(text);
    assert_eq!(
        outline(&letter),
        "1: Wie beheert de bruggen in het land en op welke manier? => Dat doen de gemeenten. Zij werken samen in de Bond van Brugwachters.\n\
         2: Hoe vaak? => Elk jaar.\n"
    );
    assert_eq!(
        notes(&letter),
        [
            "1 by [1]: https://een.example/bruggen-in-het-land",
            "2 by [1]: Kamerstukken II 2030/31, 12345, nr. 6.",
            "3 by [2]: Zie de site."
        ]
    );
    assert!(!letter.text.contains("bruggen-in-het-land\nhttps"));
}

#[test]
fn numbering_of_notes_that_begins_again() {
    let text = "Vraag 1\nWie?\nAntwoord 1\nDe bond1 en de gemeente.2 Ook het rijk doet mee.1 En de provincie.2\n\n1 De Gids.\n2 De Krant.\n\u{c}Vraag 2\nWat?\nAntwoord 2\nNiets.\n";
    assert_eq!(
        notes(&letter(text)),
        [
            "1 by [1]: -",
            "2 by [1]: -",
            "1 by [1]: De Gids.",
            "2 by [1]: De Krant."
        ]
    );
}

#[test]
fn sources_listed_at_the_very_end() {
    for (mark, list) in [
        ("1)", "1) De Krant, 2 mei 2031 (www.dekrant.example)"),
        ("[1]", "[1] De Krant, 2 mei 2031 (www.dekrant.example)"),
        ("1)", "____\n1. De Krant, 2 mei 2031 (www.dekrant.example)"),
    ] {
        let letter = letter(&format!(
            "Vraag 1\nKent u het bericht? {mark}\n\nAntwoord 1\nJa, met: 1) de inhoud en 2) de strekking.\n\n\n{list}\n"
        ));
        assert_eq!(
            outline(&letter),
            "1: Kent u het bericht? => Ja, met: 1) de inhoud en 2) de strekking.\n",
            "{mark}"
        );
        assert_eq!(letter.notes.len(), 1, "{mark}");
        assert_eq!(
            letter.notes[0].body.unwrap().of(&letter.text),
            "De Krant, 2 mei 2031 (www.dekrant.example)",
            "{mark}"
        );
        assert_eq!(letter.notes[0].cited_by, [0]);
    }
}
