#!/usr/bin/python3
"""generate_sources.py DIR MIXES: makes six AMI sources in DIR, and in MIXES trees of text that are too large to go inside
user-data; the same ones every time, for userdata.sh."""
import os
import random
import shutil
import struct
import sys

ROOT, MIXES = sys.argv[1:]
WORDS = ('account billing catalogue delivery edge feed gateway history index journal kiosk ledger metrics notice order '
         'payment queue report search token upload vault worker').split()


def write(source, path, content, mode=0o644):
    path = os.path.join(ROOT, source, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    os.chmod(path, mode)


def part(source, packages):
    write(source, 'cloudinit/10_packages.cfg', '#cloud-config\npackages:\n' + ''.join('  - %s\n' % p for p in packages))


def config_files():
    pick = random.Random(1)
    part('config-files', ['chrony', 'logrotate'])
    for name in WORDS[:5]:
        write('config-files', 'fs/etc/systemd/system/%s.service' % name, f'''[Unit]
Description=The {name} service
After=network-online.target
Wants=network-online.target

[Service]
User={name}
EnvironmentFile=-/etc/default/{name}
ExecStart=/usr/bin/{name} --port {pick.randint(2000, 9000)} --workers {pick.randint(2, 16)}
Restart=on-failure
RestartSec={pick.randint(1, 30)}
LimitNOFILE={pick.randint(1, 64) * 1024}

[Install]
WantedBy=multi-user.target
''')
        write('config-files', f'fs/etc/logrotate.d/{name}', f'''/var/log/{name}/*.log {{
    {pick.choice(["daily", "weekly"])}
    rotate {pick.randint(3, 30)}
    compress
    missingok
    create 0640 {name} adm
}}
''')
    write('config-files', 'fs/etc/sysctl.d/60-network.conf', ''.join(
        'net.ipv4.%s = %d\n' % (key, pick.randint(0, 4096)) for key in (
            'tcp_keepalive_time', 'tcp_fin_timeout', 'tcp_max_syn_backlog', 'ip_local_reserved_ports', 'tcp_rmem_default')))
    write('config-files', 'fs/etc/cron.d/report', '%d 3 * * * report /usr/local/bin/report --mail\n' % pick.randint(0, 59))


def nginx(numbers=range(24), seed=2):
    pick = random.Random(seed)
    part('nginx', ['nginx'])
    for number in numbers:
        name = '%s-%s' % (pick.choice(WORDS), pick.choice(WORDS))
        servers = ''.join('    server 10.%d.%d.%d:%d weight=%d max_fails=%d;\n' % (
            pick.randint(0, 255), pick.randint(0, 255), pick.randint(1, 254), pick.randint(2000, 9999),
            pick.randint(1, 9), pick.randint(1, 5)) for _ in range(pick.randint(2, 6)))
        locations = ''.join(f'''
    location {pick.choice(['', '= ', '^~ '])}/{pick.choice(WORDS)}/{pick.choice(WORDS)} {{
        proxy_pass http://{name}-{number};
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_read_timeout {pick.randint(5, 300)}s;
        add_header Cache-Control "max-age={pick.randint(0, 86400)}";
        limit_req zone={pick.choice(WORDS)} burst={pick.randint(5, 200)} nodelay;
    }}
''' for _ in range(pick.randint(2, 6)))
        write('nginx', f'fs/etc/nginx/conf.d/{number:02}-{name}.conf', f'''upstream {name}-{number} {{
    least_conn;
{servers}    keepalive {pick.randint(8, 128)};
}}

server {{
    listen 443 ssl http2;
    server_name {name}.example.com {pick.choice(WORDS)}{number}.example.net;
    ssl_certificate /etc/ssl/certs/{name}.pem;
    ssl_certificate_key /etc/ssl/private/{name}.key;
    client_max_body_size {pick.randint(1, 512)}m;
    access_log /var/log/nginx/{name}.access.log main buffer={pick.randint(8, 64)}k;
{locations}}}
''')


def hardening(group='', rules_of_a_file=75, seed=3):
    pick = random.Random(seed)
    part('hardening', ['auditd'])
    verbs = 'disable restrict record deny require limit verify remove'.split()
    for name in ('login', 'files', 'network', 'kernel', 'time', 'privileges', 'mounts', 'modules'):
        rules = []
        for _ in range(rules_of_a_file):
            key = '%s-%s' % (pick.choice(verbs), pick.choice(WORDS))
            rules.append('# %s.%s: %s the %s of each %s, as section %d.%d says\n' % (
                name, ''.join(pick.choice('abcdefghijkmnpqrstuvwxyz23456789') for _ in range(5)),
                pick.choice(verbs), pick.choice(WORDS), pick.choice(WORDS), pick.randint(1, 9), pick.randint(1, 40)))
            rules.append(pick.choice((
                '-w /etc/%s/%s.conf -p wa -k %s\n' % (pick.choice(WORDS), pick.choice(WORDS), key),
                '-a always,exit -F arch=b64 -S %d -F auid>=%d -F key=%s\n' % (pick.randint(0, 330), pick.choice((500, 1000)), key),
                '-a always,exit -F path=/usr/sbin/%s -F perm=x -k %s\n' % (pick.choice(WORDS), key))))
        write('hardening', 'fs/etc/audit/rules.d/%s%s.rules' % (group, name), ''.join(rules), 0o640)


def scripts(group='', seed=4):
    pick = random.Random(seed)
    for number, name in enumerate(('backup', 'rotate', 'health', 'register', 'drain', 'warm-up')):
        lines = ['#!/bin/bash', 'set -euo pipefail', '# %s: run by a timer' % name, '']
        for _ in range(30):
            word, other = pick.choice(WORDS), pick.choice(WORDS)
            lines += pick.choice((
                [f'{word}_{other}() {{', f'    local name="$1" limit="${{2:-{pick.randint(1, 99)}}}"',
                 f'    curl -fsS --max-time "$limit" "http://localhost:{pick.randint(2000, 9999)}/{word}/$name"', '}', ''],
                [f'for {word} in /var/lib/{other}/*.{pick.choice(["db", "log", "json"])}; do',
                 f'    [ -s "${word}" ] || continue', f'    gzip -c "${word}" >"/srv/{other}/$(basename "${word}").gz"', 'done', ''],
                [f'if ! systemctl is-active --quiet {word}; then', f'    logger -t {name} "{word} is down: {other} waits"',
                 f'    exit {pick.randint(1, 9)}', 'fi', '']))
        write('scripts', 'fs/usr/local/sbin/' + group + name, '\n'.join(lines), 0o755)
    write('scripts', 'cloudinit/60_enable.sh', '#!/bin/sh\nsystemctl enable backup.timer health.timer\n')
    write('scripts', 'script/install.sh', '#!/bin/bash -e\nuseradd --system backup\nchown backup: /srv\n', 0o755)


def binary():
    pick = random.Random(5)
    table, value = b'', 0
    for number in range(1500):
        value += pick.randint(1, 3000)
        table += struct.pack('<IIHH', value, number * 16, pick.randint(0, 40), pick.choice((1, 2, 4, 8)))
    write('binary', 'fs/usr/local/share/tables/ranges.dat', b'RNG1' + table)
    write('binary', 'cloudinit/60_check.sh', '#!/bin/sh\ntest -s /usr/local/share/tables/ranges.dat\n')


def odd_names():
    pick = random.Random(6)
    part('odd-names', ['jq'])
    for name in ('with space.conf', "quote's.conf", 'b\u00fccher.conf', '.hidden', '-dash', 'dollar$HOME', 'a' * 120):
        write('odd-names', 'fs/etc/odd/' + name, ''.join('%s = %d\n' % (w, pick.randint(0, 9999)) for w in WORDS), 0o600)
    os.symlink('../odd', os.path.join(ROOT, 'odd-names/fs/etc/odd/link'))
    os.makedirs(os.path.join(ROOT, 'odd-names/fs/var/lib/empty'))


def mixes():
    """More of the same kinds of text, in smaller files where they are large, and all of them in turn."""
    for number in range(40):
        nginx(range(10 * number, 10 * number + 10), 100 + number)
        hardening('%02d-' % number, 10, 100 + number)
        scripts('%02d-' % number, 100 + number)
    for kind in ('nginx', 'hardening', 'scripts'):
        files = [os.path.join(at, name) for at, _, names in os.walk(os.path.join(ROOT, kind, 'fs')) for name in names]
        for number, file in enumerate(sorted(files)):
            for mix in (kind, 'all'):
                copy = os.path.join(MIXES, mix, 'etc/%03d' % number, os.path.basename(file))
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copy(file, copy)
        shutil.rmtree(os.path.join(ROOT, kind))


mixes()
for make in (config_files, nginx, hardening, scripts, binary, odd_names):
    make()
