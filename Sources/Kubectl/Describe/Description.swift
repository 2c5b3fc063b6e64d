import KubernetesModel
import SimulationKernel

/// Builds a description: lines at levels of indentation, tabs between what is to be aligned.
struct Description {
  static let longestAnnotation = 140
  private static let hiddenAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

  /// The client's clock, for ages.
  let now: Instant
  /// Levels that everything is moved to the right by.
  var nesting = 0
  private var writer = TabWriter.description

  init(now: Instant) { self.now = now }

  /// A description whose columns are not aligned, as `rollout history` shows a template.
  init(unaligned now: Instant) {
    self.now = now
    writer = .unaligned
  }

  mutating func write(_ level: Int, _ text: String) {
    writer.write(String(repeating: "  ", count: level + nesting) + text.escapedForTerminal)
  }

  mutating func line(_ level: Int = 0, _ text: String) { write(level, text + "\n") }

  /// The end of a line. What is nested is set in once more: kubectl writes it apart, and sets in whatever it writes.
  mutating func rest(_ text: String) { write(0, text + "\n") }

  mutating func text() -> String { writer.flush() }

  /// `Labels:` and a line for each.
  mutating func labels(_ labels: [String: String], title: String = "Labels", indent: String = "") {
    items(labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }, title: title, indent: indent)
  }

  /// A title and a line for each item, or `<none>`.
  mutating func items(_ items: [String], title: String, indent: String = "", level: Int = 0) {
    write(level, "\(indent)\(title):\t")
    guard let first = items.first else { return rest("<none>") }
    rest(first)
    for item in items.dropFirst() {
      write(level, indent)
      write(0, "\t")
      rest(item)
    }
  }

  /// `Annotations:` and a line for each; long ones are cut, those with several lines are set in.
  mutating func annotations(_ annotations: [String: String], title: String = "Annotations") {
    write(0, title + ":\t")
    let shown = annotations.filter { $0.key != Self.hiddenAnnotation }.sorted { $0.key < $1.key }
    if shown.isEmpty { return rest("<none>") }
    for (index, annotation) in shown.enumerated() {
      if index > 0 { write(0, "\t") }
      let value = annotation.value.hasSuffix("\n") ? String(annotation.value.dropLast()) : annotation.value
      if value.utf8.count + annotation.key.utf8.count + 2 > Self.longestAnnotation || value.contains("\n") {
        rest(annotation.key + ":")
        for part in value.split(separator: "\n", omittingEmptySubsequences: false) {
          line(0, "\t  " + Self.shortened(part, Self.longestAnnotation - 2))
        }
      } else {
        rest("\(annotation.key): \(value)")
      }
    }
  }

  static func shortened(_ text: some StringProtocol, _ length: Int) -> String {
    text.utf8.count > length ? String(decoding: text.utf8.prefix(length), as: UTF8.self) + "..." : String(text)
  }

  /// How long ago a timestamp was.
  func age(_ timestamp: JSONValue?) -> String { AgeText.since(timestamp, now) }
}
