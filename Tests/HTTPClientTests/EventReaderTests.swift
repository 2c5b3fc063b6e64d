import HTTPClient
import Testing

@Suite struct EventReaderTests {
  /// Read in pieces of so many bytes.
  private func events(_ text: String, piece: Int) -> [ServerSentEvent] {
    var reader = EventReader()
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: piece).flatMap { start in
      reader.read(bytes[start..<min(bytes.count, start + piece)])
    }
  }

  @Test(
    "Events come out the same in whatever pieces and with whatever line ends they come.", arguments: [1, 2, 7, 1000])
  func pieces(piece: Int) {
    let text = """
      \u{FEFF}: welcome

      id: 4
      event: output
      data: one
      data:two

      data
      unknown: field

      event: dropped

      : heartbeat

      id: 5
      data:  é

      """
    let expected = [
      ServerSentEvent(id: "4", name: "output", data: "one\ntwo"), ServerSentEvent(id: "4"),
      ServerSentEvent(id: "5", data: " é"),
    ]
    for end in ["\n", "\r\n", "\r"] {
      #expect(events((text + "\n").replacing("\n", with: end), piece: piece) == expected, "\(end.debugDescription)")
    }
  }

  @Test("What has no end is no event, and an endless one is given up.")
  func endless() {
    #expect(events("data: half\n", piece: 100).isEmpty)
    var reader = EventReader()
    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<17 { #expect(reader.read(piece).isEmpty) }
    #expect(reader.isOverfull)
  }
}
