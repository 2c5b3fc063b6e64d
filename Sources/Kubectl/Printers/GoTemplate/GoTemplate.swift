import KubernetesModel

/// The part of Go's text/template that people use with kubectl: fields, variables, `range`, `if`, `with`, and functions.
struct GoTemplate: Sendable {
  struct Problem: Error {
    let text: String
  }

  indirect enum Node: Sendable {
    case text(String)
    case action(GoPipeline)
    case condition(GoPipeline, then: [Node], otherwise: [Node], changesDot: Bool)
    case loop(GoPipeline, names: [String], body: [Node], otherwise: [Node])
  }

  let nodes: [Node]

  init(parsing text: String) throws(Problem) {
    var parser = GoTemplateParser(pieces: try GoTemplatePieces.split(text))
    nodes = try parser.nodes(isTop: true).nodes
  }
}

/// A chain of commands, each given what the one before it yields; may set a variable.
struct GoPipeline: Sendable {
  var variable: String?
  var commands: [[GoOperand]]
}

indirect enum GoOperand: Sendable {
  case literal(JSONValue)
  case dot
  case variable(String)
  case function(String)
  case fields(GoOperand, [String])
  case group(GoPipeline)
}

/// `-o go-template=TEMPLATE`
struct GoTemplatePrinter: ObjectPrinter {
  private let template: GoTemplate
  private let text: String
  private let allowsMissingKeys: Bool

  init(_ text: String, allowsMissingKeys: Bool) throws(KubectlError) {
    do throws(GoTemplate.Problem) { template = try GoTemplate(parsing: text) } catch {
      throw .message("error parsing template \(text), template: output:1: \(error.text)\n")
    }
    self.text = text
    self.allowsMissingKeys = allowsMissingKeys
  }

  func print(_ object: JSONValue) throws(KubectlError) -> String {
    var run = GoTemplateRun(root: object, allowsMissingKeys: allowsMissingKeys)
    do throws(GoTemplate.Problem) {
      try run.execute(template.nodes, dot: object, depth: 0)
    } catch {
      throw .message(
        "error executing template \(text.goQuoted): template: output:1: executing \"output\" at <\(text)>: \(error.text)"
      )
    }
    return run.output
  }
}
