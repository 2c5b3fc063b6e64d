import KubernetesModel
import SimulationKernel

/// A scenario as its files say it, before a variant is chosen.
package struct ScenarioSource: Sendable {
  package let id: String
  package let root: SourceNode
  /// Documents by file, relative to the scenario's folder.
  let manifests: [String: [SourceNode]]
  package let variants: [Variant]

  /// Names, numbers and objects that the seed chooses together.
  package struct Variant: Sendable {
    package let name: String
    let values: TemplateValues
  }

  private static let variantLimit = 32

  /// - Parameter files: texts by path relative to the scenario's folder; `scenario.yaml` is one of them.
  package init(id: String, files: [String: String]) throws(ScenarioProblem) {
    let name = "scenario.yaml"
    guard let text = files[name] else {
      throw ScenarioProblem("the folder has no scenario.yaml", at: SourcePosition(file: name))
    }
    let documents = try SourceParser.documents(text, file: name)
    guard let root = documents.first, documents.count == 1 else {
      throw ScenarioProblem("the file must hold one document", at: SourcePosition(file: name))
    }
    var manifests: [String: [SourceNode]] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where path != name {
      manifests[path] = try SourceParser.documents(text, file: path)
    }
    try self.init(id: id, root: root, manifests: manifests)
  }

  /// - Parameters:
  ///   - root: the tree of scenario.yaml.
  ///   - manifests: documents by file.
  package init(id: String, root: SourceNode, manifests: [String: [SourceNode]]) throws(ScenarioProblem) {
    self.id = id
    self.root = root
    self.manifests = manifests
    variants = try Self.variants(of: root)
  }

  static func variants(of root: SourceNode) throws(ScenarioProblem) -> [Variant] {
    let shared = try values(root.node(at: ["values"]))
    let nodes = try root.node(at: ["variants"])?.elements() ?? []
    guard nodes.count <= variantLimit else {
      throw ScenarioProblem(
        "more than \(variantLimit) variants", at: root.node(at: ["variants"])?.position ?? root.position)
    }
    guard !nodes.isEmpty else { return [Variant(name: "only", values: TemplateValues(values: shared))] }
    var variants: [Variant] = []
    for node in nodes {
      let map = try MapReader(node, "a variant", keys: ["name", "values"])
      let own = try values(map["values"])
      variants.append(
        Variant(
          name: try map.text("name"), values: TemplateValues(values: shared.merging(own) { _, chosen in chosen })))
    }
    return variants
  }

  private static func values(_ node: SourceNode?) throws(ScenarioProblem) -> [String: JSONValue] {
    guard let node else { return [:] }
    guard case .map(let members) = node.content else {
      throw ScenarioProblem("values must be a map, not \(node.kindName)", at: node.position)
    }
    var values: [String: JSONValue] = [:]
    for member in members {
      values[member.key] = try value(member)
    }
    return values
  }

  private static func value(_ member: SourceNode.Member) throws(ScenarioProblem) -> JSONValue {
    switch member.value.content {
    case .scalar(.null): throw ScenarioProblem("\"\(member.key)\" has no value", at: member.position)
    case .scalar(.double):
      throw ScenarioProblem(
        "\"\(member.key)\" is a number with a fraction, of which 4.10 and 4.1 are the same",
        at: member.value.position, advice: "put quotes around it")
    case .scalar(let value): return value
    case .list, .map:
      throw ScenarioProblem(
        "\"\(member.key)\" must be a text, a whole number, true or false, not \(member.value.kindName)",
        at: member.value.position)
    }
  }

  /// Where a part of scenario.yaml stands, by keys and list indices; where the nearest part around it does when it is
  /// not there.
  package func position(of path: [String]) -> SourcePosition {
    var path = path
    while !path.isEmpty {
      if let node = root.node(at: path) { return node.position }
      path.removeLast()
    }
    return root.position
  }

  /// The variant that a seed chooses.
  package func variant(seed: UInt64) -> Variant? { Self.choose(seed: seed, among: variants) }

  static func choose(seed: UInt64, among variants: [Variant]) -> Variant? {
    var random = RandomStream(seed: seed, name: "variant")
    let index = random.below(variants.count)
    return variants.indices.contains(index) ? variants[index] : nil
  }

  /// The smallest seed that chooses a variant, or one of those that follow it.
  /// - Parameter number: which, from 0.
  package func seed(choosing name: String, number: Int = 0) -> UInt64? {
    (0..<10_000).lazy.filter { variant(seed: $0)?.name == name }.dropFirst(number).first
  }

  /// The scenario in the variant that a seed chooses.
  package func scenario(seed: UInt64) throws(ScenarioProblem) -> Scenario {
    guard let variant = variant(seed: seed) else { throw ScenarioProblem("no variants", at: root.position) }
    return try scenario(variant)
  }

  package func scenario(_ variant: Variant) throws(ScenarioProblem) -> Scenario {
    guard case .map(let members) = root.content else {
      throw ScenarioProblem("a scenario must be a map, not \(root.kindName)", at: root.position)
    }
    let own = members.filter { $0.key != "variants" && $0.key != "values" }
    let filled = try variant.values.fill(SourceNode(.map(own), at: root.position))
    var manifests: [String: [SourceNode]] = [:]
    for (path, documents) in self.manifests {
      var done: [SourceNode] = []
      for document in documents { done.append(try variant.values.fill(document)) }
      manifests[path] = done
    }
    return try ScenarioReader(id: id, variant: variant.name, manifests: manifests).scenario(filled)
  }
}
