__INSTALL__
step fetch
f=/var/local/fs.tgz
# half an hour for all tries together, by a clock that nobody sets
up() {
cut -d. -f1 /proc/uptime
}
e=$(($(up) + 1800))
i=0
until timeout $((e - $(up))) aws s3 cp --only-show-errors --region '__REGION__' '__URL__' $f; do
i=$((i + 1))
[ $i -lt 6 ]
sleep $((i * i))
done
step checksum
echo "__SHA256__  $f" | sha256sum -c
