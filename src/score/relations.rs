//! Hits, misses and false alarms among the relations.

use super::candidate::{Candidate, CandidateEdge};
use super::gold::{Gold, GoldEntity};
use super::{Count, Fault, Relation, Report};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Predicates of the letter's own structure: no part of the figure for relations.
const STRUCTURAL: [&str; 8] = [
    "mentions",
    "askedBy",
    "answeredBy",
    "cites",
    "refersTo",
    "inDossier",
    "hasAnswer",
    "hasQuestion",
];
/// Predicates that hold both ways: written once, in either direction.
const SYMMETRIC: [&str; 1] = ["cooperatesWith"];

/// Subject, predicate, object: ids of the gold graph.
type Triple<'a> = (&'a str, &'a str, &'a str);
/// Number of the question and rule of each piece of evidence.
type Evidence = Vec<(u32, String)>;

fn triple<'a>(s: &'a str, p: &'a str, o: &'a str) -> Triple<'a> {
    if SYMMETRIC.contains(&p) {
        (s.min(o), p, s.max(o))
    } else {
        (s, p, o)
    }
}

/// The pairs of entities that some triples relate, whichever way.
fn pairs<'a>(triples: &BTreeSet<Triple<'a>>) -> BTreeSet<(&'a str, &'a str)> {
    let pair = |(s, _, o): &Triple<'a>| (*s.min(o), *s.max(o));
    triples.iter().map(pair).collect()
}

/// The relations of a gold graph and of the one that is held against it.
pub(super) struct Relations<'a> {
    gold: &'a Gold,
    must: BTreeSet<Triple<'a>>,
    optional: BTreeSet<Triple<'a>>,
    predicted: BTreeSet<Triple<'a>>,
    evidence: BTreeMap<Triple<'a>, Evidence>,
    /// Edges with an end that is no gold entity.
    outside: Vec<&'a CandidateEdge>,
}

impl<'a> Relations<'a> {
    /// Gathers them. `matched` gives the gold entity of a node's id.
    pub(super) fn gather(
        gold: &'a Gold,
        candidate: &'a Candidate,
        matched: &HashMap<&str, &'a GoldEntity>,
    ) -> Self {
        let wanted = |optional: bool| {
            let relations = gold
                .relations
                .iter()
                .filter(move |r| r.optional == optional);
            relations.map(|r| triple(&r.s, &r.p, &r.o)).collect()
        };
        let mut evidence: BTreeMap<Triple, Evidence> = BTreeMap::new();
        let mut outside = Vec::new();
        for edge in &candidate.edges {
            if STRUCTURAL.contains(&edge.predicate.as_str()) || edge.unsaid {
                continue;
            }
            let ends = (
                matched.get(edge.source.as_str()),
                matched.get(edge.target.as_str()),
            );
            if let (Some(s), Some(o)) = ends {
                let found = evidence.entry(triple(&s.id, &edge.predicate, &o.id));
                found.or_default().extend(edge.evidence.iter().cloned());
            } else {
                outside.push(edge);
            }
        }
        Self {
            gold,
            must: wanted(false),
            optional: wanted(true),
            predicted: evidence.keys().copied().collect(),
            evidence,
            outside,
        }
    }

    /// Adds the figures and the faults.
    pub(super) fn report(&self, report: &mut Report) {
        let hits: BTreeSet<Triple> = self.predicted.intersection(&self.must).copied().collect();
        let known = |t: &&Triple| self.must.contains(*t) || self.optional.contains(*t);
        let wrong: Vec<Triple> = self
            .predicted
            .iter()
            .filter(|t| !known(t))
            .copied()
            .collect();
        report.figures.push((
            "relations",
            Count {
                hit: hits.len(),
                gold: self.must.len(),
                predicted: hits.len() + wrong.len() + self.outside.len(),
            },
        ));
        report.figures.push(("relations (pair only)", self.pairs()));
        self.by_predicate(&hits, &wrong, &mut report.by_predicate);
        self.faults(&hits, &wrong, &mut report.faults);
    }

    /// The figure that leaves the predicate and its direction out of account.
    fn pairs(&self) -> Count {
        let (got, need) = (pairs(&self.predicted), pairs(&self.must));
        // A pair that is optional under one predicate is no false alarm under any other.
        let spare = pairs(&self.optional.difference(&self.must).copied().collect());
        let extra = got
            .iter()
            .filter(|p| !need.contains(*p) && !spare.contains(*p))
            .count();
        let hit = got.intersection(&need).count();
        Count {
            hit,
            gold: need.len(),
            predicted: hit + extra + self.outside.len(),
        }
    }

    fn by_predicate(
        &self,
        hits: &BTreeSet<Triple>,
        wrong: &[Triple],
        out: &mut BTreeMap<String, Count>,
    ) {
        let mut count = |predicate: &str, add: fn(&mut Count)| {
            add(out.entry(predicate.to_owned()).or_default());
        };
        for (_, p, _) in &self.must {
            count(p, |c| c.gold += 1);
        }
        for (_, p, _) in hits {
            count(p, |c| (c.hit, c.predicted) = (c.hit + 1, c.predicted + 1));
        }
        let alarms = wrong.iter().map(|(_, p, _)| *p);
        for p in alarms.chain(self.outside.iter().map(|e| e.predicate.as_str())) {
            count(p, |c| c.predicted += 1);
        }
    }

    fn faults(&self, hits: &BTreeSet<Triple>, wrong: &[Triple], out: &mut Vec<Fault>) {
        let labels: BTreeMap<&str, &str> = self
            .gold
            .entities
            .iter()
            .map(|e| (e.id.as_str(), e.label.as_str()))
            .collect();
        let label = |id: &str| labels.get(id).copied().unwrap_or_default().to_owned();
        let named = |(s, p, o): &Triple| Relation {
            subject: label(s),
            predicate: (*p).to_owned(),
            object: label(o),
        };
        out.extend(self.must.difference(hits).map(|t| Fault::MissedRelation {
            gold: named(t),
            cues: self.cues(t),
        }));
        out.extend(wrong.iter().map(|t| Fault::WrongRelation {
            found: named(t),
            rules: self.evidence.get(t).cloned().unwrap_or_default(),
        }));
        out.extend(self.outside.iter().map(|e| Fault::OutsideRelation {
            found: Relation {
                subject: e.source.clone(),
                predicate: e.predicate.clone(),
                object: e.target.clone(),
            },
            rules: e.evidence.clone(),
        }));
    }

    /// Question and words in which the gold graph's maker read a relation.
    fn cues(&self, missed: &Triple) -> Evidence {
        let relations = self.gold.relations.iter();
        let said = relations.filter(|r| !r.optional && triple(&r.s, &r.p, &r.o) == *missed);
        said.map(|r| (r.at.unwrap_or(0), r.cue.clone().unwrap_or_default()))
            .collect()
    }
}
