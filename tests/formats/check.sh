#!/usr/bin/env bash
# Reads exported files with the programs that they are for: networkx, Cytoscape.js, a JSON Schema
# validator, Graphviz. check.sh PROGRAM, with the program to test.
#
# Needs python3 with venv, and npm. The tools are put under target/formats-tools, once; Graphviz is
# installed with apt-get where it is missing.
set -euo pipefail
program=$(realpath "${1:-target/release/kamergraph}")
cd "$(dirname "$0")/../.."
tools=$PWD/target/formats-tools
letter=tests/letters/emancipatie-digitalisering/letter.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# What the tools were made of, so that a new version makes them anew.
recipe=$(cat tests/formats/requirements.txt tests/formats/package.json)
if [ "$recipe" != "$(cat "$tools/recipe" 2>/dev/null || true)" ]; then
  rm -rf "$tools"
  mkdir -p "$tools"
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install --quiet --disable-pip-version-check -r tests/formats/requirements.txt
  cp tests/formats/package.json "$tools/"
  npm install --prefix "$tools" --silent --no-audit --no-fund --ignore-scripts
  printf '%s' "$recipe" >"$tools/recipe"
fi
command -v dot >/dev/null || apt-get install --yes --quiet graphviz >/dev/null

"$program" --quiet export "$letter" -o "$out" --name all \
  -f json,graphml,gexf,cytoscape,jgf,neo4j,csv,mermaid,dot
for view in oversight money letter; do
  "$program" --quiet export "$letter" -o "$out/all" --name $view -f dot --view $view
done
for layout in neato sfdp twopi; do
  "$program" --quiet export "$letter" -o "$out/all" --name $layout -f dot --layout $layout
done
for cluster in ministry question class; do
  "$program" --quiet export "$letter" -o "$out/all" --name by-$cluster -f dot --cluster $cluster
done
node tests/formats/cytoscape.mjs "$out/all/graph.cyjs" "$tools" >"$out/cytoscape.json"
"$tools/python/bin/python" tests/formats/check.py "$out/all" "$out/cytoscape.json"
