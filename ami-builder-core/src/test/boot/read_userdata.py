#!/usr/bin/python3
"""Tells what the installed cloud-init makes of user-data: reads file names from standard input and writes for each a line
of JSON with its parts, merged cloud-config, scripts and warnings. Runs nothing of it; writes to a temporary directory."""
import base64
import io
import json
import logging
import os
import sys
import tempfile

import yaml
from cloudinit import handlers, helpers, user_data
from cloudinit.handlers import boot_hook
from cloudinit.handlers.boot_hook import BootHookPartHandler
from cloudinit.handlers.cloud_config import CloudConfigPartHandler
from cloudinit.handlers.jinja_template import JinjaTemplatePartHandler
from cloudinit.handlers.shell_script import ShellScriptPartHandler

INSTANCE = 'i-reader'
warnings = io.StringIO()
logging.getLogger().setLevel(logging.WARNING)
logging.getLogger().addHandler(logging.StreamHandler(warnings))
boot_hook.subp.subp = lambda *args, **kwargs: ('', '')  # boothooks are not run


class Source:
    def get_instance_id(self):
        return INSTANCE


def read(data, directory):
    paths = helpers.Paths({'cloud_dir': directory, 'run_dir': directory + '/run'})
    paths.datasource = Source()
    home = '%s/instances/%s/' % (directory, INSTANCE)
    for name in ('scripts', 'handlers'):
        os.makedirs(home + name)
    os.makedirs(directory + '/run')
    os.symlink(home, directory + '/instance')
    with open(directory + '/run/instance-data-sensitive.json', 'w') as file:
        json.dump({'v1': {'region': 'eu-central-1'}}, file)
    message = user_data.UserDataProcessor(paths).process(data)
    parts = [{'type': part.get_content_type(), 'name': part.get_filename(), 'merge': part.get('Merge-Type', ''),
              'content': base64.b64encode(part.get_payload(decode=True)).decode()}
             for part in message.walk() if part.get_content_maintype() != 'multipart']
    plain = [CloudConfigPartHandler(paths), ShellScriptPartHandler(paths), BootHookPartHandler(paths, Source())]
    known = helpers.ContentHandlers()
    for handler in plain + [JinjaTemplatePartHandler(paths, sub_handlers=plain)]:
        known.register(handler)
    for handler in set(dict(known.items()).values()):
        handlers.call_begin(handler, None, 'once-per-instance')
        known.initialized.append(handler)
    handlers.walk(message, handlers.walker_callback, data={
        'handlers': known, 'handlerdir': home + 'handlers', 'data': None, 'frequency': 'once-per-instance',
        'handlercount': 0, 'excluded': []})
    for handler in set(dict(known.items()).values()):
        handlers.call_end(handler, None, 'once-per-instance')
    config = None
    if os.path.exists(home + 'cloud-config.txt'):
        with open(home + 'cloud-config.txt') as file:
            config = yaml.safe_load(file)
    return {'parts': parts, 'config': config or {}, 'scripts': sorted(os.listdir(home + 'scripts'))}


for line in sys.stdin:
    warnings.seek(0)
    warnings.truncate()
    with open(line.rstrip('\n'), 'rb') as userdata, tempfile.TemporaryDirectory() as scratch:
        told = read(userdata.read(), scratch)
    told['warnings'] = warnings.getvalue()
    print(json.dumps(told, default=str))
