step fetch
f=/var/local/fs.tgz
# half an hour for all tries together, by a clock that nobody sets
up() {
cut -d. -f1 /proc/uptime
}
e=$(($(up) + 1800))
u='__URL__'
get() {
# whichever is there
if command -v curl; then
timeout $((e - $(up))) curl -fsSgLC - --connect-timeout 20 -o $f "$u"
elif command -v wget; then
timeout $((e - $(up))) wget -qct1 -T20 -O $f "$u"
else
timeout $((e - $(up))) python3 -c 'import sys,urllib.request as r;r.urlretrieve(*sys.argv[1:])' "$u" $f
fi
}
i=0
until get; do
i=$((i + 1))
[ $i -lt 6 ]
# a server that cannot resume
[ $i != 3 ] || rm -f $f
sleep $((i * i))
done
step checksum
echo "__SHA256__  $f" | sha256sum -c
