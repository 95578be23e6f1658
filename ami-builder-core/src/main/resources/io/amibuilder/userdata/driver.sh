#!/bin/sh
# cloud-init runs this as the first of its scripts. It runs all the others itself, in name order, runcmd among them,
# and deletes each, so that cloud-init finds nothing more to run. With two arguments it runs, in the middle of runcmd,
# the scripts that come before the first argument, and then begins the step that the second one names.
# shellcheck disable=SC1091
. /run/ami-builder/step
S=/var/lib/cloud/instance/scripts
fail() {
bad "$(cat "$D/at")" "$1"
rm -f "$S"/*
exit 1
}
if [ $# = 0 ]; then
# It would switch off while we clean up, or restart: cloud-init finds its note that it has done so.
: >"$S/../sem/config_power_state_change"
# modules that failed, and what cloud-init only warns of: parts it dropped, boothooks that failed
m=$(tail -c "+$(cat "$D/log")" /var/log/cloud-init.log | sed -nE 's/.*Running module ([a-z_-]*) .*failed$/\1/p
s/.*(Boothooks (script|unknown)|Failed (at merging|calling handler|loading yaml)|: Unhandled ).*/user-data/p' | head -n1)
case $m in
package*) m=packages ;;
esac
if [ "$m" ]; then
step "$m"
fail 1
fi
if [ -f "$S/runcmd" ]; then
step runcmd
__RUNCMD__
rm "$S/runcmd"
fi
fi
for f in "$S"/*; do
n=${f##*/}
case $n in
00-ami-builder | runcmd) continue ;;
esac
# POSIX leaves it out, but dash, bash and ksh compare bytes
# shellcheck disable=SC3012
[ "$n" \< "${1-~}" ] || break
step "${n#s???_}"
"$f" || fail $?
rm -f "$f"
done
if [ $# = 0 ]; then
echo "$N" >"$D/ok"
else
step "$2"
fi
