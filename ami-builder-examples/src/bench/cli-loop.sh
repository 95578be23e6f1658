#!/bin/sh
# Bakes with the AWS CLI in a loop, as the script did that BuildAmi replaces: launch, ask every five seconds until the
# instance has stopped, make the image, ask every five seconds until it is there, end the instance. Names what it makes
# after $1, launches with the user-data in $2.
set -eu
name=$1
userdata=$2
tag="Tags=[{Key=ami-builder:build-id,Value=$name}]" # by which the benchmark's EC2 tells what was made here
image_of() { aws ec2 describe-images --owners self --filters "Name=name,Values=$1" --query 'Images[0].ImageId' --output text; }

base=$(image_of linux-base)
instance=$(aws ec2 run-instances --image-id "$base" --instance-type t3.nano --subnet-id subnet-1 --security-group-ids sg-1 \
    --iam-instance-profile Name=CreateAMI --instance-initiated-shutdown-behavior stop --user-data "fileb://$userdata" \
    --block-device-mappings 'DeviceName=/dev/xvda,Ebs={VolumeSize=10}' \
    --tag-specifications "ResourceType=instance,$tag" --query 'Instances[0].InstanceId' --output text)
state=
until [ "$state" = stopped ]; do
    sleep 5
    state=$(aws ec2 describe-instances --instance-ids "$instance" \
        --query 'Reservations[0].Instances[0].State.Name' --output text)
done
image=$(aws ec2 create-image --instance-id "$instance" --name "$name" --description "$name" \
    --tag-specifications "ResourceType=image,$tag" --query ImageId --output text)
state=
until [ "$state" = available ]; do
    sleep 5
    state=$(aws ec2 describe-images --image-ids "$image" --query 'Images[0].State' --output text)
done
aws ec2 terminate-instances --instance-ids "$instance" >/dev/null
echo "AMI Id: $image"
