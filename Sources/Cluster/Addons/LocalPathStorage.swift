extension Addons {
  /// The default StorageClass, and what makes its volumes.
  static let localPathStorage = """
    apiVersion: storage.k8s.io/v1
    kind: StorageClass
    metadata:
      name: standard
      annotations: {storageclass.kubernetes.io/is-default-class: "true"}
    provisioner: rancher.io/local-path
    reclaimPolicy: Delete
    volumeBindingMode: WaitForFirstConsumer
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: local-path-storage}
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: local-path-provisioner-service-account, namespace: local-path-storage}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: local-path-provisioner, namespace: local-path-storage}
    spec:
      replicas: 1
      selector: {matchLabels: {app: local-path-provisioner}}
      template:
        metadata: {labels: {app: local-path-provisioner}}
        spec:
          serviceAccountName: local-path-provisioner-service-account
          nodeSelector: {kubernetes.io/os: linux}
          containers:
          - name: local-path-provisioner
            image: rancher/local-path-provisioner:v0.0.32
            imagePullPolicy: IfNotPresent
            command: [local-path-provisioner, --debug, start, --config, /etc/config/config.json]
            env:
            - name: POD_NAMESPACE
              valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
    """
}
