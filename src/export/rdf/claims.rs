//! Claims as statements of their own, with the evidence for them and for mentions.

use super::evidence::{Cited, Target};
use super::sink::Sink;
use super::terms::status;
use super::{Line, Writer};
use crate::graph::iri;
use crate::relation::Evidence;
use crate::vocab::{kg, prov, rdf, xsd};
use std::collections::BTreeMap;
use std::io;

impl<'a> Writer<'a> {
    /// Claims, then evidence, then the places that it points to; of one letter alone, if given.
    pub(super) fn statements(
        &self,
        sink: &mut Sink<'_>,
        lines: &[&Line<'a>],
        letter: Option<&str>,
    ) -> io::Result<()> {
        let within = |id: &str| letter.is_none_or(|l| l == id);
        for line in lines.iter().filter(|line| !self.is_structural(line)) {
            self.claim(sink, line, letter)?;
        }
        let mut targets: BTreeMap<&str, Vec<Target<'_>>> = BTreeMap::new();
        let mut annotations = self.places.annotations();
        for line in lines {
            let mention = line.edge.predicate.as_ref() == "mentions";
            if self.is_structural(line) && !mention {
                continue;
            }
            let (subject, object) = (&self.iris[line.subject], &self.iris[line.object]);
            let question = mention.then_some(subject.as_ref());
            let body = if mention { object } else { line.claim.as_str() };
            for piece in line.edge.evidence.iter().filter(|e| within(&e.letter)) {
                annotations.put(sink, piece, body, question)?;
                let of_letter = targets.entry(&piece.letter).or_default();
                of_letter.push(Target::of(piece));
            }
        }
        for (letter, mut targets) in targets {
            let letter = self.places.cited(letter);
            targets.sort_unstable();
            targets.dedup_by_key(|target| target.chars);
            letter.targets(sink, &targets)?;
        }
        Ok(())
    }

    fn is_structural(&self, line: &Line<'_>) -> bool {
        self.predicates[line.predicate].structural
    }

    fn claim(&self, sink: &mut Sink<'_>, line: &Line<'_>, letter: Option<&str>) -> io::Result<()> {
        let claim = line.claim.as_str();
        let (subject, object) = (&self.iris[line.subject], &self.iris[line.object]);
        let predicate = self.predicates[line.predicate].iri.as_str();
        if self.rdf12 {
            sink.iri(claim, rdf::TYPE, kg::CLAIM.as_str())?;
            sink.triple(claim, rdf::REIFIES, [subject, predicate, object])?;
        } else {
            sink.iri(claim, rdf::TYPE, rdf::STATEMENT.as_str())?;
            sink.iri(claim, rdf::TYPE, kg::CLAIM.as_str())?;
            sink.iri(claim, rdf::SUBJECT, subject)?;
            sink.iri(claim, rdf::PREDICATE, predicate)?;
            sink.iri(claim, rdf::OBJECT, object)?;
        }
        sink.iri(claim, kg::HAS_STATUS, status(line.edge.status).as_str())?;
        if line.edge.inferred {
            sink.typed(claim, kg::INFERRED, "true", xsd::BOOLEAN)?;
        }
        // evidence is sorted by letter, then by question
        let of_letters = line.edge.evidence.chunk_by(|a, b| a.letter == b.letter);
        let letters: Vec<(Cited<'_>, &[Evidence])> = of_letters
            .filter_map(|pieces| Some((pieces.first()?.letter.as_ref(), pieces)))
            .filter(|(id, _)| letter.is_none_or(|letter| letter == *id))
            .map(|(id, pieces)| (self.places.cited(id), pieces))
            .collect();
        for (letter, _) in &letters {
            sink.iri(claim, prov::WAS_DERIVED_FROM, &letter.iri)?;
        }
        for (letter, _) in &letters {
            if let Some(reading) = self.readings.get(letter.id) {
                sink.iri(claim, prov::WAS_GENERATED_BY, reading)?;
            }
        }
        for (letter, pieces) in &letters {
            let at_questions = pieces.chunk_by(|a, b| a.question == b.question);
            let numbers = at_questions.filter_map(|pieces| Some(pieces.first()?.question));
            for number in numbers.filter(|number| *number > 0) {
                let question = iri::question(&letter.iri, number);
                sink.iri(claim, kg::AT_QUESTION, &question)?;
            }
        }
        let pieces = letters.iter().flat_map(|(_, pieces)| *pieces);
        for rule in distinct(pieces.map(|piece| piece.rule.as_ref())) {
            sink.text(claim, kg::RULE, rule)?;
        }
        Ok(())
    }
}

/// Things in their order, each once.
fn distinct<T: Ord>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut things: Vec<T> = things.collect();
    things.sort_unstable();
    things.dedup();
    things
}
