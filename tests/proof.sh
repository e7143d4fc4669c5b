#!/usr/bin/env bash
# proof.sh: what the W3C's validator and Lighthouse say about the demonstration that
# runs on PORT. The suite proves the same without Java and npm; this is the control.
set -euo pipefail
cd "$(dirname "$0")/.."

site=http://127.0.0.1:${PORT:-8000}
# Packages run nothing of theirs when they are installed.
export npm_config_ignore_scripts=true
lighthouse_pages=(
    /en/
    /en/services/legal-counselling/
    /en/courses-and-events/czech-for-adults/
    /en/course-registration/czech-a1-prague-14/
)

for program in java npx curl; do
    command -v $program >/dev/null || { echo "make proof needs $program." >&2; exit 1; }
done
curl --fail --silent --output /dev/null "$site/healthz" ||
    { echo "Nothing answers at $site: first make run, in another window." >&2; exit 1; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The validator fetches nothing from this machine itself.
for page in $(curl --silent "$site/sitemap.xml" | grep -oP '(?<=<loc>)[^<]+'); do
    curl --silent --output "$folder/$(tr ':/' '__' <<<"$page").html" "$page"
done
echo "== Validator: $(find "$folder" -name '*.html' | wc -l) pages"
npx --yes --package vnu-jar@26.9.27 vnu --errors-only "$folder"
echo "No faults."

echo "== Lighthouse, on a phone"
for page in "${lighthouse_pages[@]}"; do
    CHROME_PATH=${CHROMIUM:-$(command -v chromium || command -v google-chrome)} \
        npx --yes lighthouse@12.8.2 "$site$page" --quiet --output=json \
        --output-path="$folder/report.json" --chrome-flags="--headless=new --no-sandbox"
    .venv/bin/python - "$page" "$folder/report.json" <<'PYTHON'
import json, sys
from pathlib import Path

page, report = sys.argv[1:]
categories = json.loads(Path(report).read_text())["categories"]
print(page, *(f"{name} {each['score']:.0%}" for name, each in categories.items()))
PYTHON
done
