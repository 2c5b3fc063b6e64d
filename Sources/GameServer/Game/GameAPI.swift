import APIServer
import Drills
import Foundation
import Hints
import KubernetesModel

/// The game behind a drill's path: `GET firedrill/view` says how the run stands, `POST firedrill/command` performs a
/// game command, `{"words": ["hint", "yes"]}`.
enum GameAPI {
  private static let root = "/firedrill/"

  /// Nil for requests that are not about the game.
  static func answer(_ call: APICall, from host: ClusterHost) async -> APIResponse? {
    guard call.request.path.hasPrefix(root) else { return nil }
    switch (call.request.method, call.request.path.dropFirst(root.count)) {
    case (.get, "view"):
      let view = await host.drill { drill, now in drill.view(at: now) }
      return view.map { encoded($0) } ?? APIResponse(.unknownCluster)
    case (.post, "command"):
      guard let words = words(in: call.request.body) else {
        return APIResponse(.badRequest("the body must be {\"words\": [\"check\"]}"))
      }
      let advice = await advice(for: words, in: host)
      let reply = await host.drill { drill, now in drill.command(words, advice: advice, at: now) }
      guard let reply else { return APIResponse(.badRequest("there is no such command, or the run is over")) }
      let value: JSONValue = [
        "text": .string(reply.text), "status": .integer(Int64(reply.status)), "isError": .bool(reply.isError),
      ]
      return APIResponse(status: 200, body: .value(value))
    default: return APIResponse(.unknownCluster)
    }
  }

  private static func advice(for words: [String], in host: ClusterHost) async -> Advice? {
    guard let request = await host.drill({ drill, now in drill.adviceRequest(for: words, at: now) }) else { return nil }
    let adviser = await host.drill { drill, _ in drill.adviser }
    if let known = request.answerWithoutAsking(adviser?.options) { return known }
    return await adviser?.advice(on: request, for: "")
  }

  private static func words(in body: APIRequest.Body) -> [String]? {
    guard case .bytes(let bytes) = body, let value = try? JSONParser.parse(bytes) else { return nil }
    return value["words"]?.arrayValue?.compactMap(\.stringValue)
  }

  private static func encoded(_ value: some Encodable) -> APIResponse {
    guard let data = try? JSONEncoder().encode(value) else { return APIResponse(.unknownCluster) }
    return APIResponse(status: 200, body: .bytes(Array(data)))
  }
}
