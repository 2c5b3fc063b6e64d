import APIServer
import KubernetesModel
import Scenarios

/// An object that a request of the player's changed, made or deleted.
struct ChangedObject {
  let resource: GroupResource
  let namespace: String
  let name: String
  private let object: JSONValue

  /// Nil for requests that change nothing that was there before the player: a token, a pod made to look around from, an
  /// ephemeral container, and what becomes of objects that the player made.
  /// - Parameter own: the uids of those.
  init?(_ exchange: Exchange, before: APIServer, own: Set<String>) {
    let place = exchange.place
    guard !place.resource.resource.isEmpty, place.subresource != "token", place.subresource != "ephemeralcontainers"
    else { return nil }
    resource = place.resource
    namespace = place.namespace
    var answer = JSONValue.null
    if case .object(let object) = exchange.content { answer = object }
    name = place.name.isEmpty ? answer.name : place.name
    let old = before.get(resource, namespace: namespace, name)
    if exchange.created != nil {
      if resource == GroupResource("pods") { return nil }
    } else if own.contains(old?.uid ?? answer.at("details", "uid")?.stringValue ?? answer.uid) {
      return nil
    }
    let isUnchanged = old.map { String($0.resourceVersion) == answer.resourceVersion } ?? false
    if isUnchanged, exchange.request.method != .delete { return nil }
    object = old?.value ?? answer
  }

  /// - Parameter scenario: its namespace goes without saying.
  func description(in scenario: Scenario) -> String {
    ObjectReference(resource, namespace: namespace, name: name).description(in: scenario.namespace)
  }

  /// Whether something known about an object is a reason to change this one: it is meant itself, or one owns the other.
  func isReached(from reference: ObjectReference, before: APIServer, after: APIServer) -> Bool {
    if isMeant(by: reference, resource, name, object.labels) { return true }
    if owners(of: object, in: before).contains(where: { isMeant(by: reference, $0.resource, $0.name, $0.value.labels) })
    {
      return true
    }
    return (reference.objects(in: before) + reference.objects(in: after)).contains { known in
      owners(of: known.value, in: before).contains { $0.resource == resource && $0.name == name }
    }
  }

  private func isMeant(
    by reference: ObjectReference, _ resource: GroupResource, _ name: String, _ labels: [String: String]
  ) -> Bool {
    reference.matches(resource, namespace: namespace, name: name, labels: labels)
  }

  /// The controllers above an object, nearest first.
  private func owners(of object: JSONValue, in api: APIServer) -> [StoredObject] {
    var owners: [StoredObject] = []
    var current = object
    for _ in 0..<4 {
      guard let reference = current.controllerReference,
        let definition = ResourceDefinition.builtIn.first(where: { $0.kind == reference.kind }),
        let owner = api.get(
          definition.groupResource, namespace: current.namespace, reference["name"]?.stringValue ?? "")
      else { break }
      owners.append(owner)
      current = owner.value
    }
    return owners
  }
}
