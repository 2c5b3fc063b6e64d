import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// The last part of a start: configuration, creation, the process, the hook after it.
extension PodRuntime {
  /// Checks what the container is configured with; the runtime then needs a moment to create and start it.
  mutating func startCreating(_ index: Int, _ turn: inout PodTurn) {
    do {
      _ = try environment(for: containers[index].view, turn)
    } catch {
      fail(
        index, WaitingReason(reason: "CreateContainerConfigError", message: error.message), event: error.message, &turn)
      if step == nil { startNext(&turn) }
      return
    }
    if let problem = rootProblem(containers[index].view, turn) {
      fail(
        index, WaitingReason(reason: "CreateContainerConfigError", message: problem), event: problem, &turn)
      if step == nil { startNext(&turn) }
      return
    }
    begin(.start(index), for: turn.random.duration(from: .milliseconds(60), to: .milliseconds(130)), turn)
  }

  /// Why a container that must not run as root would: kubelet's `verifyRunAsNonRoot`.
  private func rootProblem(_ view: ContainerView, _ turn: PodTurn) -> String? {
    let context = view.value["securityContext"]
    let podContext = pod.spec["securityContext"]
    guard (context?["runAsNonRoot"] ?? podContext?["runAsNonRoot"])?.boolValue == true else { return nil }
    let place = "(pod: \"\(name)_\(namespace)(\(uid))\", container: \(view.name))"
    if let user = (context?["runAsUser"] ?? podContext?["runAsUser"])?.intValue {
      return user == 0 ? "container's runAsUser breaks non-root policy \(place)" : nil
    }
    guard let reference = try? ImageReference(view.image), turn.node.images[reference.text]?.image.user == 0 else {
      return nil
    }
    return "container has runAsNonRoot and image will run as root \(place)"
  }

  mutating func start(_ index: Int, _ turn: inout PodTurn) {
    let view = containers[index].view
    guard let reference = try? ImageReference(view.image), let image = turn.node.images[reference.text]
    else { return }
    guard let environment = try? environment(for: view, turn) else { return }
    retire(index)
    containers[index].failure = nil
    hasStartedSomething = true
    turn.normal("Created", "Container created", fieldPath: view.fieldPath)
    let id = turn.containerID()
    var instance = ContainerInstance(
      id: id, image: image, created: turn.now, isStarted: !containers[index].probes.contains { $0.kind == .startup },
      isReady: !containers[index].probes.contains { $0.kind == .readiness || $0.kind == .startup })
    do {
      let specification = specification(view, image: image, environment: environment, turn)
      instance.process = try Container(specification, at: turn.now)
      instance.answersSteadily = specification.answersSteadily
      containers[index].instance = instance
      for probe in containers[index].probes.indices { containers[index].probes[probe].reset() }
      turn.normal("Started", "Container started", fieldPath: view.fieldPath)
      withProcess(index, turn.neighbourhood) { process, neighbourhood in
        process.advance(to: turn.now, surroundings: neighbourhood)
      }
      runPostStartHook(index, &turn)
      if containers[index].instance?.process?.exit != nil { requestSync(at: turn.nextRelist()) }
    } catch {
      refuse(index, instance, error, &turn)
    }
  }

  /// Makes room for the next instance.
  private mutating func retire(_ index: Int) {
    guard let instance = containers[index].instance, let end = instance.end else { return }
    containers[index].previous = EndedContainer(id: instance.id, end: end, log: instance.process?.log ?? ContainerLog())
    containers[index].restartCount += 1
    containers[index].instance = nil
  }

  /// The runtime could not start the process: the container ends at once, as if it had run.
  private mutating func refuse(
    _ index: Int, _ instance: ContainerInstance, _ error: ContainerStartFailure, _ turn: inout PodTurn
  ) {
    let message = error.message
    var instance = instance
    instance.end = ContainerEnd(
      reason: "StartError", code: 128, signal: nil, message: message, started: Instant(seconds: 0), finished: turn.now)
    instance.isReady = false
    instance.isStarted = false
    containers[index].instance = instance
    fail(index, WaitingReason(reason: "RunContainerError", message: message), event: message, &turn)
  }

