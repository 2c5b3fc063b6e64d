import CZlib
import NIOCore

/// Compresses large answers for clients that take gzip.
enum Gzip {
  /// Bytes below which compressing costs more than it saves (kube-apiserver: 128 KiB).
  static let threshold = 128 << 10
  /// kube-apiserver prefers speed, too.
  private static let level: Int32 = 1
  /// zlib's window of 32 KiB, plus 16 for gzip's header.
  private static let windowBits: Int32 = 15 + 16

  /// Whether an `Accept-Encoding` takes gzip.
  static func isAccepted(by header: String) -> Bool {
    header.split(separator: ",").contains { part in
      let words = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      return words.first == "gzip" && !words.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
    }
  }

  /// Nil when zlib refuses, for want of memory.
  static func compress(_ bytes: ByteBuffer) -> ByteBuffer? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(&stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.readableBytes)))
    guard bytes.readableBytes <= UInt32.max, bound <= UInt32.max else { return nil }
    var isComplete = false
    var output = ByteBuffer()
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { target in
      bytes.withUnsafeReadableBytes { source in
        // zlib does not write to what it reads.
        stream.next_in = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(bound)
        isComplete = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      return isComplete ? bound - Int(stream.avail_out) : 0
    }
    return isComplete ? output : nil
  }
}
