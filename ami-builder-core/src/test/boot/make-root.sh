#!/bin/sh
# make-root.sh DIR: a root tree that boot.py can boot. Needs root, debootstrap and a Debian mirror; done once.
set -eu
dir=$1
[ ! -e "$dir/sbin/init" ] || exit 0
# a tree that was left half made is no tree
rm -rf --one-file-system "$dir" "$dir.part"
mkdir -p "$dir.part"
# cloud-init's jsonschema fails without python3-cffi-backend
debootstrap --variant=minbase \
    --include=cloud-init,python3-cffi-backend,iproute2,procps,curl,systemd-sysv,dbus,openssh-server bookworm "$dir.part"
mv "$dir.part" "$dir"
