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

missing=()
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
[ -d /usr/share/fonts/truetype/noto ] || missing+=(fonts-noto-core)

install_missing() {
  as_root apt-get -o DPkg::Lock::Timeout=240 update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=240 install -y -qq "${missing[@]}" >/dev/null
}

prepare_machine() {
  if [ ${#missing[@]} -gt 0 ]; then install_missing; fi
  tests/postgres start "$postgres/server" quick >"$postgres/port"
}

check_format() {
  dotnet tool restore
  dotnet csharpier check src tests bench
}

machine=
stop_postgres() {
  wait $machine || true # or it would start after it was stopped
  tests/postgres stop "$postgres/server" >/dev/null 2>&1 || true
}

# project, name of the report, which of its tests
run() {
  "artifacts/bin/$1/debug/$1" --report-trx --report-trx-filename "$2.trx" --results-directory "$results" --timeout 60m "${@:3}"
}

# Beside what follows; its words come when it is waited for.
declare -A words
beside() {
  run "$@" >"$results/$2.txt" 2>&1 &
  words[$!]=$results/$2.txt
}

hear() {
  for pid in "${!words[@]}"; do
    wait "$pid" || failed=1
    cat "${words[$pid]}"
  done
  words=()
}

mkdir -p "$results"
chmod 755 "$postgres"
trap stop_postgres EXIT
[ ${#missing[@]} = 0 ] || as_root true # whoever must give a password for it is asked first
prepare_machine &
machine=$!
failed=0
dotnet restore Rattache.slnx --locked-mode
check_format &
format=$!
dotnet build tests/Rattache.Core.Tests --no-restore
beside Rattache.Core.Tests core
dotnet build Rattache.slnx --no-restore
wait $format
wait $machine
hear

RATTACHE_TEST_POSTGRES="Host=127.0.0.1;Port=$(<"$postgres/port");Username=app"
export RATTACHE_TEST_POSTGRES RATTACHE_TEST_ENGINE=both
beside Rattache.Web.Tests mutations --filter-class '*.MutationsTests' # it watches the memory of its process
run Rattache.Web.Tests web --filter-not-class '*.MutationsTests' || failed=1
hear
run Rattache.Browser.Tests browser || failed=1

# What failed, once more: of a long log, somebody may see the end alone.
sed -n -e '/<UnitTestResult [^>]*outcome="Failed"/s/.*testName="\([^"]*\)".*/── Failed: \1/p' -e '/<ErrorInfo>/,/<\/ErrorInfo>/p' "$results"/*.trx || true

count() { { grep -ho "<Counters [^>]*" "$results"/*.trx || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(count total) passed=$(count passed) bad=$(count failed) skipped=$(count notExecuted)
[ "$(ls "$results"/*.trx | wc -l)" = 4 ] || failed=1
[ "$failed" = 0 ] && [ "$passed" = "$total" ] && [ "$total" -gt 0 ] || failed=1
echo "$passed passed, $bad failed, $skipped skipped"
exit "$failed"
