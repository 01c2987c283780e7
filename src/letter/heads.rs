//! Heads of questions and answers: a line of their own that names them by number.

/// What a head opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadKind {
    /// `Vraag 1`
    Question,
    /// `Antwoord op vraag 1`
    Answer,
    /// `Mededeling`
    Notice,
    /// `Toelichting:`
    Closing,
}

/// A head, and where the words after it begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// What it opens.
    pub kind: HeadKind,
    /// The numbers in it, in their order.
    pub numbers: Vec<u32>,
    /// Byte offset in the line just past it and the blanks after it.
    pub end: usize,
}

/// The largest number a question may bear. Larger ones are years and amounts.
const LARGEST: u32 = 999;

/// Reads a line that is a head and nothing else.
///
/// Capital, whole line and nothing but numbers behind it tell a head from title lines
/// (`Antwoorden van de minister`) and from wrapped text (`antwoord op vraag 4 is het`).
pub(super) fn read(line: &str) -> Option<Head> {
    prefix(line).filter(|head| head.is_whole(line))
}

impl Head {
    /// Whether a line that begins with it holds nothing else.
    pub(super) fn is_whole(&self, line: &str) -> bool {
        let is_mark = |c: char| c == '*' || c == ':' || c == '.' || c.is_whitespace();
        let rest = line.get(self.end..);
        rest.is_some_and(|rest| {
            self.kind == HeadKind::Closing || rest.trim_matches(is_mark).is_empty()
        })
    }
}

/// Reads a head at the start of a line that may go on behind it, as in `Vraag 2 en 3 Wat is …`.
pub(super) fn prefix(line: &str) -> Option<Head> {
    // nearly no line is a head, which its first letter tells
    let is_blank = |b: u8| matches!(b, b'*' | b'#' | b'_' | b' ');
    let mut at = line.bytes().position(|b| !is_blank(b))?;
    let first = line.as_bytes().get(at)?;
    if !matches!(first, b'V' | b'A' | b'B' | b'M' | b'T') {
        return None;
    }
    let rest = line.get(at..)?;
    let word = letters(rest);
    let kind = match word {
        "Vraag" | "Vragen" | "VRAAG" | "VRAGEN" => HeadKind::Question,
        "Antwoord" | "Antwoorden" | "ANTWOORD" | "ANTWOORDEN" | "Beantwoording" => HeadKind::Answer,
        "Mededeling" | "MEDEDELING" => HeadKind::Notice,
        "Toelichting"
            if rest
                .get(word.len()..)
                .is_some_and(|r| r.trim_start_matches('*').starts_with(':')) =>
        {
            HeadKind::Closing
        }
        _ => return None,
    };
    at += word.len();
    if matches!(kind, HeadKind::Notice | HeadKind::Closing) {
        let rest = line.get(at..)?;
        let end = at + rest.len() - rest.trim_start_matches([':', '*', ' ', '.']).len();
        return Some(Head {
            kind,
            numbers: Vec::new(),
            end,
        });
    }
    let number = line.get(at..)?.trim_start();
    // nearly always the number comes at once
    let numbered = number.is_empty() || number.starts_with(|c: char| c.is_ascii_digit());
    if kind == HeadKind::Answer && !numbered {
        for link in ["op", "de", "vraag", "vragen", "Vraag", "Vragen"] {
            let rest = line.get(at..)?;
            let blanks = rest.len() - rest.trim_start().len();
            if blanks > 0 && letters(rest.trim_start()) == link {
                at += blanks + link.len();
            }
        }
    }
    let named = ["nr.", "nr", "nummer", "nummers"].into_iter();
    for word in named.filter(|_| !numbered) {
        let rest = line.get(at..)?;
        let number = rest.trim_start().strip_prefix(word);
        if let Some(number) =
            number.filter(|n| n.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        {
            at += rest.len() - number.len();
        }
    }
    let (numbers, end) = numbers(line, at);
    if numbers.is_empty() && kind == HeadKind::Question {
        return None;
    }
    let rest = line.get(end..)?;
    let marks = rest.trim_start_matches([':', '*', ' ', '.']);
    let marks = if matches!(marks.trim(), "-" | "–") {
        ""
    } else {
        marks
    };
    let end = end + rest.len() - marks.len();
    Some(Head { kind, numbers, end })
}

/// The letters that a text begins with.
fn letters(text: &str) -> &str {
    let ascii = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_whole = text.as_bytes().get(ascii).is_none_or(u8::is_ascii);
    let end = if is_whole {
        ascii
    } else {
        text.find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len())
    };
    text.get(..end).unwrap_or_default()
}

