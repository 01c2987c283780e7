"""Any number of letters, one a line, for `kamergraph extract --ndjson`: letters.py NUMBER > letters.ndjson

They are the golden letters under numbers of their own; the long sample is every fiftieth.
"""

import glob
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def make_letters(count):
    """Ids and texts; the same count gives the same letters."""
    paths = sorted(glob.glob(f"{ROOT}/tests/letters/*/letter.txt"))
    golden = [open(path, encoding="utf-8").read() for path in paths]
    long = [text for text in golden if len(text) > 10_000]
    short = [text for text in golden if len(text) <= 10_000]
    for n in range(count):
        text = long[0] if n % 50 == 0 else short[n % len(short)]
        text = re.sub(r"2025Z\d{5}", f"2031Z{n:05}", text)
        yield f"letter-{n}", re.sub(r"\b99\d\d\b", f"{n + 10_000}", text)


def write_letters(count, out):
    out.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in make_letters(count))


if __name__ == "__main__":
    write_letters(int(sys.argv[1]), sys.stdout)
