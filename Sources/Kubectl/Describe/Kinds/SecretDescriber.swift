import KubernetesModel
import SimulationKernel

struct SecretDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ secret: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(secret.name)")
    out.line(0, "Namespace:\t\(secret.namespace)")
    out.labels(secret.labels)
    out.annotations(secret.annotations)
    out.line(0, "\nType:\t\(secret.text("type"))")
    out.line(0, "\nData\n====")
    for key in secret.keys("data") {
      let value = secret.text("data", key)
      if key == "token", secret.text("type") == "kubernetes.io/service-account-token" {
        out.line(0, "\(key):\t\(String(decoding: Base64.decode(value) ?? [], as: UTF8.self))")
      } else {
        out.line(0, "\(key):\t\(EncodedSize.of(value)) bytes")
      }
    }
    return out.text()
  }
}
