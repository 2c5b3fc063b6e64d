import KubernetesModel

/// What a client is warned of that writes a pod or a template of pods.
struct PodWarnings {
  private(set) var all: [String] = []
  private let field: String
  private let spec: JSONValue
  private let metadata: JSONValue

  /// `field` is where the template stands, empty for a pod.
  init(_ pod: JSONValue, _ field: String) {
    self.field = field.isEmpty ? "" : field + "."
    spec = pod["spec"] ?? .null
    metadata = pod.metadata
    addNodeLabels()
    addAnnotations()
    addVolumes()
    addRepeatedNames()
    for (list, containers) in containers {
      for (index, container) in containers.enumerated() { addContainer(container, "\(list)[\(index)]") }
    }
    addPorts()
    if let grace = spec["terminationGracePeriodSeconds"]?.intValue, grace < 0 {
      add("spec.terminationGracePeriodSeconds", "must be >= 0; negative values are invalid and will be treated as 1")
    }
    addEmptySelectors()
  }

  private var containers: [(String, [JSONValue])] {
    ["initContainers", "containers", "ephemeralContainers"].map { ("spec." + $0, spec.list($0)) }
  }

  private mutating func add(_ path: String, _ text: String) { all.append("\(field)\(path): \(text)") }

  private mutating func addNodeLabels() {
    for key in spec["nodeSelector"]?.objectValue?.keys ?? [] {
      if let text = NodeLabels.deprecation(key) { add("spec.nodeSelector[\(key)]", text) }
    }
    let affinity = spec.at("affinity", "nodeAffinity") ?? .null
    let required = "requiredDuringSchedulingIgnoredDuringExecution"
    let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
    for (index, term) in affinity.list(required, "nodeSelectorTerms").enumerated() {
      addTerm(term, "spec.affinity.nodeAffinity.\(required).nodeSelectorTerms[\(index)]")
    }
    for (index, term) in affinity.list(preferred).enumerated() {
      addTerm(term["preference"] ?? .null, "spec.affinity.nodeAffinity.\(preferred)[\(index)].preference")
    }
    for (index, constraint) in spec.list("topologySpreadConstraints").enumerated() {
      let path = "spec.topologySpreadConstraints[\(index)]"
      let key = constraint.text("topologyKey")
      if let text = NodeLabels.deprecation(key) { add(path + ".topologyKey", "\(key) is \(text)") }
      if constraint["labelSelector"] == nil { add(path + ".labelSelector", Self.selectsNothing) }
    }
  }

  private mutating func addTerm(_ term: JSONValue, _ path: String) {
    all += NodeLabels.warnings(ofTerm: term, field + path)
  }

  private mutating func addAnnotations() {
    let annotations = metadata["annotations"] ?? .null
    for (key, text) in [
      ("scheduler.alpha.kubernetes.io/critical-pod", "v1.16+; use the \"priorityClassName\" field instead"),
      ("security.alpha.kubernetes.io/sysctls", "v1.11+; use the \"sysctls\" field instead"),
      ("security.alpha.kubernetes.io/unsafe-sysctls", "v1.11+; use the \"sysctls\" field instead"),
    ] where annotations[key] != nil {
      add("metadata.annotations[\(key)]", "non-functional in " + text)
    }
  }

