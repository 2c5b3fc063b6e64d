/// A kind of failure that players learn to tell apart: what a diagnosis names.
package struct FailureClass: Hashable, Sendable {
  /// A letter and two digits, as in `C01`.
  package let id: String
  package let name: String
  package let area: String

  /// Every class, in order of area and number.
  package static let all: [FailureClass] = table.split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    return words.count == 3 ? FailureClass(id: words[0], name: words[1], area: words[2]) : nil
  }

  /// The class with an id or a name, in whatever case.
  package static func find(_ text: String) -> FailureClass? {
    let wanted = text.lowercased()
    return all.first { $0.id.lowercased() == wanted || $0.name == wanted }
  }

  private static let table = """
    W01 crash-app Workload
    W02 entrypoint Workload
    W03 oomkilled Workload
    W04 image-reference Workload
    W05 registry-credentials Workload
    W06 init-or-sidecar Workload
    W07 liveness-or-startup-kill Workload
    W08 readiness-fail Workload
    W09 job-failed Workload
    W10 cronjob-silent Workload
    W11 statefulset-stalled Workload
    W12 unclean-shutdown Workload
    W13 cpu-throttle Workload
    C01 missing-object-env Configuration
    C02 missing-key Configuration
    C03 missing-volume-source Configuration
    C04 wrong-value Configuration
    C05 stale-or-rejected-config Configuration
    S01 insufficient-resources Scheduling
    S02 node-selection Scheduling
    S03 taint-or-cordon Scheduling
    S04 affinity-or-spread Scheduling
    S05 host-port Scheduling
    S06 priority-preemption Scheduling
    T01 no-class-or-provisioner Storage
    T02 pv-mismatch Storage
    T03 attach-conflict Storage
    T04 volume-topology Storage
    T05 volume-lifecycle Storage
    T06 volume-permission Storage
    N01 selector-mismatch Network
    N02 port-mismatch Network
    N03 netpol-ingress Network
    N04 netpol-egress Network
    N05 netpol-no-effect Network
    N06 ingress-backend Network
    N07 ingress-routing Network
    N08 exposure Network
    N09 kube-proxy Network
    N10 gateway-api Network
    N11 pod-network Network
    D01 coredns-down DNS
    D02 wrong-name DNS
    D03 resolver-config DNS
    R01 missing-permission Security and RBAC
    R02 wrong-binding Security and RBAC
    R03 service-account Security and RBAC
    R04 pod-security Security and RBAC
    R05 container-identity Security and RBAC
    P01 apiserver-down Control plane
    P02 etcd-down Control plane
    P03 scheduler-inactive Control plane
    P04 controller-manager-inactive Control plane
    P05 client-access Control plane
    P06 api-overload Control plane
    K01 kubelet-stopped Node
    K02 runtime-down Node
    K03 memory-pressure Node
    K04 disk-or-pid-pressure Node
    K05 node-join Node
    A01 hpa-no-metrics Autoscaling and quota
    A02 hpa-misdefined Autoscaling and quota
    A03 hpa-bounds Autoscaling and quota
    A04 quota-exceeded Autoscaling and quota
    A05 limitrange Autoscaling and quota
    A06 pdb-block Autoscaling and quota
    A07 node-autoscaler-stuck Autoscaling and quota
    O01 stuck-rollout Rollout
    O02 paused-or-zero Rollout
    O03 immutable-field Rollout
    O04 strategy-deadlock Rollout
    O05 version-mix Rollout
    X01 ingress-tls-secret TLS and certificates
    X02 serving-cert-invalid TLS and certificates
    X03 cluster-pki-expired TLS and certificates
    X04 csr-pending TLS and certificates
    H01 webhook-unreachable Webhooks, CRD, API extension
    H02 webhook-decision Webhooks, CRD, API extension
    H03 api-missing Webhooks, CRD, API extension
    H04 custom-resource-stuck Webhooks, CRD, API extension
    H05 stuck-terminating Webhooks, CRD, API extension
    H06 apiservice-unavailable Webhooks, CRD, API extension
    """
}
