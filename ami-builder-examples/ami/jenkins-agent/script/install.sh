#!/bin/sh
# Runs once, on the instance that becomes the image, after fs/ is in place.
set -eu
getent passwd jenkins >/dev/null || useradd --create-home --home-dir /var/lib/jenkins --shell /bin/sh jenkins
install -d -o jenkins -g jenkins -m 0700 /var/lib/jenkins/.ssh
install -d -o jenkins -g jenkins -m 0755 /var/lib/jenkins/workspace
java -version
git --version
