//! CONTRACT (being filled in): frames and patterns.
