import APIServer
import Cluster
import KubernetesModel
import Scoring
import SimulationKernel

/// A stream that a client over HTTP has open.
struct OpenStream {
  /// What waits for the client at most; one that reads no more than that is given up.
  static let unreadLimit = 8 << 20
  /// What a watch event counts for, about.
  private static let eventWeight = 2048
  /// The last line of a text as far as it came, for the score.
  private static let lineLimit = 1 << 16

  var stream: APIStream
  let asked: JournaledRequest
  /// The request, without what came on the stream.
  let exchange: Exchange
  /// The step of the investigation to which it belongs.
  let step: Int
  /// The watch's end was seen, the log's, or the command's.
  var isOver = false
  private(set) var unread: [StreamRead] = []
  private var unreadBytes = 0
  private var line: [UInt8] = []

  init(_ stream: APIStream, asked: JournaledRequest, exchange: Exchange, step: Int) {
    self.stream = stream
    self.asked = asked
    self.exchange = exchange
    self.step = step
  }

  /// The client does not take what comes.
  var isOverfull: Bool { unreadBytes > Self.unreadLimit }

  /// When a watch ends because its client asked so.
  var expires: Instant? {
    if case .watch(let watch) = stream { watch.expires } else { nil }
  }

  mutating func add(_ read: StreamRead) {
    guard !isOverfull else { return }
    switch read {
    case .bytes(let bytes, _): unreadBytes += bytes.count
    case .watchEvents(let events): unreadBytes += events.count * Self.eventWeight
    case .wantsInput, .pending, .ended: break
    }
    unread.append(read)
  }

  /// Takes everything that came since it was last asked.
  mutating func takeUnread() -> [StreamRead] {
    defer {
      unread = []
      unreadBytes = 0
    }
    return unread
  }

  /// What a piece of output lets a reader see: the lines that it ends, begins and holds.
  mutating func lines(with bytes: [UInt8]) -> String {
    let text = line + bytes
    let end = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    line = Array(text[end...].suffix(Self.lineLimit))
    return String(decoding: text, as: UTF8.self)
  }
}

/// The streams that clients have open, by their numbers.
struct OpenStreams {
  /// Streams that one drill's clients may have open together.
  static let limit = 256

  private var byNumber: [Int: OpenStream] = [:]
  private var last = 0
  /// Whether somebody takes what comes; in a replay nobody does.
  var hasReaders = true
  /// The store's version up to which watches were read.
  var seenVersion: UInt64 = 0

  var isEmpty: Bool { byNumber.isEmpty }
  var isFull: Bool { byNumber.values.count { !$0.isOver } >= Self.limit }
  /// In the order in which they were opened.
  var numbers: [Int] { byNumber.keys.sorted() }
  /// The first end of a watch that is still to come.
  var nextExpiry: Instant? { byNumber.values.filter { !$0.isOver }.compactMap(\.expires).min() }

  subscript(number: Int) -> OpenStream? { byNumber[number] }

  mutating func remove(_ number: Int) { byNumber[number] = nil }

  /// Takes everything that came on a stream since it was last asked; that was all once the stream is over.
  mutating func takeUnread(of number: Int) -> [StreamRead] {
    let reads = byNumber[number]?.takeUnread() ?? []
    if byNumber[number]?.isOver == true { byNumber[number] = nil }
    return reads
  }

  /// Keeps a stream after it was read; one that is over stays for as long as its reader has not seen that.
  mutating func keep(_ stream: OpenStream, _ number: Int, adding reads: [StreamRead] = []) {
    var stream = stream
    if hasReaders { for read in reads { stream.add(read) } }
    byNumber[number] = hasReaders || !stream.isOver ? stream : nil
  }

  mutating func open(_ stream: OpenStream) -> Int {
    last += 1
    byNumber[last] = stream
    return last
  }
}
