/// Reads templates.
struct GoTemplateParser {
  private let source: [UInt8]
  private let tokens: [(token: GoTemplateToken, start: Int, end: Int)]
  private var position = 0
  private var depth = 0
  private var loops = 0
  /// What `define` and `block` name.
  private(set) var definitions: [String: [GoTemplateNode]] = [:]
  /// The variables that are declared where the parser is.
  private var variables = ["$"]

  private static let maximumDepth = 100

  init(_ text: String) throws(GoTemplateProblem) {
    source = Array(text.utf8)
    tokens = try GoTemplateScanner(text).tokens
  }

  mutating func template() throws(GoTemplateProblem) -> [GoTemplateNode] {
    let (nodes, end) = try list()
    if let end { throw problem("unexpected {{\(end)}}") }
    return nodes
  }

  private var peek: GoTemplateToken? { position < tokens.count ? tokens[position].token : nil }

  /// Where the next token starts, in bytes.
  private var offset: Int { position < tokens.count ? tokens[position].start : source.count }

  private func problem(_ message: String) -> GoTemplateProblem { GoTemplateProblem(message, at: offset) }

  private mutating func skipBlanks() { while peek == .blank { position += 1 } }

  private mutating func deepen() throws(GoTemplateProblem) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw problem("template is nested too deeply") }
  }

  /// Nodes up to `{{end}}` or `{{else}}`, which it takes and names.
  private mutating func list() throws(GoTemplateProblem) -> (nodes: [GoTemplateNode], end: String?) {
    try deepen()
    let outer = variables.count
    defer {
      depth -= 1
      variables.removeLast(variables.count - outer)
    }
    var nodes: [GoTemplateNode] = []
    while let token = peek {
      position += 1
      if case .text(let text) = token {
        nodes.append(.text(text))
        continue
      }
      skipBlanks()
      guard case .word(let word)? = peek else {
        nodes.append(.action(try pipeline(until: .close, in: "command")))
        position += 1
        continue
      }
      switch word {
      case "if", "range", "with":
        position += 1
        nodes.append(try branch(word))
      case "template", "block":
        nodes.append(try inclusion(word))
      case "define" where depth == 1:
        try define()
      case "end", "else":
        position += 1
        skipBlanks()
        if word == "end" || peek == .close { try close(word) }
        return (nodes, word)
      case "break", "continue":
        guard loops > 0, let leap = GoTemplateNode.Leap(rawValue: word) else {
          throw problem("{{\(word)}} outside {{range}}")
        }
        position += 1
        skipBlanks()
        try close(word)
        nodes.append(.leap(leap))
      default:
        nodes.append(.action(try pipeline(until: .close, in: "command")))
        position += 1
      }
    }
    return (nodes, nil)
  }

  /// `{{template "name" pipeline}}`, or a block, which is a definition too.
  private mutating func inclusion(_ word: String) throws(GoTemplateProblem) -> GoTemplateNode {
    position += 1
    let start = offset
    let name = try name(in: word + " clause")
    skipBlanks()
    let from = offset
    var argument: GoTemplatePipeline?
    if peek != .close || word == "block" { argument = try pipeline(until: .close, in: word + " clause") }
    var written = text(from: from, to: offset)
    while written.hasSuffix(" ") { written.removeLast() }
    position += 1
    if word == "block" { try definition(of: name) }
    let shown = "{{template \(GoText.quoted(name))" + (written.isEmpty ? "" : " " + written) + "}}"
    return .include(GoTemplateInclusion(name: name, argument: argument, text: shown, offset: start + 1))
  }

  private mutating func define() throws(GoTemplateProblem) {
    position += 1
    let name = try name(in: "define clause")
    skipBlanks()
    guard peek == .close else { throw problem("unexpected \(shown) in define clause") }
    position += 1
    try definition(of: name)
  }

  private mutating func name(in context: String) throws(GoTemplateProblem) -> String {
    skipBlanks()
    guard case .literal(.string(let name))? = peek else { throw problem("unexpected \(shown) in \(context)") }
    position += 1
    return name
  }

  /// The nodes of a template of its own, to its `{{end}}`.
  private mutating func definition(of name: String) throws(GoTemplateProblem) {
    let (outer, outerLoops) = (variables, loops)
    (variables, loops) = (["$"], 0)
    let (nodes, end) = try list()
    (variables, loops) = (outer, outerLoops)
    guard end == "end" else { throw problem(end.map { "unexpected {{\($0)}}" } ?? "unexpected EOF") }
    if definitions[name]?.isEmpty == false, !nodes.isEmpty {
      throw problem("template: multiple definition of template \(GoText.quoted(name))")
    }
    definitions[name] = nodes
  }

  private mutating func close(_ word: String) throws(GoTemplateProblem) {
    guard peek == .close else { throw problem("unexpected \(shown) in \(word)") }
    position += 1
  }

  private mutating func branch(_ word: String) throws(GoTemplateProblem) -> GoTemplateNode {
    guard let kind = GoTemplateNode.Branch(rawValue: word) else { throw problem("unexpected {{\(word)}}") }
    try deepen()
    let outer = variables.count
    defer {
      depth -= 1
      variables.removeLast(variables.count - outer)
    }
    let pipeline = try pipeline(until: .close, in: word)
    position += 1
    loops += kind == .range ? 1 : 0
    let (body, end) = try list()
    loops -= kind == .range ? 1 : 0
    guard let end else { throw problem("unexpected EOF") }
    guard end == "else" else { return .branch(kind, pipeline, body: body, otherwise: []) }
    // `{{else if x}}` stops before its `if`, and its `{{end}}` ends both.
    if case .word(let next)? = peek, next == "if" || next == "with" {
      position += 1
      return .branch(kind, pipeline, body: body, otherwise: [try branch(next)])
    }
    let (otherwise, last) = try list()
    guard last == "end" else { throw problem(last.map { "expected end; found {{\($0)}}" } ?? "unexpected EOF") }
    return .branch(kind, pipeline, body: body, otherwise: otherwise)
  }

  /// Reads up to a token, which stays.
  private mutating func pipeline(
    until end: GoTemplateToken, in context: String
  ) throws(GoTemplateProblem) -> GoTemplatePipeline {
    try deepen()
    defer { depth -= 1 }
    var pipeline = GoTemplatePipeline()
    let declared = declarations(into: &pipeline)
    var command = GoTemplateCommand()
    while true {
      skipBlanks()
      guard let token = peek else { throw problem("unexpected EOF") }
      guard token == end || token == .pipe else {
        if case .character = token, command.terms.isEmpty {
          throw problem("unexpected \(shown) in \(pipeline.commands.isEmpty ? context : "command")")
        }
        command.terms.append(try term(until: end))
        continue
      }
      if command.terms.isEmpty {
        throw problem("missing value for \(pipeline.commands.isEmpty && token == end ? context : "command")")
      }
      pipeline.commands.append(command)
      command = GoTemplateCommand()
      if token == end { break }
      position += 1
    }
    variables += declared
    return pipeline
  }

  /// `$key, $value :=` when it stands here; returns what it declares.
  private mutating func declarations(into pipeline: inout GoTemplatePipeline) -> [String] {
    let start = position
    var names: [String] = []
    while true {
      skipBlanks()
      guard case .variable(let name)? = peek else { break }
      names.append(name)
      position += 1
      skipBlanks()
      guard peek == .comma || peek == .declare || peek == .assign else { break }
      position += 1
      if tokens[position - 1].token == .comma { continue }
      pipeline.variables = names
      pipeline.assigns = tokens[position - 1].token == .assign
      return pipeline.assigns ? [] : names
    }
    position = start
    return []
  }

  private mutating func term(until end: GoTemplateToken) throws(GoTemplateProblem) -> GoTemplateTerm {
    let start = offset
    let token = peek
    position += 1
    // Go says that `.a.b` is where its second name is.
    let place = if case .field? = peek { offset } else { start }
    let kind: GoTemplateTerm.Kind
    switch token {
    case .literal(let value): kind = .literal(value)
    case .dot: kind = .field([])
    case .field(let name): kind = .field([name] + fields())
    case .variable(let name):
      guard variables.contains(name) else {
        throw GoTemplateProblem("undefined variable \(GoText.quoted(name))", at: start)
      }
      kind = .variable(name, fields())
    case .word("define"): throw GoTemplateProblem("unexpected <define> in command", at: start)
    case .word(let name):
      guard GoTemplateFunctions.names.contains(name) else {
        throw GoTemplateProblem("function \(GoText.quoted(name)) not defined", at: start)
      }
      kind = .function(name)
    case .leftParenthesis:
      let inner = try pipeline(until: .rightParenthesis, in: "parenthesized pipeline")
      position += 1
      kind = .pipeline(inner, fields())
    case .rightParenthesis: throw GoTemplateProblem("unexpected right paren", at: start)
    case .close where end == .rightParenthesis: throw GoTemplateProblem("unclosed left paren", at: start)
    default:
      position -= 1
      throw problem("unexpected \(shown) in operand")
    }
    if peek == .dot { throw problem("unexpected <.> in operand") }
    let last = tokens[min(position, tokens.count) - 1].end
    return GoTemplateTerm(kind: kind, text: text(from: start, to: last), offset: place)
  }

  private mutating func fields() -> [String] {
    var names: [String] = []
    while case .field(let name)? = peek {
      names.append(name)
      position += 1
    }
    return names
  }

  /// The next token as errors show it.
  private var shown: String {
    guard position < tokens.count else { return "EOF" }
    let text = text(from: tokens[position].start, to: tokens[position].end)
    switch tokens[position].token {
    case .dot, .literal(.null): return "<" + text + ">"
    case .word(let name) where Self.keywords.contains(name): return "<" + text + ">"
    default: return text.count > 10 ? GoText.quoted(String(text.prefix(10))) + "..." : GoText.quoted(text)
    }
  }

  private static let keywords: Set<String> = [
    "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with",
  ]

  private func text(from start: Int, to end: Int) -> String {
    String(decoding: source[start..<max(start, end)], as: UTF8.self)
  }
}
