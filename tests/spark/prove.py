"""Holds the job of deploy/spark against one machine, on a real cluster: two executors, each a process.

    prove.py PROGRAM [NUMBER OF LETTERS]

1. Letters from Parquet, and an executor killed by its process id in mid-job: the quads are, sorted, the bytes
   that one machine gives, merged too, and the tables of claims and entities hold what the merged graph holds.
2. Lines of NDJSON, some of them poisoned (no JSON, no text, bytes, a letter that ends the program): each is
   told, and the others give the bytes of one machine.
3. Files of several forms, with a lexicon of one's own.

tests/spark/run.sh makes the environment that it needs.
"""

import glob
import gzip
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time

import pyarrow
import pyarrow.parquet
import pyspark
from letters import ROOT, make_letters, write_letters

# Seconds that a job may take; it takes half a minute on a machine that does nothing else.
PATIENCE = 600
HOME = os.path.dirname(pyspark.__file__)
SUBMIT = [
    os.path.join(HOME, "bin/spark-submit"),
    "--master", "local-cluster[2,1,1024]",
    "--conf", "spark.ui.enabled=false",
    "--conf", "spark.driver.bindAddress=127.0.0.1",
    "--conf", "spark.driver.host=127.0.0.1",
    "--conf", "spark.sql.shuffle.partitions=4",
    "--conf", "spark.sql.execution.arrow.maxRecordsPerBatch=64",
]  # fmt: skip


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, **options)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: code {done.returncode}")
    return done.stdout


def statements(quads):
    """Sorted lines, without the comments that tell of letters."""
    return sorted(line for line in quads.split(b"\n") if line and not line.startswith(b"#"))


def cluster_quads(out):
    quads = b"".join(gzip.open(path).read() for path in glob.glob(f"{out}/quads/part-*"))
    return statements(quads)


def table(folder):
    return pyarrow.parquet.read_table(folder).to_pylist()


def same(what, ours, wanted):
    if ours != wanted:
        sys.exit(f"{what}: not the same ({len(ours)} and {len(wanted)})")
    print(f"  {what}: the same ({len(ours)})")


class Job:
    """The job on the cluster, as spark-submit runs it."""

    def __init__(self, scratch, name, *args, files=()):
        self.out, self.log = f"{scratch}/{name}", f"{scratch}/{name}.log"
        environment = {
            **os.environ,
            "SPARK_HOME": HOME,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_DIRS": scratch,
            "SPARK_WORKER_DIR": f"{scratch}/work",
        }
        job = f"{ROOT}/deploy/spark/kamergraph_job.py"
        self.begun = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [*SUBMIT, "--files", ",".join([PROGRAM, *files]), job, "--output", self.out, *args],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def finish(self):
        try:
            code = self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            sys.exit(f"the job was not over after {PATIENCE} seconds; {self.tail()}")
        if code != 0:
            sys.exit(f"the job ended with code {code}; {self.tail()}")
        print(f"  {time.monotonic() - self.begun:.0f} s on the cluster")
        return self.tail(None)

    def tail(self, length=6000):
        """The end of what Spark says."""
        text = open(self.log, errors="replace").read()
        return text if length is None else f"Spark says:\n{text[-length:]}"

    def executors(self):
        """Process ids of the executors: grandchildren of this one."""
        found, mine = [], {self.process.pid}
        processes = {}
        for folder in glob.glob("/proc/[0-9]*"):
            try:
                fields = open(f"{folder}/stat").read().rsplit(")", 1)[1].split()
                command = open(f"{folder}/cmdline").read()
            except OSError:
                continue  # it ended meanwhile
            processes[int(folder[6:])] = (int(fields[1]), command)
        for _ in processes:
            more = {pid for pid, (parent, _) in processes.items() if parent in mine} | mine
            if more == mine:
                break
            mine = more
        for pid in sorted(mine):
            if "CoarseGrainedExecutorBackend" in processes.get(pid, (0, ""))[1]:
                found.append(pid)
        return found

    def kill_an_executor(self):
        """Kills one as soon as some of the letters are read, and not all."""
        while self.process.poll() is None:
            done = glob.glob(f"{self.out}/records/_temporary/*/task_*")
            executors = self.executors()
            if len(done) >= 2 and executors:
                os.kill(executors[0], signal.SIGKILL)
                print(f"  executor {executors[0]} of {executors} killed when {len(done)} tasks were done")
                return
            time.sleep(0.05)
        sys.exit(f"the job was over before an executor could be killed; {self.tail()}")


