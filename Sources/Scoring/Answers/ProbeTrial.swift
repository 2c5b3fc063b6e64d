package import APIServer
package import Scenarios

/// Tries whether answers could show what a probe asks for, to somebody who reads all of them.
package enum ProbeTrial {
  /// - Parameter api: the state in which labels are looked up of objects that an answer only names.
  package static func isShown(_ probe: Probe, by exchanges: [Exchange], api: APIServer) -> Bool {
    guard case .shown = Sight(answer: Answer(exchanges: exchanges, screen: nil), api: api).outcome(of: probe) else {
      return false
    }
    return true
  }
}
