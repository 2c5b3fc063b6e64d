import NIOCore

/// Puts frames on the wire. Header blocks depend on those before them: frames that have one must be sent in the order in
/// which they were written.
struct SPDYFrameWriter: ~Copyable {
  private var deflater = HeaderDeflater()

  mutating func bytes(of frame: SPDYFrame) throws(SPDYError) -> ByteBuffer {
    switch frame {
    case .synStream(let id, let headers, let isLast):
      let block = try deflater.deflate(headers.block)
      return Self.control(SPDYFrame.Kind.synStream, isLast: isLast, [id, 0], [0, 0] + block)
    case .synReply(let id, let headers, let isLast):
      return Self.control(SPDYFrame.Kind.synReply, isLast: isLast, [id], try deflater.deflate(headers.block))
    case .headers(let id, let headers, let isLast):
      return Self.control(SPDYFrame.Kind.headers, isLast: isLast, [id], try deflater.deflate(headers.block))
    case .rstStream(let id, let status): return Self.control(SPDYFrame.Kind.rstStream, [id, status])
    case .ping(let id): return Self.control(SPDYFrame.Kind.ping, [id])
    case .goAway(let last, let status): return Self.control(SPDYFrame.Kind.goAway, [last, status])
    case .windowUpdate(let id, let delta): return Self.control(SPDYFrame.Kind.windowUpdate, [id, delta])
    case .initialWindow(let size): return Self.control(SPDYFrame.Kind.settings, [1, 7, size])
    case .other(let kind): return Self.control(kind, [])
    case .data(let id, let bytes, let isLast): return Self.data(id: id, bytes, isLast: isLast)
    }
  }

  private static func control(
    _ kind: UInt16, isLast: Bool = false, _ numbers: [UInt32], _ rest: [UInt8] = []
  ) -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.writeInteger(UInt16(0x8000) | SPDYFrame.version)
    buffer.writeInteger(kind)
    let length = UInt32(truncatingIfNeeded: numbers.count * 4 + rest.count) & 0xFF_FFFF
    buffer.writeInteger(UInt32(isLast ? SPDYFrame.lastFlag : 0) << 24 | length)
    for number in numbers { buffer.writeInteger(number) }
    buffer.writeBytes(rest)
    return buffer
  }

  /// A frame of data, which depends on no other. At most 16 MiB fit in it.
  static func data(id: UInt32, _ bytes: ByteBuffer, isLast: Bool = false) -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.writeInteger(id & SPDYFrame.numberMask)
    let length = UInt32(truncatingIfNeeded: bytes.readableBytes) & 0xFF_FFFF
    buffer.writeInteger(UInt32(isLast ? SPDYFrame.lastFlag : 0) << 24 | length)
    buffer.writeImmutableBuffer(bytes)
    return buffer
  }

  static func goAway(lastStream: UInt32, status: UInt32) -> ByteBuffer {
    control(SPDYFrame.Kind.goAway, [lastStream, status])
  }
}
