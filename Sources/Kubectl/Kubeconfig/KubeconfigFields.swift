import KubernetesModel

/// The fields of a kubeconfig's entries: their types, their order, what must be there.
enum KubeconfigFields {
  enum Kind: String {
    case string, bool
    /// Base64 text.
    case bytes
    case list = "[]string"
    /// Kept as it is.
    case any
  }

  struct Field {
    let name: String
    let kind: Kind
  }

  /// In the order of Go's structs, in which JSON is printed.
  static func of(_ section: Kubeconfig.Section) -> [Field] {
    switch section {
    case .clusters:
      fields([
        ("server", .string), ("tls-server-name", .string), ("insecure-skip-tls-verify", .bool),
        ("certificate-authority", .string), ("certificate-authority-data", .bytes), ("proxy-url", .string),
        ("disable-compression", .bool), ("extensions", .any),
      ])
    case .contexts:
      fields([("cluster", .string), ("user", .string), ("namespace", .string), ("extensions", .any)])
    case .users:
      fields([
        ("client-certificate", .string), ("client-certificate-data", .bytes), ("client-key", .string),
        ("client-key-data", .bytes), ("token", .string), ("tokenFile", .string), ("as", .string), ("as-uid", .string),
        ("as-groups", .list), ("as-user-extra", .any), ("username", .string), ("password", .string),
        ("auth-provider", .any), ("exec", .any), ("extensions", .any),
      ])
    }
  }

  private static func fields(_ pairs: [(String, Kind)]) -> [Field] { pairs.map { Field(name: $0.0, kind: $0.1) } }

  /// Fields that name a file, relative to the kubeconfig's own folder.
  static let files = ["certificate-authority", "client-certificate", "client-key", "tokenFile"]

  /// What `config view` prints instead of a field's value.
  static let secrets = [
    ("certificate-authority-data", "DATA+OMITTED"), ("client-certificate-data", "DATA+OMITTED"),
    ("client-key-data", "DATA+OMITTED"), ("token", "REDACTED"), ("password", "REDACTED"),
  ]

  /// The fields without those that say nothing, and with those that Go always writes.
  static func complete(_ entry: JSONValue, in section: Kubeconfig.Section) -> JSONValue {
    var result: JSONValue = [:]
    for field in of(section) {
      guard let value = entry[field.name], !value.isNull, value != "", value != false, value != [] else { continue }
      result[field.name] = value
    }
    let always =
      switch section {
      case .clusters: ["server"]
      case .contexts: ["cluster", "user"]
      case .users: [String]()
      }
    for name in always where result[name] == nil { result[name] = "" }
    return result
  }
}
