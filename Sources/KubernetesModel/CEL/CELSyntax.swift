/// A variable where it stands; `offset` counts Unicode scalars.
struct CELIdentifier: Hashable, Sendable {
  let name: String
  let offset: Int
}

/// An expression as it was read.
indirect enum CELNode: Sendable {
  case literal(CELValue)
  case variable(CELIdentifier)
  /// `operand.field`, or `operand.?field`
  case select(CELNode, String, isOptional: Bool)
  /// `has(operand.field)`
  case has(CELNode, String)
  /// `operand[index]`, or `operand[?index]`
  case index(CELNode, CELNode, isOptional: Bool)
  case call(String, receiver: CELNode?, [CELNode])
  case unary(CELUnary, CELNode)
  case binary(CELBinary, CELNode, CELNode)
  case conditional(CELNode, CELNode, CELNode)
  case list([CELNode])
  case map([(key: CELNode, value: CELNode)])
  case macro(CELMacro)
}

enum CELUnary: Sendable {
  case not, negative
}

enum CELBinary: String, Sendable {
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case remainder = "%"
}

/// `list.all(x, condition)` and its like.
struct CELMacro: Sendable {
  enum Kind: String, Sendable {
    case all, exists, map, filter
    case existsOne = "exists_one"
  }

  let kind: Kind
  let range: CELNode
  /// One name, or two for the index or key and the value.
  let names: [String]
  /// A condition on the elements, in `map` of three arguments.
  let condition: CELNode?
  let body: CELNode
}
