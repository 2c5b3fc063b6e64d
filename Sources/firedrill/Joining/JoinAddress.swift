/// What a link of a game server leads to.
struct JoinAddress: Equatable {
  enum Target: Equatable {
    /// The server itself: any of its scenarios.
    case server
    /// A link that signs somebody in, once.
    case link(String)
    /// An invitation to a team.
    case invite(String)
    case run(Int)
    case competition(String)
    case scenario(String)
  }

  /// `https://drill.example.org`, with the path below which it lies.
  let server: String
  let target: Target

  init(_ text: String) throws(Failure) {
    let trimmed = text.filter { !$0.isWhitespace }
    guard let mark = trimmed.firstRange(of: "://"),
      ["http", "https"].contains(trimmed[..<mark.lowerBound].lowercased())
    else { throw Failure("\(ServerOutput.line(text)) is no link: one begins with https:// or http://.") }
    let whole = trimmed.prefix { $0 != "?" && $0 != "#" }
    var parts = whole[mark.upperBound...].split(separator: "/").map(String.init)
    guard let host = parts.first, !host.contains("@") else {
      throw Failure("\(ServerOutput.line(text)) names no server.")
    }
    let (target, count) = Self.target(of: Array(parts.dropFirst()))
    parts.removeLast(count)
    self.target = target
    server = trimmed[..<mark.upperBound].lowercased() + ([host.lowercased()] + parts.dropFirst()).joined(separator: "/")
  }

  /// Also how many parts at the path's end say it.
  private static func target(of parts: [String]) -> (Target, count: Int) {
    guard parts.count >= 2 else { return (.server, 0) }
    for (offset, kind) in parts.enumerated().dropLast() {
      let name = parts[offset + 1]
      let count = parts.count - offset
      switch kind {
      case "links": return (.link(name), count)
      case "invites": return (.invite(name), count)
      case "runs": if let run = Int(name), run > 0 { return (.run(run), count) }
      case "competitions": return (.competition(name), count)
      case "scenarios": return (.scenario(name), count)
      default: continue
      }
    }
    return (.server, 0)
  }
}
