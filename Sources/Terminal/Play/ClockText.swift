/// A stretch of time as players see it: `1:05` for a minute and five seconds.
package enum ClockText {
  package static func of(seconds: Int) -> String {
    let (seconds, sign) = (abs(seconds), seconds < 0 ? "-" : "")
    let rest = seconds % 60
    return "\(sign)\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}
