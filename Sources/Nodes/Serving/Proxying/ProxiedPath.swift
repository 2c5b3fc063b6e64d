import APIServer
import KubernetesModel

/// What a path through the API server's proxy means: `.../services/https:web:8443/proxy/healthz`.
struct ProxiedPath: Hashable, Sendable {
  /// `pods`, `services` or `nodes`.
  let resource: String
  let scheme: String
  /// A number or a port's name; empty where none is given.
  let port: String
  /// Of what is behind the proxy, with its slash; without the query.
  let path: String

  init?(_ request: APIRequest) {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let position = parts.indices.first {
      $0 >= 5 && parts[$0] == "proxy" && ["pods", "services", "nodes"].contains(parts[$0 - 2])
    }
    guard let position else { return nil }
    resource = parts[position - 2]
    let name = parts[position - 1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    scheme = name.count == 3 ? name[0] : ""
    port = name.count > 1 ? name[name.count - 1] : ""
    path = "/" + parts[(position + 1)...].joined(separator: "/")
  }
}

extension APIRequest {
  /// The query as it stands in an address, with its question mark; empty without one.
  var queryText: String {
    guard !query.isEmpty else { return "" }
    return "?" + query.map { Self.escape($0.name) + "=" + Self.escape($0.value) }.joined(separator: "&")
  }

  private static func escape(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~/".utf8)
    var result = ""
    for byte in text.utf8 {
      if plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  /// The body as it goes over the wire.
  var bodyBytes: [UInt8] {
    switch body {
    case .none: []
    case .value(let value): JSONWriter.bytes(value)
    case .bytes(let bytes): bytes
    }
  }
}
