/// A port on which a program accepts connections.
package struct ProgramListener: Hashable, Sendable {
  package var port: ListenerPort
  package var listenerProtocol: ListenerProtocol
  /// Bound to 127.0.0.1: nobody outside the pod reaches it.
  package var isLoopbackOnly: Bool
  /// The first whose path matches answers.
  package var routes: [ProgramRoute]
  /// A folder whose files are served where no route matches, `index.html` for a folder.
  package var folder: String?
  /// Written for each request; nil for none.
  package var requestLine: ProgramLine?
  /// The answer where no route matches.
  package var fallback: RouteAnswer
  /// Headers of every answer.
  package var headers: [String: String]

  package init(
    port: ListenerPort, listenerProtocol: ListenerProtocol = .http, isLoopbackOnly: Bool = false,
    routes: [ProgramRoute] = [], folder: String? = nil, requestLine: ProgramLine? = nil,
    fallback: RouteAnswer = RouteAnswer(), headers: [String: String] = [:]
  ) {
    self.port = port
    self.listenerProtocol = listenerProtocol
    self.isLoopbackOnly = isLoopbackOnly
    self.routes = routes
    self.folder = folder
    self.requestLine = requestLine
    self.fallback = fallback
    self.headers = headers
  }
}

package enum ListenerPort: Hashable, Sendable {
  case fixed(Int)
  /// The number is the value of a variable; the default counts where it is not set.
  case variable(String, defaultPort: Int)
}

package enum ListenerProtocol: String, Hashable, Sendable, CaseIterable {
  case http
  case https
  case tcp
  case grpc
}

/// What is answered under a path.
package struct ProgramRoute: Hashable, Sendable {
  /// `/healthz`, or with a star at its end whatever starts so: `/api/*`.
  package var path: String
  /// Nil for every method.
  package var method: String?
  /// The first whose conditions all hold is given; the listener's fallback where none does.
  package var answers: [RouteAnswer]

  package init(path: String, method: String? = nil, answers: [RouteAnswer]) {
    self.path = path
    self.method = method
    self.answers = answers
  }
}

package struct RouteAnswer: Hashable, Sendable {
  package var conditions: [RouteCondition]
  package var status: Int
  package var headers: [String: String]
  /// A text with `${...}`, as everywhere in a program.
  package var body: String
  package var latency: Duration
  package var lines: [ProgramLine]

  package init(
    conditions: [RouteCondition] = [], status: Int = 200, headers: [String: String] = [:], body: String = "",
    latency: Duration = .milliseconds(1), lines: [ProgramLine] = []
  ) {
    self.conditions = conditions
    self.status = status
    self.headers = headers
    self.body = body
    self.latency = latency
    self.lines = lines
  }
}

package enum RouteCondition: Hashable, Sendable {
  case need(NeedState)
  /// Since the process started.
  case uptimeAtLeast(Duration)
  case uptimeBelow(Duration)
  /// So many of a thousand requests, drawn from the container's seed.
  case chance(perThousand: Int)
}
