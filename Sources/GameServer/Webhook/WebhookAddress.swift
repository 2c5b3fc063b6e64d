import HTTPClient

/// Where a chat takes messages. Whoever knows it can write there, so it is shown to nobody.
package struct WebhookAddress: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  let address: ServerAddress
  /// The path and the query.
  let target: String

  /// Nil for what is no address of the web.
  package init?(_ url: String) {
    guard let address = ServerAddress(setting: url) else { return nil }
    self.address = address
    let rest = url.dropFirst(address.origin.utf8.count)
    target = rest.hasPrefix("/") ? String(rest) : "/" + rest
  }

  package var description: String { address.host }
  package var customMirror: Mirror { Mirror(self, children: ["host": address.host]) }
}
