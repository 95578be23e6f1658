#!/bin/sh
# After the files: a configuration that nginx refuses fails the build here, not on the instances.
set -eu
nginx -t
systemctl enable nginx.service
