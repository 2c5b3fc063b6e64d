extension Addons {
  /// What runs on every node.
  static let kubeProxy = """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: kube-proxy, namespace: kube-system}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: kube-proxy, namespace: kube-system, labels: {app: kube-proxy}}
    data:
      config.conf: |
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        clusterCIDR: 10.244.0.0/16
        kind: KubeProxyConfiguration
        mode: ""
    ---
    apiVersion: apps/v1
    kind: DaemonSet
    metadata: {name: kube-proxy, namespace: kube-system, labels: {k8s-app: kube-proxy}}
    spec:
      selector: {matchLabels: {k8s-app: kube-proxy}}
      updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
      template:
        metadata: {labels: {k8s-app: kube-proxy}}
        spec:
          priorityClassName: system-node-critical
          serviceAccountName: kube-proxy
          hostNetwork: true
          nodeSelector: {kubernetes.io/os: linux}
          tolerations: [{operator: Exists}]
          containers:
          - name: kube-proxy
            image: registry.k8s.io/kube-proxy:v1.36.2
            imagePullPolicy: IfNotPresent
            command: [/usr/local/bin/kube-proxy, --config=/var/lib/kube-proxy/config.conf, --hostname-override=$(NODE_NAME)]
            env:
            - name: NODE_NAME
              valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
            securityContext: {privileged: true}
            volumeMounts:
            - {mountPath: /var/lib/kube-proxy, name: kube-proxy}
            - {mountPath: /lib/modules, name: lib-modules, readOnly: true}
          volumes:
          - name: kube-proxy
            configMap: {name: kube-proxy}
          - name: lib-modules
            hostPath: {path: /lib/modules}
    """
}
