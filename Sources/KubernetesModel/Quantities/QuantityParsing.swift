/// Why a text is not a quantity, in apimachinery's words.
package enum QuantityError: Error, Hashable, Sendable, CustomStringConvertible {
  case format, number, suffix

  package var description: String {
    switch self {
    case .format: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    case .number: "unable to parse numeric part of quantity"
    case .suffix: "unable to parse quantity's suffix"
    }
  }
}

extension Quantity {
  /// Reads `1`, `1.5`, `100m`, `64Mi`, `1e3`.
  package init(parsing text: String) throws(QuantityError) {
    let parts = try Parts(text)
    guard let unit = Unit(suffix: parts.suffix) else { throw .suffix }
    self = parts.amount(in: unit, source: text)
  }

  /// A JSON string or number; nil when it is neither, or not a quantity.
  package init?(_ json: JSONValue?) {
    let text: String
    switch json {
    case .string(let string): text = string
    case .integer(let number): text = String(number)
    case .double(let number): text = JSONWriter.text(number)
    default: return nil
    }
    guard let quantity = try? Quantity(parsing: Self.trimmed(text)) else { return nil }
    self = quantity
  }

  /// JSON quantities may have blanks around them.
  private static func trimmed(_ text: String) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else { return text }
    let bytes = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The factor for which a suffix stands.
  private struct Unit {
    let format: Format
    /// Powers of two for binary suffixes, of ten for the others.
    let exponent: Int

    init?(suffix: String) {
      if let known = Quantity.decimalSuffixes.first(where: { $0.suffix == suffix }) {
        (format, exponent) = (.decimal, known.exponent)
      } else if let step = Quantity.binarySuffixes.firstIndex(of: suffix) {
        (format, exponent) = (.binary, step * 10)
      } else if suffix.utf8.count > 1, suffix.first == "e" || suffix.first == "E", let power = Int64(suffix.dropFirst())
      {
        (format, exponent) = (.decimalExponent, Int(Int32(truncatingIfNeeded: power)))
      } else {
        return nil
      }
    }
  }

  /// A quantity's text, cut into number and suffix.
  private struct Parts {
    let isNegative: Bool
    /// Digits before the point without leading zeros, at least one.
    let whole: [UInt8]
    let fraction: [UInt8]
    let suffix: String

    init(_ text: String) throws(QuantityError) {
      guard !text.isEmpty else { throw .format }
      var rest = Array(text.utf8)[...]
      isNegative = rest.first == UInt8(ascii: "-")
      if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
      let digits = rest.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
      whole = digits.isEmpty ? [UInt8(ascii: "0")] : Array(digits)
      rest = rest.drop(while: isDigit)
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        fraction = Array(rest.prefix(while: isDigit))
        rest = rest.drop(while: isDigit)
      } else {
        fraction = []
      }
      suffix = String(decoding: rest, as: UTF8.self)
      rest = rest.drop { "eEinumkKMGTP".utf8.contains($0) }
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard rest.allSatisfy(isDigit) else { throw .format }
    }

    func amount(in unit: Unit, source: String) -> Quantity {
      let digits = whole + fraction
      let scale = (unit.format == .binary ? 0 : unit.exponent) - fraction.count
      var (nanos, isExact) = Self.nanos(of: digits, scale: scale, factor: unit.format == .binary ? unit.exponent : 0)
      var format = unit.format
      if format == .binary {
        nanos = min(nanos, Int128(Int64.max) * Quantity.nanosPerUnit)
        // Below one, binary suffixes could not show it.
        if nanos > 0, nanos < Quantity.nanosPerUnit { format = .decimal }
      }
      isExact = isExact && isCanonical(digits, scale: scale, unit)
      return Quantity(nanos: isNegative ? -nanos : nanos, format: format, source: isExact ? source : nil)
    }

    /// Whether apimachinery keeps the text as it stands. Its test is a rough one: `1.234` is kept, `0.234` is not.
    private func isCanonical(_ digits: [UInt8], scale: Int, _ unit: Unit) -> Bool {
      if unit.format == .binary {
        let precision = 15 - whole.count - unit.exponent * 3 / 10 - 1
        guard fraction.isEmpty, precision >= 0, let last = Int64(String(decoding: digits, as: UTF8.self)) else {
          return false
        }
        return last & 7 != 0
      }
      return digits.count <= 18 && scale >= -9 && scale % 3 == 0 && digits.first != UInt8(ascii: "0")
        && !digits.suffix(3).elementsEqual("000".utf8)
    }

    /// `digits * 10^scale * 2^factor` in billionths, rounded up; not exact when rounded or capped.
    private static func nanos(of digits: [UInt8], scale: Int, factor: Int) -> (Int128, isExact: Bool) {
      var exponent = scale + 9
      var value: Int128 = 0
      var isExact = true
      for (index, digit) in digits.enumerated() {
        let (next, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = next.addingReportingOverflow(Int128(digit & 0x0F))
        if overflows || overflowsToo {
          // Digits beyond what is kept count as places only.
          exponent += digits.count - index
          isExact = false
          break
        }
        value = sum
      }
      if value == 0 { return (0, true) }
      let (shifted, overflows) = value.multipliedReportingOverflow(by: Int128(1) << min(factor, 60))
      if overflows { return (.max, false) }
      value = shifted
      while exponent > 0 {
        let (next, overflows) = value.multipliedReportingOverflow(by: 10)
        if overflows { return (.max, false) }
        value = next
        exponent -= 1
      }
      while exponent < 0, value > 1 || isExact {
        if value % 10 != 0 { isExact = false }
        value = value / 10 + (value % 10 == 0 ? 0 : 1)
        exponent += 1
      }
      return (value, isExact)
    }
  }
}
