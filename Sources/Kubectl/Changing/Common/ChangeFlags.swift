import KubernetesModel
import SimulationKernel

/// Flags that several changing commands share.
enum ChangeFlags {
  static let dryRun = FlagDefinition.string("dry-run", default: "none", implied: "unchanged")

  static let saveConfig = FlagDefinition.bool("save-config")

  static let validate = FlagDefinition.string("validate", default: "strict", implied: "strict")

  static let local = FlagDefinition.bool("local")

  static let timeout = FlagDefinition.duration("timeout")

  static let resourceVersion = FlagDefinition.string("resource-version")

  static let podRunningTimeout = FlagDefinition.duration("pod-running-timeout", default: "1m0s")

  static let all = FlagDefinition.bool("all")

  static func fieldManager(_ name: String) -> FlagDefinition {
    .string("field-manager", default: name)
  }

  static let deletion: [FlagDefinition] = [
    .string("cascade", default: "background", implied: "background"),
    .bool("force"),
    .integer("grace-period", default: -1),
    timeout,
  ]
}

/// What `--dry-run` asks for.
enum DryRun: Sendable {
  case none, client, server

  init(_ context: CommandContext) throws(KubectlError) {
    switch context.flags.string("dry-run") {
    case "none", "": self = .none
    case "client": self = .client
    case "server": self = .server
    case "unchanged":
      context.log("helpers.go:703", "--dry-run is deprecated and can be replaced with --dry-run=client.")
      self = .client
    case let other:
      guard let isOn = GoLiteral.bool(other) else {
        throw .message("Invalid dry-run value (\(other)). Must be \"none\", \"server\", or \"client\".")
      }
      if isOn {
        context.log(
          "helpers.go:717",
          "--dry-run=\(other) is deprecated (boolean value) and can be replaced with --dry-run=client.")
        self = .client
      } else {
        context.log(
          "helpers.go:720", "--dry-run=\(other) is deprecated (boolean value) and can be replaced with --dry-run=none.")
        self = .none
      }
    }
  }

  /// What follows a past participle: ` (dry run)`.
  var suffix: String {
    switch self {
    case .none: ""
    case .client: " (dry run)"
    case .server: " (server dry run)"
    }
  }

  /// The parameters that make a server change nothing.
  var query: [(name: String, value: String)] { self == .server ? [("dryRun", "All")] : [] }
}

/// What `--validate` asks for.
enum FieldValidation: String, Sendable {
  case strict = "Strict"
  case warn = "Warn"
  case ignore = "Ignore"

  init(_ context: CommandContext) throws(KubectlError) {
    switch context.flags.string("validate") {
    case "strict", "true", "": self = .strict
    case "warn": self = .warn
    case "ignore", "false": self = .ignore
    case let other:
      throw .message(
        "invalid - validate option \(other.goQuoted); must be one of: strict (or true), warn, ignore (or false)")
    }
  }

  var query: (name: String, value: String) { ("fieldValidation", rawValue) }
}

extension CommandContext {
  /// Writes a warning as klog does, with the place of kubectl's source that would write it.
  func log(_ place: String, _ text: String) {
    LogLine(client.environment).write(.warning, place, text)
  }

  /// Refuses a command line that lacks one of `names`, as cobra does before anything else.
  func requireFlags(_ names: [String]) throws(KubectlError) {
    let missing = names.filter { !flags.isSet($0) }
    guard missing.isEmpty else {
      throw .message("required flag(s) " + missing.map(\.goQuoted).joined(separator: ", ") + " not set")
    }
  }

  /// The arguments before `--`, or all where there is none.
  var names: [String] { Array(arguments.prefix(argumentsBeforeDash ?? arguments.count)) }

  /// The arguments after `--`.
  var command: [String] { argumentsBeforeDash.map { Array(arguments.dropFirst($0)) } ?? [] }
}
