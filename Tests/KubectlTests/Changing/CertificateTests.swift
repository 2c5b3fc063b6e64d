import KubernetesModel
import Testing

@testable import Kubectl

@Suite struct CertificateTests {
  /// Made by openssl, with a name in many parts and with other names beside it.
  private static let request =
    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQml6Q0NBVFVDQVFBd2dZTXhEREFLQmdOVkJBb01BMjl3Y3pF"
    + "S01BZ0dBMVVFQ2d3QllqRU5NQXNHQTFVRQpBd3dFWVc1dVlURUtNQWdHQTFVRUN3d0JZekVMTUFrR0ExVUVCaE1DUkVVeENqQUlC"
    + "Z05WQkFjTUFYa3hDakFJCkJnTlZCQWdNQVZveEREQUtCZ05WQkFrTUEzTjBjakVNTUFvR0ExVUVFUXdETVRJek1Rc3dDUVlEVlFR"
    + "RkV3STMKTnpCY01BMEdDU3FHU0liM0RRRUJBUVVBQTBzQU1FZ0NRUURPRjN4NEpSaHZqanpQWmpUN2tJd1pkSFRuRk9wdApGUXYr"
    + "b3EzVDNzVHJ0RTRnemxRY2FsZnNiTTlBN0JQbHZZeHBhcm5BamtZaE1DYkRTTzRldjlTOUFnTUJBQUdnClREQktCZ2txaGtpRzl3"
    + "MEJDUTR4UFRBN01Ea0dBMVVkRVFReU1EQ0NBMkV1WW9FRGVFQjVod1FLQUFBQmh4RDkKQUFBQUFBQUFBQUFCQUFBQUFBQUNoZ3h6"
    + "Y0dsbVptVTZMeTk0TDNrd0RRWUpLb1pJaHZjTkFRRUxCUUFEUVFDOAp5aXJCdi9pSmJGN2ZKMW1VREJQU2J4elF0OU1SNHg2a1JH"
    + "UTRxZXU3enA5VVF1UFV1L0xIeFg1YldiNFVFM3hKCndaR2Z0TzcrR2k2UHZsSXBnMitzCi0tLS0tRU5EIENFUlRJRklDQVRFIFJF"
    + "UVVFU1QtLS0tLQo="

  private func bench() throws -> Workbench {
    let bench = Workbench()
    for name in ["anna", "bob"] {
      try bench.given(
        "/apis/certificates.k8s.io/v1/certificatesigningrequests",
        """
        {"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": {"name": "\(name)"},
         "spec": {"signerName": "kubernetes.io/kube-apiserver-client", "expirationSeconds": 7200,
                  "usages": ["client auth"], "request": "\(Self.request)"}}
        """)
    }
    return bench
  }

  @Test("A request is described with what it asks for.")
  func requestIsDescribed() throws {
    let bench = try bench()
    let lines = bench.run("kubectl describe csr anna").split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.hasPrefix("CreationTimestamp:") && !$0.hasPrefix("Requesting User:") }
    #expect(
      text.joined(separator: "\n") == """
        Name:                anna
        Labels:              <none>
        Annotations:         <none>
        Signer:              kubernetes.io/kube-apiserver-client
        Requested Duration:  120m
        Status:              Pending
        Subject:
          Common Name:          anna
          Serial Number:        77
          Organization:         ops
                                b
          Organizational Unit:  c
          Country:              DE
          Locality:             y
          Province:             Z
          StreetAddress:        str
          PostalCode:           123
        Subject Alternative Names:
                 DNS Names:        a.b
                 Email Addresses:  x@y
                 URIs:             spiffe://x/y
                 IP Addresses:     10.0.0.1
                                   fd00::1:0:0:2
        Events:  <none>

        """)
  }

  @Test("What was decided is not decided otherwise.")
  func whatWasDecidedIsNotDecidedOtherwise() throws {
    let bench = try bench()
    let name = "certificatesigningrequest.certificates.k8s.io/"
    #expect(bench.run("kubectl certificate approve csr/anna") == name + "anna approved\n")
    #expect(
      bench.run("kubectl certificate deny anna bob") == name
        + "bob denied\n! error: certificate signing request \"anna\" is already Approved\n[1]\n")
    #expect(
      bench.run("kubectl certificate approve bob --force")
        == "! error: certificate signing request \"bob\" is already Denied\n[1]\n")
    #expect(bench.run("kubectl certificate approve anna") == name + "anna approved\n")
    let types = "-o jsonpath={.items[*].status.conditions[*].type}"
    #expect(bench.run("kubectl get csr \(types)") == "Approved Denied")
  }

  @Test("Only requests can be decided.")
  func onlyRequestsCanBeDecided() throws {
    let bench = try bench()
    bench.files["b.yaml"] =
      "{apiVersion: certificates.k8s.io/v1, kind: CertificateSigningRequest, metadata: {name: bob}}\n"
    #expect(
      bench.run("kubectl certificate approve anna -f b.yaml")
        == "! error: resource/name arguments cannot be provided when a path is specified\n[1]\n")
    _ = bench.run("kubectl create clusterrole c --verb=get --resource=pods")
    #expect(
      bench.run("kubectl certificate approve clusterrole/c")
        == "! error: can only handle CertificateSigningRequest.certificates.k8s.io objects, got ClusterRole.rbac.authorization.k8s.io\n[1]\n"
    )
  }
}
