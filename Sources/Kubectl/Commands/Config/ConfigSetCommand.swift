import KubernetesModel

/// `kubectl config set`
struct ConfigSetCommand: KubeconfigCommand {
  let name = "set"
  let flags: [FlagDefinition] = [.bool("set-raw-bytes")]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 2 else { throw unexpectedArguments(context) }
    let (path, text) = (context.arguments[0], context.arguments[1])
    let property = try KubeconfigProperty(path)
    let isRaw = context.flags.bool("set-raw-bytes")
    try change(context) { (config) throws(KubectlError) in try property.set(text, isRaw: isRaw, in: &config) }
    context.print("Property \(path.goQuoted) set.")
  }
}

/// `kubectl config unset`
struct ConfigUnsetCommand: KubeconfigCommand {
  let name = "unset"

  func run(_ context: CommandContext) throws(KubectlError) {
    guard context.arguments.count == 1, let path = context.arguments.first else { throw unexpectedArguments(context) }
    let property = try KubeconfigProperty(path)
    try change(context) { (config) throws(KubectlError) in property.unset(in: &config) }
    context.print("Property \(path.goQuoted) unset.")
  }
}

/// What a dotted name means in a kubeconfig. Names of elements may hold dots: the last part is the field.
private enum KubeconfigProperty {
  case currentContext
  case preference(String)
  case entry(Kubeconfig.Section, String)
  case field(Kubeconfig.Section, String, KubeconfigFields.Field)

  init(_ path: String) throws(KubectlError) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first else { throw .message("unable to parse  after [] at api.Config") }
    let rest = parts.dropFirst()
    if first == "current-context", rest.isEmpty {
      self = .currentContext
    } else if first == "preferences", rest.count == 1 {
      self = .preference(parts[1])
    } else if let section = Kubeconfig.Section(rawValue: first), !rest.isEmpty {
      if let field = KubeconfigFields.of(section).first(where: { $0.name == rest.last }), rest.count > 1 {
        self = .field(section, rest.dropLast().joined(separator: "."), field)
      } else {
        self = .entry(section, rest.joined(separator: "."))
      }
    } else {
      throw .message("unable to parse \(path) after [] at api.Config")
    }
  }

  func set(_ text: String, isRaw: Bool, in config: inout Kubeconfig) throws(KubectlError) {
    switch self {
    case .currentContext: config.currentContext = text
    case .preference(let name): config.preferences[name] = GoLiteral.bool(text).map(JSONValue.bool) ?? .string(text)
    case .entry: throw .message("can't set a map to a value: \(text)")
    case .field(let section, let name, let field):
      let value = try Self.value(text, of: field, isRaw: isRaw)
      config.update(section, name) { $0[field.name] = value }
    }
  }

  func unset(in config: inout Kubeconfig) {
    switch self {
    case .currentContext: config.currentContext = ""
    case .preference(let name): config.preferences[name] = nil
    case .entry(let section, let name): config[section, name] = nil
    case .field(let section, let name, let field):
      if config[section, name] != nil { config.update(section, name) { $0[field.name] = nil } }
    }
  }

  private static func value(
    _ text: String, of field: KubeconfigFields.Field, isRaw: Bool
  ) throws(KubectlError) -> JSONValue {
    switch field.kind {
    case .string: return .string(text)
    case .bool:
      guard let value = GoLiteral.bool(text) else {
        throw .message("strconv.ParseBool: parsing \(text.goQuoted): invalid syntax")
      }
      return .bool(value)
    case .bytes:
      if isRaw { return .string(Base64.encode(Array(text.utf8))) }
      if case .failure(let problem) = Base64.decodeReportingError(text) {
        throw .message("illegal base64 data at input byte \(problem.offset)")
      }
      return .string(text)
    case .list: return .array(text.split(separator: ",").map { .string(String($0)) })
    case .any: throw .message("unable to parse \(field.name): it is no single value")
    }
  }
}
