import CNcurses

/// What the machine knows of a kind of terminal.
package enum TerminalDescription: Hashable, Sendable {
  package struct Known: Hashable, Sendable {
    package let placesCursor: Bool
    package let colours: Int
  }

  case known(Known)
  /// Nobody has described it.
  case unknown
  /// There are no descriptions at all.
  case missingDatabase

  /// - Parameter kind: as TERM names it.
  package init(_ kind: String) {
    var problem: Int32 = 0
    guard firedrill_lookup(kind, &problem) == OK else {
      self = problem < 0 ? .missingDatabase : .unknown
      return
    }
    let cursor = tigetstr("cup")
    let placesCursor = cursor != nil && Int(bitPattern: cursor) != -1
    self = .known(Known(placesCursor: placesCursor, colours: max(0, Int(tigetnum("colors")))))
    firedrill_forget()
  }
}
