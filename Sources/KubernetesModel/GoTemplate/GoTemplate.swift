/// Why a template is not one, or cannot be evaluated, in the words of Go's text/template:
/// `template: output:1:7: executing "output" at <.a.b>: ...`.
package struct GoTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

/// The part of Go's text/template that kubectl's users write: fields, pipelines, `range`, `if`, `with`, variables, the
/// usual functions, and templates that include others.
package struct GoTemplate: Sendable {
  /// What a template is called in errors: as kubectl calls it.
  static let name = "output"
  /// The largest output, in bytes.
  static let maximumSize = 4 << 20
  /// The most nodes and commands that an evaluation may take.
  static let maximumSteps = 1_000_000

  private let source: [UInt8]
  private let nodes: [GoTemplateNode]
  /// What `define` and `block` name.
  private let definitions: [String: [GoTemplateNode]]

  package init(parsing text: String) throws(GoTemplateError) {
    source = Array(text.utf8)
    do throws(GoTemplateProblem) {
      var parser = try GoTemplateParser(text)
      nodes = try parser.template()
      definitions = parser.definitions
    } catch {
      let line = source.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      throw GoTemplateError(description: "template: \(Self.name):\(line): \(error.message)")
    }
  }

  /// What the template prints for a value, and why it stopped when it did: Go prints as it goes.
  ///
  /// - Parameter allowsMissingKeys: whether a field that is nowhere yields `<no value>` rather than an error.
  package func text(
    of value: JSONValue, allowsMissingKeys: Bool = true
  ) -> (output: String, error: GoTemplateError?) {
    var evaluator = GoTemplateEvaluator(
      root: value, definitions: definitions, allowsMissingKeys: allowsMissingKeys)
    do throws(GoTemplateProblem) {
      _ = try evaluator.run(nodes, dot: value)
      return (evaluator.output, nil)
    } catch {
      return (evaluator.output, described(error))
    }
  }

  private func described(_ problem: GoTemplateProblem) -> GoTemplateError {
    let before = source.prefix(problem.offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    return GoTemplateError(
      description:
        "template: \(Self.name):\(line):\(column): executing \"\(problem.template ?? Self.name)\" at <\(problem.node)>: \(problem.message)"
    )
  }
}

/// A mistake in a template, and where.
struct GoTemplateProblem: Error {
  let message: String
  /// In bytes from the start of the template.
  var offset = 0
  /// The text of what was being evaluated.
  var node = ""
  /// The template it stands in; nil for the main one.
  var template: String?

  init(_ message: String, at offset: Int = 0) {
    self.message = message
    self.offset = offset
  }

  init(_ message: String, at term: GoTemplateTerm) {
    self.init(message, at: term.offset)
    node = term.text
  }
}

indirect enum GoTemplateNode: Sendable {
  enum Branch: String, Sendable { case `if`, range, with }
  enum Leap: String, Sendable { case `break`, `continue` }

  case text(String)
  case action(GoTemplatePipeline)
  case branch(Branch, GoTemplatePipeline, body: [GoTemplateNode], otherwise: [GoTemplateNode])
  case leap(Leap)
  case include(GoTemplateInclusion)
}

/// `{{template "name" pipeline}}`
struct GoTemplateInclusion: Sendable {
  let name: String
  /// What becomes the template's dot; nil for nothing.
  let argument: GoTemplatePipeline?
  /// As errors show it.
  let text: String
  /// In bytes from the start of the template.
  let offset: Int
}

/// Commands, each of which takes the result of the one before as its last argument.
struct GoTemplatePipeline: Sendable {
  /// `$x := ...` and `range $key, $value := ...`.
  var variables: [String] = []
  /// `$x = ...`: the variable is there already.
  var assigns = false
  var commands: [GoTemplateCommand] = []
}

/// A value, or a function and its arguments.
struct GoTemplateCommand: Sendable {
  var terms: [GoTemplateTerm] = []

  /// As errors show it.
  var text: String { terms.map(\.text).joined(separator: " ") }
}

struct GoTemplateTerm: Sendable {
  indirect enum Kind: Sendable {
    case literal(JSONValue)
    /// `.a.b`; the dot itself without names.
    case field([String])
    case variable(String, [String])
    case function(String)
    case pipeline(GoTemplatePipeline, [String])
  }

  let kind: Kind
  /// As it is written.
  let text: String
  /// In bytes from the start of the template: where Go says that the term is.
  let offset: Int
}
