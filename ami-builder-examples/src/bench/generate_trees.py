#!/usr/bin/env python3
"""generate_trees.py DIR PERCENT: makes the three trees of packing.sh, the same ones every time: jars, files, big."""
import io
import os
import random
import sys
import zipfile

POOL_BYTES = 48 << 20  # larger than any window, so that no compressor finds the same stretch twice
MEBI = 1 << 20


def text_pool(chance):
    """Words by Zipf's law, in lines: compresses to about a third, as configuration and code do."""
    words = ["".join(chance.choices("etaoinshrdlucmfwypvbgk_.", k=chance.randint(2, 11))) for _ in range(8000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    text = io.BytesIO()
    while text.tell() < POOL_BYTES:
        chosen = chance.choices(words, weights, k=60_000)
        for start in range(0, len(chosen), 9):
            text.write((" ".join(chosen[start : start + 9]) + "\n").encode())
    return text.getvalue()


def piece(pool, chance, size):
    """What a large file has: text, tables of small numbers, compressed data, and holes."""
    kind = chance.random()
    if kind < 0.60:
        start = chance.randrange(len(pool) - size)
        return pool[start : start + size]
    if kind < 0.70:
        return b"".join(chance.randrange(5000).to_bytes(4, "little") for _ in range(size // 4)) + bytes(size % 4)
    return chance.randbytes(size) if kind < 0.97 else bytes(size)


def jars(root, pool, chance, count, each):
    """Many small classes with long names, which is what is left in a jar for others to compress: some 6 %."""
    os.makedirs(root)
    for number in range(count):
        with zipfile.ZipFile(f"{root}/library-{number}.jar", "w", zipfile.ZIP_DEFLATED) as jar:
            while jar.fp.tell() < each:
                start, size = chance.randrange(len(pool) - 12_000), chance.randint(300, 12_000)
                name = f"org/example/library{number}/internal/{chance.randrange(40)}/Class{start}.class"
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                jar.writestr(entry, pool[start : start + size])


def files(root, pool, chance, count, mean):
    for number in range(count):
        directory = f"{root}/opt/app/{number // 200}"
        os.makedirs(directory, exist_ok=True)
        size = int(min(chance.expovariate(1 / mean), 20 * mean))
        with open(f"{directory}/file-{number}", "wb") as out:
            out.write(piece(pool, chance, size))


def big(root, pool, chance, mebibytes):
    os.makedirs(root)
    with open(f"{root}/disk.img", "wb") as out:
        for _ in range(mebibytes * 4):
            out.write(piece(pool, chance, MEBI // 4))


def main(target, percent):
    pool = text_pool(random.Random(7))
    jars(f"{target}/jars", pool, random.Random(1), max(1, 30 * percent // 100), 2 * MEBI)
    files(f"{target}/files", pool, random.Random(2), 20_000 * percent // 100, 51_000)
    big(f"{target}/big", pool, random.Random(3), 2048 * percent // 100)


main(sys.argv[1], int(sys.argv[2]))
