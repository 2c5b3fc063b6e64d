import APIServer
import KubernetesModel

/// The revisions of a workload: a Deployment's ReplicaSets, or the ControllerRevisions of the others.
struct RevisionHistory {
  struct Revision {
    let number: Int64
    let template: JSONValue
    /// The ReplicaSet or ControllerRevision.
    let object: JSONValue

    var changeCause: String { object.annotations["kubernetes.io/change-cause"] ?? "" }
  }

  /// The workload as it is now.
  let owner: JSONValue
  /// Ordered by number.
  let revisions: [Revision]

  init(of item: ResourceItem, _ client: APIClient) throws(KubectlError) {
    owner = try client.object(.get, item.path(), accept: APIClient.typedAccept, asked: item.asked)
    let isDeployment = item.mapping.kind == "Deployment"
    let plural = isDeployment ? "replicasets" : "controllerrevisions"
    let list = try client.object(
      .get, "/apis/apps/v1/namespaces/\(item.namespace)/\(plural)",
      query: [("labelSelector", LabelSelector.text(of: owner.at("spec", "selector")))], accept: APIClient.typedAccept)
    let uid = owner.uid
    let owned = (list["items"]?.arrayValue ?? []).filter { $0.controllerReference?["uid"]?.stringValue == uid }
    revisions = owned.compactMap { entry -> Revision? in
      // The entries of a list do not say what they are.
      var object = entry
      object["apiVersion"] = "apps/v1"
      object["kind"] = isDeployment ? "ReplicaSet" : "ControllerRevision"
      if isDeployment {
        guard let number = object.annotations[Rollout.revisionAnnotation].flatMap({ Int64($0) }) else { return nil }
        return Revision(number: number, template: object.at("spec", "template") ?? .null, object: object)
      }
      return Revision(
        number: object["revision"]?.intValue ?? 0, template: object.at("data", "spec", "template") ?? .null,
        object: object)
    }.sorted { $0.number < $1.number }
  }

  func revision(_ number: Int) -> Revision? { revisions.first { $0.number == Int64(number) } }
}
