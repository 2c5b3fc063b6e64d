"""The official client: typed calls, watches, commands in containers, elections, informers, the dynamic client."""
# Needs: kubernetes

import threading

from kubernetes import client, config, dynamic, informer, watch
from kubernetes.client.exceptions import ApiException
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock
from kubernetes.stream import stream

from checks import check, run, until

config.load_kube_config()
core = client.CoreV1Api()
apps = client.AppsV1Api()
namespace = "official"


def pod(name, command=None, labels=None):
    container = client.V1Container(name="main", image="busybox:1.36", command=command or ["sleep", "3600"])
    return client.V1Pod(
        metadata=client.V1ObjectMeta(name=name, labels=labels),
        spec=client.V1PodSpec(containers=[container], termination_grace_period_seconds=0))


def refusal(call, *arguments, **options):
    try:
        call(*arguments, **options)
    except ApiException as error:
        return error.status
    return None


def server_introduces_itself():
    check(client.VersionApi().get_code().git_version.startswith("v1."))
    groups = [group.name for group in client.ApisApi().get_api_versions().groups]
    check("apps" in groups and "batch" in groups, groups)
    check(any(resource.name == "pods/exec" for resource in core.get_api_resources().resources))


def objects_are_written_and_read():
    core.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=namespace)))
    until(lambda: core.list_namespaced_service_account(namespace).items, "the default account")
    body = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="settings", labels={"tier": "a"}), data={"size": "1"})
    created = core.create_namespaced_config_map(namespace, body)
    check(created.metadata.uid)
    read = core.read_namespaced_config_map("settings", namespace)
    check(read.data == {"size": "1"})
    read.data["size"] = "2"
    replaced = core.replace_namespaced_config_map("settings", namespace, read)
    check(replaced.metadata.resource_version != created.metadata.resource_version)
    check(refusal(core.replace_namespaced_config_map, "settings", namespace, created) == 409)
    check(refusal(core.create_namespaced_config_map, namespace, body) == 409)
    check(refusal(core.read_namespaced_config_map, "none", namespace) == 404)
    unnamed = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="No Name"))
    check(refusal(core.create_namespaced_config_map, namespace, unnamed) == 422)
    dry = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="dry"))
    core.create_namespaced_config_map(namespace, dry, dry_run="All")
    check(refusal(core.read_namespaced_config_map, "dry", namespace) == 404)


def patches_of_every_sort_work():
    merge = core.patch_namespaced_config_map("settings", namespace, {"data": {"size": None, "color": "red"}})
    check(merge.data == {"color": "red"}, merge.data)
    json = core.patch_namespaced_config_map(
        "settings", namespace, [{"op": "replace", "path": "/data/color", "value": "blue"}])
    check(json.data == {"color": "blue"}, json.data)
    applied = core.patch_namespaced_config_map(
        "settings", namespace,
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"shape": "round"}},
        field_manager="tests", force=True, _content_type="application/apply-patch+yaml")
    check(applied.data == {"color": "blue", "shape": "round"}, applied.data)
    check(any(entry.operation == "Apply" for entry in applied.metadata.managed_fields))


def lists_select_and_page():
    for number in range(7):
        labels = {"parity": "even" if number % 2 == 0 else "odd"}
        core.create_namespaced_config_map(
            namespace, client.V1ConfigMap(metadata=client.V1ObjectMeta(name=f"n{number}", labels=labels)))
    even = core.list_namespaced_config_map(namespace, label_selector="parity=even").items
    check([item.metadata.name for item in even] == ["n0", "n2", "n4", "n6"])
    one = core.list_config_map_for_all_namespaces(field_selector="metadata.name=n3").items
    check(len(one) == 1)
    pages, token = [], None
    while True:
        page = core.list_namespaced_config_map(namespace, label_selector="parity", limit=3, _continue=token)
        pages.append([item.metadata.name for item in page.items])
        token = page.metadata._continue
        if not token:
            break
    check(pages == [["n0", "n1", "n2"], ["n3", "n4", "n5"], ["n6"]], pages)
    core.delete_collection_namespaced_config_map(namespace, label_selector="parity=odd")
    check(len(core.list_namespaced_config_map(namespace, label_selector="parity").items) == 4)


def watches_tell_what_happens():
    version = core.list_namespaced_secret(namespace).metadata.resource_version
    secret = client.V1Secret(metadata=client.V1ObjectMeta(name="watched"), string_data={"key": "1"})
    core.create_namespaced_secret(namespace, secret)
    core.patch_namespaced_secret("watched", namespace, {"stringData": {"key": "2"}})
    core.delete_namespaced_secret("watched", namespace)
    follower = watch.Watch()
    seen = []
    for event in follower.stream(core.list_namespaced_secret, namespace, resource_version=version, timeout_seconds=5):
        seen.append((event["type"], event["object"].metadata.name))
        if event["type"] == "DELETED":
            follower.stop()
    check(seen == [(kind, "watched") for kind in ("ADDED", "MODIFIED", "DELETED")], seen)


