import Foundation
import GameServer
import Logging
import SimulationKernel

/// Logs to standard error, a line a message: `2026-11-23T18:00:00Z info request route=/healthz status=200`. Values are
/// quoted where they hold blanks, and nothing in them can begin another line.
struct LogLines: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let words = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
    let time = ServerClock().now.rfc3339
    let text = ([time, event.level.rawValue, Self.quoted("\(event.message)")] + words).joined(separator: " ") + "\n"
    FileHandle.standardError.write(Data(text.utf8))
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "=" }
    guard !isPlain || text.isEmpty else { return text }
    var quoted = ""
    for scalar in text.unicodeScalars.prefix(2000) {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}":
        quoted += "\\u{\(String(scalar.value, radix: 16))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\"" + quoted + "\""
  }
}
