import Foundation
import Testing

@Suite struct DoctorTests {
  private let program = Program()

  private func findings(_ changes: [String: String]) throws -> (status: Int32, byName: [String: [String: String]]) {
    let result = try program.run(["doctor", "--json"], changing: changes)
    let all = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: String]])
    return (result.status, Dictionary(uniqueKeysWithValues: all.map { ($0["name"] ?? "", $0) }))
  }

  @Test("Where nothing is wrong the doctor says so, and what is only worth a note fails nothing.")
  func nothingIsWrong() throws {
    let result = try program.run(["doctor"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasSuffix("\nNothing is wrong.\n"))
    #expect(result.output.contains("note  TERM") && !result.output.contains("BAD"))
    #expect(!FileManager.default.fileExists(atPath: program.database))
  }

  @Test(
    "What is wrong is told with its mend, and fails the command.",
    arguments: [
      ("TERM", "nonsense-term", "TERM", "nonsense-term is described nowhere on this machine.", "export TERM="),
      ("LC_ALL", "xx_XX.UTF-8", "locale", "LC_ALL is xx_XX.UTF-8, which this machine does not have", "LANG=C.UTF-8"),
      ("FIREDRILL_SCENARIOS", "/nowhere", "scenarios", "there are none in /nowhere.", "Set FIREDRILL_SCENARIOS"),
      ("FIREDRILL_AI_KEY", "x", "AI service", "FIREDRILL_AI_KEY: the service's address is missing", "The README"),
      ("XDG_DATA_HOME", "/etc/passwd/x", "database", "cannot be made: /etc/passwd is no folder.", "Set XDG_DATA_HOME"),
    ])
  func whatIsWrongIsTold(variable: String, value: String, name: String, says: String, mend: String) throws {
    let found = try findings([variable: value])
    #expect(found.status == 1)
    let finding = try #require(found.byName[name])
    #expect(finding["state"] == "wrong", "\(finding)")
    #expect(finding["says"]?.contains(says) == true && finding["mend"]?.contains(mend) == true, "\(finding)")
    #expect(found.byName.values.filter { $0["state"] == "wrong" }.count == 1)
  }

  @Test("A damaged database is told, and left as it is.")
  func damagedDatabaseIsTold() throws {
    try FileManager.default.createDirectory(
      atPath: (program.database as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let rubbish = String(repeating: "not a database ", count: 1000)
    try rubbish.write(toFile: program.database, atomically: true, encoding: .utf8)
    let finding = try #require(try findings([:]).byName["database"])
    #expect(finding["state"] == "wrong" && finding["says"]?.hasSuffix("is damaged. Nothing was changed.") == true)
    #expect(try String(contentsOfFile: program.database, encoding: .utf8) == rubbish)
  }

  @Test("The player's own kubectl is found, and how far its version is off.")
  func ownKubectlIsFound() throws {
    let folder = program.dataFolder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func install(_ script: String) throws {
      try "#!/bin/sh\n\(script)\n".write(toFile: folder + "/kubectl", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/kubectl")
    }
    try install("echo '{\"clientVersion\": {\"minor\": \"27+\", \"gitVersion\": \"v1.27.3\"}}'")
    let old = try #require(try findings(["PATH": folder]).byName["kubectl"])
    #expect(old["state"] == "note" && old["says"]?.contains("v1.27.3: 9 minor versions behind") == true, "\(old)")
    try install("exit 3")
    let broken = try #require(try findings(["PATH": folder]).byName["kubectl"])
    #expect(broken["state"] == "wrong" && broken["says"]?.hasSuffix("does not say its version.") == true)
    let none = try #require(try findings(["PATH": "/nowhere"]).byName["kubectl"])
    #expect(none["state"] == "note" && none["says"]?.hasPrefix("is not on PATH.") == true)
  }
}
