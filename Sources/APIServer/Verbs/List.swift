import KubernetesModel
import SimulationKernel

extension APIServer {
  func listObjects(
    _ request: APIRequest, _ target: RequestTarget, _ representation: Representation, at now: Instant
  ) throws(APIStatus) -> APIResponse {
    let page = try ListPage(request, current: store.resourceVersion)
    let selection = try Selection(request, target)
    guard let all = store.objects(target.definition.storage, namespace: selection.namespace, at: page.version) else {
      throw .expired("The resourceVersion for the provided list is too old.")
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
  private let start: (namespace: String, name: String)?

  init(_ request: APIRequest, current: UInt64) throws(APIStatus) {
    limit = max(0, request.parameter("limit").flatMap { Int($0) } ?? 0)
    if let token = request.parameter("continue"), !token.isEmpty {
      let position = try ContinueToken.decode(token)
      start = (position.namespace, position.name)
      version = min(position.version, current)
      return
    }
    start = nil
    let text = request.parameter("resourceVersion") ?? ""
    guard let asked = text.isEmpty ? 0 : UInt64(text) else {
      throw .badRequest(
        "resourceVersion: Invalid value: \(quoted(.string(text))): strconv.ParseUint: parsing \(quoted(.string(text))): invalid syntax"
      )
    }
    guard asked <= current else { throw .tooLargeVersion(asked, current: current) }
    version = request.parameter("resourceVersionMatch") == "Exact" ? asked : current
  }

  var isFirst: Bool { start == nil }

  func starts(at object: StoredObject) -> Bool {
    guard let start else { return true }
    return (object.namespace, object.name) > start
  }

  func continuation(after object: StoredObject) -> String {
    ContinueToken(version: version, namespace: object.namespace, name: object.name).text
  }
}
