import KubernetesModel

/// `-o custom-columns=HEADER:PATH,...`
struct CustomColumnsPrinter: ObjectPrinter {
  private let columns: [(header: String, path: JSONPath)]
  private var needsHeaders: Bool

  /// Reads `NAME:.metadata.name,NODE:.spec.nodeName`.
  init(specification: String, hasHeaders: Bool) throws(KubectlError) {
    if specification.isEmpty { throw .message("custom-columns format specified but no custom columns given") }
    var parts: [(header: String, path: String)] = []
    for part in specification.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2 else {
        throw .message("unexpected custom-columns spec: \(part), expected <header>:<json-path-expr>")
      }
      parts.append((halves[0], halves[1]))
    }
    columns = try parts.map { (part) throws(KubectlError) in (part.header, try Self.path(part.path)) }
    needsHeaders = hasHeaders
  }

  /// Reads a file with a line of headers and a line of paths.
  init(template: String, hasHeaders: Bool) throws(KubectlError) {
    let lines = template.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
    }
    let form = "Expected format is one line of space separated headers, one line of space separated column specs."
    guard let headers = lines.first, !template.isEmpty else {
      throw .message("invalid template, missing header line. \(form)")
    }
    guard lines.count > 1, !(lines.count == 2 && lines[1].isEmpty) else {
      throw .message("invalid template, missing spec line. \(form)")
    }
    guard headers.count == lines[1].count else {
      throw .message("number of headers (\(headers.count)) and field specifications (\(lines[1].count)) don't match")
    }
    var columns: [(header: String, path: JSONPath)] = []
    for (header, path) in zip(headers, lines[1]) { columns.append((header, try Self.path(path))) }
    self.columns = columns
    needsHeaders = hasHeaders
  }

  private static func path(_ text: String) throws(KubectlError) -> JSONPath {
    do throws(JSONPathError) { return try text.isEmpty ? JSONPath(parsing: "") : JSONPath(relaxed: text) } catch {
      throw .message(error.description)
    }
  }

  mutating func print(_ object: JSONValue, to output: inout String) throws(KubectlError) {
    var writer = TabWriter.table
    defer { output += writer.flush() }
    if needsHeaders { writer.write(columns.map(\.header).joined(separator: "\t") + "\n") }
    needsHeaders = false
    let isList = object.kind.hasSuffix("List") && object["items"] != nil
    for item in isList ? object.list("items") : [object] {
      var cells: [String] = []
      for column in columns { cells.append(try cell(column.path, item)) }
      writer.write(cells.joined(separator: "\t") + "\n")
    }
  }

  private func cell(_ path: JSONPath, _ object: JSONValue) throws(KubectlError) -> String {
    do throws(JSONPathError) {
      let results = try path.results(in: object)
      guard let first = results.first, !first.isEmpty else { return "<none>" }
      return results.flatMap { $0 }.map { GoText.value($0).escapedForTerminal }.joined(separator: ",")
    } catch {
      throw .message(error.description)
    }
  }
}
