import Foundation
import Testing

/// What an author does before there is anything to check: `firedrill scenario new` and `preview`.
@Suite struct AuthoringTests {
  private let program = Program()
  private let folder: String

  init() throws {
    folder = program.dataFolder + "/scenarios"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try program.run(["scenario"] + arguments, scenarios: folder)
  }

  @Test("A new scenario is written once, and passes lint; a preview shows it as players see it.")
  func newScenarioIsWrittenOnceAndShown() throws {
    let made = try run("new", "tea-shop", "--class", "image-reference")
    #expect(made.status == 0 && made.output.contains("firedrill scenario preview tea-shop"))
    let file = folder + "/tea-shop/scenario.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("id: tea-shop\n") && text.contains("classes: [W04]"))
    let again = try run("new", "tea-shop")
    #expect(again.status == 1 && again.errors.contains("is there already, and is left as it is"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)

    let preview = try run("preview", folder + "/tea-shop", "--variant", "cart")
    #expect(preview.status == 0, "\(preview.errors)")
    #expect(preview.output.contains("Lint finds nothing.\n"))
    #expect(preview.output.contains("The release that nobody got\n") && preview.output.contains("  not yet  Carts can"))
    #expect(preview.output.contains("$ kubectl get all\n") && preview.output.contains("ImagePullBackOff"))
    try text.replacing("warmUp: 10m", with: "warmup: 10m").write(toFile: file, atomically: true, encoding: .utf8)
    let spoilt = try run("preview", "tea-shop")
    #expect(spoilt.status == 1)
    #expect(spoilt.output.contains("a scenario has no key \"warmup\" (did you mean \"warmUp\"?)"))
  }

  @Test(
    "What cannot be written is refused with what can.",
    arguments: [
      (["Tea"], "it takes lower-case letters, digits and dashes"), (["a/b"], "is no id"),
      (["tea", "--class", "X9"], "X9 is no class of failure"),
      (["tea", "--class", "S01"], "there is no start for S01 (insufficient-resources). Begin with the nearest of C01"),
    ])
  func whatCannotBeWrittenIsRefused(arguments: [String], message: String) throws {
    let result = try program.run(["scenario", "new"] + arguments, scenarios: folder)
    #expect(result.status == 1 && result.errors.contains(message), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
