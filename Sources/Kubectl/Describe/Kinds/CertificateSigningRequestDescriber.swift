import KubernetesModel
import SimulationKernel

struct CertificateSigningRequestDescriber: ObjectDescriber {
  /// What a name may consist of, under the titles of kubectl.
  private static let attributes = [
    ("Organization", "O"), ("Organizational Unit", "OU"), ("Country", "C"), ("Locality", "L"), ("Province", "ST"),
    ("StreetAddress", "street"), ("PostalCode", "postalCode"),
  ]

  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    if Self.request(of: object) == nil {
      throw .message("Error parsing CSR: PEM block type must be CERTIFICATE REQUEST")
    }
    return Related(events: source.events(of: object))
  }

  private static func request(of object: JSONValue) -> CertificateRequest? {
    Base64.decode(object.text("spec", "request")).flatMap {
      CertificateRequest(pem: String(decoding: $0, as: UTF8.self))
    }
  }

  func describe(_ object: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(object.name)")
    out.labels(object.labels)
    out.labels(object.annotations, title: "Annotations")
    out.line(0, "CreationTimestamp:\t\(object.date("metadata", "creationTimestamp"))")
    out.line(0, "Requesting User:\t\(object.text("spec", "username"))")
    if object.has("spec", "signerName") { out.line(0, "Signer:\t\(object.text("spec", "signerName"))") }
    if object.has("spec", "expirationSeconds") {
      out.line(
        0,
        "Requested Duration:\t\(Duration.seconds(min(max(object.number("spec", "expirationSeconds"), 0), 1 << 40)).humanText)"
      )
    }
    out.line(0, "Status:\t\(Self.status(of: object))")
    if let request = Self.request(of: object) { describe(request, &out) }
    out.events(related.events)
    return out.text()
  }

  /// `Approved,Issued`
  private static func status(of object: JSONValue) -> String {
    let conditions = object.list("status", "conditions").map { $0.text("type") }
    var words = [conditions.contains("Approved") ? "Approved" : conditions.contains("Denied") ? "Denied" : "Pending"]
    if conditions.contains("Failed") { words.append("Failed") }
    if object.has("status", "certificate"), !object.text("status", "certificate").isEmpty { words.append("Issued") }
    return words.joined(separator: ",")
  }

  private func describe(_ request: CertificateRequest, _ out: inout Description) {
    out.line(0, "Subject:")
    out.line(0, "\tCommon Name:\t\(request.subject.values("CN").last ?? "")")
    out.line(0, "\tSerial Number:\t\(request.subject.values("serialNumber").last ?? "")")
    for (title, key) in Self.attributes { list(title, request.subject.values(key), &out) }
    var emails: [String] = []
    var hosts: [String] = []
    var uris: [String] = []
    for name in request.alternativeNames {
      switch name {
      case .email(let text): emails.append(text)
      case .dns(let text): hosts.append(text)
      case .uri(let text): uris.append(text)
      case .address: break
      }
    }
    if request.alternativeNames.isEmpty { return }
    out.line(0, "Subject Alternative Names:")
    list("DNS Names", hosts, &out)
    list("Email Addresses", emails, &out)
    list("URIs", uris, &out)
    list("IP Addresses", request.alternativeNames.compactMap(\.addressText), &out)
  }

  private func list(_ title: String, _ values: [String], _ out: inout Description) {
    guard let first = values.first else { return }
    out.line(0, "\t\(title):\t\(first)")
    for value in values.dropFirst() { out.line(0, "\t\t\(value)") }
  }
}
