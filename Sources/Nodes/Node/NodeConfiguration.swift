/// A machine of the cluster, as its kubelet finds it.
package struct NodeConfiguration: Hashable, Sendable {
  package struct Taint: Hashable, Sendable {
    package var key: String
    package var value: String
    package var effect: String

    package init(key: String, value: String = "", effect: String) {
      self.key = key
      self.value = value
      self.effect = effect
    }
  }

  package var name: String
  /// Thousandths of a core.
  package var cpu: Int64
  /// Bytes.
  package var memory: Int64
  package var pods: Int
  package var labels: [String: String]
  package var taints: [Taint]
  /// As in the label `node-role.kubernetes.io/control-plane`.
  package var roles: [String]
  /// Image references that need no pull, as manifests write them: `nginx:1.27`.
  package var images: [String]
  /// Images whose names are further names of one of `images`, as `ctr image tag` makes them. containerd shows a container
  /// by the first name of its image.
  package var retagged: [String: String]

  package init(
    name: String, cpu: Int64 = 4000, memory: Int64 = 8 << 30, pods: Int = 110, labels: [String: String] = [:],
    taints: [Taint] = [], roles: [String] = [], images: [String] = [], retagged: [String: String] = [:]
  ) {
    self.name = name
    self.cpu = cpu
    self.memory = memory
    self.pods = pods
    self.labels = labels
    self.taints = taints
    self.roles = roles
    self.images = images
    self.retagged = retagged
  }
}
