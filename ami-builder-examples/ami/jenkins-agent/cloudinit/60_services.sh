#!/bin/sh
# After the files and install.sh: what the image starts by itself.
set -eu
systemctl enable jenkins-ssh-key.service
if [ -d /opt/aws/amazon-cloudwatch-agent ]; then # a package of Amazon Linux alone
    systemctl enable amazon-cloudwatch-agent.service
fi
