/// Read by `TypeTable`, which explains the form.
let extensionTypes = """
  apiextensions.v1.ConversionRequest wire-only
    uid 1 string always
    desiredAPIVersion 2 string always
    objects 3 list:runtime.RawExtension
  apiextensions.v1.ConversionResponse wire-only
    uid 1 string always
    convertedObjects 2 list:runtime.RawExtension
    result 3 meta.v1.Status
  apiextensions.v1.ConversionReview wire-only
    request 1 apiextensions.v1.ConversionRequest *
    response 2 apiextensions.v1.ConversionResponse *
  apiextensions.v1.CustomResourceColumnDefinition
    name 1 string !
    type 2 string !
    format 3 string
    description 4 string
    priority 5 int32
    jsonPath 6 string !
  apiextensions.v1.CustomResourceConversion
    strategy 1 string !
    webhook 2 apiextensions.v1.WebhookConversion *
  apiextensions.v1.CustomResourceDefinition = apiextensions.k8s.io/v1/CustomResourceDefinition
    metadata 1 meta.v1.ObjectMeta
    spec 2 apiextensions.v1.CustomResourceDefinitionSpec !
    status 3 apiextensions.v1.CustomResourceDefinitionStatus
    apiVersion - string
    kind - string
  apiextensions.v1.CustomResourceDefinitionCondition
    type 1 string !
    status 2 string !
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
    observedGeneration 6 int64
  apiextensions.v1.CustomResourceDefinitionList = apiextensions.k8s.io/v1/CustomResourceDefinitionList
    metadata 1 meta.v1.ListMeta
    items 2 list:apiextensions.v1.CustomResourceDefinition !
    apiVersion - string
    kind - string
  apiextensions.v1.CustomResourceDefinitionNames
    plural 1 string !
    singular 2 string
    shortNames 3 list:string list=atomic
    kind 4 string !
    listKind 5 string
    categories 6 list:string list=atomic
  apiextensions.v1.CustomResourceDefinitionSpec
    group 1 string !
    names 3 apiextensions.v1.CustomResourceDefinitionNames !
    scope 4 string !
    versions 7 list:apiextensions.v1.CustomResourceDefinitionVersion ! list=atomic
    conversion 9 apiextensions.v1.CustomResourceConversion *
    preserveUnknownFields 10 bool
  apiextensions.v1.CustomResourceDefinitionStatus
    conditions 1 list:apiextensions.v1.CustomResourceDefinitionCondition list=map keys=type
    acceptedNames 2 apiextensions.v1.CustomResourceDefinitionNames
    storedVersions 3 list:string list=atomic
    observedGeneration 4 int64
  apiextensions.v1.CustomResourceDefinitionVersion
    name 1 string !
    served 2 bool !
    storage 3 bool !
    schema 4 apiextensions.v1.CustomResourceValidation *
    subresources 5 apiextensions.v1.CustomResourceSubresources *
    additionalPrinterColumns 6 list:apiextensions.v1.CustomResourceColumnDefinition list=atomic
    deprecated 7 bool
    deprecationWarning 8 string *
    selectableFields 9 list:apiextensions.v1.SelectableField list=atomic
  apiextensions.v1.CustomResourceSubresourceScale
    specReplicasPath 1 string !
    statusReplicasPath 2 string !
    labelSelectorPath 3 string *
  apiextensions.v1.CustomResourceSubresourceStatus scalar:object
  apiextensions.v1.CustomResourceSubresources
    status 1 apiextensions.v1.CustomResourceSubresourceStatus *
    scale 2 apiextensions.v1.CustomResourceSubresourceScale *
  apiextensions.v1.CustomResourceValidation
    openAPIV3Schema 1 apiextensions.v1.JSONSchemaProps *
  apiextensions.v1.ExternalDocumentation
    description 1 string
    url 2 string
  apiextensions.v1.JSON scalar:any
    ~ raw 1 bytes
  apiextensions.v1.JSONSchemaProps
    id 1 string
    $schema 2 string
    $ref 3 string *
    description 4 string
    type 5 string
    format 6 string
    title 7 string
    default 8 apiextensions.v1.JSON *
    maximum 9 double *
    exclusiveMaximum 10 bool
    minimum 11 double *
    exclusiveMinimum 12 bool
    maxLength 13 int64 *
    minLength 14 int64 *
    pattern 15 string
    maxItems 16 int64 *
    minItems 17 int64 *
    uniqueItems 18 bool
    multipleOf 19 double *
    enum 20 list:apiextensions.v1.JSON list=atomic
    maxProperties 21 int64 *
    minProperties 22 int64 *
    required 23 list:string list=atomic
    items 24 apiextensions.v1.JSONSchemaPropsOrArray *
    allOf 25 list:apiextensions.v1.JSONSchemaProps list=atomic
    oneOf 26 list:apiextensions.v1.JSONSchemaProps list=atomic
    anyOf 27 list:apiextensions.v1.JSONSchemaProps list=atomic
    not 28 apiextensions.v1.JSONSchemaProps *
    properties 29 map:apiextensions.v1.JSONSchemaProps
    additionalProperties 30 apiextensions.v1.JSONSchemaPropsOrBool *
    patternProperties 31 map:apiextensions.v1.JSONSchemaProps
    dependencies 32 map:apiextensions.v1.JSONSchemaPropsOrStringArray
    additionalItems 33 apiextensions.v1.JSONSchemaPropsOrBool *
    definitions 34 map:apiextensions.v1.JSONSchemaProps
    externalDocs 35 apiextensions.v1.ExternalDocumentation *
    example 36 apiextensions.v1.JSON *
    nullable 37 bool
    x-kubernetes-preserve-unknown-fields 38 bool *
    x-kubernetes-embedded-resource 39 bool
    x-kubernetes-int-or-string 40 bool
    x-kubernetes-list-map-keys 41 list:string list=atomic
    x-kubernetes-list-type 42 string *
    x-kubernetes-map-type 43 string *
    x-kubernetes-validations 44 list:apiextensions.v1.ValidationRule merge=rule strategy=merge list=map keys=rule
  apiextensions.v1.JSONSchemaPropsOrArray scalar:any
    ~ schema 1 apiextensions.v1.JSONSchemaProps
    ~ jSONSchemas 2 list:apiextensions.v1.JSONSchemaProps
  apiextensions.v1.JSONSchemaPropsOrBool scalar:any
    ~ allows 1 bool
    ~ schema 2 apiextensions.v1.JSONSchemaProps
  apiextensions.v1.JSONSchemaPropsOrStringArray scalar:any
    ~ schema 1 apiextensions.v1.JSONSchemaProps
    ~ property 2 list:string
  apiextensions.v1.SelectableField
    jsonPath 1 string !
  apiextensions.v1.ServiceReference
    namespace 1 string !
    name 2 string !
    path 3 string *
    port 4 int32 *
  apiextensions.v1.ValidationRule
    rule 1 string !
    message 2 string
    messageExpression 3 string
    reason 4 string *
    fieldPath 5 string
    optionalOldSelf 6 bool *
  apiextensions.v1.WebhookClientConfig
    service 1 apiextensions.v1.ServiceReference *
    caBundle 2 bytes
    url 3 string *
  apiextensions.v1.WebhookConversion
    clientConfig 2 apiextensions.v1.WebhookClientConfig *
    conversionReviewVersions 3 list:string ! list=atomic
  apiregistration.v1.APIService = apiregistration.k8s.io/v1/APIService
    metadata 1 meta.v1.ObjectMeta
    spec 2 apiregistration.v1.APIServiceSpec
    status 3 apiregistration.v1.APIServiceStatus
    apiVersion - string
    kind - string
  apiregistration.v1.APIServiceCondition
    type 1 string !
    status 2 string !
    lastTransitionTime 3 meta.v1.Time
    reason 4 string
    message 5 string
  apiregistration.v1.APIServiceList = apiregistration.k8s.io/v1/APIServiceList
    metadata 1 meta.v1.ListMeta
    items 2 list:apiregistration.v1.APIService !
    apiVersion - string
    kind - string
  apiregistration.v1.APIServiceSpec
    service 1 apiregistration.v1.ServiceReference *
    group 2 string
    version 3 string
    insecureSkipTLSVerify 4 bool
    caBundle 5 bytes list=atomic
    groupPriorityMinimum 7 int32 !
    versionPriority 8 int32 !
  apiregistration.v1.APIServiceStatus
    conditions 1 list:apiregistration.v1.APIServiceCondition merge=type strategy=merge list=map keys=type
  apiregistration.v1.ServiceReference
    namespace 1 string
    name 2 string
    port 3 int32 *
  """
