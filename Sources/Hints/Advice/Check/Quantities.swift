/// Amounts of memory and of CPU, however they are written: 96Mi, 96 MiB and 0.09375Gi are the same.
struct Quantities: Sendable {
  private struct Amount: Hashable {
    /// Bytes, or thousandths of a core.
    var least: Double
    var most: Double
    var isMemory: Bool
  }

  private static let memory: [String: Double] = {
    var units: [String: Double] = [:]
    for (power, names) in ["k kilo kibi", "m mega mebi", "g giga gibi", "t tera tebi"].enumerated() {
      let names = names.split(separator: " ").map(String.init)
      let size = Double(1 << (10 * (power + 1)))
      for unit in [names[0] + "i", names[0] + "ib", names[0] + "b", names[1] + "byte", names[1] + "bytes"]
        + [names[2] + "byte", names[2] + "bytes"]
      { units[unit] = size }
    }
    units["b"] = 1
    units["byte"] = 1
    units["bytes"] = 1
    return units
  }()
  private static let processors: [String: Double] = [
    "m": 1, "millicore": 1, "millicores": 1, "millicpu": 1, "core": 1000, "cores": 1000, "cpu": 1000, "cpus": 1000,
    "vcpu": 1000, "vcpus": 1000,
  ]

  private var secrets: [Amount] = []

  /// - Parameter literals: phrases that may not be said; those that are amounts count.
  init(_ literals: [[UInt8]]) {
    secrets = literals.compactMap { literal in
      let found = Self.amounts(in: FoldedText(bytes: literal))
      return found.count == 1 && found[0].1 == literal.indices ? found[0].0 : nil
    }
  }

  /// Whether a text holds one of them in words that were not shown.
  func areFound(in text: FoldedText, shown: ShownText) -> Bool {
    guard !secrets.isEmpty else { return false }
    return Self.amounts(in: text).contains { amount, range in
      secrets.contains { $0.isMemory == amount.isMemory && amount.least <= $0.most && $0.least <= amount.most }
        && !shown.holds(FoldedText.literal(text.bytes[range])[...])
    }
  }

  /// The amounts in a text, as exactly as they are written: 0.09Gi is anything from 0.085Gi to 0.095Gi.
  private static func amounts(in text: FoldedText) -> [(Amount, Range<Int>)] {
    let bytes = text.bytes
    var amounts: [(Amount, Range<Int>)] = []
    var index = 0
    while index < bytes.count {
      guard FoldedText.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, FoldedText.isDigit(bytes[index]) || isPoint(bytes, index) { index += 1 }
      let number = String(decoding: bytes[start..<index], as: UTF8.self).replacing(",", with: ".")
      var unitStart = index
      while unitStart < bytes.count, unitStart - index < 3, bytes[unitStart] == 32 || bytes[unitStart] == 45 {
        unitStart += 1
      }
      var end = unitStart
      // A hump parts MiB.
      while end < bytes.count, FoldedText.isLetter(bytes[end]) || bytes[end] == FoldedText.hump { end += 1 }
      let unit = String(decoding: bytes[unitStart..<end].filter { $0 != FoldedText.hump }, as: UTF8.self)
      guard let value = Double(number) else { continue }
      let decimals = number.split(separator: ".").dropFirst().first?.count ?? 0
      let step = decimals == 0 ? 0 : 0.5 * (0..<decimals).reduce(1) { part, _ in part / 10 }
      if let size = memory[unit] ?? processors[unit] {
        let slack = 1e-6 * value
        amounts.append(
          (
            Amount(
              least: (value - step - slack) * size, most: (value + step + slack) * size, isMemory: memory[unit] != nil),
            start..<end
          ))
      }
    }
    return amounts
  }

  private static func isPoint(_ bytes: [UInt8], _ index: Int) -> Bool {
    (bytes[index] == 46 || bytes[index] == 44) && index + 1 < bytes.count && FoldedText.isDigit(bytes[index + 1])
  }
}
