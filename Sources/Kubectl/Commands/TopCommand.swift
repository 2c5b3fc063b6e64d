import APIServer
import KubernetesModel

/// `kubectl top`
struct TopCommand: CommandGroup {
  let name = "top"
  let subcommands: [any KubectlCommand] = [TopNodeCommand(), TopPodCommand()]
}

/// Where metrics come from.
enum Metrics {
  static let path = "/apis/metrics.k8s.io/v1beta1"

  /// Throws where no server offers metrics; asks anew every time.
  static func check(_ context: CommandContext) throws(KubectlError) {
    let served = try DiscoveryClient(client: context.client, timeout: nil).fetch()
    guard served.groups.contains(where: { $0.name == "metrics.k8s.io" && $0.versions.contains("v1beta1") }) else {
      throw .message("Metrics API not available")
    }
  }

  /// `250m`
  static func processor(_ quantity: Quantity) -> String { "\(quantity.milliValue)m" }

  /// `64Mi`
  static func memory(_ quantity: Quantity) -> String { "\(quantity.value / (1 << 20))Mi" }

  static func share(_ part: Int64, of whole: Int64) -> String {
    whole == 0 ? "<unknown>" : "\(Int(exactly: (Double(part) / Double(whole) * 100).rounded(.towardZero)) ?? 0)%"
  }

  static func checkSorting(_ context: CommandContext) throws(KubectlError) {
    let field = context.flags.string("sort-by")
    guard ["", "cpu", "memory"].contains(field) else { throw .message("--sort-by accepts only cpu or memory") }
  }

  /// Throws when `--selector` cannot be read.
  static func checkSelector(_ context: CommandContext) throws(KubectlError) {
    do throws(SelectorError) { _ = try LabelSelector(parsing: context.flags.string("selector")) } catch {
      throw .message(error.description)
    }
  }

  /// A table whose every cell ends in a tab, as top's do.
  static func table(_ rows: [[String]]) -> String {
    var writer = TabWriter.table
    for row in rows { writer.write(row.map { $0 + "\t" }.joined() + "\n") }
    return writer.flush()
  }
}
