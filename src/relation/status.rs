//! Whether a clause says that it is so, will be so, or is not so.

use super::{Status, syntax::Layout};
use crate::rule::Role;

/// Words after "niet" that take its edge off: "niet alleen", "niet uitsluitend".
const EDGELESS: &[&str] = &["alleen", "slechts", "uitsluitend", "zozeer", "in"];

/// Whether a clause says that what follows is not so: "het klopt niet dat …".
fn is_untrue(laid: &Layout, clause: usize) -> bool {
    let any = |role| {
        let mut own = laid.items.iter().filter(|t| t.clause == clause);
        own.any(|t| t.roles.has(role))
    };
    if any(Role::Negation) {
        any(Role::Truth) && !any(Role::Falsity)
    } else {
        any(Role::Falsity)
    }
}

/// The status that the clause of item `at` gives to what it says.
pub(super) fn of(laid: &Layout<'_>, at: usize) -> Status {
    let clause = laid.clause_of(at);
    let own = laid.clauses.get(clause);
    let mut planned = own.is_some_and(|c| c.conditional);
    // "is niet bevoegd om … te …": what is said of the one holds of the other
    let opener = own.and_then(|c| c.opener).and_then(|o| laid.items.get(o));
    let opens = |word| opener.is_some_and(|o| o.word == word);
    let parent = own.and_then(|c| c.parent);
    let around = parent.filter(|_| opens("om"));
    if opens("of") {
        // "het is de vraag of …"
        return Status::Asked;
    }
    // "de bedoeling is dat …", but not "wil benadrukken dat …"
    let expects = parent.filter(|_| opens("dat"));
    if expects.is_some_and(|parent| is_untrue(laid, parent)) {
        return Status::Denied;
    }
    for (i, item) in laid.items.iter().enumerate() {
        let roles = item.roles;
        if Some(item.clause) == expects && !roles.auxiliary() {
            planned |= roles.any(&[Role::Plan, Role::Wish]);
        }
        if item.clause != clause && Some(item.clause) != around {
            continue;
        }
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
        planned |= i != at && roles.any(&[Role::Future, Role::Conditional, Role::Plan, Role::Wish]);
    }
    if planned {
        Status::Planned
    } else {
        Status::Stated
    }
}
