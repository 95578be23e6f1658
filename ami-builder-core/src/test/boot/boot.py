#!/usr/bin/python3
"""Boots a root tree with systemd as the first process of its namespaces, with the real cloud-init on given user-data.

boot.py ROOT USERDATA OUT [--limit SECONDS] [--again INSTANCE] [--serve DIR]

ROOT stays as it is: writes go to OUT/fs/upper. OUT/console is what the console said. --again boots what the last run
left in OUT as a new instance. --serve serves a directory on http://127.0.0.1:8000/, failing first. Exit status 0 when
the machine switched itself off, 3 when it had to be killed, 4 when it restarted itself. Needs root, overlayfs and cgroup 2; touches nothing outside
of its namespaces and OUT.
"""
import argparse
import os
import pty
import subprocess
import sys
import threading

SETUP = r'''
set -e
mount --make-rprivate /
mkdir -p "$OUT/fs/upper" "$OUT/fs/work" "$OUT/fs/merged"
M=$OUT/fs/merged
mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$OUT/fs/upper,workdir=$OUT/fs/work" "$M"
mount -t proc proc "$M/proc"
mount -t sysfs -o ro sysfs "$M/sys"
mount -t cgroup2 cgroup2 "$M/sys/fs/cgroup"
for d in run dev; do mount -t tmpfs -o mode=755 tmpfs "$M/$d"; done
for n in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  IFS=: read -r name major minor <<<"$n"; mknod -m 666 "$M/dev/$name" c "$major" "$minor"
done
mkdir "$M/dev/pts" "$M/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$M/dev/pts"
ln -s pts/ptmx "$M/dev/ptmx"
ln -s /proc/self/fd "$M/dev/fd"
for n in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${n%:*}" "$M/dev/${n#*:}"; done
touch "$M/dev/console"
mount --bind "$TTY" "$M/dev/console"
# the kernel's list of consoles is the host's: give the guest its own
echo console >"$M/run/active"
if [ -e "$M/sys/class/tty/console/active" ]; then mount --bind "$M/run/active" "$M/sys/class/tty/console/active"; fi
seed=$M/var/lib/cloud/seed/nocloud
rm -rf "$seed"
mkdir -p "$seed"
cp "$USERDATA" "$seed/user-data"
printf 'instance-id: %s\nlocal-hostname: builder\n' "$INSTANCE" >"$seed/meta-data"
printf 'datasource_list: [NoCloud]\nnetwork: {config: disabled}\nlocale: C.UTF-8\n' >"$M/etc/cloud/cloud.cfg.d/99_boot.cfg"
# nothing that would reach for the host's kernel
for u in systemd-sysctl.service systemd-modules-load.service modprobe@.service sys-kernel-debug.mount \
  sys-kernel-tracing.mount dev-hugepages.mount proc-sys-fs-binfmt_misc.automount systemd-udevd.service \
  systemd-udev-trigger.service getty.target console-getty.service systemd-networkd-wait-online.service; do
  rm -f "$M/etc/systemd/system/$u"; : >"$M/etc/systemd/system/$u"  # an empty unit is a masked one
done
ip link set lo up
if [ -n "$SERVE" ]; then /usr/bin/python3 "$HERE/flaky_server.py" "$SERVE" 8000 </dev/null >"$OUT/server" 2>&1 & fi
cd "$M"
exec env -i container=ami-builder-test PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$M" /sbin/init --log-target=journal
'''


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('root')
    parser.add_argument('userdata')
    parser.add_argument('out')
    parser.add_argument('--limit', type=float, default=90)
    parser.add_argument('--again', default='')
    parser.add_argument('--serve', default='')
    args = parser.parse_args()
    out = os.path.realpath(args.out)
    os.makedirs(out, exist_ok=True)
    ours, theirs = pty.openpty()
    environment = dict(
        os.environ, OUT=out, ROOT=os.path.realpath(args.root), USERDATA=os.path.realpath(args.userdata),
        TTY=os.ttyname(theirs), INSTANCE=args.again or 'i-builder', HERE=os.path.dirname(os.path.realpath(__file__)),
        SERVE=args.serve and os.path.realpath(args.serve))
    with open(out + '/console', 'wb') as console, open(out + '/setup', 'wb') as setup:
        reader = threading.Thread(target=copy, args=(ours, console), daemon=True)
        reader.start()
        machine = subprocess.Popen(
            ['unshare', '--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child',
             'bash', '-c', SETUP], env=environment, stdin=subprocess.DEVNULL, stdout=setup, stderr=setup)
        try:
            machine.wait(args.limit)
            killed = False
        except subprocess.TimeoutExpired:
            machine.kill()
            machine.wait()
            killed = True
        os.close(theirs)
        reader.join(2)
    # the kernel ends the first process of a namespace with SIGINT for a power-off, with SIGHUP for a restart
    return 3 if killed else {-2: 0, 130: 0, -1: 4, 129: 4}.get(machine.returncode, 5)


def copy(source, target):
    while True:
        try:
            data = os.read(source, 65536)
        except OSError:  # the other end is closed
            return
        if not data:
            return
        target.write(data)
        target.flush()


sys.exit(main())
