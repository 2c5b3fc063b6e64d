import Testing

@Suite struct SizeTests {
  @Test("no file has more than 400 lines")
  func noFileHasMoreThan400Lines() throws {
    let long = try SourceFile.all(under: SourceFile.folders).filter { $0.lines.count > 400 }
    #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
  }

  @Test("no function has more than 60 lines")
  func noFunctionHasMoreThan60Lines() throws {
    let long = try SourceFile.all(under: SourceFile.folders).flatMap { file in
      file.functions.filter { $0.lineCount > 60 }.map { "\(file.path):\($0.line): \($0.lineCount) lines" }
    }
    #expect(long == [])
  }

  @Test("functions are found with their lengths")
  func functionsAreFoundWithTheirLengths() {
    let file = SourceFile(
      path: "Sources/M/a.swift",
      text: "struct A {\n  func one() {\n    two()\n  }\n\n  init(\n    a: Int\n  ) {\n    b = a\n  }\n}\n")
    let requirements = SourceFile(path: "a", text: "protocol P {\n  func one()\n  func two()\n}\nfunc three() {\n}\n")
    #expect(requirements.functions.map(\.line) == [5])
    #expect(file.functions.map(\.line) == [2, 6])
    #expect(file.functions.map(\.lineCount) == [3, 5])
  }
}
