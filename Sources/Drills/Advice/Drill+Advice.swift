import Hints

extension Drill {
  /// Finds out what a line of somebody who plays alone needs to know.
  /// - Parameter isWanted: waits a moment, and says whether the player still wants it.
  func advise(_ need: AdviceNeed, isWanted: () -> Bool) -> Advice {
    var before = journal
    // The line that asks has shown nothing yet.
    before.entries.removeLast()
    let request = AdviceRequest(need, seat: 0, prepared, before)
    return request.answerWithoutAsking(adviser?.options)
      ?? adviser?.advise(request, isWanted: isWanted) ?? .unavailable
  }
}
