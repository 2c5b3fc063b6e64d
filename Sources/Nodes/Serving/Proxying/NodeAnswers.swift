import APIServer
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// What a kubelet answers on its own port, which `nodes/NAME/proxy` leads to.
extension Kubelets {
  static let kubeletPort = 10_250

  func nodeAnswer(
    _ proxied: ProxiedPath, _ connection: PodConnection, api: inout APIServer, queue: inout WorkQueue
  ) -> APIResponse {
    let name = connection.pod.name
    guard let node = nodes[name], node.isRunning else {
      let address = nodes[name]?.objects.address ?? name
      return Self.notReached("dial tcp \(address):\(Self.kubeletPort): connect: no route to host")
    }
    guard proxied.port.isEmpty || Int(proxied.port) == Self.kubeletPort else {
      return Self.notReached("dial tcp \(node.objects.address):\(proxied.port): connect: connection refused")
    }
    guard connection.request.method == .get else { return Self.text(405, "405: Method Not Allowed") }
    let words = proxied.path.split(separator: "/").map(String.init)
    switch words {
    case ["healthz"], ["healthz", "ping"], ["healthz", "log"], ["healthz", "syncloop"]: return Self.text(200, "ok")
    case ["pods"], ["runningpods"]: return APIResponse(status: 200, body: .value(podList(on: name)))
    case ["configz"]: return APIResponse(status: 200, body: .value(configuration(of: node)))
    case ["stats", "summary"]: return APIResponse(status: 200, body: .value(summary(of: node, at: queue.now)))
    case ["metrics"]: return Self.text(200, metrics(of: node))
    case ["metrics", "resource"], ["metrics", "cadvisor"]:
      return Self.text(200, resourceMetrics(of: node, at: queue.now))
    case ["metrics", "probes"]: return Self.text(200, "")
    case ["logs"]:
      return APIResponse(status: 200, contentType: "text/html; charset=utf-8", body: .bytes(Self.logFolder))
    default: return Self.text(404, "404 page not found\n")
    }
  }

  private static let logFolder = Array(
    """
    <!doctype html>
    <meta name="viewport" content="width=device-width">
    <pre>
    <a href="containers/">containers/</a>
    <a href="pods/">pods/</a>
    </pre>

    """.utf8)

  private static func text(_ status: Int, _ text: String) -> APIResponse {
    APIResponse(status: status, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
  }

  private static func notReached(_ reason: String) -> APIResponse {
    APIResponse(
      APIStatus(
        code: 503, reason: "ServiceUnavailable", message: "error trying to reach service: " + reason,
        hasDetails: false))
  }

  // MARK: Objects

  private func pods(on node: String) -> [PodRuntime] { pods.sorted.filter { $0.node == node && !$0.isTerminated } }

  private func podList(on node: String) -> JSONValue {
    let items = pods(on: node).map(\.object.value)
    return ["kind": "PodList", "apiVersion": "v1", "metadata": [:], "items": .array(items)]
  }

  /// The part of the configuration that the simulation follows.
  private func configuration(of node: NodeRuntime) -> JSONValue {
    [
      "kubeletconfig": [
        "kind": "KubeletConfiguration", "apiVersion": "kubelet.config.k8s.io/v1beta1", "cgroupDriver": "systemd",
        "clusterDNS": ["10.96.0.10"], "clusterDomain": "cluster.local",
        "evictionHard": ["memory.available": "100Mi"], "healthzBindAddress": "127.0.0.1", "healthzPort": 10_248,
        "maxPods": JSONValue(node.objects.configuration.pods), "nodeLeaseDurationSeconds": 40,
        "nodeStatusReportFrequency": "5m0s", "nodeStatusUpdateFrequency": "10s", "port": JSONValue(Self.kubeletPort),
        "staticPodPath": "/etc/kubernetes/manifests",
      ]
    ]
  }

  private func summary(of node: NodeRuntime, at now: Instant) -> JSONValue {
    let usage = usage(ofNode: node.name, at: now) ?? ResourceUsage(cpu: 0, memory: 0)
    let pods = pods(on: node.name).map { pod -> JSONValue in
      let containers = (self.usage(ofPod: pod.uid, at: now) ?? []).map { container -> JSONValue in
        let created = pod.containers.first { $0.name == container.name }?.instance?.created ?? now
        var stats = Self.stats(container.usage, since: created, at: now)
        stats["name"] = .string(container.name)
        return stats
      }
      return [
        "podRef": ["name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid)],
        "startTime": .string((pod.startTime ?? now).rfc3339), "containers": .array(containers),
      ]
    }
    var stats = Self.stats(usage, since: now, at: now)
    stats["startTime"] = nil
    stats["nodeName"] = .string(node.name)
    return ["node": stats, "pods": .array(pods)]
  }

  private static func stats(_ usage: ResourceUsage, since start: Instant, at now: Instant) -> JSONValue {
    [
      "startTime": .string(start.rfc3339),
      "cpu": ["time": .string(now.rfc3339), "usageNanoCores": .integer(usage.cpu * 1_000_000)],
      "memory": [
        "time": .string(now.rfc3339), "usageBytes": .integer(usage.memory), "workingSetBytes": .integer(usage.memory),
      ],
    ]
  }

  // MARK: Metrics

  private func metrics(of node: NodeRuntime) -> String {
    let pods = pods(on: node.name)
    let containers = pods.reduce(0) { count, pod in count + pod.containers.count { $0.isRunning } }
    return """
      # HELP kubelet_node_name [ALPHA] The node's name. The count is always 1.
      # TYPE kubelet_node_name gauge
      kubelet_node_name{node="\(node.name)"} 1
      # HELP kubelet_running_containers [ALPHA] Number of containers currently running
      # TYPE kubelet_running_containers gauge
      kubelet_running_containers{container_state="running"} \(containers)
      # HELP kubelet_running_pods [ALPHA] Number of pods that have a running pod sandbox
      # TYPE kubelet_running_pods gauge
      kubelet_running_pods \(pods.count { $0.sandbox != nil })

      """
  }

  private func resourceMetrics(of node: NodeRuntime, at now: Instant) -> String {
    let milliseconds = now.microseconds / 1000
    var text = """
      # HELP container_memory_working_set_bytes [STABLE] Current working set of the container in bytes
      # TYPE container_memory_working_set_bytes gauge

      """
    for pod in pods(on: node.name) {
      for (name, usage) in usage(ofPod: pod.uid, at: now) ?? [] {
        text += "container_memory_working_set_bytes{container=\"\(name)\",namespace=\"\(pod.namespace)\","
        text += "pod=\"\(pod.name)\"} \(usage.memory) \(milliseconds)\n"
      }
    }
    let memory = usage(ofNode: node.name, at: now)?.memory ?? 0
    return text + """
      # HELP node_memory_working_set_bytes [STABLE] Current working set of the node in bytes
      # TYPE node_memory_working_set_bytes gauge
      node_memory_working_set_bytes \(memory) \(milliseconds)
      # HELP resource_scrape_error [STABLE] 1 if there was an error while getting container metrics, 0 otherwise
      # TYPE resource_scrape_error gauge
      resource_scrape_error 0

      """
  }
}
