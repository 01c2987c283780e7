//! How likely it is that two lines were run together at a place: the less it costs, the likelier.
//!
//! The figures were found by trial on letters that a tool had run together, and only their order
//! matters: a stop without a space costs nothing, a capital in mid-word hardly more, two common
//! words in one little, two unknown ones too much to be believed.

use crate::letter::{common, mend, words::Words};

/// What it costs to believe that a line ended before `at`; infinite where no line can end.
pub(super) fn at(chars: &[char], at: usize, words: &Words) -> f32 {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|i| chars.get(i)).copied(),
        chars.get(at).copied(),
    ) else {
        return f32::INFINITY;
    };
    let earlier = at
        .checked_sub(2)
        .and_then(|i| chars.get(i))
        .copied()
        .unwrap_or(' ');
    match (before, after) {
        (' ', _) => 5.0,
        (_, ' ') => f32::INFINITY,
        ('-', c) if c.is_alphabetic() && earlier.is_alphanumeric() => 0.6,
        ('–' | '/', c) if c.is_alphabetic() => 3.0,
        ('.' | ',' | ':', c) if c.is_ascii_digit() && earlier.is_ascii_digit() => f32::INFINITY,
        ('’' | '\'', c) if c.is_lowercase() => f32::INFINITY,
        // "c.s." and "z.o." are no ends of lines, "o.a.het" is
        ('.', c) if c.is_lowercase() && chars.get(at + 1) == Some(&'.') => f32::INFINITY,
        ('.', c) if c.is_lowercase() => 2.5,
        ('.', c) if c.is_uppercase() && chars.get(at + 1) == Some(&'.') => 3.0,
        ('.' | ',' | ';' | ':' | '?' | '!' | ')' | '»' | '”' | '’', c)
            if c.is_alphanumeric() || matches!(c, '(' | '«' | '“' | '‘' | '–' | '•') =>
        {
            0.0
        }
        (b, '–') if b.is_ascii_digit() => f32::INFINITY,
        (b, '(' | '«' | '“' | '‘' | '–' | '•') if b.is_alphanumeric() => 0.3,
        (b, c) if b.is_lowercase() && c.is_uppercase() => name_cost(chars, at, words),
        (b, c) if b.is_lowercase() && c.is_ascii_digit() => number_cost(chars, at),
        ('%', c) if c.is_lowercase() => 0.3,
        (b, c) if b.is_ascii_digit() && c.is_uppercase() => 0.5,
        (b, c) if b.is_ascii_digit() && c.is_lowercase() => 1.0,
        (b, c) if b.is_alphabetic() && c.is_alphabetic() => word_cost(chars, at, words),
        _ => f32::INFINITY,
    }
}

/// "in|2025", but not a footnote's mark "jaar|5".
fn number_cost(chars: &[char], at: usize) -> f32 {
    let digits = chars
        .iter()
        .skip(at)
        .take_while(|c| c.is_ascii_digit())
        .count();
    if digits >= 4 { 0.5 } else { 2.0 }
}

/// "door|Nieuwe", but not "Pvd|A" or a name that stands elsewhere as it is.
fn name_cost(chars: &[char], at: usize, words: &Words) -> f32 {
    let lower = chars.get(at + 1).is_some_and(|c| c.is_lowercase());
    let acronym = chars.get(at + 1).is_some_and(|c| c.is_uppercase());
    let [left, right] = token(chars, at);
    let apart = words.count(&left) > 0 && words.count(&right) > 0;
    let whole = words.count(&format!("{left}{right}")) > 1 && !apart;
    0.2 + if lower || acronym { 0.0 } else { 3.0 } + if whole { 3.0 } else { 0.0 }
}

/// The letters, figures and hyphens on both sides of a place.
fn token(chars: &[char], at: usize) -> [String; 2] {
    let part_of = |c: &&char| c.is_alphanumeric() || **c == '-';
    let left: Vec<char> = chars
        .iter()
        .take(at)
        .rev()
        .take(40)
        .take_while(part_of)
        .copied()
        .collect();
    [
        left.into_iter().rev().collect(),
        chars
            .iter()
            .skip(at)
            .take(40)
            .take_while(part_of)
            .copied()
            .collect(),
    ]
}

