/// An event that a server sends (HTML standard, 9.2).
package struct ServerSentEvent: Hashable, Sendable {
  package var id = ""
  package var name = ""
  package var data = ""

  package init(id: String = "", name: String = "", data: String = "") {
    self.id = id
    self.name = name
    self.data = data
  }
}

/// An answer that goes on: events, as they come.
package final class EventStream {
  private let connection: HTTPConnection
  private var reader = EventReader()

  init(_ connection: HTTPConnection) { self.connection = connection }

  /// What has come, comments left out; empty when nothing came within that time. Throws at the end of the stream.
  package func read(within patience: Duration) throws(WebProblem) -> [ServerSentEvent] {
    let deadline = Deadline(after: patience)
    do throws(NetworkProblem) {
      while let piece = try connection.readPiece(until: deadline) {
        let events = reader.read(piece)
        if reader.isOverfull { throw .failed("an event is too long") }
        if !events.isEmpty { return events }
      }
    } catch {
      if case .timedOut = error { return [] }
      throw WebProblem(error, isSent: true)
    }
    throw WebProblem(.endOfStream, isSent: true)
  }
}

/// Makes events of bytes that come in pieces.
package struct EventReader {
  private let limit: Int

  private var line: [UInt8] = []
  private var event = ServerSentEvent()
  private var hasData = false
  /// Of the last event that had one: it stands for those after it, too.
  private var id = ""
  private var isAfterReturn = false
  private var isAtStart = true
  package private(set) var isOverfull = false

  /// - Parameter limit: bytes of an event that are kept.
  package init(limit: Int = 16 << 20) { self.limit = limit }

  package mutating func read(_ bytes: some Sequence<UInt8>) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let isAfterReturn = isAfterReturn
      self.isAfterReturn = byte == 0x0D
      switch byte {
      case 0x0A where isAfterReturn: continue
      case 0x0A, 0x0D:
        if let event = endLine() { events.append(event) }
      default: line.append(byte)
      }
      if line.count + event.data.utf8.count > limit { isOverfull = true }
      if isOverfull { return events }
    }
    return events
  }

  /// The event that an empty line completes.
  private mutating func endLine() -> ServerSentEvent? {
    var text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    if isAtStart, text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    isAtStart = false
    guard !text.isEmpty else { return endEvent() }
    let name = text.prefix { $0 != ":" }
    var value = text.dropFirst(name.count + 1)
    if value.first == " " { value.removeFirst() }
    switch name {
    case "event": event.name = String(value)
    case "id": if !value.contains("\0") { id = String(value) }
    case "data":
      event.data += (hasData ? "\n" : "") + value
      hasData = true
    // Comments, and fields that nobody knows.
    default: break
    }
    return nil
  }

  private mutating func endEvent() -> ServerSentEvent? {
    defer { (event, hasData) = (ServerSentEvent(), false) }
    guard hasData else { return nil }
    event.id = id
    return event
  }
}
