/// jq's mathematics.
enum JQNumbers {
  static func call(_ name: String, _ input: JQValue) throws(JQMachine.Stop) -> JQValue? {
    switch name {
    case "infinite": return .number(.infinity)
    case "nan": return .number(.nan)
    default: break
    }
    guard let function = functions[name] else { return try test(name, input) }
    guard case .number(let number) = input else { throw JQMachine.failure("\(input.described) number required") }
    return .number(function(number))
  }

  private static func test(_ name: String, _ input: JQValue) throws(JQMachine.Stop) -> JQValue? {
    guard ["isinfinite", "isnan", "isnormal"].contains(name) else { return nil }
    guard case .number(let number) = input else { throw JQMachine.failure("\(input.described) number required") }
    switch name {
    case "isinfinite": return .bool(number.isInfinite)
    case "isnan": return .bool(number.isNaN)
    default: return .bool(number.isNormal)
    }
  }

  private static let functions: [String: @Sendable (Double) -> Double] = [
    "floor": { $0.rounded(.down) }, "ceil": { $0.rounded(.up) }, "round": { $0.rounded(.toNearestOrAwayFromZero) },
    "trunc": { $0.rounded(.towardZero) }, "rint": { $0.rounded(.toNearestOrEven) },
    "nearbyint": { $0.rounded(.toNearestOrEven) }, "sqrt": { $0.squareRoot() }, "fabs": { $0.magnitude },
    "exp": AwkMathematics.exponential, "exp2": { AwkMathematics.power(2, $0) },
    "exp10": { AwkMathematics.power(10, $0) }, "log": AwkMathematics.logarithm,
    "log2": { AwkMathematics.logarithm($0) / AwkMathematics.logarithm(2) },
    "log10": { AwkMathematics.logarithm($0) / AwkMathematics.logarithm(10) }, "sin": AwkMathematics.sine,
    "cos": { AwkMathematics.sine($0 + .pi / 2) }, "cbrt": { AwkMathematics.power($0, 1.0 / 3) },
    "significand": { $0.significand }, "logb": { Double($0.exponent) },
  ]

  static func call(_ name: String, _ first: Double, _ second: Double) -> Double {
    switch name {
    case "pow": AwkMathematics.power(first, second)
    case "atan2": AwkMathematics.angle(first, second)
    case "fmin": min(first, second)
    case "fmax": max(first, second)
    default: first.truncatingRemainder(dividingBy: second)
    }
  }
}
