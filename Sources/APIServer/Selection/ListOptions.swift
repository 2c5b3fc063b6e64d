import KubernetesModel

/// The query of a list or a watch.
struct ListOptions: Sendable {
  enum VersionMatch: String {
    case exact = "Exact"
    case notOlderThan = "NotOlderThan"
  }

  /// 0 for all.
  let limit: Int
  /// Empty where the first page is asked for.
  let continuation: String
  /// As it was sent; empty where none was.
  let resourceVersion: String
  let match: VersionMatch?
  /// Nil where nothing is said.
  let sendsInitialEvents: Bool?
  let allowsBookmarks: Bool
  let timeoutSeconds: Int64?

  init(_ request: APIRequest, isWatch: Bool) throws(APIStatus) {
    limit = Int(clamping: max(0, try Self.integer(request.parameter("limit")) ?? 0))
    timeoutSeconds = try Self.integer(request.parameter("timeoutSeconds"))
    continuation = request.parameter("continue") ?? ""
    resourceVersion = request.parameter("resourceVersion") ?? ""
    sendsInitialEvents = request.parameter("sendInitialEvents").map { isTrue($0) }
    allowsBookmarks = isTrue(request.parameter("allowWatchBookmarks"))
    let text = request.parameter("resourceVersionMatch") ?? ""
    match = VersionMatch(rawValue: text)
    var errors = FieldErrors()
    if isWatch { checkWatch(text, &errors) } else { checkList(text, &errors) }
    guard errors.isEmpty else {
      throw .invalid(GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "ListOptions"), "", errors)
    }
  }

  private static func integer(_ text: String?) throws(APIStatus) -> Int64? {
    guard let text, !text.isEmpty else { return nil }
    guard let number = Int64(text) else {
      throw .badRequest("strconv.ParseInt: parsing \(quoted(.string(text))): invalid syntax")
    }
    return number
  }

  private func checkList(_ match: String, _ errors: inout FieldErrors) {
    let field = "resourceVersionMatch"
    if !match.isEmpty {
      if resourceVersion.isEmpty {
        errors.forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided")
      }
      checkContinuation(&errors)
      if self.match == nil { errors.notSupported(field, .string(match), ["Exact", "NotOlderThan", ""]) }
      if self.match == .exact, resourceVersion == "0" {
        errors.forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")
      }
    }
    if sendsInitialEvents != nil {
      errors.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list")
    }
  }

  private func checkWatch(_ match: String, _ errors: inout FieldErrors) {
    let field = "resourceVersionMatch"
    if sendsInitialEvents != nil, self.match != .notOlderThan {
      errors.forbidden(field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
    }
    guard !match.isEmpty else { return }
    if sendsInitialEvents == nil {
      errors.forbidden(field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")
    }
    if self.match != .notOlderThan { errors.notSupported(field, .string(match), ["NotOlderThan"]) }
    checkContinuation(&errors)
  }

  private func checkContinuation(_ errors: inout FieldErrors) {
    guard !continuation.isEmpty else { return }
    errors.forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided")
  }
}
