import APIServer
import Drills
import Foundation
import Kubectl
import KubernetesClient
import KubernetesModel

/// A drill that another process serves: the game's side of it.
struct RemoteDrill {
  private let transport: HTTPTransport

  /// - Parameter address: of the drill's cluster, with its path.
  init(address: String) {
    transport = HTTPTransport(terminal: HostTerminal(), session: UUID().uuidString)
    var access = ClusterAccess()
    access.server = address
    access.timeout = .seconds(30)
    transport.use(access, for: "firedrill")
  }

  /// How the run stands.
  func view() throws(Failure) -> DrillView {
    let bytes = try ask(APIRequest(.get, "/firedrill/view"))
    guard let view = try? JSONDecoder().decode(DrillView.self, from: Data(bytes)) else {
      throw Failure("the drill answered something that this version does not understand.")
    }
    return view
  }

  /// Performs a game command.
  func perform(_ words: [String]) throws(Failure) -> GameReply {
    let body: JSONValue = ["words": .array(words.map(JSONValue.string))]
    let bytes = try ask(APIRequest(.post, "/firedrill/command", body: .value(body)))
    let reply = (try? JSONParser.parse(bytes)) ?? .null
    return GameReply(
      text: reply.at("text")?.stringValue ?? "", status: Int(clamping: reply.at("status")?.intValue ?? 1),
      isError: reply.at("isError")?.boolValue)
  }

  private func ask(_ request: APIRequest) throws(Failure) -> [UInt8] {
    let response: APIResponse
    do {
      response = try transport.send(request)
    } catch {
      throw Failure("the drill does not answer any more: \(error.reason)")
    }
    guard case .bytes(let bytes) = response.body else { throw Failure("the drill gave no answer.") }
    guard response.isSuccess else {
      let message = (try? JSONParser.parse(bytes))?.at("message")?.stringValue
      throw Failure(message ?? "the drill answered with status \(response.status).")
    }
    return bytes
  }
}