def killed(scratch, letters):
    print("Parquet, an executor killed in mid-job")
    rows = {"number": [n for n, _ in letters], "body": [text for _, text in letters]}
    pyarrow.parquet.write_table(pyarrow.table(rows), f"{scratch}/letters.parquet")
    job = Job(scratch, "killed", "--input", f"{scratch}/letters.parquet", "--format", "parquet",
              "--id-column", "number", "--text-column", "body", "--partitions", "16")  # fmt: skip
    job.kill_an_executor()
    log = job.finish()
    if "Lost executor" not in log:
        sys.exit("Spark did not see that an executor was lost")

    source = f"{scratch}/letters.ndjson"
    one = run([PROGRAM, "extract", "--ndjson", source, "-f", "nq", "--quiet"])
    with open(f"{scratch}/one.nq", "wb") as out:
        out.write(one)
    same("quads, sorted", cluster_quads(job.out), statements(one))
    records = run([PROGRAM, "extract", "--ndjson", source, "--quiet"]).decode().splitlines()
    rows = table(f"{job.out}/records")
    same("records, sorted", sorted(row["record"] for row in rows), sorted(records))
    same("letters", sorted(row["source"] for row in rows), sorted(n for n, _ in letters))
    same("errors", table(f"{job.out}/errors"), [])

    merge = [PROGRAM, "merge", "--quiet", "-o", "-"]
    merged = run([*merge, f"{scratch}/one.nq"])
    same("merged quads", run([*merge, f"{job.out}/quads"]), merged)
    with open(f"{scratch}/one.ndjson", "w") as out:
        out.writelines(record + "\n" for record in records)
    graph = json.loads(run([*merge, "-f", "json", f"{scratch}/one.ndjson"]))
    nodes = {node["id"]: node for node in graph["nodes"]}
    entities = {
        node["iri"]: (node["type"], node["label"], sorted(node["altLabels"]), node["sameAs"])
        for node in graph["nodes"] if node["type"] not in ("Letter", "Question")
    }  # fmt: skip
    ours = {
        row["iri"]: (row["type"], row["label"], sorted(row["altLabels"]), row["sameAs"])
        for row in table(f"{job.out}/entities")
    }
    same("entities", ours, entities)
    claims, evidence = set(), 0
    for edge in graph["edges"]:
        ends = nodes[edge["source"]], nodes[edge["target"]]
        if all(end["iri"] in entities for end in ends) and edge["predicate"] != "inDossier":
            claims.add((ends[0]["iri"], edge["predicate"], ends[1]["iri"], edge["status"]))
            evidence += len(edge["evidence"])
    rows = [row for row in table(f"{job.out}/claims") if row["predicate"] != "inDossier"]
    same("claims", {tuple(row[c] for c in ("subject", "predicate", "object", "status")) for row in rows}, claims)
    same("pieces of evidence", range(sum(len(row["evidence"]) for row in rows)), range(evidence))


def poisoned(scratch, letters):
    print("NDJSON, some lines poisoned")
    # Ends itself over one letter, as the system would end it over one that takes all memory.
    deadly = f"{scratch}/deadly"
    with open(deadly, "w") as out:
        out.write(f"""#!{sys.executable}
import os, subprocess, sys
inner = subprocess.Popen([{PROGRAM!r}, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for line in sys.stdin.buffer:
    if b"DEADLY" in line:
        os.kill(os.getpid(), 9)
    inner.stdin.write(line)
    inner.stdin.flush()
    sys.stdout.buffer.write(inner.stdout.readline())
    sys.stdout.buffer.flush()
""")
    os.chmod(deadly, os.stat(deadly).st_mode | stat.S_IXUSR)
    some = letters[:200]
    good = [json.dumps({"id": n, "text": text}) for n, text in some]
    poison = {
        5: '{"id": "no-end", "text": "Vraag 1',
        50: '{"id": "deadly", "text": "DEADLY"}',
        51: '{"id": "empty", "text": " "}',
        120: '{"id": "bytes", "text": "%PDF-1.7 \\u0000\\u0001"}',
        190: '{"path": "/nowhere/letter.txt"}',
    }
    lines = list(good)
    for at, line in poison.items():
        lines.insert(at, line)
    os.mkdir(f"{scratch}/lines")
    for n in range(4):
        with open(f"{scratch}/lines/{n}.ndjson", "w") as out:
            out.writelines(line + "\n" for line in lines[n::4])
    job = Job(scratch, "poisoned", "--input", f"{scratch}/lines", "--format", "ndjson", "--binary", deadly)
    log = job.finish()
    errors = {row["source"]: row["error"] for row in table(f"{job.out}/errors")}
    for source, error in sorted(errors.items(), key=str):
        print(f"    {source}: {error[:100]}")
    same("errors", sorted(map(str, errors)), ["/nowhere/letter.txt", "None", "bytes", "deadly", "empty"])
    if "signal 9" not in errors["deadly"] or f"{len(lines)} letters, 5 of them" not in log:
        sys.exit("the job does not tell what was wrong")
    one = run([PROGRAM, "extract", "--ndjson", "-f", "nq", "--quiet"], input="\n".join(good).encode())
    same("quads of the others, sorted", cluster_quads(job.out), statements(one))


def files(scratch, letters):
    print("Files, with a lexicon")
    folder = f"{scratch}/files"
    os.mkdir(folder)
    for n, text in letters[:20]:
        with open(f"{folder}/{n}.txt", "w", encoding="cp1252", errors="replace") as out:
            out.write(text)
    with open(f"{folder}/names.txt", "w") as out:
        out.write(open(f"{ROOT}/tests/cli/files/names.txt").read())
    with open(f"{folder}/page.html", "w") as out:
        out.write("<html><body><p>2031Z90001</p><p>Vraag 1</p><p>Klopt dit?</p><p>Antwoord 1</p><p>Ja.</p></body></html>")
    names = f"{ROOT}/tests/cli/files/names.ttl"
    job = Job(scratch, "of-files", "--input", folder, "--format", "files", "--option=--lexicon=names.ttl", files=[names])
    job.finish()
    one = run([PROGRAM, "extract", folder, "-f", "nq", "--quiet", "--lexicon", names])
    same("quads, sorted", cluster_quads(job.out), statements(one))


PROGRAM = os.path.abspath(sys.argv[1])


def main():
    letters = list(make_letters(int(sys.argv[2]) if len(sys.argv) > 2 else 2000))
    print(f"{len(letters)} letters, PySpark {pyspark.__version__}")
    with tempfile.TemporaryDirectory() as scratch:
        with open(f"{scratch}/letters.ndjson", "w") as out:
            write_letters(len(letters), out)
        killed(scratch, letters)
        poisoned(scratch, letters)
        files(scratch, letters)


main()
