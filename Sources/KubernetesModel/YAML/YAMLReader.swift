/// Reads YAML as Kubernetes' tools do: as sigs.k8s.io/yaml turns it to JSON.
///
/// YAML 1.1 with its booleans (`y`, `yes`, `on`), octal and other numbers, merge keys; dates stay strings; keys become
/// strings; of a repeated key the last value counts. Nesting goes to 512 levels, and aliases may not make a document much
/// larger than its text.
package enum YAMLReader {
  /// The largest text that is read: 16 MiB.
  package static let maximumSize = 16 << 20

  /// The first document of a text; null when it is empty.
  package static func value(_ text: String) throws(YAMLError) -> JSONValue {
    try document(Array(text.utf8)).value
  }

  package static func document(_ bytes: [UInt8]) throws(YAMLError) -> YAMLDocument {
    try document(bytes, firstLine: 0)
  }

  /// The documents between lines of `---`, without those that have no content.
  ///
  /// Like kubectl this cuts the text first, so that lines in an error's description count from the start of the document;
  /// `line` and positions count from the start of the text.
  package static func documents(_ text: String) throws(YAMLError) -> [YAMLDocument] {
    var documents: [YAMLDocument] = []
    for part in split(text) {
      let document = try document(part.bytes, firstLine: part.line)
      if !document.value.isNull { documents.append(document) }
    }
    return documents
  }

  /// Cuts a text at lines of `---`, on which only blanks and a comment may follow.
  package static func split(_ text: String) -> [(bytes: [UInt8], line: Int)] {
    let bytes = Array(text.utf8)
    var parts: [(bytes: [UInt8], line: Int)] = []
    var part: [UInt8] = []
    var firstLine = 0
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if isSeparator(line) {
        if !part.isEmpty { parts.append((part, firstLine)) }
        part = []
        firstLine = number + 1
      } else {
        part.append(contentsOf: line)
        part.append(0x0A)
      }
    }
    if part.last == 0x0A, bytes.last != 0x0A { part.removeLast() }
    if !part.isEmpty { parts.append((part, firstLine)) }
    return parts
  }

  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: [0x2D, 0x2D, 0x2D]) else { return false }
    let rest = line.dropFirst(3).drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return rest.isEmpty || rest.first == UInt8(ascii: "#")
  }

  private static func document(_ bytes: [UInt8], firstLine: Int) throws(YAMLError) -> YAMLDocument {
    guard bytes.count <= maximumSize else {
      throw YAMLError("yaml: document is larger than \(maximumSize) bytes", at: YAMLMark())
    }
    var composer = YAMLComposer(bytes)
    do throws(YAMLError) {
      let root = try composer.document()
      let places = root?.places ?? YAMLPlaces(mark: YAMLMark(), children: .none)
      return YAMLDocument(
        value: root?.value ?? .null, duplicates: composer.duplicates, places: places, firstLine: firstLine)
    } catch {
      throw error.moved(by: firstLine)
    }
  }
}
