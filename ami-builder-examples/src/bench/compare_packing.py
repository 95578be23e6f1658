#!/usr/bin/env python3
"""compare_packing.py DIR CLASSPATH ROUNDS: packs each tree of DIR by tar and its rivals, one after the other in each round."""
import os
import resource
import statistics
import subprocess
import sys
import time

SCRATCH, CLASSPATH, ROUNDS = sys.argv[1], sys.argv[2], int(sys.argv[3])
OUT = os.path.join(SCRATCH, 'out')
CORES = len(os.sched_getaffinity(0))


def tar(compressor):
    return f'tar -C "$0" -c . | {compressor} > "$1" && stat -c %s "$1"'


def ours(compression):
    # a cold JVM, its start and the reading of the tree included
    return f'java -Xmx128m -Djava.io.tmpdir="$2" -cp "$3" Packing {compression} "$0"'


WAYS = {
    'tar -z': tar('gzip -6'),
    'pigz': tar(f'pigz -6 -p {CORES}'),
    'ours, gzip': ours('GZIP'),
    'zstd': tar(f'zstd -q -3 -T{CORES}'),
    'ours, Zstandard': ours('ZSTANDARD'),
}
if 'zstd-jni' not in CLASSPATH:
    del WAYS['ours, Zstandard']


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(command, tree):
    """Wall seconds, CPU seconds, bytes."""
    before, began = cpu(), time.monotonic()
    size = subprocess.run(['bash', '-o', 'pipefail', '-c', command, tree, OUT, SCRATCH, CLASSPATH], check=True,
                          stdout=subprocess.PIPE).stdout
    return time.monotonic() - began, cpu() - before, int(size)


print(f'{CORES} cores, medians of {ROUNDS} rounds; times faster than tar -z by the clock (and in CPU), bytes against it\n')
print('| tree | ' + ' | '.join(WAYS) + ' |')
print('|---' * (len(WAYS) + 1) + '|')
for name in ('jars', 'files', 'big'):
    path = os.path.join(SCRATCH, name)
    subprocess.run(['tar', '-C', path, '-cf', OUT, '.'], check=True)  # into the page cache
    results = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way, command in WAYS.items():
            results[way].append(run(command, path))
    print('seconds:', {way: [tuple(round(x, 2) for x in r) for r in rs] for way, rs in results.items()}, file=sys.stderr)
    median = {way: [statistics.median(column) for column in zip(*rows)] for way, rows in results.items()}
    base = median['tar -z']
    cells = [f'{base[0] / m[0]:.2f} ({base[1] / m[1]:.2f}), {m[2] / base[2]:.3f}' for m in median.values()]
    print(f'| {name} | ' + ' | '.join(cells) + ' |', flush=True)
os.remove(OUT)
