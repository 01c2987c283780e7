"""Reads a folder of exported files with other people's programs: all hold the same graph.

check.py FOLDER CYTOSCAPE.json: the second is what cytoscape.mjs printed.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import networkx

ROOT = Path(__file__).resolve().parents[2]
LIST, MEMBER = " | ", "|"


def fail(message):
    sys.exit(f"check.py: {message}")


def same(name, found, wanted):
    if found != wanted:
        missing, extra = list(wanted - found)[:3], list(found - wanted)[:3]
        fail(f"{name}: {len(found)} of {len(wanted)}; missing {missing}, too many {extra}")


def evidence(edge, key):
    return [str(e[key]) for e in edge["evidence"]]


def flat_node(node):
    """A node of the JSON export as formats without lists hold it."""
    return {k: LIST.join(v) if isinstance(v, list) else v for k, v in node.items() if v not in ([], None)}


def flat_edge(edge):
    flat = {"predicate": edge["predicate"], "claimKey": edge["key"], "status": edge["status"]}
    flat["negated"], flat["inferred"] = edge.get("negated", False), edge.get("inferred", False)
    for name in ("letter", "question", "rule", "quote"):
        if edge["evidence"]:
            flat[name + "s"] = LIST.join(evidence(edge, name))
    return flat


def frozen(attributes):
    return frozenset((k, str(v)) for k, v in attributes.items())


def check_networkx(name, graph, data):
    """All nodes and edges with all attributes, the places of evidence apart."""
    if not (graph.is_directed() and graph.is_multigraph()):
        fail(f"{name}: not a directed multigraph")
    ours = {"label", *(k for n in data["nodes"] for k in n)} - {"id"}
    found = {(n, frozen({k: v for k, v in a.items() if k in ours})) for n, a in graph.nodes(data=True)}
    wanted = {(n["id"], frozen({k: v for k, v in flat_node(n).items() if k != "id"})) for n in data["nodes"]}
    same(f"{name}, nodes", found, wanted)
    keys = {k for e in data["edges"] for k in flat_edge(e)}
    found = {(s, t, frozen({k: v for k, v in a.items() if k in keys})) for s, t, a in graph.edges(data=True)}
    wanted = {(e["source"], e["target"], frozen(flat_edge(e))) for e in data["edges"]}
    same(f"{name}, edges", found, wanted)
    if graph.number_of_edges() != len(data["edges"]):
        fail(f"{name}: {graph.number_of_edges()} edges")
    numbers = [a["number"] for _, a in graph.nodes(data=True) if "number" in a]
    if not numbers or not all(isinstance(n, int) for n in numbers):
        fail(f"{name}: numbers of questions are no numbers")
    flags = [a["inferred"] for _, _, a in graph.edges(data=True)]
    if not all(isinstance(flag, bool) for flag in flags):
        fail(f"{name}: flags are no flags")


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        return header, [dict(zip(header, row, strict=True)) for row in rows]


def check_neo4j(folder, data):
    """The rules of neo4j-admin database import: typed headers, ids that are there, types in their spelling."""
    kinds = {"string", "string[]", "int", "boolean"}
    header, nodes = table(folder / "nodes.csv")
    if header[0] != "id:ID" or header[-1] != ":LABEL":
        fail(f"nodes.csv: {header}")
    edge_header, edges = table(folder / "relationships.csv")
    if edge_header[:3] != [":START_ID", ":END_ID", ":TYPE"]:
        fail(f"relationships.csv: {edge_header}")
    for column in header[1:-1] + edge_header[3:]:
        name, kind = column.split(":")
        if kind not in kinds or not re.fullmatch(r"[A-Za-z0-9]+", name):
            fail(f"a column is called {column}")
    for row in nodes + edges:
        for column, cell in row.items():
            if column.endswith(":int") and cell and not cell.isdecimal():
                fail(f"{column}: {cell}")
            if column.endswith(":boolean") and cell not in ("true", "false"):
                fail(f"{column}: {cell}")
    ids = [n["id:ID"] for n in nodes]
    if len(ids) != len(set(ids)):
        fail("nodes.csv: an id stands twice")
    types = {n["id"]: MEMBER.join(n["types"]) for n in data["nodes"]}
    same("neo4j, nodes", {(n["id:ID"], n[":LABEL"]) for n in nodes}, set(types.items()))
    for row in edges:
        if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", row[":TYPE"]):
            fail(f"relationships.csv: {row[':TYPE']}")
        lengths = {len(row[c].split(MEMBER)) for c in edge_header if c.endswith("[]")}
        if len(lengths) != 1:
            fail(f"relationships.csv: lists of several lengths: {row}")
    found = {(r[":START_ID"], r["claimKey:string"], r[":END_ID"]) for r in edges}
    same("neo4j, edges", found, triples(data))


def triples(data):
    return {(e["source"], e["key"], e["target"]) for e in data["edges"]}


def check_schema(data):
    schema = json.loads((ROOT / "ontology/graph.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for fault in validator.iter_errors(data):
        fail(f"graph.json does not fit its schema: {fault.json_path}: {fault.message}")
    # A schema that lets everything pass proves nothing.
    for spoil in (
        lambda d: d["edges"][0].update(status="perhaps"),
        lambda d: d["edges"][0].update(evidence=[], inferred=True) or d["edges"][0].pop("inferred"),
        lambda d: d["nodes"][0].pop("iri"),
        lambda d: d["nodes"][0].update(colour="red"),
        lambda d: d.pop("graph"),
    ):
        spoiled = json.loads(json.dumps(data))
        spoil(spoiled)
        if validator.is_valid(spoiled):
            fail("the schema lets a spoiled graph pass")


def check_dot(path):
    """Debian's Graphviz draws it without a word."""
    run = subprocess.run(["dot", "-Tsvg", path], capture_output=True, text=True, check=False, timeout=60)
    if run.returncode != 0 or run.stderr:
        fail(f"dot on {path}: {run.stderr}")


def main():
    folder = Path(sys.argv[1])
    data = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    check_schema(data)
    link = networkx.node_link_graph(data, edges="edges")
    if (len(link), link.number_of_edges()) != (len(data["nodes"]), len(data["edges"])):
        fail("node-link: nodes or edges are lost")
    for node in data["nodes"]:
        if link.nodes[node["id"]] != {k: v for k, v in node.items() if k != "id"}:
            fail(f"node-link: attributes of {node['id']}")
    check_networkx("GraphML", networkx.read_graphml(folder / "graph.graphml", force_multigraph=True), data)
    check_networkx("GEXF", networkx.read_gexf(folder / "graph.gexf"), data)
    check_neo4j(folder, data)
    cytoscape = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    wanted = {(n["id"], n["label"], n["type"]) for n in data["nodes"]}
    same("Cytoscape, nodes", {tuple(n) for n in cytoscape["nodes"]}, wanted)
    same("Cytoscape, edges", {tuple(e) for e in cytoscape["edges"]}, triples(data))
    if cytoscape["quotes"] != sum(any(v["quote"] for v in e["evidence"]) for e in data["edges"]):
        fail("Cytoscape: sentences are lost")
    _, claims = table(folder / "graph.csv")
    if len(claims) != len(data["edges"]):
        fail(f"graph.csv: {len(claims)} rows")
    dots = sorted(folder.rglob("graph.dot"))
    for path in dots:
        check_dot(path)
    print(
        f"{len(data['nodes'])} nodes and {len(data['edges'])} edges, the same in node-link JSON, GraphML, GEXF, "
        f"Neo4j's tables, Cytoscape.js and the table of claims; the schema holds; {len(dots)} DOT files without a warning"
    )


main()
