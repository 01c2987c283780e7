"""Reads letters on Spark, with the program `kamergraph` on every executor, and writes what they give.

    spark-submit --files target/release/kamergraph deploy/spark/kamergraph_job.py \
        --input 'letters.parquet' --format parquet --output out

README.md beside this file walks through it. Under the folder of `--output`:

    records/   Parquet: a row for each letter that came in, as `kamergraph extract --ndjson` tells of it
    quads/     N-Quads, a statement a line (gzip); `kamergraph merge` makes one graph of them
    claims/    Parquet, by predicate: who oversees, makes, funds what, and the sentences that say so
    entities/  Parquet, by type: what the letters name, each thing once, with all its names
    errors/    Parquet: what could not be read, and why
"""

import argparse
import collections
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading

import pandas as pd
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# Rows that go back to Spark at a time: a record is some twenty times as large as its letter.
SLICE = 32

# Bytes of records that a task keeps before it writes them.
BLOCK = 32 * 1024 * 1024

RECORD = "source string, letter string, error string, record string, quads string"

# Of a record, what claims and entities are made of.
LETTER = """struct<
    questions: array<struct<id: string, iri: string>>,
    entities: array<struct<
        id: string, iri: string, types: array<string>, label: string, altLabels: array<string>, sameAs: array<string>>>,
    claims: array<struct<
        source: string, target: string, predicate: string, status: string, inferred: boolean,
        evidence: array<struct<
            letter: string, question: int, start: int, end: int, quote: string, rule: string,
            place: struct<page: int, line: int, paragraph: int>>>>>>"""


class Died(Exception):
    """The program ended, or said nothing for too long."""


class Program:
    """One process that reads lines and writes a record for each, in their order."""

    def __init__(self, command, patience, folder=None):
        self.patience = patience
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = queue.SimpleQueue()
        self.records = queue.Queue(maxsize=2 * SLICE)
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True).start()

    def _write(self):
        try:
            while (line := self.lines.get()) is not None:
                self.process.stdin.write(line)
                self.process.stdin.flush()
            self.process.stdin.close()
        except OSError:
            pass  # it ended; whoever waits for a record is told

    def _read(self):
        for record in self.process.stdout:
            # A record that breaks off is none.
            if record.endswith(b"\n"):
                self.records.put(record)
        self.records.put(None)

    def send(self, line):
        self.lines.put(line)

    def record(self):
        """The next record."""
        try:
            record = self.records.get(timeout=self.patience)
        except queue.Empty:
            self.close()
            raise Died(f"it gave no record in {self.patience} seconds") from None
        if record is None:
            code = self.process.wait()
            self.close()
            raise Died(f"it ended with signal {-code}" if code < 0 else f"it ended with code {code}")
        return record

    def close(self):
        self.lines.put(None)
        self.process.kill()
        self.process.wait()


class Reader:
    """Gives the record of each line, whatever becomes of the program meanwhile.

    The program tells of bad letters itself. Should a letter end it all the same, by taking all memory or
    all patience, or should somebody else end it: the first letter without a record is read again in a
    process of its own, and if that ends, too, gets an error; the others go on in a new process.
    """

    def __init__(self, *command):
        self.command = command
        self.program = None

    def records(self, lines):
        waiting = collections.deque(lines)
        sent = 0
        while waiting:
            try:
                if self.program is None:
                    self.program, sent = Program(*self.command), 0
                while sent < min(len(waiting), 2 * SLICE):
                    self.program.send(waiting[sent])
                    sent += 1
                record = self.program.record()
            except Died:
                self.program = None
                record = self._alone(waiting[0])
            else:
                sent -= 1
            waiting.popleft()
            yield record

    def _alone(self, line):
        program = Program(*self.command)
        try:
            program.send(line)
            record = program.record()
            program.close()
            return record
        except Died as why:
            told = {"error": f"the program could not read this letter, in two tries: {why}"}
            try:
                told["id"] = json.loads(line).get("id")
            except (ValueError, AttributeError):
                pass  # it is known by nothing
            return json.dumps(told).encode()

    def close(self):
        if self.program is not None:
            self.program.close()
            self.program = None


