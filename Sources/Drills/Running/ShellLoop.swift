import ContainerShell
import Kubectl
import Scoring
import SimulationKernel

/// Runs one line in the player's shell until it is done, performing kubectl and the game's commands on the way.
final class ShellLoop {
  enum End: Equatable {
    case finished(status: Int)
    case needsMoreLines
    case exited
  }

  var shell: PlayerShell
  let transport: LineTransport
  private let kubeconfig: Kubeconfig
  let isTerminal: Bool
  private let style: Style
  let printed: PrintedOutput
  /// Is told before a game command looks at how the run stands.
  private let willPlay: () -> Void
  private var cancelled: Set<Int> = []
  /// Commands of the line that were performed. Of many each takes as long as a real kubectl, so that a loop of them that
  /// never pauses can be interrupted, and comes to an end where nobody is there to do it.
  private var performed = 0
  /// Not in runs of before that was so.
  private let commandsTakeTime: Bool
  /// Commands that a line at a seat of a shared drill may have.
  private static let seatLimit = 1_000
  private static let (freeCommands, commandTime) = (20, Duration.milliseconds(50))
  private var lastInterruption: Instant?
  /// Commands of the line that are to be performed once the one that runs is done.
  private var postponed: [HostCommand] = []

  /// - Parameters:
  ///   - printed: takes what is to be printed, as it comes.
  ///   - style: of what the game says where a terminal shows it.
  init(
    shell: PlayerShell, transport: LineTransport, kubeconfig: Kubeconfig, isTerminal: Bool, printed: PrintedOutput,
    style: Style, commandsTakeTime: Bool, willPlay: @escaping () -> Void
  ) {
    self.shell = shell
    self.transport = transport
    self.kubeconfig = kubeconfig
    self.isTerminal = isTerminal
    self.printed = printed
    self.style = style
    self.commandsTakeTime = commandsTakeTime
    self.willPlay = willPlay
  }

  func run(_ line: String) -> End {
    shell.run(line, at: transport.now)
    while true {
      if transport.isBrokenOff { return breakOff() }
      if !postponed.isEmpty {
        perform(postponed.removeFirst())
        continue
      }
      switch step() {
      case .write(let output): show(output)
      case .perform(let command): perform(command)
      case .cancel(let identifier): shell.finish(identifier, status: 141)
      case .wait(let instant):
        if !transport.wait(until: instant) { interrupt() }
      // Commands are performed to their end: none can be under way here.
      case .waitForCommand: interrupt()
      case .waitForTyping:
        if let bytes = transport.readInput() { shell.type(bytes) } else { shell.endInput() }
      case .needsMoreLines: return .needsMoreLines
      case .finished(let status): return .finished(status: status)
      case .exited: return .exited
      }
    }
  }

  /// Ends what runs in the shell; what takes no notice is killed before it is waited for again.
  private func interrupt() {
    _ = transport.takeInterruption()
    shell.interrupt(at: transport.now, isForced: lastInterruption == transport.now)
    lastInterruption = transport.now
  }

  /// Ends the line at once, whatever it is at.
  private func breakOff() -> End {
    for _ in 0..<Self.seatLimit {
      switch step() {
      case .write: continue
      case .perform(let command): shell.finish(command.identifier, status: 130)
      case .cancel(let identifier): shell.finish(identifier, status: 141)
      case .wait, .waitForCommand, .waitForTyping: shell.interrupt(at: transport.now, isForced: true)
      case .needsMoreLines: shell.discardUnfinished()
      case .finished: return .finished(status: 130)
      case .exited: return .exited
      }
    }
    return .exited
  }

  private func step() -> ShellAction { shell.step(at: transport.now, surroundings: Workstation()) }

  private func show(_ output: ProcessOutput) { printed.show(output, at: transport.now) }

  private func perform(_ command: HostCommand) {
    let name = command.arguments.first?.split(separator: "/").last.map(String.init) ?? "kubectl"
    let tool = TerminalCommand(name)
    guard takeTime(for: tool) else {
      interrupt()
      return shell.finish(command.identifier, status: 130)
    }
    if let tool { return perform(tool, command) }
    // Nothing can be asked or changed any more by whoever has left.
    guard !transport.hasLeft else { return shell.finish(command.identifier, status: 1) }
    if name != "kubectl" {
      play([name] + command.arguments.dropFirst(), for: command)
    } else {
      runKubectl(command)
    }
  }

  /// Takes the time of one of many commands; false where it was interrupted.
  private func takeTime(for tool: TerminalCommand?) -> Bool {
    performed += 1
    if performed > Self.seatLimit { transport.cutShort() }
    guard performed > Self.freeCommands, commandsTakeTime || tool != nil else { return true }
    return transport.wait(until: transport.now + Self.commandTime)
  }

  /// Performs a game command. What it says on the terminal is none of the cluster's words, and shows no facts.
  private func play(_ words: [String], for command: HostCommand) {
    _ = show(of: command.identifier)
    willPlay()
    guard let reply = transport.play(words, style: command.hasTerminalOutput ? style : .plain) else {
      return shell.finish(command.identifier, status: 127)
    }
    if command.hasTerminalOutput, !reply.isError {
      printed.show(reply, at: transport.now)
    } else {
      shell.feed(Array(reply.text.utf8), isError: reply.isError, from: command.identifier)
    }
    shell.finish(command.identifier, status: reply.status, at: transport.now)
    if reply.status == GameReply.interrupted { interrupt() }
  }

