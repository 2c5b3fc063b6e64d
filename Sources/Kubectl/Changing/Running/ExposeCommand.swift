import APIServer
import KubernetesModel

/// `kubectl expose`
struct ExposeCommand: KubectlCommand {
  let name = "expose"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.dryRun, ChangeCause.flag, ChangeFlags.fieldManager("kubectl-expose"), ChangeFlags.saveConfig,
      .string("cluster-ip"),
      .string("external-ip"),
      .string("labels", short: "l"),
      .string("load-balancer-ip"),
      .string("name"),
      .string("override-type", default: "merge"),
      .string("overrides"),
      .string("port"), .string("protocol"),
      .string("selector"),
      .string("session-affinity"),
      .string("target-port"), .string("type"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: dryRun == .client)
    var query = ResourceQuery(context)
    // --selector says what the Service selects.
    query.labelSelector = nil
    try context.visit(query) { (item) throws(KubectlError) in
      let source = try ExposedObject(item)
      var service = try service(for: source, name: name(for: item, context), context)
      service = ChangeCause.recorded(in: try Overrides.applied(to: service, context), context)
      if context.isNamespaceExplicit { service.set(.string(context.namespace), at: "metadata", "namespace") }
      if context.flags.bool("save-config") { service = LastApplied.annotated(service) }
      guard dryRun != .client else { return try printer.print(service, "exposed") }
      let created = try context.client.object(
        .post, "/api/v1/namespaces/\(item.namespace)/services",
        query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))],
        body: .value(Draft.withoutNulls(service)), asked: "services")
      try printer.print(created, "exposed")
    }
  }

  private func name(for item: ResourceItem, _ context: CommandContext) -> String {
    let name = context.flags.string("name")
    return name.isEmpty ? String(item.name.prefix(63)) : name
  }

  private func service(
    for source: ExposedObject, name: String, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    let flags = context.flags
    let selectorText = flags.string("selector")
    let selector = selectorText.isEmpty ? try source.selector() : try LabelPairs.parse(selectorText)
    let ports = try ports(of: source, context)
    let labelText = flags.string("labels")
    let labels = labelText.isEmpty ? source.labels : try LabelPairs.parse(labelText)
    let affinity = flags.string("session-affinity")
    guard ["", "None", "ClientIP"].contains(affinity) else {
      throw .message("unknown session affinity: \(affinity)")
    }
    let type = flags.string("type")
    func text(_ name: String) -> JSONValue? { flags.string(name).isEmpty ? nil : .string(flags.string(name)) }
    var object = Draft.object("v1", "Service", name: name, labels: labels)
    object["spec"] = Draft.members([
      "selector": JSONValue(selector), "ports": .array(ports), "type": text("type"), "clusterIP": text("cluster-ip"),
      "externalIPs": text("external-ip").map { [$0] }, "sessionAffinity": text("session-affinity"),
      "loadBalancerIP": type == "LoadBalancer" ? text("load-balancer-ip") : nil,
    ])
    object["status"] = ["loadBalancer": [:]]
    return object
  }

  private func ports(of source: ExposedObject, _ context: CommandContext) throws(KubectlError) -> [JSONValue] {
    let given = context.flags.string("port")
    let texts = given.isEmpty ? source.ports.map { String($0.port) } : given.split(separator: ",").map(String.init)
    if texts.isEmpty { throw .message("couldn't find port via --port flag or introspection") }
    let target = context.flags.string("target-port")
    let transport = context.flags.string("protocol")
    var ports: [JSONValue] = []
    for (index, text) in texts.enumerated() {
      guard let port = Int(text) else {
        throw .message("strconv.Atoi: parsing \(text.goQuoted): invalid syntax")
      }
      let known = source.ports.first { $0.port == port }?.transport ?? "TCP"
      ports.append(
        Draft.members([
          "name": texts.count > 1 ? .string("port-\(index + 1)") : nil, "port": JSONValue(port),
          "protocol": .string(transport.isEmpty ? known : transport),
          "targetPort": target.isEmpty ? JSONValue(port) : Int(target).map { JSONValue($0) } ?? .string(target),
        ]))
    }
    return ports
  }
}

/// What `expose` reads from the object that it exposes.
struct ExposedObject {
  private let object: JSONValue
  private let kind: String

  /// Throws when nothing leads from such an object to pods.
  init(_ item: ResourceItem) throws(KubectlError) {
    object = item.object ?? .null
    kind = item.mapping.kind
    let group = item.mapping.groupVersion.group
    let isExposable =
      group.isEmpty
      ? ["Pod", "Service", "ReplicationController"].contains(kind)
      : group == "apps" && ["Deployment", "ReplicaSet"].contains(kind)
    if !isExposable { throw .message("cannot expose a \(group.isEmpty ? kind : kind + "." + group)") }
  }

  var labels: [String: String] { object.labels }

  func selector() throws(KubectlError) -> [String: String] {
    switch kind {
    case "Pod":
      if labels.isEmpty { throw .message("the pod has no labels and cannot be exposed") }
      return labels
    case "Service", "ReplicationController":
      guard let selector = object.at("spec", "selector"), selector.objectValue != nil else {
        throw .message(
          kind == "Service" ? "the service has no pod selector set" : "replication controller has no selector set")
      }
      return object.strings(selector)
    default:
      guard let selector = object.at("spec", "selector", "matchLabels"),
        object.at("spec", "selector", "matchExpressions")?.arrayValue?.isEmpty ?? true
      else {
        throw .message("couldn't convert expressions to map-based selector format")
      }
      return object.strings(selector)
    }
  }

  var ports: [(port: Int, transport: String)] {
    if kind == "Service" {
      return Service(object).ports.map { ($0.port, $0.transport) }
    }
    let spec = kind == "Pod" ? object["spec"] : object.at("spec", "template", "spec")
    return (spec?["containers"]?.arrayValue ?? []).flatMap { container in
      (container["ports"]?.arrayValue ?? []).map { port in
        (Int(clamping: port["containerPort"]?.intValue ?? 0), port["protocol"]?.stringValue ?? "TCP")
      }
    }
  }
}

/// Labels as flags write them: `a=b,c=d`.
enum LabelPairs {
  static func parse(_ text: String) throws(KubectlError) -> [String: String] {
    var labels: [String: String] = [:]
    if text.isEmpty { throw .message("no label spec passed") }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2 else { throw .message("unexpected label spec: \(part)") }
      guard !pair[0].isEmpty else { throw .message("unexpected empty label key") }
      labels[pair[0]] = pair[1]
    }
    return labels
  }
}
