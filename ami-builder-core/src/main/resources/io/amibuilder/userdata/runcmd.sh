# -v, not -x: shows the failing line, and no secret that it has expanded
sh -ev "$S/runcmd" || {
s=$?
# what it has shown arrives through a pipe
sleep 1
# the last line that it read is the one that failed; an @ would end the marker
bad "$(cat "$D/at"): $(grep . "$S/runcmd" | grep -Fxf - /var/log/cloud-init-output.log | tail -n1 | tr -cd ' -?A-~' | head -c99)" $s
fail $s
}
