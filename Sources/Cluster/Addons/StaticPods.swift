import APIServer
import KubernetesModel
import Nodes
import SimulationKernel

/// The control plane's own pods, which the kubelet of a control-plane node runs from files and shows in the API.
struct StaticPods {
  private static let components = [
    ("etcd", "registry.k8s.io/etcd:3.6.6-0", "100m", 2379),
    ("kube-apiserver", "registry.k8s.io/kube-apiserver:v1.36.2", "250m", 6443),
    ("kube-controller-manager", "registry.k8s.io/kube-controller-manager:v1.36.2", "200m", 10257),
    ("kube-scheduler", "registry.k8s.io/kube-scheduler:v1.36.2", "100m", 10259),
  ]

  static let images = components.map { $0.1 }

  static func pods(on node: StoredObject) -> [JSONValue] {
    components.map { name, image, cpu, port in
      let hash = digest(name + "/" + node.name)
      return [
        "apiVersion": "v1", "kind": "Pod",
        "metadata": [
          "name": .string(name + "-" + node.name), "namespace": "kube-system",
          "labels": ["component": .string(name), "tier": "control-plane"],
          "annotations": [
            "kubernetes.io/config.hash": .string(hash), "kubernetes.io/config.mirror": .string(hash),
            "kubernetes.io/config.source": "file",
          ],
          "ownerReferences": [
            [
              "apiVersion": "v1", "controller": true, "kind": "Node", "name": .string(node.name),
              "uid": .string(node.uid),
            ]
          ],
        ],
        "spec": [
          "nodeName": .string(node.name), "hostNetwork": true, "priorityClassName": "system-node-critical",
          "enableServiceLinks": true, "tolerations": [["effect": "NoExecute", "operator": "Exists"]],
          "containers": [
            [
              "name": .string(name), "image": .string(image), "imagePullPolicy": "IfNotPresent",
              "command": [.string(name)], "resources": ["requests": ["cpu": .string(cpu)]],
              "ports": [["containerPort": JSONValue(port), "protocol": "TCP"]],
            ]
          ],
        ],
      ]
    }
  }

  private static func digest(_ text: String) -> String {
    var mint = Mint(seed: RandomStream(seed: 0, name: text).hashedSeed)
    return mint.hexDigits(32)
  }
}

extension RandomStream {
  fileprivate var hashedSeed: UInt64 {
    var copy = self
    return copy.next()
  }
}
