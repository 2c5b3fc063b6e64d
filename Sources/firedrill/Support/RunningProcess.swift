import Foundation
import Glibc

/// The program itself, serving in another process until it is stopped.
final class RunningProcess {
  let id: pid_t
  private let reader: Int32
  private var output: [UInt8] = []
  private var hasEnded = false

  init(_ arguments: [String]) throws {
    (id, reader) = try OwnProcess.start(arguments)
  }

  deinit {
    end(by: SIGTERM)
    close(reader)
  }

  /// Ends it, and waits until it is gone.
  func end(by signal: Int32) {
    guard !hasEnded else { return }
    hasEnded = true
    kill(id, signal)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
  }

  /// Waits for a line with `text` in it.
  func line(with text: String) throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let line = String(decoding: output, as: UTF8.self).split(separator: "\n").first(where: { $0.contains(text) }) {
        return String(line)
      }
      let count = read(reader, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure("firedrill ended before it served") }
      output += buffer.prefix(count)
    }
  }

  /// Bytes of memory that it has.
  func residentBytes() throws -> Int { try ProcessMemory.resident(of: "\(id)") }

  /// What it has used of processors so far, all of its threads together.
  func processorSeconds() throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
    // The second field is a name, which may hold anything.
    let fields = text.drop { $0 != ")" }.split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      throw Failure("/proc/\(id)/stat cannot be read")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

/// What the system says of processes' memory.
enum ProcessMemory {
  /// - Parameter process: a number, or `self`.
  static func resident(of process: String) throws -> Int {
    let fields = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { throw Failure("/proc/\(process)/statm cannot be read") }
    return pages * Int(getpagesize())
  }
}
