import Scoring
import SimulationKernel

extension Journal {
  /// What clients asked over HTTP, a text for each step of the investigation, by the entry with which it begins.
  func requestedSteps(defaultNamespace: String) -> [Int: String] {
    var steps = WireSteps()
    var texts: [Int: String] = [:]
    for (index, entry) in entries.enumerated() {
      guard let asked = entry.request else { continue }
      let text = RequestLine.text(of: asked, defaultNamespace: defaultNamespace)
      if let step = steps.step(of: asked, by: entry.seat, at: entry.instant) {
        if RequestLine.isTelling(asked) { texts[step] = text }
      } else {
        texts[index] = text
        steps.begin(index, for: asked, by: entry.seat, at: entry.instant)
      }
    }
    return texts
  }
}

/// Which requests of clients over HTTP make one step of the investigation: those of one kubectl command line, and those
/// with which another client fills its cache.
struct WireSteps {
  private struct Entry {
    let key: String
    let seat: Int
    let step: Int
    var last: Instant
  }

  /// Command lines that are remembered: a client rarely has more at work.
  private static let limit = 64
  /// How long a client may pause while it fills its cache.
  private static let burst = Duration.seconds(5)
  /// The same for kubectl where it does not say which requests belong together.
  private static let pause = Duration.seconds(1)

  private var entries: [Entry] = []

  /// The step to which a request belongs, if one has begun.
  mutating func step(of asked: JournaledRequest, by seat: Int, at instant: Instant) -> Int? {
    guard let key = Self.key(of: asked), let index = entries.lastIndex(where: { $0.key == key.text && $0.seat == seat })
    else { return nil }
    guard key.patience.map({ instant - entries[index].last <= $0 }) ?? true else { return nil }
    entries[index].last = instant
    return entries[index].step
  }

  mutating func begin(_ step: Int, for asked: JournaledRequest, by seat: Int, at instant: Instant) {
    guard let key = Self.key(of: asked) else { return }
    entries.removeAll { $0.key == key.text && $0.seat == seat }
    entries.append(Entry(key: key.text, seat: seat, step: step, last: instant))
    if entries.count > Self.limit { entries.removeFirst() }
  }

  /// What requests of one step have in common, and how far apart they may be; nil for a step of its own.
  private static func key(of asked: JournaledRequest) -> (text: String, patience: Duration?)? {
    if !asked.session.isEmpty { return ("session " + asked.session, nil) }
    if asked.isKubectl { return ("kubectl \(asked.userAgent) \(asked.command)", pause) }
    return asked.fillsCache ? ("cache " + asked.userAgent, burst) : nil
  }
}
