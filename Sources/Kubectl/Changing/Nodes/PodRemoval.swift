import APIServer
import KubernetesModel
import SimulationKernel

/// Takes pods from a node: evicts them side by side, or deletes them, and waits until they are gone.
struct PodRemoval {
  private struct Doomed {
    enum Phase { case leaving, terminating, gone }

    let item: ResourceItem
    let uid: String
    var phase = Phase.leaving
    /// When something is to be done about it.
    var due: Instant
  }

  private let context: CommandContext
  private let dryRun: DryRun
  private let timeout: Duration
  private let deadline: Instant
  private let usesEviction: Bool
  private var doomed: [Doomed]
  private var errors: [KubectlError] = []

  init(_ pods: [JSONValue], _ context: CommandContext, dryRun: DryRun) {
    self.context = context
    self.dryRun = dryRun
    timeout = context.flags.duration("timeout")
    deadline = timeout > .zero ? context.now + timeout : .distantFuture
    usesEviction = !context.flags.bool("disable-eviction")
    let now = context.now
    doomed = pods.map { pod in
      Doomed(
        item: ResourceItem(mapping: .pods, namespace: pod.namespace, name: pod.name), uid: pod.uid, due: now)
    }
  }

  mutating func run() throws(KubectlError) {
    if usesEviction {
      // kubectl evicts all at once; what it started last goes first.
      doomed = doomed.suffix(1) + doomed.dropLast()
    } else {
      for pod in doomed { try delete(pod.item) }
      if dryRun != .none { return }
    }
    for index in doomed.indices where !usesEviction { doomed[index].phase = .terminating }
    while let next = doomed.filter({ $0.phase != .gone }).map(\.due).min() {
      if next > context.now {
        guard context.environment.transport.wait(until: next) else { throw .exit(130) }
      }
      try step()
    }
    if !errors.isEmpty { throw .several(errors) }
  }

  /// Does what is due by now.
  private mutating func step() throws(KubectlError) {
    let due = doomed.indices.filter { doomed[$0].phase != .gone && doomed[$0].due <= context.now }
    let leaving = due.filter { doomed[$0].phase == .leaving }
    for index in leaving {
      let item = doomed[index].item
      context.print("evicting pod \(item.namespace)/\(item.name)\(dryRun == .server ? dryRun.suffix : "")")
    }
    for index in leaving { evict(index) }
    for index in due where doomed[index].phase == .terminating { try look(index) }
  }

  private func delete(_ item: ResourceItem) throws(KubectlError) {
    do throws(KubectlError) {
      _ = try context.client.send(.delete, item.path(), query: dryRun.query, body: .value(options), asked: item.asked)
    } catch {
      if error.status?.reason != "NotFound" { throw error }
    }
  }

  /// Asks again every five seconds while a disruption budget is in the way.
  private mutating func evict(_ index: Int) {
    let item = doomed[index].item
    let subject = "error when evicting pods/\(item.name.goQuoted) -n \(item.namespace.goQuoted)"
    if context.now >= deadline {
      return fail(index, "\(subject): global timeout reached: \(timeout.goText)")
    }
    let eviction: JSONValue = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(item.name), "namespace": .string(item.namespace)], "deleteOptions": options,
    ]
    do throws(KubectlError) {
      _ = try context.client.send(
        .post, item.path(subresource: "eviction"), query: dryRun.query, accept: APIClient.typedAccept,
        body: .value(eviction), asked: item.asked)
      doomed[index].phase = dryRun == .server ? .gone : .terminating
    } catch {
      switch error.status?.reason {
      case "NotFound": doomed[index].phase = .gone
      case "TooManyRequests":
        context.printError("\(subject) (will retry after 5s): \(error.message)")
        doomed[index].due = context.now + .seconds(5)
      default: fail(index, "\(subject): \(error.message)")
      }
    }
  }

  /// Looks whether a pod, or at least this one of its name, is gone; if not, again in a second.
  private mutating func look(_ index: Int) throws(KubectlError) {
    let item = doomed[index].item
    do throws(KubectlError) {
      let current = try context.client.object(.get, item.path(), accept: APIClient.typedAccept, asked: item.asked)
      if current.uid == doomed[index].uid {
        if Drain.isSkipped(current, context) {
          let seconds = context.flags.integer("skip-wait-for-delete-timeout")
          context.print("pod \(item.name.goQuoted) has DeletionTimestamp older than \(seconds) seconds, skipping")
          doomed[index].phase = .gone
          return
        }
        if context.now >= deadline { return try giveUp(index) }
        doomed[index].due = min(context.now + .seconds(1), deadline)
        return
      }
    } catch {
      if error.status?.reason != "NotFound" { throw error }
    }
    context.print("pod/\(item.name) \(usesEviction ? "evicted" : "deleted")")
    doomed[index].phase = .gone
  }

  private mutating func giveUp(_ index: Int) throws(KubectlError) {
    let reason = "context deadline exceeded"
    guard usesEviction else { throw .message(reason) }
    let item = doomed[index].item
    let place = "pod \(item.name.goQuoted) in namespace \(item.namespace.goQuoted)"
    fail(index, "error when waiting for \(place) to terminate: \(reason)")
  }

  private mutating func fail(_ index: Int, _ text: String) {
    errors.append(.message(text))
    doomed[index].phase = .gone
  }

  private var options: JSONValue {
    let seconds = context.flags.integer("grace-period")
    return Draft.members(["gracePeriodSeconds": seconds >= 0 ? JSONValue(seconds) : nil])
  }
}
