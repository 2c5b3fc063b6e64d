import KubernetesModel
import SimulationKernel

struct ServiceAccountDescriber: ObjectDescriber {
  func related(to account: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    let secrets = try source.list("/api/v1/namespaces/\(account.namespace)/secrets", asked: "secrets")
    return Related(events: source.events(of: account), secrets: secrets)
  }

  func describe(_ account: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(account.name)")
    out.line(0, "Namespace:\t\(account.namespace)")
    out.labels(account.labels)
    out.annotations(account.annotations)
    let existing = Set(related.secrets.map(\.name))
    func names(_ key: String) -> [String] {
      account.list(key).map { $0.text("name") }.map { existing.contains($0) ? $0 : $0 + " (not found)" }
    }
    let tokens = related.secrets.filter { secret in
      secret.text("type") == "kubernetes.io/service-account-token"
        && secret.annotations["kubernetes.io/service-account.name"] == account.name
        && secret.annotations["kubernetes.io/service-account.uid"] == account.uid
    }.map(\.name)
    list("Image pull secrets:", names("imagePullSecrets"), &out)
    list("Mountable secrets: ", names("secrets"), &out)
    list("Tokens:            ", tokens, &out)
    out.events(related.events)
    return out.text()
  }

  private func list(_ title: String, _ names: [String], _ out: inout Description) {
    out.line(0, "\(title)\t\(names.first ?? "<none>")")
    for name in names.dropFirst() { out.line(0, "                   \t\(name)") }
  }
}
