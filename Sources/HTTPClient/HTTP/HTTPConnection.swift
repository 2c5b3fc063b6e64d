/// One connection to a server, and the answer that is being read from it.
package final class HTTPConnection {
  private static let largestHead = 1 << 20
  /// Answers before the answer, and fields behind a body, that are put up with.
  private static let mostPreludes = 32

  package let channel: ByteChannel
  private var framing = Framing.none
  package private(set) var isReusable = true

  /// How the end of a body is found.
  private enum Framing {
    case none
    case length(Int)
    /// Before the size of a chunk.
    case nextChunk
    /// Bytes that are left of a chunk; with 0 the end of its line is left.
    case chunk(left: Int)
    case untilClosed
  }

  init(_ channel: ByteChannel) { self.channel = channel }

  /// Whether the server has closed the connection between two requests, or says something that it was not asked.
  package var isClosed: Bool {
    do throws(NetworkProblem) {
      let isAsked = try channel.fillAvailable()
      return isAsked || channel.isAtEnd || !channel.pending.isEmpty
    } catch {
      return true
    }
  }

  /// Sends a request and reads the head of its answer.
  package func send(_ request: [UInt8], until deadline: Deadline?) throws(NetworkProblem) -> ResponseHead {
    isReusable = false
    try channel.write(request, until: deadline)
    for _ in 0..<Self.mostPreludes {
      let head = try readHead(until: deadline)
      // What is only on the way to the answer.
      if (100..<200).contains(head.status), head.status != 101 { continue }
      framing = try Self.framing(of: head)
      isReusable = head.isPersistent && head.status != 101
      return head
    }
    throw .failed("net/http: too many 1xx informational responses")
  }

  private func readHead(until deadline: Deadline?) throws(NetworkProblem) -> ResponseHead {
    var searched = 0
    while true {
      let pending = channel.pending
      if let end = Self.endOfHead(pending, from: searched) {
        return try ResponseHead(channel.take(end - pending.startIndex))
      }
      searched = max(0, pending.count - 3)
      guard pending.count < Self.largestHead else {
        throw .failed("net/http: server response headers exceeded \(Self.largestHead) bytes; aborted")
      }
      guard try channel.fill(until: deadline) else {
        if pending.isEmpty { throw .endOfStream }
        // An answer that is no HTTP at all may be a line without an end.
        _ = try ResponseHead(channel.take(pending.count))
        throw .failed("unexpected EOF")
      }
    }
  }

  /// Behind the empty line; nil when it has not come yet.
  private static func endOfHead(_ bytes: ArraySlice<UInt8>, from offset: Int) -> Int? {
    var index = bytes.startIndex + offset
    while index < bytes.endIndex {
      if bytes[index] == 0x0A {
        if index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A { return index + 2 }
        if index + 2 < bytes.endIndex, bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A { return index + 3 }
      }
      index += 1
    }
    return nil
  }

  private static func framing(of head: ResponseHead) throws(NetworkProblem) -> Framing {
    if head.status == 101 || head.status == 204 || head.status == 304 { return .none }
    if head["transfer-encoding"]?.lowercased() == "chunked" { return .nextChunk }
    guard let text = head["content-length"] else { return .untilClosed }
    guard let length = Int(text), length >= 0 else { throw .failed("bad Content-Length \"\(text)\"") }
    return .length(length)
  }

  // MARK: The body

  /// The next piece of the body, as it comes; nil at its end.
  package func readPiece(until deadline: Deadline?) throws(NetworkProblem) -> ArraySlice<UInt8>? {
    do throws(NetworkProblem) {
      return try nextPiece(until: deadline)
    } catch {
      if case .timedOut = error {} else { isReusable = false }
      throw error
    }
  }

  package func readAll(until deadline: Deadline?) throws(NetworkProblem) -> [UInt8] {
    var body: [UInt8] = []
    while let piece = try readPiece(until: deadline) { body += piece }
    return body
  }

  private func nextPiece(until deadline: Deadline?) throws(NetworkProblem) -> ArraySlice<UInt8>? {
    switch framing {
    case .none, .length(0):
      framing = .none
      return nil
    case .length(let left):
      let piece = try some(left, until: deadline)
      framing = .length(left - piece.count)
      return piece
    case .untilClosed:
      isReusable = false
      if channel.pending.isEmpty, try !channel.fill(until: deadline) {
        framing = .none
        return nil
      }
      return channel.take(channel.pending.count)
    case .chunk(left: 0):
      _ = try readLine(until: deadline)
      framing = .nextChunk
      return try nextPiece(until: deadline)
    case .chunk(let left):
      let piece = try some(left, until: deadline)
      framing = .chunk(left: left - piece.count)
      return piece
    case .nextChunk: return try openChunk(until: deadline)
    }
  }

  private func openChunk(until deadline: Deadline?) throws(NetworkProblem) -> ArraySlice<UInt8>? {
    let line = try readLine(until: deadline).prefix { $0 != ";" && $0 != " " }
    guard let size = Int(line, radix: 16), size >= 0 else { throw .failed("invalid byte in chunk length") }
    if size > 0 {
      framing = .chunk(left: size)
      return try nextPiece(until: deadline)
    }
    // Trailers, which nobody reads.
    for _ in 0..<Self.mostPreludes where try readLine(until: deadline).isEmpty {
      framing = .none
      return nil
    }
    throw .failed("http: suspiciously long trailer after chunked body")
  }

  /// What is there of the next `limit` bytes, at least one.
  private func some(_ limit: Int, until deadline: Deadline?) throws(NetworkProblem) -> ArraySlice<UInt8> {
    if channel.pending.isEmpty, try !channel.fill(until: deadline) { throw .failed("unexpected EOF") }
    return channel.take(limit)
  }

  private func readLine(until deadline: Deadline?) throws(NetworkProblem) -> String {
    while true {
      let pending = channel.pending
      if let end = pending.firstIndex(of: 0x0A) {
        let line = channel.take(end - pending.startIndex + 1).dropLast()
        return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      }
      guard pending.count < 4096 else { throw .failed("header line too long") }
      guard try channel.fill(until: deadline) else { throw .failed("unexpected EOF") }
    }
  }
}
