import Testing

@testable import firedrill

@Suite struct BenchTests {
  /// What a reader says of bytes that come in pieces of a size.
  private func read(_ text: String, inPieces size: Int) throws -> [String] {
    var reader = ResponseReader()
    var parts: [String] = []
    var body = ""
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try Array(rest.prefix(size)).withUnsafeBytes { bytes in
        try reader.take(bytes) { part in
          switch part {
          case .head(let status): parts.append("\(status)")
          case .body(let bytes): body += String(decoding: bytes, as: UTF8.self)
          case .end:
            parts.append(body)
            body = ""
          }
        }
      }
      rest = rest.dropFirst(size)
    }
    return body.isEmpty ? parts : parts + [body]
  }

  @Test(
    "Answers are read whole, in whatever pieces they come: by their length, in chunks, or without a body.",
    arguments: [1, 2, 7, 1000])
  func answers(size: Int) throws {
    let text =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 204 No Content\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nC; x=y\r\n, everybody!\r\n0\r\n\r\n"
      + "HTTP/1.1 409 Conflict\r\ncontent-length: 4\r\n\r\nbusy"
    #expect(try read(text, inPieces: size) == ["202", "{}", "204", "", "200", "hello, everybody!", "409", "busy"])
  }

  @Test(
    "What is no HTTP is refused.",
    arguments: ["hello\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n"])
  func noHTTP(text: String) {
    #expect(throws: Failure.self) { try read(text, inPieces: 3) }
  }

  @Test("Events are told by their names, in whatever pieces they come.", arguments: [1, 3, 1000])
  func events(size: Int) {
    let long = String(repeating: "x", count: 500)
    let text = ": \n\nid: 1\nevent: output\ndata: \(long)\n\nevent: done\ndata: {\"event: no\":1}\n\ndata: nameless\n\n"
    var names = EventNames()
    var heard: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      Array(rest.prefix(size)).withUnsafeBytes { bytes in names.take(bytes) { heard.append($0) } }
      rest = rest.dropFirst(size)
    }
    #expect(heard == ["output", "done"])
  }

  @Test("Everybody types once a period, each time at the same moment of it.")
  func pace() {
    var pace = TypingPace(players: 50, seconds: 5, seed: 7, from: 1000)
    var moments: [Int: [UInt64]] = [:]
    var last: UInt64 = 0
    for _ in 0..<150 {
      let due = pace.due
      #expect(due >= last)
      last = due
      moments[pace.take().player, default: []].append(due)
    }
    #expect(moments.count == 50)
    for due in moments.values { #expect(due.count == 3 && due[1] - due[0] == 5_000_000_000) }
  }

  @Test("A percentile is a value that so many of a hundred do not exceed.")
  func percentile() {
    let values = (1...1000).map(Double.init).shuffled()
    #expect(Stopwatch.percentile(99, values) == 990)
    #expect(Stopwatch.percentile(50, values) == 500)
    #expect(Stopwatch.percentile(99, []) == 0)
    #expect(Stopwatch.percentile(99, [3]) == 3)
  }
}
