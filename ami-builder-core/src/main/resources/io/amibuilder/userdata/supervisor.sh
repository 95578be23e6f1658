#cloud-boothook
#!/bin/sh
# Runs while cloud-init decodes the user-data, at every boot and before any module. It must not wait for anything and
# must not use systemd-run: cloud-init.service comes before sysinit.target, timers come after it.
D=/run/ami-builder
mkdir -p $D
# A base image may bring an old log: only what comes after this byte is ours.
wc -c </var/log/cloud-init.log >$D/log
echo cloud-init >$D/at
# Also a command: sh /run/ami-builder/step NAME
cat >$D/step <<'E'
N=__NONCE__
D=/run/ami-builder
# Nothing here may fail: users' scripts call it under set -e.
put() {
for c in $(cat /sys/class/tty/console/active || echo console); do printf '%s\n' "$1" >/dev/$c || :; done
} 2>/dev/null
# The marker exists only at run time, so that no trace of this file can print it.
say() {
m="@@ami-builder:$N:$1@@"
put "$m"
__NOTE__
printf '<1>%s\n' "$m" >/dev/kmsg || :
} 2>/dev/null
step() {
echo "$1" >$D/at
say "step=$1"
}
# The first failure counts.
bad() {
[ -s $D/fail ] || echo "$1:status=$2" >$D/fail
}
[ $# != 1 ] || step "$1"
E
cat >$D/supervise <<'E'
. /run/ami-builder/step
say started
t=0
until [ -s $D/fail ] || [ $t -gt __DEAD_MAN_SECONDS__ ] || {
[ -e /run/cloud-init/result.json ] && ! systemctl is-active cloud-final cloud-init-main | grep -q activating
}; do
sleep 1
t=$((t + 1))
done
# the log of what failed arrives through a pipe
sleep 1
# 124 is what timeout(1) says
[ $t -le __DEAD_MAN_SECONDS__ ] || bad "$(cat $D/at)" 124
grep -q 'errors": \[\]' /run/cloud-init/result.json || bad cloud-init 1
grep -q $N $D/ok || bad "$(cat $D/at)" 1
__COPY_LOG__
L='__LEFTOVERS__'
if [ ! -s $D/fail ]; then
# at power-off it would save the seed again
systemctl stop systemd-random-seed
# and the journal would begin its files anew
journalctl --relinquish-var
rm -rf $L
# Emptied, never deleted: without the file systemd takes the next boot for its first and presets every unit.
: >/etc/machine-id
[ -L /var/lib/dbus/machine-id ] || rm -f /var/lib/dbus/machine-id
for f in $L; do
[ ! -e "$f" ] || bad "validate $f" 1
done
[ ! -s /etc/machine-id ] || bad 'validate /etc/machine-id' 1
fi
w=succeeded
if [ -s $D/fail ]; then
w=failed:step=$(cat $D/fail)
put "$(tail -c 8192 /var/log/cloud-init-output.log | tr -cd '\t\n -~' | sed 's/^/ami-builder| /')"
fi
__REPORT__
say "$w"
say "$w"
say "$w"
sync
sleep 2
# what ignores SIGTERM would hold up the power-off for 90 seconds
systemctl kill -s9 cloud-final cloud-init-main cloud-config cloud-init
systemctl --no-block poweroff
# and a unit that does not stop, for as long as it likes
sleep 60
sync
systemctl -ff poweroff
E
cat >/run/systemd/system/ami-builder.service <<E
[Unit]
DefaultDependencies=no
[Service]
ExecStart=/bin/sh $D/supervise
KillMode=process
SendSIGKILL=no
E
systemctl daemon-reload
systemctl --no-block start ami-builder
