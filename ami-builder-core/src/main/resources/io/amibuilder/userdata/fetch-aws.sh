__INSTALL__
step fetch
f=/var/local/fs.tgz
i=0
until timeout 900 aws s3 cp --only-show-errors --region '__REGION__' '__URL__' $f; do
i=$((i + 1))
[ $i -lt 6 ]
sleep $((i * i))
done
step checksum
echo "__SHA256__  $f" | sha256sum -c
