//! The model and the built-in lexicon as the build has left them: read and checked already.
//!
//! `build.rs` reads `ontology/model.ttl` and `ontology/lexicon/*.ttl` by [`Model::embedded`] and
//! [`Lexicon::load`], and writes what they give in the form of [postcard](https://postcard.jamesmunns.com/).
//! Reading the Turtle anew takes longer than reading a letter and writing its graph.

use crate::lexicon::Lexicon;
use crate::model::Model;

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.postcard"));

/// What [`Model::embedded`] gives, and [`Lexicon::load`] without files.
pub(crate) fn knowledge() -> Option<(Model, Lexicon)> {
    postcard::from_bytes(BYTES).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_prepared_is_what_the_files_say() {
        let (model, lexicon) = knowledge().unwrap();
        assert_eq!(model, Model::embedded().unwrap());
        assert!(lexicon == Lexicon::load(&model, &[]).unwrap());
        assert!(lexicon.concepts().len() > 1000);
    }
}
