import KubernetesModel

/// Clusters, users, contexts, and which context is current: one kubeconfig file, or several merged into one.
package struct Kubeconfig: Hashable, Sendable {
  /// What a kubeconfig lists by name. In the order in which its JSON has them.
  enum Section: String, CaseIterable, Sendable {
    case clusters, users, contexts

    /// The member of a list's element that holds its fields.
    var member: String { String(rawValue.dropLast()) }
  }

  struct Entry: Hashable, Sendable {
    var fields: JSONValue
    /// The path of the file that the entry comes from; empty for one that is in no file yet.
    var file = ""
  }

  private var sections: [Section: [String: Entry]] = [:]
  var currentContext = ""
  var preferences: JSONValue = [:]

  init() {}

  subscript(section: Section, name: String) -> Entry? {
    get { sections[section]?[name] }
    set { sections[section, default: [:]][name] = newValue }
  }

  func names(_ section: Section) -> [String] { (sections[section] ?? [:]).keys.sorted() }

  /// Changes an entry's fields; one that is not there starts with none.
  mutating func update(_ section: Section, _ name: String, _ change: (inout JSONValue) -> Void) {
    var entry = self[section, name] ?? Entry(fields: [:])
    change(&entry.fields)
    entry.fields = KubeconfigFields.complete(entry.fields, in: section)
    self[section, name] = entry
  }

  /// Adds what `other` has and this has not: of several files the first that says something counts.
  mutating func merge(_ other: Kubeconfig) {
    for section in Section.allCases {
      for (name, entry) in other.sections[section] ?? [:] where self[section, name] == nil {
        self[section, name] = entry
      }
    }
    if currentContext.isEmpty { currentContext = other.currentContext }
    if preferences.objectValue?.isEmpty ?? true { preferences = other.preferences }
  }

  /// The file's content as a tree.
  var document: JSONValue {
    var document: JSONValue = [
      "apiVersion": "v1", "kind": "Config", "preferences": preferences, "current-context": .string(currentContext),
    ]
    for section in Section.allCases {
      let entries = names(section).compactMap { name in
        self[section, name].map { entry -> JSONValue in ["name": .string(name), section.member: entry.fields] }
      }
      document[section.rawValue] = entries.isEmpty ? .null : .array(entries)
    }
    return document
  }

  /// The file's content as kubectl writes it.
  package var text: String { YAMLWriter.string(document) }

  /// Only what a context uses. Throws when something that it names is not there.
  func minified(to name: String) throws(KubectlError) -> Kubeconfig {
    guard !name.isEmpty else { throw .message("current-context must exist in order to minify") }
    var result = Kubeconfig()
    result.currentContext = name
    result.preferences = preferences
    guard let context = self[.contexts, name] else { throw .message("cannot locate context \(name)") }
    result[.contexts, name] = context
    for (section, noun) in [(Section.clusters, "cluster"), (.users, "user")] {
      let used = context.fields.text(noun)
      if used.isEmpty { continue }
      guard let entry = self[section, used] else { throw .message("cannot locate \(noun) \(used)") }
      result[section, used] = entry
    }
    return result
  }

  /// The same with certificates and secrets hidden.
  var redacted: Kubeconfig {
    var result = self
    for section in Section.allCases {
      for name in names(section) {
        result.update(section, name) { fields in
          for (key, word) in KubeconfigFields.secrets where fields.has(key) { fields[key] = .string(word) }
        }
      }
    }
    return result
  }
}
