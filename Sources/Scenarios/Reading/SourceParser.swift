import KubernetesModel
import Yams

/// Reads the YAML of a scenario's files, with limits that no honest scenario comes near.
enum SourceParser {
  /// Bytes of one file.
  static let maximumSize = 1 << 20
  /// Levels of lists and maps in each other.
  static let maximumDepth = 64
  /// Values of one file, with those that aliases repeat.
  static let maximumCount = 50_000

  /// The documents of a file, without those that are empty.
  static func documents(_ text: String, file: String) throws(ScenarioProblem) -> [SourceNode] {
    let start = SourcePosition(file: file)
    guard text.utf8.count <= maximumSize else {
      throw ScenarioProblem("the file is larger than 1 MiB", at: start)
    }
    try checkNesting(text, file: file)
    var documents: [SourceNode] = []
    var count = 0
    do {
      for node in try Yams.compose_all(yaml: text) {
        let document = try convert(node, file: file, depth: 0, count: &count)
        if !document.isNull { documents.append(document) }
      }
    } catch let problem as ScenarioProblem {
      throw problem
    } catch {
      throw self.problem(error, file: file)
    }
    return documents
  }

  /// Refuses depths at which the YAML reader, which calls itself, would run out of stack.
  private static func checkNesting(_ text: String, file: String) throws(ScenarioProblem) {
    var line = 1
    var indent = 0
    var isIndent = true
    var brackets = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        indent = 0
        isIndent = true
      case UInt8(ascii: " ") where isIndent, UInt8(ascii: "-") where isIndent: indent += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        isIndent = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets = max(0, brackets - 1)
        isIndent = false
      default: isIndent = isIndent && (byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":"))
      }
      if indent > 8 * maximumDepth || brackets > 4 * maximumDepth {
        throw ScenarioProblem("nested too deeply", at: SourcePosition(file: file, line: line, column: 1))
      }
    }
  }

  private static func convert(
    _ node: Yams.Node, file: String, depth: Int, count: inout Int
  ) throws(ScenarioProblem) -> SourceNode {
    let position = SourcePosition(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    count += 1
    guard depth <= maximumDepth else { throw ScenarioProblem("nested too deeply", at: position) }
    guard count <= maximumCount else { throw ScenarioProblem("the file holds too many values", at: position) }
    switch node {
    case .scalar: return SourceNode(.scalar(scalar(node)), at: position)
    case .sequence(let sequence):
      var elements: [SourceNode] = []
      for element in sequence {
        elements.append(try convert(element, file: file, depth: depth + 1, count: &count))
      }
      return SourceNode(.list(elements), at: position)
    case .mapping(let mapping):
      return SourceNode(.map(try members(mapping, file: file, depth: depth, count: &count)), at: position)
    case .alias: throw ScenarioProblem("an alias without its anchor", at: position)
    }
  }

  private static func members(
    _ mapping: Yams.Node.Mapping, file: String, depth: Int, count: inout Int
  ) throws(ScenarioProblem) -> [SourceNode.Member] {
    var members: [SourceNode.Member] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      let position = SourcePosition(file: file, line: key.mark?.line ?? 0, column: key.mark?.column ?? 0)
      guard let name = key.scalar?.string else {
        throw ScenarioProblem(
          "a key must be a text; a value that starts with {{ needs quotes around it", at: position)
      }
      guard seen.insert(name).inserted else { throw ScenarioProblem("\"\(name)\" is given twice", at: position) }
      let value = try convert(value, file: file, depth: depth + 1, count: &count)
      members.append(SourceNode.Member(key: name, position: position, value: value))
    }
    return members
  }

  private static func scalar(_ node: Yams.Node) -> JSONValue {
    guard let scalar = node.scalar else { return .null }
    let text = scalar.string
    guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, first == 0x2D || first == 0x2B || (0x30...0x39).contains(first) else {
      return .string(text)
    }
    if let whole = Int64(text) { return .integer(whole) }
    if text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite {
      return .double(number)
    }
    return .string(text)
  }

  private static func problem(_ error: any Error, file: String) -> ScenarioProblem {
    guard let error = error as? YamlError else {
      return ScenarioProblem("not readable as YAML", at: SourcePosition(file: file))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return ScenarioProblem(
        "not valid YAML: \(problem)", at: SourcePosition(file: file, line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let keys, let context):
      return ScenarioProblem(
        "\(keys.map { "\"\($0)\"" }.joined(separator: ", ")) is given twice",
        at: SourcePosition(file: file, line: context.mark.line, column: context.mark.column))
    default: return ScenarioProblem("not readable as YAML", at: SourcePosition(file: file))
    }
  }
}
