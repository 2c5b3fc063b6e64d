import Foundation

/// Hides what differs from run to run: ages, times, generated names, addresses, versions.
struct Masks {
  private let rules: [(pattern: NSRegularExpression, word: String)]
  /// Lines that kubectl prints or not, by chance.
  private let noise: NSRegularExpression

  init() throws {
    let suffix = "[bcdfghjklmnpqrstvwxz2456789]"
    let patterns = [
      ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>"),
      (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"#, "<time>"),
      (#"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"#, "<time>"),
      (#"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} UTC"#, "<time>"),
      (#"^[IWE]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ "#, "<log> "),
      ("sha256:[0-9a-f]{64}", "<digest>"),
      ("containerd://[0-9a-f]{64}", "<container>"),
      (#"(?<=-)\#(suffix){8,10}-\#(suffix){5}\b"#, "<hash>-<id>"),
      (#"(?<=-)\#(suffix){9,10}(?![\w-])"#, "<hash>"),
      (#"(?<=-)(?=[a-z]*\d|\#(suffix){5}\b)\#(suffix){5}(?![\w-])"#, "<id>"),
      (#"pod-template-hash=\w+"#, "pod-template-hash=<hash>"),
      (#"\.[0-9a-f]{16}\b"#, ".<event>"),
      (#"\b10\.\d+\.\d+\.\d+\b"#, "<ip>"),
      (#"\b(resourceVersion:? ?\"?|Resource Version: +)\d+"#, "$1<rv>"),
      (#"(?<![\w.:/-])(?:\d+[smhdy])+(?![\w./-])"#, "<age>"),
      ("<invalid>", "<age>"),
      (#"<age> \(x\d+ over <age>\)"#, "<age>"),
      (#"\b\d+ \(<age> ago\)"#, "<restarts>"),
      (#"(Restart Count: +)[1-9]\d*"#, "$1<restarts>"),
      (#"[ \t]{2,}|\t"#, "  "),
      (#"\s+$"#, ""),
    ]
    rules = try patterns.map { (try NSRegularExpression(pattern: $0.0), $0.1) }
    noise = try NSRegularExpression(pattern: #"^E\d{4} .*websocket\.go:\d+\] Unknown stream id"#)
  }

  func callAsFunction(_ lines: [String]) -> [String] {
    lines.filter { noise.firstMatch(in: $0, range: Self.whole($0)) == nil }.map { line in
      rules.reduce(line) { text, rule in
        rule.pattern.stringByReplacingMatches(in: text, range: Self.whole(text), withTemplate: rule.word)
      }
    }
  }

  private static func whole(_ text: String) -> NSRange { NSRange(text.startIndex..., in: text) }
}
