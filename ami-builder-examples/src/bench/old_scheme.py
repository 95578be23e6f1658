#!/usr/bin/python3
"""old_scheme.py SOURCE: writes user-data to standard output as shell scripts made it that this library replaces.

The rootfs is a gzip'd tarball, in base64 in a write_files entry; each part is an attachment, which the mail writer of
Python 3 encodes in base64 once more; gzip -9 around everything. Their limit on the tarball (8 KiB, else a bucket) is left
out, so that the sizes can be compared."""
import base64
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

MERGE = 'merge_how:\n- name: list\n  settings: [append]\n- name: dict\n  settings: [no_replace, recurse_list]\n'
ROOTFS = '''#cloud-config
%swrite_files:
- path: /var/local/fs.tgz
  encoding: b64
  content: %s
'''
INSTALL = '''#cloud-config
%sruncmd:
- tar -xzf /var/local/fs.tgz -C / --no-overwrite-dir
- rm -f /var/local/fs.tgz
- if [ -f /var/local/install.sh ]; then sh /var/local/install.sh; rm -f /var/local/install.sh; fi
'''
LOGS = '''#cloud-config
%sruncmd:
- aws s3 cp /var/log/cloud-init-output.log s3://bucket/logs/
- rm -f /var/log/cloud-init.log /var/log/cloud-init-output.log
'''
OFF = '''#cloud-config
%spower_state:
  mode: poweroff
  timeout: 30
'''


def attachment(name, text):
    kind = 'x-shellscript' if text.startswith('#!') else 'cloud-config'
    part = MIMEText(text, kind, 'utf-8')
    part.add_header('Content-Disposition', 'attachment; filename="%s"' % name)
    return part


def compiled(source):
    if os.path.exists(source + '/script/compile.sh'):
        subprocess.run(['sh', 'script/compile.sh'], cwd=source, check=True, stdout=subprocess.DEVNULL)
    if os.path.exists(source + '/script/install.sh'):
        os.makedirs(source + '/fs/var/local', exist_ok=True)
        shutil.copy2(source + '/script/install.sh', source + '/fs/var/local/install.sh')
    parts = {}
    if os.path.isdir(source + '/cloudinit'):
        for name in os.listdir(source + '/cloudinit'):
            with open(source + '/cloudinit/' + name, encoding='utf-8') as file:
                parts[name] = file.read()
    if os.path.isdir(source + '/fs'):
        tarball = subprocess.run(
            ['tar', '-cz', '--sort=name', '--mtime=@0', '--owner=root:0', '--group=root:0', '-C', source + '/fs', '.'],
            check=True, stdout=subprocess.PIPE).stdout
        parts['50_rootfs.cfg'] = ROOTFS % (MERGE, base64.b64encode(tarball).decode())
        parts['51_install.cfg'] = INSTALL % MERGE
    parts['98_logs.cfg'] = LOGS % MERGE
    parts['99_off.cfg'] = OFF % MERGE
    message = MIMEMultipart(boundary='===============0123456789012345678==')
    for name in sorted(parts):
        message.attach(attachment(name, parts[name]))
    return gzip.compress(message.as_string().encode(), 9, mtime=0)


with tempfile.TemporaryDirectory() as scratch:
    shutil.copytree(sys.argv[1], scratch + '/source', symlinks=True)
    sys.stdout.buffer.write(compiled(scratch + '/source'))
