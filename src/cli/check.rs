//! `check`: are the model, the lexicon and the rules in order, the user's too?

use super::console::{Console, print_text};
use super::{Exit, Global};
use kamergraph::ask;
use kamergraph::pipeline::Knowledge;
use kamergraph::relation::Reader;
use std::fmt::Write as _;

/// Runs the command.
///
/// # Errors
///
/// All faults of all files.
pub fn run(global: &Global, console: &Console) -> anyhow::Result<Exit> {
    let knowledge = Knowledge::read(&global.lexicon, &global.rules)?;
    let faults = Reader::new(&knowledge.model, &knowledge.rules).check_examples();
    for fault in &faults {
        console.error(fault);
    }
    if !console.quiet() {
        print_text(&report(&knowledge, faults.len())?)?;
    }
    Ok(if faults.is_empty() {
        Exit::Ok
    } else {
        Exit::Fault
    })
}

fn report(knowledge: &Knowledge, faults: usize) -> anyhow::Result<String> {
    let Knowledge {
        model,
        lexicon,
        rules,
    } = knowledge;
    let concepts = lexicon.concepts();
    let names: usize = concepts.iter().map(|c| c.names.len()).sum();
    let linked = concepts.iter().filter(|c| !c.same_as.is_empty()).count();
    let examples = rules.frames.iter().map(|f| f.examples.len()).sum::<usize>()
        + rules
            .patterns
            .iter()
            .map(|p| p.examples.len())
            .sum::<usize>();
    let held = match faults {
        0 => "all hold".to_owned(),
        n => format!("{n} do not hold"),
    };
    let mut out = String::new();
    let _ = writeln!(
        out,
        "model      {} classes, {} predicates",
        model.classes().count(),
        model.predicates().count()
    );
    let _ = writeln!(
        out,
        "lexicon    {} concepts with {names} names; {linked} linked to other registers",
        concepts.len()
    );
    let _ = writeln!(
        out,
        "rules      {} frames, {} patterns, {} head nouns; {examples} examples and \
         counter-examples: {held}",
        rules.frames.len(),
        rules.patterns.len(),
        rules.heads.len()
    );
    let _ = writeln!(out, "questions  {} ways to put one", ask::patterns(model)?);
    Ok(out)
}
