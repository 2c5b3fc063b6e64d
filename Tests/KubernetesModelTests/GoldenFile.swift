import Foundation
import Testing

/// A text from the folder `Golden`.
func goldenText(_ name: String) throws -> String {
  let url = try #require(Bundle.module.url(forResource: "Golden/\(name)", withExtension: nil))
  return try String(contentsOf: url, encoding: .utf8)
}

/// The cases of a golden file: an input, a line `---->`, and what comes out, between lines of `=====`.
func goldenCases(_ name: String) throws -> [(input: String, output: String)] {
  try goldenText(name).components(separatedBy: "\n=====\n").map { text in
    let halves = text.components(separatedBy: "\n---->\n")
    return (halves[0], halves.count > 1 ? halves[1].trimmingCharacters(in: ["\n"]) : "")
  }
}
