package import APIServer
package import KubernetesModel

/// An object, or the objects that labels select, in kubectl's own words: `deployment/web`, `pods -l app=web -n shop`.
package struct ObjectReference: Hashable, Sendable {
  package var resource: GroupResource
  /// Empty for objects without a namespace.
  package var namespace: String
  /// Nil where labels select.
  package var name: String?
  package var labels: [String: String]

  package init(_ resource: GroupResource, namespace: String = "", name: String? = nil, labels: [String: String] = [:]) {
    self.resource = resource
    self.namespace = namespace
    self.name = name
    self.labels = labels
  }

  /// Reads a reference; nil when it is not one.
  package init?(_ text: String, defaultNamespace: String) {
    var words = text.split(separator: " ").map(String.init)[...]
    guard let first = words.popFirst() else { return nil }
    let halves = first.split(separator: "/", maxSplits: 1).map(String.init)
    guard let definition = Self.definition(halves.first ?? "") else { return nil }
    self.init(definition.groupResource, namespace: definition.isNamespaced ? defaultNamespace : "")
    if halves.count == 2 { name = halves[1] }
    while let word = words.popFirst() {
      switch word {
      case "-n", "--namespace":
        guard let value = words.popFirst(), definition.isNamespaced else { return nil }
        namespace = value
      case "-l", "--selector":
        guard let value = words.popFirst(), let labels = Self.labels(value) else { return nil }
        self.labels = labels
      default:
        guard name == nil, !word.hasPrefix("-") else { return nil }
        name = word
      }
    }
    guard name != nil || !labels.isEmpty else { return nil }
  }

  /// A resource by its plural, singular or short name, with or without its group.
  package static func definition(_ word: String) -> ResourceDefinition? {
    let parts = word.lowercased().split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return nil }
    return ResourceDefinition.builtIn.first {
      ($0.plural == name || $0.singular == name || $0.shortNames.contains(name))
        && (parts.count == 1 || $0.groupVersion.group == parts[1])
    }
  }

  /// A reference with another kind that was probably meant; nil where the kind is right, or like none.
  static func spelling(of text: String) -> String? {
    let kind = text.prefix { $0 != "/" && $0 != " " }
    guard kind.count < text.count, definition(String(kind)) == nil else { return nil }
    let kinds = ResourceDefinition.builtIn.map(\.singular)
    return Spelling.nearest(to: String(kind), among: kinds).map { $0 + text.dropFirst(kind.count) }
  }

  private static func labels(_ text: String) -> [String: String]? {
    var labels: [String: String] = [:]
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "=", omittingEmptySubsequences: false).filter { !$0.isEmpty }
      guard halves.count == 2 else { return nil }
      labels[String(halves[0])] = String(halves[1])
    }
    return labels
  }

  /// Whether an object with these parts is meant.
  package func matches(
    _ resource: GroupResource, namespace: String, name: String, labels: @autoclosure () -> [String: String]
  ) -> Bool {
    guard self.resource == resource, self.namespace == namespace, self.name == nil || self.name == name else {
      return false
    }
    if self.labels.isEmpty { return true }
    let labels = labels()
    return self.labels.allSatisfy { labels[$0.key] == $0.value }
  }

  /// The objects that are meant and there.
  package func objects(in api: APIServer) -> [StoredObject] {
    if let name {
      return api.get(resource, namespace: namespace, name).map { [$0] } ?? []
    }
    return api.list(resource, namespace: namespace.isEmpty ? nil : namespace).filter {
      matches($0.resource, namespace: $0.namespace, name: $0.name, labels: $0.value.labels)
    }
  }

  /// As it is written where a namespace goes without saying, as a scenario's own does: `deployment/web -n other`.
  package func description(in namespace: String) -> String {
    self.namespace.isEmpty || self.namespace == namespace ? description : description + " -n " + self.namespace
  }

  /// With the singular name as kubectl prints it, and without the namespace: `deployment/web`.
  package var description: String {
    let singular = ResourceDefinition.builtIn.first { $0.groupResource == resource }?.singular ?? resource.resource
    if let name { return singular + "/" + name }
    return singular + " -l " + labels.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: ",")
  }
}
