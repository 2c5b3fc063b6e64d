import APIServer
import KubernetesModel
import SimulationKernel

/// `kubectl logs`
struct LogsCommand: KubectlCommand {
  static let expected =
    "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command"

  let name = "logs"
  let summary = "Print the logs for a container in a pod"
  let details =
    "Print the logs for a container in a pod or specified resource. If the pod has only one container, the container name is optional."
  let examples = """
    # What a pod's only container wrote
    kubectl logs web

    # All containers of a pod
    kubectl logs web --all-containers=true

    # All pods with a label
    kubectl logs -l app=web --all-containers=true

    # The container that ran before the last restart
    kubectl logs -p -c main web

    # Follow what is written
    kubectl logs -f -c main web

    # The last 20 lines
    kubectl logs --tail=20 web

    # The last hour
    kubectl logs --since=1h web

    # The first pod of a deployment
    kubectl logs deployment/web -c main
    """
  let usage = "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]"
  let flags: [FlagDefinition] = [
    .bool("all-containers", "The logs of all containers of the pods."),
    .bool("all-pods", "The logs of all pods of a workload; prefixes the lines."),
    .string("container", short: "c", "The container whose logs to print."),
    .bool("follow", short: "f", "Go on printing what is written."),
    .bool("ignore-errors", "With --follow, go on when one of several logs fails."),
    .bool("insecure-skip-tls-verify-backend", "Do not check the identity of the kubelet that the logs come from."),
    .integer("limit-bytes", "Most bytes to print; 0 for all."),
    .integer("max-log-requests", default: 5, "How many logs may be followed at once."),
    .duration("pod-running-timeout", default: "20s", "How long to wait for a pod that runs."),
    .bool("prefix", "Put the pod and the container before each line."),
    .bool("previous", short: "p", "The log of the container that ran before the present one."),
    .string("selector", short: "l", "Label query to filter on: '=', '==', '!=', 'in', 'notin'."),
    .duration("since", "Only what was written in this time, as 5s, 2m, 3h."),
    .string("since-time", "Only what was written after this moment (RFC3339)."),
    .integer("tail", default: -1, "How many of the last lines to print; with a selector 10 unless told."),
    .bool("timestamps", "Put the moment of writing before each line."),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let flags = context.flags
    let selector = flags.string("selector")
    guard (selector.isEmpty ? 1...2 : 0...2).contains(context.arguments.count) else {
      throw .usage(Self.expected)
    }
    if !selector.isEmpty, context.arguments.count == 1 {
      throw .usage("only a selector (-l) or a POD name is allowed")
    }
    let container = context.arguments.count == 2 ? context.arguments[1] : flags.string("container")
    var options = LogOptions(flags, container: container)
    try validateTime(flags)
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
