//! The terms that hang on a graph's words: predicates, statuses, hashes.

use crate::model::Model;
use crate::relation::Status;
use crate::vocab::kg;
use oxrdf::NamedNodeRef;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A predicate of some edges.
pub(super) struct Predicate<'a> {
    pub(super) name: &'a str,
    /// Local names are made fit for IRIs and XML once.
    pub(super) iri: String,
    pub(super) structural: bool,
}

impl<'a> Predicate<'a> {
    pub(super) fn of(name: &'a str, model: &Model) -> Self {
        let known = model.predicate(name);
        Self {
            name,
            iri: format!("{}{}", kg::NAMESPACE, xml_name(name)),
            structural: known.is_some_and(|p| model.predicate_info(p).structural),
        }
    }
}

/// The individual that a status is in the model.
pub(super) const fn status(status: Status) -> NamedNodeRef<'static> {
    match status {
        Status::Stated => kg::STATED,
        Status::Planned => kg::PLANNED,
        Status::Denied => kg::DENIED,
        Status::Asked => kg::ASKED,
    }
}

/// An IRI in a folder below `base` that follows from some texts.
pub(super) fn hashed<'a>(
    base: &str,
    folder: &str,
    parts: impl IntoIterator<Item = &'a str>,
) -> String {
    let hash = Hash::of(parts);
    let mut iri = String::with_capacity(base.len() + folder.len() + hash.0.len());
    for part in [base, folder, hash.as_str()] {
        iri.push_str(part);
    }
    iri
}

/// What tells some texts from any others: the first 128 bits of their SHA-256 in hexadecimal.
pub(super) struct Hash([u8; 32]);

impl Hash {
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let mut digits = [0; 32];
        let (pairs, _) = digits.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(hash.finalize()) {
            *pair = [byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]);
        }
        Self(digits)
    }

    pub(super) fn as_str(&self) -> &str {
        // all of them are ASCII
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The digits of hexadecimal numbers.
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A local name that may stand in an IRI and as the name of an XML element. The model's own names
/// all do; a graph that came from elsewhere may hold others.
pub(super) fn xml_name(name: &str) -> Cow<'_, str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(fits) {
        return Cow::Borrowed(name);
    }
    let mut out = String::from("_");
    out.extend(name.chars().map(|c| if fits(c) { c } else { '_' }));
    Cow::Owned(out)
}
