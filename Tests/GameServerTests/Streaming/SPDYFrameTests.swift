import NIOCore
import Testing

@testable import GameServer

@Suite struct SPDYFrameTests {
  /// What kubectl 1.28 sends to run a command: its first header block brings the dictionary into use.
  private static let recorded =
    "80030001000000290000000100000000000078f9e3c6a7c26260606004a7b392a2d4c45c6851c29a0a0a6800000000ffff"
    + "800300010000001900000003000000000000c22ac5565c92925f5a02000000ffff"
    + "800300010000001500000005000000000000c229975a5404000000ffff"

  private static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
  }

  @Test("Streams that kubectl opens are read, in whatever pieces they come.", arguments: [1, 7, 1000])
  func recordedStreams(size: Int) throws {
    var reader = SPDYFrameReader()
    var kinds: [String] = []
    var rest = Self.bytes(Self.recorded)[...]
    while !rest.isEmpty {
      reader.append(ByteBuffer(bytes: rest.prefix(size)))
      rest = rest.dropFirst(size)
      while let frame = try reader.next() {
        guard case .synStream(let id, let headers, false) = frame else {
          Issue.record("\(frame)")
          return
        }
        kinds.append("\(id) \(headers["streamType"] ?? "")")
      }
    }
    #expect(kinds == ["1 error", "3 stdout", "5 stderr"])
  }

  @Test("Frames are read as they were written.")
  func writtenFrames() throws {
    let headers = SPDYHeaders([
      SPDYHeaders.Field(name: "port", value: "80"), SPDYHeaders.Field(name: "requestid", value: "é"),
      SPDYHeaders.Field(name: "port", value: ""),
    ])
    let sorted = SPDYHeaders([headers.fields[0], headers.fields[2], headers.fields[1]])
    let frames: [SPDYFrame] = [
      .synStream(id: 1, headers: sorted, isLast: true), .synReply(id: 1, headers: SPDYHeaders(), isLast: false),
      .headers(id: 1, headers: sorted, isLast: true), .rstStream(id: 3, status: 5), .ping(id: 0xFFFF_FFFF),
      .goAway(lastStream: 7, status: 1), .initialWindow(1000), .windowUpdate(id: 3, delta: 9), .other(kind: 77),
      .data(id: 3, bytes: ByteBuffer(string: "text"), isLast: false), .data(id: 3, bytes: ByteBuffer(), isLast: true),
    ]
    var writer = SPDYFrameWriter()
    var reader = SPDYFrameReader()
    for frame in frames { reader.append(try writer.bytes(of: frame)) }
    for frame in frames { #expect(try reader.next() == frame) }
    #expect(try reader.next() == nil)
    #expect(sorted["Port"] == "80")
  }

  @Test(
    "A header block that is cut short, or says too much, is none.",
    arguments: [
      [], [0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
      [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0],
    ] as [[UInt8]])
  func brokenBlocks(block: [UInt8]) {
    #expect(throws: SPDYError.self) { try SPDYHeaders(block: block) }
  }
}
