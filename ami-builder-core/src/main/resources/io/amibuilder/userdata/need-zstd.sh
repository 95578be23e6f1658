step zstd
command -v zstd || {
echo 'This image has no zstd: install it with packages: [zstd] in a part, or compile with gzip.'
exit 1
}
