extension Addons {
  /// What is behind `metrics.k8s.io`.
  static let metricsServer = """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: metrics-server, namespace: kube-system, labels: {k8s-app: metrics-server}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: metrics-server, namespace: kube-system, labels: {k8s-app: metrics-server}}
    spec:
      selector: {k8s-app: metrics-server}
      ports: [{name: https, port: 443, protocol: TCP, targetPort: https}]
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: metrics-server, namespace: kube-system, labels: {k8s-app: metrics-server}}
    spec:
      selector: {matchLabels: {k8s-app: metrics-server}}
      strategy: {rollingUpdate: {maxUnavailable: 0}}
      template:
        metadata: {labels: {k8s-app: metrics-server}}
        spec:
          priorityClassName: system-cluster-critical
          serviceAccountName: metrics-server
          nodeSelector: {kubernetes.io/os: linux}
          containers:
          - name: metrics-server
            image: registry.k8s.io/metrics-server/metrics-server:v0.8.1
            imagePullPolicy: IfNotPresent
            args: [--cert-dir=/tmp, --secure-port=10250, --kubelet-use-node-status-port, --metric-resolution=15s]
            ports: [{containerPort: 10250, name: https, protocol: TCP}]
            livenessProbe:
              httpGet: {path: /livez, port: https, scheme: HTTPS}
            readinessProbe:
              httpGet: {path: /readyz, port: https, scheme: HTTPS}
              initialDelaySeconds: 20
            resources: {requests: {cpu: 100m, memory: 200Mi}}
            securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 1000}
            volumeMounts: [{mountPath: /tmp, name: tmp-dir}]
          volumes: [{name: tmp-dir, emptyDir: {}}]
    ---
    apiVersion: apiregistration.k8s.io/v1
    kind: APIService
    metadata: {name: v1beta1.metrics.k8s.io, labels: {k8s-app: metrics-server}}
    spec:
      group: metrics.k8s.io
      groupPriorityMinimum: 100
      insecureSkipTLSVerify: true
      service: {name: metrics-server, namespace: kube-system, port: 443}
      version: v1beta1
      versionPriority: 100
    """
}
