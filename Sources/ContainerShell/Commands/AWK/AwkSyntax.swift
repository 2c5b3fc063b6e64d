/// What an awk program consists of. Names are resolved to slots when it is read.
struct AwkProgram: Sendable {
  enum Pattern: Sendable {
    case begin
    case end
    case always
    case when(AwkExpression)
    /// From a record that the first matches to one that the second matches; the number tells ranges apart.
    case range(AwkExpression, AwkExpression, number: Int)
  }

  struct Rule: Sendable {
    var pattern: Pattern
    var body: [AwkStatement]
  }

  struct Function: Sendable {
    var parameterCount: Int
    var body: [AwkStatement]
  }

  var rules: [Rule] = []
  var functions: [String: Function] = [:]
  /// The slots of global variables by their names.
  var globals: [String: Int] = [:]
  var rangeCount = 0
}

/// A variable's place: the program's, or the called function's.
enum AwkVariable: Hashable, Sendable {
  case global(Int)
  case local(Int)

  /// The variables that awk itself gives a meaning, in the order of their slots.
  static let special = [
    "NF", "NR", "FNR", "FS", "OFS", "RS", "ORS", "FILENAME", "SUBSEP", "CONVFMT", "OFMT", "RSTART", "RLENGTH",
    "ENVIRON", "ARGC", "ARGV",
  ]

  static let fieldCount = 0
  static let recordNumber = 1
  static let fileRecordNumber = 2
  static let fieldSeparator = 3
  static let outputFieldSeparator = 4
  static let recordSeparator = 5
  static let outputRecordSeparator = 6
  static let fileName = 7
  static let subscriptSeparator = 8
  static let numberFormat = 9
  static let outputNumberFormat = 10
  static let matchStart = 11
  static let matchLength = 12
  static let environment = 13
  static let argumentCount = 14
  static let arguments = 15
}

/// Something that can be assigned to.
indirect enum AwkPlace: Sendable {
  case variable(AwkVariable)
  case field(AwkExpression)
  case element(AwkVariable, [AwkExpression])
}

indirect enum AwkExpression: Sendable {
  enum Unary: Sendable { case not, minus, plus }
  enum Binary: Sendable { case add, subtract, multiply, divide, remainder, power, concatenate }
  enum Comparison: Sendable { case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual }

  case number(Double)
  case text([UInt8])
  /// On its own it is a test of the record; after `~` and as an argument it is itself.
  case regularExpression([UInt8])
  case read(AwkPlace)
  case assign(AwkPlace, AwkExpression)
  case update(AwkPlace, Binary, AwkExpression)
  case increment(AwkPlace, by: Double, isPrefix: Bool)
  case unary(Unary, AwkExpression)
  case binary(Binary, AwkExpression, AwkExpression)
  case compare(Comparison, AwkExpression, AwkExpression)
  case matches(AwkExpression, AwkExpression, isNegated: Bool)
  case and(AwkExpression, AwkExpression)
  case or(AwkExpression, AwkExpression)
  case choose(AwkExpression, AwkExpression, AwkExpression)
  case contains(AwkVariable, [AwkExpression])
  /// `(a, b)`: the operands of `in` and of print.
  case group([AwkExpression])
  case builtIn(String, [AwkExpression])
  case call(String, [AwkExpression])
  case getLine(into: AwkPlace?, from: AwkExpression?)
}

indirect enum AwkStatement: Sendable {
  enum Redirection: Sendable { case write, append, command }

  case expression(AwkExpression)
  case print([AwkExpression], Redirection?, AwkExpression?)
  case printFormatted([AwkExpression], Redirection?, AwkExpression?)
  case block([AwkStatement])
  case choose(AwkExpression, AwkStatement, AwkStatement?)
  case whileLoop(AwkExpression, AwkStatement)
  case doLoop(AwkStatement, AwkExpression)
  case forLoop(AwkStatement?, AwkExpression?, AwkStatement?, AwkStatement)
  case forEach(AwkPlace, AwkVariable, AwkStatement)
  case next
  case nextFile
  case exit(AwkExpression?)
  case leave(AwkExpression?)
  case breakLoop
  case continueLoop
  case deleteElement(AwkVariable, [AwkExpression])
  case deleteAll(AwkVariable)
}

struct AwkFailure: Error {
  let message: String
}
