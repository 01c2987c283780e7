// Loads a graph into Cytoscape.js, without a window, and prints what it holds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The library is where the script that starts this one put it, not beside this file.
const cytoscape = createRequire(process.argv[3] + "/")("cytoscape");
const { elements } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const graph = cytoscape({ headless: true, elements });
const nodes = graph.nodes().map((n) => [n.id(), n.data("label"), n.data("type")]);
const edges = graph.edges().map((e) => [e.source().id(), e.data("key"), e.target().id()]);
console.log(JSON.stringify({ nodes, edges, quotes: graph.edges().filter((e) => e.data("evidence").some((v) => v.quote)).length }));
