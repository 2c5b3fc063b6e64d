extension Addons {
  /// The cluster's DNS, as kubeadm sets it up.
  static let coreDNS = """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: coredns, namespace: kube-system}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: coredns, namespace: kube-system}
    data:
      Corefile: |
        .:53 {
            errors
            health {
               lameduck 5s
            }
            ready
            kubernetes cluster.local in-addr.arpa ip6.arpa {
               pods insecure
               fallthrough in-addr.arpa ip6.arpa
               ttl 30
            }
            prometheus :9153
            forward . /etc/resolv.conf {
               max_concurrent 1000
            }
            cache 30 {
               disable success cluster.local
               disable denial cluster.local
            }
            loop
            reload
            loadbalance
        }
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: kube-dns
      namespace: kube-system
      annotations: {prometheus.io/port: "9153", prometheus.io/scrape: "true"}
      labels: {k8s-app: kube-dns, kubernetes.io/cluster-service: "true", kubernetes.io/name: CoreDNS}
    spec:
      clusterIP: 10.96.0.10
      selector: {k8s-app: kube-dns}
      ports:
      - {name: dns, port: 53, protocol: UDP, targetPort: 53}
      - {name: dns-tcp, port: 53, protocol: TCP, targetPort: 53}
      - {name: metrics, port: 9153, protocol: TCP, targetPort: 9153}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}
    spec:
      replicas: 2
      strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
      selector: {matchLabels: {k8s-app: kube-dns}}
      template:
        metadata: {labels: {k8s-app: kube-dns}}
        spec:
          priorityClassName: system-cluster-critical
          serviceAccountName: coredns
          nodeSelector: {kubernetes.io/os: linux}
          dnsPolicy: Default
          tolerations:
          - {key: CriticalAddonsOnly, operator: Exists}
          - {key: node-role.kubernetes.io/control-plane, effect: NoSchedule}
          containers:
          - name: coredns
            image: registry.k8s.io/coredns/coredns:v1.14.1
            imagePullPolicy: IfNotPresent
            args: [-conf, /etc/coredns/Corefile]
            resources: {limits: {memory: 170Mi}, requests: {cpu: 100m, memory: 70Mi}}
            ports:
            - {containerPort: 53, name: dns, protocol: UDP}
            - {containerPort: 53, name: dns-tcp, protocol: TCP}
            - {containerPort: 9153, name: metrics, protocol: TCP}
            - {containerPort: 8080, name: liveness-probe, protocol: TCP}
            - {containerPort: 8181, name: readiness-probe, protocol: TCP}
            livenessProbe:
              httpGet: {path: /health, port: liveness-probe, scheme: HTTP}
              initialDelaySeconds: 60
              timeoutSeconds: 5
              failureThreshold: 5
            readinessProbe:
              httpGet: {path: /ready, port: readiness-probe, scheme: HTTP}
            securityContext:
              allowPrivilegeEscalation: false
              capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}
              readOnlyRootFilesystem: true
            volumeMounts:
            - {mountPath: /etc/coredns, name: config-volume, readOnly: true}
          volumes:
          - name: config-volume
            configMap: {name: coredns, items: [{key: Corefile, path: Corefile}]}
    """
}
