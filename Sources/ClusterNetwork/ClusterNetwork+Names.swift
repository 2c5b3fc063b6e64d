import APIServer
import KubernetesModel

/// What became of a name.
package enum Resolution: Hashable, Sendable {
  case addresses([String], canonicalName: String)
  /// A resolver answered that there is no such name.
  case notFound
  /// No resolver answered.
  case timedOut
}

extension ClusterNetwork {
  /// Resolves a host name as the C library does: `/etc/hosts`, then the search domains in turn, then the name itself.
  package func resolve(_ name: String, from source: NetworkSource, choice: UInt64 = 0) -> Resolution {
    if IPv4(name) != nil { return .addresses([name], canonicalName: name) }
    if let address = hosts(name, of: source) { return .addresses([address], canonicalName: name) }
    guard name.utf8.count <= 253, !name.isEmpty else { return .notFound }
    let configuration = resolverConfiguration(of: source)
    for candidate in candidates(name, configuration) {
      let answer = query(candidate, from: source, configuration, choice: choice)
      if answer != .notFound { return answer }
    }
    return .notFound
  }

  /// Asks the nameservers for one complete name, without search domains.
  package func lookUp(_ name: String, from source: NetworkSource, choice: UInt64 = 0) -> Resolution {
    let absolute = name.hasSuffix(".") ? String(name.dropLast()) : name
    return query(absolute.lowercased(), from: source, resolverConfiguration(of: source), choice: choice)
  }

  private func candidates(_ name: String, _ configuration: ResolverConfiguration) -> [String] {
    let name = name.lowercased()
    if name.hasSuffix(".") { return [String(name.dropLast())] }
    let searched = configuration.searches.map { name + "." + $0 }
    return name.count { $0 == "." } >= configuration.ndots ? [name] + searched : searched + [name]
  }

  /// What `/etc/hosts` says: the host itself and the pod's aliases.
  private func hosts(_ name: String, of source: NetworkSource) -> String? {
    if name == "localhost" { return "127.0.0.1" }
    guard case .pod(let pod) = source else { return nil }
    for alias in pod.spec["hostAliases"]?.arrayValue ?? [] {
      let names = (alias["hostnames"]?.arrayValue ?? []).compactMap(\.stringValue)
      if names.contains(name) { return alias["ip"]?.stringValue }
    }
    let hostname = pod.text("spec", "hostname").isEmpty ? pod.name : pod.text("spec", "hostname")
    return name == hostname && !pod.podIP.isEmpty ? pod.podIP : nil
  }

  private func query(
    _ name: String, from source: NetworkSource, _ configuration: ResolverConfiguration, choice: UInt64
  ) -> Resolution {
    for nameserver in configuration.nameservers {
      if nameserver == Self.upstreamNameserver {
        let connection = Connection(source: source, address: nameserver, port: 53, transport: .udp, choice: choice)
        if allowsExit(connection) { return external(name) }
        continue
      }
      let route = route(from: source, to: nameserver, port: 53, transport: .udp, choice: choice)
      if case .pod(let namespace, let pod, _, _) = route, isDNSServer(namespace: namespace, pod) {
        return answer(name)
      }
    }
    return .timedOut
  }

  /// Pods behind kube-dns answer names while they are ready; other pods do not.
  private func isDNSServer(namespace: String, _ name: String) -> Bool {
    guard let stored = api.get(.pods, namespace: namespace, name) else { return false }
    let pod = Pod(stored.value)
    return pod.labels["k8s-app"] == "kube-dns" && pod.isReady
  }

  /// A name that ends like one of the cluster's namespaces is a Service misspelt, not a site outside.
  private func external(_ name: String) -> Resolution {
    if let last = name.split(separator: ".").last, api.get(.namespaces, String(last)) != nil { return .notFound }
    return ExternalNames.address(of: name).map { .addresses([$0], canonicalName: name) } ?? .notFound
  }

  /// What CoreDNS says: names of the cluster's domain from the API, all others from upstream.
  private func answer(_ name: String) -> Resolution {
    guard name == Self.domain || name.hasSuffix("." + Self.domain) else { return external(name) }
    let labels = name.dropLast(Self.domain.utf8.count).split(separator: ".").map(String.init)
    switch (labels.last, labels.count) {
    case ("svc", 3): return serviceName(name, service: labels[0], namespace: labels[1], host: nil)
    case ("svc", 4): return serviceName(name, service: labels[1], namespace: labels[2], host: labels[0])
    case ("pod", 3):
      let address = labels[0].split(separator: "-").joined(separator: ".")
      guard IPv4(address) != nil, api.get(.namespaces, labels[1]) != nil else { return .notFound }
      return .addresses([address], canonicalName: name)
    default: return .notFound
    }
  }

  private func serviceName(_ full: String, service: String, namespace: String, host: String?) -> Resolution {
    guard let stored = api.get(.services, namespace: namespace, service) else { return .notFound }
    let service = Service(stored.value)
    if service.type == "ExternalName" { return host == nil ? alias(service.externalName) : .notFound }
    if host == nil, !service.isHeadless {
      return service.clusterIP.isEmpty ? .notFound : .addresses([service.clusterIP], canonicalName: full)
    }
    let endpoints = endpoints(of: service, port: nil).filter { endpoint in
      guard let host else { return true }
      return host == endpoint.hostname ?? endpoint.address.split(separator: ".").joined(separator: "-")
    }
    return endpoints.isEmpty ? .notFound : .addresses(endpoints.map(\.address), canonicalName: full)
  }

  /// Follows one alias out of the cluster or to another of its Services; aliases of aliases lead nowhere.
  private func alias(_ target: String) -> Resolution {
    let name = (target.hasSuffix(".") ? String(target.dropLast()) : target).lowercased()
    let labels = name.split(separator: ".").map(String.init)
    if name.hasSuffix(".svc." + Self.domain), labels.count == 5,
      let other = api.get(.services, namespace: labels[1], labels[0]), Service(other.value).type == "ExternalName"
    {
      return .notFound
    }
    return answer(name)
  }
}
