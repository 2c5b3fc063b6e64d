/// What an answer must hold to show a fact.
package indirect enum Probe: Hashable, Sendable {
  /// A field of an object, by JSONPath.
  case field(object: ObjectReference, path: FieldPath, test: ValueTest)
  /// A cell of a table, by its column's name.
  case cell(object: ObjectReference, column: String, test: ValueTest)
  /// An event about an object; an empty reason stands for every reason.
  case event(about: ObjectReference, reason: String, test: ValueTest)
  /// A line of a pod's log.
  case log(pod: ObjectReference, test: ValueTest)
  /// A line that a command printed in a container of a pod; nil for any pod.
  case output(pod: ObjectReference?, test: ValueTest)
  /// How a connection that a command in a container opened to a host ended.
  case connection(ConnectionProbe)
  /// An object that is not there.
  case absence(ObjectReference)
  /// Facts that show something only together, in whatever order they were seen.
  case relation([Probe])
}

package enum ConnectionResult: String, Hashable, Sendable, CaseIterable {
  case answered, refused, timedOut, notResolved, noRoute
}

/// A connection, and how it ended.
package struct ConnectionProbe: Hashable, Sendable {
  /// A name as commands use it, or an address.
  package var host: String
  /// Nil for any.
  package var port: Int?
  package var outcome: ConnectionResult
  /// What was answered over HTTP; nil for whatever it was.
  package var status: Int?

  package init(host: String, port: Int? = nil, outcome: ConnectionResult, status: Int? = nil) {
    self.host = host
    self.port = port
    self.outcome = outcome
    self.status = status
  }
}

/// What a text or a number must be.
package enum ValueTest: Hashable, Sendable {
  case equals(String)
  case contains(String)
  case oneOf([String])
  /// There is a value, whatever it is.
  case exists
  /// There is none, or it is empty.
  case absent
  case atLeast(Int64)

  /// Whether a value passes; nil stands for no value.
  package func passes(_ value: String?) -> Bool {
    switch self {
    case .equals(let wanted): value == wanted
    case .contains(let part): value?.contains(part) ?? false
    case .oneOf(let wanted): value.map(wanted.contains) ?? false
    case .exists: !(value ?? "").isEmpty
    case .absent: ["", "<none>", "<unset>"].contains(value ?? "")
    case .atLeast(let least): Self.leadingNumber(value).map { $0 >= least } ?? false
    }
  }

  /// The part of a value that must be read to know that it passes.
  package func witness(in value: String) -> String {
    if case .contains(let part) = self { part } else { value }
  }

  /// Reads `5 (3m ago)`, as a table's RESTARTS says it, as 5.
  private static func leadingNumber(_ value: String?) -> Int64? {
    value.flatMap { Int64($0.prefix { $0.isNumber }) }
  }
}
