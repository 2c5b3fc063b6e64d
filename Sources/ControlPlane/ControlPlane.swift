package import APIServer

/// The controllers and the scheduler of a cluster, as kube-controller-manager and kube-scheduler run them.
package func controlPlaneComponents() -> [any Component] {
  [
    DeploymentController(),
    ReplicaSetController.replicaSets,
    ReplicaSetController.replicationControllers,
    EndpointSliceController(),
    EndpointsController(),
    ServiceAccountController(),
    RootCertificatePublisher(),
    NamespaceController(),
    GarbageCollector(),
    PodGarbageCollector(),
    NodeLifecycleController(),
    TaintEvictionController(),
    JobController(),
    CronJobController(),
    DaemonSetController(),
    StatefulSetController(),
    VolumeBinder(),
    LocalPathProvisioner(),
    StorageProtectionController(),
    DisruptionController(),
    ResourceQuotaController(),
    CertificateSigner(),
    Scheduler(),
  ]
}
