#!/usr/bin/env python3
"""Whole-process time of `kamergraph export` on one letter, beside what a Python program takes only
to load the libraries with which one would write the same.

    benches/compare.py [--runs N] [LETTER]

Makes a virtual environment in benches/.venv with spacy and rdflib from PyPI, builds the release
binary, and runs both commands in turn, so that both meet the same load on the machine. Prints the
median and the spread (first to third quartile) of each, and of the ratio of neighbouring runs.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "benches" / ".venv"
SAMPLE = ROOT / "tests" / "letters" / "emancipatie-digitalisering" / "letter.txt"
IMPORT = "import spacy, rdflib"
WARM_UP = 2


def python():
    """The interpreter of the virtual environment, made when it is not there yet."""
    program = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = program.exists() and subprocess.run([program, "-c", IMPORT], capture_output=True).returncode == 0
    if not ready:
        print(f"installing spacy and rdflib into {VENV.relative_to(ROOT)}", file=sys.stderr)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", "spacy", "rdflib"], check=True)
    return program


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def show(name, values, unit, scale):
    low, middle, high = (q * scale for q in statistics.quantiles(values, n=4, method="inclusive"))
    print(f"{name:<34} median {middle:8.1f} {unit}   quartiles {low:8.1f} – {high:.1f} {unit}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument("letter", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=21, help="runs of each command (21)")
    given = arguments.parse_args()
    if given.runs < 2:
        arguments.error("--runs takes at least 2")
    peer = [python(), "-c", IMPORT]
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        program = ROOT / "target" / "release" / "kamergraph"
        ours = [program, "--quiet", "export", given.letter, "-o", folder]
        times = [(seconds(ours), seconds(peer)) for _ in range(given.runs + WARM_UP)][WARM_UP:]
    print(f"{given.runs} runs of each, in turn, on {os.cpu_count()} cores; {given.letter.stat().st_size} bytes of letter")
    show("kamergraph export (five files)", [a for a, _ in times], "ms", 1000)
    show(f'python3 -c "{IMPORT}"', [b for _, b in times], "ms", 1000)
    show("ratio", [b / a for a, b in times], "×", 1)


if __name__ == "__main__":
    main()
