/// A piece of YAML, as the grammar of YAML 1.1 names it.
struct YAMLToken {
  enum Kind: Equatable {
    case streamEnd, documentStart, documentEnd
    case directive(String)
    case blockSequenceStart, blockMappingStart, blockEnd
    case flowSequenceStart, flowSequenceEnd, flowMappingStart, flowMappingEnd, flowEntry
    case blockEntry, key, value
    case alias(String), anchor(String), tag(String)
    /// Plain scalars get their type from their text, others are strings.
    case scalar(String, isPlain: Bool)
  }

  let kind: Kind
  let mark: YAMLMark
}

/// Cuts a YAML text into tokens, in the way and with the errors of libyaml, which Go's YAML library follows.
struct YAMLScanner {
  /// A token that may turn out to be a key, when a colon follows on its line.
  private struct SimpleKey {
    let isRequired: Bool
    let tokenNumber: Int
    let mark: YAMLMark
  }

  let bytes: [UInt8]
  var mark = YAMLMark()
  /// The column of the innermost block collection, -1 outside of all.
  private(set) var indent = -1
  private var indents: [Int] = []
  /// For each open flow collection, and at the bottom for the block around them.
  private var simpleKeys: [SimpleKey?] = [nil]
  var isSimpleKeyAllowed = true
  /// Tokens that wait from `head` on; those before were taken.
  private var tokens: [YAMLToken] = []
  private var head = 0
  private var takenCount = 0
  private var isAtEnd = false

  static let maximumDepth = 160

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var flowLevel: Int { simpleKeys.count - 1 }

  /// The next token, which stays.
  mutating func peek() throws(YAMLError) -> YAMLToken {
    while !isAtEnd, try needsMore() { try fetch() }
    return head < tokens.count ? tokens[head] : YAMLToken(kind: .streamEnd, mark: mark)
  }

  mutating func take() throws(YAMLError) -> YAMLToken {
    let token = try peek()
    head += 1
    takenCount += 1
    if head > 256 {
      tokens.removeFirst(min(head, tokens.count))
      head = 0
    }
    return token
  }

  /// A token is not known before it is known not to be a key.
  private mutating func needsMore() throws(YAMLError) -> Bool {
    if head >= tokens.count { return true }
    try dropStaleKeys()
    return simpleKeys.contains { $0?.tokenNumber == takenCount }
  }

  private mutating func fetch() throws(YAMLError) {
    try skipToToken()
    try dropStaleKeys()
    unroll(to: mark.column)
    guard let byte = self[0] else { return try fetchStreamEnd() }
    if mark.column == 0, byte == UInt8(ascii: "%") { return try fetchDirective() }
    if let indicator = documentIndicator {
      try leaveBlocks()
      return add(indicator, length: 3)
    }
    switch byte {
    case UInt8(ascii: "["): try openFlow(.flowSequenceStart)
    case UInt8(ascii: "{"): try openFlow(.flowMappingStart)
    case UInt8(ascii: "]"): try closeFlow(.flowSequenceEnd)
    case UInt8(ascii: "}"): try closeFlow(.flowMappingEnd)
    case UInt8(ascii: ","):
      try removeSimpleKey()
      isSimpleKeyAllowed = true
      add(.flowEntry, length: 1)
    case UInt8(ascii: "-") where isBlankOrEnd(1): try fetchBlockEntry()
    case UInt8(ascii: "?") where flowLevel > 0 || isBlankOrEnd(1): try fetchKey()
    case UInt8(ascii: ":") where flowLevel > 0 || isBlankOrEnd(1): try fetchValue()
    default: try fetchContent(byte)
    }
  }

