import APIServer
import Cluster
import ContainerShell
import KubernetesModel
import SimulationKernel

/// Makes a scenario's objects through the API, as an operator's pipeline would.
struct ScenarioBuilder {
  private static let userAgent = "kubectl/v1.33.1 (linux/amd64)"
  private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

  let scenario: Scenario
  var cluster: Cluster

  init(scenario: Scenario, seed: UInt64, at start: Instant) {
    self.scenario = scenario
    cluster = Cluster(
      ClusterConfiguration(nodes: scenario.nodes, images: ImageCatalogue(images: scenario.images)), seed: seed,
      at: start)
    // The cluster's own parts start before anybody deploys to it.
    cluster.advance(to: start + .seconds(60))
  }

  mutating func applyBase() throws(ScenarioProblem) {
    try makeNamespace()
    for manifest in scenario.base { try apply(manifest) }
  }

  /// Applies the base although some of it is refused, and says what.
  mutating func applyWhatIsAccepted() -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    do throws(ScenarioProblem) { try makeNamespace() } catch { problems.append(error) }
    for manifest in scenario.base {
      do throws(ScenarioProblem) { try apply(manifest) } catch { problems.append(error) }
    }
    return problems
  }

  private mutating func makeNamespace() throws(ScenarioProblem) {
    let namespace = GroupResource("namespaces")
    if cluster.server.get(namespace, scenario.namespace) == nil {
      let object: JSONValue = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(scenario.namespace)],
      ]
      try apply(Manifest(object: object, position: SourcePosition(file: "scenario.yaml")))
    }
  }

  mutating func perform(_ fault: Fault) throws(ScenarioProblem) {
    switch fault.action {
    case .apply(let manifests):
      for manifest in manifests { try apply(manifest) }
    case .patch(let reference, let patch):
      for object in try objects(reference, for: fault) {
        try send(
          .patch, path(object.resource, object.namespace, object.name), body: patch, at: fault.position,
          contentType: "application/strategic-merge-patch+json")
      }
    case .delete(let reference):
      for object in try objects(reference, for: fault) {
        try send(.delete, path(object.resource, object.namespace, object.name), body: nil, at: fault.position)
      }
    }
  }

  private func objects(_ reference: ObjectReference, for fault: Fault) throws(ScenarioProblem) -> [StoredObject] {
    let objects = reference.objects(in: cluster.server)
    guard !objects.isEmpty else {
      throw ScenarioProblem("the fault finds no \(reference.description)", at: fault.position)
    }
    return objects
  }

  /// Creates an object, or merges the manifest into the one that is there.
  private mutating func apply(_ manifest: Manifest) throws(ScenarioProblem) {
    var object = manifest.object
    let kind = GroupVersion(apiVersion: object.apiVersion)
    guard
      let definition = ResourceDefinition.builtIn.first(where: {
        $0.kind == object.kind && $0.groupVersion == kind
      })
    else {
      throw ScenarioProblem(
        "no kind \"\(object.kind)\" in \"\(object.apiVersion)\"", at: manifest.position,
        suggestion: Spelling.nearest(to: object.kind, among: ResourceDefinition.builtIn.map(\.kind)))
    }
    if definition.isNamespaced, object.namespace.isEmpty {
      object.set(.string(scenario.namespace), at: "metadata", "namespace")
    }
    let applied = JSONWriter.string(object, escapesHTML: false) + "\n"
    object.set(.string(applied), at: "metadata", "annotations", Self.lastApplied)
    let resource = definition.groupResource
    if cluster.server.get(resource, namespace: object.namespace, object.name) != nil {
      try send(
        .patch, path(resource, object.namespace, object.name), body: object, at: manifest.position,
        contentType: "application/merge-patch+json")
    } else {
      try send(.post, path(resource, object.namespace, ""), body: object, at: manifest.position)
    }
  }

  private func path(_ resource: GroupResource, _ namespace: String, _ name: String) -> String {
    let version = ResourceDefinition.builtIn.first { $0.groupResource == resource }?.groupVersion.version ?? "v1"
    var path = resource.group.isEmpty ? "/api/\(version)" : "/apis/\(resource.group)/\(version)"
    if !namespace.isEmpty { path += "/namespaces/\(namespace)" }
    path += "/\(resource.resource)"
    return name.isEmpty ? path : path + "/" + name
  }

  private mutating func send(
    _ method: APIRequest.Method, _ path: String, body: JSONValue?, at position: SourcePosition,
    contentType: String = "application/json"
  ) throws(ScenarioProblem) {
    let request = APIRequest(
      method, path, query: [("fieldManager", "kubectl-client-side-apply"), ("fieldValidation", "Strict")],
      contentType: contentType, body: body.map { .value($0) } ?? .none, userAgent: Self.userAgent)
    let response = cluster.handle(request, at: cluster.now)
    guard response.isSuccess else {
      var message = "HTTP status \(response.status)"
      if case .value(let status) = response.body, let text = status["message"]?.stringValue { message = text }
      throw ScenarioProblem("the API server refuses it: \(message)", at: position)
    }
  }
}
