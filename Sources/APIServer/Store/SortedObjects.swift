/// The objects of one resource, ordered by namespace and name, in chunks that copies share: a change after a copy moves one
/// chunk, a list copies references, a look-up is a binary search.
struct SortedObjects: Sendable {
  private static let chunkLimit = 32

  /// None is empty.
  private var chunks: [[StoredObject]] = []
  private(set) var count = 0

  var isEmpty: Bool { chunks.isEmpty }

  func object(namespace: String, name: String) -> StoredObject? {
    let chunk = chunkIndex(namespace, name)
    guard chunks.indices.contains(chunk) else { return nil }
    let index = Self.lowerBound(in: chunks[chunk], namespace, name)
    return Self.matches(chunks[chunk], index, namespace, name) ? chunks[chunk][index] : nil
  }

  /// Those of a namespace, of all namespaces when it is nil.
  func objects(in namespace: String?) -> [StoredObject] {
    var result: [StoredObject] = []
    guard let namespace else {
      result.reserveCapacity(count)
      for chunk in chunks { result += chunk }
      return result
    }
    for chunk in chunks.dropFirst(chunkIndex(namespace, "")) {
      guard let first = chunk.first, let last = chunk.last else { continue }
      if first.namespace == namespace, last.namespace == namespace {
        result += chunk
      } else {
        result += chunk.lazy.filter { $0.namespace == namespace }
      }
      if last.namespace > namespace { break }
    }
    return result
  }

  func hasObjects(in namespace: String) -> Bool {
    let chunk = chunkIndex(namespace, "")
    return chunks.dropFirst(chunk).prefix(2).contains { $0.contains { $0.namespace == namespace } }
  }

  /// Adds an object, or puts it in the place of its earlier version, which is returned.
  mutating func put(_ object: StoredObject) -> StoredObject? {
    guard !chunks.isEmpty else {
      chunks = [[object]]
      count = 1
      return nil
    }
    let chunk = chunkIndex(object.namespace, object.name)
    let index = Self.lowerBound(in: chunks[chunk], object.namespace, object.name)
    if Self.matches(chunks[chunk], index, object.namespace, object.name) {
      let previous = chunks[chunk][index]
      chunks[chunk][index] = object
      return previous
    }
    chunks[chunk].insert(object, at: index)
    count += 1
    if chunks[chunk].count > Self.chunkLimit {
      let half = Array(chunks[chunk].suffix(Self.chunkLimit / 2))
      chunks[chunk].removeLast(half.count)
      chunks.insert(half, at: chunk + 1)
    }
    return nil
  }

  mutating func remove(namespace: String, name: String) {
    let chunk = chunkIndex(namespace, name)
    guard chunks.indices.contains(chunk) else { return }
    let index = Self.lowerBound(in: chunks[chunk], namespace, name)
    guard Self.matches(chunks[chunk], index, namespace, name) else { return }
    chunks[chunk].remove(at: index)
    count -= 1
    if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
  }

  // MARK: Search

  private static func precedes(_ object: StoredObject, _ namespace: String, _ name: String) -> Bool {
    object.namespace == namespace ? object.name < name : object.namespace < namespace
  }

  private static func matches(_ chunk: [StoredObject], _ index: Int, _ namespace: String, _ name: String) -> Bool {
    index < chunk.count && chunk[index].name == name && chunk[index].namespace == namespace
  }

  /// The chunk that holds a place: the last one that begins there or before.
  private func chunkIndex(_ namespace: String, _ name: String) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      let first = chunks[middle][0]
      if Self.precedes(first, namespace, name) || (first.name == name && first.namespace == namespace) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return max(0, low - 1)
  }

  private static func lowerBound(in chunk: [StoredObject], _ namespace: String, _ name: String) -> Int {
    var low = 0
    var high = chunk.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(chunk[middle], namespace, name) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
