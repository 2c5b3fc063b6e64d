"""kr8s: objects, selectors, watches, waiting, logs, commands in containers, kinds found by discovery."""
# Needs: kr8s

import threading
import time

import kr8s
from kr8s.objects import ConfigMap, Deployment, Namespace, Pod

from checks import check, run, until

namespace = "with-kr8s"


def described(kind, name, **fields):
    return {**kind, "metadata": {"name": name, "namespace": namespace, **fields.pop("metadata", {})}, **fields}


config_map = {"apiVersion": "v1", "kind": "ConfigMap"}


def server_introduces_itself():
    check(kr8s.version()["major"] == "1")
    check(any(resource["name"] == "deployments" for resource in kr8s.api_resources()))


def objects_are_written_and_read():
    Namespace({"metadata": {"name": namespace}}).create()
    settings = ConfigMap(described(config_map, "settings", data={"size": "1"}))
    settings.create()
    check(settings.exists())
    settings.patch({"data": {"size": "2"}})
    check(ConfigMap.get("settings", namespace=namespace).raw["data"] == {"size": "2"})
    settings.patch([{"op": "add", "path": "/data/color", "value": "red"}], type="json")
    check(settings.raw["data"] == {"size": "2", "color": "red"})
    settings.label({"tier": "a"})
    settings.annotate({"note": "b"})
    found = list(kr8s.get("configmaps", namespace=namespace, label_selector={"tier": "a"}))
    check([each.name for each in found] == ["settings"] and found[0].annotations["note"] == "b")
    settings.remove_label("tier")
    settings.delete()
    until(lambda: not settings.exists(), "the end of the object")
    try:
        ConfigMap.get("settings", namespace=namespace)
        check(False)
    except kr8s.NotFoundError:
        check(True)


def watches_tell_what_happens():
    def change():
        time.sleep(0.3)
        watched = ConfigMap(described(config_map, "watched", metadata={"labels": {"watched": "yes"}}))
        watched.create()
        watched.patch({"data": {"a": "1"}})
        watched.delete()

    threading.Thread(target=change).start()
    seen = []
    for event, _ in kr8s.watch("configmaps", namespace=namespace, label_selector={"watched": "yes"}):
        seen.append(event)
        if event == "DELETED":
            break
    check(seen == ["ADDED", "MODIFIED", "DELETED"], seen)


def pods_run_and_take_commands():
    container = {"name": "main", "image": "busybox:1.36", "command": ["sh", "-c", "echo started; sleep 3600"]}
    spec = {"containers": [container], "terminationGracePeriodSeconds": 0}
    until(lambda: list(kr8s.get("serviceaccounts", namespace=namespace)), "the default account")
    pod = Pod(described({"apiVersion": "v1", "kind": "Pod"}, "box", spec=spec))
    pod.create()
    pod.wait("condition=Ready", timeout=20)
    check(pod.ready())
    check(list(pod.logs()) == ["started"], list(pod.logs()))
    check(pod.exec(["echo", "hello"]).stdout == b"hello\n")
    failed = pod.exec(["sh", "-c", "echo no >&2; exit 3"], check=False)
    check((failed.returncode, failed.stderr) == (3, b"no\n"), failed.returncode)
    pod.delete()
    pod.wait("delete", timeout=20)


def deployments_scale():
    labels = {"app": "web"}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
    spec = {"replicas": 1, "selector": {"matchLabels": labels}, "template": template}
    web = Deployment(described({"apiVersion": "apps/v1", "kind": "Deployment"}, "web", spec=spec))
    web.create()
    web.wait("condition=Available", timeout=20)
    web.scale(2)
    until(lambda: len(web.pods()) == 2, "the second pod")
    web.delete(propagation_policy="Foreground")


run(
    server_introduces_itself, objects_are_written_and_read, watches_tell_what_happens, pods_run_and_take_commands,
    deployments_scale)
