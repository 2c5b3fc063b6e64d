import KubernetesModel

/// Where the next page of a list begins: base64 of a small JSON document, as a real server's, opaque to clients.
struct ContinueToken {
  let version: UInt64
  /// The last object of the page before.
  let namespace: String
  let name: String

  var text: String {
    let key = namespace.isEmpty ? name + "\u{0}" : namespace + "/" + name + "\u{0}"
    let document: JSONValue = ["v": "meta.k8s.io/v1", "rv": .integer(Int64(clamping: version)), "start": .string(key)]
    return Base64.encode(JSONWriter.bytes(document), isURL: true)
  }

  static func decode(_ token: String) throws(APIStatus) -> ContinueToken {
    let bytes: [UInt8]
    switch Base64.decode(token, isURL: true) {
    case .success(let decoded): bytes = decoded
    case .failure(let problem):
      throw .badRequest(
        "invalid continue token: continue key is not valid: illegal base64 data at input byte \(problem.offset)")
    }
    guard let document = try? JSONParser.parse(bytes), let start = document["start"]?.stringValue else {
      let first = bytes.first.map { String(UnicodeScalar($0)) } ?? ""
      throw .badRequest(
        bytes.isEmpty
          ? "invalid continue token: continue key is not valid: unexpected end of JSON input"
          : "invalid continue token: continue key is not valid: invalid character '\(first)' looking for beginning of value"
      )
    }
    let key = start.hasSuffix("\u{0}") ? String(start.dropLast()) : start
    let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
    return ContinueToken(
      version: UInt64(clamping: document["rv"]?.intValue ?? 0), namespace: parts.count == 2 ? parts[0] : "",
      name: parts.last ?? "")
  }
}

/// Base64 as Go's `encoding/base64` reads and writes it.
enum Base64 {
  /// The first byte that does not belong.
  struct Problem: Error { let offset: Int }

  private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The URL alphabet goes without padding.
  static func encode(_ bytes: [UInt8], isURL: Bool = false) -> String {
    let alphabet = isURL ? url : standard
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for position in 0...group.count { result.append(alphabet[Int(bits >> UInt32(18 - 6 * position)) & 63]) }
      if !isURL { result += Array(repeating: 0x3D, count: 3 - group.count) }
      index += 3
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func decode(_ text: String, isURL: Bool = false) -> Result<[UInt8], Problem> {
    let input = Array(text.utf8)
    var digits: [UInt8] = []
    var offset = 0
    while offset < input.count, let digit = value(of: input[offset], isURL: isURL) {
      digits.append(digit)
      offset += 1
    }
    let padding = input.count - offset
    let isPadded = input[offset...].allSatisfy { $0 == 0x3D }
    let expected = isURL ? 0 : (4 - digits.count % 4) % 4
    guard isPadded, padding == expected, digits.count % 4 != 1 else {
      return .failure(
        Problem(offset: offset < input.count && input[offset] == 0x3D ? offset : min(offset, input.count)))
    }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for digit in digits {
      bits = bits << 6 | UInt32(digit)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return .success(bytes)
  }

  private static func value(of byte: UInt8, isURL: Bool) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B where !isURL, 0x2D where isURL: 62
    case 0x2F where !isURL, 0x5F where isURL: 63
    default: nil
    }
  }
}