/// What it costs to cut a word in two.
fn word_cost(chars: &[char], at: usize, words: &Words) -> f32 {
    let before = |n: usize| at.checked_sub(n).and_then(|i| chars.get(i)).copied();
    let mut left: Vec<char> = (1..=LONGEST)
        .map_while(|n| before(n).filter(|c| c.is_alphabetic()))
        .collect();
    left.reverse();
    let left: String = left.into_iter().collect();
    // a capital in mid-word is where another line may end
    let first = chars.get(at).copied().unwrap_or(' ');
    let rest = chars
        .iter()
        .skip(at + 1)
        .take(LONGEST)
        .take_while(|c| c.is_lowercase());
    let right: String = std::iter::once(first).chain(rest.copied()).collect();
    // "bruggetje’s|liggen": the plural's s ends a word
    let plural = left == "s" && matches!(before(2), Some('’' | '\''));
    let a = if plural {
        0.3
    } else {
        strangeness(&left, words, true)
    };
    let b = strangeness(&right, words, false);
    let mut cost = a + b + 0.2 + shape_cost(&left, &right, a, b, words);
    if left.chars().count() == 1 && left != "u" && !plural
        || right.chars().count() == 1 && right != "u"
    {
        cost += 4.0;
    }
    // A word that stands elsewhere as it is needs no cut.
    let whole = format!("{left}{right}");
    let token = token(chars, at).concat();
    if words.count(&whole).max(words.count(&token)) > 1 {
        cost += if a <= KNOWN && b <= KNOWN && !token.contains('-') {
            0.6
        } else {
            3.0
        };
    }
    if common::is_common(&whole.to_lowercase()) {
        cost += 6.0;
    }
    cost.clamp(0.1, 5.2)
}

/// What the look of two halves adds, which are as strange as `a` and `b` say.
fn shape_cost(left: &str, right: &str, a: f32, b: f32, words: &Words) -> f32 {
    let (long_left, long_right) = (left.chars().count(), right.chars().count());
    let mut cost = 0.0;
    // A short word is found at either end of many others; an article before a word hardly.
    if a > KNOWN && long_right <= 3 {
        cost += if AFTER.contains(&right) { 0.6 } else { 1.6 };
    }
    if b > KNOWN && long_left <= 3 {
        cost += if BEFORE.contains(&left) { 0.6 } else { 1.6 };
    }
    if a > KNOWN && long_left <= 3 || b > KNOWN && long_right <= 3 {
        cost += 1.5;
    }
    // "over|schot", "zichin|geschreven": the first half of a verb stands for a word of its own too often
    cost +=
        match PARTICLES.iter().find_map(|p| left.strip_suffix(p)) {
            Some("") if !BEFORE.contains(&right) && !AFTER.contains(&right) => 0.6,
            Some(stem) if !stem.is_empty() && strangeness(stem, words, true) <= KNOWN => {
                if b > KNOWN { 1.5 } else { 0.3 }
            }
            _ => 0.0,
        };
    // "vooropge|staan": few words end so
    if left.ends_with("ge")
        && !left
            .trim_end_matches("ge")
            .ends_with(['i', 'n', 'o', 'a', 'r', 'l'])
    {
        cost += 2.0;
    }
    // "hetplan|overleg": the article before is the likelier word
    if a > KNOWN
        && long_left > 5
        && ["het", "een", "van", "bij", "met"]
            .iter()
            .any(|w| left.starts_with(w))
    {
        cost += 1.3;
    }
    // "wachting|engeschept"
    if a <= KNOWN && b > KNOWN && right.starts_with("en") {
        cost += 0.6;
    }
    // "bericht|en" may be one word as well
    if ENDINGS.contains(&right) && a < 1.0 {
        cost += 0.5;
    }
    if impossible(left, right) {
        cost += 3.0;
    }
    // of two ways to find one known word, the one that finds more of it, and rather the second
    let found = if a < 1.0 { long_left } else { 0 } + if b < 1.0 { long_right } else { 0 };
    cost -= 0.02 * f32::from(u8::try_from(found).unwrap_or(40));
    cost -= if b <= KNOWN { 0.06 } else { 0.0 };
    cost - if BEFORE.contains(&left) { 0.05 } else { 0.0 }
}