/// The numbers from byte `at` on: `4, 5, 7 en 8`, `1,2,3`, `4-7`, `2 t/m 6`, `7, 8, 9 10 en 11`.
/// Gives them with ranges filled, and the offset just past the last.
pub(super) fn numbers(line: &str, at: usize) -> (Vec<u32>, usize) {
    let mut out: Vec<u32> = Vec::new();
    let mut end = at;
    let mut pos = at;
    let mut range = false;
    loop {
        let rest = line.get(pos..).unwrap_or_default();
        let trimmed = rest.trim_start();
        let blanks = rest.len() - trimmed.len();
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let number = trimmed
                .get(..digits)
                .and_then(|d| d.parse::<u32>().ok())
                .filter(|n| (1..=LARGEST).contains(n));
            let next = trimmed.get(digits..).unwrap_or_default();
            // A letter glued to the number is part of it only as in `3a`; "18e" and "2Dit" are not numbers of questions.
            let mut length = digits;
            let mut glued = next.chars();
            if let Some(c) = glued.next().filter(|c| c.is_alphabetic()) {
                if !c.is_ascii_lowercase()
                    || c == 'e'
                    || glued.next().is_some_and(char::is_alphanumeric)
                {
                    break;
                }
                length += 1;
            }
            let Some(number) = number.filter(|_| out.len() < 100) else {
                break;
            };
            let from = out.last().copied();
            match from {
                Some(from) if range && number > from && number - from <= 100 => {
                    out.extend(from + 1..=number);
                }
                _ => out.push(number),
            }
            range = false;
            pos += blanks + length;
            end = pos;
            continue;
        }
        if out.is_empty() {
            break;
        }
        let Some((length, is_range)) = separator(trimmed) else {
            break;
        };
        range = is_range;
        pos += blanks + length;
    }
    (out, end)
}

/// A separator between numbers, with its length in bytes and whether it spans a range.
fn separator(rest: &str) -> Option<(usize, bool)> {
    for (word, range) in [
        ("tot en met ", true),
        ("tot ", true),
        ("t/m", true),
        ("t.m.", true),
        ("–", true),
        ("-", true),
        ("en/of ", false),
        ("en de vragen ", false),
        ("en vragen ", false),
        ("en vraag ", false),
        ("en ", false),
        ("&", false),
        (",", false),
        ("/", false),
        ("alsmede ", false),
    ] {
        if rest.starts_with(word) {
            return Some((word.len(), range));
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;
    use HeadKind::{Answer, Closing, Notice, Question};

    #[test]
    fn all_forms_of_heads() {
        let cases: &[(&str, HeadKind, &[u32])] = &[
            ("Vraag 1", Question, &[1]),
            ("**Vraag 12**", Question, &[12]),
            ("Vraag 4 en 5", Question, &[4, 5]),
            ("Vraag 3, 4 en 5", Question, &[3, 4, 5]),
            ("Vraag 2 t/m 6", Question, &[2, 3, 4, 5, 6]),
            ("Vraag 7, 8, 9 10 en 11", Question, &[7, 8, 9, 10, 11]),
            ("Antwoord 3 en 4", Answer, &[3, 4]),
            ("Antwoorden 5 en 6", Answer, &[5, 6]),
            ("Antwoord op vraag 1", Answer, &[1]),
            ("Antwoord op vragen 7, 8, en 9", Answer, &[7, 8, 9]),
            (
                "Antwoorden op vraag 3, 4, 5, 9 en 10",
                Answer,
                &[3, 4, 5, 9, 10],
            ),
            ("Antwoord op de vragen 2 en 3:", Answer, &[2, 3]),
            ("Antwoord vragen 1,2,3,4 en 5", Answer, &[1, 2, 3, 4, 5]),
            ("Antwoord vraag 4-7:", Answer, &[4, 5, 6, 7]),
            ("Antwoord op vraag 4 tot 6", Answer, &[4, 5, 6]),
            ("Vraag 2 en vraag 3", Question, &[2, 3]),
            ("Vraag nr. 5 –", Question, &[5]),
            ("Antwoord vraag 1: ", Answer, &[1]),
            ("Antwoord", Answer, &[]),
            ("Antwoord: ", Answer, &[]),
            ("Mededeling", Notice, &[]),
            ("Toelichting:", Closing, &[]),
        ];
        for (line, kind, numbers) in cases {
            let head = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (head.kind, head.numbers.as_slice()),
                (*kind, *numbers),
                "{line}"
            );
        }
    }

    #[test]
    fn false_friends() {
        for line in [
            "Antwoorden van de minister van Landbouw",
            "Antwoord van Minister De Vries (Landbouw)",
            "Vragen van het lid De Boer (X) aan de Minister",
            "Vragen gesteld door de leden der Kamer",
            "antwoord op vraag 4 en 5 is het",
            "Antwoord op vraag 4 en 5 is het",
            "Antwoorden op Kamervragen over bruggen | Kamerstuk |",
            "Vraag",
            "Vragen",
            "Vraag 2031",
            "Toelichting op de regeling",
            "Mededeling van Minister De Vries",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_head_in_front_of_words() {
        let head = prefix("Vraag 2 en 3 Herinnert u zich dit?").unwrap();
        assert_eq!((head.numbers, head.end), (vec![2, 3], 13));
        let head = read("Toelichting: Deze vragen vullen eerdere aan.").unwrap();
        assert_eq!(head.end, 13);
    }
}
