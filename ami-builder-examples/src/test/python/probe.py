"""probe.py FILE DISTRO: says as JSON what the installed cloud-init makes of user-data there. Runs none of it."""

import json
import logging
import sys
import tempfile
from pathlib import Path

import yaml
from cloudinit import handlers, helpers, user_data
from cloudinit.handlers.boot_hook import BootHookPartHandler
from cloudinit.handlers.cloud_config import CloudConfigPartHandler
from cloudinit.handlers.jinja_template import JinjaTemplatePartHandler
from cloudinit.handlers.shell_script import ShellScriptPartHandler


class Complaints(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


class Instance:
    def get_instance_id(self):
        return "i-probe"


class UnrunBootHook(BootHookPartHandler):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = []

    def handle_part(self, data, ctype, filename, payload, frequency):
        if ctype not in handlers.CONTENT_SIGNALS:
            self.seen.append(filename)


def probe(blob, distro, root):
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    own = root / "instances" / "i-probe"
    for name in ("scripts", "handlers"):
        (own / name).mkdir(parents=True)
    (root / "instance").symlink_to(own)
    paths = helpers.Paths({"cloud_dir": str(root), "run_dir": str(root / "run")})
    paths.datasource = Instance()
    (root / "run").mkdir()
    instance_data = root / "run" / "instance-data-sensitive.json"  # what templates are rendered with
    instance_data.write_text(json.dumps({"v1": {"distro": distro}}))

    message = user_data.UserDataProcessor(paths).process(blob)
    hook = UnrunBootHook(paths, datasource=Instance())
    plain = [CloudConfigPartHandler(paths), ShellScriptPartHandler(paths), hook]
    table = helpers.ContentHandlers()
    for handler in plain + [JinjaTemplatePartHandler(paths, sub_handlers=plain)]:
        table.register(handler)
        handlers.call_begin(handler, None, "once-per-instance")
    state = {
        "handlers": table,
        "handlerdir": str(own / "handlers"),
        "data": None,
        "frequency": "once-per-instance",
        "handlercount": 0,
        "excluded": [],
    }
    handlers.walk(message, handlers.walker_callback, data=state)
    for handler in plain:
        handlers.call_end(handler, None, "once-per-instance")

    merged = own / "cloud-config.txt"
    return {
        "parts": [
            part.get_filename()
            for part in message.walk()
            if part.get_content_maintype() != "multipart"
        ],
        "boothooks": hook.seen,
        "scripts": sorted(script.name for script in (own / "scripts").iterdir()),
        "config": yaml.safe_load(merged.read_text()) if merged.exists() else {},
        "complaints": complaints.lines,
    }


with tempfile.TemporaryDirectory(prefix="probe") as directory:
    print(json.dumps(probe(Path(sys.argv[1]).read_bytes(), sys.argv[2], Path(directory)), indent=1))
