/// Something that a program must find, and what it does when it does not.
package struct ProgramNeed: Hashable, Sendable {
  /// What routes and periodic lines call it.
  package var name: String
  package var condition: NeedCondition
  package var reaction: UnmetReaction
  /// Written at each look that finds it unmet.
  package var lines: [ProgramLine]
  /// Written when it is met after it was not.
  package var metLines: [ProgramLine]
  /// What is left in /dev/termination-log when the program ends for it.
  package var message: String

  package init(
    name: String = "", condition: NeedCondition, reaction: UnmetReaction = .exit(code: 1, after: .zero),
    lines: [ProgramLine] = [], metLines: [ProgramLine] = [], message: String = ""
  ) {
    self.name = name
    self.condition = condition
    self.reaction = reaction
    self.lines = lines
    self.metLines = metLines
    self.message = message
  }
}

package enum NeedCondition: Hashable, Sendable {
  /// A variable is set and not empty; with a pattern (an extended regular expression), its value matches.
  case variable(String, matching: String?)
  /// A file can be read; with a pattern, its content matches.
  case file(String, matching: String?)
  /// A connection can be opened.
  case reachable(ProgramEndpoint)
  /// A GET is answered with a status below 400, or with the one given.
  case answers(ProgramEndpoint, status: Int?)
}

/// Where a program connects to: `db:5432`, `${DATABASE_URL}`, `http://${CART_HOST}:8080/healthz`.
package struct ProgramEndpoint: Hashable, Sendable {
  /// A URL, or a host with its port.
  package var address: String
  /// Counts where the address has no port and its scheme implies none.
  package var defaultPort: Int?

  package init(_ address: String, defaultPort: Int? = nil) {
    self.address = address
    self.defaultPort = defaultPort
  }
}

/// What a program does about a need that is not met.
package enum UnmetReaction: Hashable, Sendable {
  case exit(code: Int, after: Duration)
  /// Looks again, and does not become ready before; gives up with the code after so many attempts, or never.
  case retry(every: Duration, attempts: Int?, code: Int)
  /// Runs on; the need is looked at again at this interval, and routes may depend on it.
  case runUnhealthy(recheck: Duration)
}

/// A need by name, met or not.
package struct NeedState: Hashable, Sendable {
  package var need: String
  package var isMet: Bool

  package init(need: String, isMet: Bool) {
    self.need = need
    self.isMet = isMet
  }
}
