//! The forms of a Dutch verb, from its infinitive.
//!
//! Regular ("weak") verbs follow the spelling rules of the Woordenlijst: open and closed syllables
//! (maken, maakt), final devoicing (geven, geeft), 't kofschip (maakte, leverde). What does not
//! follow them stands in `ontology/rules/irregular.toml`. A separable verb is written with a plus:
//! `op+stellen`.

use std::collections::BTreeMap;

/// Which form of the verb a word is. What one spelling can be several of is the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Finite: "stelt", "stelde"; of a separable verb in a subordinate clause "opstelt".
    Finite,
    /// Infinitive, which is the plural of the present as well: "opstellen".
    Infinitive,
    /// Past participle: "opgesteld".
    Participle,
    /// Infinitive with "te" within: "op te stellen" is matched as three words; this is "opstellend".
    Present,
}

/// A form of the verb as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inflected {
    /// The word, in lower case.
    pub word: String,
    /// What it is.
    pub form: Form,
    /// The particle that must stand elsewhere in the clause: "stelt … op".
    pub apart: Option<String>,
}

/// What a verb does not take from the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Irregular {
    /// First person: "zie".
    pub stem: Option<String>,
    /// Third person: "ziet".
    pub third: Option<String>,
    /// Past, singular and plural: "zag", "zagen".
    pub past: Vec<String>,
    /// Past participle: "gezien".
    pub participle: Option<String>,
}

/// All forms of `verb` (`ontwikkelen`, `op+stellen`), sorted.
pub fn forms(verb: &str, irregular: &BTreeMap<String, Irregular>) -> Vec<Inflected> {
    let (particle, base) = verb
        .split_once('+')
        .map_or((None, verb), |(p, b)| (Some(p), b));
    let own = irregular.get(base).cloned().unwrap_or_default();
    let stem = own.stem.clone().unwrap_or_else(|| stem(base));
    let third = own.third.clone().unwrap_or_else(|| {
        if stem.ends_with('t') {
            stem.clone()
        } else {
            format!("{stem}t")
        }
    });
    let past = if own.past.is_empty() {
        weak_past(base, &stem)
    } else {
        own.past.clone()
    };
    let participle = own
        .participle
        .clone()
        .unwrap_or_else(|| participle(base, &stem));

    let mut finite = vec![stem.clone(), third];
    finite.extend(past);
    let mut out = Vec::new();
    match particle {
        None => {
            out.extend(finite.into_iter().map(|w| inflected(w, Form::Finite, None)));
            out.push(inflected(base.into(), Form::Infinitive, None));
            out.push(inflected(format!("{base}d"), Form::Present, None));
            out.push(inflected(format!("{base}de"), Form::Present, None));
            out.push(inflected(participle.clone(), Form::Participle, None));
            out.push(inflected(attributive(&participle), Form::Participle, None));
        }
        Some(particle) => {
            for word in finite {
                out.push(inflected(format!("{particle}{word}"), Form::Finite, None));
                out.push(inflected(word, Form::Finite, Some(particle)));
            }
            out.push(inflected(
                format!("{particle}{base}"),
                Form::Infinitive,
                None,
            ));
            // the plural of the present: "zij stellen … op", and "op te stellen"
            out.push(inflected(base.into(), Form::Infinitive, Some(particle)));
            out.push(inflected(
                format!("{particle}{base}de"),
                Form::Present,
                None,
            ));
            out.push(inflected(
                format!("{particle}{participle}"),
                Form::Participle,
                None,
            ));
            out.push(inflected(
                attributive(&format!("{particle}{participle}")),
                Form::Participle,
                None,
            ));
        }
    }
    out.sort();
    out.dedup();
    out
}

fn inflected(word: String, form: Form, apart: Option<&str>) -> Inflected {
    Inflected {
        word,
        form,
        apart: apart.map(str::to_owned),
    }
}

const VOWELS: &str = "aeiouyëïöüé";

fn is_vowel(c: char) -> bool {
    VOWELS.contains(c)
}

/// Two letters for one vowel: a syllable with them is long however it ends.
fn digraph(first: char, second: char) -> bool {
    matches!(
        (first, second),
        ('i', 'e' | 'j') | ('o', 'e' | 'u') | ('e', 'u' | 'i') | ('u', 'i') | ('a', 'u')
    ) || (first == second && is_vowel(first))
}

/// The stem of a regular infinitive: maken → maak, geven → geef, stellen → stel, werken → werk.
fn stem(infinitive: &str) -> String {
    let Some(cut) = infinitive.strip_suffix("en") else {
        return infinitive
            .strip_suffix('n')
            .unwrap_or(infinitive)
            .to_owned();
    };
    let chars: Vec<char> = cut.chars().collect();
    let n = chars.len();
    let at = |back: usize| {
        n.checked_sub(back)
            .and_then(|i| chars.get(i))
            .copied()
            .unwrap_or(' ')
    };
    let (last, before, further) = (at(1), at(2), at(3));
    let mut stem: String = cut.to_owned();
    if last == before && !is_vowel(last) {
        stem.pop();
    } else if !is_vowel(last) && is_vowel(before) && !digraph(further, before) && !unstressed(cut) {
        // an open syllable: its long vowel is written double in the closed one
        stem.pop();
        stem.push(match before {
            'ë' => 'e',
            other => other,
        });
        stem.push(last);
    }
    devoice(&stem)
}

