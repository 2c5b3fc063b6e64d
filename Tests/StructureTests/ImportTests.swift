import Testing

/// The layers of CONTRIBUTING.md, lowest first. A module imports only modules of lower layers.
private let layers: [[String]] = [
  ["SimulationKernel", "KubernetesModel"],
  ["APIServer"],
  ["ContainerShell", "ClusterNetwork"],
  ["ControlPlane", "Nodes"],
  ["Cluster"],
  ["Kubectl", "Scenarios"],
  ["Scoring", "Hints"],
  ["Drills", "HTTPClient"],
  ["Leaderboard", "AdviceProviders"],
  ["Terminal", "GameServer", "KubernetesClient"],
  ["firedrill"],
]

@Suite struct ImportTests {
  private let layerByModule = Dictionary(
    uniqueKeysWithValues: layers.enumerated().flatMap { index, modules in modules.map { ($0, index) } })

  @Test("a module imports only modules of lower layers")
  func aModuleImportsOnlyModulesOfLowerLayers() throws {
    var wrong: [String] = []
    for file in try SourceFile.all(under: ["Sources", "Leaderboard"]) {
      guard let layer = layerByModule[file.module] else { continue }
      for imported in file.imports {
        if let importedLayer = layerByModule[imported], importedLayer >= layer {
          wrong.append("\(file.path): \(file.module) imports \(imported)")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("every module has a place in the layers")
  func everyModuleHasAPlaceInTheLayers() throws {
    let modules = Set(try SourceFile.all(under: ["Sources", "Leaderboard"]).map(\.module))
    #expect(modules.subtracting(layerByModule.keys) == [])
  }
}
