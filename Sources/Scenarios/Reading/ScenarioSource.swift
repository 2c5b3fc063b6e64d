import KubernetesModel
import SimulationKernel

/// A scenario as its files say it, before a variant is chosen.
package struct ScenarioSource: Sendable {
  package let id: String
  let root: SourceNode
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
    self.id = id
    let name = "scenario.yaml"
    guard let text = files[name] else {
      throw ScenarioProblem("the folder has no scenario.yaml", at: SourcePosition(file: name))
    }
    let documents = try SourceParser.documents(text, file: name)
    guard let root = documents.first, documents.count == 1 else {
      throw ScenarioProblem("the file must hold one document", at: SourcePosition(file: name))
    }
    self.root = root
    var manifests: [String: [SourceNode]] = [:]
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where path != name {
      manifests[path] = try SourceParser.documents(text, file: path)
    }
    self.manifests = manifests
    variants = try Self.variants(of: root)
  }

  private static func variants(of root: SourceNode) throws(ScenarioProblem) -> [Variant] {
    let shared = try values(root.node(at: ["values"]))
    let nodes = try root.node(at: ["variants"])?.elements() ?? []
    guard nodes.count <= variantLimit else {
      throw ScenarioProblem("more than \(variantLimit) variants", at: root.position)
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
      guard case .scalar(let value) = member.value.content else {
        throw ScenarioProblem("a value must be a text or a number", at: member.value.position)
      }
      values[member.key] = value
    }
    return values
  }

  /// The variant that a seed chooses.
  package func variant(seed: UInt64) -> Variant? {
    var random = RandomStream(seed: seed, name: "variant")
    let index = random.below(variants.count)
    return variants.indices.contains(index) ? variants[index] : nil
  }

  /// The smallest seed that chooses a variant.
  package func seed(choosing name: String) -> UInt64? {
    (0..<10_000).first { variant(seed: $0)?.name == name }
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
