/// Read by `TypeTable`, which explains the form.
let autoscalingTypes = """
  autoscaling.v1.ContainerResourceMetricSource wire-only
    name 1 string always
    targetAverageUtilization 2 int32 *
    targetAverageValue 3 resource.Quantity *
    container 5 string always
  autoscaling.v1.ContainerResourceMetricStatus wire-only
    name 1 string always
    currentAverageUtilization 2 int32 *
    currentAverageValue 3 resource.Quantity
    container 4 string always
  autoscaling.v1.CrossVersionObjectReference map:atomic
    kind 1 string !
    name 2 string !
    apiVersion 3 string
  autoscaling.v1.ExternalMetricSource wire-only
    metricName 1 string always
    metricSelector 2 meta.v1.LabelSelector *
    targetValue 3 resource.Quantity *
    targetAverageValue 4 resource.Quantity *
  autoscaling.v1.ExternalMetricStatus wire-only
    metricName 1 string always
    metricSelector 2 meta.v1.LabelSelector *
    currentValue 3 resource.Quantity
    currentAverageValue 4 resource.Quantity *
  autoscaling.v1.HorizontalPodAutoscaler = autoscaling/v1/HorizontalPodAutoscaler
    metadata 1 meta.v1.ObjectMeta
    spec 2 autoscaling.v1.HorizontalPodAutoscalerSpec !
    status 3 autoscaling.v1.HorizontalPodAutoscalerStatus
    apiVersion - string
    kind - string
  autoscaling.v1.HorizontalPodAutoscalerCondition wire-only
    type 1 string always
    status 2 string always
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  autoscaling.v1.HorizontalPodAutoscalerList = autoscaling/v1/HorizontalPodAutoscalerList
    metadata 1 meta.v1.ListMeta
    items 2 list:autoscaling.v1.HorizontalPodAutoscaler !
    apiVersion - string
    kind - string
  autoscaling.v1.HorizontalPodAutoscalerSpec
    scaleTargetRef 1 autoscaling.v1.CrossVersionObjectReference !
    minReplicas 2 int32 *
    maxReplicas 3 int32 !
    targetCPUUtilizationPercentage 4 int32 *
  autoscaling.v1.HorizontalPodAutoscalerStatus
    observedGeneration 1 int64 *
    lastScaleTime 2 meta.v1.Time *
    currentReplicas 3 int32 !
    desiredReplicas 4 int32 !
    currentCPUUtilizationPercentage 5 int32 *
  autoscaling.v1.MetricSpec wire-only
    type 1 string always
    object 2 autoscaling.v1.ObjectMetricSource *
    pods 3 autoscaling.v1.PodsMetricSource *
    resource 4 autoscaling.v1.ResourceMetricSource *
    external 5 autoscaling.v1.ExternalMetricSource *
    containerResource 7 autoscaling.v1.ContainerResourceMetricSource *
  autoscaling.v1.MetricStatus wire-only
    type 1 string always
    object 2 autoscaling.v1.ObjectMetricStatus *
    pods 3 autoscaling.v1.PodsMetricStatus *
    resource 4 autoscaling.v1.ResourceMetricStatus *
    external 5 autoscaling.v1.ExternalMetricStatus *
    containerResource 7 autoscaling.v1.ContainerResourceMetricStatus *
  autoscaling.v1.ObjectMetricSource wire-only
    target 1 autoscaling.v1.CrossVersionObjectReference
    metricName 2 string always
    targetValue 3 resource.Quantity
    selector 4 meta.v1.LabelSelector *
    averageValue 5 resource.Quantity *
  autoscaling.v1.ObjectMetricStatus wire-only
    target 1 autoscaling.v1.CrossVersionObjectReference
    metricName 2 string always
    currentValue 3 resource.Quantity
    selector 4 meta.v1.LabelSelector *
    averageValue 5 resource.Quantity *
  autoscaling.v1.PodsMetricSource wire-only
    metricName 1 string always
    targetAverageValue 2 resource.Quantity
    selector 3 meta.v1.LabelSelector *
  autoscaling.v1.PodsMetricStatus wire-only
    metricName 1 string always
    currentAverageValue 2 resource.Quantity
    selector 3 meta.v1.LabelSelector *
  autoscaling.v1.ResourceMetricSource wire-only
    name 1 string always
    targetAverageUtilization 2 int32 *
    targetAverageValue 3 resource.Quantity *
  autoscaling.v1.ResourceMetricStatus wire-only
    name 1 string always
    currentAverageUtilization 2 int32 *
    currentAverageValue 3 resource.Quantity
  autoscaling.v1.Scale = autoscaling/v1/Scale
    metadata 1 meta.v1.ObjectMeta
    spec 2 autoscaling.v1.ScaleSpec
    status 3 autoscaling.v1.ScaleStatus
    apiVersion - string
    kind - string
  autoscaling.v1.ScaleSpec
    replicas 1 int32
  autoscaling.v1.ScaleStatus
    replicas 1 int32 !
    selector 2 string
  autoscaling.v2.ContainerResourceMetricSource
    name 1 string !
    target 2 autoscaling.v2.MetricTarget !
    container 3 string !
  autoscaling.v2.ContainerResourceMetricStatus
    name 1 string !
    current 2 autoscaling.v2.MetricValueStatus !
    container 3 string !
  autoscaling.v2.CrossVersionObjectReference
    kind 1 string !
    name 2 string !
    apiVersion 3 string
  autoscaling.v2.ExternalMetricSource
    metric 1 autoscaling.v2.MetricIdentifier !
    target 2 autoscaling.v2.MetricTarget !
  autoscaling.v2.ExternalMetricStatus
    metric 1 autoscaling.v2.MetricIdentifier !
    current 2 autoscaling.v2.MetricValueStatus !
  autoscaling.v2.HPAScalingPolicy
    type 1 string !
    value 2 int32 !
    periodSeconds 3 int32 !
  autoscaling.v2.HPAScalingRules
    selectPolicy 1 string *
    policies 2 list:autoscaling.v2.HPAScalingPolicy list=atomic
    stabilizationWindowSeconds 3 int32 *
    tolerance 4 resource.Quantity *
  autoscaling.v2.HorizontalPodAutoscaler = autoscaling/v2/HorizontalPodAutoscaler
    metadata 1 meta.v1.ObjectMeta
    spec 2 autoscaling.v2.HorizontalPodAutoscalerSpec !
    status 3 autoscaling.v2.HorizontalPodAutoscalerStatus
    apiVersion - string
    kind - string
  autoscaling.v2.HorizontalPodAutoscalerBehavior
    scaleUp 1 autoscaling.v2.HPAScalingRules *
    scaleDown 2 autoscaling.v2.HPAScalingRules *
  autoscaling.v2.HorizontalPodAutoscalerCondition
    type 1 string !
    status 2 string !
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  autoscaling.v2.HorizontalPodAutoscalerList = autoscaling/v2/HorizontalPodAutoscalerList
    metadata 1 meta.v1.ListMeta
    items 2 list:autoscaling.v2.HorizontalPodAutoscaler !
    apiVersion - string
    kind - string
  autoscaling.v2.HorizontalPodAutoscalerSpec
    scaleTargetRef 1 autoscaling.v2.CrossVersionObjectReference !
    minReplicas 2 int32 *
    maxReplicas 3 int32 !
    metrics 4 list:autoscaling.v2.MetricSpec list=atomic
    behavior 5 autoscaling.v2.HorizontalPodAutoscalerBehavior *
  autoscaling.v2.HorizontalPodAutoscalerStatus
    observedGeneration 1 int64 *
    lastScaleTime 2 meta.v1.Time *
    currentReplicas 3 int32
    desiredReplicas 4 int32 !
    currentMetrics 5 list:autoscaling.v2.MetricStatus list=atomic
    conditions 6 list:autoscaling.v2.HorizontalPodAutoscalerCondition merge=type strategy=merge list=map keys=type
  autoscaling.v2.MetricIdentifier
    name 1 string !
    selector 2 meta.v1.LabelSelector *
  autoscaling.v2.MetricSpec
    type 1 string !
    object 2 autoscaling.v2.ObjectMetricSource *
    pods 3 autoscaling.v2.PodsMetricSource *
    resource 4 autoscaling.v2.ResourceMetricSource *
    external 5 autoscaling.v2.ExternalMetricSource *
    containerResource 7 autoscaling.v2.ContainerResourceMetricSource *
  autoscaling.v2.MetricStatus
    type 1 string !
    object 2 autoscaling.v2.ObjectMetricStatus *
    pods 3 autoscaling.v2.PodsMetricStatus *
    resource 4 autoscaling.v2.ResourceMetricStatus *
    external 5 autoscaling.v2.ExternalMetricStatus *
    containerResource 7 autoscaling.v2.ContainerResourceMetricStatus *
  autoscaling.v2.MetricTarget
    type 1 string !
    value 2 resource.Quantity *
    averageValue 3 resource.Quantity *
    averageUtilization 4 int32 *
  autoscaling.v2.MetricValueStatus
    value 1 resource.Quantity *
    averageValue 2 resource.Quantity *
    averageUtilization 3 int32 *
  autoscaling.v2.ObjectMetricSource
    describedObject 1 autoscaling.v2.CrossVersionObjectReference !
    target 2 autoscaling.v2.MetricTarget !
    metric 3 autoscaling.v2.MetricIdentifier !
  autoscaling.v2.ObjectMetricStatus
    metric 1 autoscaling.v2.MetricIdentifier !
    current 2 autoscaling.v2.MetricValueStatus !
    describedObject 3 autoscaling.v2.CrossVersionObjectReference !
  autoscaling.v2.PodsMetricSource
    metric 1 autoscaling.v2.MetricIdentifier !
    target 2 autoscaling.v2.MetricTarget !
  autoscaling.v2.PodsMetricStatus
    metric 1 autoscaling.v2.MetricIdentifier !
    current 2 autoscaling.v2.MetricValueStatus !
  autoscaling.v2.ResourceMetricSource
    name 1 string !
    target 2 autoscaling.v2.MetricTarget !
  autoscaling.v2.ResourceMetricStatus
    name 1 string !
    current 2 autoscaling.v2.MetricValueStatus !
  """
