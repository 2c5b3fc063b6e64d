/// Builds the value of a document from its tokens, with the grammar and the errors of libyaml.
struct YAMLComposer {
  /// A value, where it stood, and of how many values it is made, those behind aliases counted.
  struct Node {
    var value: JSONValue
    var places: YAMLPlaces
    var count: Int
    /// `<<`, unquoted.
    var isMerge = false
  }

  private enum Place { case block, blockOrIndentless, flow }

  private var scanner: YAMLScanner
  /// Nil while the anchored value is being read.
  private var anchors: [String: Node?] = [:]
  private var path: [String] = []
  private(set) var duplicates: [YAMLDocument.Duplicate] = []
  private var depth = 0
  private var aliasedCount = 0
  private var valueCount = 0

  init(_ bytes: [UInt8]) { scanner = YAMLScanner(bytes) }

  /// The first document; nil when there is none.
  mutating func document() throws(YAMLError) -> Node? {
    var token = try scanner.peek()
    while token.kind == .documentEnd {
      _ = try scanner.take()
      token = try scanner.peek()
    }
    if token.kind == .streamEnd { return nil }
    try directives()
    let next = try scanner.peek()
    let root = Self.isDocumentEdge(next.kind) ? empty(next.mark) : try node(.block)
    // What follows on the same level may still be wrong.
    _ = try scanner.peek()
    return root
  }

  private static func isDocumentEdge(_ kind: YAMLToken.Kind) -> Bool {
    if case .directive = kind { return true }
    return kind == .documentStart || kind == .documentEnd || kind == .streamEnd
  }

  private mutating func directives() throws(YAMLError) {
    var hasDirectives = false
    while case .directive(let text) = try scanner.peek().kind {
      hasDirectives = true
      let words = text.split { $0 == " " || $0 == "\t" }
      let token = try scanner.take()
      if words.first == "%YAML", words.count < 2 || words[1] != "1.1" && words[1] != "1.2" {
        throw problem("found incompatible YAML document", token.mark)
      }
    }
    let token = try scanner.peek()
    if token.kind == .documentStart {
      _ = try scanner.take()
    } else if hasDirectives {
      throw problem("did not find expected <document start>", token.mark)
    }
  }

  private func problem(_ text: String, _ mark: YAMLMark, context: YAMLMark = YAMLMark()) -> YAMLError {
    .syntax(text, at: mark, context: context, inScanner: false)
  }

  private func empty(_ mark: YAMLMark) -> Node {
    Node(value: .null, places: YAMLPlaces(mark: mark, children: .none), count: 1)
  }

  private mutating func node(_ place: Place) throws(YAMLError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= YAMLScanner.maximumDepth else {
      throw YAMLError("yaml: exceeded max depth of \(YAMLScanner.maximumDepth)", at: scanner.mark)
    }
    let start = try scanner.peek().mark
    if case .alias(let name) = try scanner.peek().kind {
      _ = try scanner.take()
      return try alias(name, start)
    }
    var anchor: String?
    var tag: String?
    while true {
      if case .anchor(let name) = try scanner.peek().kind, anchor == nil {
        anchor = name
      } else if case .tag(let name) = try scanner.peek().kind, tag == nil {
        tag = name
      } else {
        break
      }
      _ = try scanner.take()
    }
    if let anchor { anchors[anchor] = .some(nil) }
    let node = try content(place, start, tag: tag, isMarked: anchor != nil || tag != nil)
    if let anchor { anchors[anchor] = node }
    valueCount += 1
    return node
  }

  private mutating func content(
    _ place: Place, _ start: YAMLMark, tag: String?, isMarked: Bool
  ) throws(YAMLError) -> Node {
    let token = try scanner.peek()
    switch token.kind {
    case .scalar(let text, let isPlain):
      _ = try scanner.take()
      return try scalar(text, isPlain: isPlain, tag: tag, start)
    case .blockEntry where place == .blockOrIndentless: return try sequence(.indentless, start)
    case .blockSequenceStart where place != .flow: return try sequence(.block, start)
    case .flowSequenceStart: return try flowSequence(start)
    case .blockMappingStart where place != .flow: return try blockMapping(start)
    case .flowMappingStart: return try flowMapping(start)
    default:
      if isMarked { return try scalar("", isPlain: tag == nil, tag: tag, start) }
      throw problem("did not find expected node content", token.mark, context: start)
    }
  }

  private mutating func alias(_ name: String, _ mark: YAMLMark) throws(YAMLError) -> Node {
    guard let known = anchors[name] else { throw YAMLError("yaml: unknown anchor '\(name)' referenced", at: mark) }
    guard let node = known else { throw YAMLError("yaml: anchor '\(name)' value contains itself", at: mark) }
    aliasedCount += node.count
    valueCount += node.count
    // The Go library's limits: small documents may be nearly all aliases, large ones a tenth.
    let excess = Double(valueCount - 400_000) / 3_600_000
    let allowed = 0.99 - 0.89 * min(max(excess, 0), 1)
    if aliasedCount > 100, valueCount > 1000, Double(aliasedCount) / Double(valueCount) > allowed {
      throw YAMLError("yaml: document contains excessive aliasing", at: mark)
    }
    return node
  }
}

