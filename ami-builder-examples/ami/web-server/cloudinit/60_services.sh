#!/bin/sh
nginx -t
systemctl enable nginx.service
