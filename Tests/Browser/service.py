"""An AI service that says the same to everybody: OpenAI's chat completions, streamed. Prints its address."""

import http.server
import json


class Service(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for word in "What has changed since it was last well?".split():
            self.wfile.write(b"data: %s\n\n" % json.dumps({"choices": [{"delta": {"content": word + " "}}]}).encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
