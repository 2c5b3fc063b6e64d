import APIServer
import KubernetesModel

/// Asks the server for the objects that a query selected.
struct ResourceFetcher {
  let client: APIClient
  let query: ResourceQuery
  var accept = "application/json"
  /// Further parameters of every request, as `includeObject`.
  var parameters: [(name: String, value: String)] = []

  init(_ client: APIClient, _ query: ResourceQuery) {
    self.client = client
    self.query = query
  }

  /// The object of one item, as the server has it.
  func get(_ item: ResourceItem) throws(KubectlError) -> JSONValue {
    try client.object(
      .get, item.path(subresource: query.subresource), query: parameters, accept: accept, asked: item.asked)
  }

  /// The lists (one for each chunk) of the selected objects of a resource.
  func lists(
    _ mapping: DiscoveredResource, namespace: String, _ use: (JSONValue) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    var next = ""
    repeat {
      var parameters = self.parameters
      if let labels = query.labelSelector { parameters.append(("labelSelector", labels)) }
      if let fields = query.fieldSelector { parameters.append(("fieldSelector", fields)) }
      if query.chunkSize > 0 { parameters.append(("limit", String(query.chunkSize))) }
      if !next.isEmpty { parameters.append(("continue", next)) }
      let list: JSONValue
      do throws(KubectlError) {
        list = try client.object(
          .get, mapping.path(namespace: namespace, subresource: query.subresource), query: parameters, accept: accept,
          asked: mapping.qualified)
      } catch {
        throw explained(error, mapping)
      }
      try use(list)
      next = list.at("metadata", "continue")?.stringValue ?? ""
    } while !next.isEmpty
  }

  /// Says which list could not be had, where the server's own words do not.
  private func explained(_ error: KubectlError, _ mapping: DiscoveredResource) -> KubectlError {
    guard case .server(var status) = error, status.reason == "BadRequest" || status.reason == "NotFound" else {
      return error
    }
    let labels = query.labelSelector ?? ""
    let fields = query.fieldSelector ?? ""
    let subject = mapping.description.goQuoted
    status.message =
      labels.isEmpty && fields.isEmpty
      ? "Unable to list \(subject): \(status.message)"
      : "Unable to find \(subject) that match label selector \(labels.goQuoted), field selector \(fields.goQuoted): \(status.message)"
    return .server(status)
  }

  /// The objects of a target, one by one: its list's items, or the object itself as the server has it.
  func items(_ target: ResourceTarget) throws(KubectlError) -> [ResourceItem] {
    switch target {
    case .given(var item), .named(var item):
      item.object = try get(item)
      return [item]
    case .list(let mapping, let namespace):
      var items: [ResourceItem] = []
      try lists(mapping, namespace: namespace) { (list) throws(KubectlError) in
        for object in list["items"]?.arrayValue ?? [] {
          var object = object
          // A list does not repeat the kind of its items.
          if object.kind.isEmpty {
            object["kind"] = .string(mapping.kind)
            object["apiVersion"] = .string(mapping.groupVersion.apiVersion)
          }
          items.append(
            ResourceItem(mapping: mapping, namespace: object.namespace, name: object.name, object: object))
        }
      }
      return items
    }
  }

  /// The objects of all targets. What fails does not keep the rest from being fetched.
  func items(_ selection: ResourceSelection) -> (items: [ResourceItem], errors: [KubectlError]) {
    var items: [ResourceItem] = []
    var errors: [KubectlError] = []
    for target in selection.targets {
      do throws(KubectlError) { items += try self.items(target) } catch { errors.append(error) }
    }
    return (items, errors)
  }
}

extension KubectlError {
  /// The error of several; nil for none.
  static func joined(_ errors: [KubectlError]) -> KubectlError? {
    errors.count > 1 ? .several(errors) : errors.first
  }
}
