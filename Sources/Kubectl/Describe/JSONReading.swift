import KubernetesModel
import SimulationKernel

/// Short ways to read an object that is to be described; what is not there reads as nothing.
extension JSONValue {
  func text(_ path: String...) -> String { at(path[...])?.stringValue ?? "" }
  // One key and two are usual, and need no array.
  func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
  func text(_ first: String, _ second: String) -> String { at(first, second)?.stringValue ?? "" }

  func number(_ path: String...) -> Int64 { at(path[...])?.intValue ?? 0 }

  func flag(_ path: String...) -> Bool { at(path[...])?.boolValue ?? false }

  func list(_ path: String...) -> [JSONValue] { at(path[...])?.arrayValue ?? [] }

  func texts(_ path: String...) -> [String] { (at(path[...])?.arrayValue ?? []).compactMap(\.stringValue) }

  func map(_ path: String...) -> [String: String] { strings(at(path[...])) }

  /// Whether a member is there and is not null.
  func has(_ path: String...) -> Bool { at(path[...]).map { !$0.isNull } ?? false }

  /// A number or a text, as ports and counts may be.
  func plain(_ path: String...) -> String { at(path[...]).map { $0.isNull ? "" : GoText.value($0) } ?? "" }

  /// `Sun, 22 Nov 2026 15:03:30 +0000`; the beginning of time where there is none.
  func date(_ path: String...) -> String {
    let instant = at(path[...])?.stringValue.flatMap { Instant(rfc3339: $0) }
    return instant?.rfc1123 ?? "Mon, 01 Jan 0001 00:00:00 +0000"
  }

  /// A quantity in its canonical form; `0` where there is none.
  func quantity(_ path: String...) -> String {
    guard let value = at(path[...]) else { return "0" }
    return Quantity(value)?.description ?? GoText.value(value)
  }

  /// The names of a map's members, sorted.
  func keys(_ path: String...) -> [String] { at(path[...])?.objectValue?.keys ?? [] }
}
