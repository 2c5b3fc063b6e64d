package import KubernetesModel

/// What the site answers.
package struct SiteResponse: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Server-sent events, until the feed ends or the client leaves.
    case events(EventFeed)
  }

  package var status: Int
  /// In the order in which they are sent; the router adds those that all answers have.
  package var headers: [(name: String, value: String)]
  package var body: Body
  /// In place of the site's own content security policy, for a page that is whole by itself.
  package var contentPolicy: String?

  package init(status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package static func json(_ value: JSONValue, status: Int = 200) -> SiteResponse {
    SiteResponse(
      status: status, headers: [("content-type", "application/json")],
      body: .bytes(JSONWriter.bytes(value, escapesHTML: true)))
  }

  package static func html(_ text: String, status: Int = 200) -> SiteResponse {
    SiteResponse(
      status: status, headers: [("content-type", "text/html; charset=utf-8")], body: .bytes(Array(text.utf8)))
  }

  package static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8")
    -> SiteResponse
  {
    SiteResponse(status: status, headers: [("content-type", type)], body: .bytes(Array(text.utf8)))
  }

  /// A file to keep, under a name that the site has made up itself.
  package static func download(_ bytes: [UInt8], type: String, name: String) -> SiteResponse {
    let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    return SiteResponse(
      headers: [("content-type", type), ("content-disposition", "attachment; filename=\"\(plain)\"")],
      body: .bytes(bytes))
  }

  package static func events(_ feed: EventFeed) -> SiteResponse {
    SiteResponse(
      headers: [("content-type", "text/event-stream"), ("x-accel-buffering", "no")], body: .events(feed))
  }

  /// Done, and nothing to say of it.
  package static let done = SiteResponse(status: 204)

  /// Leads a browser on after a form: always to the site itself.
  package static func seeOther(_ path: String) -> SiteResponse {
    SiteResponse(status: 303, headers: [("location", LocalPath(path)?.text ?? "/")])
  }

  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// A path on this site, which a redirect may lead to.
package struct LocalPath: Hashable, Sendable {
  package let text: String

  /// Nil for whatever a browser might take for another site, or for more than one header.
  package init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    guard isPlain, text.utf8.count <= 2000, text.hasPrefix("/"), !text.hasPrefix("//") else { return nil }
    self.text = text
  }
}
