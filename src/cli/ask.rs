//! `ask`: questions put to a graph.

use super::console::Console;
use super::{AskArgs, Exit, Global};

/// Runs the command.
///
/// # Errors
///
/// None yet.
pub fn run(_global: &Global, _args: &AskArgs, _console: &Console) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
