#!/bin/sh
# Prints what compiling 10 to 100,000 files costs, and draws docs/images/compile-complexity.svg. After:
# mvn -DskipTests package. Another class path: CLASSPATH=...; another picture: complexity.sh FILE.svg
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
classpath=${CLASSPATH:-$bench/../../target/lib/*}
javac -d "$scratch/classes" -cp "$classpath" "$bench/Plot.java" "$bench/Complexity.java"
java -Xmx1g -cp "$scratch/classes:$classpath" Complexity "$scratch" \
    "${1:-$bench/../../../docs/images/compile-complexity.svg}"
