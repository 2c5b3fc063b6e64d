import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl diff`: what apply would change. Ends with 1 when that is something, and with 2 or more when it failed.
struct DiffCommand: KubectlCommand {
  let name = "diff"
  let flags: [FlagDefinition] =
    ResourceFlags.files + [
      ChangeFlags.fieldManager("kubectl-client-side-apply"), ResourceFlags.selector,
      .integer("concurrency", default: 1),
      .bool("force-conflicts"), .bool("prune"), .array("prune-allowlist"),
      .bool("server-side"),
      .bool("show-managed-fields"),
    ]

  /// 1 would say that something differs.
  func refusal(_ problem: String, path: String) -> KubectlError {
    .ended("error: \(problem)\nSee '\(path) -h' for help and examples", status: 2)
  }

  func run(_ context: CommandContext) throws(KubectlError) {
    var text = ""
    do throws(KubectlError) { text = try DiffRun(context).text() } catch {
      throw .ended(error.text(command: context.path), status: 2)
    }
    if text.isEmpty { return }
    context.print(text, terminator: "")
    throw .exit(1)
  }
}

/// One run of `kubectl diff`, over all objects of its files.
private struct DiffRun {
  private struct Comparison {
    /// `apps.v1.Deployment.default.web`
    let file: String
    let live: String
    let merged: String
  }

  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// What `diff` prints of the folders with the objects' live and merged versions.
  func text() throws(KubectlError) -> String {
    try check()
    var results: [Result<ResourceItem, KubectlError>] = []
    try ResourceFinder(context).forEachGiven(ResourceQuery(context, arguments: [])) {
      (result) throws(KubectlError) in results.append(result)
    }
    var comparisons: [Comparison] = []
    for result in results { comparisons.append(try compare(try result.get())) }
    comparisons.sort { $0.file < $1.file }
    return comparisons.map(text).joined()
  }

  private func check() throws(KubectlError) {
    if !context.arguments.isEmpty {
      throw .usage("Unexpected args: [\(context.arguments.joined(separator: " "))]")
    }
    try context.requireFiles()
    if context.flags.bool("force-conflicts"), !context.flags.bool("server-side") {
      throw .message("--force-conflicts only works with --server-side")
    }
  }

  private func compare(_ item: ResourceItem) throws(KubectlError) -> Comparison {
    var live: JSONValue?
    do throws(KubectlError) { live = try context.client.current(item) } catch {
      guard error.status?.reason == "NotFound" else { throw error }
    }
    var merged = try merged(item, live)
    if live?.isBeingDeleted == true {
      context.warn("Detected changes to resource \(item.name) which is currently being deleted.")
    }
    if merged.kind == "Secret", merged.apiVersion == "v1" { SecretMask.hide(&live, &merged) }
    let version = item.mapping.groupVersion
    let parts = [version.group, version.version, item.mapping.kind, item.namespace, item.name]
    return Comparison(
      file: parts.enumerated().filter { $0.offset > 0 || !$0.element.isEmpty }.map(\.element).joined(separator: "."),
      live: live.map(yaml) ?? "", merged: yaml(merged))
  }

  private func yaml(_ object: JSONValue) -> String {
    YAMLWriter.string(ManagedFields.removed(from: object, unless: context.flags.bool("show-managed-fields")))
  }

  /// The object as it would be after apply: the server says so, and changes nothing.
  private func merged(_ item: ResourceItem, _ live: JSONValue?) throws(KubectlError) -> JSONValue {
    let object = item.object ?? .null
    let isServerSide = context.flags.bool("server-side")
    let isNamed = context.flags.isSet("field-manager")
    let manager = isServerSide && !isNamed ? "kubectl" : context.flags.string("field-manager")
    let query: [(name: String, value: String)] = DryRun.server.query + [("fieldManager", manager)]
    if isServerSide {
      return try item.patch(
        .value(object), .apply, query: query + [("force", String(context.flags.bool("force-conflicts")))],
        client: context.client)
    }
    guard let live else {
      return try context.client.object(
        .post, item.collectionPath, query: query, body: .value(object), asked: item.mapping.qualified)
    }
    let patcher = ApplyPatcher(
      context: context, item: item, modified: Self.unannotated(object), parameters: query, namesVersion: true)
    return try patcher.patch(live).object
  }

  /// The object with annotations, but without the one that apply keeps: the live object's stays as it is.
  private static func unannotated(_ object: JSONValue) -> JSONValue {
    var object = object
    var annotations = object.at("metadata", "annotations")?.objectValue ?? JSONObject()
    annotations[LastApplied.annotation] = nil
    object.set(.object(annotations), at: "metadata", "annotations")
    return object
  }

  private func text(_ comparison: Comparison) -> String {
    let hunks = UnifiedDiff(from: comparison.live, to: comparison.merged).hunks
    if hunks.isEmpty { return "" }
    // The folders' names end at random with the real one; here the clock decides.
    let number = context.now.microseconds % 10_000_000_000
    let old = "/tmp/LIVE-\(number)/\(comparison.file)"
    let new = "/tmp/MERGED-\(number)/\(comparison.file)"
    return "diff -u -N \(old) \(new)\n--- \(old)\t\(time)\n+++ \(new)\t\(time)\n" + hunks
  }

  /// When the files were written: `2026-11-22 15:08:25.722725000 +0000`.
  private var time: String {
    let stamp = context.now.rfc3339
    let fraction = String(String(1_000_000 + CivilTime(context.now).microsecond).dropFirst())
    return "\(stamp.prefix(10)) \(stamp.dropFirst(11).prefix(8)).\(fraction)000 +0000"
  }
}

/// Hides the values of secrets; where one differs, that it does can still be seen.
enum SecretMask {
  static func hide(_ live: inout JSONValue?, _ merged: inout JSONValue) {
    let old = live?["data"]?.objectValue ?? JSONObject()
    let new = merged["data"]?.objectValue ?? JSONObject()
    func mask(_ data: JSONObject, _ other: JSONObject, _ changed: String) -> JSONValue {
      var masked = JSONObject()
      for member in data.members {
        let counterpart = other[member.key]
        masked[member.key] = counterpart == nil || counterpart == member.value ? "***" : .string(changed)
      }
      return .object(masked)
    }
    if live?["data"] != nil { live?["data"] = mask(old, new, "*** (before)") }
    if merged["data"] != nil { merged["data"] = mask(new, old, "*** (after)") }
  }
}
