import ContainerShell
import Scenarios
import Scoring

extension Exchange.Connection {
  /// A connection as the score knows it.
  init(_ report: ConnectionReport) {
    var status: Int?
    let result: ConnectionResult
    switch report.result {
    case .answered(let code):
      status = code
      result = .answered
    case .refused: result = .refused
    case .timedOut: result = .timedOut
    case .notResolved: result = .notResolved
    case .noRoute: result = .noRoute
    }
    self.init(host: report.host, port: report.port, result: result, status: status, instant: report.instant)
  }
}
