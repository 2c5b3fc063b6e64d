import NIOCore

/// Why a connection cannot go on.
enum SPDYError: Error, Hashable {
  /// A frame that breaks the rules, or is larger than what is taken.
  case frame
  case compression
}

/// A frame of SPDY/3.1, as far as it means anything to a server of Kubernetes streams.
enum SPDYFrame: Hashable, Sendable {
  /// Opens a stream. Header names are lower-case; each may have several values.
  case synStream(id: UInt32, headers: SPDYHeaders, isLast: Bool)
  case synReply(id: UInt32, headers: SPDYHeaders, isLast: Bool)
  case rstStream(id: UInt32, status: UInt32)
  case ping(id: UInt32)
  case goAway(lastStream: UInt32, status: UInt32)
  case headers(id: UInt32, headers: SPDYHeaders, isLast: Bool)
  case windowUpdate(id: UInt32, delta: UInt32)
  /// Settings that tell how large the client's windows are at first.
  case initialWindow(UInt32)
  /// Other settings, and kinds that are not known: to be ignored.
  case other(kind: UInt16)
  /// Bytes of a stream. A long frame is told in pieces; `isLast` comes with the last of them.
  case data(id: UInt32, bytes: ByteBuffer, isLast: Bool)

  enum Status {
    static let refusedStream: UInt32 = 3
    static let flowControlError: UInt32 = 7
  }

  enum GoAwayStatus {
    static let ok: UInt32 = 0
    static let protocolError: UInt32 = 1
  }

  enum Kind {
    static let synStream: UInt16 = 1
    static let synReply: UInt16 = 2
    static let rstStream: UInt16 = 3
    static let settings: UInt16 = 4
    static let ping: UInt16 = 6
    static let goAway: UInt16 = 7
    static let headers: UInt16 = 8
    static let windowUpdate: UInt16 = 9
  }

  static let version: UInt16 = 3
  static let lastFlag: UInt8 = 1
  /// Stream numbers have 31 bits.
  static let numberMask: UInt32 = 0x7FFF_FFFF
}

/// The headers of a stream, in the order in which they came.
struct SPDYHeaders: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    var name: String
    var value: String
  }

  var fields: [Field]

  init(_ fields: [Field] = []) { self.fields = fields }

  /// The first value of a header; names are compared without regard to case.
  subscript(name: String) -> String? {
    let name = name.lowercased()
    return fields.first { $0.name == name }?.value
  }

  /// Reads a header block: a number of pairs, each a name and its values, with their lengths before them.
  init(block: [UInt8]) throws(SPDYError) {
    var buffer = ByteBuffer(bytes: block)
    guard let count: UInt32 = buffer.readInteger(), Int(count) <= block.count / 8 else { throw .frame }
    fields = []
    for _ in 0..<count {
      guard let name = Self.text(&buffer), let values = Self.text(&buffer), !name.isEmpty else { throw .frame }
      for value in values.split(separator: "\0", omittingEmptySubsequences: false) {
        fields.append(Field(name: name.lowercased(), value: String(value)))
      }
    }
  }

  private static func text(_ buffer: inout ByteBuffer) -> String? {
    guard let length: UInt32 = buffer.readInteger(), let bytes = buffer.readBytes(length: Int(length)) else {
      return nil
    }
    return String(validating: bytes, as: UTF8.self)
  }

  var block: [UInt8] {
    var names: [String] = []
    var values: [String: [String]] = [:]
    for field in fields {
      if values[field.name] == nil { names.append(field.name) }
      values[field.name, default: []].append(field.value)
    }
    var buffer = ByteBuffer()
    buffer.writeInteger(UInt32(truncatingIfNeeded: names.count))
    for name in names {
      for text in [name, values[name, default: []].joined(separator: "\0")] {
        buffer.writeInteger(UInt32(truncatingIfNeeded: text.utf8.count))
        buffer.writeString(text)
      }
    }
    return Array(buffer.readableBytesView)
  }
}
