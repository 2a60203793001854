#!/usr/bin/env bash
# Checks everything, in the order in which mistakes are cheapest to find. Runs from any folder.
#
# Installs what is missing: through apt (with sudo where it is not root) a C compiler, make, perl, OpenSSL's
# headers and a browser; through cargo the pinned cargo-deny.
#
# UNSAID_SOAK=0 leaves out the soak tests, which take minutes.
set -euo pipefail

CARGO_DENY=0.20.2

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# A test that asks for input is a mistake, not a reason to wait.
exec </dev/null
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}"

# step NAME COMMAND…: announces a step, runs it, says how long it took.
step() {
    local name=$1 began=$SECONDS
    shift
    printf '\n=== %s\n' "$name"
    if ! "$@"; then
        printf '\n=== FAILED: %s, after %d s\n' "$name" $((SECONDS - began))
        exit 1
    fi
    printf '=== %s: %d s\n' "$name" $((SECONDS - began))
}

has() { command -v "$1" >/dev/null; }

# The Debian packages whose programs are not there.
missing_packages() {
    has cc || echo gcc libc6-dev
    has make || echo make
    has perl || echo perl
    has pkg-config || echo pkg-config
    [ -e /usr/include/openssl/ssl.h ] || echo libssl-dev
    has chromium || echo chromium
    has node || echo nodejs
    [ -x /usr/bin/chromedriver ] || echo chromium-driver
}

install_packages() {
    local packages sudo=()
    mapfile -t packages < <(missing_packages | tr ' ' '\n')
    [ ${#packages[@]} -gt 0 ] || return 0
    if ! has apt-get; then
        echo "Please install what these Debian packages hold, then run this again: ${packages[*]}" >&2
        return 1
    fi
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    echo "installing ${packages[*]}"
    "${sudo[@]}" apt-get update -qq &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
}

install_cargo_deny() {
    [ "$(cargo deny --version 2>/dev/null)" != "cargo-deny $CARGO_DENY" ] || return 0
    echo "building it, which takes some minutes"
    cargo install --locked --quiet cargo-deny@"$CARGO_DENY"
}

docs() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items; }

step "system packages" install_packages
# The system's OpenSSL spares building one; a release may be built with either.
if pkg-config --exists openssl; then export OPENSSL_NO_VENDOR=1; fi
step "cargo-deny $CARGO_DENY" install_cargo_deny

step "format" cargo fmt --check
step "licences, bans, sources" cargo deny --locked check licenses bans sources
step "lints" cargo clippy --locked --all-targets -- -D warnings
step "documentation" docs
step "tests" cargo test --locked
if [ "${UNSAID_SOAK:-1}" = 0 ]; then
    printf '\n=== soak tests: left out (UNSAID_SOAK=0)\n'
else
    step "soak tests" cargo test --locked --tests -- --ignored
fi

printf '\n=== All is well, after %d s.\n' "$SECONDS"
