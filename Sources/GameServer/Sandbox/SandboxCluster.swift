import APIServer
package import Cluster
import KubernetesModel
import Nodes
package import SimulationKernel

/// A healthy cluster to play with.
package enum SandboxCluster {
  /// How long the cluster has been up when it is handed over: its nodes are ready, its services run.
  private static let warmUp = Duration.seconds(60)

  /// - Parameters:
  ///   - nodes: How many; they are called `node-1`, `node-2` and so on.
  ///   - isBare: Without DNS, metrics and storage: a control plane and kubelets only.
  package static func make(nodes: Int, isBare: Bool, seed: UInt64, at now: Instant) -> Cluster {
    let machines = (0..<nodes).map { number in
      NodeConfiguration(
        name: "node-\(number + 1)", cpu: isBare ? 2000 : 4000, memory: 8 << 30, images: images,
        retagged: isBare ? retagged : [:])
    }
    var cluster = Cluster(ClusterConfiguration(nodes: machines, isBare: isBare), seed: seed, at: now - warmUp)
    cluster.advance(to: now)
    return cluster
  }

  /// In the recorded cluster one image stands for every release of nginx.
  private static let retagged = ["nginx:1.27": "nginx:1.25", "nginx:1.28": "nginx:1.25"]

  /// What the nodes have pulled before.
  private static let images = [
    "busybox:1.28", "busybox:1.36", "busybox:latest", "nginx:1.25", "nginx:1.27", "nginx:1.28",
    "registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.10",
  ]
}