  static let volumeNotes: [(source: String, shown: String, text: String)] = [
    ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
    ("gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
    ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
    ("flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
    ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
    ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
    ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
    ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
    ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
  ]

  private mutating func addVolumes() {
    for (index, volume) in spec.list("volumes").enumerated() {
      for note in Self.volumeNotes where volume[note.source] != nil {
        add("spec.volumes[\(index)].\(note.shown)", note.text)
      }
      if let claim = volume.at("ephemeral", "volumeClaimTemplate", "spec") {
        all += StorageWarnings.ofClaim(
          claim, "\(field)spec.volumes[\(index)].ephemeral.volumeClaimTemplate.spec")
      }
    }
  }

  private mutating func addRepeatedNames() {
    var addresses: Set<String> = []
    for (index, alias) in spec.list("hostAliases").enumerated() {
      let address = alias.text("ip")
      if !addresses.insert(address).inserted { add("spec.hostAliases[\(index)].ip", "duplicate ip \"\(address)\"") }
    }
    var names: Set<String> = []
    let secrets = spec.list("imagePullSecrets").map { $0.text("name") }
    for (index, name) in secrets.enumerated() where !names.insert(name).inserted {
      add("spec.imagePullSecrets[\(index)].name", "duplicate name \"\(name)\"")
    }
    for (index, name) in secrets.enumerated() where name.isEmpty {
      add("spec.imagePullSecrets[\(index)].name", "invalid empty name \"\"")
    }
    addFractions(spec["overhead"], "spec.overhead", ["memory", "ephemeral-storage"])
  }

  private mutating func addFractions(_ amounts: JSONValue?, _ path: String, _ names: [String]) {
    for name in names {
      guard let amount = Quantity(amounts?[name]), amount.milliValue % 1000 != 0 else { continue }
      add("\(path)[\(name)]", "fractional byte value \"\(amount)\" is invalid, must be an integer")
    }
  }

  private mutating func addContainer(_ container: JSONValue, _ path: String) {
    for name in ["memory", "ephemeral-storage"] {
      for kind in ["limits", "requests"] {
        addFractions(container.at("resources", kind), "\(path).resources.\(kind)", [name])
      }
    }
    var names: Set<String> = []
    for (index, variable) in container.list("env").enumerated() {
      let name = variable.text("name")
      if names.insert(name).inserted { continue }
      // A variable may be made of the one before it: `PATH=$(PATH):/opt`.
      let (value, reference) = (variable.text("value"), "$(\(name))")
      if variable["valueFrom"] != nil || value == reference || !value.contains(reference) {
        add("\(path).env[\(index)]", "hides previous definition of \"\(name)\", which may be dropped when using apply")
      }
    }
  }

  private mutating func addPorts() {
    var known: [String: [(path: String, address: String, port: Int64)]] = [:]
    for (list, containers) in containers {
      for (index, container) in containers.enumerated() {
        for (place, port) in container.list("ports").enumerated() {
          let path = "\(list)[\(index)].ports[\(place)]"
          let (address, onHost) = (port.text("hostIP"), port.integer("hostPort"))
          let key = "\(port.integer("containerPort"))/\(port.text("protocol"))"
          for other in known[key] ?? [] {
            let kind: String? =
              if address == other.address, onHost == other.port {
                "duplicate"
              } else if onHost == 0 || other.port == 0 {
                "overlapping"
              } else if onHost == other.port, address.isEmpty != other.address.isEmpty {
                "dangerously ambiguous"
              } else {
                nil
              }
            if let kind { add(path, "\(kind) port definition with \(field)\(other.path)") }
          }
          known[key, default: []].append((path, address, onHost))
        }
      }
    }
  }

  private static let selectsNothing = "a null labelSelector results in matching no pod"

  private mutating func addEmptySelectors() {
    for kind in ["podAffinity", "podAntiAffinity"] {
      let required = "requiredDuringSchedulingIgnoredDuringExecution"
      for (index, term) in spec.list("affinity", kind, required).enumerated() where term["labelSelector"] == nil {
        add("spec.affinity.\(kind).\(required)[\(index)].labelSelector", Self.selectsNothing)
      }
      let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
      for (index, term) in spec.list("affinity", kind, preferred).enumerated()
      where term.at("podAffinityTerm", "labelSelector") == nil {
        add("spec.affinity.\(kind).\(preferred)[\(index)].podAffinityTerm.labelSelector", Self.selectsNothing)
      }
    }
  }
}

/// Labels of nodes that have better names now.
enum NodeLabels {
  private static let replacements = [
    "beta.kubernetes.io/arch": ("v1.14", "kubernetes.io/arch"),
    "beta.kubernetes.io/os": ("v1.14", "kubernetes.io/os"),
    "failure-domain.beta.kubernetes.io/region": ("v1.17", "topology.kubernetes.io/region"),
    "failure-domain.beta.kubernetes.io/zone": ("v1.17", "topology.kubernetes.io/zone"),
    "beta.kubernetes.io/instance-type": ("v1.17", "node.kubernetes.io/instance-type"),
  ]

  static func deprecation(_ label: String) -> String? {
    replacements[label].map { "deprecated since \($0.0); use \"\($0.1)\" instead" }
  }

  static func warnings(ofTerm term: JSONValue, _ field: String) -> [String] {
    term.list("matchExpressions").enumerated().compactMap { index, expression in
      let key = expression.text("key")
      return deprecation(key).map { "\(field).matchExpressions[\(index)].key: \(key) is \($0)" }
    }
  }
}

/// Names of objects after which pods and their hosts are named.
enum NameWarnings {
  static func ofPod(_ name: String) -> [String] { text(name, "this is used in the Pod's hostname") }

  static func ofWorkload(_ name: String) -> [String] { text(name, "this is used in Pod names and hostnames") }

  private static func text(_ name: String, _ use: String) -> [String] {
    let problems = Names.label(name)
    if problems.isEmpty { return [] }
    return [
      "metadata.name: \(use), which can result in surprising behavior; a DNS label is recommended: "
        + "[\(problems.joined(separator: " "))]"
    ]
  }
}
