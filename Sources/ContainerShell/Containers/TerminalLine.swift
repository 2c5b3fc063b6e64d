/// The line at a terminal: what is typed is shown, can be deleted, and is read when the line ends.
struct TerminalLine: Sendable {
  struct Result {
    var input: [UInt8] = []
    var echo: [UInt8] = []
    var isInterrupt = false
    var isEnd = false
  }

  private var line: [UInt8] = []

  mutating func take(_ bytes: [UInt8]) -> Result {
    var result = Result()
    for byte in bytes {
      switch byte {
      case 3:
        line = []
        result.echo += Array("^C".utf8)
        result.isInterrupt = true
      case 4:
        if line.isEmpty { result.isEnd = true } else { result.input += line }
        line = []
      case 8, 127:
        if line.popLast() != nil { result.echo += [8, 32, 8] }
      case 10, 13:
        result.input += line + [Byte.newline]
        result.echo.append(Byte.newline)
        line = []
      default:
        guard line.count < 4096 else { continue }
        line.append(byte)
        result.echo.append(byte)
      }
    }
    return result
  }

  /// What a terminal makes of the ends of lines.
  static func withCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { $0 == Byte.newline ? [13, 10] : [$0] }
  }
}
