import APIServer
package import Cluster
import KubernetesModel
package import SimulationKernel

/// Why a manifest was not applied.
package struct ManifestProblem: Error {
  /// Counted from 1; 1 where only the document is known.
  package let line: Int
  package let column: Int
  package let message: String
}

/// Creates the objects of manifests in a sandbox.
package enum SandboxManifests {
  package static func apply(_ text: String, to cluster: inout Cluster, at now: Instant) throws(ManifestProblem) {
    for part in YAMLReader.split(text) {
      let document: JSONValue
      do {
        document = try YAMLReader.document(part.bytes).value
      } catch {
        throw ManifestProblem(line: part.line + error.line, column: error.column, message: error.description)
      }
      guard !document.isNull else { continue }
      let objects = document.kind == "List" ? (document.at("items")?.arrayValue ?? []) : [document]
      for object in objects { try create(object, in: &cluster, at: now, line: part.line + 1) }
    }
  }

  private static func create(
    _ object: JSONValue, in cluster: inout Cluster, at now: Instant, line: Int
  ) throws(ManifestProblem) {
    let kind = GroupVersionKind(GroupVersion(apiVersion: object.apiVersion), object.kind)
    guard let definition = cluster.server.catalog.definition(of: kind) else {
      let message = "no matches for kind \"\(object.kind)\" in version \"\(object.apiVersion)\""
      throw ManifestProblem(line: line, column: 1, message: message)
    }
    let root = (kind.group.isEmpty ? "/api/" : "/apis/") + object.apiVersion
    let namespace = object.namespace.isEmpty ? "default" : object.namespace
    let path = root + (definition.isNamespaced ? "/namespaces/\(namespace)/" : "/") + definition.plural
    let response = cluster.handle(
      APIRequest(
        .post, path, query: [(name: "fieldManager", value: "sandbox"), (name: "fieldValidation", value: "Strict")],
        body: .value(object)),
      at: now)
    guard !response.isSuccess, case .value(let status) = response.body else { return }
    throw ManifestProblem(line: line, column: 1, message: status.at("message")?.stringValue ?? "")
  }
}
