import KubernetesModel

/// One object that a command line selected: where it is served, and what is known of it.
struct ResourceItem: Sendable {
  let mapping: DiscoveredResource
  var namespace: String
  var name: String
  /// Where it was read from (`web.yaml`, `STDIN`); empty when it came from the server.
  var source = ""
  /// The object as read from a file or as the server answered; nil as long as only its name is known.
  var object: JSONValue?

  init(mapping: DiscoveredResource, namespace: String, name: String, source: String = "", object: JSONValue? = nil) {
    self.mapping = mapping
    self.namespace = mapping.isNamespaced ? namespace : ""
    self.name = name
    self.source = source
    self.object = object
  }

  /// Where the API serves this object. Throws when it has no name: its path would be that of its collection.
  func path(subresource: String = "") throws(KubectlError) -> String {
    if name.isEmpty { throw .message("resource name may not be empty") }
    return mapping.path(namespace: namespace, name: name, subresource: subresource)
  }

  /// Where the API serves its collection.
  var collectionPath: String { mapping.path(namespace: namespace) }

  /// `pods web-0`, as client-go names what a request was about.
  var asked: String { mapping.qualified + " " + name }

  /// `deployment.apps/web`
  var reference: String { mapping.qualifiedSingular + "/" + name }
}

/// What a command line selects, before the server is asked.
enum ResourceTarget: Sendable {
  /// An object from a file.
  case given(ResourceItem)
  /// An object by its name.
  case named(ResourceItem)
  /// The objects of a resource that the selectors select; the namespace is empty for all of them.
  case list(DiscoveredResource, namespace: String)

  var mapping: DiscoveredResource {
    switch self {
    case .given(let item), .named(let item): item.mapping
    case .list(let mapping, _): mapping
    }
  }
}
