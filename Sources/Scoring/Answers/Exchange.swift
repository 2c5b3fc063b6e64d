package import APIServer
package import KubernetesModel
package import Scenarios
package import SimulationKernel

/// One request of a client and what of the answer can show something.
package struct Exchange: Sendable {
  package enum Content: Sendable {
    /// A named object.
    case object(JSONValue)
    /// Whole objects of a list or a watch.
    case objects([JSONValue])
    case table(JSONValue)
    /// The lines of a log, or what a command printed or a program answered.
    case text(String)
    case notFound
    case nothing
  }

  package var request: APIRequest
  package var place: RequestPlace
  package var isSuccess: Bool
  package var content: Content
  /// Whether the client showed it to somebody: what kubectl reads only to go on with shows nothing.
  package var isShown = true
  /// The kubectl command that asked, `get` or `rollout status`; empty for other clients.
  package var command = ""
  /// When the answer came; nil for the instant at which the step is noted.
  package var instant: Instant?
  /// Connections that the command behind it opened, oldest first.
  package var connections: [Connection] = []

  /// How a connection from a container ended.
  package struct Connection: Hashable, Sendable {
    /// A name or an address, as the command had it.
    package var host: String
    /// 0 where the command only looked a name up.
    package var port: Int
    package var result: ConnectionResult
    /// Of an HTTP answer.
    package var status: Int?
    package var instant: Instant

    package init(host: String, port: Int, result: ConnectionResult, status: Int? = nil, instant: Instant) {
      self.host = host
      self.port = port
      self.result = result
      self.status = status
      self.instant = instant
    }
  }

  package init(request: APIRequest, response: APIResponse) {
    self.request = request
    place = RequestPlace(path: request.path)
    isSuccess = response.isSuccess
    content = Self.content(of: response, place: place)
  }

  private static func content(of response: APIResponse, place: RequestPlace) -> Content {
    guard response.isSuccess else { return response.status == 404 ? .notFound : .nothing }
    let value: JSONValue
    switch response.body {
    case .value(let body): value = body
    case .bytes(let bytes):
      if ["log", "exec", "attach", "portforward"].contains(place.subresource) {
        return .text(String(decoding: bytes, as: UTF8.self))
      }
      guard let body = try? JSONParser.parse(bytes) else { return .nothing }
      value = body
    case .stored(let stored): return content(of: stored, place: place)
    case .none, .stream, .connect: return .nothing
    }
    return content(of: value)
  }

  private static func content(of stored: StoredBody, place: RequestPlace) -> Content {
    if place.isList { return .objects(stored.objects.map(\.value)) }
    return stored.objects.first.map { .object($0.value) } ?? .nothing
  }

  private static func content(of value: JSONValue) -> Content {
    if value.kind == "Table" { return .table(value) }
    if value.kind.hasSuffix("List"), let items = value["items"]?.arrayValue { return .objects(items) }
    return value["metadata"] == nil ? .nothing : .object(value)
  }

  /// Adds what a stream that the request opened gave.
  package mutating func add(text: String) {
    if case .text(let before) = content { content = .text(before + text) } else { content = .text(text) }
  }

  /// The same request with something else as its answer.
  package func showing(_ content: Content) -> Exchange {
    var copy = self
    copy.content = content
    return copy
  }

  package mutating func add(watchEvents: [JSONValue]) {
    for event in watchEvents {
      guard let object = event["object"] else { continue }
      switch (content, Self.content(of: object)) {
      case (.table(var all), .table(let more)):
        all.update("rows") { rows in rows.updateArray { $0 += more["rows"]?.arrayValue ?? [] } }
        content = .table(all)
      case (_, .table(let more)): content = .table(more)
      case (.objects(let all), _): content = .objects(all + [object])
      default: content = .objects([object])
      }
    }
  }

  /// The uid of the object that the request made.
  var created: String? {
    guard isChange, request.method == .post, place.name.isEmpty, case .object(let object) = content else { return nil }
    return object.uid
  }

  package var isChange: Bool { request.method != .get && isSuccess && !isDryRun && !place.isReview && !isConnect }

  /// What kubectl's commands that mend, or wait for a mend, ask on their way is no look at the cluster.
  private static let mending: Set<String> = [
    "annotate", "apply", "autoscale", "certificate", "cordon", "create", "delete", "drain", "edit", "expose", "label",
    "patch", "replace", "rollout", "run", "scale", "set", "taint", "uncordon", "wait",
  ]

  /// Whether it was asked to find something out: not about the API itself, and not to mend.
  package var isLook: Bool {
    guard !place.resource.resource.isEmpty else { return false }
    let verb = command.split(separator: " ").first.map(String.init) ?? ""
    return command == "rollout history" || !Self.mending.contains(verb)
  }

  private var isDryRun: Bool { request.query.contains { $0.name == "dryRun" } }
  private var isConnect: Bool { ["exec", "attach", "portforward", "proxy", "log"].contains(place.subresource) }
}

/// What a path names.
package struct RequestPlace: Hashable, Sendable {
  package var resource = GroupResource("")
  package var namespace = ""
  package var name = ""
  package var subresource = ""

  package init(path: String) {
    var parts = path.split(separator: "/").map(String.init)[...]
    guard let root = parts.popFirst(), root == "api" || root == "apis" else { return }
    let group = root == "apis" ? parts.popFirst() ?? "" : ""
    _ = parts.popFirst()
    if parts.first == "namespaces", parts.count > 2 {
      parts.removeFirst()
      namespace = parts.popFirst() ?? ""
    }
    guard let plural = parts.popFirst() else { return }
    resource = GroupResource(group: group, plural)
    name = parts.popFirst() ?? ""
    subresource = parts.first ?? ""
  }

  /// Questions that are asked with POST and change nothing.
  package var isReview: Bool { resource.resource.hasSuffix("reviews") }

  package var isList: Bool { !resource.resource.isEmpty && name.isEmpty }

  /// Core events come in two API groups.
  package var isEvents: Bool { resource.resource == "events" }
}
