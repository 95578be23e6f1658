#!/bin/sh
# After the files and install.sh: what the image starts by itself.
systemctl enable amazon-cloudwatch-agent.service jenkins-ssh-key.service
