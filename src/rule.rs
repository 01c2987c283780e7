//! CONTRACT (being filled in): frames and patterns.

/// All frames, patterns and head nouns.
#[derive(Debug, Clone)]
pub struct Rules {}

/// Why rules cannot be used: every fault, with file and line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RuleError(pub String);

impl Rules {
    /// The rules that are built into the program, with the user's files added; a rule of the same
    /// name replaces the built-in one.
    pub fn load(_model: &crate::model::Model, _extra: &[std::path::PathBuf]) -> Result<Self, RuleError> {
        Ok(Self {})
    }
}
