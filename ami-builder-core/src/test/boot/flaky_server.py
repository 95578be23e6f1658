#!/usr/bin/python3
"""flaky_server.py DIR PORT: a loopback HTTP server that first answers 503, then breaks off in the middle, then obeys Range.
It answers the first PUT by 503 and stores what comes then.

Says its port (0: a free one), and then the Range of each request, and the Content-Type of each PUT, in a line each."""
import http.server
import os
import re
import sys

requests = 0
puts = 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global requests
        requests += 1
        print(self.headers.get('Range', 'all'), flush=True)
        if requests == 1:
            self.send_error(503)
            return
        with open(os.path.join(sys.argv[1], os.path.basename(self.path.split('?')[0])), 'rb') as file:
            data = file.read()
        asked = re.match(r'bytes=(\d+)-', self.headers.get('Range', ''))
        start = int(asked.group(1)) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header('Content-Length', str(len(data) - start))
        if asked:
            self.send_header('Content-Range', 'bytes %d-%d/%d' % (start, len(data) - 1, len(data)))
        self.end_headers()
        self.wfile.write(data[start:start + len(data) // 2] if requests == 2 else data[start:])

    def do_PUT(self):
        global puts
        puts += 1
        print(self.headers.get('Content-Type', 'none'), flush=True)
        data = self.rfile.read(int(self.headers['Content-Length']))
        if puts == 1:
            self.send_error(503)
            return
        with open(os.path.join(sys.argv[1], os.path.basename(self.path.split('?')[0])), 'wb') as file:
            file.write(data)
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()


server = http.server.HTTPServer(('127.0.0.1', int(sys.argv[2])), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
