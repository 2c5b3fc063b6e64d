/// A step by which a scenario leads somebody through it: what to do, and by what it is known to be done.
package struct Lesson: Hashable, Sendable {
  /// Keys that only some ways to play have.
  package enum Key: String, Hashable, Sendable, CaseIterable {
    case tab = "Tab"
    case live = "F3"
    case timeline = "F4"
  }

  /// What ends a lesson: any of it.
  package struct Condition: Hashable, Sendable {
    /// A fact was seen, by its id.
    package var seen: String?
    /// One of these commands was run, also with other words in between: `kubectl logs` is `k -n shop logs web-1`, too.
    package var ran: [String] = []
    /// A key was used.
    package var key: Key?
    /// The right diagnosis was given.
    package var isDiagnosed = false
    /// All objectives are met.
    package var isMended = false

    package init(seen: String? = nil, ran: [String] = [], key: Key? = nil) {
      self.seen = seen
      self.ran = ran
      self.key = key
    }
  }

  package var says: String
  /// What is said when it is done.
  package var praise: String
  package var until: Condition

  package init(says: String, praise: String = "", until: Condition) {
    self.says = says
    self.praise = praise
    self.until = until
  }
}
