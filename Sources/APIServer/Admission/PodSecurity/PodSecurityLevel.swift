import KubernetesModel

/// How much a namespace lets pods do, from the labels `pod-security.kubernetes.io/…`.
struct PodSecurityPolicy: Equatable {
  enum Level: String, CaseIterable, Comparable {
    case privileged, baseline, restricted

    private var strictness: Int {
      switch self {
      case .privileged: 0
      case .baseline: 1
      case .restricted: 2
      }
    }

    static func < (left: Self, right: Self) -> Bool { left.strictness < right.strictness }
  }

  static let prefix = "pod-security.kubernetes.io/"

  let level: Level
  let version: String

  var name: String { "\(level.rawValue):\(version)" }

  private init(_ mode: String, _ labels: [String: String]) {
    level = labels[Self.prefix + mode].flatMap(Level.init(rawValue:)) ?? .privileged
    version = labels[Self.prefix + mode + "-version"] ?? "latest"
  }

  static func enforced(_ labels: [String: String]) -> Self { Self("enforce", labels) }

  /// Whoever is not told otherwise is warned of what is enforced.
  static func warned(_ labels: [String: String]) -> Self {
    let enforced = enforced(labels)
    let warned = Self("warn", labels)
    return labels[prefix + "warn"] == nil && enforced.level > warned.level ? enforced : warned
  }

  /// Finds levels and versions that do not exist.
  static func check(_ labels: [String: String], _ errors: inout FieldErrors) {
    for mode in ["enforce", "audit", "warn"] {
      if let level = labels[prefix + mode], Level(rawValue: level) == nil {
        let levels = Level.allCases.map(\.rawValue).joined(separator: ", ")
        errors.invalid("metadata.labels[\(prefix)\(mode)]", level, "must be one of \(levels)")
      }
      let key = "\(prefix)\(mode)-version"
      if let version = labels[key], !isVersion(version) {
        errors.invalid("metadata.labels[\(key)]", version, "must be \"latest\" or \"v1.x\"")
      }
    }
  }

  private static func isVersion(_ text: String) -> Bool {
    text == "latest" || (text.hasPrefix("v1.") && Int(text.dropFirst(3)).map { $0 >= 0 } ?? false)
  }
}
