//! The targets and what has to hold of their results: the program's tests use both as well.

#[path = "../../tests/support/oracle.rs"]
pub mod oracle;
#[path = "../../tests/support/targets.rs"]
pub mod targets;
