#!/bin/sh
set -eu
. /run/ami-builder/lib
__ARRIVE__
step unpack
# Directories that exist keep their owner and mode, and links to directories (/lib) stay links.
# GNU tar 1.26 has no option for the latter and needs none.
k=--keep-directory-symlink
tar --help | grep -q -e $k || k=
__STREAM__ | tar -xzvf - -C / --no-overwrite-dir $k >$D/files
__HERE__
# SELinux: the labels that the policy wants
{ sed s,^,/, $D/files | restorecon -if -; } 2>/dev/null || :
f=/var/local/install.sh
if [ -f $f ]; then
step install.sh
# by its interpreter, for file systems mounted noexec
read -r i <$f || :
case $i in
'#!'*) ${i#??} $f ;;
*) sh $f ;;
esac
rm $f
fi
