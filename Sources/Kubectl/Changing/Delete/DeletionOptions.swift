import KubernetesModel
import SimulationKernel

/// How objects are to be deleted, as flags say it.
struct DeletionOptions: Sendable {
  var propagation = "Background"
  /// nil for the object's own.
  var gracePeriod: Int?
  var dryRun = DryRun.none

  /// The `DeleteOptions` to send.
  var body: JSONValue {
    Draft.members([
      "propagationPolicy": .string(propagation), "gracePeriodSeconds": gracePeriod.map { JSONValue($0) },
      "dryRun": dryRun == .server ? ["All"] : nil,
    ])
  }

  /// Reads `--cascade`.
  static func propagation(_ context: CommandContext) throws(KubectlError) -> String {
    let text = context.flags.string("cascade")
    switch text {
    case "background", "": return "Background"
    case "foreground": return "Foreground"
    case "orphan": return "Orphan"
    default:
      guard let isOn = GoLiteral.bool(text) else {
        throw .message(
          "invalid cascade value (\(text)). Must be \"background\", \"foreground\", or \"orphan\"")
      }
      let word = isOn ? "background" : "orphan"
      context.printError(
        "warning: --cascade=\(text) is deprecated (boolean value) and can be replaced with --cascade=\(word).")
      return isOn ? "Background" : "Orphan"
    }
  }
}
