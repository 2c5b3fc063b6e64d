import KubernetesModel
import SimulationKernel

extension APIServer {
  func listObjects(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let page = try ListPage(ListOptions(request, isWatch: false), current: store.resourceVersion)
    let selection = try Selection(request, target)
    guard let all = store.objects(target.definition.storage, namespace: selection.namespace, at: page.version) else {
      throw page.expired
    }
    var selected =
      selection.isEmpty && page.isFirst ? all : all.filter { page.starts(at: $0) && selection.includes($0.value) }
    var metadata: JSONValue = ["resourceVersion": .string(String(page.version))]
    if page.limit > 0, selected.count > page.limit {
      let remaining = selected.count - page.limit
      selected.removeLast(remaining)
      if let last = selected.last { metadata["continue"] = .string(page.continuation(after: last)) }
      if selection.isEmpty { metadata["remainingItemCount"] = JSONValue(remaining) }
    }
    if request.takesStored, target.isServedAsStored, representation == .object {
      return APIResponse(status: 200, body: .stored(StoredBody(selected, of: target.definition, metadata: metadata)))
    }
    let values = selected.map(\.value)
    return APIResponse(
      status: 200,
      body: .value(showList(values, metadata, target, representation, request: request, at: now)))
  }

  func showList(
    _ values: [JSONValue], _ metadata: JSONValue, _ target: RequestTarget, _ representation: Representation,
    request: APIRequest, at now: Instant
  ) -> JSONValue {
    switch representation {
    case .object:
      return [
        "kind": .string(target.definition.kind + "List"),
        "apiVersion": .string(target.definition.groupVersion.apiVersion),
        "metadata": metadata, "items": .array(values.map { target.definition.served($0).withoutType }),
      ]
    case .table(let version):
      var result = table(
        values, of: target.definition, version: version,
        resourceVersion: metadata["resourceVersion"]?.stringValue ?? "",
        including: request.parameter("includeObject"), at: now)
      result["metadata"] = metadata
      return result
    case .partialMetadata(let version):
      return [
        "kind": "PartialObjectMetadataList", "apiVersion": .string(version), "metadata": metadata,
        "items": .array(values.map { partialMetadata($0, version: version) }),
      ]
    }
  }
}

/// Which part of a list is asked for.
struct ListPage {
  /// 0 for all.
  let limit: Int
  let version: UInt64
  private let start: ContinueToken?

  init(_ options: ListOptions, current: UInt64) throws(APIStatus) {
    let text = options.resourceVersion
    guard options.continuation.isEmpty else {
      let position = try ContinueToken.decode(options.continuation)
      guard text.isEmpty || text == "0" else {
        throw .badRequest("specifying resource version is not allowed when using continue")
      }
      limit = options.limit
      start = position
      version = min(position.version ?? current, current)
      return
    }
    start = nil
    guard let asked = text.isEmpty ? 0 : UInt64(text) else {
      throw .badRequest(
        "resourceVersion: Invalid value: \(quoted(.string(text))): strconv.ParseUint: parsing \(quoted(.string(text))): invalid syntax"
      )
    }
    guard asked <= current else { throw .tooLargeVersion(asked, current: current) }
    // What may come from a cache comes whole.
    limit = text == "0" ? 0 : options.limit
    // A page of a version means that very version, unless the client says otherwise.
    let isExact = options.match == .exact || (options.match == nil && asked > 0 && limit > 0)
    version = isExact ? asked : current
  }

  var isFirst: Bool { start == nil }

  func starts(at object: StoredObject) -> Bool {
    guard let start else { return true }
    return (object.namespace, object.name) > (start.namespace, start.name)
  }

  func continuation(after object: StoredObject) -> String {
    ContinueToken(version: version, namespace: object.namespace, name: object.name).text
  }

  /// The error where the version of the list is forgotten. A list that was begun can be gone on with at a later version.
  var expired: APIStatus {
    guard var next = start else { return .expired("The resourceVersion for the provided list is too old.") }
    next.version = nil
    var status = APIStatus.expired(
      "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        + "without the continue parameter, or use the continue token in this response to retrieve the remainder of the "
        + "results. Continuing with the provided token results in an inconsistent list - objects that were created, "
        + "modified, or deleted between the time the first chunk was returned and now may show up in the list.")
    status.continuation = next.text
    return status
  }
}
