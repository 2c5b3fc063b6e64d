import APIServer
import KubernetesModel

/// The objects that a cluster held at some moment, and the names by which it asks for others.
struct Census: Sendable {
  private struct Entry: Hashable, Sendable {
    let namespace: String
    let name: String
    let labels: [String: String]
  }

  private var entries: [GroupResource: Set<Entry>] = [:]
  private var wanted: Set<Wish> = []
  /// Versions of objects, by uid, that were noted.
  private var noted: [String: UInt64] = [:]

  /// An object that some field names, whether it is there or not.
  private struct Wish: Hashable, Sendable {
    /// What of the field's name says of which kind: `secret` of `secretRef` and `secretName`.
    let kind: String
    let name: String
  }

  init() {}

  mutating func note(_ api: APIServer) {
    for definition in ResourceDefinition.builtIn where definition.plural != "events" {
      for object in api.list(definition.groupResource)
      where noted.updateValue(object.resourceVersion, forKey: object.uid) != object.resourceVersion {
        entries[object.resource, default: []].insert(
          Entry(namespace: object.namespace, name: object.name, labels: object.value.labels))
        for part in ["spec", "subjects", "roleRef", "webhooks", "secrets", "imagePullSecrets"] {
          if let value = object.value[part] { noteWishes(in: value, key: part) }
        }
      }
    }
  }

  /// Adds what another cluster held.
  mutating func add(_ other: Census) {
    entries.merge(other.entries) { $0.union($1) }
    wanted.formUnion(other.wanted)
  }

  /// Collects names that stand for other objects: `secretRef: {name: a}`, `claimName: b`, `{kind: Deployment, name: c}`.
  private mutating func noteWishes(in value: JSONValue, key: String) {
    switch value {
    case .array(let elements): for element in elements { noteWishes(in: element, key: key) }
    case .object(let object):
      for member in object.members {
        if case .string(let text) = member.value {
          let owner = member.key == "name" ? object["kind"]?.stringValue ?? key : member.key
          wanted.insert(Wish(kind: Self.plain(owner), name: text))
        } else {
          noteWishes(in: member.value, key: member.key)
        }
      }
    default: break
    }
  }

  private static func plain(_ key: String) -> String {
    var key = key.lowercased()
    for ending in ["keyref", "ref", "name"] where key.hasSuffix(ending) { key.removeLast(ending.utf8.count) }
    return key
  }

  /// Whether there was such an object.
  func holds(_ reference: ObjectReference) -> Bool {
    (entries[reference.resource] ?? []).contains {
      reference.matches(reference.resource, namespace: $0.namespace, name: $0.name, labels: $0.labels)
    }
  }

  /// Whether a field of some object asks for it.
  func wants(_ reference: ObjectReference) -> Bool {
    guard let name = reference.name,
      let singular = ResourceDefinition.builtIn.first(where: { $0.groupResource == reference.resource })?.singular
    else { return false }
    return wanted.contains {
      $0.name == name && $0.kind.utf8.count > 3 && (singular.contains($0.kind) || $0.kind.contains(singular))
    }
  }

  /// The reference that was probably meant by one that means nothing.
  func nearest(to reference: ObjectReference) -> String? {
    let same = entries[reference.resource] ?? []
    guard let name = reference.name else {
      let known = same.filter { $0.namespace == reference.namespace }.map { entry in
        ObjectReference(
          reference.resource, labels: entry.labels.filter { reference.labels[$0.key] != nil }
        ).description
      }
      return Spelling.nearest(to: reference.description, among: Array(Set(known)))
    }
    if let other = same.filter({ $0.name == name }).map(\.namespace).min(), other != reference.namespace {
      return "\(reference.description) -n \(other)"
    }
    let inNamespace = same.filter { $0.namespace == reference.namespace }
    if let near = Spelling.nearest(to: name, among: inNamespace.map(\.name)) {
      return ObjectReference(reference.resource, name: near).description
    }
    let others = entries.filter { $0.value.contains { $0.namespace == reference.namespace && $0.name == name } }
    return others.keys.map { ObjectReference($0, name: name).description }.min()
  }
}