  private func runKubectl(_ command: HostCommand) {
    let input = command.hasTerminalInput ? [] : takeInput(of: command.identifier)
    transport.flush = { [unowned self] in show(of: command.identifier) }
    let environment = KubectlEnvironment(
      transport: transport, files: PlayerFiles(self),
      output: CommandOutput(self, command.identifier), standardInput: input,
      readInput: command.hasTerminalInput ? { [transport] in transport.readInput() } : nil,
      editorName: Self.editor(of: command) ?? "vi",
      editor: { [unowned self] in edit(fileName: $0, text: $1, for: command) },
      isTerminal: isTerminal && command.hasTerminalOutput, discoveryCache: kubeconfig.discoveryCache,
      kubeconfig: kubeconfig.administrator.files(
        home: command.environment["HOME"] ?? "/", variable: command.environment["KUBECONFIG"] ?? "",
        others: PlayerFiles(self)))
    let status = Kubectl(environment).run(Array(command.arguments.dropFirst()))
    transport.flush = { true }
    if transport.takeInterruption() {
      interrupt()
    } else {
      shell.finish(command.identifier, status: cancelled.remove(command.identifier) == nil ? status : 141)
    }
  }

  /// The editor that the command's environment names, as kubectl looks it up.
  private static func editor(of command: HostCommand) -> String? {
    ["KUBE_EDITOR", "EDITOR"].lazy.compactMap { command.environment[$0] }.first { !$0.isEmpty }
  }

  /// Lets the editor that the player's environment names change a text; one that the shell does not have is the player's
  /// own, outside of the game.
  private func edit(fileName: String, text: [UInt8], for command: HostCommand) -> [UInt8]? {
    guard let named = Self.editor(of: command), !TerminalCommand.isEditor(named) else {
      return transport.edit(fileName: fileName, text: text)
    }
    let path = "/tmp/" + fileName
    var editor = shell.subshell(environment: command.environment, at: transport.now)
    guard (try? editor.write(text, toFile: path)) != nil else { return nil }
    editor.run(named + " " + path, at: transport.now)
    while true {
      switch editor.step(at: transport.now, surroundings: Workstation()) {
      case .write(let output): show(output)
      case .wait(let instant):
        if !transport.wait(until: instant) { return nil }
      case .finished(status: 127): return transport.edit(fileName: fileName, text: text)
      case .finished(let status):
        let edited = editor.file(path)
        shell.takeFiles(of: editor)
        return status == 0 ? edited : nil
      case .exited, .needsMoreLines, .perform, .cancel, .waitForCommand, .waitForTyping: return nil
      }
    }
  }

  /// Shows what the command that runs has written so far; false when nobody reads it any more.
  func show(of identifier: Int) -> Bool {
    while true {
      switch step() {
      case .write(let output): show(output)
      case .cancel(let other):
        cancelled.insert(other)
        if other == identifier { return false }
      case .perform(let other): postponed.append(other)
      default: return !cancelled.contains(identifier)
      }
    }
  }

  private func takeInput(of identifier: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var isIdle = false
    while true {
      switch shell.takeInput(of: identifier) {
      case .bytes(let more):
        bytes += more
        isIdle = false
      case .end: return bytes
      case .notYet:
        if isIdle { return bytes }
        switch step() {
        case .write(let output): show(output)
        // What comes before it in a pipe may be a command of ours, too.
        case .perform(let other): perform(other)
        case .cancel(let other): cancelled.insert(other)
        case .wait(let instant):
          if !transport.wait(until: instant) { return bytes }
        // What ran just now may have written.
        default: isIdle = true
        }
      }
    }
  }

  fileprivate func feed(_ bytes: [UInt8], isError: Bool, from identifier: Int) {
    shell.feed(bytes, isError: isError, from: identifier)
  }
}

/// What kubectl keeps in the player's `~/.kube` from one line to the next.
final class Kubeconfig {
  let administrator: AdministratorKubeconfig
  let discoveryCache = DiscoveryCache()

  init(namespace: String) { administrator = AdministratorKubeconfig(namespace: namespace) }

  /// The same kubeconfig with a cache of its own.
  init(sharing other: Kubeconfig) { administrator = other.administrator }

  /// One that goes its own way from here on.
  init(copying other: Kubeconfig) { administrator = AdministratorKubeconfig(copying: other.administrator) }

  /// Of the current context.
  var namespace: String { administrator.namespace }
}

/// Hands what kubectl writes to the shell, which knows where it goes.
private final class CommandOutput: OutputSink {
  private let loop: ShellLoop
  private let identifier: Int

  init(_ loop: ShellLoop, _ identifier: Int) {
    self.loop = loop
    self.identifier = identifier
  }

  func write(_ bytes: [UInt8], isError: Bool) { loop.feed(bytes, isError: isError, from: identifier) }
}

/// The network that the player's own machine sees: the cluster's names and addresses lead nowhere from there.
struct Workstation: ContainerSurroundings {
  func resolve(_ name: String) -> NameResolution { .notFound }

  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    host.allSatisfy { $0.isNumber || $0 == "." } ? .timedOut(address: host) : .notResolved(.notFound)
  }

  func ask(_ request: HTTPQuestion) -> HTTPOutcome {
    .failed(connect(to: request.host, port: request.port, transport: .tcp))
  }
}
