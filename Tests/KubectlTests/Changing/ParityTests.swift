import Foundation
import KubernetesModel
import Testing

@testable import Kubectl

/// Compares with what was recorded of the real kubectl; prints all differences.
@Suite struct ParityTests {
  @Test func help() throws {
    let json = try JSONParser.parse(Array(Data(contentsOf: URL(fileURLWithPath: "/tmp/kh/real.json"))))
    var out = ""
    for member in json.objectValue?.members ?? [] {
      let mine = Workbench().run(member.key + " --help")
      let real = member.value.stringValue ?? ""
      if mine != real { out += "### \(member.key)\n" + diff(real, mine) }
    }
    try out.write(toFile: "/tmp/kh/help-diff.txt", atomically: true, encoding: .utf8)
  }

  @Test func errors() throws {
    let json = try JSONParser.parse(Array(Data(contentsOf: URL(fileURLWithPath: "/tmp/kh/errors.json"))))
    var out = ""
    for pair in json.arrayValue ?? [] {
      let line = pair[0]?.stringValue ?? ""
      let mine = Workbench().run(line)
      let real = pair[1]?.stringValue ?? ""
      if mine != real { out += "### \(line)\n" + diff(real, mine) }
    }
    try out.write(toFile: "/tmp/kh/errors-diff.txt", atomically: true, encoding: .utf8)
  }

  private func diff(_ real: String, _ mine: String) -> String {
    let a = real.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let b = mine.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return b.difference(from: a).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)\n"
      case .insert(_, let line, _): "+ \(line)\n"
      }
    }.sorted { $0.first == "-" && $1.first != "-" }.prefix(14).joined()
  }
}
