#!/usr/bin/env bash
# Looks at the pages from outside, with what no Rust test has: axe-core in a browser, the Nu checker, html-validate,
# Lighthouse. Ends with 1 if anything has something to say. About half an hour, so it is no part of tests/run.sh.
#
#   unsaid demo --listen 127.0.0.1:8080 &
#   tests/outside/run.sh http://127.0.0.1:8080
#
# Needs curl, npm, java, jq and chromium. TOOLS is the folder for what npm installs. STEPS may name some of the steps
# alone: "html axe lighthouse". Lighthouse measures the machine too: look again at a page that is short of 100 once
# nothing else runs.
set -euo pipefail

base=${1:?"usage: tests/outside/run.sh http://127.0.0.1:8080"}
base=${base%/}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${TOOLS:-${TMPDIR:-/tmp}/unsaid-outside}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NODE_PATH="$tools/node_modules"
CHROME_PATH=${CHROME_PATH:-$(command -v chromium)}
export CHROME_PATH
short=0

# Pages that the site map leaves out.
hidden=(/receipt /search '/search?q=trust' '/search?q=xyzzy' /ask/embed)
mapfile -t mapped < <(curl -fsS "$base/sitemap.xml" | grep -o '<loc>[^<]*' | sed "s#<loc>$base##")

install_tools() {
    npm install --prefix "$tools" --no-audit --no-fund --ignore-scripts --silent \
        axe-core@4.14 playwright-core@1.65 html-validate@10 vnu-jar@26 lighthouse@12
}

# The Nu checker and html-validate, on every page and on an error's.
html() {
    local n=0 path
    for path in "${mapped[@]}" "${hidden[@]}" /nowhere; do
        n=$((n + 1))
        curl -sS -o "$work/$(printf %03d $n).html" "$base$path"
    done
    java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --Werror "$work"/*.html || short=1
    echo '{"extends":["html-validate:standard"],"rules":{"long-title":"off"}}' >"$work/.htmlvalidate.json"
    "$tools/node_modules/.bin/html-validate" -c "$work/.htmlvalidate.json" "$work"/*.html || short=1
    echo "html: $n pages"
}

# WCAG 2.2 at four widths in both themes. COOKIE="unsaid-session=…" looks at pages of the desk too, named in DESK.
axe() {
    local desk
    read -ra desk <<<"${DESK:-}"
    node "$here/axe.cjs" "$base" "${mapped[@]}" "${hidden[@]}" "${desk[@]}" || short=1
}

# Four times 100 on the pages for search engines, as a phone and as a desktop sees them.
lighthouse() {
    local form path scores
    for form in perf desktop; do
        for path in "${mapped[@]}"; do
            "$tools/node_modules/.bin/lighthouse" "$base$path" --preset="$form" --quiet --output=json \
                --output-path="$work/found.json" --chrome-flags="--headless=new --no-sandbox" \
                --only-categories=performance,accessibility,best-practices,seo
            scores=$(jq -r '[.categories[].score * 100 | round] | join(" ")' "$work/found.json")
            [ "$scores" = "100 100 100 100" ] || { echo "$form $path: $scores"; short=1; }
        done
    done
    echo "lighthouse: ${#mapped[@]} pages"
}

install_tools
for step in ${STEPS:-html axe lighthouse}; do "$step"; done
exit $short
