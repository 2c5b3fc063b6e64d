/// A jq filter.
indirect enum JQFilter: Sendable {
  case identity
  case recurse
  case literal(JQValue)
  case field(JQFilter, JQFilter)
  case slice(JQFilter, JQFilter?, JQFilter?)
  case iterate(JQFilter)
  case array(JQFilter?)
  case object([(key: JQFilter, value: JQFilter)])
  case text([JQFilter], format: String?)
  case format(String)
  case negate(JQFilter)
  case pipe(JQFilter, JQFilter)
  case comma(JQFilter, JQFilter)
  case binary(String, JQFilter, JQFilter)
  /// `|=`, `=`, `+=` and their like, by the operator before the sign.
  case assign(String, JQFilter, JQFilter)
  case condition(JQFilter, JQFilter, JQFilter)
  case attempt(JQFilter, JQFilter?)
  case call(String, [JQFilter])
  case variable(String)
  case bind(JQFilter, [JQPattern], JQFilter)
  case reduce(JQFilter, [JQPattern], JQFilter, JQFilter)
  case foreach(JQFilter, [JQPattern], JQFilter, JQFilter, JQFilter?)
  case define(JQFunction, JQFilter)
  case label(String, JQFilter)
  case leave(String)
}

struct JQFunction: Sendable {
  var name: String
  /// `$x` for one that is a value, not a filter.
  var parameters: [String]
  var body: JQFilter
}

/// What `as` takes a value apart with.
indirect enum JQPattern: Sendable {
  case variable(String)
  case array([JQPattern])
  case object([(key: JQFilter, variable: String?, pattern: JQPattern?)])

  var variables: [String] {
    switch self {
    case .variable(let name): [name]
    case .array(let patterns): patterns.flatMap(\.variables)
    case .object(let members): members.flatMap { ($0.variable.map { [$0] } ?? []) + ($0.pattern?.variables ?? []) }
    }
  }
}

struct JQFailure: Error {
  let message: String
}

/// What is known where a filter stands, innermost first.
final class JQScope: Sendable {
  enum Entry: Sendable {
    case variable(String, JQValue)
    case function(JQFunction)
    /// A filter that was passed, with what is known where it was written.
    case closure(String, JQFilter, JQScope?)
    case label(String, Int)
  }

  let entry: Entry
  let parent: JQScope?

  init(_ entry: Entry, in parent: JQScope?) {
    self.entry = entry
    self.parent = parent
  }
}
