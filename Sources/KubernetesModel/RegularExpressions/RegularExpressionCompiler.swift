/// Turns a pattern into instructions.
struct RegularExpressionCompiler {
  private typealias Instruction = RegularExpression.Instruction
  private typealias Set = RegularExpression.CharacterSet

  private indirect enum Node {
    case empty
    case instruction(Instruction)
    case sequence([Node])
    case alternatives([Node])
    case group(Int, Node)
    case repeated(Node, least: Int, most: Int?, isLazy: Bool)
  }

  private let scalars: [UInt32]
  private let syntax: RegularExpression.Syntax
  private(set) var ignoresCase: Bool
  private var position = 0
  private var depth = 0
  private(set) var groupCount = 0
  private(set) var markCount = 0
  private(set) var hasAlternatives = false
  private var output: [Instruction] = []

  private static let depthLimit = 50
  private static let sizeLimit = 20_000
  /// Repetitions of repetitions are written out: so many pieces at most, of which some are empty.
  private static let pieceLimit = 100_000
  private var pieceCount = 0

  init(_ pattern: String, syntax: RegularExpression.Syntax, ignoresCase: Bool) {
    scalars = pattern.unicodeScalars.map(\.value)
    self.syntax = syntax
    self.ignoresCase = ignoresCase
  }

  private func failure(_ message: String) -> RegularExpression.InvalidPattern {
    RegularExpression.InvalidPattern(message: message)
  }

  mutating func compile() throws(RegularExpression.InvalidPattern) -> [RegularExpression.Instruction] {
    let node = try alternatives()
    if position < scalars.count { throw failure(syntax == .basic ? "Unmatched ) or \\)" : "Unmatched ) or \\)") }
    output = [.save(0)]
    try emit(node)
    output += [.save(1), .match]
    return output
  }

  // MARK: Reading

  private var current: UInt32? { position < scalars.count ? scalars[position] : nil }

  private func isNext(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    return position + wanted.count <= scalars.count
      && wanted.indices.allSatisfy { scalars[position + $0] == wanted[$0] }
  }

  private mutating func take(_ text: String) -> Bool {
    guard isNext(text) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private var open: String { syntax == .basic ? "\\(" : "(" }
  private var close: String { syntax == .basic ? "\\)" : ")" }
  private var bar: String { syntax == .basic ? "\\|" : "|" }

  private mutating func alternatives() throws(RegularExpression.InvalidPattern) -> Node {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw failure("Regular expression too big") }
    var nodes = [try sequence()]
    while take(bar) { nodes.append(try sequence()) }
    if nodes.count > 1 { hasAlternatives = true }
    return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
  }

