import KubernetesModel

/// `kubectl create service`
struct CreateService: CommandGroup {
  let name = "service"
  let aliases = ["svc"]
  let subcommands: [any KubectlCommand] = [
    CreateServiceOfType(.clusterIP), CreateServiceOfType(.externalName), CreateServiceOfType(.loadBalancer),
    CreateServiceOfType(.nodePort),
  ]
}

/// `kubectl create service clusterip`, `nodeport`, `loadbalancer`, `externalname`
struct CreateServiceOfType: CreateGenerator {
  enum ServiceType: String, Sendable {
    case clusterIP = "ClusterIP"
    case nodePort = "NodePort"
    case loadBalancer = "LoadBalancer"
    case externalName = "ExternalName"
  }

  let type: ServiceType
  let resource = GeneratedResource("v1", "services")

  init(_ type: ServiceType) { self.type = type }

  var name: String { type.rawValue.lowercased() }
  var failure: String? { "failed to create \(type.rawValue) service: " }
  var requiredFlags: [String] { type == .externalName ? ["external-name"] : [] }

  var ownFlags: [FlagDefinition] {
    let tcp = FlagDefinition.list("tcp")
    switch type {
    case .clusterIP: return [tcp, .string("clusterip")]
    case .nodePort: return [tcp, .integer("node-port")]
    case .loadBalancer: return [tcp]
    case .externalName: return [tcp, .string("external-name")]
    }
  }

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    let pairs = context.flags.list("tcp")
    let clusterIP = context.flags.string("clusterip")
    if type == .externalName, !NameRules.subdomain(context.flags.string("external-name")).isEmpty {
      throw .message("invalid service external name \(context.flags.string("external-name"))")
    }
    if pairs.isEmpty, type != .externalName, clusterIP != "None" {
      throw .message("at least one tcp port specifier must be provided")
    }
    var ports: [JSONValue] = []
    for pair in pairs { ports.append(try port(pair, nodePort: context.flags.integer("node-port"))) }
    var object = Draft.object("v1", "Service", name: name, labels: ["app": name])
    object["spec"] = Draft.members([
      "type": .string(type.rawValue), "selector": ["app": .string(name)],
      "ports": ports.isEmpty ? nil : .array(ports), "clusterIP": clusterIP.isEmpty ? nil : .string(clusterIP),
      "externalName": type == .externalName ? .string(context.flags.string("external-name")) : nil,
    ])
    object["status"] = ["loadBalancer": [:]]
    return object
  }

  private func port(_ pair: String, nodePort: Int) throws(KubectlError) -> JSONValue {
    let parsed = try PortText.pair(pair)
    return Draft.members([
      "name": .string(String(pair.map { $0 == ":" ? "-" : $0 })), "port": JSONValue(parsed.port), "protocol": "TCP",
      "targetPort": parsed.target, "nodePort": nodePort == 0 ? nil : JSONValue(nodePort),
    ])
  }
}

/// Ports as kubectl's flags write them.
enum PortText {
  /// Reads `80` or `80:8080` or `80:http`.
  static func pair(_ text: String) throws(KubectlError) -> (port: Int, target: JSONValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let first = parts.first ?? ""
    guard let port = Int(first), !first.hasPrefix("-"), !first.hasPrefix("+") else {
      throw .message("strconv.ParseUint: parsing \(first.goQuoted): invalid syntax")
    }
    guard port <= 65535 else { throw .message("strconv.ParseUint: parsing \(first.goQuoted): value out of range") }
    return (port, parts.count > 1 ? try target(parts[1]) : JSONValue(port))
  }

  /// Reads a number or the name of a port.
  static func target(_ text: String) throws(KubectlError) -> JSONValue {
    if let number = Int(text) {
      guard (1...65535).contains(number) else { throw .message("must be between 1 and 65535, inclusive") }
      return JSONValue(number)
    }
    let problems = nameProblems(text)
    if !problems.isEmpty { throw .message(problems.joined(separator: ",")) }
    return .string(text)
  }

  private static func nameProblems(_ name: String) -> [String] {
    var problems: [String] = []
    let isLetter: (UInt8) -> Bool = { (0x61...0x7A).contains($0) }
    if name.utf8.count > 15 { problems.append("must be no more than 15 characters") }
    if name.isEmpty || !name.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) {
      problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
    }
    if !name.utf8.contains(where: isLetter) { problems.append("must contain at least one letter (a-z)") }
    if name.contains("--") { problems.append("must not contain consecutive hyphens") }
    if name.hasPrefix("-") || name.hasSuffix("-") { problems.append("must not begin or end with a hyphen") }
    return problems
  }
}
