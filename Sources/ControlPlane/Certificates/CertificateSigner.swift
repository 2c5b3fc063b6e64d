import APIServer
import KubernetesModel
import SimulationKernel

/// Issues certificates for requests that somebody approved, as the signing controllers of kube-controller-manager do. The
/// certificates say what was asked for, and the API server knows them again.
struct CertificateSigner: Controller {
  let name = "csrsigning"
  var retries = RetryDelays()

  private static let requests = GroupResource(group: "certificates.k8s.io", "certificatesigningrequests")
  private static let signers: Set<String> = [
    "kubernetes.io/kube-apiserver-client", "kubernetes.io/kube-apiserver-client-kubelet",
    "kubernetes.io/kubelet-serving", "kubernetes.io/legacy-unknown",
  ]
  /// kube-controller-manager's `--cluster-signing-duration`.
  private static let longestLife: Int64 = 365 * 24 * 3600

  mutating func observe(_ change: Change, queue: inout WorkQueue) {
    if change.resource == Self.requests, change.kind != .deleted { queue.addSoon(change.object) }
  }

  mutating func reconcile(_ key: WorkKey, api: inout APIServer, queue: inout WorkQueue) throws(APIStatus) {
    guard var request = api.get(Self.requests, key.name)?.value,
      Self.signers.contains(request.text("spec", "signerName")), request.text("status", "certificate").isEmpty,
      has("Approved", request), !has("Denied", request), !has("Failed", request),
      let bytes = Base64.decode(request.text("spec", "request")),
      let asked = CertificateRequest(pem: String(decoding: bytes, as: UTF8.self))
    else { return }
    let seconds = min(request.at("spec", "expirationSeconds")?.intValue ?? Self.longestLife, Self.longestLife)
    let serial = (0..<16).map { _ in UInt8(truncatingIfNeeded: queue.random.next()) }
    let certificate = api.issueCertificate(for: asked, serial: serial, life: .seconds(seconds), at: queue.now)
    request.set(.string(Base64.encode(Array(certificate.utf8))), at: "status", "certificate")
    try api.updateStatus(request, in: Self.requests, as: .controllerManager, at: queue.now)
  }

  private func has(_ type: String, _ request: JSONValue) -> Bool {
    (request.at("status", "conditions")?.arrayValue ?? []).contains { $0["type"]?.stringValue == type }
  }

}

extension JSONValue {
  fileprivate func text(_ path: String...) -> String { at(path[...])?.stringValue ?? "" }
}
