import APIServer
package import Cluster
import ContainerShell
import KubernetesModel
import Nodes

extension Objective {
  /// Whether it is met now. Where labels select objects, all of them must meet it, and there must be one.
  package func holds(in cluster: Cluster) -> Bool {
    let objects = object.objects(in: cluster.server)
    if case .connects(let check) = condition { return Self.holds(check, from: objects, in: cluster) }
    if condition == .deleted { return objects.isEmpty }
    return !objects.isEmpty && objects.allSatisfy { holds(for: $0.value) }
  }

  private func holds(for object: JSONValue) -> Bool {
    switch condition {
    case .exists: return true
    case .deleted, .connects: return false
    case .condition(let type, let status):
      return (object.at("status", "conditions")?.arrayValue ?? []).contains {
        $0["type"]?.stringValue?.lowercased() == type.lowercased()
          && $0["status"]?.stringValue?.lowercased() == status.lowercased()
      }
    case .field(let path, let test):
      let texts = path.texts(in: object)
      return texts.isEmpty ? test.passes(nil) : texts.allSatisfy(test.passes)
    }
  }

  /// Tries a connection from a namespace, or from pods: those left out that are finished or on their way out. A pod in
  /// which nothing runs gets through to nobody.
  private static func holds(_ check: ConnectionCheck, from objects: [StoredObject], in cluster: Cluster) -> Bool {
    let sources = objects.filter {
      $0.resource != .pods || !(Pod($0.value).isFinished || Pod($0.value).isBeingDeleted)
    }
    return !sources.isEmpty
      && sources.allSatisfy {
        ($0.resource != .pods || runs($0.value)) && check.isPassed(by: cluster.tryConnection(check.question, from: $0))
      }
  }
}

private func runs(_ pod: JSONValue) -> Bool {
  (pod.at("status", "containerStatuses")?.arrayValue ?? []).contains { $0.at("state", "running") != nil }
}

extension ConnectionCheck {
  /// What is asked; without a path where nothing is asked over HTTP.
  var question: HTTPQuestion {
    HTTPQuestion(
      scheme: endpoint.scheme ?? "tcp", host: endpoint.host, port: endpoint.port ?? 80, path: endpoint.path)
  }

  func isPassed(by outcome: HTTPOutcome) -> Bool {
    guard result(of: outcome) == self.outcome else { return false }
    guard case .answered(let answer, _) = outcome, endpoint.scheme != nil else { return status == nil }
    return status.map { $0 == answer.status } ?? (answer.status < 400)
  }

  /// How the connection ended instead, in words.
  func observation(of outcome: HTTPOutcome) -> String {
    let result = result(of: outcome)
    guard result == self.outcome else { return "ends as \(result.rawValue), not as \(self.outcome.rawValue)" }
    guard case .answered(let answer, _) = outcome, endpoint.scheme != nil else { return "ends as it should" }
    return "is answered with status \(answer.status), not \(status.map(String.init) ?? "one below 400")"
  }

  private func result(of outcome: HTTPOutcome) -> ConnectionResult {
    switch outcome {
    case .answered: .answered
    // Whoever asked over HTTP got no answer, though somebody listens.
    case .emptyReply: endpoint.scheme == nil ? .answered : .refused
    case .failed(.connected): .answered
    case .failed(.notResolved): .notResolved
    case .failed(.refused): .refused
    case .failed(.timedOut): .timedOut
    case .failed(.noRoute): .noRoute
    }
  }
}
