import APIServer
import Cluster
import ContainerShell
import KubernetesModel
import SimulationKernel

/// Makes a scenario's objects through the API, as an operator's pipeline would.
struct ScenarioBuilder {
  /// The cluster's own parts start before anybody deploys to it.
  private static let startUp = Duration.seconds(60)
  /// Until a controller has made what a new namespace has.
  private static let patience = Duration.seconds(5)

  private static let userAgent = "kubectl/v1.33.1 (linux/amd64)"
  private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

  let scenario: Scenario
  var cluster: Cluster

  /// - Parameter start: when the base can be applied: the cluster is there a while longer.
  init(scenario: Scenario, seed: UInt64, at start: Instant) {
    self.scenario = scenario
    cluster = Cluster(
      ClusterConfiguration(nodes: scenario.nodes, images: ImageCatalogue(images: scenario.images)), seed: seed,
      at: start - Self.startUp)
    cluster.advance(to: start)
  }

  /// Applies the base although some of it is refused, and says what.
  mutating func applyBase() -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    do throws(Refusal) { try makeNamespace() } catch { problems += error.problems }
    for manifest in scenario.base {
      do throws(Refusal) { try apply(manifest) } catch { problems += error.problems }
    }
    return problems
  }

  private mutating func makeNamespace() throws(Refusal) {
    let namespace = GroupResource("namespaces")
    if cluster.server.get(namespace, scenario.namespace) == nil {
      let object: JSONValue = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(scenario.namespace)],
      ]
      try apply(Manifest(object: object, position: SourcePosition(file: "scenario.yaml")))
    }
  }

  mutating func perform(_ fault: Fault) throws(Refusal) {
    switch fault.action {
    case .apply(let manifests):
      for manifest in manifests { try apply(manifest) }
    case .patch(let reference, let patch):
      try check(patch, of: reference.resource)
      for object in try objects(reference, for: fault) {
        try send(
          .patch, object.resource.path(namespace: object.namespace, name: object.name), body: patch.object,
          of: patch.source,
          contentType: "application/strategic-merge-patch+json")
      }
    case .delete(let reference):
      for object in try objects(reference, for: fault) {
        try send(
          .delete, object.resource.path(namespace: object.namespace, name: object.name), body: nil,
          of: SourceNode(.scalar(.null), at: fault.position))
      }
    }
  }

  private func objects(_ reference: ObjectReference, for fault: Fault) throws(Refusal) -> [StoredObject] {
    let objects = reference.objects(in: cluster.server)
    guard !objects.isEmpty else {
      var census = Census()
      census.note(cluster.server)
      throw Refusal(
        "the fault finds no \"\(reference.description)\"", at: fault.position, suggestion: census.nearest(to: reference)
      )
    }
    return objects
  }

  private func check(_ patch: Manifest, of resource: GroupResource) throws(Refusal) {
    guard let definition = ResourceDefinition.builtIn.first(where: { $0.groupResource == resource }) else { return }
    let problems = ManifestCheck.problems(patch.source, as: definition.groupVersionKind, isPatch: true)
    if !problems.isEmpty { throw Refusal(problems) }
  }

  /// Creates an object, or merges the manifest into the one that is there.
  private mutating func apply(_ manifest: Manifest) throws(Refusal) {
    var object = manifest.object
    let kind = GroupVersion(apiVersion: object.apiVersion)
    guard
      let definition = ResourceDefinition.builtIn.first(where: {
        $0.kind == object.kind && $0.groupVersion == kind
      })
    else {
      throw Refusal(
        "no kind \"\(object.kind)\" in \"\(object.apiVersion)\"", at: manifest.source.position(ofField: "kind"),
        suggestion: Self.meant(by: object))
    }
    let problems = ManifestCheck.problems(manifest.source, as: definition.groupVersionKind)
    if !problems.isEmpty { throw Refusal(problems) }
    if definition.isNamespaced, object.namespace.isEmpty {
      object.set(.string(scenario.namespace), at: "metadata", "namespace")
    }
    let applied = JSONWriter.string(object, escapesHTML: false) + "\n"
    object.set(.string(applied), at: "metadata", "annotations", Self.lastApplied)
    let resource = definition.groupResource
    if resource == .pods { waitForServiceAccount(of: Pod(object)) }
    if cluster.server.get(resource, namespace: object.namespace, object.name) != nil {
      try send(
        .patch, resource.path(namespace: object.namespace, name: object.name), body: object, of: manifest.source,
        contentType: "application/merge-patch+json")
    } else {
      try send(.post, resource.path(namespace: object.namespace), body: object, of: manifest.source)
    }
  }

  /// A pod is refused before its namespace has its ServiceAccount; whoever deploys tries again.
  private mutating func waitForServiceAccount(of pod: Pod) {
    let deadline = cluster.now + Self.patience
    let name = pod.serviceAccountName.isEmpty ? "default" : pod.serviceAccountName
    while cluster.server.get(.serviceAccounts, namespace: pod.namespace, name) == nil, cluster.now < deadline {
      cluster.advance(to: cluster.now + .milliseconds(100))
    }
  }

  /// The kind that a wrong kind, or a right one in a wrong version, probably stands for.
  private static func meant(by object: JSONValue) -> String? {
    let kinds = ResourceDefinition.builtIn
    if let known = kinds.first(where: { $0.kind == object.kind }) {
      return "apiVersion: \(known.groupVersionKind.apiVersion)"
    }
    return Spelling.nearest(to: object.kind, among: kinds.map(\.kind))
  }

  private mutating func send(
    _ method: APIRequest.Method, _ path: String, body: JSONValue?, of source: SourceNode,
    contentType: String = "application/json"
  ) throws(Refusal) {
    let request = APIRequest(
      method, path, query: [("fieldManager", "kubectl-client-side-apply"), ("fieldValidation", "Strict")],
      contentType: contentType, body: body.map { .value($0) } ?? .none, userAgent: Self.userAgent)
    let response = cluster.handle(request, at: cluster.now)
    guard response.isSuccess else { throw Refusal(response, to: source) }
  }
}
