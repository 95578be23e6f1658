#!/bin/sh
# Prints docs/performance.md's tables of user-data: bytes, time, and how much text fits. After: mvn -DskipTests package.
# Needs python3 and tar. Another class path: CLASSPATH=...
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
examples=$bench/../..
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$bench/generate_sources.py" "$scratch/sources" "$scratch/mixes"
classpath=${CLASSPATH:-$examples/target/lib/*}
# what a compile opens of it
jars=$(printf '%s:' "$examples"/target/lib/ami-builder-*.jar "$examples"/target/lib/commons-*.jar \
    "$examples"/target/lib/slf4j-api-*.jar "$examples"/target/lib/snakeyaml-*.jar "$examples"/target/lib/xz-*.jar)
# the interpreter itself: what stands before it on some machines, to choose a version, takes longer than the old scheme
python=$(python3 -c 'import sys; print(sys.executable)')
javac -d "$scratch/classes" -cp "$classpath" "$bench"/UserdataBench.java "$bench"/Rounds.java "$bench"/OldScheme.java \
    "$bench"/InlineText.java
java -cp "$scratch/classes:$classpath" -Dbench="$bench" -Dlib="$classpath" -DcompileLib="${CLASSPATH:-$jars}" \
    -Dpython="$python" -Dscratch="$scratch" UserdataBench \
    "$examples"/ami/* "$scratch/sources/config-files" "$scratch/sources/nginx" "$scratch/sources/hardening" \
    "$scratch/sources/scripts" "$scratch/sources/binary" "$scratch/sources/odd-names"
