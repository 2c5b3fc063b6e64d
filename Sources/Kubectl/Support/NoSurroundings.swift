/// Where there are no files at all.
package final class NoFiles: KubectlFiles {
  package init() {}

  package func read(_ path: String) throws(FileProblem) -> [UInt8] { throw FileProblem("no such file or directory") }
  package func write(_ bytes: [UInt8], to path: String) throws(FileProblem) { throw FileProblem("permission denied") }
  package func list(_ path: String) throws(FileProblem) -> [String] { throw FileProblem("no such file or directory") }
  package func isDirectory(_ path: String) -> Bool { false }
}

/// Where nobody reads what is printed.
package final class NoOutput: OutputSink {
  package init() {}

  package func write(_ bytes: [UInt8], isError: Bool) {}
}
