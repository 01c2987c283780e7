//! Counts hits, misses and false alarms.

use super::candidate::{Candidate, CandidateNode};
use super::gold::{Gold, GoldEntity};
use super::name::normalised;
use super::relations::Relations;
use super::{Count, Fault, Report};
use std::collections::{BTreeSet, HashMap};

/// Classes that are no entities.
const UNSCORED: [&str; 6] = [
    "Question", "Answer", "Letter", "Dossier", "Footnote", "Concept",
];

/// Holds a graph against the gold graph of its letter.
///
/// An entity matches when a normalised name is shared and its class is among those accepted; a
/// relation matches when both ends match and the predicate is the same. What the gold graph marks
/// as optional counts neither as missed nor as wrong.
pub fn compare(gold: &Gold, candidate: &Candidate) -> Report {
    let mut report = Report {
        document: gold.document.clone(),
        ..Report::default()
    };
    let matched = entities(gold, candidate, &mut report);
    Relations::gather(gold, candidate, &matched).report(&mut report);
    structure(gold, candidate, &matched, &mut report);
    report
}

fn is_scored(node: &CandidateNode) -> bool {
    !node.types.iter().any(|t| UNSCORED.contains(&t.as_str()))
}

/// The gold entity of each node that has one.
fn entities<'g, 'c>(
    gold: &'g Gold,
    candidate: &'c Candidate,
    report: &mut Report,
) -> HashMap<&'c str, &'g GoldEntity> {
    let mut by_name: HashMap<String, Vec<&GoldEntity>> = HashMap::new();
    for entity in &gold.entities {
        for name in std::iter::once(&entity.label).chain(&entity.aliases) {
            by_name.entry(normalised(name)).or_default().push(entity);
        }
    }
    let (mut matched, mut found, mut typed) = (HashMap::new(), BTreeSet::new(), BTreeSet::new());
    let (mut spurious, mut wrong) = (Vec::new(), Vec::new());
    for node in candidate.nodes.iter().filter(|n| is_scored(n)) {
        let names = node
            .names
            .iter()
            .map(|n| normalised(n))
            .filter(|n| !n.is_empty());
        let hits: Vec<&GoldEntity> = names
            .filter_map(|n| by_name.get(&n))
            .flatten()
            .copied()
            .collect();
        let fits = |e: &&&GoldEntity| node.types.iter().any(|t| e.types.contains(t));
        let right = hits.iter().find(fits);
        let class = node.types.first().cloned().unwrap_or_default();
        let label = node.names.first().cloned().unwrap_or_default();
        let Some(entity) = right.or(hits.first()).copied() else {
            spurious.push(Fault::NotInGold { label, class });
            continue;
        };
        matched.insert(node.id.as_str(), entity);
        found.insert(entity.id.as_str());
        if right.is_some() {
            typed.insert(entity.id.as_str());
        } else {
            wrong.push(Fault::WrongType {
                label,
                class,
                gold: entity.types.clone(),
            });
        }
    }
    let must: BTreeSet<&str> = gold
        .entities
        .iter()
        .filter(|e| !e.optional)
        .map(|e| e.id.as_str())
        .collect();
    let distinct: BTreeSet<&str> = matched.values().map(|e| e.id.as_str()).collect();
    let predicted =
        found.intersection(&must).count() + spurious.len() + matched.len() - distinct.len();
    for (name, hits) in [
        ("entities (name)", &found),
        ("entities (name+type)", &typed),
    ] {
        let hit = hits.intersection(&must).count();
        report.figures.push((
            name,
            Count {
                hit,
                gold: must.len(),
                predicted,
            },
        ));
    }
    let missed = |e: &&GoldEntity| !e.optional && !found.contains(e.id.as_str());
    report.faults.extend(
        gold.entities
            .iter()
            .filter(missed)
            .map(|e| Fault::MissedEntity {
                label: e.label.clone(),
                types: e.types.clone(),
                at: e.at.clone(),
            }),
    );
    report.faults.append(&mut spurious);
    report.faults.append(&mut wrong);
    matched
}

/// Questions, what they mention, where they refer to, who asks and answers.
fn structure(
    gold: &Gold,
    candidate: &Candidate,
    matched: &HashMap<&str, &GoldEntity>,
    report: &mut Report,
) {
    let numbers: HashMap<&str, u32> = candidate
        .nodes
        .iter()
        .filter(|n| n.types.iter().any(|t| t == "Question"))
        .filter_map(|n| Some((n.id.as_str(), n.number?)))
        .collect();
    let got = numbers.values().collect::<BTreeSet<_>>().len();
    report.figures.push((
        "questions",
        Count {
            hit: got.min(gold.questions),
            gold: gold.questions,
            predicted: got,
        },
    ));

    let number = |id: &str| numbers.get(id).copied().filter(|n| *n > 0);
    let edges = |predicates: &'static [&str]| {
        candidate
            .edges
            .iter()
            .filter(move |e| predicates.contains(&e.predicate.as_str()))
    };
    let places = |optional: bool| {
        let entities = gold.entities.iter().filter(move |e| e.optional == optional);
        entities
            .flat_map(|e| e.at.iter().filter(|q| **q > 0).map(|q| (*q, e.id.as_str())))
            .collect::<BTreeSet<_>>()
    };
    let (need, spare) = (places(false), places(true));
    let got: BTreeSet<(u32, &str)> = edges(&["mentions", "cites"])
        .filter_map(|e| {
            Some((
                number(&e.source)?,
                matched.get(e.target.as_str())?.id.as_str(),
            ))
        })
        .filter(|place| !spare.contains(place))
        .collect();
    report
        .figures
        .push(("mentions (question, entity)", Count::of(&need, &got)));

    let need: BTreeSet<(u32, u32)> = gold.refers.iter().copied().collect();
    let got: BTreeSet<(u32, u32)> = edges(&["refersTo"])
        .filter_map(|e| Some((number(&e.source)?, number(&e.target)?)))
        .collect();
    report.figures.push(("refers", Count::of(&need, &got)));

    let people: [(&str, &'static [&str], &Vec<String>); 2] = [
        ("askedBy", &["askedBy"], &gold.asked_by),
        ("answeredBy", &["answeredBy"], &gold.answered_by),
    ];
    for (name, predicate, ids) in people {
        if ids.is_empty() {
            continue;
        }
        let need: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let got: BTreeSet<&str> = edges(predicate)
            .filter_map(|e| Some(matched.get(e.target.as_str())?.id.as_str()))
            .collect();
        report.figures.push((name, Count::of(&need, &got)));
    }
}
