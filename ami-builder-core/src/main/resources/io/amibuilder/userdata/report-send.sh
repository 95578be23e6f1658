cat $D/said >>$D/report
echo "@@ami-builder:$N:$w@@" >>$D/report
u='__URL__'
# curl sends no header that a signature could miss; a minute for all, because nothing may keep the machine on
send() {
timeout 15 curl -fsSgT $D/report "$u" || timeout 15 python3 -c 'import sys,urllib.request as r;r.urlopen(r.Request(sys.argv[1],open(sys.argv[2],"rb").read(),{"Content-Type":"text/plain"},method="PUT"))' "$u" $D/report
}
case $u in
http*) send || send ;;
esac
