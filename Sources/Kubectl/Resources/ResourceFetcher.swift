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
    try client.current(item, subresource: query.subresource, query: parameters, accept: accept)
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
          let object = mapping.completed(object)
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
    return (items, errors + selection.singleProblems)
  }
}

extension APIClient {
  /// The object of an item, as the server has it; where it has none, because its namespace does not exist, the error
  /// says that instead.
  func current(
    _ item: ResourceItem, subresource: String = "", query: [(name: String, value: String)] = [],
    accept: String = "application/json"
  ) throws(KubectlError) -> JSONValue {
    do throws(KubectlError) {
      return try object(.get, item.path(subresource: subresource), query: query, accept: accept, asked: item.asked)
    } catch {
      guard error.status?.reason == "NotFound", !["", "default"].contains(item.namespace) else { throw error }
      let path = "/api/v1/namespaces/" + item.namespace
      do throws(KubectlError) { _ = try object(.get, path, accept: accept, asked: "") } catch let second {
        if second.status?.reason == "NotFound" { throw second }
      }
      throw error
    }
  }
}

extension DiscoveredResource {
  /// An item of a list with its kind, which a list does not repeat.
  func completed(_ item: JSONValue) -> JSONValue {
    guard item.kind.isEmpty else { return item }
    var item = item
    item["kind"] = .string(kind)
    item["apiVersion"] = .string(groupVersion.apiVersion)
    return item
  }
}

extension KubectlError {
  /// The error of several; nil for none.
  static func joined(_ errors: [KubectlError]) -> KubectlError? {
    errors.count > 1 ? .several(errors) : errors.first
  }
}