  private mutating func fetchContent(_ byte: UInt8) throws(YAMLError) {
    let start = mark
    if flowLevel == 0, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
      try removeSimpleKey()
      isSimpleKeyAllowed = true
      tokens.append(YAMLToken(kind: .scalar(try blockScalar(), isPlain: false), mark: start))
      return
    }
    let isPlain = startsPlainScalar(byte)
    guard isPlain || "*&!'\"".utf8.contains(byte) else {
      throw problem("found character that cannot start any token")
    }
    try saveSimpleKey()
    isSimpleKeyAllowed = false
    let kind: YAMLToken.Kind
    switch byte {
    case UInt8(ascii: "*"): kind = .alias(try anchorName())
    case UInt8(ascii: "&"): kind = .anchor(try anchorName())
    case UInt8(ascii: "!"): kind = .tag(tagName())
    case UInt8(ascii: "'"), UInt8(ascii: "\""): kind = .scalar(try quotedScalar(), isPlain: false)
    default: kind = .scalar(try plainScalar(), isPlain: true)
    }
    tokens.append(YAMLToken(kind: kind, mark: start))
  }

  private func startsPlainScalar(_ byte: UInt8) -> Bool {
    if !isBlankOrEnd(0), !"-?:,[]{}#&*!|>'\"%@`".utf8.contains(byte) { return true }
    if byte == UInt8(ascii: "-") { return !isBlank(1) }
    return flowLevel == 0 && (byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":")) && !isBlankOrEnd(1)
  }

  /// Skips blanks, comments and line ends. A new line may start with a key.
  private mutating func skipToToken() throws(YAMLError) {
    if mark.offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { mark.offset = 3 }
    while let byte = self[0] {
      if byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && (flowLevel > 0 || !isSimpleKeyAllowed)) {
        advance()
      } else if byte == UInt8(ascii: "#") {
        skipToLineEnd()
      } else if breakLength > 0 {
        skipLine()
        if flowLevel == 0 { isSimpleKeyAllowed = true }
      } else {
        return
      }
    }
  }

  func problem(_ text: String, context: YAMLMark = YAMLMark()) -> YAMLError {
    .syntax(text, at: mark, context: context, inScanner: true)
  }
}

// Keys and indentation.
extension YAMLScanner {
  private mutating func saveSimpleKey() throws(YAMLError) {
    guard isSimpleKeyAllowed else { return }
    try removeSimpleKey()
    let isRequired = flowLevel == 0 && indent == mark.column
    simpleKeys[flowLevel] = SimpleKey(
      isRequired: isRequired, tokenNumber: takenCount + tokens.count - head, mark: mark)
  }

  private mutating func removeSimpleKey() throws(YAMLError) {
    if let key = simpleKeys[flowLevel], key.isRequired {
      throw problem("could not find expected ':'", context: key.mark)
    }
    simpleKeys[flowLevel] = nil
  }

  /// A key ends on its line, within 1024 bytes.
  private mutating func dropStaleKeys() throws(YAMLError) {
    for (index, key) in simpleKeys.enumerated() {
      guard let key, key.mark.line < mark.line || key.mark.offset + 1024 < mark.offset else { continue }
      if key.isRequired { throw problem("could not find expected ':'", context: key.mark) }
      simpleKeys[index] = nil
    }
  }

  /// Opens a block collection at a deeper column; its token goes before token number `number`, or last.
  private mutating func roll(
    to column: Int, _ kind: YAMLToken.Kind, mark: YAMLMark, number: Int? = nil
  ) throws(YAMLError) {
    guard flowLevel == 0, indent < column else { return }
    indents.append(indent)
    indent = column
    guard indents.count <= Self.maximumDepth else { throw problem("exceeded max depth of \(Self.maximumDepth)") }
    insert(YAMLToken(kind: kind, mark: mark), number)
  }

  private mutating func insert(_ token: YAMLToken, _ number: Int?) {
    let index = number.map { head + $0 - takenCount } ?? tokens.count
    tokens.insert(token, at: min(max(head, index), tokens.count))
  }

  private mutating func unroll(to column: Int) {
    guard flowLevel == 0 else { return }
    while indent > column {
      tokens.append(YAMLToken(kind: .blockEnd, mark: mark))
      indent = indents.popLast() ?? -1
    }
  }

  private mutating func leaveBlocks() throws(YAMLError) {
    unroll(to: -1)
    try removeSimpleKey()
    isSimpleKeyAllowed = false
  }

  private mutating func add(_ kind: YAMLToken.Kind, length: Int) {
    tokens.append(YAMLToken(kind: kind, mark: mark))
    for _ in 0..<length { advance() }
  }

  private mutating func fetchStreamEnd() throws(YAMLError) {
    if mark.column != 0 {
      mark.column = 0
      mark.line += 1
    }
    try leaveBlocks()
    isAtEnd = true
    add(.streamEnd, length: 0)
  }

  private mutating func fetchDirective() throws(YAMLError) {
    try leaveBlocks()
    let start = mark
    skipToLineEnd()
    let text = String(decoding: bytes[start.offset..<mark.offset], as: UTF8.self)
    tokens.append(YAMLToken(kind: .directive(text), mark: start))
  }

  private mutating func openFlow(_ kind: YAMLToken.Kind) throws(YAMLError) {
    try saveSimpleKey()
    simpleKeys.append(nil)
    guard flowLevel <= Self.maximumDepth else { throw problem("exceeded max depth of \(Self.maximumDepth)") }
    isSimpleKeyAllowed = true
    add(kind, length: 1)
  }

