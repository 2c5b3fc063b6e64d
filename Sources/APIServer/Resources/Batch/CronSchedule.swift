/// Whether a text is a schedule, in the words of robfig/cron.
enum CronSchedule {
  static func problem(_ text: String) -> String? {
    var text = text
    if ["TZ=", "CRON_TZ="].contains(where: text.hasPrefix) {
      text = String(text.drop { $0 != " " }.drop { $0 == " " })
    }
    let descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
    if text.hasPrefix("@") {
      return descriptors.contains(text) || text.hasPrefix("@every ") ? nil : "unrecognized descriptor: \(text)"
    }
    let fields = text.split(separator: " ").map(String.init)
    guard fields.count == 5 else {
      return "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]"
    }
    for (field, bounds) in zip(fields, Bounds.all) {
      for part in field.split(separator: ",") {
        do throws(Problem) { try check(String(part), bounds) } catch { return error.text }
      }
    }
    return nil
  }

  private struct Problem: Error {
    let text: String
  }

  /// What a field may hold.
  private struct Bounds {
    let range: ClosedRange<Int>
    var names: [String] = []

    static let all = [
      Bounds(range: 0...59), Bounds(range: 0...23), Bounds(range: 1...31),
      Bounds(
        range: 1...12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
      Bounds(range: 0...6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    /// A number, or the name of one.
    func number(_ text: String) throws(Problem) -> Int {
      if let place = names.firstIndex(of: text.lowercased()) { return range.lowerBound + place }
      return try CronSchedule.number(text)
    }
  }

  private static func number(_ text: String) throws(Problem) -> Int {
    guard let number = Int(text) else {
      throw Problem(
        text: "failed to parse int from \(text): strconv.Atoi: parsing \"\(text)\": invalid syntax")
    }
    if number < 0 { throw Problem(text: "negative number (\(number)) not allowed: \(text)") }
    return number
  }

  /// `*`, `5`, `1-5`, each with a step or without: `*/10`.
  private static func check(_ text: String, _ bounds: Bounds) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    var (start, end) = (bounds.range.lowerBound, bounds.range.upperBound)
    if ends[0] != "*", ends[0] != "?" {
      start = try bounds.number(ends[0])
      if ends.count > 2 { throw Problem(text: "too many hyphens: \(text)") }
      end = ends.count == 2 ? try bounds.number(ends[1]) : start
    }
    if parts.count > 2 { throw Problem(text: "too many slashes: \(text)") }
    let step = parts.count == 2 ? try number(parts[1]) : 1
    if parts.count == 2, ends.count == 1 { end = bounds.range.upperBound }
    let (least, most) = (bounds.range.lowerBound, bounds.range.upperBound)
    if start < least { throw Problem(text: "beginning of range (\(start)) below minimum (\(least)): \(text)") }
    if end > most { throw Problem(text: "end of range (\(end)) above maximum (\(most)): \(text)") }
    if start > end { throw Problem(text: "beginning of range (\(start)) beyond end of range (\(end)): \(text)") }
    if step == 0 { throw Problem(text: "step of range should be a positive number: \(text)") }
  }
}
