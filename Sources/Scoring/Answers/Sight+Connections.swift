import APIServer
import KubernetesModel
import Scenarios

/// How connections ended goes by what the network did, not by the words in which a tool says it.
extension Sight {
  func connection(_ wanted: ConnectionProbe) -> Outcome {
    best(
      exchanges.flatMap { exchange in
        exchange.connections.filter { isMeant($0, by: wanted) }.map { outcome(of: $0, exchange) }
      })
  }

  /// Whoever sees what the command printed afterwards knows how it ended; silence that nobody asked for says it, too.
  private func outcome(of connection: Exchange.Connection, _ exchange: Exchange) -> Outcome {
    guard let screen = answer.screen else { return .shown(nil) }
    if let line = screen.line(since: connection.instant) { return .shown(line.instant) }
    let isHidden = screen.commandLine.contains { $0 == ">" || $0 == "|" }
    if !isHidden, screen.lines.isEmpty { return .shown(nil) }
    guard case .text(let text) = exchange.content, let line = text.split(separator: "\n").last else { return .nothing }
    return .fetched(String(line))
  }

  private func isMeant(_ connection: Exchange.Connection, by wanted: ConnectionProbe) -> Bool {
    guard connection.result == wanted.outcome, wanted.status == nil || wanted.status == connection.status else {
      return false
    }
    // A name that is not resolved is not resolved for any port.
    if let port = wanted.port, connection.port != port, connection.result != .notResolved { return false }
    return isMeant(connection.host, by: wanted.host)
  }

  /// Whether a command that named `host` meant `wanted`: the same name, with more of its domain, or the address of the
  /// Service that has it.
  private func isMeant(_ host: String, by wanted: String) -> Bool {
    if host == wanted || host.hasPrefix(wanted + ".") { return true }
    guard host.contains(where: \.isNumber), !host.contains(where: \.isLetter) || host.contains(":") else {
      return false
    }
    let labels = wanted.split(separator: ".").map(String.init)
    return api.list(GroupResource("services")).contains { service in
      service.name == labels.first && (labels.count < 2 || service.namespace == labels[1])
        && service.value.at("spec", "clusterIP")?.stringValue == host
    }
  }
}
