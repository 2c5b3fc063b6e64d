import APIServer
import Cluster
import Drills
import Kubectl
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel
import Testing

/// kubectl on the far side of the wire: its requests carry its headers, and only what HTTP carries comes back.
private final class WireTransport: APITransport {
  private let drill: Drill
  private(set) var now: Instant
  private var command = ""
  private var session = 0
  private var streams: [Int] = []
  private var unread: [StreamRead] = []

  init(_ drill: Drill) {
    self.drill = drill
    now = drill.now
  }

  /// As kubectl's headers name it, whatever flags stand before it.
  func use(_ access: ClusterAccess, for command: String) { self.command = command }

  func run(_ line: String, namespace: String) -> Int {
    let words = line.split(separator: " ").map(String.init)
    session += 1
    now = now + .seconds(2)
    return Kubectl(
      KubectlEnvironment(
        transport: self, files: NoFiles(), output: Nowhere(),
        kubeconfig: AdministratorKubeconfig(namespace: namespace).files())
    ).run(Array(words.dropFirst()))
  }

  func send(_ request: APIRequest) -> APIResponse {
    var request = request
    request.userAgent = "kubectl/v1.33.1 (linux/amd64) kubernetes/8adc0f0"
    let answer = drill.handle(request, command: command, session: "session-\(session)", at: now)
    if let stream = answer.stream { streams.append(stream) }
    return answer.response
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent {
    guard let number = streams.last else { return .ended(exitCode: 0) }
    while unread.isEmpty {
      unread = drill.read(number, at: now)
      guard unread.isEmpty else { break }
      guard now < deadline else { return .deadlineReached }
      now = min(deadline, max(drill.nextEvent ?? deadline, now + .milliseconds(1)))
    }
    switch unread.removeFirst() {
    case .bytes(let bytes, let isError): return .bytes(bytes, isError: isError)
    case .watchEvents(let events): return .watchEvents(events)
    case .ended(let code): return .ended(exitCode: code)
    case .wantsInput, .pending: return .wantsInput
    }
  }

  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {
    if let number = streams.last { drill.write(bytes, to: number, at: now) }
  }

  func close(_ stream: APIStream) {
    if let number = streams.popLast() { drill.close(number, at: now) }
  }

  func wait(until instant: Instant) -> Bool {
    now = max(now, instant)
    return true
  }
}

private final class Nowhere: OutputSink {
  func write(_ bytes: [UInt8], isError: Bool) {}
}

@Suite struct WireScenarioTests {
  @Test(
    "A kubectl of one's own finds in a shipped scenario what the game's shell finds.",
    arguments: ShippedScenarioTests.library.identifiers)
  func ownKubectlFindsTheSame(_ id: String) throws {
    let prepared = try ShippedScenarioTests.prepared(id)
    let scenario = prepared.scenario
    let drill = Drill(prepared, startedAt: prepared.calledAt)
    let transport = WireTransport(drill)
    for (index, step) in scenario.investigation.enumerated() {
      // Nothing on the wire tells that labels were asked for.
      let isBlind = step.run.contains("--show-labels")
      _ = transport.run(step.run, namespace: scenario.namespace)
      for fact in step.shows where !isBlind { #expect(drill.record.sightings[fact] != nil, "\(step.run): \(fact)") }
      #expect(drill.card.steps.count == index + 1, "\(drill.card.steps.map(\.line))")
    }
    #expect(drill.card.blindChanges.isEmpty)
    let replay = try Drill(prepared, replaying: Journal(lines: drill.journal.lines))
    #expect(replay.fingerprint == drill.fingerprint)
    #expect(replay.card == drill.card)
  }
}
