//! Ligatures whose font does not say what they are.
//!
//! Some programs draw "ij", "fi" or "ff" as one shape and write down no character for it, or one
//! for private use: "R□ksoverheid". Each such shape is told by the words it stands in: the letters
//! that make most of them known words are what it is.

use std::collections::{BTreeMap, BTreeSet};

/// Where unknown shapes are kept while a file is read: one private character for each.
const FIRST: u32 = 0xf_0000;
const LAST: u32 = 0xf_fffd;

/// What a shape may stand for, with common words that it stands in.
const LIGATURES: [(&str, &str); 8] = [
    (
        "ij",
        "zijn bij wij hij zij mijn tijd altijd tijdens partij partijen wijze rijk rijks rijksoverheid belangrijk \
         belangrijke mogelijk mogelijke natuurlijk praktijk blijven blijft krijgen krijgt kijken begrijpen schrijven \
         bijvoorbeeld verwijs verwijzen gelijk feitelijk duidelijk duidelijke eerlijk onderwijs termijn prijs prijzen \
         lijst richtlijn richtlijnen bedrijf bedrijven jaarlijks jaarlijkse uiterlijk wijzigen wijziging koninkrijk \
         noodzakelijk noodzakelijke dergelijke afhankelijk verantwoordelijk verantwoordelijkheid bijdrage bijlage \
         beschrijving bijzondere lijn terwijl begrijpelijk",
    ),
    (
        "fi",
        "financiën financiële financieel officiële officieel specifiek specifieke definitief profiel identificatie \
         certificaat definitie filter figuur classificatie fiscale fiscaal grafisch ratificatie",
    ),
    (
        "fl",
        "reflectie conflict conflicten inflatie flexibel flexibele",
    ),
    (
        "ff",
        "effect effecten effectief effectieve verschaffen treffen stoffen heffing heffingen",
    ),
    (
        "ffi",
        "efficiënt efficiënte efficiëntie officiële officieel officier",
    ),
    (
        "ti",
        "politie justitie informatie motie organisatie organisaties sectie evaluatie",
    ),
    (
        "tt",
        "wettelijk wettelijke uitzetting zetten zitting omvatten",
    ),
    (
        "ft",
        "heeft geeft blijft vijftig schriftelijk schriftelijke",
    ),
];

/// The private character of a file's shape of this number, from 0; the last is shared once they run
/// out.
pub(super) fn shape(number: usize) -> char {
    let code = u32::try_from(number)
        .unwrap_or(u32::MAX)
        .saturating_add(FIRST)
        .min(LAST);
    char::from_u32(code).unwrap_or('\u{fffd}')
}

/// Whether a character stands for a shape that is not known.
pub(super) fn is_shape(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

/// What each unknown shape stands for, as far as the words tell; the rest is U+FFFD.
pub(super) fn tell<'a>(
    texts: impl Iterator<Item = &'a str> + Clone,
) -> BTreeMap<char, &'static str> {
    let mut contexts: BTreeMap<char, BTreeSet<String>> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for text in texts {
        for word in text.split(|c: char| !(c.is_alphabetic() || is_shape(c))) {
            match word.chars().find(|c| is_shape(*c)) {
                None if word.chars().count() > 2 => {
                    known.insert(word.to_lowercase());
                }
                Some(shape) if word.chars().count() > 1 => {
                    contexts
                        .entry(shape)
                        .or_default()
                        .insert(word.to_lowercase());
                }
                _ => {}
            }
        }
    }
    let mut out = BTreeMap::new();
    for (shape, words) in contexts {
        let score = |letters: &str, common: &str| {
            let common: BTreeSet<&str> = common.split(' ').collect();
            let fits = |w: &&String| {
                let word = w.replace(shape, letters);
                common.contains(word.as_str()) || known.contains(&word)
            };
            words.iter().filter(fits).count()
        };
        let best = LIGATURES
            .iter()
            .map(|(letters, common)| (score(letters, common), *letters));
        // the first of those that fit as well
        if let Some((_, letters)) = best
            .filter(|(n, _)| *n > 0)
            .reduce(|a, b| if b.0 > a.0 { b } else { a })
        {
            out.insert(shape, letters);
        }
    }
    out
}

/// A text with its shapes spelt out.
pub(super) fn spell(text: &str, told: &BTreeMap<char, &'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match told.get(&c) {
            Some(letters) => out.push_str(letters),
            None if is_shape(c) => out.push('\u{fffd}'),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_by_their_words() {
        let (ij, fi, lost) = (shape(0), shape(1), shape(2));
        let text =
            format!("De part{ij}en z{ij}n op t{ij}d in de {fi}nanciële st{fi}k. {lost} x{lost}q");
        let told = tell(std::iter::once(text.as_str()));
        assert_eq!(
            spell(&text, &told),
            "De partijen zijn op tijd in de financiële stfik. \u{fffd} x\u{fffd}q"
        );
    }
}
