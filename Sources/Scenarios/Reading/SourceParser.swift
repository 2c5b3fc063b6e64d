import KubernetesModel

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
    guard text.utf8.count <= maximumSize else {
      throw ScenarioProblem("the file is larger than 1 MiB", at: SourcePosition(file: file))
    }
    var documents: [SourceNode] = []
    var count = 0
    for document in try read(text, file: file) {
      if let duplicate = document.duplicates.first {
        throw ScenarioProblem(
          "\"\(duplicate.key)\" is given twice",
          at: SourcePosition(file: file, line: duplicate.line, column: duplicate.column))
      }
      var converter = Converter(document: document, file: file, count: count)
      documents.append(try converter.node(document.value, at: []))
      count = converter.count
    }
    return documents
  }

  private static func read(_ text: String, file: String) throws(ScenarioProblem) -> [YAMLDocument] {
    do {
      return try YAMLReader.documents(text)
    } catch {
      throw YAMLProblem(error, in: text, file: file).problem
    }
  }

  /// Puts values and their places together.
  private struct Converter {
    let document: YAMLDocument
    let file: String
    var count: Int

    mutating func node(_ value: JSONValue, at path: [PathStep]) throws(ScenarioProblem) -> SourceNode {
      let place = document.position(of: path)
      let position = SourcePosition(file: file, line: place.line, column: place.column)
      count += 1
      guard path.count <= maximumDepth else { throw ScenarioProblem("nested too deeply", at: position) }
      guard count <= maximumCount else { throw ScenarioProblem("the file holds too many values", at: position) }
      switch value {
      case .array(let elements):
        var nodes: [SourceNode] = []
        for (index, element) in elements.enumerated() { nodes.append(try node(element, at: path + [.index(index)])) }
        return SourceNode(.list(nodes), at: position)
      case .object(let object):
        var members: [SourceNode.Member] = []
        for member in object.members {
          let node = try node(member.value, at: path + [.key(member.key)])
          let place = document.keyPosition(of: path + [.key(member.key)])
          let position = SourcePosition(file: file, line: place.line, column: place.column)
          members.append(SourceNode.Member(key: member.key, position: position, value: node))
        }
        return SourceNode(.map(members), at: position)
      default: return SourceNode(.scalar(value), at: position)
      }
    }
  }
}
