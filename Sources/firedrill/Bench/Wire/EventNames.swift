import Glibc

/// Tells the names of server-sent events as they come. What they hold is passed over: it is the server that is measured.
struct EventNames {
  private static let field = Array("event: ".utf8)
  /// Bytes of a line that matter.
  private static let limit = 64

  private var line: [UInt8] = []
  private var name: String?

  mutating func take(_ bytes: UnsafeRawBufferPointer, _ use: (String) throws -> Void) rethrows {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let end = memchr(start, 0x0A, rest.count)
      let count = end.map { UnsafeRawPointer($0) - start } ?? rest.count
      line += rest.prefix(min(count, Self.limit - line.count))
      guard end != nil else { return }
      try finishLine(use)
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count + 1))
    }
  }

  private mutating func finishLine(_ use: (String) throws -> Void) rethrows {
    defer { line.removeAll(keepingCapacity: true) }
    if line.starts(with: Self.field) { name = String(decoding: line.dropFirst(Self.field.count), as: UTF8.self) }
    guard line.isEmpty, let name else { return }
    self.name = nil
    try use(name)
  }
}
