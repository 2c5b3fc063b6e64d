import KubernetesModel

/// Reads one kubeconfig file; what is wrong with it is said in Go's words.
struct KubeconfigReader {
  private let path: String

  init(_ path: String) { self.path = path }

  func read(_ bytes: [UInt8]) throws(KubectlError) -> Kubeconfig {
    let root: JSONValue
    do throws(YAMLError) {
      root = try YAMLReader.documents(String(decoding: bytes, as: UTF8.self)).first?.value ?? .null
    } catch {
      throw failure("\(error)")
    }
    if root.isNull { return Kubeconfig() }
    guard root.objectValue != nil else {
      throw failure(
        "couldn't get version/kind; json parse error: json: cannot unmarshal \(root.typeName) into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }"
      )
    }
    let version = root.text("apiVersion")
    let kind = root.text("kind")
    guard ["", "v1"].contains(version), ["", "Config"].contains(kind) else {
      throw failure(
        "no kind \((kind.isEmpty ? "Config" : kind).goQuoted) is registered for version \((version.isEmpty ? "v1" : version).goQuoted) in scheme \"k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50\""
      )
    }
    var config = Kubeconfig()
    config.currentContext = try text(root["current-context"], at: "Config.current-context")
    if let preferences = root["preferences"], preferences.objectValue != nil { config.preferences = preferences }
    for section in Kubeconfig.Section.allCases { try read(root[section.rawValue], section, into: &config) }
    return config
  }

  private func read(
    _ list: JSONValue?, _ section: Kubeconfig.Section, into config: inout Kubeconfig
  ) throws(KubectlError) {
    guard let list, !list.isNull else { return }
    let type = Self.type(of: section)
    guard let entries = list.arrayValue else {
      throw mismatch(list, "Config.\(section.rawValue)", "[]v1.Named\(type)")
    }
    for entry in entries {
      let name = try text(entry["name"], at: "Named\(type).\(section.rawValue).name")
      guard config[section, name] == nil else {
        throw failure(
          "error converting *[]Named\(type) into *map[string]*api.\(type): duplicate name \(name.goQuoted) in list")
      }
      let fields = entry[section.member] ?? [:]
      for field in KubeconfigFields.of(section) {
        try check(fields[field.name], field, at: "\(type).\(section.rawValue).\(section.member).\(field.name)")
      }
      config[section, name] = Kubeconfig.Entry(fields: KubeconfigFields.complete(fields, in: section), file: path)
    }
  }

  private func check(_ value: JSONValue?, _ field: KubeconfigFields.Field, at place: String) throws(KubectlError) {
    guard let value, !value.isNull else { return }
    switch (field.kind, value) {
    case (.any, _), (.string, .string), (.bool, .bool), (.list, .array): return
    case (.bytes, .string(let text)):
      if case .failure(let problem) = Base64.decodeReportingError(text) {
        throw failure("illegal base64 data at input byte \(problem.offset)")
      }
    case (.bytes, _): throw mismatch(value, place, "[]uint8")
    default: throw mismatch(value, place, field.kind.rawValue)
    }
  }

  private func text(_ value: JSONValue?, at place: String) throws(KubectlError) -> String {
    guard let value, !value.isNull else { return "" }
    guard let text = value.stringValue else { throw mismatch(value, place, "string") }
    return text
  }

  private func mismatch(_ value: JSONValue, _ place: String, _ type: String) -> KubectlError {
    failure("json: cannot unmarshal \(value.typeName) into Go struct field \(place) of type \(type)")
  }

  private func failure(_ text: String) -> KubectlError {
    .message("error loading config file \(path.goQuoted): \(text)")
  }

  private static func type(of section: Kubeconfig.Section) -> String {
    switch section {
    case .clusters: "Cluster"
    case .contexts: "Context"
    case .users: "AuthInfo"
    }
  }
}
