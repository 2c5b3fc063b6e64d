/// Why the site does not do what it was asked, in words for people. Whoever asks learns no more than they may know.
package struct SiteError: Error, Hashable, Sendable {
  package var status: Int
  package var message: String
  /// The field of the request that is wrong, where it is one.
  package var field: String?
  /// Seconds after which it is worth asking again.
  package var retryAfter: Int?

  package init(_ status: Int, _ message: String, field: String? = nil, retryAfter: Int? = nil) {
    self.status = status
    self.message = message
    self.field = field
    self.retryAfter = retryAfter
  }

  package static func badRequest(_ message: String, field: String? = nil) -> SiteError {
    SiteError(400, message, field: field)
  }

  package static func conflict(_ message: String, field: String? = nil) -> SiteError {
    SiteError(409, message, field: field)
  }

  package static func forbidden(_ message: String) -> SiteError { SiteError(403, message) }

  /// Also for what is there, but none of the asker's business.
  package static let notFound = SiteError(404, "There is nothing here.")
  package static let signInFirst = SiteError(401, "Sign in first.")
  package static let roleTooLow = SiteError(403, "Your role does not allow this.")
  package static let forged = SiteError(
    403, "This request does not come from a page of this site, or from one that is too old. Load the page again.")
  /// The details are in the server's log.
  package static let failed = SiteError(500, "Something went wrong on the server. It is in its log.")

  package static func tooMany(retryAfter: Int) -> SiteError {
    SiteError(429, "Too many requests. Try again in \(retryAfter) s.", retryAfter: retryAfter)
  }
}
