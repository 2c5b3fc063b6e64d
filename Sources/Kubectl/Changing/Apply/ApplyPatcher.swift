import APIServer
import KubernetesModel
import SimulationKernel

/// Brings one live object to what a file says, with a three-way patch.
struct ApplyPatcher {
  /// How often a change that met another one is tried.
  private static let attempts = 5

  let context: CommandContext
  let item: ResourceItem
  let modified: JSONValue
  let parameters: [(name: String, value: String)]
  /// Whether the patch names the version of the object that it was made for, as that of `diff` does.
  var namesVersion = false

  /// Returns the patch, which is empty when there was nothing to do, and the object after it.
  func patch(_ current: JSONValue) throws(KubectlError) -> (patch: JSONValue, object: JSONValue) {
    var current = current
    var attempt = 1
    while true {
      var (patch, type) = try difference(from: current)
      if patch.objectValue?.isEmpty == true { return (patch, current) }
      if namesVersion { patch.set(.string(current.resourceVersion), at: "metadata", "resourceVersion") }
      do throws(KubectlError) {
        return (patch, try item.patch(.value(patch), type, query: parameters, client: context.client))
      } catch {
        if error.status?.reason == "Conflict", attempt < Self.attempts {
          attempt += 1
          current = try context.client.object(.get, item.path(), asked: item.asked)
          continue
        }
        if context.flags.bool("force"), ["Conflict", "Invalid"].contains(error.status?.reason) {
          return (patch, try replace())
        }
        throw explained(error, patch)
      }
    }
  }

  private func difference(from current: JSONValue) throws(KubectlError) -> (JSONValue, PatchType) {
    let text = LastApplied.configuration(of: current) ?? ""
    let original = text.isEmpty ? JSONValue.null : (try? JSONParser.parse(text)) ?? .null
    guard let strategic = LocalPatch.strategic(for: modified) else {
      return (MergePatch.createThreeWay(original: original, modified: modified, current: current), .merge)
    }
    // kubectl takes the merge keys from the server's schema; they are the same in every release.
    if context.flags.string("openapi-patch") != "false" {
      _ = try context.client.openAPIDocument(for: item.mapping.groupVersion)
    }
    do throws(PatchError) {
      return (try strategic.createThreeWay(original: original, modified: modified, current: current), .strategic)
    } catch {
      throw .message(
        "creating patch with:\noriginal:\n\(text)\nmodified:\n\(JSONWriter.string(modified))\ncurrent:\n\(JSONWriter.string(current))\nfor: \(item.source.goQuoted): \(error.description)"
      )
    }
  }

  /// Deletes the object and makes it anew.
  private func replace() throws(KubectlError) -> JSONValue {
    _ = try context.client.send(
      .delete, item.path(), body: .value(["propagationPolicy": "Background", "gracePeriodSeconds": 0]),
      asked: item.asked)
    try DeletionWait(client: context.client, deadline: context.now + .seconds(30)).wait(for: item, uid: nil)
    return try context.client.object(
      .post, item.collectionPath, query: parameters, body: .value(modified), asked: item.mapping.qualified)
  }

  private func explained(_ error: KubectlError, _ patch: JSONValue) -> KubectlError {
    let source = item.source.goQuoted
    return error.prefixed("error when patching \(source)").prefixed(
      "error when applying patch:\n\(JSONWriter.string(patch))\nto:\n\(ApplyRun.description(of: item))\nfor: \(source)")
  }
}
