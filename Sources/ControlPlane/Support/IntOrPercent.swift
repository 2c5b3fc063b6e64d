import KubernetesModel

/// Reads a number or a percentage of `total`, as `maxSurge: 25%`; anything else is 0.
func scaled(_ value: JSONValue?, of total: Int64, roundingUp: Bool) -> Int64 {
  if let number = value?.intValue { return number }
  guard let text = value?.stringValue, text.hasSuffix("%"), let percent = Int64(text.dropLast()), percent >= 0,
    percent <= 1_000_000, total >= 0, total <= 1_000_000_000
  else { return 0 }
  let product = percent * total
  return roundingUp ? (product + 99) / 100 : product / 100
}
