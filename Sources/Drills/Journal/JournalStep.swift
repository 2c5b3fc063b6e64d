import SimulationKernel

/// Entries that are played together: a line with what its commands took from the player, or any other entry alone.
struct JournalStep {
  /// Which of the journal's entries they are.
  let entries: Range<Int>
  let entry: JournalEntry
  let inner: ArraySlice<JournalEntry>
  /// When the next one began; nil where there is none.
  let next: Instant?
  /// The player went back to the middle of it, perhaps.
  let mayBeBrokenOff: Bool

  /// What is played next of these entries.
  /// - Parameter isShared: whether lines run beside each other, so that each entry is played by itself.
  init?(_ rest: ArraySlice<JournalEntry>, isShared: Bool) {
    guard let first = rest.first else { return nil }
    let inner = rest.dropFirst().prefix { !isShared && first.kind == .line && $0.kind.isPartOfLine }
    entries = rest.startIndex..<rest.startIndex + 1 + inner.count
    (entry, self.inner) = (first, inner)
    let following = rest.dropFirst(entries.count).first
    next = following?.instant
    mayBeBrokenOff = following?.kind == .rewound
  }
}

extension Journal {
  /// - Parameter start: of the first entry that is wanted.
  func steps(from start: Int = 0) -> UnfoldSequence<JournalStep, ArraySlice<JournalEntry>> {
    let isShared = header.isShared
    return sequence(state: entries[min(start, entries.count)...]) { rest in
      guard let step = JournalStep(rest, isShared: isShared) else { return nil }
      rest = rest[step.entries.upperBound...]
      return step
    }
  }
}
