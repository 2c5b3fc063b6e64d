import KubernetesModel

/// `kubectl create ingress`
struct CreateIngress: CreateGenerator {
  let name = "ingress"
  let aliases = ["ing"]
  let resource = GeneratedResource("networking.k8s.io/v1", "ingresses")
  let failure: String? = "failed to create ingress: "
  let ownFlags: [FlagDefinition] = [
    .array("annotation"),
    .string("class"),
    .string("default-backend"),
    .array("rule"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let rules = context.flags.list("rule")
    let backend = context.flags.string("default-backend")
    if rules.isEmpty, backend.isEmpty {
      throw .message(
        "not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)"
      )
    }
    var parsed: [IngressRule] = []
    for rule in rules {
      guard let one = IngressRule(rule) else {
        throw .message("rule \(rule) is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]")
      }
      parsed.append(one)
    }
    var object = Draft.object("networking.k8s.io/v1", "Ingress", name: name)
    for annotation in context.flags.list("annotation") {
      guard let mark = annotation.firstIndex(of: "="), mark != annotation.startIndex else {
        throw .message("annotation \(annotation) is invalid and should be in format key=[value]")
      }
      object.set(
        .string(String(annotation[annotation.index(after: mark)...])), at: "metadata", "annotations",
        String(annotation[..<mark]))
    }
    let ingressClass = context.flags.string("class")
    object["spec"] = Draft.members([
      "ingressClassName": ingressClass.isEmpty ? nil : .string(ingressClass),
      "defaultBackend": backend.isEmpty ? nil : try defaultBackend(backend),
      "rules": parsed.isEmpty ? nil : .array(Self.rules(parsed)), "tls": Self.tls(parsed),
    ])
    object["status"] = ["loadBalancer": [:]]
    return object
  }

  private func defaultBackend(_ text: String) throws(KubectlError) -> JSONValue {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(IngressRule.isWord) else {
      throw .message("default-backend should be in format servicename:serviceport")
    }
    return IngressRule.backend(String(parts[0]), String(parts[1]))
  }

  /// One rule a host, in the order of the command line.
  private static func rules(_ rules: [IngressRule]) -> [JSONValue] {
    ResourceArguments.unique(rules.map(\.host)).map { host in
      let paths = rules.filter { $0.host == host }.map(\.path)
      return Draft.members(["host": host.isEmpty ? nil : .string(host), "http": ["paths": .array(paths)]])
    }
  }

  private static func tls(_ rules: [IngressRule]) -> JSONValue? {
    var seen: Set<String> = []
    let entries = rules.filter { $0.usesTLS && seen.insert($0.host).inserted }.map { rule in
      Draft.members([
        "hosts": rule.host.isEmpty ? nil : [.string(rule.host)], "secretName": rule.secret.map(JSONValue.string),
      ])
    }
    return entries.isEmpty ? nil : .array(entries)
  }
}

/// One `--rule` of an ingress: `foo.com/bar*=svc:8080,tls=my-cert`.
struct IngressRule {
  let host: String
  let path: JSONValue
  let usesTLS: Bool
  let secret: String?

  init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let rule = parts[0]
    guard let slash = rule.firstIndex(of: "/"), let equals = rule[slash...].lastIndex(of: "=") else { return nil }
    let host = rule[..<slash]
    let backend = rule[rule.index(after: equals)...].split(separator: ":", omittingEmptySubsequences: false)
    guard host.utf8.allSatisfy({ Self.isWordByte($0) || $0 == 0x2A || $0 == 0x2E }), backend.count == 2,
      backend.allSatisfy(Self.isWord)
    else { return nil }
    var path = rule[slash..<equals]
    let isPrefix = path.hasSuffix("*")
    if isPrefix { path = path.dropLast() }
    self.host = String(host)
    self.path = [
      "path": .string(String(path)), "pathType": isPrefix ? "Prefix" : "Exact",
      "backend": Self.backend(String(backend[0]), String(backend[1])),
    ]
    usesTLS = parts.count > 1
    let pair = parts.count > 1 ? parts[1].split(separator: "=", omittingEmptySubsequences: false) : []
    secret = pair.count > 1 && !pair[1].isEmpty ? String(pair[1]) : nil
  }

  static func backend(_ service: String, _ port: String) -> JSONValue {
    let port: JSONValue = Int(port).map { ["number": JSONValue($0)] } ?? ["name": .string(port)]
    return ["service": ["name": .string(service), "port": port]]
  }

  static func isWord(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isWordByte) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