  private mutating func sequence() throws(RegularExpression.InvalidPattern) -> Node {
    var nodes: [Node] = []
    while position < scalars.count, !isNext(bar), !(isNext(close) && (depth > 1 || syntax != .basic)) {
      if isNext(close), depth == 1 { break }
      let atom = try atom(isFirst: nodes.isEmpty)
      nodes.append(try repetition(atom))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func repetition(_ atom: Node) throws(RegularExpression.InvalidPattern) -> Node {
    var node = atom
    var count = 0
    while true {
      var bounds: (Int, Int?)?
      if take("*") {
        bounds = (0, nil)
      } else if syntax == .basic ? take("\\+") : take("+") {
        bounds = (1, nil)
      } else if syntax == .basic ? take("\\?") : take("?") {
        bounds = (0, 1)
      } else if isNext(syntax == .basic ? "\\{" : "{") {
        bounds = try interval()
      }
      guard let (least, most) = bounds else { return node }
      count += 1
      if count > 10 { throw failure("Invalid preceding regular expression") }
      let isLazy = syntax == .perl && take("?")
      node = .repeated(node, least: least, most: most, isLazy: isLazy)
    }
  }

  /// `{2,5}`; nil where the brace stands for itself.
  private mutating func interval() throws(RegularExpression.InvalidPattern) -> (Int, Int?)? {
    let start = position
    position += syntax == .basic ? 2 : 1
    func number(_ position: inout Int) -> Int? {
      var digits = ""
      while position < scalars.count, (48...57).contains(scalars[position]), digits.count < 6 {
        digits.unicodeScalars.append(UnicodeScalar(UInt8(scalars[position])))
        position += 1
      }
      return Int(digits)
    }
    let least = number(&position)
    var most = least
    if take(",") { most = number(&position) }
    guard take(syntax == .basic ? "\\}" : "}"), least != nil || most != nil else {
      if syntax == .basic { throw failure("Unmatched \\{") }
      position = start
      return nil
    }
    let low = least ?? 0
    guard low <= 1000, (most ?? 0) <= 1000, most.map({ $0 >= low }) ?? true else {
      throw failure("Invalid content of \\{\\}")
    }
    return (low, most)
  }

  private mutating func atom(isFirst: Bool) throws(RegularExpression.InvalidPattern) -> Node {
    if take(open) {
      if syntax == .perl, take("?:") { return try closed(try alternatives()) }
      if syntax == .perl, take("?i)") {
        ignoresCase = true
        return .empty
      }
      if syntax == .perl, take("?<") {
        while let scalar = current, scalar != 62 { _ = scalar; position += 1 }; position += 1
      }
      groupCount += 1
      let number = groupCount
      return .group(number, try closed(try alternatives()))
    }
    guard let scalar = current else { return .empty }
    position += 1
    switch scalar {
    case 46: return .instruction(.any)
    case 91: return .instruction(.set(try set()))
    case 94 where syntax != .basic || isFirst: return .instruction(.lineStart)
    case 36 where syntax != .basic || position == scalars.count || isNext("\\)") || isNext("\\|"):
      return .instruction(.lineEnd)
    case 42 where isFirst && syntax != .basic:
      throw failure("Invalid preceding regular expression")
    case 43 where isFirst && syntax != .basic, 63 where isFirst && syntax != .basic:
      throw failure("Invalid preceding regular expression")
    case 92: return try escape()
    default: return .instruction(.character(scalar))
    }
  }

  private mutating func closed(_ node: Node) throws(RegularExpression.InvalidPattern) -> Node {
    guard take(close) else { throw failure("Unmatched ( or \\(") }
    return node
  }

  private mutating func escape() throws(RegularExpression.InvalidPattern) -> Node {
    guard let scalar = current else { throw failure("Trailing backslash") }
    position += 1
    if let set = Self.shorthand(scalar) { return .instruction(.set(set)) }
    switch scalar {
    case 110: return .instruction(.character(10))
    case 116: return .instruction(.character(9))
    case 114: return .instruction(.character(13))
    case 98: return .instruction(.wordBoundary(true))
    case 66: return .instruction(.wordBoundary(false))
    case 60: return .instruction(.wordStart)
    case 62: return .instruction(.wordEnd)
    case 96,
      65 where syntax == .perl:
      return .instruction(.lineStart)
    case 39,
      122 where syntax == .perl:
      return .instruction(.lineEnd)
    case 75 where syntax == .perl: return .instruction(.save(0))
    case 49...57: return .instruction(.backReference(Int(scalar) - 48))
    default: return .instruction(.character(scalar))
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [48...57]
  private static let word: [ClosedRange<UInt32>] = [48...57, 65...90, 95...95, 97...122]
  private static let space: [ClosedRange<UInt32>] = [9...13, 32...32]

  private static func shorthand(_ scalar: UInt32) -> Set? {
    switch scalar {
    case 100: Set(ranges: digits)
    case 68: Set(ranges: digits, isNegated: true)
    case 119: Set(ranges: word)
    case 87: Set(ranges: word, isNegated: true)
    case 115: Set(ranges: space)
    case 83: Set(ranges: space, isNegated: true)
    default: nil
    }
  }

  private mutating func set() throws(RegularExpression.InvalidPattern) -> Set {
    var set = Set()
    if take("^") { set.isNegated = true }
    var isFirst = true
    while let scalar = current, scalar != 93 || isFirst {
      isFirst = false
      if take("[:") {
        set.ranges += try named()
        continue
      }
      position += 1
      var low = scalar
      if scalar == 92, syntax == .perl, let next = current {
        position += 1
        if let shorthand = Self.shorthand(next), !shorthand.isNegated {
          set.ranges += shorthand.ranges
          continue
        }
        low = next == 110 ? 10 : next == 116 ? 9 : next
      } else if scalar == 92, let next = current, next == 110 || next == 116 {
        position += 1
        low = next == 110 ? 10 : 9
      }
      if current == 45, position + 1 < scalars.count, scalars[position + 1] != 93 {
        position += 1
        let high = current ?? low
        position += 1
        guard low <= high else { throw failure("Invalid range end") }
        set.ranges.append(low...high)
      } else {
        set.ranges.append(low...low)
      }
    }
    guard take("]") else { throw failure("Unmatched [, [^, [:, [., or [=") }
    return set
  }

  private mutating func named() throws(RegularExpression.InvalidPattern) -> [ClosedRange<UInt32>] {
    let classes: [(String, [ClosedRange<UInt32>])] = [
      ("digit", Self.digits), ("alpha", [65...90, 97...122]), ("alnum", [48...57, 65...90, 97...122]),
      ("upper", [65...90]), ("lower", [97...122]), ("space", Self.space), ("blank", [9...9, 32...32]),
      ("punct", [33...47, 58...64, 91...96, 123...126]), ("xdigit", [48...57, 65...70, 97...102]),
      ("print", [32...126]), ("graph", [33...126]), ("cntrl", [0...31, 127...127]),
    ]
    for (name, ranges) in classes where take(name + ":]") { return ranges }
    throw failure("Invalid character class name")
  }

  // MARK: Writing

  private mutating func emit(_ node: Node) throws(RegularExpression.InvalidPattern) {
    pieceCount += 1
    if output.count > Self.sizeLimit || pieceCount > Self.pieceLimit { throw failure("Regular expression too big") }
    switch node {
    case .empty: break
    case .instruction(let instruction): output.append(instruction)
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .group(let number, let inner):
      output.append(.save(number * 2))
      try emit(inner)
      output.append(.save(number * 2 + 1))
    case .alternatives(let nodes): try emitAlternatives(nodes)
    case .repeated(let inner, let least, let most, let isLazy):
      for _ in 0..<least { try emit(inner) }
      if let most {
        for _ in least..<max(least, most) { try emitOptional(inner, isLazy) }
      } else {
        try emitLoop(inner, isLazy)
      }
    }
  }

  private mutating func emitAlternatives(_ nodes: [Node]) throws(RegularExpression.InvalidPattern) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index + 1 < nodes.count else {
        try emit(node)
        break
      }
      let split = output.count
      output.append(.jump(0))
      try emit(node)
      jumps.append(output.count)
      output.append(.jump(0))
      output[split] = .split(split + 1, output.count)
    }
    for jump in jumps { output[jump] = .jump(output.count) }
  }

  private mutating func emitOptional(_ node: Node, _ isLazy: Bool) throws(RegularExpression.InvalidPattern) {
    let split = output.count
    output.append(.jump(0))
    try emit(node)
    output[split] = isLazy ? .split(output.count, split + 1) : .split(split + 1, output.count)
  }

  private mutating func emitLoop(_ node: Node, _ isLazy: Bool) throws(RegularExpression.InvalidPattern) {
    let slot = markCount
    markCount += 1
    let split = output.count
    output.append(.jump(0))
    output.append(.mark(slot))
    try emit(node)
    output.append(.progress(slot))
    output.append(.jump(split))
    output[split] = isLazy ? .split(output.count, split + 1) : .split(split + 1, output.count)
  }
}
