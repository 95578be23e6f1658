#!/bin/sh
set -eu
# shellcheck disable=SC1091
. /run/ami-builder/step
__ARRIVE__
step unpack
__PREPARE__
# Directories that exist keep their owner and mode, and links to directories (/lib) stay links.
# GNU tar 1.26 has no option for the latter and needs none.
k=--keep-directory-symlink
tar --help | grep -q -e $k || k=
# shellcheck disable=SC2086
__STREAM__ | tar -xvf - -C / --no-overwrite-dir $k >"$D/files"
__HERE__
# SELinux: the labels that the policy wants
{ sed s,^,/, "$D/files" | restorecon -if -; } 2>/dev/null || :
f=/var/local/install.sh
if [ -f $f ]; then
step install.sh
# by its interpreter, for file systems mounted noexec
read -r i <$f || :
# shellcheck disable=SC2086
case $i in
'#!'*) ${i#??} $f ;;
*) sh $f ;;
esac
rm -f $f
fi
