import KubernetesModel

/// The record and its fields, each made from the other when it is asked for.
struct AwkFields: Sendable {
  static let limit = 100_000

  private(set) var record: [UInt8] = []
  private var fields: [AwkValue] = []
  private(set) var isSplit = false
  /// A field was changed: the record is joined again when it is looked at.
  private var isRecordStale = false

  var count: Int { fields.count }

  mutating func setRecord(_ text: [UInt8]) {
    record = text
    isSplit = false
    isRecordStale = false
  }

  mutating func fill(_ parts: [[UInt8]]) {
    fields = parts.map { AwkValue(input: $0) }
    isSplit = true
  }

  func text(separator: [UInt8]) -> [UInt8] {
    guard isRecordStale else { return record }
    var result: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { result += separator }
      result += field.text("%.6g")
    }
    return result
  }

  func value(_ index: Int, separator: [UInt8]) -> AwkValue {
    if index == 0 { return AwkValue(input: text(separator: separator)) }
    return index <= fields.count ? fields[index - 1] : .uninitialized
  }

  /// - Parameter index: from 1 to `limit`.
  mutating func set(_ index: Int, _ value: AwkValue) {
    while fields.count < index { fields.append(.uninitialized) }
    fields[index - 1] = value
    isRecordStale = true
  }

  mutating func setCount(_ number: Double, separator: [UInt8]) {
    let count = Int(max(0, min(Double(Self.limit), number.isNaN ? 0 : number)))
    fields = Array(fields.prefix(count))
    while fields.count < count { fields.append(.uninitialized) }
    isRecordStale = true
    isSplit = true
  }
}

extension AwkEvaluator {
  /// Takes a text apart: at blanks, at a character, at a tab, or where a regular expression matches.
  mutating func split(
    _ text: [UInt8], by separator: [UInt8], breaksAtNewline: Bool = false
  ) throws(AwkFailure) -> [[UInt8]] {
    if text.isEmpty { return [] }
    if separator == [Byte.space] { return text.split(whereSeparator: Byte.isSpace).map(Array.init) }
    if separator.isEmpty { return String(decoding: text, as: UTF8.self).map { Array(String($0).utf8) } }
    if separator.count == 1, separator[0] != Byte.backslash {
      return text.split(omittingEmptySubsequences: false) {
        $0 == separator[0] || (breaksAtNewline && $0 == Byte.newline)
      }.map(Array.init)
    }
    let pattern = breaksAtNewline ? Array("(".utf8) + separator + Array(")|\n".utf8) : separator
    var parts: [[UInt8]] = []
    var start = 0
    for match in try expression(pattern).matches(in: text) where !match.range.isEmpty {
      parts.append(Array(text[start..<match.range.lowerBound]))
      start = match.range.upperBound
    }
    parts.append(Array(text[start...]))
    return parts
  }
}
