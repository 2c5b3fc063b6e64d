import KubernetesModel

/// The input that was read and is not yet taken, record by record.
struct AwkInput: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0
  private var isFinished = false
  private var isSkipped = false

  mutating func begin() {
    bytes = []
    (start, isFinished, isSkipped) = (0, false, false)
  }

  mutating func append(_ more: [UInt8]) {
    guard !isSkipped else { return }
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// There is no more of this file.
  mutating func finish() { isFinished = true }

  /// `nextfile`: the rest of the file is of no use.
  mutating func skipFile() {
    bytes = []
    start = 0
    isSkipped = true
  }

  func hasRecord(_ separator: [UInt8]) -> Bool {
    var copy = self
    return copy.next(separator) != nil
  }

  /// The next record that is there in full.
  mutating func next(_ separator: [UInt8]) -> [UInt8]? {
    if separator.isEmpty { return nextParagraph() }
    guard start < bytes.count else { return nil }
    let (end, length) = separatorPlace(separator)
    guard let end else {
      guard isFinished else { return nil }
      defer { start = bytes.count }
      return Array(bytes[start...])
    }
    defer { start = end + length }
    return Array(bytes[start..<end])
  }

  /// Where the next separator is: a character, or what a regular expression matches.
  private func separatorPlace(_ separator: [UInt8]) -> (Int?, Int) {
    if separator.count == 1 { return (bytes[start...].firstIndex(of: separator[0]), 1) }
    guard let expression = try? RegularExpression(String(decoding: separator, as: UTF8.self), syntax: .extended),
      let match = expression.firstMatch(in: bytes, from: start), !match.range.isEmpty,
      // What follows might belong to the separator as well.
      isFinished || match.range.upperBound < bytes.count
    else { return (nil, 0) }
    return (match.range.lowerBound, match.range.count)
  }

  /// Records between empty lines.
  private mutating func nextParagraph() -> [UInt8]? {
    while start < bytes.count, bytes[start] == Byte.newline { start += 1 }
    guard start < bytes.count else { return nil }
    var place = start
    while let end = bytes[place...].firstIndex(of: Byte.newline) {
      if end + 1 < bytes.count, bytes[end + 1] == Byte.newline {
        defer { start = end + 2 }
        return Array(bytes[start..<end])
      }
      place = end + 1
    }
    guard isFinished else { return nil }
    defer { start = bytes.count }
    return Array(bytes[start..<(bytes.last == Byte.newline ? bytes.count - 1 : bytes.count)])
  }
}

extension AwkEvaluator {
  /// Whether nobody reads what is written any more.
  var isBroken: Bool { process.map { $0.machine.processes[$0.number]?.hasBrokenPipe == true } ?? false }

  mutating func take(record: [UInt8]) throws(AwkFailure) -> Flow {
    countRecord()
    fields.setRecord(record)
    for rule in program.rules {
      let isChosen: Bool
      switch rule.pattern {
      case .begin, .end: continue
      case .always: isChosen = true
      case .when(let test): isChosen = try evaluate(test).isTrue
      case .range(let first, let last, let number): isChosen = try isInRange(first, last, number)
      }
      guard isChosen else { continue }
      switch try runRule(rule) {
      case .exit: return .exit
      case .next: return .goOn
      case .nextFile: return .nextFile
      default: break
      }
    }
    return .goOn
  }

  private mutating func isInRange(
    _ first: AwkExpression, _ last: AwkExpression, _ number: Int
  ) throws(AwkFailure) -> Bool {
    if !activeRanges.contains(number) {
      guard try evaluate(first).isTrue else { return false }
      activeRanges.insert(number)
    }
    if try evaluate(last).isTrue { activeRanges.remove(number) }
    return true
  }

  /// Runs a rule; `next` and `exit` may come out of the functions that it calls.
  mutating func runRule(_ rule: AwkProgram.Rule) throws(AwkFailure) -> Flow {
    do throws(AwkFailure) {
      return try run(rule.body)
    } catch {
      if error.message == Self.exitMark { return .exit }
      if error.message == Self.nextMark { return .next }
      throw error
    }
  }
}
