/// The functions of C's mathematics that awk has, to a double's precision or nearly so.
enum AwkMathematics {
  private static let naturalLogarithmOfTwo = 0.693147180559945309417

  static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == exponent.rounded(), exponent.magnitude <= 100_000 {
      var (result, square, rest) = (1.0, base, Int(exponent.magnitude))
      while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
      }
      return exponent < 0 ? 1 / result : result
    }
    if exponent == 0.5 { return base.squareRoot() }
    if base == 0 { return exponent > 0 ? 0 : .infinity }
    return base < 0 ? .nan : exponential(exponent * logarithm(base))
  }

  static func exponential(_ value: Double) -> Double {
    guard value.isFinite else { return value < 0 ? 0 : value }
    if value > 710 { return .infinity }
    if value < -746 { return 0 }
    let halvings = (value / naturalLogarithmOfTwo).rounded()
    let rest = value - halvings * naturalLogarithmOfTwo
    var (term, sum) = (1.0, 1.0)
    for index in 1...24 {
      term *= rest / Double(index)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(halvings), significand: 1)
  }

  static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value == 0 ? -.infinity : value > 0 ? value : .nan }
    let ratio = (value.significand - 1) / (value.significand + 1)
    var (term, sum) = (ratio, 0.0)
    for index in stride(from: 1.0, through: 61, by: 2) {
      sum += term / index
      term *= ratio * ratio
    }
    return 2 * sum + Double(value.exponent) * naturalLogarithmOfTwo
  }

  static func sine(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    let turned = value.remainder(dividingBy: 2 * .pi)
    var (term, sum) = (turned, turned)
    for index in stride(from: 2.0, through: 34, by: 2) {
      term *= -turned * turned / (index * (index + 1))
      sum += term
    }
    return sum
  }

  /// The angle of a point, as atan2 has it.
  static func angle(_ height: Double, _ width: Double) -> Double {
    if height.isNaN || width.isNaN { return .nan }
    if width == 0 { return height > 0 ? .pi / 2 : height < 0 ? -.pi / 2 : 0 }
    let base = arcTangent(height / width)
    return width > 0 ? base : height < 0 ? base - .pi : base + .pi
  }

  private static func arcTangent(_ value: Double) -> Double {
    if value.magnitude > 1 { return (value > 0 ? .pi / 2 : -.pi / 2) - arcTangentOfSmall(1 / value) }
    return arcTangentOfSmall(value)
  }

  private static func arcTangentOfSmall(_ value: Double) -> Double {
    // Halved twice, so that the series ends soon.
    var small = value
    for _ in 0..<2 { small /= 1 + (1 + small * small).squareRoot() }
    var (term, sum) = (small, 0.0)
    for index in stride(from: 1.0, through: 41, by: 2) {
      sum += term / index
      term *= -small * small
    }
    return 4 * sum
  }
}
