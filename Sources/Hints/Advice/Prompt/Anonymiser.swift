import ContainerShell
import KubernetesModel
import Nodes
import Scenarios

/// Replaces what things are called by placeholders, and puts the names back.
///
/// The same name has the same placeholder in all of an exchange. Capitals keep placeholders apart from names, which have
/// none in Kubernetes.
struct Anonymiser: Sendable {
  /// Longest first.
  private let names: [(name: String, placeholder: String)]

  init(_ situation: AdviceSituation) {
    let scenario = situation.scenario
    var found: [String: String] = [:]
    func add(_ names: [String], as kind: String) {
      for name in names where name.utf8.count > 1 && found[name] == nil && !Self.kept.contains(name) {
        found[name] = kind
      }
    }
    let objects = scenario.base.map(\.object)
    let repositories = scenario.images.map { $0.repository.split(separator: "/").map(String.init) }
    add([scenario.namespace] + objects.compactMap(\.namespace).filter { !$0.isEmpty }, as: "NAMESPACE")
    add(scenario.nodes.map(\.name), as: "NODE")
    add(repositories.compactMap(\.first).filter { $0.contains(".") }, as: "HOST")
    add(objects.map(\.name), as: "NAME")
    add(repositories.compactMap(\.last), as: "IMAGE")
    let texts = [scenario.page] + situation.steps.flatMap { [$0.command, $0.output] }
    add(texts.flatMap(Self.addresses), as: "ADDRESS")
    let places = texts.flatMap(Self.hosts).filter { found[$0] == nil }
    add(places, as: "HOST")
    var counts: [String: Int] = [:]
    names = found.sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }.map { name, kind in
      counts[kind, default: 0] += 1
      return (name, "\(kind)-\(counts[kind] ?? 0)")
    }
  }

  /// What every cluster has tells nothing about anybody.
  private static let kept: Set = [
    "default", "kube-system", "kube-public", "kubernetes", "kube-node-lease", "localhost", "127.0.0.1", "0.0.0.0",
  ]

  func anonymised(_ text: String) -> String { Self.replacing(in: text, names.map { ($0.name, $0.placeholder) }) }

  /// - Parameter text: an answer, in which placeholders may have lost their capitals.
  func restored(_ text: String) -> String {
    let placeholders = names.sorted { $1.placeholder.utf8.count < $0.placeholder.utf8.count }
    return Self.replacing(
      in: text,
      placeholders.flatMap { name, placeholder in
        [(placeholder, name), (placeholder.lowercased(), name), (placeholder.capitalisedFirst, name)]
      })
  }

  /// Replaces whole names only: no letter or digit stands before or behind.
  private static func replacing(in text: String, _ pairs: [(String, String)]) -> String {
    var byFirst: [UInt8: [(from: [UInt8], to: [UInt8])]] = [:]
    for (from, to) in pairs {
      guard let first = from.utf8.first else { continue }
      byFirst[first, default: []].append((Array(from.utf8), Array(to.utf8)))
    }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isStart = index == 0 || !isNamePart(bytes[index - 1])
      let pair =
        !isStart
        ? nil
        : byFirst[bytes[index]]?.first { pair in
          let end = index + pair.from.count
          return end <= bytes.count && bytes[index..<end].elementsEqual(pair.from)
            && (end == bytes.count || !isNamePart(bytes[end]))
        }
      result += pair?.to ?? [bytes[index]]
      index += pair?.from.count ?? 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 128...: true
    default: false
    }
  }

  // MARK: Addresses and hosts

  private static func words(_ text: String) -> [Substring] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }.map { word in
      var word = word
      while let last = word.last, last == "." || last == "-" { word.removeLast() }
      return word
    }
  }

  private static func addresses(_ text: String) -> [String] {
    words(text).filter { word in
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }.map(String.init)
  }

  private static let endings = [".example", ".com", ".org", ".net", ".io", ".dev", ".local", ".internal", ".de"]

  private static func hosts(_ text: String) -> [String] {
    words(text).filter { word in
      endings.contains { word.hasSuffix($0) } && !word.hasSuffix("kubernetes.io") && !word.hasSuffix("k8s.io")
    }
    .map(String.init)
  }
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
