package import KubernetesModel
import SimulationKernel

/// An object as `kubectl describe` shows it. What belongs to it is asked for once: to see what would be printed if the
/// object said something else takes no more requests.
package struct DescribedObject: Sendable {
  private let describer: any ObjectDescriber
  private let related: Related
  private let now: Instant

  /// Nil where the server does not tell what a description needs.
  package init?(_ object: JSONValue, group: String, through transport: any APITransport) {
    let environment = KubectlEnvironment(transport: transport, files: NoFiles(), output: NoOutput())
    guard let client = try? APIClient(environment: environment, flags: FlagValues(GlobalFlags.all)) else { return nil }
    describer = Describers.describer(group: group, kind: object.kind)
    let source = RelatedSource(client: client, showsEvents: true, chunkSize: 0)
    guard let related = try? describer.related(to: object, source) else { return nil }
    self.related = related
    now = transport.now
  }

  /// What is printed of the object, as it is or changed.
  package func text(of object: JSONValue) -> String { describer.describe(object, related, now: now) }
}
