//! Footnotes: who published the source that one names.

use super::{Finding, Status, syntax::Layout};
use crate::{mention::Mentions, model::PredicateId};

/// The publisher at the beginning of a footnote made the title that follows it.
pub(super) fn read<'a>(
    develops: PredicateId,
    mentions: &Mentions,
    laid: &Layout<'a>,
    findings: &mut Vec<Finding<'a>>,
) {
    let within: Vec<_> = mentions
        .mentions
        .iter()
        .filter(|m| m.part == laid.part && laid.span.contains(m.span))
        .collect();
    let Some(title) = within.iter().find(|m| m.rule == "note-title") else {
        return;
    };
    let publisher = within
        .iter()
        .find(|m| m.span.end <= title.span.start && laid.is_agent(m.entity));
    if let Some(publisher) = publisher {
        findings.push(Finding {
            subject: publisher.entity,
            predicate: develops,
            object: title.entity,
            status: Status::Stated,
            span: laid.span,
            part: laid.part,
            rule: "publisher-in-footnote",
        });
    }
}
