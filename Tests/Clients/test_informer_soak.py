"""Informers whose connections are cut again and again while objects change: at the end each knows what a fresh list says.

`FIREDRILL_SOAK_SECONDS` says how long; Python's own library is enough. Where the official client is installed its informer
takes part.
"""

import http.client
import json
import logging
import os
import random
import re
import select
import socket
import struct
import threading
import time
import urllib.parse

from checks import check, run, until

seconds = float(os.environ.get("FIREDRILL_SOAK_SECONDS", "10"))
with open(os.environ["KUBECONFIG"], encoding="utf-8") as file:
    server = urllib.parse.urlparse(re.search(r"server: (\S+)", file.read()).group(1))
config_maps = "/api/v1/namespaces/soak/configmaps"
chance = random.Random(int(os.environ.get("FIREDRILL_SOAK_SEED", "1")))


class Proxy:
    """Passes connections on to the server, until it cuts them."""

    def __init__(self):
        self.cuts = 0
        self.pairs = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            client, _ = self.listener.accept()
            pair = (client, socket.create_connection((server.hostname, server.port)))
            self.pairs.append(pair)
            threading.Thread(target=self.serve, args=pair, daemon=True).start()

    def serve(self, *pair):
        try:
            while True:
                for source in select.select(pair, [], [])[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    pair[source is pair[0]].sendall(data)
        except (OSError, ValueError):
            pass
        finally:
            for end in pair:
                end.close()

    def cut(self):
        """Ends all connections in the middle of whatever they carry, some of them without a goodbye."""
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                try:
                    if chance.random() < 0.5:
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.shutdown(socket.SHUT_RDWR)
                    self.cuts += 1
                except OSError:
                    pass


class Gone(Exception):
    """The server has forgotten the changes since a version."""


def ask(port, method, path, body=None, content_type="application/json"):
    """One request; its answer's status and JSON."""
    connection = http.client.HTTPConnection(server.hostname, port, timeout=20)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, server.path + path, data, {"Content-Type": content_type})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def key(item):
    return item["metadata"].get("namespace", "") + "/" + item["metadata"]["name"]


class Informer:
    """Lists and watches, as client-go's reflector does."""

    def __init__(self, proxy, path, query="", streams=False):
        self.proxy, self.path, self.query, self.streams = proxy, path, query, streams
        self.cache, self.version = {}, None
        self.counts = {"lists": 0, "watches": 0, "events": 0, "bookmarks": 0, "gone": 0, "broken": 0}
        threading.Thread(target=self.follow, daemon=True).start()

    def follow(self):
        while True:
            try:
                if self.version is None and not self.streams:
                    self.list()
                self.watch()
            except Gone:
                self.counts["gone"] += 1
                self.version = None
            except (OSError, http.client.HTTPException, ValueError):
                self.counts["broken"] += 1
            # Now and then long enough for the server to have forgotten.
            time.sleep(2 if chance.random() < 0.1 else 0.01)

    def list(self):
        items, token = {}, ""
        while True:
            page = urllib.parse.urlencode({"limit": 20, "continue": token})
            status, answer = ask(self.proxy.port, "GET", f"{self.path}?{page}{self.query}")
            if status == 410:
                raise Gone
            assert status == 200, answer
            items.update((key(item), item) for item in answer["items"])
            token = answer["metadata"].get("continue")
            if not token:
                break
        self.counts["lists"] += 1
        self.cache, self.version = items, answer["metadata"]["resourceVersion"]

    def watch(self):
        query = f"watch=true&allowWatchBookmarks=true&timeoutSeconds={chance.randrange(1, 6)}{self.query}"
        starts = self.version is None
        if starts:
            query += "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
        else:
            query += f"&resourceVersion={self.version}"
        fresh = {}
        connection = http.client.HTTPConnection(server.hostname, self.proxy.port, timeout=20)
        try:
            connection.request("GET", f"{server.path}{self.path}?{query}")
            answer = connection.getresponse()
            if answer.status == 410:
                raise Gone
            assert answer.status == 200, answer.status
            self.counts["watches"] += 1
            for line in answer:
                event = json.loads(line)
                item = event["object"]
                if event["type"] == "ERROR":
                    assert item["code"] == 410, item
                    raise Gone
                cache = fresh if starts else self.cache
                if event["type"] == "BOOKMARK":
                    self.counts["bookmarks"] += 1
                    if starts and item["metadata"].get("annotations", {}).get("k8s.io/initial-events-end") == "true":
                        self.cache, starts = fresh, False
                elif event["type"] == "DELETED":
                    assert cache.pop(key(item), None), f"the end of {key(item)}, which was never told of"
                else:
                    assert (key(item) in cache) == (event["type"] == "MODIFIED"), event
                    cache[key(item)] = item
                self.counts["events"] += 1
                if not starts:
                    version = item["metadata"]["resourceVersion"]
                    assert int(version) >= int(self.version or "0"), (version, self.version)
                    self.version = version
        finally:
            connection.close()


