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

  /// How many pods a node runs, and what they ask for: thousandths of a core, bytes.
  func load(ofNode node: String) -> (count: Int64, cpu: Int64, memory: Int64) {
    var load: (count: Int64, cpu: Int64, memory: Int64) = (0, 0, 0)
    for entry in entries.values where entry.pod.node == node && entry.pod.isAdmitted && !entry.pod.isTerminated {
      load.count += 1
      load.cpu = load.cpu.addingReportingOverflow(entry.pod.requestedCPU).partialValue
      load.memory = load.memory.addingReportingOverflow(entry.pod.requestedMemory).partialValue
    }
    return load
  }

  /// Ordered by uid.
  var sorted: [PodRuntime] { all.sorted { $0.uid < $1.uid } }

  /// Takes all of them out.
  mutating func takeAll() -> PodTable {
    let all = self
    self = PodTable()
    return all
  }
}
