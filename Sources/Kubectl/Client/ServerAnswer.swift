import APIServer
import KubernetesModel

extension APIStatus {
  /// Reads a `Status` object; nil when `object` is none.
  init?(object: JSONValue) {
    guard object.kind == "Status" else { return nil }
    let details = object["details"]
    let causes = (details?["causes"]?.arrayValue ?? []).map { cause in
      Cause(
        reason: cause["reason"]?.stringValue ?? "", message: cause["message"]?.stringValue ?? "",
        field: cause["field"]?.stringValue ?? "")
    }
    self.init(
      code: Int(clamping: object["code"]?.intValue ?? 0), reason: object["reason"]?.stringValue ?? "",
      message: object["message"]?.stringValue ?? "", kind: details?["kind"]?.stringValue ?? "",
      group: details?["group"]?.stringValue ?? "", name: details?["name"]?.stringValue ?? "",
      uid: details?["uid"]?.stringValue ?? "", causes: causes,
      retryAfterSeconds: details?["retryAfterSeconds"]?.intValue.map { Int(clamping: $0) },
      hasDetails: details?.objectValue != nil)
  }

  /// The error that a client makes of an answer that is no `Status` object, in client-go's words.
  /// `asked` says what was asked for, as in `get backups.example.com`; empty for a path.
  static func unexplained(code: Int, method: APIRequest.Method, body: String, asked: String) -> APIStatus {
    let words: (reason: String, message: String)
    switch code {
    case 400: words = ("BadRequest", "the server rejected our request for an unknown reason")
    case 401: words = ("Unauthorized", "the server has asked for the client to provide credentials")
    case 403: words = ("Forbidden", body)
    case 404: words = ("NotFound", "the server could not find the requested resource")
    case 405: words = ("MethodNotAllowed", "the server does not allow this method on the requested resource")
    case 406: words = ("NotAcceptable", "the server was unable to respond with a content type that the client supports")
    case 409: words = (method == .post ? "AlreadyExists" : "Conflict", "the server reported a conflict")
    case 415: words = ("UnsupportedMediaType", body)
    case 422: words = ("Invalid", "the server rejected our request due to an error in our request")
    case 429:
      words = ("TooManyRequests", "the server has received too many requests and has asked us to try again later")
    case 503: words = ("ServiceUnavailable", "the server is currently unable to handle the request")
    case 504:
      words = (
        "Timeout",
        "the server was unable to return a response in the time allotted, but may still be processing the request"
      )
    case 500...:
      words = ("InternalError", "an error on the server (\(body.goQuoted)) has prevented the request from succeeding")
    default:
      words = ("Unknown", "the server responded with the status code \(code) but did not return more information")
    }
    return APIStatus(
      code: code, reason: words.reason, message: asked.isEmpty ? words.message : "\(words.message) (\(asked))")
  }
}

extension APIResponse {
  /// The body as a JSON tree, decoded when it came as bytes; nil when it is neither.
  var object: JSONValue? {
    switch body {
    case .value(let value): value
    case .bytes(let bytes): try? JSONParser.parse(bytes)
    case .stored(let body): body.tree
    case .none, .stream, .connect: nil
    }
  }

  /// The body as bytes, as a client over HTTP would get them.
  var bytes: [UInt8] {
    switch body {
    case .value(let value): JSONWriter.bytes(value) + [0x0A]
    case .bytes(let bytes): bytes
    case .stored(let body): body.json + [0x0A]
    case .none, .stream, .connect: []
    }
  }
}
