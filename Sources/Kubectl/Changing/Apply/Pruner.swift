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
  private let printer: OutcomePrinter
  private let kept: [JSONValue]

  init(_ context: CommandContext, dryRun: DryRun, printer: OutcomePrinter, kept: [JSONValue]) {
    self.context = context
    self.dryRun = dryRun
    self.printer = printer
    self.kept = kept
  }

  /// Refuses what is no `group/version/kind`.
  static func check(_ allowed: [String]) throws(KubectlError) {
    let wrong = allowed.first { $0.split(separator: "/", omittingEmptySubsequences: false).count != 3 }
    if let wrong {
      throw .message("invalid GroupVersionKind format: \(wrong), please follow <group/version/kind>")
    }
  }

  func run() throws(KubectlError) {
    let mapper = RESTMapper(client: context.client)
    let allowed = context.flags.list("prune-allowlist")
    var mappings: [DiscoveredResource] = []
    if allowed.isEmpty {
      for word in Self.namespaced + Self.clusterWide {
        if let mapping = try mapper.find(word) { mappings.append(mapping) }
      }
      context.log(
        "prune.go:71",
        "Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag."
      )
    } else {
      for text in allowed { mappings.append(try mapping(text, mapper)) }
    }
    let namespaces = Set(kept.map(\.namespace).filter { !$0.isEmpty }).sorted()
    for namespace in namespaces {
      for mapping in mappings where mapping.isNamespaced { try prune(mapping, namespace: namespace) }
    }
    for mapping in mappings where !mapping.isNamespaced { try prune(mapping, namespace: "") }
  }

  private func mapping(_ text: String, _ mapper: RESTMapper) throws(KubectlError) -> DiscoveredResource {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let group = parts[0] == "core" ? "" : parts[0]
    return try mapper.resource(kind: parts[2], apiVersion: group.isEmpty ? parts[1] : group + "/" + parts[1])
  }

  private func prune(_ mapping: DiscoveredResource, namespace: String) throws(KubectlError) {
    var query = ResourceQuery(namespace: namespace)
    let selector = context.flags.string("selector")
    if !selector.isEmpty { query.labelSelector = selector }
    let uids = Set(kept.map(\.uid))
    for item in try ResourceFetcher(context.client, query).items(.list(mapping, namespace: namespace)) {
      guard let object = item.object, LastApplied.configuration(of: object) != nil, !uids.contains(object.uid) else {
        continue
      }
      if dryRun != .client {
        let options = DeletionOptions(
          propagation: try DeletionOptions.propagation(context), gracePeriod: nil, dryRun: dryRun)
        _ = try context.client.send(.delete, item.path(), body: .value(options.body), asked: item.asked)
      }
      try printer.print(item, object, "pruned")
    }
  }
}
