import KubernetesModel

/// `kubectl create quota`
struct CreateQuota: CreateGenerator {
  let name = "quota"
  let aliases = ["resourcequota"]
  let resource = GeneratedResource("v1", "resourcequotas")
  let failure: String? = "failed to create quota: "
  let ownFlags: [FlagDefinition] = [
    .string("hard"), .string("scopes"),
  ]

  func object(_ context: CommandContext, name: String) throws(KubectlError) -> JSONValue {
    var object = Draft.object("v1", "ResourceQuota", name: name)
    let hard = try ResourceAmounts.parse(context.flags.string("hard"))
    let scopes = context.flags.string("scopes")
    object["spec"] = Draft.members([
      "hard": hard.isEmpty ? nil : .object(hard),
      "scopes": scopes.isEmpty
        ? nil : Draft.strings(scopes.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
    ])
    object["status"] = [:]
    return object
  }
}

/// Amounts of resources as flags write them: `cpu=200m,memory=64Mi`.
enum ResourceAmounts {
  static func parse(_ text: String) throws(KubectlError) -> JSONObject {
    var amounts = JSONObject()
    if text.isEmpty { return amounts }
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw .message("Invalid argument syntax \(pair), expected <resource>=<value>")
      }
      do throws(QuantityError) {
        amounts[parts[0]] = .string(try Quantity(parsing: parts[1]).description)
      } catch {
        throw .message(error.description)
      }
    }
    return amounts
  }
}
