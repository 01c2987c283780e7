//! The files that are built into the program. A new file under `ontology/lexicon/` is added here;
//! a test holds the folder and this list against each other.

/// Name of a file under `ontology/lexicon/`, and its text.
pub(super) type Embedded = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../ontology/lexicon/", $name)))),*]
    };
}

/// All files of the built-in lexicon.
pub(super) const FILES: &[Embedded] = files![
    "advisory-bodies.ttl",
    "ambiguous.ttl",
    "bodies-more.ttl",
    "classes.ttl",
    "courts.ttl",
    "eu-bodies.ttl",
    "instruments.ttl",
    "international-bodies.ttl",
    "legislation-more.ttl",
    "legislation.ttl",
    "media.ttl",
    "ministries.ttl",
    "municipalities.ttl",
    "offices-more.ttl",
    "offices.ttl",
    "organisations.ttl",
    "parliament.ttl",
    "parties.ttl",
    "persons.ttl",
    "programmes.ttl",
    "provinces.ttl",
    "public-bodies.ttl",
    "regional-bodies.ttl",
    "regulators.ttl",
    "services.ttl",
    "states.ttl",
    "water-authorities.ttl",
];

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/lexicon");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "ttl"))
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        found.sort();
        let built_in: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(found, built_in);
    }
}
