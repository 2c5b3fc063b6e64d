import APIServer
import KubernetesModel
import SimulationKernel

/// Follows one object as client-go's informers do: a list of it alone, then a watch from there.
struct ObjectWatch {
  enum Event {
    case present(JSONValue)
    case deleted(JSONValue)
    /// The object was not there when the watch began.
    case absent
  }

  enum Outcome {
    case decided
    case timedOut
  }

  let client: APIClient
  let item: ResourceItem

  private var transport: any APITransport { client.environment.transport }

  /// Shows `decide` every state of the object until it returns true. `deadline` nil waits for ever.
  func follow(
    until deadline: Instant?, _ decide: (Event) throws(KubectlError) -> Bool
  ) throws(KubectlError) -> Outcome {
    let limit = deadline ?? .distantFuture
    while true {
      let list = try client.object(
        .get, item.collectionPath,
        query: [("fieldSelector", "metadata.name=" + item.name), ("limit", "500"), ("resourceVersion", "0")],
        asked: item.mapping.qualified)
      if let object = list["items"]?[0] {
        if try decide(.present(typed(object))) { return .decided }
      } else if try decide(.absent) {
        return .decided
      }
      if let outcome = try watch(from: list.resourceVersion, until: limit, decide) { return outcome }
    }
  }

  /// Watches until something is decided; nil when the server wants the client to list again.
  private func watch(
    from version: String, until limit: Instant, _ decide: (Event) throws(KubectlError) -> Bool
  ) throws(KubectlError) -> Outcome? {
    var version = version
    while true {
      var stream = try open(from: version)
      reading: while true {
        switch transport.read(&stream, until: limit) {
        case .watchEvents(let events):
          for event in events {
            let object = typed(event["object"] ?? .null)
            if event["type"]?.stringValue == "ERROR" {
              transport.close(stream)
              return nil
            }
            version = object.resourceVersion
            if try isDecided(event["type"]?.stringValue, object, decide) {
              transport.close(stream)
              return .decided
            }
          }
        case .deadlineReached:
          transport.close(stream)
          return .timedOut
        case .interrupted:
          transport.close(stream)
          throw .exit(130)
        case .failed(let text): throw .message(text)
        case .bytes, .wantsInput: continue
        case .ended: break reading
        }
      }
      // A server ends watches now and then: look whether time is up before asking again.
      if transport.now >= limit { return .timedOut }
      guard transport.wait(until: transport.now + .seconds(1)) else { throw .exit(130) }
    }
  }

  private func isDecided(
    _ type: String?, _ object: JSONValue, _ decide: (Event) throws(KubectlError) -> Bool
  ) throws(KubectlError) -> Bool {
    switch type {
    case "ADDED", "MODIFIED": try decide(.present(object))
    case "DELETED": try decide(.deleted(object))
    default: false
    }
  }

  private func open(from version: String) throws(KubectlError) -> APIStream {
    let response = try client.send(
      .get, item.collectionPath,
      query: [
        ("allowWatchBookmarks", "true"), ("fieldSelector", "metadata.name=" + item.name),
        ("resourceVersion", version), ("timeoutSeconds", "480"), ("watch", "true"),
      ], asked: item.mapping.qualified)
    guard case .stream(let stream) = response.body else {
      throw .message("unable to watch \(item.mapping.qualified): the answer is no stream")
    }
    return stream
  }

  /// Items of lists do not say their kind.
  private func typed(_ object: JSONValue) -> JSONValue {
    guard object.kind.isEmpty else { return object }
    var object = object
    object["kind"] = .string(item.mapping.kind)
    object["apiVersion"] = .string(item.mapping.groupVersion.apiVersion)
    return object
  }
}

extension ResourceItem {
  /// `pods/web-0`, as errors of waiting name it.
  var waitName: String { mapping.plural + "/" + name }
}
