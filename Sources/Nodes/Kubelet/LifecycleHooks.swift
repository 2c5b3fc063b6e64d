import ContainerShell
import KubernetesModel
import SimulationKernel

/// `lifecycle.postStart` and `lifecycle.preStop`.
extension PodRuntime {
  /// Runs the hook before a container is asked to stop; returns how long it takes.
  mutating func runPreStopHook(_ index: Int, _ turn: inout PodTurn) -> Duration {
    guard let hook = containers[index].view.value.at("lifecycle", "preStop") else { return .zero }
    switch run(hook, index, &turn) {
    case .success(let duration): return duration
    case .failure:
      turn.warning("FailedPreStopHook", "PreStopHook failed", fieldPath: containers[index].view.fieldPath)
      return .zero
    }
  }

  /// Runs the hook after a start; a container whose hook fails is killed.
  mutating func runPostStartHook(_ index: Int, _ turn: inout PodTurn) {
    guard let hook = containers[index].view.value.at("lifecycle", "postStart") else { return }
    guard case .failure(let problem) = run(hook, index, &turn) else { return }
    turn.warning("FailedPostStartHook", "PostStartHook failed", fieldPath: containers[index].view.fieldPath)
    turn.normal("Killing", "FailedPostStartHook", fieldPath: containers[index].view.fieldPath)
    // What the hook said may hold secrets: it stands in the status alone.
    holdBack(index, WaitingReason(reason: "PostStartHookError", message: problem.message), &turn)
    let kill = ContainerKill(signalAt: turn.now, killAt: turn.now + pod.gracePeriod)
    containers[index].instance?.kill = kill
  }

  private mutating func run(
    _ hook: JSONValue, _ index: Int, _ turn: inout PodTurn
  ) -> Result<Duration, ConfigurationProblem> {
    if let seconds = hook.at("sleep", "seconds")?.intValue { return .success(.seconds(seconds)) }
    if let command = hook["exec"]?["command"]?.arrayValue?.compactMap(\.stringValue) {
      switch runCommand(command, in: index, timeout: pod.gracePeriod, turn) {
      case .ended(0, _): return .success(.zero)
      case .ended(let code, let output):
        return .failure(
          ConfigurationProblem("command '\(command.joined(separator: " "))' exited with \(code): \(output)"))
      case .stillRunning: return .success(sleepLength(of: command) ?? pod.gracePeriod)
      case .notStarted(let message): return .failure(ConfigurationProblem(message))
      }
    }
    guard let http = hook["httpGet"] else { return .success(.zero) }
    do {
      switch ask(http, port: try containers[index].view.port(http["port"]), index, turn) {
      case .answered(let answer) where (200..<400).contains(answer.status): return .success(answer.latency)
      default: return .failure(ConfigurationProblem("http hook failed"))
      }
    } catch {
      return .failure(error)
    }
  }

  /// How long a hook that only sleeps takes: `sleep 5`, or a shell with that command.
  private func sleepLength(of command: [String]) -> Duration? {
    let words = command.flatMap { $0.split(whereSeparator: { $0 == " " || $0 == ";" }) }
    guard let position = words.firstIndex(where: { $0 == "sleep" || $0.hasSuffix("/sleep") }),
      words.indices.contains(position + 1), let seconds = Int64(words[position + 1])
    else { return nil }
    return .seconds(seconds)
  }
}
