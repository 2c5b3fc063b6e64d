/// An amount of a resource, as `100m`, `1.5Gi` or `1e3`: a decimal number with at most nine places after the point.
///
/// Follows apimachinery's `resource.Quantity`: what is finer than a billionth is rounded away from zero, binary amounts
/// end at 2^63-1. Decimal amounts end at about 1.7e29 here, where Kubernetes has no end.
package struct Quantity: Sendable {
  /// The family of suffixes in which the amount was written, and is written again.
  package enum Format: Hashable, Sendable {
    /// `12e6`
    case decimalExponent
    /// `12Mi`
    case binary
    /// `12M`
    case decimal
  }

  /// Billionths.
  private(set) var nanos: Int128
  package private(set) var format: Format
  /// The text that was read, where apimachinery keeps it as canonical.
  private var source: String?

  init(nanos: Int128, format: Format, source: String? = nil) {
    self.nanos = nanos
    self.format = format
    self.source = source
  }

  package static let zero = Quantity(nanos: 0, format: .decimal)

  /// A whole amount.
  package init(_ value: Int64, format: Format = .decimal) {
    self.init(nanos: Int128(value) * Self.nanosPerUnit, format: format)
  }

  /// An amount in thousandths, as CPU is counted.
  package init(milli: Int64, format: Format = .decimal) {
    self.init(nanos: Int128(milli) * 1_000_000, format: format)
  }

  static let nanosPerUnit: Int128 = 1_000_000_000

  package var isZero: Bool { nanos == 0 }

  /// -1, 0 or 1.
  package var sign: Int { nanos.signum() == 0 ? 0 : (nanos > 0 ? 1 : -1) }

  /// The whole amount, rounded away from zero, capped at the ends of `Int64`.
  package var value: Int64 { scaled(to: Self.nanosPerUnit) }

  /// Thousandths, rounded away from zero, capped at the ends of `Int64`.
  package var milliValue: Int64 { scaled(to: 1_000_000) }

  package var doubleValue: Double { Double(nanos) / 1e9 }

  private func scaled(to unit: Int128) -> Int64 {
    let (whole, rest) = nanos.quotientAndRemainder(dividingBy: unit)
    return Int64(clamping: rest == 0 ? whole : whole + (nanos > 0 ? 1 : -1))
  }
}

extension Quantity: Hashable, Comparable {
  /// Equal amounts are equal, however they are written: `1` and `1000m`.
  package static func == (left: Quantity, right: Quantity) -> Bool { left.nanos == right.nanos }

  package static func < (left: Quantity, right: Quantity) -> Bool { left.nanos < right.nanos }

  package func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}

/// Arithmetic that stops at the largest amount instead of overflowing. Zero takes the other side's format.
extension Quantity {
  package static func + (left: Quantity, right: Quantity) -> Quantity {
    let (sum, overflows) = left.nanos.addingReportingOverflow(right.nanos)
    let capped = left.nanos > 0 ? Int128.max : Int128.min
    return Quantity(nanos: overflows ? capped : sum, format: left.isZero ? right.format : left.format)
  }

  package static func - (left: Quantity, right: Quantity) -> Quantity {
    let (difference, overflows) = left.nanos.subtractingReportingOverflow(right.nanos)
    let capped = left.nanos > 0 ? Int128.max : Int128.min
    return Quantity(nanos: overflows ? capped : difference, format: left.isZero ? right.format : left.format)
  }

  package static func * (left: Quantity, times: Int64) -> Quantity {
    let (product, overflows) = left.nanos.multipliedReportingOverflow(by: Int128(times))
    let capped = (left.nanos > 0) == (times > 0) ? Int128.max : Int128.min
    return Quantity(nanos: overflows ? capped : product, format: left.format)
  }

  package prefix static func - (quantity: Quantity) -> Quantity {
    Quantity(nanos: 0, format: quantity.format) - quantity
  }

  package static func += (left: inout Quantity, right: Quantity) { left = left + right }

  package static func -= (left: inout Quantity, right: Quantity) { left = left - right }
}

extension Quantity: CustomStringConvertible {
  /// The canonical text: no fraction, the largest suffix that loses nothing.
  package var description: String {
    if let source { return source }
    if nanos == 0 { return "0" }
    if format == .binary, let text = binaryText { return text }
    return decimalText
  }

  /// Nil where apimachinery turns to decimal suffixes: below 1024, and with a fraction.
  private var binaryText: String? {
    let (whole, rest) = nanos.quotientAndRemainder(dividingBy: Self.nanosPerUnit)
    guard rest == 0, whole.magnitude >= 1024 else { return nil }
    var mantissa = whole
    var step = 0
    while step < Self.binarySuffixes.count - 1, mantissa % 1024 == 0 {
      mantissa /= 1024
      step += 1
    }
    return String(mantissa) + Self.binarySuffixes[step]
  }

  private var decimalText: String {
    var mantissa = nanos
    var exponent = -9
    while mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    while exponent % 3 != 0 {
      mantissa *= 10
      exponent -= 1
    }
    if format == .decimalExponent { return String(mantissa) + (exponent == 0 ? "" : "e\(exponent)") }
    let suffix = Self.decimalSuffixes.first { $0.exponent == exponent }?.suffix ?? ""
    return String(mantissa) + suffix
  }

  static let binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

  static let decimalSuffixes: [(suffix: String, exponent: Int)] = [
    ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15),
    ("E", 18),
  ]
}
