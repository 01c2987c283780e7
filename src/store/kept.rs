//! Questions in SPARQL that are built in. Each is a file that any store can run, and begins with
//! comments of a fixed form:
//!
//! ```text
//! # Title:    Who oversees what
//! # Question: Which body oversees which law or body, and which sentence says so?
//! # Vraag:    Welke instantie houdt toezicht op welke wet of instantie, en welke zin zegt dat?
//! # Run:      kamergraph query who-oversees-what LETTER
//! ```

/// A question that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its name: that of its file, without the ending.
    pub name: &'static str,
    /// The whole file.
    pub text: &'static str,
}

macro_rules! queries {
    ($($name:literal,)*) => {
        &[$(Kept {
            name: $name,
            text: include_str!(concat!("../../ontology/queries/", $name, ".rq")),
        }),*]
    };
}

/// All of them, by name.
pub const ALL: &[Kept] = queries![
    "claims-with-one-source",
    "instruments-by-ministry",
    "money-flows",
    "planned",
    "questions-by-member",
    "resting-on-the-ai-act",
    "who-oversees-what",
    "without-overseer",
];

impl Kept {
    /// The question of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|kept| kept.name == name)
    }

    /// A line of the head: `Title`, `Question`, `Vraag` or `Run`; empty where it is not there.
    pub fn head(&self, key: &str) -> &'static str {
        let comments = self.text.lines().map_while(|line| line.strip_prefix('#'));
        let mut lines = comments.filter_map(|line| line.split_once(':'));
        lines
            .find(|(found, _)| found.trim() == key)
            .map_or("", |(_, value)| value.trim())
    }
}

/// The name that looks most like one that no question bears.
pub fn nearest(name: &str) -> Option<&'static str> {
    let alike = |kept: &Kept| strsim::jaro_winkler(name, kept.name);
    let best = ALL
        .iter()
        .max_by(|a, b| alike(a).total_cmp(&alike(b)))
        .filter(|kept| alike(kept) > 0.75);
    best.map(|kept| kept.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/queries");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
            .filter_map(|name| name.strip_suffix(".rq").map(str::to_owned))
            .collect();
        found.sort();
        let built_in: Vec<&str> = ALL.iter().map(|kept| kept.name).collect();
        assert_eq!(found, built_in);
    }

    #[test]
    fn every_head_is_complete_and_names_its_own_file() {
        for kept in ALL {
            for key in ["Title", "Question", "Vraag"] {
                assert!(!kept.head(key).is_empty(), "{}: {key}", kept.name);
            }
            let run = format!("kamergraph query {} LETTER", kept.name);
            assert!(kept.head("Run").starts_with(&run), "{}", kept.name);
        }
    }

    #[test]
    fn a_slip_of_the_hand_is_told_from_nonsense() {
        assert_eq!(nearest("who-overseas-what"), Some("who-oversees-what"));
        assert_eq!(nearest("xyzzy"), None);
    }
}
