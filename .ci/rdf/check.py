#!/usr/bin/env python3
"""Holds the program's RDF, its shapes and its model against other people's programs.

Usage: check.py PROGRAM LETTER LETTER...   (the packages of requirements.txt are at hand)

- Every syntax of every letter is read by rdflib to the same graph, JSON-LD by PyLD as well; TriG and
  N-Quads to the same named graphs.
- pyshacl finds the graph of the first letter right, and finds in a spoiled one what the program
  finds, shape by shape and thing by thing.
- Under the rules of OWL 2 RL (owlrl) model and graph hold no contradiction; HermiT (owlready2), where
  there is a Java, finds every class of the model possible.
- Each term that the model takes from a vocabulary of which rdflib ships a list stands in it.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import owlrl
import rdflib
from pyld import jsonld
from pyshacl import validate
from rdflib import OWL, RDF, SH, SKOS, XSD, Literal, URIRef
from rdflib.compare import isomorphic

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "ontology/model.ttl"
SHAPES = ROOT / "ontology/shapes.ttl"
KG = rdflib.Namespace("https://w3id.org/kamergraph/def#")
KS = "https://w3id.org/kamergraph/shapes#"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SYNTAXES = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}

program = sys.argv[1]
letters = sys.argv[2:]
scratch = Path(tempfile.mkdtemp())


def fail(message):
    raise SystemExit(f"FAILED: {message}")


def run(*words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def export(letter, *options):
    """Every syntax of a letter, as paths by name."""
    formats = ",".join(SYNTAXES)
    folder = scratch / "out"
    code, _, errors = run("export", letter, "-q", "--name", "graph", "-f", formats, "-o", str(folder), *options)
    if code:
        fail(errors)
    return {name: folder / "graph" / f"graph.{name}" for name in SYNTAXES}


def read(path, syntax):
    """All triples of a file, and those of each of its graphs."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format=syntax)
    merged, named = rdflib.Graph(), {}
    for s, p, o, graph in dataset.quads():
        merged.add((s, p, o))
        named.setdefault(graph, set()).add((s, p, o))
    return merged, named


def syntaxes(letter, *options):
    files = export(letter, *options)
    read_back = {name: read(path, SYNTAXES[name]) for name, path in files.items()}
    wanted = read_back["nt"][0]
    for name, (merged, _) in read_back.items():
        if not isomorphic(merged, wanted):
            fail(f"{letter}: rdflib reads another graph from {name}")
    if read_back["trig"][1] != read_back["nq"][1] or len(read_back["nq"][1]) != 2:
        fail(f"{letter}: the named graphs of TriG and N-Quads differ")
    if any(isinstance(term, rdflib.BNode) for triple in wanted for term in triple):
        fail(f"{letter}: there is a blank node")
    expanded = rdflib.Graph()
    document = json.loads(files["jsonld"].read_text())
    expanded.parse(data=jsonld.to_rdf(document, {"format": "application/n-quads"}), format="nt")
    if not isomorphic(expanded, wanted):
        fail(f"{letter}: PyLD reads another graph from JSON-LD")
    print(f"{letter}: {len(wanted)} triples, the same in {', '.join(SYNTAXES)}")
    return files["nt"]


def by_pyshacl(graph):
    """Shape and thing of each fault that pyshacl finds."""
    conforms, report, text = validate(
        graph, shacl_graph=str(SHAPES), ont_graph=str(MODEL), advanced=True, meta_shacl=True, inference="none"
    )
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        found.add((str(shape).removeprefix(KS), str(report.value(result, SH.focusNode))))
    if conforms != (not found):
        fail(text)
    return found


def by_program(path):
    """Shape and thing of each fault that the program finds."""
    _, _, errors = run("check", "--shapes", str(path))
    return set(re.findall(r"^error: \S+: ([a-z0-9-]+): (\S+): ", errors, re.M))


