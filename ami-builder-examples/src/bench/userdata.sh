#!/bin/sh
# Prints docs/performance.md's table of user-data sizes. After: mvn -DskipTests package. Another class path: CLASSPATH=...
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
examples=$bench/../..
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$bench/generate_sources.py" "$scratch"
java -cp "${CLASSPATH:-$examples/target/lib/*}" -Dbench="$bench" "$bench/UserdataSizes.java" "$examples"/ami/* \
    "$scratch/config-files" "$scratch/nginx" "$scratch/hardening" "$scratch/scripts" "$scratch/binary" "$scratch/odd-names"
