package import KubernetesModel

/// An object as resource quotas see it: what it takes of each resource that they can limit, and which of them count it.
package struct QuotaSubject {
  private let object: JSONValue
  private let resource: GroupResource
  /// nil for what is no pod, or one that takes nothing any more.
  private let amounts: (requests: ResourceAmounts, limits: ResourceAmounts)?

  package init(_ object: JSONValue, _ resource: GroupResource) {
    self.object = object
    self.resource = resource
    let pod = Pod(object)
    amounts = resource == .pods && !pod.isFinished ? (pod.requests, pod.limits) : nil
  }

  /// The resource whose objects take of what a quota names: `requests.cpu`, `count/jobs.batch`, `services.nodeports`.
  package static func resource(for name: String) -> GroupResource {
    if name.hasPrefix("count/") {
      let parts = name.dropFirst("count/".count).split(separator: ".", maxSplits: 1).map(String.init)
      return GroupResource(group: parts.count > 1 ? parts[1] : "", parts.first ?? "")
    }
    if name.hasPrefix("services") { return .services }
    if name == "requests.storage" || storageClass(in: name) != nil { return .persistentVolumeClaims }
    let counted: [GroupResource] = [
      .configMaps, .secrets, .persistentVolumeClaims, .replicationControllers, .resourceQuotas,
    ]
    return counted.first { $0.resource == name } ?? .pods
  }

  /// Reads `gold.storageclass.storage.k8s.io/requests.storage`.
  private static func storageClass(in name: String) -> (name: String, counted: String)? {
    let mark = ".storageclass.storage.k8s.io"
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].hasSuffix(mark) else { return nil }
    return (String(parts[0].dropLast(mark.count)), parts[1])
  }

  /// How much the object takes; zero of what is not counted in objects of its kind.
  package func amount(of name: String) -> Quantity {
    if name == "count/" + resource.qualified { return Quantity(1) }
    switch resource {
    case .pods: return amountOfPod(name)
    case .services where name.hasPrefix("services."): return amountOfService(name)
    case .persistentVolumeClaims where name != resource.resource: return amountOfClaim(name)
    default: return resource.group.isEmpty && name == resource.resource ? Quantity(1) : .zero
    }
  }

  private func amountOfPod(_ name: String) -> Quantity {
    guard let amounts else { return .zero }
    if name == "pods" { return Quantity(1) }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    switch parts.count == 2 ? parts[0] : "" {
    case "limits": return amounts.limits[parts[1]]
    case "requests": return amounts.requests[parts[1]]
    default: return amounts.requests[name]
    }
  }

  private func amountOfService(_ name: String) -> Quantity {
    let service = Service(object)
    switch (name, service.type) {
    case ("services.loadbalancers", "LoadBalancer"): return Quantity(1)
    case ("services.nodeports", "NodePort"): return Quantity(Int64(service.ports.count))
    case ("services.nodeports", "LoadBalancer"):
      let allocates = object.at("spec", "allocateLoadBalancerNodePorts")?.boolValue ?? true
      return Quantity(Int64(service.ports.count { allocates || $0.nodePort > 0 }))
    default: return .zero
    }
  }

  private func amountOfClaim(_ name: String) -> Quantity {
    let limited = Self.storageClass(in: name)
    if let limited, object.at("spec", "storageClassName")?.stringValue != limited.name { return .zero }
    switch limited?.counted ?? name {
    case "persistentvolumeclaims": return Quantity(1)
    case "requests.storage":
      return ResourceAmounts(object.at("spec", "resources", "requests"))["storage"]
    default: return .zero
    }
  }

  // MARK: Scopes

  /// Whether a quota counts the object: one with scopes counts only pods that are in all of them.
  package func isCounted(by quota: JSONValue) -> Bool {
    let scopes = quota.list("spec", "scopes").compactMap(\.stringValue)
    let terms = quota.list("spec", "scopeSelector", "matchExpressions")
    if scopes.isEmpty, terms.isEmpty { return true }
    guard resource == .pods else { return false }
    return scopes.allSatisfy { isIn($0) } && terms.allSatisfy(matches)
  }

  private func matches(_ term: JSONValue) -> Bool {
    let scope = term.text("scopeName")
    guard scope == "PriorityClass" else { return isIn(scope) == (term.text("operator") != "DoesNotExist") }
    let name = object.text("spec", "priorityClassName")
    let isListed = term.list("values").contains { $0.stringValue == name }
    return switch term.text("operator") {
    case "In": isListed
    case "NotIn": !isListed
    case "DoesNotExist": name.isEmpty
    default: !name.isEmpty
    }
  }

  private func isIn(_ scope: String) -> Bool {
    let pod = Pod(object)
    let isBestEffort = pod.requests.isEmpty && pod.limits.isEmpty
    return switch scope {
    case "BestEffort": isBestEffort
    case "NotBestEffort": !isBestEffort
    case "Terminating": pod.spec["activeDeadlineSeconds"] != nil
    case "NotTerminating": pod.spec["activeDeadlineSeconds"] == nil
    case "PriorityClass": !object.text("spec", "priorityClassName").isEmpty
    case "CrossNamespacePodAffinity": reachesOtherNamespaces
    default: true
    }
  }

  private var reachesOtherNamespaces: Bool {
    ["podAffinity", "podAntiAffinity"].contains { kind in
      let affinity = object.at("spec", "affinity", kind) ?? .null
      let terms =
        affinity.list("requiredDuringSchedulingIgnoredDuringExecution")
        + affinity.list("preferredDuringSchedulingIgnoredDuringExecution").map { $0["podAffinityTerm"] ?? .null }
      return terms.contains { !$0.list("namespaces").isEmpty || $0["namespaceSelector"] != nil }
    }
  }
}
