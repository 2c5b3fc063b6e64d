import KubernetesModel

/// The documents of one file, one after the other: YAML between lines of `---`, or JSON values that follow each other.
/// What begins as JSON may go on as YAML.
struct DocumentStream {
  private let bytes: [UInt8]
  /// `web.yaml`, `STDIN`
  private let source: String
  /// Nil once the file is read as YAML.
  private var json: JSONParser?
  private var parts: ArraySlice<[UInt8]> = []

  init(_ bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
    if bytes.first(where: { !Self.isBlank($0) }) == UInt8(ascii: "{") {
      json = JSONParser(bytes)
    } else {
      parts = Self.parts(bytes[...])
    }
  }

  /// The next document that is not empty; nil at the end.
  mutating func next() throws(KubectlError) -> Manifest? {
    while var parser = json {
      let end = parser.position
      do throws(JSONError) {
        guard let value = try parser.next() else { return nil }
        json = parser
        if !value.isNull { return Manifest(source: source, object: value) }
      } catch {
        json = nil
        return try yaml(after: end, error)
      }
    }
    while let part = parts.popFirst() {
      do throws(YAMLError) {
        let value = try YAMLReader.document(part).value
        if !value.isNull { return Manifest(source: source, object: value) }
      } catch {
        throw .message("error parsing \(source): error converting YAML to JSON: \(error)")
      }
    }
    return nil
  }

  /// Goes on behind the last JSON value as YAML. Where that is none either, the JSON's mistake is the one to name.
  private mutating func yaml(after end: Int, _ mistake: JSONError) throws(KubectlError) -> Manifest? {
    let rest = bytes[end...]
    let line = rest.prefix { $0 != 0x0A }
    if end == 0 || line.allSatisfy(Self.isBlank) { parts = Self.parts(end == 0 ? rest : rest[line.endIndex...]) }
    while let part = parts.first, let value = try? YAMLReader.document(part).value {
      parts.removeFirst()
      if !value.isNull { return Manifest(source: source, object: value) }
    }
    let isCutOff = mistake.message == "unexpected end of JSON input"
    throw .message(
      "error parsing \(source): "
        + (isCutOff ? "unexpected EOF" : "json: offset \(mistake.offset + 1): \(mistake.message)"))
  }

  private static func parts(_ bytes: ArraySlice<UInt8>) -> ArraySlice<[UInt8]> {
    YAMLReader.split(String(decoding: bytes, as: UTF8.self)).map(\.bytes)[...]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
