import ContainerShell
import KubernetesModel
import Nodes

/// Turns the tree of a scenario's file, with all values filled in, into a scenario.
struct ScenarioReader {
  static let keys = [
    "format", "id", "title", "difficulty", "classes", "par", "namespace", "page", "calledAt", "cluster", "images",
    "base",
    "settle", "fault", "warmUp", "values", "variants", "evidence", "decoys", "cause", "objectives", "hold", "allowed",
    "healthy",
    "solution", "investigation", "debrief", "scoring", "allowSkip", "lessons",
  ]
  private static let evidenceLimit = 32

  let id: String
  let variant: String
  let manifests: [String: [SourceNode]]

  func scenario(_ root: SourceNode) throws(ScenarioProblem) -> Scenario {
    let map = try MapReader(root, "a scenario", keys: Self.keys)
    try checkHeader(map)
    let namespace = try map.text("namespace", or: "default")
    let parts = PartReader(namespace: namespace)
    let base = try baseManifests(map)
    var scenario = Scenario(
      id: id, title: try map.text("title"),
      difficulty: try map.need("difficulty").choice("difficulty", of: Scenario.Difficulty.self),
      classes: try classes(map), par: try map.duration("par"), namespace: namespace, page: try map.text("page"),
      calledAt: try map["calledAt"]?.instant() ?? Scenario.usualCall, variant: variant, nodes: try nodes(map),
      images: try images(map), base: base,
      settle: try map.duration("settle", or: .seconds(1800)), faults: try faults(map, parts),
      warmUp: try map.duration("warmUp"), evidence: try evidence(map, parts), decoys: try decoys(map, parts),
      cause: try parts.cause(try map.need("cause")), objectives: try objectives(map, parts),
      hold: try map.duration("hold", or: .seconds(60)), allowed: try parts.references(map, "allowed"),
      healthy: try parts.references(map, "healthy"), solution: try map.texts("solution"),
      investigation: try investigation(map), debrief: try debrief(map), rules: try rules(map),
      allowsSkip: try map.flag("allowSkip", or: true))
    scenario.lessons = try lessons(map)
    if scenario.healthy.isEmpty { scenario.healthy = everything(in: base, parts) }
    return scenario
  }

  private func checkHeader(_ map: MapReader) throws(ScenarioProblem) {
    let format = try map.whole("format")
    guard format == Scenario.formatVersion else {
      throw ScenarioProblem(
        "format \(format) is not known; this version reads format \(Scenario.formatVersion)",
        at: try map.need("format").position)
    }
    guard try map.text("id") == id else {
      throw ScenarioProblem(
        "the id must be the folder's name, \"\(id)\"", at: try map.need("id").position, advice: "write id: \(id)")
    }
  }

  private func classes(_ map: MapReader) throws(ScenarioProblem) -> [String] {
    var classes: [String] = []
    for node in try map.filledList("classes") { classes.append(try PartReader.failureClass(node)) }
    return classes
  }

  // MARK: The cluster

  private func nodes(_ map: MapReader) throws(ScenarioProblem) -> [NodeConfiguration] {
    let cluster = try MapReader(try map.need("cluster"), "the cluster", keys: ["nodes"])
    var nodes: [NodeConfiguration] = []
    for node in try cluster.filledList("nodes") {
      let map = try MapReader(node, "a node", keys: ["name", "cpu", "memory", "pods", "labels", "taints", "roles"])
      var configuration = NodeConfiguration(name: try map.text("name"))
      if let cpu = map["cpu"] { configuration.cpu = try cpu.quantity(thousandths: true) }
      if let memory = map["memory"] { configuration.memory = try memory.quantity(thousandths: false) }
      if let pods = map["pods"] { configuration.pods = try pods.whole() }
      configuration.labels = try map.textMap("labels")
      configuration.roles = try map.texts("roles")
      for taint in try map.list("taints") {
        let map = try MapReader(taint, "a taint", keys: ["key", "value", "effect"])
        configuration.taints.append(
          NodeConfiguration.Taint(
            key: try map.text("key"), value: try map.text("value", or: ""), effect: try map.text("effect")))
      }
      nodes.append(configuration)
    }
    guard nodes.count <= 50 else {
      throw ScenarioProblem("a cluster has between 1 and 50 nodes", at: cluster.position)
    }
    return nodes
  }

  private func images(_ map: MapReader) throws(ScenarioProblem) -> [ImageDescription] {
    var images: [ImageDescription] = []
    for node in try map.list("images") { images.append(try ImageReader.image(node)) }
    return images
  }

  // MARK: What happens to it

  private func baseManifests(_ map: MapReader) throws(ScenarioProblem) -> [Manifest] {
    var files = try map.texts("base")
    if files.isEmpty { files = manifests.keys.filter { $0.hasPrefix("manifests/") }.sorted() }
    var all: [Manifest] = []
    for file in files { all += try documents(file, at: map.position) }
    guard !all.isEmpty else {
      throw ScenarioProblem(
        "a scenario needs manifests", at: map.position, advice: "put the healthy state into manifests/*.yaml")
    }
    return all
  }

