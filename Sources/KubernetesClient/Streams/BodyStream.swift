import HTTPClient
import Kubectl
import KubernetesModel

/// A watch or a followed log: an answer whose body goes on.
final class BodyStream {
  enum Content {
    /// A JSON object a line.
    case watch
    case bytes
  }

  private let connection: HTTPConnection
  private let content: Content
  private var line: [UInt8] = []

  init(_ connection: HTTPConnection, _ content: Content) {
    self.connection = connection
    self.content = content
  }

  func read(until deadline: Deadline?) -> StreamEvent {
    do throws(NetworkProblem) {
      while let piece = try connection.readPiece(until: deadline) {
        switch content {
        case .bytes: return .bytes(Array(piece), isError: false)
        case .watch:
          line += piece
          if let event = try takeEvents() { return event }
        }
      }
      return .ended(exitCode: 0)
    } catch {
      if case .timedOut = error { return .deadlineReached }
      // Clients take the end of a watch, however it comes, as a reason to ask again.
      if content == .watch { return .ended(exitCode: 0) }
      if case .failed(let reason) = error { return .failed(reason) }
      return .failed("unexpected EOF")
    }
  }

  /// The events whose lines have come whole; nil when there is none.
  private func takeEvents() throws(NetworkProblem) -> StreamEvent? {
    guard let end = line.lastIndex(of: 0x0A) else { return nil }
    var events: [JSONValue] = []
    for text in line[..<end].split(separator: 0x0A) {
      guard let event = try? JSONParser.parse(Array(text)) else {
        return .failed("unable to decode an event from the watch stream")
      }
      events.append(event)
    }
    line.removeSubrange(...end)
    return events.isEmpty ? nil : .watchEvents(events)
  }
}
