//! Every rule fires in its examples and not in its counter-examples; broken rules are refused.

use kamergraph::{model::Model, relation::Reader, rule::Rules};

fn model() -> Model {
    Model::embedded().expect("the model is sound")
}

#[test]
fn every_rule_fires_in_its_examples_and_not_in_its_counter_examples() {
    let model = model();
    let rules = Rules::load(&model, &[]).unwrap_or_else(|e| panic!("{e}"));
    assert!(rules.frames.len() > 40, "the frames are gone");
    let faults = Reader::new(&model, &rules).check_examples();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
