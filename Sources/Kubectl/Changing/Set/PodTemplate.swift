import APIServer
import KubernetesModel

/// Where an object keeps the description of its pods.
struct PodTemplate {
  /// The path of the pod's spec; nil for kinds without pods.
  let path: [String]?

  init(kind: String) {
    switch kind {
    case "Pod": path = ["spec"]
    case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job":
      path = ["spec", "template", "spec"]
    case "CronJob": path = ["spec", "jobTemplate", "spec", "template", "spec"]
    default: path = nil
    }
  }

  func spec(of object: JSONValue) -> JSONValue? { path.flatMap { object.at($0[...]) } }

  func set(_ spec: JSONValue, in object: inout JSONValue) {
    if let path { object.set(spec, at: path[...]) }
  }
}

/// A change of pod templates, made to every object that a `set` command selects.
struct TemplateChange {
  private let context: CommandContext
  private let dryRun: DryRun
  private let printer: OutcomePrinter
  private let outcome: String
  private let failure: String?
  private let skipsUnchanged: Bool

  /// `outcome` as in `image updated`; `failure` goes before a refusal of the server, as kubectl puts it; `skipsUnchanged`
  /// leaves out objects that stay the same, which otherwise are patched with nothing.
  init(
    _ context: CommandContext, outcome: String, failure: String? = nil, skipsUnchanged: Bool = true
  ) throws(KubectlError) {
    self.context = context
    dryRun = try DryRun(context)
    printer = try OutcomePrinter(context, dryRun: dryRun, isTyped: true)
    self.outcome = outcome
    self.failure = failure
    self.skipsUnchanged = skipsUnchanged
  }

  static let flags: [FlagDefinition] =
    OutcomePrinter.flags + ResourceFlags.files + [
      ChangeFlags.all, ChangeFlags.dryRun,
      ChangeFlags.fieldManager("kubectl-set"), ChangeFlags.local,
    ]

  /// Changes the pod spec of each item with `change`, which may throw several errors of its own and still have changed
  /// something before.
  func apply(
    to items: [ResourceItem], _ errors: [KubectlError],
    _ change: (ResourceItem, inout JSONValue) -> [KubectlError]
  ) throws(KubectlError) {
    var errors = errors
    for item in items {
      let object = item.object ?? .null
      let template = PodTemplate(kind: item.mapping.kind)
      guard var spec = template.spec(of: object) else {
        errors.append(
          .message(
            "\(item.waitName) the object is not a pod or does not have a pod template: *\(item.mapping.groupVersion.version).\(item.mapping.kind)"
          ))
        continue
      }
      errors += change(item, &spec)
      var changed = object
      template.set(spec, in: &changed)
      do throws(KubectlError) { try send(item, changed) } catch { errors.append(error) }
    }
    if let error = KubectlError.joined(errors) { throw error }
  }

  /// Sends what changed of an object.
  func send(_ item: ResourceItem, _ changed: JSONValue) throws(KubectlError) {
    let object = item.object ?? .null
    let changed = ChangeCause.recorded(in: changed, context)
    if skipsUnchanged, changed == object { return }
    guard dryRun != .client, !context.flags.bool("local") else { return try printer.print(item, changed, outcome) }
    let patch = LocalPatch.difference(from: object, to: changed)
    let result: JSONValue
    do throws(KubectlError) {
      result = try item.patch(
        .value(patch), .strategic, query: dryRun.query + [("fieldManager", context.flags.string("field-manager"))],
        client: context.client)
    } catch {
      guard let failure, error.status != nil else { throw error }
      throw .message("\(failure) \(error.message)")
    }
    try printer.print(item, result, outcome)
  }
}
