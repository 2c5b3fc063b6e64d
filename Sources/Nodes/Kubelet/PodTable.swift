import HashTreeCollections

/// The pods of all nodes, by uid. Each is behind a reference that is never changed, so that the tree moves only those.
struct PodTable: Sendable {
  private final class Entry: Sendable {
    let pod: PodRuntime

    init(_ pod: PodRuntime) { self.pod = pod }
  }

  private var entries: TreeDictionary<String, Entry> = [:]

  subscript(uid: String) -> PodRuntime? {
    get { entries[uid]?.pod }
    set { entries[uid] = newValue.map(Entry.init) }
  }

  mutating func remove(_ uid: String) -> PodRuntime? { entries.removeValue(forKey: uid)?.pod }

  /// In no particular order.
  var all: some Sequence<PodRuntime> { entries.values.lazy.map(\.pod) }

  /// Ordered by uid.
  var sorted: [PodRuntime] { all.sorted { $0.uid < $1.uid } }

  /// Takes all of them out.
  mutating func takeAll() -> PodTable {
    let all = self
    self = PodTable()
    return all
  }
}
