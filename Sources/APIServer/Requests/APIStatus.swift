package import KubernetesModel

/// A request that failed, as a Kubernetes `Status` object says it.
package struct APIStatus: Error, Hashable, Sendable {
  package struct Cause: Hashable, Sendable {
    package let reason: String
    package let message: String
    package let field: String

    package init(reason: String, message: String, field: String) {
      self.reason = reason
      self.message = message
      self.field = field
    }
  }

  package var code: Int
  package var reason: String
  package var message: String
  /// `details.kind`: the resource for most reasons, the kind for `Invalid`.
  package var kind: String
  package var group: String
  package var name: String
  package var uid: String
  package var causes: [Cause]
  package var retryAfterSeconds: Int?
  /// Some answers of a real server carry no details at all.
  package var hasDetails: Bool
  /// Where a list can be gone on with that came too late; empty for none.
  package var continuation = ""

  package init(
    code: Int, reason: String, message: String, kind: String = "", group: String = "", name: String = "",
    uid: String = "", causes: [Cause] = [], retryAfterSeconds: Int? = nil, hasDetails: Bool = true
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.kind = kind
    self.group = group
    self.name = name
    self.uid = uid
    self.causes = causes
    self.retryAfterSeconds = retryAfterSeconds
    self.hasDetails = hasDetails
  }

  package var object: JSONValue {
    var status: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": .string(message),
      "code": JSONValue(code),
    ]
    if !continuation.isEmpty { status.set(.string(continuation), at: "metadata", "continue") }
    if !reason.isEmpty { status["reason"] = .string(reason) }
    guard hasDetails else { return status }
    var details = JSONValue.object(JSONObject())
    for (key, text) in [("kind", kind), ("group", group), ("name", name), ("uid", uid)] where !text.isEmpty {
      details[key] = .string(text)
    }
    if !causes.isEmpty { details["causes"] = .array(causes.map(\.object)) }
    if let retryAfterSeconds { details["retryAfterSeconds"] = JSONValue(retryAfterSeconds) }
    status["details"] = details
    return status
  }
}

extension APIStatus.Cause {
  fileprivate var object: JSONValue {
    var cause: JSONValue = ["message": .string(message)]
    if !reason.isEmpty { cause["reason"] = .string(reason) }
    if !field.isEmpty { cause["field"] = .string(field) }
    return cause
  }
}

extension APIStatus {
  package static func notFound(_ resource: GroupResource, _ name: String) -> APIStatus {
    APIStatus(
      code: 404, reason: "NotFound", message: "\(resource.qualified) \"\(name)\" not found", kind: resource.resource,
      group: resource.group, name: name)
  }

  package static func alreadyExists(_ resource: GroupResource, _ name: String) -> APIStatus {
    APIStatus(
      code: 409, reason: "AlreadyExists", message: "\(resource.qualified) \"\(name)\" already exists",
      kind: resource.resource, group: resource.group, name: name)
  }

  package static func conflict(_ resource: GroupResource, _ name: String, _ why: String) -> APIStatus {
    APIStatus(
      code: 409, reason: "Conflict",
      message: "Operation cannot be fulfilled on \(resource.qualified) \"\(name)\": \(why)", kind: resource.resource,
      group: resource.group, name: name)
  }

  package static let modified =
    "the object has been modified; please apply your changes to the latest version and try again"

  package static let databaseFull = APIStatus(
    code: 500, reason: "", message: "etcdserver: mvcc: database space exceeded", hasDetails: false)

  /// etcd stores nothing larger.
  package static let objectTooLarge = APIStatus(
    code: 500, reason: "", message: "etcdserver: request is too large", hasDetails: false)

  package static let requestTooLarge = APIStatus(
    code: 413, reason: "RequestEntityTooLarge",
    message: "Request entity too large: limit is \(APIRequest.Body.limit)", hasDetails: false)

  package static func badRequest(_ message: String) -> APIStatus {
    APIStatus(code: 400, reason: "BadRequest", message: message, hasDetails: false)
  }
}
