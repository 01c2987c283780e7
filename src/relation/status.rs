//! Whether a clause says that it is so, will be so, or is not so.

use super::{Status, syntax::Layout};
use crate::rule::Role;

/// Words after "niet" that take its edge off: "niet alleen", "niet uitsluitend".
const EDGELESS: &[&str] = &["alleen", "slechts", "uitsluitend", "zozeer", "in"];

/// The status that the clause of item `at` gives to what it says.
pub(super) fn of(laid: &Layout<'_>, at: usize) -> Status {
    let clause = laid.clause_of(at);
    let mut planned = laid.clauses.get(clause).is_some_and(|c| c.conditional);
    for (i, item) in laid.items.iter().enumerate() {
        if item.clause != clause {
            continue;
        }
        let roles = item.roles;
        if roles.has(Role::Negation)
            && !laid
                .items
                .get(i + 1)
                .is_some_and(|n| EDGELESS.contains(&n.word))
            && !laid.governs_other(i, at)
        {
            return Status::Denied;
        }
        // "gaat in op" is no future of its own
        planned |= i != at && roles.any(&[Role::Future, Role::Conditional, Role::Plan]);
    }
    if planned {
        Status::Planned
    } else {
        Status::Stated
    }
}
