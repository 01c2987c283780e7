//! `check`: are the model, the lexicon and the rules in order, the user's too?

use super::console::{Console, print};
use super::{Exit, Global};
use kamergraph::pipeline::Knowledge;
use std::fmt::Write as _;

/// Runs the command.
///
/// # Errors
///
/// All faults of all files.
pub fn run(global: &Global, console: &Console) -> anyhow::Result<Exit> {
    let knowledge = Knowledge::load(&global.lexicon, &global.rules)?;
    if !console.quiet() {
        print(report(&knowledge).as_bytes())?;
    }
    Ok(Exit::Ok)
}

fn report(knowledge: &Knowledge) -> String {
    let Knowledge { model, lexicon, .. } = knowledge;
    let concepts = lexicon.concepts();
    let names: usize = concepts.iter().map(|c| c.names.len()).sum();
    let linked = concepts.iter().filter(|c| !c.same_as.is_empty()).count();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "model    {} classes, {} predicates",
        model.classes().count(),
        model.predicates().count()
    );
    let _ = writeln!(
        out,
        "lexicon  {} concepts with {names} names; {linked} linked to other registers",
        concepts.len()
    );
    out
}
