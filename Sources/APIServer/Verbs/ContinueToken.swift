import KubernetesModel

/// Where the next page of a list begins: base64 of a small JSON document, as a real server's, opaque to clients.
struct ContinueToken {
  /// The version of the list; nil for what is there now.
  var version: UInt64?
  /// The last object of the page before.
  let namespace: String
  let name: String

  var text: String {
    let key = namespace.isEmpty ? name + "\u{0}" : namespace + "/" + name + "\u{0}"
    let document: JSONValue = [
      "v": "meta.k8s.io/v1", "rv": .integer(version.map { Int64(clamping: $0) } ?? -1), "start": .string(key),
    ]
    return Base64URL.encode(JSONWriter.bytes(document))
  }

  static func decode(_ token: String) throws(APIStatus) -> ContinueToken {
    guard let bytes = Base64URL.decode(token) else {
      throw invalid("illegal base64 data at input byte \(Base64URL.firstProblem(token))")
    }
    guard let document = try? JSONParser.parse(bytes) else {
      let first = bytes.first.map { String(UnicodeScalar($0)) } ?? ""
      throw invalid(
        bytes.isEmpty
          ? "unexpected end of JSON input" : "invalid character '\(first)' looking for beginning of value")
    }
    let form = document["v"]?.stringValue ?? ""
    guard form == "meta.k8s.io/v1" else {
      throw invalid("server does not recognize this encoded version \(GoText.quoted(form))")
    }
    let version = document["rv"]?.intValue ?? 0
    guard version != 0 else { throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)") }
    guard let start = document["start"]?.stringValue, !start.isEmpty else {
      throw invalid("encoded start key empty (version meta.k8s.io/v1)")
    }
    let key = start.hasSuffix("\u{0}") ? String(start.dropLast()) : start
    let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
    return ContinueToken(
      version: version < 0 ? nil : UInt64(version), namespace: parts.count == 2 ? parts[0] : "",
      name: parts.last ?? "")
  }

  private static func invalid(_ why: String) -> APIStatus {
    .badRequest("invalid continue token: continue key is not valid: " + why)
  }
}

/// Base64 with the alphabet for URLs and without padding.
enum Base64URL {
  static func encode(_ bytes: [UInt8]) -> String {
    Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static func decode(_ text: String) -> [UInt8]? {
    guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    return Base64.decode(standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
  }

  /// Where decoding stops: the first byte that is no digit.
  static func firstProblem(_ text: String) -> Int {
    Array(text.utf8).firstIndex { byte in
      let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return !isLetter && !(0x30...0x39).contains(byte) && byte != 0x2D && byte != 0x5F
    } ?? text.utf8.count / 4 * 4
  }
}
