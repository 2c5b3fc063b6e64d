import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
import SimulationKernel

/// How a container gets its image (kubelet: the image manager).
extension PodRuntime {
  /// Looks for the image, pulls it where the policy asks for that, and goes on to start the container.
  mutating func prepare(_ index: Int, _ turn: inout PodTurn) {
    let view = containers[index].view
    let reference: ImageReference
    do {
      reference = try ImageReference(view.image)
    } catch {
      turn.warning("InspectFailed", error.message, fieldPath: view.fieldPath)
      fail(index, WaitingReason(reason: "InvalidImageName", message: error.message), &turn)
      return
    }
    let present = turn.node.images[reference.text]
    switch (view.pullPolicy, present) {
    case ("IfNotPresent", .some), ("Never", .some):
      turn.normal(
        "Pulled", "Container image \"\(view.image)\" already present on machine and can be accessed by the pod",
        fieldPath: view.fieldPath)
      startCreating(index, &turn)
    case ("Never", .none):
      let message = "Container image \"\(view.image)\" is not present with pull policy of Never"
      turn.warning("ErrImageNeverPull", message, fieldPath: view.fieldPath)
      fail(index, WaitingReason(reason: "ErrImageNeverPull", message: message), &turn)
    default: pull(index, reference, &turn)
    }
  }

  private mutating func pull(_ index: Int, _ reference: ImageReference, _ turn: inout PodTurn) {
    let view = containers[index].view
    if containers[index].pullBackOff.end(now: turn.now) != nil {
      let message = "Back-off pulling image \"\(view.image)\""
      turn.normal("BackOff", message, fieldPath: view.fieldPath)
      let cause = containers[index].failure.map { pullFailure($0) } ?? ""
      retry(jittered(BackOff.first, &turn), turn)
      turn.warning("Failed", "Error: ImagePullBackOff", fieldPath: view.fieldPath)
      containers[index].failure = WaitingReason(
        reason: "ImagePullBackOff", message: cause.isEmpty ? message : "\(message): ErrImagePull: \(cause)")
      return
    }
    turn.normal("Pulling", "Pulling image \"\(view.image)\"", fieldPath: view.fieldPath)
    let outcome = turn.node.catalogue.pull(reference, credentials: pullCredentials(turn.api, for: reference))
    let duration =
      switch outcome {
      case .pulled(let image): turn.node.images[reference.text] == nil ? image.duration : .milliseconds(300)
      case .failed(let failure): failure.duration
      }
    let varied = turn.random.duration(from: duration * 9 / 10, to: duration * 12 / 10)
    begin(.pull(index, outcome), for: varied, turn)
  }

  /// What the registry said, out of the message that shows it.
  private func pullFailure(_ failure: WaitingReason) -> String {
    switch failure.reason {
    case "ErrImagePull": failure.message
    case "ImagePullBackOff":
      failure.message.components(after: ": ErrImagePull: ")
    default: ""
    }
  }

  mutating func finishPull(_ index: Int, _ outcome: PullOutcome, _ turn: inout PodTurn) {
    let view = containers[index].view
    switch outcome {
    case .pulled(let image):
      turn.node.add(image)
      let time = Self.milliseconds(turn.now - (stepStart ?? turn.now))
      turn.normal(
        "Pulled",
        "Successfully pulled image \"\(view.image)\" in \(time) (\(time) including waiting). Image size: \(image.size) bytes.",
        fieldPath: view.fieldPath)
      containers[index].pullBackOff = BackOff()
      startCreating(index, &turn)
    case .failed(let failure):
      turn.warning("Failed", "Failed to pull image \"\(view.image)\": \(failure.text)", fieldPath: view.fieldPath)
      containers[index].pullBackOff.fail(after: turn.now, now: turn.now)
      fail(index, WaitingReason(reason: "ErrImagePull", message: failure.text), &turn)
      startNext(&turn)
    }
  }