def workloads_run():
    labels = {"app": "web"}
    container = client.V1Container(name="web", image="nginx:1.27", ports=[client.V1ContainerPort(container_port=80)])
    template = client.V1PodTemplateSpec(
        metadata=client.V1ObjectMeta(labels=labels), spec=client.V1PodSpec(containers=[container]))
    spec = client.V1DeploymentSpec(replicas=1, selector=client.V1LabelSelector(match_labels=labels), template=template)
    apps.create_namespaced_deployment(
        namespace, client.V1Deployment(metadata=client.V1ObjectMeta(name="web"), spec=spec))
    apps.patch_namespaced_deployment_scale("web", namespace, {"spec": {"replicas": 2}})
    check(apps.read_namespaced_deployment_scale("web", namespace).spec.replicas == 2)
    until(lambda: apps.read_namespaced_deployment_status("web", namespace).status.ready_replicas == 2, "two pods")
    first = core.list_namespaced_pod(namespace, label_selector="app=web").items[0]
    check(first.status.phase == "Running" and first.status.pod_ip)
    strategic = apps.patch_namespaced_deployment(
        "web", namespace,
        {"spec": {"template": {"spec": {"containers": [{"name": "web", "env": [{"name": "A", "value": "1"}]}]}}}},
        _content_type="application/strategic-merge-patch+json")
    check(strategic.spec.template.spec.containers[0].image == "nginx:1.27")
    apps.delete_namespaced_deployment("web", namespace, propagation_policy="Foreground")
    until(lambda: refusal(apps.read_namespaced_deployment, "web", namespace) == 404, "the end of the deployment")


def containers_take_commands():
    core.create_namespaced_pod(namespace, pod("box", ["sh", "-c", "echo started; sleep 3600"]))
    until(lambda: core.read_namespaced_pod("box", namespace).status.phase == "Running", "the pod to run")
    check(core.read_namespaced_pod_log("box", namespace) == "started\n")
    command = dict(name="box", namespace=namespace, stderr=True, stdout=True, tty=False)
    said = stream(core.connect_get_namespaced_pod_exec, command=["sh", "-c", "echo hello; uname"], stdin=False, **command)
    check(said == "hello\nLinux\n", said)
    shell = stream(
        core.connect_get_namespaced_pod_exec, command=["sh"], stdin=True, _preload_content=False, **command)
    shell.write_stdin("echo one\necho two >&2\nexit 3\n")
    shell.run_forever(timeout=10)
    check(shell.read_stdout() == "one\n" and shell.read_stderr() == "two\n")
    check(shell.returncode == 3, shell.returncode)


def leaders_are_elected():
    led = []

    def candidate(name, work):
        elected = electionconfig.Config(
            LeaseLock("election", namespace, name), lease_duration=4, renew_deadline=3, retry_period=1,
            onstarted_leading=work, onstopped_leading=lambda: None)
        threading.Thread(target=leaderelection.LeaderElection(elected).run, daemon=True).start()

    candidate("one", lambda: led.append("one"))
    until(lambda: led == ["one"], "a leader")
    candidate("two", lambda: led.append("two"))
    lease = client.CoordinationV1Api()
    renewed = lease.read_namespaced_lease("election", namespace).spec.renew_time
    until(lambda: lease.read_namespaced_lease("election", namespace).spec.renew_time > renewed, "a renewal")
    check(lease.read_namespaced_lease("election", namespace).spec.holder_identity == "one")
    check(led == ["one"], led)


def informers_keep_up():
    followed = informer.SharedInformer(core.list_namespaced_config_map, namespace=namespace)
    followed.start()
    until(lambda: len(followed.cache.list()) >= 5, "the first list")
    core.create_namespaced_config_map(namespace, client.V1ConfigMap(metadata=client.V1ObjectMeta(name="late")))
    until(lambda: followed.cache.get_by_key(f"{namespace}/late"), "the new object")
    core.delete_namespaced_config_map("late", namespace)
    until(lambda: not followed.cache.get_by_key(f"{namespace}/late"), "its end")


def custom_kinds_are_served_to_the_dynamic_client():
    anything = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    version = client.V1CustomResourceDefinitionVersion(
        name="v1", served=True, storage=True,
        schema=client.V1CustomResourceValidation(open_apiv3_schema={"type": "object", "properties": {"spec": anything}}))
    names = client.V1CustomResourceDefinitionNames(plural="tops", singular="top", kind="Top")
    client.ApiextensionsV1Api().create_custom_resource_definition(
        client.V1CustomResourceDefinition(
            metadata=client.V1ObjectMeta(name="tops.tests.example.com"),
            spec=client.V1CustomResourceDefinitionSpec(
                group="tests.example.com", scope="Namespaced", names=names, versions=[version])))
    calls = client.CustomObjectsApi()
    until(lambda: refusal(calls.list_cluster_custom_object, "tests.example.com", "v1", "tops") is None, "the new kind")
    dynamically = dynamic.DynamicClient(client.ApiClient())
    tops = dynamically.resources.get(api_version="tests.example.com/v1", kind="Top")
    body = {"apiVersion": "tests.example.com/v1", "kind": "Top", "metadata": {"name": "red"}, "spec": {"spin": 1}}
    check(tops.create(body=body, namespace=namespace).spec.spin == 1)
    patched = tops.patch(
        body={"spec": {"spin": 2}}, name="red", namespace=namespace, content_type="application/merge-patch+json")
    check(patched.spec.spin == 2)
    applied = tops.server_side_apply(
        body=body, name="red", namespace=namespace, field_manager="tests", force_conflicts=True)
    check(applied.spec.spin == 1)
    check([top.metadata.name for top in tops.get(namespace=namespace).items] == ["red"])
    event = next(iter(tops.watch(namespace=namespace, timeout=5)))
    check((event["type"], event["object"].metadata.name) == ("ADDED", "red"))
    tops.delete(name="red", namespace=namespace)
    check(not tops.get(namespace=namespace).items)
    nodes = dynamically.resources.get(api_version="v1", kind="Node")
    check(nodes.get(name="node-1").status.nodeInfo.operatingSystem == "linux")


run(
    server_introduces_itself, objects_are_written_and_read, patches_of_every_sort_work, lists_select_and_page,
    watches_tell_what_happens, workloads_run, containers_take_commands, informers_keep_up, leaders_are_elected,
    custom_kinds_are_served_to_the_dynamic_client)
