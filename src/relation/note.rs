//! Footnotes: a document cited in one treats what the sentence that bears the mark speaks of.

use super::{Finding, syntax::Layout};
use crate::{mention::Mentions, model::Model};

/// Findings within the body of a footnote: the bearer of a title, and its publisher.
pub(super) fn read<'a>(
    _model: &Model,
    _mentions: &Mentions,
    _laid: &Layout<'a>,
    _findings: &mut Vec<Finding<'a>>,
) {
}
