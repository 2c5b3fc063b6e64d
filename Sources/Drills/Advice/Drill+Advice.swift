import Hints

extension Drill {
  /// Asks the adviser what a line of somebody who plays alone needs to know.
  /// - Parameter isWanted: waits a moment, and says whether the player still wants it.
  func advise(_ adviser: any Adviser) -> (AdviceNeed, () -> Bool) -> Advice {
    { [unowned self] need, isWanted in
      var before = journal
      // The line that asks has shown nothing yet.
      before.entries.removeLast()
      return adviser.advise(AdviceRequest(need, seat: 0, prepared, before), isWanted: isWanted)
    }
  }
}
