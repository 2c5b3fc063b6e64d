import SimulationKernel

extension Journal {
  /// What counts of it: without what the player took back by going back in time.
  ///
  /// Going back is an entry of its own, and nothing is ever cut off: a journal is only added to, so that a process that is
  /// killed at any moment loses nothing, the run tells by itself that it is practice, and whatever is played again from
  /// it (cluster, card, fingerprint) comes out the same every time.
  package var standing: Journal {
    guard isPractice else { return self }
    var standing: [JournalEntry] = []
    for entry in entries {
      if entry.kind == .rewound { standing.removeLast(standing.count - min(standing.count, entry.keptCount)) }
      standing.append(entry)
    }
    return Journal(header: header, entries: standing)
  }

  /// Whether the player went back in it: they knew what was to come.
  package var isPractice: Bool { entries.contains { $0.kind == .rewound } }
}

extension JournalEntry {
  /// Of `rewound`: how many entries still stand before it.
  var keptCount: Int { max(0, Int(text) ?? 0) }
}