  private func documents(_ file: String, at position: SourcePosition) throws(ScenarioProblem) -> [Manifest] {
    guard let documents = manifests[file] else {
      throw ScenarioProblem(
        "there is no file \"\(file)\"", at: position,
        suggestion: Spelling.nearest(to: file, among: Array(manifests.keys)))
    }
    return documents.map(Manifest.init)
  }

  private func faults(_ map: MapReader, _ parts: PartReader) throws(ScenarioProblem) -> [Fault] {
    var faults: [Fault] = []
    for node in try map.filledList("fault") {
      let map = try MapReader(node, "a fault", keys: ["after", "apply", "patch", "with", "delete"])
      let after = try map.duration("after", or: .zero)
      let (key, value) = try map.one(of: ["apply", "patch", "delete"])
      let action: Fault.Action
      switch key {
      case "apply": action = .apply(try documents(try value.text(), at: value.position))
      case "patch": action = .patch(try parts.reference(value), try patch(map.need("with")))
      default: action = .delete(try parts.reference(value))
      }
      if key != "patch", let with = map["with"] {
        throw ScenarioProblem("only \"patch\" goes with \"with\"", at: with.position)
      }
      faults.append(Fault(after: after, action: action, position: value.position))
    }
    return faults
  }

  private func patch(_ node: SourceNode) throws(ScenarioProblem) -> Manifest {
    guard case .map = node.content else {
      throw ScenarioProblem("a patch must be a map, not \(node.kindName)", at: node.position)
    }
    return Manifest(node)
  }

  private func everything(in base: [Manifest], _ parts: PartReader) -> [ObjectReference] {
    base.compactMap { manifest in
      let namespace = manifest.object.namespace
      return ObjectReference(
        manifest.object.kind + "/" + manifest.object.name,
        defaultNamespace: namespace.isEmpty ? parts.namespace : namespace)
    }
  }

  // MARK: The investigation

  private func evidence(_ map: MapReader, _ parts: PartReader) throws(ScenarioProblem) -> [Evidence] {
    let nodes = try map.filledList("evidence")
    guard nodes.count <= Self.evidenceLimit else {
      throw ScenarioProblem("more than \(Self.evidenceLimit) facts", at: try map.need("evidence").position)
    }
    var evidence: [Evidence] = []
    for node in nodes { evidence.append(try parts.evidence(node)) }
    return evidence
  }

  private func decoys(_ map: MapReader, _ parts: PartReader) throws(ScenarioProblem) -> [Decoy] {
    var decoys: [Decoy] = []
    for node in try map.list("decoys") { decoys.append(try parts.decoy(node)) }
    return decoys
  }

  private func objectives(_ map: MapReader, _ parts: PartReader) throws(ScenarioProblem) -> [Objective] {
    var objectives: [Objective] = []
    for node in try map.filledList("objectives") { objectives.append(try parts.objective(node)) }
    return objectives
  }

  private func investigation(_ map: MapReader) throws(ScenarioProblem) -> [InvestigationStep] {
    var steps: [InvestigationStep] = []
    for node in try map.list("investigation") {
      let map = try MapReader(node, "a step", keys: ["run", "shows"])
      steps.append(InvestigationStep(run: try map.text("run"), shows: try map.texts("shows")))
    }
    return steps
  }

  private func lessons(_ map: MapReader) throws(ScenarioProblem) -> [Lesson] {
    var lessons: [Lesson] = []
    for node in try map.list("lessons") { lessons.append(try PartReader.lesson(node)) }
    return lessons
  }

  private func debrief(_ map: MapReader) throws(ScenarioProblem) -> Debrief {
    let map = try MapReader(try map.need("debrief"), "the debrief", keys: ["report", "questions", "realWorld"])
    return Debrief(
      report: try map.text("report"), questions: try map.texts("questions"), realWorld: try map.text("realWorld"))
  }

  private func rules(_ map: MapReader) throws(ScenarioProblem) -> ScoringRules {
    var rules = ScoringRules()
    guard let node = map["scoring"] else { return rules }
    let fields: [(String, WritableKeyPath<ScoringRules, Int>)] = [
      ("evidence", \.evidence), ("diagnosis", \.diagnosis), ("resolution", \.resolution),
      ("blindChange", \.blindChange), ("blindChangeLimit", \.blindChangeLimit), ("damage", \.damage),
      ("lostData", \.lostData), ("damageLimit", \.damageLimit), ("pace", \.pace),
    ]
    let map = try MapReader(node, "scoring", keys: fields.map(\.0) + ["hints"])
    for (key, path) in fields {
      rules[keyPath: path] = try map.whole(key, or: rules[keyPath: path], in: 0...1000)
    }
    if map["hints"] != nil {
      rules.hints = []
      for price in try map.list("hints") { rules.hints.append(try price.whole(in: 0...1000)) }
    }
    return rules
  }
}
