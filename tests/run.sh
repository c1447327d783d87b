#!/bin/sh
# Installs what is missing, builds, and runs every test; then builds once more with the address and undefined-behaviour
# sanitizers and runs the suites with them, but for those labelled slow.
# The last lines are CTest's own of both runs. Exit code 0 only where everything passed.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
jobs=$(nproc)

sh config/install.sh test

# g++ takes up to a gigabyte a file; a small machine builds fewer at once.
memory_gib=$(awk '/^MemAvailable:/ { print int($2 / 1024 / 1024) }' /proc/meminfo)
build_jobs=$jobs
[ "$memory_gib" -ge "$jobs" ] || build_jobs=$((memory_gib > 0 ? memory_gib : 1))

# A path of its own for Debian's python3, whose modules the tests use: another may stand before it.
PATH=/usr/bin:$PATH
export PATH

# build FOLDER OPTIONS...: configures where needed, and builds what has changed.
build() {
    folder=$1
    shift
    mkdir -p "$folder"
    cache_launcher=
    command -v ccache >/dev/null 2>&1 && cache_launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    cmake -S . -B "$folder" -G Ninja -DWARNINGS_AS_ERRORS=ON -DBUILD_TESTING=ON $cache_launcher "$@" >"$folder/configure.log" 2>&1 || {
        cat "$folder/configure.log"
        return 1
    }
    cmake --build "$folder" -j "$build_jobs"
}

# run_tests FOLDER OPTIONS...: the whole output goes to the screen, its last lines are kept for the end.
run_tests() {
    folder=$1
    shift
    status=0
    ctest --test-dir "$folder" --output-on-failure -j "$jobs" "$@" >"$folder/tests.log" 2>&1 </dev/null || status=$?
    cat "$folder/tests.log"
    return "$status"
}

# From "100% tests passed, ..." to the end.
closing_lines() {
    sed -n '/tests passed, .* tests failed/,$p' "$1/tests.log"
}

failed=0
build build -DCMAKE_BUILD_TYPE=RelWithDebInfo -DSANITIZE=
run_tests build || failed=1

# With sanitizers g++ 12 takes moved-from variants for uninitialized; the first build has asked that question already.
build build-sanitize -DCMAKE_BUILD_TYPE=RelWithDebInfo -DSANITIZE=address,undefined -DCMAKE_CXX_FLAGS=-Wno-maybe-uninitialized
ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
UBSAN_OPTIONS=print_stacktrace=1
LSAN_OPTIONS=suppressions=$(pwd)/tests/kept_by_libraries.txt:print_suppressions=0
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
run_tests build-sanitize --label-exclude slow || failed=1

echo
echo "== build"
closing_lines build
echo "== build-sanitize (address, undefined)"
closing_lines build-sanitize
exit "$failed"
