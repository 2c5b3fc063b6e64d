/// What strict decoding objects to in a body that can be read all the same.
package enum StrictProblems {
  /// `unknown field "spec.foo"` and `duplicate field "data"`, in the order in which they stand in the body.
  ///
  /// - Parameters:
  ///   - unknownFields: the paths that the decoder found.
  ///   - body: the JSON text; it tells the order, which the tree has lost, and the duplicates.
  package static func list(unknownFields: [String], body: [UInt8]) -> [String] {
    var parser = JSONParser(body, recordsPaths: true)
    guard (try? parser.document()) != nil else { return unknownFields.map(unknown) }
    var problems: [(place: Int, text: String)] = []
    let unknownPaths = Set(unknownFields)
    let duplicates = Set(parser.duplicates)
    var seen = Set<String>()
    for (place, path) in parser.paths.enumerated() {
      let isRepeated = !seen.insert(path).inserted
      if isRepeated, duplicates.contains(path) {
        problems.append((place, "duplicate field \(GoText.quoted(path))"))
      } else if !isRepeated, unknownPaths.contains(path) {
        problems.append((place, unknown(path)))
      }
    }
    return problems.sorted { $0.place < $1.place }.map(\.text)
  }

  private static func unknown(_ path: String) -> String { "unknown field \(GoText.quoted(path))" }

  /// The message of a refused body, after `cannot be handled as a Pod: `.
  package static func message(_ problems: [String]) -> String {
    "strict decoding error: " + problems.joined(separator: ", ")
  }
}
