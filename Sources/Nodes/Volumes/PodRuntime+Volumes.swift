import APIServer
import ContainerShell
import KubernetesModel
import SimulationKernel

extension PodRuntime {
  private struct Problem {
    let volume: String
    let message: String
  }

  /// Sets up the pod's volumes. Nil when they are there, otherwise when to try again.
  mutating func mountVolumes(_ turn: inout PodTurn) -> Instant? {
    if volumes.isMounted { return nil }
    var problems: [Problem] = []
    for volume in pod.volumes {
      let name = volume["name"]?.stringValue ?? ""
      do {
        volumes.set(try content(of: volume, turn), for: name)
      } catch {
        problems.append(Problem(volume: name, message: error.message))
      }
    }
    if problems.isEmpty {
      volumes.isMounted = true
      return nil
    }
    for problem in problems {
      turn.warning("FailedMount", "MountVolume.SetUp failed for volume \"\(problem.volume)\" : \(problem.message)")
    }
    return retryMount(problems, &turn)
  }

  private mutating func retryMount(_ problems: [Problem], _ turn: inout PodTurn) -> Instant {
    let deadline = volumes.deadline ?? turn.now + PodVolumes.timeout
    volumes.deadline = deadline
    if turn.now >= deadline {
      let names = problems.map(\.volume).joined(separator: " ")
      turn.warning(
        "FailedMount",
        "Unable to attach or mount volumes: unmounted volumes=[\(names)], unattached volumes=[], "
          + "failed to process volumes=[]: context deadline exceeded")
      volumes.deadline = turn.now + PodVolumes.timeout
    }
    let next = turn.now + volumes.delay
    volumes.delay = min(volumes.delay + volumes.delay, PodVolumes.longestDelay)
    return next
  }

  /// Reads changed ConfigMaps and Secrets into the volumes of running containers; subPath mounts keep what they have.
  mutating func refreshVolumes(_ turn: PodTurn) {
    guard volumes.isMounted else { return }
    for volume in pod.volumes where volume["configMap"] != nil || volume["secret"] != nil || volume["projected"] != nil
    {
      let name = volume["name"]?.stringValue ?? ""
      guard let content = try? content(of: volume, turn), content.files != volumes.contents[name]?.files else {
        continue
      }
      volumes.set(content, for: name)
      for index in containers.indices {
        containers[index].instance?.process?.replaceFiles(ofVolume: name, with: content.files)
      }
    }
    noticeMeddling(turn)
  }

  /// Whether a volume shows a ConfigMap or Secret.
  func mounts(_ resource: GroupResource, named name: String) -> Bool {
    let (field, key, projected) =
      resource == .secrets ? ("secret", "secretName", "secret") : ("configMap", "name", "configMap")
    return pod.volumes.contains { volume in
      volume.at(field, key)?.stringValue == name
        || (volume.at("projected", "sources")?.arrayValue ?? []).contains {
          $0.at(projected, "name")?.stringValue == name
        }
    }
  }

  private func content(of volume: JSONValue, _ turn: PodTurn) throws(ConfigurationProblem) -> VolumeContent {
    func mode(_ source: JSONValue) -> Int { source["defaultMode"]?.intValue.flatMap { Int(exactly: $0) } ?? 0o644 }
    if let source = volume["configMap"] {
      let files = try files(of: source, name: source["name"], in: .configMaps, turn)
      return VolumeContent(files: files, mode: mode(source))
    }
    if let source = volume["secret"] {
      let files = try files(of: source, name: source["secretName"], in: .secrets, turn)
      return VolumeContent(files: files, mode: mode(source))
    }
    if let source = volume["downwardAPI"] {
      return VolumeContent(files: downwardFiles(source, turn), mode: mode(source))
    }
    if let source = volume["projected"] {
      var files: [String: [UInt8]] = [:]
      for part in source["sources"]?.arrayValue ?? [] {
        files.merge(try projected(part, turn)) { _, last in last }
      }
      return VolumeContent(files: files, mode: mode(source))
    }
    if let source = volume["hostPath"] { return try hostPath(source) }
    if let claim = volume.at("persistentVolumeClaim", "claimName")?.stringValue { try checkClaim(claim, turn.api) }
    return VolumeContent(files: [:], mode: 0o666)
  }

  private func projected(_ source: JSONValue, _ turn: PodTurn) throws(ConfigurationProblem) -> [String: [UInt8]] {
    if let map = source["configMap"] { return try files(of: map, name: map["name"], in: .configMaps, turn) }
    if let secret = source["secret"] { return try files(of: secret, name: secret["name"], in: .secrets, turn) }
    if let fields = source["downwardAPI"] { return downwardFiles(fields, turn) }
    if let token = source["serviceAccountToken"] {
      let account = "\(namespace):\(pod.serviceAccountName):\(uid)"
      return [token["path"]?.stringValue ?? "token": Array(ServiceAccountToken.text(for: account).utf8)]
    }
    return [:]
  }

