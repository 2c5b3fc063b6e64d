/// Reads the parts of a protobuf message: tags, numbers, lengths. Never reads past the message's end.
struct ProtobufReader {
  enum WireType: UInt8 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case startGroup = 3
    case endGroup = 4
    case fixed32 = 5
  }

  private let source: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  init(_ bytes: ArraySlice<UInt8>) {
    source = Array(bytes)
    position = 0
    end = source.count
  }

  private init(source: [UInt8], from start: Int, to end: Int) {
    self.source = source
    position = start
    self.end = end
  }

  var isAtEnd: Bool { position >= end }

  /// The next field's number and wire type.
  ///
  /// - Parameter message: the message's name, for errors.
  mutating func tag(in message: String) throws(ProtobufError) -> (number: Int, type: UInt8) {
    let tag = try varint()
    let type = UInt8(truncatingIfNeeded: tag & 7)
    let number = Int(Int32(truncatingIfNeeded: tag >> 3))
    if type == WireType.endGroup.rawValue { throw .endGroup(in: message) }
    if number <= 0 { throw .illegalTag(number, type, in: message) }
    return (number, type)
  }

  mutating func varint() throws(ProtobufError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .overflow
  }

  mutating func fixed64() throws(ProtobufError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(try byte()) << shift }
    return value
  }

  /// A message, a string or bytes, with the length before them.
  mutating func lengthDelimited() throws(ProtobufError) -> ProtobufReader {
    let length = try varint()
    guard let count = Int(exactly: length) else { throw .invalidLength }
    guard count <= end - position else { throw .unexpectedEnd }
    defer { position += count }
    return ProtobufReader(source: source, from: position, to: position + count)
  }

  /// What is left, as bytes.
  var remainder: ArraySlice<UInt8> { source[position..<end] }

  /// What is left, as text; bytes that are not UTF-8 are replaced.
  var text: String { String(decoding: remainder, as: UTF8.self) }

  /// Passes over a field's value, as decoders do with fields that they do not know.
  mutating func skip(_ type: UInt8) throws(ProtobufError) {
    var type = type
    var depth = 0
    while true {
      switch WireType(rawValue: type) {
      case .varint: _ = try varint()
      case .fixed64: try skip(bytes: 8)
      case .bytes: _ = try lengthDelimited()
      case .startGroup: depth += 1
      case .endGroup:
        if depth == 0 { throw .unexpectedGroupEnd }
        depth -= 1
      case .fixed32: try skip(bytes: 4)
      case nil: throw ProtobufError("proto: illegal wireType \(type)")
      }
      if depth == 0 { return }
      type = UInt8(truncatingIfNeeded: try varint() & 7)
    }
  }

  private mutating func skip(bytes count: Int) throws(ProtobufError) {
    guard count <= end - position else { throw .unexpectedEnd }
    position += count
  }

  private mutating func byte() throws(ProtobufError) -> UInt8 {
    guard position < end else { throw .unexpectedEnd }
    defer { position += 1 }
    return source[position]
  }
}
