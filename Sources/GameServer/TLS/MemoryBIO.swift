import COpenSSL

/// Bytes as OpenSSL reads and writes them.
enum MemoryBIO {
  /// Calls `body` with a source of `bytes`.
  static func reading<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      let memory = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
      defer { BIO_free(memory) }
      return body(memory)
    }
  }

  /// What `body` writes; nil when it says that it could not.
  static func written(_ body: (OpaquePointer?) -> Bool) -> [UInt8]? {
    let memory = BIO_new(BIO_s_mem())
    defer { BIO_free(memory) }
    return body(memory) ? take(memory) : nil
  }

  /// All that has been written to a memory and not been read.
  static func take(_ memory: OpaquePointer?) -> [UInt8] {
    let count = BIO_ctrl_pending(memory)
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
      size = max(0, Int(BIO_read(memory, buffer.baseAddress, Int32(clamping: buffer.count))))
    }
  }
}
