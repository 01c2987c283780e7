//! CONTRACT (to be filled in).
