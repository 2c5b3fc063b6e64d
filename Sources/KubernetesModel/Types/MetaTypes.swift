/// Read by `TypeTable`, which explains the form.
let metaTypes = """
  intstr.IntOrString scalar:string:int-or-string
    ~ type 1 int64
    ~ intVal 2 int32
    ~ strVal 3 string
  meta.v1.APIGroup = /v1/APIGroup
    name 1 string !
    versions 2 list:meta.v1.GroupVersionForDiscovery ! list=atomic
    preferredVersion 3 meta.v1.GroupVersionForDiscovery
    serverAddressByClientCIDRs 4 list:meta.v1.ServerAddressByClientCIDR list=atomic
    apiVersion - string
    kind - string
  meta.v1.APIGroupList = /v1/APIGroupList
    groups 1 list:meta.v1.APIGroup ! list=atomic
    apiVersion - string
    kind - string
  meta.v1.APIResource
    name 1 string !
    namespaced 2 bool !
    kind 3 string !
    verbs 4 list:string ! wrapped
    shortNames 5 list:string list=atomic
    singularName 6 string !
    categories 7 list:string list=atomic
    group 8 string
    version 9 string
    storageVersionHash 10 string
  meta.v1.APIResourceList = /v1/APIResourceList
    groupVersion 1 string !
    resources 2 list:meta.v1.APIResource ! list=atomic
    apiVersion - string
    kind - string
  meta.v1.APIVersions = /v1/APIVersions
    versions 1 list:string ! list=atomic
    serverAddressByClientCIDRs 2 list:meta.v1.ServerAddressByClientCIDR ! list=atomic
    apiVersion - string
    kind - string
  meta.v1.ApplyOptions wire-only
    dryRun 1 list:string
    force 2 bool always
    fieldManager 3 string always
  meta.v1.Condition
    type 1 string !
    status 2 string !
    observedGeneration 3 int64
    lastTransitionTime 4 meta.v1.Time !
    reason 5 string !
    message 6 string !
  meta.v1.CreateOptions wire-only
    dryRun 1 list:string
    fieldManager 3 string
    fieldValidation 4 string
  meta.v1.DeleteOptions
    gracePeriodSeconds 1 int64 *
    preconditions 2 meta.v1.Preconditions *
    orphanDependents 3 bool *
    propagationPolicy 4 string *
    dryRun 5 list:string list=atomic
    ignoreStoreReadErrorWithClusterBreakingPotential 6 bool *
    apiVersion - string
    kind - string
  meta.v1.Duration wire-only
    duration 1 int64
  meta.v1.FieldSelectorRequirement
    key 1 string !
    operator 2 string !
    values 3 list:string list=atomic
  meta.v1.FieldsV1 scalar:object
    ~ Raw 1 bytes
  meta.v1.GetOptions wire-only
    resourceVersion 1 string
  meta.v1.GroupKind wire-only
    group 1 string always
    kind 2 string always
  meta.v1.GroupResource
    group 1 string !
    resource 2 string !
  meta.v1.GroupVersion wire-only
    group 1 string always
    version 2 string always
  meta.v1.GroupVersionForDiscovery
    groupVersion 1 string !
    version 2 string !
  meta.v1.GroupVersionKind wire-only
    group 1 string always
    version 2 string always
    kind 3 string always
  meta.v1.GroupVersionResource wire-only
    group 1 string always
    version 2 string always
    resource 3 string always
  meta.v1.LabelSelector map:atomic
    matchLabels 1 map:string
    matchExpressions 2 list:meta.v1.LabelSelectorRequirement list=atomic
  meta.v1.LabelSelectorRequirement
    key 1 string !
    operator 2 string !
    values 3 list:string list=atomic
  meta.v1.List wire-only
    metadata 1 meta.v1.ListMeta
    items 2 list:runtime.RawExtension
  meta.v1.ListMeta
    selfLink 1 string
    resourceVersion 2 string
    continue 3 string
    remainingItemCount 4 int64 *
    shardInfo 5 meta.v1.ShardInfo *
  meta.v1.ListOptions wire-only
    labelSelector 1 string
    fieldSelector 2 string
    watch 3 bool
    resourceVersion 4 string
    timeoutSeconds 5 int64 *
    limit 7 int64
    continue 8 string
    allowWatchBookmarks 9 bool
    resourceVersionMatch 10 string
    sendInitialEvents 11 bool *
    shardSelector 15 string
  meta.v1.ManagedFieldsEntry
    manager 1 string
    operation 2 string
    apiVersion 3 string
    time 4 meta.v1.Time *
    fieldsType 6 string
    fieldsV1 7 meta.v1.FieldsV1 *
    subresource 8 string
  meta.v1.MicroTime scalar:string:date-time
    ~ seconds 1 int64
    ~ nanos 2 int32
  meta.v1.ObjectMeta
    name 1 string
    generateName 2 string
    namespace 3 string
    selfLink 4 string
    uid 5 string
    resourceVersion 6 string
    generation 7 int64
    creationTimestamp 8 meta.v1.Time
    deletionTimestamp 9 meta.v1.Time *
    deletionGracePeriodSeconds 10 int64 *
    labels 11 map:string
    annotations 12 map:string
    ownerReferences 13 list:meta.v1.OwnerReference merge=uid strategy=merge list=map keys=uid
    finalizers 14 list:string strategy=merge list=set
    managedFields 17 list:meta.v1.ManagedFieldsEntry list=atomic
  meta.v1.OwnerReference map:atomic
    kind 1 string !
    name 3 string !
    uid 4 string !
    apiVersion 5 string !
    controller 6 bool *
    blockOwnerDeletion 7 bool *
  meta.v1.PartialObjectMetadata wire-only
    metadata 1 meta.v1.ObjectMeta
  meta.v1.PartialObjectMetadataList wire-only
    metadata 1 meta.v1.ListMeta
    items 2 list:meta.v1.PartialObjectMetadata
  meta.v1.Patch scalar:object
  meta.v1.PatchOptions wire-only
    dryRun 1 list:string
    force 2 bool *
    fieldManager 3 string
    fieldValidation 4 string
  meta.v1.Preconditions
    uid 1 string *
    resourceVersion 2 string *
  meta.v1.RootPaths wire-only
    paths 1 list:string
  meta.v1.ServerAddressByClientCIDR
    clientCIDR 1 string !
    serverAddress 2 string !
  meta.v1.ShardInfo
    selector 1 string !
  meta.v1.Status = /v1/Status
    metadata 1 meta.v1.ListMeta
    status 2 string
    message 3 string
    reason 4 string
    details 5 meta.v1.StatusDetails *
    code 6 int32
    apiVersion - string
    kind - string
  meta.v1.StatusCause
    reason 1 string
    message 2 string
    field 3 string
  meta.v1.StatusDetails
    name 1 string
    group 2 string
    kind 3 string
    causes 4 list:meta.v1.StatusCause list=atomic
    retryAfterSeconds 5 int32
    uid 6 string
  meta.v1.TableOptions wire-only
    includeObject 1 string
  meta.v1.Time scalar:string:date-time
    ~ seconds 1 int64
    ~ nanos 2 int32
  meta.v1.Timestamp wire-only
    seconds 1 int64 always
    nanos 2 int32 always
  meta.v1.TypeMeta wire-only
    kind 1 string
    apiVersion 2 string
  meta.v1.UpdateOptions wire-only
    dryRun 1 list:string
    fieldManager 2 string
    fieldValidation 3 string
  meta.v1.Verbs wire-only
    items 1 list:string
  meta.v1.WatchEvent
    type 1 string !
    object 2 runtime.RawExtension !
  runtime.RawExtension scalar:object
    ~ raw 1 bytes
  runtime.TypeMeta wire-only
    apiVersion 1 string
    kind 2 string
  runtime.Unknown wire-only
    typeMeta 1 runtime.TypeMeta
    raw 2 bytes
    contentEncoding 3 string
    contentType 4 string
  """
