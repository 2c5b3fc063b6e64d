import Foundation
import HTTPClient
import KubernetesModel
package import Logging
import SimulationKernel
import Synchronization

/// Sends messages to a chat, on a thread of its own: nobody waits for it. What cannot be sent for long is forgotten.
package final class ChatWebhook: Sendable {
  /// How long between things. Tests have less.
  struct Pace {
    /// Between two messages, and before the first attempt is repeated; each later one waits twice as long.
    var unit = Duration.seconds(1)
    var patience = Duration.seconds(10)
  }

  /// Messages that wait.
  static let mostWaiting = 100
  /// How often a message is tried.
  static let attempts = 6
  /// Characters of one message; what waits together goes together.
  private static let longest = 3500
  /// Times the unit: what a chat may ask to wait.
  private static let longestWait = 300

  private struct State {
    var waiting: [String] = []
    var forgotten = 0
    var isStopping = false
  }

  private enum Outcome {
    case sent
    /// Not now; seconds that the chat asks to wait.
    case later(String, wait: Int?)
    /// Never.
    case refused(String)
  }

  private let address: WebhookAddress
  private let log: Logger
  private let pace: Pace
  private let state = Mutex(State())
  private let hasWork = DispatchSemaphore(value: 0)

  package convenience init(_ address: WebhookAddress, log: Logger) { self.init(address, log: log, pace: Pace()) }

  init(_ address: WebhookAddress, log: Logger, pace: Pace) {
    self.address = address
    self.log = log
    self.pace = pace
  }

  /// Sends what comes until `stop`; keeps itself alive until then.
  package func start() { Thread.detachNewThread { self.work() } }

  /// What waits is not sent any more.
  package func stop() {
    state.withLock { $0.isStopping = true }
    hasWork.signal()
  }

  package func send(_ text: String) {
    state.withLock { state in
      if state.waiting.count >= Self.mostWaiting {
        state.waiting.removeFirst()
        state.forgotten += 1
      }
      state.waiting.append(text)
    }
    hasWork.signal()
  }

  /// Sends one message now, once, and waits for it.
  /// - Returns: why it was not taken; nil when it was.
  package func attempt(_ text: String) -> String? {
    guard let client = try? WebClient(server: address.address.origin) else { return "it cannot be asked" }
    return switch post(text, client) {
    case .sent: nil
    case .later(let reason, _), .refused(let reason): reason
    }
  }

  // MARK: The thread

  private var isStopping: Bool { state.withLock { $0.isStopping } }

  private func work() {
    guard let client = try? WebClient(server: address.address.origin) else { return }
    var isWell = true
    while !isStopping {
      hasWork.wait()
      while let text = next() {
        let complaint = deliver(text, client)
        // One line when it fails, and one when it is well again.
        if let complaint, isWell {
          log.warning("the chat takes no messages", metadata: ["host": "\(address)", "reason": "\(complaint)"])
        } else if complaint == nil, !isWell {
          log.notice("the chat takes messages again", metadata: ["host": "\(address)"])
        }
        isWell = complaint == nil
        wait(pace.unit)
      }
    }
  }

  /// What waits, as one message; nil for nothing.
  private func next() -> String? {
    let (texts, forgotten) = state.withLock { state in
      if state.isStopping { return ([String](), 0) }
      var count = 0
      var length = 0
      for text in state.waiting {
        length += text.count + 1
        if count > 0, length > Self.longest { break }
        count += 1
      }
      defer {
        state.waiting.removeFirst(count)
        state.forgotten = 0
      }
      return (Array(state.waiting.prefix(count)), state.forgotten)
    }
    if forgotten > 0 { log.warning("messages to the chat are forgotten", metadata: ["count": "\(forgotten)"]) }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  /// Tries until it is taken; otherwise why it is not.
  private func deliver(_ text: String, _ client: WebClient) -> String? {
    var complaint = ""
    for attempt in 0..<Self.attempts {
      switch post(text, client) {
      case .sent: return nil
      case .refused(let reason): return reason
      case .later(let reason, let seconds):
        complaint = reason
        guard attempt + 1 < Self.attempts, !isStopping else { return complaint }
        wait(pace.unit * min(Self.longestWait, max(seconds ?? 0, 1 << attempt)))
      }
    }
    return complaint
  }

  private func post(_ text: String, _ client: WebClient) -> Outcome {
    do throws(WebProblem) {
      let answer = try client.send(
        "POST", address.target, body: .json(["text": .string(text)]), within: pace.patience, largest: 64 << 10)
      if answer.isSuccess { return .sent }
      let reason = "it answers with status \(answer.status)"
      let isLater = answer.status == 429 || answer.status == 408 || answer.status >= 500
      return isLater ? .later(reason, wait: answer.retryAfter) : .refused(reason)
    } catch {
      return .later(error.reason, wait: nil)
    }
  }

  /// Ends early when the server stops.
  private func wait(_ duration: Duration) {
    let piece = min(duration, .milliseconds(100))
    var left = duration
    while left > .zero, !isStopping {
      Thread.sleep(forTimeInterval: min(piece, left).inSeconds)
      left -= piece
    }
  }
}
