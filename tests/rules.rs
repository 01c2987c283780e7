//! Every rule fires in its examples and not in its counter-examples; broken rules are refused by
//! name; a user's rule takes the place of the built-in one.

use kamergraph::{model::Model, relation::Reader, rule::Rules};
use std::io::Write as _;

#[test]
fn every_rule_fires_in_its_examples_and_not_in_its_counter_examples() {
    let model = Model::embedded().unwrap();
    let rules = Rules::load(&model, &[]).unwrap_or_else(|e| panic!("{e}"));
    assert!(rules.frames.len() > 40, "the frames are gone");
    let faults = Reader::new(&model, &rules).check_examples();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn all_faults_of_a_rule_file_are_told_at_once_with_their_lines() {
    let model = Model::embedded().unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(
        br#"[[frame]]
name = "teaches"
predicate = "teaches"
verbs = ["leren"]
subject = ["agent"]
object = ["theme"]
example = ["De [Regulator s: ACM] leert de [Legislation o: Waterwet]."]
counter = ["De [Regulator: ACM] kent de [Legislation: Waterwet]."]

[[frame]]
name = "watches"
predicate = "oversees"
verbs = ["waken"]
subject = ["someone?"]
object = ["over"]
object-classes = ["Law"]
example = ["De [Regulator s: ACM] waakt over de [Legislation o: Waterwet]."]
counter = []

[[head]]
class = "Tool"
nouns = ["gereedschap"]
"#,
    )
    .unwrap();
    let error = Rules::load(&model, &[file.path().to_path_buf()]).unwrap_err();
    let told: Vec<(usize, &str)> = error
        .faults
        .iter()
        .map(|f| (f.line, f.message.as_str()))
        .collect();
    for (line, words) in [
        (3, "teaches"),
        (11, "watches"),
        (14, "someone?"),
        (16, "Law"),
        (21, "Tool"),
    ] {
        assert!(
            told.iter().any(|(l, m)| *l == line && m.contains(words)),
            "no fault for {words} on line {line}: {told:?}"
        );
    }
}

#[test]
fn a_rule_of_a_known_name_takes_the_place_of_the_built_in_one() {
    let model = Model::embedded().unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(
        br#"[[frame]]
name = "invests"
predicate = "funds"
verbs = ["sparen"]
subject = ["agent"]
object = ["voor"]
example = ["Het [Ministry s: ministerie van Financien] spaart voor het [Programme o: programma Later]."]
counter = ["Het [Ministry: ministerie van Financien] kent het [Programme: programma Later]."]
"#,
    )
    .unwrap();
    let built_in = Rules::load(&model, &[]).unwrap();
    let own = Rules::load(&model, &[file.path().to_path_buf()]).unwrap();
    assert_eq!(own.frames.len(), built_in.frames.len());
    assert!(Reader::new(&model, &own).check_examples().is_empty());
    let fires = |rules: &Rules, word: &str| !rules.words.of(word).triggers.is_empty();
    assert!(fires(&own, "spaart") && !fires(&built_in, "spaart"));
    assert!(fires(&built_in, "investeert"));
}
