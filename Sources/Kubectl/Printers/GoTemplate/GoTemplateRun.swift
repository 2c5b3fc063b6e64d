import KubernetesModel

/// Executes a template for one object.
struct GoTemplateRun {
  private static let deepest = 100
  private static let longest = 50_000_000

  private(set) var output = ""
  private var variables: [(name: String, value: JSONValue)]
  private let allowsMissingKeys: Bool

  init(root: JSONValue, allowsMissingKeys: Bool) {
    variables = [("$", root)]
    self.allowsMissingKeys = allowsMissingKeys
  }

  mutating func execute(_ nodes: [GoTemplate.Node], dot: JSONValue, depth: Int) throws(GoTemplate.Problem) {
    guard depth < Self.deepest, output.utf8.count < Self.longest else {
      throw GoTemplate.Problem(text: "exceeded maximum template depth")
    }
    for node in nodes {
      switch node {
      case .text(let text): output += text
      case .action(let pipeline):
        let value = try evaluate(pipeline, dot: dot)
        if pipeline.variable == nil { output += Self.printed(value) }
      case .condition(let pipeline, let then, let otherwise, let changesDot):
        let count = variables.count
        let value = try evaluate(pipeline, dot: dot) ?? .null
        let isTrue = GoTemplateFunctions.isTrue(value)
        try execute(isTrue ? then : otherwise, dot: isTrue && changesDot ? value : dot, depth: depth + 1)
        variables.removeLast(variables.count - count)
      case .loop(let pipeline, let names, let body, let otherwise):
        try loop(pipeline, names, body, otherwise, dot: dot, depth: depth)
      }
    }
  }

  private mutating func loop(
    _ pipeline: GoPipeline, _ names: [String], _ body: [GoTemplate.Node], _ otherwise: [GoTemplate.Node],
    dot: JSONValue,
    depth: Int
  ) throws(GoTemplate.Problem) {
    let value = try evaluate(pipeline, dot: dot) ?? .null
    var elements: [(key: JSONValue, value: JSONValue)] = []
    switch value {
    case .array(let list): elements = list.enumerated().map { (JSONValue($0.offset), $0.element) }
    case .object(let object): elements = object.members.map { (.string($0.key), $0.value) }
    case .null: break
    default: throw GoTemplate.Problem(text: "range can't iterate over \(GoPrint.value(value))")
    }
    if elements.isEmpty { return try execute(otherwise, dot: dot, depth: depth + 1) }
    let count = variables.count
    for element in elements {
      if let last = names.last { variables.append((last, element.value)) }
      if names.count == 2, let first = names.first { variables.append((first, element.key)) }
      try execute(body, dot: element.value, depth: depth + 1)
      variables.removeLast(variables.count - count)
    }
  }

  /// Go prints what is not there as `<no value>`.
  private static func printed(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "<no value>" }
    return GoPrint.value(value)
  }

  private mutating func evaluate(_ pipeline: GoPipeline, dot: JSONValue) throws(GoTemplate.Problem) -> JSONValue? {
    var value: JSONValue?
    for (index, command) in pipeline.commands.enumerated() {
      value = try call(command, last: index > 0 ? (value ?? .null) : nil, dot: dot)
    }
    guard let name = pipeline.variable else { return value }
    variables.append((name, value ?? .null))
    return nil
  }

  private mutating func call(
    _ command: [GoOperand], last: JSONValue?, dot: JSONValue
  ) throws(GoTemplate.Problem) -> JSONValue? {
    guard let first = command.first else { return nil }
    guard case .function(let name) = first else { return try value(of: first, dot: dot) }
    var arguments: [JSONValue] = []
    for operand in command.dropFirst() { arguments.append(try value(of: operand, dot: dot) ?? .null) }
    if let last { arguments.append(last) }
    return try GoTemplateFunctions.call(name, arguments)
  }

  private mutating func value(of operand: GoOperand, dot: JSONValue) throws(GoTemplate.Problem) -> JSONValue? {
    switch operand {
    case .literal(let value): return value
    case .dot: return dot
    case .variable(let name):
      guard let variable = variables.last(where: { $0.name == name }) else {
        throw GoTemplate.Problem(text: "undefined variable \(name.goQuoted)")
      }
      return variable.value
    case .function(let name): return try GoTemplateFunctions.call(name, [])
    case .group(let pipeline): return try evaluate(pipeline, dot: dot)
    case .fields(let base, let names):
      var current = try value(of: base, dot: dot)
      for name in names {
        if let present = current, !present.isNull, present.objectValue == nil {
          throw GoTemplate.Problem(text: "can't evaluate field \(name) in type interface {}")
        }
        let next = current?[name]
        if next == nil, !allowsMissingKeys {
          throw GoTemplate.Problem(text: "map has no entry for key \(name.goQuoted)")
        }
        current = next
      }
      return current
    }
  }
}
