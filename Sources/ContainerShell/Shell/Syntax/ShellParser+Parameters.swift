extension ShellParser {
  /// What follows `${`, up to the brace that ends it.
  mutating func bracedParameter() throws(ShellSyntaxError) -> WordPart {
    if current == Byte.hash, let next = peek(), next != UInt8(ascii: "}") {
      let start = position
      position += 1
      let reference = try reference()
      if !reference.name.isEmpty, current == UInt8(ascii: "}") {
        position += 1
        return .parameter(reference, .length)
      }
      position = start
    }
    let isIndirect = isBash && current == UInt8(ascii: "!") && peek().map { $0 != UInt8(ascii: "}") } ?? false
    if isIndirect { position += 1 }
    var reference = try reference()
    reference.isIndirect = isIndirect
    guard !reference.name.isEmpty else {
      throw position >= bytes.count ? .unexpectedEnd(expecting: "}") : .badSubstitution
    }
    let operation = try parameterOperation()
    guard current == UInt8(ascii: "}") else {
      throw position >= bytes.count ? .unexpectedEnd(expecting: "}") : .badSubstitution
    }
    position += 1
    return .parameter(reference, operation)
  }

  private mutating func reference() throws(ShellSyntaxError) -> ParameterReference {
    if let byte = current, "@*#?$!-".utf8.contains(byte) {
      position += 1
      return ParameterReference(String(UnicodeScalar(byte)))
    }
    let name = name()
    guard isBash, !name.isEmpty, current == UInt8(ascii: "[") else { return ParameterReference(name) }
    if takeText("[@]") { return ParameterReference(name, .all(isJoined: false)) }
    if takeText("[*]") { return ParameterReference(name, .all(isJoined: true)) }
    return ParameterReference(name, .element(try subscriptWord()))
  }

  private mutating func takeText(_ text: String) -> Bool {
    guard starts(with: text) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func parameterOperation() throws(ShellSyntaxError) -> ParameterOperation {
    if current == UInt8(ascii: "}") { return .value }
    let usual: [(String, (ShellWord) -> ParameterOperation)] = [
      (":-", { .fallback($0, emptyCounts: false) }), (":=", { .assign($0, emptyCounts: false) }),
      (":?", { .require($0, emptyCounts: false) }), (":+", { .alternative($0, emptyCounts: false) }),
      ("-", { .fallback($0, emptyCounts: true) }), ("=", { .assign($0, emptyCounts: true) }),
      ("?", { .require($0, emptyCounts: true) }), ("+", { .alternative($0, emptyCounts: true) }),
      ("##", { .removePrefix($0, longest: true) }), ("#", { .removePrefix($0, longest: false) }),
      ("%%", { .removeSuffix($0, longest: true) }), ("%", { .removeSuffix($0, longest: false) }),
    ]
    for (symbol, make) in usual where takeText(symbol) { return make(try bracedWord("}")) }
    if dialect != .dash, takeText("/") { return try replacement() }
    if dialect != .dash, takeText(":") {
      let offset = try bracedWord(":}").parts
      let length = takeText(":") ? try bracedWord("}").parts : nil
      return .slice(offset: offset, length: length)
    }
    if isBash, let operation = bashOperation() { return operation }
    throw position >= bytes.count ? .unexpectedEnd(expecting: "}") : .badSubstitution
  }

  private mutating func bashOperation() -> ParameterOperation? {
    for (symbol, upper, all) in [("^^", true, true), ("^", true, false), (",,", false, true), (",", false, false)]
    where takeText(symbol) {
      return .changeCase(upper: upper, all: all)
    }
    for letter in ["Q", "U", "L", "u"] where takeText("@" + letter) { return .transform(Character(letter)) }
    return nil
  }

  private mutating func replacement() throws(ShellSyntaxError) -> ParameterOperation {
    let place: ReplacedPlace =
      takeText("/") ? .all : isBash && takeText("#") ? .prefix : isBash && takeText("%") ? .suffix : .first
    let pattern = try bracedWord("/}")
    let replacement = takeText("/") ? try bracedWord("}") : ShellWord(parts: [])
    return .replace(pattern, with: replacement, place: place)
  }

  /// A word up to one of the characters given, which is left in place.
  mutating func bracedWord(_ ends: String) throws(ShellSyntaxError) -> ShellWord {
    let stops = Array(ends.utf8)
    return ShellWord(parts: try parts(processes: false) { stops.contains($0) })
  }
}
