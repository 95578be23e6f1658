#!/bin/sh
# make-base-image.sh [FILE]: a small disk with Debian 12 and cloud-init that boots on a local virtual machine.
#
# FILE is ami-builder/vm/debian-12.qcow2 in the user's cache unless given. Nothing is done when it is there already; remove
# it to have it made anew. Takes some minutes. Needs the rights of root, because the files in it belong to root and others,
# a Debian mirror (MIRROR, by default debootstrap's), 4 GB of room in TMPDIR, and these packages of Debian or Ubuntu:
#   debootstrap e2fsprogs fdisk grub-pc-bin qemu-utils
# No disk is mounted and no loop device is used.
set -eu

image=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/ami-builder/vm/debian-12.qcow2}
[ ! -e "$image" ] || exit 0

missing=
for tool in debootstrap mke2fs sfdisk grub-mkimage qemu-img; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ] || [ "$(id -u)" -ne 0 ]; then
    echo "make-base-image.sh must be run by root, with the packages debootstrap, e2fsprogs, fdisk, grub-pc-bin and" >&2
    echo "qemu-utils, but was run by user '$(id -un)', who lacks these programs:${missing:- none}" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' HUP INT TERM
root=$work/root
disk=$work/disk.raw
sector=512
partition_at=2048 # in sectors; the gap before it is GRUB's
grub=/usr/lib/grub/i386-pc

# What an image of a cloud has
packages=linux-image-cloud-amd64,initramfs-tools,zstd,systemd-sysv,dbus,libpam-systemd,udev,kmod,locales,sudo,curl,less
packages=$packages,cloud-init,cloud-guest-utils,netplan.io,systemd-resolved,iproute2,netbase,ca-certificates,openssh-server
# cloud-init and the AWS CLI need this one by another name, which debootstrap does not understand
packages=$packages,python3-cffi-backend
# What the sample source jenkins-agent asks for: a machine without a network cannot fetch it
packages=$packages,openjdk-17-jre-headless,git,awscli

# shellcheck disable=SC2086 # no mirror is no argument
debootstrap --variant=minbase --include="$packages" bookworm "$root" ${MIRROR:-} >"$work/log" 2>&1 || {
    tail -n 20 "$work/log" >&2
    exit 1
}

# cloud-init's settings of this image, not of what is baked on it
cat >"$root/etc/cloud/cloud.cfg.d/90_image.cfg" <<'CFG'
datasource_list: [NoCloud, Ec2, None]
# no package can be fetched, so apt has no list of them, and gets none
apt: {preserve_sources_list: true}
# an emulated processor takes long for the others
ssh_genkeytypes: [ed25519]
locale: C.UTF-8
grub_dpkg: {enabled: false}
CFG
: >"$root/etc/apt/sources.list"
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/log/*.log

# Each instance has its own
: >"$root/etc/machine-id"
rm -f "$root"/var/lib/dbus/machine-id "$root"/etc/ssh/ssh_host_*
echo localhost >"$root/etc/hostname"
ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
echo 'LABEL=root / ext4 defaults,noatime,errors=remount-ro 0 1' >"$root/etc/fstab"
chroot "$root" systemctl -q enable systemd-networkd systemd-resolved
chroot "$root" systemctl -q mask apt-daily.timer apt-daily-upgrade.timer getty@tty1.service

# What finds the disk of a virtual machine, of whichever kind, and little else: it is read at each start
printf 'MODULES=list\nFSTYPE=ext4\n' >"$root/etc/initramfs-tools/conf.d/image"
printf '%s\n' virtio_pci virtio_blk virtio_scsi virtio_net nvme ahci sd_mod ext4 >>"$root/etc/initramfs-tools/modules"
chroot "$root" update-initramfs -u -k all >/dev/null

kernel=$(basename "$root"/boot/vmlinuz-*)
mkdir -p "$root/boot/grub"
cat >"$root/boot/grub/grub.cfg" <<CFG
serial --unit=0 --speed=115200
terminal_output serial
linux /boot/$kernel root=LABEL=root ro console=ttyS0,115200n8 quiet panic=-1
initrd /boot/initrd.img-${kernel#vmlinuz-}
boot
CFG
cat >"$work/early.cfg" <<'CFG'
search --label root --set=root
configfile ($root)/boot/grub/grub.cfg
CFG

truncate -s 4G "$disk"
echo "$partition_at,,83,*" | sfdisk -q --label dos "$disk"
mke2fs -q -t ext4 -L root -d "$root" -E "offset=$((partition_at * sector)),lazy_itable_init=1,nodiscard" "$disk" 4095M

# As grub-install does it: the first stage in the first sector before the partition table, the second stage in the gap
grub-mkimage -O i386-pc -d "$grub" -c "$work/early.cfg" -p /boot/grub -o "$work/core.img" \
    biosdisk part_msdos ext2 search search_label configfile linux serial terminal boot
if [ "$(wc -c <"$work/core.img")" -ge $(((partition_at - 1) * sector)) ]; then
    echo "GRUB does not fit into the gap before the partition" >&2
    exit 1
fi
dd if="$grub/boot.img" of="$disk" bs=440 count=1 conv=notrunc status=none
printf '\220\220' | dd of="$disk" bs=1 seek=$((0x66)) conv=notrunc status=none # the disk is the one the firmware names
dd if="$work/core.img" of="$disk" bs="$sector" seek=1 conv=notrunc status=none

mkdir -p "$(dirname "$image")"
qemu-img convert -O qcow2 -c -o compression_type=zstd "$disk" "$image.part"
mv "$image.part" "$image"
