#!/usr/bin/env python3
"""How fast kamergraph is beside benches/peer.py, the same in spaCy and rdflib as one would write it.

    benches/compare.py [--runs N] [--rounds N] [LETTER…]

Letters are text in UTF-8; without any, those under tests/letters. Makes a virtual environment in
benches/.venv with the libraries from PyPI, builds the release binary and the benchmark, and measures
two things. What is compared runs in turn, so that both meet the same load on the machine.

- The whole way of all letters from text to one graph as N-Triples, in one process, on one core, in
  time that the process had a processor. Loading is left out on both sides: kamergraph is measured
  by benches/stages.rs (`cargo bench -- --whole LETTER…`), and the peer measures itself.
- A whole process: `kamergraph export` of the first letter in five formats, against a Python
  that only loads the libraries.

Prints the median and the spread (first to third quartile) of each, and of the ratio of neighbours.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "benches" / ".venv"
PEER = ROOT / "benches" / "peer.py"
LETTERS = ROOT / "tests" / "letters"
LIBRARIES = {"spacy": "3.8.18", "rdflib": "7.6.0"}
IMPORT = f"import {', '.join(LIBRARIES)}"
WARM_UP = 2


def python():
    """The interpreter of the virtual environment, made when it is not there yet."""
    program = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    versions = f"import importlib.metadata as m; {IMPORT}; print({{n: m.version(n) for n in {list(LIBRARIES)}}})"
    found = program.exists() and subprocess.run([program, "-c", versions], capture_output=True, text=True).stdout
    if not found or found.strip() != str(LIBRARIES):
        wanted = [f"{name}=={version}" for name, version in LIBRARIES.items()]
        print(f"installing {' '.join(wanted)} into {VENV.relative_to(ROOT)}", file=sys.stderr)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return program


def built():
    """The release binary and the benchmark of the stages."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    bench = ["cargo", "bench", "--quiet", "--bench", "stages", "--no-run", "--message-format=json"]
    told = subprocess.run(bench, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = [json.loads(line) for line in told.splitlines()]
    stages = next(m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == "stages")
    return ROOT / "target" / "release" / "kamergraph", stages


def throughput(stages, interpreter, letters, rounds):
    """Pairs of megabytes a second, ours and the peer's."""
    size = sum(letter.stat().st_size for letter in letters) / 1e6
    command = [interpreter, PEER, "--rounds", *letters]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        for _ in range(rounds):
            told = subprocess.run([stages, "--whole", *letters], check=True, stdout=subprocess.PIPE, text=True)
            ours = float(re.search(r"([\d.]+) MB/s", told.stdout)[1])
            peer.stdin.write("\n")
            peer.stdin.flush()
            yield ours, size / float(peer.stdout.readline())
        peer.stdin.close()


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def show(name, values, unit):
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    print(f"  {name:<36} median {middle:8.2f} {unit:<4}   quartiles {low:8.2f} – {high:.2f} {unit}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument("letters", nargs="*", type=Path, metavar="LETTER", help="text in UTF-8")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds over all letters (5)")
    arguments.add_argument("--runs", type=int, default=21, help="runs of each whole process (21)")
    given = arguments.parse_args()
    if min(given.runs, given.rounds) < 2:
        arguments.error("--runs and --rounds take at least 2")
    letters = [path.resolve() for path in given.letters] or sorted(LETTERS.glob("*/letter.txt"))
    missing = [str(path) for path in letters if not path.is_file()]
    if missing:
        arguments.error(f"no such file: {', '.join(missing)}")
    interpreter = python()
    program, stages = built()

    size = sum(letter.stat().st_size for letter in letters)
    print(f"the whole way, text to N-Triples, one core: {len(letters)} letters, {size} bytes, {given.rounds} rounds")
    pairs = list(throughput(stages, interpreter, letters, given.rounds))
    show("kamergraph, all rules", [ours for ours, _ in pairs], "MB/s")
    show("peer.py", [peer for _, peer in pairs], "MB/s")
    show("ratio", [ours / peer for ours, peer in pairs], "×")

    letter, loading = letters[0], [interpreter, "-c", IMPORT]
    if not given.letters:
        letter = LETTERS / "emancipatie-digitalisering" / "letter.txt"
    print(f"a whole process, {os.cpu_count()} cores: {letter.name}, {letter.stat().st_size} bytes, {given.runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        export = [program, "--quiet", "export", letter, "-o", folder]
        times = [(seconds(export), seconds(loading)) for _ in range(given.runs + WARM_UP)][WARM_UP:]
    show("kamergraph export (five files)", [ours * 1000 for ours, _ in times], "ms")
    show(f'python3 -c "{IMPORT}"', [theirs * 1000 for _, theirs in times], "ms")
    show("ratio", [theirs / ours for ours, theirs in times], "×")


if __name__ == "__main__":
    main()
