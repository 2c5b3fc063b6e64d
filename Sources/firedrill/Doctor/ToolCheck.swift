import APIServer
import ArgumentParser
import Foundation
import Glibc
import KubernetesModel

/// The program, the system, and the player's own kubectl.
struct ToolCheck {
  /// What kubectl may take to say its version.
  private static let patience = 5.0

  var findings: [Finding] { [program, kubectl] }

  private var program: Finding {
    var system = utsname()
    uname(&system)
    let name = withUnsafeBytes(of: &system.sysname) { Self.text($0) }
    let release = withUnsafeBytes(of: &system.release) { Self.text($0) }
    return .good(
      "versions",
      "firedrill \(Firedrill.configuration.version), Kubernetes \(APIServer.releaseName) simulated, \(name) \(release)")
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  // MARK: kubectl

  private var kubectl: Finding {
    guard let path = Self.find("kubectl") else {
      return .note(
        "kubectl", "is not on PATH. The game has its own; only your own tools (play --shell, sandbox) want it.",
        mend: "firedrill kubectl stands in for it, or see https://kubernetes.io/docs/tasks/tools/")
    }
    guard let output = Self.output(of: path, ["version", "--client", "-o", "json"]),
      let version = try? JSONParser.parse(output), let minor = Self.minor(of: version)
    else {
      return .wrong(
        "kubectl", "\(path) does not say its version.",
        mend: "Run it by hand: \(path) version --client. Reinstall it, or take it off PATH.")
    }
    let name = version.at("clientVersion", "gitVersion")?.stringValue ?? ""
    let skew = APIServer.minorVersion - minor
    guard abs(skew) > 1 else { return .good("kubectl", "\(path), \(name)") }
    return .note(
      "kubectl",
      "\(path), \(name): \(abs(skew)) minor versions \(skew > 0 ? "behind" : "ahead of") the simulated "
        + "\(APIServer.releaseName). Kubernetes supports one.",
      mend: skew > 0 ? "Most of it works, in the words of its own version. A newer one knows newer kinds." : "")
  }

  private static func minor(of version: JSONValue) -> Int? {
    (version.at("clientVersion", "minor")?.stringValue).flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private static func find(_ program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// What a program prints; nil where it fails or takes too long.
  private static func output(of path: String, _ arguments: [String]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let id = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(id, SIGTERM) }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watchdog)
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watchdog.cancel()
    return process.terminationStatus == 0 ? Array(data) : nil
  }
}
