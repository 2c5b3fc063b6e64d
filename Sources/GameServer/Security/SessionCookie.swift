/// The cookie that a session is known by.
package enum SessionCookie {
  package static let name = "firedrill"

  /// - Parameter seconds: for how long a browser keeps it.
  package static func setting(_ secret: String, seconds: Int, isSecure: Bool) -> (name: String, value: String) {
    let secure = isSecure ? "; Secure" : ""
    return ("set-cookie", "\(name)=\(secret); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(seconds)\(secure)")
  }

  package static func removing(isSecure: Bool) -> (name: String, value: String) {
    setting("", seconds: 0, isSecure: isSecure)
  }

  /// What a session's requests show beside the cookie: made from it, so that nobody has to keep it, and of no use to find
  /// the cookie.
  package static func csrfToken(of secret: String) -> String { Secrets.digest(secret, for: "csrf") }
}
