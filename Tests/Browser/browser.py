"""A headless Chromium, asked over its own protocol."""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

import websocket


class Browser:
    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="firedrill-browser-")
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
             "--remote-allow-origins=*", "--user-data-dir=" + self.folder, "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        port = self.wait(self.port, 30)
        pages = self.wait(lambda: [page for page in self.pages(port) if page["type"] == "page"], 10)
        self.socket = websocket.create_connection(pages[0]["webSocketDebuggerUrl"], timeout=30)
        self.count = 0
        # What the browser complained of: refused scripts and styles, exceptions, missing files.
        self.complaints = []
        for domain in ("Page", "Runtime", "Log"):
            self.ask(domain + ".enable")

    def port(self):
        try:
            with open(self.folder + "/DevToolsActivePort") as file:
                return int(file.readline())
        except (OSError, ValueError):
            return None

    @staticmethod
    def pages(port):
        try:
            return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
        except OSError:
            return []

    @staticmethod
    def wait(condition, seconds=10):
        """Waits until something is true, and returns it."""
        end = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > end:
                raise TimeoutError("it did not come")
            time.sleep(0.05)

    def ask(self, method, **parameters):
        self.count += 1
        number = self.count
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            if message.get("method") == "Log.entryAdded":
                self.complaints.append(message["params"]["entry"]["text"])
            if message.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(message["params"]["exceptionDetails"])[:500])

    def run(self, script):
        """What a script in the page comes to."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:500])
        return result["result"].get("value")

    def size(self, width, height, dark=False):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def go(self, address):
        self.ask("Page.navigate", url=address)
        self.settle()

    def settle(self):
        time.sleep(0.1)
        self.wait(lambda: self.run("document.readyState") == "complete")

    def picture(self, path):
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(4000, size["height"]), "scale": 1}
        data = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def press(self, key, code=0, control=False):
        keys = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **keys, **({"text": "\r"} if key == "Enter" else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **keys)

    def submit(self, action, **values):
        """Fills in the form that goes to an address, and sends it."""
        self.run(f"""(() => {{
          const form = document.querySelector(`form[action="{action}"]`)
          for (const [name, value] of Object.entries({json.dumps(values)})) form.elements[name].value = value
          form.querySelector('button').click()
        }})()""")
        self.settle()

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
