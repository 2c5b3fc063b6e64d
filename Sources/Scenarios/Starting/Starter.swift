/// A small scenario that passes its test, for authors to change: a shop of three programs, one of which breaks.
package struct Starter {
  /// The class of failure that it is about, as in `C01`.
  package let failureClass: FailureClass
  private let title: String
  private let variants: String
  /// From `fault` to `debrief`.
  private let body: String

  /// One for each kind of mend: an object that is missing, a field of a workload, a field of a Service.
  package static let all = [missingObject, wrongImage, wrongSelector].compactMap(\.self)

  package static func find(_ failureClass: FailureClass) -> Starter? {
    all.first { $0.failureClass == failureClass }
  }

  init?(_ failureClass: String, title: String, variants: String, body: String) {
    guard let found = FailureClass.find(failureClass) else { return nil }
    self.failureClass = found
    self.title = title
    self.variants = variants
    self.body = body
  }

  /// Texts by path relative to the scenario's folder.
  package func files(id: String) -> [String: String] {
    [
      "scenario.yaml": Self.head(id, title, failureClass) + variants + "\n" + Self.cluster + body + "\n",
      "manifests/10-settings.yaml": Self.settings, "manifests/20-workloads.yaml": Self.workloads,
    ]
  }

  private static func head(_ id: String, _ title: String, _ failureClass: FailureClass) -> String {
    """
    # yaml-language-server: $schema=../scenario.schema.json
    # A scenario to begin with: change it piece by piece, and run after each
    #   firedrill scenario preview \(id)      as players see it, anew whenever a file is saved
    #   firedrill scenario test \(id)         plays it
    # Scenarios/README.md explains everything that stands here.
    format: 1
    id: \(id)
    # Shown in the list: never what is wrong.
    title: \(title)
    difficulty: easy
    # How it fails: \(failureClass.id) is \(failureClass.name).
    classes: [\(failureClass.id)]
    # Within this a practised player is done.
    par: 8m
    namespace: shop

    # What users report, in their words. Whoever reads it learns where it hurts, and not why.
    page: |
      03:12  Corner shop, customer desk
      {{ complaint }}
      Everything else in the shop works. The night's maintenance ended at three.

    # Values for all variants.
    values:
      registry: registry.corner-shop.example

    # The seed chooses one, so that whoever plays twice looks twice. {{ name }} puts its values in anywhere below, and
    # into the manifests.
    variants:

    """
  }

  private static let cluster = """

    cluster:
      nodes:
      - {name: shop-control, cpu: "2", memory: 4Gi, roles: [control-plane], taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]}
      - {name: shop-1, cpu: "2", memory: 4Gi}
      - {name: shop-2, cpu: "2", memory: 4Gi}

    # What runs in the containers. An image of which nothing is said starts at once and stays up.
    images:
    - image: "{{ registry }}/catalogue"
      tags: ["2.4.0"]
      program:
        startup: 2s
        needs: [{variable: CURRENCY, logs: [{error: "CURRENCY is not set"}]}]
        ready: ["catalogue 2.4.0 listening on :8080"]
        listen: [{port: 8080}]
        every: [{interval: 40s, lines: ["GET /shelves 200", "GET /shelves/tea 200"]}]
    - image: "{{ registry }}/cart"
      tags: ["1.9.3"]
      program:
        startup: 2s
        needs: [{variable: CURRENCY, logs: [{error: "CURRENCY is not set"}]}]
        ready: ["cart 1.9.3 listening on :8080"]
        listen: [{port: 8080}]
    - image: "{{ registry }}/checkout"
      tags: ["3.0.1"]
      program:
        startup: 3s
        needs: [{variable: CURRENCY, logs: [{error: "CURRENCY is not set"}]}]
        ready: ["checkout 3.0.1 listening on :8080"]
        listen: [{port: 8080}]

    # How long the healthy state lives before the fault, and the broken one before the player is called. Events are kept
    # for an hour.
    settle: 12m
    warmUp: 10m
    # How long all objectives must hold for it to be over.
    hold: 30s

    # True, and harmless: what somebody sees who looks around.
    decoys:
    - id: winter-zero
      sentence: The Deployment winter-window has no pods.
      why: It is scaled to zero until December, as its annotation says.
      shownBy:
      - cell: {of: deployment/winter-window, column: Ready, is: 0/0}


    """
}
