/// What `test` and `[` evaluate.
struct TestExpression {
  /// The little of a machine that tests look at.
  struct View: Sendable {
    var files: FileSystem
    var directory: String
    var user: FileUser
    var terminals: Set<Int>

    init(_ process: ProcessView) {
      files = process.machine.files
      directory = process.directory
      user = process.user
      terminals = Set((0...2).filter(process.isTerminal))
    }
  }

  struct Failure: Error {
    let message: String
  }

  private let words: [String]
  private let view: View
  private var position = 0

  static func evaluate(_ words: [String], _ view: View) throws(Failure) -> Bool {
    switch words.count {
    case 0: return false
    case 1: return !words[0].isEmpty
    case 2 where words[0] == "!": return words[1].isEmpty
    case 3 where binaryOperators.contains(words[1]):
      guard let result = binary(words[0], words[1], words[2]) else {
        throw Failure(message: "\(Int(words[0]) == nil ? words[0] : words[2]): bad number")
      }
      return result
    default: break
    }
    var expression = TestExpression(words: words, view: view)
    let result = try expression.or(0)
    guard expression.position == words.count else {
      throw Failure(message: "\(words[expression.position]): unknown operand")
    }
    return result
  }

  private init(words: [String], view: View) {
    self.words = words
    self.view = view
  }

  private mutating func or(_ depth: Int) throws(Failure) -> Bool {
    var result = try and(depth)
    while position < words.count, words[position] == "-o" {
      position += 1
      let right = try and(depth)
      result = result || right
    }
    return result
  }

  private mutating func and(_ depth: Int) throws(Failure) -> Bool {
    var result = try primary(depth)
    while position < words.count, words[position] == "-a" {
      position += 1
      let right = try primary(depth)
      result = result && right
    }
    return result
  }

  private mutating func primary(_ depth: Int) throws(Failure) -> Bool {
    if depth > 60 { throw Failure(message: "too many arguments") }
    guard position < words.count else { throw Failure(message: "argument expected") }
    let word = words[position]
    if word == "!" {
      position += 1
      return !(try primary(depth + 1))
    }
    if position + 2 < words.count, Self.binaryOperators.contains(words[position + 1]) {
      let (operation, right) = (words[position + 1], words[position + 2])
      position += 3
      guard let result = Self.binary(word, operation, right) else {
        throw Failure(message: "\(Int(word) == nil ? word : right): bad number")
      }
      return result
    }
    if word == "(" {
      position += 1
      let result = try or(depth + 1)
      guard position < words.count, words[position] == ")" else { throw Failure(message: "closing paren expected") }
      position += 1
      return result
    }
    if position + 1 < words.count, let result = Self.unary(word, words[position + 1], view) {
      position += 2
      return result
    }
    position += 1
    return !word.isEmpty
  }

  private static let binaryOperators: Set<String> = [
    "=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "<", ">", "-nt", "-ot", "-ef",
  ]

  /// Nil where an operand is no number.
  static func binary(_ left: String, _ operation: String, _ right: String) -> Bool? {
    switch operation {
    case "=", "==": return left == right
    case "!=": return left != right
    case "<": return left < right
    case ">": return left > right
    case "-nt", "-ot", "-ef": return false
    default: break
    }
    func number(_ text: String) -> Int? { Int(text.filter { $0 != " " }) }
    guard let first = number(left), let second = number(right) else { return nil }
    switch operation {
    case "-eq": return first == second
    case "-ne": return first != second
    case "-lt": return first < second
    case "-le": return first <= second
    case "-gt": return first > second
    default: return first >= second
    }
  }

  /// Nil for an operator that there is not.
  static func unary(_ operation: String, _ operand: String, _ view: View) -> Bool? {
    switch operation {
    case "-z": return operand.isEmpty
    case "-n": return !operand.isEmpty
    case "-t": return Int(operand).map(view.terminals.contains) ?? false
    default: break
    }
    guard ["-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L", "-h", "-b", "-c", "-p", "-S"].contains(operation) else {
      return nil
    }
    let isLink = operation == "-L" || operation == "-h"
    guard !operand.isEmpty,
      let node = try? view.files.node(operand, in: view.directory, followingLast: !isLink)
    else { return false }
    switch (operation, node.content) {
    case ("-e", _): return true
    case ("-f", .file), ("-f", .executable): return true
    case ("-d", .directory): return true
    case ("-c", .device): return true
    case ("-L", .link), ("-h", .link): return true
    case ("-r", _): return view.user.may(4, node)
    case ("-w", _): return view.user.may(2, node)
    case ("-x", _): return node.mode & 0o111 != 0 && (view.user.user == 0 || view.user.may(1, node))
    case ("-s", _): return node.size > 0
    default: return false
    }
  }
}
