#!/bin/sh
# Prints docs/performance.md's table of many bakes at once, and writes its plot. After: mvn -DskipTests package. Arguments:
# the plot (docs/images/fleet.svg), how many times faster than the computer's the time of cloud and builds runs (4), how many
# of its seconds each step of an installation takes (50: a bake lasts as long as a thousand launches), and the numbers of
# bakes (1 10 100 1000). Takes ten minutes.
set -eu
program=FleetBench
. "$(dirname "$0")/cloud-bench.sh"
plot=${1:-$examples/../docs/images/fleet.svg}
speed=${2:-4}
step=${3:-50}
[ $# -gt 3 ] && shift 3 || set -- 1 10 100 1000
java -Xmx256m -cp "$classes" FleetBench "$scratch/compiled/userdata.gz" "$plot" "$speed" "$step" "$@"
