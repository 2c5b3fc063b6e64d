package import APIServer
import Cluster
import Kubectl
import KubernetesModel
import Scenarios
import Scoring
import SimulationKernel

extension DrillState {
  /// Answers a request of a client over HTTP now, and notes what the answer showed.
  mutating func answer(_ asked: JournaledRequest, seat: Int = 0) -> WireAnswer {
    let request = asked.request
    let before = cluster.server
    let response = cluster.handle(request, at: now)
    var exchange = Exchange(request: request, response: response)
    exchange.connections = connections(behindLog: exchange)
    exchange.command = asked.isKubectl ? asked.subcommand : ""
    let step = step(of: asked, seat)
    observe(shown(exchange, to: asked, in: step), in: step, before: before)
    guard case .stream(let stream) = response.body else {
      notice()
      return WireAnswer(response: response, stream: nil)
    }
    let number = streams.open(OpenStream(stream, asked: asked, exchange: exchange, step: step))
    read(number)
    notice()
    return WireAnswer(response: response, stream: number)
  }

  private mutating func step(of asked: JournaledRequest, _ seat: Int) -> Int {
    if let step = steps.step(of: asked, by: seat, at: now) {
      if RequestLine.isTelling(asked) { record.rename(step: step, to: line(of: asked)) }
      return step
    }
    let step = record.beginStep(line(of: asked), at: now, seat: seat)
    steps.begin(step, for: asked, by: seat, at: now)
    return step
  }

  private func line(of asked: JournaledRequest) -> String {
    RequestLine.text(of: asked, defaultNamespace: scenario.namespace)
  }

  /// What of an answer the client showed. What it did not show is kept for what it changed.
  private mutating func shown(_ exchange: Exchange, to asked: JournaledRequest, in step: Int) -> [Exchange] {
    switch WireSight.of(asked, exchange.content) {
    case .whole: return [exchange]
    case .table: return asTable(exchange).map { [$0] } ?? []
    case .described:
      describe(asked, in: step)
      return [exchange.hidden]
    case .hidden: return [exchange.hidden]
    }
  }

  /// What kubectl describe prints about what it just read, which its own requests do not tell.
  private mutating func describe(_ asked: JournaledRequest, in step: Int) {
    guard let described = Description(of: asked, in: cluster) else { return }
    observe(described.exchanges, in: step, screen: described.screen)
  }

  /// What of a watch's events its client showed.
  func shown(_ events: [JSONValue], to open: OpenStream) -> [Exchange] {
    var exchange = open.exchange.showing(.nothing)
    let events = events.filter { $0["type"] != "BOOKMARK" && $0["type"] != "ERROR" && $0["type"] != "DELETED" }
    guard !events.isEmpty, record.misses(scenario) else { return [] }
    exchange.add(watchEvents: events)
    switch WireSight.of(open.asked, exchange.content) {
    case .whole: return [exchange]
    case .table: return asTables(events, of: exchange)
    case .described, .hidden: return []
    }
  }

  /// Events up to which each object's row is asked for by itself.
  private static let rowLimit = 4

  /// The rows of objects that a watch brought.
  private func asTables(_ events: [JSONValue], of exchange: Exchange) -> [Exchange] {
    guard events.count <= Self.rowLimit else { return asTable(exchange).map { [$0] } ?? [] }
    return events.compactMap { event in
      guard let object = event["object"] else { return nil }
      return asTable(exchange, object)
    }
  }

  /// The row of one object.
  private func asTable(_ exchange: Exchange, _ object: JSONValue) -> Exchange? {
    let version = GroupVersion(apiVersion: object.apiVersion)
    var path = version.group.isEmpty ? "/api/\(version.version)" : "/apis/\(version.group)/\(version.version)"
    if !object.namespace.isEmpty { path += "/namespaces/\(object.namespace)" }
    path += "/\(exchange.place.resource.resource)/\(object.name)"
    let request = APIRequest(.get, path, accept: Self.tableAccept, user: exchange.request.user)
    var copy = cluster
    let row = Exchange(request: request, response: copy.handle(request, at: now))
    return row.isSuccess ? row : nil
  }
}

/// An answer to a request over HTTP.
package struct WireAnswer: Sendable {
  package let response: APIResponse
  /// Where the response opened a stream: its number, by which the drill knows it. The stream is read there.
  package let stream: Int?
}

extension Exchange {
  var hidden: Exchange {
    var copy = self
    copy.isShown = false
    return copy
  }
}
