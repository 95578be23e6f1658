step awscli
command -v aws || yum -y install awscli || { apt-get update && apt-get -y install awscli; } || snap install --classic aws-cli
