import APIServer
import HTTPTypes
import KubernetesModel
import NIOCore

/// An answer that is whole, ready for the wire.
struct WholeAnswer {
  var head: HTTPResponse
  var body: ByteBuffer

  init(_ response: APIResponse) {
    var contentType = response.contentType
    body = ByteBuffer(pieces: response.encodedPieces ?? [])
    switch response.body {
    case .value, .stored, .bytes: break
    case .none, .stream, .connect: contentType = ""
    }
    head = HTTPResponse(status: HTTPResponse.Status(code: response.status), response)
    if !contentType.isEmpty { head.headerFields[.contentType] = contentType }
    head.headerFields[.contentLength] = String(body.readableBytes)
    if !response.isSuccess, case .value(let status) = response.body,
      let seconds = status.at("details", "retryAfterSeconds")?.intValue, seconds > 0
    {
      head.headerFields[.retryAfter] = String(seconds)
    }
  }
}

extension WholeAnswer {
  /// Whether the body is worth compressing.
  var isLarge: Bool { body.readableBytes >= Gzip.threshold }

  mutating func compress() {
    guard let compressed = Gzip.compress(body) else { return }
    body = compressed
    head.headerFields[.contentEncoding] = "gzip"
    head.headerFields[.vary] = "Accept-Encoding"
    head.headerFields[.contentLength] = String(body.readableBytes)
  }
}

extension ByteBuffer {
  /// Pieces one after the other, copied once.
  fileprivate init(pieces: [[UInt8]]) {
    self.init()
    reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { writeBytes(piece) }
  }
}

extension HTTPResponse {
  /// The head of an answer, without what its body decides.
  init(status: HTTPResponse.Status, _ response: APIResponse) {
    self.init(status: status)
    headerFields[.cacheControl] = "no-cache, private"
    for text in response.warnings {
      headerFields.append(HTTPField(name: .warning, value: "299 - \"\(Self.quoted(text))\""))
    }
  }

  /// A warning's text as a quoted string of one line.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": result += "\\" + String(character)
      case "\n", "\r", "\t": result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

extension APIStatus {
  static let unknownCluster = APIStatus(
    code: 404, reason: "NotFound", message: "there is nothing here", hasDetails: false)

  static func tooLarge(limit: Int) -> APIStatus {
    APIStatus(
      code: 413, reason: "RequestEntityTooLarge", message: "Request entity too large: limit is \(limit)",
      hasDetails: false)
  }

  static func unknownMethod(_ method: String) -> APIStatus {
    APIStatus(
      code: 405, reason: "MethodNotAllowed", message: "the server does not allow the method \(method)",
      hasDetails: false)
  }

  static let tooManyRequests = APIStatus(
    code: 429, reason: "TooManyRequests", message: "Too many requests, please try again later.",
    retryAfterSeconds: 1)

  static let notKept = APIStatus(
    code: 503, reason: "ServiceUnavailable", message: "the server cannot keep what is done at the moment",
    retryAfterSeconds: 5)

  static let upgradeRequired = APIStatus(
    code: 400, reason: "BadRequest", message: "Upgrade request required", hasDetails: false)

  static let slowRequest = APIStatus(
    code: 408, reason: "Timeout", message: "the request's body did not arrive in time", hasDetails: false)
}
