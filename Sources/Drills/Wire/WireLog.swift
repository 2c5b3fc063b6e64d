import SimulationKernel

/// Keeps the journal of clients over HTTP short: which reads were asked before, and how much is kept in all.
struct WireLog {
  /// Bytes that one run's journal may spend on requests and what clients send to containers.
  static let limit = 32 << 20
  /// Identical reads of kubectl within this time are one.
  private static let window = Duration.seconds(1)
  /// Different reads that are remembered.
  private static let readLimit = 1024
  /// Different header values that are shared.
  private static let textLimit = 64

  private var spent = 0
  private var reads: [Read: Instant] = [:]
  private var texts: Set<String> = []

  /// A read, and who did it in a shared drill.
  private struct Read: Hashable {
    var asked: JournaledRequest
    let seat: Int
  }

  var isFull: Bool { spent >= Self.limit }

  mutating func spend(_ weight: Int) { spent += weight }

  /// Whether a read repeats one that was kept: of kubectl one of a moment ago, of clients that ask again and again any.
  func isRepetition(_ asked: JournaledRequest, of seat: Int, at instant: Instant) -> Bool {
    guard let last = reads[Self.key(of: asked, seat)] else { return false }
    return !asked.isKubectl || instant - last <= Self.window
  }

  mutating func note(_ asked: JournaledRequest, of seat: Int, at instant: Instant) {
    if reads.count >= Self.readLimit { reads = [:] }
    reads[Self.key(of: asked, seat)] = instant
  }

  /// The same request, sharing its long texts with those before.
  mutating func sharing(_ asked: JournaledRequest) -> JournaledRequest {
    var asked = asked
    for path: WritableKeyPath<JournaledRequest, String> in [\.accept, \.userAgent, \.command, \.session] {
      let text = asked[keyPath: path]
      if texts.count >= Self.textLimit { texts = [] }
      asked[keyPath: path] = texts.insert(text).memberAfterInsert
    }
    return asked
  }

  private static func key(of asked: JournaledRequest, _ seat: Int) -> Read {
    var key = Read(asked: asked, seat: seat)
    key.asked.session = ""
    return key
  }
}
