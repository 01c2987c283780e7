#!/usr/bin/env python3
"""How fast kamergraph is, beside what one would use else, on the same text and in one go.

    benches/compare.py [--quick] [--only PART,…] [LETTER…]

Letters are text in UTF-8; without any, letters of our own making (examples/make_letters.rs), the
same for everybody. Makes a virtual environment in benches/.venv with the libraries from PyPI, builds
the release binary and the benchmarks, and measures, one part after another:

  way      all letters from text to N-Quads on one core: kamergraph (benches/stages.rs), peer.py
           (spaCy and rdflib), and the limit (benches/limit.rs: a search for the names, the words,
           the bytes). In time that the process had a processor; loading is left out on all sides.
  cores    kamergraph export of all letters to N-Quads with one thread and with two
  process  a whole process: export of the first letter in five formats, and a Python that only loads
           the libraries
  memory   the most memory that many letters take, and a hundredth of them: streamed (extract --ndjson),
           and as files (export -f nq), where what tells a letter from others is kept of each
  writing  RDF in every syntax, and oxrdfio alone with the same triples (benches/writing.rs)
  asking   who oversees …, in a merged graph that is loaded (benches/asking.rs), and the same as SPARQL
           in rdflib; rdflib has only the types, names and plain triples, because it could not hold
           the letters and the evidence

What is compared runs in turn, so that both meet the same load on the machine. Prints the median and
the spread (first to third quartile) of each, and of the ratio of neighbours.
"""
import argparse
import json
import os
import re
import shutil
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
SAMPLE = ROOT / "tests" / "letters" / "emancipatie-digitalisering" / "letter.txt"
LIBRARIES = {"spacy": "3.8.18", "rdflib": "7.6.0"}
IMPORT = f"import {', '.join(LIBRARIES)}"
PARTS = ["way", "cores", "process", "memory", "writing", "asking"]
# Forms of letters of our own making that are text, as both sides read them.
FORMS = "letter,house,griffie,numbered,bare,one-line,dotted,colon,run-together,unnumbered,disordered,one-answer,list"
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
    """The release binary, the program that makes letters, and the benchmarks, by name."""
    programs = {"kamergraph": ROOT / "target" / "release" / "kamergraph"}
    for command in (
        ["cargo", "build", "--release", "--quiet", "--bin", "kamergraph"],
        ["cargo", "build", "--release", "--quiet", "--example", "make_letters", "--message-format=json"],
        ["cargo", "bench", "--quiet", "--benches", "--no-run", "--message-format=json"],
    ):
        told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        for message in map(json.loads, told.splitlines()):
            # the program itself is also built as a benchmark, and so is the library
            if message.get("executable") and message["target"]["kind"] in (["bench"], ["example"]):
                programs[message["target"]["name"]] = Path(message["executable"])
    return programs


