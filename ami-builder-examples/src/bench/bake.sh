#!/bin/sh
# Prints docs/performance.md's table of what a bake costs; takes five minutes a round. After: mvn -DskipTests package. Wants
# awscli and packer, and leaves out what is not installed. Arguments: how many rounds (3), how many times faster than the
# computer's the cloud's time runs (6: an instance takes 26 seconds, an image 20), how many of its seconds each step of the
# installation takes (21), and "ours" to leave out the rivals.
set -eu
program=BakeBench
. "$(dirname "$0")/cloud-bench.sh"
java -Dlib="$lib" -cp "$classes" BakeBench "$scratch" "$bench" "${1:-3}" "${2:-6}" "${3:-21}" "${4:-all}"
