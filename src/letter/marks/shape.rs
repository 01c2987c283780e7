//! What stands before and behind a figure, and what that makes of it.

/// Words that end in a full stop before a number that belongs to them.
pub(super) const ABBREVIATIONS: [&str; 17] = [
    "nr", "nrs", "art", "artt", "p", "pag", "blz", "pp", "lid", "par", "vol", "no", "afl", "hfst",
    "bijl", "jl", "ca",
];

/// What may follow a number that counts something.
pub(super) const COUNTED: [&str; 36] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "jaar",
    "jaren",
    "maanden",
    "weken",
    "dagen",
    "uur",
    "keer",
    "maal",
    "euro",
    "miljoen",
    "miljard",
    "procent",
    "procentpunt",
    "procentpunten",
    "personen",
    "mensen",
    "km",
    "m2",
    "ton",
    "kilo",
    "kg",
    "mln",
    "mld",
    "x",
];

/// Words behind which a number is their own, not a mark.
pub(super) const NUMBERED: [&str; 46] = [
    "artikel",
    "artikelen",
    "vraag",
    "vragen",
    "antwoord",
    "antwoorden",
    "lid",
    "leden",
    "nummer",
    "nummers",
    "hoofdstuk",
    "bijlage",
    "deel",
    "fase",
    "paragraaf",
    "punt",
    "punten",
    "categorie",
    "groep",
    "pagina",
    "stap",
    "tabel",
    "figuur",
    "klasse",
    "niveau",
    "memo",
    "van",
    "tot",
    "met",
    "ruim",
    "circa",
    "ongeveer",
    "bijna",
    "minimaal",
    "maximaal",
    "per",
    "over",
    "voor",
    "naar",
    "tussen",
    "vanaf",
    "sinds",
    "zo’n",
    "onder",
    "boven",
    "rond",
];

pub(super) fn starts_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

pub(super) fn counted_next(after: &str) -> bool {
    let word = after
        .trim_start()
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    after.starts_with(' ') && COUNTED.contains(&word)
}

/// Whether a figure stands right behind a word or a sentence, not behind a code or a number.
pub(super) fn behind_a_word(before: &str, number: u32, last: u32, noted: bool) -> bool {
    let mut chars = before.chars().rev();
    let Some(end) = chars.next() else {
        return false;
    };
    if end.is_lowercase() {
        let word: String = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .collect();
        return word.chars().count() >= 2 && word.chars().rev().collect::<String>() != "m";
    }
    if end.is_uppercase() {
        // "AVG3" may cite a note; "CO2" and "NIS2" do so only by chance of the numbering, and stay whole.
        let word: Vec<char> = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .collect();
        return word.len() >= 3 && number == last + 1 && number > 3;
    }
    if !matches!(
        end,
        '.' | ',' | ';' | ':' | '?' | '!' | '»' | '”' | '’' | '"' | '\'' | ')' | ']' | '%'
    ) {
        return false;
    }
    let Some(previous) = chars.next() else {
        return false;
    };
    if previous.is_ascii_digit() && matches!(end, '.' | ',' | ':') {
        // "in 2024.3 Dit": only behind a year or where a note waits for it, and only the very next number
        let digits = before
            .trim_end_matches(end)
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        return end == '.' && (digits == 4 || noted) && number == last + 1;
    }
    if end == '.' {
        let word: String = before
            .trim_end_matches('.')
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        return !ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    }
    previous != ' '
}

/// Whether a sentence may begin here.
pub(super) fn opens_sentence(after: &str) -> bool {
    after.is_empty() || after.strip_prefix(' ').is_some_and(starts_upper)
}

/// Whether a figure ends here: no letter, no decimal, no range behind it.
pub(super) fn ends_word(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ':') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => {
            !c.is_alphanumeric()
                && !matches!(c, '-' | '–' | '%' | '°' | '/' | '€' | '*' | '+' | '_')
        }
    }
}
