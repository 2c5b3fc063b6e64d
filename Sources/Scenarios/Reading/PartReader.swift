import KubernetesModel

/// Reads the parts of which the investigation is made.
struct PartReader {
  let namespace: String

  static func failureClass(_ node: SourceNode) throws(ScenarioProblem) -> String {
    let text = try node.text()
    guard let failureClass = FailureClass.find(text) else {
      throw ScenarioProblem(
        "\"\(text)\" is no class of failure, as C01 or oomkilled are", at: node.position,
        suggestion: Spelling.nearest(to: text, among: FailureClass.all.flatMap { [$0.id, $0.name] }))
    }
    return failureClass.id
  }

  func reference(_ node: SourceNode) throws(ScenarioProblem) -> ObjectReference {
    let text = try node.text()
    guard let reference = ObjectReference(text, defaultNamespace: namespace) else {
      throw ScenarioProblem(
        "\"\(text)\" names no object; write deployment/web or pods -l app=web, with -n for a namespace",
        at: node.position, suggestion: ObjectReference.spelling(of: text))
    }
    return reference
  }

  func references(_ map: MapReader, _ key: String) throws(ScenarioProblem) -> [ObjectReference] {
    var references: [ObjectReference] = []
    for node in try map.list(key) { references.append(try reference(node)) }
    return references
  }

  private func path(_ node: SourceNode) throws(ScenarioProblem) -> FieldPath {
    let text = try node.text()
    guard let path = FieldPath(text) else {
      throw ScenarioProblem(
        "\"\(text)\" is no JSONPath, as .status.phase is one", at: node.position,
        suggestion: FieldPath("." + text).map { "." + $0.text.dropFirst() })
    }
    try checkDots(text, at: node.position)
    return path
  }

  private func checkDots(_ path: String, at position: SourcePosition) throws(ScenarioProblem) {
    guard let escaped = FieldPath.escapingDots(path) else { return }
    throw ScenarioProblem(
      "a dot in a quoted key parts two names and is never found; put a backslash before it, two in double quotes",
      at: position, suggestion: escaped)
  }

  // MARK: Evidence

  func evidence(_ node: SourceNode) throws(ScenarioProblem) -> Evidence {
    let map = try MapReader(
      node, "a fact", keys: ["id", "sentence", "points", "about", "shownBy", "implies", "hints"])
    let points = try map.need("points").whole(in: 1...100)
    return Evidence(
      id: try map.text("id"), sentence: try map.text("sentence"), points: points,
      about: try references(map, "about"), shownBy: try probes(try map.need("shownBy")),
      implies: try map.texts("implies"), hints: try map.texts("hints"))
  }

  func decoy(_ node: SourceNode) throws(ScenarioProblem) -> Decoy {
    let map = try MapReader(node, "a decoy", keys: ["id", "sentence", "why", "shownBy"])
    return Decoy(
      id: try map.text("id"), sentence: try map.text("sentence"), why: try map.text("why"),
      shownBy: try probes(try map.need("shownBy")))
  }

  func cause(_ node: SourceNode) throws(ScenarioProblem) -> Cause {
    let map = try MapReader(node, "the cause", keys: ["sentence", "diagnoses", "mend"])
    var diagnoses: [Diagnosis] = []
    for node in try map.filledList("diagnoses") {
      let map = try MapReader(node, "a diagnosis", keys: ["object", "classes"])
      var classes: [String] = []
      for node in try map.filledList("classes") { classes.append(try Self.failureClass(node)) }
      diagnoses.append(Diagnosis(object: try reference(try map.need("object")), classes: classes))
    }
    return Cause(sentence: try map.text("sentence"), diagnoses: diagnoses, mend: try map.text("mend"))
  }

  // MARK: Probes

  private static let probeKeys = [
    "field", "cell", "event", "log", "output", "connection", "absence", "relation",
  ]
  private static let tests = ["is", "contains", "oneOf", "exists", "absent", "atLeast"]

  func probes(_ node: SourceNode) throws(ScenarioProblem) -> [Probe] {
    var probes: [Probe] = []
    for element in try node.elements() { probes.append(try probe(element)) }
    return probes
  }

  private func probe(_ node: SourceNode) throws(ScenarioProblem) -> Probe {
    let (key, value) = try MapReader(node, "what shows a fact", keys: Self.probeKeys).one(of: Self.probeKeys)
    switch key {
    case "absence": return .absence(try reference(value))
    case "relation": return .relation(try probes(value))
    case "connection": return .connection(try connection(value))
    default: return try valueProbe(key, value)
    }
  }

  /// `{to: "db:5432", outcome: refused}`, `{to: "web", outcome: answered, status: 503}`.
  private func connection(_ node: SourceNode) throws(ScenarioProblem) -> ConnectionProbe {
    let map = try MapReader(node, "a connection", keys: ["to", "outcome", "status"])
    let to = try map.need("to")
    let place = try endpoint(to)
    let outcome = try map.need("outcome").choice("outcome", of: ConnectionResult.self)
    guard let status = map["status"] else {
      return ConnectionProbe(host: place.host, port: place.port, outcome: outcome)
    }
    guard outcome == .answered else {
      throw ScenarioProblem("only what is answered has a status", at: status.position)
    }
    return ConnectionProbe(host: place.host, port: place.port, outcome: outcome, status: try status.whole())
  }

