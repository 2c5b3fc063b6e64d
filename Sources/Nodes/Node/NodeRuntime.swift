import APIServer
import KubernetesModel
import SimulationKernel

/// A machine and what its kubelet says about it. Leases are renewed every 10 s, a status that did not change is
/// reported every 5 minutes (kubelet: `nodeStatusReportFrequency`).
struct NodeRuntime: Sendable {
  let objects: NodeObjects

  static let nodes = GroupResource("nodes")
  static let leases = GroupResource(group: "coordination.k8s.io", "leases")

  var name: String { objects.configuration.name }
  private var user: UserInfo { .kubelet(on: name) }

  func register(api: inout APIServer, at now: Instant) {
    _ = try? api.create(objects.node(at: now), in: Self.nodes, as: user, at: now)
  }

  func renewLease(api: inout APIServer, at now: Instant) {
    if let lease = api.get(Self.leases, namespace: "kube-node-lease", name) {
      var value = lease.value
      value.set(.string(now.rfc3339Micro), at: "spec", "renewTime")
      _ = try? api.update(value, in: Self.leases, as: user, at: now)
    } else if let node = api.get(Self.nodes, name) {
      _ = try? api.create(objects.lease(at: now, uid: node.uid), in: Self.leases, as: user, at: now)
    }
  }

  func reportStatus(api: inout APIServer, at now: Instant) {
    guard let node = api.get(Self.nodes, name) else { return }
    var value = node.value
    value.update("status") { status in
      status.update("conditions") { conditions in
        conditions.updateArray { elements in
          for index in elements.indices { elements[index]["lastHeartbeatTime"] = .string(now.rfc3339) }
        }
      }
    }
    _ = try? api.updateStatus(value, in: Self.nodes, as: user, at: now)
  }
}
