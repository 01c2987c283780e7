//! Where a graph comes from: the program, its data, and its reading of each letter (PROV-O).

use super::{Sink, Writer, terms::hashed};
use crate::vocab::{kg, prov, rdf, rdfs, schema, xsd};
use std::io;

impl Writer<'_> {
    /// IRI of the reading of a letter: it follows from the letter's source, the program, its data
    /// and the time, if one is given.
    pub(super) fn reading_iri(&self, letter: &str, sha256: &str) -> String {
        let mut parts = vec![letter, sha256, self.software.as_str()];
        parts.extend(self.data.iter().map(|(iri, _, _)| iri.as_str()));
        parts.extend(self.time);
        hashed(self.base, "reading/", parts)
    }

    /// Who read a letter, what from, and when.
    pub(super) fn reading(&self, sink: &mut Sink<'_>, at: usize) -> io::Result<()> {
        let letter = self.nodes.get(at).map(|node| node.label.as_str());
        let Some(reading) = letter.and_then(|letter| self.readings.get(letter)) else {
            return Ok(());
        };
        sink.iri(reading, rdf::TYPE, prov::ACTIVITY.as_str())?;
        sink.iri(reading, prov::USED, &self.iris[at])?;
        for (data, _, _) in &self.data {
            sink.iri(reading, prov::USED, data)?;
        }
        sink.iri(reading, prov::WAS_ASSOCIATED_WITH, &self.software)?;
        match self.time {
            Some(time) => sink.typed(reading, prov::ENDED_AT_TIME, time, xsd::DATE_TIME),
            None => Ok(()),
        }
    }

    /// The program and its data.
    pub(super) fn software(&self, sink: &mut Sink<'_>) -> io::Result<()> {
        if self.graph.letters.is_empty() {
            return Ok(());
        }
        for (data, name, hash) in &self.data {
            sink.iri(data, rdf::TYPE, prov::ENTITY.as_str())?;
            sink.text(data, rdfs::LABEL, name)?;
            sink.text(data, kg::SHA256, hash)?;
        }
        sink.iri(&self.software, rdf::TYPE, prov::SOFTWARE_AGENT.as_str())?;
        let version = env!("CARGO_PKG_VERSION");
        let name = format!("kamergraph {version}");
        sink.text(&self.software, rdfs::LABEL, &name)?;
        sink.text(&self.software, schema::SOFTWARE_VERSION, version)
    }
}