def spoil(right):
    """A graph with a fault of each kind, each at a thing of its own."""
    graph = rdflib.Graph()
    graph.parse(right)

    def things(kind):
        return iter(sorted(graph.subjects(RDF.type, kind)))

    def drop(subject, predicate):
        graph.remove((subject, predicate, None))

    def swap(subject, predicate, value):
        graph.set((subject, predicate, value))

    claims, evidence = things(KG.Claim), things(KG.Evidence)
    places, questions, entities = things(OA.SpecificResource), things(KG.Question), things(KG.Document)
    claim = next(c for c in claims if (c, KG.status, KG.stated) in graph)
    for piece in list(graph.subjects(OA.hasBody, claim)):
        drop(piece, OA.hasBody)
    drop(next(claims), KG.status)
    swap(next(claims), RDF.predicate, KG.mentions)
    swap(next(claims), RDF.object, next(questions))
    drop(next(evidence), KG.rule)
    drop(next(evidence), OA.hasTarget)
    place = next(places)
    for selector in graph.objects(place, OA.hasSelector):
        if (selector, RDF.type, OA.TextQuoteSelector) in graph:
            swap(selector, OA.exact, Literal("Dit staat er niet."))
    place = next(places)
    for selector in graph.objects(place, OA.hasSelector):
        if (selector, RDF.type, OA.TextPositionSelector) in graph:
            swap(selector, OA.start, Literal("99999", datatype=XSD.nonNegativeInteger))
    drop(next(places), OA.hasSource)
    drop(next(questions), KG.number)
    drop(next(questions), KG.inLetter)
    entity = next(entities)
    graph.add((entity, SKOS.prefLabel, Literal("Twee", lang="nl")))
    entity = next(things(KG.Ministry))
    drop(entity, SKOS.prefLabel)
    graph.add((entity, OWL.sameAs, URIRef("http://www.wikidata.org/wiki/Q1")))
    graph.add((entity, OWL.sameAs, URIRef("https://identifier.overheid.nl/tooi/id/x")))
    graph.add((entity, KG.oversees, next(questions)))
    swap(next(things(KG.Letter)), KG.sha256, Literal("ABC"))
    path = scratch / "spoiled.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    return path


def shapes(right):
    found = by_pyshacl(str(right))
    if found or by_program(right):
        fail(f"{right} is not right: {found}")
    spoiled = spoil(right)
    theirs, ours = by_pyshacl(str(spoiled)), by_program(spoiled)
    if theirs != ours:
        fail(f"pyshacl alone finds {theirs - ours}, the program alone {ours - theirs}")
    names = sorted({shape for shape, _ in ours})
    print(f"pyshacl and the program find the same {len(ours)} faults by {len(names)} shapes")


def reasoning(right):
    graph = rdflib.Graph()
    graph.parse(MODEL)
    graph.parse(right)
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = [str(o) for s, p, o in graph if "error" in str(p).lower() or "ErrorMessage" in str(o)]
    if errors:
        fail(f"OWL 2 RL finds contradictions: {errors}")
    print(f"OWL 2 RL: {before} triples become {len(graph)}, without a contradiction")


def hermit():
    if not shutil.which("java"):
        print("no Java at hand: HermiT is left out")
        return
    import owlready2

    path = scratch / "model.nt"
    rdflib.Graph().parse(MODEL).serialize(path, format="nt", encoding="utf-8")
    model = owlready2.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_hermit(debug=0)
    impossible = list(owlready2.default_world.inconsistent_classes())
    if impossible:
        fail(f"HermiT finds classes that nothing can be of: {impossible}")
    print(f"HermiT takes the model: {len(list(model.classes()))} classes")


def vocabularies():
    from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, RDFS, SDO, VANN

    shipped = {str(ns): ns for ns in (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD)}
    graph = rdflib.Graph()
    graph.parse(MODEL)
    known, unknown = set(), set()
    for term in {term for triple in graph for term in triple if isinstance(term, URIRef)}:
        for namespace, terms in shipped.items():
            if term.startswith(namespace) and term != URIRef(namespace):
                (known if term in terms else unknown).add(term)
    if unknown:
        fail(f"no such term in its vocabulary: {unknown}")
    print(f"{len(known)} terms of other vocabularies are what these hold")


first, *rest = letters
small = scratch / "small.nt"
shutil.copy(syntaxes(first), small)
syntaxes(first, "--base-iri", "https://example.org/kamer/", "--time=2026-01-31T12:00:00Z")
for letter in rest:
    syntaxes(letter)
vocabularies()
hermit()
shapes(small)
reasoning(small)
shutil.rmtree(scratch)
