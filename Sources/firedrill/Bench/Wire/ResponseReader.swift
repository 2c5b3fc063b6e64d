import Glibc

/// Reads the answers on one connection: their bodies have a known length, or come in chunks that may go on for ever.
struct ResponseReader {
  enum Part {
    case head(status: Int)
    /// Is gone when this is handled.
    case body(UnsafeRawBufferPointer)
    case end
  }

  private enum Place {
    case status
    case fields
    case sized(missing: Int)
    case chunkSize
    case chunk(missing: Int)
    case chunkEnd
    case trailer
  }

  private static let longestLine = 64 << 10

  private var place = Place.status
  private var line: [UInt8] = []
  private var status = 0
  private var length: Int?
  private var isChunked = false

  mutating func take(_ bytes: UnsafeRawBufferPointer, _ use: (Part) throws -> Void) throws {
    var rest = bytes
    while !rest.isEmpty {
      switch place {
      case .sized(let missing):
        let left = try pass(missing, &rest, use)
        place = .sized(missing: left)
        if left == 0 { try end(use) }
      case .chunk(let missing):
        let left = try pass(missing, &rest, use)
        place = left == 0 ? .chunkEnd : .chunk(missing: left)
      case .status, .fields, .chunkSize, .chunkEnd, .trailer:
        guard let text = try takeLine(&rest) else { return }
        try read(text, use)
      }
    }
  }

  /// Hands on what came of a body or a chunk: how much of it is still to come.
  private func pass(
    _ missing: Int, _ rest: inout UnsafeRawBufferPointer, _ use: (Part) throws -> Void
  ) rethrows -> Int {
    let count = min(missing, rest.count)
    try use(.body(UnsafeRawBufferPointer(rebasing: rest.prefix(count))))
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    return missing - count
  }

  private mutating func takeLine(_ rest: inout UnsafeRawBufferPointer) throws -> String? {
    let end = rest.firstIndex(of: 0x0A)
    line += rest[..<(end ?? rest.endIndex)]
    guard line.count <= Self.longestLine else { throw Failure("the server's answer has a line without an end") }
    rest = UnsafeRawBufferPointer(rebasing: rest[(end.map { $0 + 1 } ?? rest.endIndex)...])
    guard end != nil else { return nil }
    if line.last == 0x0D { line.removeLast() }
    defer { line.removeAll(keepingCapacity: true) }
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func read(_ text: String, _ use: (Part) throws -> Void) throws {
    switch place {
    case .status:
      guard let status = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
        throw Failure("the server does not answer in HTTP: \(text.prefix(100))")
      }
      (self.status, length, isChunked, place) = (status, nil, false, .fields)
    case .fields:
      if text.isEmpty { try beginBody(use) } else { note(text.lowercased()) }
    case .chunkSize:
      guard let size = Int(text.prefix { $0 != ";" }, radix: 16) else { throw Failure("a chunk has no size") }
      place = size == 0 ? .trailer : .chunk(missing: size)
    case .chunkEnd: place = .chunkSize
    case .trailer: if text.isEmpty { try end(use) }
    case .sized, .chunk: return
    }
  }

  private mutating func note(_ field: String) {
    let value = field.drop { $0 != ":" }.dropFirst().filter { $0 != " " }
    if field.hasPrefix("content-length:") { length = Int(value) }
    if field.hasPrefix("transfer-encoding:") { isChunked = value == "chunked" }
  }

  private mutating func beginBody(_ use: (Part) throws -> Void) throws {
    try use(.head(status: status))
    if isChunked { return place = .chunkSize }
    guard let length, length > 0 else { return try end(use) }
    place = .sized(missing: length)
  }

  private mutating func end(_ use: (Part) throws -> Void) rethrows {
    place = .status
    try use(.end)
  }
}
