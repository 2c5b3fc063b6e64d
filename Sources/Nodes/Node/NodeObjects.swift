import KubernetesModel
import SimulationKernel

/// What a kubelet writes about its machine. A reference, since it never changes and nodes are copied with every change.
final class NodeObjects: Sendable {
  let configuration: NodeConfiguration
  /// The node's place in the cluster, from which its addresses follow.
  let index: Int

  init(configuration: NodeConfiguration, index: Int) {
    self.configuration = configuration
    self.index = index
  }

  var address: String { "192.168.\(index / 200).\(10 + index % 200)" }
  var podNetwork: String { "10.244.\(index)" }
  /// From where the node reaches its pods.
  var podGateway: String { podNetwork + ".1" }
  /// Kubelet: keeps 100Mi for evictions.
  var allocatableMemory: Int64 { max(0, configuration.memory - 100 << 20) }

  func node(at now: Instant) -> JSONValue {
    var metadata: JSONValue = ["name": .string(configuration.name), "labels": JSONValue(labels)]
    metadata["annotations"] = ["volumes.kubernetes.io/controller-managed-attach-detach": "true"]
    var spec: JSONValue = [
      "podCIDR": .string(podNetwork + ".0/24"), "podCIDRs": [.string(podNetwork + ".0/24")],
    ]
    if !configuration.taints.isEmpty {
      spec["taints"] = .array(
        configuration.taints.map { taint in
          var value: JSONValue = ["key": .string(taint.key), "effect": .string(taint.effect)]
          if !taint.value.isEmpty { value["value"] = .string(taint.value) }
          return value
        })
    }
    return [
      "apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": status(at: now),
    ]
  }

  private var labels: [String: String] {
    var labels = [
      "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": configuration.name, "kubernetes.io/os": "linux",
    ]
    for role in configuration.roles { labels["node-role.kubernetes.io/" + role] = "" }
    return labels.merging(configuration.labels) { _, given in given }
  }

  private func status(at now: Instant) -> JSONValue {
    let capacity = resources(memory: configuration.memory)
    let allocatable = resources(memory: allocatableMemory)
    return [
      "addresses": [
        ["address": .string(address), "type": "InternalIP"],
        ["address": .string(configuration.name), "type": "Hostname"],
      ],
      "allocatable": allocatable, "capacity": capacity, "conditions": .array(conditions(at: now)),
      "daemonEndpoints": ["kubeletEndpoint": ["Port": 10250]], "nodeInfo": nodeInfo,
      "runtimeHandlers": [["features": ["recursiveReadOnlyMounts": true, "userNamespaces": true], "name": ""]],
    ]
  }

  private func resources(memory: Int64) -> JSONValue {
    let cpu = configuration.cpu % 1000 == 0 ? String(configuration.cpu / 1000) : "\(configuration.cpu)m"
    return [
      "cpu": .string(cpu), "ephemeral-storage": "61202244Ki", "hugepages-1Gi": "0", "hugepages-2Mi": "0",
      "memory": .string("\(memory / 1024)Ki"), "pods": .string(String(configuration.pods)),
    ]
  }

  func conditions(at now: Instant) -> [JSONValue] {
    [
      ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
      ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
      ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
      ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
    ].map { type, status, reason, message in
      [
        "lastHeartbeatTime": .string(now.rfc3339), "lastTransitionTime": .string(now.rfc3339),
        "message": .string(message), "reason": .string(reason), "status": .string(status), "type": .string(type),
      ]
    }
  }

  /// Digits that stay the same for one machine and differ between machines.
  private func digits(_ purpose: String) -> String {
    var mint = Mint(seed: RandomStream.seed(of: purpose + "/" + configuration.name))
    return mint.uid()
  }

  private var nodeInfo: JSONValue {
    [
      "architecture": "amd64", "bootID": .string(digits("boot")), "containerRuntimeVersion": "containerd://2.1.4",
      "kernelVersion": "6.12.41", "kubeProxyVersion": "", "kubeletVersion": "v1.36.2",
      "machineID": .string(digits("machine").filter { $0 != "-" }), "operatingSystem": "linux",
      "osImage": "Debian GNU/Linux 13 (trixie)", "swap": ["capacity": 0], "systemUUID": .string(digits("system")),
    ]
  }

  func lease(at now: Instant, uid: String) -> JSONValue {
    [
      "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
      "metadata": [
        "name": .string(configuration.name), "namespace": "kube-node-lease",
        "ownerReferences": [
          ["apiVersion": "v1", "kind": "Node", "name": .string(configuration.name), "uid": .string(uid)]
        ],
      ],
      "spec": [
        "holderIdentity": .string(configuration.name), "leaseDurationSeconds": 40,
        "renewTime": .string(now.rfc3339Micro),
      ],
    ]
  }
}

extension RandomStream {
  /// A seed that follows from a text.
  fileprivate static func seed(of text: String) -> UInt64 {
    var stream = RandomStream(seed: 0, name: text)
    return stream.next()
  }
}