def lines_of(batch, folder):
    """What the program reads: a line for each row, and what the row is called, where that is known."""
    if "value" in batch:
        # Lines as they are; the program tells of those that are no JSON.
        return [(None, (line or "null").encode()) for line in batch["value"]]
    rows = []
    for n, row in enumerate(batch.to_dict("records")):
        if "content" in row:
            # The bytes of a file of any form, known by its name as on one machine.
            name = row["path"].rsplit("/", 1)[-1]
            path = os.path.join(folder, str(n))
            with open(path, "wb") as out:
                out.write(row["content"])
            line = {"id": name.rsplit(".", 1)[0] or name, "path": path}
            rows.append((row["path"], json.dumps(line).encode()))
        else:
            line = {key: value for key, value in row.items() if isinstance(value, (str, int))}
            rows.append((line.get("id"), json.dumps(line).encode()))
    return rows


def row_of(source, record):
    """The columns of one record."""
    told = json.loads(record)
    quads = told.pop("quads", None)
    if "error" in told:
        # The line is one of the process's input, and tells nobody anything.
        return source or told.get("id"), None, told["error"], None, None
    record = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return source or told["source"], told["iri"], None, record, quads


def extractor(binary, options, patience):
    """The function for mapInPandas: rows with letters become rows with records."""

    def extract(batches):
        program = binary if os.sep in binary else SparkFiles.get(binary)
        command = [program, "extract", "--ndjson", "--quads", "--quiet", "--jobs", "1", *options]
        # Where --files puts files, so that options can name them.
        reader = Reader(command, patience, SparkFiles.getRootDirectory())
        try:
            for batch in batches:
                with tempfile.TemporaryDirectory() as folder:
                    rows = lines_of(batch, folder)
                    records = reader.records(line + b"\n" for _, line in rows)
                    out = []
                    for (source, _), record in zip(rows, records):
                        out.append(row_of(source, record))
                        if len(out) == SLICE:
                            yield frame(out)
                            out = []
                    if out:
                        yield frame(out)
        finally:
            reader.close()

    return extract


