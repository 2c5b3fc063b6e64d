/// Evaluates templates on JSON values. A value that is nowhere is nil.
struct GoTemplateEvaluator {
  private(set) var output = ""
  private let definitions: [String: [GoTemplateNode]]
  private let allowsMissingKeys: Bool
  private var variables: [(name: String, value: JSONValue?)]
  private var steps = 0
  private var depth = 0

  /// How deep templates may include each other here; Go's limit, which its message names, no stack of ours would hold.
  private static let maximumDepth = 100

  init(root: JSONValue, definitions: [String: [GoTemplateNode]], allowsMissingKeys: Bool) {
    self.definitions = definitions
    variables = [("$", root)]
    self.allowsMissingKeys = allowsMissingKeys
  }

  /// Returns how a loop is left, when one is.
  mutating func run(_ nodes: [GoTemplateNode], dot: JSONValue?) throws(GoTemplateProblem) -> GoTemplateNode.Leap? {
    let outer = variables.count
    defer { variables.removeLast(variables.count - outer) }
    for node in nodes {
      try count()
      switch node {
      case .text(let text): output += text
      case .action(let pipeline):
        let value = try value(of: pipeline, dot)
        if pipeline.variables.isEmpty {
          output += value.flatMap { $0.isNull ? nil : GoText.value($0) } ?? "<no value>"
        } else {
          set(pipeline.variables[0], value, of: pipeline)
        }
      case .branch(.range, let pipeline, let body, let otherwise):
        if let leap = try range(pipeline, body, otherwise, dot) { return leap }
      case .branch(let kind, let pipeline, let body, let otherwise):
        if let leap = try branch(kind, pipeline, body, otherwise, dot) { return leap }
      case .leap(let leap): return leap
      case .include(let inclusion): try include(inclusion, dot)
      }
    }
    return nil
  }

  private mutating func include(_ inclusion: GoTemplateInclusion, _ dot: JSONValue?) throws(GoTemplateProblem) {
    func problem(_ message: String) -> GoTemplateProblem {
      var problem = GoTemplateProblem(message, at: inclusion.offset)
      problem.node = inclusion.text
      return problem
    }
    guard let nodes = definitions[inclusion.name] else {
      throw problem("template \(GoText.quoted(inclusion.name)) not defined")
    }
    let argument = try inclusion.argument.flatMap { (pipeline) throws(GoTemplateProblem) in
      try value(of: pipeline, dot)
    }
    depth += 1
    let outer = variables
    defer {
      depth -= 1
      variables = outer
    }
    guard depth <= Self.maximumDepth else { throw problem("exceeded maximum template depth (100000)") }
    variables = [("$", argument)]
    do throws(GoTemplateProblem) { _ = try run(nodes, dot: argument) } catch {
      var problem = error
      problem.template = problem.template ?? inclusion.name
      throw problem
    }
  }

  private mutating func count() throws(GoTemplateProblem) {
    steps += 1
    guard steps <= GoTemplate.maximumSteps, output.utf8.count <= GoTemplate.maximumSize else {
      throw GoTemplateProblem("the template takes too long or prints too much")
    }
  }

  private mutating func set(_ name: String, _ value: JSONValue?, of pipeline: GoTemplatePipeline) {
    if pipeline.assigns, let index = variables.lastIndex(where: { $0.name == name }) {
      variables[index].value = value
    } else {
      variables.append((name, value))
    }
  }

  private mutating func branch(
    _ kind: GoTemplateNode.Branch, _ pipeline: GoTemplatePipeline, _ body: [GoTemplateNode],
    _ otherwise: [GoTemplateNode], _ dot: JSONValue?
  ) throws(GoTemplateProblem) -> GoTemplateNode.Leap? {
    let value = try value(of: pipeline, dot)
    let outer = variables.count
    defer { variables.removeLast(variables.count - outer) }
    if let name = pipeline.variables.first { set(name, value, of: pipeline) }
    let isTrue = GoTemplateFunctions.isTrue(value)
    return try run(isTrue ? body : otherwise, dot: isTrue && kind == .with ? value : dot)
  }

  private mutating func range(
    _ pipeline: GoTemplatePipeline, _ body: [GoTemplateNode], _ otherwise: [GoTemplateNode], _ dot: JSONValue?
  ) throws(GoTemplateProblem) -> GoTemplateNode.Leap? {
    let pairs = try elements(of: pipeline, dot)
    if pairs.isEmpty { return try run(otherwise, dot: dot) }
    let names = pipeline.variables
    for pair in pairs {
      let outer = variables.count
      if names.count > 1 { set(names[0], pair.key, of: pipeline) }
      if let name = names.last { set(name, pair.value, of: pipeline) }
      let leap = try run(body, dot: pair.value)
      variables.removeLast(variables.count - outer)
      if leap == .break { break }
    }
    return nil
  }

