#!/usr/bin/env python3
"""What one would write today in Python to get such a graph: spaCy's entity ruler with the names of
our own lexicon, a few words that trigger a relation, and rdflib for the triples.

    benches/peer.py LETTER…          N-Triples on standard output
    benches/peer.py --rounds LETTER…  for each line of standard input one round over all letters,
                                      and its seconds of processor time,
                                      loading left out
    benches/peer.py --ask TRIPLES IRI loads N-Triples, and for each line of standard input asks
                                      with SPARQL who oversees that, and prints the seconds

The letters are text in UTF-8. It is no toy, but does far less than kamergraph: no clauses, no
letter's structure beyond the numbers of questions, no evidence. benches/compare.py installs what it
needs and runs it.
"""
import argparse
import re
import sys
import time
from pathlib import Path
from urllib.parse import quote

import rdflib
import spacy
from rdflib.namespace import RDF, SKOS

LEXICON = Path(__file__).resolve().parent.parent / "ontology" / "lexicon"
KG = rdflib.Namespace("https://w3id.org/kamergraph/def#")
ID = rdflib.Namespace("https://w3id.org/kamergraph/id/")
NAMES = [SKOS.prefLabel, SKOS.altLabel, KG.abbreviation]
RELATIONS = {
    "oversees": r"\btoezicht|\bzie(?:t|n)\b.*\btoe\b|\btoeziet\b",
    "funds": r"financier|subsidie|\bbekostig",
    "develops": r"ontwikkel|opgesteld|\bopstel",
    "establishes": r"\bopgericht|\bingesteld|\bin het leven geroepen",
    "commissions": r"in opdracht van",
    "coordinates": r"co[oö]rdine",
    "evaluates": r"ge[eë]valueerd|\bevalue",
    "cooperatesWith": r"samenwerk|werk\w* samen|samen met",
    "partOf": r"onderdeel van|deel uit van",
    "responsibleFor": r"verantwoordelijk voor",
    "basedOn": r"op basis van|op grond van|gebaseerd op",
    "designatedUnder": r"aangewezen",
    "implements": r"uitvoering|uitvoert|voert\b.*\buit\b",
    "supports": r"ondersteun",
}
QUESTION = re.compile(r"^\s*(?:Vraag\s+)?(\d{1,2})\s*\.?\s*$", re.MULTILINE)
KAMERSTUK = [
    {"LOWER": {"IN": ["kamerstuk", "kamerstukken"]}},
    {"TEXT": {"IN": ["I", "II"]}, "OP": "?"},
    {"TEXT": {"REGEX": r"^\d{4}[/-]\d{2,4}$"}, "OP": "?"},
    {"IS_PUNCT": True, "OP": "?"},
    {"TEXT": {"REGEX": r"^\d{2,5}$"}, "OP": "+"},
    {"IS_PUNCT": True, "OP": "?"},
    {"LOWER": {"IN": ["nr", "nr."]}},
    {"TEXT": {"REGEX": r"^\d+$"}},
]


def patterns():
    """A pattern for each name in our lexicon, with the class of what bears it."""
    graph = rdflib.Graph()
    for file in sorted(LEXICON.glob("*.ttl")):
        graph.parse(file)
    for label in NAMES:
        for concept, name in graph.subject_objects(label):
            classes = sorted(c for c in graph.objects(concept, RDF.type) if c.startswith(KG))
            if classes and name.language in (None, "nl"):
                yield {"label": classes[0][len(KG):], "pattern": str(name), "id": str(concept)}
    yield {"label": "Document", "pattern": KAMERSTUK}


def language():
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns(list(patterns()))
    return nlp


def resource(entity):
    return rdflib.URIRef(entity.ent_id_) if entity.ent_id_ else ID[quote(entity.text)]


def read(nlp, name, text, graph):
    """Adds the triples of one letter."""
    relations = [(KG[predicate], re.compile(trigger)) for predicate, trigger in RELATIONS.items()]
    doc = nlp(text)
    heads = [(m.start(), int(m[1])) for m in QUESTION.finditer(text)]
    number, place = 0, 0
    for sentence in doc.sents:
        while place < len(heads) and heads[place][0] < sentence.end_char:
            if heads[place][1] == number + 1:
                number += 1
                question = ID[f"{quote(name)}#q{number}"]
                graph.add((question, RDF.type, KG.Question))
            place += 1
        for entity in sentence.ents:
            node = resource(entity)
            graph.add((node, RDF.type, KG[entity.label_]))
            graph.add((node, SKOS.prefLabel, rdflib.Literal(entity.text, lang="nl")))
            if number:
                graph.add((ID[f"{quote(name)}#q{number}"], KG.mentions, node))
        for predicate, trigger in relations:
            if trigger.search(sentence.text):
                for one, other in zip(sentence.ents, sentence.ents[1:]):
                    if resource(one) != resource(other):
                        graph.add((resource(one), predicate, resource(other)))
                break


def whole(nlp, letters):
    """One graph of all letters as N-Triples."""
    graph = rdflib.Graph()
    for name, text in letters:
        read(nlp, name, text, graph)
    return graph.serialize(format="nt")


OVERSEERS = """
SELECT DISTINCT ?who ?name WHERE {
  ?law skos:prefLabel ?label .
  ?who kg:oversees ?law ; skos:prefLabel ?name .
}"""


def ask(triples, law):
    """Who oversees a law, by the law's name."""
    start = time.perf_counter()
    graph = rdflib.Graph().parse(triples, format="nt")
    label = graph.value(rdflib.URIRef(law), SKOS.prefLabel)
    loaded = time.perf_counter() - start

    def overseers():
        # As a user's program puts it: the text of the query is read each time.
        return list(graph.query(OVERSEERS, initNs={"kg": KG, "skos": SKOS}, initBindings={"label": label}))

    print(f"{len(graph)} triples loaded in {loaded:.1f} s; {len(overseers())} oversee {label}", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        overseers()
        print(time.perf_counter() - start, flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument("letters", nargs="+", metavar="LETTER")
    arguments.add_argument("--rounds", action="store_true", help="time a round for each line of input")
    arguments.add_argument("--ask", action="store_true", help="ask a graph in place of reading letters")
    given = arguments.parse_args()
    if given.ask:
        ask(*given.letters)
        return
    letters = [(path.stem, path.read_text(encoding="utf-8")) for path in map(Path, given.letters)]
    nlp = language()
    if not given.rounds:
        sys.stdout.write(whole(nlp, letters))
        return
    # The first round is slower than all that follow: spaCy fills its tables.
    whole(nlp, letters)
    for _ in sys.stdin:
        start = time.process_time()
        whole(nlp, letters)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