/// Verbs of several syllables in -elen, -enen and -igen, whose last vowel is as a rule not stressed:
/// ontwikkelen, tekenen, kondigen. Those that are ("beoordelen") stand in the table of irregulars.
fn unstressed(cut: &str) -> bool {
    let syllables = cut
        .chars()
        .fold((0, false), |(n, was), c| {
            (n + usize::from(is_vowel(c) && !was), is_vowel(c))
        })
        .0;
    syllables > 1 && ["el", "en", "ig"].iter().any(|e| cut.ends_with(e))
}

fn devoice(stem: &str) -> String {
    let mut chars: Vec<char> = stem.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = match *last {
            'v' => 'f',
            'z' => 's',
            other => other,
        };
    }
    chars.into_iter().collect()
}

/// Whether the past takes -te: the infinitive's stem ends in one of 't kofschip.
fn voiceless(base: &str) -> bool {
    let cut = base.strip_suffix("en").unwrap_or(base);
    cut.ends_with("ch")
        || cut.chars().last().is_some_and(|c| "tkfsp".contains(c))
        || cut.ends_with('x')
}

fn weak_past(base: &str, stem: &str) -> Vec<String> {
    let ending = if voiceless(base) { "te" } else { "de" };
    vec![format!("{stem}{ending}"), format!("{stem}{ending}n")]
}

fn participle(base: &str, stem: &str) -> String {
    let ending = if voiceless(base) { 't' } else { 'd' };
    let body = if stem.ends_with(ending) {
        stem.to_owned()
    } else {
        format!("{stem}{ending}")
    };
    let bare = [
        "be", "ge", "her", "ont", "ver", "er", "onder", "over", "mis",
    ]
    .iter()
    .any(|p| {
        base.strip_prefix(p)
            .is_some_and(|rest| rest.len() > 3 && !rest.starts_with(['e', 'n']))
    });
    if bare {
        body
    } else if body.starts_with(['e', 'i']) {
        // geëvalueerd, geïmplementeerd
        let mut chars = body.chars();
        let first = chars.next().unwrap_or_default();
        let rest: String = chars.collect();
        format!("ge{}{rest}", if first == 'e' { 'ë' } else { 'ï' })
    } else {
        format!("ge{body}")
    }
}

/// The participle before a noun: opgesteld → opgestelde, vastgelegd → vastgelegde.
fn attributive(participle: &str) -> String {
    if participle.ends_with("en") {
        participle.to_owned()
    } else {
        format!("{participle}e")
    }
}

/// What the plural of a noun may look like. Forms that are no words do no harm: they never occur.
pub(super) fn plurals(noun: &str) -> Vec<String> {
    let mut out = vec![
        format!("{noun}en"),
        format!("{noun}s"),
        format!("{noun}'s"),
        format!("{noun}’s"),
        format!("{noun}n"),
    ];
    if let Some(last) = noun.chars().last() {
        out.push(format!("{noun}{last}en"));
        let cut = noun.strip_suffix(last).unwrap_or(noun);
        match last {
            'f' => out.push(format!("{cut}ven")),
            's' => out.push(format!("{cut}zen")),
            'e' => out.push(format!("{noun}ën")),
            _ => {}
        }
        // toets has its vowel short in the spelling: "besluit/besluiten", "brief/brieven", "beraad/beraden"
        let chars: Vec<char> = noun.chars().collect();
        if let [.., a, b, c] = chars.as_slice()
            && a == b
            && !"aeou".contains(*c)
        {
            let head: String = chars.iter().take(chars.len() - 2).collect();
            out.push(format!("{head}{c}en"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(verb: &str) -> Vec<String> {
        let table: BTreeMap<String, Irregular> = [
            "leveren:lever",
            "verbeteren:verbeter",
            "beoordelen:beoordeel",
        ]
        .iter()
        .filter_map(|e| e.split_once(':'))
        .map(|(v, s)| {
            (
                v.to_owned(),
                Irregular {
                    stem: Some(s.to_owned()),
                    ..Irregular::default()
                },
            )
        })
        .collect();
        forms(verb, &table).into_iter().map(|f| f.word).collect()
    }

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        for (verb, expected) in [
            ("maken", vec!["maak", "maakt", "maakte", "gemaakt"]),
            (
                "ontwikkelen",
                vec!["ontwikkelt", "ontwikkelde", "ontwikkeld"],
            ),
            (
                "financieren",
                vec!["financiert", "financierde", "gefinancierd"],
            ),
            ("coördineren", vec!["coördineert", "gecoördineerd"]),
            (
                "evalueren",
                vec!["evalueert", "geëvalueerd", "geëvalueerde"],
            ),
            ("verbeteren", vec!["verbetert", "verbeterd"]),
            (
                "op+stellen",
                vec!["stelt", "opstelt", "opgesteld", "opstellen"],
            ),
            ("lanceren", vec!["lanceert", "gelanceerd"]),
            ("publiceren", vec!["publiceert", "gepubliceerd"]),
            ("leveren", vec!["levert", "geleverd"]),
            ("handhaven", vec!["handhaaft", "gehandhaafd"]),
            ("verstrekken", vec!["verstrekt", "verstrekte"]),
            ("ondersteunen", vec!["ondersteunt", "ondersteund"]),
            ("uit+rollen", vec!["rolt", "uitgerold"]),
            ("deel+nemen", vec!["deelnemen"]),
            ("behandelen", vec!["behandelt", "behandeld"]),
            ("beoordelen", vec!["beoordeelt", "beoordeeld"]),
            ("implementeren", vec!["implementeert", "geïmplementeerd"]),
        ] {
            let got = words(verb);
            for form in expected {
                assert!(
                    got.iter().any(|w| w == form),
                    "{verb}: no {form} in {got:?}"
                );
            }
        }
    }
}
