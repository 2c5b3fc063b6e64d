// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-warnings-as-errors"]),
]

/// Optimised in debug builds too, and for that as a whole: every request and every simulated second goes through these
/// modules, and without it the tests take more than twice the time. Assertions stay.
let optimised: [SwiftSetting] = [
  .unsafeFlags(
    [
      "-Osize", "-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode", "-assert-config", "Debug",
    ], .when(configuration: .debug))
]

/// One of the project's modules. The layers are explained in CONTRIBUTING.md and held by `ImportTests`.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, resources: [Resource] = [],
  isOptimised: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, resources: resources,
    swiftSettings: isOptimised ? settings + optimised : settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

let hashTrees: Target.Dependency = .product(name: "HashTreeCollections", package: "swift-collections")

let package = Package(
  name: "firedrill",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.3.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.25.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
  ],
  targets: [
    module("SimulationKernel", isOptimised: true),
    module("KubernetesModel", isOptimised: true),

    module("APIServer", ["SimulationKernel", "KubernetesModel", hashTrees], isOptimised: true),
    module("ContainerShell", ["SimulationKernel", "KubernetesModel", hashTrees]),
    module("ClusterNetwork", ["SimulationKernel", "KubernetesModel", "APIServer"]),

    module("ControlPlane", ["SimulationKernel", "KubernetesModel", "APIServer", hashTrees]),
    module(
      "Nodes", ["SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "ClusterNetwork", hashTrees]),

    module(
      "Cluster",
      [
        "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "ClusterNetwork", "ControlPlane", "Nodes",
        hashTrees,
      ]),

    module("Kubectl", ["SimulationKernel", "KubernetesModel", "APIServer"]),
    module(
      "Scenarios",
      ["SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Cluster"]),

    module("Scoring", ["SimulationKernel", "KubernetesModel", "APIServer", "Scenarios"]),
    module("Hints", ["KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Scenarios"]),

    module(
      "Drills",
      [
        "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Cluster", "Kubectl",
        "Scenarios",
        "Scoring",
        "Hints",
      ]),

    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    module("HTTPClient", ["KubernetesModel", "COpenSSL"]),
    module("AdviceProviders", ["SimulationKernel", "KubernetesModel", "HTTPClient", "Hints"]),

    module(
      "Leaderboard",
      ["SimulationKernel", "KubernetesModel", "Scenarios", "Scoring", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Leaderboard"),

    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    module("Terminal", ["SimulationKernel", "Kubectl", "Scenarios", "Scoring", "Drills", "CNcurses"]),

    module("KubernetesClient", ["SimulationKernel", "KubernetesModel", "APIServer", "Kubectl", "HTTPClient"]),

    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    module(
      "GameServer",
      [
        "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Cluster", "Scenarios",
        "Scoring",
        "Hints", "Drills", "HTTPClient", "Leaderboard", "COpenSSL", "CZlib",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], resources: [.embedInCode("Assets")]),

    .executableTarget(
      name: "firedrill",
      dependencies: [
        "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Cluster", "Scenarios",
        "Scoring",
        "Hints", "Drills", "HTTPClient", "AdviceProviders", "Leaderboard", "Terminal", "GameServer", "KubernetesClient",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),

    tests("SimulationKernelTests", ["SimulationKernel"]),
    tests("KubernetesModelTests", ["KubernetesModel"], resources: [.copy("Golden")]),
    tests(
      "APIServerTests", ["SimulationKernel", "KubernetesModel", "APIServer"], resources: [.copy("Fixtures")]),
    tests(
      "ContainerShellTests", ["SimulationKernel", "KubernetesModel", "ContainerShell"],
      resources: [.copy("OneLiners")]),
    tests("ControlPlaneTests", ["SimulationKernel", "KubernetesModel", "APIServer", "ControlPlane"]),
    tests("ClusterNetworkTests", ["SimulationKernel", "KubernetesModel", "APIServer", "ClusterNetwork"]),
    tests(
      "ClusterTests",
      ["SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "ControlPlane", "Nodes", "Cluster"],
      resources: [.copy("Golden")]),
    tests(
      "ConformanceTests",
      [
        "SimulationKernel", "APIServer", "ContainerShell", "Nodes", "Cluster", "Kubectl", "Scenarios", "Drills",
      ], exclude: ["README.md"], resources: [.copy("Fixtures")]),
    tests(
      "FiredrillTests",
      [
        "SimulationKernel", "KubernetesModel", "Kubectl", "Scenarios", "Scoring", "Drills", "Terminal", "firedrill",
        "LoopbackServing",
      ]),
    tests("StructureTests", []),
    tests(
      "LeaderboardTests",
      ["SimulationKernel", "Scenarios", "Scoring", "Leaderboard", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "ScenariosTests",
      ["SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Nodes", "Cluster", "Scenarios"],
      exclude: ["Fixtures"]),
    tests("ScoringTests", ["SimulationKernel", "KubernetesModel", "APIServer", "Scenarios", "Scoring"]),
    tests("HintsTests", ["Scenarios", "Hints"]),
    tests(
      "DrillsTests",
      [
        "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "Cluster", "Kubectl", "Scenarios",
        "Scoring", "Hints", "Drills",
      ]),
    tests(
      "GameServerTests",
      [
        "SimulationKernel", "KubernetesModel", "APIServer", "Cluster", "Kubectl", "Scenarios", "Scoring", "Hints",
        "Drills", "Leaderboard", "KubernetesClient", "GameServer", "LoopbackServing",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    tests("TerminalTests", ["SimulationKernel", "Scenarios", "Scoring", "Drills", "Terminal"]),
    .target(name: "LoopbackServing", path: "Tests/LoopbackServing", swiftSettings: settings),
    tests("HTTPClientTests", ["KubernetesModel", "HTTPClient", "LoopbackServing"]),
    tests(
      "AdviceProvidersTests",
      [
        "SimulationKernel", "KubernetesModel", "Scenarios", "Hints", "HTTPClient", "AdviceProviders",
        "LoopbackServing", "GameServer", "COpenSSL",
      ]),
    tests(
      "KubernetesClientTests",
      ["SimulationKernel", "KubernetesModel", "APIServer", "Kubectl", "KubernetesClient", "LoopbackServing"]),
    tests(
      "KubectlTests", ["SimulationKernel", "KubernetesModel", "APIServer", "Kubectl"], resources: [.copy("Golden")]),
  ]
)
