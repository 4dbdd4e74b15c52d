"""A small model server on loopback for the load tools; healthy or not."""

import http.server
import json
import threading
import time

PORT = 8899


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(0.01)
        self.answer(200, {"delay": 12.5})

    def do_GET(self):
        self.answer(200 if self.server.healthy else 503, {"parts": []})

    def log_message(self, *words):
        pass


def start():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
    server.healthy = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
