import KubernetesModel
import SimulationKernel

/// Why a journal cannot be read.
package enum JournalError: Error, Hashable, Sendable {
  case empty
  /// A line is not JSON, or lacks what it must have. Lines count from 1.
  case damaged(line: Int, reason: String)
  /// The journal was written by a later version of this program.
  case unknownVersion(Int64)
  /// The journal is of another scenario or seed than the one it is replayed with.
  case otherRun(scenario: String, seed: UInt64)
  /// Lines of a shared drill that wait need a thread each, and the machine has no more.
  case noThreads

  package var description: String {
    switch self {
    case .empty: "the journal is empty"
    case .damaged(let line, let reason): "line \(line) of the journal is damaged: \(reason)"
    case .unknownVersion(let version): "the journal has version \(version), which this version does not know"
    case .noThreads: "the machine has no thread left for the lines that run in it"
    case .otherRun(let scenario, let seed): "the journal is of scenario \(scenario) with seed \(seed)"
    }
  }
}

/// A journal as text: one JSON object a line, the header first.
extension Journal {
  package var lines: [String] { [header.line] + entries.map(\.line) }

  package init(lines: [String]) throws(JournalError) {
    let numbered = lines.enumerated().filter { !$0.element.allSatisfy(\.isWhitespace) }
    guard let first = numbered.first else { throw .empty }
    header = try JournalHeader(line: first.element, number: first.offset + 1)
    entries = []
    for (index, text) in numbered.dropFirst() {
      let entry = try JournalEntry(line: text, number: index + 1)
      guard entry.kind == .rewound || entry.instant >= entries.last?.instant ?? header.calledAt else {
        throw .damaged(line: index + 1, reason: "it goes back in time")
      }
      entries.append(entry)
    }
  }
}

extension JournalHeader {
  package var line: String {
    var value: JSONValue = [
      "journal": JSONValue(version), "scenario": .string(scenario), "seed": .string(String(seed)),
      "startedAt": .integer(startedAt.microseconds), "calledAt": .integer(calledAt.microseconds),
    ]
    value["commonSeed"] = commonSeed.map { .string(String($0)) }
    value["hintPricePercent"] = hintPricePercent.map { JSONValue($0) }
    return JSONWriter.string(value, escapesHTML: false)
  }

  init(line: String, number: Int) throws(JournalError) {
    let value = try journalValue(line, number)
    guard let version = value["journal"]?.intValue else {
      throw .damaged(line: number, reason: "it does not begin a journal")
    }
    guard (1...Self.currentVersion).contains(Int(clamping: version)) else { throw .unknownVersion(version) }
    guard let scenario = value["scenario"]?.stringValue, let seed = value["seed"]?.stringValue.flatMap({ UInt64($0) }),
      let startedAt = value["startedAt"]?.intValue, let calledAt = value["calledAt"]?.intValue
    else { throw .damaged(line: number, reason: "the header lacks scenario, seed, startedAt or calledAt") }
    self.init(
      scenario: scenario, seed: seed, startedAt: Instant(microseconds: startedAt),
      calledAt: Instant(microseconds: calledAt))
    self.version = Int(clamping: version)
    if let text = value["commonSeed"]?.stringValue {
      guard let seed = UInt64(text) else { throw .damaged(line: number, reason: "its commonSeed is no number") }
      commonSeed = seed
    }
    hintPricePercent = value["hintPricePercent"]?.intValue.map { Int(clamping: $0) }
  }
}

extension JournalEntry {
  package var line: String {
    var value: JSONValue = ["at": .integer(instant.microseconds), "kind": .string(kind.rawValue)]
    if !text.isEmpty { value["text"] = .string(text) }
    if let stream { value["stream"] = JSONValue(stream) }
    if isInTerminal { value["terminal"] = true }
    if let size { value["size"] = .string(size.text) }
    if seat != 0 { value["seat"] = JSONValue(seat) }
    if !mayGiveUp { value["mayGiveUp"] = false }
    request?.write(to: &value)
    return JSONWriter.string(value, escapesHTML: false)
  }

  init(line: String, number: Int) throws(JournalError) {
    let value = try journalValue(line, number)
    guard let at = value["at"]?.intValue else { throw .damaged(line: number, reason: "it has no instant") }
    guard let kind = value["kind"]?.stringValue.flatMap(Kind.init(rawValue:)) else {
      throw .damaged(line: number, reason: "its kind is not known")
    }
    self.init(instant: Instant(microseconds: at), kind: kind, text: value["text"]?.stringValue ?? "")
    isInTerminal = value["terminal"]?.boolValue ?? false
    size = value["size"]?.stringValue.flatMap(ScreenSize.init)
    stream = value["stream"]?.intValue.flatMap { Int(exactly: $0) }
    seat = value["seat"]?.intValue.flatMap { Int(exactly: $0) } ?? 0
    mayGiveUp = value["mayGiveUp"]?.boolValue ?? true
    if kind == .rewound, Int(text).map({ $0 >= 0 }) != true {
      throw .damaged(line: number, reason: "it does not say how far it goes back")
    }
    guard kind == .request else { return }
    request = JournaledRequest(value)
    if request == nil { throw .damaged(line: number, reason: "it is no request") }
  }
}

private func journalValue(_ line: String, _ number: Int) throws(JournalError) -> JSONValue {
  do {
    return try JSONParser.parse(line)
  } catch {
    throw .damaged(line: number, reason: error.message)
  }
}
