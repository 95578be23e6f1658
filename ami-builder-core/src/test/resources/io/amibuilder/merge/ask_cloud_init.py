"""Answers what the installed cloud-init makes of parts. One JSON request and one answer per line:

{"as": "parts", "parts": [{"name", "type", "text", "merge"}]}   the cloud-config handler alone
{"as": "message", "parts": [...]}                               from a MIME message on, as instance 0
{"as": "yaml", "text": "..."}                                   what its YAML loader reads

The answer is {"config": canonical text, "dropped": [part names]}, or {"lost": reason} when all of it is lost. The canonical
text is JSON with the order of keys kept, but for floats (their bits), tuples, sets, bytes and dates. With --record each
answer is added to its request: so were merge-corpus.jsonl and yaml-readings.jsonl made.
"""
import datetime
import email.mime.multipart
import email.mime.text
import json
import logging
import struct
import sys

from cloudinit import handlers, helpers, safeyaml, user_data, util
from cloudinit.filters import launch_index
from cloudinit.handlers.cloud_config import CloudConfigPartHandler


class Failures(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.names = []

    def emit(self, record):
        if str(record.msg).startswith("Failed at merging"):
            self.names.append(record.args[0])


def canonical(v):
    if v is None or isinstance(v, (bool, str)):
        return json.dumps(v)
    if isinstance(v, int):
        return str(v)
    if isinstance(v, float):
        return "nan" if v != v else "f" + struct.pack(">d", v).hex()
    if isinstance(v, bytes):
        return "b" + v.hex()
    if isinstance(v, dict):
        return "{%s}" % ",".join(canonical(k) + ":" + canonical(x) for k, x in v.items())
    if isinstance(v, list):
        return "[%s]" % ",".join(map(canonical, v))
    if isinstance(v, tuple):
        return "(%s)" % ",".join(map(canonical, v))
    if isinstance(v, set):
        return "<%s>" % ",".join(sorted(map(canonical, v)))
    if isinstance(v, datetime.datetime):
        zone = "" if v.tzinfo is None else "%+d" % v.utcoffset().total_seconds()
        return "t" + v.replace(tzinfo=None).isoformat(timespec="microseconds") + zone
    if isinstance(v, datetime.date):
        return "d" + v.isoformat()
    raise TypeError(type(v))


def begin():
    handler = CloudConfigPartHandler(helpers.Paths({}))
    handler.cloud_fn = None
    handler.handle_part(None, handlers.CONTENT_START, None, None, None, None)
    handler.cloud_buf = {}
    return handler


def handle(handler, failures, part):
    headers = {"Merge-Type": part["merge"]} if part.get("merge") else {}
    handler.handle_part(None, part["type"], part["name"], part["text"], None, headers)


def parts(request, failures):
    handler = begin()
    for part in request["parts"]:
        handle(handler, failures, part)
    return handler.cloud_buf


def message(request, failures):
    whole = email.mime.multipart.MIMEMultipart()
    for part in request["parts"]:
        mime = email.mime.text.MIMEText(part["text"], part["type"].split("/")[1], "utf-8")
        mime.add_header("Content-Disposition", "attachment", filename=part["name"])
        if part.get("merge"):
            mime["Merge-Type"] = part["merge"]
        whole.attach(mime)
    processed = user_data.UserDataProcessor(helpers.Paths({})).process(whole.as_bytes())
    processed = launch_index.Filter(0).apply(processed)
    handler = begin()

    def callback(data, name, payload, headers):
        if headers["Content-Type"] in ("text/cloud-config", "text/cloud-config-jsonp"):
            handler.handle_part(None, headers["Content-Type"], name, payload, None, headers)

    handlers.walk(processed, callback, None)
    return handler.cloud_buf


def answer(request, failures):
    if request["as"] == "yaml":
        try:
            return {"value": canonical(safeyaml.load(request["text"]))}
        except Exception as e:
            return {"error": type(e).__name__}
    failures.names = []
    try:
        config = (parts if request["as"] == "parts" else message)(request, failures)
    except Exception as e:
        return {"lost": repr(e)[:200]}
    return {"config": canonical({} if config is None else config), "dropped": failures.names}


if __name__ == "__main__":
    failures = Failures()
    logging.getLogger().addHandler(failures)
    logging.getLogger().setLevel(logging.WARNING)
    for line in sys.stdin:
        request = json.loads(line)
        reply = answer(request, failures)
        print(json.dumps({**request, **reply} if sys.argv[1:] == ["--record"] else reply), flush=True)
