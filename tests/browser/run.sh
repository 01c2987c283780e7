#!/usr/bin/env bash
# Checks the types of the explorer's script, and tries its page in a real browser. Needs Node with
# npm, and Chromium: /usr/bin/chromium, or where CHROMIUM points. Debian: apt-get install chromium
# nodejs npm. Everything else is installed beside this script, in the versions of package-lock.json.
set -euo pipefail
cd "$(dirname "$0")"

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
for tool in node npm "$CHROMIUM"; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing; on Debian: apt-get install chromium nodejs npm"
    exit 1
  }
done
# What is there in the right version stays.
npm ls --silent >/dev/null 2>&1 || npm ci --silent --no-audit --no-fund
npm run --silent types
cargo build --quiet --release --bin kamergraph --example explorer
npm test --silent
