import Foundation
import HTTPClient
import KubernetesModel
import Synchronization
import Terminal

/// Says once in the player's own shell that their run on a server is over.
final class EndWatch: Sendable {
  private static let interval = 2.0
  private let isStopped = Mutex(false)

  func begin(_ run: Int, at server: String) {
    Thread.detachNewThread { [self] in
      guard let entry = try? SavedServers.load()[server],
        let api = try? ServerAPI(address: server, token: entry.token, authority: entry.authority)
      else { return }
      while true {
        Thread.sleep(forTimeInterval: Self.interval)
        if isStopped.withLock({ $0 }) { return }
        let standing = try? api.get("/runs/\(run)")
        guard standing?["state"]?.stringValue == "over" else { continue }
        if isStopped.withLock({ $0 }) { return }
        return TerminalDevice().write("\nThe incident is over. exit shows your card.\n")
      }
    }
  }

  func stop() { isStopped.withLock { $0 = true } }
}
