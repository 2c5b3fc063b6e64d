/// `+ - * / %`
enum CELArithmetic {
  static func compute(_ operation: CELBinary, _ left: CELValue, _ right: CELValue) throws(CELError) -> CELValue {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return .integer(try whole(operation, left, right))
    case (.double(let left), .double(let right)): return .double(try fraction(operation, left, right))
    case (.string(let left), .string(let right)) where operation == .plus: return .string(left + right)
    case (.list(let left), .list(let right)) where operation == .plus: return .list(left + right)
    default: throw .overload
    }
  }

  private static func whole(_ operation: CELBinary, _ left: Int64, _ right: Int64) throws(CELError) -> Int64 {
    let (result, overflows): (Int64, Bool)
    switch operation {
    case .plus: (result, overflows) = left.addingReportingOverflow(right)
    case .minus: (result, overflows) = left.subtractingReportingOverflow(right)
    case .times: (result, overflows) = left.multipliedReportingOverflow(by: right)
    case .divided:
      if right == 0 { throw CELError("division by zero") }
      (result, overflows) = left.dividedReportingOverflow(by: right)
    case .remainder:
      if right == 0 { throw CELError("modulus by zero") }
      (result, overflows) = left.remainderReportingOverflow(dividingBy: right)
    default: throw .overload
    }
    if overflows { throw .overflow }
    return result
  }

  private static func fraction(_ operation: CELBinary, _ left: Double, _ right: Double) throws(CELError) -> Double {
    switch operation {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .divided: left / right
    default: throw .overload
    }
  }
}
