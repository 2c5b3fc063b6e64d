import KubernetesModel
import SimulationKernel

/// What kubectl keeps in `~/.kube/cache`: what servers serve, good for six hours. Shared by the commands of one user.
package final class DiscoveryCache {
  typealias Content = (groups: [DiscoveredGroup], resources: [DiscoveredResource])

  static let lifetime: Duration = .seconds(6 * 3600)

  private let files: (any KubectlFiles)?
  private let folder: String
  private var kept: [String: (content: Content, fetched: Instant)] = [:]
  /// Whether what other processes wrote counts.
  private var readsFiles = true

  /// In memory alone.
  package init() {
    files = nil
    folder = ""
  }

  /// In a folder, for the commands of other processes.
  package init(files: any KubectlFiles, folder: String) {
    self.files = files
    self.folder = folder
  }

  func content(of server: String, at now: Instant) -> Content? {
    if kept[server] == nil, readsFiles { kept[server] = read(server) }
    guard let entry = kept[server], (Duration.zero..<Self.lifetime).contains(now - entry.fetched) else { return nil }
    return entry.content
  }

  func store(_ content: Content, of server: String, at now: Instant) {
    kept[server] = (content, now)
    guard let files else { return }
    let document: JSONValue = [
      "fetched": .integer(now.microseconds), "groups": .array(content.groups.map(\.document)),
      "resources": .array(content.resources.map(\.document)),
    ]
    // A cache that cannot be written is none.
    _ = try? files.write(JSONWriter.bytes(document), to: path(of: server))
  }

  func invalidate() {
    kept = [:]
    readsFiles = false
  }

  // MARK: Files

  /// As kubectl names its folders: what no file name may have becomes `_`.
  private func path(of server: String) -> String {
    let name = server.split(separator: "/").dropFirst().joined(separator: "_").map { letter -> Character in
      letter.isLetter || letter.isNumber || letter == "." || letter == "-" ? letter : "_"
    }
    return folder + "/" + String(name) + ".json"
  }

  private func read(_ server: String) -> (Content, Instant)? {
    guard let files, let bytes = try? files.read(path(of: server)), let document = try? JSONParser.parse(bytes),
      let fetched = document["fetched"]?.intValue
    else { return nil }
    let groups = document.list("groups").map(DiscoveredGroup.init(document:))
    let resources = document.list("resources").map(DiscoveredResource.init(document:))
    return ((groups, resources), Instant(microseconds: fetched))
  }
}

/// A group and its versions, the preferred one first.
struct DiscoveredGroup: Hashable, Sendable {
  let name: String
  let versions: [String]
}

extension DiscoveredGroup {
  fileprivate var document: JSONValue { ["name": .string(name), "versions": .array(versions.map(JSONValue.string))] }

  fileprivate init(document: JSONValue) {
    self.init(name: document.text("name"), versions: document.texts("versions"))
  }
}

extension DiscoveredResource {
  fileprivate var document: JSONValue {
    func list(_ words: [String]) -> JSONValue { .array(words.map(JSONValue.string)) }
    return [
      "apiVersion": .string(groupVersion.apiVersion), "plural": .string(plural), "singular": .string(singular),
      "kind": .string(kind), "isNamespaced": .bool(isNamespaced), "shortNames": list(shortNames),
      "categories": list(categories), "verbs": list(verbs), "subresources": list(subresources),
    ]
  }

  fileprivate init(document: JSONValue) {
    self.init(
      groupVersion: GroupVersion(apiVersion: document.text("apiVersion")), plural: document.text("plural"),
      singular: document.text("singular"), kind: document.text("kind"),
      isNamespaced: document["isNamespaced"]?.boolValue ?? false, shortNames: document.texts("shortNames"),
      categories: document.texts("categories"), verbs: document.texts("verbs"),
      subresources: document.texts("subresources"))
  }
}
