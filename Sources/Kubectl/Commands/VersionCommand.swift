import APIServer
import KubernetesModel

/// `kubectl version`
struct VersionCommand: KubectlCommand {
  /// What this kubectl prints as its own: the version that it behaves like.
  private static let client: JSONValue = [
    "major": "1", "minor": "33", "gitVersion": "v1.33.1", "gitCommit": "8adc0f041b8e7ad1d30e29cc59c6ae7a15e19828",
    "gitTreeState": "clean", "buildDate": "2025-05-15T08:27:33Z", "goVersion": "go1.24.2", "compiler": "gc",
    "platform": "linux/amd64",
  ]
  private static let kustomize = "v5.6.0"

  let name = "version"
  let flags: [FlagDefinition] = [
    .bool("client"),
    .string("output", short: "o"),
  ]

  func asksServer(_ flags: FlagValues) -> Bool { !flags.bool("client") }

  func run(_ context: CommandContext) throws(KubectlError) {
    if !context.arguments.isEmpty { throw .message("extra arguments: [\(context.arguments.joined(separator: " "))]") }
    let output = context.flags.string("output")
    guard ["", "yaml", "json"].contains(output) else { throw .message("--output must be 'yaml' or 'json'") }
    var server: JSONValue?
    var failure: KubectlError?
    if !context.flags.bool("client") {
      do throws(KubectlError) {
        server = try context.client.object(.get, "/version", query: [("timeout", "32s")])
      } catch {
        failure = error
      }
    }
    switch output {
    case "json": context.print(VersionText.json(Self.client, Self.kustomize, server))
    case "yaml": context.print(VersionText.yaml(Self.client, Self.kustomize, server))
    default:
      context.print("Client Version: \(Self.client.text("gitVersion"))\nKustomize Version: \(Self.kustomize)")
      if let server { context.print("Server Version: \(server.text("gitVersion"))") }
    }
    if let failure { throw failure }
    if let server { warnOfSkew(server, context) }
  }

  /// More than one minor version apart is not supported.
  private func warnOfSkew(_ server: JSONValue, _ context: CommandContext) {
    let minor = server.text("minor").prefix { $0.isNumber }
    guard let theirs = Int(minor), let ours = Int(Self.client.text("minor")), abs(theirs - ours) > 1 else { return }
    let client = "\(Self.client.text("major")).\(Self.client.text("minor"))"
    context.printError(
      "WARNING: version difference between client (\(client)) and server (\(server.text("major")).\(minor)) exceeds the supported minor version skew of +/-1"
    )
  }
}

/// The versions as documents. Their JSON keeps the order of the fields of Go's structs.
private enum VersionText {
  private static let order = [
    "major", "minor", "emulationMajor", "emulationMinor", "minCompatibilityMajor", "minCompatibilityMinor",
    "gitVersion",
    "gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform",
  ]

  static func json(_ client: JSONValue, _ kustomize: String, _ server: JSONValue?) -> String {
    var parts = ["  \"clientVersion\": " + fields(client), "  \"kustomizeVersion\": \"\(kustomize)\""]
    if let server { parts.append("  \"serverVersion\": " + fields(server)) }
    return "{\n" + parts.joined(separator: ",\n") + "\n}"
  }

  private static func fields(_ version: JSONValue) -> String {
    let lines = order.filter { version.has($0) }.map { key in
      "    \"\(key)\": \(JSONWriter.string(version[key] ?? .null))"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n  }"
  }

  static func yaml(_ client: JSONValue, _ kustomize: String, _ server: JSONValue?) -> String {
    var object: JSONValue = ["clientVersion": client, "kustomizeVersion": .string(kustomize)]
    if let server { object["serverVersion"] = server }
    return YAMLWriter.string(object)
  }
}