  private func specification(
    _ view: ContainerView, image: PulledImage, environment: [(name: String, value: String)], _ turn: PodTurn
  ) -> ContainerStart {
    let values = Dictionary(environment.map { ($0.name, $0.value) }) { _, last in last }
    func expanded(_ words: [String]?) -> [String]? {
      guard let words, !words.isEmpty else { return nil }
      return words.map { Expansion.expand($0) { values[$0] } }
    }
    let context = view.value["securityContext"]
    let podContext = pod.spec["securityContext"]
    func user(_ field: String) -> Int? {
      (context?[field] ?? podContext?[field])?.intValue.flatMap { Int(exactly: $0) }
    }
    return ContainerStart(
      image: image.image, command: expanded(view.strings("command")), arguments: expanded(view.strings("args")),
      environment: environment, workingDirectory: view.value["workingDir"]?.stringValue, hostname: kernelHostname,
      mounts: mounts(for: view, environment: values), memoryLimit: view.quantity("limits", "memory")?.value,
      cpuLimit: view.quantity("limits", "cpu")?.milliValue,
      ports: view.ports.compactMap { $0["containerPort"]?.intValue.flatMap { Int(exactly: $0) } },
      user: user("runAsUser"), group: user("runAsGroup"),
      isRootReadOnly: context?["readOnlyRootFilesystem"]?.boolValue ?? false,
      hasTerminal: view.value["tty"]?.boolValue ?? false, isInputOpen: view.value["stdin"]?.boolValue ?? false,
      terminationMessagePath: view.value["terminationMessagePath"]?.stringValue ?? "/dev/termination-log",
      resolverConfiguration: turn.neighbourhood.resolverConfiguration(of: self), hosts: hostsFile,
      seed: seed(view, turn))
  }

  var hostname: String {
    if isRunningOnHostNetwork { return node }
    let whole = pod.spec["hostname"]?.stringValue ?? name
    guard whole.utf8.count > 63 else { return whole }
    return String(whole.prefix(63).reversed().drop { "-.".contains($0) }.reversed())
  }

  /// The hostname with the domain that a subdomain gives it.
  private var fullHostname: String? {
    pod.spec["subdomain"]?.stringValue.map { "\(hostname).\($0).\(namespace).svc.cluster.local" }
  }

  /// What the kernel takes for the name: the full one where the pod asks for that.
  private var kernelHostname: String {
    guard pod.spec["setHostnameAsFQDN"]?.boolValue == true, !isRunningOnHostNetwork else { return hostname }
    return fullHostname ?? hostname
  }

  /// Why the pod cannot have its name: the kernel knows none longer than this.
  var hostnameProblem: String? {
    let limit = 64
    guard kernelHostname.utf8.count > limit else { return nil }
    return "failed to construct FQDN from pod hostname and cluster domain, FQDN \(kernelHostname) is too long "
      + "(\(limit) characters is the max, \(kernelHostname.utf8.count) characters requested)"
  }

  private func seed(_ view: ContainerView, _ turn: PodTurn) -> UInt64 {
    var stream = RandomStream(seed: UInt64(bitPattern: turn.now.microseconds), name: uid + "/" + view.name)
    return stream.next()
  }

  /// What the pod finds in /etc/hosts.
  private var hostsFile: String {
    var lines = [
      "# Kubernetes-managed hosts file.", "127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback",
      "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes", "fe00::2\tip6-allrouters",
    ]
    if let sandbox {
      lines.append("\(sandbox.ip)\t\(fullHostname.map { $0 + "\t" } ?? "")\(hostname)")
    }
    let aliases = pod.spec["hostAliases"]?.arrayValue ?? []
    if !aliases.isEmpty { lines += ["", "# Entries added by HostAliases."] }
    for alias in aliases {
      let names = (alias["hostnames"]?.arrayValue ?? []).compactMap(\.stringValue)
      lines.append(([alias["ip"]?.stringValue ?? ""] + names).joined(separator: "\t"))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
