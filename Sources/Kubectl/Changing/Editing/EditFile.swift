import KubernetesModel

/// The form in which objects are edited: YAML with a header that says what to do, or JSON alone.
struct EditFile {
  let isJSON: Bool
  let isLastApplied: Bool

  var ending: String { isJSON ? "json" : "yaml" }

  /// The objects as the user gets to see them; several are a list.
  func text(of objects: [JSONValue]) -> String {
    let shown =
      objects.count == 1
      ? objects[0] : ["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]]
    return isJSON ? JSONWriter.string(shown, indent: 4, escapesHTML: true) + "\n" : YAMLWriter.string(shown)
  }

  /// What stands above the objects; JSON knows no comments.
  func header(_ complaints: [EditComplaint]) -> String {
    if isJSON { return "" }
    let help =
      isLastApplied
      ? """
      # Please edit the 'last-applied-configuration' annotations below.
      # Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
      #

      """
      : """
      # Please edit the object below. Lines beginning with a '#' will be ignored,
      # and an empty file will abort the edit. If an error occurs while saving this file will be
      # reopened with the relevant failures.
      #

      """
    return help + complaints.map(\.text).joined()
  }

  /// What two texts are compared by: the first document, or the lines where there is none to be read.
  enum Content: Equatable {
    case value(JSONValue)
    case lines(String)

    init(_ text: String) {
      do throws(YAMLError) {
        self = .value(try YAMLReader.value(text))
      } catch {
        self = .lines(EditFile.withoutComments(text))
      }
    }
  }

  static func withoutComments(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeAll { line in
      let line = line.trimmingBlanks
      return line.hasPrefix("#") && !line.hasPrefix("#!")
    }
    return lines.joined(separator: "\n")
  }

  /// Whether there is anything but comments and blanks.
  static func hasLines(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let line = line.trimmingBlanks
      return !line.isEmpty && !line.hasPrefix("#")
    }
  }
}

/// Why a file has to be edited once more.
struct EditComplaint {
  let head: String
  var reasons: [String] = []

  /// As comments of the file.
  var text: String {
    let lines = [reasons.isEmpty ? head : head + ":"] + reasons.map { "* " + $0 }
    return lines.map { "# \($0.split(separator: "\n").joined(separator: "\n# "))\n" }.joined() + "#\n"
  }
}
