import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl run`
struct RunCommand: KubectlCommand {
  let name = "run"
  let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + ChangeFlags.deletion + Overrides.flags + [
      ChangeFlags.dryRun, ChangeCause.flag, ChangeFlags.fieldManager("kubectl-run"), ChangeFlags.saveConfig,
      ChangeFlags.podRunningTimeout, .array("annotations"),
      .bool("attach"),
      .bool("command"),
      .array("env"), .bool("expose"),
      .string("image"), .string("image-pull-policy"),
      .string("labels", short: "l"),
      .bool("leave-stdin-open"),
      .string("port"), .bool("privileged"),
      .bool("quiet", short: "q"),
      .string("restart", default: "Always"),
      .bool("rm"), .bool("stdin", short: "i"),
      .bool("tty", short: "t"),
      .bool("wait"),
    ]

  func run(_ context: CommandContext) throws(KubectlError) {
    try context.requireFlags(["image"])
    let dryRun = try DryRun(context)
    let printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    let attaches = try check(context, dryRun)
    var pod = try PodDraft(context).object()
    if context.flags.bool("expose") { try expose(dryRun, printer, context) }
    pod = ChangeCause.recorded(in: try Overrides.applied(to: pod, context), context)
    let created = try create(pod, "pods", dryRun, context)
    guard attaches else { return try printer.print(created, "created") }
    try attach(to: created, context)
  }

  /// Refuses what makes no sense; returns whether kubectl stays attached to the pod.
  private func check(_ context: CommandContext, _ dryRun: DryRun) throws(KubectlError) -> Bool {
    let flags = context.flags
    let image = flags.string("image")
    if image.isEmpty { throw .message("--image is required") }
    guard ImageName.isValid(image) else {
      throw .message("Invalid image name \(image.goQuoted): invalid reference format")
    }
    if flags.bool("tty"), !flags.bool("stdin") {
      throw .usage("-i/--stdin is required for containers with -t/--tty=true")
    }
    if flags.bool("expose"), flags.string("port").isEmpty {
      throw .usage("--port must be set when exposing a service")
    }
    let attaches = flags.bool("attach") || flags.bool("stdin") || flags.bool("tty")
    if flags.bool("rm"), !attaches { throw .usage("--rm should only be used for attached containers") }
    if attaches, dryRun != .none {
      throw .usage(
        "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)")
    }
    guard ["Always", "OnFailure", "Never"].contains(flags.string("restart")) else {
      throw .usage("invalid restart policy: \(flags.string("restart"))")
    }
    guard ["", "Always", "IfNotPresent", "Never"].contains(flags.string("image-pull-policy")) else {
      throw .usage("invalid image pull policy: \(flags.string("image-pull-policy"))")
    }
    guard !context.arguments.isEmpty else { throw .usage("NAME is required for run") }
    return attaches
  }

  private func create(
    _ object: JSONValue, _ plural: String, _ dryRun: DryRun, _ context: CommandContext
  ) throws(KubectlError) -> JSONValue {
    var object = object
    if context.isNamespaceExplicit { object.set(.string(context.namespace), at: "metadata", "namespace") }
    if context.flags.bool("save-config") { object = LastApplied.annotated(object) }
    if dryRun == .client { return object }
    return try context.client.object(
      .post, "/api/v1/namespaces/\(context.namespace)/\(plural)",
      query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))],
      body: .value(Draft.withoutNulls(object)), asked: plural)
  }

  private func expose(_ dryRun: DryRun, _ printer: OutcomePrinter, _ context: CommandContext) throws(KubectlError) {
    let name = context.arguments.first ?? ""
    let port = try PodDraft.port(context.flags.string("port"))
    let labels = context.flags.string("labels")
    let selector = labels.isEmpty ? ["run": name] : try LabelPairs.parse(labels)
    var service = Draft.object("v1", "Service", name: name)
    service["spec"] = [
      "ports": [["port": JSONValue(port), "protocol": "TCP", "targetPort": JSONValue(port)]],
      "selector": JSONValue(selector),
    ]
    service["status"] = ["loadBalancer": [:]]
    try printer.print(try create(service, "services", dryRun, context), "created")
    if context.flags.string("output") == "yaml" { context.print("---") }
  }

  // MARK: Attached pods

  private func attach(to pod: JSONValue, _ context: CommandContext) throws(KubectlError) {
    let item = ResourceItem(mapping: .pods, namespace: pod.namespace, name: pod.name)
    var problem: KubectlError?
    do throws(KubectlError) { try stay(with: item, context) } catch { problem = error }
    if context.flags.bool("rm") {
      let options: JSONValue = ["propagationPolicy": "Background"]
      _ = try context.client.send(.delete, item.path(), body: .value(options), asked: item.asked)
      if !context.flags.bool("quiet") { context.print("pod \"\(pod.name)\" deleted") }
    }
    if let problem { throw problem }
  }

  /// Waits until the pod runs, attaches to it, and ends as its container does.
  private func stay(with item: ResourceItem, _ context: CommandContext) throws(KubectlError) {
    let deadline = context.now + context.flags.duration("pod-running-timeout")
    let running = try wait(for: item, until: deadline, context) { Pod($0).phase == "Running" || Pod($0).isFinished }
    guard let running else { throw .message("timed out waiting for the condition") }
    if Pod(running).isFinished {
      let log = try context.client.send(.get, item.path(subresource: "log"), asked: item.asked)
      context.write(log.bytes)
    } else {
      let target = try PodTarget.find(item.name, context)
      try AttachCommand.attachOrPrintLog(to: target, container: target.container(), context)
    }
    let policy = context.flags.string("restart")
    guard ["Never", "OnFailure"].contains(policy), !context.flags.bool("leave-stdin-open") else { return }
    let ended = try wait(for: item, until: .distantFuture, context) {
      Pod($0).isFinished && (policy == "Never" || Pod($0).phase == "Succeeded")
    }
    guard let ended, Pod(ended).phase == "Failed" else { return }
    let pod = "pod \(item.namespace)/\(item.name)"
    guard let end = ended.at("status", "containerStatuses")?[0]?.at("state", "terminated"),
      let code = end["exitCode"]?.intValue, code != 0
    else { throw .message("\(pod) failed with unknown exit code") }
    let message = end["message"]?.stringValue ?? ""
    throw .ended(
      "\(pod) terminated (\(end["reason"]?.stringValue ?? ""))" + (message.isEmpty ? "" : "\n" + message),
      status: Int(clamping: code))
  }

  private func wait(
    for item: ResourceItem, until deadline: Instant, _ context: CommandContext, _ isReached: (JSONValue) -> Bool
  ) throws(KubectlError) -> JSONValue? {
    var found: JSONValue?
    _ = try ObjectWatch(client: context.client, item: item).follow(until: deadline) {
      (event) throws(KubectlError) in
      switch event {
      case .present(let object):
        guard isReached(object) else { return false }
        found = object
        return true
      case .deleted: throw .message("pods \(item.name.goQuoted) was deleted")
      case .absent: return false
      }
    }
    return found
  }
}

/// The pod that `kubectl run` starts.
struct PodDraft {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  func object() throws(KubectlError) -> JSONValue {
    let flags = context.flags
    let name = context.arguments.first ?? ""
    let labelText = flags.string("labels")
    var annotations: [String: String] = [:]
    for text in flags.list("annotations") {
      guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
        throw .message("invalid annotations format: \(text)")
      }
      annotations[String(text[..<mark])] = String(text[text.index(after: mark)...])
    }
    let labels = labelText.isEmpty ? ["run": name] : try LabelPairs.parse(labelText)
    var object = Draft.object("v1", "Pod", name: name, labels: labels)
    if !annotations.isEmpty { object.set(JSONValue(annotations), at: "metadata", "annotations") }
    object["spec"] = [
      "containers": [try container(name)], "dnsPolicy": "ClusterFirst",
      "restartPolicy": .string(flags.string("restart")),
    ]
    object["status"] = [:]
    return object
  }

  private func container(_ name: String) throws(KubectlError) -> JSONValue {
    let flags = context.flags
    let words = Array(context.arguments.dropFirst())
    let policy = flags.string("image-pull-policy")
    let isInteractive = flags.bool("stdin")
    let variables = try variables()
    let port = flags.string("port")
    return Draft.members([
      "name": .string(name), "image": .string(flags.string("image")), "resources": [:],
      flags.bool("command") ? "command" : "args": words.isEmpty ? nil : Draft.strings(words),
      "env": variables.isEmpty ? nil : .array(variables),
      "ports": port.isEmpty ? nil : [["containerPort": JSONValue(try Self.port(port))]],
      "imagePullPolicy": policy.isEmpty ? nil : .string(policy), "stdin": isInteractive ? true : nil,
      "stdinOnce": isInteractive && !flags.bool("leave-stdin-open") ? true : nil,
      "tty": flags.bool("tty") ? true : nil, "securityContext": flags.bool("privileged") ? ["privileged": true] : nil,
    ])
  }

  private func variables() throws(KubectlError) -> [JSONValue] {
    var variables: [JSONValue] = []
    for text in context.flags.list("env") {
      guard let mark = text.firstIndex(of: "="), EnvironmentNames.problems(of: String(text[..<mark])).isEmpty else {
        throw .message("invalid env: \(text)")
      }
      variables.append([
        "name": .string(String(text[..<mark])), "value": .string(String(text[text.index(after: mark)...])),
      ])
    }
    return variables
  }

  static func port(_ text: String) throws(KubectlError) -> Int {
    guard let port = Int(text) else { throw .message("strconv.Atoi: parsing \(text.goQuoted): invalid syntax") }
    return port
  }
}
