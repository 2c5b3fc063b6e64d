import Foundation
import Testing

@testable import Kubectl

/// Transcripts beside the tests.
enum Golden {
  static func steps(_ name: String) -> [Transcript.Step] {
    guard let folder = Bundle.module.resourceURL,
      let data = try? Data(contentsOf: folder.appendingPathComponent("Golden/\(name).txt"))
    else { return [] }
    return Transcript.steps(String(decoding: data, as: UTF8.self))
  }
}

@Suite struct CreateGoldenTests {
  @Test("the golden file is there")
  func theGoldenFileIsThere() {
    #expect(Golden.steps("create").count > 100)
  }

  @Test("run prints what kubectl prints", arguments: Golden.steps("run"))
  func runPrintsWhatKubectlPrints(step: Transcript.Step) {
    #expect(Workbench().run(step.command) == step.output)
  }

  @Test("generators print what kubectl prints", arguments: Golden.steps("create"))
  func generatorsPrintWhatKubectlPrints(step: Transcript.Step) {
    let bench = Workbench()
    bench.files["dir/a.txt"] = "one\n"
    bench.files["dir/b.txt"] = "two"
    bench.files["dir/sub/c"] = "hi\n"
    bench.files["f.txt"] = "hello\n"
    bench.files["e.env"] = "A=1\n# c\n\nB = x y\nC\n  D=3\n"
    bench.files["bad.env"] = "A=1\n1 b=2\n"
    bench.files["c.json"] = "{\"auths\":{}}\n"
    #expect(bench.run(step.command) == step.output)
  }
}
