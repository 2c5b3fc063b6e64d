import Drills
import HTTPClient
import KubernetesModel
import Terminal

/// A game command in the player's own shell, for a run that a server hosts.
struct ServerCommand {
  private let api: ServerAPI
  private let run: Int

  /// Nil where the address is none of a server's runs.
  /// - Parameter address: as the shell's environment has it.
  init?(address: String) throws(Failure) {
    guard let link = try? JoinAddress(address), case .run(let run) = link.target else { return nil }
    guard let saved = try SavedServers.load()[link.server] else {
      throw Failure("you are not signed in at \(link.server): firedrill join \(address) signs you in.")
    }
    self.run = run
    api = try ServerAPI(address: link.server, token: saved.token, authority: saved.authority)
  }

  func perform(_ words: [String]) throws(Failure) -> GameReply {
    let body: JSONValue = [
      "words": .array(words.map { .string($0) }), "colour": .bool(TerminalDevice().wantsColour),
    ]
    let reply = try api.failing { () throws(WebProblem) in try api.post("/runs/\(run)/commands", body) }
    var output = ServerOutput()
    let pieces = output.pieces(Array((reply["text"]?.stringValue ?? "").utf8)).joined()
    return GameReply(
      text: String(decoding: Array(pieces) + output.end(), as: UTF8.self),
      status: Int(clamping: reply["status"]?.intValue ?? 1), isError: reply["isError"]?.boolValue)
  }
}
