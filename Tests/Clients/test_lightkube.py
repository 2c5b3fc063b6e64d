"""lightkube: typed and generic objects, apply, lists in pages, watches, logs, commands in containers."""
# Needs: lightkube

from lightkube import ApiError, Client
from lightkube.generic_resource import create_namespaced_resource
from lightkube.models.apps_v1 import DeploymentSpec
from lightkube.models.core_v1 import Container, PodSpec, PodTemplateSpec
from lightkube.models.meta_v1 import LabelSelector, ObjectMeta
from lightkube.resources.apiextensions_v1 import CustomResourceDefinition
from lightkube.resources.apps_v1 import Deployment
from lightkube.resources.core_v1 import ConfigMap, Namespace, Node, Pod, ServiceAccount
from lightkube.types import PatchType

from checks import check, run, until

namespace = "with-lightkube"
client = Client(namespace=namespace, field_manager="tests")


def refusal(call, *arguments, **options):
    try:
        call(*arguments, **options)
    except ApiError as error:
        return error.status.code
    return None


def objects_are_written_and_read():
    client.create(Namespace(metadata=ObjectMeta(name=namespace)))
    check(client.get(Node, "node-1").status.nodeInfo.operatingSystem == "linux")
    settings = client.create(ConfigMap(metadata=ObjectMeta(name="settings"), data={"size": "1"}))
    check(settings.metadata.uid)
    settings.data["size"] = "2"
    check(client.replace(settings).data == {"size": "2"})
    check(refusal(client.replace, settings) == 409)
    check(client.patch(ConfigMap, "settings", {"data": {"color": "red"}}).data == {"size": "2", "color": "red"})
    json = client.patch(
        ConfigMap, "settings", [{"op": "remove", "path": "/data/size"}], patch_type=PatchType.JSON)
    check(json.data == {"color": "red"})
    configuration = ConfigMap(
        apiVersion="v1", kind="ConfigMap", metadata=ObjectMeta(name="settings"), data={"shape": "round"})
    first = client.apply(configuration)
    check(first.data == {"color": "red", "shape": "round"})
    check(client.apply(configuration).metadata.resourceVersion == first.metadata.resourceVersion)
    client.delete(ConfigMap, "settings")
    check(refusal(client.get, ConfigMap, "settings") == 404)


def lists_select_and_page():
    for number in range(7):
        labels = {"parity": "even" if number % 2 == 0 else "odd"}
        client.create(ConfigMap(metadata=ObjectMeta(name=f"n{number}", labels=labels)))
    paged = client.list(ConfigMap, labels={"parity": ["even", "odd"]}, chunk_size=2)
    check([each.metadata.name for each in paged] == [f"n{number}" for number in range(7)])
    check(len(list(client.list(ConfigMap, fields={"metadata.name": "n3"}, namespace="*"))) == 1)
    client.deletecollection(ConfigMap)
    check(len(list(client.list(ConfigMap, labels={"parity": ["even", "odd"]}))) == 0)


def pods_run_and_take_commands():
    until(lambda: list(client.list(ServiceAccount)), "the default account")
    container = Container(name="main", image="busybox:1.36", command=["sh", "-c", "echo started; sleep 3600"])
    client.create(Pod(metadata=ObjectMeta(name="box"), spec=PodSpec(containers=[container])))
    client.wait(Pod, "box", for_conditions=["Ready"])
    check(list(client.log("box")) == ["started\n"])
    answer = client.exec("box", command=["sh", "-c", "cat; exit 3"], stdin="hello", stdout=True)
    check((answer.stdout, answer.exit_code) == ("hello", 3), answer)
    client.delete(Pod, "box", grace_period=0)


def workloads_scale_while_watched():
    labels = {"app": "web"}
    template = PodTemplateSpec(
        metadata=ObjectMeta(labels=labels), spec=PodSpec(containers=[Container(name="web", image="nginx:1.27")]))
    spec = DeploymentSpec(replicas=1, selector=LabelSelector(matchLabels=labels), template=template)
    client.create(Deployment(metadata=ObjectMeta(name="web"), spec=spec))
    check(client.get(Deployment.Scale, "web").spec.replicas == 1)
    client.patch(Deployment.Scale, "web", {"spec": {"replicas": 2}})
    for event, deployment in client.watch(Deployment, fields={"metadata.name": "web"}, server_timeout=20):
        if deployment.status and deployment.status.readyReplicas == 2:
            break
    check(event == "MODIFIED" and len(list(client.list(Pod, labels=labels))) == 2)


def custom_kinds_are_served():
    schema = {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}
    client.create(
        CustomResourceDefinition.from_dict({
            "metadata": {"name": "tops.tests.example.com"},
            "spec": {
                "group": "tests.example.com", "scope": "Namespaced", "names": {"plural": "tops", "kind": "Top"},
                "versions": [{"name": "v1", "served": True, "storage": True, "schema": schema}],
            },
        }))
    top = create_namespaced_resource("tests.example.com", "v1", "Top", "tops")
    until(lambda: refusal(lambda: list(client.list(top))) is None, "the new kind")
    client.create(top(metadata={"name": "red"}, spec={"spin": 1}))
    check([each.spec["spin"] for each in client.list(top)] == [1])


run(
    objects_are_written_and_read, lists_select_and_page, pods_run_and_take_commands, workloads_scale_while_watched,
    custom_kinds_are_served)
