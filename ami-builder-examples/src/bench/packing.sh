#!/bin/sh
# Prints docs/performance.md's table of packing. After: mvn -DskipTests package. Needs 6 GB, pigz, zstd, and zstd-jni's jar:
#   ZSTD_JNI=.../zstd-jni.jar packing.sh [PERCENT [ROUNDS]]
# PERCENT of the full size (100), ROUNDS of which the medians are taken (3). Another class path: CLASSPATH=...
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp=${CLASSPATH:-$bench/../../target/lib/*}
javac -cp "$cp" -d "$scratch/classes" "$bench/Packing.java"
python3 "$bench/generate_trees.py" "$scratch" "${1:-100}"
python3 "$bench/compare_packing.py" "$scratch" "$scratch/classes:$cp${ZSTD_JNI:+:$ZSTD_JNI}" "${2:-3}"
