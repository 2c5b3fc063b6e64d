import KubernetesModel
import SimulationKernel

struct DeploymentDescriber: ObjectDescriber {
  func related(to deployment: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    var related = Related(events: source.events(of: deployment))
    let selector = LabelSelector.text(of: deployment.at("spec", "selector"))
    let path = "/apis/apps/v1/namespaces/\(deployment.namespace)/replicasets"
    let all = (try? source.list(path, asked: "replicasets.apps", labels: selector)) ?? []
    related.replicaSets = all.filter { $0.controllerReference?.text("uid") == deployment.uid }
    return related
  }

  func describe(_ deployment: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let status = deployment["status"] ?? .null
    out.line(0, "Name:\t\(deployment.name)")
    out.line(0, "Namespace:\t\(deployment.namespace)")
    out.line(0, "CreationTimestamp:\t\(deployment.date("metadata", "creationTimestamp"))")
    out.labels(deployment.labels)
    out.annotations(deployment.annotations)
    out.line(0, "Selector:\t\(SelectorText.plain(deployment.at("spec", "selector")))")
    out.line(
      0,
      "Replicas:\t\(deployment.number("spec", "replicas")) desired | \(status.number("updatedReplicas")) updated | \(status.number("replicas")) total | \(status.number("availableReplicas")) available | \(status.number("unavailableReplicas")) unavailable"
    )
    out.line(0, "StrategyType:\t\(deployment.text("spec", "strategy", "type"))")
    out.line(0, "MinReadySeconds:\t\(deployment.number("spec", "minReadySeconds"))")
    if let update = deployment.at("spec", "strategy", "rollingUpdate"), !update.isNull {
      out.line(
        0,
        "RollingUpdateStrategy:\t\(update.plain("maxUnavailable")) max unavailable, \(update.plain("maxSurge")) max surge"
      )
    }
    out.podTemplate(deployment.at("spec", "template"))
    out.workloadConditions(status.list("conditions"))
    let sets = ReplicaSetHistory(deployment, related.replicaSets)
    if sets.newest != nil || !sets.old.isEmpty {
      out.line(0, "OldReplicaSets:\t\(Self.text(sets.old))")
      out.line(0, "NewReplicaSet:\t\(Self.text(sets.newest.map { [$0] } ?? []))")
    }
    out.events(related.events)
    return out.text()
  }

  private static func text(_ sets: [JSONValue]) -> String {
    if sets.isEmpty { return "<none>" }
    return sets.map {
      "\($0.name) (\($0.number("status", "replicas"))/\($0.number("spec", "replicas")) replicas created)"
    }.joined(separator: ", ")
  }
}

/// A deployment's replica sets: the one with its present template, and those before.
struct ReplicaSetHistory {
  let newest: JSONValue?
  let old: [JSONValue]

  init(_ deployment: JSONValue, _ replicaSets: [JSONValue]) {
    let wanted = Self.template(deployment)
    let byAge = replicaSets.sorted {
      ($0.text("metadata", "creationTimestamp"), $0.name) < ($1.text("metadata", "creationTimestamp"), $1.name)
    }
    let found = byAge.first { Self.template($0) == wanted }
    newest = found
    old = replicaSets.filter { $0.uid != found?.uid }
  }

  /// The pod template without the label that tells replica sets apart.
  private static func template(_ object: JSONValue) -> JSONValue? {
    guard var template = object.at("spec", "template") else { return nil }
    template.set(nil, at: "metadata", "labels", "pod-template-hash")
    template.set(nil, at: "metadata", "creationTimestamp")
    return template
  }
}
