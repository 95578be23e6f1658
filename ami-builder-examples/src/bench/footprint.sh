#!/bin/sh
# Prints docs/performance.md's tables of jar sizes, and what the first bake in JShell costs. After: mvn -DskipTests package.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
examples=$(cd "$bench/../.." && pwd)
root=$(cd "$examples/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mvn -q -o -B -f "$root/pom.xml" -pl ami-builder-core -DincludeScope=runtime -Dmdep.outputFile="$scratch/core" \
    dependency:build-classpath >/dev/null
core=$(echo "$examples"/target/lib/ami-builder-core-*.jar)
class_path=$core:$(cat "$scratch/core")

echo '| jar | bytes |'
echo '|---|---|'
echo "$class_path" | tr ':' '\n' | while read -r jar; do
    printf '| %s | %s |\n' "$(basename "$jar" .jar)" "$(stat -c %s "$jar")"
done
count() { ls "$@" | wc -l; }
bytes() { cat "$@" | wc -c; }
echo "| the AWS module and what it adds: $(count "$examples"/target/lib/*.jar) jars in all | $(bytes "$examples"/target/lib/*.jar) |"
echo

# Three runs each, one after the other, and the fastest of each: the machine can only make a run slower
run() {
    before=$(date +%s%N)
    jshell --class-path "$class_path" -R-Dsource="$examples/ami/jenkins-agent" -s "$1" </dev/null >"$scratch/out"
    echo $((($(date +%s%N) - before) / 1000000)) >>"$scratch/$2"
}
printf 'import java.lang.management.*\nSystem.out.println("classes=" + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount())\n/exit\n' \
    >"$scratch/nothing.jsh"
for _ in 1 2 3; do
    run "$scratch/nothing.jsh" nothing
    without=$(sed -n 's/^classes=//p' "$scratch/out")
    run "$bench/footprint.jsh" bake
    with=$(sed -n 's/^classes=//p' "$scratch/out")
done
nothing=$(sort -n "$scratch/nothing" | head -1)
bake=$(sort -n "$scratch/bake" | head -1)
echo "JShell with a first bake on a simulated cloud against JShell with nothing: $(awk "BEGIN { printf \"%.2f\", $bake / $nothing }") of its time"
echo "classes loaded: $without with nothing, $with with a bake"
