#!/usr/bin/env bash
# Runs everything, on a machine with the .NET 10 SDK and Node 20: installs what it lacks (Debian packages), restores,
# builds, and tests on SQLite and on a PostgreSQL of its own. Ends with one line that counts the whole run.
#   ./test.sh          a tenth of the rounds of races, crashes and the model, with another seed each time
#   ./test.sh --long   all of them
# RATTACHE_TEST_SEED repeats a run; what a property of the core found has a seed of its own, which its failure prints.
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_TieredPGO=0 # what a process learns of itself pays off later than tests live
[ "${1:-}" = --long ] && export RATTACHE_TEST_LONG=1
export RATTACHE_TEST_SEED=${RATTACHE_TEST_SEED:-$((RANDOM * 32768 + RANDOM))}
echo "Seed: RATTACHE_TEST_SEED=$RATTACHE_TEST_SEED"
results=$PWD/artifacts/test-results
postgres=$(mktemp -d /tmp/rattache-tests.XXXXXX)
rm -rf "$results" artifacts/judged

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Beside the build; whoever must give a password for it is asked first.
install_missing() {
  local missing=()
  command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  [ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
  [ -d /usr/share/fonts/truetype/noto ] || missing+=(fonts-noto-core)
  [ ${#missing[@]} = 0 ] && return
  as_root true
  {
    as_root apt-get -o DPkg::Lock::Timeout=240 update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=240 install -y -qq "${missing[@]}" >/dev/null
  } &
  installing=$!
}

stop_postgres() { tests/postgres stop "$postgres/server" >/dev/null 2>&1 || true; }

# project, engine, name of the report, which of its tests
run() {
  echo "── $1, $2"
  RATTACHE_TEST_ENGINE=$2 "artifacts/bin/$1/debug/$1" --report-trx --report-trx-filename "$3.trx" \
    --results-directory "$results" --timeout 60m "${@:4}"
}

# What watches the memory of its process has one of its own, beside the others; its words come after theirs.
run_web() {
  run Rattache.Web.Tests "$1" "mutations-$1" --filter-class '*.MutationsTests' >"$results/mutations-$1.txt" 2>&1 &
  local beside=$!
  run Rattache.Web.Tests "$1" "web-$1" --filter-not-class '*.MutationsTests' || failed=1
  wait "$beside" || failed=1
  cat "$results/mutations-$1.txt"
}

mkdir -p "$results"
installing=
install_missing
dotnet restore Rattache.slnx --locked-mode
dotnet tool restore
dotnet csharpier check src tests bench
dotnet build Rattache.slnx --no-restore
wait $installing

trap stop_postgres EXIT
chmod 755 "$postgres"
port=$(tests/postgres start "$postgres/server" quick)
export RATTACHE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=app"

failed=0
run Rattache.Core.Tests none core || failed=1
run_web sqlite
run_web postgres
run Rattache.Browser.Tests sqlite browser-sqlite || failed=1
run Rattache.Browser.Tests postgres browser-postgres || failed=1

# What failed, once more: of a long log, somebody may see the end alone.
sed -n -e '/<UnitTestResult [^>]*outcome="Failed"/s/.*testName="\([^"]*\)".*/── Failed: \1/p' -e '/<ErrorInfo>/,/<\/ErrorInfo>/p' "$results"/*.trx || true

count() { { grep -ho "<Counters [^>]*" "$results"/*.trx || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(count total) passed=$(count passed) bad=$(count failed) skipped=$(count notExecuted)
[ "$(ls "$results"/*.trx | wc -l)" = 7 ] || failed=1
[ "$failed" = 0 ] && [ "$passed" = "$total" ] && [ "$total" -gt 0 ] || failed=1
echo "$passed passed, $bad failed, $skipped skipped"
exit "$failed"