def frame(rows):
    columns = ["source", "letter", "error", "record", "quads"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def letters(spark, args):
    """The letters, in the columns that `lines_of` knows."""
    if args.format == "ndjson":
        rows = spark.read.text(args.input).where("trim(value) != ''")
    elif args.format == "files":
        rows = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(args.input)
        rows = rows.select("path", "content")
    else:
        rows = spark.read.parquet(*args.input)
        # A table of letters may have the one, the other, or both with gaps.
        columns = [(args.id_column, "id"), (args.text_column, "text"), (args.path_column, "path")]
        rows = rows.select([F.col(ours).alias(name) for ours, name in columns if ours in rows.columns])
    return rows.repartition(args.partitions) if args.partitions else rows


def write_quads(records, out):
    quads = records.where("quads IS NOT NULL")
    quads = quads.select(F.explode(F.split(F.rtrim("quads"), "\n")).alias("value"))
    quads.write.text(f"{out}/quads", compression="gzip")


def write_claims(records, out, partitions):
    letter = records.where("error IS NULL").select("letter", F.from_json("record", LETTER).alias("r"))
    # Claims name things by the short ids of their own letter.
    iris = F.map_from_entries(F.transform("r.entities", lambda e: F.struct(e["id"], e["iri"])))
    names = F.map_from_entries(F.transform("r.entities", lambda e: F.struct(e["iri"], e["label"])))
    claims = letter.select("letter", iris.alias("iris"), names.alias("names"), F.explode("r.claims").alias("c"))
    claims = claims.select(
        "letter",
        F.col("iris")[F.col("c.source")].alias("subject"),
        "c.predicate",
        F.col("iris")[F.col("c.target")].alias("object"),
        "c.status",
        F.coalesce("c.inferred", F.lit(False)).alias("inferred"),
        F.col("names")[F.col("iris")[F.col("c.source")]].alias("subjectLabel"),
        F.col("names")[F.col("iris")[F.col("c.target")]].alias("objectLabel"),
        "c.evidence",
    )
    spread(claims, "predicate", "letter", partitions).write.partitionBy("predicate").parquet(f"{out}/claims")


def write_entities(records, out, partitions):
    """Each thing once, with the rules of `kamergraph merge`: the longest name is its label."""
    letter = records.where("error IS NULL").select("letter", F.from_json("record", LETTER).alias("r"))
    named = letter.select("letter", F.explode("r.entities").alias("e")).select("letter", "e.*")
    # What is the same in many letters is made one before it is gathered.
    label = named.select("iri", "label").distinct()
    label = label.groupBy("iri").agg(F.min(F.struct(-F.length("label"), "label"))["label"].alias("label"))
    every = F.explode(F.concat(F.array("label"), "altLabels"))
    names = named.select("iri", every.alias("name")).distinct()
    names = names.groupBy("iri").agg(F.sort_array(F.collect_set("name")).alias("names"))
    types = named.select("iri", F.posexplode("types").alias("place", "type"))
    types = types.groupBy("iri", "type").agg(F.min("place").alias("place"))
    types = types.groupBy("iri").agg(F.sort_array(F.collect_list(F.struct("place", "type")))["type"].alias("types"))
    same = named.select("iri", F.explode_outer("sameAs").alias("same")).distinct()
    same = same.groupBy("iri").agg(F.sort_array(F.collect_set("same")).alias("sameAs"))
    count = named.groupBy("iri").agg(F.count_distinct("letter").alias("letters"))
    entities = label.join(names, "iri").join(types, "iri").join(same, "iri").join(count, "iri")
    entities = entities.select(
        "iri",
        F.col("types")[0].alias("type"),
        "types",
        "label",
        F.array_remove("names", F.col("label")).alias("altLabels"),
        "sameAs",
        "letters",
    )
    spread(entities, "type", "iri", partitions).write.partitionBy("type").parquet(f"{out}/entities")


def spread(rows, by, within, partitions):
    """Rows of one value of `by` together, a large value on several tasks, so that files are few."""
    return rows.repartition(partitions, F.col(by), F.pmod(F.hash(within), F.lit(max(1, partitions // 8))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", nargs="+", required=True, help="files or folders, wherever Spark can read them")
    parser.add_argument("--format", choices=["ndjson", "parquet", "files"], required=True,
                        help="ndjson: lines with id and text or path; parquet: a table with these columns; "
                             "files: letters of any form, one a file")
    parser.add_argument("--output", required=True, help="a new folder, wherever Spark can write")
    parser.add_argument("--id-column", default="id")
    parser.add_argument("--text-column", default="text")
    parser.add_argument("--path-column", default="path", help="a path that every executor can read")
    parser.add_argument("--partitions", type=int, default=0, help="tasks that read letters; as Spark cuts the input, if not given")
    parser.add_argument("--binary", default="kamergraph", help="name of the program as --files sent it, or its path on the executors")
    parser.add_argument("--option", action="append", default=[], metavar="OPTION",
                        help="an option for the program, as --option=--base-iri=https://example.org/; files that it names go "
                             "with --files, and are named without a folder")
    parser.add_argument("--patience", type=float, default=300, help="seconds that one letter may take")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("kamergraph").getOrCreate()
    # Spark reads 4,096 rows of a table at a time, and a row of ours holds all that a letter gives.
    spark.conf.set("spark.sql.parquet.columnarReaderBatchSize", 2 * SLICE)
    partitions = int(spark.conf.get("spark.sql.shuffle.partitions"))
    out = args.output.rstrip("/")
    read = letters(spark, args).mapInPandas(extractor(args.binary, args.option, args.patience), RECORD)
    # Letters are read once; everything else is made of their records.
    read.write.option("parquet.block.size", BLOCK).parquet(f"{out}/records")
    records = spark.read.schema(RECORD).parquet(f"{out}/records")
    write_quads(records, out)
    write_claims(records, out, partitions)
    write_entities(records, out, partitions)
    records.where("error IS NOT NULL").select("source", "error").coalesce(1).write.parquet(f"{out}/errors")

    count = records.count()
    failed = spark.read.parquet(f"{out}/errors")
    print(f"kamergraph: {count} letters, {failed.count()} of them could not be read", file=sys.stderr)
    for row in failed.limit(20).collect():
        print(f"kamergraph: {row['source']}: {row['error']}", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
