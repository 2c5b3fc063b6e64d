/// Writes the parts of a protobuf message.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func varint(_ number: Int, _ value: UInt64) {
    tag(number, .varint)
    append(value)
  }

  mutating func fixed64(_ number: Int, _ value: UInt64) {
    tag(number, .fixed64)
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func text(_ number: Int, _ text: String) {
    tag(number, .bytes)
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func data(_ number: Int, _ data: [UInt8]) {
    tag(number, .bytes)
    append(UInt64(data.count))
    bytes.append(contentsOf: data)
  }

  private mutating func tag(_ number: Int, _ type: ProtobufReader.WireType) {
    append(UInt64(number) << 3 | UInt64(type.rawValue))
  }

  private mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
