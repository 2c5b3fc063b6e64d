/// Follows the answers on one connection: reads their heads and counts the bytes of their bodies.
struct AnswerCounter {
  private var head: [UInt8] = []
  /// Bytes of the body that are still to come; nil while the head is read.
  private var missing: Int?
  private(set) var bodyBytes = 0

  /// Takes what came; true when an answer is complete with it. A client that waits for each answer gets no more than one.
  mutating func take(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    if let missing {
      bodyBytes += bytes.count
      self.missing = missing - bytes.count
    } else {
      head += bytes
      guard let end = Self.endOfHead(head) else { return false }
      let length = try Self.length(head[..<end])
      bodyBytes += head.count - end
      missing = length - (head.count - end)
      head.removeAll(keepingCapacity: true)
    }
    guard missing == 0 else { return false }
    missing = nil
    return true
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    var (matched, index) = (0, 0)
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    while index < bytes.count {
      matched = bytes[index] == end[matched] ? matched + 1 : bytes[index] == end[0] ? 1 : 0
      index += 1
      if matched == end.count { return index }
    }
    return nil
  }

  private static func length(_ head: ArraySlice<UInt8>) throws -> Int {
    let text = String(decoding: head, as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first, status.hasPrefix("2") else {
      throw Failure("the server answered: \(lines.first ?? "")")
    }
    for line in lines where line.lowercased().hasPrefix("content-length:") {
      if let length = Int(line.dropFirst("content-length:".count).drop { $0 == " " }) { return length }
    }
    throw Failure("the server's answer has no length")
  }
}