  /// As the kubelet prints it: `1.204s`, `987ms`.
  private static func milliseconds(_ duration: Duration) -> String {
    let count = max(1, duration.microseconds / 1000)
    if count < 1000 { return "\(count)ms" }
    if count >= 60_000 {
      return "\(count / 60_000)m" + fraction(count % 60_000)
    }
    return fraction(count)
  }

  private static func fraction(_ milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1000)
    let padded = String(repeating: "0", count: 3 - rest.utf8.count) + rest
    let digits = padded.reversed().drop { $0 == "0" }.reversed()
    return "\(milliseconds / 1000)" + (digits.isEmpty ? "" : "." + String(digits)) + "s"
  }

  /// Keeps why a container could not be started, and says it.
  mutating func fail(_ index: Int, _ failure: WaitingReason, event: String? = nil, _ turn: inout PodTurn) {
    turn.warning("Failed", "Error: \(event ?? failure.reason)", fieldPath: containers[index].view.fieldPath)
    holdBack(index, failure, &turn)
  }

  /// The same without an event.
  mutating func holdBack(_ index: Int, _ failure: WaitingReason, _ turn: inout PodTurn) {
    containers[index].failure = failure
    retry(jittered(BackOff.first, &turn), turn)
  }

  private var pullSecrets: [String] {
    (pod.spec["imagePullSecrets"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }.filter { !$0.isEmpty }
  }

  /// Kubelet: says with every sync which pull secrets it misses. Who has something to say comes back with the regular
  /// sync, a minute or so later.
  mutating func checkPullSecrets(_ turn: inout PodTurn) {
    let missing = pullSecrets.filter { turn.api.get(.secrets, namespace: namespace, $0) == nil }
    guard !missing.isEmpty else { return }
    turn.warning(
      "FailedToRetrieveImagePullSecret",
      "Unable to retrieve some image pull secrets (\(missing.joined(separator: ", "))); attempting to pull the image may "
        + "not succeed.")
    requestSync(at: turn.now + turn.random.duration(from: .seconds(60), to: .seconds(90)))
  }

  /// User names and passwords of the pod's pull secrets for the image's registry.
  private func pullCredentials(_ api: APIServer, for reference: ImageReference) -> [RegistryCredentials] {
    pullSecrets.flatMap { name -> [RegistryCredentials] in
      guard let secret = api.get(.secrets, namespace: namespace, name),
        let text = secret.value.at("data", ".dockerconfigjson")?.stringValue, let bytes = Base64.decode(text),
        let configuration = try? JSONParser.parse(bytes)
      else { return [] }
      return (configuration["auths"]?.objectValue?.members ?? []).compactMap { member in
        Self.registry(member.key) == reference.domain ? Self.credentials(member.value) : nil
      }
    }
  }

  /// The host of a key of `auths`: `https://index.docker.io/v1/` is docker.io.
  private static func registry(_ key: String) -> String {
    var host = Substring(key)
    for scheme in ["https://", "http://"] where host.hasPrefix(scheme) { host = host.dropFirst(scheme.count) }
    let name = String(host.prefix { $0 != "/" })
    return name == "index.docker.io" ? "docker.io" : name
  }

  private static func credentials(_ entry: JSONValue) -> RegistryCredentials? {
    if let name = entry["username"]?.stringValue, let password = entry["password"]?.stringValue {
      return RegistryCredentials(username: name, password: password)
    }
    guard let bytes = entry["auth"]?.stringValue.flatMap(Base64.decode) else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return RegistryCredentials(username: String(parts[0]), password: String(parts[1]))
  }
}

extension String {
  /// What follows the first occurrence of `separator`; empty when there is none.
  func components(after separator: String) -> String {
    let text = Array(utf8)
    let pattern = Array(separator.utf8)
    guard text.count >= pattern.count, !pattern.isEmpty else { return "" }
    for start in 0...(text.count - pattern.count)
    where text[start] == pattern[0] && text[start..<start + pattern.count].elementsEqual(pattern) {
      return String(decoding: text[(start + pattern.count)...], as: UTF8.self)
    }
    return ""
  }
}
