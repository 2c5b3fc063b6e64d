import APIServer
import KubernetesModel

/// `--raw`: sends a file to a path of the API and prints the answer.
enum RawRequest {
  static func send(_ method: APIRequest.Method, to address: String, _ context: CommandContext) throws(KubectlError) {
    let files = context.flags.list("filename")
    guard files.count <= 1 else {
      throw .usage("--raw can only use a single local file or stdin")
    }
    var body: APIRequest.Body = .none
    if let file = files.first {
      if file.hasPrefix("http://") || file.hasPrefix("https://") {
        throw .usage("--raw can only use a local file or stdin")
      }
      body = .bytes(try bytes(of: file, context))
    }
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let path = parts.first, path.hasPrefix("/") else { throw .usage("--raw must be a valid URL path") }
    let query = parts.count > 1 ? parts[1].split(separator: "&").map(pair) : []
    let answer = try context.client.send(method, path, query: query, body: body)
    context.write(answer.bytes)
  }

  private static func bytes(of file: String, _ context: CommandContext) throws(KubectlError) -> [UInt8] {
    if file == "-" { return context.environment.standardInput }
    do throws(FileProblem) { return try context.environment.files.read(file) } catch {
      throw .message("open \(file): \(error.reason)")
    }
  }

  private static func pair(_ text: Substring) -> (name: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
  }
}
