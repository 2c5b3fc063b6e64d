package import SimulationKernel

/// A line that a container wrote.
package struct LogLine: Hashable, Sendable {
  package let instant: Instant
  /// Without its end of line.
  package let text: String
  package let isError: Bool
  /// False for what was written last and had no end of line.
  package let isComplete: Bool

  package init(instant: Instant, isError: Bool = false, text: String, isComplete: Bool = true) {
    self.instant = instant
    self.isError = isError
    self.text = text
    self.isComplete = isComplete
  }
}

/// The last lines that a container wrote, about a thousand, in chunks that copies share.
package struct ContainerLog: Sendable {
  private static let chunkSize = 16
  private static let keptChunks = 64

  private var full: [[LogLine]] = []
  private var last: [LogLine] = []
  /// The number of the oldest line that is kept; lines are numbered from 0.
  package private(set) var start = 0
  /// What has been written in all, with the time and the stream that the runtime puts before each line.
  private(set) var byteCount: Int64 = 0

  private static let prefixLength = 45

  package init() {}

  /// One past the number of the newest line.
  package var end: Int { start + full.count * Self.chunkSize + last.count }

  package mutating func append(_ line: LogLine) {
    last.append(line)
    byteCount += Int64(line.text.utf8.count + Self.prefixLength)
    guard last.count == Self.chunkSize else { return }
    full.append(last)
    last = []
    if full.count > Self.keptChunks {
      full.removeFirst()
      start += Self.chunkSize
    }
  }

  /// The kept lines whose number is `index` or above.
  package func lines(since index: Int = 0) -> [LogLine] {
    var number = start
    var found: [LogLine] = []
    for chunk in full + [last] {
      if number + chunk.count > index { found += chunk.dropFirst(max(0, index - number)) }
      number += chunk.count
    }
    return found
  }
}
