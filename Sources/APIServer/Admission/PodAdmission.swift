import KubernetesModel
import SimulationKernel

/// The plugins that complete pods: ServiceAccount, DefaultTolerationSeconds and Priority.
enum PodAdmission {
  static let tokenPath = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// Pods stay for five minutes on a node that fails, unless they say otherwise.
  static func addTolerations(_ spec: inout JSONValue) {
    var tolerations = spec["tolerations"]?.arrayValue ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      let isTolerated = tolerations.contains { toleration in
        let effect = toleration["effect"]?.stringValue ?? ""
        let tolerated = toleration["key"]?.stringValue ?? ""
        return (tolerated == key || tolerated.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
      }
      if isTolerated { continue }
      tolerations.append([
        "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300,
      ])
    }
    spec["tolerations"] = tolerations.isEmpty ? nil : .array(tolerations)
  }

  /// Gives a pod back what a client left out that writes it anew.
  static func keep(_ pod: inout JSONValue, old: JSONValue) {
    pod.update("spec") { spec in
      addTolerations(&spec)
      for key in ["priority", "preemptionPolicy"] where spec[key] == nil { spec[key] = old.at("spec", key) }
    }
  }

  /// Mounts the account's token into every container.
  static func mountToken(_ spec: inout JSONValue, volume name: String) {
    var isNeeded = false
    for list in ["containers", "initContainers"] {
      spec.updateEach(list) { container in
        let mounts = container["volumeMounts"]?.arrayValue ?? []
        guard !mounts.contains(where: { $0["mountPath"]?.stringValue == tokenPath }) else { return }
        isNeeded = true
        container["volumeMounts"] = .array(
          mounts + [["name": .string(name), "readOnly": true, "mountPath": .string(tokenPath)]])
      }
    }
    guard isNeeded else { return }
    spec["volumes"] = .array((spec["volumes"]?.arrayValue ?? []) + [tokenVolume(name)])
  }

  private static func tokenVolume(_ name: String) -> JSONValue {
    [
      "name": .string(name),
      "projected": [
        "sources": [
          ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
          ["configMap": ["name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]]]],
          [
            "downwardAPI": [
              "items": [["path": "namespace", "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"]]]
            ]
          ],
        ],
        "defaultMode": 420,
      ],
    ]
  }
}

extension APIServer {
  mutating func admitPod(_ pod: inout JSONValue) throws(APIStatus) {
    try admitAccount(&pod)
    pod.update("spec", PodAdmission.addTolerations)
    try admitPriority(&pod)
    try admitRuntimeClass(&pod)
  }

  /// RuntimeClass: what the class says of the pods that it runs.
  private func admitRuntimeClass(_ pod: inout JSONValue) throws(APIStatus) {
    guard let name = pod.at("spec", "runtimeClassName")?.stringValue else { return }
    let resource = GroupResource(group: "node.k8s.io", "runtimeclasses")
    guard let found = store.object(resource, namespace: "", name: name)?.value else {
      throw .forbidden(.pods, pod.admissionName, "pod rejected: RuntimeClass \"\(name)\" not found")
    }
    if let overhead = found.at("overhead", "podFixed") { pod.set(overhead, at: "spec", "overhead") }
    for (key, value) in found.at("scheduling", "nodeSelector")?.objectValue ?? JSONObject()
    where pod.at("spec", "nodeSelector", key) == nil {
      pod.set(value, at: "spec", "nodeSelector", key)
    }
  }

  private mutating func admitAccount(_ pod: inout JSONValue) throws(APIStatus) {
    // Mirror pods stand for what a kubelet runs on its own.
    if pod.annotations["kubernetes.io/config.mirror"] != nil { return }
    var name = pod.at("spec", "serviceAccountName")?.stringValue ?? ""
    if name.isEmpty { name = "default" }
    pod.set(.string(name), at: "spec", "serviceAccountName")
    pod.set(.string(name), at: "spec", "serviceAccount")
    guard let account = store.object(.serviceAccounts, namespace: pod.namespace, name: name) else {
      throw .forbidden(
        .pods, pod.admissionName,
        "error looking up service account \(pod.namespace)/\(name): serviceaccount \"\(name)\" not found")
    }
    let mounts =
      pod.at("spec", "automountServiceAccountToken")?.boolValue
      ?? account.value["automountServiceAccountToken"]?.boolValue ?? true
    if mounts {
      let volume = "kube-api-access-" + mint.nameSuffix()
      pod.update("spec") { PodAdmission.mountToken(&$0, volume: volume) }
    }
    if pod.at("spec", "imagePullSecrets")?.isEmptyContainer ?? true, let secrets = account.value["imagePullSecrets"] {
      pod.set(secrets, at: "spec", "imagePullSecrets")
    }
  }

  private func admitPriority(_ pod: inout JSONValue) throws(APIStatus) {
    let name = pod.at("spec", "priorityClassName")?.stringValue ?? ""
    var priority: JSONValue = 0
    var preemption = "PreemptLowerPriority"
    let chosen: StoredObject?
    if name.isEmpty {
      chosen = store.objects(.priorityClasses, namespace: nil)
        .filter { $0.value["globalDefault"]?.boolValue == true }
        .max { ($0.value["value"]?.intValue ?? 0) < ($1.value["value"]?.intValue ?? 0) }
      if let chosen { pod.set(.string(chosen.name), at: "spec", "priorityClassName") }
    } else {
      chosen = store.object(.priorityClasses, namespace: "", name: name)
      if chosen == nil {
        throw .forbidden(.pods, pod.admissionName, "no PriorityClass with name \(name) was found")
      }
    }
    if let chosen {
      priority = chosen.value["value"] ?? 0
      preemption = chosen.value["preemptionPolicy"]?.stringValue ?? preemption
    }
    if let asked = pod.at("spec", "priority"), asked != priority {
      throw .forbidden(
        .pods, pod.admissionName,
        "the integer value of priority (\(asked.intValue ?? 0)) must not be provided in pod spec; priority admission "
          + "controller computed \(priority.intValue ?? 0) from the given PriorityClass name")
    }
    if let asked = pod.at("spec", "preemptionPolicy")?.stringValue, asked != preemption {
      throw .forbidden(
        .pods, pod.admissionName,
        "the string value of PreemptionPolicy (\(asked)) must not be provided in pod spec; priority admission "
          + "controller computed \(preemption) from the given PriorityClass name")
    }
    pod.set(priority, at: "spec", "priority")
    pod.set(.string(preemption), at: "spec", "preemptionPolicy")
  }
}
