import SimulationKernel

/// Times as people write them into forms and programs into JSON.
enum MomentText {
  /// `2026-11-23T18:00Z`, with or without seconds, in UTC also without the `Z`: microseconds since 1970.
  static func microseconds(_ text: String) -> Int64? {
    guard text.utf8.count <= 40 else { return nil }
    var text = text
    // As a form's field has it.
    if text.utf8.count == 17, text.hasSuffix("Z") { text.removeLast() }
    if text.utf8.count == 16 { text += ":00" }
    if text.utf8.count == 19 { text += "Z" }
    return Instant(rfc3339: text)?.microseconds
  }
}
