import CZlib

/// Reads the compressed header blocks of one side of a connection. All of them are one zlib stream.
struct HeaderInflater: ~Copyable {
  /// zlib keeps the address, so the stream has a place of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isUsable: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isUsable = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// - Throws: when the bytes are no zlib stream, or grow beyond `limit`. The stream cannot be used after that.
  mutating func inflate(_ bytes: [UInt8], limit: Int) throws(SPDYError) -> [UInt8] {
    guard isUsable else { throw .compression }
    var input = bytes
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    var isValid = true
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
      var isDone = false
      while !isDone, isValid {
        let count = piece.withUnsafeMutableBufferPointer { output -> Int in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(truncatingIfNeeded: output.count)
          var code = CZlib.inflate(stream, Z_SYNC_FLUSH)
          if code == Z_NEED_DICT {
            code = inflateSetDictionary(
              stream, HeaderDictionary.bytes, UInt32(truncatingIfNeeded: HeaderDictionary.bytes.count))
            if code == Z_OK { code = CZlib.inflate(stream, Z_SYNC_FLUSH) }
          }
          isValid = code == Z_OK || code == Z_BUF_ERROR
          isDone = stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0 || code == Z_BUF_ERROR
          return output.count - Int(stream.pointee.avail_out)
        }
        result += piece[..<count]
        if result.count > limit { isValid = false }
      }
      stream.pointee.next_in = nil
      stream.pointee.avail_in = 0
    }
    guard isValid else {
      isUsable = false
      throw .compression
    }
    return result
  }
}

/// Compresses the header blocks of one side of a connection.
struct HeaderDeflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let isUsable: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = deflateInit_(stream, Z_BEST_SPEED, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    let dictionary = HeaderDictionary.bytes
    isUsable =
      code == Z_OK && deflateSetDictionary(stream, dictionary, UInt32(truncatingIfNeeded: dictionary.count)) == Z_OK
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  mutating func deflate(_ bytes: [UInt8]) throws(SPDYError) -> [UInt8] {
    guard isUsable else { throw .compression }
    var input = bytes
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    var code = Z_OK
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
      repeat {
        let count = piece.withUnsafeMutableBufferPointer { output -> Int in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(truncatingIfNeeded: output.count)
          code = CZlib.deflate(stream, Z_SYNC_FLUSH)
          return output.count - Int(stream.pointee.avail_out)
        }
        result += piece[..<count]
      } while code == Z_OK && stream.pointee.avail_out == 0
      stream.pointee.next_in = nil
      stream.pointee.avail_in = 0
    }
    guard code == Z_OK || code == Z_BUF_ERROR else { throw .compression }
    return result
  }
}
