#!/usr/bin/env bash
# Proves the Spark job on a real cluster of two executors: tests/spark/run.sh PROGRAM [NUMBER OF LETTERS]
# Needs Java 17 or later, and python3 with venv and pip, which fetches PySpark in the version of
# deploy/spark/requirements.txt. Says so and does nothing where Java is missing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "$1")

java_version() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p'
}
version=$(java_version || true)
if [ "${version:-0}" -lt 17 ]; then
  echo "skipped: Spark needs Java 17 or later, and it is not here"
  exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet --disable-pip-version-check -r "$root/deploy/spark/requirements.txt"
"$scratch/python/bin/python" "$root/tests/spark/prove.py" "$program" "${2:-2000}"