// Sequences.
extension YAMLComposer {
  private enum SequenceKind { case block, indentless }

  private mutating func sequence(_ kind: SequenceKind, _ start: YAMLMark) throws(YAMLError) -> Node {
    if kind == .block { _ = try scanner.take() }
    var elements: [Node] = []
    while try scanner.peek().kind == .blockEntry {
      _ = try scanner.take()
      let next = try scanner.peek()
      let endsHere =
        next.kind == .blockEntry || next.kind == .blockEnd
        || (kind == .indentless && (next.kind == .key || next.kind == .value))
      try append(to: &elements) { (composer) throws(YAMLError) in
        endsHere ? composer.empty(next.mark) : try composer.node(.block)
      }
    }
    if kind == .block {
      let token = try scanner.take()
      guard token.kind == .blockEnd else {
        throw problem("did not find expected '-' indicator", token.mark, context: start)
      }
    }
    return collected(elements, start)
  }

  private mutating func append(
    to elements: inout [Node], _ read: (inout YAMLComposer) throws(YAMLError) -> Node
  ) throws(YAMLError) {
    path.append("[\(elements.count)]")
    elements.append(try read(&self))
    path.removeLast()
  }

  private func collected(_ elements: [Node], _ start: YAMLMark) -> Node {
    Node(
      value: .array(elements.map(\.value)),
      places: YAMLPlaces(mark: start, children: .elements(elements.map(\.places))),
      count: elements.reduce(1) { $0 + $1.count })
  }

  private mutating func flowSequence(_ start: YAMLMark) throws(YAMLError) -> Node {
    _ = try scanner.take()
    var elements: [Node] = []
    while try scanner.peek().kind != .flowSequenceEnd {
      if !elements.isEmpty {
        try flowEntry("did not find expected ',' or ']'", start)
        if try scanner.peek().kind == .flowSequenceEnd { break }
      }
      let isPair = try scanner.peek().kind == .key
      try append(to: &elements) { (composer) throws(YAMLError) in
        isPair ? try composer.singlePair() : try composer.node(.flow)
      }
    }
    _ = try scanner.take()
    return collected(elements, start)
  }

  private mutating func flowEntry(_ expected: String, _ start: YAMLMark) throws(YAMLError) {
    let token = try scanner.take()
    guard token.kind == .flowEntry else { throw problem(expected, token.mark, context: start) }
  }

  /// `a: b` in a flow sequence.
  private mutating func singlePair() throws(YAMLError) -> Node {
    let start = try scanner.take().mark
    var mapping = Mapping()
    let ends: [YAMLToken.Kind] = [.flowEntry, .flowSequenceEnd]
    let key = try nodeUnless(ends + [.value], .flow)
    try add(key, to: &mapping) { (composer) throws(YAMLError) in
      guard try composer.scanner.peek().kind == .value else { return composer.empty(start) }
      _ = try composer.scanner.take()
      return try composer.nodeUnless(ends, .flow)
    }
    return mapping.node(start)
  }
}

// Mappings.
extension YAMLComposer {
  private struct Mapping {
    var object = JSONObject()
    var places: [String: YAMLPlaces] = [:]
    var count = 1

    func node(_ mark: YAMLMark) -> Node {
      Node(value: .object(object), places: YAMLPlaces(mark: mark, children: .members(places)), count: count)
    }
  }

  private mutating func nodeUnless(_ ends: [YAMLToken.Kind], _ place: Place) throws(YAMLError) -> Node {
    let token = try scanner.peek()
    return ends.contains(token.kind) ? empty(token.mark) : try node(place)
  }

  private mutating func blockMapping(_ start: YAMLMark) throws(YAMLError) -> Node {
    _ = try scanner.take()
    var mapping = Mapping()
    while try scanner.peek().kind == .key {
      _ = try scanner.take()
      let key = try nodeUnless([.key, .value, .blockEnd], .blockOrIndentless)
      try add(key, to: &mapping) { (composer) throws(YAMLError) in
        let token = try composer.scanner.peek()
        guard token.kind == .value else { return composer.empty(token.mark) }
        _ = try composer.scanner.take()
        return try composer.nodeUnless([.key, .value, .blockEnd], .blockOrIndentless)
      }
    }
    let token = try scanner.take()
    guard token.kind == .blockEnd else { throw problem("did not find expected key", token.mark, context: start) }
    return mapping.node(start)
  }

  private mutating func flowMapping(_ start: YAMLMark) throws(YAMLError) -> Node {
    _ = try scanner.take()
    var mapping = Mapping()
    var isFirst = true
    let ends: [YAMLToken.Kind] = [.flowEntry, .flowMappingEnd]
    while try scanner.peek().kind != .flowMappingEnd {
      if !isFirst {
        try flowEntry("did not find expected ',' or '}'", start)
        if try scanner.peek().kind == .flowMappingEnd { break }
      }
      isFirst = false
      let hasIndicator = try scanner.peek().kind == .key
      if hasIndicator { _ = try scanner.take() }
      let key = hasIndicator ? try nodeUnless(ends + [.value], .flow) : try node(.flow)
      try add(key, to: &mapping) { (composer) throws(YAMLError) in
        let token = try composer.scanner.peek()
        guard hasIndicator, token.kind == .value else { return composer.empty(token.mark) }
        _ = try composer.scanner.take()
        return try composer.nodeUnless(ends, .flow)
      }
    }
    _ = try scanner.take()
    return mapping.node(start)
  }

