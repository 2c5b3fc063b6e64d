import APIServer
import Cluster
import ContainerShell
import KubernetesModel
import Nodes
import SimulationKernel

/// A simulated hour of 10 nodes and 200 pods, three of which crash again and again.
struct HourBench {
  func measure() throws -> Figure {
    let start = Instant(seconds: 1_800_000_000)
    let nodes = (1...10).map { NodeConfiguration(name: "node-\($0)", cpu: 8000, memory: 32 << 30) }
    var cluster = Cluster(ClusterConfiguration(nodes: nodes), seed: 1, at: start)
    for number in 1...20 {
      try create(deployment("web-\(number)", replicas: number == 20 ? 7 : 10), in: &cluster)
    }
    try create(deployment("crash", replicas: 3, command: ["sh", "-c", "echo starting; sleep 5; exit 1"]), in: &cluster)
    cluster.advance(to: start + .seconds(600))
    let pods = cluster.server.list(.pods, namespace: "default").count
    guard pods == 200 else { throw Failure("\(pods) pods instead of 200") }
    let time = Stopwatch.milliseconds { cluster.advance(to: start + .seconds(4200)) }
    return Figure(measure: "one hour of 10 nodes, 200 pods, 3 crash loops", value: time, unit: "ms", limit: 300)
  }

  private func create(_ object: JSONValue, in cluster: inout Cluster) throws {
    let response = cluster.handle(
      APIRequest(.post, "/apis/apps/v1/namespaces/default/deployments", body: .value(object)), at: cluster.now)
    guard response.isSuccess else { throw Failure("the cluster refused a deployment: status \(response.status)") }
  }

  private func deployment(_ name: String, replicas: Int, command: [String] = []) -> JSONValue {
    var container: JSONValue = [
      "name": "app", "image": "busybox:1.36",
      "readinessProbe": ["httpGet": ["path": "/healthz", "port": 8080], "periodSeconds": 10],
      "ports": [["containerPort": 8080]], "resources": ["requests": ["cpu": "50m", "memory": "64Mi"]],
    ]
    if command.isEmpty {
      container["image"] = "registry.test/shop/web:1.0"
    } else {
      container["command"] = .array(command.map { .string($0) })
    }
    return [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name)],
      "spec": [
        "replicas": JSONValue(replicas), "selector": ["matchLabels": ["app": .string(name)]],
        "template": ["metadata": ["labels": ["app": .string(name)]], "spec": ["containers": [container]]],
      ],
    ]
  }
}