  private func valueProbe(_ key: String, _ node: SourceNode) throws(ScenarioProblem) -> Probe {
    let own = ["field": ["of", "path"], "cell": ["of", "column"], "event": ["of", "reason"], "log": ["of"]]
    let map = try MapReader(node, "the probe \"\(key)\"", keys: (own[key] ?? ["of"]) + Self.tests)
    let test = try valueTest(map)
    if key == "output" {
      return .output(pod: try map["of"].map { (node) throws(ScenarioProblem) in try reference(node) }, test: test)
    }
    let object = try reference(try map.need("of"))
    switch key {
    case "field": return .field(object: object, path: try path(try map.need("path")), test: test)
    case "cell": return .cell(object: object, column: try map.text("column"), test: test)
    case "event": return .event(about: object, reason: try map.text("reason", or: ""), test: test)
    default: return .log(pod: object, test: test)
    }
  }

  private func valueTest(_ map: MapReader) throws(ScenarioProblem) -> ValueTest {
    guard let (key, node) = try map.atMostOne(of: Self.tests) else { return .exists }
    switch key {
    case "is": return .equals(try node.scalarText())
    case "contains": return .contains(try node.text())
    case "oneOf":
      var texts: [String] = []
      for element in try node.elements() { texts.append(try element.scalarText()) }
      return .oneOf(texts)
    case "atLeast": return .atLeast(Int64(try node.whole()))
    default:
      guard try map.flag(key, or: false) else {
        throw ScenarioProblem("\"\(key)\" can only be true", at: node.position)
      }
      return key == "absent" ? .absent : .exists
    }
  }

  // MARK: Objectives

  func objective(_ node: SourceNode) throws(ScenarioProblem) -> Objective {
    let map = try MapReader(node, "an objective", keys: ["says", "object", "for", "connects"])
    if let connects = map["connects"] {
      guard map["object"] == nil, map["for"] == nil else {
        throw ScenarioProblem("an objective has either \"connects\" or \"object\" and \"for\"", at: map.position)
      }
      return try connection(connects, says: try map.text("says"))
    }
    return Objective(
      says: try map.text("says"), object: try reference(try map.need("object")),
      condition: try condition(try map.need("for")))
  }

  /// `{from: "pods -l app=web", to: "db:5432"}`, `{from: namespace/other, to: "http://web/", status: 200}`.
  private func connection(_ node: SourceNode, says: String) throws(ScenarioProblem) -> Objective {
    let map = try MapReader(node, "a connection", keys: ["from", "to", "outcome", "status"])
    let from = try map.need("from")
    let source = try reference(from)
    guard source.resource == GroupResource("pods") || source.resource == GroupResource("namespaces") else {
      throw ScenarioProblem("a connection comes from pods or from a namespace", at: from.position)
    }
    let to = try map.need("to")
    var check = ConnectionCheck(endpoint: try endpoint(to))
    guard check.endpoint.port != nil else {
      throw ScenarioProblem("a port is needed, as in \(check.endpoint.host):80", at: to.position)
    }
    if let outcome = map["outcome"] { check.outcome = try outcome.choice("outcome", of: ConnectionResult.self) }
    if let status = map["status"] {
      guard check.endpoint.scheme != nil, check.outcome == .answered else {
        throw ScenarioProblem("only what is answered over HTTP has a status", at: status.position)
      }
      check.status = try status.whole()
    }
    return Objective(says: says, object: source, condition: .connects(check))
  }

  private func endpoint(_ node: SourceNode) throws(ScenarioProblem) -> Endpoint {
    let text = try node.text()
    guard let endpoint = Endpoint(text) else {
      throw ScenarioProblem(
        "\"\(text)\" is no place to connect to, as db:5432 or http://web:8080/healthz are", at: node.position)
    }
    return endpoint
  }

  /// `condition=Available`, `jsonpath={.status.readyReplicas}=3`, `create`, `delete`: what `kubectl wait --for` takes.
  private func condition(_ node: SourceNode) throws(ScenarioProblem) -> Objective.Condition {
    let text = try node.text()
    if text == "delete" { return .deleted }
    if text == "create" { return .exists }
    if text.hasPrefix("condition=") {
      let words = text.dropFirst(10).split(separator: "=", maxSplits: 1).map(String.init)
      if let type = words.first { return .condition(type: type, status: words.count > 1 ? words[1] : "True") }
    }
    if text.hasPrefix("jsonpath="), let end = text.lastIndex(of: "}") {
      let path = text[text.index(text.startIndex, offsetBy: 9)...end]
      let rest = text[text.index(after: end)...]
      try checkDots(String(path), at: node.position)
      if let path = FieldPath(String(path)), rest.isEmpty || rest.hasPrefix("=") {
        return .field(path, rest.isEmpty ? .exists : .equals(String(rest.dropFirst())))
      }
    }
    throw ScenarioProblem(
      "\"\(text)\" is nothing that kubectl wait --for takes, as condition=Available or jsonpath={.status.phase}=Bound",
      at: node.position)
  }

  // MARK: Lessons

  static func lesson(_ node: SourceNode) throws(ScenarioProblem) -> Lesson {
    let map = try MapReader(node, "a lesson", keys: ["says", "praise", "until"])
    let until = try MapReader(
      try map.need("until"), "the end of a lesson", keys: ["seen", "ran", "key", "diagnosed", "mended"])
    var condition = Lesson.Condition()
    condition.seen = try until["seen"]?.text()
    condition.ran = try until.texts("ran")
    condition.key = try until["key"]?.choice("key", of: Lesson.Key.self)
    condition.isDiagnosed = try until.flag("diagnosed", or: false)
    condition.isMended = try until.flag("mended", or: false)
    guard condition != Lesson.Condition() else {
      throw ScenarioProblem("the end of a lesson needs one of seen, ran, key, diagnosed, mended", at: until.position)
    }
    return Lesson(says: try map.text("says"), praise: try map.text("praise", or: ""), until: condition)
  }
}
