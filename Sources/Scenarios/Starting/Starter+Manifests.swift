/// The shop while it is well.
extension Starter {
  private static let programs = [("catalogue", "2.4.0"), ("cart", "1.9.3"), ("checkout", "3.0.1")]

  static let settings =
    "# The healthy state: plain manifests, applied in the order of the files' names.\n"
    + programs.map { name, _ in
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: \(name)-settings
        labels: {app: \(name)}
      data:
        CURRENCY: EUR

      """
    }.joined(separator: "---\n")

  static let workloads =
    programs.map { name, version in
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: \(name)
        labels: {app: \(name)}
      spec:
        replicas: 2
        # All pods are replaced at once, so that what a release breaks is broken for everybody.
        strategy: {type: Recreate}
        selector:
          matchLabels: {app: \(name)}
        template:
          metadata:
            labels: {app: \(name)}
          spec:
            containers:
            - name: \(name)
              image: "{{ registry }}/\(name):\(version)"
              envFrom: [{configMapRef: {name: \(name)-settings}}]
              ports: [{name: http, containerPort: 8080}]
              resources:
                requests: {cpu: 20m, memory: 32Mi}
                limits: {memory: 64Mi}
              readinessProbe:
                httpGet: {path: /healthz, port: http}
                periodSeconds: 5
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: \(name)
        labels: {app: \(name)}
      spec:
        selector: {app: \(name)}
        ports: [{name: http, port: 80, targetPort: http}]
      ---

      """
    }.joined()
      + """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: winter-window
        labels: {app: winter-window}
        annotations: {corner-shop.example/note: "from December on"}
      spec:
        replicas: 0
        selector:
          matchLabels: {app: winter-window}
        template:
          metadata:
            labels: {app: winter-window}
          spec:
            containers:
            - name: winter-window
              image: "{{ registry }}/catalogue:2.4.0"

      """
}