  /// The keys of a ConfigMap or Secret as files, all of them or those that are named.
  private func files(
    of source: JSONValue, name: JSONValue?, in resource: GroupResource, _ turn: PodTurn
  ) throws(ConfigurationProblem) -> [String: [UInt8]] {
    let isOptional = source["optional"]?.boolValue == true
    let name = name?.stringValue ?? ""
    let kind = resource == .secrets ? "secret" : "configmap"
    guard let object = turn.api.get(resource, namespace: namespace, name) else {
      if isOptional { return [:] }
      throw ConfigurationProblem("\(kind) \"\(name)\" not found")
    }
    guard let items = source["items"]?.arrayValue, !items.isEmpty else {
      return Dictionary(ConfigurationData.files(of: object).map { ($0.key, $0.bytes) }) { _, last in last }
    }
    var files: [String: [UInt8]] = [:]
    for item in items {
      let key = item["key"]?.stringValue ?? ""
      guard let bytes = ConfigurationData.file(key, of: object) else {
        if isOptional { continue }
        throw ConfigurationProblem("references non-existent \(resource == .secrets ? "secret" : "config") key: \(key)")
      }
      files[item["path"]?.stringValue ?? key] = bytes
    }
    return files
  }

  private func downwardFiles(_ source: JSONValue, _ turn: PodTurn) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for item in source["items"]?.arrayValue ?? [] {
      guard let path = item["path"]?.stringValue else { continue }
      if let field = item.at("fieldRef", "fieldPath")?.stringValue {
        files[path] = Array((fieldValue(field, turn) ?? "").utf8)
      } else if let reference = item["resourceFieldRef"] {
        files[path] = Array(resourceValue(reference, own: nil, turn).utf8)
      }
    }
    return files
  }

  /// A directory of the host. Nodes have the usual ones; others are there only when they may be made.
  private func hostPath(_ source: JSONValue) throws(ConfigurationProblem) -> VolumeContent {
    let path = source["path"]?.stringValue ?? "/"
    let usual = ["/", "/etc", "/var", "/run", "/proc", "/sys", "/tmp", "/lib", "/usr", "/opt", "/home", "/dev", "/mnt"]
    let isThere = usual.contains { path == $0 || ($0 != "/" && path.hasPrefix($0 + "/")) }
    switch source["type"]?.stringValue ?? "" {
    case "Directory" where !isThere:
      throw ConfigurationProblem("hostPath type check failed: \(path) is not a directory")
    case "File" where !isThere: throw ConfigurationProblem("hostPath type check failed: \(path) is not a file")
    case "Socket" where !isThere: throw ConfigurationProblem("hostPath type check failed: \(path) is not a socket file")
    default: return VolumeContent(files: [:], mode: 0o666)
    }
  }

  private func checkClaim(_ name: String, _ api: APIServer) throws(ConfigurationProblem) {
    guard let claim = api.get(.persistentVolumeClaims, namespace: namespace, name) else {
      throw ConfigurationProblem("persistentvolumeclaim \"\(name)\" not found")
    }
    guard claim.value.at("status", "phase")?.stringValue == "Bound" else {
      throw ConfigurationProblem("PVC is not bound")
    }
  }

  /// What a container sees of the volumes.
  func mounts(for view: ContainerView, environment: [String: String]) -> [ContainerMount] {
    (view.value["volumeMounts"]?.arrayValue ?? []).compactMap { mount in
      guard let name = mount["name"]?.stringValue, let path = mount["mountPath"]?.stringValue,
        let content = volumes.contents[name]
      else { return nil }
      let part =
        mount["subPathExpr"]?.stringValue.map { Expansion.expand($0) { environment[$0] } }
        ?? mount["subPath"]?.stringValue ?? ""
      let medium = pod.volumes.first { $0["name"]?.stringValue == name }
      let group = pod.spec.at("securityContext", "fsGroup")?.intValue.flatMap { Int(exactly: $0) } ?? 0
      return ContainerMount(
        path: path, volume: part.isEmpty ? name : name + "/" + part,
        isReadOnly: mount["readOnly"]?.boolValue == true || isAlwaysReadOnly(medium),
        files: part.isEmpty ? content.files : Self.files(below: part, of: content.files), group: group,
        mode: content.mode,
        sizeLimit: sizeInMemory(medium))
    }
  }

  /// What is in memory cannot grow beyond its limit; from a disk the pod is evicted once it did.
  private func sizeInMemory(_ volume: JSONValue?) -> Int64? {
    guard volume?.at("emptyDir", "medium")?.stringValue == "Memory" else { return nil }
    return Quantity(volume?.at("emptyDir", "sizeLimit"))?.value
  }

  private func isAlwaysReadOnly(_ volume: JSONValue?) -> Bool {
    ["configMap", "secret", "projected", "downwardAPI"].contains { volume?[$0] != nil }
  }

  /// One file, or what lies in a folder, of a volume.
  private static func files(below part: String, of files: [String: [UInt8]]) -> [String: [UInt8]] {
    if let file = files[part] { return ["": file] }
    var found: [String: [UInt8]] = [:]
    for (path, bytes) in files where path.hasPrefix(part + "/") {
      found[String(path.dropFirst(part.count + 1))] = bytes
    }
    return found
  }
}

/// The token that a pod finds in its service-account volume: the shape of a JWT, of nobody's making.
enum ServiceAccountToken {
  static func text(for account: String) -> String {
    var stream = RandomStream(seed: 0, name: "token/" + account)
    func word(_ count: Int) -> String {
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
      return String(decoding: (0..<count).map { _ in alphabet[stream.below(alphabet.count)] }, as: UTF8.self)
    }
    return "eyJ" + word(112) + ".eyJ" + word(520) + "." + word(342)
  }
}
