//! When two names count as the same.

use unicode_normalization::UnicodeNormalization as _;

/// Articles that a name may begin with.
const ARTICLES: [&str; 4] = ["de ", "het ", "een ", "the "];

/// A name without what writers vary: case, quotation marks, kinds of hyphen, punctuation, spaces
/// and the article before it.
pub fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkc().flat_map(char::to_lowercase) {
        match c {
            '‘' | '’' | '‚' | '‛' | '\'' | '"' | '“' | '”' | '„' | '«' | '»' | '`' | '´' =>
                {}
            '‐' | '‑' | '‒' | '–' | '—' | '-' => out.push('-'),
            // Where lower case and case folding part.
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c if c.is_alphanumeric() || matches!(c, '_' | '+' | '&' | '.') => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    let out = out.trim_matches([' ', '.', '-']);
    ARTICLES
        .iter()
        .find_map(|a| out.strip_prefix(a))
        .unwrap_or(out)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_writers_vary_plays_no_part() {
        for (name, plain) in [
            ("De Raad voor ‘Openbaar’ Groen", "raad voor openbaar groen"),
            ("nr. 12,  blz. 3.", "nr. 12 blz. 3"),
            ("AI\u{2011}verordening", "ai-verordening"),
            ("R&D (fonds)", "r&d fonds"),
            ("STRASSE straße", "strasse strasse"),
            ("ﬁets", "fiets"),
            ("…", ""),
        ] {
            assert_eq!(normalised(name), plain);
        }
    }
}