def stripped(items):
    """What objects say, with or without the kind that lists leave out."""
    return {key(item): {name: value for name, value in item.items() if name not in ("kind", "apiVersion")} for item in items}


def official_informers(proxy):
    try:
        from kubernetes import client, config, informer
    except ImportError:
        return []
    logging.disable(logging.CRITICAL)
    settings = client.Configuration()
    config.load_kube_config(client_configuration=settings)
    settings.host = f"http://127.0.0.1:{proxy.port}{server.path}"
    calls = client.CoreV1Api(client.ApiClient(settings))
    followed = informer.SharedInformer(calls.list_namespaced_config_map, namespace="soak")
    followed.start()
    return [followed]


def change(number):
    """One change to a random object."""
    name = f"c{chance.randrange(60)}"
    what = chance.random()
    if what < 0.3:
        body = {"metadata": {"name": name, "labels": {"odd": str(number % 2)}}, "data": {"n": str(number)}}
        ask(server.port, "POST", config_maps, body)
    elif what < 0.8:
        patch = {"metadata": {"labels": {"odd": str(number % 2)}}, "data": {"n": str(number)}}
        ask(server.port, "PATCH", f"{config_maps}/{name}", patch, "application/merge-patch+json")
    elif what < 0.99:
        ask(server.port, "DELETE", f"{config_maps}/{name}")
    else:
        replicas = {"spec": {"replicas": chance.randrange(8)}}
        path = "/apis/apps/v1/namespaces/soak/deployments/web/scale"
        ask(server.port, "PATCH", path, replicas, "application/merge-patch+json")


def prepare():
    ask(server.port, "POST", "/api/v1/namespaces", {"metadata": {"name": "soak"}})
    labels = {"app": "web"}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
    spec = {"replicas": 3, "selector": {"matchLabels": labels}, "template": template}
    status, _ = ask(
        server.port, "POST", "/apis/apps/v1/namespaces/soak/deployments", {"metadata": {"name": "web"}, "spec": spec})
    check(status == 201, status)


def caches_are_right_in_the_end():
    proxy = Proxy()
    own = [
        Informer(proxy, config_maps), Informer(proxy, config_maps, streams=True),
        Informer(proxy, config_maps, "&labelSelector=odd%3D1"), Informer(proxy, "/api/v1/pods"),
    ]
    official = official_informers(proxy)
    end, changes, next_cut = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        change(changes)
        changes += 1
        if time.monotonic() > next_cut:
            proxy.cut()
            next_cut = time.monotonic() + chance.random()
    for informer in own:
        def is_right():
            answer = ask(server.port, "GET", f"{informer.path}?{informer.query}")[1]
            return stripped(informer.cache.values()) == stripped(answer["items"])

        until(is_right, f"{informer.path}{informer.query} to be what a list says: {informer.counts}", 30)
        check(informer.counts["watches"] > 2 and informer.counts["events"] > 0, informer.counts)
    for informer in official:
        def is_right():
            items = ask(server.port, "GET", config_maps)[1]["items"]
            listed = {key(item): item["metadata"]["resourceVersion"] for item in items}
            return listed == {
                f"{item.metadata.namespace}/{item.metadata.name}": item.metadata.resource_version
                for item in informer.cache.list()}

        until(is_right, "the official informer to be right", 60)
        check(True)
    totals = {name: sum(informer.counts[name] for informer in own) for name in own[0].counts}
    return f"{changes} changes, {proxy.cuts} sockets cut, {len(official)} official informers, {totals}"


run(prepare, caches_are_right_in_the_end)
