import APIServer
import KubernetesModel

/// `apply --prune`: deletes what was applied before and is in no file any more.
struct Pruner {
  private static let namespaced = [
    "configmaps", "endpoints", "persistentvolumeclaims", "pods", "replicationcontrollers", "secrets", "services",
    "jobs.batch", "cronjobs.batch", "ingresses.networking.k8s.io", "daemonsets.apps", "deployments.apps",
    "replicasets.apps", "statefulsets.apps",
  ]
  private static let clusterWide = ["namespaces", "persistentvolumes"]

  private let context: CommandContext
  private let dryRun: DryRun
  /// What `--prune-allowlist` names.
  private let allowed: [DiscoveredResource]

  /// Throws when the allowlist names what is no `group/version/kind`, or is not served.
  init(_ context: CommandContext, dryRun: DryRun) throws(KubectlError) {
    self.context = context
    self.dryRun = dryRun
    let mapper = RESTMapper(client: context.client)
    var allowed: [DiscoveredResource] = []
    for text in context.flags.list("prune-allowlist") { allowed.append(try Self.mapping(text, mapper)) }
    self.allowed = allowed
  }

  /// Deletes what was applied before, but for the objects that `kept` still applies.
  func prune(allBut kept: [JSONValue]) throws(KubectlError) {
    var mappings = allowed
    if mappings.isEmpty {
      let mapper = RESTMapper(client: context.client)
      for word in Self.namespaced + Self.clusterWide {
        if let mapping = try mapper.find(word) { mappings.append(mapping) }
      }
      context.log(
        "prune.go:71",
        "Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag."
      )
    }
    let uids = Set(kept.map(\.uid))
    let namespaces = Set(kept.map(\.namespace).filter { !$0.isEmpty }).sorted()
    for namespace in namespaces {
      for mapping in mappings where mapping.isNamespaced { try prune(mapping, namespace: namespace, uids) }
    }
    for mapping in mappings where !mapping.isNamespaced { try prune(mapping, namespace: "", uids) }
  }

  private static func mapping(_ text: String, _ mapper: RESTMapper) throws(KubectlError) -> DiscoveredResource {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else {
      throw .message("invalid GroupVersionKind format: \(text), please follow <group/version/kind>")
    }
    let group = parts[0] == "core" ? "" : parts[0]
    return try mapper.resource(kind: parts[2], apiVersion: group.isEmpty ? parts[1] : group + "/" + parts[1])
  }

  private func prune(_ mapping: DiscoveredResource, namespace: String, _ uids: Set<String>) throws(KubectlError) {
    var query = ResourceQuery(namespace: namespace)
    let selector = context.flags.string("selector")
    if !selector.isEmpty { query.labelSelector = selector }
    for item in try ResourceFetcher(context.client, query).items(.list(mapping, namespace: namespace)) {
      guard let object = item.object, LastApplied.configuration(of: object) != nil, !uids.contains(object.uid) else {
        continue
      }
      if dryRun != .client {
        let options = DeletionOptions(
          propagation: try DeletionOptions.propagation(context), gracePeriod: nil, dryRun: dryRun)
        _ = try context.client.send(.delete, item.path(), body: .value(options.body), asked: item.asked)
      }
      // Each has a printer of its own: nothing stands between documents.
      try OutcomePrinter(context, dryRun: dryRun).print(item, object, "pruned")
    }
  }
}