  private mutating func closeFlow(_ kind: YAMLToken.Kind) throws(YAMLError) {
    try removeSimpleKey()
    if flowLevel > 0 { simpleKeys.removeLast() }
    isSimpleKeyAllowed = false
    add(kind, length: 1)
  }

  private mutating func fetchBlockEntry() throws(YAMLError) {
    if flowLevel == 0 {
      guard isSimpleKeyAllowed else { throw problem("block sequence entries are not allowed in this context") }
      try roll(to: mark.column, .blockSequenceStart, mark: mark)
    }
    try removeSimpleKey()
    isSimpleKeyAllowed = true
    add(.blockEntry, length: 1)
  }

  private mutating func fetchKey() throws(YAMLError) {
    if flowLevel == 0 {
      guard isSimpleKeyAllowed else { throw problem("mapping keys are not allowed in this context") }
      try roll(to: mark.column, .blockMappingStart, mark: mark)
    }
    try removeSimpleKey()
    isSimpleKeyAllowed = flowLevel == 0
    add(.key, length: 1)
  }

  private mutating func fetchValue() throws(YAMLError) {
    if let key = simpleKeys[flowLevel] {
      insert(YAMLToken(kind: .key, mark: key.mark), key.tokenNumber)
      try roll(to: key.mark.column, .blockMappingStart, mark: key.mark, number: key.tokenNumber)
      simpleKeys[flowLevel] = nil
      isSimpleKeyAllowed = false
    } else {
      if flowLevel == 0 {
        guard isSimpleKeyAllowed else { throw problem("mapping values are not allowed in this context") }
        try roll(to: mark.column, .blockMappingStart, mark: mark)
      }
      isSimpleKeyAllowed = flowLevel == 0
    }
    add(.value, length: 1)
  }
}

// Characters.
extension YAMLScanner {
  /// The byte at a distance from here; nil at the end of the text, and at a NUL, which ends it too.
  subscript(distance: Int) -> UInt8? {
    let index = mark.offset + distance
    guard index < bytes.count, bytes[index] != 0 else { return nil }
    return bytes[index]
  }

  func isBlank(_ distance: Int) -> Bool { self[distance] == UInt8(ascii: " ") || self[distance] == UInt8(ascii: "\t") }

  func isBlankOrEnd(_ distance: Int) -> Bool {
    self[distance] == nil || isBlank(distance) || breakLength(distance) > 0
  }

  var breakLength: Int { breakLength(0) }

  /// The bytes of the line end at a distance, 0 when there is none: CR, LF, CR LF, U+0085, U+2028 and U+2029.
  func breakLength(_ distance: Int) -> Int {
    switch (self[distance], self[distance + 1], self[distance + 2]) {
    case (0x0D, 0x0A, _): 2
    case (0x0D, _, _), (0x0A, _, _): 1
    case (0xC2, 0x85, _): 2
    case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): 3
    default: 0
    }
  }

  /// Steps over one character.
  mutating func advance() {
    guard mark.offset < bytes.count else { return }
    mark.offset += 1
    while mark.offset < bytes.count, bytes[mark.offset] & 0xC0 == 0x80 { mark.offset += 1 }
    mark.column += 1
  }

  /// Steps over one character and keeps it.
  mutating func read(into text: inout [UInt8]) {
    let start = mark.offset
    advance()
    text.append(contentsOf: bytes[start..<mark.offset])
  }

  mutating func skipLine() {
    mark.offset += breakLength
    mark.column = 0
    mark.line += 1
  }

  /// Steps over a line end and keeps it as the one that it stands for.
  mutating func readLine(into text: inout [UInt8]) {
    let length = breakLength
    if length == 3 {
      text.append(contentsOf: bytes[mark.offset..<(mark.offset + 3)])
    } else if length > 0 {
      text.append(0x0A)
    }
    skipLine()
  }

  mutating func skipToLineEnd() {
    while self[0] != nil, breakLength == 0 { advance() }
  }

  /// `---` or `...` at the start of a line.
  var documentIndicator: YAMLToken.Kind? {
    guard mark.column == 0, isBlankOrEnd(3) else { return nil }
    switch (self[0], self[1], self[2]) {
    case (0x2D, 0x2D, 0x2D): return .documentStart
    case (0x2E, 0x2E, 0x2E): return .documentEnd
    default: return nil
    }
  }
}
