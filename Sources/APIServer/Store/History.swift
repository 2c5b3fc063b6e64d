/// The store's recent changes: full chunks are never changed and shared by all copies, so that the first change after a
/// copy moves at most one chunk. Versions of consecutive changes are consecutive numbers.
struct History: Sendable {
  private final class Chunk: Sendable {
    let changes: [Change]

    init(_ changes: [Change]) { self.changes = changes }
  }

  private static let chunkSize = 32
  /// etcd's watch cache keeps some hundred to some thousand changes; so many chunks keep about a thousand.
  private static let chunkLimit = 32

  private var chunks: [Chunk] = []
  private var tail: [Change] = []

  /// The version of the oldest change that is kept; nil when there is none.
  var firstVersion: UInt64? { (chunks.first?.changes.first ?? tail.first)?.resourceVersion }

  mutating func append(_ change: Change) {
    tail.append(change)
    guard tail.count == Self.chunkSize else { return }
    chunks.append(Chunk(tail))
    tail = []
    if chunks.count > Self.chunkLimit { chunks.removeFirst() }
  }

  /// Changes after a version, oldest first; nil when some of them are forgotten. Costs what it returns.
  func changes(after version: UInt64, last: UInt64) -> ArraySlice<Change>? {
    guard version < last else { return [] }
    guard let first = firstVersion, version &+ 1 >= first else { return nil }
    let wanted = Int(clamping: last - version)
    guard wanted > tail.count else { return tail[(tail.count - wanted)...] }
    var result: [Change] = []
    let chunkCount = min(chunks.count, (wanted - tail.count + Self.chunkSize - 1) / Self.chunkSize)
    for chunk in chunks.suffix(chunkCount) { result += chunk.changes }
    result += tail
    return result.suffix(wanted)
  }
}
