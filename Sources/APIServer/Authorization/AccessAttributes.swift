import KubernetesModel

/// What somebody wants to do, as authorizers look at it.
package struct AccessAttributes {
  var verb: String
  var group = ""
  var resource = ""
  var subresource = ""
  var namespace = ""
  var name = ""
  /// The path of a request that is about no resource; then everything but the verb is empty.
  var path = ""

  /// The resource as rules name it: `pods/log`.
  var fullResource: String { subresource.isEmpty ? resource : resource + "/" + subresource }
}

extension AccessAttributes {
  /// - Parameter resource: as rules name it: `pods/log`.
  package init(verb: String, group: String, resource: String, name: String) {
    let parts = resource.split(separator: "/", maxSplits: 1)
    self.init(
      verb: verb, group: group, resource: parts.first.map(String.init) ?? "",
      subresource: parts.count > 1 ? String(parts[1]) : "", name: name)
  }

  package init(verb: String, path: String) {
    self.init(verb: verb)
    self.path = path
  }

  /// What a request for a resource asks to be allowed.
  init(_ target: RequestTarget) {
    verb = target.verb.rawValue
    group = target.definition.groupVersion.group
    resource = target.definition.plural
    subresource = target.subresource
    name = target.name
    // A namespace is looked at from within.
    namespace = group.isEmpty && resource == "namespaces" ? target.name : target.namespace
  }

  /// What a review asks about.
  init(review spec: JSONValue) {
    if let path = spec["nonResourceAttributes"], !path.isNull {
      verb = path.text("verb")
      self.path = path.text("path")
      return
    }
    let attributes = spec["resourceAttributes"] ?? .null
    verb = attributes.text("verb")
    group = attributes.text("group")
    resource = attributes.text("resource")
    subresource = attributes.text("subresource")
    namespace = attributes.text("namespace")
    name = attributes.text("name")
  }

  /// The words of a refusal: what cannot be done, and where.
  func refusal(of user: UserInfo) -> String {
    guard path.isEmpty else { return "User \"\(user.name)\" cannot \(verb) path \"\(path)\"" }
    let place = namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(namespace)\""
    return "User \"\(user.name)\" cannot \(verb) resource \"\(fullResource)\" in API group \"\(group)\" \(place)"
  }
}
