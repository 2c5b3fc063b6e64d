/// Who reports an event.
package struct EventSource: Hashable, Sendable {
  /// `kubelet`, `deployment-controller`, `default-scheduler`.
  package let component: String
  /// The node of a component that runs on one.
  package let host: String
  /// Whether it writes events of `events.k8s.io`, which have an action and a series and neither source nor count, as
  /// the scheduler does.
  package let isNewStyle: Bool

  package init(_ component: String, host: String = "", isNewStyle: Bool = false) {
    self.component = component
    self.host = host
    self.isNewStyle = isNewStyle
  }

  /// The program that the component is part of, which owns the events' fields.
  var program: String {
    switch component {
    case "kubelet": "kubelet"
    case "default-scheduler": "kube-scheduler"
    default: "kube-controller-manager"
    }
  }
}

package enum EventType: String, Sendable {
  case normal = "Normal"
  case warning = "Warning"
}
