import APIServer
import Cluster
import KubernetesModel
import Scoring
import SimulationKernel

/// What comes on streams is read when it comes, not when a client takes it: so it is a function of the cluster alone,
/// and a replay sees it at the same instants.
extension DrillState {
  mutating func readStreams() {
    guard !streams.isEmpty else { return }
    let version = cluster.server.store.resourceVersion
    let hasChanges = version > streams.seenVersion
    streams.seenVersion = version
    for number in streams.numbers {
      guard let open = streams[number], !open.isOver else { continue }
      if case .watch = open.stream, !hasChanges, (open.expires ?? .distantFuture) > now { continue }
      read(number)
    }
  }

  /// Reads one stream until there is nothing more at this instant.
  mutating func read(_ number: Int) {
    while var open = streams[number], !open.isOver {
      let connections = connections(of: open.stream)
      let read = cluster.read(&open.stream, at: now)
      switch read {
      case .pending, .wantsInput:
        streams.keep(open, number)
        return
      case .ended:
        open.isOver = true
        streams.keep(open, number, adding: [read])
        observe(text: "", of: open, connections)
      case .bytes(let bytes, _):
        let text = open.lines(with: bytes)
        streams.keep(open, number, adding: [read])
        observe(text: text, of: open, connections)
      case .watchEvents(let events):
        // An error is the last that a watch says.
        open.isOver = events.contains { $0["type"] == "ERROR" }
        streams.keep(open, number, adding: open.isOver ? [read, .ended(exitCode: 0)] : [read])
        observe(shown(events, to: open), in: open.step)
      }
    }
  }

  private mutating func observe(text: String, of open: OpenStream, _ connections: [Exchange.Connection]) {
    guard !text.isEmpty || !connections.isEmpty else { return }
    var exchange = open.exchange.showing(.text(text))
    exchange.connections = connections
    observe([exchange], in: open.step)
  }

  /// Sends what a client wrote, or its end.
  mutating func write(_ bytes: [UInt8]?, to number: Int) {
    guard var open = streams[number], !open.isOver else { return }
    cluster.write(bytes, to: &open.stream, at: now)
    streams.keep(open, number)
    notice()
  }

  /// Whether a command or a port has to take what it was sent before it is sent more.
  func isInputFull(_ number: Int) -> Bool { streams[number].map { cluster.isInputFull(of: $0.stream) } ?? false }

  /// - Parameter size: columns and rows: `120x40`. Anything else is ignored.
  mutating func resize(_ number: Int, to size: String) {
    let numbers = size.split(separator: "x").map { Int($0) ?? -1 }
    guard let open = streams[number], !open.isOver, numbers.count == 2,
      numbers.allSatisfy({ (0...65_535).contains($0) })
    else { return }
    cluster.resize(open.stream, columns: numbers[0], rows: numbers[1])
    notice()
  }

  mutating func close(_ number: Int) {
    guard let open = streams[number] else { return }
    streams.remove(number)
    if !open.isOver { cluster.close(open.stream) }
    notice()
  }

  /// Notes answers that belong to a step.
  mutating func observe(_ exchanges: [Exchange], in step: Int, before: APIServer? = nil, screen: Screen? = nil) {
    guard !exchanges.isEmpty else { return }
    let after = cluster.server
    // Only what was described has a screen here.
    let describer = screen.map { _ in DescribedFields(cluster: cluster) }
    record.observe(
      Answer(exchanges: exchanges, screen: screen, describer: describer), in: step, of: scenario,
      before: before ?? after, after: after, at: now)
  }
}
