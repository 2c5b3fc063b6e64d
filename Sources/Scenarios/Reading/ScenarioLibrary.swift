import Foundation

/// Reads scenarios from folders: the one place of the modules below the game that touches files.
package struct ScenarioLibrary: Sendable {
  /// Files that a scenario may have, and bytes of all of them.
  private static let fileLimit = 64
  private static let sizeLimit = 4 << 20

  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// The names of the folders that hold a scenario, sorted.
  package var identifiers: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: path($0) + "/scenario.yaml") }.sorted()
  }

  /// Lower-case letters, digits and dashes.
  package static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  package func source(_ id: String) throws(ScenarioProblem) -> ScenarioSource {
    guard Self.isIdentifier(id), FileManager.default.fileExists(atPath: path(id)) else {
      throw ScenarioProblem(
        "there is no scenario \"\(id)\"", at: SourcePosition(file: folder),
        suggestion: Spelling.nearest(to: id, among: identifiers))
    }
    return try ScenarioSource(id: id, files: try files(of: id))
  }

  private func path(_ id: String) -> String { folder + "/" + id }

  /// The text of a scenario's `scenario.yaml`.
  func mainFile(of id: String) throws(ScenarioProblem) -> String {
    let file = path(id) + "/scenario.yaml"
    return try Self.text(at: file, named: file)
  }

  /// - Parameter name: of the file, as problems say it.
  static func text(at path: String, named name: String) throws(ScenarioProblem) -> String {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw ScenarioProblem("not readable as UTF-8 text", at: SourcePosition(file: name))
    }
    return text
  }

  /// The YAML files of a scenario, by path relative to its folder. Links are not followed.
  private func files(of id: String) throws(ScenarioProblem) -> [String: String] {
    var files: [String: String] = [:]
    var size = 0
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path(id))) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let file = path(id) + "/" + name
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      size += (attributes?[.size] as? Int) ?? 0
      guard files.count < Self.fileLimit, size <= Self.sizeLimit else {
        throw ScenarioProblem("more than \(Self.fileLimit) files or 4 MiB", at: SourcePosition(file: id))
      }
      files[name] = try Self.text(at: file, named: name)
    }
    return files
  }
}
