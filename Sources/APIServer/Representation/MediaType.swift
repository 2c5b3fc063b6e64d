/// The formats in which objects are read and written.
package enum MediaType: String, CaseIterable, Sendable {
  case json = "application/json"
  case yaml = "application/yaml"
  case protobuf = "application/vnd.kubernetes.protobuf"
}
