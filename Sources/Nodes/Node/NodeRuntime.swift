import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// A machine and what its kubelet says about it. Leases are renewed every 10 s, a status that did not change is
/// reported every 5 minutes (kubelet: `nodeStatusReportFrequency`).
struct NodeRuntime: Sendable {
  let objects: NodeObjects
  let catalogue: ImageCatalogue
  /// When, within each second, the kubelet asks the runtime what became of its containers.
  let relistOffset: Duration
  /// A machine that is off, or whose kubelet stopped, says and does nothing.
  var isRunning = true
  /// Whether the node was cordoned when its kubelet last looked.
  private(set) var isUnschedulable = false
  /// By their full names.
  private(set) var images: TreeDictionary<String, PulledImage> = [:]
  /// The pods' addresses: last numbers by pod.
  private var addresses: TreeDictionary<Int, String> = [:]
  private var lastAddress = 1

  var name: String { objects.configuration.name }
  private var user: UserInfo { .kubelet(on: name) }

  init(objects: NodeObjects, catalogue: ImageCatalogue, relistOffset: Duration) {
    self.objects = objects
    self.catalogue = catalogue
    self.relistOffset = relistOffset
    for name in objects.configuration.images {
      if let image = Self.image(name, catalogue) { images[image.reference.text] = image }
    }
    for (name, first) in objects.configuration.retagged {
      guard let image = Self.image(name, catalogue), let first = Self.image(first, catalogue) else { continue }
      images[image.reference.text] = image.named(as: first)
    }
  }

  private static func image(_ name: String, _ catalogue: ImageCatalogue) -> PulledImage? {
    guard let reference = try? ImageReference(name), case .pulled(let image) = catalogue.pull(reference) else {
      return nil
    }
    return image
  }

  func register(api: inout APIServer, at now: Instant) {
    var node = objects.node(at: now)
    node.set(imageList, at: "status", "images")
    let status = node["status"]
    guard let created = try? api.create(node, in: .nodes, as: user, at: now) else { return }
    var value = created.value
    value["status"] = status
    _ = try? api.updateStatus(value, in: .nodes, as: user, at: now)
  }

  func renewLease(api: inout APIServer, at now: Instant) {
    if let lease = api.get(.leases, namespace: "kube-node-lease", name) {
      var value = lease.value
      value.set(.string(now.rfc3339Micro), at: "spec", "renewTime")
      _ = try? api.update(value, in: .leases, as: user, at: now)
    } else if let node = api.get(.nodes, name) {
      _ = try? api.create(objects.lease(at: now, uid: node.uid), in: .leases, as: user, at: now)
    }
  }

  /// Tells that the node is well; after a silence that the control plane noticed, its conditions turn again.
  func reportStatus(api: inout APIServer, at now: Instant) {
    guard let node = api.get(.nodes, name) else { return }
    var view = Node(node.value)
    var conditions = view.conditions
    for condition in objects.conditions(at: now) { conditions.set(Condition(condition), at: now.rfc3339) }
    view.conditions = conditions
    view.value.set(imageList, at: "status", "images")
    _ = try? api.updateStatus(view.value, in: .nodes, as: user, at: now)
  }

  /// Notes that the node was cordoned or uncordoned.
  mutating func reportSchedulability(api: inout APIServer, at now: Instant) {
    guard let node = api.get(.nodes, name) else { return }
    let isUnschedulable = Node(node.value).isUnschedulable
    guard isUnschedulable != self.isUnschedulable else { return }
    self.isUnschedulable = isUnschedulable
    let reason = isUnschedulable ? "NodeNotSchedulable" : "NodeSchedulable"
    // A kubelet names its node by this uid in its events, whatever uid the object has.
    api.recordEvent(
      regarding: ["kind": "Node", "name": .string(name), "uid": .string(name)], reason: reason,
      message: "Node \(name) status is now: \(reason)", from: EventSource("kubelet", host: name), at: now)
  }

  /// As a kubelet lists them: the largest first, at most 50.
  private var imageList: JSONValue {
    var byIdentifier: [String: (names: [String], size: Int64)] = [:]
    for (name, image) in images { byIdentifier[image.identifier, default: ([], image.size)].names.append(name) }
    let sorted = byIdentifier.sorted { ($1.value.size, $0.key) < ($0.value.size, $1.key) }
    return .array(
      sorted.prefix(50).map { identifier, image in
        [
          "names": .array(([identifier] + image.names.sorted()).map(JSONValue.string)),
          "sizeBytes": .integer(image.size),
        ]
      })
  }

  mutating func add(_ image: PulledImage) { images[image.reference.text] = image }

  /// What of a resource pods may have, as a quantity.
  func allocatable(_ resource: String) -> Quantity? {
    switch resource {
    case "cpu": Quantity(milli: objects.configuration.cpu)
    case "memory": Quantity(objects.allocatableMemory, format: .binary)
    default: nil
    }
  }

  /// Gives a pod the next free address; on the host's network it has the node's.
  mutating func claimAddress(for pod: PodRuntime) -> String {
    if pod.isRunningOnHostNetwork { return objects.address }
    for _ in 2...254 {
      lastAddress = lastAddress >= 254 ? 2 : lastAddress + 1
      if addresses[lastAddress] == nil { break }
    }
    addresses[lastAddress] = pod.uid
    return objects.podNetwork + "." + String(lastAddress)
  }

  mutating func releaseAddress(of pod: String) {
    for (number, owner) in addresses where owner == pod { addresses[number] = nil }
  }
}
