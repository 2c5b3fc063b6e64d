import KubernetesModel
import Leaderboard
import SimulationKernel

enum ServerRoutes {
  static let all: [Route] = [
    Route(.get, APIRoutes.root + "/openapi.json", .anyone, "This document.") { call throws(SiteError) in
      .json(SiteDocument.make(call.site.table))
    },
    Route(.get, "/healthz", .anyone) { call throws(SiteError) in
      _ = try await call.archive { archive throws(ArchiveError) in try archive.accountCount() }
      return .text("ok")
    },
    Route(.get, "/metrics", .organiser) { call throws(SiteError) in
      .text(try await metrics(call), type: "text/plain; version=0.0.4; charset=utf-8")
    },
  ]

  private static func metrics(_ call: RouteCall) async throws(SiteError) -> String {
    let backstage = try call.backstage()
    let accounts = try await call.archive { archive throws(ArchiveError) in try archive.accountCount() }
    return call.site.metrics.text(gauges: [
      ("firedrill_runs_in_memory", "Runs that are in memory.", Double(await backstage.hall.openCount)),
      ("firedrill_event_readers", "Readers of streams of events.", Double(call.site.events.readerCount)),
      ("firedrill_accounts", "Accounts.", Double(accounts)),
      (
        "firedrill_rate_buckets", "Addresses and accounts that asked a moment ago.",
        Double(call.site.limits.bucketCount)
      ),
    ])
  }
}