class Comparison:
    """What is compared with what: the programs, the letters, and how often."""

    def __init__(self, given, programs, folder):
        self.given, self.programs, self.folder = given, programs, Path(folder)
        self.python = python()
        self.letters = [path.resolve() for path in given.letters] or self.made(given.count, FORMS)
        self.size = sum(letter.stat().st_size for letter in self.letters)

    def made(self, count, forms=None):
        """So many letters of our own making, as files, sorted."""
        folder = self.folder / f"{count}-letters{'-of-text' if forms else ''}"
        if not folder.exists():
            only = ["--form", forms] if forms else []
            command = [self.programs["make_letters"], str(count), *only, "--folder", folder]
            subprocess.run(command, check=True)
        return sorted(folder.iterdir())

    def rate(self, program, *options):
        told = subprocess.run([self.programs[program], *options, *self.letters], check=True, stdout=subprocess.PIPE, text=True)
        return float(re.search(r"([\d.]+) MB/s", told.stdout)[1])

    def way(self):
        rounds = self.given.rounds
        print(f"text to N-Quads, one core: {len(self.letters)} letters, {self.size} bytes, {rounds} rounds")
        command = [self.python, PEER, "--rounds", *self.letters]
        rates = []
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
            for _ in range(rounds):
                ours = self.rate("stages", "--quads")
                limit = self.rate("limit")
                peer.stdin.write("\n")
                peer.stdin.flush()
                rates.append((ours, self.size / 1e6 / float(peer.stdout.readline()), limit))
            peer.stdin.close()
        for name, values in zip(["kamergraph, all rules", "peer.py (spaCy, rdflib)", "the limit"], zip(*rates)):
            show(name, values, "MB/s")
        show("kamergraph : peer.py", [ours / peer for ours, peer, _ in rates], "×")
        show("kamergraph : the limit", [ours / limit for ours, _, limit in rates], "×")

    def cores(self):
        letters = self.letters if self.given.letters else [self.made(self.given.many // 10)[0].parent]
        print(f"export -f nq, one thread and two: {len(letters)} files or folders, {self.given.runs} runs")
        export = [self.programs["kamergraph"], "--quiet", "export", "-f", "nq", "-o", "-", *letters]
        threads = [{**os.environ, "RAYON_NUM_THREADS": str(n)} for n in (1, 2)]
        times = [[seconds(export, one) for one in threads] for _ in range(self.given.runs)]
        show("one thread", [1000 * one for one, _ in times], "ms")
        show("two threads", [1000 * two for _, two in times], "ms")
        show("two threads : one", [one / two for one, two in times], "×")

    def process(self):
        letter = SAMPLE if not self.given.letters else self.letters[0]
        runs = self.given.runs
        print(f"a whole process: {letter.name}, {letter.stat().st_size} bytes, {runs} runs")
        export = [self.programs["kamergraph"], "--quiet", "export", letter, "-o", self.folder / "output"]
        loading = [self.python, "-c", IMPORT]
        times = [(seconds(export), seconds(loading)) for _ in range(runs + WARM_UP)][WARM_UP:]
        show("kamergraph export (five files)", [ours * 1000 for ours, _ in times], "ms")
        show(f'python3 -c "{IMPORT}"', [theirs * 1000 for _, theirs in times], "ms")
        show("kamergraph : Python", [theirs / ours for ours, theirs in times], "×")

    def memory(self):
        many = self.given.many
        few = max(many // 100, 1)
        kamergraph = [self.programs["kamergraph"], "--quiet"]
        print(f"most memory: {few} letters and {many}")
        for name in ("extract --ndjson", "export -f nq"):
            peaks = []
            for count in (few, many):
                if name.startswith("extract"):
                    stream = self.folder / f"{count}.ndjson"
                    with stream.open("wb") as out:
                        subprocess.run([self.programs["make_letters"], str(count)], check=True, stdout=out)
                    with stream.open("rb") as letters:
                        peaks.append(peak([*kamergraph, *name.split()], letters))
                    stream.unlink()
                else:
                    folder = self.made(count)[0].parent
                    peaks.append(peak([*kamergraph, *name.split(), "-o", "-", folder]))
                    shutil.rmtree(folder)
                print(f"  {name:<17} {count:>8} letters {peaks[-1] / 1e6:15.1f} MB", flush=True)
            print(f"  {'many : few':<36}        {peaks[1] / peaks[0]:8.2f} ×")

    def writing(self):
        print("writing RDF, kamergraph and oxrdfio alone (above 1, kamergraph is the faster): ", end="", flush=True)
        subprocess.run([self.programs["writing"], *self.letters[:100]], check=True)

    def asking(self):
        count, triples = self.given.graph, self.folder / "plain.nt"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen([self.programs["asking"], str(count), triples], **pipes) as ours:
            print(f"who oversees …: {ours.stdout.readline().strip()}")
            law = ours.stdout.readline().strip()
            with subprocess.Popen([self.python, PEER, "--ask", triples, law], **pipes) as theirs:
                print(f"  rdflib: {theirs.stdout.readline().strip()}")
                times = []
                for _ in range(self.given.runs + WARM_UP):
                    pair = []
                    for side in (ours, theirs):
                        side.stdin.write("\n")
                        side.stdin.flush()
                        pair.append(float(side.stdout.readline()))
                    times.append(pair)
                theirs.stdin.close()
            ours.stdin.close()
        times = times[WARM_UP:]
        show("kamergraph", [ours * 1000 for ours, _ in times], "ms")
        show("rdflib, SPARQL", [theirs * 1000 for _, theirs in times], "ms")
        show("kamergraph : rdflib", [theirs / ours for ours, theirs in times], "×")


def seconds(command, environment=None):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def peak(command, source=subprocess.DEVNULL):
    """The most memory that a process has had, in bytes."""
    child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def show(name, values, unit):
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    print(f"  {name:<36} median {middle:8.2f} {unit:<4}   quartiles {low:8.2f} – {high:.2f} {unit}", flush=True)


def parts(text):
    chosen = text.split(",")
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    return chosen


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    arguments.add_argument("letters", nargs="*", type=Path, metavar="LETTER", help="text in UTF-8")
    arguments.add_argument("--only", type=parts, default=PARTS, metavar="PART,…", help="these parts alone")
    arguments.add_argument("--quick", action="store_true", help="fewer rounds and letters: about a minute once all is built")
    arguments.add_argument("--rounds", type=int, help="rounds of the whole way (5)")
    arguments.add_argument("--runs", type=int, help="runs of processes and questions (21)")
    arguments.add_argument("--count", type=int, help="letters of our own making (260)")
    arguments.add_argument("--many", type=int, help="letters for the memory (100000)")
    arguments.add_argument("--graph", type=int, help="letters of the merged graph (100000)")
    given = arguments.parse_args()
    usual = {"rounds": 5, "runs": 21, "count": 260, "many": 100_000, "graph": 100_000}
    quick = {"rounds": 2, "runs": 3, "count": 52, "many": 1_000, "graph": 300}
    for name, value in (quick if given.quick else usual).items():
        if getattr(given, name) is None:
            setattr(given, name, value)
    if min(given.runs, given.rounds) < 2 or min(given.count, given.many, given.graph) < 1:
        arguments.error("--runs and --rounds take at least 2, numbers of letters at least 1")
    missing = [str(path) for path in given.letters if not path.is_file()]
    if missing:
        arguments.error(f"no such file: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(given, built(), folder)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
        for part in given.only:
            getattr(comparison, part)()


if __name__ == "__main__":
    main()
