import KubernetesModel

/// A probe on one line.
enum ProbeText {
  static func of(_ probe: JSONValue) -> String {
    let attributes =
      "delay=\(probe.number("initialDelaySeconds"))s timeout=\(probe.number("timeoutSeconds"))s period=\(probe.number("periodSeconds"))s #success=\(probe.number("successThreshold")) #failure=\(probe.number("failureThreshold"))"
    if probe.has("exec") { return "exec [\(probe.texts("exec", "command").joined(separator: " "))] \(attributes)" }
    if let get = probe["httpGet"], !get.isNull { return "http-get \(url(get)) \(attributes)" }
    if let socket = probe["tcpSocket"], !socket.isNull {
      return "tcp-socket \(socket.text("host")):\(socket.plain("port")) \(attributes)"
    }
    if let grpc = probe["grpc"], !grpc.isNull {
      return "grpc <pod>:\(grpc.number("port")) \(grpc.text("service")) \(attributes)"
    }
    return "unknown \(attributes)"
  }

  /// As Go's net/url writes it.
  private static func url(_ get: JSONValue) -> String {
    let port = get.plain("port")
    let host = get.text("host")
    let authority = port.isEmpty ? host : (host.contains(":") ? "[\(host)]" : host) + ":" + port
    let scheme = get.text("scheme").lowercased()
    var path = escaped(get.text("path"))
    if !path.isEmpty, !path.hasPrefix("/"), !authority.isEmpty { path = "/" + path }
    let front = scheme.isEmpty ? "" : scheme + ":"
    return authority.isEmpty && scheme.isEmpty ? path : front + "//" + authority + path
  }

  private static func escaped(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~$&+,/:;=@".utf8)
    return path.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
