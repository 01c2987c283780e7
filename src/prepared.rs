//! The model and the built-in lexicon as the build has left them: read and checked already.
//!
//! `build.rs` reads `ontology/model.ttl` and `ontology/lexicon/*.ttl` by [`Model::embedded`] and
//! [`Lexicon::load`], and writes what they give in the form of
//! [postcard](https://postcard.jamesmunns.com/wire-format). To read the Turtle anew would take
//! longer than to read a letter and write its graph.

use crate::lexicon::Lexicon;
use crate::model::Model;

macro_rules! built {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".postcard"))
    };
}

/// What [`Model::embedded`] gives.
pub(crate) fn model() -> Option<Model> {
    postcard::from_bytes(built!("model")).ok()
}

/// What [`Lexicon::load`] gives when no files are added.
pub(crate) fn lexicon() -> Option<Lexicon> {
    postcard::from_bytes(built!("lexicon")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_prepared_is_what_the_files_say() {
        let model = model().unwrap();
        assert_eq!(model, Model::embedded().unwrap());
        let lexicon = lexicon().unwrap();
        // Not assert_eq!, which would print all of both.
        assert!(lexicon == Lexicon::load(&model, &[]).unwrap());
        assert!(lexicon.concepts().len() > 1000);
    }
}
