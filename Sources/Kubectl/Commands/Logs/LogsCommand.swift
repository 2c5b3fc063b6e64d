import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl logs`
struct LogsCommand: KubectlCommand {
  static let expected =
    "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command"

  let name = "logs"
  let flags: [FlagDefinition] = [
    .bool("all-containers"),
    .bool("all-pods"),
    .string("container", short: "c"),
    .bool("follow", short: "f"),
    .bool("ignore-errors"),
    .bool("insecure-skip-tls-verify-backend"),
    .integer("limit-bytes"),
    .integer("max-log-requests", default: 5),
    .duration("pod-running-timeout", default: "20s"),
    .bool("prefix"),
    .bool("previous", short: "p"),
    .string("selector", short: "l"),
    .duration("since"),
    .string("since-time"),
    .integer("tail", default: -1),
    .bool("timestamps"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    let selector = flags.string("selector")
    guard (selector.isEmpty ? 1...2 : 0...2).contains(context.arguments.count) else {
      throw .usage(Self.expected)
    }
    if !selector.isEmpty, context.arguments.count == 2 {
      throw .message("selectors and the all flag cannot be used when passing resource/name arguments")
    }
    if !selector.isEmpty, context.arguments.count == 1 {
      throw .usage("only a selector (-l) or a POD name is allowed")
    }
    let container = context.arguments.count == 2 ? context.arguments[1] : flags.string("container")
    var options = LogOptions(flags, container: container)
    try validateTime(flags)
    if flags.duration("pod-running-timeout") <= .zero {
      throw .message("--pod-running-timeout must be higher than zero")
    }
    let target = try LogTargets(context).find()
    try validate(flags, container: container, arguments: context.arguments)
    if flags.bool("all-pods") { options.hasPrefix = true }
    let requests = try LogRequests(context, options).requests(for: target)
    try LogPrinter(context, options).print(requests)
  }

  private func validateTime(_ flags: FlagValues) throws(KubectlError) {
    let moment = flags.string("since-time")
    guard moment.isEmpty || Instant(rfc3339: moment) != nil else {
      throw .message(
        "parsing time \(moment.goQuoted) as \"2006-01-02T15:04:05Z07:00\": cannot parse \(moment.goQuoted) as \"2006\"")
    }
  }

  private func validate(_ flags: FlagValues, container: String, arguments: [String]) throws(KubectlError) {
    if flags.isSet("since-time"), !flags.string("since-time").isEmpty, flags.duration("since") != .zero {
      throw .message("at most one of `sinceTime` or `sinceSeconds` may be specified")
    }
    if flags.bool("all-containers"), !container.isEmpty {
      throw .message("--all-containers=true should not be specified with container name \(container)")
    }
    if flags.isSet("container"), arguments.count == 2 {
      throw .message("only one of -c or an inline [CONTAINER] arg is allowed")
    }
    if flags.integer("limit-bytes") < 0 { throw .message("--limit-bytes must be greater than 0") }
    if flags.duration("since") < .zero { throw .message("--since must be greater than 0") }
    if flags.integer("tail") < -1 { throw .message("--tail must be greater than or equal to -1") }
  }
}
