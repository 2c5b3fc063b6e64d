/// What a Kubernetes 1.36 server serves, in the order of its discovery documents. Read by `ResourceDefinition`:
/// `group/version plural singular Kind namespaced shortNames categories verbs subresource(Kind):verbs ...`, with `*` for
/// the eight usual verbs and `-` for none.
let servedResources = """
  v1 bindings binding Binding yes - - create
  v1 componentstatuses componentstatus ComponentStatus no cs - get,list
  v1 configmaps configmap ConfigMap yes cm - *
  v1 endpoints endpoints Endpoints yes ep - *
  v1 events event Event yes ev - *
  v1 limitranges limitrange LimitRange yes limits - *
  v1 namespaces namespace Namespace no ns - create,delete,get,list,patch,update,watch finalize:update status:get+patch+update
  v1 nodes node Node no no - * proxy(NodeProxyOptions):create+delete+get+patch+update status:get+patch+update
  v1 persistentvolumeclaims persistentvolumeclaim PersistentVolumeClaim yes pvc - * status:get+patch+update
  v1 persistentvolumes persistentvolume PersistentVolume no pv - * status:get+patch+update
  v1 pods pod Pod yes po all * attach(PodAttachOptions):create+get binding(Binding):create ephemeralcontainers:get+patch+update eviction(policy/v1.Eviction):create exec(PodExecOptions):create+get log:get portforward(PodPortForwardOptions):create+get proxy(PodProxyOptions):create+delete+get+patch+update resize:get+patch+update status:get+patch+update
  v1 podtemplates podtemplate PodTemplate yes - - *
  v1 replicationcontrollers replicationcontroller ReplicationController yes rc all * scale(autoscaling/v1.Scale):get+patch+update status:get+patch+update
  v1 resourcequotas resourcequota ResourceQuota yes quota - * status:get+patch+update
  v1 secrets secret Secret yes - - *
  v1 serviceaccounts serviceaccount ServiceAccount yes sa - * token(authentication.k8s.io/v1.TokenRequest):create
  v1 services service Service yes svc all * proxy(ServiceProxyOptions):create+delete+get+patch+update status:get+patch+update
  apiregistration.k8s.io/v1 apiservices apiservice APIService no - api-extensions * status:get+patch+update
  apps/v1 controllerrevisions controllerrevision ControllerRevision yes - - *
  apps/v1 daemonsets daemonset DaemonSet yes ds all * status:get+patch+update
  apps/v1 deployments deployment Deployment yes deploy all * scale(autoscaling/v1.Scale):get+patch+update status:get+patch+update
  apps/v1 replicasets replicaset ReplicaSet yes rs all * scale(autoscaling/v1.Scale):get+patch+update status:get+patch+update
  apps/v1 statefulsets statefulset StatefulSet yes sts all * scale(autoscaling/v1.Scale):get+patch+update status:get+patch+update
  events.k8s.io/v1 events event Event yes ev - *
  authentication.k8s.io/v1 selfsubjectreviews selfsubjectreview SelfSubjectReview no - - create
  authentication.k8s.io/v1 tokenreviews tokenreview TokenReview no - - create
  authorization.k8s.io/v1 localsubjectaccessreviews localsubjectaccessreview LocalSubjectAccessReview yes - - create
  authorization.k8s.io/v1 selfsubjectaccessreviews selfsubjectaccessreview SelfSubjectAccessReview no - - create
  authorization.k8s.io/v1 selfsubjectrulesreviews selfsubjectrulesreview SelfSubjectRulesReview no - - create
  authorization.k8s.io/v1 subjectaccessreviews subjectaccessreview SubjectAccessReview no - - create
  autoscaling/v2 horizontalpodautoscalers horizontalpodautoscaler HorizontalPodAutoscaler yes hpa all * status:get+patch+update
  autoscaling/v1 horizontalpodautoscalers horizontalpodautoscaler HorizontalPodAutoscaler yes hpa all * status:get+patch+update
  batch/v1 cronjobs cronjob CronJob yes cj all * status:get+patch+update
  batch/v1 jobs job Job yes - all * status:get+patch+update
  certificates.k8s.io/v1 certificatesigningrequests certificatesigningrequest CertificateSigningRequest no csr - * approval:get+patch+update status:get+patch+update
  networking.k8s.io/v1 ingressclasses ingressclass IngressClass no - - *
  networking.k8s.io/v1 ingresses ingress Ingress yes ing - * status:get+patch+update
  networking.k8s.io/v1 ipaddresses ipaddress IPAddress no ip - *
  networking.k8s.io/v1 networkpolicies networkpolicy NetworkPolicy yes netpol - *
  networking.k8s.io/v1 servicecidrs servicecidr ServiceCIDR no - - * status:get+patch+update
  policy/v1 poddisruptionbudgets poddisruptionbudget PodDisruptionBudget yes pdb - * status:get+patch+update
  rbac.authorization.k8s.io/v1 clusterrolebindings clusterrolebinding ClusterRoleBinding no - - *
  rbac.authorization.k8s.io/v1 clusterroles clusterrole ClusterRole no - - *
  rbac.authorization.k8s.io/v1 rolebindings rolebinding RoleBinding yes - - *
  rbac.authorization.k8s.io/v1 roles role Role yes - - *
  storage.k8s.io/v1 csidrivers csidriver CSIDriver no - - *
  storage.k8s.io/v1 csinodes csinode CSINode no - - *
  storage.k8s.io/v1 csistoragecapacities csistoragecapacity CSIStorageCapacity yes - - *
  storage.k8s.io/v1 storageclasses storageclass StorageClass no sc - *
  storage.k8s.io/v1 volumeattachments volumeattachment VolumeAttachment no - - * status:get+patch+update
  storage.k8s.io/v1 volumeattributesclasses volumeattributesclass VolumeAttributesClass no vac - *
  admissionregistration.k8s.io/v1 mutatingadmissionpolicies mutatingadmissionpolicy MutatingAdmissionPolicy no - api-extensions *
  admissionregistration.k8s.io/v1 mutatingadmissionpolicybindings mutatingadmissionpolicybinding MutatingAdmissionPolicyBinding no - api-extensions *
  admissionregistration.k8s.io/v1 mutatingwebhookconfigurations mutatingwebhookconfiguration MutatingWebhookConfiguration no - api-extensions *
  admissionregistration.k8s.io/v1 validatingadmissionpolicies validatingadmissionpolicy ValidatingAdmissionPolicy no - api-extensions * status:get+patch+update
  admissionregistration.k8s.io/v1 validatingadmissionpolicybindings validatingadmissionpolicybinding ValidatingAdmissionPolicyBinding no - api-extensions *
  admissionregistration.k8s.io/v1 validatingwebhookconfigurations validatingwebhookconfiguration ValidatingWebhookConfiguration no - api-extensions *
  apiextensions.k8s.io/v1 customresourcedefinitions customresourcedefinition CustomResourceDefinition no crd,crds api-extensions * status:get+patch+update
  scheduling.k8s.io/v1 priorityclasses priorityclass PriorityClass no pc - *
  coordination.k8s.io/v1 leases lease Lease yes - - *
  node.k8s.io/v1 runtimeclasses runtimeclass RuntimeClass no - - *
  discovery.k8s.io/v1 endpointslices endpointslice EndpointSlice yes - - *
  resource.k8s.io/v1 deviceclasses deviceclass DeviceClass no - - *
  resource.k8s.io/v1 resourceclaims resourceclaim ResourceClaim yes - - * status:get+patch+update
  resource.k8s.io/v1 resourceclaimtemplates resourceclaimtemplate ResourceClaimTemplate yes - - *
  resource.k8s.io/v1 resourceslices resourceslice ResourceSlice no - - *
  flowcontrol.apiserver.k8s.io/v1 flowschemas flowschema FlowSchema no - - * status:get+patch+update
  flowcontrol.apiserver.k8s.io/v1 prioritylevelconfigurations prioritylevelconfiguration PriorityLevelConfiguration no - - * status:get+patch+update
  """
