"""What the installed cloud-init makes of parts. One JSON object {"name": text, ...} per line in, one JSON object per line out."""
import base64
import json
import logging
import os
import shutil
import sys
import tempfile

import yaml
from cloudinit import handlers, helpers, user_data, util
from cloudinit.config import cc_write_files
from cloudinit.distros import ug_util
from cloudinit.filters import launch_index
from cloudinit.handlers.cloud_config import CloudConfigPartHandler

logging.disable(logging.CRITICAL)
MERGING = "list(append)+dict(no_replace,recurse_list)+str()"


class DataSource:
    def get_instance_id(self):
        return "i-lint"


def container(parts):
    """As the compiler does it; base64 is the same to cloud-init as quoted-printable."""
    lines = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', ""]
    for name, text in sorted(parts.items()):
        kind = handlers.type_from_starts_with(text) or "text/plain"
        lines += ["--b", "Content-Type: " + kind, "Content-Transfer-Encoding: base64"]
        lines += ['Content-Disposition: attachment; filename="%s"' % name]
        if kind == "text/cloud-config" and "merge_how" not in text and "merge_type" not in text:
            lines += ["Merge-Type: " + MERGING]
        lines += ["", base64.b64encode(text.encode("utf-8")).decode(), ""]
    return "\n".join(lines + ["--b--", ""]).encode()


def merged(parts, directory):
    paths = helpers.Paths({"cloud_dir": directory, "run_dir": directory + "/run"})
    paths.datasource = DataSource()
    os.makedirs(directory + "/instances/i-lint")
    os.symlink(directory + "/instances/i-lint", directory + "/instance")
    message = user_data.UserDataProcessor(paths).process(container(parts))
    message = launch_index.Filter(0).apply(message)
    handler = CloudConfigPartHandler(paths)
    handler.handle_part(None, handlers.CONTENT_START, None, None, None, None)
    dropped = 0
    for part in message.walk():
        kind = part.get_content_type()
        if kind in handler.list_types():
            before = len(handler.file_names), json.dumps(handler.cloud_buf, default=str)
            handler.handle_part(None, kind, part.get_filename(), util.fully_decoded_payload(part), None, part)
            now = len(handler.file_names), json.dumps(handler.cloud_buf, default=str)
            # ignored without a word: accepted, but nothing has come of it
            dropped += 1 if now[0] == before[0] or now[1] in (before[1], "{}") else 0
    return handler.cloud_buf or {}, dropped


def outcome(function):
    try:
        return {"ok": function()}
    except Exception as e:
        return {"fails": "%s: %s" % (type(e).__name__, str(e)[:200])}


def files(config):
    written = []
    for entry in config.get("write_files", []):
        util.get_cfg_option_bool(entry, "defer", False)
        if not entry.get("path"):
            continue
        kinds = cc_write_files.canonicalize_extraction(entry.get("encoding"))
        content = cc_write_files.extract_contents(entry.get("content", ""), kinds)
        util.encode_text(content)
        owner = util.extract_usergroup(entry.get("owner", "root:root"))
        mode = cc_write_files.decode_perms(entry.get("permissions"), 0o644)
        shown = content if isinstance(content, str) else content.decode("utf-8", "replace")
        written.append({"path": os.path.abspath("/" + entry["path"]), "content": shown, "mode": "%o" % mode, "owner": owner})
    return written


class Distro:
    name = "debian"

    def get_default_user(self):
        return {"name": "admin"}


def answer(parts):
    directory = tempfile.mkdtemp(prefix="cilint")
    try:
        config, dropped = merged(parts, directory)
    except Exception as e:
        return {"lost": "%s: %s" % (type(e).__name__, str(e)[:200])}
    finally:
        shutil.rmtree(directory)
    commands = [key for key in ("runcmd", "bootcmd") if key in config]
    return {
        "config": config,
        "dropped": dropped,
        "shellify": outcome(lambda: [util.shellify(config[key]) for key in commands]),
        "packages": outcome(lambda: util.expand_package_list("%s=%s", util.get_cfg_option_list(config, "packages", []))),
        "users": outcome(lambda: sorted(ug_util.normalize_users_groups(config, Distro())[0])),
        "files": outcome(lambda: files(config)),
    }


def canonical(value):
    """The types, and the values that have one form."""
    if isinstance(value, dict):
        return "{" + ",".join(canonical(k) + ":" + canonical(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if value is None or isinstance(value, (bool, int)):
        return str(value)
    if isinstance(value, str):
        return "'" + value + "'"
    return type(value).__name__


def parse(text):
    try:
        return {"ok": canonical(yaml.safe_load(text))}
    except Exception as e:
        return {"fails": "%s: %s" % (type(e).__name__, str(e)[:300])}


for line in sys.stdin:
    request = json.loads(line)
    result = parse(request) if isinstance(request, str) else answer(request)
    print(json.dumps(result, default=str))
