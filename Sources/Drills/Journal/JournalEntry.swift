package import SimulationKernel

/// What a player did, and when in simulated time: enough to do it all again.
package struct JournalEntry: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A line typed at the prompt, game command or not.
    case line
    /// Ctrl-C while the line before ran.
    case interrupt
    /// What a program that the line before started read from the terminal.
    case typed
    /// The end of what such a program reads (Ctrl-D).
    case endOfInput
    /// What the player's editor gave back; empty when it failed.
    case edited
  }

  package var instant: Instant
  package var kind: Kind
  package var text: String

  package init(instant: Instant, kind: Kind, text: String = "") {
    self.instant = instant
    self.kind = kind
    self.text = text
  }
}

/// Which run a journal is of.
package struct JournalHeader: Hashable, Sendable {
  /// The version of the journal's format that this code writes.
  package static let currentVersion = 1

  package var scenario: String
  package var seed: UInt64
  /// The wall clock when the run began.
  package var startedAt: Instant
  /// Simulated time at that moment: when the player was called.
  package var calledAt: Instant

  package init(scenario: String, seed: UInt64, startedAt: Instant, calledAt: Instant) {
    self.scenario = scenario
    self.seed = seed
    self.startedAt = startedAt
    self.calledAt = calledAt
  }
}

/// A run as it is kept: the header and everything the player did, in order.
package struct Journal: Hashable, Sendable {
  package var header: JournalHeader
  package var entries: [JournalEntry]

  package init(header: JournalHeader, entries: [JournalEntry] = []) {
    self.header = header
    self.entries = entries
  }
}
