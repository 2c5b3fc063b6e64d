import KubernetesModel
import SimulationKernel

struct IngressDescriber: ObjectDescriber {
  func related(to ingress: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related {
    var related = Related(events: source.events(of: ingress))
    for backend in Self.backends(of: ingress) {
      guard let service = backend["service"], !service.isNull else { continue }
      related.backends[Self.name(service)] = endpoints(of: service, in: ingress.namespace, source)
    }
    return related
  }

  private static func backends(of ingress: JSONValue) -> [JSONValue] {
    let paths = ingress.list("spec", "rules").flatMap { $0.list("http", "paths") }
    return (ingress.at("spec", "defaultBackend").map { [$0] } ?? []) + paths.compactMap { $0["backend"] }
  }

  private func endpoints(of backend: JSONValue, in namespace: String, _ source: RelatedSource) -> String {
    let name = backend.text("name")
    do throws(KubectlError) {
      let slices = try source.list(
        "/apis/discovery.k8s.io/v1/namespaces/\(namespace)/endpointslices", asked: "endpointslices.discovery.k8s.io",
        labels: "kubernetes.io/service-name=" + name, isChunked: false)
      let service = try source.object("/api/v1/namespaces/\(namespace)/services/\(name)", asked: "services " + name)
      let number = backend.number("port", "number")
      let portName = backend.text("port", "name")
      let port = service.list("spec", "ports").last {
        (number != 0 && $0.number("port") == number) || (!portName.isEmpty && $0.text("name") == portName)
      }
      return EndpointText.of(slices, port: port?.text("name") ?? "")
    } catch {
      return "<error: \(error.message)>"
    }
  }

  /// `web:80`
  private static func name(_ service: JSONValue) -> String {
    let number = service.number("port", "number")
    return service.text("name") + ":" + (number == 0 ? service.text("port", "name") : String(number))
  }

  func describe(_ ingress: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    let spec = ingress["spec"] ?? .null
    out.line(0, "Name:\t\(ingress.name)")
    out.labels(ingress.labels)
    out.line(0, "Namespace:\t\(ingress.namespace)")
    out.line(0, "Address:\t\(Self.address(of: ingress))")
    out.line(0, "Ingress Class:\t\(spec.has("ingressClassName") ? spec.text("ingressClassName") : "<none>")")
    let fallback = spec.has("defaultBackend") ? text(spec["defaultBackend"] ?? .null, related) : "<default>"
    out.line(0, "Default backend:\t\(fallback)")
    if !spec.list("tls").isEmpty { out.line(0, "TLS:") }
    for entry in spec.list("tls") {
      let hosts = entry.texts("hosts").joined(separator: ",")
      let secret = entry.text("secretName")
      out.line(1, secret.isEmpty ? "SNI routes \(hosts)" : "\(secret) terminates \(hosts)")
    }
    out.line(0, "Rules:\n  Host\tPath\tBackends")
    out.line(1, "----\t----\t--------")
    let rules = spec.list("rules").filter { $0.has("http") }
    for rule in rules {
      out.line(1, "\(rule.text("host").isEmpty ? "*" : rule.text("host"))\t")
      for path in rule.list("http", "paths") {
        out.line(2, "\t\(path.text("path")) \t\(text(path["backend"] ?? .null, related))")
      }
    }
    if rules.isEmpty { out.line(1, "*\t*\t\(fallback)") }
    out.annotations(ingress.annotations)
    out.events(related.events)
    return out.text()
  }

  private func text(_ backend: JSONValue, _ related: Related) -> String {
    if let service = backend["service"], !service.isNull {
      let name = Self.name(service)
      return "\(name) (\(related.backends[name] ?? "<none>"))"
    }
    guard let resource = backend["resource"], !resource.isNull else { return "" }
    let group = resource.has("apiGroup") ? resource.text("apiGroup") : "<none>"
    return "APIGroup: \(group), Kind: \(resource.text("kind")), Name: \(resource.text("name"))"
  }

  private static func address(of ingress: JSONValue) -> String {
    let all = ingress.list("status", "loadBalancer", "ingress").map {
      $0.text("ip").isEmpty ? $0.text("hostname") : $0.text("ip")
    }
    return Set(all.filter { !$0.isEmpty }).sorted().joined(separator: ",")
  }
}

struct IngressClassDescriber: ObjectDescriber {
  func describe(_ ingressClass: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(ingressClass.name)")
    out.labels(ingressClass.labels)
    out.annotations(ingressClass.annotations)
    out.line(0, "Controller:\t\(ingressClass.text("spec", "controller"))")
    if let parameters = ingressClass.at("spec", "parameters"), !parameters.isNull {
      out.line(0, "Parameters:")
      if parameters.has("apiGroup") { out.line(1, "APIGroup:\t\(parameters.text("apiGroup"))") }
      out.line(1, "Kind:\t\(parameters.text("kind"))")
      out.line(1, "Name:\t\(parameters.text("name"))")
    }
    out.events(related.events)
    return out.text()
  }
}
