//! What is wrong with rule files.

use std::fmt;

/// One thing that is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleFault {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where the file could not be read.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All faults of all rule files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct RuleError {
    /// The faults, sorted by file and line.
    pub faults: Vec<RuleFault>,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the rules have {} fault(s):", self.faults.len())?;
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}  {fault}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}