/// Characters looked at on either side of a place.
const LONGEST: usize = 40;

/// Strangeness up to which a word counts as known.
const KNOWN: f32 = 0.5;

/// Words that are endings of others, too.
const ENDINGS: [&str; 8] = ["en", "er", "te", "ten", "de", "den", "ze", "se"];

/// What verbs and the nouns made from them begin with.
const PARTICLES: [&str; 22] = [
    "aan", "achter", "af", "be", "bij", "door", "ge", "in", "mee", "na", "om", "onder", "ont",
    "op", "over", "tegen", "terug", "toe", "uit", "ver", "voor", "weg",
];

/// Words so common that they may well stand before a word that nothing is known of.
const BEFORE: [&str; 24] = [
    "de", "het", "een", "van", "te", "en", "dat", "die", "om", "tot", "uw", "is", "ter", "ten",
    "als", "met", "hun", "zo", "er", "of", "in", "op", "bij", "aan",
];
/// The same behind one.
const AFTER: [&str; 9] = ["van", "het", "een", "dat", "die", "aan", "om", "uit", "u"];

/// Strangeness of a word that nothing is known of.
const UNKNOWN: f32 = 2.2;

/// How strange a word is: a common one not at all, one that stands elsewhere in the letter little,
/// one that begins like another of the letter more. `opens`: the word begins its token, so the
/// token itself begins like it.
fn strangeness(word: &str, words: &Words, opens: bool) -> f32 {
    // an accent that stresses ("nóg") makes no other word
    let lower: String = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            c => c,
        })
        .collect();
    let abbreviation = opens && word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if abbreviation || common::is_common(&lower) {
        0.0
    } else if lower.chars().count() > 2 && words.count(&lower) > 0 {
        0.2
    } else if words.alike(&lower, opens) || opens && derived(&lower, words) {
        0.9
    } else if (mend::is_prefix(&lower) && !opens)
        || (opens
            && ["en", "ing", "heid", "tie", "lijke", "ende", "ische"]
                .iter()
                .any(|e| lower.ends_with(e)))
        || (!opens
            && lower.chars().count() > 5
            && ["ge", "be", "ver", "ont"]
                .iter()
                .any(|b| lower.starts_with(b)))
    {
        // it has the shape of a word
        UNKNOWN - 0.5
    } else {
        UNKNOWN
    }
}

/// Whether a word is a known one with an ending: `relatieve`, `verwachtingen`.
fn derived(lower: &str, words: &Words) -> bool {
    [
        "e", "en", "s", "ve", "es", "st", "de", "te", "er", "ere", "ing", "ingen", "heid", "lijke",
    ]
    .iter()
    .any(|ending| {
        lower.strip_suffix(ending).is_some_and(|stem| {
            stem.chars().count() > 3 && (common::is_common(stem) || words.count(stem) > 0)
        })
    })
}

/// Whether no Dutch word ends like `left` or begins like `right`.
fn impossible(left: &str, right: &str) -> bool {
    const ONSETS: [&str; 46] = [
        "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr",
        "kw", "pl", "pn", "pr", "ps", "sc", "sf", "sh", "sj", "sk", "sl", "sm", "sn", "sp", "st",
        "th", "tj", "tr", "ts", "tw", "vl", "vr", "wr", "zw", "ph", "rh", "wh", "fj", "tl", "dj",
        "sw",
    ];
    if ["ig", "heid", "lijk", "isch", "baar", "schap", "teit"]
        .iter()
        .any(|e| right.starts_with(e))
    {
        return true;
    }
    let is_consonant = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
    let mut onset = right.chars();
    if let (Some(a), Some(b)) = (onset.next(), onset.next()) {
        if is_consonant(a) && is_consonant(b) && !ONSETS.contains(&format!("{a}{b}").as_str()) {
            return true;
        }
    }
    let mut end = left.chars().rev();
    match (end.next(), end.next()) {
        (Some('v' | 'z' | 'q'), _) => true,
        (Some(a), Some(b)) => {
            a == b
                && (is_consonant(a) || matches!(a, 'a' | 'u'))
                && left.chars().all(char::is_lowercase)
        }
        _ => false,
    }
}
