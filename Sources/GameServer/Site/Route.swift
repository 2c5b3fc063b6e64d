import KubernetesModel
import Leaderboard

/// Who may use a route. The router asks before the handler runs: a route cannot forget it.
package enum Access: Hashable, Sendable {
  package enum Subject: String, Hashable, Sendable {
    /// The team that the path's `{team}` names.
    case team
    /// The run that the path's `{run}` names.
    case run
  }

  /// Also who has not signed in.
  case anyone
  case player, author, organiser, admin
  /// Players of what the path names; for everybody else it does not exist.
  case member(of: Subject)

  /// The role that it takes; nil for anybody.
  var role: Role? {
    switch self {
    case .anyone: nil
    case .player, .member: .player
    case .author: .author
    case .organiser: .organiser
    case .admin: .admin
    }
  }
}

/// A field of a request: the router checks it, the document of the API tells of it.
package struct Field: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text(limit: Int)
    case integer(ClosedRange<Int64>)
    case flag
    case texts
    /// Microseconds since 1970, or a date and time in UTC.
    case time
    /// Anything that JSON can say.
    case value
  }

  package let name: String
  package let kind: Kind
  package let about: String
  package let isRequired: Bool

  package init(_ name: String, _ kind: Kind, _ about: String, isRequired: Bool = true) {
    self.name = name
    self.kind = kind
    self.about = about
    self.isRequired = isRequired
  }

  /// As JSON Schema has it.
  var schema: JSONValue {
    var schema: JSONValue
    switch kind {
    case .text(let limit): schema = ["type": "string", "maxLength": JSONValue(limit)]
    case .integer(let range):
      schema = ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .flag: schema = ["type": "boolean"]
    case .texts: schema = ["type": "array", "items": ["type": "string"]]
    case .time: schema = ["type": ["integer", "string"], "examples": ["2026-11-23T18:00:00Z"]]
    case .value: schema = [:]
    }
    schema["description"] = .string(about)
    return schema
  }
}

/// One thing that the site does.
package struct Route: Sendable {
  package typealias Handler = @Sendable (RouteCall) async throws(SiteError) -> SiteResponse

  package let method: SiteRequest.Method
  /// `/api/v1/teams/{team}/invite`: a part in braces takes any one part of a path. Of names in braces `team`, `run` and
  /// those that end in `id` are numbers.
  package let pattern: String
  package let access: Access
  /// What the document of the API says of it; nil for pages, which are not in it.
  package let summary: String?
  /// What the body holds: of a JSON object or of a form.
  package let takes: [Field]
  package let query: [Field]
  /// Bytes of the body.
  package let bodyLimit: Int
  /// Whether a request takes a token from the bucket of who asks. What is the same for everybody and costs nothing need not:
  /// a class behind one address loads it with every page.
  package let isRated: Bool
  package let handler: Handler

  let parts: [Part]

  package init(
    _ method: SiteRequest.Method, _ pattern: String, _ access: Access, _ summary: String? = nil, takes: [Field] = [],
    query: [Field] = [], bodyLimit: Int = Self.usualBodyLimit, isRated: Bool = true, handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.access = access
    self.summary = summary
    self.takes = takes
    self.query = query
    self.bodyLimit = bodyLimit
    self.isRated = isRated
    self.handler = handler
    parts = pattern.split(separator: "/").map { Part(String($0)) }
  }

  package static let usualBodyLimit = 256 << 10

  enum Part: Hashable, Sendable {
    case fixed(String)
    case number(String)
    case text(String)

    init(_ text: String) {
      guard text.hasPrefix("{"), text.hasSuffix("}") else {
        self = .fixed(text)
        return
      }
      let name = String(text.dropFirst().dropLast())
      self = name == "team" || name == "run" || name.hasSuffix("id") ? .number(name) : .text(name)
    }

    var name: String? {
      switch self {
      case .fixed: nil
      case .number(let name), .text(let name): name
      }
    }
  }
}

extension Route {
  /// Whether an answer is for programs: also errors are JSON.
  package var isAPI: Bool { pattern.hasPrefix("/api/") }

  /// What the path's parts in braces are; nil when it is no path of this route.
  func match(_ segments: [String]) -> [String: String]? {
    guard segments.count == parts.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      switch part {
      case .fixed(let text): guard text == segment else { return nil }
      case .number(let name):
        guard let number = Int64(segment), number > 0, String(number) == segment else { return nil }
        parameters[name] = segment
      case .text(let name): parameters[name] = segment
      }
    }
    return parameters
  }
}