  private mutating func elements(
    of pipeline: GoTemplatePipeline, _ dot: JSONValue?
  ) throws(GoTemplateProblem) -> [(key: JSONValue, value: JSONValue)] {
    switch try value(of: pipeline, dot) {
    case .array(let elements)?: return elements.enumerated().map { (JSONValue($0.offset), $0.element) }
    case .object(let object)?: return object.members.map { (.string($0.key), $0.value) }
    case .integer(let number)?:
      guard number <= GoTemplate.maximumSteps else {
        throw GoTemplateProblem("the template takes too long or prints too much")
      }
      return (0..<max(0, number)).map { (.integer($0), .integer($0)) }
    case .null?, nil: return []
    case let value?:
      let message = "range can't iterate over \(GoText.value(value))"
      guard let term = pipeline.commands.first?.terms.first else { throw GoTemplateProblem(message) }
      throw GoTemplateProblem(message, at: term)
    }
  }

  private mutating func value(of pipeline: GoTemplatePipeline, _ dot: JSONValue?) throws(GoTemplateProblem)
    -> JSONValue?
  {
    var result: JSONValue?
    for (index, command) in pipeline.commands.enumerated() {
      result = try value(of: command, last: index > 0 ? (result ?? .null) : nil, dot)
    }
    return result
  }

  private mutating func value(
    of command: GoTemplateCommand, last: JSONValue?, _ dot: JSONValue?
  ) throws(GoTemplateProblem) -> JSONValue? {
    try count()
    guard let first = command.terms.first else { return nil }
    if case .function(let name) = first.kind {
      return try call(name, command.terms.dropFirst(), last: last, text: command.text, at: first.offset, dot)
    }
    guard command.terms.count > 1 || last != nil else {
      if case .literal(.null) = first.kind { throw GoTemplateProblem("nil is not a command", at: first) }
      return try value(of: first, dot)
    }
    if case .field(let names) = first.kind, let name = names.last {
      throw GoTemplateProblem("\(name) is not a method but has arguments", at: first)
    }
    throw GoTemplateProblem("can't give argument to non-function \(first.text)", at: first)
  }

  private mutating func call(
    _ name: String, _ terms: ArraySlice<GoTemplateTerm>, last: JSONValue?, text: String, at offset: Int,
    _ dot: JSONValue?
  ) throws(GoTemplateProblem) -> JSONValue? {
    var arguments: [JSONValue] = []
    for term in terms {
      let value = try value(of: term, dot) ?? .null
      arguments.append(value)
      // These two evaluate no more than they need.
      if name == "and" || name == "or", GoTemplateFunctions.isTrue(value) == (name == "or") { return value }
    }
    if let last { arguments.append(last) }
    if name == "call", let value = arguments.first {
      let what = value.isNull ? "call of nil" : "non-function \(terms.first?.text ?? "") of type \(GoText.type(value))"
      var problem = GoTemplateProblem("error calling call: " + what, at: offset)
      problem.node = text
      throw problem
    }
    do throws(GoTemplateProblem) {
      return try GoTemplateFunctions.call(name, arguments)
    } catch {
      var problem = GoTemplateProblem(error.message, at: offset)
      problem.node = error.message.hasPrefix("wrong number of args") ? name : text
      throw problem
    }
  }

  private mutating func value(of term: GoTemplateTerm, _ dot: JSONValue?) throws(GoTemplateProblem) -> JSONValue? {
    switch term.kind {
    case .literal(let value): return value
    case .field(let names): return try field(names, of: dot, term)
    case .variable(let name, let names):
      return try field(names, of: variables.last { $0.name == name }?.value, term)
    case .function(let name): return try call(name, [], last: nil, text: term.text, at: term.offset, dot)
    case .pipeline(let pipeline, let names): return try field(names, of: try value(of: pipeline, dot), term)
    }
  }

  private func field(
    _ names: [String], of value: JSONValue?, _ term: GoTemplateTerm
  ) throws(GoTemplateProblem) -> JSONValue? {
    var value = value
    for name in names {
      switch value {
      case .object(let object)?:
        value = object[name]
        if value == nil, !allowsMissingKeys {
          throw GoTemplateProblem("map has no entry for key \(GoText.quoted(name))", at: term)
        }
      case nil: return nil
      case .null?: throw GoTemplateProblem("nil pointer evaluating interface {}.\(name)", at: term)
      default: throw GoTemplateProblem("can't evaluate field \(name) in type interface {}", at: term)
      }
    }
    return value
  }
}
