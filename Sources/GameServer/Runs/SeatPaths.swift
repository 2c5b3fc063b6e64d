import KubernetesModel

/// The paths below which members of a team reach a run's cluster with their own tools. A path tells by itself which seat it
/// is for, and nobody but the server can make one: so it leads there again when the run was dropped, or the server started
/// anew.
struct SeatPaths: ClusterFinder {
  let secret: String
  let hall: RunHall

  func path(run: Int64, seat: Int) -> String { "\(run)-\(seat)-\(mark(run, seat))" }

  private func mark(_ run: Int64, _ seat: Int) -> String { Secrets.digest("\(run)-\(seat)\n\(secret)", for: "seat") }

  func place(of id: String) async -> ClusterPlace? {
    let parts = id.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let run = Int64(parts[0]), let seat = Int(parts[1]),
      Secrets.areSame(String(parts[2]), mark(run, seat)), let hosted = try? await hall.hosted(run),
      hosted.takesOwnTools, !hosted.isOverdue(at: hall.clock.now), hosted.place(atSeat: seat) != nil
    else { return nil }
    return ClusterPlace(host: hosted.host, seat: seat)
  }
}
