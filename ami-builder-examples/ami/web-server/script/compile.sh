#!/bin/sh
# Runs on the build host in a private copy of this directory. What it prints as NAME=value ends up in vars.env.
set -eu
awk 'BEGIN {
    print "["
    number = 20260101
    for (i = 1; i <= 1000; i++) {
        sku = ""
        for (j = 0; j < 4; j++) {
            number = (number * 1103515245 + 12345) % 2147483648
            sku = sku sprintf("%07x", number / 8)
        }
        printf "{\"id\": %d, \"sku\": \"%s\", \"price\": %d.%02d}%s\n", i, sku, number % 500, number % 100, i < 1000 ? "," : ""
    }
    print "]"
}' >fs/usr/share/nginx/html/products.json
echo "CATALOGUE_PRODUCTS=$(grep -c sku fs/usr/share/nginx/html/products.json)"
