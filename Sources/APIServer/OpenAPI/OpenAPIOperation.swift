import KubernetesModel

/// What can be done at a path: one method of it.
struct OpenAPIOperation: Sendable {
  enum Body: Sendable {
    /// A schema, by its name.
    case object(String)
    case options(String)
    /// A patch in one of these formats.
    case patch([ObjectPatch.Kind])
  }

  let path: String
  let method: String
  /// As `x-kubernetes-action` names it.
  let action: String
  let id: String
  let description: String
  let kind: GroupVersionKind
  let groupVersion: GroupVersion
  let parameters: [OpenAPIParameter]
  let body: Body?
  /// The schema of a successful answer, by its name; nil for text.
  let answer: String?
  /// Statuses of success.
  let statuses: [String]
  /// Whether the answer may be a stream of events.
  let isStream: Bool

  /// The parameters that stand in the path.
  var pathParameters: [OpenAPIParameter] {
    ["name", "namespace", "path"].filter { path.contains("{\($0)}") }.map {
      OpenAPIParameter($0, .string, isInPath: true)
    }
  }

  /// `core_v1`, `rbacAuthorization_v1`
  var tag: String { Self.groupName(groupVersion.group).first + "_" + groupVersion.version }

  /// A group's name in identifiers, as the first and as a later word: `core` and `Core`, `rbacAuthorization` and
  /// `RbacAuthorization`.
  static func groupName(_ group: String) -> (first: String, later: String) {
    guard !group.isEmpty else { return ("core", "Core") }
    let words = group.replacing(".k8s.io", with: "").split { $0 == "." || $0 == "-" }.map(String.init)
    let later = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return ((words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(), later)
  }
}

/// A parameter of an operation.
struct OpenAPIParameter: Hashable, Sendable {
  enum Kind: String, Sendable {
    case string, integer, boolean
  }

  let name: String
  let kind: Kind
  let isInPath: Bool

  init(_ name: String, _ kind: Kind = .string, isInPath: Bool = false) {
    self.name = name
    self.kind = kind
    self.isInPath = isInPath
  }

  /// Reads `name` or `name:integer`, separated by blanks.
  static func list(_ text: String) -> [OpenAPIParameter] {
    text.split(separator: " ").map { word in
      let halves = word.split(separator: ":").map(String.init)
      return OpenAPIParameter(halves[0], halves.count > 1 ? Kind(rawValue: halves[1]) ?? .string : .string)
    }
  }

  static let listing = list(
    "allowWatchBookmarks:boolean continue fieldSelector labelSelector limit:integer resourceVersion resourceVersionMatch "
      + "sendInitialEvents:boolean timeoutSeconds:integer watch:boolean")
  static let writing = list("dryRun fieldManager fieldValidation")
  static let patching = list("dryRun fieldManager fieldValidation force:boolean")
  static let deleting = list(
    "dryRun gracePeriodSeconds:integer ignoreStoreReadErrorWithClusterBreakingPotential:boolean "
      + "orphanDependents:boolean propagationPolicy")
  static let deletingMany = deleting + listing.filter { !["allowWatchBookmarks", "watch"].contains($0.name) }

  /// What the subresources take that lead to a pod's containers or to somewhere else.
  static let connecting = [
    "exec": list("command container stderr:boolean stdin:boolean stdout:boolean tty:boolean"),
    "attach": list("container stderr:boolean stdin:boolean stdout:boolean tty:boolean"),
    "portforward": list("ports:integer"),
    "proxy": list("path"),
    "log": list(
      "container follow:boolean insecureSkipTLSVerifyBackend:boolean limitBytes:integer previous:boolean "
        + "sinceSeconds:integer stream tailLines:integer timestamps:boolean"),
  ]
}
