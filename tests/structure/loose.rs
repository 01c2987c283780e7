//! Heads, lists, notes and marks that other programs leave in a loose form.

use super::forms::{TWO, letter, outlined};
use super::{answerers, askers, notes, outline};

#[test]
fn heads_that_run_into_their_text() {
    for [q1, a1, q2, a2] in [
        ["Vraag 1: ", "Antwoord 1: ", "Vraag 2: ", "Antwoord 2: "],
        ["Vraag 1 ", "Antwoord 1 ", "Vraag 2 ", "Antwoord 2 "],
        ["1. ", "Antwoord: ", "2. ", "Antwoord: "],
        ["Vraag 1\n", "Antwoord 1: ", "Vraag 2\n", "Antwoord 2: "],
        ["Vraag\n", "Antwoord\n", "Vraag\n", "Antwoord\n"],
        [
            "Vraag nr. 1\n",
            "Antwoord op vraag nr. 1\n",
            "Vraag nr. 2 –\n",
            "Antwoord op vraag nr. 2\n",
        ],
        // without a blank line anywhere, as Word files come out of some tools
        ["1. ", "Antwoord:\n", "2. ", "Antwoord:\n"],
        ["1.\n", "Antwoord\n", "2.\n", "Antwoord\n"],
        ["1. ", "Antwoord vraag 1:\n", "2. ", "Antwoord vraag 2:\n"],
    ] {
        let title = "Antwoord van minister De Brug (Sluizen) (ontvangen 9 mei 2031)";
        let text = format!(
            "{title}\n{q1}Hoeveel bruggen zijn er?\n{a1}Er zijn er zeven.\n{q2}Wie keurt ze?\n{a2}De gemeente keurt ze.\n"
        );
        assert_eq!(outlined(&text), TWO, "{q1} {a1}");
        let letter = letter(&text);
        assert_eq!(
            answerers(&letter),
            ["De Brug | minister | Sluizen"],
            "{q1} {a1}"
        );
    }
}

#[test]
fn numbers_of_a_head_on_two_lines() {
    assert_eq!(
        outlined(
            "Vraag 1,\n2\nHoeveel bruggen zijn er? Wie keurt ze?\nAntwoord 1 en\n2\nDe gemeente.\n"
        ),
        "1: Hoeveel bruggen zijn er? => De gemeente.\n2: Wie keurt ze? => De gemeente.\n"
    );
}

#[test]
fn lists_of_an_answer_may_reach_the_number_of_the_next_question() {
    let text = "Antwoord van minister De Brug (Sluizen) (ontvangen 9 mei 2031)\n1. Kunt u zeggen:\na. hoe oud de brug is?\n\
                b. hoe lang?\nAntwoord:\nEr zijn drie soorten:\n1. De oude.\n2. De nieuwe. Wie kent ze niet?\n3. De andere.\n\
                2. Wat kost dat?\n3. Wie betaalt dat?\nAntwoord vraag 2-3:\nNiets.\n";
    assert_eq!(
        outlined(text),
        "1: Kunt u zeggen:\na. hoe oud de brug is?\nb. hoe lang? => Er zijn drie soorten:\n1. De oude.\n\
         2. De nieuwe. Wie kent ze niet?\n3. De andere.\n2: Wat kost dat? => Niets.\n3: Wie betaalt dat? => Niets.\n"
    );
}

#[test]
fn marks_of_markdown() {
    let letter = letter(
        "**Vragen van het lid De Kade (X) aan de Minister van Sluizen over _natte kades_ (ingezonden 3 mei 2031).**\n\n\
         **Antwoord van Minister De Brug (Sluizen) (ontvangen 9 mei 2031).**\n\n## **Vraag 1**\n\n\
         Kent u het bericht «Kades verzakken»?[1 ]\n\n## **Antwoord 1**\n\nJa, de 11[e ] keer al.[2 3 ]\n\n\
         1 Kadekrant, 2 mei 2031.\n\n2Kamerstuk 99 123, nr. 4.\n\n3Kamerstuk 99 123, nr. 5.\n",
    );
    assert_eq!(
        outline(&letter),
        "1: Kent u het bericht «Kades verzakken»? => Ja, de 11e keer al.\n"
    );
    assert_eq!(askers(&letter), ["De Kade (X)"]);
    assert_eq!(letter.subject.unwrap().of(&letter.text), "natte kades");
    assert_eq!(
        notes(&letter),
        [
            "1 by [1]: Kadekrant, 2 mei 2031.",
            "2 by [1]: Kamerstuk 99 123, nr. 4.",
            "3 by [1]: Kamerstuk 99 123, nr. 5.",
        ]
    );
    let letter = read_notes(
        "# Antwoorden\n\n## Vraag 1\n\nKent u de *kade*?[^1]\n\n## Antwoord 1\n\nJa.\n\n[^1]: De Kadekrant.\n",
    );
    assert_eq!(letter, ["1 by [1]: De Kadekrant."]);
}

fn read_notes(text: &str) -> Vec<String> {
    notes(&letter(text))
}

#[test]
fn notes_behind_the_last_answer_of_a_line() {
    let filler = "Dat is een lange zin over bruggen en sluizen. ".repeat(10);
    let letter = letter(&format!(
        "Vraag 1 Kent u het bericht «Oude bruggen»?1 Antwoord 1 Ja. {filler}Vraag 2 Klopt artikel 1 Wet bruggen? \
         Antwoord 2 Ja, volgens artikel 1 Wet bruggen. 1 De Brugkrant, 2 mei 2031."
    ));
    assert_eq!(notes(&letter), ["1 by [1]: De Brugkrant, 2 mei 2031."]);
    let answer = letter.questions[1].answer.unwrap();
    assert_eq!(
        answer.of(&letter.text),
        "Ja, volgens artikel 1 Wet bruggen."
    );
}

#[test]
fn a_follow_up_ends_its_question() {
    assert_eq!(
        outlined(
            "Vraag 1 en 2\nKent u de brug? Is die oud? Zo nee, waarom niet? Kent u de sluis? Wat kost die?\nAntwoord 1 en 2\nJa.\n"
        ),
        "1: Kent u de brug? Is die oud? Zo nee, waarom niet? => Ja.\n2: Kent u de sluis? Wat kost die? => Ja.\n"
    );
}

#[test]
fn groups_of_parliament_ask_nothing() {
    let letter = letter(
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nVragen en opmerkingen van de leden van de X-fractie\n\
         De leden van de X-fractie hebben de brief gelezen.\n",
    );
    assert_eq!(askers(&letter), Vec::<String>::new());
}
