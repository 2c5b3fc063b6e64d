import APIServer
import KubernetesModel

/// What `/etc/resolv.conf` says in a container or on a node.
package struct ResolverConfiguration: Hashable, Sendable {
  package var nameservers: [String]
  package var searches: [String]
  package var options: [String]

  /// Names with fewer dots are first looked for in the search domains.
  package var ndots: Int {
    for option in options {
      if option.hasPrefix("ndots:"), let number = Int(option.dropFirst("ndots:".count)) { return number }
    }
    return 1
  }

  /// The file's text, as the kubelet writes it.
  package var text: String {
    var text = ""
    if !searches.isEmpty { text += "search " + searches.joined(separator: " ") + "\n" }
    for nameserver in nameservers { text += "nameserver " + nameserver + "\n" }
    if !options.isEmpty { text += "options " + options.joined(separator: " ") + "\n" }
    return text
  }
}

extension ClusterNetwork {
  static let domain = "cluster.local"
  /// Where kubelets are told that the cluster's DNS is.
  private static let defaultDNSAddress = "10.96.0.10"

  /// The address that nodes ask for names: outside of the cluster, and always there.
  package static let upstreamNameserver = "192.0.2.53"

  package static let nodeResolver = ResolverConfiguration(
    nameservers: [upstreamNameserver], searches: [], options: [])

  /// kubelet: the pod's dnsPolicy decides, its dnsConfig adds.
  package func resolverConfiguration(of source: NetworkSource) -> ResolverConfiguration {
    guard case .pod(let pod) = source else { return Self.nodeResolver }
    let policy = pod.text("spec", "dnsPolicy")
    let usesCluster =
      policy == "ClusterFirstWithHostNet" || (["", "ClusterFirst"].contains(policy) && !pod.isOnHostNetwork)
    var configuration =
      usesCluster
      ? ResolverConfiguration(
        nameservers: [clusterDNSAddress],
        searches: ["\(pod.namespace).svc.\(Self.domain)", "svc.\(Self.domain)", Self.domain], options: ["ndots:5"])
      : policy == "None" ? ResolverConfiguration(nameservers: [], searches: [], options: []) : Self.nodeResolver
    let own = pod.spec["dnsConfig"]
    func list(_ field: String) -> [String] { (own?[field]?.arrayValue ?? []).compactMap(\.stringValue) }
    configuration.nameservers += list("nameservers").filter { !configuration.nameservers.contains($0) }
    configuration.searches += list("searches").filter { !configuration.searches.contains($0) }
    for option in own?["options"]?.arrayValue ?? [] {
      guard let name = option["name"]?.stringValue else { continue }
      configuration.options.removeAll { $0 == name || $0.hasPrefix(name + ":") }
      configuration.options.append(option["value"]?.stringValue.map { name + ":" + $0 } ?? name)
    }
    return configuration
  }

  private var clusterDNSAddress: String {
    let service = api.get(.services, namespace: "kube-system", "kube-dns").map { Service($0.value) }
    guard let service, !service.isHeadless, !service.clusterIP.isEmpty else { return Self.defaultDNSAddress }
    return service.clusterIP
  }
}
