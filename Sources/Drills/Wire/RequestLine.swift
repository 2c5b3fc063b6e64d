import APIServer
import KubernetesModel
import Scoring

/// A request in the words in which a player would have typed it, for the list of steps.
enum RequestLine {
  private static let limit = 160

  static func text(of asked: JournaledRequest, defaultNamespace: String) -> String {
    let place = asked.place
    if place.resource.resource.isEmpty { return String("\(asked.method) \(asked.path)".prefix(limit)) }
    let client = asked.isKubectl ? (asked.command.isEmpty ? "kubectl get" : asked.command) : agent(asked)
    let words = [client, subject(of: asked, place)] + options(asked, place, defaultNamespace) + [command(of: asked)]
    return String(words.filter { !$0.isEmpty }.joined(separator: " ").prefix(limit))
  }

  /// Whether a request says more of what a command line was for than those before it, which only looked up its objects.
  static func isTelling(_ asked: JournaledRequest) -> Bool {
    asked.method != "GET" || ["log", "exec", "attach", "portforward", "proxy"].contains(asked.place.subresource)
  }

  /// `k9s/v0.50.6 linux` is called `k9s: get`.
  private static func agent(_ asked: JournaledRequest) -> String {
    let name = asked.userAgent.prefix { $0 != "/" && $0 != " " }
    let verb =
      switch asked.method {
      case "GET": asked.isWatch ? "watch" : asked.place.isList ? "list" : "get"
      case "POST": "create"
      case "PUT": "replace"
      default: asked.method.lowercased()
      }
    return (name.isEmpty ? "client" : String(name)) + ": " + verb
  }

  private static func subject(of asked: JournaledRequest, _ place: RequestPlace) -> String {
    let definition = ResourceDefinition.builtIn.first { $0.groupResource == place.resource }
    if place.name.isEmpty { return place.resource.resource }
    // Of a pod one says the name alone where the command is about pods only.
    if ["log", "exec", "attach", "portforward"].contains(place.subresource) { return place.name }
    return (definition?.singular ?? place.resource.qualified) + " " + place.name
  }

  private static func options(
    _ asked: JournaledRequest, _ place: RequestPlace, _ defaultNamespace: String
  ) -> [String] {
    var options: [String] = []
    let isNamespaced = ResourceDefinition.builtIn.first { $0.groupResource == place.resource }?.isNamespaced ?? true
    if place.namespace.isEmpty {
      if isNamespaced, place.name.isEmpty { options.append("-A") }
    } else if place.namespace != defaultNamespace {
      options.append("-n \(place.namespace)")
    }
    if let selector = asked.parameter("labelSelector") { options.append("-l \(selector)") }
    if let selector = asked.parameter("fieldSelector"), !place.isEvents {
      options.append("--field-selector \(selector)")
    }
    if !place.subresource.isEmpty, let container = asked.parameter("container") { options.append("-c \(container)") }
    if asked.flag("previous") { options.append("--previous") }
    if asked.flag("follow") { options.append("-f") }
    if asked.isWatch, asked.isKubectl { options.append("-w") }
    return options
  }

  private static func command(of asked: JournaledRequest) -> String {
    guard ["exec"].contains(asked.place.subresource) else { return "" }
    let words = stride(from: 0, to: asked.query.count - asked.query.count % 2, by: 2)
      .filter { asked.query[$0] == "command" }.map { asked.query[$0 + 1] }
    return words.isEmpty ? "" : "-- " + words.joined(separator: " ")
  }
}
