import ArgumentParser
import Cluster
import Foundation
import GameServer
import Terminal

struct Sandbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a healthy simulated cluster to your own kubectl, until Ctrl-C.")

  @Option(help: "How many nodes the cluster has, from 0 to 100.")
  var nodes = 3

  @Flag(help: "A control plane and kubelets only: no DNS, no metrics, no storage class.")
  var bare = false

  @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
  var port = 0

  @Flag(help: "Serve through TLS, where tokens, client certificates and nobody at all are told apart.")
  var tls = false

  @Option(help: "Where to write the kubeconfig.", completion: .file())
  var kubeconfig = "firedrill.kubeconfig"

  @Option(help: "A folder whose manifests are applied before the cluster is served.", completion: .directory)
  var manifests: String?

  func validate() throws {
    guard (0...100).contains(nodes) else { throw ValidationError("--nodes must be from 0 to 100.") }
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
  }

  func run() throws {
    try reportingFailure(waiting: { [self] in
      var cluster = SandboxCluster.make(nodes: nodes, isBare: bare, seed: 1, at: ServerClock().now)
      if let manifests { try apply(manifests, to: &cluster) }
      let names = ["127.0.0.1", "::1", "localhost"]
      let access = try tls ? SecureAccess(to: cluster, at: ServerClock().now, names: names) : nil
      let host = ClusterHost(SandboxHost(cluster))
      let directory = ClusterDirectory(only: host)
      let path = tls ? "" : "/clusters/" + directory.add(host)
      let server = try GameServer(directory: directory, port: port, identity: access?.server)
      try await serve(server) { port in
        var config = KubeconfigFile(name: "firedrill", server: "http\(tls ? "s" : "")://127.0.0.1:\(port)\(path)")
        config.access = access
        return config
      }
    })
  }

  private func serve(_ server: GameServer, config: @escaping @Sendable (Int) -> KubeconfigFile) async throws {
    let file = kubeconfig
    let stopped = StopSignals()
    let failure = await withTaskGroup(of: Failure?.self) { group in
      group.addTask {
        do {
          try await server.run { Self.announce(config($0), file) }
          return nil
        } catch is CancellationError {
          return nil
        } catch {
          return Failure("cannot serve on 127.0.0.1:\(port): \(error)")
        }
      }
      group.addTask {
        await stopped.wait()
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    if let failure { throw failure }
  }

  /// Writes the kubeconfig, now that the API answers, and says how to use it.
  private static func announce(_ config: KubeconfigFile, _ file: String) {
    let device = TerminalDevice()
    let path = URL(fileURLWithPath: file).path
    do {
      try config.write(to: path)
      device.write("The cluster answers at \(config.server)\n\n  export KUBECONFIG=\(path)\n\nCtrl-C ends it.\n")
    } catch {
      device.write("firedrill: cannot write \(path). The cluster answers at \(config.server)\n", toError: true)
    }
  }

  private func apply(_ folder: String, to cluster: inout Cluster) throws(Failure) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { [".yaml", ".yml", ".json"].contains(where: $0.hasSuffix) }.sorted()
    guard !files.isEmpty else { throw Failure("there are no manifests (.yaml, .yml, .json) in \(folder).") }
    for file in files {
      let path = folder + "/" + file
      guard let text = FileManager.default.contents(atPath: path) else { throw Failure("cannot read \(path).") }
      do throws(ManifestProblem) {
        try SandboxManifests.apply(String(decoding: text, as: UTF8.self), to: &cluster, at: ServerClock().now)
      } catch {
        throw Failure("\(path):\(error.line):\(error.column): \(error.message)")
      }
    }
  }
}
