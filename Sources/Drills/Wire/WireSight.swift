import APIServer
import KubernetesModel
import Scoring

/// What an answer over HTTP shows to whoever asked: nobody knows the client's screen, so it goes by what is known of the
/// client.
enum WireSight: Equatable {
  /// Everything that came.
  case whole
  /// What a table of it would show.
  case table
  /// What kubectl describe prints of it.
  case described
  /// Nothing: kubectl read it only to go on with.
  case hidden

  /// Lines of YAML up to which a list of whole objects is read.
  private static let readableLines = 400
  /// kubectl's commands that show the objects they read.
  private static let showing: Set<String> = ["get", "edit", "events", "top node", "top pod"]

  static func of(_ asked: JournaledRequest, _ content: Exchange.Content) -> WireSight {
    let place = asked.place
    if case .text = content { return .whole }
    guard asked.method == "GET" else { return .hidden }
    guard asked.isKubectl else {
      if case .table = content { return .whole }
      return place.isList ? .table : .whole
    }
    if asked.subcommand == "describe" { return .described }
    guard showing.contains(asked.subcommand) else { return .hidden }
    guard case .objects(let objects) = content, !place.isEvents || asked.subcommand == "get" else { return .whole }
    return lines(of: objects) <= readableLines ? .whole : .table
  }

  /// How many lines objects take as YAML, about, and without what kubectl leaves out. Counts no further than it matters.
  private static func lines(of objects: [JSONValue]) -> Int {
    var count = 0
    for object in objects where count <= readableLines {
      var object = object
      object.update("metadata") { $0["managedFields"] = nil }
      count += lines(of: object, depth: 0)
    }
    return count
  }

  private static func lines(of value: JSONValue, depth: Int) -> Int {
    guard depth < 64 else { return 1 }
    switch value {
    case .object(let object):
      return object.members.reduce(0) { count, member in
        count + (member.value.isScalar ? 1 : 1 + lines(of: member.value, depth: depth + 1))
      }
    case .array(let elements): return elements.reduce(0) { $0 + lines(of: $1, depth: depth + 1) }
    default: return 1
    }
  }
}

extension JSONValue {
  fileprivate var isScalar: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }
}
