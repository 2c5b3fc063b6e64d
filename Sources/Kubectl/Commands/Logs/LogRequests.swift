import APIServer
import KubernetesModel

/// One log that is to be printed.
struct LogRequest {
  let pod: String
  let namespace: String
  let container: String
  let query: [(name: String, value: String)]

  var path: String { "/api/v1/namespaces/\(namespace)/pods/\(pod)/log" }
  var prefix: String { "[pod/\(pod)/\(container)] " }
}

/// Finds the containers whose logs are meant.
struct LogRequests {
  private static let defaultContainer = "kubectl.kubernetes.io/default-container"

  let context: CommandContext
  let options: LogOptions

  init(_ context: CommandContext, _ options: LogOptions) {
    self.context = context
    self.options = options
  }

  func requests(for target: LogTarget) throws(KubectlError) -> [LogRequest] {
    switch target {
    case .pods(let pods): return try requests(for: pods)
    case .workload(let item):
      let pods = try WorkloadPods(context).pods(of: item)
      guard let first = pods.first else { return [] }
      if context.flags.bool("all-pods") { return try requests(for: pods) }
      if pods.count > 1 { context.printError("Found \(pods.count) pods, using pod/\(first.name)") }
      return try requests(for: [first])
    }
  }

  private func requests(for pods: [JSONValue]) throws(KubectlError) -> [LogRequest] {
    var result: [LogRequest] = []
    for pod in pods {
      if options.allContainers {
        result += Containers(pod).all.map { request(pod, $0.name) }
      } else {
        result.append(request(pod, try container(of: pod)))
      }
    }
    return result
  }

  private func request(_ pod: JSONValue, _ container: String) -> LogRequest {
    LogRequest(
      pod: pod.name, namespace: pod.namespace, container: container, query: options.query(container: container))
  }

  private func container(of pod: JSONValue) throws(KubectlError) -> String {
    let containers = Containers(pod)
    var name = options.container
    if name.isEmpty, let wanted = pod.annotations[Self.defaultContainer], !wanted.isEmpty {
      if containers.has(wanted) {
        name = wanted
      } else {
        context.printError("Default container name \(wanted.goQuoted) not found in pod \(pod.name)")
      }
    }
    if name.isEmpty {
      name = containers.all.first { $0.note.isEmpty }?.name ?? ""
      if containers.all.count > 1, !context.flags.bool("all-pods") {
        context.printError("Defaulted container \(name.goQuoted) out of: \(containers.text)")
      }
    }
    guard containers.has(name) else { throw .message("container \(name) is not valid for pod \(pod.name)") }
    return name
  }
}

/// The containers of a pod, as kubectl lists them.
struct Containers {
  /// In the order in which logs of all of them are printed.
  let all: [(name: String, note: String)]
  /// `app, shipper (init)`
  let text: String

  init(_ pod: JSONValue) {
    func names(_ key: String, _ note: String) -> [(name: String, note: String)] {
      pod.list("spec", key).map { ($0.text("name"), note) }
    }
    let plain = names("containers", "")
    let first = names("initContainers", " (init)")
    let ephemeral = names("ephemeralContainers", " (ephem)")
    all = first + plain + ephemeral
    text = (plain + ephemeral + first).map { $0.name + $0.note }.joined(separator: ", ")
  }

  func has(_ name: String) -> Bool { all.contains { $0.name == name } }
}