  private mutating func add(
    _ key: Node, to mapping: inout Mapping, _ read: (inout YAMLComposer) throws(YAMLError) -> Node
  ) throws(YAMLError) {
    if key.isMerge {
      let value = try read(&self)
      try merge(value, into: &mapping)
      mapping.count += value.count
      return
    }
    guard !key.value.isNull else {
      let value = GoText.syntax(try read(&self).value)
      throw YAMLError(
        "unsupported map key of type: %!s(<nil>), key: <nil>, value: \(value)", at: key.places.mark)
    }
    let name = try keyText(key)
    path.append(path.isEmpty ? name : "." + name)
    if mapping.object[name] != nil {
      let mark = key.places.mark
      duplicates.append(
        YAMLDocument.Duplicate(path: path.joined(), key: name, line: mark.line + 1, column: mark.column + 1))
    }
    let value = try read(&self)
    path.removeLast()
    mapping.object[name] = value.value
    mapping.places[name] = value.places
    mapping.places[name]?.keyMark = key.places.mark
    mapping.count += value.count
  }

  /// JSON keys are strings: numbers and booleans become what JSON writes for them.
  private func keyText(_ key: Node) throws(YAMLError) -> String {
    switch key.value {
    case .string(let text): return text
    case .integer, .double, .bool: return JSONWriter.string(key.value)
    case .null, .array, .object:
      throw YAMLError("yaml: invalid map key: \(GoText.syntax(key.value))", at: key.places.mark)
    }
  }

  /// Takes in the members of a mapping, or of several, the earlier of which win.
  private func merge(_ node: Node, into mapping: inout Mapping) throws(YAMLError) {
    let sources: [(JSONValue, YAMLPlaces?)]
    if case .array(let elements) = node.value {
      sources = elements.enumerated().reversed().map { ($1, node.places.place(.index($0))) }
    } else {
      sources = [(node.value, node.places)]
    }
    for (source, places) in sources {
      guard case .object(let object) = source else {
        throw YAMLError("yaml: map merge requires map or sequence of maps as the value", at: node.places.mark)
      }
      for member in object.members {
        mapping.object[member.key] = member.value
        mapping.places[member.key] = places?.place(.key(member.key))
      }
    }
  }
}

// Scalars.
extension YAMLComposer {
  private func scalar(_ text: String, isPlain: Bool, tag: String?, _ mark: YAMLMark) throws(YAMLError) -> Node {
    func node(_ value: JSONValue) -> Node {
      Node(value: value, places: YAMLPlaces(mark: mark, children: .none), count: 1)
    }
    guard let tag else {
      let scalar = isPlain ? YAMLScalar(plain: text) : .string
      var result = node(try Self.value(of: scalar, text, mark))
      result.isMerge = scalar == .merge
      return result
    }
    let name = tag.hasPrefix("!!") ? String(tag.dropFirst(2)) : tag
    let found = YAMLScalar(plain: text)
    switch (name, found) {
    case ("binary", _):
      guard let bytes = Base64.decode(text.filter { !$0.isWhitespace }) else {
        throw YAMLError("yaml: !!binary value contains invalid base64 data", at: mark)
      }
      return node(.string(String(decoding: bytes, as: UTF8.self)))
    case ("int", .integer), ("float", .float), ("bool", .bool), ("null", .null):
      return node(try Self.value(of: found, text, mark))
    case ("float", .integer(let value)): return node(Self.number(Double(value)))
    case ("int", _), ("float", _), ("bool", _), ("null", _):
      throw YAMLError("yaml: cannot decode !!\(found.tag) `\(text)` as a !!\(name)", at: mark)
    default: return node(.string(text))
    }
  }

  private static func value(of scalar: YAMLScalar, _ text: String, _ mark: YAMLMark) throws(YAMLError) -> JSONValue {
    switch scalar {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .integer(let value): return .integer(value)
    case .float(let value):
      guard value.isFinite else {
        let shown = value.isNaN ? "NaN" : (value < 0 ? "-Inf" : "+Inf")
        throw YAMLError("json: unsupported value: \(shown)", at: mark)
      }
      return number(value)
    case .string, .timestamp, .merge: return .string(text)
    }
  }

  /// A float as it comes back from JSON: whole ones that JSON writes without an exponent are integers.
  private static func number(_ value: Double) -> JSONValue {
    Int64(exactly: value).map(JSONValue.integer) ?? .double(value)
  }
}

extension YAMLScalar {
  fileprivate var tag: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .integer: "int"
    case .float: "float"
    case .string: "str"
    case .timestamp: "timestamp"
    case .merge: "merge"
    }
  }
}
