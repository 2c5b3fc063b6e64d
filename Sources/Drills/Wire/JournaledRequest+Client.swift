import APIServer
import KubernetesModel
import Scoring

/// What a request tells about the client that sent it.
extension JournaledRequest {
  var place: RequestPlace { RequestPlace(path: path) }

  /// Whether kubectl asks. One that was told not to send its command says so by its name only.
  var isKubectl: Bool { !command.isEmpty || userAgent.hasPrefix("kubectl/") }

  /// The words after `kubectl`: `get`, `rollout status`. One that does not tell is taken to show what it reads.
  var subcommand: String {
    let words = command.split(separator: " ")
    return words.count > 1 ? words.dropFirst().joined(separator: " ") : "get"
  }

  func parameter(_ name: String) -> String? {
    for index in stride(from: 0, to: query.count - query.count % 2, by: 2) where query[index] == name {
      return query[index + 1]
    }
    return nil
  }

  func flag(_ name: String) -> Bool { ["true", "1"].contains(parameter(name) ?? "") }

  var isWatch: Bool { flag("watch") }

  /// A list or a watch of a client that is not kubectl, or its question what it may do: nobody reads it as it comes.
  var fillsCache: Bool { !isKubectl && (place.isReview || method == "GET" && place.isList) }

  /// Whether what it asks for comes bit by bit.
  var opensStream: Bool {
    isWatch || flag("follow") || ["exec", "attach", "portforward"].contains(place.subresource)
  }

  /// Whether it asks and changes nothing, not even in a container, and its answer comes at once.
  var isPlainRead: Bool {
    let place = place
    if place.isReview { return method == "POST" }
    return method == "GET" && !opensStream && !["portforward", "proxy"].contains(place.subresource)
  }

  /// What the API says of itself: discovery, schemas, versions. Nobody learns from it what is broken.
  var isAboutTheAPI: Bool { place.resource.resource.isEmpty && method == "GET" }
}
