import APIServer
import KubernetesModel

/// Whether the pod's claims let it be scheduled, and where.
extension Placement {
  private var claimNames: [String] {
    pod.volumes.compactMap { volume in
      if let name = volume.at("persistentVolumeClaim", "claimName")?.stringValue { return name }
      guard volume["ephemeral"] != nil, let name = volume["name"]?.stringValue else { return nil }
      return pod.name + "-" + name
    }
  }

  private var claims: [JSONValue] {
    claimNames.compactMap { api.get(.persistentVolumeClaims, namespace: pod.namespace, $0)?.value }
  }

  /// Why no node can be considered at all.
  var obstacle: String? {
    for name in claimNames {
      guard let claim = api.get(.persistentVolumeClaims, namespace: pod.namespace, name)?.value else {
        return "persistentvolumeclaim \"\(name)\" not found"
      }
      if claim.at("status", "phase")?.stringValue == "Lost" {
        let volume = claim.at("spec", "volumeName")?.stringValue ?? ""
        return "persistentvolumeclaim \"\(name)\" bound to non-existent persistentvolume \"\(volume)\""
      }
      if claim.isBeingDeleted { return "persistentvolumeclaim \"\(name)\" is being deleted" }
    }
    let isUnbound = claims.contains { !isBound($0) && !waitsForConsumer($0) }
    return isUnbound ? "pod has unbound immediate PersistentVolumeClaims" : nil
  }

  private func isBound(_ claim: JSONValue) -> Bool {
    !(claim.at("spec", "volumeName")?.stringValue ?? "").isEmpty
      && claim.annotations["pv.kubernetes.io/bind-completed"] != nil
  }

  private func storageClass(of claim: JSONValue) -> JSONValue? {
    claim.at("spec", "storageClassName")?.stringValue.flatMap { api.get(.storageClasses, $0)?.value }
  }

  private func waitsForConsumer(_ claim: JSONValue) -> Bool {
    storageClass(of: claim)?["volumeBindingMode"]?.stringValue == "WaitForFirstConsumer"
  }

  /// A claim that one pod at a time may use keeps the next away from every node.
  func heldClaim(among nodes: [NodeState]) -> Rejection? {
    let single = claims.filter {
      $0.at("spec", "accessModes")?.arrayValue?.contains("ReadWriteOncePod") ?? false
    }.map(\.name)
    guard !single.isEmpty else { return nil }
    let isHeld = nodes.contains { node in
      node.pods.contains { other in
        other.pod.namespace == pod.namespace
          && other.pod.volumes.contains { volume in
            volume.at("persistentVolumeClaim", "claimName")?.stringValue.map(single.contains) ?? false
          }
      }
    }
    guard isHeld else { return nil }
    return Rejection(
      .volumeRestrictions,
      "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode")
  }

  func volumes(_ state: NodeState) -> Rejection? {
    for claim in claims {
      if isBound(claim) {
        guard let volume = api.get(.persistentVolumes, claim.at("spec", "volumeName")?.stringValue ?? "")?.value else {
          return Rejection(
            .volumeBinding, "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)", isFinal: true)
        }
        if !isReachable(volume, from: state.node) {
          return Rejection(.volumeBinding, "node(s) didn't match PersistentVolume's node affinity", isFinal: true)
        }
      } else if !canBind(claim, on: state.node) {
        return Rejection(.volumeBinding, "node(s) didn't find available persistent volumes to bind", isFinal: true)
      }
    }
    return nil
  }

  private func isReachable(_ volume: JSONValue, from node: Node) -> Bool {
    guard let terms = volume.at("spec", "nodeAffinity", "required", "nodeSelectorTerms")?.arrayValue else {
      return true
    }
    return terms.contains { NodeSelectorTerm($0).matches(node) }
  }

  /// Whether a claim that waits for its first consumer could get a volume on the node.
  private func canBind(_ claim: JSONValue, on node: Node) -> Bool {
    guard let storageClass = storageClass(of: claim) else { return false }
    if storageClass["provisioner"]?.stringValue != "kubernetes.io/no-provisioner" { return true }
    let wanted = ResourceAmounts(claim.at("spec", "resources", "requests"))["storage"]
    return api.list(.persistentVolumes).contains { stored in
      let volume = stored.value
      return volume.at("status", "phase")?.stringValue == "Available"
        && volume.at("spec", "storageClassName")?.stringValue == storageClass.name
        && !(ResourceAmounts(volume.at("spec", "capacity"))["storage"] < wanted) && isReachable(volume, from: node)
    }
  }

  /// Claims that get their volume where the pod goes.
  var waitingClaims: [JSONValue] { claims.filter { !isBound($0) } }
}
