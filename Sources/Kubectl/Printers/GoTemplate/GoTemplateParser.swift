import KubernetesModel

/// Text, and the actions between `{{` and `}}`.
enum GoTemplatePieces {
  enum Piece: Sendable {
    case text(String)
    case action(String)
  }

  static func split(_ text: String) throws(GoTemplate.Problem) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    var trimsNext = false
    while let open = find("{{", in: rest) {
      var before = String(rest[..<open])
      var action = rest[open...].dropFirst(2)
      if trimsNext { before = String(before.drop(while: \.isWhitespace)) }
      if action.hasPrefix("- ") || action.hasPrefix("-\n") {
        action = action.dropFirst()
        while before.last?.isWhitespace == true { before.removeLast() }
      }
      guard let close = end(of: action) else { throw GoTemplate.Problem(text: "unclosed action") }
      var body = action[..<close]
      rest = action[close...].dropFirst(2)
      trimsNext = body.hasSuffix(" -")
      if trimsNext { body = body.dropLast() }
      if !before.isEmpty { pieces.append(.text(before)) }
      let inner = body.trimmingBlanks
      if !inner.hasPrefix("/*") { pieces.append(.action(inner)) }
    }
    let last = trimsNext ? String(rest.drop(while: \.isWhitespace)) : String(rest)
    if !last.isEmpty { pieces.append(.text(last)) }
    return pieces
  }

  private static func find(_ mark: String, in text: Substring) -> String.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "{", text[index...].hasPrefix(mark) { return index }
      index = text.index(after: index)
    }
    return nil
  }

  /// Where `}}` stands, outside of quotes.
  private static func end(of text: Substring) -> String.Index? {
    var quote: Character?
    var isEscaped = false
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "`" {
        quote = character
      } else if character == "}", text[index...].hasPrefix("}}") {
        return index
      }
      index = text.index(after: index)
    }
    return nil
  }
}

/// Builds the tree of a template from its pieces.
struct GoTemplateParser {
  private static let deepest = 50
  private var rest: ArraySlice<GoTemplatePieces.Piece>
  private var depth = 0

  init(pieces: [GoTemplatePieces.Piece]) { rest = pieces[...] }

  /// Nodes up to `end` or `else`; returns what ended them.
  mutating func nodes(isTop: Bool) throws(GoTemplate.Problem) -> (nodes: [GoTemplate.Node], end: String) {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw GoTemplate.Problem(text: "exceeded maximum depth") }
    var nodes: [GoTemplate.Node] = []
    while let piece = rest.popFirst() {
      guard case .action(let action) = piece else {
        if case .text(let text) = piece { nodes.append(.text(text)) }
        continue
      }
      let word = action.prefix { $0.isLetter }
      let arguments = action.dropFirst(word.count).trimmingBlanks
      switch word {
      case "end", "else":
        if isTop { throw GoTemplate.Problem(text: "unexpected {{\(word)}}") }
        return (nodes, action)
      case "if", "with": nodes.append(try condition(arguments, changesDot: word == "with"))
      case "range": nodes.append(try loop(arguments))
      default: nodes.append(.action(try GoPipelineParser.parse(action)))
      }
    }
    if !isTop { throw GoTemplate.Problem(text: "unexpected EOF") }
    return (nodes, "")
  }

  private mutating func condition(_ text: String, changesDot: Bool) throws(GoTemplate.Problem) -> GoTemplate.Node {
    let pipeline = try GoPipelineParser.parse(text)
    let then = try nodes(isTop: false)
    return .condition(pipeline, then: then.nodes, otherwise: try otherwise(then.end), changesDot: changesDot)
  }

  private mutating func otherwise(_ end: String) throws(GoTemplate.Problem) -> [GoTemplate.Node] {
    if end == "end" { return [] }
    let next = end.dropFirst("else".count).trimmingBlanks
    if next.hasPrefix("if ") { return [try condition(String(next.dropFirst(3)), changesDot: false)] }
    return try nodes(isTop: false).nodes
  }

  private mutating func loop(_ text: String) throws(GoTemplate.Problem) -> GoTemplate.Node {
    var names: [String] = []
    var source = text
    if text.hasPrefix("$"), let mark = text.range(of: ":=") {
      names = text[..<mark.lowerBound].split(separator: ",").map(\.trimmingBlanks)
      source = String(text[mark.upperBound...])
    }
    let body = try nodes(isTop: false)
    return .loop(
      try GoPipelineParser.parse(source), names: names, body: body.nodes, otherwise: try otherwise(body.end))
  }
}

extension String {
  /// Where a short text stands first.
  fileprivate func range(of text: String) -> (lowerBound: String.Index, upperBound: String.Index)? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return (index, self.index(index, offsetBy: text.count)) }
      index = self.index(after: index)
    }
    return nil
  }
}
