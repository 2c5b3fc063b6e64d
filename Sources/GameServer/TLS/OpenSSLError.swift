import COpenSSL

/// What OpenSSL says went wrong.
package struct OpenSSLError: Error, CustomStringConvertible {
  package let description: String

  /// The error that happened first on this thread; the others are forgotten.
  init() {
    let code = ERR_get_error()
    description = ERR_reason_error_string(code).map { String(cString: $0) } ?? "unknown error \(code)"
    ERR_clear_error()
  }

  init(_ description: String) { self.description = description }
}
