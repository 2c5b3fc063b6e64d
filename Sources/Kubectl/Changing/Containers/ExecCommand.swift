import APIServer
import KubernetesModel

/// `kubectl exec`
struct ExecCommand: KubectlCommand {
  let name = "exec"
  let flags: [FlagDefinition] = [
    .string("container", short: "c"),
    .list("filename", short: "f"), ChangeFlags.podRunningTimeout,
    .bool("quiet", short: "q"),
    .bool("stdin", short: "i"),
    .bool("tty", short: "t"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    let hasFile = !context.flags.list("filename").isEmpty
    guard let first = context.names.first ?? (hasFile ? "" : nil) else {
      throw .message("pod, type/name or --filename must be specified")
    }
    if context.argumentsBeforeDash == nil, context.arguments.count > (hasFile ? 0 : 1) {
      throw .usage(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead")
    }
    if context.command.isEmpty { throw .message("you must specify at least one command for the container") }
    let target = hasFile ? try PodTarget.given(context) : try PodTarget.find(first, context)
    try target.requireRunning("exec into")
    let container = target.container()
    let wantsTerminal = context.flags.bool("tty")
    let takesInput = context.flags.bool("stdin")
    var isTerminal = wantsTerminal && takesInput
    if isTerminal, !context.environment.isTerminal {
      context.printError("Unable to use a TTY - input is not a terminal or the right kind of file")
      isTerminal = false
    }
    let streams = ContainerStream(context: context)
    let response = try streams.open(
      target, "exec", container: container, command: context.command, takesInput: takesInput, isTerminal: isTerminal)
    let code = try streams.run(response, input: takesInput ? streams.input(isTerminal: isTerminal) : .none)
    try ContainerStream.check(code, context)
  }
}

/// `kubectl attach`
struct AttachCommand: KubectlCommand {
  let name = "attach"
  let flags: [FlagDefinition] = [
    .string("container", short: "c"), ChangeFlags.podRunningTimeout,
    .bool("quiet", short: "q"),
    .bool("stdin", short: "i"),
    .bool("tty", short: "t"),
  ]

  func run(_ context: CommandContext) throws(KubectlError) {
    guard let first = context.arguments.first else { throw .message("at least 1 argument is required for attach") }
    if context.arguments.count > 2 {
      throw .message(
        "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw \(context.arguments.count): [\(context.arguments.joined(separator: " "))]"
      )
    }
    let word = context.arguments.count == 2 ? context.arguments.joined(separator: "/") : first
    let target = try PodTarget.find(word, context)
    try target.requireRunning("attach")
    let named = context.flags.string("container")
    if !named.isEmpty, !target.containerNames.contains(named) {
      throw .message("cannot attach to the container: container \(named) not found in pod \(target.pod.name)")
    }
    try Self.attach(to: target, container: target.container(), context)
  }

  /// Attaches to a container that was just started; prints its log where that is not possible, since it may have ended.
  static func attachOrPrintLog(
    to target: PodTarget, container: String, _ context: CommandContext
  ) throws(KubectlError) {
    do throws(KubectlError) {
      try attach(to: target, container: container, context)
    } catch {
      context.printError(
        "warning: couldn't attach to pod/\(target.pod.name), falling back to streaming logs: \(error.message)")
      try printLog(of: target, container: container, context)
    }
  }

  static func printLog(of target: PodTarget, container: String, _ context: CommandContext) throws(KubectlError) {
    let log = try context.client.send(
      .get, target.path + "/log", query: [("container", container)], asked: "pods " + target.pod.name)
    context.write(log.bytes)
  }

  static func attach(to target: PodTarget, container: String, _ context: CommandContext) throws(KubectlError) {
    let takesInput = context.flags.bool("stdin")
    let hasTerminal = target.hasTerminal(container)
    if context.flags.bool("tty"), !hasTerminal {
      context.printError("error: Unable to use a TTY - container \(container) did not allocate one")
    }
    let isTerminal = hasTerminal && takesInput && context.environment.isTerminal
    if !context.flags.bool("quiet") {
      context.printError("If you don't see a command prompt, try pressing enter.")
    }
    let streams = ContainerStream(context: context)
    let response = try streams.open(
      target, "attach", container: container, takesInput: takesInput, isTerminal: isTerminal)
    // The container's terminal echoes whether or not the user has one.
    _ = try streams.run(response, input: takesInput ? streams.input(isTerminal: hasTerminal) : .none)
  }
}
