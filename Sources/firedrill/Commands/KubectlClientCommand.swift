import ArgumentParser
import Foundation
import KubernetesClient
import Terminal

struct KubectlClient: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubectl",
    abstract: "Ask the cluster that KUBECONFIG names, on a machine that has no kubectl.",
    discussion: "Takes what kubectl takes: firedrill kubectl get pods.")

  @Argument(parsing: .captureForPassthrough, help: "kubectl's own command line.")
  var arguments: [String] = []

  func run() throws {
    let kubectl = HostKubectl(variables: ProcessInfo.processInfo.environment) { command, fileName, text in
      HostEditor(command: command).edit(fileName: fileName, text: text)
    }
    let status = kubectl.run(arguments)
    if status != 0 { throw ExitCode(Int32(clamping: status)) }
  }
}
