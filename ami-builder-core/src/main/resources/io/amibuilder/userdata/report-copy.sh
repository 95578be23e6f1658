# before the clean-up takes it; 256 KiB
tail -c 262144 /var/log/cloud-init-output.log | tr -cd '\t\n -~' | sed 's/^/ami-builder| /' >$D/report
